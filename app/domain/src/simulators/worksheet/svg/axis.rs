//! From values to places in the picture, and the marks at round values.

use super::super::Axis;
use super::super::format::{number, power_of_ten, trimmed};

/// What an axis shows, and between which places of the picture.
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
    step: f64,
}

impl Scale {
    /// A scale for values and what its axis asks for, with ends at round values, between two places.
    pub fn new(axis: &Axis, values: impl Iterator<Item = f64>, (from, to): (f64, f64), marks: f64) -> Self {
        let all = values.chain(axis.from).chain(axis.to).filter(|value| value.is_finite());
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
        let (low, high) = if low == high { (low - 0.5 * low.abs().max(1.0), high + 0.5 * high.abs().max(1.0)) } else { (low, high) };
        let step = round_step((high - low) / marks);
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, from, to, step }
    }

    /// The place of a value; what lies beyond the ends stays there.
    pub fn place(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.from + share * (self.to - self.from)
    }

    /// Round values with their words.
    pub fn marks(&self) -> impl Iterator<Item = (f64, String)> {
        let decimals = (0..6).find(|places| is_whole(self.step * 10f64.powi(*places))).unwrap_or(6) as usize;
        let number = ((self.high - self.low) / self.step).round().min(50.0) as i32;
        (0..=number).map(move |place| {
            let value = self.low + f64::from(place) * self.step;
            (value, in_short(value, decimals))
        })
    }
}

/// Large numbers shortened: 250k, 1.2M.
fn in_short(value: f64, decimals: usize) -> String {
    let short = |value: f64, letter: &str| trimmed(number(value, 2)) + letter;
    match value.abs() {
        size if size >= 1e9 => short(value / 1e9, "B"),
        size if size >= 1e6 => short(value / 1e6, "M"),
        size if size >= 1e4 => short(value / 1e3, "k"),
        _ => number(value, decimals),
    }
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6 * value.abs().max(1.0)
}

/// 1, 2 or 5 times a power of ten, not below what is asked for.
fn round_step(least: f64) -> f64 {
    let power = power_of_ten(least);
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|step| *step >= least * 0.999_999).unwrap_or(least)
}
