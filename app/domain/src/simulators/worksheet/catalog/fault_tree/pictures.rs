//! The tree, what each event is worth, and what a common cause does, as pictures.

use super::super::super::{Axis, Bar, Line, Marks, Node, Picture, Plot, amount, number};
use super::reading::{Cause, Tree};
use super::shown::View;
use crate::simulators::fault_tree::{Input, Kind};

/// What stands under several gates is drawn under each, up to so many nodes.
const MOST_NODES: usize = 150;
/// So many bars are drawn.
const MOST_BARS: usize = 12;

pub(super) fn named(tree: &Tree, input: Input) -> &str {
    match input {
        Input::Event(event) => &tree.inputs.events[event].name,
        Input::Gate(gate) => &tree.inputs.gates[gate].name,
    }
}

/// The tree from the top, each node with its probability.
pub(super) fn tree(view: &View) -> Picture {
    let inputs = &view.real.inputs;
    let mut nodes: Vec<Node> = Vec::new();
    let mut waiting: Vec<(Option<usize>, Input)> = vec![(None, Input::Gate(inputs.top))];
    while let Some((parent, input)) = waiting.pop() {
        if nodes.len() >= MOST_NODES {
            break;
        }
        let (probability, way, chosen) = match input {
            Input::Event(event) => (Some(inputs.events[event].probability), String::new(), view.analysis.single_points.contains(&event)),
            Input::Gate(gate) => {
                let below = inputs.gates[gate].inputs.iter().rev();
                waiting.extend(below.map(|input| (Some(nodes.len()), *input)));
                (view.analysis.gates[gate], kind(inputs.gates[gate].kind), false)
            }
        };
        let label = format!("{}: {}", named(view.real, input), amount(probability.unwrap_or(0.0)));
        nodes.push(Node { parent, label, way, chosen });
    }
    for place in (0..nodes.len()).rev() {
        if let (true, Some(parent)) = (nodes[place].chosen, nodes[place].parent) {
            nodes[parent].chosen = true;
        }
    }
    let title = if view.analysis.single_points.is_empty() {
        "The tree with the probability of each event. No single event leads to the top.".to_owned()
    } else {
        "The tree with the probability of each event. Thick ways lead from single points of failure to the top.".to_owned()
    };
    Picture { title, table: 0, plot: Plot::Tree(nodes) }
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::And => "AND: if all of these happen".to_owned(),
        Kind::Or => "OR: if any of these happens".to_owned(),
        Kind::AtLeast(count) => format!("if {count} of these happen"),
    }
}

/// By how much the top event becomes rarer without each event.
pub(super) fn importance(view: &View) -> Picture {
    let bar = |event: usize| {
        let importance = &view.analysis.importance[event];
        let falls = importance.fussell_vesely * 100.0;
        Bar {
            name: view.name(event).to_owned(),
            from: 0.0,
            to: falls,
            note: format!("−{}%: {}", number(falls, 0), view.left(importance.top_without)),
        }
    };
    let bars = view.by_importance().into_iter().take(MOST_BARS).map(bar).collect();
    let title =
        "What repairing one thing is worth: by how much the top event becomes rarer if an event cannot happen, and what is left of it.";
    let x = Axis::new("Top event rarer by (%)").reaching(0.0, 100.0);
    Picture { title: title.to_owned(), table: 1, plot: Plot::Bars { x, bars, base: None } }
}

/// The top event by the probability of the first cause.
pub(super) fn line(view: &View, cause: &Cause, curve: Vec<(f64, f64)>, table: usize) -> Picture {
    let here = (cause.probability, view.analysis.probability);
    let lines = vec![Line::new("Top event", Marks::Line, curve), Line::new("As entered", Marks::Rings, vec![here])];
    let title = format!("Top event by how probable the common cause is, from never to all of what its events have. {}", cause.name);
    let (x, y) = (Axis::new(format!("Probability: {}", cause.name)), Axis::new("Probability of the top event").reaching(0.0, 0.0));
    Picture { title, table, plot: Plot::Lines { x, y, lines, levels: Vec::new() } }
}
