//! Why not every session has a place. What is said to be impossible is proved; what is not proved is never said to be.
//!
//! `alone`: a session that has no spot whatever else is placed. `order`: circles, and chains longer than the days. `loads`: more hours than
//! there are. `exact`: a few sessions of which a complete search shows that they do not go together.

mod alone;
mod exact;
mod loads;
mod order;
mod words;

use serde::{Deserialize, Serialize};

use super::{Placement, Problem, Rule, Spot, Violation, check};
use crate::residencies::clock::clock;
use words::listed;
pub(super) use words::titles;

/// How many reasons are given at most where nothing is proved.
const TIGHTEST: usize = 6;
/// Below this share of what there is, nothing is called tight.
const TIGHT: f64 = 0.6;

/// A reason in words, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// One or more whole sentences.
    pub words: String,
    /// The rules that conflict.
    pub rules: Vec<Rule>,
    /// The sessions that it is about, by their numbers.
    pub sessions: Vec<usize>,
}

/// Why there is no whole plan, as far as it can be proved at once; nothing if it cannot.
pub fn proved(problem: &Problem) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = (0..problem.sessions.len()).filter_map(|number| alone::nowhere(problem, number)).collect();
    reasons.extend(fixed(problem));
    reasons.extend(order::circle(problem).or_else(|| order::too_long(problem, &reasons)));
    reasons.extend(loads::all(problem).into_iter().filter(|load| load.need > load.have).map(loads::Load::reason));
    reasons
}

/// Sessions that are fixed and break a rule together.
fn fixed(problem: &Problem) -> Vec<Reason> {
    let placement: Placement = problem.sessions.iter().map(|session| session.locked).collect();
    let together = check(problem, &placement).into_iter().filter(|violation| violation.sessions.len() > 1 || violation.group_day.is_some());
    let reason = |violation: Violation| {
        let (names, one) = (titles(problem, &violation.sessions), violation.sessions.len() == 1);
        Reason {
            words: format!("{names} {} fixed where the rule is broken that {}.", if one { "is" } else { "are" }, violation.rule.words()),
            rules: vec![Rule::Fixed, violation.rule],
            sessions: violation.sessions,
        }
    };
    together.map(reason).collect()
}

/// A proof that takes a search: a smallest set of sessions that do not go together, around one that has no place. Nothing if none is found.
pub fn dug(problem: &Problem, placement: &Placement, go_on: &dyn Fn() -> bool) -> Option<Reason> {
    exact::conflict(problem, placement, go_on)
}

/// Where it is tightest, if a whole plan was not found. Nothing here says that there is none.
pub fn tightest(problem: &Problem, placement: &Placement) -> Vec<Reason> {
    let unplaced = (0..placement.len()).filter(|number| placement[*number].is_none());
    let mut reasons: Vec<Reason> = unplaced.map(|number| taken(problem, placement, number)).take(TIGHTEST / 2).collect();
    let mut loads: Vec<loads::Load> = loads::all(problem).into_iter().filter(|load| load.share() >= TIGHT).collect();
    loads.sort_by(|one, other| other.share().total_cmp(&one.share()));
    loads.dedup_by(|next, one| next.whose == one.whose);
    reasons.extend(loads.into_iter().take(TIGHTEST - reasons.len()).map(loads::Load::reason));
    reasons
}

/// What takes the spots of a session in a plan.
fn taken(problem: &Problem, placement: &Placement, number: usize) -> Reason {
    let spots = alone::spots(problem, number);
    let mut blocking: Vec<(usize, Rule, Vec<usize>)> = Vec::new();
    for spot in &spots {
        let mut tried = placement.clone();
        tried[number] = Some(*spot);
        for violation in check(problem, &tried) {
            let others = violation.sessions.iter().copied().filter(|other| *other != number && violation.sessions.len() == 2);
            match blocking.iter_mut().find(|(_, rule, _)| *rule == violation.rule) {
                Some((count, _, sessions)) => {
                    *count += 1;
                    sessions.extend(others);
                }
                None => blocking.push((1, violation.rule, others.collect())),
            }
        }
    }
    blocking.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    let rules: Vec<Rule> = blocking.iter().take(3).map(|(_, rule, _)| *rule).collect();
    let words: Vec<&str> = rules.iter().map(|rule| rule.words()).collect();
    let title = &problem.sessions[number].title;
    Reason {
        words: format!(
            "“{title}” found no place. Of {} that suit it, each is taken in the best plan, mostly by the rule that {}.",
            words::counted(spots.len(), "spot", "spots"),
            listed(&words)
        ),
        rules,
        sessions: vec![number],
    }
}

/// A spot in words: "Day 1 at 09:00 in Room 101".
fn spot_words(problem: &Problem, spot: Spot) -> String {
    let room = spot.room.map(|room| format!(" in {}", problem.rooms[room].name)).unwrap_or_default();
    format!("{} at {}{room}", problem.days[spot.day].name, clock(i64::from(spot.start)))
}
