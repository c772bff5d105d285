//! Minimal cut sets, read off a diagram (Rauzy 1993). An event is a bit of a set.

use super::diagram::{ALWAYS, Diagram, NEVER, Reference};

/// Most sets kept for all nodes together.
const MOST_SETS: usize = 200_000;
/// Most comparisons of two sets.
const MOST_COMPARISONS: usize = 50_000_000;

/// The minimal cut sets of a node; none if there are too many.
pub(super) fn minimal(diagram: &Diagram, top: Reference) -> Option<Vec<u64>> {
    // By node.
    let mut found: Vec<Option<Vec<u64>>> = vec![None; top.max(ALWAYS) + 1];
    (found[NEVER], found[ALWAYS]) = (Some(Vec::new()), Some(vec![0]));
    let (mut kept, mut comparisons) = (0, 0);
    for reference in below(diagram, top) {
        let node = diagram.node(reference)?;
        let (without, with) = (found[node.without].as_ref()?, found[node.with].as_ref()?);
        comparisons += without.len() * with.len();
        kept += without.len() + with.len();
        if comparisons > MOST_COMPARISONS || kept > MOST_SETS {
            return None;
        }
        // What is enough without the event needs no event: only sets that contain none such get it.
        let needed = with.iter().filter(|set| !without.iter().any(|enough| *set & enough == *enough));
        let sets = without.iter().copied().chain(needed.map(|set| set | 1 << node.event)).collect();
        found[reference] = Some(sets);
    }
    found.swap_remove(top)
}

/// The questions below a node and itself, branches first.
fn below(diagram: &Diagram, top: Reference) -> Vec<Reference> {
    let mut wanted = vec![false; top + 1];
    wanted[top] = true;
    for reference in (2..=top).rev().collect::<Vec<_>>() {
        if let Some(node) = diagram.node(reference).filter(|_| wanted[reference]) {
            wanted[node.with] = true;
            wanted[node.without] = true;
        }
    }
    (2..=top).filter(|&reference| wanted[reference]).collect()
}
