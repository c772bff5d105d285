//! What is wrong with a plan: where, and why.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A place in a plan or a calendar, as people name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The first day.
    Start,
    /// A residency, by its position from 1: its first day, and its last with it.
    Residency(usize),
    /// A module as such.
    Module(String),
    /// When a module opens.
    Opens(String),
    /// When a module is due.
    Due(String),
    /// When a single unit is due.
    UnitDue {
        /// Its module.
        module: String,
        /// The unit.
        unit: String,
    },
    /// The last day.
    End,
    /// A range of days left out, by its position from 1.
    Blackout(usize),
    /// The hours of study a week.
    Hours,
    /// What is asked for completion.
    Completion,
}

impl Place {
    /// What can be told as one: the residency or the module a date belongs to; nothing for the rest.
    pub fn module(&self) -> Option<&str> {
        match self {
            Self::Module(module) | Self::Opens(module) | Self::Due(module) | Self::UnitDue { module, .. } => Some(module),
            _ => None,
        }
    }

    /// Its name among the anchors, as circles and calendar entries call it: `R2.start`, `health-economics due`.
    pub fn anchor(&self) -> String {
        match self {
            Self::Start => "start".to_owned(),
            Self::End => "end".to_owned(),
            Self::Residency(position) => format!("R{position}.start"),
            Self::Opens(module) => format!("{module} opens"),
            Self::Due(module) => format!("{module} due"),
            Self::UnitDue { module, unit } => format!("{module}/{unit} due"),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("Start"),
            Self::End => f.write_str("End"),
            Self::Residency(position) => write!(f, "Residency {position}"),
            Self::Module(module) => write!(f, "Module {module}"),
            Self::Opens(module) => write!(f, "Module {module}, opens"),
            Self::Due(module) => write!(f, "Module {module}, due"),
            Self::UnitDue { module, unit } => write!(f, "Module {module}, unit {unit}, due"),
            Self::Blackout(position) => write!(f, "Blackout {position}"),
            Self::Hours => f.write_str("Hours a week"),
            Self::Completion => f.write_str("Completion"),
        }
    }
}

/// What is wrong at one place of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// The characters of the rule it is about, as the rule writes itself: from, and up to but not including; from 0.
    pub column: Option<(usize, usize)>,
    /// Why, in a sentence the reader can act on.
    pub reason: String,
}

impl Fault {
    /// A fault of a whole place.
    pub fn new(place: Place, reason: impl Into<String>) -> Self {
        Self { place, column: None, reason: reason.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some((from, to)) if to > from + 1 => write!(f, "{}, characters {} to {to}: {}", self.place, from + 1, self.reason),
            Some((from, _)) => write!(f, "{}, character {}: {}", self.place, from + 1, self.reason),
            None => write!(f, "{}: {}", self.place, self.reason),
        }
    }
}
