//! People, sessions and what proves who they are, on both engines.

mod sessions;
mod tries;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    accounts::store::{self, NewPerson, NewSession},
    db::Db,
    ids::PersonId,
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

fn hours(hours: i64) -> TimeDelta {
    TimeDelta::hours(hours)
}
