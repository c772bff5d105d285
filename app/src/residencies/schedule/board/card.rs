//! A session on the board, with its warnings and the ways to move it.

use domain::{
    ids::ResidencySessionId,
    residencies::schedule::{Schedule, Session, Severity, Warning, clock, span},
};
use leptos::prelude::*;

use super::super::loaded::{Board, anchor, severity};
use crate::{cohorts::count, when};

/// What was moved by the request before, so that the next key press moves it again.
pub(super) struct Moved {
    pub session: Option<ResidencySessionId>,
    /// The button that was pressed.
    pub by: String,
}

/// The buttons of a session that stands somewhere: what is sent, and what is said.
const MOVES: [(&str, &str); 7] = [
    ("earlier", "Earlier"),
    ("later", "Later"),
    ("shorter", "Shorter"),
    ("longer", "Longer"),
    ("day", "Next day"),
    ("room", "Next room"),
    ("nowhere", "Off the board"),
];

pub(super) fn card(board: &Board, session: &Session, moved: &Moved) -> impl IntoView + use<> {
    let page = format!("{}/sessions/{}", board.of.address(), session.id);
    let own: Vec<&Warning> = board.warnings.iter().filter(|one| one.sessions.contains(&session.id)).collect();
    let worst = own.iter().map(|one| one.severity).min();
    let schedule = &board.schedule;
    view! {
        <article class="board-card" id=format!("s-{}", session.id) data-session=session.id.to_string() data-kind=session.kind.as_str()
            data-severity=worst.map(Severity::as_str) data-locked=session.locked.then_some("") data-minutes=session.minutes.to_string()>
            <h3><a href=page.clone()>{session.title.clone()}</a></h3>
            <p class="board-when">{when_and_where(schedule, session)}</p>
            <p class="board-who">{who(schedule, session)}</p>
            {warnings(board, &own, &session.title)}
            {moves(board, session, (&page, moved))}
        </article>
    }
}

fn when_and_where(schedule: &Schedule, session: &Session) -> impl IntoView + use<> {
    let lock = session.locked.then(|| view! { <span class="state" data-state="locked">"Locked"</span> });
    match session.placed {
        Some(placed) => {
            let room = schedule.room(placed.room).map_or_else(String::new, |room| room.name.clone());
            view! { {span(placed.start, session.minutes)}<span class="board-in">", "{room}</span>" "{lock} }.into_any()
        }
        None => view! { {when::length(session.minutes)}" "{lock} }.into_any(),
    }
}

/// `Workshop for Blue, Green · Ines Ferreira`
fn who(schedule: &Schedule, session: &Session) -> String {
    let teams: Vec<&str> = session.teams.iter().map(|team| schedule.team(*team)).collect();
    let whom = if session.plenary { "everybody".to_owned() } else { teams.join(", ") };
    let seats = session.seats.map(|seats| format!(", {}", count(seats, "seat"))).unwrap_or_default();
    let faculty: Vec<&str> = session.faculty.iter().map(|person| schedule.teacher(*person)).collect();
    let faculty = if faculty.is_empty() { String::new() } else { format!(" · {}", faculty.join(", ")) };
    format!("{} for {whom}{seats}{faculty}", session.kind.label())
}

/// What is wrong, and where to pass over what can be.
fn warnings(board: &Board, own: &[&Warning], title: &str) -> impl IntoView + use<> {
    let all = format!("{}/warnings", board.of.address());
    let decide = |one: &Warning| {
        let (address, of) = (format!("{all}#{}", anchor(&one.key)), format!(" the warning: {}", one.words));
        let can = one.severity == Severity::Warn;
        can.then(|| view! { " "<a class="no-print" href=address>"Pass over"<span class="visually-hidden">{of}</span></a> })
    };
    let standing: Vec<&Warning> = own.iter().filter(|one| one.severity != Severity::Ignored).copied().collect();
    let (some, number) = (!standing.is_empty(), count(standing.len() as i64, "warning"));
    let entries = standing
        .into_iter()
        .map(|one| view! { <li data-severity=one.severity.as_str()><b>{severity(one.severity)}": "</b>{one.words.clone()}{decide(one)}</li> })
        .collect_view();
    let of = format!(" of {title}");
    some.then(|| {
        view! {
            <details class="board-warnings">
                <summary>{number}<span class="visually-hidden">{of}</span></summary>
                <ul>{entries}</ul>
            </details>
        }
    })
}

/// One form for the buttons and for what drags: each is a place asked for.
fn moves(board: &Board, session: &Session, (page, moved): (&str, &Moved)) -> impl IntoView + use<> {
    let again = moved.session == Some(session.id);
    let buttons = session.placed.map(|_| {
        let button = |(value, label): (&'static str, &'static str)| {
            let focus = again && moved.by == value;
            view! { <button class="button" data-size="small" name="move" value=value autofocus=focus>{label}</button> }
        };
        MOVES.into_iter().map(button).collect_view()
    });
    let (day, start, room) = match session.placed {
        Some(placed) => (placed.day.to_string(), clock(placed.start), placed.room.to_string()),
        None => Default::default(),
    };
    let of = format!(" {}", session.title);
    view! {
        <details class="board-moves no-print" open=again>
            <summary>"Move"<span class="visually-hidden">{of.clone()}</span></summary>
            <form method="post" action=format!("{page}/placement")>
                <input type="hidden" name="seen" value=board.schedule.revision.to_string()/>
                <input type="hidden" name="day" value=day/>
                <input type="hidden" name="start" value=start/>
                <input type="hidden" name="room" value=room/>
                {buttons}
                <a class="button" data-size="small" href=format!("{page}/placement")>"Choose a place"<span class="visually-hidden">" for"{of}</span></a>
            </form>
        </details>
    }
}
