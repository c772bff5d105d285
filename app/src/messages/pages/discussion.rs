//! Discussions: of a cohort, and under its units; for those who study there, and for those who teach and run it.

use axum::extract::{Path, State as Shared};
use chrono::{DateTime, Utc};
use domain::{
    cohorts::Scope,
    messages::{
        Seat, Spot,
        store::{self, Discussed, Thread},
    },
};
use leptos::prelude::*;

use super::{
    thread::{listed, new_post},
    words::{moment, notice, way, ways},
};
use crate::{
    AppError, Page, Site,
    cohorts::{breadcrumbs, count},
    messages::{board::Board, scope_of},
    visit::{StaffOrFaculty, Student, Visit},
    when,
};

/// What was just done.
pub(super) const NOTICES: &[(&str, &str)] = &[
    ("posted", "It is posted."),
    ("kept", "The draft is kept. It will be in the form again, on any device."),
    ("changed", "The post is changed. What it said before stands in its history."),
    ("removed", "The post is removed."),
    ("marked", "The reply is marked as the answer."),
    ("unmarked", "The reply is no longer marked as the answer."),
];

/// What stands above a discussion.
struct Head {
    title: String,
    /// The last step of the way here, where the title would repeat the one before.
    here: Option<&'static str>,
    steps: Vec<(String, String)>,
    lede: String,
    /// The cohort's other pages, for those who teach or run it.
    scope: Option<Scope>,
    /// The units with posts, in the cohort's own discussion for those who teach or run it.
    under_units: Vec<(String, Discussed)>,
}

/// `GET /cohort/discussion`
pub async fn own_discussion(student: Student) -> Result<Page, AppError> {
    let spot = Spot { cohort: student.place.cohort, module: String::new(), unit: String::new() };
    let title = student.place.cohort_title.clone();
    let lede = "Only people of this cohort read this: who is enrolled, its faculty and program staff.".to_owned();
    let head =
        Head { title: "Discussion".into(), here: None, steps: vec![(title, "/cohort".into())], lede, scope: None, under_units: Vec::new() };
    let me = student.session.person.id;
    let board = Board::open(&student, me, (spot, Seat::Student), "/cohort/discussion".into()).await?;
    page(student.visit(), head, board).await
}

/// `GET /learn/{module}/{unit}/discussion`
pub async fn unit_discussion(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let spot = Spot { cohort: student.place.cohort, module, unit };
    let name = store::spot_name(&site.db, &spot).await?;
    if name.opens_at > student.now {
        return Err(AppError::NotFound);
    }
    let (module, unit) = (format!("/learn/{}", spot.module), format!("/learn/{}/{}", spot.module, spot.unit));
    let address = format!("{unit}/discussion");
    let steps = vec![("Program".into(), "/program".into()), (name.module, module), (name.unit.clone(), unit)];
    let lede = "Questions and answers about this unit, among the people of your cohort.".to_owned();
    let head =
        Head { title: format!("Discussion: {}", name.unit), here: Some("Discussion"), steps, lede, scope: None, under_units: Vec::new() };
    let me = student.session.person.id;
    let board = Board::open(&student, me, (spot, Seat::Student), address).await?;
    page(student.visit(), head, board).await
}

/// `GET /cohorts/{cohort}/discussion`
pub async fn cohort_discussion(Shared(site): Shared<Site>, visit: StaffOrFaculty, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = scope_of(&visit, &cohort, None).await?;
    let spot = Spot { cohort: scope.cohort().id, module: String::new(), unit: String::new() };
    let found = store::discussed(&site.db, scope.cohort().id).await?;
    let title_of = |one: &Discussed| scope.modules().iter().find(|module| module.slug == one.module).map(|module| module.title.clone());
    let under_units = found.into_iter().filter_map(|one| Some((title_of(&one)?, one))).collect();
    let lede = "The cohort reads this, its faculty and program staff. Each unit has a discussion of its own.".to_owned();
    let head = Head { title: "Discussion".into(), here: None, steps: way(&scope), lede, scope: Some(scope.clone()), under_units };
    let address = format!("/cohorts/{cohort}/discussion");
    let board = Board::open(&visit, visit.session.person.id, (spot, seat(&scope)), address).await?;
    page(visit.visit(), head, board).await
}

/// `GET /cohorts/{cohort}/discussion/{module}/{unit}`
pub async fn taught_discussion(
    Shared(site): Shared<Site>,
    visit: StaffOrFaculty,
    Path((cohort, module, unit)): Path<(String, String, String)>,
) -> Result<Page, AppError> {
    let scope = scope_of(&visit, &cohort, Some(&module)).await?;
    let spot = Spot { cohort: scope.cohort().id, module, unit };
    let name = store::spot_name(&site.db, &spot).await?;
    let whole = format!("/cohorts/{cohort}/discussion");
    let address = format!("{whole}/{}/{}", spot.module, spot.unit);
    let mut steps = way(&scope);
    steps.extend([("Discussion".into(), whole)]);
    let head = Head { title: name.unit, here: None, steps, lede: name.module, scope: Some(scope.clone()), under_units: Vec::new() };
    let board = Board::open(&visit, visit.session.person.id, (spot, seat(&scope)), address).await?;
    page(visit.visit(), head, board).await
}

fn seat(scope: &Scope) -> Seat {
    if scope.runs() { Seat::Staff } else { Seat::Faculty }
}

async fn page(visit: &Visit, head: Head, board: Board) -> Result<Page, AppError> {
    let number = visit.asked("page").and_then(|page| page.parse().ok()).unwrap_or(1_i64).clamp(1, 10_000);
    let (threads, older) = store::threads(&visit.site.db, &board.spot, number - 1, board.seat == Seat::Staff).await?;
    let reader = visit.clone();
    Ok(Page::new(visit, head.title.clone(), move || body(&reader, head, &board, (&threads, number, older))).with_script("draft.js"))
}

fn body(visit: &Visit, head: Head, board: &Board, (threads, number, older): (&[Thread], i64, bool)) -> impl IntoView + use<> {
    let list = threads.iter().map(|one| listed(visit, board, one)).collect_view();
    let none = threads.is_empty().then(|| {
        view! { <p class="empty">"Nobody has written here yet. A question you have is one that others have as well: ask it above."</p> }
    });
    let units = under_units(visit, &head, board);
    view! {
        {notice(visit, NOTICES)}
        <header class="page-head">
            {breadcrumbs(head.steps, head.here.map_or_else(|| head.title.clone(), str::to_owned))}
            <h1>{head.title}</h1>
            <p class="lede">{head.lede}</p>
        </header>
        {head.scope.as_ref().map(|scope| ways(scope, "discussion"))}
        {units}
        {(number == 1).then(|| new_post(visit, board))}
        <section class="threads" aria-label="Threads">{none}{list}</section>
        {pages(&board.address, number, older)}
    }
}

fn pages(address: &str, number: i64, older: bool) -> impl IntoView + use<> {
    let newer = (number > 1).then(|| view! { <li><a rel="prev" href=format!("{address}?page={}", number - 1)>"Newer"</a></li> });
    let next = older.then(|| view! { <li><a rel="next" href=format!("{address}?page={}", number + 1)>"Older"</a></li> });
    (number > 1 || older).then(|| view! { <nav class="pages" aria-label="Pages"><ul>{newer}{next}</ul></nav> })
}

/// Where else something was posted.
fn under_units(visit: &Visit, head: &Head, board: &Board) -> impl IntoView + use<> {
    let lines = head
        .under_units
        .iter()
        .map(|(module, one)| {
            let address = format!("{}/{}/{}", board.address, one.module, one.unit);
            view! {
                <tr>
                    <th scope="row"><a href=address>{one.unit.clone()}</a><span class="roster-note">{module.clone()}</span></th>
                    <td class="num">{count(one.posts, "post")}</td>
                    <td>{last(one.last_at, visit)}</td>
                </tr>
            }
        })
        .collect_view();
    (!head.under_units.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{format!("Discussions under units: {}", head.under_units.len())}</summary>
                <div class="table-wrap" role="region" aria-label="Discussions under units" tabindex="0">
                    <table class="table" data-dense="">
                        <thead><tr><th scope="col">"Unit"</th><th scope="col" class="num">"Posts"</th><th scope="col">"Last"</th></tr></thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            </details>
        }
    })
}

fn last(at: DateTime<Utc>, visit: &Visit) -> impl IntoView + use<> {
    let zone = visit.session.as_ref().map_or(chrono_tz::UTC, |session| session.person.time_zone);
    view! { <span>{when::distance(at, visit.now, zone)}", "{moment(at, visit)}</span> }
}
