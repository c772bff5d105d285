//! A session that has no spot at all, whatever else is placed.

use super::{
    Reason, spot_words,
    words::{listed, long},
};
use crate::residencies::arrange::{Problem, Rule, Rules, Session, Spot, breaks_alone, model::all_spots};

/// The rules that a session can break alone, those first that are best given up for a shorter reason.
const RULES: [Rule; 10] = [
    Rule::Hours,
    Rule::Room,
    Rule::Open,
    Rule::Excluded,
    Rule::Available,
    Rule::FacultyFree,
    Rule::RoomFree,
    Rule::Capacity,
    Rule::Features,
    Rule::Fixed,
];

/// Every spot of a session that breaks no rule alone.
pub(super) fn spots(problem: &Problem, number: usize) -> Vec<Spot> {
    let all = problem.sessions[number].locked.map_or_else(|| all_spots(problem, number), |spot| vec![spot]);
    all.into_iter().filter(|spot| fits(problem, number, *spot, Rules::ALL)).collect()
}

fn fits(problem: &Problem, number: usize, spot: Spot, rules: Rules) -> bool {
    RULES.into_iter().all(|rule| !rules.has(rule) || !breaks_alone(problem, number, spot, rule))
}

/// Why a session has no spot: a smallest set of rules that leave none. Nothing if it has one.
pub(super) fn nowhere(problem: &Problem, number: usize) -> Option<Reason> {
    let session = &problem.sessions[number];
    let mut spots = all_spots(problem, number);
    spots.extend(session.locked);
    if spots.iter().any(|spot| fits(problem, number, *spot, Rules::ALL)) {
        return None;
    }
    // A rule without which there is still no spot is no part of the reason.
    let mut rules = Rules::ALL;
    let mut needed = Vec::new();
    for rule in RULES {
        if spots.iter().any(|spot| fits(problem, number, *spot, rules.without(rule))) {
            needed.push(rule);
        } else {
            rules = rules.without(rule);
        }
    }
    let details: Vec<String> = needed.iter().map(|rule| detail(problem, number, *rule)).collect();
    let (title, minutes) = (&session.title, long(u64::from(session.minutes)));
    let words = if details.is_empty() {
        format!("“{title}” has no place: there is no day, or no room.")
    } else {
        format!("“{title}” ({minutes}) has no place: {}.", listed(&details))
    };
    Some(Reason { words, rules: needed, sessions: vec![number] })
}

/// What a rule comes to for a session.
fn detail(problem: &Problem, number: usize, rule: Rule) -> String {
    let session = &problem.sessions[number];
    match rule {
        Rule::Hours => {
            let longest = problem.days.iter().map(|day| day.closes - day.opens).max().unwrap_or(0);
            format!("it must lie within a day, of which the longest has {}", long(u64::from(longest)))
        }
        Rule::Capacity => {
            let most = problem.rooms.iter().map(|room| room.capacity).max().unwrap_or(0);
            format!("it needs {} seats (the largest room has {most})", session.size)
        }
        Rule::Features => format!("its room must have {}", listed(&session.features)),
        Rule::Available => format!("{} must be available all through it", faculty(problem, session)),
        Rule::FacultyFree => format!("{} must not be at another residency", faculty(problem, session)),
        Rule::RoomFree => "its room must not be taken by another residency".to_owned(),
        Rule::Excluded => "some times are ruled out for it".to_owned(),
        Rule::Open => "its room must be open".to_owned(),
        Rule::Fixed => session.locked.map_or_else(String::new, |spot| format!("it is fixed on {}", spot_words(problem, spot))),
        _ => "it needs a room".to_owned(),
    }
}

fn faculty(problem: &Problem, session: &Session) -> String {
    let names: Vec<&str> = session.faculty.iter().map(|person| problem.faculty[*person].name.as_str()).collect();
    listed(&names)
}
