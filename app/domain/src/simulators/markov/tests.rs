use super::published::{from, hiv, sick_sicker, texts};
use super::*;
use proptest::prelude::{Just, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy as _;

fn icers(outcome: &Outcome) -> Vec<(&str, f64)> {
    let icer = |row: &'_ Row| match row.standing {
        dominance::Standing::Frontier { icer, .. } => Some(icer),
        _ => None,
    };
    outcome.table.iter().filter_map(|row| Some((row.strategy.name.as_str(), icer(row)?))).collect()
}

fn near(value: f64, published: f64, digits: i32) {
    let half_step = 0.5 * 10f64.powi(-digits);
    assert!((value - published).abs() <= half_step * (1.0 + 1e-9), "{value} is not {published} to {digits} digits");
}

/// Briggs, Claxton and Sculpher 2006, exercise 2.5; domain.md 5.1.
#[test]
fn hiv_combination_costs_6276_a_year_of_life() {
    let outcome = run(&hiv()).unwrap();
    let [mono, combination] = &outcome.strategies[..] else { panic!("two strategies") };
    near(mono.totals.cost, 44_663.45, 2);
    near(mono.totals.effect, 7.991_207, 6);
    near(combination.totals.cost, 50_601.65, 2);
    near(combination.totals.effect, 8.937_389, 6);
    near(icers(&outcome)[0].1, 6275.956, 3);
    for (share, published) in mono.trace[1].iter().zip([721.45, 201.85, 66.90, 9.80]) {
        near(share * outcome.cohort, published, 2);
    }
}

/// The lesson's conventions (server/curriculum/health-economics/06-models.md), and what the two rules of integration make of a drug that
/// is taken in the first two years; by an independent sum in Python.
#[test]
fn hiv_by_each_counting() {
    use Counting::{HalfCycle, LifeTable, Simpson, Start};
    let published = [
        (Start, 6207.472, 8.959_443, 46_785.26, 52_600.04),
        (LifeTable, 6241.885, 8.475_325, 45_724.36, 51_600.84),
        (HalfCycle, 6063.373, 8.475_325, 44_460.30, 50_168.72),
        (Simpson, 6082.257, 8.475_392, 44_454.69, 50_180.68),
    ];
    for (counting, icer, years, mono, combination) in published {
        let outcome = run(&Model { counting, ..hiv() }).unwrap();
        near(icers(&outcome)[0].1, icer, 3);
        near(outcome.strategies[0].totals.effect, years, 6);
        near(outcome.strategies[0].totals.cost, mono, 2);
        near(outcome.strategies[1].totals.cost, combination, 2);
    }
}

/// Alarid-Escudero et al. 2023, table of results; domain.md 5.2.
#[test]
fn sick_sicker_with_the_tutorials_weights() {
    let outcome = run(&sick_sicker()).unwrap();
    let published = [("SoC", 151_580.0, 20.711), ("A", 284_805.0, 21.499), ("B", 259_100.0, 22.184), ("AB", 378_875.0, 23.137)];
    for (strategy, (name, cost, effect)) in outcome.strategies.iter().zip(published) {
        assert_eq!(strategy.name, name);
        near(strategy.totals.cost, cost, 0);
        near(strategy.totals.effect, effect, 3);
    }
    let icers = icers(&outcome);
    assert_eq!((icers[0].0, icers[1].0, icers.len()), ("B", "AB", 2));
    near(icers[0].1, 72_988.0, 0);
    near(icers[1].1, 125_764.0, 0);
    let a = outcome.table.iter().find(|row| row.strategy.name == "A").unwrap();
    assert!(matches!(a.standing, dominance::Standing::Dominated { .. }));
}

/// domain.md 5.2: all 76 rows, unweighted, are the starts of 76 cycles.
#[test]
fn sick_sicker_unweighted() {
    let outcome = run(&Model { cycles: 76, counting: Counting::Start, ..sick_sicker() }).unwrap();
    let icers = icers(&outcome);
    near(icers[0].1, 73_031.60, 2);
    near(icers[1].1, 125_669.18, 2);
}

/// Two states, half die each year: rows 1, 1/2, 1/4 alive; a year costs 8 in the first cycle, 16 in the second.
fn halving(counting: Counting, discounting: Discounting, rate: f64) -> f64 {
    let die = Transitions::Probabilities(vec![vec![0.5, 0.5], vec![0.0, 1.0]]);
    let only = Strategy {
        name: "only".to_owned(),
        transitions: vec![from(1, die)],
        costs: vec![from(1, vec![8.0, 0.0]), from(2, vec![16.0, 0.0])],
        utilities: vec![from(1, vec![1.0, 0.0])],
    };
    let model = Model {
        states: texts(&["alive", "dead"]),
        initial: vec![1.0, 0.0],
        cycles: 2,
        cost_discount: rate,
        counting,
        discounting,
        strategies: vec![only],
        ..hiv()
    };
    run(&model).unwrap().strategies[0].totals.cost
}

#[test]
fn each_counting_and_discounting_by_hand() {
    use Counting::{End, HalfCycle, LifeTable, Simpson, SimpsonTutorial, Start};
    use Discounting::{FromEnd, FromStart};
    // At 100 % a year is worth half of the one before: moments 0, 1 and 2 count 1, 1/2 and 1/4.
    let by_hand = [
        // Cycle 1: 8 × 1; cycle 2: 16 × 1/2.
        (Start, 8.0 + 8.0, 8.0 + 8.0 / 2.0),
        // Cycle 1: 8 × 1/2; cycle 2: 16 × 1/4.
        (End, 4.0 + 4.0, 4.0 + 4.0 / 2.0),
        // Cycle 1: the mean of 8 and 4; cycle 2: the mean of 8 and 4.
        (LifeTable, 6.0 + 6.0, 6.0 + 6.0 / 2.0),
        // Cycle 1: half of 8 × 1 at moment 0, half of 8 × 1/2 at 1. Cycle 2: half of 16 × 1/2 at 1, half of 16 × 1/4 at 2.
        (HalfCycle, (4.0 + 2.0) + (4.0 + 2.0), (4.0 + 2.0 / 2.0) + (4.0 / 2.0 + 2.0 / 4.0)),
        // Row 0: 1/3 of 8. Row 1: 2/3 of 8 × 1/2 as the end of cycle 1, 2/3 of 16 × 1/2 as the beginning of cycle 2. Row 2: 1/3 of 16/4.
        (Simpson, 8.0 / 3.0 + (8.0 / 3.0 + 16.0 / 3.0) + 4.0 / 3.0, 8.0 / 3.0 + (8.0 / 3.0 + 16.0 / 3.0) / 2.0 + 4.0 / 3.0 / 4.0),
        // The same with 2/3 for row 1: 1/3 of 4 and 1/3 of 8.
        (SimpsonTutorial, 8.0 / 3.0 + (4.0 / 3.0 + 8.0 / 3.0) + 4.0 / 3.0, 8.0 / 3.0 + (4.0 / 3.0 + 8.0 / 3.0) / 2.0 + 4.0 / 3.0 / 4.0),
    ];
    for (counting, plain, discounted) in by_hand {
        near(halving(counting, FromStart, 0.0), plain, 9);
        near(halving(counting, FromStart, 1.0), discounted, 9);
        near(halving(counting, FromEnd, 1.0), discounted / 2.0, 9);
    }
}

#[test]
fn competing_rates_share_what_leaves() {
    let rates = vec![vec![0.0, 3.0, 1.0], vec![0.0; 3], vec![0.0; 3]];
    let mut matrix = [0.0; 9];
    Transitions::Rates { rates, conversion: Conversion::Competing }.write(String::new, 3, 0.25, &mut matrix).unwrap();
    let leaves = 1.0 - (-1.0f64).exp();
    for (probability, expected) in matrix.iter().zip([(-1.0f64).exp(), 0.75 * leaves, 0.25 * leaves, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]) {
        near(*probability, expected, 12);
    }
}

#[test]
fn nonsense_is_refused_by_its_place() {
    let refused = |change: &dyn Fn(&mut Model)| {
        let mut model = hiv();
        change(&mut model);
        run(&model).unwrap_err().input
    };
    let matrix = |model: &mut Model, place: usize, value: f64| {
        if let Transitions::Probabilities(rows) = &mut model.strategies[1].transitions[1].value {
            rows[0][place] = value;
        }
    };
    assert_eq!(refused(&|model| matrix(model, 1, 0.3)), "strategies.1.transitions.1.0");
    assert_eq!(refused(&|model| matrix(model, 1, -0.1)), "strategies.1.transitions.1.0.1");
    assert_eq!(refused(&|model| matrix(model, 0, f64::NAN)), "strategies.1.transitions.1.0.0");
    assert_eq!(refused(&|model| model.strategies[0].transitions.clear()), "strategies.0.transitions");
    assert_eq!(refused(&|model| model.strategies[1].costs[1].cycle = 1), "strategies.1.costs");
    assert_eq!(refused(&|model| model.strategies[1].costs[1].value[2] = f64::INFINITY), "strategies.1.costs.1");
    assert_eq!(refused(&|model| model.strategies[0].utilities[0].value = vec![]), "strategies.0.utilities.0");
    assert_eq!(refused(&|model| model.cycles = usize::MAX), "cycles");
    assert_eq!(refused(&|model| model.cycles = 0), "cycles");
    assert_eq!(refused(&|model| model.states.clear()), "states");
    assert_eq!(refused(&|model| model.initial[0] = 0.0), "initial");
    assert_eq!(refused(&|model| model.initial[0] = -1.0), "initial.0");
    assert_eq!(refused(&|model| model.cost_discount = f64::NAN), "cost_discount");
    assert_eq!(refused(&|model| model.cycle_years = 0.0), "cycle_years");
    assert_eq!(refused(&|model| model.strategies[1].name = "mono".to_owned()), "strategies.1");
    assert_eq!(refused(&|model| (model.cycles, model.counting) = (3, Counting::Simpson)), "cycles");
}

#[test]
fn rates_that_exceed_a_cycle_one_by_one_are_refused() {
    let mut model = sick_sicker();
    if let Transitions::Rates { rates, .. } = &mut model.strategies[0].transitions[0].value {
        rates[1][0] = 5.0;
        rates[1][2] = 5.0;
    }
    assert_eq!(run(&model).unwrap_err().input, "strategies.0.transitions.0.1");
}

fn counting() -> impl proptest::strategy::Strategy<Value = Counting> {
    use Counting::{End, HalfCycle, LifeTable, Simpson, SimpsonTutorial, Start};
    prop_oneof![Just(Start), Just(End), Just(LifeTable), Just(HalfCycle), Just(Simpson), Just(SimpsonTutorial)]
}

/// Numbers of all kinds, reasonable ones among them.
fn number() -> impl proptest::strategy::Strategy<Value = f64> {
    prop_oneof![any::<f64>(), -2.0..2.0f64, -1e16..1e16f64, Just(f64::NAN), Just(f64::INFINITY), Just(5e-324)]
}

/// Models with rates of four states, half of them from the sixth cycle others.
fn model() -> impl proptest::strategy::Strategy<Value = Model> {
    let rates = || prop::collection::vec(prop::collection::vec(0.0..3.0f64, 4), 4);
    let numbers = (0.0..=1.0f64, 0.05..2.0f64, any::<bool>());
    (rates(), rates(), counting(), 1..30usize, numbers).prop_map(|(first, second, counting, half, (discount, years, end))| {
        let transitions = [(1, first), (6, second)].map(|(cycle, mut rates)| {
            (0..4).for_each(|state| rates[state][state] = 0.0);
            from(cycle, Transitions::Rates { rates, conversion: Conversion::Competing })
        });
        let discounting = if end { Discounting::FromEnd } else { Discounting::FromStart };
        let mut model = Model { counting, cycles: 2 * half, cycle_years: years, cost_discount: discount, discounting, ..sick_sicker() };
        model.strategies.iter_mut().for_each(|strategy| strategy.transitions = transitions.to_vec());
        model
    })
}

proptest! {
    #[test]
    fn rows_of_the_trace_sum_to_1(model in model()) {
        for strategy in run(&model).unwrap().strategies {
            prop_assert_eq!(strategy.trace.len(), model.cycles + 1);
            for row in strategy.trace {
                prop_assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                prop_assert!(row.iter().all(|share| *share >= 0.0));
            }
        }
    }

    #[test]
    fn discounting_at_0_changes_nothing(model in model()) {
        for strategy in run(&Model { cost_discount: 0.0, effect_discount: 0.0, ..model }).unwrap().strategies {
            prop_assert_eq!(strategy.totals.cost, strategy.totals.undiscounted_cost);
            prop_assert_eq!(strategy.totals.effect, strategy.totals.undiscounted_effect);
        }
    }

    #[test]
    fn without_discounting_the_half_cycle_correction_is_the_life_table(model in model(), cost in 0.0..1e5f64) {
        let mut model = Model { cost_discount: 0.0, effect_discount: 0.0, counting: Counting::LifeTable, ..model };
        // Values that change in time make no difference.
        model.strategies.iter_mut().for_each(|strategy| strategy.costs.push(from(2, vec![cost; 4])));
        let table = run(&model).unwrap().strategies;
        model.counting = Counting::HalfCycle;
        for (half, table) in run(&model).unwrap().strategies.iter().zip(&table) {
            prop_assert!((half.totals.cost - table.totals.cost).abs() <= 1e-12 * table.totals.cost.abs());
            prop_assert!((half.totals.effect - table.totals.effect).abs() <= 1e-12 * table.totals.effect.abs());
        }
    }

    #[test]
    fn totals_alone_are_those_of_the_run(model in model()) {
        let (mut work, mut totals) = (Work::default(), vec![]);
        work.totals(&sick_sicker(), &mut totals).unwrap();
        work.totals(&model, &mut totals).unwrap();
        let outcome = run(&model).unwrap();
        prop_assert_eq!(totals, outcome.strategies.iter().map(|strategy| strategy.totals).collect::<Vec<_>>());
    }

    #[test]
    fn any_numbers_are_answered_or_refused(
        mut model in model(), number in number(), place in 0..9usize, row in 0..4usize, column in 0..4usize, death in 0..6usize,
    ) {
        let strategy = &mut model.strategies[row];
        match (place, &mut strategy.transitions[1].value) {
            (0, Transitions::Rates { rates, conversion }) => {
                rates[row][column] = number;
                *conversion = Conversion::SurvivalFirst { death };
            }
            (1, Transitions::Rates { rates, .. }) => rates[row][column] = number,
            (2, into) => *into = Transitions::Probabilities(vec![vec![number; column]; row]),
            (3, _) => strategy.costs[0].value[column] = number,
            (4, _) => strategy.utilities[0].value[column] = number,
            (5, _) => model.initial[column] = number,
            (6, _) => model.cycle_years = number,
            (7, _) => model.effect_discount = number,
            _ => model.willingness_to_pay = number,
        }
        if let Ok(outcome) = run(&model) {
            prop_assert!(outcome.strategies.iter().all(|each| each.totals.cost.is_finite() && each.totals.effect.is_finite()));
            prop_assert!(outcome.strategies.iter().flat_map(|each| &each.trace).all(|row| (row.iter().sum::<f64>() - 1.0).abs() < 1e-6));
        }
    }
}
