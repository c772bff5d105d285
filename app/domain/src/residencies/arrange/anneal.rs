//! Simulated annealing: small moves, worse ones too, less and less of them (Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated
//! annealing", Science 1983). Rules may be broken on the way, at a price; a plan counts only if it breaks none.

use super::{Dice, state::Cost, state::State};

/// How much a step of the grid counts by which a rule is broken, in parts of the greatest weight of a wish: dearer than any wish, and cheap
/// enough to pass through.
const BROKEN: i64 = 3;
/// A move that breaks so much more than it may gain is not looked at further.
const HOPELESS: f64 = 150.0;
/// How hot it begins, in parts of the greatest weight of a wish.
const HOT: f64 = 0.3;
/// How cold it ends, in parts of the greatest weight, and at most: a point more is then hardly ever taken.
const COLD: (f64, f64) = (0.03, 0.3);
/// How many moves are tried between two looks at the time.
const STRETCH: u64 = 512;

/// A move of one or two sessions to spots of theirs.
#[derive(Clone, Copy, Debug)]
struct Move {
    first: (usize, usize),
    second: Option<(usize, usize)>,
}

/// A walk through plans, and the best it has seen.
#[derive(Debug)]
pub(super) struct Walk<'s, 'm, 'p> {
    state: &'s mut State<'m, 'p>,
    movable: Vec<usize>,
    best: Vec<Option<usize>>,
    best_cost: Cost,
    /// The greatest weight of a wish, at least 1.
    greatest: i64,
    /// How many moves were tried.
    pub tried: u64,
}

impl<'s, 'm, 'p> Walk<'s, 'm, 'p> {
    /// From where the state is, after so many tries.
    pub fn new(state: &'s mut State<'m, 'p>, tried: u64) -> Self {
        let movable = (0..state.chosen.len()).filter(|number| state.model.spots[*number].len() > 1).collect();
        let (best, best_cost) = (state.chosen.clone(), state.cost);
        let greatest = i64::from(state.model.problem.weights.greatest().max(1));
        Self { state, movable, best, best_cost, greatest, tried }
    }

    /// Walks, ever colder, until the share of its time that `spent` tells is 1; that gets what was tried, and the state whenever the best
    /// got better.
    ///
    /// Leaves the state at the best.
    pub fn walk(&mut self, dice: &mut Dice, spent: &mut dyn FnMut(u64, Option<&State>) -> f64) {
        let mut share = spent(self.tried, Some(self.state));
        let greatest = self.greatest as f64;
        let cold = (COLD.0 * greatest).min(COLD.1);
        let hot = (HOT * greatest).max(2.0 * cold);
        while share < 1.0 && !self.movable.is_empty() {
            let heat = hot * (cold / hot).powf(share.max(0.0));
            let before = self.best_cost;
            for _ in 0..STRETCH {
                self.step(dice, heat);
            }
            self.tried += STRETCH;
            let better = self.best_cost < before;
            let told = better.then(|| self.state_at_best());
            share = spent(self.tried, told.as_ref());
        }
        self.return_to_best();
    }

    fn state_at_best(&self) -> State<'m, 'p> {
        let mut state = self.state.clone();
        for (session, spot) in self.best.iter().enumerate() {
            if state.chosen[session] != *spot {
                state.moved(session, *spot);
            }
        }
        state
    }

    fn return_to_best(&mut self) {
        for session in 0..self.best.len() {
            if self.state.chosen[session] != self.best[session] {
                self.state.moved(session, self.best[session]);
            }
        }
    }

    /// Tries one move.
    fn step(&mut self, dice: &mut Dice, heat: f64) {
        let Some(chosen) = self.propose(dice) else { return };
        let most = -heat * (1.0 - dice.fraction()).ln();
        let (session, spot) = chosen.first;
        let Some(second) = chosen.second else {
            if let Some(change) = self.bearable(session, spot, most) {
                self.state.put(session, Some(spot), change);
                self.remember();
            }
            return;
        };
        let back = self.state.chosen[session];
        let mut change = self.state.moved(session, Some(spot));
        let after = self.state.change(second.0, Some(second.1));
        change += after;
        if self.weight(change) <= most {
            self.state.put(second.0, Some(second.1), after);
            self.remember();
        } else {
            self.state.moved(session, back);
        }
    }

    /// What a move changes, if that is not too much worse.
    fn bearable(&mut self, session: usize, spot: usize, most: f64) -> Option<Cost> {
        let at = &self.state.model.spots[session][spot];
        let bound = self.state.trouble[session] + ((most + HOPELESS) / (BROKEN * self.greatest) as f64) as i64;
        let way = self.state.in_the_way_within(session, at, bound)?;
        let change = self.state.change_given(session, Some(spot), way);
        (self.weight(change) <= most).then_some(change)
    }

    fn weight(&self, change: Cost) -> f64 {
        (change.broken * BROKEN * self.greatest + change.points) as f64
    }

    fn remember(&mut self) {
        if self.state.cost < self.best_cost {
            self.best_cost = self.state.cost;
            self.best.clone_from(&self.state.chosen);
        }
    }

    /// A move by chance; none if what came up cannot be.
    fn propose(&self, dice: &mut Dice) -> Option<Move> {
        let session = *dice.pick(&self.movable)?;
        let single = |spot: usize| Move { first: (session, spot), second: None };
        match dice.below(100) {
            0..35 => Some(single(dice.below(self.state.model.spots[session].len()))),
            35..55 => self.other_room(session, dice).map(single),
            55..75 => self.other_time(session, dice).map(single),
            75..90 => self.swap(session, *dice.pick(&self.movable)?),
            _ => self.exchange(session, dice),
        }
        .filter(|chosen| self.state.chosen[session] != Some(chosen.first.1))
    }

    /// The same time in another room.
    fn other_room(&self, session: usize, dice: &mut Dice) -> Option<usize> {
        let (model, at) = (self.state.model, self.state.at(session)?);
        let rooms = model.problem.rooms.len() + 1;
        (0..4).find_map(|_| model.find(session, at.day(), at.item.start, dice.below(rooms)))
    }

    /// The same room on the same day, up to six steps earlier or later.
    fn other_time(&self, session: usize, dice: &mut Dice) -> Option<usize> {
        let (model, at) = (self.state.model, self.state.at(session)?);
        let by = dice.between(0, 12) as i32 - 6;
        model.find(session, at.day(), at.item.start + by * model.grid, at.room())
    }

    /// Two sessions change places; a room that does not fit is kept.
    fn swap(&self, one: usize, other: usize) -> Option<Move> {
        let (model, here, there) = (self.state.model, self.state.at(one)?, self.state.at(other)?);
        let find = |session: usize, to: &super::model::At, own: usize| {
            model.find(session, to.day(), to.item.start, to.room()).or_else(|| model.find(session, to.day(), to.item.start, own))
        };
        let (first, second) = (find(one, there, here.room())?, find(other, here, there.room())?);
        (one != other).then_some(Move { first: (one, first), second: Some((other, second)) })
    }

    /// A session and the one after it, for the same people, come in the other order within the same time.
    fn exchange(&self, session: usize, dice: &mut Dice) -> Option<Move> {
        let (model, here) = (self.state.model, self.state.at(session)?);
        let line = *dice.pick(&model.lines_of[session])?;
        let mut later = self.state.on_day(line, here.day()).iter().filter(|(_, item)| item.start >= here.item.end);
        let other = later.next()?.0;
        let there = self.state.at(other)?;
        let end = there.item.end - (here.item.end - here.item.start);
        let (first, second) =
            (model.find(session, here.day(), end, here.room())?, model.find(other, here.day(), here.item.start, there.room())?);
        Some(Move { first: (session, first), second: Some((other, second)) })
    }
}
