//! Time is passed in: rules and SQL never ask what time it is.

use chrono::{DateTime, Utc};

/// Says what time it is. The program has one; tests have one they can move.
pub trait Clock: Send + Sync + 'static {
    /// The present instant in UTC, in whole microseconds: the finest both database engines keep.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[cfg(feature = "db")]
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[cfg(feature = "db")]
impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        use chrono::SubsecRound;
        Utc::now().trunc_subsecs(6)
    }
}
