//! What is different between two versions of a module, for people to read. Pure.

use std::{collections::BTreeMap, time::Duration};

use similar::{ChangeTag, TextDiff};

use super::{Question, UnitKind, UnitSettings};
use crate::ids::VersionId;

/// How many unchanged lines stand around changed ones.
const AROUND: usize = 2;
/// After so long a comparison of two texts becomes coarser, so that no page waits for it.
const PATIENCE: Duration = Duration::from_millis(200);

/// A version as its author wrote it.
#[derive(Clone, Debug)]
pub struct Written {
    /// Which.
    pub version: VersionId,
    /// Its number, from 1.
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
    /// In the text of the module itself.
    pub module: Vec<Passage>,
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
    /// Its title before, if that is another.
    pub renamed_from: Option<String>,
    /// What it was before, if that is something else: then nothing that was done in it counts any more.
    pub kind_before: Option<UnitKind>,
    /// Its length before, in minutes, if that is another, and its length now.
    pub minutes: Option<(i64, i64)>,
    /// Whether another passing level, number of attempts, time limit or length of text is asked for.
    pub set_otherwise: bool,
    /// Questions that are not what they were, by their names.
    pub questions: Vec<(String, Fate)>,
    /// What is different in its text.
    pub text: Vec<Passage>,
}

/// Lines of a text that belong together, with some unchanged ones around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The first line of it in the newer text, from 1.
    pub line: usize,
    /// The lines, without their ends.
    pub lines: Vec<(Mark, String)>,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is as it was.
    Kept,
}

impl Changes {
    /// Whether nothing is different at all.
    pub fn none(&self) -> bool {
        self.module.is_empty() && self.units.iter().all(|unit| unit.fate == Fate::Same)
    }
}

/// Everything that is different in `to`, compared with `from`.
pub fn changes(from: &Written, to: &Written) -> Changes {
    let before = |slug: &str| from.units.iter().find(|unit| unit.slug == slug);
    let mut units: Vec<UnitChange> = to.units.iter().map(|unit| change((from, before(&unit.slug)), (to, unit))).collect();
    let gone = from.units.iter().filter(|unit| !to.units.iter().any(|other| other.slug == unit.slug));
    units.extend(gone.map(|unit| UnitChange { fate: Fate::Removed, ..unlike(unit) }));
    Changes { module: passages(&from.text, &to.text), units }
}

/// A unit of which nothing is known but itself.
fn unlike(unit: &WrittenUnit) -> UnitChange {
    UnitChange {
        slug: unit.slug.clone(),
        title: unit.title.clone(),
        kind: unit.kind,
        fate: Fate::Added,
        renamed_from: None,
        kind_before: None,
        minutes: None,
        set_otherwise: false,
        questions: Vec::new(),
        text: Vec::new(),
    }
}

fn change((from, before): (&Written, Option<&WrittenUnit>), (to, unit): (&Written, &WrittenUnit)) -> UnitChange {
    let Some(before) = before else { return unlike(unit) };
    let mut change = UnitChange {
        fate: Fate::Same,
        renamed_from: (before.title != unit.title).then(|| before.title.clone()),
        kind_before: (before.kind != unit.kind).then_some(before.kind),
        minutes: (before.minutes != unit.minutes).then_some((before.minutes, unit.minutes)),
        set_otherwise: before.settings != unit.settings,
        questions: questions((from.number, &before.questions), (to.number, &unit.questions)),
        text: passages(&before.text, &unit.text),
        ..unlike(unit)
    };
    let same = UnitChange { fate: Fate::Same, ..unlike(unit) };
    if change != same {
        change.fate = Fate::Changed;
    }
    change
}

fn questions((old, before): (i64, &[Question]), (new, after): (i64, &[Question])) -> Vec<(String, Fate)> {
    let known: BTreeMap<&str, String> = before.iter().map(|question| (question.slug.as_str(), fixed(question, old))).collect();
    let mut fates: Vec<(String, Fate)> = after
        .iter()
        .filter_map(|question| match known.get(question.slug.as_str()) {
            None => Some((question.slug.clone(), Fate::Added)),
            Some(before) if *before != fixed(question, new) => Some((question.slug.clone(), Fate::Changed)),
            Some(_) => None,
        })
        .collect();
    let gone = before.iter().filter(|question| !after.iter().any(|other| other.slug == question.slug));
    fates.extend(gone.map(|question| (question.slug.clone(), Fate::Removed)));
    fates
}

/// A question as text, without the number of its version, which stands in the addresses of its figures.
fn fixed(question: &Question, number: i64) -> String {
    serde_json::to_string(question).unwrap_or_default().replace(&format!("/versions/{number}/files/"), "/versions/files/")
}

/// What is different in a text, passage by passage.
pub fn passages(from: &str, to: &str) -> Vec<Passage> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(from, to);
    let passage = |group: &Vec<similar::DiffOp>| {
        let lines = group.iter().flat_map(|op| diff.iter_changes(op)).map(|change| {
            let mark = match change.tag() {
                ChangeTag::Insert => Mark::Added,
                ChangeTag::Delete => Mark::Removed,
                ChangeTag::Equal => Mark::Kept,
            };
            (mark, change.value().trim_end_matches(['\n', '\r']).to_owned())
        });
        let line = group.first().map_or(0, |op| op.new_range().start) + 1;
        Passage { line, lines: lines.collect() }
    };
    diff.grouped_ops(AROUND).iter().map(passage).collect()
}

/// The name a unit's file gives it in its front matter.
pub(super) fn unit_named(text: &str) -> Option<&str> {
    let mut lines = text.lines();
    lines.next().filter(|line| line.trim_end() == "---")?;
    let head = lines.take_while(|line| line.trim_end() != "---");
    head.filter_map(|line| line.strip_prefix("unit:")).map(str::trim).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::Answers;

    fn question(slug: &str, prompt: &str) -> Question {
        let answers = Answers::Short { accepted: vec!["yes".into()] };
        Question { slug: slug.into(), points: 1, tags: vec![], prompt: prompt.into(), answers, rationale: String::new() }
    }

    fn unit(slug: &str, title: &str, text: &str, questions: Vec<Question>) -> WrittenUnit {
        let (kind, settings) = (UnitKind::Lesson, UnitSettings::Lesson);
        WrittenUnit { slug: slug.into(), kind, title: title.into(), minutes: 10, settings, text: text.into(), questions }
    }

    fn written(number: i64, units: Vec<WrittenUnit>) -> Written {
        Written { version: VersionId::new(), number, title: "A module".into(), text: "Hello\n".into(), units }
    }

    #[test]
    fn units_are_told_by_what_became_of_them() {
        let one = written(1, vec![unit("a", "A", "x\n", vec![]), unit("b", "B", "x\n", vec![]), unit("c", "C", "x\n", vec![])]);
        let two = written(2, vec![unit("c", "C", "x\n", vec![]), unit("a", "Aa", "x\ny\n", vec![]), unit("d", "D", "x\n", vec![])]);
        let found = changes(&one, &two);
        let fates: Vec<_> = found.units.iter().map(|unit| (unit.slug.as_str(), unit.fate)).collect();
        assert_eq!(fates, [("c", Fate::Same), ("a", Fate::Changed), ("d", Fate::Added), ("b", Fate::Removed)]);
        assert_eq!(found.units[1].renamed_from.as_deref(), Some("A"));
        assert_eq!(found.units[1].text, [Passage { line: 1, lines: vec![(Mark::Kept, "x".into()), (Mark::Added, "y".into())] }]);
        assert!(!found.none() && changes(&one, &one).none());
    }

    #[test]
    fn questions_are_told_by_their_names_whatever_the_address_of_their_figures() {
        let figure = |number| format!("<img src=\"/modules/m/versions/{number}/files/figures/a.svg\">");
        let one = unit("a", "A", "", vec![question("same", &figure(1)), question("other", "Is it?"), question("gone", "")]);
        let two = unit("a", "A", "", vec![question("same", &figure(2)), question("other", "Is it so?"), question("new", "")]);
        let found = changes(&written(1, vec![one]), &written(2, vec![two]));
        let expected = [("other", Fate::Changed), ("new", Fate::Added), ("gone", Fate::Removed)];
        assert_eq!(found.units[0].questions, expected.map(|(slug, fate)| (slug.to_owned(), fate)));
    }

    #[test]
    fn another_kind_of_unit_is_said() {
        let quiz = WrittenUnit { kind: UnitKind::Quiz, ..unit("a", "A", "", vec![]) };
        let found = changes(&written(1, vec![unit("a", "A", "", vec![])]), &written(2, vec![quiz]));
        assert_eq!(
            (found.units[0].kind, found.units[0].kind_before, found.units[0].fate),
            (UnitKind::Quiz, Some(UnitKind::Lesson), Fate::Changed)
        );
    }

    #[test]
    fn a_file_says_which_unit_it_is() {
        assert_eq!(unit_named("---\nkind: quiz\nunit: check\n---\nunit: not\n"), Some("check"));
        assert_eq!(unit_named("unit: check\n"), None);
        assert_eq!(unit_named("---\ntitle: A\n---\nunit: not\n"), None);
    }
}
