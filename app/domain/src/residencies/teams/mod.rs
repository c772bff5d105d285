//! Students of a cohort who work together, mixed so that those who are alike sit in different teams.
//!
//! The measure is the number of pairs in one team who share a specialty, a site or an employer. It is least when each specialty, site and
//! employer is spread over the teams as evenly as it can be.

mod mixing;
mod rules;

pub use mixing::{alike, mark, mix};
pub use rules::{ByTeam, TypedBackground, background, called, mixing, names};

use crate::ids::{EnrollmentId, TeamId};

/// The most teams of a cohort.
pub const MOST_TEAMS: usize = 60;
/// The longest name of a team, in characters.
pub const LONGEST_TEAM_NAME: usize = 60;
/// The longest employer or site, in characters.
pub const LONGEST_BACKGROUND: usize = 120;

crate::row! {
    /// A student who studies, with what teams are mixed by. Each of it may be empty.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Student {
        /// Which.
        pub enrollment: EnrollmentId,
        /// Their name.
        pub name: String,
        /// What they are by training.
        pub specialty: String,
        /// Hospital, clinic or town.
        pub site: String,
        /// Who employs them.
        pub employer: String,
    }
}

/// A team as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Which.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// From 1.
    pub position: i64,
    /// Its students who study, by name.
    pub members: Vec<EnrollmentId>,
}

/// How students are to be mixed: the same students, number of teams and seed make the same teams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mixing {
    /// How many teams.
    pub teams: usize,
    /// Where chance begins.
    pub seed: u64,
}

/// Pairs in one team who have something in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// Pairs of one specialty.
    pub specialty: i64,
    /// Pairs of one site.
    pub site: i64,
    /// Pairs of one employer.
    pub employer: i64,
}

impl Alike {
    /// All pairs; who share two things count twice.
    pub fn total(self) -> i64 {
        self.specialty + self.site + self.employer
    }
}
