//! Erlang C: the wait at a desk with random arrivals, exponential handling times, identical servers, one line and nobody who hangs up.
//!
//! With load A = λ·s and m servers: B₀ = 1, `B_k = A·B_{k−1}/(k + A·B_{k−1})`, `C = m·B/(m − A(1 − B))`, mean wait C·s/(m − A), share
//! answered within T 1 − C·exp(−(m − A)·T/s). Source: Gans, Koole & Mandelbaum, *Manuf Serv Oper Manag* 2003;5:79-141.

use crate::simulators::checks::{positive, within};
use crate::simulators::format::number;
use crate::simulators::{Refused, Result};

/// Most servers of a desk.
pub const MOST_SERVERS: u32 = 10_000;

/// Calls at a desk in a stretch of time in which their rate is constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand {
    /// Arrivals in the interval.
    pub arrivals: f64,
    /// Length of the interval, minutes.
    pub interval_minutes: f64,
    /// Mean handling time of a call, minutes.
    pub handling_minutes: f64,
}

/// A desk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inputs {
    /// What comes.
    pub demand: Demand,
    /// People who answer.
    pub servers: u32,
    /// Wait that still counts as answered in time, seconds.
    pub target_seconds: f64,
}

/// How a desk does in the long run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Desk {
    /// People who answer.
    pub servers: u32,
    /// Load: the mean number of busy people, erlangs.
    pub load: f64,
    /// Share of their time that people are busy, 0 to 1.
    pub occupancy: f64,
    /// Probability that a call must wait at all.
    pub wait_probability: f64,
    /// Mean wait of all calls, seconds.
    pub mean_wait_seconds: f64,
    /// Mean wait of the calls that must wait, seconds.
    pub mean_wait_of_waiting_seconds: f64,
    /// Share of calls answered within the target time, 0 to 1.
    pub service_level: f64,
    /// Mean number of calls waiting (Little's law).
    pub mean_waiting: f64,
}

/// What a desk must reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// At least this share within the target time, above 0 and below 1.
    ServiceLevel(f64),
    /// At most this mean wait, seconds, above 0.
    MeanWaitSeconds(f64),
}

/// How a desk with a given number of servers does. Refuses a load that the servers cannot work off.
pub fn desk(inputs: &Inputs) -> Result<Desk> {
    let load = checked_load(inputs.demand, inputs.target_seconds)?;
    if !(1..=MOST_SERVERS).contains(&inputs.servers) {
        return Err(Refused::new("servers", format!("Give 1 to {MOST_SERVERS} servers.")));
    }
    if load >= f64::from(inputs.servers) {
        let sentence = format!(
            "The load is {} erlangs: with {} servers the line grows without end. Take at least {} servers.",
            number(load, 2),
            inputs.servers,
            number(load.floor() + 1.0, 0)
        );
        return Err(Refused::new("servers", sentence));
    }
    let blocking = (1..=inputs.servers).fold(1.0, |blocking, server| next_blocking(blocking, load, server));
    Ok(with_blocking(inputs.demand, inputs.target_seconds, inputs.servers, load, blocking))
}

/// The smallest desk that reaches the target; the last of the list, which begins with the smallest desk that is stable.
pub fn staff_needed(demand: Demand, target_seconds: f64, target: Target) -> Result<Vec<Desk>> {
    let load = checked_load(demand, target_seconds)?;
    check_target(target)?;
    let (mut desks, mut blocking) = (Vec::new(), 1.0);
    for servers in 1..=MOST_SERVERS {
        blocking = next_blocking(blocking, load, servers);
        if f64::from(servers) <= load {
            continue;
        }
        let desk = with_blocking(demand, target_seconds, servers, load, blocking);
        desks.push(desk);
        let reached = match target {
            Target::ServiceLevel(share) => desk.service_level >= share,
            Target::MeanWaitSeconds(seconds) => desk.mean_wait_seconds <= seconds,
        };
        if reached {
            return Ok(desks);
        }
    }
    Err(Refused::new("target", format!("Not even {MOST_SERVERS} servers reach this target: lower it or the demand.")))
}

/// Load in erlangs of a demand within its bounds.
pub(super) fn checked_load(demand: Demand, target_seconds: f64) -> Result<f64> {
    within("demand.arrivals", demand.arrivals, 1e-3, 1e6)?;
    within("demand.interval_minutes", demand.interval_minutes, 1e-3, 1e6)?;
    within("demand.handling_minutes", demand.handling_minutes, 1e-3, 1e6)?;
    within("target_seconds", target_seconds, 0.0, 1e6)?;
    let load = demand.arrivals / demand.interval_minutes * demand.handling_minutes;
    if load < f64::from(MOST_SERVERS) {
        return Ok(load);
    }
    Err(Refused::new("demand", format!("The load is {} erlangs: it must stay below {MOST_SERVERS}.", number(load, 0))))
}

fn check_target(target: Target) -> Result<()> {
    match target {
        Target::ServiceLevel(share) if !(share > 0.0 && share < 1.0) => {
            Err(Refused::new("target", format!("The service level is {share}: give a share above 0 and below 1.")))
        }
        Target::ServiceLevel(_) => Ok(()),
        Target::MeanWaitSeconds(seconds) => positive("target", seconds, 1e6).map(drop),
    }
}

/// Erlang's B by its recurrence, which only adds and multiplies positive numbers.
fn next_blocking(blocking: f64, load: f64, servers: u32) -> f64 {
    let offered = load * blocking;
    offered / (f64::from(servers) + offered)
}

fn with_blocking(demand: Demand, target_seconds: f64, servers: u32, load: f64, blocking: f64) -> Desk {
    let (people, spare) = (f64::from(servers), f64::from(servers) - load);
    // m − A(1 − B) as a sum of positive numbers.
    let wait_probability = (people * blocking / (spare + load * blocking)).min(1.0);
    let handling_seconds = 60.0 * demand.handling_minutes;
    let mean_wait_of_waiting_seconds = handling_seconds / spare;
    let mean_wait_seconds = wait_probability * mean_wait_of_waiting_seconds;
    Desk {
        servers,
        load,
        occupancy: load / people,
        wait_probability,
        mean_wait_seconds,
        mean_wait_of_waiting_seconds,
        service_level: 1.0 - wait_probability * (-spare * target_seconds / handling_seconds).exp(),
        mean_waiting: wait_probability * load / spare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::near;
    use proptest::prelude::*;

    fn calls(arrivals: f64, handling_minutes: f64, servers: u32) -> Desk {
        desk(&Inputs { demand: Demand { arrivals, interval_minutes: 30.0, handling_minutes }, servers, target_seconds: 20.0 }).unwrap()
    }

    /// Call Centre Helper's worked example: domain.md 5.11.
    #[test]
    fn the_worked_example_has_its_published_figures() {
        let desk = calls(100.0, 3.0, 14);
        near(desk.load, 10.0, 1e-12);
        near(desk.wait_probability, 0.1741, 5e-5);
        near(desk.service_level, 0.8884, 5e-5);
        near(desk.occupancy, 0.7143, 5e-5);
        near(desk.mean_wait_seconds, 7.8, 0.05);
    }

    /// Presets of `docs/assignments/leading-change.md` and the tables of `09-access.md`.
    #[test]
    fn the_lessons_desks_have_their_waits() {
        let waits = [
            (100.0, 3.0, 11, 123.0),
            (100.0, 3.0, 12, 40.0),
            (100.0, 3.0, 13, 17.0),
            (100.0, 3.0, 15, 4.0),
            (25.0, 3.0, 3, 253.0),
            (50.0, 3.0, 6, 106.0),
        ];
        for (arrivals, minutes, servers, seconds) in waits {
            near(calls(arrivals, minutes, servers).mean_wait_seconds, seconds, 0.5);
        }
        for (servers, seconds) in [(14, 52.0), (16, 11.0), (17, 5.5)] {
            near(calls(100.0, 3.6, servers).mean_wait_seconds, seconds, 0.05);
        }
        near(calls(100.0, 3.6, 14).wait_probability, 0.482, 5e-4);
        for desk in [calls(25.0, 3.0, 3), calls(50.0, 3.0, 6), calls(100.0, 3.0, 12)] {
            near(desk.occupancy, 0.833, 5e-4);
        }
        for (servers, must_wait, level) in [(11, 0.68, 0.39), (12, 0.45, 0.64), (13, 0.29, 0.80), (15, 0.10, 0.94)] {
            near(calls(100.0, 3.0, servers).wait_probability, must_wait, 5e-3);
            near(calls(100.0, 3.0, servers).service_level, level, 5e-3);
        }
    }

    #[test]
    fn one_server_is_the_m_m_1_queue() {
        // Load 0.5: half of the calls wait, on average one handling time over all.
        let desk = calls(15.0, 1.0, 1);
        near(desk.wait_probability, 0.5, 1e-15);
        near(desk.mean_wait_seconds, 60.0, 1e-12);
        near(desk.mean_waiting, 0.5, 1e-15);
    }

    #[test]
    fn staff_for_a_target_is_the_first_that_reaches_it() {
        let demand = Demand { arrivals: 100.0, interval_minutes: 30.0, handling_minutes: 3.0 };
        let desks = staff_needed(demand, 20.0, Target::ServiceLevel(0.8)).unwrap();
        assert_eq!(desks.iter().map(|desk| desk.servers).collect::<Vec<_>>(), [11, 12, 13, 14]);
        near(desks[2].service_level, 0.7955, 5e-4);
        let learning = Demand { handling_minutes: 3.6, ..demand };
        let desks = staff_needed(learning, 20.0, Target::MeanWaitSeconds(8.0)).unwrap();
        assert_eq!(desks.last().unwrap().servers, 17);
    }

    #[test]
    fn nonsense_and_overload_are_refused() {
        let demand = Demand { arrivals: 100.0, interval_minutes: 30.0, handling_minutes: 3.0 };
        let refused = |demand, servers| desk(&Inputs { demand, servers, target_seconds: 20.0 }).unwrap_err();
        let overload = refused(demand, 10);
        assert_eq!(overload.input, "servers");
        assert!(overload.sentence.contains("at least 11 servers"), "{overload}");
        assert_eq!(refused(demand, 0).input, "servers");
        assert_eq!(refused(demand, u32::MAX).input, "servers");
        assert_eq!(refused(Demand { arrivals: f64::NAN, ..demand }, 10).input, "demand.arrivals");
        assert_eq!(refused(Demand { handling_minutes: -1.0, ..demand }, 10).input, "demand.handling_minutes");
        assert_eq!(refused(Demand { arrivals: 1e6, ..demand }, 10).input, "demand");
        assert_eq!(staff_needed(demand, 20.0, Target::ServiceLevel(1.0)).unwrap_err().input, "target");
        assert_eq!(staff_needed(demand, 20.0, Target::MeanWaitSeconds(f64::NAN)).unwrap_err().input, "target");
    }

    proptest! {
        #[test]
        fn one_more_server_never_makes_the_wait_longer(arrivals in 0.1..500.0_f64, minutes in 0.1..20.0_f64, more in 1_u32..50) {
            let servers = |count: u32| {
                let demand = Demand { arrivals, interval_minutes: 30.0, handling_minutes: minutes };
                let stable = (arrivals / 30.0 * minutes).floor();
                let stable = (0_u32..).find(|&count| f64::from(count) > stable).unwrap();
                desk(&Inputs { demand, servers: stable + count, target_seconds: 20.0 }).unwrap()
            };
            let (few, many) = (servers(more), servers(more + 1));
            prop_assert!(many.mean_wait_seconds <= few.mean_wait_seconds);
            for share in [few.wait_probability, few.occupancy, few.service_level] {
                prop_assert!((0.0..=1.0).contains(&share));
            }
        }
    }
}
