//! What can be looked at about messages, announcements and discussion.

mod announcements;
mod cohort;
mod compose;
mod discussion;
mod edit;
mod messages;
mod notifications;
mod sent;
mod thread;
mod words;

pub use announcements::{Again, announcement, announcement_again, announcements, announcements_again, may_change};
pub use cohort::own_cohort;
pub use compose::{Shown, compose_page, new_message};
pub use discussion::{cohort_discussion, own_discussion, taught_discussion, unit_discussion};
pub use edit::{edit_again, edit_post, history, removal};
pub use messages::messages;
pub use notifications::{notifications, notifications_page};
pub use sent::message;
pub use thread::{thread, write_again};

pub(crate) use announcements::announced;
