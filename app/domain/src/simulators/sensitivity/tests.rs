use proptest::prelude::{any, prop, prop_assert, prop_assert_eq, proptest};

use super::super::markov::{Transitions, Work, published::sick_sicker};
use super::super::random::Random;
use super::distribution::{Sampler, Shape, Uncertain};
use super::probabilistic::{CostEffect, Inputs, draw, summarize};
use super::*;

fn varied(name: &str, base: f64, low: f64, high: f64) -> Varied {
    Varied { name: name.to_owned(), base, low, high }
}

fn uncertain(shape: Shape, mean: f64, sd: f64) -> Uncertain {
    Uncertain { name: "x".to_owned(), shape, mean, sd }
}

fn texts(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_longest_bar_comes_first() {
    let parameters = [varied("a", 1.0, 0.0, 2.0), varied("b", 1.0, 0.5, 4.0)];
    let tornado = tornado(&parameters, |values| Ok(10.0 * values[0] - 3.0 * values[1])).unwrap();
    assert_eq!(tornado.base, 7.0);
    let bars: Vec<_> = tornado.bars.iter().map(|bar| (bar.parameter.name.as_str(), bar.at_low, bar.at_high, bar.swing)).collect();
    assert_eq!(bars, [("a", -3.0, 17.0, 20.0), ("b", 8.5, -2.0, 10.5)]);
}

/// Jenks et al. 2016 (domain.md 5.4): 151.29 with the standard dressing, 77.75 with the other, a patient.
#[test]
fn infection_prevention_dressing() {
    let cost = |infections: f64, ratio: f64, dressing: f64| {
        let by_infection = (infections * 9900.0 + 0.14 * 100.0) / 1000.0 * 10.0 * ratio;
        by_infection + 6.0 / 476.0 + 3.0 * dressing
    };
    assert!((cost(1.48, 1.0, 1.54) - 151.29).abs() < 0.005);
    assert!((cost(1.48, 0.402, 6.26) - 77.75).abs() < 0.005);
    let saving = |values: &[f64]| Ok(cost(values[0], 1.0, 1.54) - cost(values[0], values[1], 6.26));
    let tornado = tornado(&[varied("infections", 1.48, 1.2, 1.8), varied("ratio", 0.402, 0.2, 0.8)], saving).unwrap();
    assert!((tornado.base - (151.29 - 77.75)).abs() < 0.01);
    assert_eq!(tornado.bars[0].parameter.name, "ratio");
}

#[test]
fn a_tornado_refuses_nonsense_by_its_place() {
    let refused = |parameter: Varied| tornado(&[parameter], |values| Ok(1.0 / values[0])).unwrap_err().input;
    assert_eq!(refused(varied("a", 1.0, 2.0, 3.0)), "parameters.0");
    assert_eq!(refused(varied("a", 1.0, f64::NAN, 3.0)), "parameters.0.low");
    assert_eq!(refused(varied("a", 1.0, 0.0, 3.0)), "parameters.0.low");
    assert_eq!(tornado(&[], |_| Ok(0.0)).unwrap_err().input, "parameters");
}

const DRAWS: usize = 40_000;

fn drawn(parameter: &Uncertain) -> Vec<f64> {
    let sampler = Sampler::new("x", parameter).unwrap();
    let mut random = Random::seeded(11);
    (0..DRAWS).map(|_| sampler.draw(&mut random)).collect()
}

#[test]
fn draws_have_the_mean_and_the_deviation_asked_for() {
    let distributions = [
        (Shape::Beta, 0.1, 0.05),
        (Shape::Beta, 0.5, 0.45),
        (Shape::Gamma, 2000.0, 400.0),
        (Shape::Gamma, 3.0, 6.0),
        (Shape::LogNormal, 0.6, 0.1),
        (Shape::Normal, -5.0, 2.0),
        (Shape::Uniform, 4.0, 1.0),
    ];
    for (shape, mean, sd) in distributions {
        let draws = drawn(&uncertain(shape, mean, sd));
        let n = 40_000.0;
        let average = draws.iter().sum::<f64>() / n;
        let deviation = (draws.iter().map(|draw| (draw - average).powi(2)).sum::<f64>() / n).sqrt();
        assert!((average - mean).abs() < 4.0 * sd / n.sqrt(), "{shape:?} {average}");
        assert!((deviation / sd - 1.0).abs() < 0.05, "{shape:?} {deviation}");
    }
    assert!(drawn(&uncertain(Shape::Fixed, 7.0, 0.0)).iter().all(|draw| *draw == 7.0));
}

#[test]
fn draws_have_the_quantiles_of_their_distribution() {
    let below = |parameter: Uncertain, value: f64| drawn(&parameter).iter().filter(|draw| **draw < value).count();
    let near = |below: usize, share: f64| {
        let expected = share * 40_000.0;
        assert!((f64::from(u32::try_from(below).unwrap()) - expected).abs() < 4.0 * (expected * (1.0 - share)).sqrt(), "{below} {share}");
    };
    // Gamma of shape 1 is the exponential, of shape 1/2 the chi-squared of one degree; beta of 1 and 1 is the uniform, of 1/2 and 1/2
    // the arc sine.
    near(below(uncertain(Shape::Gamma, 2.0, 2.0), 2.0), 1.0 - (-1.0f64).exp());
    near(below(uncertain(Shape::Gamma, 1.0, 2f64.sqrt()), 1.0), 0.682_689_49);
    near(below(uncertain(Shape::Beta, 0.5, (1.0f64 / 12.0).sqrt()), 0.25), 0.25);
    near(below(uncertain(Shape::Beta, 0.5, (1.0f64 / 8.0).sqrt()), 0.25), 1.0 / 3.0);
    near(below(uncertain(Shape::Normal, 0.0, 1.0), 1.0), 0.841_344_75);
    near(below(uncertain(Shape::LogNormal, 1.0, 1.0), 1.0 / 2f64.sqrt()), 0.5);
    near(below(Uncertain::between("x", 2.0, 6.0), 3.0), 0.25);
}

#[test]
fn impossible_distributions_are_refused_by_their_place() {
    let refused = |shape, mean, sd| Sampler::new("x", &uncertain(shape, mean, sd)).unwrap_err().input;
    assert_eq!(refused(Shape::Beta, 0.5, 0.5), "x.sd");
    assert_eq!(refused(Shape::Beta, 1.0, 0.1), "x.mean");
    assert_eq!(refused(Shape::Gamma, -1.0, 0.1), "x.mean");
    assert_eq!(refused(Shape::LogNormal, 0.0, 0.1), "x.mean");
    assert_eq!(refused(Shape::Gamma, 1.0, 1e-200), "x.sd");
    assert_eq!(refused(Shape::Beta, 0.5, 0.5 - 1e-15), "x.sd");
    assert_eq!(refused(Shape::Normal, 1.0, 0.0), "x.sd");
    assert_eq!(refused(Shape::Fixed, 1.0, 0.1), "x.sd");
    assert_eq!(refused(Shape::Normal, f64::NAN, 0.1), "x.mean");
    assert_eq!(refused(Shape::Normal, 0.0, -0.1), "x.sd");
}

/// A new strategy whose net benefit over the old is normal.
fn gamble(mean: f64, seed: u64, draws: usize) -> Inputs {
    Inputs { seed, draws, parameters: vec![uncertain(Shape::Normal, mean, 1.0)], strategies: texts(&["old", "new"]) }
}

fn gain(values: &[f64], outcome: &mut [CostEffect]) -> Result<()> {
    outcome[1].effect = values[0];
    Ok(())
}

/// The unit normal loss function: .39894 at 0 and .08332 at 1 (Raiffa and Schlaifer, Applied Statistical Decision Theory, 1961).
#[test]
fn perfect_information_about_a_normal_gain_is_worth_the_unit_normal_loss() {
    for (mean, loss, right) in [(0.0, 0.398_94, 0.5), (1.0, 0.083_32, 0.841_34), (-1.0, 0.083_32, 0.841_34)] {
        let inputs = gamble(mean, 5, DRAWS);
        let draws = draw(&inputs, 0..DRAWS, gain).unwrap();
        let summary = summarize(&inputs.strategies, &draws, &[1.0, 10.0]).unwrap();
        let [one, ten] = &summary.levels[..] else { panic!("two levels") };
        assert!((one.perfect_information.mean - loss).abs() < 4.0 * one.perfect_information.standard_error);
        assert!((ten.perfect_information.mean - 10.0 * one.perfect_information.mean).abs() < 1e-9);
        assert!((one.frontier() - right).abs() < 0.01);
        assert!((summary.strategies[1].effect.standard_error - 1.0 / 200.0).abs() < 1e-4);
        assert!(mean == 0.0 || one.best == usize::from(mean > 0.0));
    }
}

#[test]
fn strategies_that_tie_share_a_draw() {
    let draws = [CostEffect::default(); 6];
    let summary = summarize(&texts(&["a", "b", "c"]), &draws, &[5.0]).unwrap();
    assert_eq!(summary.levels[0].probabilities, [1.0 / 3.0; 3]);
    assert_eq!(summary.levels[0].perfect_information.mean, 0.0);
}

#[test]
fn a_probabilistic_analysis_refuses_nonsense_by_its_place() {
    let inputs = gamble(0.0, 1, 10);
    assert_eq!(draw(&inputs, 5..11, gain).unwrap_err().input, "draws");
    assert_eq!(draw(&gamble(0.0, 1, usize::MAX), 0..1, gain).unwrap_err().input, "draws");
    assert_eq!(draw(&inputs, 0..1, |_, outcome| gain(&[f64::NAN], outcome)).unwrap_err().input, "parameters");
    let draws = draw(&inputs, 0..10, gain).unwrap();
    assert_eq!(summarize(&[], &draws, &[1.0]).unwrap_err().input, "strategies");
    assert_eq!(summarize(&inputs.strategies, &draws[..5], &[1.0]).unwrap_err().input, "draws");
    assert_eq!(summarize(&inputs.strategies, &draws, &[f64::NAN]).unwrap_err().input, "willingness_to_pay.0");
}

/// The tutorial's model under uncertainty about one rate: a whole Markov model in a draw.
#[test]
fn a_markov_model_can_be_drawn() {
    let (mut model, mut work, mut totals) = (sick_sicker(), Work::default(), vec![]);
    let inputs = Inputs {
        seed: 1,
        draws: 200,
        parameters: vec![uncertain(Shape::Gamma, 0.105, 0.02)],
        strategies: model.strategies.iter().map(|strategy| strategy.name.clone()).collect(),
    };
    let run = |values: &[f64], outcome: &mut [CostEffect]| {
        for (strategy, ratio) in model.strategies.iter_mut().zip([1.0, 1.0, 0.6, 0.6]) {
            if let Transitions::Rates { rates, .. } = &mut strategy.transitions[0].value {
                rates[1][2] = values[0] * ratio;
            }
        }
        work.totals(&model, &mut totals)?;
        outcome.iter_mut().zip(&totals).for_each(|(outcome, totals)| *outcome = CostEffect { cost: totals.cost, effect: totals.effect });
        Ok(())
    };
    let draws = draw(&inputs, 0..200, run).unwrap();
    let summary = summarize(&inputs.strategies, &draws, &[0.0, 100_000.0, 200_000.0]).unwrap();
    assert_eq!(summary.levels.iter().map(|level| level.best).collect::<Vec<_>>(), [0, 2, 3]);
    let soc = &summary.strategies[0].cost;
    assert!((soc.mean - 151_580.0).abs() < 5.0 * soc.standard_error + 500.0);
}

proptest! {
    #[test]
    fn chunks_make_the_whole(seed in any::<u64>(), cut in 0..60usize) {
        let inputs = gamble(0.3, seed, 60);
        let mut chunks = draw(&inputs, 0..cut, gain).unwrap();
        chunks.extend(draw(&inputs, cut..60, gain).unwrap());
        prop_assert_eq!(chunks, draw(&inputs, 0..60, gain).unwrap());
    }

    #[test]
    fn probabilities_sum_to_1_and_information_is_never_a_loss(
        outcomes in prop::collection::vec((-1e4..1e4f64, -9.0..9.0f64), 6..60),
        willingness in 0.0..1e5f64,
    ) {
        let whole = outcomes.len() / 3 * 3;
        let draws: Vec<CostEffect> = outcomes[..whole].iter().map(|(cost, effect)| CostEffect { cost: *cost, effect: *effect }).collect();
        let summary = summarize(&texts(&["a", "b", "c"]), &draws, &[willingness]).unwrap();
        let level = &summary.levels[0];
        prop_assert!((level.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(level.perfect_information.mean >= 0.0);
    }

    #[test]
    fn draws_stay_where_their_distribution_lives(seed in any::<u64>(), mean in 1e-6..1.0f64, part in 1e-3..0.999f64) {
        let mut random = Random::seeded(seed);
        let beta = Sampler::new("x", &uncertain(Shape::Beta, mean, part * (mean * (1.0 - mean)).sqrt())).unwrap();
        // As wide as is taken, and no wider: what is out of all proportion to the mean is refused.
        let wide = part * 1e5 * mean;
        let gamma = Sampler::new("x", &uncertain(Shape::Gamma, mean, wide)).unwrap();
        let lognormal = Sampler::new("x", &uncertain(Shape::LogNormal, mean, wide)).unwrap();
        for _ in 0..50 {
            prop_assert!((0.0..=1.0).contains(&beta.draw(&mut random)));
            prop_assert!(gamma.draw(&mut random) >= 0.0);
            prop_assert!(lognormal.draw(&mut random) >= 0.0);
        }
    }

    #[test]
    fn any_mean_and_deviation_are_drawn_from_or_refused(
        seed in any::<u64>(), mean in any::<f64>(), sd in any::<f64>(), scale in -300..300i32,
    ) {
        for (mean, sd) in [(mean, sd), (mean.fract(), sd.fract().abs()), (10f64.powi(scale), 1.0), (0.5, 10f64.powi(scale))] {
            for shape in [Shape::Beta, Shape::Gamma, Shape::LogNormal, Shape::Normal, Shape::Uniform, Shape::Fixed] {
                if let Ok(sampler) = Sampler::new("x", &uncertain(shape, mean, sd)) {
                    let mut random = Random::seeded(seed);
                    prop_assert!((0..5).all(|_| !sampler.draw(&mut random).is_nan()), "{shape:?} {mean} {sd}");
                }
            }
        }
    }
}
