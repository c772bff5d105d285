//! What a plan that breaks no rule could still do better, in points: fewer are better.

use serde::{Deserialize, Serialize};

use super::{Placement, Preference, Problem, Rules, Spot};

/// Gaps and distances from what was preferred are counted in steps of so many minutes.
const STEP: i32 = 15;

crate::words! {
    /// What a plan had better do.
    pub enum Wish {
        /// Faculty come on few days.
        FacultyDays = "faculty_days",
        /// Groups wait little between sessions.
        GroupGaps = "group_gaps",
        /// Faculty wait little between sessions.
        FacultyGaps = "faculty_gaps",
        /// Groups stay in a room.
        RoomChanges = "room_changes",
        /// Sessions are when they were preferred.
        Preferences = "preferences",
        /// Everyone has a seat, where this is no rule.
        Crowding = "crowding",
        /// A series is spread over days.
        MissingDays = "missing_days",
        /// No session of a group stands alone.
        Isolated = "isolated",
        /// A series stays in a room.
        ExtraRooms = "extra_rooms",
    }
}

/// Points for each time that a wish is not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// For each day of each of the faculty.
    pub faculty_day: u32,
    /// For each quarter of an hour that a group waits beyond the pause, lunch apart.
    pub group_gap: u32,
    /// For each quarter of an hour that faculty wait beyond the pause, lunch apart.
    pub faculty_gap: u32,
    /// Minutes between two sessions that are no waiting.
    pub pause: u16,
    /// For each change of room of a group from one session to the next, meals apart.
    pub room_change: u32,
    /// For each quarter of an hour that a session is from when it was preferred.
    pub preference: u32,
    /// For each person without a seat; 0 makes seats a rule.
    pub crowding: u32,
    /// For each day that a series is short of.
    pub missing_day: u32,
    /// For each session of a group without another right before or after it.
    pub isolated: u32,
    /// For each room of a series beyond the first.
    pub extra_room: u32,
}

impl Weights {
    /// For a residency.
    pub const RESIDENCY: Self = Self {
        faculty_day: 20,
        group_gap: 2,
        faculty_gap: 1,
        pause: 15,
        room_change: 3,
        preference: 1,
        crowding: 0,
        missing_day: 0,
        isolated: 0,
        extra_room: 0,
    };

    /// The greatest of them.
    pub(super) fn greatest(&self) -> u32 {
        Wish::ALL.into_iter().map(|wish| self.of(wish)).fold(0, u32::max)
    }

    /// The points for one wish.
    fn of(&self, wish: Wish) -> u32 {
        match wish {
            Wish::FacultyDays => self.faculty_day,
            Wish::GroupGaps => self.group_gap,
            Wish::FacultyGaps => self.faculty_gap,
            Wish::RoomChanges => self.room_change,
            Wish::Preferences => self.preference,
            Wish::Crowding => self.crowding,
            Wish::MissingDays => self.missing_day,
            Wish::Isolated => self.isolated,
            Wish::ExtraRooms => self.extra_room,
        }
    }

    /// Without points for anything but one wish.
    fn only(self, wish: Wish) -> Self {
        let of = |which: Wish| if which == wish { self.of(which) } else { 0 };
        Self {
            faculty_day: of(Wish::FacultyDays),
            group_gap: of(Wish::GroupGaps),
            faculty_gap: of(Wish::FacultyGaps),
            pause: self.pause,
            room_change: of(Wish::RoomChanges),
            preference: of(Wish::Preferences),
            crowding: of(Wish::Crowding),
            missing_day: of(Wish::MissingDays),
            isolated: of(Wish::Isolated),
            extra_room: of(Wish::ExtraRooms),
        }
    }
}

/// All points of a plan.
pub fn points(problem: &Problem, placement: &Placement) -> u64 {
    weighed(problem, &problem.weights, placement)
}

/// The points of a plan by wish, without those that are granted.
pub fn points_by_wish(problem: &Problem, placement: &Placement) -> Vec<(Wish, u64)> {
    let of = |wish: Wish| (wish, weighed(problem, &problem.weights.only(wish), placement));
    Wish::ALL.into_iter().map(of).filter(|(_, points)| *points > 0).collect()
}

/// How often each wish is not granted, without those that are: days, changes of room, or quarters of an hour, as [`Weights`] says.
pub fn unmet(problem: &Problem, placement: &Placement) -> Vec<(Wish, u64)> {
    let times = |(wish, points): (Wish, u64)| (wish, points / u64::from(problem.weights.of(wish)).max(1));
    points_by_wish(problem, placement).into_iter().map(times).collect()
}

fn weighed(problem: &Problem, weights: &Weights, placement: &Placement) -> u64 {
    let mut sum = 0_i64;
    for (number, spot) in placement.iter().enumerate() {
        sum += spot.map_or(0, |spot| i64::from(alone(problem, weights, number, spot)));
    }
    for day in 0..problem.days.len() {
        let list = |has: &dyn Fn(usize) -> bool| {
            let here = |number: &usize| placement[*number].is_some_and(|spot| spot.day == day) && has(*number);
            let mut items: Vec<Item> =
                (0..placement.len()).filter(here).filter_map(|n| placement[n].map(|s| Item::new(problem, n, s))).collect();
            items.sort_by_key(Item::order);
            items
        };
        let clock = Clock::new(problem, day, Rules::ALL);
        for group in 0..problem.groups.len() {
            let items = list(&|number| problem.sessions[number].groups.contains(&group));
            sum += i64::from(clock.group(weights, &items));
        }
        for person in 0..problem.faculty.len() {
            let items = list(&|number| problem.sessions[number].faculty.contains(&person));
            sum += i64::from(clock.faculty(weights, &items));
        }
    }
    for series in &problem.series {
        let spots: Vec<Spot> = series.sessions.iter().filter_map(|number| placement[*number]).collect();
        let days = spots.iter().map(|spot| spot.day).collect::<std::collections::BTreeSet<_>>().len();
        let rooms = spots.iter().map(|spot| spot.room).collect::<std::collections::BTreeSet<_>>().len();
        sum += i64::from(spread(weights, series.days, days as u32, rooms as u32));
    }
    sum.unsigned_abs()
}

/// The points of a series on so many days in so many rooms.
pub(super) fn spread(weights: &Weights, wanted: u32, days: u32, rooms: u32) -> u32 {
    weights.missing_day * wanted.saturating_sub(days) + weights.extra_room * rooms.saturating_sub(1)
}

/// The points of a session at a spot, whatever else is placed.
pub(super) fn alone(problem: &Problem, weights: &Weights, number: usize, spot: Spot) -> u32 {
    let session = &problem.sessions[number];
    let seats = spot.room.map_or(session.size, |room| problem.rooms[room].capacity);
    let away = session.preferred.map_or(0, |wish| away(wish, spot, session.minutes));
    weights.crowding * session.size.saturating_sub(seats) + weights.preference * away
}

/// How far a spot is from a preference, in quarters of an hour; another day is as far as four hours.
fn away(wish: Preference, spot: Spot, minutes: u16) -> u32 {
    let early = i32::from(wish.from) - i32::from(spot.start);
    let late = i32::from(spot.start) + i32::from(minutes) - i32::from(wish.to);
    let other_day = wish.day.is_some_and(|day| day != spot.day);
    let steps = steps(early.max(0) + late.max(0)).min(16) + if other_day { 16 } else { 0 };
    steps.unsigned_abs()
}

/// Minutes in begun quarters of an hour.
fn steps(minutes: i32) -> i32 {
    (minutes + STEP - 1) / STEP
}

/// A session in somebody's day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub start: i32,
    pub end: i32,
    /// Its number; no room has the number of rooms.
    pub room: u32,
    pub meal: bool,
    pub education: bool,
    pub elective: bool,
}

impl Item {
    /// A session at a spot.
    pub fn new(problem: &Problem, number: usize, spot: Spot) -> Self {
        let session = &problem.sessions[number];
        Self {
            start: i32::from(spot.start),
            end: i32::from(spot.start) + i32::from(session.minutes),
            room: spot.room.unwrap_or(problem.rooms.len()) as u32,
            meal: session.kind == crate::residencies::SessionKind::Meal,
            education: session.kind.is_education(),
            elective: session.elective,
        }
    }

    /// Its place in the day: the same for the same items, in whatever order they come.
    #[inline]
    pub fn order(&self) -> (i32, i32, u32, bool, bool) {
        (self.start, self.end, self.room, self.meal, self.elective)
    }
}

/// A day as it is weighed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// From, to and minutes of lunch, for allowing a gap.
    lunch: Option<(i32, i32, i32)>,
    lunch_rules: bool,
    longest: Option<i32>,
    grid: i32,
}

impl Clock {
    /// A day of a problem, with the rules that hold.
    pub fn new(problem: &Problem, day: usize, rules: Rules) -> Self {
        let (grid, day) = (i32::from(problem.grid.max(1)), &problem.days[day]);
        let lunch = day.lunch.map(|lunch| (i32::from(lunch.from), i32::from(lunch.to), i32::from(lunch.minutes)));
        let longest = day.longest.filter(|_| rules.has(super::Rule::Longest)).map(i32::from);
        Self { lunch, lunch_rules: rules.has(super::Rule::Lunch), longest, grid }
    }

    /// By how many steps of the grid a group's day breaks rules. The items are in order.
    pub fn broken(&self, items: &[Item]) -> i32 {
        let missing = self.lunch.filter(|_| self.lunch_rules).map_or(0, |(from, to, minutes)| {
            let (mut reached, mut longest) = (from, 0);
            for item in items.iter().filter(|item| !item.meal && !item.elective) {
                longest = longest.max(item.start.min(to) - reached);
                reached = reached.max(item.end);
            }
            (minutes - longest.max(to - reached)).max(0)
        });
        let taught = || items.iter().filter(|item| item.education && !item.elective);
        let span = taught().next().zip(taught().map(|item| item.end).max()).map_or(0, |(first, end)| end - first.start);
        let excess = self.longest.map_or(0, |longest| (span - longest).max(0));
        (missing + self.grid - 1) / self.grid + (excess + self.grid - 1) / self.grid
    }

    /// The points of a group's day. The items are in order.
    pub fn group(&self, weights: &Weights, items: &[Item]) -> u32 {
        let mut sum = if weights.group_gap == 0 { 0 } else { weights.group_gap * self.waiting(weights, items) };
        if weights.room_change > 0 {
            let changes = |pair: &&[Item]| pair[0].room != pair[1].room && !pair.iter().any(|item| item.meal || item.elective);
            sum += weights.room_change * items.windows(2).filter(changes).count() as u32;
        }
        if weights.isolated > 0 {
            let touches = |one: Option<&Item>, other: Option<&Item>| one.zip(other).is_some_and(|(one, other)| one.end == other.start);
            let alone = |at: &usize| {
                let before = at.checked_sub(1).and_then(|before| items.get(before));
                !touches(before, items.get(*at)) && !touches(items.get(*at), items.get(*at + 1))
            };
            sum += weights.isolated * (0..items.len()).filter(alone).count() as u32;
        }
        sum
    }

    /// The points of a day of faculty. The items are in order.
    pub fn faculty(&self, weights: &Weights, items: &[Item]) -> u32 {
        if items.is_empty() {
            return 0;
        }
        weights.faculty_day + if weights.faculty_gap == 0 { 0 } else { weights.faculty_gap * self.waiting(weights, items) }
    }

    /// Quarters of an hour between items beyond the pauses and one lunch.
    fn waiting(&self, weights: &Weights, items: &[Item]) -> u32 {
        let (mut sum, mut lunch) = (0, self.lunch);
        let mut reached = items.first().map_or(0, |item| item.end);
        for item in items.iter().skip(1) {
            let mut gap = item.start - reached;
            if let Some((from, to, minutes)) = lunch
                && item.start.min(to) - reached.max(from) >= minutes
            {
                gap -= minutes;
                lunch = None;
            }
            sum += steps((gap - i32::from(weights.pause)).max(0));
            reached = reached.max(item.end);
        }
        sum.unsigned_abs()
    }
}
