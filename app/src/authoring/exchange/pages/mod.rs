//! What can be looked at of files that go out and come in.

mod exchange;
mod items;
mod questions;
mod report;

pub use exchange::{exchange, exchange_again};
pub use questions::{Unsaid, questions_page};
pub use report::{new_report_page, report_page};
