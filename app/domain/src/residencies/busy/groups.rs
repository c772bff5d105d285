//! Events that belong together: a repeated one, the times it is left out, and those that were moved.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::{
    Unreadable,
    entries::Event,
    intervals::Interval,
    moments::Length,
    recurrence::{self, Budget},
    zones::Zone,
};

/// Clocks differ by less.
const CLOCKS: TimeDelta = TimeDelta::days(2);

/// Adds when all of these events are; returns how many rules were not understood.
pub(super) fn expand(events: &[Event], window: Interval, budget: &mut Budget, blocks: &mut Vec<Interval>) -> Result<usize, Unreadable> {
    let mut groups: HashMap<&str, Vec<&Event>> = HashMap::new();
    let mut unclear = 0;
    for event in events {
        unclear += event.unclear;
        match &event.uid {
            Some(uid) => groups.entry(uid).or_default().push(event),
            None => Group::of(&[event]).expand(window, budget, blocks)?,
        }
    }
    for group in groups.into_values() {
        Group::of(&group).expand(window, budget, blocks)?;
    }
    Ok(unclear)
}

/// Events with one UID.
struct Group<'a> {
    /// Those that stand for themselves: one, unless a program gives the same UID to several.
    first: Vec<&'a Event>,
    /// Those in place of one time of these, by that time.
    moved: BTreeMap<DateTime<Utc>, &'a Event>,
    /// Days of which a time was moved, where only the day is said.
    moved_days: HashSet<chrono::NaiveDate>,
    /// Those in place of all times from one on.
    from_then: BTreeMap<DateTime<Utc>, &'a Event>,
    /// How much longer, or further away from where it was, one of these is.
    reach: TimeDelta,
}

impl<'a> Group<'a> {
    /// What was changed last counts.
    fn of(events: &[&'a Event]) -> Self {
        let newest = events.iter().filter(|event| event.replaces.is_none()).map(|event| event.sequence).max();
        let first = events.iter().copied().filter(|event| event.replaces.is_none() && Some(event.sequence) == newest).collect();
        let mut group =
            Self { first, moved: BTreeMap::new(), moved_days: HashSet::new(), from_then: BTreeMap::new(), reach: TimeDelta::zero() };
        for event in events {
            let Some((instead, and_later)) = &event.replaces else { continue };
            let Some(at) = instead.utc() else { continue };
            if instead.is_day {
                group.moved_days.insert(instead.local.date());
            }
            let older = group.moved.get(&at).is_some_and(|other| other.sequence > event.sequence);
            if !older {
                group.moved.insert(at, event);
                if *and_later {
                    group.from_then.insert(at, event);
                    let shift = event.start.local.signed_duration_since(instead.local).abs().min(TimeDelta::days(40_000));
                    group.reach = group.reach.max(event.length.at_most() + shift);
                }
            }
        }
        group
    }

    fn expand(&self, window: Interval, budget: &mut Budget, blocks: &mut Vec<Interval>) -> Result<(), Unreadable> {
        for event in &self.first {
            self.times(event, window, budget, blocks)?;
        }
        for event in self.moved.values().filter(|event| event.busy) {
            budget.occurs(1)?;
            blocks.extend(event.length.from(event.start.local, &event.start.zone));
        }
        Ok(())
    }

    /// All times of a repeated event that reach into the window.
    fn times(&self, event: &Event, window: Interval, budget: &mut Budget, blocks: &mut Vec<Interval>) -> Result<(), Unreadable> {
        let span = self.span(event, window);
        let start = (event.start.local, &event.start.zone);
        let mut times = vec![event.start.local];
        for rule in &event.rules {
            recurrence::expand(rule, start, span, budget, &mut times)?;
        }
        let mut except = Vec::new();
        for rule in &event.except {
            recurrence::expand(rule, start, span, budget, &mut except)?;
        }
        let except: HashSet<NaiveDateTime> = except.into_iter().collect();
        let left_out = LeftOut::of(event);
        times.sort_unstable();
        times.dedup();
        let by_rule = times.into_iter().filter(|time| !except.contains(time)).map(|time| (time, &event.start.zone, event.length));
        let further = event.further.iter().map(|(moment, length)| (moment.local, &moment.zone, length.unwrap_or(event.length)));
        for (local, zone, length) in by_rule.chain(further) {
            budget.occurs(1)?;
            let Some(at) = zone.utc(local) else { continue };
            if !left_out.has(local, at) && !self.is_moved(local, at) {
                blocks.extend(self.as_it_is(event, at, (local, zone, length)));
            }
        }
        Ok(())
    }

    /// Between which times of the clock an event may begin to reach into the window, moved with all later ones or not.
    fn span(&self, event: &Event, window: Interval) -> (NaiveDateTime, NaiveDateTime) {
        let back = event.length.at_most().max(self.reach);
        let from = window.starts_at.naive_utc().checked_sub_signed(back + CLOCKS).unwrap_or(NaiveDateTime::MIN);
        let until = window.ends_at.naive_utc().checked_add_signed(self.reach + CLOCKS).unwrap_or(NaiveDateTime::MAX);
        (from, until)
    }

    fn is_moved(&self, local: NaiveDateTime, at: DateTime<Utc>) -> bool {
        self.moved.contains_key(&at) || self.moved_days.contains(&local.date())
    }

    /// When one time of an event is, if its person is busy then: perhaps with all since some time moved.
    fn as_it_is(&self, event: &Event, at: DateTime<Utc>, (local, zone, length): (NaiveDateTime, &Zone, Length)) -> Option<Interval> {
        let Some((instead, later)) = self.from_then.range(..=at).next_back().and_then(|(_, later)| Some((later.replaces.as_ref()?, later)))
        else {
            return event.busy.then(|| length.from(local, zone)).flatten();
        };
        let shift = later.start.local.signed_duration_since(instead.0.local);
        later.busy.then(|| later.length.from(local.checked_add_signed(shift)?, &later.start.zone)).flatten()
    }
}

/// When an event is left out.
struct LeftOut {
    moments: HashSet<DateTime<Utc>>,
    days: HashSet<chrono::NaiveDate>,
}

impl LeftOut {
    fn of(event: &Event) -> Self {
        let days = event.left_out.iter().filter(|moment| moment.is_day).map(|moment| moment.local.date()).collect();
        let moments = event.left_out.iter().filter(|moment| !moment.is_day).filter_map(|moment| moment.utc()).collect();
        Self { moments, days }
    }

    fn has(&self, local: NaiveDateTime, at: DateTime<Utc>) -> bool {
        self.moments.contains(&at) || self.days.contains(&local.date())
    }
}
