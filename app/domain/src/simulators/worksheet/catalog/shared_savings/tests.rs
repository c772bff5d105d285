use super::super::super::{Outcome, Value};
use super::*;
use crate::simulators::worksheet::tests::{figure, outcome, refusal};

const CHANCE: &str = "BASIC A and B: chance of being paid, first year";

fn payments(outcome: &Outcome) -> [String; 3] {
    ["BASIC A and B", "BASIC E", "ENHANCED"].map(|track| figure(outcome, &format!("{track}: payment")))
}

fn paid(outcome: &Outcome, track: &str) -> f64 {
    let row = outcome.tables[1].rows.iter().find(|row| row[0] == Value::text(track)).unwrap();
    if let Value::Number(paid, _) = row[3] { paid } else { panic!("{row:?}") }
}

#[test]
fn the_settlement_of_larkfield() {
    // domain.md 5.6
    let larkfield = outcome(&WORKSHEET, "preset=larkfield");
    assert_eq!(payments(&larkfield), ["0.00", "0.00", "0.00"]);
    assert!(larkfield.says.contains("$3.00 million, 2.5%") && larkfield.says.contains("gate is at 3.0%"), "{}", larkfield.says);
    assert_eq!(payments(&outcome(&WORKSHEET, "years=2024,10000,11640,100")), ["1.44", "1.80", "2.70"]);
    assert_eq!(payments(&outcome(&WORKSHEET, "years=2024,10000,11400,100")), ["2.40", "3.00", "4.50"]);
}

#[test]
fn chance_alone_pays_small_organizations() {
    assert_eq!(figure(&outcome(&WORKSHEET, "preset=larkfield"), CHANCE), "4.8");
    let small = outcome(&WORKSHEET, "preset=small");
    assert_eq!(figure(&small, CHANCE), "6.3");
    let gate = small.tables[1].rows.last().unwrap();
    assert_eq!((gate[0].shown().as_str(), gate[6].shown().as_str()), ("Gate of 3%", "11.9"));
    assert_eq!(figure(&outcome(&WORKSHEET, "years=2024,60000,11700,100"), CHANCE), "0.3");
    assert_eq!(figure(&outcome(&WORKSHEET, "truth=2"), CHANCE), "28.9");
}

#[test]
fn what_it_cost_to_earn() {
    let net = outcome(&WORKSHEET, "preset=net");
    assert_eq!([figure(&net, "BASIC A and B: net of costs"), figure(&net, "BASIC E: net of costs")], ["0.25", "0.85"]);
}

#[test]
fn losses_are_capped_by_benchmark_and_by_revenue() {
    let loss = outcome(&WORKSHEET, "preset=loss");
    // 30% of 6.0 million against 1, 2 and 4% of 120 and 2, 4 and 8% of 60 million; ENHANCED 40%.
    let owed = ["BASIC A and B", "BASIC C", "BASIC D", "BASIC E", "ENHANCED"].map(|track| paid(&loss, track).round());
    assert_eq!(owed, [0.0, -1.2e6, -1.8e6, -1.8e6, -2.4e6]);
    let poor = outcome(&WORKSHEET, "preset=loss&years=2024,10000,12600,100,20");
    assert_eq!(["BASIC C", "BASIC D", "BASIC E"].map(|track| paid(&poor, track).round()), [-0.4e6, -0.8e6, -1.6e6]);
    assert_eq!(outcome(&WORKSHEET, "preset=loss&years=2024,10000,12600,100").notes.len(), 2);
}

#[test]
fn minimum_rates_by_lives() {
    // 7,500 is the example of the rule of 2011 (CMS-1345); the others are organizations settled for performance year 2024.
    for (lives, gate) in [(5000, "3.90"), (7500, "3.30"), (13_151, "2.81"), (24_494, "2.46"), (90_000, "2.00")] {
        let settled = outcome(&WORKSHEET, &format!("years=2024,{lives},11700,100"));
        assert_eq!(settled.tables[1].rows[0][2].shown(), gate);
    }
}

#[test]
fn losses_in_enhanced_go_by_quality() {
    // 42 CFR 425.610(f): 1 − 75% × quality, at least 40 and at most 75%. A score of 73.85% makes 44.61%.
    for (quality, owed) in [("100", 2.4e6), ("80", 2.4e6), ("73.85", 2_676_750.0), ("60", 3.3e6), ("0", 4.5e6)] {
        let loss = outcome(&WORKSHEET, &format!("preset=loss&years=2024,10000,12600,{quality},60"));
        assert!((paid(&loss, "ENHANCED") + owed).abs() < 1.0, "{quality}");
        assert!((paid(&loss, "BASIC E") + 1.8e6).abs() < 1.0, "{quality}");
    }
}

#[test]
fn a_contract_that_shares_no_savings_is_never_paid() {
    // The contract of the lesson on reading one, in its two halves: 17% and 48%.
    let northline = outcome(
        &WORKSHEET,
        "years=2024,8000,6545.25,100&benchmark=6552&sd=178.9&truth=0.1&others=Upward,50,2,,payment,;Downward,0,0,4,payment,50",
    );
    let shown: Vec<_> = northline.tables[1].rows[5..].iter().map(|row| [row[6].shown(), row[7].shown()]).collect();
    assert_eq!(shown, [["17.1", ""], ["0.0", "48.0"]]);
}

#[test]
fn a_corridor_and_a_ratchet() {
    // domain.md 5.6: at most 4% of the benchmark.
    let corridor = outcome(&WORKSHEET, "preset=corridor");
    assert_eq!(figure(&corridor, "Corridor: payment"), "4.80");
    let ratchet = outcome(&WORKSHEET, "preset=ratchet");
    let last = ratchet.tables[2].rows.iter().find(|row| row[1] == Value::text("2027")).unwrap();
    assert_eq!([last[2].shown(), last[5].shown()], ["11,400", "0"]);
}

#[test]
fn nonsense_is_refused_at_its_input() {
    let at = |query: &str| refusal(&WORKSHEET, query).0;
    assert_eq!(at("years="), "years");
    assert_eq!(at("years=2023,10000,11400,100"), "years.0.year");
    assert_eq!(at("years=,10000,11400,100"), "years.0.year");
    assert_eq!(at("years=2025,10000,11400,100;2024,10000,11400,100"), "years.1.year");
    assert_eq!(at("years=2024,0,11400,100"), "years.0.lives");
    assert_eq!(at("years=2024,10000,-1,100"), "years.0.spending");
    assert_eq!(
        refusal(&WORKSHEET, "years=2024,10000,11400,120"),
        ("years.0.quality".to_owned(), "Enter a percentage from 0 to 100.".to_owned())
    );
    assert_eq!(at("benchmark=0"), "benchmark");
    assert_eq!(at("trend=-100"), "trend");
    assert_eq!(at("every=0"), "every");
    assert_eq!(at("years=2024,1,1,100;2025,1,1,100&every=1&own=200"), "own");
    assert_eq!(at("others=X,120"), "others.0.share");
    assert_eq!(at("others=X,50,2,10,payment,130"), "others.0.losses");
    assert_eq!(at("others=X,50,-2"), "others.0.minimum");
    assert_eq!(at("sd=0"), "sd");
}
