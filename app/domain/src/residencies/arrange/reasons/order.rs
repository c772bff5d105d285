//! The order of topics: circles, and chains that the days are too short for.

use super::{Reason, words::titles};
use crate::residencies::arrange::{Problem, Rule, Rules, model::Model};

/// Sessions that come after each other in a circle.
pub(super) fn circle(problem: &Problem) -> Option<Reason> {
    let found = (0..problem.sessions.len()).find_map(|start| back_to(problem, start))?;
    let words =
        format!("{} each come after the one before, and the first after the last: no order satisfies that.", titles(problem, &found));
    Some(Reason { words, rules: vec![Rule::Order], sessions: found })
}

/// The shortest way from a session through what comes before back to itself; told in the order of the topics.
fn back_to(problem: &Problem, start: usize) -> Option<Vec<usize>> {
    let mut came_from: Vec<Option<usize>> = vec![None; problem.sessions.len()];
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(session) = queue.pop_front() {
        for before in &problem.sessions[session].after {
            if *before == start {
                let mut way = vec![session];
                while let Some(next) = came_from[way[way.len() - 1]] {
                    way.push(next);
                }
                return Some(way);
            }
            if came_from[*before].is_none() {
                came_from[*before] = Some(session);
                queue.push_back(*before);
            }
        }
    }
    None
}

/// A chain of sessions for which there is no time in their order. Those that have no place anyway are left out.
pub(super) fn too_long(problem: &Problem, known: &[Reason]) -> Option<Reason> {
    let hopeless = |number: &usize| known.iter().any(|reason| reason.sessions.contains(number));
    let mut sessions: Vec<usize> = (0..problem.sessions.len()).filter(|number| !hopeless(number)).collect();
    if fits(problem, &sessions) {
        return None;
    }
    for number in sessions.clone() {
        let without: Vec<usize> = sessions.iter().copied().filter(|other| *other != number).collect();
        if !fits(problem, &without) {
            sessions = without;
        }
    }
    let words = format!(
        "{} follow each other, and there is no time for all of them in that order, even if nothing else were placed.",
        titles(problem, &sessions)
    );
    Some(Reason { words, rules: vec![Rule::Order], sessions })
}

/// Whether the order leaves each of these a spot.
fn fits(problem: &Problem, sessions: &[usize]) -> bool {
    let model = Model::new(problem, Rules::ALL, sessions);
    sessions.iter().all(|number| !model.spots[*number].is_empty())
}
