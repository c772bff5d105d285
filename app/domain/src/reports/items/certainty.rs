//! How often students who are certain are wrong.

use super::{Alike, FEW, LEAST, lines::response};
use crate::{
    authoring::Question,
    learning::quiz::{Confidence, share},
};

/// What certainty earns where it is marked: right and wrong at the highest of three levels of certainty-based marking. Gardner-Medwin,
/// "Confidence assessment in the teaching of basic science", *ALT-J* 3 (1995), 80-85. We mark nobody by it; see
/// [`Certainty::misleads`].
const MARKS: (f64, f64) = (3.0, -6.0);

/// How those answered who were certain. Who said nothing of it, or gave no answer, is not among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Certainty {
    /// How many said how sure they were of their answer.
    pub rated: i64,
    /// How many of these were certain.
    pub certain: i64,
    /// How many of the certain were wrong: earned less than half of the points.
    pub wrong: i64,
}

impl Certainty {
    /// The share of the certain who were wrong, 0 to 1; none from fewer than [`LEAST`], who would tell of single people.
    pub fn wrong_share(self) -> Option<f64> {
        (self.certain >= LEAST).then(|| self.wrong as f64 / self.certain as f64)
    }

    /// Whether the certain are so few that the share may be chance.
    pub fn is_few(self) -> bool {
        self.certain < FEW
    }

    /// Whether at least [`LEAST`] students were certain and wrong, and so many of the certain that certainty-based marking would have
    /// taken more from them than it gave: more than a third, for a right answer earns 3 and a wrong one costs 6. Whoever is certain
    /// without reason has not guessed; something told them so. That five must have said so is our own threshold: one or two are a
    /// slip.
    pub fn misleads(self) -> bool {
        let marks = MARKS.0 * (self.certain - self.wrong) as f64 + MARKS.1 * self.wrong as f64;
        self.wrong >= LEAST && marks < 0.0
    }
}

/// Counted from the answers to a question; nothing where nobody said how sure they were.
pub(super) fn certainty(question: &Question, alike: &[&Alike]) -> Option<Certainty> {
    let mut found = Certainty::default();
    for one in alike {
        let (Some(response), Some(confidence)) = (response(one), one.confidence) else { continue };
        found.rated += one.students;
        if confidence == Confidence::Certain {
            found.certain += one.students;
            found.wrong += if share(question, response) < 0.5 { one.students } else { 0 };
        }
    }
    (found.rated > 0).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The marks of all three levels as they are published, right and wrong, and the chances of being right from which each level
    /// earns more than the one below: 67 and 80 percent.
    const PUBLISHED: [(f64, f64); 3] = [(1.0, 0.0), (2.0, -2.0), MARKS];
    const BORDERS: [f64; 2] = [0.67, 0.80];

    #[test]
    fn the_marks_are_those_whose_borders_are_published() {
        for (pair, border) in PUBLISHED.windows(2).zip(BORDERS) {
            let (lower, upper) = (pair[0], pair[1]);
            // Where both levels earn the same on average.
            let chance = (lower.1 - upper.1) / ((upper.0 - upper.1) - (lower.0 - lower.1));
            assert!((chance - border).abs() < 0.005, "{chance} instead of {border}");
        }
    }

    #[test]
    fn more_than_a_third_of_the_certain_must_be_wrong_and_five_at_least() {
        let misleads = |certain, wrong| Certainty { rated: 40, certain, wrong }.misleads();
        assert!(misleads(14, 5) && misleads(5, 5) && misleads(29, 10));
        assert!(!misleads(15, 5) && !misleads(30, 10) && !misleads(4, 4) && !misleads(0, 0));
    }

    #[test]
    fn a_share_of_few_is_none_or_marked() {
        let of = |certain| Certainty { rated: certain, certain, wrong: 3 };
        assert_eq!((of(LEAST - 1).wrong_share(), of(6).wrong_share()), (None, Some(0.5)));
        assert!(of(FEW - 1).is_few() && !of(FEW).is_few());
    }
}
