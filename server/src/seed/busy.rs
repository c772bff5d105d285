//! When people of the running cohort are on call: blocks as they are kept of their calendars. A few have not said.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{
    Result,
    cohorts::store::next_residency,
    db::{Db, Tx},
    ids::{BusySourceId, PersonId},
    messages::{Spot, store::participants},
    policy::Place,
    residencies::{
        busy::{Interval, Reading, SourceKind, merged},
        store::{NewSource, add_busy_source},
    },
};

use super::cast;

/// For how many days the calls are made.
const DAYS: u64 = 210;
/// Of the classmates so many have given their times.
const ANSWERED: usize = 24;

/// Gives the busy times of Amara, of most of her classmates, and of Ines, who teaches them.
pub async fn busy(db: &Db, place: &Place, now: DateTime<Utc>) -> Result<()> {
    let today = now.date_naive();
    let next = next_residency(db, place.cohort, today + Days::new(1)).await?;
    let people = participants(db, &Spot { cohort: place.cohort, module: String::new(), unit: String::new() }).await?;
    let who = |name: &str| people.iter().find(|one| one.name == name).map(|one| one.person);
    let mut given: Vec<(PersonId, SourceKind, Vec<Interval>)> = Vec::new();
    for (number, member) in (0_u64..).zip(cast::CLASSMATES.iter().take(ANSWERED)) {
        given.extend(who(member.name).map(|person| (person, SourceKind::File, calls(today, number))));
    }
    if let (Some(amara), Some(next)) = (who(cast::AMARA.name), next) {
        given.push((amara, SourceKind::File, calls(today, 3)));
        given.push((amara, SourceKind::Days, vec![shift(next.starts_on, 5, 48)]));
        given.extend(who(cast::INES.name).map(|ines| (ines, SourceKind::Days, vec![shift(next.starts_on + Days::new(30), 5, 120)])));
    }
    db.write(move |tx| Box::pin(async move { keep(tx, now, given).await })).await
}

async fn keep(tx: &Tx, now: DateTime<Utc>, given: Vec<(PersonId, SourceKind, Vec<Interval>)>) -> Result<()> {
    for (person, kind, blocks) in given {
        let new = NewSource { id: BusySourceId::new(), person, kind, address: None };
        add_busy_source(tx, now, &new, &Reading { blocks: merged(blocks), not_understood: 0 }).await?;
    }
    Ok(())
}

/// A call of 24 hours every few days, and a week of service every two months; everybody's begin on another day.
fn calls(today: NaiveDate, number: u64) -> Vec<Interval> {
    let every = 5 + number % 4;
    let service = 10 + number * 3 % 45;
    let on_call = |day: &u64| (day + number * 2).is_multiple_of(every);
    let calls = (1..DAYS).filter(on_call).map(|day| shift(today + Days::new(day), 12, 24));
    let weeks = (0..3).flat_map(|round| (0..7).map(move |day| service + round * 60 + day));
    calls.chain(weeks.map(|day| shift(today + Days::new(day), 12, 11))).collect()
}

/// From an hour of a day on, in UTC, for some hours.
fn shift(day: NaiveDate, from: i64, hours: i64) -> Interval {
    let starts_at = day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(from);
    Interval { starts_at, ends_at: starts_at + TimeDelta::hours(hours) }
}
