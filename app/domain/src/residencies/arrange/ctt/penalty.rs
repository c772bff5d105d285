//! The public penalty of a plan, computed as the competition defines it and not by way of our points.

use std::collections::BTreeSet;

use super::{Instance, PERIOD};
use crate::residencies::arrange::Placement;

/// The penalty of a plan: 1 for each student without a seat, 5 for each day that a course is short of, 2 for each lecture of a
/// curriculum that stands alone, 1 for each room of a course beyond the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Penalty {
    /// `RoomCapacity`.
    pub room_capacity: u64,
    /// `MinimumWorkingDays`.
    pub minimum_working_days: u64,
    /// `CurriculumCompactness`.
    pub curriculum_compactness: u64,
    /// `RoomStability`.
    pub room_stability: u64,
}

impl Penalty {
    /// All of it.
    pub fn total(self) -> u64 {
        self.room_capacity + self.minimum_working_days + self.curriculum_compactness + self.room_stability
    }
}

impl Instance {
    /// The public penalty of a plan. Lectures without a place have none.
    pub fn penalty(&self, placement: &Placement) -> Penalty {
        let placed: Vec<(usize, usize, usize, usize)> = self
            .lectures()
            .zip(placement)
            .filter_map(|(course, spot)| spot.and_then(|spot| Some((course, spot.day, usize::from(spot.start / PERIOD), spot.room?))))
            .collect();
        let mut penalty = Penalty::default();
        for (course, _, _, room) in &placed {
            penalty.room_capacity += u64::from(self.courses[*course].students.saturating_sub(self.rooms[*room].1));
        }
        for (number, course) in self.courses.iter().enumerate() {
            let own = placed.iter().filter(|(course, ..)| *course == number);
            let days: BTreeSet<usize> = own.clone().map(|(_, day, ..)| *day).collect();
            let rooms: BTreeSet<usize> = own.map(|(.., room)| *room).collect();
            penalty.minimum_working_days += 5 * u64::from(course.days).saturating_sub(days.len() as u64);
            penalty.room_stability += (rooms.len() as u64).saturating_sub(1);
        }
        for (_, courses) in &self.curricula {
            let own: Vec<(usize, usize)> =
                placed.iter().filter(|(course, ..)| courses.contains(course)).map(|(_, day, period, _)| (*day, *period)).collect();
            let alone = |(day, period): &&(usize, usize)| !own.iter().any(|(other, at)| other == day && at.abs_diff(*period) == 1);
            penalty.curriculum_compactness += 2 * own.iter().filter(alone).count() as u64;
        }
        penalty
    }
}
