//! The demo's dates, all counted from the campus day on which it is loaded, so that it never grows old.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::cohorts::{
    calendar::{Base, Edge, Plan, PlannedModule, PlannedResidency, PlannedUnit, Rule, Step},
    store::PublishedUnit,
};

use super::curriculum::{HEALTH_ECONOMICS, HELD};

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
    /// The day on which the cohort is where the running one is on the day of loading.
    today: NaiveDate,
}

impl Calendar {
    /// The cohort that began some weeks ago: four units are past due, the next is due in three days.
    pub fn running(now: DateTime<Utc>) -> Self {
        Self::shifted(now, 0)
    }

    /// The same, so many weeks later; earlier if negative.
    pub fn shifted(now: DateTime<Utc>, weeks: i64) -> Self {
        let today = now.with_timezone(&CAMPUS).date_naive() + TimeDelta::weeks(weeks);
        let before = today - Days::new(34);
        let saturday = before - Days::new(u64::from((before.weekday().num_days_from_monday() + 2) % 7));
        Self { starts_on: saturday, today }
    }

    /// The program's plan: four residencies of four days, Saturday to Tuesday; the module opens at the end of the first at 18:00 and is
    /// due two weeks before the second; its units are due a week after each other.
    pub fn program(&self, units: &[PublishedUnit]) -> Plan {
        let places = ["Main campus", "Main campus", "University hospital", "Main campus"];
        let residency = |(position, (weeks, place)): (usize, (u64, &str))| PlannedResidency {
            title: format!("Residency {position}"),
            place: place.to_owned(),
            days: 4,
            first_day: after(if position == 1 { Base::Start } else { Base::Residency(1, Edge::Start) }, Step::Weeks(weeks as i32)),
        };
        let first = after(Base::Opens, Step::Days((self.first_due() - self.opens_on()).num_days() as i32));
        let next = std::iter::repeat(after(Base::Previous(Edge::Due), Step::Weeks(1)));
        // What is held in the second residency is due when it is over.
        let held = |unit: &PublishedUnit| unit.slug == HELD;
        let unit = |(unit, due): (&PublishedUnit, Rule)| PlannedUnit {
            slug: unit.slug.clone(),
            due: if held(unit) { on(Base::Residency(2, Edge::End)) } else { due },
        };
        let module = PlannedModule {
            slug: HEALTH_ECONOMICS.to_owned(),
            opens: Rule { at: NaiveTime::from_hms_opt(18, 0, 0), ..on(Base::Residency(1, Edge::End)) },
            due: after(Base::Residency(2, Edge::Start), Step::Days(-14)),
            units: units.iter().zip(std::iter::once(first).chain(next)).map(unit).collect(),
        };
        let residencies = (1..).zip(RESIDENCIES.into_iter().zip(places)).map(residency).collect();
        Plan { residencies, modules: vec![module], ..Plan::default() }
    }

    /// The cohort's plan: the program's, with the days of the residencies chosen. The third is a week early at first.
    pub fn cohort(&self, program: &Plan, third_moved: bool) -> Plan {
        let mut plan = program.clone();
        for (number, (residency, weeks)) in plan.residencies.iter_mut().zip(RESIDENCIES).enumerate() {
            let early = if number == 2 && !third_moved { 7 } else { 0 };
            residency.first_day = Rule::fixed(self.starts_on + Days::new(weeks * 7 - early), None);
        }
        plan
    }

    fn opens_on(&self) -> NaiveDate {
        self.starts_on + Days::new(3)
    }

    fn first_due(&self) -> NaiveDate {
        self.today + TimeDelta::days(FIRST_DUE)
    }
}

fn on(base: Base) -> Rule {
    Rule { base, steps: Vec::new(), at: None, skip: None }
}

fn after(base: Base, step: Step) -> Rule {
    let steps = if matches!(step, Step::Weeks(0)) { Vec::new() } else { vec![step] };
    Rule { steps, ..on(base) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Weekday;
    use domain::{
        cohorts::calendar::resolve,
        ids::{UnitId, VersionId},
    };

    fn units() -> Vec<PublishedUnit> {
        let version_id = VersionId::new();
        let unit = |position| PublishedUnit { version_id, id: UnitId::new(), slug: format!("u{position}"), title: String::new(), position };
        (1..=10).map(unit).collect()
    }

    #[test]
    fn on_every_day_of_two_years_the_demo_has_its_shape() {
        let first: DateTime<Utc> = "2026-11-22T17:00:00Z".parse().unwrap();
        let units = units();
        for day in 0..730 {
            let now = first + TimeDelta::days(day);
            let calendar = Calendar::running(now);
            let program = calendar.program(&units);
            let plan = calendar.cohort(&program, true);
            let found = resolve(&plan, calendar.starts_on, CAMPUS).unwrap();
            assert_eq!(found, resolve(&program, calendar.starts_on, CAMPUS).unwrap(), "{now}");
            let residencies = &found.residencies;
            assert!(residencies.iter().all(|one| one.first_day.weekday() == Weekday::Sat && one.last_day.weekday() == Weekday::Tue));
            assert!(residencies[0].last_day < now.date_naive() && residencies[1].first_day > now.date_naive() + Days::new(60));
            let module = &found.modules[0];
            assert!(module.opens_at + TimeDelta::days(4) < module.units[0].due_at, "{now}");
            assert!(module.units[3].due_at < now && now < module.units[4].due_at, "{now}");
            assert!(module.units[9].due_at < module.due_at && module.opens_at < now, "{now}");
            assert_eq!(found.ends_on, residencies[3].last_day);
        }
    }

    #[test]
    fn the_rules_read_like_a_schools() {
        let calendar = Calendar::running("2026-11-22T17:00:00Z".parse().unwrap());
        let plan = calendar.program(&units());
        let days: Vec<String> = plan.residencies.iter().map(|one| one.first_day.to_string()).collect();
        assert_eq!(days, ["start", "R1.start + 16w", "R1.start + 36w", "R1.start + 68w"]);
        let module = &plan.modules[0];
        assert_eq!((module.opens.to_string().as_str(), module.due.to_string().as_str()), ("R1.end at 18:00", "R2.start - 14d"));
        assert_eq!(
            (module.units[0].due.to_string().as_str(), module.units[1].due.to_string().as_str()),
            ("opens + 8d", "previous.closes + 1w")
        );
    }
}
