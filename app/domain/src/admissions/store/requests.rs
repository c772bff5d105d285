//! Requests for information: kept with the mail that tells staff, listed, answered.

use chrono::{DateTime, Utc};

use crate::{
    Error, Result,
    accounts::{rules::fold_email, store::count_try},
    admissions::{NewRequest, REQUESTS, Reception, heard_by, is_too_many, notice, reception},
    db::{Db, Tx, sql},
    ids::{PersonId, RequestId},
    mail::{self, Mail},
};

/// How many requests a list shows.
pub const MOST_SHOWN: i64 = 200;

crate::row! {
    /// A request as staff see it.
    #[derive(Clone, Debug)]
    pub struct InformationRequest {
        /// Which.
        pub id: RequestId,
        /// Who asks.
        pub name: String,
        /// Where the answer goes.
        pub email: String,
        /// May be empty.
        pub specialty: String,
        /// What they want to know.
        pub question: String,
        /// When it came.
        pub created_at: DateTime<Utc>,
        /// When a member of staff marked it as answered.
        pub answered_at: Option<DateTime<Utc>>,
        /// Who did.
        pub answered_by: Option<String>,
    }
}

crate::row! {
    struct Before { name: String, email: String, specialty: String, question: String }
}

/// Keeps a request and the mail that tells staff of it, both or neither. Harmless when repeated.
///
/// `from` is the visitor's network address. `set` is the address that hears of requests, if one is set; without it all staff do.
/// `list` is where staff find all requests.
///
/// # Errors
/// Those of the database.
pub async fn receive(tx: &Tx, request: &NewRequest, from: &str, set: Option<&str>, list: &str, now: DateTime<Utc>) -> Result<Reception> {
    let found = reception(request, before(tx, request.id).await?.as_ref());
    if found != Reception::Kept {
        return Ok(found);
    }
    if is_too_many(count_try(tx, REQUESTS, &fold_email(&request.email), from, now).await?, now) {
        return Ok(Reception::TooMany);
    }
    let NewRequest { id, name, email, specialty, question } = request;
    let new = tx
        .run(sql!(
            "INSERT INTO information_requests (id, name, email, specialty, question, created_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO NOTHING",
            *id,
            *name,
            *email,
            *specialty,
            *question,
            now
        ))
        .await?;
    if new == 0 {
        // It came twice at the same moment, and the other one tells staff.
        return Ok(Reception::KeptBefore);
    }
    let mail = notice(request, list);
    for recipient in heard_by(set, with_power(tx, "staff").await?, with_power(tx, "administrator").await?) {
        mail::enqueue(tx, Mail { recipient, subject: mail.subject.clone(), body: mail.body.clone() }, now).await?;
    }
    Ok(Reception::Kept)
}

async fn before(db: &Db, id: RequestId) -> Result<Option<NewRequest>> {
    let found = db.maybe::<Before>(sql!("SELECT name, email, specialty, question FROM information_requests WHERE id = $1", id)).await?;
    Ok(found.map(|Before { name, email, specialty, question }| NewRequest { id, name, email, specialty, question }))
}

async fn with_power(db: &Db, power: &str) -> Result<Vec<String>> {
    db.values(sql!(
        "SELECT p.email FROM grants g JOIN people p ON p.id = g.person_id WHERE g.power = $1 AND p.deactivated_at IS NULL ORDER BY p.email",
        *power
    ))
    .await
}

/// When a request came.
///
/// # Errors
/// [`Error::NotFound`] if there is none of that id; those of the database.
pub async fn received_at(db: &Db, id: RequestId) -> Result<DateTime<Utc>> {
    db.value(sql!("SELECT created_at FROM information_requests WHERE id = $1", id)).await
}

/// The requests nobody has answered, the oldest first, at most [`MOST_SHOWN`].
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db) -> Result<Vec<InformationRequest>> {
    db.all(sql!(
        "SELECT r.id, r.name, r.email, r.specialty, r.question, r.created_at, r.answered_at, p.name AS answered_by
         FROM information_requests r LEFT JOIN people p ON p.id = r.answered_by
         WHERE r.answered_at IS NULL ORDER BY r.created_at, r.id LIMIT $1",
        MOST_SHOWN
    ))
    .await
}

/// The answered requests, the last answered first, at most [`MOST_SHOWN`].
///
/// # Errors
/// Those of the database.
pub async fn answered(db: &Db) -> Result<Vec<InformationRequest>> {
    db.all(sql!(
        "SELECT r.id, r.name, r.email, r.specialty, r.question, r.created_at, r.answered_at, p.name AS answered_by
         FROM information_requests r LEFT JOIN people p ON p.id = r.answered_by
         WHERE r.answered_at IS NOT NULL ORDER BY r.answered_at DESC, r.id LIMIT $1",
        MOST_SHOWN
    ))
    .await
}

/// Marks a request as answered. Who did it first stays.
///
/// # Errors
/// [`Error::NotFound`] if there is none of that id; those of the database.
pub async fn answer(tx: &Tx, id: RequestId, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    received_at(tx, id).await?;
    tx.run(sql!("UPDATE information_requests SET answered_at = $1, answered_by = $2 WHERE id = $3 AND answered_at IS NULL", now, by, id))
        .await?;
    Ok(())
}

/// Puts an answered request back among those that wait.
///
/// # Errors
/// As [`answer`].
pub async fn withdraw_answer(tx: &Tx, id: RequestId) -> Result<()> {
    match tx.run(sql!("UPDATE information_requests SET answered_at = NULL, answered_by = NULL WHERE id = $1", id)).await? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}
