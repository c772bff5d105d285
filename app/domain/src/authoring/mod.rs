//! What is taught: modules, their versions, units and questions.
//!
//! A module is written as a content package (see `docs/content-package.md`), checked and rendered once when it is imported, and
//! never changed after that: other bytes make another version. Everything authored that is called HTML here was rendered and
//! sanitized by us and may be put into a page as it is; everything called text must be escaped.

#[cfg(feature = "db")]
pub(crate) mod archive;
mod assignment;
#[cfg(feature = "db")]
pub mod bank;
#[cfg(feature = "db")]
pub mod changes;
mod competency;
#[cfg(feature = "db")]
pub mod disclosures;
#[cfg(feature = "db")]
pub mod drafts;
mod draw;
#[cfg(feature = "db")]
pub mod exchange;
#[cfg(feature = "db")]
mod markdown;
#[cfg(feature = "db")]
pub mod media;
#[cfg(feature = "db")]
pub mod package;
mod question;
#[cfg(feature = "db")]
pub mod store;
mod unit;
#[cfg(feature = "db")]
mod xml;

pub use assignment::{AssignmentSettings, Criterion, HandInPart, LateRule, Level, Rubric};
pub use competency::{COMPETENCIES, competencies, competency};
pub use draw::{Draw, pools, possible};
#[cfg(feature = "db")]
pub use markdown::{Reading, remark, simulator_line};
pub use question::{Answers, BankMark, Choice, Question, QuestionKind, StoredQuestion, Tolerance, Written};
pub use unit::{Heading, Piece, QuizSettings, Shuffle, Simulation, UnitKind, UnitSettings, WordRange};
