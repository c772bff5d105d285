//! Decision trees: what is best to do, from which value of a parameter something else is, and what it is worth to know more.
//!
//! A tree is rolled back from its leaves: a chance node is worth the mean of its outcomes, a decision node its best option, where more is
//! better; enter costs as negative payoffs. Payoffs are in whatever one unit the author names.
//!
//! Sources: Raiffa, Decision Analysis (1968); Hunink et al., Decision Making in Health and Medicine (2nd ed., Cambridge 2014);
//! Kamiński, Jakubczyk and Szufel, "A framework for sensitivity analysis of decision trees", Cent Eur J Oper Res 2018;26:135-159.

mod information;
mod quantity;
mod rollback;
mod threshold;

#[cfg(test)]
mod tests;

pub use information::{Information, Signal, Test, information, perfect_information};
pub use quantity::Quantity;
pub use rollback::{expected_value, roll_back};
pub use threshold::{Piece, thresholds};

/// The most nodes of a tree.
pub const MOST_NODES: usize = 2000;
/// The most branches from the root to a leaf.
pub const MOST_DEPTH: usize = 30;

/// A tree and the parameters that its probabilities and payoffs name.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// Named numbers.
    pub parameters: Vec<Parameter>,
    /// Where it begins.
    pub root: Node,
}

/// A named number.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name, unlike all others.
    pub name: String,
    /// Its value.
    pub value: f64,
}

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Somebody chooses.
    Decision {
        /// What is decided.
        name: String,
        /// Between what.
        options: Vec<Branch>,
    },
    /// Something happens.
    Chance {
        /// What is not known.
        name: String,
        /// What may happen, and how probably; the probabilities sum to 1.
        outcomes: Vec<Outcome>,
    },
    /// The end.
    Terminal,
}

/// A way onward.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// Its name.
    pub name: String,
    /// What is gained (or, negative, paid) on the way.
    pub payoff: Quantity,
    /// Where it leads.
    pub node: Node,
}

/// Something that may happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How probably; `None` in at most one outcome of a node: what the others leave.
    pub probability: Option<Quantity>,
    /// What follows.
    pub branch: Branch,
}

/// A decision that a strategy makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Where: the numbers of the branches from the root, from 0.
    pub path: Vec<usize>,
    /// What is decided.
    pub decision: String,
    /// Number of the option, from 0.
    pub option: usize,
    /// Name of the option.
    pub name: String,
}

/// A tree rolled back.
#[derive(Clone, Debug, PartialEq)]
pub struct Rollback {
    /// What the best strategy is expected to give.
    pub expected_value: f64,
    /// The choices of the best strategy that it can come to, root first. Of equally good options the first.
    pub strategy: Vec<Choice>,
    /// The tree with its values.
    pub root: Valued,
}

/// A node with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Valued {
    /// Name of the node; empty at an end.
    pub name: String,
    /// Expected value from here on, without what was gained or paid on the way.
    pub value: f64,
    /// Its branches, in their order.
    pub branches: Vec<ValuedBranch>,
}

/// A branch with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct ValuedBranch {
    /// Name of the branch.
    pub name: String,
    /// Probability of an outcome; `None` for an option.
    pub probability: Option<f64>,
    /// Whether the strategy takes it: one option of a decision, all outcomes of chance.
    pub taken: bool,
    /// What is gained on the way.
    pub payoff: f64,
    /// Where it leads.
    pub node: Valued,
}

impl ValuedBranch {
    /// Expected value of going this way.
    pub fn value(&self) -> f64 {
        self.payoff + self.node.value
    }
}
