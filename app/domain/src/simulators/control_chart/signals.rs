//! Which rules fire at which points of a phase.

use super::{Point, Rule, RuleSet, Side, Signal};

/// Differences smaller than this share of the numbers compared are rounding, not signals.
const ROUNDING: f64 = 1e-12;

/// All signals of the points of one phase; `first` is the index of its first point on the chart.
pub(super) fn within_phase(points: &[Point], first: usize, rules: RuleSet) -> Vec<Signal> {
    let mut signals = Vec::new();
    for at in 0..points.len() {
        for side in [Side::Above, Side::Below] {
            let before = &points[..=at];
            let found = patterns(before, side, rules).into_iter().flatten();
            signals.extend(found.map(|(rule, length)| Signal { rule, side, from: first + at + 1 - length, at: first + at }));
        }
    }
    signals
}

/// The patterns that end at the last of these points, each with the number of its points.
fn patterns(points: &[Point], side: Side, rules: RuleSet) -> [Option<(Rule, usize)>; 5] {
    let limit = fires(Rule::BeyondLimit, share(points, side, 3.0, 1, 1));
    let none = None;
    match rules {
        RuleSet::LimitsOnly => [limit, none, none, none, none],
        RuleSet::NhsMakingDataCount => {
            let near = last(points, 3).filter(|three| all(three, side, 0.0)).and_then(|three| {
                let outer = three.iter().filter(|point| beyond(point, side, 2.0) && !beyond(point, side, 3.0)).count();
                (outer >= 2).then_some(3)
            });
            let run = last(points, 7).filter(|seven| all(seven, side, 0.0)).map(<[Point]>::len);
            let trend = last(points, 7).filter(|seven| seven.windows(2).all(|pair| rises(pair, side))).map(<[Point]>::len);
            [limit, fires(Rule::TwoOfThree, near), none, fires(Rule::Run, run), fires(Rule::Trend, trend)]
        }
        RuleSet::WesternElectric => {
            let two = fires(Rule::TwoOfThree, share(points, side, 2.0, 2, 3));
            let four = fires(Rule::FourOfFive, share(points, side, 1.0, 4, 5));
            let run = last(points, 8).filter(|eight| all(eight, side, 0.0)).map(<[Point]>::len);
            [limit, two, four, fires(Rule::Run, run), none]
        }
    }
}

fn fires(rule: Rule, length: Option<usize>) -> Option<(Rule, usize)> {
    length.map(|length| (rule, length))
}

/// The last so many points, if there are as many.
fn last(points: &[Point], count: usize) -> Option<&[Point]> {
    points.len().checked_sub(count).map(|from| &points[from..])
}

fn all(points: &[Point], side: Side, sigmas: f64) -> bool {
    points.iter().all(|point| beyond(point, side, sigmas))
}

/// Length of the pattern if at least `least` of the last `of` points, the last one among them, are beyond so many sigmas on a side. At the
/// start of a phase fewer points than `of` will do: what is missing could not undo the signal.
fn share(points: &[Point], side: Side, sigmas: f64, least: usize, of: usize) -> Option<usize> {
    let window = &points[points.len().saturating_sub(of)..];
    let beyond: Vec<usize> = (0..window.len()).filter(|&index| self::beyond(&window[index], side, sigmas)).collect();
    let enough = beyond.len() >= least && beyond.last() == Some(&(window.len() - 1));
    enough.then(|| window.len() - beyond[0])
}

/// Strictly beyond so many sigmas from the center; 0 sigmas: strictly on that side.
fn beyond(point: &Point, side: Side, sigmas: f64) -> bool {
    let distance = match side {
        Side::Above => point.value - point.center,
        Side::Below => point.center - point.value,
    };
    distance - sigmas * point.sigma > ROUNDING * (point.value.abs() + point.center.abs())
}

fn rises(pair: &[Point], side: Side) -> bool {
    match side {
        Side::Above => pair[1].value > pair[0].value,
        Side::Below => pair[1].value < pair[0].value,
    }
}
