//! How people stand in a cohort: changed by the ways there are, and never without a trace.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::super::{EnrollmentState, OwnPlace, Scope, StateChange, Step, Transfer};
use crate::{
    Conflict, Error, Result, audit,
    db::{Db, Tx, sql},
    ids::{ChangeId, CohortId, EnrollmentId, PersonId, VersionId},
};

/// Changes how a person stands in a cohort. In force with their next request; nothing they did is touched.
///
/// # Errors
/// [`Error::Invalid`] if there is no such way, or a reason is missing; [`Conflict::Stale`] if they no longer stand as `from` says;
/// [`Error::NotFound`] without such an enrollment.
pub async fn change_state(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, change: &StateChange) -> Result<()> {
    let change = change.checked()?;
    guard(tx, change.enrollment, change.from, change.to).await?;
    let step = NewStep { enrollment: change.enrollment, before: Some(change.from), after: change.to, reason: &change.reason, other: None };
    note(tx, now, actor, &step).await?;
    let details = json!({ "before": change.from, "after": change.to, "reason": change.reason });
    audit::append(tx, now, actor, "enrollment.changed", format!("enrollment {}", change.enrollment), details).await
}

/// Makes every place a person was invited to theirs: they have accepted. Returns how many there were.
///
/// # Errors
/// Those of the database.
pub async fn accept_places(tx: &Tx, now: DateTime<Utc>, person: PersonId) -> Result<usize> {
    let invited = sql!("SELECT id FROM enrollments WHERE person_id = $1 AND state = 'invited' ORDER BY id", person);
    let invited = tx.values::<EnrollmentId>(invited).await?;
    for enrollment in &invited {
        change_state(tx, now, Some(person), &acceptance(*enrollment)).await?;
    }
    Ok(invited.len())
}

/// Makes one place a person was invited to theirs.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs; [`Conflict::Stale`] if the invitation no longer stands.
pub async fn accept_place(tx: &Tx, now: DateTime<Utc>, person: PersonId, enrollment: EnrollmentId) -> Result<()> {
    let own = sql!("SELECT id FROM enrollments WHERE id = $1 AND person_id = $2", enrollment, person);
    tx.maybe::<(EnrollmentId,)>(own).await?.ok_or(Error::NotFound)?;
    change_state(tx, now, Some(person), &acceptance(enrollment)).await
}

fn acceptance(enrollment: EnrollmentId) -> StateChange {
    StateChange { enrollment, from: EnrollmentState::Invited, to: EnrollmentState::Enrolled, reason: String::new() }
}

/// Lets a person go on in another cohort: their place here is deferred, with all that was done under it, and they have one there,
/// with that cohort's dates. What they completed is told again under the new place by the caller.
///
/// # Errors
/// [`Error::Invalid`] if somebody who stands so cannot, or the reason is missing; [`Conflict::Stale`] if they no longer stand as `from`
/// says; [`Conflict::Closed`] if they already go on elsewhere; [`Conflict::AlreadyEnrolled`] if they have a place there;
/// [`Error::NotFound`] without such an enrollment, or if the cohort is not another one of the same program.
pub async fn transfer(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, transfer: &Transfer) -> Result<()> {
    let transfer = transfer.checked()?;
    guard(tx, transfer.enrollment, transfer.from, EnrollmentState::Deferred).await?;
    if goes_on(tx, transfer.enrollment).await? {
        return Err(Error::Conflict(Conflict::Closed));
    }
    let arrives = transfer.arrives();
    let added = tx
        .run(sql!(
            "INSERT INTO enrollments (id, person_id, cohort_id, state, created_at)
             SELECT $1, e.person_id, there.id, $2, $3 FROM enrollments e JOIN cohorts here ON here.id = e.cohort_id
             JOIN cohorts there ON there.id = $4 AND there.program_id = here.program_id AND there.id <> here.id WHERE e.id = $5",
            transfer.new,
            arrives,
            now,
            transfer.to,
            transfer.enrollment
        ))
        .await
        .map_err(|error| error.or_conflict(Conflict::AlreadyEnrolled))?;
    if added == 0 {
        return Err(Error::NotFound);
    }
    let (old, new, reason) = (transfer.enrollment, transfer.new, transfer.reason.as_str());
    let leaves = NewStep { enrollment: old, before: Some(transfer.from), after: EnrollmentState::Deferred, reason, other: Some(new) };
    let begins = NewStep { enrollment: new, before: None, after: arrives, reason, other: Some(old) };
    note(tx, now, actor, &leaves).await?;
    note(tx, now, actor, &begins).await?;
    let details = json!({ "before": transfer.from, "after": "deferred", "goes_on": new, "cohort": transfer.to, "reason": reason });
    audit::append(tx, now, actor, "enrollment.transferred", format!("enrollment {old}"), details).await
}

/// Of two who decide at once, one finds that it is no longer so.
async fn guard(tx: &Tx, enrollment: EnrollmentId, from: EnrollmentState, to: EnrollmentState) -> Result<()> {
    let changed = sql!("UPDATE enrollments SET state = $1 WHERE id = $2 AND state = $3", to, enrollment, from);
    if tx.run(changed).await? == 1 {
        return Ok(());
    }
    let there = sql!("SELECT id FROM enrollments WHERE id = $1", enrollment);
    tx.maybe::<(EnrollmentId,)>(there).await?.ok_or(Error::NotFound)?;
    Err(Error::Conflict(Conflict::Stale))
}

/// Whether the person already goes on from here in another cohort.
async fn goes_on(tx: &Tx, enrollment: EnrollmentId) -> Result<bool> {
    tx.value(sql!(
        "SELECT EXISTS (SELECT 1 FROM enrollment_changes WHERE enrollment_id = $1 AND after = 'deferred' AND other_id IS NOT NULL)",
        enrollment
    ))
    .await
}

/// A step to be written down.
pub(super) struct NewStep<'a> {
    pub enrollment: EnrollmentId,
    pub before: Option<EnrollmentState>,
    pub after: EnrollmentState,
    pub reason: &'a str,
    pub other: Option<EnrollmentId>,
}

/// Writes a step down.
pub(super) async fn note(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, step: &NewStep<'_>) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO enrollment_changes (id, enrollment_id, before, after, reason, other_id, at, changed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        ChangeId::new(),
        step.enrollment,
        step.before,
        step.after,
        step.reason,
        step.other,
        now,
        actor
    ))
    .await?;
    Ok(())
}

/// How a student of the cohort came to stand as they do, from the beginning.
///
/// # Errors
/// [`Error::NotFound`] if there is no such student in this cohort.
pub async fn history(db: &Db, scope: &Scope, enrollment: EnrollmentId) -> Result<Vec<Step>> {
    let there = sql!("SELECT id FROM enrollments WHERE id = $1 AND cohort_id = $2", enrollment, scope.cohort().id);
    db.maybe::<(EnrollmentId,)>(there).await?.ok_or(Error::NotFound)?;
    db.all(sql!(
        "SELECT ch.before, ch.after, ch.reason, ch.at, p.name AS by, c.title AS other_title, c.slug AS other_slug, ch.other_id
         FROM enrollment_changes ch LEFT JOIN people p ON p.id = ch.changed_by
         LEFT JOIN enrollments o ON o.id = ch.other_id LEFT JOIN cohorts c ON c.id = o.cohort_id
         WHERE ch.enrollment_id = $1 ORDER BY ch.at, ch.id",
        enrollment
    ))
    .await
}

/// A person's own places, the newest first, each with the moment since when they stand so.
///
/// # Errors
/// Those of the database.
pub async fn own_places(db: &Db, person: PersonId) -> Result<Vec<OwnPlace>> {
    db.all(sql!(
        "SELECT e.id AS enrollment, e.state,
            COALESCE((SELECT MAX(ch.at) FROM enrollment_changes ch WHERE ch.enrollment_id = e.id), e.created_at) AS since,
            c.id AS cohort_id, c.title AS cohort, p.title AS program, c.time_zone, c.starts_on, c.ends_on
         FROM enrollments e JOIN cohorts c ON c.id = e.cohort_id JOIN programs p ON p.id = c.program_id
         WHERE e.person_id = $1 ORDER BY e.created_at DESC, e.id DESC",
        person
    ))
    .await
}

crate::row! {
    /// A cohort somebody can go on in.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Destination {
        /// Which.
        pub id: CohortId,
        /// Its name in addresses.
        pub slug: String,
        /// Its name.
        pub title: String,
        /// The first campus day.
        pub starts_on: NaiveDate,
        /// The last campus day.
        pub ends_on: NaiveDate,
    }
}

/// The other cohorts of the same program that are not over on a campus day, the next to start first.
///
/// # Errors
/// Those of the database.
pub async fn destinations(db: &Db, scope: &Scope, today: NaiveDate) -> Result<Vec<Destination>> {
    db.all(sql!(
        "SELECT c.id, c.slug, c.title, c.starts_on, c.ends_on FROM cohorts here
         JOIN cohorts c ON c.program_id = here.program_id AND c.id <> here.id
         WHERE here.id = $1 AND c.ends_on >= $2 ORDER BY c.starts_on, c.slug",
        scope.cohort().id,
        today
    ))
    .await
}

/// The versions under which two cohorts study the same modules: the one here, the one there.
///
/// # Errors
/// Those of the database.
pub async fn shared_modules(db: &Db, here: CohortId, there: CohortId) -> Result<Vec<(VersionId, VersionId)>> {
    db.all(sql!(
        "SELECT a.version_id, b.version_id FROM cohort_modules a JOIN cohort_modules b ON b.module_id = a.module_id AND b.cohort_id = $2
         WHERE a.cohort_id = $1 ORDER BY a.position",
        here,
        there
    ))
    .await
}

crate::row! {
    /// A student as their place is about them.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Placed {
        /// The place.
        pub enrollment: EnrollmentId,
        /// Who.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// Where mail reaches them.
        pub email: String,
        /// How they stand.
        pub state: EnrollmentState,
        /// Whether they have an account that is in use: a password, and let in.
        pub accepted: bool,
        /// Whether they are let in.
        pub active: bool,
    }
}

impl Placed {
    /// Whether something waits to be accepted: the place, or the account without which the place is of no use.
    pub fn waits(&self) -> bool {
        let wanted = self.state == EnrollmentState::Invited || (!self.accepted && self.state.belongs());
        self.active && wanted
    }
}

/// A student of the cohort.
///
/// # Errors
/// [`Error::NotFound`] if there is no such student in this cohort.
pub async fn placed(db: &Db, scope: &Scope, enrollment: EnrollmentId) -> Result<Placed> {
    db.maybe(sql!(
        "SELECT e.id AS enrollment, p.id AS person, p.name, p.email, e.state, p.password_hash IS NOT NULL AS accepted,
            p.deactivated_at IS NULL AS active
         FROM enrollments e JOIN people p ON p.id = e.person_id WHERE e.id = $1 AND e.cohort_id = $2",
        enrollment,
        scope.cohort().id
    ))
    .await?
    .ok_or(Error::NotFound)
}
