//! What happens to the program happens here to a real process: it is killed, told to stop, and its disk runs full, while students answer.
//! Whatever was acknowledged must be there afterwards, once.
//!
//! `cargo xtask kill` runs this at full length, also against a build that acknowledges before the commit: that one must be caught.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod disk;
mod process;
mod rounds;
mod school;
mod several;
mod stop;
mod student;
