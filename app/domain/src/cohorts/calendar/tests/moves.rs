//! Moving an anchor moves what counts from it, and nothing else.

use chrono::{NaiveDateTime, TimeDelta};
use proptest::prelude::*;

use super::*;

/// Some days or weeks, as a step.
fn far() -> impl Strategy<Value = Step> {
    prop_oneof![(0_i32..60).prop_map(Step::Days), (0_i32..9).prop_map(Step::Weeks)]
}

fn hour() -> impl Strategy<Value = Option<chrono::NaiveTime>> {
    proptest::option::of((5_u32..23).prop_map(|hour| chrono::NaiveTime::from_hms_opt(hour, 30, 0).unwrap()))
}

/// Anything a module can count from if there are residencies and modules before it.
fn anchor(residencies: usize, module: usize) -> impl Strategy<Value = Base> {
    let edge = |end: bool| if end { Edge::End } else { Edge::Start };
    let other = move |number: usize, due: bool| {
        if module == 0 { Base::Start } else { Base::Module(format!("m{}", number % module), if due { Edge::Due } else { Edge::Opens }) }
    };
    prop_oneof![
        Just(Base::Start),
        Just(Base::Day(day("2027-05-01"))),
        (1..=residencies, any::<bool>()).prop_map(move |(number, end)| Base::Residency(number, edge(end))),
        (0_usize..8, any::<bool>()).prop_map(move |(number, due)| other(number, due)),
        any::<bool>().prop_map(move |due| if module == 0 {
            Base::Start
        } else {
            Base::Previous(if due { Edge::Due } else { Edge::Opens })
        }),
    ]
}

fn a_module(residencies: usize, number: usize) -> impl Strategy<Value = PlannedModule> {
    let unit = (any::<bool>(), far(), hour());
    let parts = (anchor(residencies, number), far(), hour(), 1_i32..50, hour(), proptest::collection::vec(unit, 0..4));
    parts.prop_map(move |(base, step, opens_at, length, due_at, units)| {
        let units = (0..).zip(units).map(|(place, (previous, step, at))| {
            let base = if previous && place > 0 { Base::Previous(Edge::Due) } else { Base::Opens };
            PlannedUnit { slug: format!("u{place}"), due: Rule { base, steps: vec![Step::Days(1), step], at, skip: None } }
        });
        PlannedModule {
            slug: format!("m{number}"),
            opens: Rule { base, steps: vec![step], at: opens_at, skip: None },
            due: Rule { base: Base::Opens, steps: vec![Step::Days(length)], at: due_at, skip: None },
            units: units.collect(),
        }
    })
}

fn a_plan() -> impl Strategy<Value = Plan> {
    let gaps = proptest::collection::vec((any::<bool>(), 30_i32..200, 1_u32..8), 1..5);
    gaps.prop_flat_map(|gaps| {
        let residencies: Vec<_> = (0..)
            .zip(gaps)
            .map(|(number, (previous, gap, days))| {
                let base = match number {
                    0 => Base::Start,
                    _ if previous => Base::Previous(Edge::End),
                    _ => Base::Residency(number, Edge::Start),
                };
                let first_day = Rule { base, steps: vec![Step::Days(gap)], at: None, skip: None };
                PlannedResidency { title: "A residency".into(), place: String::new(), days, first_day }
            })
            .collect();
        let modules: Vec<_> = (0..5).map(|number| a_module(residencies.len(), number)).collect();
        (Just(residencies), modules).prop_map(|(residencies, modules)| Plan { residencies, modules, ..Plan::default() })
    })
}

/// Whether a date counts from a residency, told from the rules alone: one step after the other.
fn hangs_on(plan: &Plan, place: &Place, anchor: usize) -> bool {
    let module = |slug: &str| plan.modules.iter().position(|one| one.slug == slug).unwrap();
    let of = |number: usize, edge: Edge| {
        let slug = plan.modules[number].slug.clone();
        if edge == Edge::Due { Place::Due(slug) } else { Place::Opens(slug) }
    };
    let (rule, own) = match place {
        Place::Residency(position) if *position == anchor => return true,
        Place::Residency(position) => (&plan.residencies[position - 1].first_day, 0),
        Place::Opens(slug) => (&plan.modules[module(slug)].opens, module(slug)),
        Place::Due(slug) => (&plan.modules[module(slug)].due, module(slug)),
        Place::UnitDue { module: slug, unit } => {
            let planned = &plan.modules[module(slug)];
            (&planned.units.iter().find(|one| one.slug == *unit).unwrap().due, module(slug))
        }
        _ => return false,
    };
    let next = match (&rule.base, place) {
        (Base::Residency(position, _), _) => Place::Residency(*position),
        (Base::Previous(_), Place::Residency(position)) => Place::Residency(position - 1),
        (Base::Previous(_), Place::UnitDue { module, unit }) => {
            let before: usize = unit[1..].parse::<usize>().unwrap() - 1;
            Place::UnitDue { module: module.clone(), unit: format!("u{before}") }
        }
        (Base::Previous(edge), _) => of(own - 1, *edge),
        (Base::Module(slug, edge), _) => of(module(slug), *edge),
        (Base::Opens, _) => of(own, Edge::Opens),
        (Base::Due, _) => of(own, Edge::Due),
        _ => return false,
    };
    hangs_on(plan, &next, anchor)
}

/// Every date by its place, as campus time.
fn dates(calendar: &Calendar) -> Vec<(Place, NaiveDateTime)> {
    let local = |moment: DateTime<Utc>| moment.with_timezone(&calendar.time_zone).naive_local();
    let mut dates: Vec<_> = calendar.residencies.iter().map(|one| (Place::Residency(one.position), one.first_day.into())).collect();
    for module in &calendar.modules {
        dates.push((Place::Opens(module.slug.clone()), local(module.opens_at)));
        dates.push((Place::Due(module.slug.clone()), local(module.due_at)));
        let unit = |unit: &UnitDates| (Place::UnitDue { module: module.slug.clone(), unit: unit.slug.clone() }, local(unit.due_at));
        dates.extend(module.units.iter().map(unit));
    }
    dates
}

proptest! {
    #[test]
    fn moving_a_residency_moves_exactly_what_hangs_on_it(plan in a_plan(), which in 0_usize..5, days in -25_i32..200) {
        let which = which % plan.residencies.len();
        let before = resolve(&plan, day("2027-01-09"), NEW_YORK).unwrap();
        let mut moved = plan.clone();
        moved.residencies[which].first_day.steps.push(Step::Days(days));
        let after = resolve(&moved, day("2027-01-09"), NEW_YORK);
        prop_assume!(after.is_ok());
        let after = after.unwrap();
        for ((place, before), (_, after)) in dates(&before).into_iter().zip(dates(&after)) {
            let by = if hangs_on(&plan, &place, which + 1) { TimeDelta::days(i64::from(days)) } else { TimeDelta::zero() };
            prop_assert_eq!(after - before, by, "{}", place);
        }
        let told: Vec<_> = changes(&before, &after).into_iter().map(|change| change.place).filter(|place| *place != Place::End).collect();
        let expected = dates(&before).into_iter().map(|(place, _)| place).filter(|place| days != 0 && hangs_on(&plan, place, which + 1));
        prop_assert_eq!(told, expected.collect::<Vec<_>>());
    }

    #[test]
    fn the_same_plan_comes_to_the_same_calendar(plan in a_plan(), shift in 0_i64..2000) {
        let start = day("2026-01-01") + TimeDelta::days(shift);
        let calendar = resolve(&plan, start, NEW_YORK);
        prop_assert_eq!(&resolve(&plan.clone(), start, NEW_YORK), &calendar);
        let again: Plan = serde_json::from_str(&serde_json::to_string(&plan).unwrap()).unwrap();
        prop_assert_eq!(resolve(&again, start, NEW_YORK), calendar);
    }
}
