//! The board: the days with their rooms, what stands in them, and what stands nowhere yet.

mod card;
mod day;
mod grid;

use axum::extract::Path;
use domain::residencies::{
    schedule::Session,
    store::{Run, arrangement},
};
use leptos::prelude::*;

use super::loaded::Board;
use crate::{AppError, Page, cohorts::notice, page::Width, residencies::moved, visit::Staff, when};
use card::{Moved, card};

/// The answers to what was just done.
pub(super) const NOTICES: [(&str, &str); 10] = [
    ("added", "Added. It has no place yet: choose one."),
    ("changed", "Changed."),
    ("removed", "Removed from the draft. If it is released, the next release cancels it."),
    ("placed", "Placed."),
    ("undone", "Undone."),
    ("redone", "Done again."),
    ("imported", "The file is taken in. One undo takes all of it back."),
    ("same", "The file has nothing that is different."),
    ("arranged", "The plan is taken over. One undo takes all of it back."),
    ("left", "The plan is left. Nothing was changed."),
];

/// `GET /cohorts/{cohort}/residencies/{number}/board`
pub async fn board(staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let moved = Moved { session: staff.asked("moved").and_then(|id| id.parse().ok()), by: staff.asked("by").unwrap_or_default() };
    let run = arrangement(&staff.site.db, board.of.residency.id).await?;
    let notice = notice(&staff, &NOTICES);
    let page = Page::new(&staff, "Board", move || {
        view! {
            {notice}
            {board.of.head("/board", "Board".into())}
            {arranged(&board, run.as_ref())}
            {ways(&board)}
            {body(&board, &moved)}
        }
    });
    Ok(page.width(Width::Wide).with_script("board.js"))
}

/// That a search is on its way, or that its plan waits for somebody to decide.
fn arranged(board: &Board, run: Option<&Run>) -> impl IntoView + use<> {
    let address = format!("{}/arrangement", board.of.address());
    run.map(|run| {
        let (words, link) = match run.state.is_open() {
            true => (format!("A search for {} arranges these sessions.", run.by), "See how far it is"),
            false => ("A search has ended, and nobody has decided yet about what it found.".to_owned(), "Look at it"),
        };
        view! { <p class="notice no-print" data-kind="info"><span>{words}" "<a href=address>{link}</a></span></p> }
    })
}

/// What can be done with all of it, and how it stands.
fn ways(board: &Board) -> impl IntoView + use<> {
    let base = board.of.address();
    view! {
        {moved(&board.of.scope.cohort().slug, &board.of.residency, board.outdated)}
        <p class="meta">
            <span><a href=format!("{base}/warnings")>{board.wrong()}</a></span>
            <span><a href=format!("{base}/schedule/releases")>{board.stand()}</a></span>
        </p>
        <div class="form-actions no-print">
            <a class="button" data-kind="primary" href=format!("{base}/schedule/preview")>"Review and release"</a>
            <a class="button" href=format!("{base}/arrangement")>"Arrange for me"</a>
            <a class="button" href=format!("{base}/sessions/new")>"Add a session"</a>
            <a class="button" href=format!("{base}/schedule/settings")>"Hours and days"</a>
            <a class="button" data-kind="quiet" href=format!("{base}/schedule.csv") download="">"Download CSV"</a>
            <a class="button" data-kind="quiet" href=format!("{base}/schedule/import")>"Take in a file"</a>
            {steps(board)}
        </div>
    }
}

/// Undo and redo, each with what it does in words.
fn steps(board: &Board) -> impl IntoView + use<> {
    let action = format!("{}/schedule/undoing", board.of.address());
    let step = |step: &Option<domain::residencies::store::Step>, name: &'static str, label: &'static str| {
        let action = action.clone();
        step.as_ref().map(|step| {
            view! {
                <form class="inline" method="post" action=action>
                    <input type="hidden" name=name value=step.number.to_string()/>
                    <button class="button" data-kind="quiet">{label}": "{step.words.clone()}</button>
                </form>
            }
        })
    };
    view! { {step(&board.undo, "undo", "Undo")} {step(&board.redo, "redo", "Do again")} }
}

fn body(board: &Board, moved: &Moved) -> impl IntoView + use<> {
    let days: Vec<i64> = days(board);
    let links = days
        .iter()
        .map(|day| {
            let date = when::day(board.schedule.date(*day));
            view! { <li><a href=format!("#day-{day}")>"Day "{*day}" "<span class="board-date">{date}</span></a></li> }
        })
        .collect_view();
    let sections = days.into_iter().map(|day| day::day(board, day, moved)).collect_view();
    view! {
        <nav class="subnav across" aria-label="Days"><ul>{links}</ul></nav>
        <div class="board" data-residency=board.of.address()>
            {unplaced(board, moved)}
            <div class="board-days">{sections}</div>
        </div>
    }
}

/// Every day the residency has, and those it has not where a session stands all the same.
fn days(board: &Board) -> Vec<i64> {
    let mut days: Vec<i64> = (1..=board.schedule.days).collect();
    days.extend(
        board.schedule.sessions.iter().filter_map(|one| one.placed.map(|placed| placed.day)).filter(|day| *day > board.schedule.days),
    );
    days.dedup();
    days
}

fn unplaced(board: &Board, moved: &Moved) -> impl IntoView + use<> {
    let waiting: Vec<&Session> = board.schedule.sessions.iter().filter(|one| one.placed.is_none()).collect();
    let empty = if board.schedule.sessions.is_empty() {
        "This residency has no session yet. Add the first one; then place it on a day."
    } else {
        "Every session has its place."
    };
    let content = if waiting.is_empty() {
        view! { <p class="quiet">{empty}</p> }.into_any()
    } else {
        let cards = waiting.into_iter().map(|one| view! { <li>{card(board, one, moved)}</li> }).collect_view();
        view! { <ul class="board-list">{cards}</ul> }.into_any()
    };
    view! {
        <section class="board-unplaced" aria-labelledby="unplaced">
            <h2 id="unplaced">"Unplaced"</h2>
            {content}
        </section>
    }
}
