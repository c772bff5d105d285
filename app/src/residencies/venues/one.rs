//! A venue: its rooms, how far it is to others, and what is said of it.

use axum::extract::{Path, State as Shared};
use domain::{
    ids::VenueId,
    residencies::{
        clock::clock,
        store,
        venues::{Room, Venue, Way, minutes_between},
    },
};
use leptos::prelude::*;

use super::list::fields;
use crate::{
    AppError, Page, Site,
    cohorts::{breadcrumbs, notice},
    forms::{Filled, error_summary, with_summary},
    residencies::sheet::{Sheet, cell},
    visit::{Staff, Visit},
};

const DONE: &[(&str, &str)] = &[
    ("added", "The venue is there. Add its rooms."),
    ("changed", "What is said of the venue is changed. What was released keeps what was said then."),
    ("ways", "The ways are known now, from both ends."),
    ("room", "The room is kept."),
    ("retired", "The room is offered no longer."),
    ("offered", "It is offered again."),
];

/// A venue with all that stands on its page.
#[derive(Clone)]
struct Shown {
    venue: Venue,
    rooms: Vec<Room>,
    /// The others that are offered.
    others: Vec<Venue>,
    ways: Vec<Way>,
}

/// The forms of the page, where one of them comes back.
#[derive(Clone, Default)]
pub struct Forms {
    /// What is said of the venue, if that comes back.
    pub details: Option<Filled>,
    /// The ways to others, if they come back.
    pub ways: Option<Sheet>,
}

/// `GET /venues/{venue}`
pub async fn venue(Shared(_): Shared<Site>, staff: Staff, Path(venue): Path<String>) -> Result<Page, AppError> {
    let venue = venue.parse().map_err(|_| AppError::NotFound)?;
    show(&staff, venue, Forms::default()).await
}

/// The page, with the form that comes back.
pub async fn show(visit: &Visit, id: VenueId, forms: Forms) -> Result<Page, AppError> {
    let db = &visit.site.db;
    let venue = store::venue(db, id).await?;
    let others = store::venues(db).await?.into_iter().filter(|one| one.id != id && one.retired_at.is_none()).collect();
    let shown = Shown { rooms: store::rooms(db, id).await?, ways: store::ways(db).await?, venue, others };
    let details = forms.details.unwrap_or_else(|| filled(&shown.venue));
    let ways = forms.ways.unwrap_or_else(|| sheet(&shown));
    let title = ways.title(&with_summary(&details, &shown.venue.details.name));
    let (visit, form, asked) = (visit.clone(), details.clone(), ways.clone());
    let page = Page::new(&visit.clone(), title, move || body(&visit, &shown, &form, &asked));
    Ok(ways.on(details.on(page)))
}

/// What is said of a venue, as its form begins.
pub fn filled(venue: &Venue) -> Filled {
    let details = &venue.details;
    let values = [("name", &details.name), ("address", &details.address), ("map_url", &details.map_url), ("access", &details.access)];
    Filled::with_values(values.map(|(name, value)| (name, value.as_str())))
}

fn sheet(shown: &Shown) -> Sheet {
    let minutes =
        |other: &Venue| minutes_between(&shown.ways, shown.venue.id, other.id).map_or_else(String::new, |minutes| minutes.to_string());
    Sheet::of(shown.others.iter().map(|other| (format!("to-{}", other.id), minutes(other))).collect())
}

fn body(visit: &Visit, shown: &Shown, details: &Filled, ways: &Sheet) -> impl IntoView + use<> {
    let name = shown.venue.details.name.clone();
    let way = vec![("Cohorts".into(), "/cohorts".into()), ("Venues".into(), "/venues".into())];
    let gone = shown.venue.retired_at.is_some();
    let names: Vec<_> = shown.others.iter().map(|other| (format!("to-{}", other.id), other.details.name.clone())).collect();
    view! {
        {notice(visit, DONE)}
        {error_summary(details)}
        {ways.summary(&|field| names.iter().find(|(name, _)| name == field).map(|(_, name)| name.clone()).unwrap_or_default())}
        <header class="page-head">
            {breadcrumbs(way, name.clone())}
            <h1>{name}</h1>
            {gone.then(|| view! { <p class="notice" data-kind="attention">"This venue is offered no longer: no session can be placed in its rooms."</p> })}
        </header>
        {rooms(shown)}
        {on_foot(shown, ways)}
        {about(&shown.venue, details)}
        {retirement(&shown.venue)}
    }
}

fn rooms(shown: &Shown) -> impl IntoView + use<> {
    let base = format!("/venues/{}/rooms", shown.venue.id);
    let none =
        shown.rooms.is_empty().then(|| view! { <p class="empty">"No room yet. Sessions are placed in the rooms that stand here."</p> });
    let rows = shown.rooms.iter().map(|room| row(&base, room)).collect_view();
    let table = (!shown.rooms.is_empty()).then(|| {
        view! {
            <div class="table-wrap" role="region" aria-label="Rooms" tabindex="0">
                <table class="table" data-stacks="">
                    <thead>
                        <tr>
                            <th scope="col">"Room"</th><th scope="col" class="num">"Seats"</th><th scope="col">"Open"</th>
                            <th scope="col">"Has"</th><th scope="col">"Steps"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <section class="block">
            <h2>"Rooms"</h2>
            {none}
            {table}
            <p class="form-actions no-print"><a class="button" data-kind="primary" href=format!("{base}/new")>"Add a room"</a></p>
        </section>
    }
}

fn row(base: &str, room: &Room) -> impl IntoView + use<> {
    let details = &room.details;
    let gone = room.retired_at.map(|_| view! { <span class="roster-note">"Offered no longer"</span> });
    view! {
        <tr>
            <th scope="row"><a href=format!("{base}/{}", room.id)>{details.name.clone()}</a>{gone}</th>
            <td class="num" data-name="Seats">{details.capacity}</td>
            <td class="nowrap" data-name="Open">{format!("{}–{}", clock(details.opens), clock(details.closes))}</td>
            <td>{details.features.join(", ")}</td>
            <td>{if details.step_free { "Without steps" } else { "Only by steps" }}</td>
        </tr>
    }
}

fn on_foot(shown: &Shown, ways: &Sheet) -> impl IntoView + use<> {
    let some = !shown.others.is_empty();
    let action = format!("/venues/{}/ways", shown.venue.id);
    let fields = shown
        .others
        .iter()
        .map(|other| {
            let name = format!("to-{}", other.id);
            view! { <tr><th scope="row">{other.details.name.clone()}</th><td>{cell(ways, name, format!("Minutes to {}", other.details.name), true)}</td></tr> }
        })
        .collect_view();
    some.then(|| {
        view! {
            <section class="block" aria-labelledby="ways">
                <h2 id="ways">"On foot to other venues"</h2>
                <form class="form" method="post" action=action novalidate=true>
                    <p class="hint">"From door to door, with the slowest in mind. Empty: not known, and nobody is warned."</p>
                    <table class="table" data-dense="">
                        <thead><tr><th scope="col">"To"</th><th scope="col">"Minutes"</th></tr></thead>
                        <tbody>{fields}</tbody>
                    </table>
                    <p class="form-actions"><button class="button">"Keep the minutes"</button></p>
                </form>
            </section>
        }
    })
}

fn about(venue: &Venue, details: &Filled) -> impl IntoView + use<> {
    view! {
        <section class="block" aria-labelledby="about">
            <h2 id="about">"About this venue"</h2>
            <form class="form" method="post" action=format!("/venues/{}", venue.id) novalidate=true>
                {fields(details)}
                <p class="form-actions"><button class="button">"Keep the changes"</button></p>
            </form>
        </section>
    }
}

fn retirement(venue: &Venue) -> impl IntoView + use<> {
    let action = format!("/venues/{}/retirement", venue.id);
    let words = "No session can be placed in its rooms then. What was released there stays as it is, and it can be offered again.";
    let (heading, words, value, label) = match venue.retired_at {
        None => ("Offer it no longer", words, "yes", "Offer this venue no longer"),
        Some(_) => ("Offer it again", "Sessions can be placed in its rooms then.", "no", "Offer this venue again"),
    };
    view! {
        <section class="block no-print" aria-labelledby="retire">
            <h2 id="retire">{heading}</h2>
            <p class="hint">{words}</p>
            <form method="post" action=action>
                <p class="form-actions">
                    <button class="button" data-kind=(value == "yes").then_some("danger") name="retired" value=value>{label}</button>
                </p>
            </form>
        </section>
    }
}
