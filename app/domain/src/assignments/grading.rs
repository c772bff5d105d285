//! What a grading amounts to: points of a rubric, what being late costs, whether it is passed, and what comes of two markings.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::authoring::{AssignmentSettings, LateRule, Level, Rubric};

/// Two markings that are more percentage points apart than this are talked over.
pub const FAR_APART: f64 = 10.0;

/// Points by the criterion's name.
pub type Points = BTreeMap<String, u32>;

/// What a grading comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grade {
    /// Points of the rubric.
    pub points: u32,
    /// What there was to be had.
    pub possible: u32,
    /// Percentage points taken off for being late.
    pub taken_off: u32,
    /// What counts, 0 to 100.
    pub percent: f64,
    /// Whether it reaches the passing level.
    pub passed: bool,
}

/// What points come to for something that was handed in so late.
pub fn grade(settings: &AssignmentSettings, points: &Points, late: Option<TimeDelta>) -> Grade {
    grade_of(settings, total(&settings.rubric, points), late)
}

/// All points of the rubric's criteria.
pub fn total(rubric: &Rubric, points: &Points) -> u32 {
    rubric.criteria.iter().filter_map(|criterion| points.get(&criterion.slug)).sum()
}

/// What so many points in all come to for something that was handed in so late.
pub fn grade_of(settings: &AssignmentSettings, sum: u32, late: Option<TimeDelta>) -> Grade {
    let possible = settings.rubric.possible();
    let sum = sum.min(possible);
    let taken_off = settings.late.zip(late).map_or(0, |(rule, late)| taken_off(rule, late));
    // Whole numbers, so that reaching the level exactly is passing.
    let share = (u64::from(sum) * 100).saturating_sub(u64::from(taken_off) * u64::from(possible));
    Grade {
        points: sum,
        possible,
        taken_off,
        percent: if possible == 0 { 0.0 } else { share as f64 / f64::from(possible) },
        passed: share >= u64::from(settings.pass) * u64::from(possible),
    }
}

/// What being late costs: so much for each day that was begun, up to a bound.
fn taken_off(rule: LateRule, late: TimeDelta) -> u32 {
    let seconds = late.num_seconds().max(0);
    let days = u32::try_from(seconds.div_euclid(86_400) + i64::from(seconds % 86_400 > 0)).unwrap_or(u32::MAX);
    rule.per_day.saturating_mul(days).min(rule.at_most)
}

/// One time that something was handed in, as far as being late is told from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// When.
    pub at: DateTime<Utc>,
    /// When it was due: then, or by a later date that was given afterwards.
    pub due_at: DateTime<Utc>,
}

impl HandedIn {
    /// What was due at one time when it was handed in, and is due at another now. More time that was given afterwards counts, a date that was
    /// moved forward afterwards does not.
    pub fn new(at: DateTime<Utc>, due_at: DateTime<Utc>, due_now: DateTime<Utc>) -> Self {
        Self { at, due_at: due_at.max(due_now) }
    }
}

/// How late it was. What counts is the last version before it was first returned for revision: a revision that was asked for is never
/// late.
pub fn late(versions: &[HandedIn], first_returned_at: Option<DateTime<Utc>>) -> Option<TimeDelta> {
    let before = |version: &&HandedIn| first_returned_at.is_none_or(|returned| version.at < returned);
    let counts = versions.iter().filter(before).max_by_key(|version| version.at)?;
    let late = counts.at - counts.due_at;
    (late > TimeDelta::zero()).then_some(late)
}

/// The level that points stand for, where they are those of one.
pub fn level<'a>(rubric: &'a Rubric, criterion: &str, points: u32) -> Option<&'a Level> {
    rubric.criteria.iter().find(|one| one.slug == criterion)?.levels.iter().find(|level| level.points == points)
}

/// What comes of two markings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Two {
    /// They are near enough: of each criterion the mean, and a half goes to the student.
    Near(Points),
    /// They are far apart, or do not agree on passing: both have to agree on one.
    Apart,
}

/// Weighs two markings by those who did not see each other's. What is late is left out: it is the same for both.
pub fn both(settings: &AssignmentSettings, first: &Points, second: &Points) -> Two {
    let (one, other) = (grade(settings, first, None), grade(settings, second, None));
    if (one.percent - other.percent).abs() > FAR_APART || one.passed != other.passed {
        return Two::Apart;
    }
    let of = |points: &Points, slug: &str| points.get(slug).copied().unwrap_or(0);
    let mean = |slug: &str| (of(first, slug) + of(second, slug)).div_ceil(2);
    Two::Near(settings.rubric.criteria.iter().map(|criterion| (criterion.slug.clone(), mean(&criterion.slug))).collect())
}

/// The paragraphs of a text that was handed in: comments stand at their numbers, from 1. What stands between empty lines is one.
pub fn paragraphs(text: &str) -> Vec<&str> {
    let mut paragraphs = Vec::new();
    let mut begin = None;
    let mut end = 0;
    let mut place = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            paragraphs.extend(begin.take().map(|begin| text[begin..end].trim_end()));
        } else {
            begin.get_or_insert(place);
            end = place + line.len();
        }
        place += line.len();
    }
    paragraphs.extend(begin.map(|begin| text[begin..end].trim_end()));
    paragraphs
}

#[cfg(test)]
mod tests;
