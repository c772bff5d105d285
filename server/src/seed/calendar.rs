//! The demo's dates, all counted from the campus day on which it is loaded, so that it never grows old.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::{cohorts::Residency, ids::ResidencyId};

/// The campus of the demo.
pub const CAMPUS: Tz = chrono_tz::America::New_York;

/// Weeks from the first residency to each of the four.
const RESIDENCIES: [u64; 4] = [0, 16, 36, 68];
/// Campus days from the day of loading to the day the first unit is due; one more unit each week.
const FIRST_DUE: i64 = -25;

/// The dates of one cohort.
pub struct Calendar {
    /// The first day of the first residency, a Saturday.
    pub starts_on: NaiveDate,
    today: NaiveDate,
    earlier: Days,
}

impl Calendar {
    /// The cohort that began some weeks ago: four units are past due, the next is due in three days.
    pub fn running(now: DateTime<Utc>) -> Self {
        Self::earlier(now, 0)
    }

    /// The same, so many weeks earlier.
    pub fn earlier(now: DateTime<Utc>, weeks: u64) -> Self {
        let today = now.with_timezone(&CAMPUS).date_naive();
        let earlier = Days::new(weeks * 7);
        let before = today - earlier - Days::new(34);
        let saturday = before - Days::new(u64::from((before.weekday().num_days_from_monday() + 2) % 7));
        Self { starts_on: saturday, today, earlier }
    }

    /// Four residencies of four days, Saturday to Tuesday.
    pub fn residencies(&self) -> Vec<Residency> {
        let places = ["Main campus", "Main campus", "University hospital", "Main campus"];
        let titled = |(position, (weeks, place)): (i64, (u64, &str))| {
            let starts_on = self.starts_on + Days::new(weeks * 7);
            let title = format!("Residency {position}");
            Residency { id: ResidencyId::new(), position, title, place: place.to_owned(), starts_on, ends_on: starts_on + Days::new(3) }
        };
        (1..).zip(RESIDENCIES.into_iter().zip(places)).map(titled).collect()
    }

    /// The last day of the last residency.
    pub fn ends_on(&self) -> NaiveDate {
        self.residencies().last().map_or(self.starts_on, |last| last.ends_on)
    }

    /// The first module opens at the end of the first residency, at 18:00.
    pub fn opens_at(&self) -> DateTime<Utc> {
        at(self.starts_on + Days::new(3), 18, 0)
    }

    /// It is due two weeks before the second residency.
    pub fn module_due_at(&self) -> DateTime<Utc> {
        at(self.starts_on + Days::new(16 * 7 - 14), 23, 59)
    }

    /// The unit at this position, from 0, is due a week after the one before.
    pub fn unit_due_at(&self, position: usize) -> DateTime<Utc> {
        let days = FIRST_DUE + 7 * position as i64;
        let day = self.today - self.earlier + chrono::TimeDelta::days(days);
        at(day, 23, 59)
    }
}

/// A time of a campus day.
fn at(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN));
    CAMPUS.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |moment| moment.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, Weekday};

    #[test]
    fn on_every_day_of_two_years_the_demo_has_its_shape() {
        let first: DateTime<Utc> = "2026-11-22T17:00:00Z".parse().unwrap();
        for day in 0..730 {
            let now = first + TimeDelta::days(day);
            let calendar = Calendar::running(now);
            let residencies = calendar.residencies();
            assert!(residencies.iter().all(|one| one.starts_on.weekday() == Weekday::Sat && one.ends_on.weekday() == Weekday::Tue));
            assert!(residencies[0].ends_on < now.date_naive() && residencies[1].starts_on > now.date_naive() + Days::new(60));
            assert!(calendar.opens_at() + TimeDelta::days(4) < calendar.unit_due_at(0), "{now}");
            assert!(calendar.unit_due_at(3) < now && now < calendar.unit_due_at(4), "{now}");
            assert!(calendar.unit_due_at(9) < calendar.module_due_at() && calendar.opens_at() < now, "{now}");
        }
    }
}
