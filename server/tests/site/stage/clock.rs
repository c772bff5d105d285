//! A clock that stands still until it is moved.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock;

/// Microseconds since 1970, shared with the site.
#[derive(Clone, Debug)]
pub struct StageClock(Arc<AtomicI64>);

impl Default for StageClock {
    /// Ten in the morning on campus, on a Tuesday in the middle of the first module.
    fn default() -> Self {
        let morning: DateTime<Utc> = "2027-01-12T15:00:00Z".parse().unwrap();
        Self(Arc::new(AtomicI64::new(morning.timestamp_micros())))
    }
}

impl StageClock {
    /// Moves it, for everybody at once. Never back: the site's first sweep may still be under way with the moment at which it began, and
    /// would clear away sessions that were opened before that moment and are over by then.
    pub fn forward(&self, by: TimeDelta) {
        assert!(by >= TimeDelta::zero(), "time goes forward");
        self.0.fetch_add(by.num_microseconds().unwrap(), Ordering::SeqCst);
    }
}

impl Clock for StageClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap()
    }
}
