//! An answer on its way to `POST /learn/answers`, as the program's own player sends it, and what is said to it.

use domain::{
    ids::{AttemptId, EvidenceId, QuestionId, UnitId},
    learning::{evidence::Receipt, quiz::Response},
};
use serde::{Deserialize, Serialize};

/// An answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Wire {
    /// Fresh for each.
    pub id: EvidenceId,
    /// The quiz.
    pub unit: UnitId,
    /// The open attempt.
    pub attempt: Option<AttemptId>,
    /// The question.
    pub question: QuestionId,
    /// What was answered.
    pub response: Response,
    /// When, in milliseconds since 1970.
    pub occurred: i64,
}

/// What is said to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// What became of it.
    pub receipt: Receipt,
    /// When, in milliseconds since 1970.
    pub recorded: i64,
}
