//! Until when schedulers have to be asked, and whom the program reminds of it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;

use super::sources::blocks_of;
use crate::{
    Result,
    db::{Db, Tx, rows, sql},
    ids::{CohortId, PersonId},
    messages::{Notice, Topic, store::tell_all},
    residencies::busy::{Interval, REMIND_BEFORE, SchedulerRule, days_between, taken_days},
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

crate::row! {
    struct Coming {
        position: i64,
        title: String,
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
            "SELECT r.position, r.title, r.starts_on, r.ends_on, c.id AS cohort_id, c.time_zone AS campus, e.person_id, s.kind, s.days, s.months
             FROM residencies r JOIN cohorts c ON c.id = r.cohort_id
             JOIN enrollments e ON e.cohort_id = c.id AND e.state = 'enrolled'
             LEFT JOIN scheduler_rules s ON s.person_id = e.person_id
             WHERE r.starts_on > $1 AND r.starts_on <= $2 AND NOT EXISTS (SELECT 1 FROM scheduler_reminders t
                WHERE t.person_id = e.person_id AND t.cohort_id = c.id AND t.starts_on = r.starts_on)",
            today,
            today + Days::new(AHEAD)
        ))
        .await?;
    let due: Vec<(Coming, NaiveDate)> = coming.into_iter().filter_map(|one| one.due(now).map(|last| (one, last))).collect();
    let people: Vec<PersonId> = due.iter().map(|(one, _)| one.person_id).collect();
    let busy = blocks_of(db, &people, now).await?;
    let to_tell: Vec<(Coming, NaiveDate)> = due.into_iter().filter(|(one, _)| !one.is_free(&busy)).collect();
    if to_tell.is_empty() {
        return Ok(0);
    }
    let base_url = base_url.to_owned();
    db.write(move |tx| Box::pin(async move { remind(tx, &base_url, &to_tell, now).await })).await
}

impl Coming {
    fn rule(&self) -> SchedulerRule {
        let row = self.kind.clone().zip(self.days).zip(self.months);
        row.map(|((kind, days), months)| RuleRow { kind, days, months }.into()).unwrap_or_default()
    }

    /// The last day to ask, if it is time to say so.
    fn due(&self, now: DateTime<Utc>) -> Option<NaiveDate> {
        let last = self.rule().last_day(self.starts_on);
        let here = now.with_timezone(&self.campus).date_naive();
        (here <= last && last <= here + Days::new(REMIND_BEFORE)).then_some(last)
    }

    /// Whether they said when they are busy, and it is on none of these days.
    fn is_free(&self, busy: &HashMap<PersonId, Vec<Interval>>) -> bool {
        let days = days_between(self.starts_on, self.ends_on, self.campus);
        busy.get(&self.person_id).is_some_and(|blocks| !taken_days(blocks, &days).contains(&true))
    }
}

/// Notes and tells; whom another process was first to tell is left out. Returns how many were told.
async fn remind(tx: &Tx, base_url: &str, due: &[(Coming, NaiveDate)], now: DateTime<Utc>) -> Result<usize> {
    let noted = tx
        .all(rows!(
            "INSERT INTO scheduler_reminders (person_id, cohort_id, starts_on, told_at) VALUES $rows
             ON CONFLICT (person_id, cohort_id, starts_on) DO NOTHING RETURNING person_id, cohort_id, starts_on",
            for (one, _) in due => one.person_id, one.cohort_id, one.starts_on, now
        ))
        .await?;
    let noted: HashSet<(PersonId, CohortId, NaiveDate)> = noted.into_iter().collect();
    let told = due.iter().filter(|(one, _)| noted.contains(&(one.person_id, one.cohort_id, one.starts_on)));
    let notices: Vec<Notice> = told.map(|(one, last)| notice(one, *last)).collect();
    tell_all(tx, base_url, &notices, now).await?;
    Ok(notices.len())
}

fn notice(of: &Coming, last: NaiveDate) -> Notice {
    let Coming { title, starts_on, ends_on, position, .. } = of;
    let last = last.format("%a %-d %b %Y");
    Notice {
        person: of.person_id,
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
