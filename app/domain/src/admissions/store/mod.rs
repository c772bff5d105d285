//! The front door in the database.

mod requests;
mod syllabus;

pub use requests::{InformationRequest, MOST_SHOWN, answer, answered, receive, received_at, waiting, withdraw_answer};
pub use syllabus::{SyllabusModule, SyllabusUnit, module, syllabus};
