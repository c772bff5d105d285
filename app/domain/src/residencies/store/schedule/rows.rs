//! The rows of drafted sessions.

use std::collections::HashMap;

use super::super::super::{
    SessionKind,
    schedule::{Placement, Session, Window},
};
use crate::{
    Conflict, Error, Result,
    db::{Db, Json, Many, Tx, list, rows, sql},
    ids::{ModuleId, PersonId, ResidencyId, ResidencySessionId, RoomId, TeamId},
};

crate::row! {
    struct Kept {
        id: ResidencySessionId,
        title: String,
        kind: SessionKind,
        minutes: i64,
        summary: String,
        plenary: bool,
        module_id: Option<ModuleId>,
        prework: Option<String>,
        creditable: bool,
        seats: Option<i64>,
        repeat_of: Option<ResidencySessionId>,
        features: Json<Vec<String>>,
        comes_after: Json<Vec<ResidencySessionId>>,
        prefer_from: Option<i64>,
        prefer_until: Option<i64>,
        locked: bool,
        confirmed: bool,
        day: Option<i64>,
        start: Option<i64>,
        room_id: Option<RoomId>,
        revision: i64,
    }
}

impl Kept {
    fn session(self, teams: Vec<TeamId>, faculty: Vec<PersonId>) -> Session {
        let placed = self.day.zip(self.start).zip(self.room_id).map(|((day, start), room)| Placement { day, start, room });
        let prefer = self.prefer_from.zip(self.prefer_until).map(|(from, until)| Window { from, until });
        Session {
            id: self.id,
            title: self.title,
            kind: self.kind,
            minutes: self.minutes,
            summary: self.summary,
            plenary: self.plenary,
            teams,
            faculty,
            module_id: self.module_id,
            prework: self.prework,
            creditable: self.creditable,
            seats: self.seats,
            repeat_of: self.repeat_of,
            features: self.features.0,
            after: self.comes_after.0,
            prefer,
            locked: self.locked,
            confirmed: self.confirmed,
            placed,
            revision: self.revision,
        }
    }
}

/// All sessions of a draft, by day and start; unplaced ones last, by name.
pub(super) async fn all(db: &Db, residency: ResidencyId) -> Result<Vec<Session>> {
    let kept: Vec<Kept> = db
        .all(sql!(
            "SELECT id, title, kind, minutes, summary, plenary, module_id, prework, creditable, seats, repeat_of, features, comes_after,
                prefer_from, prefer_until, locked, confirmed, day, start, room_id, revision
             FROM residency_sessions WHERE residency_id = $1",
            residency
        ))
        .await?;
    let mut teams = by_session::<TeamId>(
        db.all(sql!(
            "SELECT t.session_id, t.team_id FROM residency_sessions s JOIN residency_session_teams t ON t.session_id = s.id
             WHERE s.residency_id = $1 ORDER BY t.team_id",
            residency
        ))
        .await?,
    );
    let mut faculty = by_session::<PersonId>(
        db.all(sql!(
            "SELECT f.session_id, f.person_id FROM residency_sessions s JOIN residency_session_faculty f ON f.session_id = s.id
             WHERE s.residency_id = $1 ORDER BY f.person_id",
            residency
        ))
        .await?,
    );
    let mut sessions: Vec<Session> = kept
        .into_iter()
        .map(|one| {
            let id = one.id;
            one.session(teams.remove(&id).unwrap_or_default(), faculty.remove(&id).unwrap_or_default())
        })
        .collect();
    sessions.sort_by_cached_key(|one| {
        (one.placed.is_none(), one.placed.map(|placed| (placed.day, placed.start)), one.title.to_lowercase(), one.id)
    });
    Ok(sessions)
}

fn by_session<T>(rows: Vec<(ResidencySessionId, T)>) -> HashMap<ResidencySessionId, Vec<T>> {
    let mut of: HashMap<ResidencySessionId, Vec<T>> = HashMap::new();
    for (session, one) in rows {
        of.entry(session).or_default().push(one);
    }
    of
}

/// Writes sessions as they are now.
///
/// # Errors
/// [`Conflict::IdReused`] if another residency has a session of one of these ids.
pub(super) async fn put(tx: &Tx, residency: ResidencyId, sessions: &[Session]) -> Result<()> {
    // A session of another residency is nobody's to change from here.
    if tx.run(written(residency, sessions)).await? < sessions.len() as u64 {
        return Err(Error::Conflict(Conflict::IdReused));
    }
    put_people(tx, sessions).await
}

fn written(residency: ResidencyId, sessions: &[Session]) -> Many {
    rows!(
        "INSERT INTO residency_sessions (id, residency_id, title, kind, minutes, summary, plenary, module_id, prework, creditable, seats,
            repeat_of, features, comes_after, prefer_from, prefer_until, locked, confirmed, day, start, room_id, revision)
         VALUES $rows
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, kind = excluded.kind, minutes = excluded.minutes,
            summary = excluded.summary, plenary = excluded.plenary, module_id = excluded.module_id, prework = excluded.prework,
            creditable = excluded.creditable, seats = excluded.seats, repeat_of = excluded.repeat_of, features = excluded.features,
            comes_after = excluded.comes_after, prefer_from = excluded.prefer_from, prefer_until = excluded.prefer_until,
            locked = excluded.locked, confirmed = excluded.confirmed, day = excluded.day, start = excluded.start,
            room_id = excluded.room_id, revision = excluded.revision
            WHERE residency_sessions.residency_id = excluded.residency_id",
        for one in sessions =>
            one.id,
            residency,
            one.title,
            one.kind,
            one.minutes,
            one.summary,
            one.plenary,
            one.module_id,
            one.prework,
            one.creditable,
            one.seats,
            one.repeat_of,
            Json(&one.features),
            Json(&one.after),
            one.prefer.map(|window| window.from),
            one.prefer.map(|window| window.until),
            one.locked,
            one.confirmed,
            one.placed.map(|placed| placed.day),
            one.placed.map(|placed| placed.start),
            one.placed.map(|placed| placed.room),
            one.revision
    )
}

async fn put_people(tx: &Tx, sessions: &[Session]) -> Result<()> {
    no_people(tx, sessions.iter().map(|one| one.id)).await?;
    let teams = sessions.iter().flat_map(|one| one.teams.iter().map(|team| (one.id, *team)));
    tx.run(rows!("INSERT INTO residency_session_teams (session_id, team_id) VALUES $rows", for (session, team) in teams => session, team))
        .await?;
    let faculty = sessions.iter().flat_map(|one| one.faculty.iter().map(|person| (one.id, *person)));
    tx.run(rows!("INSERT INTO residency_session_faculty (session_id, person_id) VALUES $rows", for (session, person) in faculty => session, person))
        .await?;
    Ok(())
}

async fn no_people(tx: &Tx, sessions: impl Iterator<Item = ResidencySessionId> + Clone) -> Result<()> {
    tx.run(list!("DELETE FROM residency_session_teams WHERE session_id IN ($list)", in sessions.clone())).await?;
    tx.run(list!("DELETE FROM residency_session_faculty WHERE session_id IN ($list)", in sessions)).await?;
    Ok(())
}

/// Takes sessions out of the draft.
pub(super) async fn remove(tx: &Tx, sessions: impl Iterator<Item = ResidencySessionId> + Clone) -> Result<()> {
    no_people(tx, sessions.clone()).await?;
    tx.run(list!("DELETE FROM residency_sessions WHERE id IN ($list)", in sessions)).await?;
    Ok(())
}
