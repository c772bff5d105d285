//! How students get on, for those who help them. The only place that reads across subjects.

mod rules;
#[cfg(feature = "db")]
pub mod store;

pub use rules::{Standing, UNSEEN_AFTER_DAYS, UnitStanding, family_name, reason, standing, unit_standing};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::{
    authoring::UnitKind,
    cohorts::{CohortModule, EnrollmentState},
    ids::{EnrollmentId, UnitId},
};

crate::row! {
    /// A student, as those who help them know them.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Student {
        /// Their place in the cohort.
        pub enrollment: EnrollmentId,
        /// As they want to be called.
        pub name: String,
        /// "MD, MPH"; may be empty.
        pub credentials: String,
        /// May be empty.
        pub specialty: String,
        /// As they typed it.
        pub email: String,
        /// Their own zone.
        pub time_zone: Tz,
        /// How they stand in the cohort.
        pub state: EnrollmentState,
    }
}

/// A cohort, or some modules of it, student by student.
#[derive(Clone, Debug)]
pub struct Roster {
    /// The modules, in order.
    pub modules: Vec<RosterModule>,
    /// The students, by family name.
    pub lines: Vec<Line>,
}

/// A module of a roster.
#[derive(Clone, Debug)]
pub struct RosterModule {
    /// The module as the cohort has it.
    pub module: CohortModule,
    /// How many units it has.
    pub units: i64,
}

/// A student on a roster.
#[derive(Clone, Debug)]
pub struct Line {
    /// Who.
    pub student: Student,
    /// How far they are, in the order of the roster's modules.
    pub progress: Vec<ModuleProgress>,
    /// When they last did anything in these modules.
    pub last_at: Option<DateTime<Utc>>,
    /// What that amounts to.
    pub standing: Standing,
    /// Why they need help, in words; empty if they do not.
    pub reason: String,
}

/// How far a student is in a module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModuleProgress {
    /// Completed units.
    pub completed: i64,
    /// The best result in a quiz of the module, 0 to 100.
    pub best_percent: Option<f64>,
    /// Units that are past due and not completed.
    pub overdue: i64,
    /// When the first of these was due.
    pub overdue_since: Option<DateTime<Utc>>,
}

impl ModuleProgress {
    /// Takes back that anything is late: nothing is asked of who does not study at the moment.
    pub fn forgive(&mut self) {
        (self.overdue, self.overdue_since) = (0, None);
    }
}

/// All about one student in the modules a reader may see.
#[derive(Clone, Debug)]
pub struct StudentRecord {
    /// Who.
    pub student: Student,
    /// Module by module, in order.
    pub modules: Vec<ModuleRecord>,
    /// When they last did anything in these modules.
    pub last_at: Option<DateTime<Utc>>,
    /// What it amounts to.
    pub standing: Standing,
    /// Why they need help, in words; empty if they do not.
    pub reason: String,
}

/// A module of one student.
#[derive(Clone, Debug)]
pub struct ModuleRecord {
    /// The module as the cohort has it.
    pub module: CohortModule,
    /// Its units, in order.
    pub units: Vec<UnitRecord>,
}

/// A unit of one student.
#[derive(Clone, Debug)]
pub struct UnitRecord {
    /// Which.
    pub unit: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// Its title.
    pub title: String,
    /// When it is due: its own date or its module's.
    pub due_at: DateTime<Utc>,
    /// When the student began it.
    pub started_at: Option<DateTime<Utc>>,
    /// When the student completed it.
    pub completed_at: Option<DateTime<Utc>>,
    /// When the student last did anything there.
    pub last_at: Option<DateTime<Utc>>,
    /// The best result of a quiz, 0 to 100.
    pub best_percent: Option<f64>,
    /// Every try at a quiz, from the first.
    pub attempts: Vec<Attempt>,
    /// What the student wrote to a case.
    pub response: Option<CaseResponse>,
}

crate::row! {
    /// A try at a quiz.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Attempt {
        /// Of which unit.
        pub unit_id: UnitId,
        /// From 1.
        pub number: i64,
        /// When it began.
        pub started_at: DateTime<Utc>,
        /// When it was handed in; absent while it is open.
        pub submitted_at: Option<DateTime<Utc>>,
        /// Once handed in.
        pub points: Option<f64>,
        /// Once handed in.
        pub possible: Option<f64>,
        /// Once handed in.
        pub passed: Option<bool>,
    }
}

/// What a student wrote to a case. Text, never markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseResponse {
    /// As typed.
    pub text: String,
    /// When it was last changed.
    pub at: DateTime<Utc>,
}
