//! A search that somebody asked for: how it stands, and how long it may take.

use crate::FieldError;

crate::words! {
    /// How a run stands.
    pub enum RunState {
        /// Nobody has begun it.
        Waiting = "waiting",
        /// It is on its way.
        Running = "running",
        /// The search has ended by itself.
        Done = "done",
        /// Somebody ended it; what it found until then is kept.
        Canceled = "canceled",
        /// It could not be done.
        Failed = "failed",
        /// What it found stands in the draft.
        Taken = "taken",
        /// Nobody wants what it found.
        Left = "left",
    }
}

impl RunState {
    /// Whether it is on its way, or soon will be.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// How long a search may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(i64);

impl Limit {
    /// Enough for a residency of usual size.
    pub const USUAL: Self = Self(20);
    /// In less, hardly anything gets better.
    pub const LEAST: i64 = 5;
    /// In more, neither; and others wait for their turn.
    pub const MOST: i64 = 120;

    /// So many seconds, as they were typed.
    ///
    /// # Errors
    /// If it is no number, or out of bounds; by `seconds`.
    pub fn typed(text: &str) -> Result<Self, FieldError> {
        let message = || format!("Write a number of seconds, {} to {}.", Self::LEAST, Self::MOST);
        let seconds = text.trim().parse().ok().filter(|seconds| (Self::LEAST..=Self::MOST).contains(seconds));
        seconds.map(Self).ok_or_else(|| FieldError { field: "seconds", message: message() })
    }

    /// In seconds.
    pub fn seconds(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_number_within_bounds() {
        let seconds = |text| Limit::typed(text).map(Limit::seconds).map_err(|error| error.message);
        let wrong = Err("Write a number of seconds, 5 to 120.".to_owned());
        assert_eq!([" 20 ", "5", "120"].map(seconds), [Ok(20), Ok(5), Ok(120)]);
        assert_eq!(["4", "121", "", "soon", "-20"].map(seconds), [(); 5].map(|()| wrong.clone()));
    }
}
