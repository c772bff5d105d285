//! What a student should know of their assignments, as the page of today says it.

use chrono::{DateTime, TimeDelta, Utc};
pub(crate) use domain::assignments::store::News;
use domain::{
    Result,
    assignments::store::{self, What},
    db::Db,
    ids::EnrollmentId,
};
use leptos::prelude::*;

use crate::learning::unit_address;

/// For so many days a grade is news.
const DAYS: i64 = 14;

/// What there is to know now.
///
/// # Errors
/// Those of the database.
pub(crate) async fn news(db: &Db, student: EnrollmentId, now: DateTime<Utc>) -> Result<Vec<News>> {
    let mut all = store::news(db, student).await?;
    all.retain(|one| one.what != What::Graded || one.since > now - TimeDelta::days(DAYS));
    Ok(all)
}

/// One line each.
pub(crate) fn lines(all: &[News]) -> impl IntoView + use<> {
    let line = |one: &News| {
        let address = unit_address(&one.module_slug, &one.slug);
        let (eyebrow, address) = match one.what {
            What::Returned => ("Returned for revision", format!("{address}/feedback")),
            What::Graded => ("Graded", format!("{address}/feedback")),
            What::RateTeam => ("Rate your team", format!("{address}/peers")),
        };
        view! { <p class="announced"><span class="eyebrow">{eyebrow}</span><a href=address>{one.title.clone()}</a></p> }
    };
    all.iter().map(line).collect_view()
}
