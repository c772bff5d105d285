//! What students who come need. Seen by staff who run the program, each look at names is written down, and it is erased when it is over.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde_json::json;

use super::{
    super::super::coming::{Diet, Lodging, Needs, rules::erased_from},
    round,
};
use crate::{
    Conflict, Error, Result, audit,
    db::{Db, Json, Tx, list, rows, sql},
    ids::{EnrollmentId, LookId, PersonId, ResidencyId},
};

crate::row! {
    /// What one student needs; all of it empty once it is erased.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Stay {
        /// Whose.
        pub enrollment_id: EnrollmentId,
        /// Their name.
        pub student: String,
        /// The campus day of arrival.
        pub arrives_on: Option<NaiveDate>,
        /// The minute of that day.
        pub arrives_at: Option<i64>,
        /// The campus day of leaving.
        pub leaves_on: Option<NaiveDate>,
        /// The minute of that day.
        pub leaves_at: Option<i64>,
        /// The nights, each by the day of its evening.
        pub nights: Json<Vec<NaiveDate>>,
        /// How they sleep.
        pub room: Option<Lodging>,
        /// With whom.
        pub companion: String,
        /// What they eat.
        pub diet: Option<Diet>,
        /// More on that.
        pub diet_note: String,
        /// What they must not eat.
        pub allergies: String,
        /// What they need to get around.
        pub access_needs: String,
        /// Whom to call.
        pub contact_name: String,
        /// Under which number.
        pub contact_phone: String,
        /// When it was written down.
        pub saved_at: DateTime<Utc>,
        /// Since when it is erased, if it is.
        pub erased_at: Option<DateTime<Utc>>,
    }
}

impl Stay {
    /// The nights they sleep there.
    pub fn nights(&self) -> &[NaiveDate] {
        &self.nights.0
    }
}

/// What one student needs, if they said so; also when it is erased.
///
/// # Errors
/// Those of the database.
pub async fn own_stay(db: &Db, residency: ResidencyId, enrollment: EnrollmentId) -> Result<Option<Stay>> {
    db.maybe(sql!(
        "SELECT l.enrollment_id, p.name AS student, l.arrives_on, l.arrives_at, l.leaves_on, l.leaves_at, l.nights, l.room, l.companion, l.diet,
            l.diet_note, l.allergies, l.access_needs, l.contact_name, l.contact_phone, l.saved_at, l.erased_at
         FROM logistics l JOIN enrollments e ON e.id = l.enrollment_id JOIN people p ON p.id = e.person_id
         WHERE l.residency_id = $1 AND l.enrollment_id = $2",
        residency,
        enrollment
    ))
    .await
}

/// What all need who study and come, by name; for counting. Whoever shows names reads [`stays_read`].
///
/// # Errors
/// Those of the database.
pub async fn stays(db: &Db, residency: ResidencyId) -> Result<Vec<Stay>> {
    db.all(sql!(
        "SELECT l.enrollment_id, p.name AS student, l.arrives_on, l.arrives_at, l.leaves_on, l.leaves_at, l.nights, l.room, l.companion, l.diet,
            l.diet_note, l.allergies, l.access_needs, l.contact_name, l.contact_phone, l.saved_at, l.erased_at
         FROM logistics l JOIN enrollments e ON e.id = l.enrollment_id AND e.state = 'enrolled' JOIN people p ON p.id = e.person_id
         JOIN residency_answers a ON a.residency_id = l.residency_id AND a.enrollment_id = l.enrollment_id AND a.answer <> 'no'
         WHERE l.residency_id = $1 AND l.erased_at IS NULL ORDER BY p.name, l.enrollment_id",
        residency
    ))
    .await
}

/// How somebody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// On the page.
    Page,
    /// In a file they took away.
    File,
}

/// What all need who come, for somebody who sees names: that they looked is written down for each of them.
///
/// # Errors
/// Those of the database.
pub async fn stays_read(tx: &Tx, residency: ResidencyId, (reader, how): (PersonId, Read), now: DateTime<Utc>) -> Result<Vec<Stay>> {
    let found = stays(tx, residency).await?;
    let how = match how {
        Read::Page => "page",
        Read::File => "file",
    };
    tx.run(rows!(
        "INSERT INTO logistics_reads (id, residency_id, enrollment_id, reader_id, how, at) VALUES $rows",
        for stay in &found => LookId::new(), residency, stay.enrollment_id, reader, how, now
    ))
    .await?;
    Ok(found)
}

crate::row! {
    /// Somebody looked.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Look {
        /// Who.
        pub reader: String,
        /// `page`, or `file` they took away.
        pub how: String,
        /// When.
        pub at: DateTime<Utc>,
    }
}

/// Who looked at a student's logistics, newest first, the last fifty times.
///
/// # Errors
/// Those of the database.
pub async fn looks(db: &Db, residency: ResidencyId, enrollment: EnrollmentId) -> Result<Vec<Look>> {
    db.all(sql!(
        "SELECT p.name AS reader, r.how, r.at FROM logistics_reads r JOIN people p ON p.id = r.reader_id
         WHERE r.enrollment_id = $1 AND r.residency_id = $2 ORDER BY r.at DESC LIMIT 50",
        enrollment,
        residency
    ))
    .await
}

/// A student writes down what they need.
///
/// # Errors
/// [`Conflict::Closed`] if they do not come, nothing is asked, or the last day to change it is over.
pub async fn save_stay(
    tx: &Tx,
    now: DateTime<Utc>,
    (residency, enrollment, campus): (ResidencyId, EnrollmentId, Tz),
    needs: &Needs,
) -> Result<()> {
    let open = round(tx, residency).await?.is_some_and(|round| round.takes_logistics(now, campus));
    let comes = sql!(
        "SELECT COUNT(*) FROM residency_answers WHERE residency_id = $1 AND enrollment_id = $2 AND answer <> 'no'",
        residency,
        enrollment
    );
    if !open || tx.value::<i64>(comes).await? == 0 {
        return Err(Error::Conflict(Conflict::Closed));
    }
    write(tx, now, (residency, enrollment), needs).await
}

async fn write(tx: &Tx, now: DateTime<Utc>, (residency, enrollment): (ResidencyId, EnrollmentId), needs: &Needs) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO logistics (residency_id, enrollment_id, arrives_on, arrives_at, leaves_on, leaves_at, nights, room, companion, diet,
            diet_note, allergies, access_needs, contact_name, contact_phone, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
         ON CONFLICT (residency_id, enrollment_id) DO UPDATE SET arrives_on = excluded.arrives_on, arrives_at = excluded.arrives_at,
            leaves_on = excluded.leaves_on, leaves_at = excluded.leaves_at, nights = excluded.nights, room = excluded.room,
            companion = excluded.companion, diet = excluded.diet, diet_note = excluded.diet_note, allergies = excluded.allergies,
            access_needs = excluded.access_needs, contact_name = excluded.contact_name, contact_phone = excluded.contact_phone,
            saved_at = excluded.saved_at, erased_at = NULL",
        residency,
        enrollment,
        needs.arrives.day,
        needs.arrives.minute,
        needs.leaves.day,
        needs.leaves.minute,
        Json(&needs.nights),
        needs.room,
        needs.companion,
        needs.diet,
        needs.diet_note,
        needs.allergies,
        needs.access_needs,
        needs.contact_name,
        needs.contact_phone,
        now
    ))
    .await?;
    Ok(())
}

/// A student has what they wrote down erased, at once and whatever the day.
///
/// # Errors
/// [`Error::NotFound`] if there is nothing.
pub async fn erase_own(tx: &Tx, now: DateTime<Utc>, person: PersonId, (residency, enrollment): (ResidencyId, EnrollmentId)) -> Result<()> {
    if empty(tx, now, residency, &[enrollment]).await? == 0 {
        return Err(Error::NotFound);
    }
    let details = json!({ "residency": residency, "asked_by": "student" });
    audit::append(tx, now, Some(person), "logistics.erased", format!("enrollment {enrollment}"), details).await
}

crate::row! {
    struct Kept {
        residency_id: ResidencyId,
        ends_on: NaiveDate,
        erase_after: i64,
        time_zone: Tz,
    }
}

/// Erases the logistics of every residency that was over long enough ago; returns of how many students. The audit log keeps the number,
/// nobody keeps what it was.
///
/// # Errors
/// Those of the database.
pub async fn erase_due(tx: &Tx, now: DateTime<Utc>) -> Result<u64> {
    let kept = tx
        .all::<Kept>(sql!(
            "SELECT r.id AS residency_id, r.ends_on, ar.erase_after, c.time_zone
             FROM residencies r JOIN answer_rounds ar ON ar.residency_id = r.id JOIN cohorts c ON c.id = r.cohort_id
             WHERE EXISTS (SELECT 1 FROM logistics l WHERE l.residency_id = r.id AND l.erased_at IS NULL) ORDER BY r.id"
        ))
        .await?;
    let mut erased = 0;
    for one in kept {
        if now.with_timezone(&one.time_zone).date_naive() < erased_from(one.ends_on, one.erase_after) {
            continue;
        }
        let find = sql!("SELECT enrollment_id FROM logistics WHERE residency_id = $1 AND erased_at IS NULL", one.residency_id);
        let whose = tx.values::<EnrollmentId>(find).await?;
        let count = empty(tx, now, one.residency_id, &whose).await?;
        erased += count;
        let details = json!({ "students": count, "days_after": one.erase_after });
        audit::append(tx, now, None, "logistics.erased", format!("residency {}", one.residency_id), details).await?;
    }
    Ok(erased)
}

/// Empties all that is personal.
async fn empty(tx: &Tx, now: DateTime<Utc>, residency: ResidencyId, whose: &[EnrollmentId]) -> Result<u64> {
    tx.run(list!(
        "UPDATE logistics SET arrives_on = NULL, arrives_at = NULL, leaves_on = NULL, leaves_at = NULL, nights = '[]', room = NULL,
            companion = '', diet = NULL, diet_note = '', allergies = '', access_needs = '', contact_name = '', contact_phone = '',
            erased_at = $1
         WHERE residency_id = $2 AND erased_at IS NULL AND enrollment_id IN ($list)",
        in whose.iter().copied(),
        now,
        residency
    ))
    .await
}
