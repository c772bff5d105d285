//! A question as it stands on a page: to be answered, or answered and explained. Plain form fields, the same in lessons, quizzes and
//! cases, with and without scripts.

mod explained;
mod fields;
mod sureness;

pub use explained::{explained, feedback, told};
pub use fields::{fields, text as written};
pub use sureness::{about_sureness, sure_words, sureness};
