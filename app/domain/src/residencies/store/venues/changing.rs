//! Changing venues, rooms and ways. Schedules are judged by them, so each change is told in the audit log; what is so already is none.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    super::super::venues::{RoomDetails, VenueDetails, minutes_between},
    venue, venue_room, ways,
};
use crate::{
    Conflict, Error, Result, audit,
    db::{Json, Tx, list, rows, sql},
    ids::{PersonId, RoomId, VenueId},
};

/// Adds a venue. Adding twice with the same id is harmless.
///
/// # Errors
/// [`Conflict::PlaceTaken`] if another venue that is offered has its name.
pub async fn add_venue(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, id: VenueId, details: &VenueDetails) -> Result<()> {
    let VenueDetails { name, address, map_url, access } = details;
    let added = sql!(
        "INSERT INTO venues (id, name, address, map_url, access, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
        id,
        name,
        address,
        map_url,
        access,
        now
    );
    if tx.run(added).await.map_err(taken)? == 0 {
        return Ok(());
    }
    audit::append(tx, now, actor, "venue.added", format!("venue {id}"), json!(details)).await
}

/// Says something else of a venue. What was released keeps what was said then.
///
/// # Errors
/// [`Error::NotFound`] if there is none; [`Conflict::PlaceTaken`] if another venue that is offered has this name.
pub async fn change_venue(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, id: VenueId, details: &VenueDetails) -> Result<()> {
    audit::hold(tx).await?;
    let before = venue(tx, id).await?.details;
    if before == *details {
        return Ok(());
    }
    let VenueDetails { name, address, map_url, access } = details;
    tx.run(sql!("UPDATE venues SET name = $1, address = $2, map_url = $3, access = $4 WHERE id = $5", name, address, map_url, access, id))
        .await
        .map_err(taken)?;
    audit::append(tx, now, actor, "venue.changed", format!("venue {id}"), json!({ "before": before, "after": details })).await
}

/// Offers a venue no longer, or again. Doing so twice is harmless.
///
/// # Errors
/// [`Error::NotFound`] if there is none; [`Conflict::PlaceTaken`] if another one has its name meanwhile.
pub async fn retire_venue(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, id: VenueId, retired: bool) -> Result<()> {
    let before = venue(tx, id).await?;
    let since = retired.then_some(now);
    let changed = sql!("UPDATE venues SET retired_at = $1 WHERE id = $2 AND (retired_at IS NULL) = $3", since, id, retired);
    if tx.run(changed).await.map_err(taken)? == 0 {
        return Ok(());
    }
    let action = if retired { "venue.retired" } else { "venue.offered" };
    audit::append(tx, now, actor, action, format!("venue {id}"), json!({ "name": before.details.name })).await
}

/// Adds a room to a venue. Adding twice with the same id is harmless.
///
/// # Errors
/// [`Conflict::PlaceTaken`] if another room of the venue that is offered has its name.
pub async fn add_room(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: Option<PersonId>,
    (venue, id): (VenueId, RoomId),
    details: &RoomDetails,
) -> Result<()> {
    let added = sql!(
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
    );
    if tx.run(added).await.map_err(taken)? == 0 {
        return Ok(());
    }
    audit::append(tx, now, actor, "room.added", format!("room {id}"), json!({ "venue": venue, "after": details })).await
}

/// Says something else of a room of a venue.
///
/// # Errors
/// [`Error::NotFound`] if the venue has no such room; [`Conflict::PlaceTaken`] if another one that is offered has this name.
pub async fn change_room(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, of: (VenueId, RoomId), details: &RoomDetails) -> Result<()> {
    audit::hold(tx).await?;
    let before = venue_room(tx, of).await?.details;
    if before == *details {
        return Ok(());
    }
    tx.run(sql!(
        "UPDATE rooms SET name = $1, capacity = $2, features = $3, opens = $4, closes = $5, step_free = $6 WHERE id = $7",
        details.name,
        details.capacity,
        Json(&details.features),
        details.opens,
        details.closes,
        details.step_free,
        of.1
    ))
    .await
    .map_err(taken)?;
    audit::append(tx, now, actor, "room.changed", format!("room {}", of.1), json!({ "before": before, "after": details })).await
}

/// Offers a room no longer, or again. Doing so twice is harmless.
///
/// # Errors
/// [`Error::NotFound`] if the venue has no such room; [`Conflict::PlaceTaken`] if another one has its name meanwhile.
pub async fn retire_room(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, of: (VenueId, RoomId), retired: bool) -> Result<()> {
    let before = venue_room(tx, of).await?;
    let since = retired.then_some(now);
    let changed = sql!("UPDATE rooms SET retired_at = $1 WHERE id = $2 AND (retired_at IS NULL) = $3", since, of.1, retired);
    if tx.run(changed).await.map_err(taken)? == 0 {
        return Ok(());
    }
    let action = if retired { "room.retired" } else { "room.offered" };
    audit::append(tx, now, actor, action, format!("room {}", of.1), json!({ "name": before.details.name })).await
}

/// Says how long it takes from a venue to others: minutes, or nothing where it is not known. Others not named stay as they are.
///
/// # Errors
/// [`Error::NotFound`] if one of them is not there, or is the venue itself.
pub async fn put_ways(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: Option<PersonId>,
    venue: VenueId,
    minutes: &[(VenueId, Option<i64>)],
) -> Result<()> {
    if minutes.iter().any(|(other, _)| *other == venue) {
        return Err(Error::NotFound);
    }
    audit::hold(tx).await?;
    let known = ways(tx).await?;
    let changed: Vec<_> = minutes.iter().filter(|(other, minutes)| minutes_between(&known, venue, *other) != *minutes).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let others = || changed.iter().map(|(other, _)| *other);
    tx.run(list!("DELETE FROM venue_ways WHERE one_id = $1 AND other_id IN ($list)", in others(), venue)).await?;
    tx.run(list!("DELETE FROM venue_ways WHERE other_id = $1 AND one_id IN ($list)", in others(), venue)).await?;
    let known = changed.iter().filter_map(|(other, minutes)| minutes.map(|minutes| (venue.min(*other), venue.max(*other), minutes)));
    tx.run(
        rows!("INSERT INTO venue_ways (one_id, other_id, minutes) VALUES $rows", for (one, other, minutes) in known => one, other, minutes),
    )
    .await
    .map_err(|error| if matches!(error, Error::Conflict(Conflict::Constraint)) { Error::NotFound } else { error })?;
    audit::append(tx, now, actor, "venue.ways_said", format!("venue {venue}"), json!({ "minutes": changed })).await
}

fn taken(error: Error) -> Error {
    error.or_conflict(Conflict::PlaceTaken)
}
