//! The days in person.

mod hours;
mod schedule;
mod teams;
mod venues;
