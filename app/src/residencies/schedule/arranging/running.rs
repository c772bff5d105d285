//! How far a search is. The page is asked for anew by the browser itself, until the search has ended.

use axum::{
    http::{HeaderName, HeaderValue},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use domain::residencies::{arrange::runs::RunState, store::Run};
use leptos::prelude::*;

use super::{super::loaded::Board, button, worth};
use crate::{Page, cohorts::count, page::Width, visit::Staff};

/// After so many seconds the browser asks for the page anew.
const ANEW: &str = "2";

pub(super) fn page(staff: &Staff, board: Board, run: Run) -> Response {
    let now = staff.now;
    let page = Page::new(staff, "Arranging", move || {
        view! {
            {board.of.head_under(("Board", "/board"), "Arrange for me".into())}
            {body(&board, &run, now)}
            <div class="form-actions">{stop(&board, &run)}</div>
            <p class="hint">"You need not wait here: the search goes on without this page, and what it finds is kept on it."</p>
        }
    });
    let mut response = page.width(Width::Narrow).into_response();
    response.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static(ANEW));
    response
}

fn body(board: &Board, run: &Run, now: DateTime<Utc>) -> impl IntoView + use<> {
    let Some(started) = run.started_at.filter(|_| run.state == RunState::Running) else {
        return view! { <p role="status">"The search begins in a moment. If another residency is being arranged, it waits for that."</p> }
            .into_any();
    };
    let gone = (now - started).num_seconds().clamp(0, run.seconds);
    let words = match (run.cancel_asked_at, gone < run.seconds) {
        (Some(_), _) => "Stopping. The best plan so far is kept.",
        (None, true) => "Searching.",
        (None, false) => "The time is over. What was found is being put together.",
    };
    let plan = run.plan.as_ref().map(|plan| {
        view! { <section class="block" aria-labelledby="best"><h2 id="best">"The best so far"</h2>{worth(&plan.0, &board.schedule)}</section> }
    });
    view! {
        <p role="status">{words}</p>
        <progress class="progress" aria-label="Time of the search" max=run.seconds.to_string() value=gone.to_string()></progress>
        <dl class="facts" data-columns="">
            <div><dt>"Time"</dt><dd>{format!("{gone} of {} s", run.seconds)}</dd></div>
            <div><dt>"With a place"</dt><dd>{placed(run)}</dd></div>
            <div><dt>"Last got better"</dt><dd>{better(run, now)}</dd></div>
        </dl>
        {plan}
    }
    .into_any()
}

fn placed(run: &Run) -> String {
    match run.sessions {
        0 => "–".to_owned(),
        sessions => format!("{} of {}", run.placed, count(sessions, "session")),
    }
}

fn better(run: &Run, now: DateTime<Utc>) -> String {
    match run.found_at.map(|at| (now - at).num_seconds()) {
        None => "Nothing found yet".to_owned(),
        Some(..=1) => "Just now".to_owned(),
        Some(seconds) => format!("{seconds} s ago"),
    }
}

fn stop(board: &Board, run: &Run) -> impl IntoView + use<> {
    let words = match (run.state, &run.plan) {
        (RunState::Running, Some(_)) => "Stop, and keep the best so far",
        _ => "Stop",
    };
    let back = format!("{}/board", board.of.address());
    let button = run.cancel_asked_at.is_none().then(|| button(board, run.id, ("/cancellation", words, "primary")));
    view! { {button} <a class="button" data-kind="quiet" href=back>"Back to the board"</a> }
}
