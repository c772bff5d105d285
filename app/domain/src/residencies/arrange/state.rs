//! A plan in the making: what it breaks and costs is kept up to date with every move, so that a move costs microseconds.

use super::{
    Placement,
    model::{At, Line, Model},
    points::{Item, spread},
};

/// What a plan breaks, in steps of the grid, and what it costs, in points. Also what a move adds to both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    pub broken: i64,
    pub points: i64,
}

impl std::ops::AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.broken += other.broken;
        self.points += other.points;
    }
}

impl std::ops::SubAssign for Cost {
    fn sub_assign(&mut self, other: Self) {
        self.broken -= other.broken;
        self.points -= other.points;
    }
}

/// Where what is not placed is.
const NOWHERE: At =
    At { day: u32::MAX, item: Item { start: 0, end: 0, room: u32::MAX, meal: false, education: false, elective: false }, points: 0 };

/// A plan in the making.
#[derive(Clone, Debug)]
pub(super) struct State<'m, 'p> {
    pub model: &'m Model<'p>,
    /// The spot of each session, as a place in the model's list of its spots.
    pub chosen: Vec<Option<usize>>,
    pub cost: Cost,
    /// The same, as it is; what is not placed is on no day.
    here: Vec<At>,
    /// By how much each session is in the way of all others.
    pub trouble: Vec<i64>,
    /// The sessions of each group and of each of the faculty, by line and day, in their order.
    days: Vec<Vec<(usize, Item)>>,
    /// What those days cost.
    costs: Vec<Cost>,
    /// Sessions of a series by day and by room.
    spread: Vec<(Vec<u32>, Vec<u32>)>,
    items: Vec<Item>,
}

impl<'m, 'p> State<'m, 'p> {
    /// With nothing placed.
    pub fn new(model: &'m Model<'p>) -> Self {
        let (problem, slots) = (model.problem, model.lines.len() * model.clocks.len());
        let empty = (vec![0; problem.days.len()], vec![0; problem.rooms.len() + 1]);
        let mut state = Self {
            model,
            chosen: vec![None; model.spots.len()],
            cost: Cost::default(),
            here: vec![NOWHERE; model.spots.len()],
            trouble: vec![0; model.spots.len()],
            days: vec![Vec::new(); slots],
            costs: vec![Cost::default(); slots],
            spread: vec![empty; problem.series.len()],
            items: Vec::new(),
        };
        for slot in 0..slots {
            let cost = state.day(slot, None, None);
            state.costs[slot] = cost;
            state.cost += cost;
        }
        for series in 0..problem.series.len() {
            state.cost.points += state.series(series);
        }
        state
    }

    /// Where a session is.
    pub fn at(&self, session: usize) -> Option<&'m At> {
        let model = self.model;
        self.chosen[session].map(|spot| &model.spots[session][spot])
    }

    /// By how much a session at a spot is in the way of each other, by number.
    #[inline]
    pub fn pairs<'a>(&'a self, session: usize, at: &'a At) -> impl Iterator<Item = i32> + 'a {
        let pair = move |(other, (link, there)): (usize, (&u8, &At))| {
            if other == session || there.day == NOWHERE.day { 0 } else { self.model.linked(*link, at, there) }
        };
        self.model.links(session).iter().zip(&self.here).enumerate().map(pair)
    }

    /// By how much a session at a spot is in the way of all others.
    pub fn in_the_way(&self, session: usize, at: &At) -> i64 {
        self.pairs(session, at).map(i64::from).sum()
    }

    /// The same, if it is no more than a bound; the search looks at far more moves that are hopeless than at others.
    pub fn in_the_way_within(&self, session: usize, at: &At, bound: i64) -> Option<i64> {
        let mut sum = 0;
        for pair in self.pairs(session, at) {
            sum += i64::from(pair);
            if sum > bound {
                return None;
            }
        }
        Some(sum)
    }

    /// What it would add to put a session at one of its spots, or to take it away.
    pub fn change(&mut self, session: usize, to: Option<usize>) -> Cost {
        let way = to.map_or(0, |spot| self.in_the_way(session, &self.model.spots[session][spot]));
        self.change_given(session, to, way)
    }

    /// The same, by how much it would be in the way being known.
    pub fn change_given(&mut self, session: usize, to: Option<usize>, way: i64) -> Cost {
        let model = self.model;
        let (old, new) = (self.at(session), to.map(|spot| &model.spots[session][spot]));
        let mut change = Cost { broken: way, points: new.map_or(0, |new| i64::from(new.points)) };
        if let Some(old) = old {
            change -= Cost { broken: self.trouble[session], points: i64::from(old.points) };
        }
        let (from, into) = (old.map(|at| at.day()), new.map(|at| at.day()));
        for line in &model.lines_of[session] {
            if let Some(day) = from.filter(|day| into != Some(*day)) {
                let slot = line * model.clocks.len() + day;
                change += self.day(slot, Some(session), None);
                change -= self.costs[slot];
            }
            if let Some(day) = into {
                let slot = line * model.clocks.len() + day;
                change += self.day(slot, Some(session), new.map(|at| at.item));
                change -= self.costs[slot];
            }
        }
        for series in &model.series_of[session] {
            let before = self.series(*series);
            self.count(*series, old, new);
            change.points += self.series(*series) - before;
            self.count(*series, new, old);
        }
        change
    }

    /// Puts a session at one of its spots, or takes it away. The change is what `change` said of the same move.
    pub fn put(&mut self, session: usize, to: Option<usize>, change: Cost) {
        let model = self.model;
        let (old, new) = (self.at(session), to.map(|spot| &model.spots[session][spot]));
        for series in &model.series_of[session] {
            self.count(*series, old, new);
        }
        for line in &model.lines_of[session] {
            let slots = [old, new].map(|at| at.map(|at| line * model.clocks.len() + at.day()));
            if let Some(slot) = slots[0] {
                self.days[slot].retain(|(other, _)| *other != session);
            }
            if let (Some(slot), Some(at)) = (slots[1], new) {
                let place = self.days[slot].partition_point(|(_, item)| item.order() <= at.item.order());
                self.days[slot].insert(place, (session, at.item));
            }
        }
        self.trouble(session, old, new);
        self.chosen[session] = to;
        self.here[session] = new.copied().unwrap_or(NOWHERE);
        for line in &model.lines_of[session] {
            for day in [old, new].into_iter().flatten().map(|at| at.day()) {
                let slot = line * model.clocks.len() + day;
                self.costs[slot] = self.day(slot, None, None);
            }
        }
        self.cost += change;
    }

    /// Keeps up to date who is in whose way.
    fn trouble(&mut self, session: usize, old: Option<&At>, new: Option<&At>) {
        let mut sum = 0;
        for other in (0..self.chosen.len()).filter(|other| *other != session) {
            let Some(there) = self.at(other) else { continue };
            let pair = |at: Option<&At>| at.map_or(0, |at| i64::from(self.model.pair(session, at, other, there)));
            let (before, now) = (pair(old), pair(new));
            self.trouble[other] += now - before;
            sum += now;
        }
        self.trouble[session] = sum;
    }

    /// Moves a session.
    pub fn moved(&mut self, session: usize, to: Option<usize>) -> Cost {
        let change = self.change(session, to);
        self.put(session, to, change);
        change
    }

    /// By how much the days of a session's groups would break rules more, with the session at a spot.
    pub fn days_broken(&mut self, session: usize, at: &At) -> i64 {
        let model = self.model;
        let mut sum = 0;
        for line in model.lines_of[session].iter().filter(|line| model.lines[**line] == Line::Group) {
            let slot = line * model.clocks.len() + at.day();
            sum += self.day(slot, Some(session), Some(at.item)).broken - self.costs[slot].broken;
        }
        sum + if self.here[session].day == at.day { 0 } else { self.days_mended(session) }
    }

    /// The same, with the session taken away.
    fn days_mended(&mut self, session: usize) -> i64 {
        let (model, here) = (self.model, self.here[session]);
        let mut sum = 0;
        for line in model.lines_of[session].iter().filter(|_| here.day != NOWHERE.day) {
            let slot = line * model.clocks.len() + here.day();
            if self.costs[slot].broken > 0 {
                sum += self.day(slot, Some(session), None).broken - self.costs[slot].broken;
            }
        }
        sum
    }

    /// What a day of a group or of faculty costs, without a session and with something else in its place.
    fn day(&mut self, slot: usize, without: Option<usize>, with: Option<Item>) -> Cost {
        let model = self.model;
        let mut items = std::mem::take(&mut self.items);
        items.clear();
        let mut with = with;
        for (session, item) in &self.days[slot] {
            if without == Some(*session) {
                continue;
            }
            if let Some(more) = with.filter(|more| more.order() < item.order()) {
                items.push(more);
                with = None;
            }
            items.push(*item);
        }
        items.extend(with);
        let (clock, weights) = (&model.clocks[slot % model.clocks.len()], &model.problem.weights);
        let cost = match model.lines[slot / model.clocks.len()] {
            Line::Group => Cost { broken: i64::from(clock.broken(&items)), points: i64::from(clock.group(weights, &items)) },
            Line::Faculty => Cost { broken: 0, points: i64::from(clock.faculty(weights, &items)) },
        };
        self.items = items;
        cost
    }

    fn series(&self, series: usize) -> i64 {
        let used = |counts: &[u32]| counts.iter().filter(|count| **count > 0).count() as u32;
        let (days, rooms) = &self.spread[series];
        let problem = self.model.problem;
        i64::from(spread(&problem.weights, problem.series[series].days, used(days), used(rooms)))
    }

    fn count(&mut self, series: usize, less: Option<&At>, more: Option<&At>) {
        let (days, rooms) = &mut self.spread[series];
        if let Some(at) = less {
            days[at.day()] -= 1;
            rooms[at.room()] -= 1;
        }
        if let Some(at) = more {
            days[at.day()] += 1;
            rooms[at.room()] += 1;
        }
    }

    /// The days of a session's groups that break a rule.
    pub fn broken_days(&self, session: usize) -> i64 {
        let Some(at) = self.at(session) else { return 0 };
        self.model.lines_of[session].iter().map(|line| self.costs[line * self.model.clocks.len() + at.day()].broken).sum()
    }

    /// Sessions of somebody's day.
    pub fn on_day(&self, line: usize, day: usize) -> &[(usize, Item)] {
        &self.days[line * self.model.clocks.len() + day]
    }

    /// The plan as others know it.
    pub fn placement(&self) -> Placement {
        (0..self.chosen.len()).map(|session| self.at(session).map(|at| self.model.spot(at))).collect()
    }
}

#[cfg(test)]
mod tests;
