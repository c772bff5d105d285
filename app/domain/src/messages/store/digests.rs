//! What waited for a digest goes out as one mail for each person, at their hour.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::super::{Hours, Notice, Quiet, Topic, rules};
use crate::{
    Result,
    db::{Db, Tx, list, sql},
    ids::{NoticeId, PersonId},
    mail::{self, Letter, Mail, Rank},
};

/// How many notices are looked at for one transaction: others who write wait no longer than for that.
const TOGETHER: i64 = 200;

/// Sends the digests that are due; returns how many. Whoever deletes what waits is the one who sends it, in the same transaction, so any
/// number of processes may do so at once.
///
/// # Errors
/// Those of the database; what was not sent then waits for the next time.
pub async fn send_digests(db: &Db, base_url: &str, now: DateTime<Utc>) -> Result<u64> {
    let mut sent = 0;
    loop {
        let due = sql!("SELECT person_id FROM notices WHERE due_at <= $1 ORDER BY due_at LIMIT $2", now, TOGETHER);
        let mut people = db.values::<PersonId>(due).await?;
        if people.is_empty() {
            return Ok(sent);
        }
        people.sort_unstable();
        people.dedup();
        let base_url = base_url.to_owned();
        sent += db.write(move |tx| Box::pin(async move { gather(tx, people, &base_url, now).await })).await?;
    }
}

crate::row! {
    struct Waiting { id: NoticeId, person_id: PersonId, topic: String, title: String, body: String, link: String }
}

crate::row! {
    struct Reader {
        id: PersonId,
        email: String,
        time_zone: Tz,
        quiet_from: Option<i64>,
        quiet_until: Option<i64>,
    }
}

async fn gather(tx: &Tx, people: Vec<PersonId>, base_url: &str, now: DateTime<Utc>) -> Result<u64> {
    let waited = list!(
        "DELETE FROM notices WHERE due_at <= $1 AND person_id IN ($list) RETURNING id, person_id, topic, title, body, link",
        in people.iter().copied(),
        now
    );
    let mut waited = tx.all::<Waiting>(waited).await?;
    waited.sort_by_key(|notice| notice.id);
    let mut by_person: HashMap<PersonId, Vec<Notice>> = HashMap::new();
    for Waiting { person_id: person, topic, title, body, link, .. } in waited {
        let topic = topic.parse().unwrap_or(Topic::Messages);
        by_person.entry(person).or_default().push(Notice { person, topic, title, body, link });
    }
    let readers = list!(
        "SELECT p.id, p.email, p.time_zone, h.quiet_from, h.quiet_until
         FROM people p LEFT JOIN notification_hours h ON h.person_id = p.id WHERE p.deactivated_at IS NULL AND p.id IN ($list)",
        in people
    );
    let readers = tx.all::<Reader>(readers).await?;
    let letters: Vec<Letter> = readers.iter().filter_map(|reader| Some(reader.letter(by_person.get(&reader.id)?, base_url, now))).collect();
    mail::enqueue_many(tx, &letters, now).await?;
    Ok(letters.len() as u64)
}

impl Reader {
    fn letter(&self, notices: &[Notice], base_url: &str, now: DateTime<Utc>) -> Letter {
        let (subject, body, html) = rules::digest(notices, base_url);
        let hours = Hours { quiet: Quiet::of(self.quiet_from, self.quiet_until), ..Hours::default() };
        Letter {
            mail: Mail { recipient: self.email.clone(), subject, body },
            html: Some(html),
            calendar: None,
            rank: Rank::Many,
            due_at: rules::not_before(&hours, self.time_zone, now),
        }
    }
}
