//! What is different between two versions of a module, for people to read. Pure.

mod aligned;
mod order;
mod paragraphs;
mod text;
mod words;

use std::collections::BTreeMap;

pub(super) use self::aligned::aligned;
use self::order::longest_rising;
pub(super) use self::text::alike;
pub use self::text::difference;
use super::{Question, UnitKind, UnitSettings};

/// A version, or a draft of one, as its author wrote it.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its number, from 1; that of a draft is the one that it would have.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// The text of `module.md`.
    pub text: String,
    /// Its units, in order.
    pub units: Vec<WrittenUnit>,
}

/// A unit as its author wrote it.
#[derive(Clone, Debug)]
pub struct WrittenUnit {
    /// Its name in addresses.
    pub slug: String,
    /// What it is.
    pub kind: UnitKind,
    /// Its title.
    pub title: String,
    /// How long it takes.
    pub minutes: i64,
    /// How it is set.
    pub settings: UnitSettings,
    /// Its file.
    pub text: String,
    /// Its questions, in order.
    pub questions: Vec<Question>,
}

/// What became of something from one version to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is there, and different.
    Changed,
    /// It is there as it was.
    Same,
}

/// What is different between two versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// In the text of the module itself; nothing where nothing is.
    pub module: Vec<Block>,
    /// Unit by unit, in the order of the newer version; then what is gone.
    pub units: Vec<UnitChange>,
}

/// What became of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitChange {
    /// Its name in addresses.
    pub slug: String,
    /// Its title, in the newer version if it is there.
    pub title: String,
    /// What it is, in the newer version if it is there.
    pub kind: UnitKind,
    /// What became of it.
    pub fate: Fate,
    /// Whether it stands elsewhere among the units that are in both.
    pub moved: bool,
    /// Its title before, if that is another.
    pub renamed_from: Option<String>,
    /// What it was before, if that is something else: then nothing that was done in it counts any more.
    pub kind_before: Option<UnitKind>,
    /// Its length before, in minutes, if that is another, and its length now.
    pub minutes: Option<(i64, i64)>,
    /// Whether another passing level, number of attempts, time limit, draw or length of text is asked for.
    pub set_otherwise: bool,
    /// Questions that are not what they were, by their names.
    pub questions: Vec<(String, Fate)>,
    /// What is different in its text; nothing where nothing is.
    pub text: Vec<Block>,
}

/// A paragraph of a text, as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What became of it.
    pub mark: Mark,
    /// Whether its lines mean something; otherwise they are run together.
    pub lines: bool,
    /// What became of its words, each with the white space before it, the first one, too.
    pub runs: Vec<Run>,
}

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is as it was.
    Kept,
    /// Its words are others.
    Changed,
    /// It stands elsewhere; its words may be others, too.
    Moved,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// Words of a paragraph that have the same fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// They are as they were.
    Kept(String),
    /// They are gone.
    Removed(String),
    /// They are new.
    Added(String),
}

impl Run {
    /// The words.
    pub fn text(&self) -> &str {
        match self {
            Self::Kept(text) | Self::Removed(text) | Self::Added(text) => text,
        }
    }
}

/// A part of a difference to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// A paragraph.
    Paragraph(&'a Block),
    /// So many that are as they were, and are left out.
    LeftOut(usize),
}

/// What is different, with one unchanged paragraph before and behind each place.
pub fn shown(blocks: &[Block]) -> Vec<Shown<'_>> {
    let different = |place: usize| blocks.get(place).is_some_and(|block| block.mark != Mark::Kept);
    let near = |place: usize| different(place) || different(place + 1) || place.checked_sub(1).is_some_and(different);
    let mut shown = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        match shown.last_mut() {
            _ if near(place) => shown.push(Shown::Paragraph(block)),
            Some(Shown::LeftOut(count)) => *count += 1,
            _ => shown.push(Shown::LeftOut(1)),
        }
    }
    shown
}

impl Changes {
    /// Whether nothing is different at all.
    pub fn none(&self) -> bool {
        self.module.is_empty() && self.units.iter().all(|unit| unit.fate == Fate::Same)
    }
}

/// Everything that is different in `to`, compared with `from`. Which of them was published first is all the same.
pub fn changes(from: &Written, to: &Written) -> Changes {
    let before = |slug: &str| from.units.iter().position(|unit| unit.slug == slug);
    let both: Vec<(usize, usize)> = to.units.iter().enumerate().filter_map(|(now, unit)| Some((now, before(&unit.slug)?))).collect();
    let stayed = longest_rising(&both.iter().map(|(_, before)| *before).collect::<Vec<_>>());
    let mut units: Vec<UnitChange> = to.units.iter().map(|unit| change((from, before(&unit.slug)), (to, unit))).collect();
    for (place, (now, _)) in both.iter().enumerate() {
        if stayed.binary_search(&place).is_err() {
            (units[*now].moved, units[*now].fate) = (true, Fate::Changed);
        }
    }
    let gone = from.units.iter().filter(|unit| !to.units.iter().any(|other| other.slug == unit.slug));
    units.extend(gone.map(|unit| UnitChange { fate: Fate::Removed, text: difference(&unit.text, ""), ..unlike(unit) }));
    Changes { module: difference(&from.text, &to.text), units }
}

/// A unit of which nothing is known but itself.
fn unlike(unit: &WrittenUnit) -> UnitChange {
    UnitChange {
        slug: unit.slug.clone(),
        title: unit.title.clone(),
        kind: unit.kind,
        fate: Fate::Added,
        moved: false,
        renamed_from: None,
        kind_before: None,
        minutes: None,
        set_otherwise: false,
        questions: Vec::new(),
        text: Vec::new(),
    }
}

fn change((from, before): (&Written, Option<usize>), (to, unit): (&Written, &WrittenUnit)) -> UnitChange {
    let Some(before) = before.map(|place| &from.units[place]) else {
        return UnitChange { text: difference("", &unit.text), ..unlike(unit) };
    };
    let same = UnitChange { fate: Fate::Same, ..unlike(unit) };
    let change = UnitChange {
        renamed_from: (before.title != unit.title).then(|| before.title.clone()),
        kind_before: (before.kind != unit.kind).then_some(before.kind),
        minutes: (before.minutes != unit.minutes).then_some((before.minutes, unit.minutes)),
        set_otherwise: before.settings != unit.settings,
        questions: questions((from.number, &before.questions), (to.number, &unit.questions)),
        text: difference(&before.text, &unit.text),
        ..same.clone()
    };
    if change == same { same } else { UnitChange { fate: Fate::Changed, ..change } }
}

fn questions((old, before): (i64, &[Question]), (new, after): (i64, &[Question])) -> Vec<(String, Fate)> {
    let known: BTreeMap<&str, String> = before.iter().map(|question| (question.slug.as_str(), question.in_any_version(old))).collect();
    let mut fates: Vec<(String, Fate)> = after
        .iter()
        .filter_map(|question| match known.get(question.slug.as_str()) {
            None => Some((question.slug.clone(), Fate::Added)),
            Some(before) if *before != question.in_any_version(new) => Some((question.slug.clone(), Fate::Changed)),
            Some(_) => None,
        })
        .collect();
    let gone = before.iter().filter(|question| !after.iter().any(|other| other.slug == question.slug));
    fates.extend(gone.map(|question| (question.slug.clone(), Fate::Removed)));
    fates
}

/// The name a unit's file gives it in its front matter.
pub(super) fn unit_named(text: &str) -> Option<&str> {
    let mut lines = text.lines();
    lines.next().filter(|line| line.trim_end() == "---")?;
    let head = lines.take_while(|line| line.trim_end() != "---");
    head.filter_map(|line| line.strip_prefix("unit:")).map(str::trim).next()
}

#[cfg(test)]
mod tests;
