//! Published models, for tests here and of the sensitivity analysis.

use super::*;

pub(in super::super) fn from<T>(cycle: usize, value: T) -> FromCycle<T> {
    FromCycle { cycle, value }
}

pub(in super::super) fn texts(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Chancellor et al. 1997, as Briggs, Claxton and Sculpher (2006) give it in exercise 2.5; domain.md 5.1.
pub(in super::super) fn hiv() -> Model {
    let counts = [[1251.0, 350.0, 116.0, 17.0], [0.0, 731.0, 512.0, 15.0], [0.0, 0.0, 1312.0, 437.0], [0.0, 0.0, 0.0, 1.0]];
    let probabilities = |relative_risk: f64| {
        let row = |state: usize| {
            let total: f64 = counts[state].iter().sum();
            let mut row: Vec<f64> = counts[state].iter().map(|count| count / total * relative_risk).collect();
            row[state] = 1.0 - row[state + 1..].iter().sum::<f64>();
            row
        };
        Transitions::Probabilities((0..4).map(row).collect())
    };
    let costs = |drugs: f64| vec![2756.0 + drugs, 3052.0 + drugs, 9007.0 + drugs, 0.0];
    let alive = vec![from(1, vec![1.0, 1.0, 1.0, 0.0])];
    let mono = Strategy {
        name: "mono".to_owned(),
        transitions: vec![from(1, probabilities(1.0))],
        costs: vec![from(1, costs(2278.0))],
        utilities: alive.clone(),
    };
    let combination = Strategy {
        name: "combination".to_owned(),
        transitions: vec![from(1, probabilities(0.509)), from(3, probabilities(1.0))],
        costs: vec![from(1, costs(2278.0 + 2086.5)), from(3, costs(2278.0))],
        utilities: alive,
    };
    Model {
        states: texts(&["A", "B", "C", "dead"]),
        initial: vec![1000.0, 0.0, 0.0, 0.0],
        cycles: 20,
        cycle_years: 1.0,
        cost_discount: 0.06,
        effect_discount: 0.0,
        discounting: Discounting::FromEnd,
        counting: Counting::End,
        willingness_to_pay: 20_000.0,
        strategies: vec![mono, combination],
    }
}

fn sick_sicker_strategy(name: &str, a: bool, b: bool) -> Strategy {
    let progression = if b { 0.105 * 0.6 } else { 0.105 };
    let rates =
        vec![vec![0.0, 0.15, 0.0, 0.002], vec![0.5, 0.0, progression, 0.002 * 3.0], vec![0.0, 0.0, 0.0, 0.002 * 10.0], vec![0.0; 4]];
    let treatment = if a { 12_000.0 } else { 0.0 } + if b { 13_000.0 } else { 0.0 };
    Strategy {
        name: name.to_owned(),
        transitions: vec![from(1, Transitions::Rates { rates, conversion: Conversion::SurvivalFirst { death: 3 } })],
        costs: vec![from(1, vec![2000.0, 4000.0 + treatment, 15_000.0 + treatment, 0.0])],
        utilities: vec![from(1, vec![1.0, if a { 0.95 } else { 0.75 }, 0.5, 0.0])],
    }
}

/// Alarid-Escudero et al. 2023; domain.md 5.2.
pub(in super::super) fn sick_sicker() -> Model {
    Model {
        states: texts(&["H", "S1", "S2", "D"]),
        initial: vec![1.0, 0.0, 0.0, 0.0],
        cycles: 75,
        cycle_years: 1.0,
        cost_discount: 0.03,
        effect_discount: 0.03,
        discounting: Discounting::FromStart,
        counting: Counting::SimpsonTutorial,
        willingness_to_pay: 100_000.0,
        strategies: vec![
            sick_sicker_strategy("SoC", false, false),
            sick_sicker_strategy("A", true, false),
            sick_sicker_strategy("B", false, true),
            sick_sicker_strategy("AB", true, true),
        ],
    }
}
