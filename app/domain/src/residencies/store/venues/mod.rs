//! Venues, their rooms, and the ways between them. Nothing is deleted: what was released there keeps its name and place.

mod changing;

pub use changing::{add_room, add_venue, change_room, change_venue, put_ways, retire_room, retire_venue};

use chrono::{DateTime, Utc};

use super::super::venues::{Room, RoomDetails, Venue, VenueDetails, Way};
use crate::{
    Error, Result,
    db::{Db, Json, sql},
    ids::{RoomId, VenueId},
};

/// One statement for each way of looking at rooms, of the same columns.
macro_rules! rooms_of {
    ($where:literal) => {
        concat!(
            "SELECT r.id, r.venue_id, r.name, r.capacity, r.features, r.opens, r.closes, r.step_free, r.retired_at FROM rooms r ",
            $where
        )
    };
}

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
    let all =
        sql!(rooms_of!("WHERE r.venue_id = $1 ORDER BY CASE WHEN r.retired_at IS NULL THEN 0 ELSE 1 END, LOWER(r.name), r.id"), venue);
    Ok(db.all::<RoomRow>(all).await?.into_iter().map(Room::from).collect())
}

/// One room of a venue.
///
/// # Errors
/// [`Error::NotFound`] if the venue has no such room.
pub async fn venue_room(db: &Db, (venue, id): (VenueId, RoomId)) -> Result<Room> {
    let one = sql!(rooms_of!("WHERE r.id = $1 AND r.venue_id = $2"), id, venue);
    db.maybe::<RoomRow>(one).await?.map(Room::from).ok_or(Error::NotFound)
}

/// Every room that is offered, by its venue's name and its own.
///
/// # Errors
/// Those of the database.
pub async fn offered_rooms(db: &Db) -> Result<Vec<Room>> {
    let all = sql!(rooms_of!(
        "JOIN venues v ON v.id = r.venue_id WHERE r.retired_at IS NULL AND v.retired_at IS NULL
         ORDER BY LOWER(v.name), v.id, LOWER(r.name), r.id"
    ));
    Ok(db.all::<RoomRow>(all).await?.into_iter().map(Room::from).collect())
}

/// All ways that are known, also those to venues that are offered no longer.
///
/// # Errors
/// Those of the database.
pub async fn ways(db: &Db) -> Result<Vec<Way>> {
    db.all(sql!("SELECT one_id, other_id, minutes FROM venue_ways ORDER BY one_id, other_id")).await
}
