//! What stands around every page of one residency for staff: the check, the way up, the ways between its pages.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    cohorts::{Residency, Scope, store},
    ids::PersonId,
    residencies::{ReleasedSession, place_of},
};
use leptos::prelude::*;

use crate::{
    AppError,
    cohorts::{as_staff, breadcrumbs, cohort_nav, subnav},
    visit::Staff,
    when,
};

/// The pages of a residency: what is said of each, and its address behind that of the residency. Each part adds its own.
const PAGES: [(&str, &str); 9] = [
    ("Overview", ""),
    ("Board", "/board"),
    ("Warnings", "/warnings"),
    ("Releases", "/schedule/releases"),
    ("Faculty hours", "/faculty"),
    ("Who comes", "/coming"),
    ("Logistics", "/logistics"),
    ("Presence", "/presence"),
    ("Paper", "/paper"),
];

/// A residency of a cohort, for whoever runs the cohort's program.
#[derive(Clone)]
pub(crate) struct OfStaff {
    /// The check that was passed.
    pub scope: Scope,
    /// The residency.
    pub residency: Residency,
}

impl OfStaff {
    /// The residency at this address. Not theirs, and not there, look the same.
    pub async fn load(staff: &Staff, cohort: &str, number: &str) -> Result<Self, AppError> {
        let scope = store::scope(&staff.site.db, as_staff(staff), cohort, None).await?;
        let position = number.parse().map_err(|_| AppError::NotFound)?;
        let residency = store::residency_at(&staff.site.db, scope.cohort().id, position).await?;
        Ok(Self { scope, residency })
    }

    /// Whether its first campus day has come.
    pub fn has_begun(&self, now: DateTime<Utc>) -> bool {
        self.residency.starts_on <= self.today(now)
    }

    /// Whether its last campus day is over.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.residency.ends_on < self.today(now)
    }

    /// Why nobody can be asked any more who comes, as the beginning of a sentence.
    pub fn too_late(&self, now: DateTime<Utc>) -> Option<&'static str> {
        let words = if self.is_over(now) { "This residency is over" } else { "This residency has begun" };
        self.has_begun(now).then_some(words)
    }

    /// The day on campus.
    fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.scope.cohort().time_zone).date_naive()
    }

    /// The residency's address; those of its pages begin with it.
    pub fn address(&self) -> String {
        format!("/cohorts/{}/residencies/{}", self.scope.cohort().slug, self.residency.position)
    }

    /// What stands over a page: the way up, its heading, the days, and the ways to the other pages. `here` is the page's address behind that
    /// of the residency: `""` for the overview.
    pub fn head(&self, here: &str, heading: String) -> impl IntoView + use<> {
        let mut way = self.way();
        if !here.is_empty() {
            way.push((self.residency.title.clone(), self.address()));
        }
        self.over(here, way, heading)
    }

    /// The same for a page under one of the pages: that one's name, and its address behind that of the residency.
    pub fn head_under(&self, (name, above): (&str, &str), heading: String) -> impl IntoView + use<> {
        let mut way = self.way();
        way.push((self.residency.title.clone(), self.address()));
        way.push((name.to_owned(), format!("{}{above}", self.address())));
        self.over(above, way, heading)
    }

    /// The way up to the residency.
    fn way(&self) -> Vec<(String, String)> {
        let cohort = self.scope.cohort();
        let base = format!("/cohorts/{}", cohort.slug);
        vec![
            ("Cohorts".to_owned(), "/cohorts".to_owned()),
            (cohort.title.clone(), base.clone()),
            ("Residencies".to_owned(), format!("{base}/residencies")),
        ]
    }

    fn over(&self, here: &str, way: Vec<(String, String)>, heading: String) -> impl IntoView + use<> {
        let cohort = self.scope.cohort();
        let lede = self.days(heading != self.residency.title);
        view! {
            <header class="page-head">
                {breadcrumbs(way, heading.clone())}
                <h1>{heading}</h1>
                <p class="lede">{lede}</p>
            </header>
            {cohort_nav(&cohort.slug, "/residencies")}
            {self.nav(here)}
        }
    }

    /// `Opening residency, Sat 9 – Tue 12 Jan 2027, Pittsburgh`; without the name where that is the heading.
    fn days(&self, named: bool) -> String {
        let Residency { title, place, starts_on, ends_on, .. } = &self.residency;
        let parts = [if named { title.clone() } else { String::new() }, when::days(*starts_on, *ends_on), place.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn nav(&self, here: &str) -> impl IntoView + use<> {
        let base = self.address();
        subnav("This residency", PAGES.into_iter().map(|(label, page)| (label, format!("{base}{page}"), page == here)))
    }
}

/// Shown where a page comes from the device and not from us: as of when it is. `scripts/offline-worker.js` uncovers it, and keeps the pages
/// of one person only.
pub(super) fn as_of(person: PersonId, words: String) -> impl IntoView {
    view! {
        <p class="notice" data-kind="attention" role="status" data-as-of="" data-owner=person.to_string() hidden=true><span>{words}</span></p>
    }
}

/// Where a session takes place: `Aula, Main building`; empty if nothing is known.
pub(crate) fn place(session: &ReleasedSession) -> String {
    place_of(&session.room, &session.venue)
}
