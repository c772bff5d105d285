//! The days behind the dates. Each counts from one other, so they are chains that end at a fixed day, or circles.

mod origin;

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::Blackouts;
use crate::cohorts::calendar::{Fault, Place, Plan, Rule, Step};

/// All days of a plan.
pub(in crate::cohorts::calendar) struct Days<'p> {
    plan: &'p Plan,
    start: NaiveDate,
    nodes: Vec<Node<'p>>,
    /// Where the dates of each module begin among the nodes: opens, due, then the units.
    modules: Vec<usize>,
    named: HashMap<&'p str, usize>,
    blackouts: Blackouts<'p>,
    /// Wrong whatever the start.
    pub faults: Vec<Fault>,
    /// Wrong for this start: days beyond the calendar.
    pub too_far: Vec<Fault>,
}

struct Node<'p> {
    rule: &'p Rule,
    kind: Kind,
    state: State,
}

/// Whose day it is, by its number from 0.
#[derive(Clone, Copy)]
enum Kind {
    End,
    Residency(usize),
    Opens(usize),
    Due(usize),
    Unit(usize, usize),
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Unknown,
    /// The walk that looks for it came through here.
    Walked,
    Known(NaiveDate),
    /// It has a fault, or counts from something that has one.
    Wrong,
}

/// What a rule counts from.
enum Origin {
    Day(NaiveDate),
    /// A node, and so many days after it.
    Node(usize, i64),
}

impl<'p> Days<'p> {
    pub(in crate::cohorts::calendar) fn of(plan: &'p Plan, start: NaiveDate) -> Self {
        let node = |rule, kind| Node { rule, kind, state: State::Unknown };
        let mut nodes: Vec<_> = (0..).zip(&plan.residencies).map(|(number, one)| node(&one.first_day, Kind::Residency(number))).collect();
        let (mut modules, mut named) = (Vec::with_capacity(plan.modules.len()), HashMap::with_capacity(plan.modules.len()));
        for (number, module) in plan.modules.iter().enumerate() {
            modules.push(nodes.len());
            named.entry(module.slug.as_str()).or_insert(number);
            nodes.push(node(&module.opens, Kind::Opens(number)));
            nodes.push(node(&module.due, Kind::Due(number)));
            nodes.extend((0..).zip(&module.units).map(|(unit, one)| node(&one.due, Kind::Unit(number, unit))));
        }
        nodes.extend(plan.end.as_ref().map(|rule| node(rule, Kind::End)));
        let blackouts = Blackouts::of(&plan.blackouts);
        Self { plan, start, nodes, modules, named, blackouts, faults: Vec::new(), too_far: Vec::new() }
    }

    /// Finds every day, or what is wrong with it.
    pub(in crate::cohorts::calendar) fn reckon(&mut self) {
        for node in 0..self.nodes.len() {
            self.walk(node);
        }
    }

    pub(super) fn end(&self) -> Option<NaiveDate> {
        self.plan.end.is_some().then(|| self.day(self.nodes.len() - 1))
    }

    pub(super) fn residency(&self, number: usize) -> NaiveDate {
        self.day(number)
    }

    pub(super) fn opens(&self, module: usize) -> NaiveDate {
        self.day(self.modules[module])
    }

    pub(super) fn due(&self, module: usize) -> NaiveDate {
        self.day(self.modules[module] + 1)
    }

    pub(super) fn unit(&self, module: usize, unit: usize) -> NaiveDate {
        self.day(self.modules[module] + 2 + unit)
    }

    fn day(&self, node: usize) -> NaiveDate {
        if let State::Known(day) = self.nodes[node].state { day } else { self.start }
    }

    /// Goes along what a date counts from until something is known, and comes back with all the days on the way.
    fn walk(&mut self, first: usize) {
        let mut way: Vec<(usize, i64)> = Vec::new();
        let mut at = first;
        let mut day = loop {
            match self.nodes[at].state {
                State::Known(day) => break Some(day),
                State::Wrong => break None,
                State::Walked => {
                    self.circle(&way, at);
                    break None;
                }
                State::Unknown => self.nodes[at].state = State::Walked,
            }
            match self.origin(at) {
                Ok(Origin::Node(next, days)) => {
                    way.push((at, days));
                    at = next;
                }
                Ok(Origin::Day(day)) => {
                    way.push((at, 0));
                    break Some(day);
                }
                Err(reason) => {
                    self.faults.push(self.base_fault(at, reason));
                    way.push((at, 0));
                    break None;
                }
            }
        };
        while let Some((node, days)) = way.pop() {
            day = day.and_then(|day| self.step(node, day, days));
            self.nodes[node].state = day.map_or(State::Wrong, State::Known);
        }
    }

    /// What a rule makes of the day it counts from, which is so many days after another.
    fn step(&mut self, node: usize, day: NaiveDate, after: i64) -> Option<NaiveDate> {
        let rule = self.nodes[node].rule;
        let moved = rule.steps.iter().try_fold(moved(day, after)?, |day, step| taken(day, *step));
        let left = moved.and_then(|day| rule.skip.map_or(Some(day), |way| self.blackouts.leave(day, way)));
        let within = left.filter(|day| (1900..=2999).contains(&day.year()));
        if within.is_none() {
            self.too_far.push(Fault::new(self.place(node), "It comes to a day beyond the years 1900 to 2999."));
        }
        within
    }

    fn circle(&mut self, way: &[(usize, i64)], back_at: usize) {
        let begins = way.iter().position(|(node, _)| *node == back_at).unwrap_or(0);
        let names = way[begins..].iter().map(|(node, _)| self.place(*node).anchor());
        let names: Vec<String> = names.chain([self.place(back_at).anchor()]).collect();
        let reason = match names.len() {
            2 => format!("It counts from itself: {}.", names.join(" → ")),
            _ => format!("These dates count from each other in a circle: {}.", names.join(" → ")),
        };
        self.faults.push(self.base_fault(back_at, reason));
    }

    /// A fault of what a rule counts from.
    fn base_fault(&self, node: usize, reason: String) -> Fault {
        let length = self.nodes[node].rule.base.to_string().chars().count();
        Fault { place: self.place(node), column: Some((0, length)), reason }
    }

    fn place(&self, node: usize) -> Place {
        let slug = |module: usize| self.plan.modules[module].slug.clone();
        match self.nodes[node].kind {
            Kind::End => Place::End,
            Kind::Residency(number) => Place::Residency(number + 1),
            Kind::Opens(module) => Place::Opens(slug(module)),
            Kind::Due(module) => Place::Due(slug(module)),
            Kind::Unit(module, unit) => Place::UnitDue { module: slug(module), unit: self.plan.modules[module].units[unit].slug.clone() },
        }
    }
}

/// A day that many days later.
fn moved(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(TimeDelta::try_days(days)?)
}

/// The day after one step.
fn taken(day: NaiveDate, step: Step) -> Option<NaiveDate> {
    match step {
        Step::Days(number) => moved(day, i64::from(number)),
        Step::Weeks(number) => moved(day, 7 * i64::from(number)),
        Step::On(weekday) => moved(day, i64::from(weekday.days_since(day.weekday()))),
        Step::Before(weekday) => moved(
            day,
            -i64::from(match day.weekday().days_since(weekday) {
                0 => 7,
                days => days,
            }),
        ),
    }
}
