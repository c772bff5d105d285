//! How much of a cohort a reader sees. Whoever holds a [`Scope`] has passed the check; there is no other way to get one than
//! [`store::scope`](super::store::scope).

use super::{Cohort, CohortModule};
use crate::ids::PersonId;

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
