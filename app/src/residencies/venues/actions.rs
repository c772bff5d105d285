//! Adding, changing and retiring venues and rooms.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use domain::{
    Conflict, Error, FieldError,
    ids::{PersonId, RoomId, VenueId},
    residencies::{
        store,
        venues::{RoomDetails, TypedRoom, TypedVenue, VenueDetails, room, venue, way},
    },
};

use super::{
    list::new_venue_again,
    one::{self, Forms},
    room as rooms,
};
use crate::{AppError, Site, forms::Typed, residencies::sheet::Sheet, visit::Staff};

/// `POST /venues`
pub async fn add_venue(Shared(site): Shared<Site>, staff: Staff, form: Typed) -> Result<Response, AppError> {
    let id: VenueId = form.get("id").parse().map_err(|_| lost())?;
    let (now, by) = by(&staff);
    let added = match details(&form) {
        Ok(details) => site.db.write(move |tx| Box::pin(async move { store::add_venue(tx, now, by, id, &details).await })).await,
        Err(wrong) => Err(wrong),
    };
    match errors(added, "venue")? {
        None => Ok(Redirect::to(&format!("/venues/{id}?done=added")).into_response()),
        Some(errors) => Ok(new_venue_again(&staff, form, errors).into_response()),
    }
}

/// `POST /venues/{venue}`
pub async fn change_venue(Shared(site): Shared<Site>, staff: Staff, Path(id): Path<String>, form: Typed) -> Result<Response, AppError> {
    let id: VenueId = id.parse().map_err(|_| AppError::NotFound)?;
    let (now, by) = by(&staff);
    let changed = match details(&form) {
        Ok(details) => site.db.write(move |tx| Box::pin(async move { store::change_venue(tx, now, by, id, &details).await })).await,
        Err(wrong) => Err(wrong),
    };
    match errors(changed, "venue")? {
        None => Ok(Redirect::to(&format!("/venues/{id}?done=changed")).into_response()),
        Some(errors) => {
            let forms = Forms { details: Some(form.with(errors)), ways: None };
            Ok(one::show(&staff, id, forms).await?.into_response())
        }
    }
}

/// `POST /venues/{venue}/ways`
pub async fn put_ways(Shared(site): Shared<Site>, staff: Staff, Path(id): Path<String>, form: Typed) -> Result<Response, AppError> {
    let id: VenueId = id.parse().map_err(|_| AppError::NotFound)?;
    store::venue(&site.db, id).await?;
    let (mut minutes, mut wrong) = (Vec::new(), Vec::new());
    for (name, typed) in form.pairs() {
        let Some(other) = name.strip_prefix("to-") else { continue };
        match (other.parse::<VenueId>(), way(typed)) {
            (Err(_), _) => return Err(AppError::NotFound),
            (Ok(other), Ok(known)) => minutes.push((other, known)),
            (Ok(_), Err(message)) => wrong.push((name.to_owned(), message)),
        }
    }
    if !wrong.is_empty() {
        let forms = Forms { details: None, ways: Some(Sheet { typed: form, wrong }) };
        return Ok(one::show(&staff, id, forms).await?.into_response());
    }
    let (now, by) = by(&staff);
    site.db.write(move |tx| Box::pin(async move { store::put_ways(tx, now, by, id, &minutes).await })).await?;
    Ok(Redirect::to(&format!("/venues/{id}?done=ways")).into_response())
}

/// `POST /venues/{venue}/retirement`
pub async fn retire_venue(Shared(site): Shared<Site>, staff: Staff, Path(id): Path<String>, form: Typed) -> Result<Response, AppError> {
    let id: VenueId = id.parse().map_err(|_| AppError::NotFound)?;
    let (retired, (now, by)) = (form.get("retired") != "no", by(&staff));
    let done = site.db.write(move |tx| Box::pin(async move { store::retire_venue(tx, now, by, id, retired).await })).await;
    match errors(done, "venue")? {
        None if retired => Ok(Redirect::to("/venues?done=retired").into_response()),
        None => Ok(Redirect::to(&format!("/venues/{id}?done=offered")).into_response()),
        Some(errors) => {
            let venue = store::venue(&site.db, id).await?;
            let forms = Forms { details: Some(one::filled(&venue).typed.with(errors)), ways: None };
            Ok(one::show(&staff, id, forms).await?.into_response())
        }
    }
}

/// `POST /venues/{venue}/rooms`
pub async fn add_room(Shared(site): Shared<Site>, staff: Staff, Path(at): Path<String>, form: Typed) -> Result<Response, AppError> {
    let at: VenueId = at.parse().map_err(|_| AppError::NotFound)?;
    let id: RoomId = form.get("id").parse().map_err(|_| lost())?;
    store::venue(&site.db, at).await?;
    let (now, by) = by(&staff);
    let added = match furnished(&form) {
        Ok(details) => site.db.write(move |tx| Box::pin(async move { store::add_room(tx, now, by, (at, id), &details).await })).await,
        Err(wrong) => Err(wrong),
    };
    match errors(added, "room")? {
        None => Ok(Redirect::to(&format!("/venues/{at}?done=room")).into_response()),
        Some(errors) => Ok(rooms::show_new(&staff, at, form.with(errors)).await?.into_response()),
    }
}

/// `POST /venues/{venue}/rooms/{room}`
pub async fn change_room(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((at, id)): Path<(String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let of: (VenueId, RoomId) = (at.parse().map_err(|_| AppError::NotFound)?, id.parse().map_err(|_| AppError::NotFound)?);
    let (now, by) = by(&staff);
    let changed = match furnished(&form) {
        Ok(details) => site.db.write(move |tx| Box::pin(async move { store::change_room(tx, now, by, of, &details).await })).await,
        Err(wrong) => Err(wrong),
    };
    match errors(changed, "room")? {
        None => Ok(Redirect::to(&format!("/venues/{at}?done=room")).into_response()),
        Some(errors) => Ok(rooms::show(&staff, of, Some(form.with(errors))).await?.into_response()),
    }
}

/// `POST /venues/{venue}/rooms/{room}/retirement`
pub async fn retire_room(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((at, id)): Path<(String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let of: (VenueId, RoomId) = (at.parse().map_err(|_| AppError::NotFound)?, id.parse().map_err(|_| AppError::NotFound)?);
    let (retired, (now, by)) = (form.get("retired") != "no", by(&staff));
    let done = site.db.write(move |tx| Box::pin(async move { store::retire_room(tx, now, by, of, retired).await })).await;
    match errors(done, "room")? {
        None => Ok(Redirect::to(&format!("/venues/{at}?done={}", if retired { "retired" } else { "offered" })).into_response()),
        Some(errors) => Ok(rooms::again(&staff, of, errors).await?.into_response()),
    }
}

/// When, and who.
fn by(staff: &Staff) -> (DateTime<Utc>, Option<PersonId>) {
    (staff.now, Some(staff.session.person.id))
}

/// A form without the id that was made with it.
fn lost() -> AppError {
    AppError::Malformed("The form did not arrive whole. Go back and send it again; nothing was changed.".into())
}

fn details(form: &Typed) -> Result<VenueDetails, Error> {
    let text = |name| form.get(name).replace("\r\n", "\n");
    let (address, access) = (text("address"), text("access"));
    venue(&TypedVenue { name: form.get("name"), address: &address, map_url: form.get("map_url"), access: &access })
}

fn furnished(form: &Typed) -> Result<RoomDetails, Error> {
    room(&TypedRoom {
        name: form.get("name"),
        capacity: form.get("capacity"),
        features: form.all("feature").collect(),
        others: form.get("others"),
        opens: form.get("opens"),
        closes: form.get("closes"),
        step_free: form.get("step_free") == "1",
    })
}

/// What is wrong with what was typed, as its form says it; nothing if all is well.
fn errors(done: Result<(), Error>, what: &str) -> Result<Option<Vec<FieldError>>, AppError> {
    match done {
        Ok(()) => Ok(None),
        Err(Error::Invalid(errors)) => Ok(Some(errors)),
        Err(Error::Conflict(Conflict::PlaceTaken)) => {
            let message = format!("Another {what} that is offered has this name. Give one of them a name that tells them apart.");
            Ok(Some(vec![FieldError { field: "name", message }]))
        }
        Err(other) => Err(other.into()),
    }
}
