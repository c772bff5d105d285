//! The demo's dates, all counted from the campus day on which it is loaded, so that it never grows old.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::cohorts::{
    calendar::{Base, Edge, Plan, PlannedModule, PlannedResidency, PlannedUnit, Rule, Step},
    store::PublishedUnit,
};

use super::curriculum::{HEALTH_ECONOMICS, HELD, ORIENTATION};

/// The campus of the demo.
pub const CAMPUS: Tz = chrono_tz::America::New_York;

/// Weeks from the first residency to each of the four.
const RESIDENCIES: [u64; 4] = [0, 16, 36, 68];
/// Campus days from the day of loading to the day the first unit is due; one more unit each week.
const FIRST_DUE: i64 = -25;

/// When a residency is over and what follows it opens.
const EVENING: NaiveTime = match NaiveTime::from_hms_opt(18, 0, 0) {
    Some(at) => at,
    None => NaiveTime::MIN,
};

/// Where a module stands between residencies.
struct Stretch {
    module: &'static str,
    /// The residency it follows, from 1.
    after: usize,
    /// Weeks from the end of that one to its opening.
    weeks: i32,
    /// Weeks from there to its date; absent: two weeks before the next residency.
    due: Option<i32>,
}

const fn stretch(module: &'static str, after: usize, weeks: i32, due: Option<i32>) -> Stretch {
    Stretch { module, after, weeks, due }
}

/// The modules of the program in order, after the orientation.
const STRETCHES: [Stretch; 5] = [
    stretch(HEALTH_ECONOMICS, 1, 0, None),
    stretch("value-based-care", 2, 0, None),
    stretch("leading-change", 2, 2, None),
    stretch("risk-quality-safety", 3, 0, Some(16)),
    stretch("digital-health", 3, 14, None),
];

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

    /// The program's plan: four residencies of four days, Saturday to Tuesday, and between them the starter modules. Before them
    /// stands the orientation. What opens with the end of a residency opens at 18:00; units are due a week after each other.
    pub fn program(&self, modules: &[(&str, Vec<PublishedUnit>)]) -> Plan {
        let places = ["Main campus", "Main campus", "University hospital", "Main campus"];
        let residency = |(position, (weeks, place)): (usize, (u64, &str))| PlannedResidency {
            title: format!("Residency {position}"),
            place: place.to_owned(),
            days: 4,
            first_day: after(if position == 1 { Base::Start } else { Base::Residency(1, Edge::Start) }, Step::Weeks(weeks as i32)),
        };
        let residencies = (1..).zip(RESIDENCIES.into_iter().zip(places)).map(residency).collect();
        let units = |slug: &str| modules.iter().find(|(name, _)| *name == slug).map(|(_, units)| units.as_slice());
        let module = |stretch: &Stretch| Some(self.module(stretch, units(stretch.module)?));
        let modules = std::iter::once(orientation()).chain(STRETCHES.iter().filter_map(module)).collect();
        Plan { residencies, modules, ..Plan::default() }
    }

    fn module(&self, stretch: &Stretch, units: &[PublishedUnit]) -> PlannedModule {
        let running = (self.first_due() - self.opens_on()).num_days() as i32;
        let first = after(Base::Opens, Step::Days(if stretch.module == HEALTH_ECONOMICS { running } else { 8 }));
        let next = std::iter::repeat(after(Base::Previous(Edge::Due), Step::Weeks(1)));
        // What is held in the second residency is due when it is over.
        let held = |unit: &PublishedUnit| unit.slug == HELD;
        let unit = |(unit, due): (&PublishedUnit, Rule)| PlannedUnit {
            slug: unit.slug.clone(),
            due: if held(unit) { on(Base::Residency(2, Edge::End)) } else { due },
        };
        let opens = after(Base::Residency(stretch.after, Edge::End), Step::Weeks(stretch.weeks));
        PlannedModule {
            slug: stretch.module.to_owned(),
            opens: Rule { at: (stretch.weeks == 0).then_some(EVENING), ..opens },
            due: match stretch.due {
                None => after(Base::Residency(stretch.after + 1, Edge::Start), Step::Days(-14)),
                Some(weeks) => after(Base::Residency(stretch.after, Edge::End), Step::Weeks(weeks)),
            },
            units: units.iter().zip(std::iter::once(first).chain(next)).map(unit).collect(),
        }
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

/// What students read before they come first.
fn orientation() -> PlannedModule {
    let before = |days: i32| after(Base::Residency(1, Edge::Start), Step::Days(-days));
    PlannedModule { slug: ORIENTATION.to_owned(), opens: before(14), due: before(1), units: Vec::new() }
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

    fn units(number: i64) -> Vec<PublishedUnit> {
        let version_id = VersionId::new();
        let unit = |position| PublishedUnit { version_id, id: UnitId::new(), slug: format!("u{position}"), title: String::new(), position };
        (1..=number).map(unit).collect()
    }

    fn modules() -> Vec<(&'static str, Vec<PublishedUnit>)> {
        STRETCHES.iter().map(|stretch| (stretch.module, units(if stretch.module == HEALTH_ECONOMICS { 10 } else { 14 }))).collect()
    }

    #[test]
    fn on_every_day_of_two_years_the_demo_has_its_shape() {
        let first: DateTime<Utc> = "2026-11-22T17:00:00Z".parse().unwrap();
        let modules = modules();
        for day in 0..730 {
            let now = first + TimeDelta::days(day);
            let calendar = Calendar::running(now);
            let program = calendar.program(&modules);
            let plan = calendar.cohort(&program, true);
            let found = resolve(&plan, calendar.starts_on, CAMPUS).unwrap();
            assert_eq!(found, resolve(&program, calendar.starts_on, CAMPUS).unwrap(), "{now}");
            let residencies = &found.residencies;
            assert!(residencies.iter().all(|one| one.first_day.weekday() == Weekday::Sat && one.last_day.weekday() == Weekday::Tue));
            assert!(residencies[0].last_day < now.date_naive() && residencies[1].first_day > now.date_naive() + Days::new(60));
            let module = &found.modules[1];
            assert!(module.opens_at + TimeDelta::days(4) < module.units[0].due_at, "{now}");
            assert!(module.units[3].due_at < now && now < module.units[4].due_at, "{now}");
            assert!(module.units[9].due_at < module.due_at && module.opens_at < now, "{now}");
            for later in &found.modules[2..] {
                assert!(residencies[1].last_day <= later.opens_at.date_naive() && later.units[13].due_at < later.due_at, "{now}");
            }
            assert_eq!(found.ends_on, residencies[3].last_day);
        }
    }

    #[test]
    fn the_rules_read_like_a_schools() {
        let calendar = Calendar::running("2026-11-22T17:00:00Z".parse().unwrap());
        let plan = calendar.program(&modules());
        let days: Vec<String> = plan.residencies.iter().map(|one| one.first_day.to_string()).collect();
        assert_eq!(days, ["start", "R1.start + 16w", "R1.start + 36w", "R1.start + 68w"]);
        let module = &plan.modules[1];
        assert_eq!((module.opens.to_string().as_str(), module.due.to_string().as_str()), ("R1.end at 18:00", "R2.start - 14d"));
        assert_eq!(
            (module.units[0].due.to_string().as_str(), module.units[1].due.to_string().as_str()),
            ("opens + 8d", "previous.closes + 1w")
        );
        let stretches: Vec<String> = plan.modules.iter().map(|one| format!("{}: {} to {}", one.slug, one.opens, one.due)).collect();
        let expected = [
            "orientation: R1.start - 14d to R1.start - 1d",
            "health-economics: R1.end at 18:00 to R2.start - 14d",
            "value-based-care: R2.end at 18:00 to R3.start - 14d",
            "leading-change: R2.end + 2w to R3.start - 14d",
            "risk-quality-safety: R3.end at 18:00 to R3.end + 16w",
            "digital-health: R3.end + 14w to R4.start - 14d",
        ];
        assert_eq!(stretches, expected);
    }
}
