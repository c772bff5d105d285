//! A first plan: the most constrained sessions first, each where it is least in the way; then what is in the way moves.

use std::cmp::Ordering;

use super::{
    Dice,
    model::At,
    points::Item,
    state::{Cost, State},
};

/// How many moves a session that was moved stays where it is, at least.
const REST: usize = 8;
/// How many moves are tried before it begins anew.
const REPAIRS: usize = 2000;
/// What a move of these costs, in moves of the walk: it looks at all spots of a session.
const A_REPAIR: u64 = 50;
/// The share of the time after which a plan that breaks rules has to do.
const PATIENCE: f64 = 0.6;

/// Looks for a plan that breaks no rule; where none is found in a share of the time, leaves one that breaks little.
///
/// A search that leads nowhere hardly ever gets better by going on, so it begins anew. Gives the moves tried.
pub(super) fn first(state: &mut State, dice: &mut Dice, spent: &dyn Fn(u64) -> f64) -> u64 {
    let mut tried = 0;
    let mut least: Option<(i64, Vec<Option<usize>>)> = None;
    loop {
        construct(state, dice);
        tried += A_REPAIR * state.chosen.len().max(1) as u64;
        let done = repair(state, dice, &mut tried, spent);
        if least.as_ref().is_none_or(|(broken, _)| state.cost.broken < *broken) {
            least = Some((state.cost.broken, state.chosen.clone()));
        }
        if done || spent(tried) >= PATIENCE {
            break;
        }
        *state = State::new(state.model);
    }
    for (session, spot) in least.into_iter().flat_map(|(_, chosen)| chosen).enumerate() {
        if state.chosen[session] != spot {
            state.moved(session, spot);
        }
    }
    tried
}

/// Puts every session that has a spot somewhere.
fn construct(state: &mut State, dice: &mut Dice) {
    let sessions = &state.model.problem.sessions;
    let mut order: Vec<usize> = (0..sessions.len()).filter(|number| !state.model.spots[*number].is_empty()).collect();
    dice.shuffle(&mut order);
    // Few spots first; of as many, those that take the time of many people.
    order.sort_by_cached_key(|number| {
        let session = &sessions[*number];
        let weight = usize::from(session.minutes) * (1 + session.groups.len() + session.faculty.len());
        (state.model.spots[*number].len() / (1 + weight / 60), usize::MAX - weight)
    });
    let mut waiting = order;
    while let Some(next) = waiting.iter().position(|number| is_next(state, *number, &waiting)) {
        let session = waiting.remove(next);
        if let Some((spot, change)) = best(state, session, dice, None) {
            state.put(session, Some(spot), change);
        }
    }
}

/// Whether nothing that comes before a session still waits; in a circle, where something always does, the first of all.
fn is_next(state: &State, session: usize, waiting: &[usize]) -> bool {
    let sessions = &state.model.problem.sessions;
    let free = |number: usize| !sessions[number].after.iter().any(|before| waiting.contains(before));
    free(session) || (waiting[0] == session && !waiting.iter().any(|number| free(*number)))
}

/// The spot of a session where it breaks least; of equals any. Pairs that bear a grudge weigh more.
fn best(state: &mut State, session: usize, dice: &mut Dice, grudges: Option<&[i64]>) -> Option<(usize, Cost)> {
    let model = state.model;
    let mut found: Option<(i64, usize)> = None;
    let mut equals = 0;
    for run in model.spots[session].chunk_by(|one, next| (one.day, one.item.start) == (next.day, next.item.start)) {
        let days = state.days_broken(session, &run[0]);
        let least = |found: Option<(i64, usize)>| found.map_or(i64::MAX, |(least, _)| least - days);
        // In whichever room, it is at least as much in the way as without one.
        let roomless = At { item: Item { room: model.problem.rooms.len() as u32, ..run[0].item }, ..run[0] };
        if weighed(state, session, &roomless, grudges) > least(found) {
            continue;
        }
        let (first, now) = (model.place(session, &run[0]), state.chosen[session]);
        for (spot, at) in (first..).zip(run).filter(|(spot, _)| now != Some(*spot)) {
            let weight = weighed(state, session, at, grudges);
            equals = match weight.cmp(&least(found)) {
                Ordering::Greater => continue,
                Ordering::Equal => equals + 1,
                Ordering::Less => 1,
            };
            if dice.below(equals) == 0 {
                found = Some((weight + days, spot));
            }
        }
    }
    found.map(|(_, spot)| (spot, state.change(session, Some(spot))))
}

/// Moves what breaks rules, always to where it is least in the way; true as soon as nothing is broken.
///
/// Each pair that was in each other's way counts more from then on, so that the search does not go in circles (Morris, "The breakout
/// method for escaping from local minima", AAAI 1993).
fn repair(state: &mut State, dice: &mut Dice, tried: &mut u64, spent: &dyn Fn(u64) -> f64) -> bool {
    let count = state.chosen.len();
    let (mut grudges, mut rested) = (vec![0_i64; count * count], vec![0_usize; count]);
    for step in 1..=REPAIRS {
        if state.cost.broken == 0 || spent(*tried) >= 1.0 {
            break;
        }
        let Some(session) = troubled(state, dice, step, &rested) else { break };
        *tried += A_REPAIR;
        let theirs = &grudges[session * count..][..count];
        let Some((spot, change)) = best(state, session, dice, Some(theirs)) else { continue };
        state.put(session, Some(spot), change);
        rested[session] = step + REST + dice.below(REST);
        remember(state, session, &mut grudges);
    }
    state.cost.broken == 0
}

/// A session that breaks a rule, is not fixed, and has rested.
fn troubled(state: &State, dice: &mut Dice, step: usize, rested: &[usize]) -> Option<usize> {
    let movable = |number: &usize| state.model.spots[*number].len() > 1;
    let breaks = |number: &usize| state.trouble[*number] + state.broken_days(*number) > 0;
    let troubled: Vec<usize> = (0..state.chosen.len()).filter(movable).filter(breaks).collect();
    let fresh: Vec<usize> = troubled.iter().copied().filter(|number| rested[*number] <= step).collect();
    if fresh.is_empty() { dice.pick(&troubled).copied() } else { dice.pick(&fresh).copied() }
}

/// By how much a session at a spot is in the way of all others; more where it was before.
fn weighed(state: &State, session: usize, at: &At, grudges: Option<&[i64]>) -> i64 {
    let Some(grudges) = grudges else { return state.in_the_way(session, at) };
    let pairs = state.pairs(session, at).zip(grudges);
    pairs.map(|(units, grudge)| if units > 0 { i64::from(units) + grudge } else { 0 }).sum()
}

fn remember(state: &State, session: usize, grudges: &mut [i64]) {
    let count = state.chosen.len();
    let Some(at) = state.at(session) else { return };
    for other in (0..count).filter(|other| *other != session) {
        if state.at(other).is_some_and(|there| state.model.pair(session, at, other, there) > 0) {
            grudges[session * count + other] += 1;
            grudges[other * count + session] += 1;
        }
    }
}

/// Takes away what breaks rules, the worst first, until nothing is broken; then puts what fits without breaking any back.
pub(super) fn settle(state: &mut State) {
    let fixed = |state: &State, number: usize| state.model.problem.sessions[number].locked.is_some();
    while state.cost.broken > 0 {
        let breaks = |number: &usize| state.trouble[*number] + state.broken_days(*number);
        let placed = (0..state.chosen.len()).filter(|number| state.chosen[*number].is_some());
        let Some(worst) = placed.max_by_key(|number| (breaks(number).min(1), !fixed(state, *number), breaks(number))) else { break };
        state.moved(worst, None);
    }
    for number in 0..state.chosen.len() {
        if state.chosen[number].is_some() {
            continue;
        }
        let fits = |state: &mut State, spot: usize| Some((state.change(number, Some(spot)), spot)).filter(|(change, _)| change.broken <= 0);
        let spots = 0..state.model.spots[number].len();
        let fitting: Vec<_> = spots.filter_map(|spot| fits(state, spot)).collect();
        if let Some((change, spot)) = fitting.into_iter().min() {
            state.put(number, Some(spot), change);
        }
    }
}
