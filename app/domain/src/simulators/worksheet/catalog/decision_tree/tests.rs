use super::*;
use crate::simulators::worksheet::tests::{figure, outcome, refusal};

const BEST: &str = "Expected value of the best strategy";
const EVPI: &str = "Perfect information (EVPI)";
const EVSI: &str = "Information of the test (EVSI)";

#[test]
fn the_published_tree() {
    // Kamiński et al. 2018; domain.md 5.5.
    let gas = outcome(&WORKSHEET, "preset=gas");
    assert_eq!([figure(&gas, BEST), figure(&gas, "Next best: dig"), figure(&gas, EVPI)], ["1,477", "1,450", "330"]);
    assert!(gas.says.starts_with("Best is: test; positive: dig; negative: sell."), "{}", gas.says);
    assert!(gas.says.contains("With p below 0.304 or above 0.734"), "{}", gas.says);
    let finding = |name: &str| gas.tables[0].rows.iter().find(|row| row[0] == super::super::super::Value::text(name)).unwrap()[4].shown();
    assert_eq!([finding("positive"), finding("negative")], ["1,888", "600"]);
}

#[test]
fn a_dearer_study_is_not_worth_its_price() {
    let study = outcome(&WORKSHEET, "preset=study");
    assert_eq!(figure(&study, BEST), "1,477");
    let dear = outcome(&WORKSHEET, "preset=study&parameters=p,0.7;sens,0.9;spec,0.7;price,90");
    assert_eq!([figure(&dear, BEST), figure(&dear, "Next best: study")], ["1,450", "1,437"]);
}

#[test]
fn the_pilots_of_halden() {
    let a = outcome(&WORKSHEET, "preset=halden");
    assert_eq!(
        [figure(&a, BEST), figure(&a, EVPI), figure(&a, EVSI), figure(&a, "Test, less its cost")],
        ["0.24", "0.72", "0.432", "0.282"]
    );
    assert_eq!(figure(&a, "Another strategy is best from p on"), "0.333");
    let b = outcome(&WORKSHEET, "preset=halden&sensitivity=70&specificity=50&cost=0.04");
    assert_eq!(figure(&b, EVSI), "0.072");
    let sure = outcome(&WORKSHEET, "preset=halden&parameters=p,0.9");
    assert_eq!([figure(&sure, BEST), figure(&sure, EVSI)], ["2.04", "0"]);
    assert!(sure.says.contains("do not test"), "{}", sure.says);
    let delay = outcome(&WORKSHEET, "preset=halden-delay");
    assert_eq!([figure(&delay, BEST), figure(&delay, EVPI)], ["0.386", "0.72"]);
}

#[test]
fn a_launch_as_the_exam_has_it() {
    let launch = "parameters=p,0.6&nodes=x,,decision;launch,x,chance;good,launch,end,p,500000;bad,launch,end,,-300000;nothing,x,end";
    let launch = outcome(&WORKSHEET, &format!("{launch}&sensitivity=&specificity="));
    assert_eq!([figure(&launch, BEST), figure(&launch, EVPI)], ["180,000", "120,000"]);
}

#[test]
fn a_tree_alone_and_a_payoff_that_varies() {
    let alone = outcome(&WORKSHEET, "event=&sensitivity=&specificity=");
    assert_eq!((alone.pictures.len(), alone.figures.len()), (1, 2));
    let price = "parameters=p,0.7;price,800&nodes=x,,decision;sell,x,end,,price;dig,x,chance,,-300;gas,dig,end,p,2500;none,dig,end";
    let price = outcome(&WORKSHEET, &format!("{price}&event=price&low=0&high=3000&sensitivity=&specificity="));
    assert_eq!(figure(&price, "Another strategy is best from price on"), "1,450");
    assert_eq!(price.notes.len(), 1);
    let chance = outcome(&WORKSHEET, "nodes=x,,chance;a,x,end,p,1;b,x,end&sensitivity=&specificity=");
    assert!(chance.says.starts_with("Nothing is to be decided"), "{}", chance.says);
}

#[test]
fn nonsense_is_refused_at_its_input() {
    let at = |query: &str| refusal(&WORKSHEET, query).0;
    assert_eq!(at("nodes=x,,decision;;a,y,end,,1"), "nodes.1.under");
    assert_eq!(at("nodes=x,,decision;a,x,end,0.5,1"), "nodes.1.way");
    assert_eq!(at("nodes=x,,chance;a,x,end,0.5,1;b,x,end,0.4,2"), "nodes.0.node");
    assert_eq!(at("nodes=x,,chance;a,x,end,1.5,1;b,x,end"), "nodes.1.way");
    assert_eq!(at("nodes=x,,decision;a,x,end,,q"), "nodes.1.payoff");
    assert_eq!(at("nodes=x,,end"), "nodes.0.kind");
    assert_eq!(at("nodes=x,,decision"), "nodes.0.node");
    assert_eq!(at("nodes="), "nodes");
    assert_eq!(at("parameters=1p,2"), "parameters.0.name");
    assert_eq!(at("parameters=p,0.4;p,0.5"), "parameters.1.name");
    assert_eq!(at("event=q"), "event");
    assert_eq!(at("high=2"), "high");
    assert_eq!(at("low=0.5&high=0.5"), "high");
    assert_eq!(at("sensitivity=120"), "sensitivity");
    assert_eq!(at("specificity="), "specificity");
    assert_eq!(at("cost=-1"), "cost");
    assert_eq!(at("aside=pilot"), "aside");
}
