//! The problem as the search reads it: every spot a session can have at all, and what each pair of sessions must keep.

use super::{
    Problem, Rule, Rules, Spot,
    points::{Clock, Item, alone},
    rules::breaks_alone,
};

/// They have people in common.
const PEOPLE: u8 = 1;
/// They have the same content.
const REPEAT: u8 = 2;
/// The first is to be over before the second begins.
const BEFORE: u8 = 4;
/// The second is to be over before the first begins.
const AFTER: u8 = 8;
/// The most that a pair counts, in steps of the grid. A hint of how far they are apart helps; more of it, and a long overlap is kept
/// from ever moving past another session.
const MOST_STEPS: i32 = 2;

/// A spot with all that is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    /// The day's number; of what is not placed, one that is none.
    pub day: u32,
    pub item: Item,
    /// What a session costs here, whatever else is placed.
    pub points: i32,
}

impl At {
    /// The day's number, as a place in lists.
    pub fn day(&self) -> usize {
        self.day as usize
    }

    /// The room's number; that of no room is the number of rooms.
    pub fn room(&self) -> usize {
        self.item.room as usize
    }
}

/// Whose days are looked at: a group or one of the faculty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Group,
    Faculty,
}

/// The problem as the search reads it.
#[derive(Clone, Debug)]
pub(super) struct Model<'a> {
    pub problem: &'a Problem,
    /// Every spot that breaks no rule alone, by session, in the order of days, minutes and rooms.
    pub spots: Vec<Vec<At>>,
    pub lines: Vec<Line>,
    /// The groups and faculty of each session, as places in `lines`.
    pub lines_of: Vec<Vec<usize>>,
    pub series_of: Vec<Vec<usize>>,
    pub clocks: Vec<Clock>,
    pub grid: i32,
    links: Vec<u8>,
    ways: Vec<i32>,
    room_once: bool,
    /// The place in `spots` by day, step and room, by session.
    index: Vec<Vec<Option<u32>>>,
}

impl<'a> Model<'a> {
    /// Whether nothing can be moved.
    pub fn is_fixed(&self) -> bool {
        self.spots.iter().all(|spots| spots.len() < 2)
    }

    /// Reads a problem without faults, for some of its sessions; the others get no spot.
    pub fn new(problem: &'a Problem, rules: Rules, sessions: &[usize]) -> Self {
        let mut spots = vec![Vec::new(); problem.sessions.len()];
        for number in sessions {
            spots[*number] = spots_of(problem, *number, rules);
        }
        tighten(problem, rules, &mut spots);
        let index = spots.iter().map(|spots| index(problem, spots)).collect();
        let groups = problem.groups.len();
        let lines_of =
            |session: &super::Session| session.groups.iter().copied().chain(session.faculty.iter().map(|one| groups + one)).collect();
        let mut lines_of: Vec<Vec<usize>> = problem.sessions.iter().map(lines_of).collect();
        for lines in &mut lines_of {
            lines.sort_unstable();
            lines.dedup();
        }
        let has = |series: &super::Series, number: usize| series.sessions.contains(&number);
        let of = |number: usize| (0..problem.series.len()).filter(|series| has(&problem.series[*series], number)).collect();
        let lines = std::iter::repeat_n(Line::Group, groups).chain(std::iter::repeat_n(Line::Faculty, problem.faculty.len()));
        Self {
            problem,
            spots,
            lines: lines.collect(),
            lines_of,
            series_of: (0..problem.sessions.len()).map(of).collect(),
            clocks: (0..problem.days.len()).map(|day| Clock::new(problem, day, rules)).collect(),
            grid: i32::from(problem.grid.max(1)),
            links: links(problem, rules),
            ways: ways(problem, rules),
            room_once: rules.has(Rule::RoomOnce),
            index,
        }
    }

    /// The place of a spot in a session's list, which it is in.
    pub fn place(&self, session: usize, at: &At) -> usize {
        let key = |at: &At| (at.day, at.item.start, at.item.room);
        self.spots[session].partition_point(|other| key(other) < key(at))
    }

    /// The place of a spot in a session's list, if it can be there.
    pub fn find(&self, session: usize, day: usize, start: i32, room: usize) -> Option<usize> {
        let at = place(self.problem, day, start, room)?;
        self.index[session].get(at).copied().flatten().map(|spot| spot as usize)
    }

    /// By how many steps of the grid two sessions are in each other's way.
    #[inline]
    pub fn pair(&self, one: usize, at: &At, other: usize, there: &At) -> i32 {
        self.linked(self.links[one * self.spots.len() + other], at, there)
    }

    /// The links of a session to all, by number.
    pub fn links(&self, session: usize) -> &[u8] {
        &self.links[session * self.spots.len()..][..self.spots.len()]
    }

    /// By how many steps of the grid two sessions with these links are in each other's way.
    #[inline]
    pub fn linked(&self, link: u8, at: &At, there: &At) -> i32 {
        let same_day = at.day == there.day;
        if (link == 0 && at.item.room != there.item.room) || (link & (BEFORE | AFTER) == 0 && !same_day) {
            return 0;
        }
        let order = if link & (BEFORE | AFTER) == 0 { 0 } else { self.order(link, at, there) };
        if !same_day {
            return order;
        }
        let rooms = self.problem.rooms.len();
        let needed = if link & PEOPLE != 0 {
            self.ways[at.room() * (rooms + 1) + there.room()]
        } else if link & REPEAT != 0 || (self.room_once && at.item.room == there.item.room && at.room() < rooms) {
            0
        } else {
            return order;
        };
        let missing = (at.item.end - there.item.start).min(there.item.end - at.item.start) + needed;
        order + if missing > 0 { self.steps(missing) } else { 0 }
    }

    fn order(&self, link: u8, at: &At, there: &At) -> i32 {
        let late = |first: &At, second: &At| {
            if first.day == second.day {
                self.steps((first.item.end - second.item.start).max(0))
            } else {
                if first.day > second.day { MOST_STEPS } else { 0 }
            }
        };
        (if link & BEFORE != 0 { late(at, there) } else { 0 }) + (if link & AFTER != 0 { late(there, at) } else { 0 })
    }

    fn steps(&self, minutes: i32) -> i32 {
        ((minutes + self.grid - 1) / self.grid).min(MOST_STEPS)
    }

    /// A spot as others know it.
    pub fn spot(&self, at: &At) -> Spot {
        let room = (at.room() < self.problem.rooms.len()).then_some(at.room());
        Spot { day: at.day(), start: at.item.start.unsigned_abs() as u16, room }
    }
}

/// The place of a day, a minute on the grid and a room in an index.
fn place(problem: &Problem, day: usize, start: i32, room: usize) -> Option<usize> {
    let grid = i32::from(problem.grid.max(1));
    let steps = 1440_i32.div_euclid(grid) + 1;
    ((0..1440).contains(&start) && start % grid == 0)
        .then(|| (day * steps as usize + (start / grid) as usize) * (problem.rooms.len() + 1) + room)
}

fn index(problem: &Problem, spots: &[At]) -> Vec<Option<u32>> {
    let mut index = Vec::new();
    for (spot, at) in spots.iter().enumerate() {
        if let Some(place) = place(problem, at.day(), at.item.start, at.room()) {
            if index.len() <= place {
                index.resize(place + 1, None);
            }
            index[place] = Some(spot as u32);
        }
    }
    index
}

/// Takes away spots too early or too late for what comes before or after, until nothing more follows.
fn tighten(problem: &Problem, rules: Rules, spots: &mut [Vec<At>]) {
    let mut again = rules.has(Rule::Order);
    while again {
        again = false;
        for after in 0..spots.len() {
            for before in &problem.sessions[after].after {
                let first = spots[*before].iter().map(|at| (at.day, at.item.end)).min();
                let last = spots[after].iter().map(|at| (at.day, at.item.start)).max();
                let (Some(first), Some(last)) = (first, last) else { continue };
                let count = spots[*before].len() + spots[after].len();
                spots[after].retain(|at| (at.day, at.item.start) >= first);
                spots[*before].retain(|at| (at.day, at.item.end) <= last);
                again |= spots[*before].len() + spots[after].len() < count;
            }
        }
    }
}

/// Every spot of a session that breaks none of the rules alone; the spot of a fixed one only.
fn spots_of(problem: &Problem, number: usize, rules: Rules) -> Vec<At> {
    let fixed = problem.sessions[number].locked.filter(|_| rules.has(Rule::Fixed));
    let spots = fixed.map_or_else(|| all_spots(problem, number), |spot| vec![spot]);
    let fits = |spot: &Spot| Rule::ALL.into_iter().all(|rule| !rules.has(rule) || !breaks_alone(problem, number, *spot, rule));
    let at = |spot: Spot| At {
        day: spot.day as u32,
        item: Item::new(problem, number, spot),
        points: alone(problem, &problem.weights, number, spot) as i32,
    };
    spots.into_iter().filter(fits).map(at).collect()
}

/// Every spot on the grid, in whichever room; without a room for a session that needs none.
pub(super) fn all_spots(problem: &Problem, number: usize) -> Vec<Spot> {
    let roomless = problem.sessions[number].roomless;
    let rooms: Vec<Option<usize>> = if roomless { vec![None] } else { (0..problem.rooms.len()).map(Some).collect() };
    let mut spots = Vec::new();
    for day in 0..problem.days.len() {
        for start in (0..1440).step_by(usize::from(problem.grid.max(1))) {
            spots.extend(rooms.iter().map(|room| Spot { day, start: start as u16, room: *room }));
        }
    }
    spots
}

/// What each pair of sessions must keep, by session and session.
fn links(problem: &Problem, rules: Rules) -> Vec<u8> {
    let count = problem.sessions.len();
    let mut links = vec![0; count * count];
    for one in 0..count {
        for other in (0..count).filter(|other| *other != one) {
            let (faculty, groups) = problem.share_people(one, other);
            let order = |before: usize, after: usize| rules.has(Rule::Order) && problem.sessions[after].after.contains(&before);
            let mut link = 0;
            if (faculty && rules.has(Rule::FacultyOnce)) || (groups && rules.has(Rule::GroupOnce)) {
                link |= PEOPLE;
            }
            if rules.has(Rule::Repeats) && problem.are_repeats(one, other) {
                link |= REPEAT;
            }
            link |= if order(one, other) { BEFORE } else { 0 } | if order(other, one) { AFTER } else { 0 };
            links[one * count + other] = link;
        }
    }
    links
}

/// Minutes from room to room; none from or to no room.
fn ways(problem: &Problem, rules: Rules) -> Vec<i32> {
    let (count, ways) = (problem.rooms.len() + 1, problem.ways());
    let mut minutes = vec![0; count * count];
    if rules.has(Rule::Travel) {
        for (from, room) in problem.rooms.iter().enumerate() {
            for (to, other) in problem.rooms.iter().enumerate() {
                minutes[from * count + to] = i32::from(ways[room.venue][other.venue]);
            }
        }
    }
    minutes
}
