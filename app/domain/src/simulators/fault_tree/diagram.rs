//! A reduced ordered binary decision diagram: who happens, asked event by event.

use std::collections::BTreeMap;

/// Most nodes of a diagram: what the browser works out in a moment.
const MOST_NODES: usize = 100_000;
/// Most pairs of diagrams that are joined.
const MOST_JOINS: usize = 500_000;

/// A node of a diagram, by its index: [`NEVER`], [`ALWAYS`], or a question. A node's branches have smaller indices.
pub(super) type Reference = usize;
/// The event that never happens.
pub(super) const NEVER: Reference = 0;
/// The event that always happens.
pub(super) const ALWAYS: Reference = 1;

/// How two diagrams are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Both happen.
    And,
    /// At least one happens.
    Or,
}

/// A question: does this event happen?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// The event asked about.
    pub(super) event: usize,
    /// Where to go on if it does not.
    pub(super) without: Reference,
    /// Where to go on if it does.
    pub(super) with: Reference,
}

/// Nodes, each there once.
pub(super) struct Diagram {
    /// Place of each event in the order of questions.
    places: Vec<usize>,
    /// Questions; the node of index `i` is `nodes[i - 2]`.
    nodes: Vec<Node>,
    /// The node of an event and its two branches.
    known: BTreeMap<[usize; 3], Reference>,
    /// What two nodes come to, joined in a way. Of the same kind as the map above, so that a page loads the code of one.
    joined: BTreeMap<[usize; 3], Reference>,
}

impl Diagram {
    /// An empty diagram over events that are asked about in the order of their places.
    pub(super) fn new(places: Vec<usize>) -> Self {
        Self { places, nodes: Vec::new(), known: BTreeMap::new(), joined: BTreeMap::new() }
    }

    /// The question of a node; none of the two ends.
    pub(super) fn node(&self, reference: Reference) -> Option<Node> {
        reference.checked_sub(2).and_then(|index| self.nodes.get(index)).copied()
    }

    /// The diagram of one event; none if there is no room.
    pub(super) fn event(&mut self, event: usize) -> Option<Reference> {
        self.question(Node { event, without: NEVER, with: ALWAYS })
    }

    /// Both, or at least one, of two diagrams; none if there is no room.
    pub(super) fn join(&mut self, join: Join, one: Reference, other: Reference) -> Option<Reference> {
        let (one, other) = (one.min(other), one.max(other));
        match (join, one, other) {
            _ if one == other => return Some(one),
            (Join::And, NEVER, _) | (Join::Or, ALWAYS, _) => return Some(one),
            (Join::And, ALWAYS, _) | (Join::Or, NEVER, _) => return Some(other),
            _ => {}
        }
        if let Some(&reference) = self.joined.get(&[join as usize, one, other]) {
            return Some(reference);
        }
        if self.joined.len() >= MOST_JOINS {
            return None;
        }
        let (first, second) = (self.node(one)?, self.node(other)?);
        let event = if self.places[first.event] <= self.places[second.event] { first.event } else { second.event };
        let branches = |node: Node, whole| if node.event == event { (node.without, node.with) } else { (whole, whole) };
        let ((one_without, one_with), (other_without, other_with)) = (branches(first, one), branches(second, other));
        // As deep as there are events at most.
        let without = self.join(join, one_without, other_without)?;
        let with = self.join(join, one_with, other_with)?;
        let reference = self.question(Node { event, without, with })?;
        self.joined.insert([join as usize, one, other], reference);
        Some(reference)
    }

    fn question(&mut self, node: Node) -> Option<Reference> {
        if node.without == node.with {
            return Some(node.with);
        }
        let key = [node.event, node.without, node.with];
        if let Some(&reference) = self.known.get(&key) {
            return Some(reference);
        }
        if self.nodes.len() >= MOST_NODES {
            return None;
        }
        self.nodes.push(node);
        self.known.insert(key, self.nodes.len() + 1);
        Some(self.nodes.len() + 1)
    }

    /// Probability of every node.
    pub(super) fn probabilities(&self, of_events: &[f64]) -> Vec<f64> {
        let mut values = vec![0.0, 1.0];
        for node in &self.nodes {
            let probability = of_events[node.event];
            values.push(probability * values[node.with] + (1.0 - probability) * values[node.without]);
        }
        values
    }

    /// Slope of a node's probability in that of each event.
    pub(super) fn slopes(&self, top: Reference, of_events: &[f64]) -> Vec<f64> {
        let values = self.probabilities(of_events);
        let mut slopes = vec![0.0; of_events.len()];
        // Probability that the questions lead to a node: parents come before their branches, from the top down.
        let mut reached = vec![0.0; values.len()];
        reached[top] = 1.0;
        for reference in (2..=top).rev() {
            let Some(node) = self.node(reference) else { continue };
            let probability = of_events[node.event];
            slopes[node.event] += reached[reference] * (values[node.with] - values[node.without]).max(0.0);
            reached[node.with] += reached[reference] * probability;
            reached[node.without] += reached[reference] * (1.0 - probability);
        }
        slopes
    }
}
