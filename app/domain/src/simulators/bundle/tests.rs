use super::*;
use proptest::prelude::*;

fn bundle() -> Bundle {
    Bundle {
        historical_costs: vec![18_000.0, 20_000.0, 22_000.0],
        costs: vec![18_000.0; 100],
        trend: 0.0,
        discount: 0.03,
        winsorizing: None,
        quality: None,
        stop_gain: 0.2,
        stop_loss: 0.2,
        sd_between_providers: None,
    }
}

#[test]
fn reconciliation_by_hand() {
    let result = reconcile(&bundle()).unwrap();
    assert!((result.target_price - 19_400.0).abs() < 1e-9);
    assert!((result.payment - 140_000.0).abs() < 1e-6 && !result.bounded);
    assert!((result.luck.episode_sd - 2000.0).abs() < 1e-9 && (result.luck.standard_error - 200.0).abs() < 1e-9);
    // Without a change 20 000 is expected against 19 400: three standard errors.
    assert!((result.luck.chance_of_loss_unchanged - 0.998_650_101_968_369_9).abs() < 1e-14);
    let between = reconcile(&Bundle { sd_between_providers: Some(400.0), ..bundle() }).unwrap();
    assert!((between.luck.share_of_chance.unwrap() - 0.2).abs() < 1e-12);
}

#[test]
fn quality_and_bounds() {
    let quality = Some(QualityAdjustment { score: 0.6, at_stake: 0.1 });
    assert!((reconcile(&Bundle { quality, ..bundle() }).unwrap().payment - 140_000.0 * 0.96).abs() < 1e-6);
    let loss = Bundle { costs: vec![21_400.0; 100], quality, ..bundle() };
    assert!((reconcile(&loss).unwrap().payment + 200_000.0 * 0.94).abs() < 1e-6);
    let ruin = reconcile(&Bundle { costs: vec![60_000.0; 100], ..bundle() }).unwrap();
    assert!(ruin.bounded && (ruin.payment + 0.2 * 1_940_000.0).abs() < 1e-6);
    let bargain = reconcile(&Bundle { costs: vec![1000.0; 100], ..bundle() }).unwrap();
    assert!(bargain.bounded && (bargain.payment - 0.2 * 1_940_000.0).abs() < 1e-6);
}

#[test]
fn winsorizing_by_type_7() {
    let winsorizing = Some(Winsorizing { lower: 0.25, upper: 0.75 });
    let counted = winsorized("costs", &[1.0, 2.0, 3.0, 4.0, 100.0, 6.0], 1, winsorizing).unwrap();
    // Sorted 1 2 3 4 6 100: quartiles 2.25 and 5.5 (R, quantile()).
    assert_eq!(counted, [2.25, 2.25, 3.0, 4.0, 5.5, 5.5]);
}

/// Φ(1), Φ(1.96), Φ(−5), Φ(−10): known values to 15 digits (the first two as in Abramowitz & Stegun, table 26.1).
#[test]
fn published_normal_distribution() {
    assert!((normal_below(1.0) - 0.841_344_746_068_543).abs() < 1e-14);
    assert!((normal_below(1.96) - 0.975_002_104_851_780).abs() < 1e-14);
    assert!((normal_below(-5.0) / 2.866_515_718_791_94e-7 - 1.0).abs() < 1e-11);
    assert!((normal_below(-10.0) / 7.619_853_024_160_53e-24 - 1.0).abs() < 1e-11);
    assert_eq!((normal_below(f64::INFINITY), normal_below(f64::NEG_INFINITY)), (1.0, 0.0));
}

#[test]
fn chance_falls_with_volume() {
    assert!((chance_of_loss(20_000.0, 8000.0, 16.0, 20_000.0).unwrap() - 0.5).abs() < 1e-12);
    let (few, many) = (chance_of_loss(19_000.0, 8000.0, 16.0, 20_000.0), chance_of_loss(19_000.0, 8000.0, 400.0, 20_000.0));
    assert!((few.clone().unwrap() - normal_below(-0.5)).abs() < 1e-12);
    assert!(many.unwrap() < few.unwrap());
}

#[test]
fn nonsense_is_refused() {
    assert!(reconcile(&Bundle { costs: vec![], ..bundle() }).is_err());
    assert!(reconcile(&Bundle { costs: vec![f64::INFINITY], ..bundle() }).is_err());
    assert!(reconcile(&Bundle { historical_costs: vec![0.0, 0.0], ..bundle() }).is_err());
    assert!(reconcile(&Bundle { winsorizing: Some(Winsorizing { lower: 0.9, upper: 0.1 }), ..bundle() }).is_err());
    assert!(chance_of_loss(1.0, 1.0, 0.0, 1.0).is_err());
    assert!(reconcile(&Bundle { historical_costs: vec![5.0; 2], costs: vec![5.0], ..bundle() }).is_ok());
}

proptest! {
    #[test]
    fn nothing_panics(
        costs in proptest::collection::vec(proptest::num::f64::ANY, 0..4),
        any in proptest::collection::vec(proptest::num::f64::ANY, 4),
    ) {
        let winsorizing = Some(Winsorizing { lower: any[0], upper: any[1] });
        let _ = reconcile(&Bundle { costs, winsorizing, trend: any[2], sd_between_providers: Some(any[3]), ..bundle() });
        let _ = (normal_below(any[0]), chance_of_loss(any[0], any[1], any[2], any[3]));
    }

    #[test]
    fn payment_stays_within_its_bounds(
        costs in proptest::collection::vec(0.0..1e5_f64, 1..60),
        lower in 0.0..0.4_f64,
        score in 0.0..1.0_f64,
    ) {
        let result = reconcile(&Bundle {
            costs,
            winsorizing: Some(Winsorizing { lower, upper: 1.0 - lower }),
            quality: Some(QualityAdjustment { score, at_stake: 0.1 }),
            ..bundle()
        }).unwrap();
        let target = result.target_price * result.volume;
        prop_assert!(result.payment.abs() <= 0.2 * target + 1e-6);
        prop_assert!(result.after_quality.abs() <= result.gross.abs());
        prop_assert!((0.0..=1.0).contains(&result.luck.chance_of_loss_as_observed));
        prop_assert!((0.0..=1.0).contains(&result.luck.chance_of_difference));
    }

    #[test]
    fn both_sides_of_the_distribution_sum_to_one(z in -12.0..12.0_f64) {
        prop_assert!((normal_below(z) + normal_below(-z) - 1.0).abs() < 1e-14);
    }
}
