use super::*;
use proptest::prelude::{Just, any, prop, prop_assert, prop_oneof, proptest};
use proptest::strategy::Strategy as _;

fn branch(name: &str, payoff: Quantity, node: Node) -> Branch {
    Branch { name: name.to_owned(), payoff, node }
}

fn end(name: &str, payoff: f64) -> Branch {
    branch(name, Quantity::Value(payoff), Node::Terminal)
}

fn decision(name: &str, options: Vec<Branch>) -> Node {
    Node::Decision { name: name.to_owned(), options }
}

/// Something that happens with a probability, or else not.
fn chance(name: &str, probability: Quantity, so: Branch, not: Branch) -> Node {
    let outcomes = vec![Outcome { probability: Some(probability), branch: so }, Outcome { probability: None, branch: not }];
    Node::Chance { name: name.to_owned(), outcomes }
}

fn parameter(name: &str, value: f64) -> Parameter {
    Parameter { name: name.to_owned(), value }
}

fn product(factors: [Quantity; 2]) -> Quantity {
    Quantity::Product(factors.to_vec())
}

fn not(name: &str) -> Quantity {
    Quantity::Complement(Box::new(Quantity::named(name)))
}

fn dig(probability: Quantity) -> Branch {
    branch("dig", Quantity::Value(-300.0), chance("gas", probability, end("gas", 2500.0), end("none", 0.0)))
}

/// Sell or dig.
fn plot() -> Tree {
    let root = decision("plot", vec![end("sell", 800.0), dig(Quantity::named("gas"))]);
    Tree { parameters: vec![parameter("gas", 0.7), parameter("sensitivity", 0.9), parameter("specificity", 0.7)], root }
}

/// Kamiński et al. 2018 (domain.md 5.5): sell, dig, or test and then sell or dig.
fn plot_with_test() -> Tree {
    let mut tree = plot();
    let right = product([Quantity::named("gas"), Quantity::named("sensitivity")]);
    let positive = Quantity::Sum(vec![right.clone(), product([not("gas"), not("specificity")])]);
    let missed = product([Quantity::named("gas"), not("sensitivity")]);
    let given = |joint: Quantity, finding: Quantity| Quantity::Quotient(Box::new(joint), Box::new(finding));
    let negative = Quantity::Complement(Box::new(positive.clone()));
    let after = |sell, probability| decision("after the test", vec![end("sell", sell), dig(probability)]);
    let findings = chance(
        "finding",
        positive.clone(),
        branch("positive", Quantity::Value(0.0), after(1000.0, given(right, positive))),
        branch("negative", Quantity::Value(0.0), after(600.0, given(missed, negative))),
    );
    if let Node::Decision { options, .. } = &mut tree.root {
        options.push(branch("test", Quantity::Value(-50.0), findings));
    }
    tree
}

fn names(strategy: &[Choice]) -> Vec<&str> {
    strategy.iter().map(|choice| choice.name.as_str()).collect()
}

fn near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

/// Kamiński et al. 2018; domain.md 5.5.
#[test]
fn test_then_sell_if_negative_and_dig_if_positive() {
    let rollback = roll_back(&plot_with_test()).unwrap();
    near(rollback.expected_value, 1477.0);
    assert_eq!(names(&rollback.strategy), ["test", "dig", "sell"]);
    assert_eq!(rollback.strategy[1].path, [2, 0]);
    let options: Vec<f64> = rollback.root.branches.iter().map(ValuedBranch::value).collect();
    near(options[0], 800.0);
    near(options[1], 1450.0);
    let finding = &rollback.root.branches[2].node;
    near(finding.branches[0].probability.unwrap(), 0.72);
    near(finding.branches[0].value(), 1887.5);
    near(finding.branches[1].value(), 600.0);
}

/// Kamiński et al. 2018; domain.md 5.5: 0.7·2200 + 0.3·800 − 1450.
#[test]
fn to_know_whether_there_is_gas_is_worth_330() {
    let perfect = perfect_information(&plot(), "gas").unwrap();
    near(perfect.worth, 330.0);
    near(perfect.with, 1780.0);
    assert_eq!(names(&perfect.signals[0].strategy), ["dig"]);
    assert_eq!(names(&perfect.signals[1].strategy), ["sell"]);
    // With the test at hand already, the same knowledge adds less.
    near(perfect_information(&plot_with_test(), "gas").unwrap().worth, 1780.0 - 1477.0);
}

/// By hand: 0.72·1887.5 + 0.28·800 − 1450, where selling still brings 800 after the test.
#[test]
fn the_test_alone_is_worth_133() {
    let test = Test { sensitivity: 0.9, specificity: 0.7, cost: 50.0 };
    let worth = information(&plot(), "gas", test).unwrap();
    near(worth.worth, 133.0);
    near(worth.net, 83.0);
    near(worth.signals[0].posterior, 0.63 / 0.72);
    near(worth.signals[1].posterior, 0.25);
}

#[test]
fn a_test_that_says_nothing_is_worth_nothing() {
    let worth = information(&plot(), "gas", Test { sensitivity: 0.4, specificity: 0.6, cost: 0.0 }).unwrap();
    near(worth.worth, 0.0);
    let always = information(&plot(), "gas", Test { sensitivity: 1.0, specificity: 0.0, cost: 1.0 }).unwrap();
    near(always.net, -1.0);
}

/// By hand: 2500p − 300 = 800.
#[test]
fn dig_from_44_percent_on() {
    let pieces = thresholds(&plot(), "gas", 0.0, 1.0).unwrap();
    let [sell, dig] = &pieces[..] else { panic!("{pieces:?}") };
    near(sell.high, 0.44);
    near(dig.low, 0.44);
    near(dig.value_at_high, 2200.0);
    assert_eq!((names(&sell.strategy), names(&dig.strategy)), (vec!["sell"], vec!["dig"]));
}

/// By hand: testing is worth 280 + 1710p, against 800 and 2500p − 300.
#[test]
fn test_between_30_and_73_percent() {
    let pieces = thresholds(&plot_with_test(), "gas", 0.0, 1.0).unwrap();
    let [_, test, _] = &pieces[..] else { panic!("{pieces:?}") };
    near(test.low, 520.0 / 1710.0);
    near(test.high, 580.0 / 790.0);
    assert_eq!(names(&test.strategy), ["test", "dig", "sell"]);
}

/// By hand: with the probability squared, 2500p² − 300 = 800.
#[test]
fn what_is_not_linear_is_bracketed() {
    let mut tree = plot();
    let squared = product([Quantity::named("gas"), Quantity::named("gas")]);
    tree.root = decision("plot", vec![end("sell", 800.0), dig(squared)]);
    near(thresholds(&tree, "gas", 0.0, 1.0).unwrap()[0].high, 0.44f64.sqrt());
    assert_eq!(perfect_information(&tree, "gas").unwrap_err().input, "parameters.0");
}

#[test]
fn a_named_payoff_has_a_threshold() {
    let mut tree = plot();
    tree.parameters.push(parameter("price", 0.0));
    tree.root = decision("plot", vec![branch("sell", Quantity::named("price"), Node::Terminal), dig(Quantity::named("gas"))]);
    near(thresholds(&tree, "price", 0.0, 10_000.0).unwrap()[0].high, 1450.0);
}

/// Three lines of which the middle one is best on a stretch within one cell only.
#[test]
fn a_short_stretch_is_found_where_all_is_linear() {
    let line = |name: &str, a: f64, b: f64| {
        branch(name, Quantity::Sum(vec![Quantity::Value(a), product([Quantity::Value(b), Quantity::named("x")])]), Node::Terminal)
    };
    let root = decision("line", vec![line("down", 0.0, -1.0), line("flat", -0.5, 0.0), line("up", -1.0, 1.0), line("peak", -0.499, 0.0)]);
    let pieces = thresholds(&Tree { parameters: vec![parameter("x", 0.0)], root }, "x", 0.0, 1.0).unwrap();
    let all: Vec<_> = pieces.iter().map(|piece| names(&piece.strategy)[0]).collect();
    assert_eq!(all, ["down", "peak", "up"]);
    near(pieces[1].low, 0.499);
    near(pieces[1].high, 0.501);
}

#[test]
fn nonsense_is_refused_by_its_place() {
    let refused = |root: Node| roll_back(&Tree { root, ..plot() }).unwrap_err().input;
    assert_eq!(refused(decision("nothing", vec![])), "root");
    assert_eq!(refused(decision("d", vec![end("a", f64::NAN)])), "root.0.payoff");
    assert_eq!(refused(decision("d", vec![end("a", 0.0), dig(Quantity::named("oil"))])), "root.1.0.probability");
    assert_eq!(refused(decision("d", vec![dig(Quantity::Value(1.1))])), "root.0.0.probability");
    let outcome = |probability: f64| Outcome { probability: Some(Quantity::Value(probability)), branch: end("a", 0.0) };
    assert_eq!(refused(Node::Chance { name: "c".to_owned(), outcomes: vec![outcome(0.5), outcome(0.4)] }), "root");
    assert_eq!(refused(Node::Chance { name: "c".to_owned(), outcomes: vec![outcome(0.7), outcome(0.4)] }), "root");
    let deep = (0..50).fold(Node::Terminal, |node, _| decision("d", vec![branch("on", Quantity::Value(0.0), node)]));
    assert_eq!(refused(deep), "root");
    assert_eq!(refused(decision("many", vec![end("a", 0.0); MOST_NODES])), "root");
    assert_eq!(thresholds(&plot(), "oil", 0.0, 1.0).unwrap_err().input, "parameter");
    assert_eq!(thresholds(&plot(), "gas", 1.0, 1.0).unwrap_err().input, "high");
    assert_eq!(thresholds(&plot(), "gas", 0.0, 2.0).unwrap_err().input, "root.1.0.probability");
    let test = Test { sensitivity: 1.2, specificity: 1.0, cost: 0.0 };
    assert_eq!(information(&plot(), "gas", test).unwrap_err().input, "test.sensitivity");
    let strategy = [Choice { path: vec![], decision: "plot".to_owned(), option: 7, name: "?".to_owned() }];
    assert_eq!(expected_value(&plot(), &strategy).unwrap_err().input, "root");
}

/// Trees in which the event "gas" comes at most once on each way.
fn node(depth: u32) -> proptest::strategy::BoxedStrategy<Node> {
    let payoff = || (-100..100i32).prop_map(|payoff| Quantity::Value(f64::from(payoff)));
    if depth == 0 {
        let event = (payoff(), payoff()).prop_map(|(so, not)| {
            chance("gas", Quantity::named("gas"), branch("so", so, Node::Terminal), branch("not", not, Node::Terminal))
        });
        return prop_oneof![Just(Node::Terminal), event].boxed();
    }
    let branches = || prop::collection::vec((payoff(), node(depth - 1)), 1..4);
    let made = |branches: Vec<(Quantity, Node)>| branches.into_iter().map(|(payoff, node)| branch("b", payoff, node)).collect::<Vec<_>>();
    let chance = (branches(), 0.0..1.0f64).prop_map(move |(branches, first)| {
        let last = branches.len() - 1;
        let share = |index| if index == last { None } else { Some(Quantity::Value(if index == 0 { first } else { (1.0 - first) / 2.0 })) };
        let outcomes = made(branches).into_iter().enumerate().map(|(index, branch)| Outcome { probability: share(index), branch });
        Node::Chance { name: "c".to_owned(), outcomes: outcomes.collect() }
    });
    prop_oneof![branches().prop_map(move |branches| decision("d", made(branches))), chance].boxed()
}

/// Another option at each decision of the tree.
fn any_strategy(node: &Node, path: &mut Vec<usize>, picks: &mut impl Iterator<Item = usize>, into: &mut Vec<Choice>) {
    let onward: Vec<&Node> = match node {
        Node::Terminal => return,
        Node::Decision { name, options } => {
            let option = picks.next().unwrap_or(0) % options.len();
            into.push(Choice { path: path.clone(), decision: name.clone(), option, name: String::new() });
            options.iter().map(|option| &option.node).collect()
        }
        Node::Chance { outcomes, .. } => outcomes.iter().map(|outcome| &outcome.branch.node).collect(),
    };
    for (index, node) in onward.into_iter().enumerate() {
        path.push(index);
        any_strategy(node, path, picks, into);
        path.pop();
    }
}

proptest! {
    #[test]
    fn no_strategy_beats_rolling_back(root in node(3), gas in 0.0..1.0f64, picks in prop::collection::vec(any::<usize>(), 40)) {
        let tree = Tree { parameters: vec![parameter("gas", gas)], root };
        let best = roll_back(&tree).unwrap();
        let mut strategy = vec![];
        any_strategy(&tree.root, &mut vec![], &mut picks.into_iter(), &mut strategy);
        prop_assert!(best.expected_value >= expected_value(&tree, &strategy).unwrap() - 1e-9);
        prop_assert!((best.expected_value - expected_value(&tree, &best.strategy).unwrap()).abs() < 1e-9);
    }

    #[test]
    fn a_test_is_worth_something_between_nothing_and_certainty(
        root in node(3), gas in 0.0..1.0f64, sensitivity in 0.0..1.0f64, specificity in 0.0..1.0f64,
    ) {
        let tree = Tree { parameters: vec![parameter("gas", gas)], root };
        let perfect = perfect_information(&tree, "gas").unwrap().worth;
        let test = information(&tree, "gas", Test { sensitivity, specificity, cost: 0.0 }).unwrap();
        prop_assert!(test.worth >= 0.0 && test.worth <= perfect + 1e-9);
        let mean: f64 = test.signals.iter().map(|signal| signal.probability * signal.expected_value).sum();
        prop_assert!((mean - test.with).abs() < 1e-9);
    }

    #[test]
    fn between_thresholds_one_strategy_is_best(root in node(3), at in 0.0..1.0f64) {
        let tree = Tree { parameters: vec![parameter("gas", at)], root };
        let pieces = thresholds(&tree, "gas", 0.0, 1.0).unwrap();
        let piece = pieces.iter().find(|piece| piece.low <= at && at <= piece.high).unwrap();
        let value = expected_value(&tree, &piece.strategy).unwrap();
        prop_assert!((value - roll_back(&tree).unwrap().expected_value).abs() < 1e-6);
    }

    #[test]
    fn any_numbers_are_answered_or_refused(gas in any::<f64>(), sensitivity in any::<f64>(), low in any::<f64>(), high in any::<f64>()) {
        for (gas, low, high) in [(gas, low, high), (gas.fract().abs(), low.fract().abs(), 1.0)] {
            let mut tree = plot_with_test();
            tree.parameters[0].value = gas;
            tree.parameters[1].value = sensitivity.fract();
            let best = roll_back(&tree);
            prop_assert!(best.is_err() || best.unwrap().expected_value.is_finite());
            let worth = information(&tree, "gas", Test { sensitivity, specificity: low, cost: high });
            prop_assert!(worth.is_err() || worth.unwrap().worth.is_finite());
            if let Ok(pieces) = thresholds(&tree, "gas", low, high) {
                prop_assert!(pieces.windows(2).all(|pair| pair[0].high == pair[1].low && pair[0].low < pair[0].high));
            }
        }
    }
}
