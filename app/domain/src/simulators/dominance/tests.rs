use super::*;
use proptest::prelude::{Just, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy as _;

fn strategy(name: &str, cost: f64, effect: f64) -> Strategy {
    Strategy { name: name.to_owned(), cost, effect }
}

fn icers(rows: &[Row]) -> Vec<(&str, f64)> {
    rows.iter()
        .filter_map(|row| match row.standing {
            Standing::Frontier { icer, .. } => Some((row.strategy.name.as_str(), icer)),
            _ => None,
        })
        .collect()
}

fn standing<'a>(rows: &'a [Row], name: &str) -> &'a Standing {
    &rows.iter().find(|row| row.strategy.name == name).unwrap().standing
}

/// domain.md 5.3.
#[test]
fn six_strategies_leave_three_ratios() {
    let rows = icer_table(&[
        strategy("UC", 5000.0, 1.0),
        strategy("A", 12000.0, 1.5),
        strategy("B", 10000.0, 2.0),
        strategy("C", 25000.0, 3.0),
        strategy("D", 35000.0, 4.0),
        strategy("E", 55000.0, 5.0),
    ])
    .unwrap();
    assert_eq!(icers(&rows), [("B", 5000.0), ("D", 12_500.0), ("E", 20_000.0)]);
    assert_eq!(*standing(&rows, "UC"), Standing::Reference);
    assert_eq!(*standing(&rows, "A"), Standing::Dominated { by: "B".to_owned() });
    assert_eq!(*standing(&rows, "C"), Standing::ExtendedDominated { between: ("B".to_owned(), "D".to_owned()) });
}

/// domain.md 5.3: equal effect at higher cost is dominated.
#[test]
fn the_dearer_of_two_equally_effective_ones_is_dominated() {
    let rows = icer_table(&[strategy("dear", 2.0, 1.0), strategy("cheap", 1.0, 1.0), strategy("more", 3.0, 2.0)]).unwrap();
    assert_eq!(*standing(&rows, "dear"), Standing::Dominated { by: "cheap".to_owned() });
    assert_eq!(icers(&rows), [("more", 2.0)]);
}

#[test]
fn the_less_effective_of_two_equally_dear_ones_is_dominated() {
    let rows = icer_table(&[strategy("less", 1.0, 1.0), strategy("more", 1.0, 2.0)]).unwrap();
    assert_eq!(*standing(&rows, "less"), Standing::Dominated { by: "more".to_owned() });
    assert_eq!(*standing(&rows, "more"), Standing::Reference);
}

#[test]
fn twins_are_told_and_a_strategy_in_line_stays() {
    let rows =
        icer_table(&[strategy("b", 0.0, 0.0), strategy("a", 0.0, 0.0), strategy("half", 1.0, 1.0), strategy("full", 2.0, 2.0)]).unwrap();
    assert_eq!(*standing(&rows, "b"), Standing::Equal { to: "a".to_owned() });
    assert_eq!(icers(&rows), [("half", 1.0), ("full", 1.0)]);
}

#[test]
fn the_benefit_in_money_is_the_effect_priced_less_the_cost() {
    assert_eq!(net_monetary_benefit(50_000.0, 30_000.0, 2.0), 70_000.0);
}

#[test]
fn nonsense_is_refused_by_its_place() {
    let refused = |strategies: &[Strategy]| icer_table(strategies).unwrap_err().input;
    assert_eq!(refused(&[]), "strategies");
    assert_eq!(refused(&[strategy("a", f64::NAN, 0.0)]), "strategies.0.cost");
    assert_eq!(refused(&[strategy("a", 0.0, f64::INFINITY)]), "strategies.0.effect");
    assert_eq!(refused(&[strategy("a", 0.0, 0.0), strategy("a", 1.0, 1.0)]), "strategies.1.name");
}

fn strategies() -> impl proptest::strategy::Strategy<Value = Vec<Strategy>> {
    // Small whole numbers meet ties and collinear points often.
    let whole = prop::collection::vec((-6..6i32, -6..6i32), 1..12)
        .prop_map(|all| all.into_iter().map(|(c, e)| (f64::from(c), f64::from(e))).collect());
    let real = prop::collection::vec((-1e6..1e6f64, -10.0..10.0f64), 1..12);
    prop_oneof![whole, real].prop_map(|all: Vec<(f64, f64)>| {
        all.into_iter().enumerate().map(|(index, (cost, effect))| strategy(&format!("s{index}"), cost, effect)).collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_the_strategies_changes_nothing(
        (strategies, shuffled) in strategies().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        prop_assert_eq!(icer_table(&strategies).unwrap(), icer_table(&shuffled).unwrap());
    }

    #[test]
    fn the_frontier_is_convex(strategies in strategies()) {
        let rows = icer_table(&strategies).unwrap();
        let icers = icers(&rows);
        prop_assert!(icers.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        prop_assert!(icers.iter().all(|(_, icer)| *icer > 0.0));
        prop_assert_eq!(rows.iter().filter(|row| row.standing == Standing::Reference).count(), 1);
    }

    #[test]
    fn the_best_at_any_willingness_to_pay_is_on_the_frontier(strategies in strategies(), willingness in 0.0..1e6f64) {
        let rows = icer_table(&strategies).unwrap();
        let worth = |row: &Row| net_monetary_benefit(willingness, row.strategy.cost, row.strategy.effect);
        let best = rows.iter().map(worth).fold(f64::NEG_INFINITY, f64::max);
        let on_frontier = rows.iter().filter(|row| matches!(row.standing, Standing::Reference | Standing::Frontier { .. }));
        let best_there = on_frontier.map(worth).fold(f64::NEG_INFINITY, f64::max);
        prop_assert!(best_there >= best - 1e-6 * (1.0 + best.abs()));
    }

    #[test]
    fn any_numbers_are_answered_or_refused(numbers in prop::collection::vec((any::<f64>(), any::<f64>()), 0..6)) {
        let all: Vec<_> = numbers.iter().enumerate().map(|(index, (cost, effect))| strategy(&index.to_string(), *cost, *effect)).collect();
        if let Ok(rows) = icer_table(&all) {
            prop_assert!(icers(&rows).iter().all(|(_, icer)| !icer.is_nan()));
        }
    }
}
