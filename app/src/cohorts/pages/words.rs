//! Small pieces that several pages share: standings, hours, times.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    cohorts::{Scope, Sight},
    reports::Standing,
};
use leptos::prelude::*;

use crate::{visit::Visit, when};

/// The way up to a page: names and addresses; the last is the page itself.
pub(crate) fn breadcrumbs(way: Vec<(String, String)>, here: String) -> impl IntoView {
    let way = way.into_iter().map(|(name, address)| view! { <li><a href=address>{name}</a></li> }).collect_view();
    view! { <nav class="breadcrumbs" aria-label="Where you are"><ol>{way}<li aria-current="page">{here}</li></ol></nav> }
}

/// The pages of a cohort for staff: what is said of each, and its address behind that of the cohort.
const COHORT_PAGES: [(&str, &str); 9] = [
    ("Students", ""),
    ("Calendar", "/calendar"),
    ("Residencies", "/residencies"),
    ("Grades", "/grades"),
    ("Extensions", "/extensions"),
    ("Messages", "/messages"),
    ("Roster import", "/imports"),
    ("Faculty", "/faculty"),
    ("Modules", "/modules"),
];

/// The ways between pages that belong together: what is said of each, its address, and whether it is the one that is open. `name` says
/// what they belong to.
pub(crate) fn subnav(name: &'static str, pages: impl IntoIterator<Item = (&'static str, String, bool)>) -> AnyView {
    let link = |(label, address, here): (&'static str, String, bool)| {
        view! { <li><a href=address aria-current=here.then_some("page")>{label}</a></li> }
    };
    let links = pages.into_iter().map(link).collect_view();
    view! { <nav class="subnav across" aria-label=name><ul>{links}</ul></nav> }.into_any()
}

/// The ways between the pages of a cohort, for staff; stands under the page's head. `here` is the address of the current one behind that
/// of the cohort: `""` for the students, `"/calendar"`.
pub(crate) fn cohort_nav(slug: &str, here: &str) -> impl IntoView + use<> {
    subnav("This cohort", COHORT_PAGES.map(|(label, page)| (label, format!("/cohorts/{slug}{page}"), page == here)))
}

/// The answer to what was just done, named by `done` in the address; an unknown name says nothing.
pub(crate) fn notice(visit: &Visit, notices: &'static [(&'static str, &'static str)]) -> impl IntoView + use<> {
    let done = visit.asked("done").unwrap_or_default();
    let text = notices.iter().find(|(name, _)| *name == done).map(|(_, text)| *text);
    text.map(|text| view! { <p class="notice" data-kind="success" role="status">{text}</p> })
}

/// How a student gets on, as word and shape.
pub(super) fn standing(standing: Standing) -> impl IntoView {
    let state = match standing {
        Standing::Behind(_) | Standing::Unseen(_) => "late",
        Standing::OnTrack => "started",
        Standing::Finished => "done",
        Standing::Away(_) => "waiting",
    };
    view! { <span class="state" data-state=state>{standing.label()}</span> }
}

/// Minutes as hours with one decimal: `6.5 h`.
pub(super) fn hours(minutes: i64) -> String {
    format!("{:.1} h", minutes as f64 / 60.0).replace(".0 h", " h")
}

/// When somebody was last active: "12 days ago", and the hour where it was today or yesterday.
pub(super) fn seen(at: Option<DateTime<Utc>>, now: DateTime<Utc>, campus: Tz) -> AnyView {
    let Some(at) = at else { return view! { <span class="quiet">"Never"</span> }.into_any() };
    let days = (now.with_timezone(&campus).date_naive() - at.with_timezone(&campus).date_naive()).num_days();
    let hour = at.with_timezone(&campus).format("%H:%M");
    let text = match days {
        ..=0 => format!("Today, {hour}"),
        1 => format!("Yesterday, {hour}"),
        _ => when::distance(at, now, campus),
    };
    view! { <time datetime=at.to_rfc3339() title=format!("{} campus time", when::long(at, campus))>{text}</time> }.into_any()
}

/// Why the reader may see what stands below.
pub(super) fn sight(scope: &Scope) -> String {
    let modules = scope.modules().iter().map(|module| module.title.as_str()).collect::<Vec<_>>().join(" and ");
    match scope.sight() {
        Sight::Administrator => "You see this as an administrator.".to_owned(),
        Sight::Staff => "You see this because you run this program.".to_owned(),
        Sight::CohortFaculty => "You see this because you teach this cohort.".to_owned(),
        Sight::ModuleFaculty => {
            format!("You see this because you teach {modules} to this cohort. What students do in other modules is not shown to you.")
        }
    }
}

/// `1 student`, `2 students`.
pub(crate) fn count(number: i64, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// A percentage without decimals, rounded down: nobody is shown a level they did not reach.
pub(super) fn percent(percent: f64) -> String {
    format!("{}%", percent.floor())
}
