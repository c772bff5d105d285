//! The SQL of residencies.

mod coming;
mod released;

pub use coming::{
    AskedOf, ComingLine, Look, OwnAnswer, PartStat, Read, Reply, Round, Stay, Taken, answer, answer_for, ask_round, asked_of, coming,
    erase_due, erase_own, keep_invitations, looks, meals, own_answer, own_stay, put_round, remind, round, save_stay, send_invitations,
    stays, stays_read, take_reply, withdraw_round,
};
pub use released::{Released, expected, put_released, released_session, released_sessions, teaches};
