//! A desk played call by call: what Erlang C computes, and what it cannot, because handling times vary more or less than it assumes.
//!
//! First come, first served, identical servers, Poisson arrivals, nobody hangs up. Each replication starts empty, and its first calls are
//! left out as warm-up. Replications are independent; intervals are Student's t over their means, as in Law, *Simulation Modeling and
//! Analysis*, ch. 9. Random numbers come from the seed alone, so that the same inputs play the same calls.

#[cfg(test)]
mod tests;

use super::erlang::{Demand, MOST_SERVERS, checked_load};
use crate::simulators::checks::within;
use crate::simulators::draws::{StandardGamma, exponential, normal};
use crate::simulators::format::number;
use crate::simulators::random::Random;
use crate::simulators::{Refused, Result};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// Most calls in all replications together, warm-up included.
pub const MOST_CALLS: u64 = 5_000_000;

/// How handling times vary about their mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Handling {
    /// Exponential, as Erlang C assumes: coefficient of variation 1.
    Exponential,
    /// All alike.
    Constant,
    /// Gamma with this coefficient of variation (standard deviation over mean), 0.1 to 5. Method of Marsaglia & Tsang 2000.
    Gamma(f64),
    /// Lognormal with this coefficient of variation, 0.01 to 5.
    Lognormal(f64),
}

/// A desk and how long to watch it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inputs {
    /// What comes.
    pub demand: Demand,
    /// People who answer.
    pub servers: u32,
    /// Wait that still counts as answered in time, seconds.
    pub target_seconds: f64,
    /// How handling times vary.
    pub handling: Handling,
    /// Calls at the start of each replication that are not counted.
    pub warm_up: u32,
    /// Calls counted in each replication, at least 1.
    pub calls: u32,
    /// Replications, 2 to 1,000.
    pub replications: u32,
    /// Seed of the random numbers.
    pub seed: u64,
}

/// A mean over replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Mean.
    pub mean: f64,
    /// Half the width of its 95 % confidence interval.
    pub half_width: f64,
}

impl Estimate {
    /// The ends of the interval; nothing that is estimated is below 0, or above `most`.
    pub fn interval(self, most: f64) -> (f64, f64) {
        ((self.mean - self.half_width).max(0.0), (self.mean + self.half_width).min(most))
    }
}

/// What was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Mean wait of all calls, seconds.
    pub mean_wait_seconds: Estimate,
    /// Share of calls that had to wait.
    pub wait_probability: Estimate,
    /// Share of calls answered within the target time.
    pub service_level: Estimate,
    /// Longest wait of any counted call, seconds.
    pub longest_wait_seconds: f64,
    /// Mean wait in each replication, seconds.
    pub mean_waits_seconds: Vec<f64>,
}

/// Plays the desk. Refuses a load that the servers cannot work off, and more calls than a page should wait for.
pub fn play(inputs: &Inputs) -> Result<Seen> {
    check(inputs)?;
    let runs: Vec<Run> = (0..inputs.replications).map(|number| replication(inputs, number)).collect();
    let estimate = |of: fn(&Run) -> f64| over_replications(&runs.iter().map(of).collect::<Vec<_>>());
    Ok(Seen {
        mean_wait_seconds: estimate(|run| run.mean_wait),
        wait_probability: estimate(|run| run.waited),
        service_level: estimate(|run| run.in_time),
        longest_wait_seconds: runs.iter().map(|run| run.longest).fold(0.0, f64::max),
        mean_waits_seconds: runs.iter().map(|run| run.mean_wait).collect(),
    })
}

/// Calls after which a desk that began empty is nearly as full as in the long run: four times its relaxation time, 1/(√(mµ) − √λ)² or a
/// handling time, whichever is longer (Gamarnik & Goldberg, *Ann Appl Probab* 2013;23:1879-1912), and (1 + v²)/2 times as long where
/// handling times vary more than exponential ones. Without end where the load is that of the servers.
pub fn settling_calls(demand: Demand, servers: u32, handling: Handling) -> f64 {
    let load = demand.arrivals / demand.interval_minutes * demand.handling_minutes;
    let spare = f64::from(servers).sqrt() - load.sqrt();
    let variation = match handling {
        Handling::Gamma(variation) | Handling::Lognormal(variation) => variation.max(1.0),
        Handling::Exponential | Handling::Constant => 1.0,
    };
    (4.0 * load * (1.0 / (spare * spare)).max(1.0) * (1.0 + variation * variation) / 2.0).ceil()
}

fn check(inputs: &Inputs) -> Result<()> {
    let load = checked_load(inputs.demand, inputs.target_seconds)?;
    if !(1..=MOST_SERVERS).contains(&inputs.servers) || load >= f64::from(inputs.servers) {
        let sentence = format!(
            "The load is {} erlangs: take more servers than that, at most {MOST_SERVERS}, or the line never settles.",
            number(load, 2)
        );
        return Err(Refused::new("servers", sentence));
    }
    match inputs.handling {
        Handling::Exponential | Handling::Constant => {}
        Handling::Gamma(variation) => drop(within("handling", variation, 0.1, 5.0)?),
        Handling::Lognormal(variation) => drop(within("handling", variation, 0.01, 5.0)?),
    }
    if !(2..=1000).contains(&inputs.replications) || inputs.calls == 0 {
        return Err(Refused::new("replications", "Play 2 to 1000 replications of at least one call: one alone has no interval."));
    }
    let calls = (u64::from(inputs.warm_up) + u64::from(inputs.calls)) * u64::from(inputs.replications);
    if calls > MOST_CALLS {
        return Err(Refused::new("calls", format!("These are {calls} calls in all: play at most {MOST_CALLS}.")));
    }
    Ok(())
}

/// What one replication showed: waits in seconds, shares from 0 to 1.
struct Run {
    mean_wait: f64,
    waited: f64,
    in_time: f64,
    longest: f64,
}

/// A time in seconds that a heap can order.
#[derive(PartialEq)]
struct Instant(f64);

impl Eq for Instant {}

impl Ord for Instant {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn replication(inputs: &Inputs, number: u32) -> Run {
    // Seeds next to each other give unrelated numbers: the generator mixes them first.
    let mut random = Random::seeded(inputs.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(u64::from(number)));
    let handling_mean = 60.0 * inputs.demand.handling_minutes;
    let gap_mean = 60.0 * inputs.demand.interval_minutes / inputs.demand.arrivals;
    let mut free: BinaryHeap<Reverse<Instant>> = (0..inputs.servers).map(|_| Reverse(Instant(0.0))).collect();
    let (mut now, mut waits, mut waited, mut in_time, mut longest) = (0.0, 0.0, 0_u32, 0_u32, 0.0_f64);
    for call in 0..u64::from(inputs.warm_up) + u64::from(inputs.calls) {
        now += gap_mean * exponential(&mut random);
        let first_free = free.pop().map_or(now, |Reverse(Instant(time))| time);
        let wait = (first_free - now).max(0.0);
        free.push(Reverse(Instant(now + wait + handling_mean * around_one(inputs.handling, &mut random))));
        if call >= u64::from(inputs.warm_up) {
            waits += wait;
            waited += u32::from(wait > 0.0);
            in_time += u32::from(wait <= inputs.target_seconds);
            longest = longest.max(wait);
        }
    }
    let calls = f64::from(inputs.calls);
    Run { mean_wait: waits / calls, waited: f64::from(waited) / calls, in_time: f64::from(in_time) / calls, longest }
}

/// A handling time over its mean.
fn around_one(handling: Handling, random: &mut Random) -> f64 {
    match handling {
        Handling::Exponential => exponential(random),
        Handling::Constant => 1.0,
        Handling::Gamma(variation) => StandardGamma::new(1.0 / (variation * variation)).draw(random) * variation * variation,
        Handling::Lognormal(variation) => {
            let variance = (variation * variation).ln_1p();
            (variance.sqrt() * normal(random) - variance / 2.0).exp()
        }
    }
}

fn over_replications(means: &[f64]) -> Estimate {
    let count = means.len() as f64;
    let mean = means.iter().sum::<f64>() / count;
    let variance = means.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
    Estimate { mean, half_width: students_t(count - 1.0) * (variance / count).sqrt() }
}

/// The 97.5 % point of Student's t: the usual table to 10 degrees of freedom, then the expansion about the normal point (Abramowitz &
/// Stegun 26.7.5), right to three decimals there.
fn students_t(degrees: f64) -> f64 {
    const TABLE: [f64; 10] = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281];
    let row = TABLE.iter().zip(1_u32..).find(|&(_, row)| f64::from(row) >= degrees);
    row.map_or_else(|| expansion(degrees), |(value, _)| *value)
}

fn expansion(degrees: f64) -> f64 {
    let z: f64 = 1.959_963_984_540_054;
    let first = (z.powi(3) + z) / 4.0;
    let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0;
    let third = (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0;
    z + first / degrees + second / degrees.powi(2) + third / degrees.powi(3)
}
