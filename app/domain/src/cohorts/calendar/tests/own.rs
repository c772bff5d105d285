//! What a move means for one student.

use std::collections::HashMap;

use super::*;
use crate::cohorts::Basis;

fn more(unit: &str, basis: Basis) -> MoreTime {
    MoreTime { module: "economics".into(), unit: unit.into(), basis }
}

/// What is told when the second residency moves by a week and the checkpoint is due a day later.
fn own(more: &[MoreTime]) -> Vec<String> {
    let mut plan = program();
    plan.residencies[1].first_day = rule("R1.start + 17w");
    plan.modules[0].units[1].due = rule("previous.closes + 8d");
    let (before, after) = (resolved(&program()), resolved(&plan));
    let changes = changes(&before, &after);
    let units = HashMap::from([("economics".to_owned(), ["basics", "checkpoint", "case"].map(str::to_owned).to_vec())]);
    let own = Moving { before: &before, after: &after, changes: &changes, units: &units }.own(more);
    own.into_iter().map(|change| change.place.anchor()).collect()
}

#[test]
fn everybody_has_the_calendars_dates_but_its_first_and_last_day() {
    let all = ["R2.start", "economics due", "economics/checkpoint due", "finance opens", "finance due"];
    assert_eq!(own(&[]), all);
    assert_eq!(own(&[more("basics", Basis::Relative(3))]), all, "that unit does not move");
}

#[test]
fn more_time_protects_or_moves_along() {
    let stays = own(&[more("checkpoint", Basis::Absolute(day("2027-03-20")))]);
    assert_eq!(stays, ["R2.start", "economics due", "finance opens", "finance due"]);
    let along = own(&[more("checkpoint", Basis::Relative(5))]);
    assert_eq!(along, ["R2.start", "economics due", "economics/checkpoint due", "finance opens", "finance due"]);
}

#[test]
fn a_modules_date_is_no_news_for_who_has_more_time_for_all_that_follows_it() {
    let stays = own(&[more("case", Basis::Absolute(day("2027-07-01")))]);
    assert_eq!(stays, ["R2.start", "economics/checkpoint due", "finance opens", "finance due"]);
    let along = own(&[more("case", Basis::Relative(5))]);
    assert_eq!(along, ["R2.start", "economics/checkpoint due", "economics/case due", "finance opens", "finance due"]);
}
