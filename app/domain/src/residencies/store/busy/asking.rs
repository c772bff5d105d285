//! Until when schedulers have to be asked, whom the program reminds of it, and what there is to ask for.

use std::collections::{HashMap, hash_map::Entry};

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;

use super::sources::busy_blocks;
use crate::{
    Result,
    cohorts::Residency,
    db::{Db, Tx, sql},
    ids::{CohortId, EnrollmentId, PersonId, ResidencyId},
    messages::{Notice, Topic, store::tell},
    residencies::{
        ReleasedSession,
        busy::{REMIND_BEFORE, SchedulerRule, days_between, taken_days},
        store::released::{is_for, sessions},
    },
};

crate::row! {
    struct RuleRow {
        kind: String,
        days: i64,
        months: i64,
    }
}

impl From<RuleRow> for SchedulerRule {
    fn from(row: RuleRow) -> Self {
        match row.kind.as_str() {
            "published" => Self::Published { day: u32::try_from(row.days).unwrap_or(1), months: u32::try_from(row.months).unwrap_or(0) },
            _ => Self::Notice { days: u64::try_from(row.days).unwrap_or_default() },
        }
    }
}

/// How somebody's schedule is made; 45 days' notice if they never said.
///
/// # Errors
/// Those of the database.
pub async fn scheduler_rule(db: &Db, person: PersonId) -> Result<SchedulerRule> {
    let row = db.maybe::<RuleRow>(sql!("SELECT kind, days, months FROM scheduler_rules WHERE person_id = $1", person)).await?;
    Ok(row.map(SchedulerRule::from).unwrap_or_default())
}

/// Keeps how somebody's schedule is made.
///
/// # Errors
/// Those of the database.
pub async fn put_scheduler_rule(tx: &Tx, person: PersonId, rule: SchedulerRule) -> Result<()> {
    let (kind, days, months) = match rule {
        SchedulerRule::Notice { days } => ("notice", days as i64, 0),
        SchedulerRule::Published { day, months } => ("published", i64::from(day), i64::from(months)),
    };
    tx.run(sql!(
        "INSERT INTO scheduler_rules (person_id, kind, days, months) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id) DO UPDATE SET kind = excluded.kind, days = excluded.days, months = excluded.months",
        person,
        kind,
        days,
        months
    ))
    .await?;
    Ok(())
}

/// The released sessions a student is expected at that are not over, by time.
///
/// # Errors
/// Those of the database.
pub async fn sessions_ahead(db: &Db, enrollment: EnrollmentId, now: DateTime<Utc>) -> Result<Vec<ReleasedSession>> {
    db.all(sql!(
        sessions!(
            "FROM enrollments e JOIN residencies r ON r.cohort_id = e.cohort_id JOIN released_sessions s ON s.residency_id = r.id
             WHERE e.id = $1 AND s.ends_at > $2 AND s.canceled_at IS NULL AND ",
            is_for!("e.id"),
            " ORDER BY s.starts_at, s.title, s.id"
        ),
        enrollment,
        now
    ))
    .await
}

crate::row! {
    struct Coming {
        residency_id: ResidencyId,
        position: i64,
        title: String,
        place: String,
        starts_on: NaiveDate,
        ends_on: NaiveDate,
        cohort_id: CohortId,
        campus: Tz,
        person_id: PersonId,
        kind: Option<String>,
        days: Option<i64>,
        months: Option<i64>,
    }
}

/// How far ahead residencies are looked at: whoever has to ask earlier than this has said so with a year's notice at most.
const AHEAD: u64 = 380;

/// Tells students, once, some days before the last day to ask their scheduler for a residency: unless they gave their busy times and are
/// free. Returns how many were told.
///
/// # Errors
/// Those of the database and of telling.
pub async fn remind_to_ask(db: &Db, base_url: &str, now: DateTime<Utc>) -> Result<usize> {
    let today = now.date_naive();
    let coming: Vec<Coming> = db
        .all(sql!(
            @whole "once an hour; residencies are few, and have no order by day",
            "SELECT r.id AS residency_id, r.position, r.title, r.place, r.starts_on, r.ends_on, c.id AS cohort_id, c.time_zone AS campus,
                e.person_id, s.kind, s.days, s.months
             FROM residencies r JOIN cohorts c ON c.id = r.cohort_id
             JOIN enrollments e ON e.cohort_id = c.id AND e.state = 'enrolled'
             LEFT JOIN scheduler_rules s ON s.person_id = e.person_id
             WHERE r.starts_on > $1 AND r.starts_on <= $2 AND NOT EXISTS (SELECT 1 FROM scheduler_reminders t
                WHERE t.person_id = e.person_id AND t.cohort_id = c.id AND t.starts_on = r.starts_on)",
            today,
            today + Days::new(AHEAD)
        ))
        .await?;
    let mut told = 0;
    let mut busy = HashMap::new();
    for one in coming {
        let last = one.rule().last_day(one.starts_on);
        let here = now.with_timezone(&one.campus).date_naive();
        if here > last || here + Days::new(REMIND_BEFORE) < last {
            continue;
        }
        let person = one.person_id;
        if let Entry::Vacant(unknown) = busy.entry(person) {
            unknown.insert(busy_blocks(db, person, now).await?);
        }
        let days = days_between(one.starts_on, one.ends_on, one.campus);
        let free = matches!(busy.get(&person), Some(Some(blocks)) if !taken_days(blocks, &days).contains(&true));
        if !free && remind(db, base_url, one, last, now).await? {
            told += 1;
        }
    }
    Ok(told)
}

impl Coming {
    fn rule(&self) -> SchedulerRule {
        let row = self.kind.clone().zip(self.days).zip(self.months);
        row.map(|((kind, days), months)| RuleRow { kind, days, months }.into()).unwrap_or_default()
    }

    fn residency(&self) -> Residency {
        let Self { residency_id, position, title, place, starts_on, ends_on, .. } = self;
        Residency {
            id: *residency_id,
            position: *position,
            title: title.clone(),
            place: place.clone(),
            starts_on: *starts_on,
            ends_on: *ends_on,
        }
    }
}

/// Notes and tells in one transaction; another process may have been first.
async fn remind(db: &Db, base_url: &str, one: Coming, last: NaiveDate, now: DateTime<Utc>) -> Result<bool> {
    let base_url = base_url.to_owned();
    db.write(move |tx| {
        Box::pin(async move {
            let noted = tx
                .run(sql!(
                    "INSERT INTO scheduler_reminders (person_id, cohort_id, starts_on, told_at) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (person_id, cohort_id, starts_on) DO NOTHING",
                    one.person_id,
                    one.cohort_id,
                    one.starts_on,
                    now
                ))
                .await?;
            if noted == 0 {
                return Ok(false);
            }
            tell(tx, &base_url, &notice(one.person_id, &one.residency(), last), now).await?;
            Ok(true)
        })
    })
    .await
}

fn notice(person: PersonId, residency: &Residency, last: NaiveDate) -> Notice {
    let Residency { title, starts_on, ends_on, position, .. } = residency;
    let last = last.format("%a %-d %b %Y");
    Notice {
        person,
        topic: Topic::Dates,
        title: format!("Ask your scheduler by {last}: {title}"),
        body: format!(
            "{title} is from {} to {}. By what you told us, {last} is the last day to ask your scheduler for these days. There is a request \
             you can print behind the link.",
            starts_on.format("%a %-d %b"),
            ends_on.format("%a %-d %b %Y")
        ),
        link: format!("/conflicts/request/{position}"),
    }
}
