//! Students and what they are graded on: one way to reckon for faculty, staff and students themselves.

use std::cmp::Ordering;

use chrono::{DateTime, TimeDelta, Utc};

use super::{grading::Grade, marking::State};
use crate::{
    authoring::UnitKind,
    cohorts::EnrollmentState,
    ids::{EnrollmentId, HandInId, ModuleId, PersonId, UnitId},
};

/// A quiz or an assignment that a cohort has.
#[derive(Clone, Debug, PartialEq)]
pub struct GradedUnit {
    /// The unit in the version that the cohort studies.
    pub id: UnitId,
    /// Its module.
    pub module: ModuleId,
    /// That module's name in addresses.
    pub module_slug: String,
    /// That module's title.
    pub module_title: String,
    /// Its name in addresses.
    pub slug: String,
    /// Quiz or assignment.
    pub kind: UnitKind,
    /// Its title.
    pub title: String,
    /// When it is due for the cohort.
    pub due_at: DateTime<Utc>,
    /// Of an assignment, how many mark it.
    pub markers: u32,
    /// Whether a team hands in one for all.
    pub team: bool,
}

/// What was handed in to an assignment, as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The newest version.
    pub hand_in: HandInId,
    /// Its number.
    pub version: i64,
    /// Which team's, if one's.
    pub team: Option<String>,
    /// When.
    pub handed_in_at: DateTime<Utc>,
    /// How late it counts as.
    pub late: Option<TimeDelta>,
    /// How it stands.
    pub state: State,
    /// Who has marked it.
    pub marked_by: Vec<PersonId>,
    /// What it comes to for this student, once it is graded.
    pub grade: Option<Grade>,
    /// What it comes to for the team, where this member has other points.
    pub team_grade: Option<Grade>,
    /// The cohort in which it is graded, where that is another one: a team handed it in there that this student was in before, or the student
    /// has gone on there and has handed in anew.
    pub elsewhere: Option<String>,
}

impl Entry {
    /// What it comes to for all who handed it in, but for those with points of their own.
    pub fn shared_grade(&self) -> Option<Grade> {
        self.team_grade.or(self.grade)
    }

    /// Whether faculty of this cohort still have to do something with it.
    pub fn is_open(&self) -> bool {
        self.state.is_open() && self.elsewhere.is_none()
    }
}

/// How one student stands in one unit.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is there.
    Nothing {
        /// Whether it should be by now.
        overdue: bool,
    },
    /// The best result of a quiz.
    Quiz {
        /// 0 to 100.
        percent: f64,
        /// Whether it reaches the passing level.
        passed: bool,
    },
    /// Something was handed in.
    Work(Entry),
}

impl Cell {
    /// The result there is, 0 to 100.
    pub fn percent(&self) -> Option<f64> {
        match self {
            Self::Nothing { .. } => None,
            Self::Quiz { percent, .. } => Some(*percent),
            Self::Work(entry) => entry.grade.map(|grade| grade.percent),
        }
    }

    /// Whether the passing level is reached, where there is a result.
    pub fn passed(&self) -> Option<bool> {
        match self {
            Self::Nothing { .. } => None,
            Self::Quiz { passed, .. } => Some(*passed),
            Self::Work(entry) => entry.grade.map(|grade| grade.passed),
        }
    }

    /// The same as its student may see it: a grade that is not released, and that markers differ, is for graders only.
    #[must_use]
    pub fn for_student(self) -> Self {
        match self {
            Self::Work(mut entry) if !matches!(entry.state, State::Released | State::Returned) => {
                (entry.state, entry.grade, entry.team_grade) = (State::Waiting, None, None);
                entry.marked_by.clear();
                Self::Work(entry)
            }
            other => other,
        }
    }

    /// Its place in an order: results by percent, then what waits, then nothing.
    fn rank(&self) -> (u8, f64) {
        match (self.percent(), self) {
            (Some(percent), _) => (0, percent),
            (None, Self::Work(_)) => (1, 0.0),
            _ => (2, 0.0),
        }
    }
}

/// A student with all cells, in the order of the units.
#[derive(Clone, Debug, PartialEq)]
pub struct GradeLine {
    /// Their place in the cohort.
    pub enrollment: EnrollmentId,
    /// As they want to be called.
    pub name: String,
    /// As they typed it.
    pub email: String,
    /// How they stand in the cohort.
    pub state: EnrollmentState,
    /// One for each unit.
    pub cells: Vec<Cell>,
}

impl GradeLine {
    /// The mean of all results there are.
    pub fn mean(&self) -> Option<f64> {
        let results: Vec<f64> = self.cells.iter().filter_map(Cell::percent).collect();
        (!results.is_empty()).then(|| results.iter().sum::<f64>() / results.len() as f64)
    }
}

/// Students by units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gradebook {
    /// The units, in order.
    pub units: Vec<GradedUnit>,
    /// The students, by name.
    pub lines: Vec<GradeLine>,
}

/// What a gradebook is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The name.
    #[default]
    Name,
    /// The mean of all results.
    Mean,
    /// The result in the unit at this place, from 0.
    Unit(usize),
}

impl Gradebook {
    /// The lines whose names or addresses have every word of the search, in order. Who has no result stands last either way.
    pub fn arranged(&self, by: By, descending: bool, search: &str) -> Vec<&GradeLine> {
        let words: Vec<String> = search.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let finds = |line: &&GradeLine| {
            let text = format!("{} {}", line.name, line.email).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let mut lines: Vec<&GradeLine> = self.lines.iter().filter(finds).collect();
        let key = |line: &GradeLine| match by {
            By::Name => (0, 0.0),
            By::Mean => line.mean().map_or((2, 0.0), |mean| (0, mean)),
            By::Unit(place) => line.cells.get(place).map_or((2, 0.0), Cell::rank),
        };
        let in_way = |order: Ordering| if descending { order.reverse() } else { order };
        match by {
            By::Name if descending => lines.reverse(),
            By::Name => {}
            _ => lines.sort_by(|one, two| {
                let ((first, a), (second, b)) = (key(one), key(two));
                first.cmp(&second).then(in_way(a.total_cmp(&b)))
            }),
        }
        lines
    }
}

/// Hand-ins of one assignment, each once with those it is of, the longest waiting first.
pub fn stack<'a>(lines: &[&'a GradeLine], place: usize) -> Vec<(&'a Entry, Vec<&'a GradeLine>)> {
    let mut stack: Vec<(&Entry, Vec<&GradeLine>)> = Vec::new();
    for line in lines {
        let Some(Cell::Work(entry)) = line.cells.get(place) else { continue };
        match stack.iter_mut().find(|(one, _)| one.hand_in == entry.hand_in) {
            Some((_, members)) => members.push(line),
            None => stack.push((entry, vec![line])),
        }
    }
    stack.sort_by_key(|(entry, _)| entry.handed_in_at);
    stack
}

/// Of the assignment at a place, how many hand-ins wait for a grader, and since when the first of them does.
pub fn waiting(lines: &[&GradeLine], place: usize) -> Option<(usize, DateTime<Utc>)> {
    let stack = stack(lines, place);
    let open: Vec<&Entry> = stack.iter().map(|(entry, _)| *entry).filter(|entry| entry.is_open()).collect();
    open.first().map(|longest| (open.len(), longest.handed_in_at))
}

/// The next hand-in that somebody can grade, after the one at hand and then from the beginning. Of two markings each needs another grader.
pub fn next(entries: &[&Entry], after: Option<HandInId>, grader: PersonId) -> Option<HandInId> {
    let at = entries.iter().position(|entry| Some(entry.hand_in) == after).map_or(0, |at| at + 1);
    let (before, behind) = entries.split_at(at.min(entries.len()));
    let can = |entry: &&&Entry| {
        Some(entry.hand_in) != after && entry.is_open() && !(entry.state == State::Half && entry.marked_by.contains(&grader))
    };
    behind.iter().chain(before).find(can).map(|entry| entry.hand_in)
}

#[cfg(test)]
mod tests;
