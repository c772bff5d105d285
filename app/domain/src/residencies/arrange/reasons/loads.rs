//! Hours that are needed against hours that there are: of faculty, of groups, of rooms that alone will do.

use std::collections::BTreeSet;

use super::{
    Reason, alone,
    words::{counted, listed, long},
};
use crate::residencies::{
    SessionKind,
    arrange::{Day, Problem, Rule, Spot, Window},
};

/// With more days than these, only all of them together are looked at: the sets of days would be too many.
const DAYS: usize = 6;

/// What is needed of somebody or something on some days, and what there is.
#[derive(Clone, Debug)]
pub(super) struct Load {
    /// Of whom or what.
    pub whose: String,
    /// Minutes.
    pub need: u64,
    /// Minutes.
    pub have: u64,
    words: String,
    rules: Vec<Rule>,
    sessions: Vec<usize>,
}

impl Load {
    /// The share that is needed of what there is.
    pub fn share(&self) -> f64 {
        if self.have == 0 { f64::INFINITY } else { self.need as f64 / self.have as f64 }
    }

    /// As a reason.
    pub fn reason(self) -> Reason {
        Reason { words: self.words, rules: self.rules, sessions: self.sessions }
    }
}

/// A session as far as counting goes.
struct Counted {
    number: usize,
    minutes: u64,
    days: BTreeSet<usize>,
    rooms: BTreeSet<usize>,
}

/// All loads, on all sets of days that some sessions are bound to.
pub(super) fn all(problem: &Problem) -> Vec<Load> {
    let counted = |number: usize| {
        let spots: Vec<Spot> = alone::spots(problem, number);
        Counted {
            number,
            minutes: u64::from(problem.sessions[number].minutes),
            days: spots.iter().map(|spot| spot.day).collect(),
            rooms: spots.iter().filter_map(|spot| spot.room).collect(),
        }
    };
    // What has no spot at all has a reason of its own.
    let sessions: Vec<Counted> = (0..problem.sessions.len()).map(counted).filter(|session| !session.days.is_empty()).collect();
    let mut loads = Vec::new();
    for days in sets_of_days(problem.days.len()) {
        let bound: Vec<&Counted> = sessions.iter().filter(|session| session.days.is_subset(&days)).collect();
        loads.extend((0..problem.faculty.len()).filter_map(|person| faculty(problem, &bound, &days, person)));
        loads.extend((0..problem.groups.len()).flat_map(|group| groups(problem, &bound, &days, group)));
        loads.extend(rooms(problem, &bound, &days));
    }
    loads
}

/// The small sets first: what is short on one day is told of that day.
fn sets_of_days(count: usize) -> Vec<BTreeSet<usize>> {
    if count > DAYS {
        return vec![(0..count).collect()];
    }
    let mut sets: Vec<BTreeSet<usize>> =
        (1..1_usize << count).map(|bits| (0..count).filter(|day| bits & (1 << day) != 0).collect()).collect();
    sets.sort_by_key(BTreeSet::len);
    sets
}

fn load(problem: &Problem, sessions: &[&Counted], days: &BTreeSet<usize>, have: u64, whose: &str, rules: &[Rule]) -> Option<Load> {
    let need = sessions.iter().map(|session| session.minutes).sum();
    let names: Vec<&str> = days.iter().map(|day| problem.days[*day].name.as_str()).collect();
    let words = format!(
        "{whose}: {} can only be on {} and take {}; there {} {}.",
        counted(sessions.len(), "session", "sessions"),
        listed(&names),
        long(need),
        if have == 60 { "is" } else { "are" },
        long(have),
    );
    let sessions: Vec<usize> = sessions.iter().map(|session| session.number).collect();
    (need > 0).then(|| Load { whose: whose.to_owned(), need, have, words, rules: rules.to_vec(), sessions })
}

fn faculty(problem: &Problem, bound: &[&Counted], days: &BTreeSet<usize>, person: usize) -> Option<Load> {
    let theirs = |session: &&&Counted| problem.sessions[session.number].faculty.contains(&person);
    let sessions: Vec<&Counted> = bound.iter().filter(theirs).copied().collect();
    let teacher = &problem.faculty[person];
    let free = |day: usize| {
        let spans = teacher.free.as_ref().map_or_else(|| vec![(0, 1440)], |windows| on(day, windows));
        within(&problem.days[day], &spans, &on(day, &teacher.taken))
    };
    let have = days.iter().map(|day| free(*day)).sum();
    load(problem, &sessions, days, have, &teacher.name, &[Rule::FacultyOnce, Rule::Available, Rule::FacultyFree])
}

/// The spans of a day among some windows.
fn on(day: usize, windows: &[Window]) -> Vec<(u16, u16)> {
    windows.iter().filter(|window| window.day == day).map(|window| (window.from, window.to)).collect()
}

/// Minutes of a day that lie in any of some spans and in none of what is taken.
fn within(day: &Day, spans: &[(u16, u16)], taken: &[(u16, u16)]) -> u64 {
    let lies = |minute: u16, spans: &[(u16, u16)]| spans.iter().any(|(from, to)| *from <= minute && minute < *to);
    (day.opens..day.closes).filter(|minute| lies(*minute, spans) && !lies(*minute, taken)).count() as u64
}

/// A group's hours without lunch, and its hours of education where a day may have only so many.
fn groups(problem: &Problem, bound: &[&Counted], days: &BTreeSet<usize>, group: usize) -> Vec<Load> {
    let name = &problem.groups[group].name;
    // What people choose may lie side by side, and meals may be lunch.
    let must = |session: &&&Counted| {
        let session = &problem.sessions[session.number];
        session.groups.contains(&group) && !session.elective && session.kind != SessionKind::Meal
    };
    let sessions: Vec<&Counted> = bound.iter().filter(must).copied().collect();
    let free = |day: &Day| {
        let lunch = day.lunch.filter(|lunch| lunch.from >= day.opens && lunch.to <= day.closes);
        u64::from(day.closes - day.opens) - lunch.map_or(0, |lunch| u64::from(lunch.minutes))
    };
    let have = days.iter().map(|day| free(&problem.days[*day])).sum();
    let whole = load(problem, &sessions, days, have, name, &[Rule::GroupOnce, Rule::Hours, Rule::Lunch]);
    let taught: Vec<&Counted> = sessions.iter().filter(|one| problem.sessions[one.number].kind.is_education()).copied().collect();
    let longest = |day: &usize| {
        let day = &problem.days[*day];
        day.longest.map(|longest| free(day).min(u64::from(longest)))
    };
    let longest: Option<u64> = days.iter().map(longest).sum();
    let taught =
        longest.and_then(|have| load(problem, &taught, days, have, &format!("Education of {name}"), &[Rule::GroupOnce, Rule::Longest]));
    whole.into_iter().chain(taught).collect()
}

/// For each set of rooms that alone will do for some session: all sessions for which only rooms of it will do.
fn rooms(problem: &Problem, bound: &[&Counted], days: &BTreeSet<usize>) -> Vec<Load> {
    let sets: BTreeSet<&BTreeSet<usize>> = bound.iter().map(|session| &session.rooms).filter(|rooms| !rooms.is_empty()).collect();
    let of = |rooms: &BTreeSet<usize>| {
        let only = |session: &&&Counted| !session.rooms.is_empty() && session.rooms.is_subset(rooms);
        let sessions: Vec<&Counted> = bound.iter().filter(only).copied().collect();
        let open = |room: &usize| {
            let room = &problem.rooms[*room];
            let free = |day: &usize| within(&problem.days[*day], &[(room.opens, room.closes)], &on(*day, &room.taken));
            days.iter().map(free).sum::<u64>()
        };
        let have = rooms.iter().map(open).sum();
        let names: Vec<&str> = rooms.iter().map(|room| problem.rooms[*room].name.as_str()).collect();
        let whose = if names.len() == problem.rooms.len() { "All rooms".to_owned() } else { format!("Only in {}", listed(&names)) };
        load(problem, &sessions, days, have, &whose, &[Rule::RoomOnce, Rule::Capacity, Rule::Features, Rule::Open, Rule::RoomFree])
    };
    sets.into_iter().filter_map(of).collect()
}
