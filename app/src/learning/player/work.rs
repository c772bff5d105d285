//! What the player is told by the page, what it sends, and what it says.

use domain::{
    ids::{AttemptId, EnrollmentId, EvidenceId, QuestionId, UnitId},
    learning::{
        evidence::Receipt,
        quiz::{Confidence, Response},
    },
};
use serde::{Deserialize, Serialize};

/// What the button does that hands in without asking about what is not answered. The player presses it when the time is over.
pub const AS_IT_IS: &str = "submit-as-it-is";

/// What is being answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// Whose outbox on this device: nobody else's answers are sent with it.
    pub owner: EnrollmentId,
    /// The unit.
    pub unit: UnitId,
    /// The attempt; absent in a case.
    pub attempt: Option<AttemptId>,
    /// The id of the form.
    pub form: String,
    /// The label of the button that hands in.
    pub finish: String,
    /// How many questions there are.
    pub total: usize,
    /// How many are answered.
    pub answered: usize,
    /// The server's time when it made the page, in milliseconds since 1970: device clocks are often wrong.
    pub now: i64,
    /// When the time is over, likewise.
    pub closes: Option<i64>,
}

impl Work {
    /// Seconds until the time is over, when the page was made.
    pub fn seconds_left(&self) -> i64 {
        self.closes.map_or(0, |closes| ((closes - self.now) / 1000).max(0))
    }
}

/// An answer on its way to `POST /learn/answers`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wire {
    /// Made on the device: sent again under the same id, it is kept once.
    pub id: EvidenceId,
    /// The enrollment it was given under: another person on the same device must not send it as theirs. A program that sends only
    /// its own may leave it out.
    #[serde(default)]
    pub owner: Option<EnrollmentId>,
    /// The unit.
    pub unit: UnitId,
    /// The attempt; absent in lessons and cases.
    pub attempt: Option<AttemptId>,
    /// The question.
    pub question: QuestionId,
    /// What was answered.
    pub response: Response,
    /// How sure of it the student is, where the quiz asks and they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// When, in milliseconds since 1970, as far as the device knows.
    pub occurred: i64,
}

/// What the server says to an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What became of it.
    pub receipt: Receipt,
    /// When, in milliseconds since 1970, by the server.
    pub recorded: i64,
}

/// Where the answers are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was changed on this page yet.
    Resting,
    /// On the way.
    Saving,
    /// All on the server; with the hour, as the reader's clock has it.
    Saved(String),
    /// Only on this device, and why.
    Kept(Kept),
    /// On the server, but after the end.
    Late,
    /// The server cannot take the last answer; it says why.
    Refused(String),
}

/// Why an answer is only on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// No connection.
    Offline,
    /// The session is over.
    SignedOut,
    /// The server cannot save at the moment.
    ServerBusy,
}

impl SaveState {
    /// The word in `data-state`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Resting | Self::Saved(_) => "saved",
            Self::Saving => "saving",
            Self::Kept(_) => "kept",
            Self::Late | Self::Refused(_) => "error",
        }
    }

    /// The sentence a person reads.
    pub fn sentence(&self) -> String {
        match self {
            Self::Resting => "Answers are saved as you give them".into(),
            Self::Saving => "Saving…".into(),
            Self::Saved(at) => format!("Saved {at}"),
            Self::Kept(Kept::Offline) => "Kept on this device, not yet on the server: no connection".into(),
            Self::Kept(Kept::SignedOut) => "Kept on this device, not yet on the server: you are signed out".into(),
            Self::Kept(Kept::ServerBusy) => "Kept on this device, not yet on the server: it cannot save at the moment".into(),
            Self::Late => "The time was over when this arrived: it is kept, but does not count".into(),
            Self::Refused(why) => format!("Not saved: {why}"),
        }
    }

    /// Whether signing in again would help.
    pub fn signed_out(&self) -> bool {
        *self == Self::Kept(Kept::SignedOut)
    }

    /// Whether the last answer is not known to be on the server yet.
    pub fn is_on_its_way(&self) -> bool {
        matches!(self, Self::Saving | Self::Kept(_))
    }

    /// Whether something waits on this device.
    pub fn is_kept(&self) -> bool {
        matches!(self, Self::Kept(_))
    }
}
