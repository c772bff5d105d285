use super::*;
use proptest::prelude::*;

fn contract() -> Contract {
    Contract {
        members: 1000.0,
        per_member_per_month: 45.0,
        risk_score: 1.10,
        months: 12,
        services: vec![],
        catastrophic_members: vec![],
        fixed_costs: 0.0,
        stop_loss: None,
        target_medical_share: 1.0,
        corridor: vec![],
    }
}

fn condition(code: &str, factor: f64) -> Condition {
    Condition { code: code.into(), factor }
}

fn member(conditions: Vec<Condition>, hierarchies: Vec<Hierarchy>) -> RiskFactors {
    RiskFactors { demographic: 0.519, conditions, hierarchies, normalization: 1.0, coding_adjustment: 0.0 }
}

/// domain.md 5.7, worked by hand: 1000 × 45 × 1.10 × 12.
#[test]
fn revenue_by_the_formula() {
    assert!((settle(&contract()).unwrap().revenue - 594_000.0).abs() < 1e-6);
}

/// domain.md 5.7: woman of 70-74, full-dual aged, with HCC18 and HCC22 of CMS-HCC.
#[test]
fn published_risk_score() {
    let score = risk_score(&member(vec![condition("HCC18", 0.340), condition("HCC22", 0.383)], vec![])).unwrap();
    assert!((score.raw - 1.242).abs() < 1e-12);
    assert!(score.left_out.is_empty());
}

#[test]
fn the_severe_group_trumps_and_adjustments_follow() {
    let hierarchy = Hierarchy { above: "HCC17".into(), below: vec!["HCC18".into(), "HCC19".into()] };
    let conditions = vec![condition("HCC18", 0.3), condition("HCC17", 0.4), condition("HCC17", 0.4)];
    let factors = RiskFactors { normalization: 1.25, coding_adjustment: 0.1, ..member(conditions, vec![hierarchy]) };
    let score = risk_score(&factors).unwrap();
    assert!((score.raw - 0.919).abs() < 1e-12);
    assert!((score.payment - 0.919 / 1.25 * 0.9).abs() < 1e-12);
    assert_eq!(score.left_out, ["HCC18", "HCC17"]);
    assert!(risk_score(&RiskFactors { demographic: f64::NAN, ..factors }).is_err());
}

#[test]
fn stop_loss_corridor_and_break_even_by_hand() {
    let contract = Contract {
        risk_score: 1.0,
        per_member_per_month: 100.0,
        services: vec![Service { name: "Hospital days".into(), per_thousand_a_year: 300.0, unit_cost: 3000.0 }],
        catastrophic_members: vec![300_000.0, 50_000.0],
        fixed_costs: 100_000.0,
        stop_loss: Some(StopLoss { attachment: 100_000.0, reinsured_share: 0.9, premium: 2.0 }),
        target_medical_share: 0.8,
        corridor: vec![CorridorBand { from: 0.03, payer_share: 0.5 }, CorridorBand { from: 0.08, payer_share: 0.8 }],
        ..contract()
    };
    let outcome = settle(&contract).unwrap();
    // 1.2 M revenue; 900 000 + 350 000 − 180 000 = 1 070 000; target 960 000; bands 28 800 to 76 800 and beyond.
    assert!((outcome.medical_costs - 1_070_000.0).abs() < 1e-6);
    assert!((outcome.corridor_settlement - (0.5 * 48_000.0 + 0.8 * 33_200.0)).abs() < 1e-6);
    assert!((outcome.margin - (1_200_000.0 - 1_070_000.0 - 24_000.0 - 100_000.0 + 50_560.0)).abs() < 1e-6);
    assert!((outcome.break_even_utilization.unwrap() - 906_000.0 / 900_000.0).abs() < 1e-12);
}

#[test]
fn nonsense_is_refused() {
    assert!(settle(&Contract { months: 0, ..contract() }).is_err());
    assert!(settle(&Contract { members: f64::NAN, ..contract() }).is_err());
    let band = CorridorBand { from: 0.05, payer_share: 0.5 };
    assert!(settle(&Contract { corridor: vec![band.clone(), band], ..contract() }).is_err());
}

proptest! {
    #[test]
    fn nothing_panics(any in proptest::collection::vec(proptest::num::f64::ANY, 8)) {
        let _ = settle(&Contract {
            members: any[0].abs(),
            catastrophic_members: vec![any[1]],
            stop_loss: Some(StopLoss { attachment: any[2], reinsured_share: 0.5, premium: any[3] }),
            corridor: vec![CorridorBand { from: any[4], payer_share: 1.0 }, CorridorBand { from: any[5], payer_share: any[6] }],
            fixed_costs: any[7],
            ..contract()
        });
    }

    #[test]
    fn the_corridor_never_takes_more_than_the_difference(cost in 0.0..2000.0_f64, payer_share in 0.0..1.0_f64) {
        let bands = [CorridorBand { from: 0.0, payer_share }, CorridorBand { from: 0.1, payer_share: 1.0 }];
        let settlement = corridor(&bands, 1000.0, cost).unwrap();
        prop_assert!(settlement.abs() <= (cost - 1000.0).abs() + 1e-9);
        prop_assert!(settlement * (cost - 1000.0) >= 0.0);
    }

    #[test]
    fn at_break_even_the_margin_is_zero(units in 1.0..5000.0_f64, unit_cost in 1.0..5000.0_f64, fixed_costs in 0.0..500_000.0_f64) {
        let service = |units| vec![Service { name: "Visits".into(), per_thousand_a_year: units, unit_cost }];
        let contract = Contract { services: service(units), fixed_costs, ..contract() };
        let multiple = settle(&contract).unwrap().break_even_utilization.unwrap();
        let even = settle(&Contract { services: service(units * multiple), ..contract }).unwrap();
        prop_assert!(even.margin.abs() < 1e-6);
    }
}
