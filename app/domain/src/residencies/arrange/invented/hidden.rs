//! The plan that is hidden in a made-up problem: blocks of a day, filled with sessions that are never in each other's way.

use super::{DAY, Size};
use crate::residencies::{
    SessionKind,
    arrange::{Dice, Placement, Problem, Session, Spot, check},
};

/// What sessions are about.
const TOPICS: [&str; 12] = [
    "Value and payment",
    "Leading change",
    "Risk and safety",
    "Digital health",
    "Operations",
    "Finance",
    "Negotiation",
    "Health economics",
    "Ethics and law",
    "Quality",
    "Strategy",
    "Well-being",
];
/// How often a session is tried in another room with other faculty.
const TRIES: usize = 400;

/// A stretch of the day and how its people are divided.
struct Block {
    day: usize,
    start: u16,
    minutes: u16,
    apart: bool,
}

/// Fills a problem with sessions; gives where they are. Nothing if chance found no room or no faculty for one.
pub(super) fn plan(problem: &mut Problem, dice: &mut Dice, size: Size) -> Option<Placement> {
    let mut placement = Placement::new();
    for day in 0..size.days {
        let blocks = blocks(day, dice, size);
        let choice = blocks.iter().position(|block| block.apart).filter(|_| day % 2 == 1);
        for (number, block) in blocks.iter().enumerate() {
            for part in parts(problem, size, block, choice == Some(number)) {
                add(problem, &mut placement, dice, block, part)?;
            }
        }
    }
    repeats(problem, &placement);
    order(problem, &placement, dice);
    if let (Some(first), Some(session)) = (placement.first(), problem.sessions.first_mut()) {
        session.locked = *first;
    }
    check(problem, &placement).is_empty().then_some(placement)
}

/// The blocks of a day: some before lunch, the others after it, fifteen minutes between them.
fn blocks(day: usize, dice: &mut Dice, size: Size) -> Vec<Block> {
    let count = size.together + size.apart;
    let mut apart: Vec<bool> = (0..count).map(|number| number < size.apart).collect();
    dice.shuffle(&mut apart);
    if day == 0
        && let Some(together) = apart.iter().position(|apart| !apart)
    {
        apart.swap(0, together);
    }
    let (morning, afternoon) = apart.split_at(count.div_ceil(2));
    let mut blocks = half(day, dice, (DAY.0, 735), morning);
    let lunch = blocks.last().map_or(DAY.0, |block| block.start + block.minutes).max(690);
    blocks.extend(half(day, dice, (lunch + 60, DAY.1), afternoon));
    blocks
}

fn half(day: usize, dice: &mut Dice, (from, to): (u16, u16), apart: &[bool]) -> Vec<Block> {
    let mut lengths: Vec<u16> = apart.iter().map(|_| *dice.pick(&[45, 60, 75, 90, 120]).unwrap_or(&60)).collect();
    let whole = |lengths: &[u16]| lengths.iter().sum::<u16>() + 15 * (lengths.len().max(1) as u16 - 1);
    while from + whole(&lengths) > to {
        if let Some(longest) = lengths.iter_mut().max() {
            *longest -= 15;
        }
    }
    let mut start = from;
    let mut blocks = Vec::new();
    for (apart, minutes) in apart.iter().zip(lengths) {
        blocks.push(Block { day, start, minutes, apart: *apart });
        start += minutes + 15;
    }
    blocks
}

/// What happens in a block: everybody together, teams side by side, or sessions that everybody chooses from.
fn parts(problem: &Problem, size: Size, block: &Block, choice: bool) -> Vec<Session> {
    let number = problem.sessions.len();
    let session = |kind: SessionKind, groups: Vec<usize>, place: usize| Session {
        title: format!("{} {}", TOPICS[(number + place) % TOPICS.len()], 1 + (number + place) / TOPICS.len()),
        kind,
        minutes: block.minutes,
        size: groups.len() as u32 * size.team,
        groups,
        faculty: Vec::new(),
        features: Vec::new(),
        elective: false,
        roomless: false,
        after: Vec::new(),
        repeat_of: None,
        not_at: Vec::new(),
        preferred: None,
        locked: None,
    };
    let all: Vec<usize> = (0..size.teams).collect();
    if !block.apart {
        return vec![session(SessionKind::Class, all, 0)];
    }
    let beside = size.beside.min(size.teams);
    let some = |place: usize| all.iter().copied().filter(|team| team % beside == place).collect::<Vec<_>>();
    if choice {
        let share = (size.team * size.teams as u32).div_ceil(beside as u32);
        let chosen = |place: usize| Session { elective: true, size: share, ..session(SessionKind::Coaching, all.clone(), place) };
        return (0..beside).map(chosen).collect();
    }
    (0..beside).map(|place| session(SessionKind::Workshop, some(place), place)).collect()
}

/// Finds a room and faculty for a session, so that nothing is broken.
fn add(problem: &mut Problem, placement: &mut Placement, dice: &mut Dice, block: &Block, session: Session) -> Option<()> {
    let number = problem.sessions.len();
    problem.sessions.push(session);
    for _ in 0..TRIES {
        let room = dice.below(problem.rooms.len());
        let mut faculty = vec![rested(problem, dice)];
        if dice.below(100) < 25 {
            faculty.push(rested(problem, dice));
            faculty.dedup();
        }
        problem.sessions[number].faculty = faculty;
        placement.push(Some(Spot { day: block.day, start: block.start, room: Some(room) }));
        if check(problem, placement).is_empty() {
            let features = problem.rooms[room].features.clone();
            problem.sessions[number].features = features.into_iter().filter(|_| dice.below(100) < 40).collect();
            return Some(());
        }
        placement.pop();
    }
    None
}

/// Of four of the faculty, the one who has least to do.
fn rested(problem: &Problem, dice: &mut Dice) -> usize {
    let load = |person: usize| problem.sessions.iter().filter(|session| session.faculty.contains(&person)).count();
    let four = (0..4).map(|_| dice.below(problem.faculty.len()));
    four.min_by_key(|person| load(*person)).unwrap_or(0)
}

/// What is chosen on a later day is what was chosen on the first, once more.
fn repeats(problem: &mut Problem, placement: &Placement) {
    let day = |number: usize| placement[number].map(|spot| spot.day);
    let chosen: Vec<usize> = (0..problem.sessions.len()).filter(|number| problem.sessions[*number].elective).collect();
    let first: Vec<usize> = chosen.iter().copied().filter(|number| day(*number) == day(chosen[0])).collect();
    for (place, again) in chosen.iter().enumerate().skip(first.len()) {
        let first = first[place % first.len()];
        problem.sessions[*again].title = format!("{} (again)", problem.sessions[first].title);
        problem.sessions[*again].repeat_of = Some(first);
    }
}

/// Some sessions come after one that was before them in the plan.
fn order(problem: &mut Problem, placement: &Placement, dice: &mut Dice) {
    for number in 1..problem.sessions.len() {
        let before = dice.below(number);
        let (Some(first), Some(then)) = (placement[before], placement[number]) else { continue };
        let over = (first.day, first.start + problem.sessions[before].minutes) <= (then.day, then.start);
        let common = problem.sessions[before].groups.iter().any(|group| problem.sessions[number].groups.contains(group));
        if over && common && dice.below(100) < 45 {
            problem.sessions[number].after.push(before);
        }
    }
}
