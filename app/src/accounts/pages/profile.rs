//! The profile.

use domain::accounts::{
    rules::{self, Profile},
    store,
};
use leptos::prelude::*;

use super::account::account;
use crate::{
    AppError, Page,
    forms::{self, Choice, Field, Filled},
    visit::{Member, Visit},
};

/// `GET /account`.
pub async fn profile(member: Member) -> Result<Page, AppError> {
    let profile = store::profile(&member.site.db, member.session.person.id).await?;
    Ok(profile_page(&member, filled(&profile)))
}

fn filled(profile: &Profile) -> Filled {
    Filled::with_values([
        ("name", &profile.name),
        ("credentials", &profile.credentials),
        ("specialty", &profile.specialty),
        ("time_zone", &profile.time_zone),
        ("npi", profile.npi.as_deref().unwrap_or_default()),
    ])
}

/// The page with the form.
pub fn profile_page(visit: &Visit, form: Filled) -> Page {
    let filled = form.clone();
    let lede = "What faculty and classmates see of you, and what the school needs for your record.";
    let page = account(visit, forms::with_summary(&form, "Profile"), ("Profile", "/account"), lede, move || {
        view! {
            <form class="form" method="post" action="/account" novalidate=true>
                {forms::error_summary(&form)}
                {forms::field(&form, Field::text("name", "Name").autocomplete("name").hint("As it should stand on your certificate."))}
                <div class="field-row">
                    {forms::field(&form, Field::text("credentials", "Credentials").autocomplete("honorific-suffix").hint("Such as MD or DO."))}
                    {forms::field(&form, Field::text("specialty", "Specialty").hint("Such as internal medicine."))}
                </div>
                {forms::select(&form, "time_zone", "Time zone", "Deadlines show campus time and yours. Type a city to find it.", zones(&form))}
                {forms::field(&form, Field::text("npi", "NPI (optional)").hint("Ten digits. Credit is reported under it."))}
                <p class="form-actions"><button class="button" data-kind="primary">"Save"</button></p>
            </form>
        }
    });
    filled.on(page)
}

fn zones(form: &Filled) -> Vec<Choice> {
    let zones = rules::time_zones(form.typed.get("time_zone")).into_iter();
    zones.map(|zone| Choice { value: zone.name.to_owned(), label: zone.label }).collect()
}
