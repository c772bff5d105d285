//! Asking who comes, taking the question back, and reminding who has not answered.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde_json::json;

use super::{
    super::super::coming::{Answer, Asking, invitation::Inviting},
    send_invitations,
};
use crate::{
    Error, Result, audit,
    cohorts::{Cohort, Residency, store::entry_id},
    db::{Db, Tx, sql},
    ids::{CohortId, EnrollmentId, EntryId, PersonId, ResidencyId},
    learning::store::ResidencyLine,
    messages::{Notice, Topic, store::tell_all},
};

crate::row! {
    /// What staff asked, and by when.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Round {
        /// About which residency.
        pub residency_id: ResidencyId,
        /// Its entry in calendars.
        pub entry_id: EntryId,
        /// Since when.
        pub asked_at: DateTime<Utc>,
        /// Afterwards only staff answer.
        pub answer_by: DateTime<Utc>,
        /// The last campus day on which students change their logistics.
        pub logistics_until: NaiveDate,
        /// Days after the residency's last day until logistics are erased.
        pub erase_after: i64,
        /// Since when the question is taken back, if it is.
        pub withdrawn_at: Option<DateTime<Utc>>,
    }
}

impl Round {
    /// Whether students answer themselves.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.stands() && now <= self.answer_by
    }

    /// Whether it was not taken back.
    pub fn stands(&self) -> bool {
        self.withdrawn_at.is_none()
    }

    /// Whether students change their logistics.
    pub fn takes_logistics(&self, now: DateTime<Utc>, campus: Tz) -> bool {
        self.stands() && now.with_timezone(&campus).date_naive() <= self.logistics_until
    }
}

/// What is asked about a residency; nothing, if nobody asked yet.
///
/// # Errors
/// Those of the database.
pub async fn round(db: &Db, residency: ResidencyId) -> Result<Option<Round>> {
    db.maybe(sql!(
        "SELECT residency_id, entry_id, asked_at, answer_by, logistics_until, erase_after, withdrawn_at
         FROM answer_rounds WHERE residency_id = $1",
        residency
    ))
    .await
}

/// Asks all who study in the cohort whether they come, or changes by when; each gets an invitation who has none. Asking again after it
/// was taken back invites everybody again.
///
/// # Errors
/// Those of the database.
pub async fn ask_round(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: Option<PersonId>,
    (cohort, residency): (&Cohort, &Residency),
    asking: Asking,
    inviting: &Inviting,
) -> Result<()> {
    put_round(tx, now, (cohort.id, residency), asking).await?;
    send_invitations(tx, now, inviting).await?;
    let details = json!({ "answer_by": asking.answer_by, "logistics_until": asking.logistics_until, "erase_after": asking.erase_after });
    audit::append(tx, now, actor, "residency.asked_who_comes", format!("residency {}", residency.id), details).await
}

/// Writes down what is asked; who has no invitation yet gets one from [`keep_invitations`](super::keep_invitations), within a minute.
///
/// # Errors
/// Those of the database.
pub async fn put_round(tx: &Tx, now: DateTime<Utc>, (cohort, residency): (CohortId, &Residency), asking: Asking) -> Result<()> {
    let entry = entry_id(cohort, &format!("R{}", residency.position));
    tx.run(sql!(
        "INSERT INTO answer_rounds (residency_id, entry_id, asked_at, answer_by, logistics_until, erase_after) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (residency_id) DO UPDATE SET answer_by = excluded.answer_by, logistics_until = excluded.logistics_until,
            erase_after = excluded.erase_after, withdrawn_at = NULL",
        residency.id,
        entry,
        now,
        asking.answer_by,
        asking.logistics_until,
        asking.erase_after
    ))
    .await?;
    Ok(())
}

/// Takes the question back: the invitations are canceled, the answers stay.
///
/// # Errors
/// [`Error::NotFound`] if nothing is asked.
pub async fn withdraw_round(tx: &Tx, now: DateTime<Utc>, actor: PersonId, residency: ResidencyId, inviting: &Inviting) -> Result<()> {
    let back = sql!("UPDATE answer_rounds SET withdrawn_at = $1 WHERE residency_id = $2 AND withdrawn_at IS NULL", now, residency);
    if tx.run(back).await? == 0 {
        return Err(Error::NotFound);
    }
    let canceled = send_invitations(tx, now, inviting).await?;
    let details = json!({ "invitations_canceled": canceled });
    audit::append(tx, now, Some(actor), "residency.question_withdrawn", format!("residency {residency}"), details).await
}

crate::row! {
    struct Silent {
        person_id: PersonId,
        answer_by: DateTime<Utc>,
    }
}

/// Reminds everybody who studies in the cohort and has not answered; returns how many were told.
///
/// # Errors
/// [`Error::NotFound`] if nothing is asked.
pub async fn remind(tx: &Tx, now: DateTime<Utc>, base_url: &str, (cohort, residency): (&Cohort, &Residency)) -> Result<usize> {
    if !round(tx, residency.id).await?.is_some_and(|round| round.is_open(now)) {
        return Err(Error::NotFound);
    }
    let silent = tx
        .all::<Silent>(sql!(
            "SELECT e.person_id, ar.answer_by FROM answer_rounds ar
             JOIN enrollments e ON e.cohort_id = $2 AND e.state = 'enrolled'
             LEFT JOIN residency_answers a ON a.residency_id = ar.residency_id AND a.enrollment_id = e.id
             WHERE ar.residency_id = $1 AND a.enrollment_id IS NULL ORDER BY e.id",
            residency.id,
            cohort.id
        ))
        .await?;
    let notices: Vec<Notice> = silent.into_iter().map(|one| reminder(&one, cohort, residency)).collect();
    Ok(tell_all(tx, base_url, &notices, now).await?.len())
}

fn reminder(one: &Silent, cohort: &Cohort, residency: &Residency) -> Notice {
    let by = one.answer_by.with_timezone(&cohort.time_zone).format("%a %-d %b %Y, %H:%M");
    let (first, last) = (residency.starts_on.format("%a %-d %b"), residency.ends_on.format("%a %-d %b %Y"));
    Notice {
        person: one.person_id,
        topic: Topic::Messages,
        title: format!("Do you come? {}", residency.title),
        body: format!(
            "You have not said yet whether you come to “{}”, {first} to {last}. Please answer by {by} campus time, also if you cannot come.",
            residency.title
        ),
        link: format!("/residencies/{}/answer", residency.position),
    }
}

/// What a student is asked, as their own pages say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedOf {
    /// The residency's number.
    pub position: i64,
    /// By when they answer.
    pub answer_by: DateTime<Utc>,
    /// What they answered, if they did.
    pub answer: Option<Answer>,
    /// The last campus day on which they change their logistics.
    pub logistics_until: NaiveDate,
    /// Whether those are there.
    pub has_logistics: bool,
}

/// The residencies of a student's cohort, and what they want of the student.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnResidencies {
    /// All of them, in order.
    pub residencies: Vec<ResidencyLine>,
    /// What is asked about those that are not over.
    pub asked: Vec<AskedOf>,
    /// Whether a reflection is to be written for a session that was missed.
    pub reflects: bool,
}

crate::row! {
    struct Own {
        position: i64,
        title: String,
        place: String,
        starts_on: NaiveDate,
        ends_on: NaiveDate,
        answer_by: Option<DateTime<Utc>>,
        answer: Option<Answer>,
        logistics_until: Option<NaiveDate>,
        has_logistics: bool,
        reflects: bool,
    }
}

/// The residencies of the student's cohort, with what they are asked: in one statement, for the page that is opened most. Whoever looks as
/// a student is asked nothing.
///
/// # Errors
/// Those of the database.
pub async fn own_residencies(db: &Db, (cohort, enrollment): (CohortId, EnrollmentId), today: NaiveDate) -> Result<OwnResidencies> {
    let rows: Vec<Own> = db
        .all(sql!(
            "SELECT r.position, r.title, r.place, r.starts_on, r.ends_on, ar.answer_by, a.answer, ar.logistics_until,
                l.enrollment_id IS NOT NULL AND l.erased_at IS NULL AS has_logistics,
                EXISTS (SELECT 1 FROM make_ups m WHERE m.enrollment_id = $2 AND m.state = 'approved' AND m.way = 'recording') AS reflects
             FROM residencies r LEFT JOIN enrollments e ON e.id = $2 AND e.cohort_id = r.cohort_id
             LEFT JOIN answer_rounds ar ON ar.residency_id = r.id AND ar.withdrawn_at IS NULL AND e.id IS NOT NULL
             LEFT JOIN residency_answers a ON a.residency_id = r.id AND a.enrollment_id = e.id
             LEFT JOIN logistics l ON l.residency_id = r.id AND l.enrollment_id = e.id
             WHERE r.cohort_id = $1 ORDER BY r.position",
            cohort,
            enrollment
        ))
        .await?;
    let mut found = OwnResidencies { reflects: rows.iter().any(|row| row.reflects), ..OwnResidencies::default() };
    for Own { position, title, place, starts_on, ends_on, answer_by, answer, logistics_until, has_logistics, .. } in rows {
        if let Some((answer_by, logistics_until)) = answer_by.zip(logistics_until).filter(|_| ends_on >= today) {
            found.asked.push(AskedOf { position, answer_by, answer, logistics_until, has_logistics });
        }
        found.residencies.push(ResidencyLine { position, title, place, starts_on, ends_on });
    }
    Ok(found)
}
