//! The search as a whole: several walks at a time, the best of what they found, and the reason where something is left over.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use serde::{Deserialize, Serialize};

use super::{Dice, Placement, Problem, Rules, anneal::Walk, begin, check, model::Model, points, reasons, reasons::Reason, state::State};

/// The share of the time for what is possible of a problem that is proved to be impossible as a whole.
const WHERE_HOPELESS: f64 = 0.3;
/// The share of the time in which scouts are sent out. Problems have valleys that a walk does not leave again once it is cold: many short
/// walks find a deeper one than a long one does. With 60 sessions the plan of 20 seconds was 5.6 % from the best known before, and under 1 % since.
const SCOUTING: f64 = 0.6;
/// How many moves a scout tries for each session.
const SCOUT: u64 = 10_000;

/// How long and with what to search.
#[derive(Clone, Copy)]
pub struct Effort<'a> {
    /// The same seed and the same number of moves give the same plan.
    pub seed: u64,
    /// How many walks at a time, each in a thread.
    pub walks: usize,
    /// How many moves each walk tries at most; otherwise until the time is up.
    pub moves: Option<u64>,
    /// Which share of the time is gone: from 0 to 1, when it is up.
    pub spent: &'a (dyn Fn() -> f64 + Sync),
    /// Ends the search, which keeps what it has.
    pub cancel: &'a AtomicBool,
    /// Is told whenever a better plan is found.
    pub progress: &'a (dyn Fn(&Found) + Sync),
}

/// A plan that breaks no rule, on the way to a better one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Where each session is.
    pub placement: Placement,
    /// How many sessions have no place.
    pub unplaced: usize,
    /// Its points: fewer are better.
    pub points: u64,
}

impl Found {
    /// Less is better.
    fn value(&self) -> (usize, u64) {
        (self.unplaced, self.points)
    }
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Every session has a place.
    Whole,
    /// It is proved that not every session can have one, because of this.
    Impossible {
        /// Why, in the order in which they were found.
        reasons: Vec<Reason>,
    },
    /// No whole plan was found; whether there is one is not known.
    NotFound {
        /// Where it is tightest.
        tightest: Vec<Reason>,
    },
}

/// The best plan, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    /// The best plan. It breaks no rule, whatever the outcome.
    pub found: Found,
    /// How it ended.
    pub outcome: Outcome,
    /// How many moves were tried by all walks.
    pub tried: u64,
}

/// Places all sessions, or as many as can be found a place for.
///
/// # Errors
/// What contradicts itself in the problem, in sentences.
pub fn arrange(problem: &Problem, effort: &Effort) -> Result<Arrangement, Vec<String>> {
    let faults = problem.faults();
    if !faults.is_empty() {
        return Err(faults);
    }
    let proved = reasons::proved(problem);
    let end = if proved.is_empty() { 1.0 } else { WHERE_HOPELESS };
    let all: Vec<usize> = (0..problem.sessions.len()).collect();
    let model = Model::new(problem, Rules::ALL, &all);
    let best = Mutex::new(None);
    let walks: Vec<Walked> = std::thread::scope(|scope| {
        let walk = |number: usize| {
            let (model, best) = (&model, &best);
            scope.spawn(move || Search { problem, effort, end, best }.run(model, number as u64))
        };
        let running: Vec<_> = (0..effort.walks.max(1)).map(walk).collect();
        running.into_iter().filter_map(|walk| walk.join().ok()).collect()
    });
    let tried = walks.iter().map(|walk| walk.tried).sum();
    // The first walk of those that are as good: which one ended first is left to chance.
    let found = walks.into_iter().map(|walk| walk.found).min_by_key(Found::value);
    let found =
        found.unwrap_or_else(|| Found { placement: vec![None; problem.sessions.len()], unplaced: problem.sessions.len(), points: 0 });
    let outcome = outcome(problem, effort, &found, proved);
    Ok(Arrangement { found, outcome, tried })
}

fn outcome(problem: &Problem, effort: &Effort, found: &Found, proved: Vec<Reason>) -> Outcome {
    if found.unplaced == 0 {
        return Outcome::Whole;
    }
    if !proved.is_empty() {
        return Outcome::Impossible { reasons: proved };
    }
    let go_on = || !effort.cancel.load(Ordering::Relaxed);
    match reasons::dug(problem, &found.placement, &go_on) {
        Some(reason) => Outcome::Impossible { reasons: vec![reason] },
        None => Outcome::NotFound { tightest: reasons::tightest(problem, &found.placement) },
    }
}

/// Which share of the way from one share to another is gone: 1 where the end is reached.
fn between(from: f64, now: f64, to: f64) -> f64 {
    if now < to { (now - from) / (to - from) } else { 1.0 }
}

/// What a walk ended with.
struct Walked {
    found: Found,
    tried: u64,
}

/// What a part of a walk ended with: where it was, which may break rules, and the plan that makes.
struct Scouted<'m, 'p> {
    state: State<'m, 'p>,
    found: Found,
    tried: u64,
}

/// What all walks share.
struct Search<'a> {
    problem: &'a Problem,
    effort: &'a Effort<'a>,
    end: f64,
    best: &'a Mutex<Option<(usize, u64)>>,
}

impl Search<'_> {
    /// Scouts, one after the other; then a walk from the best of what they found.
    fn run(&self, model: &Model, number: u64) -> Walked {
        let mut dice = Dice::new(self.effort.seed.wrapping_mul(1_000_003).wrapping_add(number));
        let mut best = self.scout(model, &mut dice, 0);
        let mut tried = best.tried;
        while !model.is_fixed() && self.spent(tried) < SCOUTING {
            let next = self.scout(model, &mut dice, tried);
            tried += next.tried;
            if next.found.value() < best.found.value() {
                best = next;
            }
        }
        let from = self.spent(tried);
        let walked = self.walk(best.state, &mut dice, tried, &|tried| between(from, self.spent(tried), 1.0));
        // A walk from a plan that breaks rules may settle for less than the scout did.
        let found = if best.found.value() < walked.found.value() { best.found } else { walked.found };
        Walked { found, tried: tried + walked.tried }
    }

    /// A short walk, from nothing to a plan.
    fn scout<'m, 'p>(&self, model: &'m Model<'p>, dice: &mut Dice, before: u64) -> Scouted<'m, 'p> {
        let mut state = State::new(model);
        let begun = begin::first(&mut state, dice, &|tried| self.spent(before + tried));
        let from = self.spent(before + begun);
        let moves = (SCOUT * state.chosen.len() as u64) as f64;
        // As long as a scout goes, or as there is time for scouts.
        let spent = |tried: u64| between(from, self.spent(tried), SCOUTING).max((tried - before - begun) as f64 / moves.max(1.0));
        let walked = self.walk(state, dice, before + begun, &spent);
        Scouted { tried: begun + walked.tried, ..walked }
    }

    /// A walk from where a state is, after so many moves were tried.
    fn walk<'m, 'p>(&self, mut state: State<'m, 'p>, dice: &mut Dice, before: u64, spent: &dyn Fn(u64) -> f64) -> Scouted<'m, 'p> {
        let mut walk = Walk::new(&mut state, before);
        walk.walk(dice, &mut |tried, better| {
            if let Some(state) = better.filter(|state| state.cost.broken == 0) {
                self.tell(&self.found(state));
            }
            spent(tried)
        });
        let tried = walk.tried - before;
        let mut settled = state.clone();
        begin::settle(&mut settled);
        let found = self.found(&settled);
        self.tell(&found);
        Scouted { found, state, tried }
    }

    /// Which share of the search is over.
    fn spent(&self, tried: u64) -> f64 {
        if self.effort.cancel.load(Ordering::Relaxed) {
            return 1.0;
        }
        let moves = self.effort.moves.map_or(0.0, |moves| tried as f64 / moves.max(1) as f64);
        moves.max((self.effort.spent)()) / self.end
    }

    fn found(&self, state: &State) -> Found {
        let placement = state.placement();
        let unplaced = placement.iter().filter(|spot| spot.is_none()).count();
        Found { unplaced, points: points(self.problem, &placement), placement }
    }

    /// Tells of a plan if it is better than all before, of whichever walk. What breaks a rule is never told.
    fn tell(&self, found: &Found) {
        let value = found.value();
        let mut best = self.best.lock().unwrap_or_else(PoisonError::into_inner);
        if best.is_none_or(|best| value < best) && check(self.problem, &found.placement).is_empty() {
            *best = Some(value);
            (self.effort.progress)(found);
        }
    }
}
