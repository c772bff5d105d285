//! Rights: who gives and takes them, and who is let in at all. Each change is written down and ends the person's sessions.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{NewPerson, create_person, end_sessions, make_link, void_links};
use crate::{
    Conflict, Error, Result,
    accounts::{Power, Purpose},
    audit,
    db::{Tx, sql},
    ids::PersonId,
    mail::{self, Mail},
};

/// Makes an administrator: the first one of a deployment comes from the command line.
///
/// # Errors
/// As [`create_person`].
pub async fn create_administrator(tx: &Tx, new: &NewPerson, now: DateTime<Utc>) -> Result<()> {
    create_person(tx, new, now).await?;
    grant(tx, new.id, Power::Administrator, None, now).await
}

/// Makes a person without a password, with these powers, and sends the invitation. Only administrators may give powers: that is
/// the caller's to check.
///
/// # Errors
/// [`Conflict::EmailTaken`] if the address is another's; otherwise those of the database.
pub async fn invite(
    tx: &Tx,
    new: &NewPerson,
    powers: &[Power],
    by: PersonId,
    (token_hash, letter): (&str, Mail),
    now: DateTime<Utc>,
) -> Result<()> {
    create_person(tx, new, now).await?;
    make_link(tx, new.id, Purpose::Invitation, token_hash, None, now).await?;
    mail::enqueue(tx, letter, now).await?;
    audit::append(tx, now, Some(by), "person.invited", subject(new.id), json!({})).await?;
    for power in powers {
        grant(tx, new.id, *power, Some(by), now).await?;
    }
    Ok(())
}

/// Sends the invitation again; the link sent before works no longer.
///
/// # Errors
/// [`Conflict::Closed`] if it is accepted already or the person is deactivated; otherwise those of the database.
pub async fn invite_again(tx: &Tx, person: PersonId, (token_hash, letter): (&str, Mail), now: DateTime<Utc>) -> Result<()> {
    let waiting: bool = tx
        .value(sql!("SELECT EXISTS (SELECT 1 FROM people WHERE id = $1 AND password_hash IS NULL AND deactivated_at IS NULL)", person))
        .await?;
    if !waiting {
        return Err(Error::Conflict(Conflict::Closed));
    }
    make_link(tx, person, Purpose::Invitation, token_hash, None, now).await?;
    mail::enqueue(tx, letter, now).await?;
    Ok(())
}

/// Gives a person a power; giving it twice changes nothing.
///
/// # Errors
/// [`Conflict::Constraint`] if there is no such person; otherwise those of the database.
pub async fn grant(tx: &Tx, person: PersonId, power: Power, by: Option<PersonId>, now: DateTime<Utc>) -> Result<()> {
    let given = tx
        .run(sql!(
            "INSERT INTO grants (person_id, power, granted_at, granted_by) VALUES ($1, $2, $3, $4)
             ON CONFLICT (person_id, power) DO NOTHING",
            person,
            power,
            now,
            by
        ))
        .await?;
    if given == 1 {
        end_sessions(tx, person, None).await?;
        audit::append(tx, now, by, "rights.granted", subject(person), json!({ "power": power })).await?;
    }
    Ok(())
}

/// Takes a power away; taking what is not there changes nothing.
///
/// # Errors
/// [`Conflict::LastAdministrator`] if nobody would be left who can give powers; otherwise those of the database.
pub async fn revoke(tx: &Tx, person: PersonId, power: Power, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    if power == Power::Administrator {
        keep_an_administrator(tx, person).await?;
    }
    let taken = tx.run(sql!("DELETE FROM grants WHERE person_id = $1 AND power = $2", person, power)).await?;
    if taken == 1 {
        end_sessions(tx, person, None).await?;
        audit::append(tx, now, Some(by), "rights.revoked", subject(person), json!({ "power": power })).await?;
    }
    Ok(())
}

/// Lets a person in no longer. Everything they did stays.
///
/// # Errors
/// [`Conflict::LastAdministrator`] if nobody would be left who can give powers; otherwise those of the database.
pub async fn deactivate(tx: &Tx, person: PersonId, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    keep_an_administrator(tx, person).await?;
    let changed = tx.run(sql!("UPDATE people SET deactivated_at = $1 WHERE id = $2 AND deactivated_at IS NULL", now, person)).await?;
    if changed == 1 {
        end_sessions(tx, person, None).await?;
        void_links(tx, person, now).await?;
        audit::append(tx, now, Some(by), "person.deactivated", subject(person), json!({})).await?;
    }
    Ok(())
}

/// Lets a person in again, with the powers they had.
///
/// # Errors
/// Those of the database.
pub async fn reactivate(tx: &Tx, person: PersonId, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    let changed = tx.run(sql!("UPDATE people SET deactivated_at = NULL WHERE id = $1 AND deactivated_at IS NOT NULL", person)).await?;
    if changed == 1 {
        audit::append(tx, now, Some(by), "person.reactivated", subject(person), json!({})).await?;
    }
    Ok(())
}

/// Refuses where nobody but this person could give powers: an administrator who is let in and has accepted the invitation.
async fn keep_an_administrator(tx: &Tx, person: PersonId) -> Result<()> {
    // Two administrators who take each other's power at the same moment would each still see the other.
    audit::hold(tx).await?;
    let is_one: bool =
        tx.value(sql!("SELECT EXISTS (SELECT 1 FROM grants WHERE person_id = $1 AND power = 'administrator')", person)).await?;
    let others: bool = tx
        .value(sql!(
            "SELECT EXISTS (SELECT 1 FROM grants g JOIN people p ON p.id = g.person_id
                WHERE g.power = 'administrator' AND g.person_id <> $1 AND p.deactivated_at IS NULL AND p.password_hash IS NOT NULL)",
            person
        ))
        .await?;
    if is_one && !others { Err(Error::Conflict(Conflict::LastAdministrator)) } else { Ok(()) }
}

fn subject(person: PersonId) -> String {
    format!("person {person}")
}
