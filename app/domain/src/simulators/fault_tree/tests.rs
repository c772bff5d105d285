use super::*;
use crate::simulators::near;
use proptest::prelude::*;

fn tree(probabilities: &[f64], gates: &[(Kind, &[Input])], demands_a_year: f64) -> Inputs {
    Inputs {
        events: probabilities.iter().map(|&probability| Event { name: String::new(), probability }).collect(),
        gates: gates.iter().map(|(kind, inputs)| Gate { name: String::new(), kind: *kind, inputs: inputs.to_vec() }).collect(),
        top: 0,
        demands_a_year,
    }
}

fn worked(probabilities: &[f64], gates: &[(Kind, &[Input])], demands_a_year: f64) -> Analysis {
    analyze(&tree(probabilities, gates, demands_a_year)).unwrap()
}

fn sets(analysis: &Analysis) -> Vec<Vec<usize>> {
    analysis.cut_sets.iter().map(|set| set.events.clone()).collect()
}

use Input::{Event as E, Gate as G};

/// Preset of `05-fault-trees.md`: A, B1, B2, C.
#[test]
fn the_critical_potassium_has_42_misses_a_year() {
    let analysis = worked(&[0.002, 0.05, 0.04, 0.003], &[(Kind::Or, &[E(0), G(1), E(3)]), (Kind::And, &[E(1), E(2)])], 6000.0);
    near(analysis.probability, 0.00698, 5e-6);
    near(analysis.probability, 1.0 - 0.998 * 0.998 * 0.997, 1e-15);
    near(analysis.expected_a_year, 42.0, 0.5);
    near(analysis.gates[1].unwrap(), 0.002, 1e-15);
    assert_eq!(sets(&analysis), [vec![3], vec![0], vec![1, 2]]);
    assert_eq!(analysis.single_points, [3, 0]);
}

/// Preset of `05-fault-trees.md`, "The word independent": A, rest of B1, rest of B2, C, common cause, third channel.
#[test]
fn the_common_cause_makes_97_misses_of_42() {
    let (call, alert) = (without_common_cause(0.05, 0.01).unwrap(), without_common_cause(0.04, 0.01).unwrap());
    near(call, 0.0404, 5e-5);
    near(alert, 0.0303, 5e-5);
    let events = |common: f64| [0.002, call, alert, 0.003, common, 0.10];
    let two: &[(Kind, &[Input])] =
        &[(Kind::Or, &[E(0), G(1), E(3)]), (Kind::And, &[G(2), G(3)]), (Kind::Or, &[E(1), E(4)]), (Kind::Or, &[E(2), E(4)])];
    let three: &[(Kind, &[Input])] = &[
        (Kind::Or, &[E(0), G(1), E(3)]),
        (Kind::And, &[G(2), G(3), G(4)]),
        (Kind::Or, &[E(1), E(4)]),
        (Kind::Or, &[E(2), E(4)]),
        (Kind::Or, &[E(5), E(4)]),
    ];
    for (analysis, branch, top, misses) in [
        (worked(&events(0.01), two, 6000.0), 0.0112, 0.0162, 97.0),
        (worked(&events(0.01), three, 6000.0), 0.0101, 0.0151, 90.0),
        (worked(&events(0.0), two, 6000.0), 0.0012, 0.0062, 37.0),
    ] {
        near(analysis.gates[1].unwrap(), branch, 5e-5);
        near(analysis.probability, top, 5e-5);
        near(analysis.expected_a_year, misses, 0.5);
    }
    let analysis = worked(&events(0.01), two, 6000.0);
    assert_eq!(analysis.single_points, [4, 3, 0]);
    // A perfect directory takes the top to 0.0062; the channel that is not in this tree does nothing.
    near(analysis.importance[4].top_without, 0.0062, 5e-5);
    assert_eq!(analysis.importance[5].birnbaum, 0.0);
    // Question fault-importance: C halved.
    let halved = worked(&[0.002, call, alert, 0.0015, 0.01], two, 6000.0);
    near(halved.expected_a_year, 88.0, 1.0);
}

/// `05-fault-trees.md`, "People are common causes": what each safeguard adds under the condition makes .40 of .0667.
#[test]
fn a_bad_shift_is_a_common_cause() {
    let (usual, short_staffed): (f64, f64) = (0.06 / 0.9, 0.4);
    let added = 1.0 - (1.0 - short_staffed) / (1.0 - usual);
    let mut gates: Vec<(Kind, Vec<Input>)> = vec![(Kind::And, (0..4).map(|number| G(1 + number)).collect())];
    gates.extend((0..4).map(|number| (Kind::Or, vec![E(number), G(5 + number)])));
    gates.extend((0..4).map(|number| (Kind::And, vec![E(8), E(4 + number)])));
    let gates: Vec<(Kind, &[Input])> = gates.iter().map(|(kind, inputs)| (*kind, inputs.as_slice())).collect();
    let analysis = worked(&[usual, usual, usual, usual, added, added, added, added, 0.1], &gates, 1.0);
    near(analysis.probability, 0.00258, 5e-6);
    near(analysis.gates[1].unwrap(), 0.10, 1e-12);
    near(analysis.importance[8].top_with * 0.1 / analysis.probability, 0.99, 5e-3);
}

/// `06-checkpoint.md`, after submission: grid .2, two generators .05 each with .02 in common.
#[test]
fn two_generators_with_something_in_common_are_not_two() {
    let rest = without_common_cause(0.05, 0.02).unwrap();
    let gates: &[(Kind, &[Input])] = &[(Kind::And, &[E(0), G(1)]), (Kind::Or, &[G(2), E(3)]), (Kind::And, &[E(1), E(2)])];
    near(worked(&[0.2, rest, rest, 0.02], gates, 1.0).probability, 0.0042, 5e-5);
    near(worked(&[0.2, 0.05, 0.05, 0.0], gates, 1.0).probability, 0.0005, 1e-12);
}

/// `05-fault-trees.md`, question fault-top-event.
#[test]
fn the_manifold_outweighs_two_machines() {
    let analysis = worked(&[0.004, 0.05, 0.0003], &[(Kind::Or, &[G(1), E(2)]), (Kind::And, &[E(0), E(1)])], 1.0);
    near(analysis.probability, 0.000_499_94, 1e-12);
    assert!(analysis.importance[2].fussell_vesely > analysis.importance[0].fussell_vesely);
}

#[test]
fn two_of_three_is_exact_and_so_are_its_importances() {
    let analysis = worked(&[0.1, 0.2, 0.3], &[(Kind::AtLeast(2), &[E(0), E(1), E(2)])], 1.0);
    near(analysis.probability, 0.02 * 0.7 + 0.03 * 0.8 + 0.06 * 0.9 + 0.006, 1e-15);
    assert_eq!(sets(&analysis), [vec![1, 2], vec![0, 2], vec![0, 1]]);
    // Given that the first happens one of the others is enough: .44; else both are needed: .06.
    near(analysis.importance[0].top_with, 0.44, 1e-15);
    near(analysis.importance[0].top_without, 0.06, 1e-15);
    near(analysis.importance[0].birnbaum, 0.38, 1e-15);
    near(analysis.importance[0].fussell_vesely, 0.038 / analysis.probability, 1e-12);
}

#[test]
fn rare_events_lose_no_digits() {
    let analysis = worked(&[1e-18, 1e-19], &[(Kind::Or, &[E(0), E(1)])], 1.0);
    near(analysis.probability, 1.1e-18, 1e-30);
    near(analysis.importance[0].fussell_vesely, 1.0 / 1.1, 1e-12);
}

#[test]
fn nonsense_loops_and_entangled_trees_are_refused() {
    let refused = |probabilities: &[f64], gates: &[(Kind, &[Input])]| analyze(&tree(probabilities, gates, 1.0)).unwrap_err().input;
    assert_eq!(refused(&[], &[(Kind::Or, &[E(0)])]), "events");
    assert_eq!(refused(&[0.1], &[]), "gates");
    assert_eq!(refused(&[1.1], &[(Kind::Or, &[E(0)])]), "events.0.probability");
    assert_eq!(refused(&[f64::NAN], &[(Kind::Or, &[E(0)])]), "events.0.probability");
    assert_eq!(refused(&[0.1], &[(Kind::Or, &[])]), "gates.0.inputs");
    assert_eq!(refused(&[0.1], &[(Kind::Or, &[E(0), E(1)])]), "gates.0.inputs.1");
    assert_eq!(refused(&[0.1], &[(Kind::AtLeast(2), &[E(0), E(0)])]), "gates.0.inputs.1");
    assert_eq!(refused(&[0.1], &[(Kind::AtLeast(2), &[E(0)])]), "gates.0.kind");
    assert_eq!(refused(&[0.1], &[(Kind::AtLeast(0), &[E(0)])]), "gates.0.kind");
    assert_eq!(refused(&[0.1], &[(Kind::Or, &[E(0), G(1)]), (Kind::And, &[G(0)])]), "gates.0");
    let many: Vec<Input> = (0..64).map(E).collect();
    assert_eq!(refused(&[0.1; 64], &[(Kind::AtLeast(32), &many)]), "gates");
    let elsewhere = Inputs { top: 1, ..tree(&[0.1], &[(Kind::Or, &[E(0)])], 1.0) };
    assert_eq!(analyze(&elsewhere).unwrap_err().input, "top");
    assert_eq!(without_common_cause(0.05, 0.06).unwrap_err().input, "common");
    assert_eq!(without_common_cause(1.0, 1.0), Ok(0.0));
}

/// Whether a gate happens when the events of a set do.
fn happens(inputs: &Inputs, gate: usize, set: u32) -> bool {
    let gate = &inputs.gates[gate];
    let count = gate.inputs.iter().filter(|input| match **input {
        E(event) => set >> event & 1 == 1,
        G(below) => happens(inputs, below, set),
    });
    let least = match gate.kind {
        Kind::And => gate.inputs.len(),
        Kind::Or => 1,
        Kind::AtLeast(least) => least,
    };
    count.count() >= least
}

/// Trees of six events and three gates in which gates rest only on later ones.
fn trees() -> impl Strategy<Value = Inputs> {
    let probabilities = prop::collection::vec(0.0..=1.0_f64, 6);
    let gates = prop::collection::vec((0_usize..3, prop::collection::btree_set(0_usize..6, 1..5), any::<[bool; 2]>()), 3);
    (probabilities, gates).prop_map(|(probabilities, gates)| {
        let gates = gates.into_iter().enumerate().map(|(number, (kind, events, below))| {
            let gates = (number + 1..3).filter(|gate| below[gate - 1]).map(G);
            let inputs: Vec<Input> = events.into_iter().map(E).chain(gates).collect();
            let kind = [Kind::And, Kind::Or, Kind::AtLeast(inputs.len().div_ceil(2))][kind];
            Gate { name: String::new(), kind, inputs }
        });
        Inputs { gates: gates.collect(), ..tree(&probabilities, &[], 1.0) }
    })
}

proptest! {
    #[test]
    fn shared_events_are_counted_as_enumeration_counts_them(inputs in trees()) {
        let analysis = analyze(&inputs).unwrap();
        let enough: Vec<u32> = (0..64).filter(|&set| happens(&inputs, 0, set)).collect();
        let chance = |set: u32| -> f64 {
            let each = inputs.events.iter().enumerate();
            each.map(|(event, it)| if set >> event & 1 == 1 { it.probability } else { 1.0 - it.probability }).product()
        };
        prop_assert!((analysis.probability - enough.iter().map(|&set| chance(set)).sum::<f64>()).abs() < 1e-12);
        let minimal = enough.iter().filter(|&&set| !enough.iter().any(|&other| other != set && other & set == other));
        let mut minimal: Vec<u32> = minimal.copied().collect();
        let mut found: Vec<u32> = sets(&analysis).iter().map(|set| set.iter().map(|event| 1 << event).sum()).collect();
        minimal.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(found, minimal);
        for (importance, event) in analysis.importance.iter().zip(&inputs.events) {
            prop_assert!((importance.birnbaum - (importance.top_with - importance.top_without)).abs() < 1e-12);
            prop_assert!((0.0..=1.0).contains(&importance.fussell_vesely));
            let mixed = event.probability * importance.top_with + (1.0 - event.probability) * importance.top_without;
            prop_assert!((mixed - analysis.probability).abs() < 1e-12);
        }
    }

    #[test]
    fn or_is_at_least_and_and_is_at_most_each(probabilities in prop::collection::vec(0.0..=1.0_f64, 1..20)) {
        let inputs: Vec<Input> = (0..probabilities.len()).map(E).collect();
        let (or, and) = (worked(&probabilities, &[(Kind::Or, &inputs)], 1.0), worked(&probabilities, &[(Kind::And, &inputs)], 1.0));
        for probability in probabilities {
            prop_assert!(or.probability >= probability - 1e-12 && and.probability <= probability + 1e-12);
        }
    }

    #[test]
    fn more_probable_events_never_make_the_top_less_probable(inputs in trees(), event in 0_usize..6, share in 0.0..=1.0_f64) {
        let mut raised = inputs.clone();
        let probability = &mut raised.events[event].probability;
        *probability += share * (1.0 - *probability);
        prop_assert!(analyze(&raised).unwrap().probability >= analyze(&inputs).unwrap().probability - 1e-12);
    }
}
