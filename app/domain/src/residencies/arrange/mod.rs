//! Arrange for me: places sessions on days and in rooms so that no rule is broken and few wishes are not granted.
//!
//! Pure: no files, no clock, no database; chance comes from a seed, and how much time is gone is asked of the caller. `problem` is what
//! is to be arranged, `rules` what no plan breaks, `points` what a plan had better do, `check` sees which rules a plan breaks. `solve` is
//! the search: `model` is the problem as the search reads it, `state` a plan in the making, `begin` makes a first one, `anneal` betters
//! it. `reasons` says why not everything has a place, `ctt` reads problems in a public format, `invented` makes some;
//! `draft` makes one of a residency's draft, and changes of it of a plan; `runs` is what is asked of a search on behalf of a person.

mod anneal;
mod begin;
mod check;
pub mod ctt;
mod dice;
pub mod draft;
pub mod invented;
mod model;
mod points;
mod problem;
pub mod reasons;
mod rules;
pub mod runs;
mod solve;
mod state;

pub use check::{Violation, check};
pub use dice::Dice;
pub use points::{Weights, Wish, points, points_by_wish, unmet};
pub use problem::{Day, Group, Lunch, Placement, Preference, Problem, Room, Series, Session, Spot, Teacher, Venue, Window};
pub use rules::{Rule, Rules, breaks_alone, broken_alone};
pub use solve::{Arrangement, Effort, Found, Outcome, arrange};
