//! Making up for a session that was missed: how, until when, and how it stands.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::ids::{EnrollmentId, MakeUpId, PersonId, ResidencyId, ResidencySessionId};

/// The longest reflection, in characters.
pub const LONGEST_REFLECTION: usize = 10_000;

crate::words! {
    /// How something is made up for.
    pub enum MakeUpWay {
        /// By watching the recording and writing what one takes from it.
        Recording = "recording_and_reflection",
        /// In the same session of the next cohort, where a seat is reserved.
        NextCohort = "next_cohort",
    }
}

impl MakeUpWay {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Recording => "Recording and reflection",
            Self::NextCohort => "The same session with the next cohort",
        }
    }
}

crate::words! {
    /// How it stands.
    pub enum MakeUpState {
        /// Made by rule; staff have not decided.
        Proposed = "proposed",
        /// The student is to do it.
        Approved = "approved",
        /// Nothing is to be made up for.
        Refused = "refused",
        /// The student has done it; staff have not looked.
        HandedIn = "handed_in",
        /// Made up for.
        Done = "done",
        /// Not made up for.
        Failed = "failed",
    }
}

impl MakeUpState {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Proposed => "Proposed",
            Self::Approved => "To be done",
            Self::Refused => "Not needed",
            Self::HandedIn => "Handed in",
            Self::Done => "Made up",
            Self::Failed => "Not made up",
        }
    }

    /// Whether it is staff's turn to decide.
    pub fn waits_for_staff(self) -> bool {
        matches!(self, Self::Proposed | Self::HandedIn)
    }
}

/// The residency of the next cohort in which a seat can be reserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextSeat {
    /// Which.
    pub residency: ResidencyId,
    /// Its last campus day.
    pub ends_on: NaiveDate,
}

crate::row! {
    /// A make-up as it is read, with whom and what it is for.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MakeUp {
        /// Which.
        pub id: MakeUpId,
        /// Whose.
        pub enrollment_id: EnrollmentId,
        /// The student.
        pub person_id: PersonId,
        /// The student's name.
        pub student: String,
        /// The cohort's name in addresses.
        pub cohort_slug: String,
        /// The campus zone.
        pub campus: Tz,
        /// The residency's place among the cohort's, from 1.
        pub position: i64,
        /// The session that was missed.
        pub session_id: ResidencySessionId,
        /// Its title.
        pub session_title: String,
        /// What it was about.
        pub summary: String,
        /// When it began.
        pub starts_at: DateTime<Utc>,
        /// When it ended.
        pub ends_at: DateTime<Utc>,
        /// How.
        pub way: MakeUpWay,
        /// How it stands.
        pub state: MakeUpState,
        /// Until the end of this campus day.
        pub due_on: NaiveDate,
        /// Where a seat is reserved, if one is.
        pub next_residency_id: Option<ResidencyId>,
        /// That residency's cohort.
        pub next_cohort: Option<String>,
        /// Words of staff to the student.
        pub words: String,
        /// What the student writes: a draft until it is handed in.
        pub reflection: String,
        /// When the rule made it.
        pub proposed_at: DateTime<Utc>,
        /// When it was last decided on.
        pub decided_at: Option<DateTime<Utc>>,
        /// Who did.
        pub decided_by: Option<String>,
        /// When it was handed in.
        pub handed_in_at: Option<DateTime<Utc>>,
        /// Goes up with every change.
        pub sequence: i64,
    }
}

/// What staff decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is to be done so, until the end of this campus day; also to be done better, or later.
    Approved(MakeUpWay, NaiveDate),
    /// Nothing is to be made up for.
    Refused,
    /// It is made up for.
    Done,
    /// It is not, and will not be.
    Failed,
}

impl Verdict {
    /// What it becomes.
    pub fn state(self) -> MakeUpState {
        match self {
            Self::Approved(..) => MakeUpState::Approved,
            Self::Refused => MakeUpState::Refused,
            Self::Done => MakeUpState::Done,
            Self::Failed => MakeUpState::Failed,
        }
    }
}

/// A decision of staff on a make-up as they saw it.
#[derive(Clone, Debug)]
pub struct Deciding {
    /// Which.
    pub id: MakeUpId,
    /// The number of the change they saw.
    pub sequence: i64,
    /// What.
    pub verdict: Verdict,
    /// Words to the student; may be empty, but not where it is refused or not made up for.
    pub words: String,
}
