//! What a student can look at.

mod case;
mod drafted;
mod ending;
mod extension;
mod lesson;
mod module;
mod preview;
mod program;
mod quiz;
mod reading;
mod result;
mod state;
mod today;
mod unit;

pub use case::case_again;
pub use ending::held;
pub use extension::{extension_again, extension_page};
pub use lesson::{Sheet, lesson_again};
pub(crate) use lesson::{aims, contents, objectives};
pub use module::module_page;
pub use preview::{preview, question_preview, question_told};
pub use program::program_page;
pub use quiz::quiz_again;
pub use reading::to_be_read;
pub use result::result_page;
pub use state::unit_address;
pub use today::{Today, today_page};
pub use unit::{beside, head, pager, posts, run_refused, unit_page};
