use super::*;
use crate::simulators::worksheet::Value;
use crate::simulators::worksheet::tests::{figure, outcome, refusal};

fn column(outcome: &Outcome, table: usize, place: usize) -> Vec<String> {
    outcome.tables[table].rows.iter().map(|row| row[place].shown()).collect()
}

#[test]
fn one_hundred_three_times_is_half_an_arrest_or_two_thousand_glances() {
    // docs/assignments/risk-quality-safety.md
    let outcome = outcome(&WORKSHEET, "preset=hundred");
    assert_eq!(column(&outcome, 0, 4), ["100", "100", "100"]);
    assert_eq!(column(&outcome, 0, 1), ["10", "4", "1"]);
    assert_eq!(column(&outcome, 0, 6), ["0.50", "25", "2,000"]);
    assert_eq!(
        outcome.says,
        "Take up first: Wrong concentration set, of severity 10. An RPN of 100 stands for 3 modes of severity 1 to 10."
    );
}

#[test]
fn a_priority_number_falls_by_40_percent_and_events_by_85() {
    // domain.md 5.12 and question fmea-forty-percent
    let outcome = outcome(&WORKSHEET, "preset=forty-percent");
    assert_eq!(figure(&outcome, "Dose not adjusted: RPN"), "−40%");
    assert_eq!(figure(&outcome, "Dose not adjusted: events a year"), "−85%");
    assert!(outcome.says.contains("from 280 to 168"), "{}", outcome.says);
    assert_eq!(outcome.tables[1].rows[0][5].shown(), "3.75");
}

#[test]
fn one_step_weighs_unequally() {
    let steps = outcome(&WORKSHEET, "preset=steps").tables.pop().unwrap();
    assert_eq!(steps.rows[0][1], Value::Number(4.0, 0));
    assert_eq!(steps.rows[1][2], Value::Number(90.0, 0));
    assert_eq!(steps.rows[1][3], Value::Blank);
}

#[test]
fn the_tenfold_error_comes_up_whatever_the_events() {
    // Question fmea-order-modes
    let outcome = outcome(&WORKSHEET, "preset=insulin");
    assert_eq!(column(&outcome, 0, 6), ["0.25", "0.40", "0.32", "0.09"]);
    assert_eq!(figure(&outcome, "Reaches patients most"), "Rate changed for the wrong pump");
    assert_eq!(column(&outcome, 0, 8)[0], "severity; harms alone");
    assert!(outcome.says.contains("By RPN it would be: Glucose strip out of date."), "{}", outcome.says);
}

#[test]
fn what_is_wrong_is_refused_where_it_stands() {
    let at = |query: &str| refusal(&WORKSHEET, query).0;
    assert_eq!(at("modes=&rates="), "modes");
    assert_eq!(at("modes=A,11,1,1&rates="), "modes.0.s");
    assert_eq!(at("modes=A,1,,1&rates="), "modes.0.o");
    assert_eq!(at("modes=A,1,1,1;A,2,2,2&rates="), "modes.1.name");
    assert_eq!(at("modes=A,1,1,1&rates=B,1/2,50"), "rates.0.name");
    assert_eq!(at("modes=A,1,1,1&rates=A,3/2,50"), "rates.0.rate");
    assert_eq!(at("modes=A,1,1,1&rates=A,1/0,50"), "rates.0.rate");
    assert_eq!(at("modes=A,1,1,1&rates=A,1/2,150"), "rates.0.missed");
    assert_eq!(at("modes=A,1,1,1&rates=A,1/2,50&opportunities=-1"), "opportunities");
    assert_eq!(at("modes=A,1,1,1&rates=&after=A,,,,1/2"), "after.0.rate");
}
