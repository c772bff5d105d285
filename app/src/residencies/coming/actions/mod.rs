//! What can be done: one POST each.

mod asking;
mod own;
mod written;

pub use asking::{ask, remind_silent, withdraw};
pub use own::{erase_logistics, give_answer, keep_logistics};
pub use written::write_down;
