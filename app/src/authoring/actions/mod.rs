//! What can be done in the studio: one POST each.

mod authors;
mod outline;
mod publishing;
mod saving;
mod starting;
mod view;

pub use authors::{add_author, remove_author};
pub use outline::{add_unit, copy_unit, hand_over, move_unit, remove_unit, rename_unit};
pub use publishing::{discard, publish};
pub use saving::{restore, save, save_typed, saved, set_aside, take_minutes};
pub use starting::{begin_draft, begin_module};
pub use view::begin_view;
