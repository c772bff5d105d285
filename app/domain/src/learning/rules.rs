//! What counts, and until when. Pure.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// How long after its end an attempt still takes what was on its way: an answer given in the last second, over a slow network.
pub const GRACE: TimeDelta = TimeDelta::seconds(30);

/// Points as a percentage; of a quiz without scored questions, all of it.
pub fn percent(points: f64, possible: f64) -> f64 {
    if possible > 0.0 { points / possible * 100.0 } else { 100.0 }
}

/// A device's clock as far as it is believed, in whole microseconds: never later than `now`, and never before 1970, where a clock that
/// lost its battery begins; PostgreSQL has no room for what lies far before.
pub fn believed(clock: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    clock.min(now).max(DateTime::UNIX_EPOCH).trunc_subsecs(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_believed_within_reason() {
        let now: DateTime<Utc> = "2026-11-22T17:00:00.5Z".parse().unwrap();
        assert_eq!(believed(now + TimeDelta::nanoseconds(1), now), now);
        assert_eq!(believed(DateTime::<Utc>::MIN_UTC, now), DateTime::UNIX_EPOCH);
        let before = now - TimeDelta::seconds(1);
        assert_eq!(believed(before + TimeDelta::nanoseconds(999), now), before);
    }
}
