//! What a release would do, and the button for it.

use axum::{extract::Path, http::StatusCode};
use domain::residencies::{
    schedule::Severity,
    store::{self, Preview},
};
use leptos::prelude::*;

use super::{
    super::loaded::{Board, severity},
    table,
};
use crate::{
    AppError, Page,
    cohorts::count,
    forms::{Filled, TextArea, Typed, error_summary, text_area, with_summary},
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/residencies/{number}/schedule/preview`
pub async fn preview(staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    page(&staff, board, Typed::default().with(Vec::new())).await
}

/// The same again, after what was wrong with a release.
pub(in crate::residencies::schedule) async fn preview_again(staff: &Staff, board: Board, form: Filled) -> Result<Page, AppError> {
    Ok(page(staff, board, form).await?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn page(staff: &Staff, board: Board, form: Filled) -> Result<Page, AppError> {
    let preview = store::preview(&staff.site.db, &board.schedule, staff.now).await?;
    let title = with_summary(&form, "Review and release");
    Ok(Page::new(staff, title, move || {
        view! {
            {board.of.head_under(("Board", "/board"), "Review and release".into())}
            {error_summary(&form)}
            <div id="schedule">{wrong(&board)}</div>
            {changes(&board, &preview)}
            {moves(&board, &preview)}
            {form_of(&board, &preview, &form)}
        }
    }))
}

/// What blocks stands open; what only warns is there to be opened.
fn wrong(board: &Board) -> impl IntoView + use<> {
    let listed = |wanted: Severity| {
        let some = board.warnings.iter().filter(move |one| one.severity == wanted);
        some.map(|one| view! { <li data-severity=one.severity.as_str()><b>{severity(one.severity)}": "</b>{one.words.clone()}</li> })
            .collect_view()
    };
    let (blocks, warns) = (board.number_of(Severity::Block), board.number_of(Severity::Warn));
    let words = match (blocks, warns) {
        (0, 0) => "Nothing is wrong.",
        (0, _) => "Nothing keeps it back. Some of it may be worth another look.",
        _ => "It cannot be released while something blocks.",
    };
    let blocking = (blocks > 0).then(|| view! { <ul class="board-faults">{listed(Severity::Block)}</ul> });
    let warning = (warns > 0).then(|| {
        view! {
            <details class="disclosure"><summary>{count(warns as i64, "warning")}</summary><ul class="board-faults">{listed(Severity::Warn)}</ul></details>
        }
    });
    let decide = format!("{}/warnings", board.of.address());
    view! {
        <section class="block" aria-labelledby="wrong">
            <h2 id="wrong">"Warnings"</h2>
            <p>{words}" "<a href=decide>"Decide about warnings"</a></p>
            {blocking}
            {warning}
        </section>
    }
}

fn changes(board: &Board, preview: &Preview) -> impl IntoView + use<> {
    let before = if board.released == 0 {
        "Nothing is released yet: all of it is new.".to_owned()
    } else {
        format!("Against release {}.", board.released)
    };
    let content =
        if preview.changes.is_empty() { view! { <p>"Nothing differs."</p> }.into_any() } else { table(&preview.changes).into_any() };
    view! {
        <section class="block" aria-labelledby="changes">
            <h2 id="changes">"Changes"</h2>
            <p>{before}" "{count(preview.told as i64, "person").replace("persons", "people")}" will be told of their own sessions."</p>
            {content}
        </section>
    }
}

/// Other days, and what moves along.
fn moves(board: &Board, preview: &Preview) -> impl IntoView + use<> {
    let (stands, schedule) = (&board.of.residency, &board.schedule);
    let to = (schedule.first_day, schedule.date(schedule.days));
    let words = (to != (stands.starts_on, stands.ends_on))
        .then(|| format!("The residency moves from {} to {}.", when::days(stands.starts_on, stands.ends_on), when::days(to.0, to.1)));
    let along = match &preview.dates {
        Ok(number) => format!(
            "{} of the cohort’s calendar will be other ones: dates anchored to the residency move along.",
            count(*number as i64, "date")
        ),
        Err(faults) => format!("The cohort’s calendar cannot move so: {}", faults.join(" ")),
    };
    words.map(|words| {
        view! { <section class="block" aria-labelledby="days"><h2 id="days">"Days"</h2><p>{words}" "{along}</p></section> }
    })
}

fn form_of(board: &Board, preview: &Preview, form: &Filled) -> impl IntoView + use<> {
    let action = format!("{}/schedule/releases", board.of.address());
    if board.number_of(Severity::Block) > 0 || preview.dates.is_err() {
        return view! { <p class="form-actions"><a class="button" href=format!("{}/board", board.of.address())>"Back to the board"</a></p> }.into_any();
    }
    let hint = "A sentence or two to everybody whom it concerns.";
    view! {
        <form class="form" method="post" action=action>
            <input type="hidden" name="seen" value=board.schedule.revision.to_string()/>
            <input type="hidden" name="base" value=board.released.to_string()/>
            {text_area(form, TextArea { name: "note", label: "What is new", hint, rows: 3, limit: 2000 })}
            <p class="form-actions"><button class="button" data-kind="primary">"Release"</button></p>
        </form>
    }
    .into_any()
}
