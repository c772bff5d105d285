//! Changing a cohort's calendar: the form, what a change moves before it is released, and the releases there were.

mod changes;
mod edit;
mod impact;
mod list;
mod one;
mod people;
mod stale;

pub(crate) use changes::{moved, said};
pub use edit::{CalendarForm, edit_calendar, edit_calendar_page};
pub use impact::impact_page;
pub use list::releases;
pub use one::release;
pub use stale::stale_page;

use domain::cohorts::Cohort;
use leptos::prelude::*;

use crate::cohorts::pages::words::{breadcrumbs, cohort_nav};

/// What stands over each page: the way up, the heading, a sentence, and the ways between the pages of the cohort.
fn head(cohort: &Cohort, here: &str, title: String, lede: AnyView) -> impl IntoView + use<> {
    let base = format!("/cohorts/{}", cohort.slug);
    let way = vec![
        ("Cohorts".to_owned(), "/cohorts".to_owned()),
        (cohort.title.clone(), base.clone()),
        ("Calendar".to_owned(), format!("{base}/calendar")),
    ];
    view! {
        <header class="page-head">
            {breadcrumbs(way, here.to_owned())}
            <h1>{title}</h1>
            {lede}
        </header>
        {cohort_nav(&cohort.slug, "/calendar")}
    }
}
