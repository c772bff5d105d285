//! What a student did: the one record that is never changed or deleted. Everything else about learning is computed from it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::quiz::{Confidence, Response};
use crate::ids::{AttemptId, EnrollmentId, EvidenceId, PersonId, QuestionId, UnitId, VersionId};

/// Whose act it is, and where in which version of the curriculum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// The person.
    pub person: PersonId,
    /// The enrollment it counts for.
    pub enrollment: EnrollmentId,
    /// The module version it was earned under.
    pub version: VersionId,
    /// The unit.
    pub unit: UnitId,
}

/// One act of a student.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Made where the act happened: the same id with the same act may be sent again without harm.
    pub id: EvidenceId,
    /// Whose and where.
    pub at: Whereabouts,
    /// What.
    pub act: Act,
    /// When, by the device's clock as far as it is believed: never later than it was recorded.
    pub occurred_at: DateTime<Utc>,
}

/// What a student can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Act {
    /// Began a quiz.
    Attempted(Attempted),
    /// Gave an answer, which stands until a newer one to the same question.
    Answered(Answered),
    /// Handed a quiz in, or ran out of time; with what it was worth, for scoring may change but what was earned may not.
    Submitted(Submitted),
    /// Began a lesson or case (`started`), reached its end (`read`) or declared it done (`completed`).
    Plain(Plain),
    /// Did something under another enrollment or another version, which is told again where they go on.
    Carried(Carried),
}

/// The beginning of an attempt; the evidence's id is the attempt's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempted {
    /// From 1.
    pub number: i64,
    /// Of its shuffling.
    pub seed: i64,
    /// When its time is over, if it is limited.
    pub closes_at: Option<DateTime<Utc>>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The attempt it belongs to; absent in lessons and cases.
    pub attempt: Option<AttemptId>,
    /// The question; in a case the unit's own id.
    pub question: QuestionId,
    /// What was answered.
    pub response: Response,
    /// How sure of it the student said to be, where the quiz asks and they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Whether its attempt was over when it came. It is kept, and does not count. Decided when it is recorded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
}

/// The end of an attempt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Submitted {
    /// Which attempt.
    pub submitted: AttemptId,
    /// What it was worth.
    pub points: f64,
    /// What it could have been worth.
    pub possible: f64,
    /// Whether it reached the passing level that was shown before.
    pub passed: bool,
}

/// An act without particulars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plain {
    /// Which one.
    pub did: Did,
}

/// An act without particulars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Did {
    /// Opened the unit for the first time.
    Started,
    /// Reached the end of the text.
    Read,
    /// Declared it done, or passed it.
    Completed,
}

/// What was done elsewhere, told again. It counts from when it was done, not from when it was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Carried {
    /// Where it was done.
    pub carried: Origin,
    /// What it amounted to there.
    pub deed: Deed,
}

/// Where something was done that is told again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Under which enrollment.
    pub enrollment: EnrollmentId,
    /// In which unit.
    pub unit: UnitId,
    /// The act that told it there, where it was a single one.
    pub evidence: Option<EvidenceId>,
    /// When it was last recorded there.
    pub recorded_at: DateTime<Utc>,
}

/// What can be told again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// The unit was begun.
    Started {
        /// The best result of a quiz, if one was handed in.
        best: Option<Worth>,
    },
    /// The answer to a question of a lesson, or to a case.
    Answered {
        /// The question where they go on; in a case the unit's own id.
        question: QuestionId,
        /// What was answered, as the question has it there.
        response: Response,
    },
    /// The unit was completed.
    Completed,
}

/// What a quiz was worth, in points: a percentage is not read back to its last bit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worth {
    /// Points reached.
    pub points: f64,
    /// Points there were.
    pub possible: f64,
}

crate::words! {
    /// The kinds of evidence, as the table names them.
    pub enum EvidenceKind {
        /// A unit or an attempt was begun.
        Started = "started",
        /// A text was read to its end.
        Read = "read",
        /// A question was answered.
        Answered = "answered",
        /// An attempt was handed in.
        Submitted = "submitted",
        /// A unit was completed.
        Completed = "completed",
    }
}

impl Act {
    /// A plain act.
    pub fn plain(did: Did) -> Self {
        Self::Plain(Plain { did })
    }

    /// Under which word it is kept.
    pub fn kind(&self) -> EvidenceKind {
        match self {
            Self::Carried(Carried { deed, .. }) => deed.kind(),
            Self::Attempted(_) | Self::Plain(Plain { did: Did::Started }) => EvidenceKind::Started,
            Self::Plain(Plain { did: Did::Read }) => EvidenceKind::Read,
            Self::Answered(_) => EvidenceKind::Answered,
            Self::Submitted(_) => EvidenceKind::Submitted,
            Self::Plain(Plain { did: Did::Completed }) => EvidenceKind::Completed,
        }
    }
}

impl Act {
    /// Whether two acts are the same thing done, whatever was decided about them afterwards.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Answered(one), Self::Answered(two)) => {
                (one.attempt, one.question, &one.response, one.confidence) == (two.attempt, two.question, &two.response, two.confidence)
            }
            _ => self == other,
        }
    }
}

impl Deed {
    fn kind(&self) -> EvidenceKind {
        match self {
            Self::Started { .. } => EvidenceKind::Started,
            Self::Answered { .. } => EvidenceKind::Answered,
            Self::Completed => EvidenceKind::Completed,
        }
    }
}

impl Worth {
    /// As a percentage.
    pub fn percent(self) -> f64 {
        super::rules::percent(self.points, self.possible)
    }
}

impl Answered {
    /// Under what the answer is kept: its attempt, or the enrollment.
    pub fn holder(&self, at: &Whereabouts) -> Uuid {
        self.attempt.map_or(at.enrollment.0, |attempt| attempt.0)
    }
}

/// What became of an act that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receipt {
    /// It is kept, durably.
    Stored,
    /// It was kept before: sending twice is harmless.
    Repeated,
    /// It is kept, but its attempt was over: it does not count.
    Late,
    /// The id is already that of another act. Nothing was changed.
    Refused,
}
