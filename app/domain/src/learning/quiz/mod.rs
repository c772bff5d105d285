//! The rules of quizzes: what a student is shown, what may be answered, what an answer is worth, and when. Pure: the same in the
//! browser and on the server.

mod carried;
mod confidence;
mod draw;
mod fold;
mod number;
mod response;
mod score;
mod sheet;
mod shuffle;
pub mod typed;

pub use carried::carried;
pub use confidence::Confidence;
pub use draw::{count, drawn, is_drawn};
pub use fold::folded;
pub use number::parse_number;
pub use response::{LONGEST_NUMBER, LONGEST_SHORT, LONGEST_TEXT, Response, ResponseFault, valid_text, validate};
pub use score::{QuizResult, result, share};
pub use sheet::{Item, QuestionSheet, SheetForm, sheet, sheets};
pub use shuffle::{shuffled, shuffled_around};

#[cfg(test)]
mod tests;
