//! The profile.

use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::{rules::TypedProfile, store};

use super::invalid;
use crate::{AppError, accounts::pages, forms::Typed, visit::Member};

/// `POST /account`.
pub async fn save_profile(member: Member, typed: Typed) -> Result<Response, AppError> {
    let parsed = TypedProfile {
        name: typed.get("name"),
        credentials: typed.get("credentials"),
        specialty: typed.get("specialty"),
        time_zone: typed.get("time_zone"),
        npi: typed.get("npi"),
    }
    .parse();
    let profile = match parsed {
        Ok(profile) => profile,
        Err(error) => return Ok(pages::profile_page(&member, typed.with(invalid(error)?)).into_response()),
    };
    let person = member.session.person.id;
    member.site.db.write(move |tx| Box::pin(async move { store::change_profile(tx, person, &profile).await })).await?;
    Ok(Redirect::to("/account?done=profile").into_response())
}
