//! The SQL of who comes.

mod answers;
mod invitations;
mod logistics;
mod meals;
mod replies;
mod rounds;

pub use answers::{Answered, ComingLine, OwnAnswer, answer, answer_for, answered, coming, own_answer};
pub use invitations::{keep_invitations, send_invitations};
pub use logistics::{Look, Read, Stay, erase_due, erase_own, looks, own_stay, save_stay, stays, stays_read};
pub use meals::meals;
pub use replies::{PartStat, Reply, Taken, take_reply};
pub use rounds::{AskedOf, OwnResidencies, Round, ask_round, own_residencies, put_round, remind, round, withdraw_round};
