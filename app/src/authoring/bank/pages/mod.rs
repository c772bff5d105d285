//! What can be looked at of the bank.

mod of_unit;
mod one;
mod search;

pub(in crate::authoring) use of_unit::newer;
pub use of_unit::{of_unit, of_unit_again};
pub use one::{figure, question, question_again};
pub use search::bank;
