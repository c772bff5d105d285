use super::*;
use crate::simulators::near;
use proptest::prelude::*;

const FALLS: [f64; 20] = [3.6, 2.8, 3.7, 3.1, 2.4, 3.4, 4.1, 3.0, 2.6, 3.5, 2.7, 3.3, 2.6, 2.9, 2.2, 2.7, 2.3, 2.6, 2.9, 2.4];

fn one_phase(series: Series, baseline: Baseline, rules: RuleSet) -> Chart {
    chart(&Inputs { series, phases: vec![Phase { first: 0, baseline }], rules }).unwrap()
}

fn xmr(values: &[f64], baseline: Baseline, rules: RuleSet) -> Chart {
    one_phase(Series::Individuals(values.to_vec()), baseline, rules)
}

fn fired(chart: &Chart) -> Vec<(Rule, Side, usize, usize)> {
    chart.signals.iter().map(|signal| (signal.rule, signal.side, signal.from, signal.at)).collect()
}

/// NIST/SEMATECH e-Handbook 6.3.2.2, recomputed with 2.66: domain.md 5.10.
#[test]
fn the_handbooks_individuals_have_their_published_limits() {
    let values = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
    for rules in [RuleSet::NhsMakingDataCount, RuleSet::WesternElectric] {
        let chart = xmr(&values, Baseline::All, rules);
        near(chart.phases[0].center, 50.81, 1e-9);
        near(chart.phases[0].mean_moving_range.unwrap(), 16.9 / 9.0, 1e-9);
        near(chart.points[0].upper, 55.80, 0.005);
        near(chart.points[0].lower, 45.82, 0.005);
        assert_eq!(chart.signals, []);
        assert!(chart.phases[0].provisional);
    }
}

/// A textbook series of defectives in samples of 200: domain.md 5.10.
#[test]
fn the_textbooks_proportions_have_their_published_limits() {
    let points = |scale: f64| {
        let events = [40.0, 44.0, 22.0, 34.0, 24.0, 32.0, 28.0, 32.0, 34.0, 30.0];
        Series::Proportions(events.iter().map(|&events| Proportion { events: events * scale, cases: 200.0 * scale }).collect())
    };
    let chart = one_phase(points(1.0), Baseline::All, RuleSet::LimitsOnly);
    near(chart.phases[0].center, 0.16, 1e-12);
    near(chart.points[0].upper, 0.2378, 5e-5);
    near(chart.points[0].lower, 0.0822, 5e-5);
    assert_eq!(chart.signals, []);
    // Ten times the cases at the same proportions: chance shrinks and points leave the limits.
    let chart = one_phase(points(10.0), Baseline::All, RuleSet::LimitsOnly);
    assert_eq!(chart.signals.iter().map(|signal| signal.at).collect::<Vec<_>>(), [0, 1, 2, 4]);
}

/// Preset of `docs/assignments/risk-quality-safety.md`.
#[test]
fn the_falls_of_quarry_hill_signal_at_month_19_or_20_by_the_rule_set() {
    let chart = xmr(&FALLS, Baseline::First(12), RuleSet::NhsMakingDataCount);
    near(chart.phases[0].center, 38.2 / 12.0, 1e-12);
    near(chart.phases[0].mean_moving_range.unwrap(), 8.5 / 11.0, 1e-12);
    near(chart.points[19].lower, 1.13, 0.005);
    near(chart.points[19].upper, 5.24, 0.005);
    near(chart.points[0].sigma, 0.685, 5e-4);
    assert_eq!(fired(&chart), [(Rule::Run, Side::Below, 12, 18), (Rule::Run, Side::Below, 13, 19)]);
    let chart = xmr(&FALLS, Baseline::First(12), RuleSet::WesternElectric);
    assert_eq!(fired(&chart), [(Rule::Run, Side::Below, 12, 19)]);
}

#[test]
fn a_point_of_5_3_signals_against_frozen_limits_and_not_against_limits_that_it_widened() {
    let mut values = FALLS[..12].to_vec();
    values[6] = 5.3;
    let frozen = Baseline::Known { center: 38.2 / 12.0, sigma: 2.66 * 8.5 / 33.0 };
    assert_eq!(fired(&xmr(&values, frozen, RuleSet::LimitsOnly)), [(Rule::BeyondLimit, Side::Above, 6, 6)]);
    assert_eq!(fired(&xmr(&values, Baseline::All, RuleSet::LimitsOnly)), []);
}

/// Preset of `docs/assignments/risk-quality-safety.md`.
#[test]
fn the_night_pharmacy_has_no_signal() {
    let values = [5.1, 3.9, 5.6, 4.4, 6.0, 4.8, 3.7, 5.3, 4.6, 5.8, 4.2, 5.0, 6.3, 5.5, 4.9, 6.1];
    for rules in [RuleSet::NhsMakingDataCount, RuleSet::WesternElectric] {
        let chart = xmr(&values, Baseline::First(12), rules);
        near(chart.points[0].lower, 1.51, 0.005);
        near(chart.points[0].upper, 8.23, 0.005);
        assert_eq!(chart.signals, []);
    }
}

/// Hand-made values in sigmas, against known limits of mean 0 and sigma 1.
fn in_sigmas(values: &[f64], rules: RuleSet) -> Vec<(Rule, Side, usize, usize)> {
    fired(&xmr(values, Baseline::Known { center: 0.0, sigma: 1.0 }, rules))
}

#[test]
fn western_electric_fires_exactly_where_it_says_and_strictly() {
    use RuleSet::WesternElectric as Rules;
    assert_eq!(in_sigmas(&[3.0, -3.0], Rules), []);
    assert_eq!(in_sigmas(&[0.0, -3.01], Rules), [(Rule::BeyondLimit, Side::Below, 1, 1)]);
    assert_eq!(in_sigmas(&[2.1, -0.1, 2.1], Rules), [(Rule::TwoOfThree, Side::Above, 0, 2)]);
    assert_eq!(in_sigmas(&[2.1, 0.1, -2.1, -0.1], Rules), []);
    assert_eq!(in_sigmas(&[1.1, 1.1, -0.1, 1.1, 1.1, 0.0], Rules), [(Rule::FourOfFive, Side::Above, 0, 4)]);
    assert_eq!(in_sigmas(&[0.5, 0.5, 0.5, 0.5, 0.0, 0.5, 0.5, 0.5, 0.5], Rules), []);
    assert_eq!(in_sigmas(&[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], Rules), []);
}

#[test]
fn the_nhs_set_fires_exactly_where_it_says() {
    use RuleSet::NhsMakingDataCount as Rules;
    assert_eq!(in_sigmas(&[2.1, -0.1, 2.1], Rules), []);
    assert_eq!(in_sigmas(&[2.1, 0.1, 2.1], Rules), [(Rule::TwoOfThree, Side::Above, 0, 2)]);
    // As in NHSRplotthedots: a point outside the limits is no longer near them.
    assert_eq!(in_sigmas(&[2.1, 0.1, 3.1], Rules), [(Rule::BeyondLimit, Side::Above, 2, 2)]);
    assert_eq!(in_sigmas(&[2.1, 2.1, 0.1], Rules), [(Rule::TwoOfThree, Side::Above, 0, 2)]);
    assert_eq!(in_sigmas(&[-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6], Rules), [(Rule::Trend, Side::Above, 0, 6)]);
    assert_eq!(in_sigmas(&[-0.6, -0.4, -0.2, 0.0, 0.0, 0.4, 0.6], Rules), []);
    assert_eq!(in_sigmas(&[-0.6, -0.4, -0.2, 0.2, 0.4, 0.6], Rules), []);
}

#[test]
fn a_moving_range_beyond_its_limit_is_screened_in_the_nhs_set_alone() {
    let values = [10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 30.0, 31.0, 30.0, 31.0];
    // Ranges: eight of 1 and one of 19; their mean is 3, and 19 > 3.267 × 3.
    let nhs = xmr(&values, Baseline::All, RuleSet::NhsMakingDataCount);
    assert_eq!(nhs.phases[0].screened, [6]);
    near(nhs.phases[0].mean_moving_range.unwrap(), 1.0, 1e-12);
    let western = xmr(&values, Baseline::All, RuleSet::WesternElectric);
    assert!(western.phases[0].screened.is_empty());
    near(western.phases[0].mean_moving_range.unwrap(), 3.0, 1e-12);
    near(western.phases[0].upper_moving_range.unwrap(), 9.801, 1e-12);
}

#[test]
fn phases_have_their_own_limits_and_end_runs() {
    let series = Series::Individuals(FALLS.to_vec());
    let phases = vec![Phase { first: 0, baseline: Baseline::All }, Phase { first: 12, baseline: Baseline::All }];
    let chart = chart(&Inputs { series, phases, rules: RuleSet::NhsMakingDataCount }).unwrap();
    near(chart.phases[1].center, 2.575, 1e-12);
    assert_eq!(chart.points[12].moving_range, None);
    assert_eq!(chart.signals, []);
    assert_eq!((chart.phases[0].provisional, chart.phases[1].provisional), (false, true));
}

#[test]
fn counts_and_rates_have_poisson_limits() {
    let counts = one_phase(Series::Counts(vec![16.0, 4.0, 7.0]), Baseline::All, RuleSet::LimitsOnly);
    assert_eq!((counts.phases[0].center, counts.points[0].upper, counts.points[0].lower), (9.0, 18.0, 0.0));
    let rates = vec![Rate { events: 12.0, exposure: 4.0 }, Rate { events: 24.0, exposure: 5.0 }];
    let rates = one_phase(Series::Rates(rates), Baseline::All, RuleSet::LimitsOnly);
    assert_eq!((rates.phases[0].center, rates.points[0].value, rates.points[0].upper), (4.0, 3.0, 7.0));
    near(rates.points[1].upper, 4.0 + 3.0 * 0.8_f64.sqrt(), 1e-12);
}

#[test]
fn values_that_never_change_are_no_signal() {
    for rules in [RuleSet::NhsMakingDataCount, RuleSet::WesternElectric] {
        assert_eq!(xmr(&[0.1; 30], Baseline::All, rules).signals, []);
        let cases = vec![Proportion { events: 7.0, cases: 7.0 }; 12];
        assert_eq!(one_phase(Series::Proportions(cases), Baseline::All, rules).signals, []);
    }
}

#[test]
fn nonsense_is_refused_by_name() {
    let refused = |series: Series, phases: &[(usize, Baseline)]| {
        let phases = phases.iter().map(|&(first, baseline)| Phase { first, baseline }).collect();
        chart(&Inputs { series, phases, rules: RuleSet::LimitsOnly }).unwrap_err().input
    };
    let good = || Series::Individuals(vec![1.0, 2.0, 3.0]);
    let all = Baseline::All;
    assert_eq!(refused(Series::Individuals(vec![1.0, f64::NAN]), &[(0, all)]), "series.1");
    assert_eq!(refused(Series::Individuals(vec![1.0]), &[(0, all)]), "series");
    assert_eq!(refused(Series::Counts(vec![1.0, 1.5]), &[(0, all)]), "series.1");
    assert_eq!(refused(Series::Counts(vec![-1.0, 1.0]), &[(0, all)]), "series.0");
    assert_eq!(refused(Series::Proportions(vec![Proportion { events: 3.0, cases: 2.0 }; 2]), &[(0, all)]), "series.0");
    assert_eq!(refused(Series::Rates(vec![Rate { events: 3.0, exposure: 0.0 }; 2]), &[(0, all)]), "series.0");
    assert_eq!(refused(good(), &[]), "phases");
    assert_eq!(refused(good(), &[(1, all)]), "phases.0.first");
    assert_eq!(refused(good(), &[(0, all), (3, all)]), "phases.1.first");
    assert_eq!(refused(good(), &[(0, all), (9, all)]), "phases.0.first");
    assert_eq!(refused(good(), &[(0, Baseline::First(1))]), "phases.0.baseline");
    assert_eq!(refused(good(), &[(0, Baseline::First(4))]), "phases.0.baseline");
    assert_eq!(refused(good(), &[(0, Baseline::Known { center: 1.0, sigma: 0.0 })]), "phases.0.baseline");
}

/// What rules cost, `07-variation.md`: of stable charts of 24 points with known limits about 6 % signal by limits alone, 21 % by Western
/// Electric, 22 % by the NHS rules.
#[test]
fn stable_processes_signal_as_often_as_the_lesson_says() {
    let alarms = false_alarms(24, 4000, 24).unwrap();
    near(alarms.limits_only, 0.063, 0.015);
    near(alarms.western_electric, 0.21, 0.02);
    near(alarms.nhs_making_data_count, 0.22, 0.02);
}

#[test]
fn a_stable_series_is_the_same_for_the_same_seed() {
    assert_eq!(stable_series(24, 7).unwrap(), stable_series(24, 7).unwrap());
    assert_ne!(stable_series(24, 7).unwrap(), stable_series(24, 8).unwrap());
    assert_eq!(false_alarms(1, 10, 1).unwrap_err().input, "points");
    assert_eq!(false_alarms(24, 0, 1).unwrap_err().input, "charts");
    assert_eq!(false_alarms(10_000, 10_000, 1).unwrap_err().input, "charts");
}

proptest! {
    #[test]
    fn a_constant_shifts_xmr_limits_by_itself(values in prop::collection::vec(-1e3..1e3_f64, 2..60), shift in -1e3..1e3_f64) {
        let shifted: Vec<f64> = values.iter().map(|value| value + shift).collect();
        let [one, other] = [values, shifted].map(|values| xmr(&values, Baseline::All, RuleSet::NhsMakingDataCount));
        prop_assert!((other.points[0].upper - one.points[0].upper - shift).abs() < 1e-8);
        prop_assert!((other.points[0].lower - one.points[0].lower - shift).abs() < 1e-8);
    }

    #[test]
    fn limits_of_proportions_are_proportions(points in prop::collection::vec((0_u32..1000, 1_u32..1000), 2..60)) {
        let proportion = |&(events, more): &(u32, u32)| Proportion { events: events.into(), cases: f64::from((events + more - 1).max(1)) };
        let series: Vec<_> = points.iter().map(proportion).collect();
        for point in one_phase(Series::Proportions(series), Baseline::All, RuleSet::WesternElectric).points {
            prop_assert!(point.lower >= 0.0 && point.lower <= point.center && point.center <= point.upper && point.upper <= 1.0);
        }
    }

    #[test]
    fn no_numbers_make_it_panic(values in prop::collection::vec(any::<f64>(), 0..20), first: usize, count: usize) {
        let phases = vec![Phase { first: 0, baseline: Baseline::First(count) }, Phase { first, baseline: Baseline::All }];
        for series in [Series::Individuals(values.clone()), Series::Counts(values.clone())] {
            drop(chart(&Inputs { series, phases: phases.clone(), rules: RuleSet::NhsMakingDataCount }));
        }
    }
}
