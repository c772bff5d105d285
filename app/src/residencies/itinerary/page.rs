//! The itinerary: what is on now, what is next, then day by day. Made for a phone in a corridor, and readable without a network once opened.

use std::collections::BTreeMap;

use axum::extract::Path;
use chrono::NaiveDate;
use domain::{
    authoring::UnitKind,
    residencies::{
        ReleasedSession, place_of,
        store::{OwnSession, own_residencies},
    },
};
use leptos::prelude::*;

use super::{
    Itinerary,
    words::{day_and_hours, hours, standing},
};
use crate::{
    AppError, Page,
    cohorts::breadcrumbs,
    page::Width,
    residencies::{
        asked_line,
        frame::{as_of, place},
    },
    visit::Student,
    when,
};

/// `GET /residencies/{number}`
pub async fn itinerary(student: Student, Path(number): Path<String>) -> Result<Page, AppError> {
    let itinerary = Itinerary::load(&student, &number).await?;
    let asked = own_residencies(&student.site.db, (student.place.cohort, student.place.enrollment), itinerary.today()).await?.asked;
    let page = Page::new(&student.clone(), itinerary.residency.title.clone(), move || {
        let asked = asked.iter().find(|one| one.position == itinerary.residency.position).map(|one| asked_line(&student, one));
        body(&itinerary, asked)
    });
    Ok(page.width(Width::Narrow).with_script("offline.js"))
}

/// `asked`: what is asked of the student about the residency.
fn body(of: &Itinerary, asked: Option<AnyView>) -> impl IntoView + use<> {
    let residency = &of.residency;
    let words = format!("You are offline; this is as of {} campus time. “Now” and “Next” were so then.", when::long(of.now, of.campus));
    let nothing = if is_over(of) {
        "This residency is over. No session of it was released for you."
    } else {
        "The schedule is not released yet. Once it is, you are told, and your sessions stand here with their rooms."
    };
    let none = of.sessions.is_empty().then(|| view! { <p class="empty">{nothing}</p> });
    view! {
        <header class="page-head">
            {breadcrumbs(vec![("Residencies".into(), "/residencies".into())], residency.title.clone())}
            <h1>{residency.title.clone()}</h1>
            <p class="lede">{when::days(residency.starts_on, residency.ends_on)}</p>
            <p class="meta"><span>{residency.place.clone()}</span><span>{zone(of)}</span></p>
            {asked}
            {ways(of)}
        </header>
        {as_of(of.person, words)}
        {none}
        {now_and_next(of)}
        {if has_begun(of) { (days(of), to_book(of)).into_any() } else { (to_book(of), days(of)).into_any() }}
    }
}

/// Before the days seats are what there is to do; in them, where to go comes first.
fn has_begun(of: &Itinerary) -> bool {
    of.today() >= of.residency.starts_on
}

fn is_over(of: &Itinerary) -> bool {
    of.today() > of.residency.ends_on
}

/// Where one goes from here: before the days to what is in their way, in them to the ways of checking in, from then on to what was marked.
fn ways(of: &Itinerary) -> impl IntoView + use<> {
    let conflicts = (!has_begun(of)).then(|| view! { <a href="/conflicts">"Conflicts with your schedule"</a> });
    let door = (has_begun(of) && !is_over(of)).then(|| view! { <a href="/check-in">"Check in"</a><a href="/me/code">"Your own code"</a> });
    let attendance = has_begun(of).then(|| view! { <a href="/attendance">"Attendance"</a> });
    view! { <p class="meta">{conflicts}{door}{attendance}</p> }
}

/// In which zone the hours are meant.
fn zone(of: &Itinerary) -> String {
    format!("Times on campus ({})", of.campus.name().replace('_', " "))
}

/// What they are in, and where they go next. Nothing before the first day and after the last session.
fn now_and_next(of: &Itinerary) -> impl IntoView + use<> {
    let today = of.today();
    if today < of.residency.starts_on || today > of.residency.ends_on {
        return None;
    }
    let stands: Vec<&ReleasedSession> = of.goes_to().filter(|session| session.canceled_at.is_none()).collect();
    let now =
        stands.iter().filter(|session| session.starts_at <= of.now && of.now < session.ends_at).map(|session| card(of, session, "Now"));
    let next = stands.iter().find(|session| session.starts_at > of.now).map(|session| card(of, session, "Next"));
    let cards: Vec<_> = now.chain(next).collect();
    (!cards.is_empty()).then(|| view! { <section class="now-next" aria-label="Now and next">{cards}</section> })
}

fn card(of: &Itinerary, session: &ReleasedSession, label: &'static str) -> impl IntoView + use<> {
    let until = if label == "Now" {
        format!("until {}", when::hour(session.ends_at, of.campus))
    } else {
        let day = when::distance(session.starts_at, of.now, of.campus);
        let day = if day == "today" { String::new() } else { format!("{day}, ") };
        format!("{day}at {}", when::hour(session.starts_at, of.campus))
    };
    view! {
        <div class="now-card">
            <h2><span class="now-label">{label}</span>" "{until}</h2>
            <p class="now-title"><a href=of.session_address(session)>{session.title.clone()}</a></p>
            <p>{place(session)}</p>
            {map(session)}
        </div>
    }
}

/// The way there, on a map of another site.
fn map(session: &ReleasedSession) -> impl IntoView + use<> {
    let words = if session.venue.is_empty() { "Map".to_owned() } else { format!("Map of {}", session.venue) };
    (!session.map_url.is_empty()).then(|| view! { <p><a href=session.map_url.clone() rel="noreferrer external">{words}</a></p> })
}

/// Sessions with seats that they have none in: free ones, offers, the waiting list.
fn to_book(of: &Itinerary) -> impl IntoView + use<> {
    let entries: Vec<_> = of.can_book().map(|session| bookable(of, session)).collect();
    (!entries.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="to-book">
                <h2 id="to-book">"Sessions to book"</h2>
                <ol class="itinerary">{entries}</ol>
            </section>
        }
    })
}

fn bookable(of: &Itinerary, session: &ReleasedSession) -> impl IntoView + use<> {
    let booking = of.booking(session);
    let words = of.seats(session).map(|seats| standing(booking, seats, of.campus)).unwrap_or_default();
    let state = booking.map(|booking| if booking.offered_until.is_some() { "late" } else { "waiting" }).unwrap_or("open");
    let day = session.starts_at.with_timezone(&of.campus).format("%a %-d %b").to_string();
    view! {
        <li>
            <p class="itinerary-time"><span>{day}</span>" "<time datetime=session.starts_at.to_rfc3339()>{hours((session.starts_at, session.ends_at), of.campus)}</time></p>
            <div class="itinerary-what">
                <h3><a href=of.session_address(session)>{session.title.clone()}</a></h3>
                <p><span class="state" data-state=state>{words}</span></p>
            </div>
        </li>
    }
}

/// Their sessions by campus day.
fn days(of: &Itinerary) -> impl IntoView + use<> {
    let mut days: BTreeMap<NaiveDate, Vec<&ReleasedSession>> = BTreeMap::new();
    for session in of.goes_to() {
        days.entry(session.starts_at.with_timezone(&of.campus).date_naive()).or_default().push(session);
    }
    let today = of.today();
    days.into_iter()
        .map(|(day, sessions)| {
            let (id, heading) = (format!("day-{day}"), format!("day-{day}"));
            let mark = (day == today).then(|| view! { <span class="now-label">"Today"</span>" " });
            let entries = sessions.into_iter().map(|session| entry(of, session)).collect_view();
            view! {
                <section class="block" aria-labelledby=id data-today=(day == today).then_some("")>
                    <h2 id=heading>{mark}{when::day(day)}</h2>
                    <ol class="itinerary">{entries}</ol>
                </section>
            }
        })
        .collect_view()
}

fn entry(of: &Itinerary, session: &ReleasedSession) -> impl IntoView + use<> {
    let state = match session {
        session if session.canceled_at.is_some() => Some("canceled"),
        session if session.ends_at <= of.now => Some("over"),
        session if session.starts_at <= of.now => Some("now"),
        _ => None,
    };
    let canceled = session.canceled_at.map(|_| view! { <p><strong>"Canceled"</strong></p> });
    let seat = of.has_a_seat(session).then(|| view! { <p><span class="state" data-state="done">"You have a seat"</span></p> });
    let own = when::own(session.starts_at, of.campus, of.own).map(|text| view! { <span class="own-zone">" ("{text}" for you)"</span> });
    view! {
        <li data-state=state>
            <p class="itinerary-time"><time datetime=session.starts_at.to_rfc3339()>{hours((session.starts_at, session.ends_at), of.campus)}</time>{own}</p>
            <div class="itinerary-what">
                <h3><a href=of.session_address(session)>{session.title.clone()}</a></h3>
                {canceled}
                <p class="meta">
                    <span>{session.kind.label()}</span>
                    {some(place(session))}
                    {of.faculty(session).and_then(some)}
                </p>
                {(!session.summary.is_empty()).then(|| view! { <p class="itinerary-about">{session.summary.clone()}</p> })}
                {prepare(of, session)}
                {seat}
            </div>
        </li>
    }
}

/// A session of a student's outside of the itinerary: when, what and where, with the way to its page.
pub(crate) fn when_and_where(student: &Student, session: &OwnSession) -> impl IntoView + use<> {
    let campus = student.place.campus;
    let own = when::own(session.starts_at, campus, student.session.person.time_zone);
    let own = own.map(|text| view! { <span class="own-zone">" ("{text}" for you)"</span> });
    let (when, place) = (day_and_hours((session.starts_at, session.ends_at), campus), place_of(&session.room, &session.venue));
    view! {
        <li>
            <p class="itinerary-time"><time datetime=session.starts_at.to_rfc3339()>{when}</time>{own}</p>
            <div class="itinerary-what">
                <h3><a href=session.address()>{session.title.clone()}</a></h3>
                <p class="meta">{some(place)}</p>
            </div>
        </li>
    }
}

fn some(text: String) -> Option<impl IntoView + use<>> {
    (!text.is_empty()).then(|| view! { <span>{text}</span> })
}

/// What is to be done before it, or what live session it is, as a link to the unit.
pub(super) fn prepare(of: &Itinerary, session: &ReleasedSession) -> impl IntoView + use<> {
    of.prework(session).map(|unit| {
        let address = format!("/learn/{}/{}", unit.module_slug, unit.unit_slug);
        let words = if unit.kind == UnitKind::LiveSession { "What it is about: " } else { "Before it: " };
        view! { <p class="itinerary-prepare">{words}<a href=address>{unit.title.clone()}</a></p> }
    })
}
