//! A residency whose schedule was released for other days than it has.

use chrono::NaiveDate;
use domain::{cohorts::Residency, residencies::store::ReleasedDays};
use leptos::prelude::*;

use crate::when;

/// Says for which days the schedule was released, if the residency has moved since, and leads to what may no longer fit. `slug` is the
/// cohort's name in addresses; `outdated`, the first and the last day of the release.
pub(crate) fn moved(slug: &str, residency: &Residency, outdated: Option<(NaiveDate, NaiveDate)>) -> Option<impl IntoView + use<>> {
    let (first, last) = outdated?;
    let address = format!("/cohorts/{slug}/residencies/{}", residency.position);
    let words = format!(
        "The schedule of {} was released for {}. The calendar says {} now, and its sessions have moved along: ",
        residency.title,
        when::days(first, last),
        when::days(residency.starts_on, residency.ends_on)
    );
    Some(view! {
        <p class="notice">
            {words}<a href=format!("{address}/warnings")>"see what no longer fits"</a>", then "
            <a href=format!("{address}/schedule/preview")>"release it for these days"</a>"."
        </p>
    })
}

/// The same for each residency of a cohort that it is true of.
pub(crate) fn all_moved(slug: &str, residencies: &[Residency], released: &[ReleasedDays]) -> impl IntoView + use<> {
    let outdated = |residency: &Residency| released.iter().find(|one| one.residency_id == residency.id)?.outdated(residency);
    residencies.iter().map(|residency| moved(slug, residency, outdated(residency))).collect_view()
}
