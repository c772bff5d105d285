//! Telling people, in the transaction of what they are told.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::super::{Hours, Notice, Quiet, Topic, Way, rules};
use crate::{
    Error, Result,
    db::{Tx, list, rows},
    ids::{MailId, NoticeId, PersonId},
    mail::{self, Letter, Mail, Rank},
};

/// How somebody was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub person: PersonId,
    /// How they want it.
    pub way: Way,
    /// The mail that tells them, if it is told at once.
    pub mail: Option<MailId>,
}

/// Tells a person something, once the transaction is committed: as they chose, and not in their quiet hours. `base_url` is where people
/// reach the site. Whoever is no longer let in is told nothing.
///
/// # Errors
/// [`Error::NotFound`] without such a person; otherwise those of [`mail::enqueue`].
pub async fn tell(tx: &Tx, base_url: &str, notice: &Notice, now: DateTime<Utc>) -> Result<()> {
    let told = tell_each(tx, base_url, std::slice::from_ref(notice), Rank::One, now).await?;
    if told.is_empty() { Err(Error::NotFound) } else { Ok(()) }
}

/// Tells many people something, as [`tell`] does, behind all mail to one. Returns how each was told, in the order of the notices.
///
/// # Errors
/// Those of [`mail::enqueue_many`].
pub async fn tell_all(tx: &Tx, base_url: &str, notices: &[Notice], now: DateTime<Utc>) -> Result<Vec<Told>> {
    tell_each(tx, base_url, notices, Rank::Many, now).await
}

async fn tell_each(tx: &Tx, base_url: &str, notices: &[Notice], rank: Rank, now: DateTime<Utc>) -> Result<Vec<Told>> {
    let people = addressees(tx, notices).await?;
    let (mut told, mut letters, mut places, mut waiting) = (Vec::with_capacity(notices.len()), Vec::new(), Vec::new(), Vec::new());
    for notice in notices {
        let Some(person) = people.get(&notice.person) else { continue };
        let way = person.way(notice.topic);
        match way {
            Way::AtOnce => {
                places.push(told.len());
                letters.push(person.letter(notice, base_url, rank, now));
            }
            Way::Digest => waiting.push((notice, rules::next_digest(&person.hours, person.time_zone, now))),
            Way::Never => {}
        }
        told.push(Told { person: notice.person, way, mail: None });
    }
    for (place, mail) in places.into_iter().zip(mail::enqueue_many(tx, &letters, now).await?) {
        told[place].mail = Some(mail);
    }
    tx.run(rows!(
        "INSERT INTO notices (id, person_id, topic, title, body, link, created_at, due_at) VALUES $rows",
        for (notice, due_at) in &waiting =>
            NoticeId::new(), notice.person, notice.topic, notice.title, notice.body, notice.link, now, due_at
    ))
    .await?;
    Ok(told)
}

/// Somebody to be told something.
struct Addressee {
    email: String,
    time_zone: Tz,
    gone: bool,
    hours: Hours,
    ways: HashMap<Topic, Way>,
}

impl Addressee {
    fn way(&self, topic: Topic) -> Way {
        match self.ways.get(&topic).copied().unwrap_or(Way::AtOnce) {
            _ if self.gone => Way::Never,
            Way::Never if !topic.can_be_silenced() => Way::AtOnce,
            way => way,
        }
    }

    fn letter(&self, notice: &Notice, base_url: &str, rank: Rank, now: DateTime<Utc>) -> Letter {
        let (body, html) = rules::letter(notice, base_url);
        Letter {
            mail: Mail { recipient: self.email.clone(), subject: notice.title.clone(), body },
            html: Some(html),
            calendar: None,
            rank,
            due_at: rules::not_before(&self.hours, self.time_zone, now),
        }
    }
}

crate::row! {
    struct Found {
        id: PersonId,
        email: String,
        time_zone: Tz,
        gone: bool,
        quiet_from: Option<i64>,
        quiet_until: Option<i64>,
        digest_at: Option<i64>,
    }
}

async fn addressees(tx: &Tx, notices: &[Notice]) -> Result<HashMap<PersonId, Addressee>> {
    let mut ids: Vec<PersonId> = notices.iter().map(|notice| notice.person).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = tx
        .all::<Found>(list!(
            "SELECT p.id, p.email, p.time_zone, p.deactivated_at IS NOT NULL AS gone, h.quiet_from, h.quiet_until, h.digest_at
             FROM people p LEFT JOIN notification_hours h ON h.person_id = p.id WHERE p.id IN ($list)",
            in ids.iter().copied()
        ))
        .await?;
    let mut people: HashMap<PersonId, Addressee> = found.into_iter().map(|row| (row.id, row.addressee())).collect();
    let chosen = list!("SELECT person_id, topic, way FROM notification_choices WHERE person_id IN ($list)", in ids);
    for (person, topic, way) in tx.all::<(PersonId, String, Way)>(chosen).await? {
        // A topic that a newer program knew is nothing to this one.
        if let (Some(person), Ok(topic)) = (people.get_mut(&person), topic.parse()) {
            person.ways.insert(topic, way);
        }
    }
    Ok(people)
}

impl Found {
    fn addressee(self) -> Addressee {
        let quiet = Quiet::of(self.quiet_from, self.quiet_until);
        let hours = Hours { quiet, digest_at: self.digest_at.unwrap_or(Hours::default().digest_at) };
        Addressee { email: self.email, time_zone: self.time_zone, gone: self.gone, hours, ways: HashMap::new() }
    }
}
