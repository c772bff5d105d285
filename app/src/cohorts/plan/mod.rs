//! The form of a plan, as text: what stands in its fields, how rows come, go and move, and what is wrong at which field. Programs and
//! cohorts share it.

mod draft;
mod merging;
mod moving;
mod reading;
mod spoken;
mod wrong;

pub use draft::{BlackoutRow, Draft, ModuleRow, ResidencyRow, Rest, UnitRow, field};
pub use moving::{Kind, Move};
pub use reading::day;
pub use spoken::spoken;
pub use wrong::{Marked, Wrong, wrongs};

#[cfg(test)]
mod tests;
