//! Where residencies take place: venues, their rooms, and the ways between venues.

mod rules;

pub use rules::{TypedRoom, TypedVenue, room, venue, way};

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::ids::{RoomId, VenueId};

/// The most people a room seats.
pub const LARGEST_ROOM: i64 = 2000;
/// The longest way between two venues, in minutes on foot.
pub const LONGEST_WAY: i64 = 240;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 120;
/// The longest text about a venue, in characters.
pub const LONGEST_TEXT: usize = 1000;
/// The most features of a room that are none of [`RoomFeature`].
pub const MOST_OTHERS: usize = 10;
crate::words! {
    /// What rooms are known to have. A room may have others, in the words of whoever adds it.
    pub enum RoomFeature {
        /// A picture for all to see.
        Projector = "projector",
        /// To write on.
        Whiteboard = "whiteboard",
        /// Paper to write on, which can be taken along.
        FlipCharts = "flip charts",
        /// Groups can sit as they want.
        MovableTables = "movable tables",
        /// Everybody sees the front.
        TieredSeats = "tiered seats",
        /// For a large room.
        Microphones = "microphones",
        /// For those who wear hearing aids.
        HearingLoop = "hearing loop",
        /// Somebody far away can take part.
        VideoCalls = "video calls",
        /// Patients who are none.
        SimulationBeds = "simulation beds",
        /// Meals can be served.
        Meals = "meals",
    }
}

/// What is said of a venue, checked: see [`venue`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VenueDetails {
    /// Its name.
    pub name: String,
    /// Where it is; may be empty.
    pub address: String,
    /// A map, https; may be empty.
    pub map_url: String,
    /// In words: ways without steps, hearing loops, quiet rooms; may be empty.
    pub access: String,
}

/// What is said of a room, checked: see [`room`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoomDetails {
    /// Its name.
    pub name: String,
    /// People seated.
    pub capacity: i64,
    /// Words, those of [`RoomFeature`] first.
    pub features: Vec<String>,
    /// The minute of the campus day from which it can be used.
    pub opens: i64,
    /// The minute until which it can, up to 1440.
    pub closes: i64,
    /// Whether it is reached without steps.
    pub step_free: bool,
}

/// A venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    /// Which.
    pub id: VenueId,
    /// What is said of it.
    pub details: VenueDetails,
    /// Since when it is offered no longer, if it is not.
    pub retired_at: Option<DateTime<Utc>>,
}

/// A room of a venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Which.
    pub id: RoomId,
    /// Where.
    pub venue_id: VenueId,
    /// What is said of it.
    pub details: RoomDetails,
    /// Since when it is offered no longer, if it is not. A room of a retired venue is not offered either.
    pub retired_at: Option<DateTime<Utc>>,
}

crate::row! {
    /// How long it takes on foot from one venue to another, either way.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Way {
        /// The venue with the smaller id.
        pub one_id: VenueId,
        /// The other.
        pub other_id: VenueId,
        /// Minutes.
        pub minutes: i64,
    }
}

/// Minutes on foot between two venues: none within one, and nothing where nobody has said it.
pub fn minutes_between(ways: &[Way], one: VenueId, other: VenueId) -> Option<i64> {
    if one == other {
        return Some(0);
    }
    let pair = (one.min(other), one.max(other));
    ways.iter().find(|way| (way.one_id, way.other_id) == pair).map(|way| way.minutes)
}
