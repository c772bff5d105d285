use super::*;
use proptest::prelude::*;

fn ranks((severity, occurrence, detection): (u8, u8, u8)) -> Ranks {
    Ranks { severity, occurrence, detection }
}

fn mode(scores: (u8, u8, u8), frequency: Option<(f64, f64, f64, f64)>) -> Mode {
    let frequency = frequency.map(|(opportunities, rate, not_caught, harmful)| Frequency { opportunities, rate, not_caught, harmful });
    Mode { name: String::new(), ranks: ranks(scores), frequency, ranks_after: None, frequency_after: None, single_point: false }
}

fn near(found: Option<f64>, value: f64) {
    assert!((found.unwrap() - value).abs() < 1e-9, "{found:?} is not {value}");
}

/// Domain.md 5.12 and the preset of `04-fmea.md`, question fmea-forty-percent.
#[test]
fn from_280_to_168_is_40_percent_of_the_product_and_85_of_what_reaches_patients() {
    let before = mode((7, 8, 5), Some((1000.0, 1.0 / 20.0, 0.5, 1.0)));
    let after = mode((7, 6, 4), Some((1000.0, 1.0 / 80.0, 0.3, 1.0)));
    let both = Mode { ranks_after: Some(after.ranks), frequency_after: after.frequency, ..before };
    let row = &analyze(&[both]).unwrap().rows[0];
    assert_eq!((row.rpn, row.rpn_after), (280, Some(168)));
    near(row.rpn_change, -0.4);
    near(row.events_change, -0.85);
}

/// Domain.md 5.12 and the preset of `04-fmea.md`.
#[test]
fn three_ways_to_one_hundred_are_a_tie_that_misleads() {
    let a = mode((10, 2, 5), Some((20_000.0, 1.0 / 20_000.0, 0.5, 1.0)));
    let b = mode((1, 10, 10), Some((20_000.0, 1.0 / 10.0, 1.0, 1.0)));
    let c = mode((4, 5, 5), Some((20_000.0, 1.0 / 400.0, 0.5, 1.0)));
    let analysis = analyze(&[a, b, c]).unwrap();
    assert_eq!(analysis.rows.iter().map(|row| row.rpn).collect::<Vec<_>>(), [100; 3]);
    for (row, events) in analysis.rows.iter().zip([0.5, 2000.0, 25.0]) {
        near(row.events_a_year, events);
    }
    assert_eq!(analysis.ties, [Tie { rpn: 100, modes: vec![0, 1, 2] }]);
    assert_eq!(analysis.order, [0, 2, 1]);
    let places = analysis.rows.iter().map(|row| (row.places.rpn, row.places.severity, row.places.events.unwrap()));
    assert_eq!(places.collect::<Vec<_>>(), [(1, 1, 3), (1, 3, 1), (1, 2, 2)]);
    assert_eq!(analysis.rows.iter().map(|row| row.gate).collect::<Vec<_>>(), [true, false, false]);
}

/// `04-fmea.md`, "What is wrong with the product".
#[test]
fn one_step_adds_4_here_and_90_there() {
    let analysis = analyze(&[mode((9, 2, 2), None), mode((9, 2, 10), None)]).unwrap();
    assert_eq!(analysis.rows[0].one_step_more[0], Some(4));
    assert_eq!(analysis.rows[1].one_step_more, [Some(20), Some(90), None]);
}

/// `04-fmea.md`, question fmea-order-modes; the severities are ours, as the lesson says that the tenfold error may kill.
#[test]
fn four_insulin_modes_by_events_and_the_gate_before_them() {
    let modes = [
        mode((7, 5, 4), Some((10_000.0, 1.0 / 500.0, 0.2, 0.1))),
        mode((7, 4, 8), Some((10_000.0, 1.0 / 1000.0, 0.8, 1.0 / 25.0))),
        mode((10, 2, 5), Some((10_000.0, 1.0 / 10_000.0, 0.5, 0.5))),
        mode((7, 7, 9), Some((10_000.0, 0.01, 0.9, 0.001))),
    ];
    let analysis = analyze(&modes).unwrap();
    for (row, (events, place)) in analysis.rows.iter().zip([(0.40, 1), (0.32, 2), (0.25, 3), (0.09, 4)]) {
        near(row.events_a_year, events);
        assert_eq!(row.places.events, Some(place));
    }
    assert_eq!(analysis.order, [2, 0, 1, 3]);
}

/// `04-fmea.md`: 120 products; 17 of them, and 60 combinations, above 500; mean 166, median 105; twelve roads to 100.
#[test]
fn the_scale_has_the_holes_the_lesson_counts() {
    let scores = (1..=10).flat_map(|s| (1..=10).flat_map(move |o| (1..=10).map(move |d| (s, o, d))));
    let modes: Vec<Mode> = scores.map(|scores| mode(scores, None)).collect();
    let analysis = analyze(&modes).unwrap();
    let mut products: Vec<u32> = analysis.rows.iter().map(|row| row.rpn).collect();
    products.sort_unstable();
    assert_eq!(products.iter().filter(|rpn| **rpn > 500).count(), 60);
    assert_eq!(products.iter().filter(|rpn| **rpn == 100).count(), 12);
    assert_eq!((products[499], products[500], products.iter().sum::<u32>()), (105, 105, 166_375));
    products.dedup();
    assert_eq!((products.len(), products.iter().filter(|rpn| **rpn > 500).count()), (120, 17));
}

#[test]
fn without_all_rates_occurrence_detection_and_single_points_decide_in_turn() {
    let rated = mode((5, 1, 1), Some((1e6, 1.0, 1.0, 1.0)));
    let alone = Mode { single_point: true, ..mode((5, 3, 2), None) };
    let analysis = analyze(&[rated, mode((5, 3, 2), None), alone, mode((5, 3, 9), None), mode((6, 1, 1), None)]).unwrap();
    assert_eq!(analysis.order, [4, 3, 2, 1, 0]);
    assert_eq!(analysis.rows[0].places.events, None);
}

#[test]
fn nonsense_is_refused_by_name() {
    let refused = |modes: &[Mode]| analyze(modes).unwrap_err().input;
    assert_eq!(refused(&[]), "modes");
    assert_eq!(refused(&[mode((0, 1, 1), None)]), "modes.0.ranks.severity");
    assert_eq!(refused(&[mode((1, 1, 11), None)]), "modes.0.ranks.detection");
    let after = Mode { ranks_after: Some(ranks((1, 255, 1))), ..mode((1, 1, 1), None) };
    assert_eq!(refused(&[after]), "modes.0.ranks_after.occurrence");
    assert_eq!(refused(&[mode((1, 1, 1), Some((1.0, 1.5, 1.0, 1.0)))]), "modes.0.frequency.rate");
    assert_eq!(refused(&[mode((1, 1, 1), Some((f64::NAN, 1.0, 1.0, 1.0)))]), "modes.0.frequency.opportunities");
}

proptest! {
    #[test]
    fn the_order_is_one_of_all_modes_and_never_puts_less_severity_first(
        scores in prop::collection::vec((1_u8..=10, 1_u8..=10, 1_u8..=10), 1..30)
    ) {
        let modes: Vec<Mode> = scores.iter().map(|&scores| mode(scores, None)).collect();
        let order = analyze(&modes).unwrap().order;
        prop_assert!(order.windows(2).all(|pair| scores[pair[0]].0 >= scores[pair[1]].0));
        let mut all = order.clone();
        all.sort_unstable();
        prop_assert_eq!(all, (0..modes.len()).collect::<Vec<_>>());
    }
}
