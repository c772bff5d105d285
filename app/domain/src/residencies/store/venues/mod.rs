//! Venues, their rooms, and the ways between them. Nothing is deleted: what was released there keeps its name and place.

use chrono::{DateTime, Utc};

use super::super::venues::{Room, RoomDetails, Venue, VenueDetails, Way};
use crate::{
    Conflict, Error, Result,
    db::{Db, Json, Tx, rows, sql},
    ids::{RoomId, VenueId},
};

crate::row! {
    struct VenueRow {
        id: VenueId,
        name: String,
        address: String,
        map_url: String,
        access: String,
        retired_at: Option<DateTime<Utc>>,
    }
}

impl From<VenueRow> for Venue {
    fn from(row: VenueRow) -> Self {
        let VenueRow { id, name, address, map_url, access, retired_at } = row;
        Self { id, details: VenueDetails { name, address, map_url, access }, retired_at }
    }
}

crate::row! {
    struct RoomRow {
        id: RoomId,
        venue_id: VenueId,
        name: String,
        capacity: i64,
        features: Json<Vec<String>>,
        opens: i64,
        closes: i64,
        step_free: bool,
        retired_at: Option<DateTime<Utc>>,
    }
}

impl From<RoomRow> for Room {
    fn from(row: RoomRow) -> Self {
        let RoomRow { id, venue_id, name, capacity, features, opens, closes, step_free, retired_at } = row;
        Self { id, venue_id, details: RoomDetails { name, capacity, features: features.0, opens, closes, step_free }, retired_at }
    }
}

/// All venues: first those that are offered, by name.
///
/// # Errors
/// Those of the database.
pub async fn venues(db: &Db) -> Result<Vec<Venue>> {
    let all = sql!(
        "SELECT id, name, address, map_url, access, retired_at FROM venues
         ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, LOWER(name), id"
    );
    Ok(db.all::<VenueRow>(all).await?.into_iter().map(Venue::from).collect())
}

/// A venue.
///
/// # Errors
/// [`Error::NotFound`] if there is none.
pub async fn venue(db: &Db, venue: VenueId) -> Result<Venue> {
    let one = sql!("SELECT id, name, address, map_url, access, retired_at FROM venues WHERE id = $1", venue);
    db.maybe::<VenueRow>(one).await?.map(Venue::from).ok_or(Error::NotFound)
}

/// All rooms of a venue: first those that are offered, by name.
///
/// # Errors
/// Those of the database.
pub async fn rooms(db: &Db, venue: VenueId) -> Result<Vec<Room>> {
    let all = sql!(
        "SELECT id, venue_id, name, capacity, features, opens, closes, step_free, retired_at FROM rooms WHERE venue_id = $1
         ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, LOWER(name), id",
        venue
    );
    Ok(db.all::<RoomRow>(all).await?.into_iter().map(Room::from).collect())
}

/// Every room that is offered, by its venue's name and its own.
///
/// # Errors
/// Those of the database.
pub async fn offered_rooms(db: &Db) -> Result<Vec<Room>> {
    let all = sql!(
        "SELECT r.id, r.venue_id, r.name, r.capacity, r.features, r.opens, r.closes, r.step_free, r.retired_at
         FROM rooms r JOIN venues v ON v.id = r.venue_id WHERE r.retired_at IS NULL AND v.retired_at IS NULL
         ORDER BY LOWER(v.name), v.id, LOWER(r.name), r.id"
    );
    Ok(db.all::<RoomRow>(all).await?.into_iter().map(Room::from).collect())
}

/// All ways that are known, also those to venues that are offered no longer.
///
/// # Errors
/// Those of the database.
pub async fn ways(db: &Db) -> Result<Vec<Way>> {
    db.all(sql!("SELECT one_id, other_id, minutes FROM venue_ways ORDER BY one_id, other_id")).await
}

/// Adds a venue. Adding twice with the same id is harmless.
///
/// # Errors
/// [`Conflict::PlaceTaken`] if another venue that is offered has its name.
pub async fn add_venue(tx: &Tx, now: DateTime<Utc>, id: VenueId, details: &VenueDetails) -> Result<()> {
    let VenueDetails { name, address, map_url, access } = details;
    tx.run(sql!(
        "INSERT INTO venues (id, name, address, map_url, access, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
        id,
        name,
        address,
        map_url,
        access,
        now
    ))
    .await
    .map_err(|error| error.or_conflict(Conflict::PlaceTaken))?;
    Ok(())
}

/// Says something else of a venue. What was released keeps what was said then.
///
/// # Errors
/// [`Error::NotFound`] if there is none; [`Conflict::PlaceTaken`] if another venue that is offered has this name.
pub async fn change_venue(tx: &Tx, id: VenueId, details: &VenueDetails) -> Result<()> {
    let VenueDetails { name, address, map_url, access } = details;
    let changed = tx
        .run(sql!("UPDATE venues SET name = $1, address = $2, map_url = $3, access = $4 WHERE id = $5", name, address, map_url, access, id))
        .await
        .map_err(|error| error.or_conflict(Conflict::PlaceTaken))?;
    found(changed)
}

/// Offers a venue no longer, since `retired`; or again, with nothing. Doing so twice is harmless.
///
/// # Errors
/// [`Error::NotFound`] if there is none; [`Conflict::PlaceTaken`] if another one has its name meanwhile.
pub async fn retire_venue(tx: &Tx, id: VenueId, retired: Option<DateTime<Utc>>) -> Result<()> {
    let changed = tx
        .run(sql!("UPDATE venues SET retired_at = $1 WHERE id = $2", retired, id))
        .await
        .map_err(|error| error.or_conflict(Conflict::PlaceTaken))?;
    found(changed)
}

/// Adds a room to a venue. Adding twice with the same id is harmless.
///
/// # Errors
/// [`Conflict::PlaceTaken`] if another room of the venue that is offered has its name.
pub async fn add_room(tx: &Tx, now: DateTime<Utc>, (venue, id): (VenueId, RoomId), details: &RoomDetails) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO rooms (id, venue_id, name, capacity, features, opens, closes, step_free, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
        id,
        venue,
        details.name,
        details.capacity,
        Json(&details.features),
        details.opens,
        details.closes,
        details.step_free,
        now
    ))
    .await
    .map_err(|error| error.or_conflict(Conflict::PlaceTaken))?;
    Ok(())
}

/// Says something else of a room of a venue.
///
/// # Errors
/// [`Error::NotFound`] if the venue has no such room; [`Conflict::PlaceTaken`] if another one that is offered has this name.
pub async fn change_room(tx: &Tx, (venue, id): (VenueId, RoomId), details: &RoomDetails) -> Result<()> {
    let changed = tx
        .run(sql!(
            "UPDATE rooms SET name = $1, capacity = $2, features = $3, opens = $4, closes = $5, step_free = $6 WHERE id = $7 AND venue_id = $8",
            details.name,
            details.capacity,
            Json(&details.features),
            details.opens,
            details.closes,
            details.step_free,
            id,
            venue
        ))
        .await
        .map_err(|error| error.or_conflict(Conflict::PlaceTaken))?;
    found(changed)
}

/// Offers a room no longer, since `retired`; or again, with nothing. Doing so twice is harmless.
///
/// # Errors
/// [`Error::NotFound`] if the venue has no such room; [`Conflict::PlaceTaken`] if another one has its name meanwhile.
pub async fn retire_room(tx: &Tx, (venue, id): (VenueId, RoomId), retired: Option<DateTime<Utc>>) -> Result<()> {
    let changed = tx
        .run(sql!("UPDATE rooms SET retired_at = $1 WHERE id = $2 AND venue_id = $3", retired, id, venue))
        .await
        .map_err(|error| error.or_conflict(Conflict::PlaceTaken))?;
    found(changed)
}

/// Says how long it takes from a venue to others: minutes, or nothing where it is not known. Others not named stay as they are.
///
/// # Errors
/// [`Error::NotFound`] if one of them is not there, or is the venue itself.
pub async fn put_ways(tx: &Tx, venue: VenueId, minutes: &[(VenueId, Option<i64>)]) -> Result<()> {
    if minutes.iter().any(|(other, _)| *other == venue) {
        return Err(Error::NotFound);
    }
    let pair = |other: VenueId| (venue.min(other), venue.max(other));
    for (other, _) in minutes {
        let (one, other) = pair(*other);
        tx.run(sql!("DELETE FROM venue_ways WHERE one_id = $1 AND other_id = $2", one, other)).await?;
    }
    let known = minutes.iter().filter_map(|(other, minutes)| minutes.map(|minutes| (pair(*other), minutes)));
    tx.run(rows!("INSERT INTO venue_ways (one_id, other_id, minutes) VALUES $rows", for ((one, other), minutes) in known => one, other, minutes))
        .await
        .map_err(|error| if matches!(error, Error::Conflict(Conflict::Constraint)) { Error::NotFound } else { error })?;
    Ok(())
}

fn found(changed: u64) -> Result<()> {
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}
