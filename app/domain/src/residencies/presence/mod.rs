//! Who was there. What was marked is evidence, append-only; attendance is reckoned from it, and what is missing is made up for.

#[cfg(feature = "db")]
mod deciding;
mod door;
mod make_ups;
pub mod rules;

#[cfg(feature = "db")]
pub(in crate::residencies) use deciding::{decided, proposal, text};
pub use door::{CODE_LENGTH, CONFIRMING, LOOKING, STEP_SECONDS, spoken, typed_code};
#[cfg(feature = "db")]
pub use door::{door_code, opens};
pub use make_ups::{Deciding, LONGEST_REFLECTION, MakeUp, MakeUpState, MakeUpWay, NextSeat, Verdict};

use chrono::{DateTime, Utc};

use crate::ids::{EnrollmentId, MarkId, PersonId, ResidencySessionId};

/// The longest reason of a correction, in characters.
pub const LONGEST_REASON: usize = 500;

crate::words! {
    /// What was seen.
    pub enum MarkKind {
        /// Came, or is there.
        In = "in",
        /// Left.
        Out = "out",
        /// Was not there until then.
        Absent = "absent",
        /// Staff say what it comes to.
        Correction = "correction",
    }
}

impl MarkKind {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::In => "In",
            Self::Out => "Out",
            Self::Absent => "Not there",
            Self::Correction => "Corrected",
        }
    }
}

crate::words! {
    /// How it was seen.
    pub enum MarkWay {
        /// The student themself, by the code shown in the room.
        Door = "door",
        /// Their own code, read by staff or faculty.
        Scan = "scan",
        /// Staff or faculty, by name.
        Roll = "roll",
        /// Staff, afterwards.
        Correction = "correction",
    }
}

impl MarkWay {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Door => "by the code in the room",
            Self::Scan => "by their own code",
            Self::Roll => "on the roll",
            Self::Correction => "afterwards",
        }
    }
}

/// Something that was seen of who was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Made where it was marked.
    pub id: MarkId,
    /// In which session.
    pub session: ResidencySessionId,
    /// Who.
    pub enrollment: EnrollmentId,
    /// What.
    pub kind: MarkKind,
    /// How.
    pub way: MarkWay,
    /// By whom.
    pub by: PersonId,
    /// When, by the device's clock.
    pub occurred_at: DateTime<Utc>,
    /// Why: of a correction; empty otherwise.
    pub reason: String,
    /// The minutes that a correction says; absent there: as the other marks say.
    pub minutes: Option<i64>,
}

crate::words! {
    /// What it comes to.
    pub enum AttendanceState {
        /// There for at least the share that is asked for.
        Present = "present",
        /// There for less.
        Partly = "partly",
        /// Not there.
        Absent = "absent",
    }
}

impl AttendanceState {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Present => "Present",
            Self::Partly => "Partly",
            Self::Absent => "Absent",
        }
    }
}
