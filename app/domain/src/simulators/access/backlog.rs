//! Backlog: visits that wait, counted by the week.
//!
//! Little's law ties them to the wait: backlog = requests a week × days of wait / 7 (Little, *Oper Res* 1961;9:383-387). Requests and slots
//! are taken as constant; nobody leaves the line unseen.

use crate::simulators::checks::within;
use crate::simulators::{Refused, Result};

/// Most weeks that are followed.
pub const MOST_WEEKS: u32 = 1_040;

/// A clinic with a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inputs {
    /// Requests for visits a week, above 0.
    pub requests_a_week: f64,
    /// Slots a week that stay.
    pub slots_a_week: f64,
    /// Extra slots a week until the target is reached.
    pub extra_slots_a_week: f64,
    /// Wait now, days.
    pub wait_days: f64,
    /// Wait wanted, days.
    pub target_days: f64,
    /// Weeks to follow, at most 1,040.
    pub weeks: u32,
}

/// The line at the end of a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Week {
    /// Weeks from now; 0 is now.
    pub week: u32,
    /// Visits that wait.
    pub backlog: f64,
    /// Wait of a request made then, days, at this many requests a week (Little's law).
    pub wait_days: f64,
}

/// What a backlog takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Clearing {
    /// Visits that wait now.
    pub backlog: f64,
    /// Visits that may wait at the target.
    pub target_backlog: f64,
    /// Visits to be worked off once, beyond the requests that keep coming; 0 if the target is met.
    pub to_clear: f64,
    /// By how much the line shrinks a week with the extra slots; negative if it grows.
    pub cleared_a_week: f64,
    /// Weeks until the target; none if it is never reached.
    pub weeks_to_target: Option<f64>,
    /// By how much the line grows a week once the extra slots end: a shortage if above 0, else no more than requests allow.
    pub shortage_a_week: f64,
    /// The line by week, from now on: it stops shrinking through extra slots at the target.
    pub weeks: Vec<Week>,
}

/// What it takes to bring a wait to its target, and how the line goes week by week.
pub fn clear(inputs: &Inputs) -> Result<Clearing> {
    check(inputs)?;
    let backlog = inputs.requests_a_week * inputs.wait_days / 7.0;
    let target_backlog = inputs.requests_a_week * inputs.target_days / 7.0;
    let to_clear = (inputs.requests_a_week * (inputs.wait_days - inputs.target_days) / 7.0).max(0.0);
    let shortage_a_week = inputs.requests_a_week - inputs.slots_a_week;
    let cleared_a_week = inputs.extra_slots_a_week - shortage_a_week;
    let weeks_to_target = match (to_clear > 0.0, cleared_a_week > 0.0) {
        (false, _) => Some(0.0),
        (true, true) => Some(to_clear / cleared_a_week),
        (true, false) => None,
    };
    let reached = weeks_to_target.unwrap_or(f64::INFINITY);
    let weeks = (0..=inputs.weeks).map(|week| {
        let (with_extra, without) = (f64::from(week).min(reached), (f64::from(week) - reached).max(0.0));
        let backlog = (backlog - with_extra * cleared_a_week + without * shortage_a_week).max(0.0);
        Week { week, backlog, wait_days: 7.0 * backlog / inputs.requests_a_week }
    });
    let weeks = weeks.collect();
    Ok(Clearing { backlog, target_backlog, to_clear, cleared_a_week, weeks_to_target, shortage_a_week, weeks })
}

fn check(inputs: &Inputs) -> Result<()> {
    within("requests_a_week", inputs.requests_a_week, 1e-3, 1e6)?;
    within("slots_a_week", inputs.slots_a_week, 0.0, 1e6)?;
    within("extra_slots_a_week", inputs.extra_slots_a_week, 0.0, 1e6)?;
    within("wait_days", inputs.wait_days, 0.0, 1e4)?;
    within("target_days", inputs.target_days, 0.0, 1e4)?;
    if inputs.weeks > MOST_WEEKS {
        return Err(Refused::new("weeks", format!("Follow at most {MOST_WEEKS} weeks.")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::near;
    use proptest::prelude::*;

    const TARN_HILL: Inputs =
        Inputs { requests_a_week: 520.0, slots_a_week: 520.0, extra_slots_a_week: 60.0, wait_days: 31.0, target_days: 14.0, weeks: 30 };

    /// Preset of `docs/assignments/leading-change.md`.
    #[test]
    fn tarn_hill_clears_in_21_weeks() {
        let clearing = clear(&TARN_HILL).unwrap();
        near(clearing.backlog, 2303.0, 0.5);
        near(clearing.target_backlog, 1040.0, 1e-9);
        near(clearing.to_clear, 1263.0, 0.5);
        near(clearing.weeks_to_target.unwrap(), 21.05, 5e-3);
        near(clearing.weeks[21].backlog, 1042.857, 5e-4);
        near(clearing.weeks[22].wait_days, 14.0, 1e-9);
        near(clearing.weeks[30].wait_days, 14.0, 1e-9);
    }

    /// Question access-backlog of `09-access.md`.
    #[test]
    fn six_weeks_to_two_at_90_requests_are_360_visits() {
        let inputs =
            Inputs { requests_a_week: 90.0, slots_a_week: 90.0, extra_slots_a_week: 30.0, wait_days: 42.0, target_days: 14.0, weeks: 0 };
        let clearing = clear(&inputs).unwrap();
        near(clearing.to_clear, 360.0, 1e-9);
        near(clearing.weeks_to_target.unwrap(), 12.0, 1e-9);
    }

    #[test]
    fn a_shortage_never_clears_and_grows_again_after_the_extra_slots() {
        let short = Inputs { slots_a_week: 500.0, ..TARN_HILL };
        assert_eq!(clear(&Inputs { extra_slots_a_week: 20.0, ..short }).unwrap().weeks_to_target, None);
        let clearing = clear(&Inputs { weeks: 60, ..short }).unwrap();
        near(clearing.weeks_to_target.unwrap(), 31.571, 5e-4);
        assert!(clearing.weeks[60].backlog > clearing.weeks[40].backlog);
    }

    #[test]
    fn a_met_target_takes_nothing_and_a_line_never_falls_below_nobody() {
        let clearing = clear(&Inputs { target_days: 31.0, slots_a_week: 700.0, ..TARN_HILL }).unwrap();
        assert_eq!((clearing.to_clear, clearing.weeks_to_target), (0.0, Some(0.0)));
        assert_eq!(clearing.weeks[30].backlog, 0.0);
    }

    #[test]
    fn nonsense_is_refused() {
        let refused = |inputs: Inputs| clear(&inputs).unwrap_err().input;
        assert_eq!(refused(Inputs { requests_a_week: 0.0, ..TARN_HILL }), "requests_a_week");
        assert_eq!(refused(Inputs { slots_a_week: f64::INFINITY, ..TARN_HILL }), "slots_a_week");
        assert_eq!(refused(Inputs { wait_days: f64::NAN, ..TARN_HILL }), "wait_days");
        assert_eq!(refused(Inputs { target_days: -1.0, ..TARN_HILL }), "target_days");
        assert_eq!(refused(Inputs { weeks: u32::MAX, ..TARN_HILL }), "weeks");
    }

    proptest! {
        #[test]
        fn at_the_target_the_line_is_the_target(requests in 1.0..1e3_f64, spare in 0.1..1e2_f64, wait in 15.0..300.0_f64) {
            let steady = Inputs { requests_a_week: requests, slots_a_week: requests, ..TARN_HILL };
            let clearing = clear(&Inputs { extra_slots_a_week: spare, wait_days: wait, weeks: 0, ..steady }).unwrap();
            let left = clearing.backlog - clearing.weeks_to_target.unwrap() * clearing.cleared_a_week;
            prop_assert!((left - clearing.target_backlog).abs() < 1e-9 * clearing.backlog);
        }

        #[test]
        fn no_numbers_make_it_panic(numbers: [f64; 5], weeks in 0_u32..9) {
            let [requests_a_week, slots_a_week, extra_slots_a_week, wait_days, target_days] = numbers;
            drop(clear(&Inputs { requests_a_week, slots_a_week, extra_slots_a_week, wait_days, target_days, weeks }));
        }
    }
}
