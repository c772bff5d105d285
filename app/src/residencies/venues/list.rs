//! All venues, and adding one.

use std::collections::HashMap;

use axum::extract::State as Shared;
use domain::{
    FieldError,
    ids::VenueId,
    residencies::{
        store,
        venues::{LONGEST_TEXT, Room, Venue},
    },
};
use leptos::prelude::*;

use crate::{
    AppError, Page, Site,
    cohorts::{breadcrumbs, count, notice},
    forms::{Field, Filled, TextArea, Typed, error_summary, field, text_area, with_summary},
    visit::{Staff, Visit},
};

const DONE: &[(&str, &str)] = &[("retired", "It is offered no longer. What was released there stays as it is.")];

/// `GET /venues`
pub async fn venues(Shared(site): Shared<Site>, staff: Staff) -> Result<Page, AppError> {
    let venues = store::venues(&site.db).await?;
    let rooms = store::offered_rooms(&site.db).await?;
    let visit = staff.visit().clone();
    Ok(Page::new(&staff, "Venues", move || {
        view! {
            {notice(&visit, DONE)}
            <header class="page-head">
                {breadcrumbs(vec![("Cohorts".into(), "/cohorts".into())], "Venues".into())}
                <h1>"Venues"</h1>
                <p class="lede">"Where residencies take place, for all programs: buildings with their rooms, and how far apart they are."</p>
            </header>
            {list(venues, rooms)}
            <p class="form-actions no-print"><a class="button" data-kind="primary" href="/venues/new">"Add a venue"</a></p>
        }
    }))
}

fn list(venues: Vec<Venue>, rooms: Vec<Room>) -> impl IntoView {
    if venues.is_empty() {
        let words = "No venue yet. Add the building where the next residency takes place, and then its rooms: sessions are placed in them.";
        return view! { <p class="empty">{words}</p> }.into_any();
    }
    let mut seats: HashMap<VenueId, Vec<i64>> = HashMap::new();
    for room in rooms {
        seats.entry(room.venue_id).or_default().push(room.details.capacity);
    }
    let (retired, offered): (Vec<_>, Vec<_>) = venues.into_iter().partition(|one| one.retired_at.is_some());
    let rows = offered.into_iter().map(|one| row(&one, seats.get(&one.id).map_or(&[], Vec::as_slice))).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Venues" tabindex="0">
            <table class="table" data-stacks="">
                <thead>
                    <tr>
                        <th scope="col">"Venue"</th><th scope="col">"Address"</th><th scope="col">"Rooms"</th><th scope="col" class="num">"Largest seats"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {no_longer(retired)}
    }
    .into_any()
}

fn row(venue: &Venue, seats: &[i64]) -> impl IntoView + use<> {
    let details = &venue.details;
    let map = (!details.map_url.is_empty())
        .then(|| view! { " " <a href=details.map_url.clone() rel="noreferrer">"Map"<span class="visually-hidden">" of "{details.name.clone()}</span></a> });
    view! {
        <tr>
            <th scope="row"><a href=format!("/venues/{}", venue.id)>{details.name.clone()}</a></th>
            <td>{details.address.clone()}{map}</td>
            <td>{count(seats.len() as i64, "room")}</td>
            <td class="num" data-name="Largest seats">{seats.iter().max().copied()}</td>
        </tr>
    }
}

fn no_longer(retired: Vec<Venue>) -> impl IntoView {
    let some = !retired.is_empty();
    let entries =
        retired.into_iter().map(|one| view! { <li><a href=format!("/venues/{}", one.id)>{one.details.name}</a></li> }).collect_view();
    some.then(|| view! { <section class="block"><h2>"Offered no longer"</h2><ul>{entries}</ul></section> })
}

/// `GET /venues/new`
pub async fn new_venue(staff: Staff) -> Page {
    show(&staff, Filled::with_values([("id", &VenueId::new().to_string())]))
}

/// The page again, with what was typed and what is wrong with it.
pub fn new_venue_again(visit: &Visit, typed: Typed, errors: Vec<FieldError>) -> Page {
    show(visit, typed.with(errors))
}

fn show(visit: &Visit, form: Filled) -> Page {
    let filled = form.clone();
    let page = Page::new(visit, with_summary(&form, "Add a venue"), move || {
        let way = vec![("Cohorts".into(), "/cohorts".into()), ("Venues".into(), "/venues".into())];
        view! {
            {error_summary(&form)}
            <header class="page-head">
                {breadcrumbs(way, "Add a venue".into())}
                <h1>"Add a venue"</h1>
                <p class="lede">"Its rooms come next."</p>
            </header>
            <form class="form" method="post" action="/venues" novalidate=true>
                <input type="hidden" name="id" value=form.typed.get("id").to_owned()/>
                {fields(&form)}
                <p class="form-actions"><button class="button" data-kind="primary">"Add the venue"</button><a href="/venues">"Cancel"</a></p>
            </form>
        }
    });
    filled.on(page)
}

/// What is asked of a venue.
pub fn fields(form: &Filled) -> impl IntoView + use<> {
    let address =
        TextArea { name: "address", label: "Address", hint: "As students need it to find the door.", rows: 3, limit: LONGEST_TEXT };
    let access = TextArea {
        name: "access",
        label: "Access",
        hint: "Ways without steps, hearing loops, a quiet room, a place for prayer or for nursing.",
        rows: 3,
        limit: LONGEST_TEXT,
    };
    view! {
        {field(form, Field::text("name", "Name").hint("As it stands in schedules: short."))}
        {text_area(form, address)}
        {field(form, Field::text("map_url", "Link to a map").kind("url").hint("The address of a map, with https://. May be empty."))}
        {text_area(form, access)}
    }
}
