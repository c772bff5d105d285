//! Eight steps on a calendar of weeks: where they overlap, when the first win is there, and what is open if the money ends.
//!
//! Weeks are whole and counted from 1; a step from week 3 to 8 takes both of them and six in all. The steps are those of Kotter, *Leading
//! Change*, 1996.

use crate::simulators::{Refused, Result};

/// Last week that a plan may have: ten years.
pub const LAST_WEEK: u32 = 520;
/// Index of the step that ends with the first win.
const FIRST_WIN: usize = 5;

/// Names of the steps in our words, in their order.
pub const STEPS: [&str; 8] =
    ["urgency", "coalition", "vision", "communication", "removing obstacles", "first wins", "building on them", "anchoring"];

/// When a step is worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// First week, from 1.
    pub from: u32,
    /// Last week.
    pub until: u32,
}

/// A plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// The steps in the order of [`STEPS`].
    pub steps: [Step; 8],
    /// Last week that is paid for, if the money ends.
    pub budget_until: Option<u32>,
}

/// Two steps that are worked on at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The earlier in the order of steps, by index.
    pub one: usize,
    /// The later in the order of steps.
    pub other: usize,
    /// Weeks in common.
    pub weeks: u32,
}

/// What a plan amounts to.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Last week of the plan.
    pub last_week: u32,
    /// Pairs of steps that overlap, in the order of steps.
    pub overlaps: Vec<Overlap>,
    /// Steps worked on in each week, from week 1.
    pub at_once: Vec<usize>,
    /// Week at whose end the first win is there: the last of step 6.
    pub first_win: u32,
    /// Weeks that follow the first win.
    pub weeks_after_first_win: u32,
    /// These as a share of the plan, 0 to 1.
    pub share_after_first_win: f64,
    /// Steps that begin before the step they build on, as indices.
    pub out_of_order: Vec<usize>,
    /// Steps that are cut short, and those that never begin, if the money ends; none if it does not.
    pub cut_off: Option<CutOff>,
}

/// What the end of the money leaves undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutOff {
    /// Steps cut short, with the weeks that are missing.
    pub cut_short: Vec<(usize, u32)>,
    /// Steps that never begin.
    pub never_begun: Vec<usize>,
    /// Whether the first win is there by then.
    pub after_first_win: bool,
}

/// Reads a plan. Refuses weeks outside 1 to 520 and steps that end before they begin.
pub fn read(inputs: &Inputs) -> Result<Timeline> {
    check(inputs)?;
    let steps = &inputs.steps;
    let last_week = steps.iter().map(|step| step.until).max().unwrap_or(1);
    let first_win = steps[FIRST_WIN].until;
    let pairs = (0..8).flat_map(|one| (one + 1..8).map(move |other| (one, other)));
    let overlaps = pairs.filter_map(|(one, other)| {
        let (from, until) = (steps[one].from.max(steps[other].from), steps[one].until.min(steps[other].until));
        (from <= until).then(|| Overlap { one, other, weeks: until - from + 1 })
    });
    let weeks_after_first_win = last_week - first_win;
    Ok(Timeline {
        last_week,
        overlaps: overlaps.collect(),
        at_once: (1..=last_week).map(|week| steps.iter().filter(|step| (step.from..=step.until).contains(&week)).count()).collect(),
        first_win,
        weeks_after_first_win,
        share_after_first_win: f64::from(weeks_after_first_win) / f64::from(last_week),
        out_of_order: (1..8).filter(|&step| steps[step].from < steps[step - 1].from).collect(),
        cut_off: inputs.budget_until.map(|until| cut_off(steps, until)),
    })
}

fn check(inputs: &Inputs) -> Result<()> {
    for (number, step) in inputs.steps.iter().enumerate() {
        if step.from < 1 || step.until > LAST_WEEK || step.from > step.until {
            let sentence =
                format!("Weeks {} to {}: give a first week from 1 and a last week from it to {LAST_WEEK}.", step.from, step.until);
            return Err(Refused::new(format!("steps.{number}"), sentence));
        }
    }
    Ok(())
}

fn cut_off(steps: &[Step; 8], until: u32) -> CutOff {
    let begun = |&step: &usize| steps[step].from <= until;
    CutOff {
        cut_short: (0..8).filter(begun).filter(|&step| steps[step].until > until).map(|step| (step, steps[step].until - until)).collect(),
        never_begun: (0..8).filter(|step| !begun(step)).collect(),
        after_first_win: steps[FIRST_WIN].until <= until,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Preset of `docs/assignments/leading-change.md`.
    const TARN_HILL: [(u32, u32); 8] = [(1, 6), (3, 8), (6, 10), (8, 52), (10, 30), (14, 26), (24, 44), (36, 52)];

    fn plan(weeks: [(u32, u32); 8], budget_until: Option<u32>) -> Inputs {
        Inputs { steps: weeks.map(|(from, until)| Step { from, until }), budget_until }
    }

    /// The eight steps of Kotter 1996: domain.md 5.13. Weeks as in `docs/assignments/leading-change.md`.
    #[test]
    fn half_of_the_year_lies_after_the_first_win() {
        let timeline = read(&plan(TARN_HILL, None)).unwrap();
        assert_eq!((timeline.last_week, timeline.first_win, timeline.weeks_after_first_win), (52, 26, 26));
        assert_eq!(timeline.share_after_first_win, 0.5);
        assert_eq!(timeline.cut_off, None);
        assert_eq!(timeline.out_of_order, [0; 0]);
    }

    #[test]
    fn steps_overlap_by_the_weeks_they_share() {
        let timeline = read(&plan(TARN_HILL, None)).unwrap();
        let overlaps: Vec<_> = timeline.overlaps.iter().map(|overlap| (overlap.one, overlap.other, overlap.weeks)).collect();
        let expected = [(0, 1, 4), (0, 2, 1), (1, 2, 3), (1, 3, 1), (2, 3, 3), (2, 4, 1), (3, 4, 21), (3, 5, 13), (3, 6, 21), (3, 7, 17)];
        assert_eq!(overlaps[..10], expected);
        assert_eq!(overlaps[10..], [(4, 5, 13), (4, 6, 7), (5, 6, 3), (6, 7, 9)]);
        assert_eq!((timeline.at_once[0], timeline.at_once[5], timeline.at_once[24]), (1, 3, 4));
        assert_eq!(timeline.at_once.len(), 52);
    }

    #[test]
    fn a_budget_that_ends_with_the_first_win_ends_before_anything_is_anchored() {
        let cut_off = read(&plan(TARN_HILL, Some(26))).unwrap().cut_off.unwrap();
        assert_eq!(cut_off.cut_short, [(3, 26), (4, 4), (6, 18)]);
        assert_eq!(cut_off.never_begun, [7]);
        assert!(cut_off.after_first_win);
        assert!(!read(&plan(TARN_HILL, Some(25))).unwrap().cut_off.unwrap().after_first_win);
    }

    #[test]
    fn nonsense_is_refused_and_order_is_remarked_on() {
        let refused =
            |step: (u32, u32)| read(&plan([(1, 1), step, (1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (1, 1)], None)).unwrap_err().input;
        assert_eq!([refused((0, 1)), refused((5, 4)), refused((1, u32::MAX))], ["steps.1"; 3]);
        let mut weeks = TARN_HILL;
        weeks[1] = (8, 9);
        assert_eq!(read(&plan(weeks, None)).unwrap().out_of_order, [2]);
    }
}
