//! Which rules a plan breaks. Written apart from the search and without its shortcuts, so that a mistake there is seen here.

use serde::{Deserialize, Serialize};

use super::{Placement, Problem, Rule, Spot, rules::broken_alone};

/// A rule that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// Which rule.
    pub rule: Rule,
    /// The sessions that break it, by their numbers.
    pub sessions: Vec<usize>,
    /// The day and the group, if it is about a group's day.
    pub group_day: Option<(usize, usize)>,
}

/// All rules that the placed sessions break. A session that is not placed breaks none.
pub fn check(problem: &Problem, placement: &Placement) -> Vec<Violation> {
    let placed: Vec<(usize, Spot)> = placement.iter().enumerate().filter_map(|(number, spot)| spot.map(|spot| (number, spot))).collect();
    let mut found = Vec::new();
    for (number, spot) in &placed {
        let alone = broken_alone(problem, *number, *spot);
        found.extend(alone.into_iter().map(|rule| Violation { rule, sessions: vec![*number], group_day: None }));
    }
    let ways = problem.ways();
    for (place, one) in placed.iter().enumerate() {
        for other in &placed[place + 1..] {
            let rules = together(problem, &ways, *one, *other);
            found.extend(rules.into_iter().map(|rule| Violation { rule, sessions: vec![one.0, other.0], group_day: None }));
        }
    }
    for day in 0..problem.days.len() {
        for group in 0..problem.groups.len() {
            found.extend(group_day(problem, &placed, day, group));
        }
    }
    found
}

/// The rules that two sessions break together.
fn together(problem: &Problem, ways: &[Vec<u16>], one: (usize, Spot), other: (usize, Spot)) -> Vec<Rule> {
    let mut broken = Vec::new();
    let span = |(number, spot): (usize, Spot)| {
        let from = spot.day * 10_000 + usize::from(spot.start);
        from..from + usize::from(problem.sessions[number].minutes)
    };
    let (a, b) = (span(one), span(other));
    let overlap = a.start < b.end && b.start < a.end;
    let (faculty, groups) = problem.share_people(one.0, other.0);
    if overlap && one.1.room.is_some() && one.1.room == other.1.room {
        broken.push(Rule::RoomOnce);
    }
    if overlap && faculty {
        broken.push(Rule::FacultyOnce);
    }
    if overlap && groups {
        broken.push(Rule::GroupOnce);
    }
    if overlap && problem.are_repeats(one.0, other.0) {
        broken.push(Rule::Repeats);
    }
    if let (Some(from), Some(to), true, false) = (one.1.room, other.1.room, faculty || groups, overlap) {
        let way = usize::from(ways[problem.rooms[from].venue][problem.rooms[to].venue]);
        let between = if a.end <= b.start { b.start - a.end } else { a.start - b.end };
        if one.1.day == other.1.day && between < way {
            broken.push(Rule::Travel);
        }
    }
    let first = |before: usize, after: usize| problem.sessions[after].after.contains(&before);
    if (first(one.0, other.0) && b.start < a.end) || (first(other.0, one.0) && a.start < b.end) {
        broken.push(Rule::Order);
    }
    broken
}

/// What is wrong with the day of a group, found minute by minute.
fn group_day(problem: &Problem, placed: &[(usize, Spot)], day: usize, group: usize) -> Vec<Violation> {
    let (mut busy, mut taught) = ([false; 3000], [false; 3000]);
    let mut sessions = Vec::new();
    for (number, spot) in placed {
        let session = &problem.sessions[*number];
        if spot.day != day || !session.groups.contains(&group) || session.elective {
            continue;
        }
        sessions.push(*number);
        for minute in usize::from(spot.start)..usize::from(spot.start) + usize::from(session.minutes) {
            busy[minute] |= session.kind != crate::residencies::SessionKind::Meal;
            taught[minute] |= session.kind.is_education();
        }
    }
    let mut found = Vec::new();
    let mut broken = |rule: Rule| found.push(Violation { rule, sessions: sessions.clone(), group_day: Some((group, day)) });
    if let Some(lunch) = problem.days[day].lunch {
        let (mut free, mut longest) = (0_u16, 0_u16);
        for minute in lunch.from..lunch.to {
            free = if busy[usize::from(minute)] { 0 } else { free + 1 };
            longest = longest.max(free);
        }
        if longest < lunch.minutes {
            broken(Rule::Lunch);
        }
    }
    let (first, last) = (taught.iter().position(|taught| *taught), taught.iter().rposition(|taught| *taught));
    let minutes = first.zip(last).map_or(0, |(first, last)| last + 1 - first);
    if problem.days[day].longest.is_some_and(|longest| minutes > usize::from(longest)) {
        broken(Rule::Longest);
    }
    found
}
