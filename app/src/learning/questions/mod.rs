//! A question as it stands on a page: to be answered, or answered and explained. Plain form fields, the same in lessons, quizzes and
//! cases, with and without scripts.

mod explained;
mod fields;

pub use explained::{explained, feedback};
pub use fields::{fields, text as written};
