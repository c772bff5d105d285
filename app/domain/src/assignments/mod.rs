//! Assignments: what students hand in, in versions, and what is made of it.
//!
//! The text of a draft is evidence, as the text of a case is; a hand-in copies what stands. What was handed in never changes. An assignment is
//! known by its module and its unit's name in addresses, so that it stays where it is when a cohort goes on with another version.

pub mod gradebook;
pub mod grading;
pub mod marking;
pub mod members;
pub mod peers;
#[cfg(feature = "db")]
mod recognize;
mod rules;
#[cfg(feature = "db")]
pub mod store;

#[cfg(feature = "db")]
pub use recognize::{Refused, recognize};
pub use rules::{LARGEST, MOST_FILES, Progress, Suspect, Suspicion, late, missing, named_as, suspicions, text_kind};

use chrono::{DateTime, Utc};

use crate::ids::{EnrollmentId, HandInId, ModuleId, TeamId, UnitId, WorkFileId};

crate::words! {
    /// What a file is that is handed in.
    pub enum FileKind {
        /// A document to be printed.
        Pdf = "pdf",
        /// A text document of Word.
        Docx = "docx",
        /// A workbook of Excel.
        Xlsx = "xlsx",
        /// A table as text.
        Csv = "csv",
        /// Text.
        Txt = "txt",
        /// A picture without loss.
        Png = "png",
        /// A photograph.
        Jpg = "jpg",
    }
}

impl FileKind {
    /// What it is sent as.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Txt => "text/plain; charset=utf-8",
            Self::Png => "image/png",
            Self::Jpg => "image/jpeg",
        }
    }
}

crate::words! {
    /// Which part a grader has in a grading.
    pub enum GradingRole {
        /// The first of two who mark by themselves.
        First = "first",
        /// The second of them.
        Second = "second",
        /// What counts: of the only one who marks, or what two came to.
        Final = "final",
    }
}

crate::words! {
    /// What a grader makes of what was handed in.
    pub enum GradingOutcome {
        /// Points.
        Graded = "graded",
        /// It is to be handed in again.
        Returned = "returned",
    }
}

/// Which assignment: its module, and its unit's name in addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Its module, whatever the version.
    pub module: ModuleId,
    /// Its name in addresses.
    pub unit: String,
}

crate::row! {
    /// A file that is to be handed in, or was.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct WorkFile {
        /// Its id.
        pub id: WorkFileId,
        /// As its owner calls it, with its ending.
        pub name: String,
        /// What it is.
        pub kind: FileKind,
        /// In bytes.
        pub size: i64,
        /// Of its bytes, in hexadecimal.
        pub sha256: String,
        /// When it was added.
        pub added_at: DateTime<Utc>,
    }
}

crate::row! {
    /// A run of a simulator that is handed in: a copy.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Run {
        /// The simulator's name in addresses.
        pub simulator: String,
        /// What it shows, in its author's words.
        pub title: String,
        /// The query string with which it can be opened again.
        pub inputs: String,
        /// In words, as it was shown.
        pub result: String,
    }
}

#[cfg(feature = "db")]
impl From<&crate::learning::store::SavedRun> for Run {
    fn from(saved: &crate::learning::store::SavedRun) -> Self {
        let [simulator, title, inputs, result] = [&saved.simulator, &saved.title, &saved.inputs, &saved.result].map(Clone::clone);
        Self { simulator, title, inputs, result }
    }
}

crate::row! {
    /// What was handed in at one moment; its files and runs stand beside it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct HandIn {
        /// Its id.
        pub id: HandInId,
        /// Who handed it in.
        pub enrollment: EnrollmentId,
        /// Their name.
        pub by: String,
        /// The assignment's module.
        pub module: ModuleId,
        /// The assignment's name in addresses.
        pub unit: String,
        /// The unit as it was: its rubric grades this.
        pub unit_id: UnitId,
        /// Of an assignment for teams.
        pub team: Option<TeamId>,
        /// What that team is called.
        pub team_name: Option<String>,
        /// From 1, for the student or the team.
        pub version: i64,
        /// When.
        pub handed_in_at: DateTime<Utc>,
        /// When it was due for whoever handed it in.
        pub due_at: DateTime<Utc>,
        /// How long after that, if it was late.
        pub late_seconds: Option<i64>,
        /// As it was written; empty where none is asked for.
        pub text: String,
    }
}

/// What was handed in, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// When and by whom, and its text.
    pub hand_in: HandIn,
    /// Its files in their order.
    pub files: Vec<WorkFile>,
    /// Its runs of simulators in their order.
    pub runs: Vec<Run>,
    /// For whom: the student, or everybody who was in the team, by name.
    pub members: Vec<(EnrollmentId, String)>,
}
