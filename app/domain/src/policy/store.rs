//! Who is asking: one read at the beginning of every request.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sha2::{Digest, Sha256};

use super::{Person, Place, Rights, SeenDraft, Session, View};
use crate::{
    Error, Result,
    db::{Db, sql},
    ids::{CohortId, EnrollmentId, PersonId, SessionId},
};

crate::row! {
    struct Found {
        id: SessionId,
        second_factor: bool,
        seen_at: DateTime<Utc>,
        idle_until: DateTime<Utc>,
        expires_at: DateTime<Utc>,
        person_id: PersonId,
        email: String,
        name: String,
        time_zone: String,
        has_second_factor: bool,
        staff: bool,
        administrator: bool,
        teaches: bool,
        writes: bool,
        enrollment_id: Option<EnrollmentId>,
        cohort_id: Option<CohortId>,
        cohort_title: Option<String>,
        campus: Option<String>,
        viewed_id: Option<CohortId>,
        viewed_slug: Option<String>,
        viewed_title: Option<String>,
        viewed_campus: Option<String>,
        viewed_on: Option<NaiveDate>,
    }
}

/// How a token is kept: whoever reads the database cannot use what they find.
pub fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// The session of a cookie, if it is in force: neither idle too long, nor over, nor its person deactivated.
///
/// # Errors
/// Those of the database.
pub async fn session(db: &Db, token: &str, now: DateTime<Utc>) -> Result<Option<Session>> {
    let found = db
        .maybe::<Found>(sql!(
            "SELECT s.id, s.second_factor, s.seen_at, s.idle_until, s.expires_at, p.id AS person_id, p.email, p.name, p.time_zone,
                p.totp_confirmed_at IS NOT NULL AS has_second_factor,
                EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'staff') AS staff,
                EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'administrator') AS administrator,
                EXISTS (SELECT 1 FROM teaching t WHERE t.person_id = p.id)
                    OR EXISTS (SELECT 1 FROM released_session_faculty f WHERE f.person_id = p.id) AS teaches,
                EXISTS (SELECT 1 FROM module_authors w WHERE w.person_id = p.id) AS writes,
                e.id AS enrollment_id, c.id AS cohort_id, c.title AS cohort_title, c.time_zone AS campus,
                vc.id AS viewed_id, vc.slug AS viewed_slug, vc.title AS viewed_title, vc.time_zone AS viewed_campus, a.on_day AS viewed_on
             FROM sessions s
             JOIN people p ON p.id = s.person_id AND p.deactivated_at IS NULL
             LEFT JOIN enrollments e ON e.id = (
                SELECT latest.id FROM enrollments latest WHERE latest.person_id = p.id AND latest.state = 'enrolled'
                ORDER BY latest.created_at DESC, latest.id DESC LIMIT 1)
             LEFT JOIN cohorts c ON c.id = e.cohort_id
             LEFT JOIN seen_as a ON a.session_id = s.id
             LEFT JOIN cohorts vc ON vc.id = a.cohort_id AND (
                EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'administrator')
                OR (EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'staff')
                    AND EXISTS (SELECT 1 FROM program_staff r WHERE r.program_id = vc.program_id AND r.person_id = p.id))
                OR EXISTS (SELECT 1 FROM teaching t WHERE t.cohort_id = vc.id AND t.person_id = p.id))
             WHERE s.token_hash = $1",
            token_hash(token)
        ))
        .await?;
    // Not in the statement: it stays the same question from one request to the next.
    let mut session = found.filter(|found| found.idle_until > now && found.expires_at > now).map(Session::try_from).transpose()?;
    // Asked only where somebody looks: everybody else waits for no second statement.
    if let Some(Session { id, person, view: Some(view), .. }) = &mut session {
        view.draft = seen_draft(db, (*id, person.id), view.cohort).await?;
    }
    Ok(session)
}

/// The draft that a session sees in the place of what a cohort studies: while it is open, and theirs to write.
async fn seen_draft(db: &Db, (session, person): (SessionId, PersonId), cohort: CohortId) -> Result<Option<SeenDraft>> {
    db.maybe(sql!(
        "SELECT d.id, m.slug AS module, v.title
         FROM draft_views w JOIN drafts d ON d.id = w.draft_id AND d.closed_at IS NULL JOIN modules m ON m.id = d.module_id
         JOIN cohort_modules cm ON cm.cohort_id = $1 AND cm.module_id = m.id JOIN module_versions v ON v.id = cm.version_id
         WHERE w.session_id = $2 AND (
            EXISTS (SELECT 1 FROM module_authors a WHERE a.module_id = m.id AND a.person_id = $3)
            OR EXISTS (SELECT 1 FROM grants g WHERE g.person_id = $3 AND g.power = 'administrator'))",
        cohort,
        session,
        person
    ))
    .await
}

impl TryFrom<Found> for Session {
    type Error = Error;

    fn try_from(row: Found) -> Result<Self> {
        let place = match (row.enrollment_id, row.cohort_id, row.cohort_title, row.campus) {
            (Some(enrollment), Some(cohort), Some(cohort_title), Some(campus)) => {
                Some(Place { enrollment, cohort, cohort_title, campus: zone(&campus)? })
            }
            _ => None,
        };
        let view = match (row.viewed_id, row.viewed_slug, row.viewed_title, row.viewed_campus, row.viewed_on) {
            (Some(cohort), Some(slug), Some(title), Some(campus), Some(on)) => {
                Some(View { cohort, slug, title, campus: zone(&campus)?, on, draft: None })
            }
            _ => None,
        };
        let person = Person {
            id: row.person_id,
            email: row.email,
            name: row.name,
            time_zone: zone(&row.time_zone)?,
            has_second_factor: row.has_second_factor,
        };
        let rights = Rights { staff: row.staff, administrator: row.administrator, teaches: row.teaches, writes: row.writes };
        Ok(Self { id: row.id, person, rights, second_factor: row.second_factor, place, view, seen_at: row.seen_at })
    }
}

/// A zone by its IANA name.
///
/// # Errors
/// [`Error::Data`] if there is none of that name.
pub fn zone(name: &str) -> Result<Tz> {
    name.parse().map_err(|_| Error::Data(format!("{name:?} is not a time zone")))
}
