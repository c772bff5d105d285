//! How grades, states and lateness are said.

use chrono::TimeDelta;
use domain::assignments::{gradebook::Cell, grading::Grade, marking::State};
use leptos::prelude::*;

/// A percentage without decimals, rounded down: nobody is shown a level they did not reach.
pub fn percent(percent: f64) -> String {
    format!("{}%", percent.floor())
}

/// `2 days late`; each day that was begun counts.
pub fn late(late: TimeDelta) -> String {
    let days = (late.num_seconds() + 86_399) / 86_400;
    if days == 1 { "Late by up to a day".to_owned() } else { format!("{days} days late") }
}

/// `26 of 30 points, 86%, passed`, with what being late took off.
pub fn grade(grade: &Grade) -> String {
    let passed = if grade.passed { "passed" } else { "not passed" };
    let off = if grade.taken_off > 0 { format!(", less {} percentage points for being late", grade.taken_off) } else { String::new() };
    format!("{} of {} points{off}: {}, {passed}", grade.points, grade.possible, percent(grade.percent))
}

/// How a hand-in stands, as word and shape.
pub fn state(state: State) -> impl IntoView {
    let shape = match state {
        State::Waiting => "open",
        State::Half | State::Apart => "started",
        State::Graded => "waiting",
        State::Released => "done",
        State::Returned => "late",
    };
    view! { <span class="state" data-state=shape>{state.label()}</span> }
}

/// A cell of a gradebook in words, as it also stands in its file.
pub fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Nothing { overdue: true } => "Past due".to_owned(),
        Cell::Nothing { overdue: false } => String::new(),
        Cell::Quiz { percent: result, .. } => percent(*result),
        Cell::Work(entry) => match entry.grade {
            Some(grade) => percent(grade.percent),
            None if entry.state == State::Returned => "Returned".to_owned(),
            None => "Handed in".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_is_not_rounded_up_and_says_what_being_late_took() {
        let mut of = Grade { points: 26, possible: 30, taken_off: 0, percent: 86.67, passed: true };
        assert_eq!(grade(&of), "26 of 30 points: 86%, passed");
        (of.taken_off, of.percent, of.passed) = (20, 66.67, false);
        assert_eq!(grade(&of), "26 of 30 points, less 20 percentage points for being late: 66%, not passed");
    }

    #[test]
    fn days_that_were_begun_are_said() {
        assert_eq!(late(TimeDelta::seconds(1)), "Late by up to a day");
        assert_eq!(late(TimeDelta::seconds(86_401)), "2 days late");
    }
}
