//! What was measured: a table for people, a list for machines.

use std::{fmt::Write, path::Path};

use serde::Serialize;

use crate::{Result, about};

/// What a figure must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
}

impl Goal {
    fn holds(self, value: f64) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
        }
    }

    fn words(self) -> String {
        match self {
            Self::AtLeast(least) => format!("≥ {least}"),
            Self::AtMost(most) => format!("≤ {most}"),
        }
    }
}

/// A figure with a goal.
#[derive(Clone, Debug, Serialize)]
pub struct Measure {
    /// Its name, as the issues know it.
    pub id: &'static str,
    /// The figure.
    pub value: f64,
    /// What it counts.
    pub unit: &'static str,
    /// What it must be.
    pub goal: String,
    /// Whether it is.
    pub holds: bool,
    /// What it was computed from.
    #[serde(skip)]
    pub from: String,
}

impl Measure {
    /// A figure, what it must be, and what it was computed from.
    pub fn new(id: &'static str, value: f64, unit: &'static str, goal: Goal, from: impl Into<String>) -> Self {
        // A figure that is none at all meets no goal.
        let holds = value.is_finite() && goal.holds(value);
        Self { id, value, unit, goal: goal.words(), holds, from: from.into() }
    }

    /// The figure does not count for this reason, whatever it is.
    #[must_use]
    pub fn refused(mut self, why: &str) -> Self {
        self.holds = false;
        self.from = format!("{why}; {}", self.from);
        self
    }
}

/// Everything that was measured.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// With goals.
    pub measures: Vec<Measure>,
    /// Without: a name and a sentence.
    pub notes: Vec<(&'static str, String)>,
}

impl Results {
    /// Adds what another part found.
    pub fn add(&mut self, other: Self) {
        self.measures.extend(other.measures);
        self.notes.extend(other.notes);
    }

    /// Adds a figure without a goal.
    pub fn note(&mut self, name: &'static str, sentence: impl Into<String>) {
        self.notes.push((name, sentence.into()));
    }

    /// Whether every goal is met.
    pub fn all_hold(&self) -> bool {
        self.measures.iter().all(|measure| measure.holds)
    }

    /// For people.
    pub fn table(&self) -> String {
        let mut table = format!("{:<19} {:>9}  {:<8} {:<7} {:<5} {}\n", "", "value", "unit", "goal", "holds", "from");
        for one in &self.measures {
            let (value, holds) = (shown(one.value), if one.holds { "yes" } else { "NO" });
            let _ = writeln!(table, "{:<19} {value:>9}  {:<8} {:<7} {holds:<5} {}", one.id, one.unit, one.goal, one.from);
        }
        table.push_str("\nFor information:\n");
        for (name, sentence) in &self.notes {
            let _ = writeln!(table, "{name:<19} {sentence}");
        }
        table
    }

    /// For machines.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(&self.measures).map_err(about("the results"))?;
        std::fs::write(path, text + "\n").map_err(about(path.display().to_string()))
    }
}

/// With as many digits as mean something.
fn shown(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

/// A whole number with commas: `12,345`.
pub fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_met_at_its_very_value_and_not_beyond() {
        let holds = |value, goal| Measure::new("a", value, "ms", goal, "").holds;
        assert!(holds(0.25, Goal::AtLeast(0.25)) && !holds(0.2499, Goal::AtLeast(0.25)));
        assert!(holds(25.0, Goal::AtMost(25.0)) && !holds(25.01, Goal::AtMost(25.0)));
        assert!(!holds(f64::NAN, Goal::AtMost(25.0)) && !holds(f64::INFINITY, Goal::AtLeast(1.0)));
        assert!(!Measure::new("a", 1.0, "ms", Goal::AtMost(25.0), "").refused("lost").holds);
    }

    #[test]
    fn machines_get_five_fields_for_each_figure() {
        let results = Results { measures: vec![Measure::new("start", 120.0, "ms", Goal::AtMost(300.0), "x")], notes: Vec::new() };
        let json = serde_json::to_value(&results.measures).unwrap();
        assert_eq!(json, serde_json::json!([{ "id": "start", "value": 120.0, "unit": "ms", "goal": "≤ 300", "holds": true }]));
        assert!(results.table().contains("start"));
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!((grouped(12.0), grouped(1234.4), grouped(1_234_567.0)), ("12".into(), "1,234".into(), "1,234,567".into()));
    }
}
