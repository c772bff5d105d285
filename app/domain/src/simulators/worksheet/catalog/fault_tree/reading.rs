//! The tree of the rows, and the same with what its events have in common.

use super::super::super::{Entries, Row};
use super::super::probability;
use crate::simulators::fault_tree::{Event, Gate, Input, Inputs, Kind};
use crate::simulators::format::precise;
use crate::simulators::{Refused, Result};

/// A tree with the row of the form that each gate comes from.
#[derive(Clone)]
pub(super) struct Tree {
    pub(super) inputs: Inputs,
    rows: Vec<usize>,
}

/// What makes several events happen together.
pub(super) struct Cause {
    pub(super) name: String,
    pub(super) probability: f64,
    /// Probability of each event if the cause is there.
    pub(super) then: f64,
    pub(super) events: Vec<String>,
}

/// The tree as it is drawn, all events independent.
pub(super) fn drawn(entries: &Entries) -> Result<Tree> {
    let demands_a_year = entries.maybe("demands")?.unwrap_or(1.0);
    let mut tree = Tree { inputs: Inputs { events: Vec::new(), gates: Vec::new(), top: 0, demands_a_year }, rows: Vec::new() };
    let rows: Vec<Row> = entries.rows("nodes").collect();
    let mut top = None;
    for (place, row) in rows.iter().enumerate() {
        tree.take(place, row)?;
        if row.text("under").is_empty() {
            if top.replace(place).is_some() {
                return Err(row.refused("under", "Another row has nothing above it: enter what this one stands under."));
            }
            if row.choice("kind") == "event" {
                return Err(row.refused("kind", "The harm at the top rests on other events: choose OR or AND."));
            }
        }
    }
    let Some(top) = top else { return Err(Refused::new("nodes", "Enter the harm at the top: a row with nothing under “Under”.")) };
    tree.inputs.top = tree.gate(rows[top].text("name")).unwrap_or(0);
    rows.iter().try_for_each(|row| tree.hang(row))?;
    for (gate, place) in tree.inputs.gates.iter().zip(&tree.rows) {
        if gate.inputs.is_empty() {
            return Err(rows[*place].refused("kind", format!("Nothing stands under “{}”: add a row for what it takes.", gate.name)));
        }
    }
    match tree.inputs.events.iter().position(|event| event.probability.is_nan()) {
        None => Ok(tree),
        Some(event) => {
            let row = rows.iter().find(|row| row.text("name") == tree.inputs.events[event].name);
            Err(Refused::new(row.map_or_else(|| "nodes".to_owned(), |row| row.place("p")), "Enter the probability of this event."))
        }
    }
}

impl Tree {
    pub(super) fn gate(&self, name: &str) -> Option<usize> {
        self.inputs.gates.iter().position(|gate| gate.name == name)
    }

    pub(super) fn event(&self, name: &str) -> Option<usize> {
        self.inputs.events.iter().position(|event| event.name == name)
    }

    /// Notes the event or the gate of a row, once by name.
    fn take(&mut self, place: usize, row: &Row) -> Result<()> {
        let (name, probability) = (row.named("name")?, probability::maybe(row, "p")?);
        let kind = match row.choice("kind") {
            "or" => Kind::Or,
            "and" => Kind::And,
            "two" => Kind::AtLeast(2),
            "three" => Kind::AtLeast(3),
            _ => return self.take_event(name, probability, row),
        };
        if probability.is_some() {
            return Err(row.refused("p", "This is worked out from what stands under it: leave it blank, or choose “by itself”."));
        }
        let before = self.gate(name).map(|gate| self.inputs.gates[gate].kind);
        if self.event(name).is_some() || before.is_some_and(|before| before != kind) {
            return Err(row.refused("kind", format!("“{name}” stands above as something else: choose the same, or another name.")));
        }
        if before.is_none() {
            self.inputs.gates.push(Gate { name: name.to_owned(), kind, inputs: Vec::new() });
            self.rows.push(place);
        }
        Ok(())
    }

    fn take_event(&mut self, name: &str, probability: Option<f64>, row: &Row) -> Result<()> {
        if self.gate(name).is_some() {
            return Err(row.refused("kind", format!("“{name}” stands above as something else: choose the same, or another name.")));
        }
        match (self.event(name), probability) {
            (None, _) => self.inputs.events.push(Event { name: name.to_owned(), probability: probability.unwrap_or(f64::NAN) }),
            (Some(event), Some(value)) if self.inputs.events[event].probability.is_nan() => self.inputs.events[event].probability = value,
            (Some(event), Some(value)) if self.inputs.events[event].probability != value => {
                return Err(row.refused("p", format!("“{name}” has another probability above: leave it blank here.")));
            }
            _ => {}
        }
        Ok(())
    }

    /// Hangs a row under its gate.
    fn hang(&mut self, row: &Row) -> Result<()> {
        let (name, under) = (row.text("name"), row.text("under"));
        if under.is_empty() {
            return Ok(());
        }
        let missing = || row.refused("under", format!("“{under}” is no OR or AND of this tree: enter the name of one."));
        let above = self.gate(under).ok_or_else(missing)?;
        let input = match (self.event(name), self.gate(name)) {
            (Some(event), _) => Input::Event(event),
            (None, Some(gate)) => Input::Gate(gate),
            (None, None) => return Ok(()),
        };
        let inputs = &mut self.inputs.gates[above].inputs;
        if inputs.contains(&input) {
            return Err(row.refused("name", format!("“{name}” stands under “{under}” twice: leave out one row.")));
        }
        inputs.push(input);
        Ok(())
    }

    /// The same with causes as events of their own: what has one happens by itself, or with the cause.
    pub(super) fn with(&self, causes: &[Cause], entries: &Entries) -> Result<Self> {
        let mut tree = self.clone();
        let mut has_cause: Vec<usize> = Vec::new();
        for (cause, row) in causes.iter().zip(entries.rows("common")) {
            if tree.event(&cause.name).is_some() || tree.gate(&cause.name).is_some() {
                return Err(row.refused("name", format!("“{}” stands in the tree already: name the cause otherwise.", cause.name)));
            }
            let place = tree.add(&cause.name, cause.probability);
            for name in &cause.events {
                let missing = || row.refused("of", format!("“{name}” is no event of this tree that happens by itself."));
                let event = self.event(name).ok_or_else(missing)?;
                if has_cause.contains(&event) {
                    return Err(row.refused("of", format!("“{name}” has a common cause already: give it one.")));
                }
                has_cause.push(event);
                tree.couple(event, cause, place).map_err(|sentence| row.refused("p", sentence))?;
            }
        }
        Ok(tree)
    }

    fn add(&mut self, name: &str, probability: f64) -> usize {
        self.inputs.events.push(Event { name: name.to_owned(), probability });
        self.inputs.events.len() - 1
    }

    fn add_gate(&mut self, name: &str, kind: Kind, inputs: Vec<Input>) -> Input {
        self.inputs.gates.push(Gate { name: name.to_owned(), kind, inputs });
        Input::Gate(self.inputs.gates.len() - 1)
    }

    /// Puts “by itself, or with the cause” wherever an event stands.
    fn couple(&mut self, event: usize, cause: &Cause, place: usize) -> std::result::Result<(), String> {
        let Event { name, probability } = self.inputs.events[event].clone();
        let Cause { probability: common, then, .. } = *cause;
        if common * then > probability || then < probability {
            return Err(format!(
                "“{name}” happens with a probability of {}: its cause can be no larger a part of it.",
                precise(probability)
            ));
        }
        let rest = if common < 1.0 { (probability - common * then) / (1.0 - common) } else { 0.0 };
        self.inputs.events[event] = Event { name: format!("{name}, otherwise"), probability: rest };
        let gates = self.inputs.gates.len();
        let with_cause = if then < 1.0 {
            let added = self.add(&format!("{name}, added by it"), ((then - rest) / (1.0 - rest)).clamp(0.0, 1.0));
            self.add_gate(&format!("{name} with it"), Kind::And, vec![Input::Event(place), Input::Event(added)])
        } else {
            Input::Event(place)
        };
        let coupled = self.add_gate(&name, Kind::Or, vec![Input::Event(event), with_cause]);
        let all = self.inputs.gates[..gates].iter_mut().flat_map(|gate| &mut gate.inputs);
        all.filter(|input| **input == Input::Event(event)).for_each(|input| *input = coupled);
        Ok(())
    }
}

pub(super) fn causes(entries: &Entries) -> Result<Vec<Cause>> {
    let read = |row: Row| {
        let name = row.named("name")?.to_owned();
        let probability = probability::maybe(&row, "p")?.ok_or_else(|| row.refused("p", "Enter the probability of the cause."))?;
        let events: Vec<String> = row.named("of")?.split('+').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        Ok(Cause { name, probability, then: probability::maybe(&row, "then")?.unwrap_or(1.0), events })
    };
    entries.rows("common").map(read).collect()
}

/// What the tree refuses, at the row of the gate.
pub(super) fn at_field(entries: &Entries, tree: &Tree, refused: Refused) -> Refused {
    let mut parts = refused.input.split('.');
    let (kind, place) = (parts.next().unwrap_or(""), parts.next().and_then(|place| place.parse::<usize>().ok()));
    let row = place.filter(|_| kind == "gates").and_then(|gate| entries.rows("nodes").nth(*tree.rows.get(gate)?));
    let column = if parts.next() == Some("kind") { "kind" } else { "under" };
    let input = row.map_or_else(|| if kind == "demands_a_year" { "demands" } else { "nodes" }.to_owned(), |row| row.place(column));
    Refused::new(input, refused.sentence)
}
