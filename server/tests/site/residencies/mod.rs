//! The days in person.

mod busy;
