//! Measures the program, in release, against floors that do the same with as little as possible, in one run on one machine.
//!
//! A floor for pages is a bare axum handler that makes one query and sends the very bytes the program sent; a floor for saved answers
//! is a bare group commit with the same durability. The server has one core, the load comes from another. Program and floor take
//! turns within seconds of each other and medians count, so that a machine that slows down slows both.

pub mod arrange;
pub mod bare;
pub mod browser;
pub mod bytes;
pub mod calendar;
pub mod cast;
pub mod chromium;
pub mod client;
pub mod crowd;
pub mod difference;
pub mod editor;
pub mod feed;
pub mod heat;
pub mod load;
pub mod machine;
pub mod mailing;
pub mod pages;
pub mod process;
pub mod questions;
pub mod radar;
pub mod roster;
pub mod saves;
pub mod scale;
pub mod simulators;
pub mod start;
pub mod statistics;
pub mod table;
pub mod wire;

use std::time::Duration;

/// A measurement's result: what went wrong is a sentence for the person at the terminal.
pub type Result<T, E = String> = std::result::Result<T, E>;

/// The lesson that is measured: its module's name and its own.
pub const LESSON: (&str, &str) = ("health-economics", "scarcity");

/// How thoroughly it is measured.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How often program and floor take turns; odd, so that there is a middle one.
    pub rounds: usize,
    /// How long each turn lasts.
    pub turn: Duration,
    /// How long each side is loaded before the first turn counts.
    pub warm_up: Duration,
    /// How often the program is started.
    pub starts: usize,
    /// The students and acts of the big database.
    pub crowd: (usize, usize),
    /// How many seconds a residency is arranged for.
    pub arranging: u64,
}

impl Plan {
    /// What `make bench` does.
    pub const WHOLE: Self = Self {
        rounds: 7,
        turn: Duration::from_secs(2),
        warm_up: Duration::from_secs(1),
        starts: 7,
        crowd: (10_000, 5_000_000),
        arranging: 20,
    };
    /// Whether the bench works at all: its figures mean nothing.
    pub const TRIAL: Self = Self {
        rounds: 1,
        turn: Duration::from_millis(400),
        warm_up: Duration::from_millis(200),
        starts: 1,
        crowd: (100, 5_000),
        arranging: 1,
    };
}

/// Says what went wrong, and where.
pub(crate) fn about<E: std::fmt::Display>(what: impl Into<String>) -> impl FnOnce(E) -> String {
    let what = what.into();
    move |error| format!("{what}: {error}")
}
