//! A tree as an indented outline with lines from each node to what it hangs on: as wide as a phone whatever its depth.

use super::super::Node;
use super::{At, Drawn, WIDTH, short, words};

/// A node with its words.
const ROW: f64 = 38.0;
/// So much is a node further right than what it hangs on.
const INDENT: f64 = 22.0;

pub(super) fn drawn(nodes: &[Node]) -> Drawn {
    let depths = depths(nodes);
    let order = order(nodes);
    let mut marks = String::new();
    let top_of = |node: usize| 14.0 + ROW * order.iter().position(|each| *each == node).unwrap_or_default() as f64;
    for node in &order {
        one(nodes, *node, depths[*node], top_of(*node), nodes[*node].parent.map(top_of), &mut marks);
    }
    Drawn { marks, height: 14.0 + ROW * order.len() as f64 }
}

fn one(nodes: &[Node], place: usize, depth: usize, top: f64, above: Option<f64>, marks: &mut String) {
    let node = &nodes[place];
    // Deep trees go on downward where there is no room to the right.
    let x = 8.0 + INDENT * (depth.min(9) as f64);
    if let Some(above) = above {
        let (from, width) = (x - INDENT + 5.0, if node.chosen { "3" } else { "1.3" });
        let path = format!("M{} {}V{}H{}", At(from), At(above + 6.0), At(top), At(x - 1.0));
        marks.push_str(&format!("<path class=\"plot-way\" d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"{width}\"/>"));
    }
    marks.push_str(&format!("<circle class=\"plot-0\" cx=\"{}\" cy=\"{}\" r=\"4.5\"/>", At(x + 4.0), At(top)));
    let room = ((WIDTH - x - 20.0) / 7.2) as usize;
    marks.push_str(&words(x + 15.0, top + 4.5, "start", &short(&node.label, room)));
    if !node.way.is_empty() {
        marks.push_str(&format!("<g fill-opacity=\"0.75\">{}</g>", words(x + 15.0, top + 19.5, "start", &short(&node.way, room))));
    }
}

/// How far each node is from the first; a parent stands before its children.
fn depths(nodes: &[Node]) -> Vec<usize> {
    let mut depths: Vec<usize> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let depth = node.parent.and_then(|parent| depths.get(parent)).map_or(0, |depth| depth + 1);
        depths.push(depth);
    }
    depths
}

/// Each node followed by all that hangs on it.
fn order(nodes: &[Node]) -> Vec<usize> {
    let mut order = Vec::with_capacity(nodes.len());
    let mut waiting: Vec<usize> = (0..nodes.len()).rev().filter(|place| nodes[*place].parent.is_none()).collect();
    while let Some(next) = waiting.pop() {
        order.push(next);
        waiting.extend((0..nodes.len()).rev().filter(|place| *place > next && nodes[*place].parent == Some(next)));
    }
    order
}
