use super::*;
use crate::simulators::worksheet::tests::{figure, outcome, refusal};
use crate::simulators::worksheet::{Line, Plot, Value};

fn limits(query: &str) -> [String; 3] {
    let outcome = outcome(&WORKSHEET, query);
    ["Mean", "Lower limit", "Upper limit"].map(|label| figure(&outcome, label))
}

const FALLS: &str = "preset=falls";

#[test]
fn presets_have_the_limits_that_are_published() {
    // domain.md 5.10 and docs/assignments/risk-quality-safety.md
    assert_eq!(limits("preset=handbook"), ["50.81", "45.82", "55.8"]);
    assert_eq!(limits("preset=late-antibiotics"), ["16", "8.223", "23.78"]);
    assert_eq!(limits(FALLS), ["3.183", "1.128", "5.239"]);
    assert_eq!(limits("preset=hypoglycemia").map(|limit| limit[..4].to_owned()), ["4.86", "1.50", "8.22"]);
    for query in ["preset=handbook", "preset=handbook&rules=western-electric", "preset=late-antibiotics", "preset=hypoglycemia"] {
        assert_eq!(figure(&outcome(&WORKSHEET, query), "Points with a signal"), "0", "{query}");
    }
}

#[test]
fn the_falls_signal_at_19_or_20_by_the_rule_set() {
    let nhs = outcome(&WORKSHEET, FALLS);
    assert!(nhs.says.contains("first signal is at point 19: points 13 to 19 all below the mean"), "{}", nhs.says);
    let other = outcome(&WORKSHEET, "preset=falls&rules=western-electric");
    assert!(other.says.contains("first signal is at point 20: points 13 to 20"), "{}", other.says);
    assert_eq!(figure(&other, "Points with a signal"), "1");
    assert!(nhs.pictures[0].title.contains("Limits from points 1 to 12. Read by the NHS rules."), "{}", nhs.pictures[0].title);
}

#[test]
fn a_high_month_signals_against_limits_that_are_kept_and_widens_those_reckoned_anew() {
    let data = "&data=3.6+2.8+3.7+3.1+2.4+3.4+5.3+3.0+2.6+3.5+2.7+3.3";
    let kept = outcome(&WORKSHEET, &format!("preset=falls-kept{data}"));
    assert!(kept.says.contains("at point 7: above the upper limit"), "{}", kept.says);
    assert_eq!(kept.pictures.len(), 1);
    let anew = outcome(&WORKSHEET, &format!("preset=falls-kept{data}&mean=&sigma="));
    assert_eq!((figure(&anew, "Upper limit").as_str(), figure(&anew, "Points with a signal").as_str()), ("5.919", "0"));
}

#[test]
fn ten_times_the_cases_put_points_beyond_the_limits() {
    let outcome = outcome(&WORKSHEET, "preset=late-antibiotics&data=400+440+220+340+240+320+280+320+340+300&sizes=2000");
    assert_eq!(figure(&outcome, "Points with a signal"), "4");
    assert!(outcome.notes.iter().any(|note| note.contains("XmR chart of the rates")), "{:?}", outcome.notes);
}

#[test]
fn a_phase_has_limits_of_its_own() {
    let outcome = outcome(&WORKSHEET, "preset=falls-recalculated");
    assert_eq!(figure(&outcome, "Mean, phase 2"), "2.575");
    assert!(outcome.notes.iter().any(|note| note.contains("provisional")));
    let Plot::Lines { lines, .. } = &outcome.pictures[0].plot else { panic!("no lines") };
    assert_eq!(lines[1].points.iter().filter(|point| **point == Line::GAP).count(), 2);
}

#[test]
fn limits_step_with_the_exposure() {
    let outcome = outcome(&WORKSHEET, "preset=line-infections");
    assert!(figure(&outcome, "Upper limit, last point").parse::<f64>().unwrap() > 5.0);
    assert_eq!(outcome.tables[1].rows[0][3], Value::Blank);
}

#[test]
fn what_cannot_be_charted_is_refused_where_it_stands() {
    let at = |query: &str| refusal(&WORKSHEET, query).0;
    let said = |query: &str| refusal(&WORKSHEET, query).1;
    assert_eq!(said("preset=falls&data=1"), "There is 1 point: enter 2 to 1,000.");
    let short = "The limits are to come from the first 12 points, and the phase has 5: enter 5 or fewer, or nothing to take all.";
    assert_eq!(said("preset=falls&data=3+4+5+4+3"), short);
    assert_eq!(at("preset=late-antibiotics&sizes="), "sizes");
    assert_eq!(at("preset=late-antibiotics&sizes=200+100"), "sizes");
    assert_eq!(at("preset=late-antibiotics&sizes=0"), "sizes");
    assert_eq!(refusal(&WORKSHEET, "preset=late-antibiotics&sizes=30").1, "Point 1: This is 40: give a number from 0 to 30.");
    assert_eq!(at("preset=falls&chart=c"), "data");
    assert_eq!(at("preset=falls&phases=2,12"), "phases.0.from");
    assert_eq!(at("preset=falls&phases=1;;21"), "phases.1.from");
    assert_eq!(at("preset=falls&phases=1,30"), "phases.0.baseline");
    assert_eq!(at("preset=falls-kept&sigma="), "sigma");
    assert_eq!(at("preset=falls-kept&sigma=0"), "mean");
    assert_eq!(at("preset=falls-kept&phases=1;7"), "mean");
}
