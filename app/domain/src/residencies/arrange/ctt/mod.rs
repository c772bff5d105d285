//! The public format of curriculum-based course timetabling, as of track 3 of the second International Timetabling Competition (2007;
//! Di Gaspero, McCollum and Schaerf, technical report QUB/IEEE/Tech/ITC2007/CurriculumCTT/v1.0): read, written, made into a problem of
//! ours, and a plan for it scored as there.

mod penalty;
mod read;

use std::fmt::Write;

pub use penalty::Penalty;

use super::{Day, Group, Placement, Problem, Room, Series, Session, Teacher, Venue, Weights, Window};
use crate::residencies::SessionKind;

/// Minutes of a period in the problem that is made of it: any number does.
const PERIOD: u16 = 60;

/// A problem in the public format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instance {
    /// Its name.
    pub name: String,
    /// Days.
    pub days: usize,
    /// Periods of each day.
    pub periods: usize,
    /// Its courses.
    pub courses: Vec<Course>,
    /// Its rooms: names and seats.
    pub rooms: Vec<(String, u32)>,
    /// Its curricula: names and courses, by their numbers.
    pub curricula: Vec<(String, Vec<usize>)>,
    /// When courses cannot be: course, day and period, from 0.
    pub unavailable: Vec<(usize, usize, usize)>,
}

/// A course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its name.
    pub name: String,
    /// Who teaches it.
    pub teacher: String,
    /// How many lectures it has.
    pub lectures: usize,
    /// On how many days they are at least.
    pub days: u32,
    /// How many students it has.
    pub students: u32,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Fault {
    /// In which line, from 1.
    pub line: usize,
    /// What, in words.
    pub what: String,
}

impl Instance {
    /// Reads a file.
    ///
    /// # Errors
    /// The first line that is not understood, contradicts another, or is missing.
    pub fn read(text: &str) -> Result<Self, Fault> {
        read::read(text)
    }

    /// Writes it as it is read.
    pub fn write(&self) -> String {
        let Self { name, days, periods, .. } = self;
        let (courses, rooms, curricula) = (self.courses.len(), self.rooms.len(), self.curricula.len());
        let mut text = format!("Name: {name}\nCourses: {courses}\nRooms: {rooms}\nDays: {days}\nPeriods_per_day: {periods}\n");
        let _ = write!(text, "Curricula: {curricula}\nConstraints: {}\n\nCOURSES:\n", self.unavailable.len());
        for Course { name, teacher, lectures, days, students } in &self.courses {
            let _ = writeln!(text, "{name} {teacher} {lectures} {days} {students}");
        }
        text.push_str("\nROOMS:\n");
        for (name, seats) in &self.rooms {
            let _ = writeln!(text, "{name} {seats}");
        }
        text.push_str("\nCURRICULA:\n");
        for (name, courses) in &self.curricula {
            let names: Vec<&str> = courses.iter().map(|course| self.courses[*course].name.as_str()).collect();
            let _ = writeln!(text, "{name} {} {}", courses.len(), names.join(" "));
        }
        text.push_str("\nUNAVAILABILITY_CONSTRAINTS:\n");
        for (course, day, period) in &self.unavailable {
            let _ = writeln!(text, "{} {day} {period}", self.courses[*course].name);
        }
        text.push_str("\nEND.\n");
        text
    }

    /// The course of each session of the problem: lectures follow each other in the order of the courses.
    fn lectures(&self) -> impl Iterator<Item = usize> {
        self.courses.iter().enumerate().flat_map(|(number, course)| std::iter::repeat_n(number, course.lectures))
    }

    /// The same as a problem of ours: teachers are faculty, curricula are groups, a lecture is a session of one period.
    ///
    /// Its points are the public penalty of plans that break no rule.
    pub fn problem(&self) -> Problem {
        let mut teachers: Vec<&str> = self.courses.iter().map(|course| course.teacher.as_str()).collect();
        teachers.sort_unstable();
        teachers.dedup();
        let day = |day: usize| Day {
            name: format!("Day {}", day + 1),
            opens: 0,
            closes: self.periods as u16 * PERIOD,
            lunch: None,
            longest: None,
        };
        let room = |(name, capacity): &(String, u32)| Room {
            name: name.clone(),
            venue: 0,
            capacity: *capacity,
            features: Vec::new(),
            opens: 0,
            closes: 1440,
            taken: Vec::new(),
        };
        let lectures: Vec<usize> = self.lectures().collect();
        let series = |number: usize| Series {
            name: self.courses[number].name.clone(),
            sessions: (0..lectures.len()).filter(|lecture| lectures[*lecture] == number).collect(),
            days: self.courses[number].days,
        };
        Problem {
            name: self.name.clone(),
            grid: PERIOD,
            days: (0..self.days).map(day).collect(),
            venues: vec![Venue { name: self.name.clone(), ways: vec![0] }],
            rooms: self.rooms.iter().map(room).collect(),
            faculty: teachers.iter().map(|name| Teacher { name: (*name).to_owned(), free: None, taken: Vec::new() }).collect(),
            groups: self.curricula.iter().map(|(name, _)| Group { name: name.clone(), size: 0 }).collect(),
            sessions: lectures.iter().map(|course| self.lecture(*course, &teachers)).collect(),
            series: (0..self.courses.len()).map(series).collect(),
            weights: WEIGHTS,
        }
    }

    fn lecture(&self, number: usize, teachers: &[&str]) -> Session {
        let course = &self.courses[number];
        let window = |(_, day, period): &(usize, usize, usize)| {
            let from = *period as u16 * PERIOD;
            Window { day: *day, from, to: from + PERIOD }
        };
        Session {
            title: course.name.clone(),
            kind: SessionKind::Class,
            minutes: PERIOD,
            size: course.students,
            groups: (0..self.curricula.len()).filter(|curriculum| self.curricula[*curriculum].1.contains(&number)).collect(),
            faculty: teachers.iter().position(|name| *name == course.teacher).into_iter().collect(),
            features: Vec::new(),
            elective: false,
            roomless: false,
            after: Vec::new(),
            repeat_of: None,
            not_at: self.unavailable.iter().filter(|(course, ..)| *course == number).map(window).collect(),
            preferred: None,
            locked: None,
        }
    }

    /// A plan in the public format of solutions: a line for each lecture, with course, room, day and period.
    pub fn solution(&self, placement: &Placement) -> String {
        let mut text = String::new();
        for (course, spot) in self.lectures().zip(placement) {
            if let Some((spot, room)) = spot.and_then(|spot| Some((spot, spot.room?))) {
                let _ = writeln!(text, "{} {} {} {}", self.courses[course].name, self.rooms[room].0, spot.day, spot.start / PERIOD);
            }
        }
        text
    }
}

/// The weights of the public penalty.
const WEIGHTS: Weights = Weights {
    faculty_day: 0,
    group_gap: 0,
    faculty_gap: 0,
    pause: 0,
    room_change: 0,
    preference: 0,
    crowding: 1,
    missing_day: 5,
    isolated: 2,
    extra_room: 1,
};
