//! Where the sessions of a day stand on the board: rooms are columns, more than one where sessions overlap in a room; a row is a quarter
//! of an hour. Sizes are given as numbers in attributes: the sheet knows each of them.

use domain::{
    ids::{ResidencySessionId, RoomId},
    residencies::schedule::{Room, Schedule, Session},
};

/// The minutes of a row.
const ROW: i64 = 15;

/// A day laid out.
pub(super) struct Grid<'s> {
    /// The minute of the first row.
    pub first: i64,
    /// How many rows.
    pub rows: i64,
    /// The rooms with their first column, from 1, and how many they take.
    pub rooms: Vec<(&'s Room, usize, usize)>,
    /// Each session with its place.
    pub sessions: Vec<(&'s Session, Cell)>,
}

/// A place in a grid, all from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub column: usize,
    pub row: i64,
    pub rows: i64,
}

impl<'s> Grid<'s> {
    pub fn of(schedule: &'s Schedule, day: i64) -> Self {
        let sessions: Vec<&Session> = schedule.sessions.iter().filter(|one| one.placed.is_some_and(|placed| placed.day == day)).collect();
        let starts = sessions.iter().filter_map(|one| one.placed.map(|placed| placed.start)).chain([schedule.settings.day.from]);
        let first = starts.min().unwrap_or(0).div_euclid(60) * 60;
        let last = sessions.iter().filter_map(|one| one.end()).max().unwrap_or(first).max(first + 480);
        let mut grid = Self { first, rows: (last - first + ROW - 1) / ROW, rooms: Vec::new(), sessions: Vec::new() };
        let mut column = 1;
        for room in shown(schedule) {
            let lanes = lanes(sessions.iter().copied().filter(|one| is_in(one, room.id)));
            let across = lanes.iter().map(|(_, lane)| lane + 1).max().unwrap_or(1);
            for one in &sessions {
                if let Some((_, lane)) = lanes.iter().find(|(id, _)| *id == one.id) {
                    grid.sessions.push((one, grid.cell(one, column + lane)));
                }
            }
            grid.rooms.push((room, column, across));
            column += across;
        }
        grid.sessions.sort_by_key(|(one, _)| (one.placed, one.id));
        grid
    }

    fn cell(&self, session: &Session, column: usize) -> Cell {
        let (start, end) = (session.placed.map_or(0, |placed| placed.start), session.end().unwrap_or(0));
        let row = (start - self.first) / ROW + 1;
        Cell { column, row, rows: ((end - self.first + ROW - 1) / ROW + 1 - row).max(1) }
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.rooms.iter().map(|(_, _, across)| across).sum()
    }
}

fn is_in(session: &Session, room: RoomId) -> bool {
    session.placed.is_some_and(|placed| placed.room == room)
}

/// The rooms of the venues that the residency uses; all rooms before anything is placed.
fn shown(schedule: &Schedule) -> Vec<&Room> {
    let used = |room: &Room| {
        schedule.rooms.iter().any(|other| other.venue == room.venue && schedule.sessions.iter().any(|one| is_in(one, other.id)))
    };
    let some: Vec<&Room> = schedule.rooms.iter().filter(|room| used(room)).collect();
    if some.is_empty() { schedule.rooms.iter().collect() } else { some }
}

/// Each session of a room with the first lane that is free when it begins.
fn lanes<'s>(sessions: impl Iterator<Item = &'s Session>) -> Vec<(ResidencySessionId, usize)> {
    let mut free_from: Vec<i64> = Vec::new();
    let mut lanes = Vec::new();
    let mut sessions: Vec<&Session> = sessions.collect();
    sessions.sort_by_key(|one| (one.placed, one.id));
    for one in sessions {
        let (start, end) = (one.placed.map_or(0, |placed| placed.start), one.end().unwrap_or(0));
        let lane = free_from.iter().position(|free| *free <= start).unwrap_or(free_from.len());
        if lane == free_from.len() {
            free_from.push(end);
        }
        free_from[lane] = end;
        lanes.push((one.id, lane));
    }
    lanes
}
