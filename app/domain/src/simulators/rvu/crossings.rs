//! Where plans pay the same.

use super::Plan;

/// Work at which two plans pay the same and beyond which the other pays more.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing {
    /// Work RVUs of the year.
    pub rvus: f64,
    /// Dollars a year there.
    pub pay: f64,
    /// Place of the plan that pays more below.
    pub better_below: usize,
    /// Place of the plan that pays more above.
    pub better_above: usize,
}

/// All crossings of all pairs strictly within the range, ascending. Plans that only touch, or pay the same over a stretch at an end of the
/// range, do not cross; where they pay the same over a stretch between, the crossing is named at the stretch's end.
pub(super) fn all(plans: &[Plan], from: f64, to: f64) -> Vec<Crossing> {
    let mut found = Vec::new();
    for first in 0..plans.len() {
        for second in first + 1..plans.len() {
            pair(plans, (first, second), (from, to), &mut found);
        }
    }
    found
}

fn pair(plans: &[Plan], (first, second): (usize, usize), (from, to): (f64, f64), found: &mut Vec<Crossing>) {
    let (one, other) = (&plans[first], &plans[second]);
    let mut corners = vec![from, to];
    for corner in one.basis.corners().into_iter().chain(other.basis.corners()).filter(|corner| (from..to).contains(corner)) {
        corners.insert(corners.partition_point(|each| *each <= corner), corner);
    }
    // Cents are the finest that is paid: less than a ten-thousandth of one is rounding, not a difference.
    let ahead = |rvus: f64| {
        let difference = one.pay(rvus) - other.pay(rvus);
        if difference.abs() < 1e-6 { 0.0 } else { difference }
    };
    let (mut last_place, mut last) = (from, ahead(from));
    for corner in corners {
        let now = ahead(corner);
        if now == 0.0 {
            last_place = corner;
            continue;
        }
        if last * now < 0.0 {
            // On the segment's line; after a stretch of equal pay, at its end.
            let before = ahead(last_place);
            let rvus = last_place + (corner - last_place) * (before / (before - now));
            let (better_below, better_above) = if last > 0.0 { (first, second) } else { (second, first) };
            // In order as they come: a sort would weigh more in the browser's part than these few are worth.
            let place = found.partition_point(|each| each.rvus <= rvus);
            found.insert(place, Crossing { rvus, pay: one.pay(rvus), better_below, better_above });
        }
        (last_place, last) = (corner, now);
    }
}
