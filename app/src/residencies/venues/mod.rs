//! Venues and their rooms, for staff of any program: a room belongs to nobody's cohort.

mod actions;
mod list;
mod one;
mod room;

use crate::routes::Routes;

/// What can be looked at and done here.
pub fn routes() -> Routes {
    const VENUE: &str = "/venues/{venue}";
    const ROOM: &str = "/venues/{venue}/rooms/{room}";
    Routes::default()
        .page("/venues", "where residencies take place", list::venues)
        .page("/venues/new", "add a venue", list::new_venue)
        .action("/venues", "add a venue", actions::add_venue)
        .page(VENUE, "a venue with its rooms", one::venue)
        .action(VENUE, "change what is said of a venue", actions::change_venue)
        .action("/venues/{venue}/ways", "say how far it is to other venues", actions::put_ways)
        .action("/venues/{venue}/retirement", "offer a venue no longer, or again", actions::retire_venue)
        .page("/venues/{venue}/rooms/new", "add a room to a venue", room::new_room)
        .action("/venues/{venue}/rooms", "add a room to a venue", actions::add_room)
        .page(ROOM, "a room", room::room)
        .action(ROOM, "change what is said of a room", actions::change_room)
        .action("/venues/{venue}/rooms/{room}/retirement", "offer a room no longer, or again", actions::retire_room)
}
