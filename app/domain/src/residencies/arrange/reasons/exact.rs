//! A complete search over a few sessions: if it ends without a plan, there is none, and adding more sessions does not make one.

use std::cell::Cell;

use super::{
    Reason, alone,
    words::{listed, titles},
};
use crate::residencies::arrange::{
    Placement, Problem, Rule, Rules,
    model::{At, Model},
    state::State,
};

/// How many steps a proof may take, and how many all together.
const STEPS: u64 = 4_000;
/// How many steps all proofs may take.
const ALL_STEPS: u64 = 60_000;
/// Sets with more sessions are not tried: a proof by search would not end.
const MOST_SESSIONS: usize = 14;
/// For how many sessions without a place a proof is tried.
const MOST_TRIED: usize = 3;

/// A smallest set of sessions, and of rules, that leave no plan; around a session that has no place. Nothing if none is found.
pub(super) fn conflict(problem: &Problem, placement: &Placement, go_on: &dyn Fn() -> bool) -> Option<Reason> {
    let proofs = Proofs { problem, left: Cell::new(ALL_STEPS), go_on };
    let unplaced = (0..placement.len()).filter(|number| placement[*number].is_none() && !alone::spots(problem, *number).is_empty());
    for number in unplaced.take(MOST_TRIED) {
        let mut sets = around(problem, number);
        sets.sort_by_key(Vec::len);
        for set in sets.into_iter().filter(|set| (2..=MOST_SESSIONS).contains(&set.len())) {
            if proofs.none(&set, Rules::ALL) {
                return Some(proofs.reason(set));
            }
        }
    }
    None
}

/// Sets of sessions that may not go together with one: of the same faculty, of a group, in the same rooms, before and after it.
fn around(problem: &Problem, number: usize) -> Vec<Vec<usize>> {
    let all = 0..problem.sessions.len();
    let session = &problem.sessions[number];
    let with = |has: &dyn Fn(usize) -> bool| all.clone().filter(|other| *other == number || has(*other)).collect::<Vec<usize>>();
    let order = |other: usize| session.after.contains(&other) || problem.sessions[other].after.contains(&number);
    let fixed = |other: usize| problem.sessions[other].locked.is_some();
    let people = |other: usize| problem.share_people(number, other);
    let rooms =
        |number: usize| alone::spots(problem, number).iter().filter_map(|spot| spot.room).collect::<std::collections::BTreeSet<_>>();
    let own = rooms(number);
    let mut sets = vec![
        with(&|other| fixed(other) && (people(other) != (false, false) || order(other))),
        with(&order),
        with(&|other| people(other).0),
        with(&|other| people(other).0 || order(other) || fixed(other)),
        with(&|other| !own.is_empty() && !rooms(other).is_empty() && rooms(other).is_subset(&own)),
    ];
    for group in &session.groups {
        let theirs = |other: usize| problem.sessions[other].groups.contains(group);
        sets.push(with(&|other| theirs(other) && !problem.sessions[other].elective));
        sets.push(with(&|other| theirs(other) && (people(other).0 || fixed(other) || order(other))));
        // Those of a group that can only be on the days of this one.
        let days = |number: usize| alone::spots(problem, number).iter().map(|spot| spot.day).collect::<std::collections::BTreeSet<_>>();
        let own = days(number);
        sets.push(with(&|other| theirs(other) && days(other).is_subset(&own)));
    }
    sets
}

/// Proofs within a number of steps.
struct Proofs<'a> {
    problem: &'a Problem,
    left: Cell<u64>,
    go_on: &'a dyn Fn() -> bool,
}

impl Proofs<'_> {
    /// The set and the rules made as small as they can be with the proof still there, in words.
    fn reason(&self, mut set: Vec<usize>) -> Reason {
        self.left.set(ALL_STEPS);
        for number in set.clone() {
            let without: Vec<usize> = set.iter().copied().filter(|other| *other != number).collect();
            if self.none(&without, Rules::ALL) {
                set = without;
            }
        }
        let (mut rules, mut needed) = (Rules::ALL, Vec::new());
        for rule in Rule::ALL {
            if self.none(&set, rules.without(rule)) {
                rules = rules.without(rule);
            } else {
                needed.push(rule);
            }
        }
        let words: Vec<&str> = needed.iter().map(|rule| rule.words()).collect();
        let (names, is) = (titles(self.problem, &set), if set.len() == 1 { "has no place" } else { "do not go together" });
        Reason {
            words: format!("{names} {is}, whatever else is moved: the rules say that {}.", listed(&words)),
            rules: needed,
            sessions: set,
        }
    }

    /// Whether it is proved that these sessions have no plan under these rules.
    fn none(&self, set: &[usize], rules: Rules) -> bool {
        // Without rooms there are far fewer spots to try; what has no plan even then has none.
        let bare = Model::new(self.problem, rules.without(Rule::RoomOnce).without(Rule::Travel), set);
        let mut spots: Vec<Vec<&At>> = set.iter().map(|number| bare.spots[*number].iter().collect()).collect();
        spots.iter_mut().for_each(|spots| spots.dedup_by_key(|at| (at.day, at.item.start)));
        if self.search(&bare, set, spots) == Some(false) {
            return true;
        }
        let model = Model::new(self.problem, rules, set);
        let spots = set.iter().map(|number| model.spots[*number].iter().collect()).collect();
        self.search(&model, set, spots) == Some(false)
    }

    /// Whether there is a plan; nothing if the steps did not suffice to tell.
    fn search(&self, model: &Model, set: &[usize], spots: Vec<Vec<&At>>) -> Option<bool> {
        let steps = Cell::new(STEPS.min(self.left.get()));
        let begun = steps.get();
        let waiting = set.iter().copied().zip(spots).collect();
        let mut descent = Descent { model, steps: &steps, go_on: self.go_on };
        let found = descent.place(&mut State::new(model), waiting);
        self.left.set(self.left.get() - (begun - steps.get()));
        found
    }
}

/// One complete search.
struct Descent<'a, 'm> {
    model: &'m Model<'m>,
    steps: &'a Cell<u64>,
    go_on: &'a dyn Fn() -> bool,
}

impl<'m> Descent<'_, 'm> {
    /// Places all that wait, those with the fewest spots first.
    fn place(&mut self, state: &mut State<'m, 'm>, mut waiting: Vec<(usize, Vec<&At>)>) -> Option<bool> {
        let Some(next) = (0..waiting.len()).min_by_key(|place| waiting[*place].1.len()) else { return Some(true) };
        let (session, spots) = waiting.swap_remove(next);
        for at in spots {
            if self.steps.get() == 0 || !(self.go_on)() {
                return None;
            }
            self.steps.set(self.steps.get() - 1);
            state.moved(session, Some(self.model.place(session, at)));
            let fits = |other: usize, there: &At| self.model.pair(session, at, other, there) == 0;
            let left: Vec<(usize, Vec<&At>)> = waiting
                .iter()
                .map(|(other, spots)| (*other, spots.iter().copied().filter(|there| fits(*other, there)).collect()))
                .collect();
            if state.cost.broken == 0 && left.iter().all(|(_, spots)| !spots.is_empty()) {
                match self.place(state, left) {
                    Some(false) => {}
                    ended => return ended,
                }
            }
            state.moved(session, None);
        }
        Some(false)
    }
}
