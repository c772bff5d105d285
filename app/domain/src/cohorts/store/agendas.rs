//! Whose calendars a person may look at, and what stands in them: more time that was granted included.

use chrono::{DateTime, Days, Utc};
use chrono_tz::Tz;

use super::{
    super::{Agenda, Entry, Lengthened, of_student},
    entries,
};
use crate::{
    Result,
    db::{Db, sql},
    ids::{CohortId, EnrollmentId, ExtensionId, ModuleId, PersonId},
    policy::Rights,
};

/// How many days after its end a cohort stays in the calendars of those who ran or taught it.
const AFTER_THE_END: u64 = 90;

crate::row! {
    struct Seen {
        cohort_id: CohortId,
        slug: String,
        title: String,
        time_zone: Tz,
        enrollment_id: Option<EnrollmentId>,
        runs: bool,
    }
}

/// The calendars of a person, by start: the cohort they study in; with the rights given, those they run and those they teach, until some
/// weeks after their end.
///
/// # Errors
/// Those of the database.
pub async fn agendas(db: &Db, person: PersonId, rights: Rights, now: DateTime<Utc>) -> Result<Vec<Agenda>> {
    let since = now.date_naive() - Days::new(AFTER_THE_END);
    let seen = db
        .all::<Seen>(sql!(
            "SELECT c.id AS cohort_id, c.slug, c.title, c.time_zone, e.id AS enrollment_id,
                ($1 OR ($2 AND c.program_id IN (SELECT s.program_id FROM program_staff s WHERE s.person_id = $3))) AS runs
             FROM cohorts c
             LEFT JOIN enrollments e ON e.cohort_id = c.id AND e.id = (
                SELECT latest.id FROM enrollments latest WHERE latest.person_id = $3 AND latest.state = 'enrolled'
                ORDER BY latest.created_at DESC, latest.id DESC LIMIT 1)
             WHERE e.id IS NOT NULL OR (c.ends_on >= $4 AND ($1
                OR ($2 AND c.program_id IN (SELECT s.program_id FROM program_staff s WHERE s.person_id = $3))
                OR ($5 AND c.id IN (SELECT t.cohort_id FROM teaching t WHERE t.person_id = $3))))
             ORDER BY c.starts_on, c.slug",
            rights.administrator,
            rights.staff,
            person,
            since,
            rights.teaches
        ))
        .await?;
    let agenda = |row: Seen| Agenda {
        cohort: row.cohort_id,
        slug: row.slug,
        title: row.title,
        campus: row.time_zone,
        enrollment: row.enrollment_id,
        runs: row.runs,
    };
    Ok(seen.into_iter().map(agenda).collect())
}

/// The dates of calendars, in their order: a student's own where somebody studies.
///
/// # Errors
/// Those of the database.
pub async fn dates(db: &Db, agendas: Vec<Agenda>) -> Result<Vec<(Agenda, Vec<Entry>)>> {
    let cohorts: Vec<CohortId> = agendas.iter().map(|agenda| agenda.cohort).collect();
    let all = entries(db, &cohorts).await?;
    let mut dated = Vec::new();
    for agenda in agendas {
        let of_cohort = all.iter().filter(|entry| entry.cohort == agenda.cohort).cloned().collect();
        let own = match agenda.enrollment {
            Some(enrollment) => of_student(of_cohort, &lengthened(db, enrollment).await?, agenda.campus),
            None => of_cohort,
        };
        dated.push((agenda, own));
    }
    Ok(dated)
}

crate::row! {
    struct More {
        id: ExtensionId,
        module_id: ModuleId,
        module_slug: String,
        unit_slug: String,
        title: String,
        state: String,
        due_at: DateTime<Utc>,
        requested_at: DateTime<Utc>,
        answered_at: Option<DateTime<Utc>>,
        by_themselves: bool,
        sequence: i64,
    }
}

/// All that was ever asked or granted for one student, in order.
///
/// # Errors
/// Those of the database.
async fn lengthened(db: &Db, enrollment: EnrollmentId) -> Result<Vec<Lengthened>> {
    let rows = db
        .all::<More>(sql!(
            "SELECT x.id, v.module_id, m.slug AS module_slug, u.slug AS unit_slug, u.title, x.state, x.due_at, x.requested_at,
                x.answered_at, COALESCE(x.answered_by = e.person_id, FALSE) AS by_themselves, x.sequence
             FROM extensions x JOIN enrollments e ON e.id = x.enrollment_id JOIN units u ON u.id = x.unit_id
             JOIN module_versions v ON v.id = u.version_id JOIN modules m ON m.id = v.module_id
             WHERE x.enrollment_id = $1 ORDER BY x.requested_at, x.id",
            enrollment
        ))
        .await?;
    Ok(rows.into_iter().map(Lengthened::from).collect())
}

impl From<More> for Lengthened {
    fn from(row: More) -> Self {
        let in_force = row.state == "granted";
        Self {
            id: row.id,
            module: row.module_id,
            module_slug: row.module_slug,
            unit: row.unit_slug,
            title: row.title,
            due_at: row.due_at,
            in_force,
            // A student takes back what they asked for; only staff take back what was granted.
            was_in_force: in_force || (row.state == "withdrawn" && row.answered_at.is_some() && !row.by_themselves),
            sequence: row.sequence,
            changed_at: row.answered_at.map_or(row.requested_at, |answered| answered.max(row.requested_at)),
        }
    }
}
