//! The draft of a residency's schedule as a problem, and a plan for it as changes of the draft.

mod plan;

pub use plan::Plan;

use super::{Day, Group, Lunch, Placement, Preference, Problem, Room, Session, Spot, Teacher, Venue, Violation, Weights, Window, check};
use crate::{
    authoring::UnitKind,
    ids::{PersonId, ResidencySessionId, RoomId, TeamId, VenueId},
    residencies::schedule::{self, Elsewhere, Schedule},
};

/// Sessions that are not locked begin at quarters of an hour.
const GRID: u16 = 15;

crate::words! {
    /// What is to be arranged.
    pub enum Scope {
        /// Only what stands nowhere; the rest stays where it is.
        Unplaced = "unplaced",
        /// All that is not locked.
        Unlocked = "unlocked",
    }
}

/// A draft as a problem. The sessions and rooms of the problem are those of the draft, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is to be arranged.
    pub problem: Problem,
    sessions: Vec<ResidencySessionId>,
    rooms: Vec<RoomId>,
    /// Whether the search may move each session: one that is locked stays where it is, if it stands anywhere.
    movable: Vec<bool>,
}

impl Draft {
    /// Reads a draft. What has a place and is locked, or is to stay, is fixed where it is, whatever rules that breaks alone.
    ///
    /// A session on a day that the residency does not have counts as one without a place.
    pub fn of(schedule: &Schedule, scope: Scope) -> Self {
        let day = |number: i64| {
            let settings = &schedule.settings;
            let lunch =
                Lunch { from: minute(settings.lunch.from), to: minute(settings.lunch.until), minutes: minute(settings.lunch_minutes) };
            let fits = lunch.to.saturating_sub(lunch.from) >= lunch.minutes;
            Day {
                name: format!("Day {number}"),
                opens: minute(settings.day.from),
                closes: minute(settings.day.until),
                lunch: Some(lunch).filter(|_| fits),
                longest: Some(minute(settings.longest_day)),
            }
        };
        let (venues, names) = venues(schedule);
        let sessions = schedule.sessions.iter().map(|one| session(schedule, one, scope));
        let (sessions, movable): (Vec<Session>, Vec<bool>) =
            sessions.map(|one| (one.locked.is_none(), one)).map(|(free, one)| (one, free)).unzip();
        Self {
            problem: Problem {
                name: "The draft".to_owned(),
                grid: GRID,
                days: (1..=schedule.days).map(day).collect(),
                venues,
                rooms: schedule.rooms.iter().map(|one| room(schedule, one, &names)).collect(),
                faculty: schedule.faculty.iter().map(|one| teacher(schedule, one)).collect(),
                groups: groups(schedule),
                sessions,
                series: Vec::new(),
                weights: Weights::RESIDENCY,
            },
            sessions: schedule.sessions.iter().map(|one| one.id).collect(),
            rooms: schedule.rooms.iter().map(|one| one.id).collect(),
            movable,
        }
    }

    /// How many sessions are to be arranged.
    pub fn sessions(&self) -> usize {
        self.movable.iter().filter(|movable| **movable).count()
    }

    /// What was found, as a plan that holds whatever is done to the draft meanwhile. What is fixed may break rules, which somebody decided;
    /// what would break one more because of that gets no place.
    pub fn plan(&self, placement: &Placement) -> Plan {
        let at = |number: usize| match self.movable[number] {
            true => placement.get(number).copied().flatten(),
            false => self.problem.sessions[number].locked,
        };
        let mut whole: Placement = (0..self.movable.len()).map(at).collect();
        while let Some(violation) = self.added(&whole).first() {
            let Some(last) = violation.sessions.iter().rev().find(|number| self.movable[**number]) else { break };
            whole[*last] = None;
        }
        let to = |number: usize| {
            let spot = whole[number]?;
            Some(schedule::Placement { day: spot.day as i64 + 1, start: i64::from(spot.start), room: *self.rooms.get(spot.room?)? })
        };
        let movable = (0..self.movable.len()).filter(|number| self.movable[*number]);
        Plan(movable.map(|number| (self.sessions[number], to(number))).collect())
    }

    /// The rules that are broken because of what may be moved.
    fn added(&self, placement: &Placement) -> Vec<Violation> {
        let fixed: Placement = placement.iter().zip(&self.movable).map(|(spot, movable)| spot.filter(|_| !movable)).collect();
        let standing = check(&self.problem, &fixed);
        let same = |one: &Violation, other: &Violation| {
            one.rule == other.rule && one.group_day == other.group_day && (one.group_day.is_some() || one.sessions == other.sessions)
        };
        let mut all = check(&self.problem, placement);
        all.retain(|one| !standing.iter().any(|other| same(one, other)));
        all
    }
}

fn minute(minute: i64) -> u16 {
    minute.clamp(0, 1440) as u16
}

fn place<T: PartialEq>(list: impl IntoIterator<Item = T>, one: &T) -> Option<usize> {
    list.into_iter().position(|other| other == *one)
}

/// The venues of the rooms with the ways between them, and which is which.
fn venues(schedule: &Schedule) -> (Vec<Venue>, Vec<VenueId>) {
    let mut first: Vec<&schedule::Room> = Vec::new();
    for room in &schedule.rooms {
        if !first.iter().any(|one| one.venue == room.venue) {
            first.push(room);
        }
    }
    let ways = |from: &schedule::Room| first.iter().map(|to| minute(schedule.way(from, to))).collect();
    let venues = first.iter().map(|room| Venue { name: room.venue_name.clone(), ways: ways(room) }).collect();
    (venues, first.iter().map(|room| room.venue).collect())
}

fn room(schedule: &Schedule, one: &schedule::Room, venues: &[VenueId]) -> Room {
    // What is offered no longer is never open.
    let (opens, closes) = if one.retired { (0, 0) } else { (minute(one.opens), minute(one.closes)) };
    let features = one.features.iter().map(|feature| feature.trim().to_lowercase()).collect();
    let venue = place(venues.iter().copied(), &one.venue).unwrap_or(0);
    let capacity = u32::try_from(one.capacity).unwrap_or(0);
    let taken = taken(schedule, |elsewhere| elsewhere.room == one.id);
    Room { name: one.name.clone(), venue, capacity, features, opens, closes, taken }
}

/// When another residency, released or only drafted, has what is asked for.
fn taken(schedule: &Schedule, has: impl Fn(&Elsewhere) -> bool) -> Vec<Window> {
    let window = |one: &Elsewhere| window(schedule, one.day, one.from_minute, one.until_minute);
    schedule.elsewhere.iter().filter(|one| has(one)).filter_map(window).collect()
}

/// A stretch of a day that the residency has.
fn window(schedule: &Schedule, day: i64, from: i64, until: i64) -> Option<Window> {
    let place = usize::try_from(day - 1).ok().filter(|_| day <= schedule.days)?;
    let (from, to) = (minute(from), minute(until));
    (from <= to).then_some(Window { day: place, from, to })
}

/// The teams; everybody as one where there are none.
fn groups(schedule: &Schedule) -> Vec<Group> {
    let size = |members: i64| u32::try_from(members).unwrap_or(0);
    if schedule.teams.is_empty() {
        return vec![Group { name: "Everybody".to_owned(), size: size(schedule.students) }];
    }
    schedule.teams.iter().map(|team| Group { name: team.name.clone(), size: size(team.members) }).collect()
}

/// Who has no hours at all always can.
fn teacher(schedule: &Schedule, one: &schedule::Teacher) -> Teacher {
    let window = |hours: &schedule::FacultyHours| window(schedule, hours.day, hours.from_minute, hours.until_minute);
    let mut own = schedule.hours.iter().filter(|hours| hours.person == one.id).peekable();
    let bound = own.peek().is_some();
    let taken = taken(schedule, |elsewhere| elsewhere.faculty.contains(&one.id));
    Teacher { name: one.name.clone(), free: bound.then(|| own.filter_map(window).collect()), taken }
}

fn session(schedule: &Schedule, one: &schedule::Session, scope: Scope) -> Session {
    let all = 0..schedule.teams.len().max(1);
    let team = |team: &TeamId| place(schedule.teams.iter().map(|one| one.id), team);
    let person = |person: &PersonId| place(schedule.faculty.iter().map(|one| one.id), person);
    let other = |id: &ResidencySessionId| place(schedule.sessions.iter().map(|one| one.id), id);
    let prefer = |window: schedule::Window| Preference { day: None, from: minute(window.from), to: minute(window.until) };
    let stays = one.locked || scope == Scope::Unplaced;
    Session {
        title: one.title.clone(),
        kind: one.kind,
        minutes: minute(one.minutes).max(1),
        size: u32::try_from(schedule.people(one)).unwrap_or(0),
        groups: if one.plenary { all.collect() } else { one.teams.iter().filter_map(team).collect() },
        faculty: one.faculty.iter().filter_map(person).collect(),
        features: one.features.iter().map(|feature| feature.trim().to_lowercase()).collect(),
        elective: one.seats.is_some(),
        roomless: false,
        after: one.after.iter().filter_map(other).collect(),
        repeat_of: one.repeat_of.as_ref().and_then(other),
        not_at: before_prework(schedule, one),
        preferred: one.prefer.map(prefer),
        locked: one.placed.filter(|_| stays).and_then(|placed| spot(schedule, placed)),
    }
}

fn spot(schedule: &Schedule, placed: schedule::Placement) -> Option<Spot> {
    let day = usize::try_from(placed.day - 1).ok().filter(|_| placed.day <= schedule.days)?;
    let start = u16::try_from(placed.start).ok().filter(|start| *start < 1440)?;
    Some(Spot { day, start, room: Some(place(schedule.rooms.iter().map(|room| room.id), &placed.room)?) })
}

/// The times at which a session's prework is not due yet.
fn before_prework(schedule: &Schedule, one: &schedule::Session) -> Vec<Window> {
    let due = schedule.dues.iter().find(|due| Some(due.module_id) == one.module_id && Some(&due.unit) == one.prework.as_ref());
    let Some(due) = due.filter(|due| due.kind != UnitKind::LiveSession) else { return Vec::new() };
    let window = |day: i64| {
        let begins = |minute: &i64| schedule::at(schedule.date(day), *minute, schedule.time_zone) >= due.due_at;
        let to = (0..1440).step_by(usize::from(GRID)).find(begins).unwrap_or(1440);
        (to > 0).then(|| Window { day: day as usize - 1, from: 0, to: minute(to) })
    };
    (1..=schedule.days).filter_map(window).collect()
}

#[cfg(test)]
mod tests;
