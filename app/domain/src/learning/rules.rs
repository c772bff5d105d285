//! What counts, and until when. Pure.

use chrono::TimeDelta;

/// How long after its end an attempt still takes what was on its way: an answer given in the last second, over a slow network.
pub const GRACE: TimeDelta = TimeDelta::seconds(30);

/// Points as a percentage; of a quiz without scored questions, all of it.
pub fn percent(points: f64, possible: f64) -> f64 {
    if possible > 0.0 { points / possible * 100.0 } else { 100.0 }
}
