//! A room of a venue, and adding one.

use axum::extract::{Path, State as Shared};
use domain::{
    FieldError,
    ids::{RoomId, VenueId},
    residencies::{
        clock::clock,
        store,
        venues::{Room, RoomFeature, Venue},
    },
};
use leptos::prelude::*;

use crate::{
    AppError, Page, Site,
    cohorts::breadcrumbs,
    forms::{Field, Filled, Typed, error_summary, field, with_summary},
    visit::{Staff, Visit},
};

/// `GET /venues/{venue}/rooms/new`
pub async fn new_room(Shared(_): Shared<Site>, staff: Staff, Path(venue): Path<String>) -> Result<Page, AppError> {
    let venue = venue.parse().map_err(|_| AppError::NotFound)?;
    let id = RoomId::new().to_string();
    show_new(&staff, venue, Filled::with_values([("id", &id), ("opens", "08:00"), ("closes", "18:00"), ("step_free", "1")])).await
}

/// The page, with what was typed.
pub async fn show_new(visit: &Visit, venue: VenueId, form: Filled) -> Result<Page, AppError> {
    let venue = store::venue(&visit.site.db, venue).await?;
    let filled = form.clone();
    let page = Page::new(visit, with_summary(&form, "Add a room"), move || {
        let action = format!("/venues/{}/rooms", venue.id);
        view! {
            {error_summary(&form)}
            {head(&venue, "Add a room".to_owned())}
            <form class="form" method="post" action=action novalidate=true>
                <input type="hidden" name="id" value=form.typed.get("id").to_owned()/>
                {fields(&form)}
                <p class="form-actions">
                    <button class="button" data-kind="primary">"Add the room"</button>
                    <a href=format!("/venues/{}", venue.id)>"Cancel"</a>
                </p>
            </form>
        }
    });
    Ok(filled.on(page))
}

/// `GET /venues/{venue}/rooms/{room}`
pub async fn room(Shared(_): Shared<Site>, staff: Staff, Path((venue, room)): Path<(String, String)>) -> Result<Page, AppError> {
    let (venue, room) = (venue.parse().map_err(|_| AppError::NotFound)?, room.parse().map_err(|_| AppError::NotFound)?);
    show(&staff, (venue, room), None).await
}

/// The page, with what was typed, if it comes back.
pub async fn show(visit: &Visit, (venue, room): (VenueId, RoomId), form: Option<Filled>) -> Result<Page, AppError> {
    let db = &visit.site.db;
    let venue = store::venue(db, venue).await?;
    let room = store::venue_room(db, (venue.id, room)).await?;
    let form = form.unwrap_or_else(|| filled(&room));
    let again = form.clone();
    let page = Page::new(visit, with_summary(&form, &room.details.name), move || {
        let action = format!("/venues/{}/rooms/{}", venue.id, room.id);
        view! {
            {error_summary(&form)}
            {head(&venue, room.details.name.clone())}
            <form class="form" method="post" action=action.clone() novalidate=true>
                {fields(&form)}
                <p class="form-actions">
                    <button class="button" data-kind="primary">"Keep the changes"</button>
                    <a href=format!("/venues/{}", venue.id)>"Cancel"</a>
                </p>
            </form>
            {retirement(&action, &room)}
        }
    });
    Ok(again.on(page))
}

/// The page with what stands in the database, and what stands in the way.
pub async fn again(visit: &Visit, (venue, room): (VenueId, RoomId), errors: Vec<FieldError>) -> Result<Page, AppError> {
    let rooms = store::rooms(&visit.site.db, venue).await?;
    let stands = rooms.iter().find(|one| one.id == room).ok_or(AppError::NotFound)?;
    show(visit, (venue, room), Some(filled(stands).typed.with(errors))).await
}

fn filled(room: &Room) -> Filled {
    let details = &room.details;
    let known = |word: &String| word.parse::<RoomFeature>().is_ok();
    let (features, others): (Vec<_>, Vec<_>) = details.features.iter().cloned().partition(known);
    let text = |name: &str, value: String| (name.to_owned(), value);
    let mut pairs = vec![
        text("name", details.name.clone()),
        text("capacity", details.capacity.to_string()),
        text("opens", clock(details.opens)),
        text("closes", clock(details.closes)),
        text("others", others.join(", ")),
        text("step_free", if details.step_free { "1" } else { "" }.to_owned()),
    ];
    pairs.extend(features.into_iter().map(|feature| text("feature", feature)));
    Typed::from_address(pairs).with(Vec::new())
}

fn head(venue: &Venue, here: String) -> impl IntoView + use<> {
    let name = venue.details.name.clone();
    let way =
        vec![("Cohorts".into(), "/cohorts".into()), ("Venues".into(), "/venues".into()), (name.clone(), format!("/venues/{}", venue.id))];
    view! {
        <header class="page-head">
            {breadcrumbs(way, here.clone())}
            <h1>{here}</h1>
            <p class="lede">{name}</p>
        </header>
    }
}

fn fields(form: &Filled) -> impl IntoView + use<> {
    let free = form.typed.get("step_free") == "1";
    view! {
        {field(form, Field::text("name", "Name").hint("As it stands on the door."))}
        {field(form, Field::text("capacity", "Seats").hint("How many people it seats as it is mostly set up."))}
        <div class="field-row">
            {field(form, Field::text("opens", "Opens").hint("Such as 08:00."))}
            {field(form, Field::text("closes", "Closes").hint("24:00 is midnight."))}
        </div>
        <div class="choice">
            <input id="step_free" name="step_free" type="checkbox" value="1" checked=free/>
            <label for="step_free">"Reached without steps"</label>
        </div>
        {features(form)}
        {field(form, Field::text("others", "What else it has").hint("With commas between them, such as: piano, two screens. May be empty."))}
    }
}

fn features(form: &Filled) -> impl IntoView + use<> {
    let error = form.error("features");
    let boxes = RoomFeature::ALL
        .into_iter()
        .enumerate()
        .map(|(place, feature)| {
            // The summary links to the field's name: the first box bears it.
            let id = if place == 0 { "features".to_owned() } else { format!("features-{place}") };
            let checked = form.typed.all("feature").any(|word| word == feature.as_str());
            view! {
                <div class="choice">
                    <input id=id.clone() name="feature" type="checkbox" value=feature.as_str() checked=checked/>
                    <label for=id>{capital(feature.as_str())}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field features" data-invalid=error.is_some().then_some("")>
            <legend>"What it has"</legend>
            {error.clone().map(|message| view! { <p class="field-error" id="features-error">{message}</p> })}
            {boxes}
        </fieldset>
    }
}

/// With a capital letter.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn retirement(address: &str, room: &Room) -> impl IntoView + use<> {
    let offered = room.retired_at.is_none();
    let (value, label) = if offered { ("yes", "Offer this room no longer") } else { ("no", "Offer this room again") };
    let words = "What was released in it stays as it is, and it can be offered again.";
    view! {
        <section class="block no-print" aria-labelledby="retire">
            <h2 id="retire">{if offered { "Offer it no longer" } else { "Offer it again" }}</h2>
            {offered.then(|| view! { <p class="hint">{words}</p> })}
            <form method="post" action=format!("{address}/retirement")>
                <p class="form-actions"><button class="button" data-kind=offered.then_some("danger") name="retired" value=value>{label}</button></p>
            </form>
        </section>
    }
}
