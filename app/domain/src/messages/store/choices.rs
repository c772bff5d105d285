//! How people want to be told.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::super::{Choices, Hours, Quiet, Topic, Way, rules};
use crate::{
    Error, Result,
    db::{Db, Tx, rows, sql},
    ids::PersonId,
};

/// What a person chose, and what holds where they did not.
///
/// # Errors
/// Those of the database.
pub async fn choices(db: &Db, person: PersonId) -> Result<Choices> {
    let chosen = sql!("SELECT topic, way FROM notification_choices WHERE person_id = $1", person);
    let chosen = db.all::<(String, Way)>(chosen).await?;
    let way = |topic: Topic| chosen.iter().find(|(have, _)| have == topic.as_str()).map_or(Way::AtOnce, |(_, way)| *way);
    let hours = sql!("SELECT quiet_from, quiet_until, digest_at FROM notification_hours WHERE person_id = $1", person);
    let hours = db
        .maybe::<(Option<i64>, Option<i64>, i64)>(hours)
        .await?
        .map(|(from, until, digest_at)| Hours { quiet: Quiet::of(from, until), digest_at });
    Ok(Choices { ways: Topic::ALL.map(|topic| (topic, way(topic))).to_vec(), hours: hours.unwrap_or_default() })
}

/// Keeps what a person chose. What waits for their digest waits for its new hour.
///
/// # Errors
/// [`Error::Invalid`] if a topic that cannot be silenced is; [`Error::NotFound`] without such a person; otherwise those of the database.
pub async fn save_choices(tx: &Tx, person: PersonId, choices: &Choices, now: DateTime<Utc>) -> Result<()> {
    if choices.ways.iter().any(|(topic, way)| *way == Way::Never && !topic.can_be_silenced()) {
        return Err(Error::field("ways", "what concerns your own place is always told"));
    }
    let zone = tx.value::<Tz>(sql!("SELECT time_zone FROM people WHERE id = $1", person)).await?;
    tx.run(rows!(
        "INSERT INTO notification_choices (person_id, topic, way) VALUES $rows
         ON CONFLICT (person_id, topic) DO UPDATE SET way = excluded.way",
        for (topic, way) in &choices.ways => person, topic, way
    ))
    .await?;
    let hours = choices.hours;
    tx.run(sql!(
        "INSERT INTO notification_hours (person_id, quiet_from, quiet_until, digest_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id) DO UPDATE SET quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, digest_at = excluded.digest_at",
        person,
        hours.quiet.map(|quiet| quiet.from),
        hours.quiet.map(|quiet| quiet.until),
        hours.digest_at
    ))
    .await?;
    tx.run(sql!("UPDATE notices SET due_at = $1 WHERE person_id = $2", rules::next_digest(&hours, zone, now), person)).await?;
    Ok(())
}
