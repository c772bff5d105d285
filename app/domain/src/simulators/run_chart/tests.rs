use super::*;
use proptest::prelude::*;

/// Days to the third next available visit at Tarn Hill: preset of `docs/assignments/leading-change.md`.
const TARN_HILL: [f64; 36] = [
    19.0, 22.0, 18.0, 21.0, 24.0, 20.0, 17.0, 23.0, 21.0, 19.0, 22.0, 20.0, 21.0, 19.0, 20.0, 18.0, 16.0, 17.0, 15.0, 18.0, 14.0, 16.0,
    15.0, 17.0, 16.0, 18.0, 17.0, 19.0, 18.0, 20.0, 19.0, 21.0, 20.0, 22.0, 21.0, 20.0,
];

fn judged(values: &[f64], lines: &[(usize, Range<usize>)], rules: RuleSet) -> Vec<Judged> {
    let lines = lines.iter().map(|(first, baseline)| Line { first: *first, baseline: baseline.clone() }).collect();
    judge(&Inputs { values: values.to_vec(), lines, rules }).unwrap()
}

#[test]
fn tarn_hill_falls_and_climbs_again() {
    let judged = judged(&TARN_HILL, &[(0, 0..12), (24, 14..24)], RuleSet::Perla);
    assert_eq!((judged[0].median, judged[1].median), (20.5, 16.5));
    let fall = Run { from: 13, until: 23, points: 11, above: false };
    let climb = Run { from: 25, until: 35, points: 11, above: true };
    assert_eq!((judged[0].longest, judged[1].longest), (Some(fall), Some(climb)));
    assert_eq!(judged[0].signals, [Signal::Shift { run: fall, at: 18 }]);
    // Week 31, the sixth above the new line.
    assert_eq!(judged[1].signals, [Signal::Shift { run: climb, at: 30 }]);
}

#[test]
fn against_the_old_line_18_points_lie_below_by_week_31() {
    let judged = judged(&TARN_HILL, &[(0, 0..12)], RuleSet::Perla);
    assert_eq!(judged[0].longest, Some(Run { from: 13, until: 30, points: 18, above: false }));
}

/// `10-sustaining.md`: with 24 points the limit is 8, so eleven is a shift by both.
#[test]
fn eleven_is_a_shift_by_anhoj_and_olesen_too() {
    assert_eq!([longest_by_chance(24), longest_by_chance(10), longest_by_chance(12)], [8, 6, 7]);
    let judged = judged(&TARN_HILL[..24], &[(0, 0..12)], RuleSet::AnhojOlesen);
    let run = Run { from: 13, until: 23, points: 11, above: false };
    assert_eq!(judged[0].useful, 24);
    assert!(judged[0].signals.contains(&Signal::Shift { run, at: 21 }));
}

/// Question of `10-sustaining.md` on no-show rates.
#[test]
fn points_on_the_line_are_skipped() {
    let mut values = vec![14.0];
    values.extend([13.0, 15.0, 12.0, 11.0, 14.0, 12.0, 10.0, 13.0, 11.0, 12.0, 15.0]);
    for (rules, at) in [(RuleSet::Perla, 9), (RuleSet::AnhojOlesen, 10)] {
        let judged = judged(&values, &[(0, 0..1)], rules);
        assert_eq!(judged[0].useful, 10);
        let run = Run { from: 3, until: 10, points: 7, above: false };
        assert_eq!(judged[0].longest, Some(run));
        assert_eq!(judged[0].signals, [Signal::Shift { run, at }]);
    }
}

/// qbinom(0.05, n − 1, 0.5) as in the table of Anhøj & Olesen: 10 useful points 2, 12: 3, 20: 6, 24: 8.
#[test]
fn fewest_crossings_are_the_lower_five_percent() {
    assert_eq!([10, 12, 20, 24].map(fewest_crossings), [2, 3, 6, 8]);
    assert_eq!([1, 2].map(fewest_crossings), [0, 0]);
}

#[test]
fn five_in_one_direction_are_a_trend_and_repeats_count_once() {
    let signals = |values: &[f64]| judged(values, &[(0, 0..values.len())], RuleSet::Perla)[0].signals.clone();
    let run = |from, until, points, above| Run { from, until, points, above };
    assert_eq!(signals(&[3.0, 1.0, 2.0, 3.0, 4.0]), []);
    let five = Signal::Trend { run: run(1, 5, 5, true), at: 5 };
    assert_eq!(signals(&[3.0, 1.0, 2.0, 3.0, 4.0, 5.0]), [five]);
    let six = Signal::Trend { run: run(0, 6, 6, false), at: 5 };
    assert_eq!(signals(&[9.0, 8.0, 8.0, 7.0, 6.0, 5.0, 4.0]), [six]);
    let back = Signal::Trend { run: run(4, 8, 5, false), at: 8 };
    let up = Signal::Trend { run: run(0, 4, 5, true), at: 4 };
    assert_eq!(signals(&[1.0, 2.0, 3.0, 4.0, 5.0, 4.0, 3.0, 2.0, 1.0]), [up, back]);
}

/// The table of `10-sustaining.md`, in whole percents.
#[test]
fn a_fair_coin_runs_as_often_as_the_lesson_says() {
    for (points, six, nine) in [(12, 0.12, 0.01), (24, 0.29, 0.03), (36, 0.42, 0.06)] {
        for (run, chance) in [(6, six), (9, nine)] {
            let found = chance_of_run(points, run).unwrap();
            assert!((found - chance).abs() <= 0.005, "{points}, {run}: {found} is not {chance}");
        }
    }
}

#[test]
fn nonsense_is_refused() {
    let refused = |values: &[f64], first: usize, baseline: Range<usize>| {
        let lines = vec![Line { first, baseline }];
        judge(&Inputs { values: values.to_vec(), lines, rules: RuleSet::Perla }).unwrap_err().input
    };
    assert_eq!(refused(&[], 0, 0..1), "values");
    assert_eq!(refused(&[f64::NAN], 0, 0..1), "values.0");
    assert_eq!(refused(&[1.0, 2.0], 1, 0..1), "lines.0.first");
    assert_eq!(refused(&[1.0], 0, 0..0), "lines.0.baseline");
    assert_eq!(refused(&[1.0], 0, 0..9), "lines.0.baseline");
    assert_eq!(chance_of_run(0, 6).unwrap_err().input, "points");
    assert_eq!(chance_of_run(6, 0).unwrap_err().input, "run");
}

proptest! {
    #[test]
    fn the_chance_of_a_run_is_what_all_tosses_say(points in 1_usize..12, run in 1_usize..12) {
        let sequences = 0..1_u32 << points;
        let long = sequences.filter(|tosses| {
            let (mut length, mut longest) = (0, 0);
            for toss in 0..points {
                let same = toss > 0 && (tosses >> toss & 1) == (tosses >> (toss - 1) & 1);
                length = if same { length + 1 } else { 1 };
                longest = longest.max(length);
            }
            longest >= run
        });
        let share = f64::from(u32::try_from(long.count()).unwrap()) / f64::from(1_u32 << points);
        prop_assert!((chance_of_run(points, run).unwrap() - share).abs() < 1e-12);
    }

    #[test]
    fn useful_points_are_in_runs_and_crossings_lie_between_them(values in prop::collection::vec(0_u8..5, 1..60)) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        for rules in [RuleSet::Perla, RuleSet::AnhojOlesen] {
            let judged = &judged(&values, &[(0, 0..values.len())], rules)[0];
            prop_assert_eq!(judged.useful, values.iter().filter(|value| **value != judged.median).count());
            prop_assert!(judged.crossings < values.len());
        }
    }
}
