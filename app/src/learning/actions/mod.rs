//! What a student can do: one POST each.

mod attempt;
mod case;
mod extension;
mod given;
mod lesson;
mod live;
mod place;
mod runs;

pub use attempt::{begin, hand_in};
pub use case::respond;
pub use extension::{ask_for_more_time, withdraw_request};
pub use given::Given;
pub(super) use lesson::record;
pub use lesson::{answer_question, complete, open_unit};
pub use live::save_answer;
pub use place::keep_place;
pub use runs::save_run;
