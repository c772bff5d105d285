//! Ranges of days left out, ordered once so that each question is answered by halving.

use chrono::NaiveDate;

use crate::cohorts::calendar::{Blackout, Skip};

/// The blackouts of a plan.
pub(super) struct Blackouts<'p> {
    named: &'p [Blackout],
    /// Joined where they overlap or touch, in order.
    joined: Vec<(NaiveDate, NaiveDate)>,
}

impl<'p> Blackouts<'p> {
    pub(super) fn of(named: &'p [Blackout]) -> Self {
        let mut ranges: Vec<_> = named.iter().filter(|one| one.first <= one.last).map(|one| (one.first, one.last)).collect();
        ranges.sort_unstable();
        let mut joined: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match joined.last_mut() {
                Some(before) if before.1.succ_opt().is_none_or(|next| first <= next) => before.1 = before.1.max(last),
                _ => joined.push((first, last)),
            }
        }
        Self { named, joined }
    }

    /// The day itself, or where it goes if it lies in a blackout; nothing at the end of the calendar.
    pub(super) fn leave(&self, day: NaiveDate, way: Skip) -> Option<NaiveDate> {
        match self.around(day, day) {
            None => Some(day),
            Some((_, last)) if way == Skip::Ahead => last.succ_opt(),
            Some((first, _)) => first.pred_opt(),
        }
    }

    /// The first day from one to another that lies in a blackout, and the title of that.
    pub(super) fn meeting(&self, first: NaiveDate, last: NaiveDate) -> Option<(NaiveDate, &'p str)> {
        let day = self.around(first, last)?.0.max(first);
        let named = self.named.iter().find(|one| one.first <= day && day <= one.last)?;
        Some((day, &named.title))
    }

    fn around(&self, first: NaiveDate, last: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let next = self.joined.partition_point(|range| range.1 < first);
        self.joined.get(next).copied().filter(|range| range.0 <= last)
    }
}
