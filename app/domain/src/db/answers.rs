//! What was read before and still stands.
//!
//! SQLite counts the changes of its file: while the count is the same, the same question has the same answer. So nothing has to be told
//! what became stale, whoever wrote it: this process, another one, or a command of an operator.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use super::{Param, Query, reader::Table};

/// Answers larger than this are not kept, in bytes.
const LARGEST: usize = 64 * 1024;
/// The most one reader keeps, in bytes.
const MOST: usize = 2 * 1024 * 1024;
/// How long the count is believed while this process commits nothing. Another process' change is seen so much later, as if whoever
/// reads had asked so much earlier; the own ones are seen at once.
const BELIEVED: Duration = Duration::from_millis(1);

/// How many transactions this process has committed, before it says so to whoever waits for one.
#[derive(Debug, Default)]
pub(super) struct Commits(AtomicU64);

impl Commits {
    /// Counts one. To be called before anybody is told of it.
    pub(super) fn count(&self) {
        self.0.fetch_add(1, Ordering::Release);
    }

    fn number(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }
}

/// How often the file was changed, as one connection counts it: of the same connection, the same count is the same content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision(i64);

/// What one connection knows of the count of changes: what it was, and when it was looked at, with the own commits there were.
#[derive(Default)]
pub(super) struct Looked {
    count: Option<Revision>,
    at: Option<(Instant, u64)>,
}

impl Looked {
    /// The count as it is now; nothing where SQLite, which `count` asks for it, does not say.
    pub(super) fn again(&mut self, commits: &Commits, count: impl FnOnce() -> Option<i64>) -> Option<Revision> {
        // Before the count is asked for: a commit in between is looked for again the next time.
        let now = (Instant::now(), commits.number());
        let believed = self.at.is_some_and(|(at, commits)| commits == now.1 && now.0.duration_since(at) < BELIEVED);
        if !believed {
            (self.count, self.at) = (count().map(Revision), Some(now));
        }
        self.count
    }
}

/// The answers one connection has read since the file last changed.
#[derive(Default)]
pub(super) struct Answers {
    kept: HashMap<Question, Arc<Table>>,
    weight: usize,
    /// The count of changes they belong to.
    since: Option<Revision>,
}

impl Answers {
    /// The answer to this question, if it stands at this count of changes; without one, nothing stands.
    pub(super) fn of(&mut self, question: &Question, now: Option<Revision>) -> Option<Arc<Table>> {
        if now.is_none() || now != self.since {
            self.forget();
            self.since = now;
        }
        self.kept.get(question).cloned()
    }

    /// Keeps an answer that was read after the count was looked at. Should it be newer, the count has changed as well, and it goes
    /// with the others.
    pub(super) fn keep(&mut self, question: Question, answer: &Arc<Table>) {
        let weight = answer.weight();
        if self.since.is_none() || weight > LARGEST {
            return;
        }
        if self.weight + weight > MOST {
            self.forget();
        }
        self.weight += weight;
        self.kept.insert(question, Arc::clone(answer));
    }

    fn forget(&mut self) {
        self.kept.clear();
        self.weight = 0;
    }
}

/// A statement with its values, and the columns that are read of it.
#[derive(Clone, Debug)]
pub(super) struct Question {
    query: Query,
    names: &'static [&'static str],
}

impl Question {
    pub(super) fn new(query: Query, names: &'static [&'static str]) -> Self {
        Self { query, names }
    }

    pub(super) fn query(&self) -> &Query {
        &self.query
    }

    pub(super) fn names(&self) -> &'static [&'static str] {
        self.names
    }
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        let same_text = std::ptr::eq(self.query.text, other.query.text) || self.query.text == other.query.text;
        let same = |(one, two): (&Param, &Param)| match (one, two) {
            // By its bits: what is no number equals itself as well.
            (Param::Real(one), Param::Real(two)) => one.map(f64::to_bits) == two.map(f64::to_bits),
            _ => one == two,
        };
        same_text
            && self.query.values.len() == other.query.values.len()
            && self.query.values.iter().zip(&other.query.values).all(same)
            && self.names == other.names
    }
}

impl Eq for Question {}

impl Hash for Question {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.query.text.len().hash(state);
        for value in &self.query.values {
            match value {
                Param::Text(text) => text.hash(state),
                Param::Int(number) => number.hash(state),
                Param::Real(number) => number.map(f64::to_bits).hash(state),
                Param::Flag(flag) => flag.hash(state),
                Param::Time(time) => time.hash(state),
                Param::Date(date) => date.hash(state),
                Param::Id(id) => id.hash(state),
                Param::Bytes(bytes) => bytes.hash(state),
                Param::Unfit(why) => why.hash(state),
            }
        }
    }
}
