//! The schedule of a residency in the database.

mod arranging;
mod board;
mod catching_up;
mod elsewhere;
mod releases;
mod warnings;

use domain::{
    Result,
    db::{Db, Tx},
    ids::{PersonId, ResidencyId, ResidencySessionId, RoomId, VenueId},
    residencies::{
        schedule::{Edit, Placement, Schedule, Session},
        store::{Acting, Beside, Edited, Release, ReleasedSchedule, edit_schedule, release_schedule, schedule},
    },
};

use super::stage::residency;
use crate::school::{School, now, school};

/// A school with a residency of four days, and a hall and a seminar room for it.
struct Stage {
    school: School,
    residency: ResidencyId,
    hall: RoomId,
    seminar: RoomId,
}

async fn stage(db: &Db) -> Stage {
    let school = school(db).await;
    let residency = residency(db, school.cohort).await;
    let rooms = db.write(|tx| Box::pin(async move { rooms(tx).await })).await.unwrap();
    Stage { school, residency, hall: rooms.0, seminar: rooms.1 }
}

async fn rooms(tx: &Tx) -> Result<(RoomId, RoomId)> {
    let venue = VenueId::new();
    tx.run(query!(
        "INSERT INTO venues (id, name, address, map_url, access, created_at) VALUES ($1, 'Main building', '1 Campus Way', '', '', $2)",
        venue,
        now()
    ))
    .await?;
    Ok((room(tx, venue, "Hall", 60).await?, room(tx, venue, "Seminar", 1).await?))
}

async fn room(tx: &Tx, venue: VenueId, name: &str, capacity: i64) -> Result<RoomId> {
    let id = RoomId::new();
    tx.run(query!(
        "INSERT INTO rooms (id, venue_id, name, capacity, features, opens, closes, step_free, created_at)
         VALUES ($1, $2, $3, $4, '[\"projector\"]', 480, 1320, $5, $6)",
        id,
        venue,
        name,
        capacity,
        true,
        now()
    ))
    .await?;
    Ok(id)
}

/// An hour for everybody that nobody holds, nowhere yet.
fn hour(title: &str) -> Session {
    Session { confirmed: true, ..Session::new(ResidencySessionId::new(), title, 60) }
}

fn placed(day: i64, start: i64, room: RoomId) -> Option<Placement> {
    Some(Placement { day, start, room })
}

impl Stage {
    fn acting(&self, seen: i64) -> Acting {
        Acting { residency: self.residency, by: Some(self.school.director), now: now(), seen }
    }

    async fn schedule(&self, db: &Db) -> Schedule {
        schedule(db, self.residency, Beside::default()).await.unwrap()
    }

    async fn edit_seen(&self, db: &Db, seen: i64, edits: &[Edit]) -> Result<Edited> {
        let (acting, edits) = (self.acting(seen), edits.to_vec());
        db.write(move |tx| Box::pin(async move { edit_schedule(tx, acting, &edits).await })).await
    }

    /// By somebody who saw what stands now.
    async fn edit(&self, db: &Db, edits: &[Edit]) -> Result<Edited> {
        let seen = self.schedule(db).await.revision;
        self.edit_seen(db, seen, edits).await
    }

    async fn add(&self, db: &Db, session: &Session) {
        self.edit(db, &[Edit::Add(Box::new(session.clone()))]).await.unwrap();
    }

    async fn release(&self, db: &Db, base: i64, note: &str) -> Result<ReleasedSchedule> {
        let acting = self.acting(self.schedule(db).await.revision);
        let release = Release { base, note: note.into(), beside: Beside::default() };
        db.write(move |tx| Box::pin(async move { release_schedule(tx, acting, &release).await })).await
    }
}

/// Who is told, with how many of their sessions.
fn told(released: &ReleasedSchedule) -> Vec<(PersonId, usize)> {
    released.told.iter().map(|one| (one.person, one.changes.len())).collect()
}
