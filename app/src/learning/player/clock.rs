//! The time: corrected by the server's, never going back on one device, and counted down where it is limited.

use leptos::prelude::*;

use super::{sending::Sender, work::Work};

/// The clock of this page.
#[derive(Clone, Copy, Debug)]
pub struct DeviceClock {
    /// What the server's clock is ahead of the device's, in milliseconds.
    ahead: i64,
    last: RwSignal<i64>,
}

impl DeviceClock {
    /// Set by what the server said when it made the page, which is never shown from a store.
    pub fn set_by(work: &Work) -> Self {
        Self { ahead: work.now - js_sys::Date::now() as i64, last: RwSignal::new(0) }
    }

    /// Milliseconds since 1970, later than any given before.
    pub fn now(&self) -> i64 {
        let now = (js_sys::Date::now() as i64 + self.ahead).max(self.last.get_untracked() + 1);
        self.last.set(now);
        now
    }

    /// Seconds until a moment of the server's time.
    pub fn seconds_until(&self, moment: i64) -> i64 {
        ((moment - js_sys::Date::now() as i64 - self.ahead) / 1000).max(0)
    }
}

/// `12:40`.
pub fn words(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Counts down and, when the time is over, hands in what is there.
pub fn count_down(sender: Sender, left: RwSignal<i64>) {
    let Some(closes) = sender.work.closes else { return };
    let clock = sender.clock();
    let tick = move || {
        let seconds = clock.seconds_until(closes);
        let was = left.get_untracked();
        left.set(seconds);
        if seconds == 0 && was > 0 {
            sender.hand_in();
        }
    };
    // The page ends with its document; nothing has to be cleared before.
    let _ = set_interval_with_handle(tick, std::time::Duration::from_secs(1));
}
