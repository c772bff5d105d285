//! Inviting one person to a cohort.

use chrono::{DateTime, Utc};

use super::super::{EnrollmentState, NewEnrollment};
use super::{
    changes::enroll,
    imports::{Letter, send},
    places::Placed,
};
use crate::{
    Conflict, Error, Result,
    accounts::rules::fold_email,
    accounts::store::{NewPerson, create_person},
    audit,
    db::{Db, Tx, sql},
    ids::{CohortId, EnrollmentId, PersonId},
    mail::Rank,
};

crate::row! {
    /// Somebody with an address, as far as an invitation is concerned.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Invitee {
        /// Who.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// Where mail reaches them.
        pub email: String,
        /// Whether they have accepted an invitation once.
        pub accepted: bool,
        /// Whether they are let in.
        pub active: bool,
        /// Their place in the cohort, if they have one.
        pub enrollment: Option<EnrollmentId>,
        /// How they stand there.
        pub state: Option<EnrollmentState>,
    }
}

/// Who has this address, and how they stand in a cohort; nothing if nobody has it.
///
/// # Errors
/// Those of the database.
pub async fn invitee(db: &Db, cohort: CohortId, email: &str) -> Result<Option<Invitee>> {
    db.maybe(sql!(
        "SELECT p.id AS person, p.name, p.email, p.password_hash IS NOT NULL AS accepted, p.deactivated_at IS NULL AS active,
            e.id AS enrollment, e.state
         FROM people p LEFT JOIN enrollments e ON e.person_id = p.id AND e.cohort_id = $1 WHERE p.email_folded = $2",
        cohort,
        fold_email(email)
    ))
    .await
}

/// Who is invited.
#[derive(Clone, Debug)]
pub enum Guest {
    /// Somebody new to the school.
    New(NewPerson),
    /// Somebody the school knows.
    Known(PersonId),
}

/// Invites a person to a cohort and sends the letter.
///
/// # Errors
/// [`Conflict::EmailTaken`] if the address became somebody's meanwhile; [`Conflict::AlreadyEnrolled`] if they have a place there;
/// [`Error::NotFound`] without such a cohort.
pub async fn invite(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: PersonId,
    (cohort, enrollment): (CohortId, EnrollmentId),
    (guest, letter): (&Guest, Letter),
) -> Result<()> {
    let person = match guest {
        Guest::Known(person) => *person,
        Guest::New(new) => {
            create_person(tx, new, now).await?;
            new.id
        }
    };
    send(tx, person, letter, Rank::One, now).await?;
    let place = NewEnrollment { id: enrollment, person, cohort, state: EnrollmentState::Invited };
    if let Guest::New(_) = guest {
        audit::append(tx, now, Some(actor), "person.invited", format!("person {person}"), serde_json::json!({ "cohort": cohort })).await?;
    }
    enroll(tx, now, Some(actor), &place).await
}

/// Sends the letter once more; a link sent before works no longer.
///
/// # Errors
/// [`Conflict::Closed`] if nothing waits to be accepted: they have an account and their place, or are not let in.
pub async fn invite_again(tx: &Tx, now: DateTime<Utc>, placed: &Placed, letter: Letter) -> Result<()> {
    if !placed.waits() {
        return Err(Error::Conflict(Conflict::Closed));
    }
    send(tx, placed.person, letter, Rank::One, now).await
}
