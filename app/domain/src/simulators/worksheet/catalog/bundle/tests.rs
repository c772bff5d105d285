use super::*;
use crate::simulators::worksheet::tests::{figure, outcome, refusal};

const ERROR: &str = "Standard error of the mean";
const LOSS: &str = "Chance of a loss, at this true cost";
const LUCK: &str = "Chance of a gain, nothing changed";

#[test]
fn the_redesign_of_marlowe_south() {
    let joints = outcome(&WORKSHEET, "preset=joints");
    let labels = ["Target price", "Gain", "Payment, or owed if negative", "Net of the program", ERROR, LOSS, LUCK];
    assert_eq!(labels.map(|label| figure(&joints, label)), ["24,250", "1,079", "323,700", "143,700", "808", "9", "18"]);
    let creep = "Hospital stay,100,12600;Surgeon,100,2350;Nursing facility,38,11500,22,11500;Home,55,2800,68,2700;Therapy,80,900,85,900;Readmission,8,14500;Other,,2260";
    assert_eq!(figure(&outcome(&WORKSHEET, &format!("parts={creep}")), "Gain"), "749");
}

#[test]
fn few_episodes_are_luck() {
    let few = outcome(&WORKSHEET, "preset=seventy-five");
    assert_eq!([figure(&few, ERROR), figure(&few, LOSS)], ["1,617", "25"]);
    assert_eq!(figure(&outcome(&WORKSHEET, "sd=9000"), ERROR), "520");
}

#[test]
fn a_target_with_its_discount_taken_off_before() {
    // docs/assignments/value-based-care.md: target 30,000 after 4%, 7% less, 200 episodes, 110,000.
    let outcome = outcome(&WORKSHEET, "parts=Episode,100,31250,100,29062.5&volume=200&discount=4&program=110000");
    assert_eq!([figure(&outcome, "Target price"), figure(&outcome, "Net of the program")], ["30,000", "77,500"]);
}

#[test]
fn lists_of_episodes_with_cut_tails() {
    let all = outcome(&WORKSHEET, "preset=episodes");
    let cut = outcome(&WORKSHEET, "preset=episodes&tails=5");
    let error = |outcome: &Outcome| figure(outcome, ERROR).replace(',', "").parse::<f64>().unwrap();
    assert!(error(&cut) < error(&all) / 2.0, "{} {}", error(&cut), error(&all));
    assert!(all.says.contains("are owed") && cut.notes.len() == 1, "{} {:?}", all.says, cut.notes);
    assert_ne!(figure(&all, "Chance in differences between providers"), figure(&cut, "Chance in differences between providers"));
}

#[test]
fn quality_and_bounds_change_the_payment() {
    let payment = |query: &str| figure(&outcome(&WORKSHEET, query), "Payment, or owed if negative");
    // 323,700 × (1 − 10% × 40%).
    assert_eq!(payment("score=60"), "310,752");
    // 2% of 24,250 × 300.
    assert_eq!(payment("gain=2"), "145,500");
}

#[test]
fn nonsense_is_refused_at_its_input() {
    let at = |query: &str| refusal(&WORKSHEET, query).0;
    assert_eq!(at("parts="), "parts");
    assert_eq!(at("parts=Stay,120,5"), "parts.0.share");
    assert_eq!(at("parts=Stay,100,-5"), "parts.0.paid");
    assert_eq!(at("parts=Stay,100,5,,1e12"), "parts.0.paid-after");
    assert_eq!(at("parts=,100,5"), "parts.0.part");
    assert_eq!(at("volume=0"), "volume");
    assert_eq!(at("volume=1e300"), "volume");
    assert_eq!(at("sd=-1"), "sd");
    assert_eq!(at("discount=150"), "discount");
    assert_eq!(at("trend=-100"), "trend");
    assert_eq!(at("score=101"), "score");
    assert_eq!(at("score=50&stake=-3"), "stake");
    assert_eq!(at("gain=-1"), "gain");
    assert_eq!(at("loss=101"), "loss");
    assert_eq!(at("between=-1"), "between");
    assert_eq!(at("preset=episodes&past=5"), "past");
    assert_eq!(at("preset=episodes&year="), "year");
    assert_eq!(at("preset=episodes&year=-5"), "year");
    assert_eq!(at("preset=episodes&tails=50"), "tails");
}
