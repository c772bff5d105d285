//! Changing a draft: one change or several together, each kept with the way back.

use super::{
    super::super::schedule::{Changed, Edit, Room, Schedule, Session, faults, said},
    Acting, Beside, reading, rows,
};
use crate::{
    Conflict, Error, FieldError, Result,
    db::{Json, Tx, sql},
    ids::ResidencyId,
};

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The schedule's revision now.
    pub revision: i64,
    /// What was done, in words; absent: it was so already.
    pub words: Option<String>,
}

/// Does these things to a draft, all or none; they are undone together. What is so already is no change.
///
/// # Errors
/// [`Conflict::Stale`] if one of the sessions changed after the revision that was seen (see
/// [`changes_since`](super::changes_since)); [`Error::NotFound`] if one is not there; [`Error::Invalid`] by the fields of a session.
pub async fn edit_schedule(tx: &Tx, acting: Acting, edits: &[Edit]) -> Result<Edited> {
    let revision = turn(tx, acting.residency).await?;
    let before = reading::schedule(tx, acting.residency, Beside::default()).await?;
    let changed = changed(&before, acting, edits)?;
    if changed == Changed::default() {
        back(tx, acting.residency).await?;
        return Ok(Edited { revision: revision - 1, words: None });
    }
    let words = said(&before, &changed);
    write(tx, acting.residency, revision, &changed).await?;
    tx.run(sql!(
        "INSERT INTO schedule_changes (residency_id, number, what, words, changed_by, changed_at, touched) VALUES ($1, $2, $3, $4, $5, $6, $2)",
        acting.residency,
        revision,
        Json(&changed),
        words,
        acting.by,
        acting.now
    ))
    .await?;
    Ok(Edited { revision, words: Some(words) })
}

/// The next revision. Until the end of the transaction nobody else changes the schedule.
pub(super) async fn turn(tx: &Tx, residency: ResidencyId) -> Result<i64> {
    let usual = Json(super::super::super::schedule::Settings::default());
    tx.run(sql!(
        "INSERT INTO schedules (residency_id, revision, released, settings) VALUES ($1, 0, 0, $2) ON CONFLICT (residency_id) DO NOTHING",
        residency,
        usual
    ))
    .await
    .map_err(|error| if matches!(error, Error::Conflict(Conflict::Constraint)) { Error::NotFound } else { error })?;
    tx.value(sql!("UPDATE schedules SET revision = revision + 1 WHERE residency_id = $1 RETURNING revision", residency)).await
}

/// Where nothing was changed, the revision stays.
async fn back(tx: &Tx, residency: ResidencyId) -> Result<()> {
    tx.run(sql!("UPDATE schedules SET revision = revision - 1 WHERE residency_id = $1", residency)).await?;
    Ok(())
}

fn changed(before: &Schedule, acting: Acting, edits: &[Edit]) -> Result<Changed> {
    let mut changed = Changed::default();
    for edit in edits {
        if let Edit::Settings(settings) = edit {
            fit(settings)?;
            changed.settings = (*settings != before.settings).then(|| (before.settings.clone(), settings.clone()));
            continue;
        }
        let Some(id) = edit.session() else { continue };
        // A session that is changed twice at once is changed from what the first made of it.
        let place = changed.ids().position(|one| one == id);
        let stood = match place {
            Some(place) => changed.sessions[place].1.clone(),
            None => before.session(id).cloned(),
        };
        match (edit, &stood) {
            (Edit::Add(_), Some(_)) => return Err(Error::Conflict(Conflict::IdReused)),
            (Edit::Add(_), None) => {}
            (_, None) => return Err(Error::NotFound),
            (_, Some(stood)) if stood.revision > acting.seen => return Err(Error::Conflict(Conflict::Stale)),
            _ => {}
        }
        let after = edit.applied(stood.as_ref()).map(|after| tidy(after, stood.as_ref()));
        if let Some(after) = &after {
            fits(before, after)?;
        }
        match place {
            Some(place) => changed.sessions[place].1 = after,
            None => changed.sessions.push((before.session(id).cloned(), after)),
        }
    }
    changed.sessions.retain(|(before, after)| before != after);
    Ok(changed)
}

/// Names without blanks around them, lists in order, and the revision it had.
fn tidy(mut session: Session, stood: Option<&Session>) -> Session {
    session.title = session.title.trim().to_owned();
    session.summary = session.summary.trim().to_owned();
    session.features = session.features.iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect();
    if session.plenary {
        session.teams.clear();
    }
    session.teams.sort_unstable();
    session.teams.dedup();
    session.faculty.sort_unstable();
    session.faculty.dedup();
    session.revision = stood.map_or(0, |stood| stood.revision);
    session
}

/// It is whole by itself, and what it names is there.
fn fits(schedule: &Schedule, session: &Session) -> Result<()> {
    let mut faults = faults(session);
    let mut say = |field, message: &str| faults.push(FieldError { field, message: message.to_owned() });
    if session.teams.iter().any(|id| !schedule.teams.iter().any(|team| team.id == *id)) {
        say("teams", "Choose teams of this cohort.");
    }
    if session.faculty.iter().any(|id| !schedule.faculty.iter().any(|person| person.id == *id)) {
        say("faculty", "Choose people who teach this cohort.");
    }
    // What a session has had stays possible: the cohort may have left the module since.
    let module = session.module_id.filter(|_| schedule.session(session.id).is_none_or(|stood| stood.module_id != session.module_id));
    if module.is_some_and(|module| !schedule.dues.iter().any(|due| due.module_id == module)) {
        say("module", "Choose a module of this cohort.");
    }
    let room = session.placed.map(|placed| schedule.room(placed.room));
    if room.is_some_and(|room| room.is_none_or(|room| new_in(schedule, session, room))) {
        say("room", "Choose a room that is offered.");
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// Whether it is new in a room that is offered no longer.
fn new_in(schedule: &Schedule, session: &Session, room: &Room) -> bool {
    let stood = schedule.session(session.id).and_then(|stood| stood.placed);
    room.retired && stood.is_none_or(|stood| stood.room != room.id)
}

fn fit(settings: &super::super::super::schedule::Settings) -> Result<()> {
    let day = |window: super::super::super::schedule::Window| window.from >= 0 && window.from < window.until && window.until <= 1440;
    let mut faults = Vec::new();
    let mut say = |wrong: bool, field, message: &str| {
        if wrong {
            faults.push(FieldError { field, message: message.to_owned() });
        }
    };
    say(!day(settings.day), "day", "A day ends after it begins, such as from 08:00 until 21:00.");
    let lunch = settings.lunch.until - settings.lunch.from;
    say(!day(settings.lunch), "lunch", "The time for lunch ends after it begins, such as from 11:30 until 14:00.");
    say(!(0..=lunch.max(0)).contains(&settings.lunch_minutes), "lunch_minutes", "Write minutes that fit between the two times.");
    say(!(60..=1440).contains(&settings.longest_day), "longest_day", "Write a number of hours, 1 to 24.");
    say(settings.days.is_some_and(|days| !(1..=31).contains(&days)), "days", "Write a number of days, 1 to 31.");
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// Writes what a change made of the sessions and the settings.
pub(super) async fn write(tx: &Tx, residency: ResidencyId, revision: i64, changed: &Changed) -> Result<()> {
    let after = |after: &Session| Session { revision, ..after.clone() };
    let kept: Vec<Session> = changed.sessions.iter().filter_map(|(_, stands)| stands.as_ref().map(after)).collect();
    let gone = changed.sessions.iter().filter(|(_, stands)| stands.is_none()).filter_map(|(before, _)| Some(before.as_ref()?.id));
    rows::put(tx, residency, &kept).await?;
    rows::remove(tx, gone).await?;
    if let Some((_, settings)) = &changed.settings {
        tx.run(sql!("UPDATE schedules SET settings = $1 WHERE residency_id = $2", Json(settings), residency)).await?;
    }
    Ok(())
}
