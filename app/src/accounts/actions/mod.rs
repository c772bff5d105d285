//! What can be done about accounts: one POST each.

mod sign_in;
mod sign_out;

pub use sign_in::sign_in;
pub use sign_out::sign_out;
