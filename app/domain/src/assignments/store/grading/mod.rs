//! Gradings and comments in place. Gradings are only ever added.

mod comments;
mod marking;
mod reading;
mod releasing;

pub use comments::{Comment, NewComment, comment, comments, remove_comment};
pub use marking::{NewMarking, mark};
pub(super) use reading::markings_of;
pub use reading::{Feedback, Graded, feedback, in_cohort, is_newest, markings};
pub use releasing::release;
