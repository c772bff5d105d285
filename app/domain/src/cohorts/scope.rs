//! How much of a cohort a reader sees. Whoever holds a [`Scope`] has passed the check; there is no other way to get one than
//! [`store::scope`](super::store::scope).

use super::{Cohort, CohortModule};
use crate::ids::{CohortId, ModuleId, PersonId};

/// In what capacity somebody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// An administrator: all cohorts.
    Administrator,
    /// Program staff: the cohorts of the programs this person runs, and nothing else.
    Staff(PersonId),
    /// Faculty: what this person teaches, and nothing else.
    Faculty(PersonId),
}

#[cfg(feature = "db")]
impl Reader {
    /// Whether all programs, and otherwise those of whom; nothing for faculty, who run none.
    pub(super) fn programs(self) -> Option<(bool, Option<PersonId>)> {
        match self {
            Self::Administrator => Some((true, None)),
            Self::Staff(person) => Some((false, Some(person))),
            Self::Faculty(_) => None,
        }
    }
}

/// Why a reader may see something; the page says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// They are an administrator.
    Administrator,
    /// They run the program.
    Staff,
    /// They teach the whole cohort.
    CohortFaculty,
    /// They teach the module.
    ModuleFaculty,
}

/// A cohort, or some modules of it, as one reader may see it.
#[derive(Clone, Debug)]
pub struct Scope {
    pub(super) cohort: Cohort,
    pub(super) modules: Vec<CohortModule>,
    pub(super) sight: Sight,
}

impl Scope {
    /// The cohort.
    pub fn cohort(&self) -> &Cohort {
        &self.cohort
    }

    /// The modules the reader may see, in order.
    pub fn modules(&self) -> &[CohortModule] {
        &self.modules
    }

    /// Whether the reader runs the program: what staff write down and whom they write to is theirs alone, and what students do in
    /// modules that a reader does not teach.
    pub fn runs(&self) -> bool {
        matches!(self.sight, Sight::Administrator | Sight::Staff)
    }

    /// Why the reader may see them.
    pub fn sight(&self) -> Sight {
        self.sight
    }
}

/// In what capacities somebody reads about a module; whoever holds several sees what each of them shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModuleReader {
    /// Whether as an administrator: every module, in all cohorts.
    pub administrator: bool,
    /// As program staff, if they are: the cohorts of the programs this person runs.
    pub runs: Option<PersonId>,
    /// As faculty, if they are: the cohorts in which this person teaches the module.
    pub teaches: Option<PersonId>,
    /// As one of its authors, if this person may write: all cohorts that study it, in which nobody is named to them.
    pub writes: Option<PersonId>,
}

crate::row! {
    /// A cohort that studies a module.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ModuleCohort {
        /// Which.
        pub id: CohortId,
        /// Its name in addresses.
        pub slug: String,
        /// Its name.
        pub title: String,
        /// The number of the version it studies.
        pub version: i64,
    }
}

/// A module, and the cohorts in which one reader may see what was done in it. Whoever holds one has passed the check of
/// [`store::module_scope`](super::store::module_scope).
#[derive(Clone, Debug)]
pub struct ModuleScope {
    pub(super) module: ModuleId,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) cohorts: Vec<ModuleCohort>,
    pub(super) written: bool,
}

impl ModuleScope {
    /// The module.
    pub fn module(&self) -> ModuleId {
        self.module
    }

    /// Its name in addresses.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// The title of its newest version.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whether the reader may write it.
    pub fn is_written_by_reader(&self) -> bool {
        self.written
    }

    /// The cohorts, the newest first.
    pub fn cohorts(&self) -> &[ModuleCohort] {
        &self.cohorts
    }
}
