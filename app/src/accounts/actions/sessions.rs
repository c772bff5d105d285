//! Ending one's own sessions.

use axum::{extract::Path, response::Redirect};
use domain::{accounts::store, ids::SessionId};

use crate::{AppError, visit::Member};

/// `POST /account/sessions/{id}/end`. Somebody else's session is not there.
pub async fn end_session(member: Member, Path(session): Path<SessionId>) -> Result<Redirect, AppError> {
    let person = member.session.person.id;
    member.site.db.write(move |tx| Box::pin(async move { store::end_own_session(tx, person, session).await })).await?;
    Ok(Redirect::to("/account/sessions?done=session"))
}

/// `POST /account/sessions/others/end`.
pub async fn end_others(member: Member) -> Result<Redirect, AppError> {
    let (person, here) = (member.session.person.id, member.session.id);
    member.site.db.write(move |tx| Box::pin(async move { store::end_sessions(tx, person, Some(here)).await })).await?;
    Ok(Redirect::to("/account/sessions?done=elsewhere"))
}
