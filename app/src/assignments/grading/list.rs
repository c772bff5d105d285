//! What was handed in to an assignment: who, when, how it stands, and where to go on.

use axum::extract::{Path, State as Shared};
use domain::{
    assignments::{
        gradebook::{Cell, Entry, GradeLine, Gradebook, GradedUnit, next, stack},
        marking::State,
        store,
    },
    authoring::AssignmentSettings,
    cohorts::{Scope, store as cohorts},
    ids::HandInId,
};
use leptos::prelude::*;

use super::words::{self, grade, late};
use crate::{
    AppError, Page, Site,
    cohorts::{as_faculty, breadcrumbs, count, notice},
    page::Width,
    visit::Faculty,
    when,
};

const NOTICES: &[(&str, &str)] = &[
    ("all", "Graded. Nothing else waits for you here."),
    ("returned-all", "Returned for revision. Nothing else waits for you here."),
    ("released", "The grades are released: students see them now."),
    ("none", "Nothing was waiting to be released."),
];

/// An assignment of a module in a cohort, for its faculty.
pub struct Assigned {
    /// The module in the cohort.
    pub scope: Scope,
    /// The assignment.
    pub unit: GradedUnit,
    /// How it is set.
    pub settings: AssignmentSettings,
    /// Its students, with one cell each.
    pub book: Gradebook,
}

impl Assigned {
    /// Reads it.
    pub async fn load(faculty: &Faculty, (cohort, module, unit): (&str, &str, &str)) -> Result<Self, AppError> {
        let db = &faculty.site.db;
        let scope = cohorts::scope(db, as_faculty(faculty), cohort, Some(module)).await?;
        let (book, settings) = store::assignment(db, &scope, unit, faculty.now).await?;
        let unit = book.units.first().cloned().ok_or(AppError::NotFound)?;
        Ok(Self { scope, unit, settings, book })
    }

    /// The address of its list.
    pub fn address(&self) -> String {
        format!("/teaching/{}/{}/assignments/{}", self.scope.cohort().slug, self.unit.module_slug, self.unit.slug)
    }

    /// The address of a hand-in.
    pub fn of(&self, hand_in: HandInId) -> String {
        format!("{}/hand-ins/{hand_in}", self.address())
    }

    /// The way to its list.
    pub fn way(&self) -> Vec<(String, String)> {
        let module = format!("/teaching/{}/{}", self.scope.cohort().slug, self.unit.module_slug);
        vec![
            ("Teaching".into(), "/teaching".into()),
            (self.unit.module_title.clone(), module.clone()),
            ("Grades".into(), format!("{module}/grades")),
        ]
    }

    /// What was handed in, each with those it is of.
    pub fn stack(&self) -> Vec<(&Entry, Vec<&GradeLine>)> {
        stack(&self.book.lines.iter().collect::<Vec<_>>(), 0)
    }

    /// What this grader can grade after a hand-in.
    pub fn next(&self, after: Option<HandInId>, faculty: &Faculty) -> Option<HandInId> {
        let entries: Vec<&Entry> = self.stack().into_iter().map(|(entry, _)| entry).collect();
        next(&entries, after, faculty.session.person.id)
    }

    /// Those who have handed in nothing.
    fn missing(&self) -> Vec<&GradeLine> {
        self.book.lines.iter().filter(|line| matches!(line.cells.first(), Some(Cell::Nothing { .. }))).collect()
    }
}

/// Which of them are shown.
#[derive(Clone, Copy, PartialEq)]
enum Show {
    All,
    ToGrade,
    Graded,
    Missing,
}

const SHOWS: [(Show, &str, &str); 4] = [
    (Show::All, "all", "Everyone"),
    (Show::ToGrade, "to-grade", "To grade"),
    (Show::Graded, "graded", "Graded or returned"),
    (Show::Missing, "missing", "Nothing handed in"),
];

/// `GET /teaching/{cohort}/{module}/assignments/{unit}`
pub async fn list(
    Shared(_): Shared<Site>,
    faculty: Faculty,
    Path((cohort, module, unit)): Path<(String, String, String)>,
) -> Result<Page, AppError> {
    let it = Assigned::load(&faculty, (&cohort, &module, &unit)).await?;
    let asked = faculty.asked("show").unwrap_or_default();
    let show = SHOWS.iter().find(|(_, word, _)| *word == asked).map_or(Show::All, |(show, ..)| *show);
    let visit = faculty.visit().clone();
    Ok(Page::new(&visit, it.unit.title.clone(), move || body(&faculty, &it, show)).width(Width::Wide))
}

fn body(faculty: &Faculty, it: &Assigned, show: Show) -> impl IntoView + use<> {
    let campus = it.scope.cohort().time_zone;
    let first = it.next(None, faculty);
    let late = it.settings.late.map(|rule| view! { <span>"Late: "{rule.to_string()}" percentage points"</span> });
    view! {
        <header class="page-head">
            {breadcrumbs(it.way(), it.unit.title.clone())}
            <h1>{it.unit.title.clone()}</h1>
            <p class="meta">
                <span>{it.scope.cohort().title.clone()}</span>
                <span>"Due "{when::long(it.unit.due_at, campus)}" campus time"</span>
                <span>"Passed from "{it.settings.pass}"%"</span>
                {late}
                {(it.settings.markers > 1).then(|| view! { <span>"Two mark each"</span> })}
            </p>
        </header>
        {notice(faculty, NOTICES)}
        {ways(it, first)}
        {segments(it, show)}
        {table(it, show)}
    }
}

/// Going on, and letting students see what is graded.
fn ways(it: &Assigned, first: Option<HandInId>) -> impl IntoView + use<> {
    let go_on = first.map(|next| view! { <a class="button" data-kind="primary" href=it.of(next)>"Grade next"</a> });
    let graded: Vec<_> = it
        .stack()
        .into_iter()
        .filter(|(entry, _)| entry.state == State::Graded && entry.elsewhere.is_none())
        .map(|(entry, _)| entry.hand_in)
        .collect();
    let ids = graded.iter().map(|id| view! { <input type="hidden" name="hand-in" value=id.to_string()/> }).collect_view();
    let label = format!("Release {} to students", count(graded.len() as i64, "grade"));
    let release = (!graded.is_empty()).then(|| {
        view! { <form method="post" action=format!("{}/release", it.address())>{ids}<button class="button">{label}</button></form> }
    });
    view! { <div class="form-actions grading-ways">{go_on}{release}</div> }
}

fn fits(show: Show, entry: &Entry) -> bool {
    match show {
        Show::All => true,
        Show::ToGrade => entry.is_open(),
        Show::Graded => !entry.state.is_open(),
        Show::Missing => false,
    }
}

fn segments(it: &Assigned, here: Show) -> impl IntoView + use<> {
    let stack = it.stack();
    let links = SHOWS.into_iter().map(|(show, word, label)| {
        let missing = if matches!(show, Show::All | Show::Missing) { it.missing().len() } else { 0 };
        let number = stack.iter().filter(|(entry, _)| fits(show, entry)).count() + missing;
        let address = if show == Show::All { it.address() } else { format!("{}?show={word}", it.address()) };
        view! { <li><a href=address aria-current=(show == here).then_some("true")>{label}" "<span class="segment-count">{number}</span></a></li> }
    });
    view! { <nav class="segments no-print" aria-label="Which are shown"><ul>{links.collect_view()}</ul></nav> }
}

fn table(it: &Assigned, show: Show) -> impl IntoView + use<> {
    let mut stack = it.stack();
    stack.sort_by_key(|(entry, _)| !entry.is_open());
    let rows: Vec<_> =
        stack.into_iter().filter(|(entry, _)| fits(show, entry)).map(|(entry, lines)| row(it, entry, &lines).into_any()).collect();
    let missing = if matches!(show, Show::All | Show::Missing) { it.missing() } else { Vec::new() };
    let missing: Vec<_> = missing.into_iter().map(|line| without(line).into_any()).collect();
    let none = rows.is_empty() && missing.is_empty();
    if none {
        return view! { <p class="empty">"Nobody is here. What is handed in stands here, the longest waiting first."</p> }.into_any();
    }
    view! {
        <div class="table-wrap" role="region" aria-label="Hand-ins" tabindex="0">
            <table class="table" data-stacks="">
                <thead>
                    <tr>
                        <th scope="col">{if it.unit.team { "Team" } else { "Student" }}</th>
                        <th scope="col">"Handed in"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Grade"</th>
                    </tr>
                </thead>
                <tbody>{rows}{missing}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(it: &Assigned, entry: &Entry, lines: &[&GradeLine]) -> impl IntoView + use<> {
    let campus = it.scope.cohort().time_zone;
    let names = lines.iter().map(|line| line.name.as_str()).collect::<Vec<_>>().join(", ");
    let (name, note) = match &entry.team {
        Some(team) => (team.clone(), Some(names)),
        None => (names, None),
    };
    let version = (entry.version > 1).then(|| view! { <span class="roster-note">"Version "{entry.version}</span> });
    let late = entry.late.map(|by| view! { <span class="roster-note">{late(by)}</span> });
    let elsewhere = entry.elsewhere.as_ref().map(|cohort| view! { <span class="roster-note">"Graded in "{cohort.clone()}</span> });
    view! {
        <tr>
            <th scope="row"><a href=it.of(entry.hand_in)>{name}</a>{note.map(|note| view! { <span class="roster-note">{note}</span> })}</th>
            <td data-name="Handed in"><time datetime=entry.handed_in_at.to_rfc3339()>{when::long(entry.handed_in_at, campus)}</time>{late}{version}</td>
            <td>{words::state(entry.state)}{elsewhere}</td>
            <td data-name="Grade">{entry.shared_grade().map(|of| grade(&of))}{own_points(lines)}</td>
        </tr>
    }
}

/// Members with other points than their team.
fn own_points(lines: &[&GradeLine]) -> impl IntoView + use<> {
    let notes = lines.iter().filter_map(|line| match line.cells.first()? {
        Cell::Work(entry) if entry.team_grade.is_some() => {
            let own = entry.grade.map(|of| grade(&of));
            Some(view! { <span class="roster-note">{line.name.clone()}": "{own}</span> })
        }
        _ => None,
    });
    notes.collect_view()
}

fn without(line: &GradeLine) -> impl IntoView + use<> {
    let overdue = matches!(line.cells.first(), Some(Cell::Nothing { overdue: true }));
    let (shape, label) = if overdue { ("late", "Past due") } else { ("locked", "Nothing handed in") };
    view! {
        <tr>
            <th scope="row">{line.name.clone()}</th>
            <td></td>
            <td><span class="state" data-state=shape>{label}</span></td>
            <td></td>
        </tr>
    }
}
