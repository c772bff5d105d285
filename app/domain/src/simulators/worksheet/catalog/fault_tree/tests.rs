use super::*;
use crate::simulators::worksheet::Plot;
use crate::simulators::worksheet::tests::{figure, outcome, refusal};

#[test]
fn a_critical_potassium_is_missed_42_times_a_year_as_the_tree_is_drawn() {
    // docs/assignments/risk-quality-safety.md
    let outcome = outcome(&WORKSHEET, "preset=potassium");
    assert_eq!((figure(&outcome, "Top event").as_str(), figure(&outcome, "In a year").as_str()), ("0.00698", "42"));
    let sets: Vec<String> = outcome.tables[2].rows.iter().map(|row| row[0].shown()).collect();
    assert_eq!(sets, ["Told but no act", "Not on the list", "Call fails and Alert fails"]);
    assert!(outcome.says.ends_with("Enough alone: Told but no act; Not on the list."), "{}", outcome.says);
}

#[test]
fn a_directory_in_common_makes_it_97_and_a_third_channel_90() {
    let with = outcome(&WORKSHEET, "preset=directory");
    assert_eq!(figure(&with, "In a year"), "97");
    assert_eq!(figure(&with, "Were all independent"), "0.00698");
    assert!((figure(&with, "Top event").parse::<f64>().unwrap() - 0.0162).abs() < 5e-5);
    // The directory is worth most: 37 are left.
    assert_eq!(with.tables[1].rows[0][0].shown(), "Directory wrong");
    assert!(with.tables[1].rows[0][3].shown().starts_with("37."), "{:?}", with.tables[1].rows[0]);
    let Plot::Lines { lines, .. } = &with.pictures[2].plot else { panic!("no lines") };
    assert_eq!(lines[0].points.len(), 13);
    let nodes = "nodes=Top,,or;A,Top,event,0.002;B,Top,and;B1,B,event,0.05;B2,B,event,0.04;B3,B,event,0.1;C,Top,event,0.003";
    let third = outcome(&WORKSHEET, &format!("{nodes}&common=D,0.01,B1%2BB2%2BB3&demands=6000"));
    assert_eq!(figure(&third, "In a year"), "90");
}

#[test]
fn a_bad_shift_makes_four_failures_26_times_as_probable() {
    let outcome = outcome(&WORKSHEET, "preset=bad-shift");
    assert_eq!(figure(&outcome, "Top event"), "0.00258");
    assert_eq!(figure(&outcome, "Were all independent"), "0.0001");
    assert!((figure(&outcome, "The common cause makes it").parse::<f64>().unwrap() - 26.0).abs() < 0.5);
}

#[test]
fn other_presets_are_as_in_the_lessons() {
    let generators = outcome(&WORKSHEET, "preset=generators");
    assert!((figure(&generators, "Top event").parse::<f64>().unwrap() - 0.0042).abs() < 5e-5);
    assert_eq!(figure(&generators, "Were all independent"), "0.0005");
    assert_eq!(figure(&outcome(&WORKSHEET, "preset=oxygen"), "Top event"), "0.0005");
}

#[test]
fn what_is_wrong_is_refused_where_it_stands() {
    let at = |nodes: &str| refusal(&WORKSHEET, &format!("nodes={nodes}")).0;
    assert_eq!(at(""), "nodes");
    assert_eq!(at("A,,event,0.1"), "nodes.0.kind");
    assert_eq!(at("A,,or"), "nodes.0.kind");
    assert_eq!(at("A,,or;B,A,event"), "nodes.1.p");
    assert_eq!(at("A,,or;B,A,event,2"), "nodes.1.p");
    assert_eq!(at("A,,or;B,C,event,0.1"), "nodes.1.under");
    assert_eq!(at("A,,or;B,,or;C,A,event,0.1;C,B"), "nodes.1.under");
    assert_eq!(at("A,,or;B,A,event,0.1;B,A,event"), "nodes.2.name");
    assert_eq!(at("A,,or;B,A,and;C,B,or;B,C,and;E,A,event,0.1"), "nodes.1.under");
    assert_eq!(at("A,,two;B,A,event,0.1"), "nodes.0.kind");
    assert_eq!(at("A,,or;B,A,event,0.1;A,B"), "nodes.2.kind");
    let common = |common: &str| refusal(&WORKSHEET, &format!("preset=directory&common={common}")).0;
    assert_eq!(common("D,0.01,Call"), "common.0.of");
    assert_eq!(common("D,0.045,Call+fails%2BAlert+fails"), "common.0.p");
    assert_eq!(common("Call+fails,0.01,Alert+fails"), "common.0.name");
    assert_eq!(common("D,0.01,Call+fails;E,0.01,Call+fails"), "common.1.of");
    assert_eq!(refusal(&WORKSHEET, "preset=directory&demands=-1").0, "demands");
}
