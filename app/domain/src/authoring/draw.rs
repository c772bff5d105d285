//! What a quiz draws: so many of its questions that bear the same tags. Which ones an attempt gets is decided by
//! `learning::quiz`; which belong to a draw is decided here, for the reader of packages, too.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Question;

/// A line of a quiz' `draw`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// How many are shown, at least one.
    pub count: u32,
    /// The tags that a question bears, all of them, to belong to it.
    pub tags: Vec<String>,
}

impl Draw {
    /// Whether a question bears all its tags.
    fn is_for(&self, question: &Question) -> bool {
        self.tags.iter().all(|tag| question.tags.contains(tag))
    }
}

impl fmt::Display for Draw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.count, self.tags.join(", "))
    }
}

/// The pool of each line: the places of the questions that belong to it, in their order. A question of two lines belongs to the first.
pub fn pools<'q>(draw: &[Draw], questions: impl IntoIterator<Item = &'q Question>) -> Vec<Vec<usize>> {
    let mut pools = vec![Vec::new(); draw.len()];
    for (place, question) in questions.into_iter().enumerate() {
        if let Some(line) = draw.iter().position(|line| line.is_for(question)) {
            pools[line].push(place);
        }
    }
    pools
}

/// The points that every attempt can earn: those of the questions that are always there, and those of as many of each pool as are
/// drawn, all of which are worth the same.
pub fn possible(draw: &[Draw], questions: &[&Question]) -> u32 {
    let pools = pools(draw, questions.iter().copied());
    let worth = |place: &usize| questions[*place].points;
    let drawn: u32 = draw.iter().zip(&pools).map(|(line, pool)| pool.iter().take(line.count as usize).map(worth).sum::<u32>()).sum();
    let always: u32 =
        (0..questions.len()).filter(|place| !pools.iter().flatten().any(|other| other == place)).map(|place| worth(&place)).sum();
    drawn + always
}
