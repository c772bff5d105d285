//! Discussion under a cohort and under its units: who takes part, what stands there, and how it is changed.

mod changes;
mod drafts;
mod people;
mod reading;

pub use changes::{add_post, edit_post, mark_answer, post, remove_post, unmark_answer};
pub use drafts::{Draft, Drafted, clear_drafts, drafts, keep_draft};
pub use people::{Given, Participant, cohort_slug, enrolled, participants, program_of, seat};
pub use reading::{
    Discussed, Earlier, Post, PostPlace, SpotName, THREADS, Thread, discussed, earlier, post_count, post_place, spot_name, thread, threads,
};
