//! No board without a block breaks a hard rule: said by the rules, and counted minute by minute.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::residencies::schedule::blocks;

/// Whom and what a session occupies in each of its minutes; whether each is free and allowed then.
fn breaks(schedule: &Schedule) -> bool {
    let mut taken = HashSet::new();
    for session in &schedule.sessions {
        let Some(placed) = session.placed else { continue };
        let room = schedule.room(placed.room).unwrap();
        for minute in placed.start..placed.start + session.minutes {
            let mut free = (1..=schedule.days).contains(&placed.day) && !room.retired && room.opens <= minute && minute < room.closes;
            free &= taken.insert((placed.day, minute, room.id.0));
            for person in &session.faculty {
                let mut own = schedule.hours.iter().filter(|hours| hours.person == *person).peekable();
                let can = |hours: &FacultyHours| hours.day == placed.day && hours.from_minute <= minute && minute < hours.until_minute;
                free &= own.peek().is_none() || own.any(can);
                free &= taken.insert((placed.day, minute, person.0));
            }
            for team in
                schedule.teams.iter().filter(|team| session.seats.is_none() && (session.plenary || session.teams.contains(&team.id)))
            {
                free &= taken.insert((placed.day, minute, team.id.0));
            }
            if !free {
                return true;
            }
        }
    }
    false
}

/// Sessions at random; few enough places that about half of the boards break something.
fn boards() -> impl Strategy<Value = Schedule> {
    let session = (
        1..6_i64,
        15..21_i64,
        1..4_i64,
        0..3_usize,
        0..3_usize,
        0..3_usize,
        prop::bool::weighted(0.8),
        prop::option::weighted(0.3, 5..9_i64),
    );
    prop::collection::vec(session, 1..6).prop_map(|drawn| {
        let mut schedule = stage();
        schedule.rooms[2].opens = 540;
        schedule.hours = vec![FacultyHours { person: schedule.faculty[1].id, day: 2, from_minute: 480, until_minute: 600 }];
        for (day, start, length, room, team, holds, placed, seats) in drawn {
            let mut one = hour(&schedule, "Value", start * 30);
            one.minutes = length * 30;
            one.seats = seats;
            one.placed = placed.then(|| Placement { day, start: start * 30, room: schedule.rooms[room].id });
            if let Some(team) = schedule.teams.get(team) {
                (one.plenary, one.teams) = (false, vec![team.id]);
            }
            one.faculty = schedule.faculty.get(holds).map(|person| person.id).into_iter().collect();
            schedule.sessions.push(one);
        }
        schedule
    })
}

proptest! {
    #[test]
    fn a_board_has_a_block_exactly_if_it_breaks_a_hard_rule(schedule in boards()) {
        let found = warnings(&schedule);
        prop_assert_eq!(blocks(&found).next().is_some(), breaks(&schedule), "{:#?}", found);
    }

    #[test]
    fn no_two_warnings_have_the_same_key(schedule in boards()) {
        let found = warnings(&schedule);
        let keys: HashSet<_> = found.iter().map(|one| &one.key).collect();
        prop_assert_eq!(keys.len(), found.len());
    }
}
