//! Simulators of the lessons: the sums of health economics, payment, quality, access and change that a physician can work in the page.
//!
//! Pure: no I/O, no clock, randomness only from a seed that is among the inputs, so that the same inputs give the same result on the
//! server and in the browser. Each takes its inputs as one struct and gives its result as another, or refuses them with a sentence that
//! says what to do. Units and conventions (when a cycle is counted, from when is discounted) are stated on the fields; every published
//! figure that a test compares with names its source.

/// Inputs that a simulator refuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct Refused {
    /// Which input is wrong, as a path of the fields' names: `transitions.2`.
    pub input: String,
    /// What is wrong with it and what to do.
    pub sentence: String,
}

impl Refused {
    /// A refusal of one input.
    pub fn new(input: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { input: input.into(), sentence: sentence.into() }
    }

    /// The same at the input that people know by another name; at `otherwise` where none of the names is it.
    pub fn renamed(self, names: &[(&str, &str)], otherwise: &str) -> Self {
        let name = names.iter().find(|(input, _)| *input == self.input).map_or(otherwise, |(_, name)| name);
        Self { input: name.to_owned(), ..self }
    }
}

/// What a simulator gives.
pub type Result<T> = std::result::Result<T, Refused>;

pub mod access;
mod amounts;
pub mod bundle;
pub mod capitation;
pub mod change;
mod checks;
pub mod control_chart;
pub mod decision_tree;
pub mod dominance;
mod draws;
pub mod fault_tree;
pub mod fmea;
mod format;
pub mod investment;
pub mod markov;
pub(crate) mod order;
pub mod random;
pub mod run_chart;
pub mod rvu;
pub mod sensitivity;
pub mod shared_savings;
pub mod worksheet;

/// A figure that tests compare with a published one, which is given to half of its last digit.
#[cfg(test)]
#[track_caller]
fn near(found: f64, published: f64, half_a_digit: f64) {
    assert!((found - published).abs() <= half_a_digit, "{found} is not {published}");
}
