//! The days in person.

mod hours;
mod teams;
mod venues;
