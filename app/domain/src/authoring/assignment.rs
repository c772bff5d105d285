//! An assignment as its author set it: what is handed in, by whom, and the rubric it is graded by.

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
    /// What it is graded by.
    pub rubric: Rubric,
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
}
