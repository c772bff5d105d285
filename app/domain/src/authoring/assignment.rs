//! An assignment as its author set it: what is handed in, by whom, and the rubric it is graded by.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::WordRange;

crate::words! {
    /// What can be handed in.
    pub enum HandInPart {
        /// Text, written on the page.
        Text = "text",
        /// Files.
        Files = "files",
        /// Saved runs of simulators.
        Runs = "runs",
    }
}

/// How an assignment is handed in and graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentSettings {
    /// The length of the text asked for, if one is.
    pub words: Option<WordRange>,
    /// What of the kinds is handed in, at least one, in the order of [`HandInPart`].
    pub parts: Vec<HandInPart>,
    /// Whether one is handed in for a whole team.
    pub team: bool,
    /// How many mark it, each by themselves: 1 or 2.
    pub markers: u32,
    /// The passing level in percent of the rubric's points, 0 to 100; reaching it is passing.
    pub pass: u32,
    /// What being late costs, if anything. Versions of before it was known have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<LateRule>,
    /// What it is graded by.
    pub rubric: Rubric,
}

/// What being late costs: `late: 5 per day, at most 20`. From when it is late is for the cohort's calendar and the student's extension to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateRule {
    /// Percentage points for each day that was begun, 1 to 100.
    pub per_day: u32,
    /// Percentage points in all, 1 to 100.
    pub at_most: u32,
}

impl fmt::Display for LateRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} per day, at most {}", self.per_day, self.at_most)
    }
}

impl FromStr for LateRule {
    type Err = ();

    /// `5 per day, at most 20`; without a bound it is all there is.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (per_day, at_most) = text.split_once(',').map_or((text, None), |(per_day, at_most)| (per_day, Some(at_most)));
        let number = |text: &str| text.trim().parse().ok().filter(|number| (1..=100).contains(number)).ok_or(());
        let per_day = number(per_day.trim().strip_suffix("per day").ok_or(())?)?;
        let at_most = at_most.map_or(Ok(100), |at_most| number(at_most.trim().strip_prefix("at most").ok_or(())?))?;
        if per_day > at_most { Err(()) } else { Ok(Self { per_day, at_most }) }
    }
}

impl AssignmentSettings {
    /// Whether this is handed in.
    pub fn takes(&self, part: HandInPart) -> bool {
        self.parts.contains(&part)
    }
}

/// What an assignment is graded by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// In their order; at least one.
    pub criteria: Vec<Criterion>,
}

/// One thing that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its name within the rubric; grades are kept under it.
    pub slug: String,
    /// Text.
    pub title: String,
    /// From the best to the worst, at least two; points strictly fall.
    pub levels: Vec<Level>,
}

/// How well a criterion can be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// What it is worth.
    pub points: u32,
    /// What it is called. Text.
    pub name: String,
    /// What is found at this level. Text.
    pub words: String,
}

impl Rubric {
    /// The points there are.
    pub fn possible(&self) -> u32 {
        self.criteria.iter().map(Criterion::possible).sum()
    }

    /// The names of the levels, where all criteria have the same ones and the rubric can be drawn as one table.
    pub fn columns(&self) -> Option<Vec<&str>> {
        let names = |criterion: &Criterion| -> Vec<String> { criterion.levels.iter().map(|level| level.name.clone()).collect() };
        let first = self.criteria.first()?;
        let same = self.criteria.iter().all(|criterion| names(criterion) == names(first));
        same.then(|| first.levels.iter().map(|level| level.name.as_str()).collect())
    }
}

impl Criterion {
    /// The points there are: those of its best level.
    pub fn possible(&self) -> u32 {
        self.levels.first().map_or(0, |level| level.points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn criterion(slug: &str, levels: [(u32, &str); 2]) -> Criterion {
        let level = |(points, name): (u32, &str)| Level { points, name: name.into(), words: "Words".into() };
        Criterion { slug: slug.into(), title: slug.into(), levels: levels.map(level).to_vec() }
    }

    #[test]
    fn a_rubric_is_worth_its_best_levels() {
        let rubric = Rubric { criteria: vec![criterion("a", [(20, "Good"), (5, "Poor")]), criterion("b", [(10, "Good"), (0, "Poor")])] };
        assert_eq!(rubric.possible(), 30);
        assert_eq!(Rubric::default().possible(), 0);
    }

    #[test]
    fn a_rubric_is_a_table_where_its_levels_are_called_the_same() {
        let mut rubric = Rubric { criteria: vec![criterion("a", [(2, "Good"), (1, "Poor")]), criterion("b", [(9, "Good"), (3, "Poor")])] };
        assert_eq!(rubric.columns(), Some(vec!["Good", "Poor"]));
        rubric.criteria[1].levels[1].name = "Bad".into();
        assert_eq!(rubric.columns(), None);
        assert_eq!(Rubric::default().columns(), None);
    }

    #[test]
    fn what_being_late_costs_is_read_as_it_is_written() {
        assert_eq!("5 per day, at most 20".parse(), Ok(LateRule { per_day: 5, at_most: 20 }));
        assert_eq!("10 per day".parse(), Ok(LateRule { per_day: 10, at_most: 100 }));
        for wrong in ["", "5", "0 per day", "5 per week", "5 per day, 20", "20 per day, at most 5", "5 per day, at most 101", "-5 per day"]
        {
            assert_eq!(wrong.parse::<LateRule>(), Err(()), "{wrong}");
        }
        assert_eq!(LateRule { per_day: 5, at_most: 20 }.to_string(), "5 per day, at most 20");
    }
}
