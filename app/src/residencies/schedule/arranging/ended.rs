//! What a search found, before anybody decides about it: what it would change, what has no place and why.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::residencies::{
    arrange::{Outcome, draft::Plan, reasons::Reason, runs::RunState},
    schedule::{Edit, Placement, Session},
    store::Run,
};
use leptos::prelude::*;

use super::{
    super::loaded::{Board, stands},
    asking, button, worth,
};
use crate::{Page, cohorts::count, visit::Staff};

pub(super) fn page(staff: &Staff, board: Board, run: Run) -> Page {
    Page::new(staff, title(&run), move || {
        let none = Plan(Vec::new());
        let plan = run.plan.as_ref().map_or(&none, |plan| &plan.0);
        let objections = plan.objections(&board.schedule, run.revision.unwrap_or(0));
        view! {
            {board.of.head_under(("Board", "/board"), title(&run))}
            <p class="lede">{summed(&run, plan)}</p>
            {objected(&objections)}
            {decide(&board, &run, (plan, objections.is_empty()))}
            {why(run.outcome.as_ref().map(|outcome| &outcome.0))}
            {changes(&board, plan)}
            {anew(&board)}
        }
    })
}

/// The same again, where it could not be taken over: the page says why.
pub(in crate::residencies::schedule) fn refused(staff: &Staff, board: Board, run: Run) -> Response {
    page(staff, board, run).status(StatusCode::CONFLICT).into_response()
}

fn title(run: &Run) -> String {
    match run.state {
        RunState::Failed => "The search could not be done".to_owned(),
        _ if run.placed == 0 => "No plan was found".to_owned(),
        _ if run.placed < run.sessions => "A plan is ready, with some sessions left over".to_owned(),
        _ => "A plan is ready".to_owned(),
    }
}

/// How it ended, in a sentence or two.
fn summed(run: &Run, plan: &Plan) -> String {
    if run.state == RunState::Failed {
        return run.fault.clone();
    }
    let seconds = run.started_at.zip(run.ended_at).map_or(0, |(from, until)| (until - from).num_seconds());
    let stopped = if run.state == RunState::Canceled { "stopped" } else { "over" };
    let (placed, all) = (plan.placed() as i64, count(run.sessions, "session"));
    let found = if placed == run.sessions { format!("All of {all} have a place.") } else { format!("{placed} of {all} have a place.") };
    format!("{found} The search was {stopped} after {}.", count(seconds, "second"))
}

fn objected(objections: &[String]) -> impl IntoView + use<> {
    let lines = objections.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
    (!objections.is_empty()).then(|| {
        view! {
            <div class="notice" data-kind="attention" role="alert">
                <div>
                    <p>"The draft has changed since, so this plan cannot be taken over:"</p>
                    <ul>{lines}</ul>
                    <p>"Nothing was changed. Arrange once more: the next search starts from the draft as it is now."</p>
                </div>
            </div>
        }
    })
}

fn decide(board: &Board, run: &Run, (plan, fits): (&Plan, bool)) -> impl IntoView + use<> {
    let some = fits && !plan.edits(&board.schedule).is_empty();
    let take = some.then(|| button(board, run.id, ("/acceptance", "Take it over into the draft", "primary")));
    view! {
        <div class="form-actions">
            {take}
            {button(board, run.id, ("/dismissal", "Leave it", "quiet"))}
        </div>
    }
}

/// Why not everything has a place.
fn why(outcome: Option<&Outcome>) -> impl IntoView + use<> {
    let (title, words, reasons): (_, _, &[Reason]) = match outcome {
        None | Some(Outcome::Whole) => return ().into_any(),
        Some(Outcome::Impossible { reasons }) => {
            ("Why not everything fits", "This is certain, however long the search. Change one of these, and arrange once more.", reasons)
        }
        Some(Outcome::NotFound { tightest }) => (
            "Where it is tightest",
            "No plan with everything was found; whether there is one is not known. A longer search may find it, and so may more room here:",
            tightest,
        ),
    };
    let lines = reasons.iter().map(|reason| view! { <li data-severity="warn">{reason.words.clone()}</li> }).collect_view();
    view! {
        <section class="block" aria-labelledby="why">
            <h2 id="why">{title}</h2>
            <p>{words}</p>
            <ul class="board-faults">{lines}</ul>
        </section>
    }
    .into_any()
}

fn changes(board: &Board, plan: &Plan) -> impl IntoView + use<> {
    let edits = plan.edits(&board.schedule);
    let moved = edits.iter().filter_map(|edit| match edit {
        Edit::Place(id, placed) => Some((board.schedule.session(*id)?, *placed)),
        _ => None,
    });
    let mut moved: Vec<(&Session, Option<Placement>)> = moved.collect();
    moved.sort_by_key(|(session, placed)| (placed.is_none(), *placed, session.id));
    let left: Vec<String> = plan
        .0
        .iter()
        .filter(|(_, placed)| placed.is_none())
        .filter_map(|(id, _)| Some(board.schedule.session(*id)?.title.clone()))
        .collect();
    let left = (!left.is_empty()).then(|| view! { <p>"Without a place: "{left.join(", ")}"."</p> });
    let stay = board.schedule.sessions.len() - moved.len();
    let stay = (stay > 0 && !moved.is_empty()).then(|| format!("Left as it is: {}.", count(stay as i64, "session")));
    let table =
        if moved.is_empty() { view! { <p>"Nothing would change on the board."</p> }.into_any() } else { table(board, &moved).into_any() };
    let good = (plan.placed() > 0).then(|| {
        view! { <section class="block" aria-labelledby="good"><h2 id="good">"How good it is"</h2>{worth(plan, &board.schedule)}</section> }
    });
    view! {
        <section class="block" aria-labelledby="changes">
            <h2 id="changes">"What it would change"</h2>
            {left}
            {table}
            {stay.map(|words| view! { <p class="quiet">{words}</p> })}
        </section>
        {good}
    }
}

fn table(board: &Board, moved: &[(&Session, Option<Placement>)]) -> impl IntoView + use<> {
    let at = |session: &Session, placed: Option<Placement>| match placed {
        Some(placed) => stands(&board.schedule, session, placed),
        None => "Nowhere".to_owned(),
    };
    let rows = moved
        .iter()
        .map(|(session, placed)| {
            view! {
                <tr>
                    <th scope="row">{session.title.clone()}</th>
                    <td data-name="Now">{at(session, session.placed)}</td>
                    <td data-name="Then">{at(session, *placed)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Sessions that would move" tabindex="0">
            <table class="table" data-dense="" data-stacks="">
                <thead><tr><th scope="col">"Session"</th><th scope="col">"Now"</th><th scope="col">"Then"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The form for the next search, which takes the place of this one.
fn anew(board: &Board) -> impl IntoView + use<> {
    let form = asking::usual(board);
    view! {
        <details class="disclosure no-print">
            <summary>"Arrange once more"</summary>
            <p>"What was found here is left with that."</p>
            {asking::fields(board, &form)}
        </details>
    }
}
