//! What can be done about messages, announcements and discussion: one POST each.

mod announcing;
mod notifications;
mod posting;
mod sending;

pub use announcing::{announce, change_announcement, withdraw_announcement};
pub use notifications::save_choices;
pub use posting::{change_post, keep_draft, mark_answer, post, remove_post, unmark_answer};
pub use sending::{preview, send, send_test};

use chrono::{DateTime, Utc};

use crate::forms::Typed;

/// When the text that was changed had been edited last, as the form says it.
fn seen(typed: &Typed) -> Option<DateTime<Utc>> {
    typed.get("seen").parse().ok().and_then(DateTime::from_timestamp_micros)
}
