//! Center lines and limits of one phase.

use super::{Baseline, ENOUGH_POINTS, LARGEST, PhaseLimits, Point, Series};
use crate::simulators::format::precise;
use std::ops::Range;

/// Half the distance between XmR limits over the mean moving range: 3/1.128, to the digits in which it is published.
const LIMIT: f64 = 2.66;
/// Upper limit of moving ranges over their mean.
const RANGE_LIMIT: f64 = 3.267;

/// What `of_phase` gives, or the sentence of a refusal.
type Found = Result<(PhaseLimits, Vec<Point>), String>;

/// Limits of the points of one phase, from its baseline.
pub(super) fn of_phase(series: &Series, span: Range<usize>, baseline: Baseline, screening: bool) -> Found {
    match series {
        Series::Individuals(values) => individuals(&values[span.clone()], &span, baseline, screening),
        Series::Counts(values) => {
            let points: Vec<_> = values[span.clone()].iter().map(|&count| (count, 1.0)).collect();
            attributes(&points, &span, baseline, f64::INFINITY, |center, _| center.sqrt())
        }
        Series::Proportions(points) => {
            let points: Vec<_> = points[span.clone()].iter().map(|point| (point.events, point.cases)).collect();
            attributes(&points, &span, baseline, 1.0, |center, cases| (center * (1.0 - center) / cases).sqrt())
        }
        Series::Rates(points) => {
            let points: Vec<_> = points[span.clone()].iter().map(|point| (point.events, point.exposure)).collect();
            attributes(&points, &span, baseline, f64::INFINITY, |center, exposure| (center / exposure).sqrt())
        }
    }
}

/// How many points the limits come from.
fn baseline_points(baseline: Baseline, points: usize, least: usize) -> Result<usize, String> {
    let count = match baseline {
        Baseline::First(count) => count,
        Baseline::All | Baseline::Known { .. } => points,
    };
    if count > points {
        return Err(format!(
            "The limits are to come from the first {count} points, and the phase has {points}: enter {points} or fewer, or nothing to take all."
        ));
    }
    if count < least {
        return Err(format!(
            "Limits come from at least {least} points, and here from {count}: enter more, or join the phase to the one beside it."
        ));
    }
    Ok(count)
}

fn individuals(values: &[f64], span: &Range<usize>, baseline: Baseline, screening: bool) -> Found {
    let ranges: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let (mut limits, sigma) = match baseline {
        Baseline::Known { center, sigma } => (known(span, center, sigma)?, sigma),
        Baseline::All | Baseline::First(_) => {
            let count = baseline_points(baseline, values.len(), 2)?;
            let (mean_range, screened) = mean_moving_range(&ranges[..count - 1], screening);
            let limits = PhaseLimits {
                mean_moving_range: Some(mean_range),
                upper_moving_range: Some(RANGE_LIMIT * mean_range),
                screened: screened.into_iter().map(|index| span.start + index + 1).collect(),
                ..unscreened(span, count, mean(&values[..count]))
            };
            (limits, LIMIT * mean_range / 3.0)
        }
    };
    limits.points = values.len();
    let reach = 3.0 * sigma;
    let points = values.iter().enumerate().map(|(index, &value)| Point {
        value,
        center: limits.center,
        lower: limits.center - reach,
        upper: limits.center + reach,
        sigma,
        moving_range: index.checked_sub(1).map(|before| ranges[before]),
    });
    let points = points.collect();
    Ok((limits, points))
}

fn known(span: &Range<usize>, center: f64, sigma: f64) -> Result<PhaseLimits, String> {
    if !(center.abs() <= LARGEST && sigma > 0.0 && sigma <= LARGEST) {
        return Err(format!(
            "The mean {} and sigma {} cannot be used: give numbers to {}, sigma above 0.",
            precise(center),
            precise(sigma),
            precise(LARGEST)
        ));
    }
    Ok(unscreened(span, 0, center))
}

fn unscreened(span: &Range<usize>, baseline: usize, center: f64) -> PhaseLimits {
    PhaseLimits {
        first: span.start,
        points: span.len(),
        baseline,
        provisional: (1..ENOUGH_POINTS).contains(&baseline),
        center,
        mean_moving_range: None,
        upper_moving_range: None,
        screened: Vec::new(),
    }
}

/// The mean of moving ranges and the indices of those left out of it.
fn mean_moving_range(ranges: &[f64], screening: bool) -> (f64, Vec<usize>) {
    let all = mean(ranges);
    if !screening {
        return (all, Vec::new());
    }
    let (out, kept): (Vec<usize>, Vec<usize>) = (0..ranges.len()).partition(|&index| ranges[index] > RANGE_LIMIT * all);
    let kept: Vec<f64> = kept.into_iter().map(|index| ranges[index]).collect();
    (mean(&kept), out)
}

/// Mean about the first value, so that a large common level costs no digits.
fn mean(values: &[f64]) -> f64 {
    let first = values.first().copied().unwrap_or(0.0);
    first + values.iter().map(|value| value - first).sum::<f64>() / values.len().max(1) as f64
}

/// Charts of counts: each point is events over its size; `sigma` is of the center and the size.
fn attributes(points: &[(f64, f64)], span: &Range<usize>, baseline: Baseline, most: f64, sigma: impl Fn(f64, f64) -> f64) -> Found {
    if matches!(baseline, Baseline::Known { .. }) {
        return Err("Known limits are for XmR charts: take a baseline of the data.".into());
    }
    let count = baseline_points(baseline, points.len(), 1)?;
    let (events, sizes) = points[..count].iter().fold((0.0, 0.0), |(events, sizes), point| (events + point.0, sizes + point.1));
    let center = events / sizes;
    let plotted = points.iter().map(|&(events, size)| {
        let sigma = sigma(center, size);
        let (lower, upper) = ((center - 3.0 * sigma).max(0.0), (center + 3.0 * sigma).min(most));
        Point { value: events / size, center, lower, upper, sigma, moving_range: None }
    });
    Ok((unscreened(span, count, center), plotted.collect()))
}
