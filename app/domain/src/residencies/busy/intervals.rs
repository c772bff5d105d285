//! Stretches of time.

use chrono::{DateTime, Utc};

/// From a moment until another, which is no longer part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// Its first moment.
    pub starts_at: DateTime<Utc>,
    /// The first moment after it.
    pub ends_at: DateTime<Utc>,
}

impl Interval {
    /// The part of it that lies in a window, if any does.
    pub fn within(self, window: Self) -> Option<Self> {
        let part = Self { starts_at: self.starts_at.max(window.starts_at), ends_at: self.ends_at.min(window.ends_at) };
        (part.starts_at < part.ends_at).then_some(part)
    }

    /// Whether the two have a moment in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }
}

/// The same time in order, with what overlaps or touches as one.
pub fn merged(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.retain(|one| one.starts_at < one.ends_at);
    intervals.sort_unstable();
    let mut merged: Vec<Interval> = Vec::new();
    for next in intervals {
        match merged.last_mut().filter(|last| next.starts_at <= last.ends_at) {
            Some(last) => last.ends_at = last.ends_at.max(next.ends_at),
            None => merged.push(next),
        }
    }
    merged
}
