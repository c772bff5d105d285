use super::*;
use crate::simulators::worksheet::tests::{figure, outcome, refusal};

fn cells(outcome: &Outcome, table: usize, row: usize) -> Vec<String> {
    outcome.tables[table].rows[row].iter().map(Value::shown).collect()
}

/// The table of `06-capitation.md`, *The arithmetic*.
#[test]
fn juniper_earns_and_loses_by_its_score() {
    let first = outcome(&WORKSHEET, "preset=juniper");
    let labels = ["Revenue", "Net medical cost", "Result", "One hundredth of score"];
    assert_eq!(labels.map(|label| figure(&first, label)), ["$20,930,400", "$20,300,000", "$630,400", "$193,800"]);
    assert!(first.says.contains("surplus of $630,400, 3.0% of revenue. It breaks even at a risk score of 1.047"), "{}", first.says);
    let second = outcome(&WORKSHEET, "preset=juniper&score=1.04");
    assert_eq!(figure(&second, "Result"), "−$144,800");
    assert!(second.says.contains("a deficit of $144,800, 0.7% of revenue") && second.says.contains("0.7% less use"), "{}", second.says);
}

/// The figure of the same lesson, *Chance, once more*: 27%, 11%, 0.3%, and 4% with stop-loss.
#[test]
fn chance_falls_with_members_and_with_stop_loss() {
    let without = outcome(&WORKSHEET, "preset=juniper");
    let bad_years: Vec<String> = [0, 2, 4].map(|row| cells(&without, 2, row)[2].clone()).to_vec();
    assert_eq!(bad_years, ["26.7", "10.7", "0.3"]);
    let with = outcome(&WORKSHEET, "preset=stop-loss");
    assert_eq!(cells(&with, 2, 2)[2], "4.3");
    // Premiums of 900,000 against recoveries of 720,000.
    assert_eq!(figure(&with, "Result"), "$450,400");
}

/// domain.md 5.7
#[test]
fn primary_care_is_paid_594_000() {
    let primary = outcome(&WORKSHEET, "preset=primary-care");
    assert_eq!(figure(&primary, "Revenue"), "$594,000");
    assert_eq!((primary.tables.len(), primary.pictures.len()), (2, 2));
}

/// By hand, as in the tests of the library: 1,070,000 against a target of 960,000.
#[test]
fn a_corridor_shares_what_exceeds_its_target() {
    let shared = outcome(&WORKSHEET, "preset=corridor");
    assert_eq!(cells(&shared, 0, 6)[..2], ["Corridor", "50,560"]);
    assert_eq!(figure(&shared, "Result"), "$56,560");
    assert!(shared.says.contains("Before the corridor it breaks even"), "{}", shared.says);
}

#[test]
fn nonsense_is_refused_at_its_field() {
    let cases = [
        ("members=0", "members"),
        ("rate=-1", "rate"),
        ("share=0", "share"),
        ("share=850", "share"),
        ("score=0", "score"),
        ("months=0", "months"),
        ("services=A,1", "services.0.cost"),
        ("services=A,1,2;B,-1,2", "services.1.use"),
        ("services=A,1,-2", "services.0.cost"),
        ("high=1 -2", "high"),
        ("fixed=-1", "fixed"),
        ("attachment=-1&reinsured=90&premium=1", "attachment"),
        ("attachment=1&reinsured=&premium=1", "reinsured"),
        ("attachment=1&reinsured=90&premium=-1", "premium"),
        ("corridor=3,50", "target"),
        ("target=120&corridor=3,50", "target"),
        ("target=80&corridor=3,150", "corridor.0.payer"),
        ("target=80&corridor=8,50;3,60", "corridor.0.from"),
        ("sd=-1", "sd"),
    ];
    for (query, field) in cases {
        assert_eq!(refusal(&WORKSHEET, query).0, field, "{query}");
    }
}
