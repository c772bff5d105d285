//! How students get on, for those who help them. The only place that reads across subjects.

#[cfg(feature = "db")]
pub mod items;
#[cfg(feature = "db")]
pub mod reading;
mod rules;
#[cfg(feature = "db")]
pub mod store;

pub use rules::{
    Asked, DEFAULT_WEEKLY_HOURS, ModuleState, ResidencyState, STUDY_WINDOW_DAYS, Standing, UNSEEN_AFTER_DAYS, UnitStanding,
    expected_minutes, family_name, idle_days, module_state, reason, residency_states, standing, tally, unit_standing,
};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::{
    authoring::UnitKind,
    cohorts::{CohortModule, EnrollmentState, ExtensionState, Residency},
    ids::{EnrollmentId, ExtensionId, MessageId, UnitId},
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
    /// The residencies, in order; none for who sees only what they teach.
    pub residencies: Vec<Residency>,
    /// Minutes of study to be expected within the last [`STUDY_WINDOW_DAYS`]; absent for who sees only what they teach.
    pub expected_minutes: Option<i64>,
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
    /// For how many campus days work has been open without a sign of them; absent if none is, or none is asked.
    pub idle_days: Option<i64>,
    /// Minutes of the units of these modules completed within the last [`STUDY_WINDOW_DAYS`].
    pub minutes: i64,
    /// Whether a unit of the cohort's last deadline is past due for them and not completed.
    pub missed_last: bool,
    /// What that amounts to.
    pub standing: Standing,
    /// Why they need help, in words; empty if they do not.
    pub reason: String,
}

impl Line {
    /// Whether more time was granted for something they have not completed, and is not over.
    pub fn is_extended(&self) -> bool {
        self.progress.iter().any(|progress| progress.extended_until.is_some())
    }
}

/// How far a student is in a module.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ModuleProgress {
    /// Completed units.
    pub completed: i64,
    /// Whether anything was begun.
    pub begun: bool,
    /// The best result in a quiz of the module, 0 to 100.
    pub best_percent: Option<f64>,
    /// Units that are past due and not completed.
    pub overdue: i64,
    /// When the first of these was due.
    pub overdue_since: Option<DateTime<Utc>>,
    /// The first date to come that an extension gave to a unit not completed.
    pub extended_until: Option<DateTime<Utc>>,
}

impl ModuleProgress {
    /// Takes back that anything is late or put off: nothing is asked of who does not study at the moment.
    pub fn forgive(&mut self) {
        (self.overdue, self.overdue_since, self.extended_until) = (0, None, None);
    }
}

/// All about one student in the modules a reader may see.
#[derive(Clone, Debug)]
pub struct StudentRecord {
    /// Who.
    pub student: Student,
    /// Module by module, in order.
    pub modules: Vec<ModuleRecord>,
    /// Minutes of the units of these modules completed within the last [`STUDY_WINDOW_DAYS`].
    pub minutes: i64,
    /// How much was to be expected; absent for who sees only what they teach.
    pub expected_minutes: Option<i64>,
    /// The cohort's residencies, in order; none for who sees only what they teach.
    pub residencies: Vec<Residency>,
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
    /// How long it takes, in minutes.
    pub minutes: i64,
    /// When it is due for the whole cohort: its own date or its module's.
    pub cohort_due_at: DateTime<Utc>,
    /// When it is due for this student: by an extension that was granted, or as for all.
    pub due_at: DateTime<Utc>,
    /// The extension that holds, or else the last one that was asked for.
    pub extension: Option<UnitExtension>,
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

crate::row! {
    /// More time for a unit, as it stands in the record of a student.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct UnitExtension {
        /// Which.
        pub id: ExtensionId,
        /// Of which unit.
        pub unit_id: UnitId,
        /// What became of it.
        pub state: ExtensionState,
        /// The date it gives or would give.
        pub due_at: DateTime<Utc>,
        /// So many days on top of the unit's date, wherever that moves; absent: a day that stays.
        pub days: Option<i64>,
        /// Why.
        pub reason: String,
        /// What the student was answered; may be empty.
        pub answer: String,
    }
}

/// What else staff may know of a student of their program.
#[derive(Clone, Debug)]
pub struct Dealings {
    /// When they last used the site, as far as sessions are remembered.
    pub seen_at: Option<DateTime<Utc>>,
    /// What was sent to them, the newest first.
    pub messages: Vec<SentMessage>,
}

crate::row! {
    /// A message that reached out to a student.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SentMessage {
        /// Which.
        pub id: MessageId,
        /// Its subject.
        pub subject: String,
        /// Who wrote it.
        pub author: String,
        /// When it was sent.
        pub sent_at: DateTime<Utc>,
        /// Whether it went out as a mail; the student may want none.
        pub mailed: bool,
        /// When the mail was handed over.
        pub delivered_at: Option<DateTime<Utc>>,
        /// When the mail was given up.
        pub failed_at: Option<DateTime<Utc>>,
    }
}
