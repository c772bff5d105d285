use super::*;

fn faults(plan: &Plan) -> Vec<String> {
    resolve(plan, day("2027-02-06"), NEW_YORK).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn a_circle_is_named_once_and_what_hangs_on_it_is_not_told() {
    let mut plan = program();
    plan.residencies[1].first_day = rule("economics.due + 1w");
    assert_eq!(
        faults(&plan),
        ["Residency 2, characters 1 to 13: These dates count from each other in a circle: R2.start → economics due → R2.start."]
    );
    assert_eq!(check(&plan).len(), 1);
    plan.modules[0].due = rule("due + 1d");
    assert_eq!(faults(&plan), ["Module economics, due, characters 1 to 3: It counts from itself: economics due → economics due."]);
    plan.modules[0].due = rule("opens + 1d");
    plan.modules[0].opens = rule("due - 1d");
    plan.end = Some(rule("R1.end"));
    assert!(faults(&plan)[0].contains("economics due → economics opens → economics due"));
}

#[test]
fn a_rule_that_counts_from_nothing_says_so_with_its_place_and_characters() {
    for (change, expected) in [
        (
            (|plan| plan.residencies[0].first_day = rule("previous.end")) as fn(&mut Plan),
            "Residency 1, characters 1 to 12: There is no residency before",
        ),
        (|plan| plan.residencies[1].first_day = rule("opens"), "Residency 2, characters 1 to 5: Only modules open"),
        (|plan| plan.residencies[1].first_day = rule("previous.closes"), "write previous.start or previous.end"),
        (
            |plan| plan.modules[0].due = rule("R3.start"),
            "Module economics, due, characters 1 to 8: There is no R3: the plan has 2 residencies.",
        ),
        (|plan| plan.modules[0].opens = rule("previous.closes"), "Module economics, opens, characters 1 to 15: There is no module before"),
        (|plan| plan.modules[1].opens = rule("previous.end"), "write previous.opens or previous.closes"),
        (
            |plan| plan.modules[1].due = rule("ethics.due"),
            "Module finance, due, characters 1 to 10: There is no module ethics in the plan.",
        ),
        (|plan| plan.modules[1].due = rule("end"), "Module finance, due, characters 1 to 3: The end has no rule"),
        (
            |plan| plan.modules[0].units[0].due = rule("previous.closes"),
            "Module economics, unit basics, due, characters 1 to 15: There is no unit",
        ),
        (|plan| plan.modules[0].units[1].due = rule("previous.opens"), "The previous one is a unit"),
        (|plan| plan.end = Some(rule("previous.end")), "End, characters 1 to 12: Nothing comes before the end"),
    ] {
        let mut plan = program();
        change(&mut plan);
        let found = faults(&plan);
        assert!(found.len() == 1 && found[0].contains(expected), "{expected}: {found:?}");
        assert_eq!(check(&plan).len(), 1);
    }
}

#[test]
fn what_is_left_out_or_there_twice_is_named() {
    let mut plan = program();
    plan.residencies[0].title = " ".into();
    plan.residencies[1].days = 0;
    plan.residencies[1].first_day = rule("R1.start + 16w at 9:00");
    plan.modules[1].slug = "economics".into();
    plan.modules[0].units[1].slug = "basics".into();
    plan.blackouts = vec![Blackout { title: String::new(), first: day("2027-03-02"), last: day("2027-03-01") }];
    plan.end = Some(rule("R2.end at 12:00"));
    plan.hours_a_week = 0;
    plan.completion = Completion { units_percent: 101, residencies: Some(3), more: String::new() };
    let places: Vec<String> = check(&plan).iter().map(|fault| fault.place.to_string()).collect();
    let expected = [
        "Residency 1",
        "Residency 2",
        "Residency 2",
        "Module economics, unit basics, due",
        "Module economics",
        "Blackout 1",
        "Blackout 1",
        "End",
        "Hours a week",
        "Completion",
        "Completion",
    ];
    assert_eq!(places, expected);
}

#[test]
fn what_comes_in_the_wrong_order_is_wrong_for_this_start_only() {
    let mut plan = program();
    plan.residencies[1].first_day = rule("2027-02-09");
    plan.modules[0].due = rule("2027-02-09 at 17:00");
    plan.modules[0].units[0].due = rule("2027-02-01");
    plan.modules[1] = module("finance", "2027-03-01", "2027-03-02", &[]);
    plan.end = Some(rule("start - 1d"));
    assert_eq!(
        faults(&plan),
        [
            "Residency 2: It begins on Tue 9 Feb 2027, before residency 1 is over on Tue 9 Feb 2027.",
            "Module economics, due: It is due on Tue 9 Feb 2027, 17:00, but opens only on Tue 9 Feb 2027, 18:00.",
            "Module economics, unit basics, due: It is due on Mon 1 Feb 2027, 23:59, but the module opens only on Tue 9 Feb 2027, 18:00.",
            "Module economics, unit checkpoint, due: It is due on Mon 8 Feb 2027, 23:59, but the module opens only on Tue 9 Feb 2027, 18:00.",
            "End: It ends on Fri 5 Feb 2027, before it starts on Sat 6 Feb 2027.",
        ]
    );
    assert!(check(&plan).is_empty());
    let mut plan = program();
    plan.residencies[1].first_day = rule("2999-12-31 + 1d");
    assert_eq!(faults(&plan), ["Residency 2: It comes to a day beyond the years 1900 to 2999."]);
}

#[test]
fn a_long_chain_neither_takes_long_nor_fills_the_stack() {
    let mut plan = Plan { modules: vec![module("m0", "start", "opens + 1d", &[])], ..Plan::default() };
    plan.modules.extend((1..400).map(|number| module(&format!("m{number}"), "previous.closes", "opens + 1d", &[])));
    plan.modules.reverse();
    for module in &mut plan.modules {
        let number: usize = module.slug[1..].parse().unwrap();
        if number > 0 {
            module.opens = rule(&format!("m{}.due", number - 1));
        }
    }
    let calendar = resolved(&plan);
    assert_eq!(local(calendar.modules[0].due_at), "Sun 2028-03-12 23:59");
}
