//! A rule of one date, and how it is written.

use std::{fmt, str::FromStr};

use chrono::{NaiveDate, NaiveTime, Timelike, Weekday};
use serde::{Deserialize, Serialize};

use super::{RuleFault, parse};

/// The rule of one date: `R2.start - 14d before Fri at 17:00 skip back`. Written and read as text; the grammar is in
/// [`calendar`](super).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rule {
    /// From where it counts.
    pub base: Base,
    /// What is done to that day, in order.
    pub steps: Vec<Step>,
    /// The time of day; absent: the plan's usual one.
    pub at: Option<NaiveTime>,
    /// How it leaves a blackout; absent: it stays.
    pub skip: Option<Skip>,
}

/// From where a rule counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// The first day of the cohort.
    Start,
    /// The last day of the cohort.
    End,
    /// A residency, by its position from 1; the edge is [`Edge::Start`] or [`Edge::End`].
    Residency(usize, Edge),
    /// When the own module opens.
    Opens,
    /// When the own module is due.
    Due,
    /// The residency, module or unit before this one.
    Previous(Edge),
    /// A module by its name in addresses; the edge is [`Edge::Opens`] or [`Edge::Due`].
    Module(String, Edge),
    /// A day.
    Day(NaiveDate),
}

/// Which date of a thing is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The first day of a residency.
    Start,
    /// The last day of a residency.
    End,
    /// When a module opens.
    Opens,
    /// When a module or unit is due.
    Due,
}

/// What is done to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// So many days later, or earlier if negative.
    Days(i32),
    /// So many weeks later, or earlier if negative.
    Weeks(i32),
    /// The first such weekday on or after the day.
    On(Weekday),
    /// The last such weekday before the day, never the day itself.
    Before(Weekday),
}

/// Which way a rule leaves a blackout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Skip {
    /// To the day after it.
    Ahead,
    /// To the day before it.
    Back,
}

impl Rule {
    /// Reads a rule as a person types it.
    ///
    /// # Errors
    /// What is wrong and at which characters of the text.
    pub fn parse(text: &str) -> Result<Self, RuleFault> {
        parse::rule(text)
    }

    /// A fixed day, at a time of its own if one is given.
    pub fn fixed(day: NaiveDate, at: Option<NaiveTime>) -> Self {
        Self { base: Base::Day(day), steps: Vec::new(), at, skip: None }
    }
}

impl FromStr for Rule {
    type Err = RuleFault;

    fn from_str(text: &str) -> Result<Self, RuleFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Rule {
    type Error = RuleFault;

    fn try_from(text: String) -> Result<Self, RuleFault> {
        Self::parse(&text)
    }
}

impl From<Rule> for String {
    fn from(rule: Rule) -> Self {
        rule.to_string()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.base.fmt(f)?;
        for step in &self.steps {
            write!(f, " {step}")?;
        }
        if let Some(time) = self.at {
            write!(f, " at {}", time.format(if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" }))?;
        }
        match self.skip {
            Some(Skip::Ahead) => f.write_str(" skip"),
            Some(Skip::Back) => f.write_str(" skip back"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("start"),
            Self::End => f.write_str("end"),
            Self::Opens => f.write_str("opens"),
            Self::Due => f.write_str("due"),
            Self::Residency(position, edge) => write!(f, "R{position}.{edge}"),
            Self::Previous(Edge::Due) => f.write_str("previous.closes"),
            Self::Previous(edge) => write!(f, "previous.{edge}"),
            Self::Module(slug, edge) => write!(f, "{slug}.{edge}"),
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
        }
    }
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Start => "start",
            Self::End => "end",
            Self::Opens => "opens",
            Self::Due => "due",
        })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = |number: i32| if number < 0 { '-' } else { '+' };
        match self {
            Self::Days(number) => write!(f, "{} {}d", sign(*number), number.unsigned_abs()),
            Self::Weeks(number) => write!(f, "{} {}w", sign(*number), number.unsigned_abs()),
            Self::On(weekday) => write!(f, "on {weekday}"),
            Self::Before(weekday) => write!(f, "before {weekday}"),
        }
    }
}
