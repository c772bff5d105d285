//! People, sessions and what proves who they are, on both engines.

mod directory;
mod links;
mod powers;
mod second_factor;
mod sessions;
mod tries;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    accounts::store::{self, NewPerson, NewSession},
    db::Db,
    ids::PersonId,
    mail::Mail,
    policy::store::token_hash,
};

fn now() -> DateTime<Utc> {
    "2027-03-01T12:00:00Z".parse().unwrap()
}

fn new_person(email: &str) -> NewPerson {
    NewPerson {
        id: PersonId::new(),
        email: email.into(),
        name: "Ana Ruiz".into(),
        credentials: "MD".into(),
        specialty: String::new(),
        time_zone: "America/New_York".into(),
        password_hash: Some("$argon2id$old".into()),
    }
}

async fn person(db: &Db, email: &str) -> PersonId {
    let new = new_person(email);
    let id = new.id;
    db.write(move |tx| Box::pin(async move { store::create_person(tx, &new, now()).await })).await.unwrap();
    id
}

/// Begins a session under the given token.
async fn session(db: &Db, person: PersonId, token: &'static str) {
    let new = NewSession {
        person,
        token_hash: token_hash(token),
        second_factor: false,
        device: "Safari on iPhone".into(),
        address: "192.0.2.1".into(),
    };
    db.write(move |tx| Box::pin(async move { store::begin_session(tx, &new, now()).await })).await.unwrap();
}

fn letter(to: &str) -> Mail {
    Mail { recipient: to.into(), subject: "A subject".into(), body: "A text".into() }
}

/// Who was written to, in order.
async fn written_to(db: &Db) -> Vec<String> {
    db.values(query!("SELECT recipient FROM mail ORDER BY created_at, id")).await.unwrap()
}

/// What was written down, the oldest first.
async fn audited(db: &Db) -> Vec<String> {
    let mut actions: Vec<_> = domain::audit::recent(db, 100).await.unwrap().into_iter().map(|entry| entry.action).collect();
    actions.reverse();
    actions
}

/// `change!(db, |tx| store::something(tx, …))`: one change.
macro_rules! change {
    ($db:expr, |$tx:ident| $change:expr) => {
        $db.write(move |$tx| Box::pin(async move { $change.await })).await
    };
}
use change;

fn hours(hours: i64) -> TimeDelta {
    TimeDelta::hours(hours)
}
