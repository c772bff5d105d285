//! The tree as figures and tables.

use super::super::super::{Entries, Figure, Outcome, Table, Value, amount, number};
use super::pictures;
use super::reading::{Cause, Tree};
use crate::simulators::fault_tree::{Analysis, Kind, analyze};

/// So many cut sets are listed.
const MOST_SETS: usize = 50;
/// Trees of more events are not worked out again and again for a line.
const MOST_EVENTS_OF_LINE: usize = 30;
/// Pieces of the line.
const PIECES: u32 = 12;

/// What everything shown needs to know.
pub(super) struct View<'a> {
    pub(super) drawn: &'a Tree,
    /// With common causes.
    pub(super) real: &'a Tree,
    pub(super) causes: &'a [Cause],
    pub(super) analysis: &'a Analysis,
    /// Probability of the top event as drawn, where there are causes.
    pub(super) independent: Option<f64>,
    /// Whether occasions a year are given.
    pub(super) counts: bool,
}

/// Probability of the top event by that of the first cause, from nothing to as much as its events allow.
pub(super) fn curve(drawn: &Tree, causes: &[Cause], entries: &Entries) -> Vec<(f64, f64)> {
    let Some(first) = causes.first().filter(|_| drawn.inputs.events.len() <= MOST_EVENTS_OF_LINE) else { return Vec::new() };
    let events = first.events.iter().filter_map(|name| drawn.event(name)).map(|event| drawn.inputs.events[event].probability);
    let most = events.fold(1.0, f64::min) / first.then;
    let at = |piece: u32| {
        // A last digit less, so that rounding does not refuse the end.
        let probability = most.min(1.0) * f64::from(piece) / f64::from(PIECES) * (1.0 - 1e-12);
        let changed = causes.iter().enumerate().map(|(place, cause)| Cause {
            name: cause.name.clone(),
            probability: if place == 0 { probability } else { cause.probability },
            then: cause.then,
            events: cause.events.clone(),
        });
        let tree = drawn.with(&changed.collect::<Vec<_>>(), entries).ok()?;
        Some((probability, analyze(&tree.inputs).ok()?.probability))
    };
    (0..=PIECES).filter_map(at).collect()
}

pub(super) fn outcome(view: &View, curve: Vec<(f64, f64)>) -> Outcome {
    let mut pictures = vec![pictures::tree(view), pictures::importance(view)];
    let mut tables = vec![view.nodes(), view.importance(), view.cut_sets()];
    if let [cause, ..] = view.causes
        && !curve.is_empty()
    {
        let mut table = Table::new("Top event by the probability of the common cause", &[(cause.name.as_str(), ""), ("Top event", "")]);
        for (across, up) in &curve {
            table.row([Value::text(amount(*across)), Value::text(amount(*up))]);
        }
        pictures.push(pictures::line(view, cause, curve, tables.len()));
        tables.push(table);
    }
    Outcome { says: view.says(), figures: view.figures(), pictures, tables, notes: view.notes() }
}

impl View<'_> {
    fn a_year(&self, probability: f64) -> f64 {
        probability * self.drawn.inputs.demands_a_year
    }

    /// A probability, with its number a year where occasions are given.
    fn shown(&self, probability: f64) -> String {
        if self.counts { format!("{} ({} a year)", amount(probability), number(self.a_year(probability), 0)) } else { amount(probability) }
    }

    /// What is left of the top event, in few words.
    pub(super) fn left(&self, probability: f64) -> String {
        if self.counts { format!("{} a year", number(self.a_year(probability), 0)) } else { amount(probability) }
    }

    pub(super) fn name(&self, event: usize) -> &str {
        &self.real.inputs.events[event].name
    }

    fn top(&self) -> &str {
        &self.drawn.inputs.gates[self.drawn.inputs.top].name
    }

    fn says(&self) -> String {
        let top = format!("“{}” has a probability of {}", self.top(), self.shown(self.analysis.probability));
        let top = match self.independent {
            Some(independent) => format!("{top}. Were all events independent, it would be {}.", self.shown(independent)),
            None => format!("{top}."),
        };
        match self.analysis.single_points.as_slice() {
            [] => format!("{top} No single event is enough for it."),
            alone => {
                let names: Vec<&str> = alone.iter().map(|event| self.name(*event)).collect();
                format!("{top} Enough alone: {}.", names.join("; "))
            }
        }
    }

    fn figures(&self) -> Vec<Figure> {
        let mut figures = vec![Figure::new("Top event", amount(self.analysis.probability), "")];
        if self.counts {
            figures.push(Figure::new("In a year", number(self.analysis.expected_a_year, 0), ""));
        }
        if let Some(independent) = self.independent {
            figures.push(Figure::new("Were all independent", amount(independent), ""));
            if independent > 0.0 {
                figures.push(Figure::new(
                    "The common cause makes it",
                    amount(self.analysis.probability / independent),
                    "times as probable",
                ));
            }
        }
        figures.push(Figure::new("Single points of failure", self.analysis.single_points.len().to_string(), ""));
        figures
    }

    fn nodes(&self) -> Table {
        let mut table = Table::new("Gates of the tree", &[("What happens", ""), ("If", ""), ("Probability", ""), ("In a year", "")]);
        for (gate, probability) in self.real.inputs.gates.iter().zip(&self.analysis.gates) {
            let Some(probability) = *probability else { continue };
            let named: Vec<&str> = gate.inputs.iter().map(|input| pictures::named(self.real, *input)).collect();
            let joined = match gate.kind {
                Kind::And => named.join(" AND "),
                Kind::Or => named.join(" OR "),
                Kind::AtLeast(count) => format!("{count} of: {}", named.join(", ")),
            };
            table.row([Value::text(&gate.name), Value::text(joined), Value::text(amount(probability)), self.count(probability)]);
        }
        table
    }

    fn count(&self, probability: f64) -> Value {
        Value::maybe(self.counts.then(|| self.a_year(probability)), 1)
    }

    fn importance(&self) -> Table {
        let columns = [
            ("Event", ""),
            ("Probability", ""),
            ("Top event without it", ""),
            ("In a year", ""),
            ("Falls by", "%"),
            ("Top event if it is certain", ""),
        ];
        let mut table = Table::new("If an event could not happen", &columns);
        for event in self.by_importance() {
            let importance = &self.analysis.importance[event];
            table.row([
                Value::text(self.name(event)),
                Value::text(amount(self.real.inputs.events[event].probability)),
                Value::text(amount(importance.top_without)),
                self.count(importance.top_without),
                Value::Number(importance.fussell_vesely * 100.0, 0),
                Value::text(amount(importance.top_with)),
            ]);
        }
        table
    }

    /// Events, the most important first.
    pub(super) fn by_importance(&self) -> Vec<usize> {
        let mut events: Vec<usize> = (0..self.real.inputs.events.len()).collect();
        let falls = |event: usize| self.analysis.importance[event].fussell_vesely;
        events.sort_by(|one, other| falls(*other).total_cmp(&falls(*one)));
        events
    }

    fn cut_sets(&self) -> Table {
        let mut table =
            Table::new("Smallest combinations that are enough", &[("Events", ""), ("Number", ""), ("Probability", ""), ("In a year", "")]);
        for set in self.analysis.cut_sets.iter().take(MOST_SETS) {
            let names: Vec<&str> = set.events.iter().map(|event| self.name(*event)).collect();
            table.row([
                Value::text(names.join(" and ")),
                Value::Number(set.events.len() as f64, 0),
                Value::text(amount(set.probability)),
                self.count(set.probability),
            ]);
        }
        table
    }

    fn notes(&self) -> Vec<String> {
        let sets = self.analysis.cut_sets.len();
        if sets > MOST_SETS {
            vec![format!("There are {sets} smallest combinations; the first {MOST_SETS} are listed.")]
        } else {
            Vec::new()
        }
    }
}
