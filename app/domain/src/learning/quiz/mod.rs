//! The rules of quizzes: what a student is shown, what may be answered, what an answer is worth, and when. Pure: the same in the
//! browser and on the server.

mod number;
mod response;

pub use number::parse_number;
pub use response::{LONGEST_NUMBER, LONGEST_SHORT, LONGEST_TEXT, Response, ResponseFault, valid_text, validate};
