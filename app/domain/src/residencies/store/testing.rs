//! A released schedule without the draft that it comes from, for tests of what happens after a release (feature `testing`). Outside tests
//! only the release of a draft writes one, so that what is on the board and what was released never part.

pub use super::released::{Released, put_released};
