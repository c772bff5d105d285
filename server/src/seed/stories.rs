//! How far each student of the demo is: who is ahead, on time, behind, away or not seen.

use chrono::TimeDelta;
use domain::cohorts::EnrollmentState;

/// What one student has done so far.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// How they stand in the cohort.
    pub state: EnrollmentState,
    /// So many units are completed, from the first.
    pub done: usize,
    /// What they began and did not finish.
    pub begun: Begun,
    /// How many minutes ago they were last active, at the latest.
    pub seen: i64,
    /// How likely an answer is right.
    pub skill: f64,
    /// Whether units were completed by their dates.
    pub punctual: bool,
}

/// The unit after the completed ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// Not begun.
    No,
    /// A lesson, half read.
    HalfRead,
    /// A quiz, some questions answered, not handed in.
    Answering,
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

const fn story(done: usize, begun: Begun, seen: i64, skill: f64) -> Story {
    Story { state: EnrollmentState::Enrolled, done, begun, seen, skill, punctual: true }
}

const fn late(done: usize, begun: Begun, seen: i64, skill: f64) -> Story {
    Story { punctual: false, ..story(done, begun, seen, skill) }
}

/// The demo's student: in the middle of the module, a quiz passed, a lesson half read.
pub const AMARA: Story = story(5, Begun::HalfRead, 14 * HOUR, 0.8);

/// In the order of the cast.
pub const CLASSMATES: [Story; 31] = [
    story(4, Begun::Answering, 3 * HOUR, 0.75),
    late(3, Begun::HalfRead, 5 * DAY, 0.7),
    story(4, Begun::No, 6 * DAY, 0.85),
    story(9, Begun::No, 9 * HOUR, 0.95),
    late(2, Begun::HalfRead, 12 * DAY, 0.6),
    late(1, Begun::HalfRead, 8 * DAY, 0.6),
    story(4, Begun::Answering, 26 * HOUR, 0.65),
    story(5, Begun::No, 2 * DAY, 0.9),
    story(9, Begun::HalfRead, 5 * HOUR, 0.9),
    story(4, Begun::No, 5 * DAY, 0.7),
    story(7, Begun::HalfRead, 30 * HOUR, 0.9),
    late(3, Begun::No, 4 * DAY, 0.7),
    story(4, Begun::No, 5 * DAY, 0.8),
    late(0, Begun::No, 0, 0.7),
    story(5, Begun::HalfRead, 8 * HOUR, 0.8),
    late(3, Begun::HalfRead, 2 * DAY, 0.7),
    story(5, Begun::No, 3 * DAY, 0.85),
    story(5, Begun::No, 12 * DAY, 0.8),
    Story { state: EnrollmentState::OnLeave, ..late(2, Begun::No, 20 * DAY, 0.7) },
    story(4, Begun::No, 6 * DAY, 0.75),
    story(4, Begun::Answering, 50, 0.8),
    late(2, Begun::HalfRead, 3 * DAY, 0.55),
    story(7, Begun::No, 2 * DAY, 0.95),
    story(4, Begun::No, 7 * DAY, 0.7),
    late(0, Begun::No, 0, 0.7),
    story(5, Begun::HalfRead, 20 * HOUR, 0.75),
    story(4, Begun::No, 5 * DAY, 0.9),
    late(3, Begun::HalfRead, 35 * HOUR, 0.65),
    Story { state: EnrollmentState::Invited, ..story(0, Begun::No, 0, 0.7) },
    story(6, Begun::HalfRead, 2 * DAY, 0.85),
    late(1, Begun::No, 15 * DAY, 0.6),
];

/// The other cohort, half a year on: Ravi first.
pub const ELSEWHERE: [Story; 4] = [
    story(12, Begun::No, 100 * DAY, 0.95),
    story(12, Begun::No, 110 * DAY, 0.95),
    story(12, Begun::No, 120 * DAY, 0.9),
    late(8, Begun::HalfRead, 16 * DAY, 0.7),
];

impl Story {
    /// How long ago they were last active.
    pub fn ago(&self) -> TimeDelta {
        TimeDelta::minutes(self.seen)
    }
}
