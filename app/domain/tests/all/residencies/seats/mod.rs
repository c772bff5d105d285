//! Seats: who has one, who waits, who is offered one, whatever comes between.

pub mod acts;
mod changing_over;
mod line;
mod parallel;
mod settling;
mod whatever;
