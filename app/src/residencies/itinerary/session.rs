//! One session for a student: all that is known of it, and their seat in it.

use axum::{extract::Path, http::StatusCode};
use domain::{
    ids::{BookingId, ResidencySessionId},
    residencies::{
        ReleasedSession,
        seats::{Booking, BookingState, Phase, Reason, phase},
    },
};
use leptos::prelude::*;

use super::{
    Itinerary,
    page::prepare,
    words::{day_and_hours, standing},
};
use crate::{
    AppError, Page,
    cohorts::breadcrumbs,
    page::Width,
    residencies::{frame::place, seats::in_the_way},
    visit::Student,
    when,
};

/// `GET /residencies/{number}/sessions/{session}`
pub async fn session_page(student: Student, Path((number, session)): Path<(String, String)>) -> Result<Page, AppError> {
    let done = student.asked("done");
    show(student, &number, &session, (done, Vec::new())).await
}

/// The page again, where seats elsewhere are in the way of one in this session.
pub async fn session_again(
    student: Student,
    number: &str,
    session: &str,
    blocking: Vec<(ReleasedSession, Reason)>,
) -> Result<Page, AppError> {
    Ok(show(student, number, session, (None, blocking)).await?.status(StatusCode::CONFLICT))
}

type Said = (Option<String>, Vec<(ReleasedSession, Reason)>);

async fn show(student: Student, number: &str, session: &str, said: Said) -> Result<Page, AppError> {
    let of = Itinerary::load(&student, number).await?;
    let id: ResidencySessionId = session.parse().map_err(|_| AppError::NotFound)?;
    let title = of.session(id).ok_or(AppError::NotFound)?.title.clone();
    let page = Page::new(&student, title, move || of.session(id).map(|session| body(&of, session, said)));
    Ok(page.width(Width::Narrow))
}

fn body(of: &Itinerary, session: &ReleasedSession, (done, blocking): Said) -> impl IntoView + use<> {
    let seats = if blocking.is_empty() {
        seats(of, session).into_any()
    } else {
        let booking = format!("{}/booking", of.session_address(session));
        in_the_way(&booking, of.campus, &blocking, Some(BookingId::new())).into_any()
    };
    let canceled =
        session.canceled_at.map(|_| view! { <p class="notice" data-kind="attention"><span>"This session is canceled."</span></p> });
    let way = vec![("Residencies".into(), "/residencies".into()), (of.residency.title.clone(), of.address())];
    let summary = (!session.summary.is_empty()).then(|| view! { <p class="asked">{session.summary.clone()}</p> });
    view! {
        {done.and_then(|done| told(of.booking(session), &done))}
        <header class="page-head">
            {breadcrumbs(way, session.title.clone())}
            <h1>{session.title.clone()}</h1>
            <p class="lede">{day_and_hours(session.times(), of.campus)}" campus time"</p>
        </header>
        {canceled}
        {facts(of, session)}
        {summary}
        {prepare(of, session)}
        {seats}
    }
}

/// What was just done. It says how it stands, not what was pressed.
fn told(booking: Option<&Booking>, done: &str) -> Option<impl IntoView + use<>> {
    let (kind, words) = match (done, booking.map(|booking| booking.state)) {
        ("booked", Some(BookingState::Booked)) => ("success", "The seat is yours.".to_owned()),
        ("booked", Some(BookingState::Waiting)) => {
            let number = booking.map_or(1, |booking| booking.before + 1);
            let words = format!("No seat is free. You are number {number} on the waiting list, and told as soon as one is kept for you.");
            ("attention", words)
        }
        ("given-up", None) => ("success", "You have given it up. If somebody waits, the seat is offered to them now.".to_owned()),
        _ => return None,
    };
    Some(view! { <p class="notice" data-kind=kind role="status"><span>{words}</span></p> })
}

fn facts(of: &Itinerary, session: &ReleasedSession) -> impl IntoView + use<> {
    let line = |label: &'static str, text: String| (!text.is_empty()).then(|| view! { <div><dt>{label}</dt><dd>{text}</dd></div> });
    let own = when::own(session.starts_at, of.campus, of.own).unwrap_or_default();
    let map = (!session.map_url.is_empty()).then(|| {
        view! { <div><dt>"Map"</dt><dd><a href=session.map_url.clone() rel="noreferrer external">"The way there"</a></dd></div> }
    });
    view! {
        <dl class="facts">
            {line("Begins for you", own)}
            {line("Where", place(session))}
            {line("Address", session.address.clone())}
            {map}
            {line("Kind", session.kind.label().to_owned())}
            {line("With", of.faculty(session).unwrap_or_default())}
        </dl>
    }
}

/// How it stands with the seats, and what can be done about it.
fn seats(of: &Itinerary, session: &ReleasedSession) -> impl IntoView + use<> {
    let (booking, seats) = (of.booking(session), of.seats(session)?);
    let now_is = phase(session, of.now);
    let forms = match (now_is, booking) {
        (Phase::Closed, Some(own)) if session.starts_at > of.now => leave(of, session, own, "Give it up").into_any(),
        (Phase::Closed, _) => ().into_any(),
        (_, Some(own)) if own.state == BookingState::Booked => leave(of, session, own, "Give up the seat").into_any(),
        (_, Some(own)) if own.state == BookingState::Offered => {
            (book(of, session, "Take the seat"), leave(of, session, own, "Decline it")).into_any()
        }
        (Phase::Last, Some(own)) if seats.free() > 0 => {
            (book(of, session, "Book a seat"), leave(of, session, own, "Leave the waiting list")).into_any()
        }
        (_, Some(own)) => leave(of, session, own, "Leave the waiting list").into_any(),
        (_, None) if seats.free() > 0 => book(of, session, "Book a seat").into_any(),
        (_, None) => book(of, session, "Join the waiting list").into_any(),
    };
    let rule = (now_is != Phase::Closed).then(|| view! { <p class="hint">{how_it_goes(now_is)}</p> });
    Some(view! {
        <section class="block" aria-labelledby="seats">
            <h2 id="seats">"Seats"</h2>
            <p>{standing(booking, seats, of.campus)}</p>
            {rule}
            {forms}
        </section>
    })
}

fn how_it_goes(now_is: Phase) -> &'static str {
    match now_is {
        Phase::Last => "It begins soon: a seat that becomes free goes to whoever books it first.",
        _ => {
            "A seat that becomes free is offered to the first on the waiting list and kept for 24 hours, at most until 2 hours before the session. \
             You can give up a seat until it begins."
        }
    }
}

fn book(of: &Itinerary, session: &ReleasedSession, label: &'static str) -> impl IntoView + use<> {
    let action = format!("{}/booking", of.session_address(session));
    view! {
        <form method="post" action=action>
            <input type="hidden" name="id" value=BookingId::new().to_string()/>
            <p class="form-actions"><button class="button" data-kind="primary">{label}</button></p>
        </form>
    }
}

fn leave(of: &Itinerary, session: &ReleasedSession, own: &Booking, label: &'static str) -> impl IntoView + use<> {
    let action = format!("{}/withdrawal", of.session_address(session));
    view! {
        <form method="post" action=action>
            <input type="hidden" name="id" value=own.id.to_string()/>
            <p class="form-actions"><button class="button">{label}</button></p>
        </form>
    }
}
