//! What can be looked at.

mod answer;
mod asking;
mod behalf;
mod list;
mod logistics;
mod people;
mod stay;

pub(super) use answer::answer_again;
pub use answer::own_answer;
pub use behalf::answer_of;
pub(super) use behalf::behalf_again;
pub(super) use list::asking_again;
pub use list::who_comes;
pub use logistics::logistics;
pub use people::people;
pub use stay::own_logistics;
pub(super) use stay::stay_again;
