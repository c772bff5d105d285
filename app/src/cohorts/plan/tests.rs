use chrono::NaiveDate;
use domain::cohorts::calendar::{Plan, PlannedModule, PlannedResidency, PlannedUnit, Rule, resolve};

use super::*;
use crate::forms::Typed;

fn rule(text: &str) -> Rule {
    Rule::parse(text).unwrap()
}

fn plan() -> Plan {
    let residency = |title: &str, first_day| PlannedResidency { title: title.into(), place: "Campus".into(), days: 4, first_day };
    let units = vec![PlannedUnit { slug: "check".into(), due: rule("R2.start - 3d") }];
    Plan {
        residencies: vec![residency("Opening", rule("start")), residency("Middle", rule("R1.end + 8w on Sat"))],
        modules: vec![PlannedModule { slug: "economics".into(), opens: rule("R1.end + 1d"), due: rule("R2.start - 1d"), units }],
        ..Plan::default()
    }
}

fn sent(draft: &Draft) -> Draft {
    Draft::typed(&Typed::from_address(draft.fields()))
}

#[test]
fn a_form_that_is_sent_untouched_is_the_same_plan() {
    let draft = sent(&Draft::of(&plan()));
    assert_eq!(draft, Draft::of(&plan()));
    assert_eq!(draft.plan().unwrap(), plan());
}

#[test]
fn every_fault_stands_at_its_field_with_the_piece_that_is_wrong() {
    let mut draft = Draft::of(&plan());
    draft.residencies[1].first_day = "R1.finish + 2w".into();
    draft.modules[0].due = "R2.start - 14".into();
    draft.modules[0].units[0].due = "mañana".into();
    draft.residencies[0].days = "0".into();
    let wrong = draft.plan().unwrap_err();
    let fields: Vec<_> = wrong.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["r1-days", "r2-first", "m1-due", "m1-u1-due"]);
    let marked = wrong[1].rule.clone().unwrap();
    assert_eq!((marked.before.as_str(), marked.piece.as_str(), marked.after.as_str()), ("", "R1.finish", " + 2w"));
}

#[test]
fn what_only_shows_in_the_whole_stands_at_its_field_too() {
    let mut draft = Draft::of(&plan());
    draft.residencies[0].first_day = "R2.start - 1w".into();
    let wrong = draft.plan().unwrap_err();
    assert!(wrong[0].reason.contains("circle"), "{wrong:?}");
    assert!(wrong[0].field.ends_with("-first"), "{wrong:?}");
    let mut draft = Draft::of(&plan());
    draft.modules.push(draft.modules[0].clone());
    assert_eq!(draft.plan().unwrap_err()[0].field, "m2-slug");
    draft.modules[1].slug = "other".into();
    draft.modules[1].due = "missing.opens".into();
    assert_eq!(draft.plan().unwrap_err()[0].field, "m2-due");
}

#[test]
fn a_field_tells_of_which_module_and_unit_it_is() {
    let draft = Draft::of(&plan()).moved(Move::Add(Kind::Module)).moved(Move::Add(Kind::Unit(1)));
    assert_eq!((draft.about("m1-slug"), draft.about("m1-due")), (Some(("economics", None)), Some(("economics", None))));
    assert_eq!(draft.about("m1-u1-due"), Some(("economics", Some("check"))));
    for none in ["m1-u2-due", "m1-u9-due", "m2-opens", "m3-due", "m0-due", "more", "r1-first", "start", ""] {
        assert_eq!(draft.about(none), None, "{none}");
    }
}

#[test]
fn a_residency_that_changes_its_place_takes_along_what_counts_from_it() {
    let draft = Draft::of(&plan()).moved(Move::Down(Kind::Residency, 1));
    assert_eq!(draft.residencies.iter().map(|row| row.title.as_str()).collect::<Vec<_>>(), ["Middle", "Opening"]);
    assert_eq!(draft.residencies[0].first_day, "R2.end + 8w on Sat");
    assert_eq!((draft.modules[0].opens.as_str(), draft.modules[0].due.as_str()), ("R2.end + 1d", "R1.start - 1d"));
    assert_eq!(draft.moved(Move::Up(Kind::Residency, 2)), Draft::of(&plan()));
}

#[test]
fn what_counted_from_a_residency_that_is_gone_is_found_wrong() {
    let draft = Draft::of(&plan()).moved(Move::Remove(Kind::Residency, 2));
    assert_eq!(draft.modules[0].due, "removed.start - 1d");
    assert_eq!(draft.modules[0].opens, "R1.end + 1d");
    let fields: Vec<_> = draft.plan().unwrap_err().into_iter().map(|one| one.field).collect();
    assert_eq!(fields, ["m1-due", "m1-u1-due"]);
}

#[test]
fn buttons_name_what_they_do() {
    for change in [
        Move::Add(Kind::Module),
        Move::Add(Kind::Unit(3)),
        Move::Remove(Kind::Unit(3), 2),
        Move::Up(Kind::Blackout, 2),
        Move::Down(Kind::Residency, 1),
    ] {
        assert_eq!(Move::read(&change.value()), Some(change));
    }
    for nonsense in ["", "save", "add", "add x", "up r", "up r 0", "up r -1", "sideways r 1", "remove mx-u 1"] {
        assert_eq!(Move::read(nonsense), None, "{nonsense}");
    }
    let draft = Draft::of(&plan());
    for beyond in [Move::Up(Kind::Module, 1), Move::Down(Kind::Module, 1), Move::Remove(Kind::Blackout, 9), Move::Add(Kind::Unit(7))] {
        assert_eq!(draft.clone().moved(beyond), draft);
    }
}

#[test]
fn rows_left_blank_are_no_rows() {
    let mut draft = Draft::of(&plan());
    for kind in [Kind::Residency, Kind::Unit(1), Kind::Blackout] {
        draft = draft.moved(Move::Add(kind));
    }
    assert_eq!(sent(&draft), draft, "they stay in the form");
    assert_eq!(draft.without_blank_rows(), Draft::of(&plan()));
}

#[test]
fn in_a_cohort_residencies_are_days() {
    let calendar = resolve(&plan(), NaiveDate::from_ymd_opt(2027, 1, 9).unwrap(), chrono_tz::America::New_York).unwrap();
    let draft = Draft::of(&plan()).dated(&calendar);
    assert_eq!(draft.residencies.iter().map(|row| row.first_day.as_str()).collect::<Vec<_>>(), ["2027-01-09", "2027-03-13"]);
    assert!(draft.plan().is_ok());
}

#[test]
fn a_blackout_of_one_day_needs_no_last_day() {
    let mut draft = Draft::of(&plan());
    draft.blackouts.push(BlackoutRow { title: "Snow".into(), first: "2027-01-11".into(), last: String::new() });
    let blackout = draft.plan().unwrap().blackouts.remove(0);
    assert_eq!(blackout.first, blackout.last);
    draft.blackouts[0].last = "2027-01-10".into();
    assert_eq!(draft.plan().unwrap_err()[0].field, "b1-last");
}

#[test]
fn what_was_typed_goes_on_top_of_what_was_released_meanwhile() {
    let base = Draft::of(&plan());
    let (mut theirs, mut own) = (base.clone(), base.clone());
    theirs.residencies[0].first_day = "2027-01-16".into();
    theirs.blackouts.push(BlackoutRow::default());
    own.residencies[1].first_day = "2027-03-20".into();
    own.modules[0].units[0].due = "R2.start - 5d".into();
    let both = own.on_top_of(&base, &theirs);
    assert_eq!(both.residencies.iter().map(|row| row.first_day.as_str()).collect::<Vec<_>>(), ["2027-01-16", "2027-03-20"]);
    assert_eq!((both.modules, both.blackouts.len()), (own.modules.clone(), 1));
    own.residencies.pop();
    assert_eq!(own.on_top_of(&base, &theirs).residencies, own.residencies, "where both changed the rows, one's own stand");
}
