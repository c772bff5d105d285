//! Who has a text open at the same time.

use chrono::{DateTime, TimeDelta, Utc};

/// How long somebody counts as being there after their last sign. The editor gives one every 25 seconds: two may be lost.
pub const STAYS: TimeDelta = TimeDelta::seconds(75);

/// How long after their last save somebody counts as writing.
const WRITES: TimeDelta = TimeDelta::minutes(5);

/// What somebody does who has a text open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// They write; when they saved last.
    Writes(DateTime<Utc>),
    /// They have it open, and save nothing at present; when they saved last, if they did.
    HasItOpen(Option<DateTime<Utc>>),
}

/// What somebody does who saved last at `wrote_at`.
pub fn doing(wrote_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Doing {
    match wrote_at {
        Some(at) if now - at <= WRITES => Doing::Writes(at),
        earlier => Doing::HasItOpen(earlier),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_saved_within_five_minutes_writes() {
        let now: DateTime<Utc> = "2026-11-22T17:00:00Z".parse().unwrap();
        let (lately, long_ago) = (now - TimeDelta::minutes(5), now - TimeDelta::minutes(6));
        assert_eq!(doing(Some(lately), now), Doing::Writes(lately));
        assert_eq!(doing(Some(long_ago), now), Doing::HasItOpen(Some(long_ago)));
        assert_eq!(doing(None, now), Doing::HasItOpen(None));
    }
}
