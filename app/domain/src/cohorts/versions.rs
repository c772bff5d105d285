//! The version of a module that a cohort studies, and others.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::ids::{CohortId, ModuleId, VersionId};

crate::row! {
    /// The newest version of a module, where a cohort studies an older one.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Newer {
        /// Of which module.
        pub module_id: ModuleId,
        /// The newest version.
        pub version_id: VersionId,
        /// Its number, from 1.
        pub number: i64,
        /// When it was published.
        pub published_at: DateTime<Utc>,
    }
}

crate::row! {
    /// A move that was made.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MovedVersion {
        /// Of which module.
        pub module_id: ModuleId,
        /// The number of the version before.
        pub from_number: i64,
        /// The number of the version after.
        pub to_number: i64,
        /// When.
        pub moved_at: DateTime<Utc>,
        /// The name of who did it, if a person did.
        pub moved_by: Option<String>,
    }
}

/// A cohort is to go on with another version of a module.
#[derive(Clone, Copy, Debug)]
pub struct VersionMove {
    /// The move's own id.
    pub id: Uuid,
    /// Which cohort.
    pub cohort: CohortId,
    /// Which module.
    pub module: ModuleId,
    /// The version whoever moves it saw pinned.
    pub from: VersionId,
    /// The version whose differences they saw.
    pub to: VersionId,
}

crate::row! {
    /// A cohort that studies a module.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StudyingCohort {
        /// Its name.
        pub title: String,
        /// The number of the version it studies.
        pub number: i64,
        /// How many study in it.
        pub students: i64,
    }
}
