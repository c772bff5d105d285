//! Why not.
use serde::{Deserialize, Serialize};
use super::{Placement, Problem};
/// A reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason { /// In words.
 pub words: String }
pub(super) fn proved(_: &Problem) -> Vec<Reason> { Vec::new() }
pub(super) fn dug(_: &Problem, _: &Placement, _: &[i64], _: &dyn Fn() -> bool) -> Option<Reason> { None }
pub(super) fn tightest(_: &Problem, _: &Placement) -> Vec<Reason> { Vec::new() }
