//! What several of these pages have in common.

use chrono::{DateTime, Utc};
use domain::cohorts::Scope;
use leptos::prelude::*;

use crate::{
    cohorts::{cohort_nav, subnav},
    visit::Visit,
    when,
};

/// The way up to a page of a cohort.
pub fn way(scope: &Scope) -> Vec<(String, String)> {
    let cohort = scope.cohort();
    match scope.runs() {
        true => vec![("Cohorts".into(), "/cohorts".into()), (cohort.title.clone(), format!("/cohorts/{}", cohort.slug))],
        false => vec![("Teaching".into(), "/teaching".into())],
    }
}

/// The ways between the pages of a cohort, and between those on which one writes to it.
pub fn ways(scope: &Scope, here: &'static str) -> impl IntoView + use<> {
    let slug = scope.cohort().slug.clone();
    let staff = scope.runs();
    let pages = [("Messages", "messages"), ("Announcements", "announcements"), ("Discussion", "discussion")];
    let theirs = pages.into_iter().filter(|(_, page)| staff || *page != "messages");
    let theirs = theirs.map(|(label, page)| (label, format!("/cohorts/{slug}/{page}"), page == here));
    view! {
        {staff.then(|| cohort_nav(&slug, "/messages"))}
        {subnav("Writing to this cohort", theirs)}
    }
}

/// When something was written, in the reader's own zone.
pub fn moment(at: DateTime<Utc>, visit: &Visit) -> impl IntoView + use<> {
    let zone = visit.session.as_ref().map_or(chrono_tz::UTC, |session| session.person.time_zone);
    view! { <time datetime=at.to_rfc3339()>{when::long(at, zone)}</time> }
}

/// The answer to what was just done, named by `done` in the address.
pub fn notice(visit: &Visit, notices: &'static [(&'static str, &'static str)]) -> impl IntoView + use<> {
    let done = visit.asked("done").unwrap_or_default();
    let text = notices.iter().find(|(name, _)| *name == done).map(|(_, text)| *text);
    text.map(|text| view! { <p class="notice" data-kind="success" role="status">{text}</p> })
}
