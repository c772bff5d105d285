//! What people are told and what they write to each other, in the database.

mod announcements;
mod choices;
mod digests;
mod discussion;
mod sending;
mod telling;

pub use announcements::{Announcement, AnnouncementEdit, announcement, announcements, edit_announcement, publish, withdraw_announcement};
pub use choices::{choices, save_choices};
pub use digests::send_digests;
pub use discussion::{
    Discussed, Draft, Drafted, Earlier, Given, Participant, Post, PostPlace, SpotName, THREADS, Thread, add_post, clear_drafts,
    cohort_slug, discussed, drafts, earlier, edit_post, enrolled, keep_draft, mark_answer, participants, post, post_count, post_place,
    program_of, remove_post, seat, spot_name, thread, threads, unmark_answer,
};
pub use sending::{Delivery, Fate, Received, SentMessage, deliveries, message, messages, people_of, received, send, send_test};
pub use telling::{Told, tell, tell_all};
