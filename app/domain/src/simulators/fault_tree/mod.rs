//! Fault trees: which failures are enough alone, which need company, and what they have in common.
//!
//! For independent inputs AND is Πp and OR is 1 − Π(1 − p) (Vesely et al., *Fault Tree Handbook*, NUREG-0492, 1981). Events that stand
//! under several gates are handled exactly: the tree is expanded event by event (Shannon) into a binary decision diagram, in which nothing
//! is counted twice (Rauzy, *Reliab Eng Syst Saf* 1993;40:203-211). Basic events are independent of each other: what they share is to be an
//! event of its own, see [`without_common_cause`].

mod cut_sets;
mod diagram;
#[cfg(test)]
mod tests;

use super::checks::{many, within};
use super::{Refused, Result};
use diagram::{Diagram, Join, Reference};

/// Most basic events of a tree.
pub const MOST_EVENTS: usize = 64;
/// Most gates of a tree.
pub const MOST_GATES: usize = 200;

/// A basic event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happens.
    pub name: String,
    /// Its probability, per demand or in the period that the whole tree is about.
    pub probability: f64,
}

/// What goes into a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A basic event, by its index.
    Event(usize),
    /// Another gate, by its index.
    Gate(usize),
}

/// When a gate's event happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// If all inputs happen.
    And,
    /// If at least one happens.
    Or,
    /// If at least so many happen.
    AtLeast(usize),
}

/// A gate.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// What happens above it.
    pub name: String,
    /// When.
    pub kind: Kind,
    /// From what; each input once.
    pub inputs: Vec<Input>,
}

/// A tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    /// Basic events.
    pub events: Vec<Event>,
    /// Gates, in any order.
    pub gates: Vec<Gate>,
    /// Index of the gate of the top event.
    pub top: usize,
    /// Demands a year, to turn the probability into a count; 1 if the probabilities are of a year.
    pub demands_a_year: f64,
}

/// A smallest combination of events that is enough for the top event.
#[derive(Clone, Debug, PartialEq)]
pub struct CutSet {
    /// Indices of its events, ascending.
    pub events: Vec<usize>,
    /// Probability that all of them happen.
    pub probability: f64,
}

/// How much the top event depends on a basic event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Importance {
    /// Birnbaum: probability of the top event if this event is certain, less that if it is impossible.
    pub birnbaum: f64,
    /// Fussell–Vesely, as the share by which the top probability falls when this event becomes impossible; 0 if the top is impossible.
    pub fussell_vesely: f64,
    /// Probability of the top event if this event is impossible.
    pub top_without: f64,
    /// Probability of the top event if this event is certain.
    pub top_with: f64,
}

/// A tree, worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Probability of the top event, exact but for rounding.
    pub probability: f64,
    /// Top events expected a year.
    pub expected_a_year: f64,
    /// Probability of each gate; none of gates that the top does not rest on.
    pub gates: Vec<Option<f64>>,
    /// Minimal cut sets, the smallest first, of one size the most probable first.
    pub cut_sets: Vec<CutSet>,
    /// Events that are enough alone.
    pub single_points: Vec<usize>,
    /// Importance of each event.
    pub importance: Vec<Importance>,
}

/// Works out a tree. Refuses loops, impossible gates and trees too large to be exact.
pub fn analyze(inputs: &Inputs) -> Result<Analysis> {
    check(inputs)?;
    let gates = inputs_first(inputs)?;
    let too_large = || Refused::new("gates", "This tree is too entangled to be worked out exactly: leave out branches or split it.");
    let mut diagram = Diagram::new(appearance(inputs, &gates));
    let mut roots: Vec<Option<Reference>> = vec![None; inputs.gates.len()];
    for &gate in &gates {
        roots[gate] = Some(root(&mut diagram, &inputs.gates[gate], &roots).ok_or_else(too_large)?);
    }
    let top = roots[inputs.top].ok_or_else(too_large)?;
    let sets = cut_sets::minimal(&diagram, top).ok_or_else(too_large)?;
    let probabilities: Vec<f64> = inputs.events.iter().map(|event| event.probability).collect();
    let values = diagram.probabilities(&probabilities);
    let cut_sets = described(&sets, &probabilities);
    Ok(Analysis {
        probability: values[top],
        expected_a_year: values[top] * inputs.demands_a_year,
        gates: roots.into_iter().map(|root| root.map(|root| values[root])).collect(),
        single_points: cut_sets.iter().filter(|set| set.events.len() == 1).map(|set| set.events[0]).collect(),
        cut_sets,
        importance: importance(&diagram, top, &probabilities),
    })
}

/// What is left of an event's probability when a common cause, which is part of it, becomes an event of its own: (p − c)/(1 − c).
pub fn without_common_cause(probability: f64, common: f64) -> Result<f64> {
    within("probability", probability, 0.0, 1.0)?;
    within("common", common, 0.0, probability)?;
    Ok(if common < 1.0 { (probability - common) / (1.0 - common) } else { 0.0 })
}

fn check(inputs: &Inputs) -> Result<()> {
    many("events", inputs.events.len(), 1, MOST_EVENTS, "basic events")?;
    many("gates", inputs.gates.len(), 1, MOST_GATES, "gates")?;
    within("demands_a_year", inputs.demands_a_year, 0.0, 1e12)?;
    for (number, event) in inputs.events.iter().enumerate() {
        within(&format!("events.{number}.probability"), event.probability, 0.0, 1.0)?;
    }
    if inputs.top >= inputs.gates.len() {
        return Err(Refused::new("top", "The top is no gate of this tree: choose one."));
    }
    inputs.gates.iter().enumerate().try_for_each(|(number, gate)| check_gate(inputs, number, gate))
}

fn check_gate(inputs: &Inputs, number: usize, gate: &Gate) -> Result<()> {
    many(&format!("gates.{number}.inputs"), gate.inputs.len(), 1, MOST_EVENTS, "inputs")?;
    for (place, input) in gate.inputs.iter().enumerate() {
        let there = match *input {
            Input::Event(event) => event < inputs.events.len(),
            Input::Gate(gate) => gate < inputs.gates.len(),
        };
        let refused = |sentence: &str| Err(Refused::new(format!("gates.{number}.inputs.{place}"), sentence));
        if !there {
            return refused("This input is not in the tree: choose an event or a gate that is.");
        }
        if gate.inputs[..place].contains(input) {
            return refused("This input stands under the gate twice: name it once.");
        }
    }
    match gate.kind {
        Kind::AtLeast(count) if !(1..=gate.inputs.len()).contains(&count) => {
            let sentence = format!("{count} of {} inputs cannot be asked for: give 1 to {0}.", gate.inputs.len());
            Err(Refused::new(format!("gates.{number}.kind"), sentence))
        }
        Kind::And | Kind::Or | Kind::AtLeast(_) => Ok(()),
    }
}

/// The gates that the top rests on, each after its inputs.
fn inputs_first(inputs: &Inputs) -> Result<Vec<usize>> {
    let (mut order, mut open) = (Vec::new(), vec![false; inputs.gates.len()]);
    visit(inputs, inputs.top, &mut open, &mut order)?;
    Ok(order)
}

/// As deep as there are gates at most.
fn visit(inputs: &Inputs, gate: usize, open: &mut [bool], order: &mut Vec<usize>) -> Result<()> {
    if order.contains(&gate) {
        return Ok(());
    }
    if open[gate] {
        return Err(Refused::new(format!("gates.{gate}"), "This gate rests on itself: break the loop."));
    }
    open[gate] = true;
    for input in &inputs.gates[gate].inputs {
        if let Input::Gate(below) = *input {
            visit(inputs, below, open, order)?;
        }
    }
    order.push(gate);
    Ok(())
}

/// Place of each event in the order of first appearance, which keeps the diagram small.
fn appearance(inputs: &Inputs, gates: &[usize]) -> Vec<usize> {
    let mut seen: Vec<usize> = Vec::new();
    let named = gates.iter().flat_map(|&gate| &inputs.gates[gate].inputs).filter_map(|input| match *input {
        Input::Event(event) => Some(event),
        Input::Gate(_) => None,
    });
    for event in named.chain(0..inputs.events.len()) {
        if !seen.contains(&event) {
            seen.push(event);
        }
    }
    let mut places = vec![0; seen.len()];
    seen.into_iter().enumerate().for_each(|(place, event)| places[event] = place);
    places
}

/// The diagram of a gate whose inputs have theirs; none if it grows too large.
fn root(diagram: &mut Diagram, gate: &Gate, roots: &[Option<Reference>]) -> Option<Reference> {
    let mut inputs = Vec::new();
    for input in &gate.inputs {
        inputs.push(match *input {
            Input::Event(event) => diagram.event(event)?,
            Input::Gate(below) => roots[below]?,
        });
    }
    let least = match gate.kind {
        Kind::And => inputs.len(),
        Kind::Or => 1,
        Kind::AtLeast(count) => count,
    };
    // `happened[j]`: at least j of the inputs so far.
    let mut happened = vec![diagram::NEVER; least + 1];
    happened[0] = diagram::ALWAYS;
    for input in inputs {
        for count in (1..=least).rev() {
            let with_this = diagram.join(Join::And, happened[count - 1], input)?;
            happened[count] = diagram.join(Join::Or, happened[count], with_this)?;
        }
    }
    Some(happened[least])
}

fn described(sets: &[u64], probabilities: &[f64]) -> Vec<CutSet> {
    let described = sets.iter().map(|&set| {
        let events: Vec<usize> = (0..probabilities.len()).filter(|event| set >> event & 1 == 1).collect();
        CutSet { probability: events.iter().map(|&event| probabilities[event]).product(), events }
    });
    let mut described: Vec<CutSet> = described.collect();
    described.sort_by(|one, other| {
        let size = one.events.len().cmp(&other.events.len());
        size.then(other.probability.total_cmp(&one.probability)).then_with(|| one.events.cmp(&other.events))
    });
    described
}

fn importance(diagram: &Diagram, top: Reference, probabilities: &[f64]) -> Vec<Importance> {
    let slopes = diagram.slopes(top, probabilities);
    let probability = diagram.probabilities(probabilities)[top];
    let each = slopes.into_iter().enumerate().map(|(event, birnbaum)| {
        let top_if = |certain: f64| {
            let mut changed = probabilities.to_vec();
            changed[event] = certain;
            diagram.probabilities(&changed)[top]
        };
        // The top is linear in each probability, so the fall to zero is slope × probability, without a difference of near equals.
        let fall = birnbaum * probabilities[event];
        let fussell_vesely = if probability > 0.0 { (fall / probability).min(1.0) } else { 0.0 };
        Importance { birnbaum, fussell_vesely, top_without: top_if(0.0), top_with: top_if(1.0) }
    });
    each.collect()
}
