//! Programs, and the cohorts that walk through them on dates: residencies, modules, deadlines, who studies and who teaches.

pub mod calendar;
mod entries;
mod extensions;
#[cfg(feature = "db")]
pub mod feed;
#[cfg(feature = "db")]
pub mod letters;
mod notes;
#[cfg(feature = "db")]
pub mod roster;
#[cfg(feature = "db")]
pub mod rules;
mod scope;
mod states;
#[cfg(feature = "db")]
pub mod store;
mod versions;

pub use entries::{Agenda, Entry, EntryKind, Lengthened, of_student};
pub use extensions::{Asking, Basis, Deciding, Extension, ExtensionState, Granting, LONGEST_WORDS, MOST_DAYS, Verdict};
#[cfg(feature = "db")]
pub use extensions::{extended, typed_basis};
pub use notes::{LONGEST_NOTE, NewNote, Note};
#[cfg(feature = "db")]
pub use rules::is_slug;
pub use scope::{Reader, Scope, Sight};
pub use states::{LONGEST_REASON, OwnPlace, StaffMember, StateChange, Step, Transfer};
pub use versions::{MovedVersion, Newer, StudyingCohort, VersionMove};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::ids::{CohortId, EnrollmentId, ModuleId, PersonId, ProgramId, ResidencyId, TeachingId, UnitId, VersionId};

crate::words! {
    /// How a person stands in a cohort.
    pub enum EnrollmentState {
        /// Asked to come, has not yet accepted.
        Invited = "invited",
        /// Studies. Only these are ever late.
        Enrolled = "enrolled",
        /// Away for a time, keeps the place.
        OnLeave = "on_leave",
        /// Continues with a later cohort.
        Deferred = "deferred",
        /// Gave it up.
        Withdrawn = "withdrawn",
        /// Finished the program.
        Graduated = "graduated",
    }
}

impl EnrollmentState {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Invited => "Invited",
            Self::Enrolled => "Enrolled",
            Self::OnLeave => "On leave",
            Self::Deferred => "Deferred",
            Self::Withdrawn => "Withdrawn",
            Self::Graduated => "Graduated",
        }
    }
}

crate::row! {
    /// A cohort, with the name of its program.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Cohort {
        /// Which.
        pub id: CohortId,
        /// Its name in addresses.
        pub slug: String,
        /// Its name.
        pub title: String,
        /// Of what it is a cohort.
        pub program: String,
        /// The campus zone, in which its days and deadlines are meant.
        pub time_zone: Tz,
        /// The first campus day.
        pub starts_on: NaiveDate,
        /// The last campus day.
        pub ends_on: NaiveDate,
    }
}

crate::row! {
    /// A module of a cohort, pinned to one version.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CohortModule {
        /// The cohort.
        pub cohort_id: CohortId,
        /// The module.
        pub module_id: ModuleId,
        /// The version this cohort studies.
        pub version_id: VersionId,
        /// The module's name in addresses.
        pub slug: String,
        /// The title of that version.
        pub title: String,
        /// The number of that version, from 1.
        pub version: i64,
        /// In the cohort, from 1.
        pub position: i64,
        /// When students can begin.
        pub opens_at: DateTime<Utc>,
        /// When what has no date of its own is due.
        pub due_at: DateTime<Utc>,
    }
}

crate::row! {
    /// Days in person.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Residency {
        /// Which.
        pub id: ResidencyId,
        /// In the cohort, from 1.
        pub position: i64,
        /// Its name.
        pub title: String,
        /// Where.
        pub place: String,
        /// The first campus day.
        pub starts_on: NaiveDate,
        /// The last campus day, included.
        pub ends_on: NaiveDate,
    }
}

/// A program to be created.
#[derive(Clone, Debug)]
pub struct NewProgram {
    /// Its id.
    pub id: ProgramId,
    /// Its name in addresses: `a-z`, `0-9` and `-`.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
}

/// A cohort to be created.
#[derive(Clone, Debug)]
pub struct NewCohort {
    /// Its id.
    pub id: CohortId,
    /// Of what.
    pub program: ProgramId,
    /// Its name in addresses: `a-z`, `0-9` and `-`.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// The campus zone.
    pub time_zone: Tz,
    /// The first campus day.
    pub starts_on: NaiveDate,
    /// The last campus day.
    pub ends_on: NaiveDate,
}

/// A module version to be studied by a cohort.
#[derive(Clone, Copy, Debug)]
pub struct Pin {
    /// By whom.
    pub cohort: CohortId,
    /// What.
    pub version: VersionId,
    /// In the cohort, from 1.
    pub position: i64,
    /// When students can begin.
    pub opens_at: DateTime<Utc>,
    /// When it is due.
    pub due_at: DateTime<Utc>,
}

/// A deadline of a single unit.
#[derive(Clone, Copy, Debug)]
pub struct UnitDue {
    /// For whom.
    pub cohort: CohortId,
    /// A unit of a version that the cohort has pinned.
    pub unit: UnitId,
    /// When it is due.
    pub due_at: DateTime<Utc>,
}

/// A person to be given a place in a cohort.
#[derive(Clone, Copy, Debug)]
pub struct NewEnrollment {
    /// Its id: everything they will do is recorded under it.
    pub id: EnrollmentId,
    /// Who.
    pub person: PersonId,
    /// Where.
    pub cohort: CohortId,
    /// How they stand at first.
    pub state: EnrollmentState,
}

/// A person to teach.
#[derive(Clone, Copy, Debug)]
pub struct Assignment {
    /// Its id.
    pub id: TeachingId,
    /// Who.
    pub person: PersonId,
    /// Whom.
    pub cohort: CohortId,
    /// What; absent: all modules of the cohort.
    pub module: Option<ModuleId>,
}
