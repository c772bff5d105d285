//! The rules that no plan breaks.

use super::{Problem, Spot, Window};

crate::words! {
    /// A rule that no plan breaks.
    pub enum Rule {
        /// A session lies within its day.
        Hours = "hours",
        /// A session that needs a room has one.
        Room = "room",
        /// A room has a seat for everyone.
        Capacity = "capacity",
        /// A room has what the session needs.
        Features = "features",
        /// A room is open.
        Open = "open",
        /// Faculty can be there.
        Available = "available",
        /// A room is not taken by something else.
        RoomFree = "room_free",
        /// Faculty are not at something else.
        FacultyFree = "faculty_free",
        /// A session is not at a time that was ruled out for it.
        Excluded = "excluded",
        /// A session that is fixed stays where it is.
        Fixed = "fixed",
        /// One session at a time in a room.
        RoomOnce = "room_once",
        /// One session at a time for faculty.
        FacultyOnce = "faculty_once",
        /// One session at a time for a group.
        GroupOnce = "group_once",
        /// Time to get from one venue to the next.
        Travel = "travel",
        /// What comes first is over before what comes after.
        Order = "order",
        /// The same content is not offered twice at the same time to the same people.
        Repeats = "repeats",
        /// Each group has time for lunch.
        Lunch = "lunch",
        /// A group's day of education is no longer than it may be.
        Longest = "longest",
    }
}

impl Rule {
    /// The rule in words, to follow "the rule that".
    pub fn words(self) -> &'static str {
        match self {
            Self::Hours => "sessions lie within the day",
            Self::Room => "sessions have a room",
            Self::Capacity => "rooms have a seat for everyone",
            Self::Features => "rooms have what the session needs",
            Self::Open => "rooms are open",
            Self::Available => "faculty are available",
            Self::RoomFree => "rooms are not taken by another residency",
            Self::FacultyFree => "faculty are not at another residency",
            Self::Excluded => "sessions are not at a time ruled out for them",
            Self::Fixed => "fixed sessions stay where they are",
            Self::RoomOnce => "a room has one session at a time",
            Self::FacultyOnce => "faculty are in one place at a time",
            Self::GroupOnce => "a group is in one place at a time",
            Self::Travel => "there is time to get from one venue to the next",
            Self::Order => "topics keep their order",
            Self::Repeats => "repeats are not at the same time for the same people",
            Self::Lunch => "each group has time for lunch",
            Self::Longest => "a group's day is no longer than it may be",
        }
    }
}

/// Which rules hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules(u32);

impl Rules {
    /// All of them.
    pub const ALL: Self = Self(u32::MAX);

    /// Whether one is among them.
    pub fn has(self, rule: Rule) -> bool {
        self.0 & (1 << rule as u32) != 0
    }

    /// All of these but one.
    #[must_use]
    pub fn without(self, rule: Rule) -> Self {
        Self(self.0 & !(1 << rule as u32))
    }
}

/// The rules that a session breaks at a spot by itself, whatever else is placed.
pub fn broken_alone(problem: &Problem, session: usize, spot: Spot) -> Vec<Rule> {
    Rule::ALL.into_iter().filter(|rule| breaks_alone(problem, session, spot, *rule)).collect()
}

/// Whether a session breaks this rule at a spot by itself. Where a session is fixed, somebody decided that it may.
pub fn breaks_alone(problem: &Problem, session: usize, spot: Spot, rule: Rule) -> bool {
    let asked = &problem.sessions[session];
    let (day, room) = (&problem.days[spot.day], spot.room.map(|number| &problem.rooms[number]));
    let (start, end) = (spot.start, spot.start.saturating_add(asked.minutes));
    if asked.locked == Some(spot) {
        return false;
    }
    match rule {
        Rule::Hours => start < day.opens || end > day.closes,
        Rule::Room => room.is_none() && !asked.roomless,
        Rule::Capacity => problem.weights.crowding == 0 && room.is_some_and(|room| room.capacity < asked.size),
        Rule::Features => room.is_some_and(|room| asked.features.iter().any(|feature| !room.features.contains(feature))),
        Rule::Open => room.is_some_and(|room| start < room.opens || end > room.closes),
        Rule::Available => asked.faculty.iter().any(|person| !is_free(problem.faculty[*person].free.as_deref(), spot.day, start, end)),
        Rule::RoomFree => room.is_some_and(|room| meets(&room.taken, spot.day, start, end)),
        Rule::FacultyFree => asked.faculty.iter().any(|person| meets(&problem.faculty[*person].taken, spot.day, start, end)),
        Rule::Excluded => meets(&asked.not_at, spot.day, start, end),
        Rule::Fixed => asked.locked.is_some_and(|locked| locked != spot),
        _ => false,
    }
}

/// Whether somebody is free from one minute to another, in one stretch.
fn is_free(free: Option<&[Window]>, day: usize, start: u16, end: u16) -> bool {
    free.is_none_or(|windows| windows.iter().any(|window| window.day == day && window.from <= start && end <= window.to))
}

/// Whether any of these is at least partly from one minute to another.
fn meets(windows: &[Window], day: usize, start: u16, end: u16) -> bool {
    windows.iter().any(|window| window.day == day && start < window.to && window.from < end)
}
