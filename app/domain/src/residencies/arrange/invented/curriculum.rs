//! Course timetabling problems in the public format, made up from a seed, each with a plan hidden in it.

use super::Dice;
use crate::residencies::arrange::{
    Placement, Spot,
    ctt::{Course, Instance},
};

const DAYS: usize = 5;
const PERIODS: usize = 6;
/// How often a lecture is tried at another time.
const TRIES: usize = 300;

/// A problem with so many courses, and a plan for it that breaks no rule. The same seed gives the same.
pub fn invented(name: &str, seed: u64, courses: usize) -> (Instance, Placement) {
    let mut dice = Dice::new(seed);
    loop {
        let mut instance = outline(name, &mut dice, courses);
        if let Some(placement) = hidden(&instance, &mut dice) {
            unavailable(&mut instance, &placement, &mut dice);
            return (instance, placement);
        }
    }
}

/// Courses, rooms and curricula, without a time ruled out.
fn outline(name: &str, dice: &mut Dice, courses: usize) -> Instance {
    let course = |number: usize, dice: &mut Dice| {
        let lectures = dice.between(3, 6);
        Course {
            name: format!("m{:02}", number + 1),
            teacher: format!("t{:02}", dice.below(courses * 4 / 5) + 1),
            lectures,
            days: dice.between(2, lectures.min(4)) as u32,
            students: 10 * dice.between(2, 12) as u32 + dice.below(10) as u32,
        }
    };
    let courses: Vec<Course> = (0..courses).map(|number| course(number, dice)).collect();
    let rooms = 1 + courses.iter().map(|course| course.lectures).sum::<usize>() / 24;
    let seats = |number: usize, dice: &mut Dice| (120 - (80 * number / rooms) as u32) + dice.below(12) as u32;
    let curriculum = |number: usize, dice: &mut Dice| {
        let mut of: Vec<usize> = (0..courses.len()).collect();
        dice.shuffle(&mut of);
        of.truncate(dice.between(2, 4));
        of.sort_unstable();
        (format!("q{:02}", number + 1), of)
    };
    Instance {
        name: name.to_owned(),
        days: DAYS,
        periods: PERIODS,
        rooms: (0..rooms).map(|number| (format!("r{}", number + 1), seats(number, dice))).collect(),
        curricula: (0..courses.len() / 2).map(|number| curriculum(number, dice)).collect(),
        courses,
        unavailable: Vec::new(),
    }
}

/// A plan that breaks no rule; nothing if chance finds none.
fn hidden(instance: &Instance, dice: &mut Dice) -> Option<Placement> {
    let problem = instance.problem();
    let mut placement: Placement = vec![None; problem.sessions.len()];
    for number in 0..placement.len() {
        let spot = (0..TRIES).find_map(|_| {
            let spot = Spot { day: dice.below(DAYS), start: 60 * dice.below(PERIODS) as u16, room: Some(dice.below(instance.rooms.len())) };
            let clash = |(other, there): (usize, &Option<Spot>)| {
                let same_time = there.is_some_and(|there| (there.day, there.start) == (spot.day, spot.start));
                same_time && (there.is_some_and(|there| there.room == spot.room) || problem.share_people(number, other) != (false, false))
            };
            (!placement.iter().enumerate().any(clash)).then_some(spot)
        });
        placement[number] = Some(spot?);
    }
    Some(placement)
}

/// Times at which courses cannot be, none of them where the hidden plan has them.
fn unavailable(instance: &mut Instance, placement: &Placement, dice: &mut Dice) {
    let problem = instance.problem();
    for course in 0..instance.courses.len() {
        for _ in 0..dice.below(8) {
            let (day, period) = (dice.below(DAYS), dice.below(PERIODS));
            let there = |number: &usize| placement[*number].is_some_and(|spot| (spot.day, spot.start) == (day, 60 * period as u16));
            let taken = problem.series[course].sessions.iter().any(there);
            if !taken && !instance.unavailable.contains(&(course, day, period)) {
                instance.unavailable.push((course, day, period));
            }
        }
    }
}
