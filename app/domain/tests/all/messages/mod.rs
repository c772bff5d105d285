//! Telling people, messages to a cohort, announcements, discussion.

mod announcements;
pub mod discussion;
mod drafts;
mod sending;
mod telling;

use chrono::{DateTime, Utc};
use domain::{
    Result,
    db::Db,
    ids::PersonId,
    mail::{self, Leased},
    messages::{Choices, Notice, Topic, Way, store},
};

const SITE: &str = "https://school.example";

fn notice(person: PersonId, topic: Topic, title: &str) -> Notice {
    Notice { person, topic, title: title.into(), body: "Two dates of **Finance** moved.".into(), link: "/calendar".into() }
}

async fn tell(db: &Db, notice: Notice, now: DateTime<Utc>) -> Result<()> {
    db.write(move |tx| Box::pin(async move { store::tell(tx, SITE, &notice, now).await })).await
}

/// What a person chooses for a topic, everything else staying as it is.
async fn choose(db: &Db, person: PersonId, topic: Topic, way: Way, now: DateTime<Utc>) -> Result<()> {
    let mut choices = store::choices(db, person).await?;
    choices.ways.iter_mut().filter(|(have, _)| *have == topic).for_each(|(_, chosen)| *chosen = way);
    save(db, person, choices, now).await
}

async fn save(db: &Db, person: PersonId, choices: Choices, now: DateTime<Utc>) -> Result<()> {
    db.write(move |tx| Box::pin(async move { store::save_choices(tx, person, &choices, now).await })).await
}

/// The mail that is due, by recipient; it is not there any more afterwards.
async fn mail_at(db: &Db, now: DateTime<Utc>) -> Vec<Leased> {
    let mut found = mail::lease(db, now, 1000).await.unwrap();
    for leased in &found {
        mail::sent(db, leased.id, now).await.unwrap();
    }
    found.sort_by(|one, two| one.recipient.cmp(&two.recipient));
    found
}
