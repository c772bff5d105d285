//! A question block: its head, its prompt, its answers and why they are right.

use super::{
    Report, answers,
    front_matter::{Fields, Placed},
};
use crate::authoring::{
    BankMark, Question, QuestionKind, Written,
    markdown::{self, AnchorLink, BlockSource, Place},
};

/// What becomes of the texts of a question.
pub(super) trait Texts {
    /// Paragraphs, lists and so on, from lines that follow one another.
    fn block(&mut self, lines: &[Placed<&str>], report: &mut Report) -> String;

    /// A single line without a paragraph around it.
    fn inline(&mut self, line: Placed<&str>, report: &mut Report) -> String;
}

/// They are rendered, and the links in them gathered.
struct Rendered<'a> {
    place: &'a Place<'a>,
    links: Vec<AnchorLink>,
}

impl Texts for Rendered<'_> {
    fn block(&mut self, lines: &[Placed<&str>], report: &mut Report) -> String {
        let Some((first, _)) = lines.first() else { return String::new() };
        let document = markdown::block(&joined(lines), *first, self.place, report);
        self.kept(document)
    }

    fn inline(&mut self, (line, text): Placed<&str>, report: &mut Report) -> String {
        let document = markdown::inline(text, line, self.place, report);
        self.kept(document)
    }
}

/// They stay the Markdown that their author wrote.
struct AsWritten;

impl Texts for AsWritten {
    fn block(&mut self, lines: &[Placed<&str>], _: &mut Report) -> String {
        joined(lines).trim_end().to_owned()
    }

    fn inline(&mut self, (_, text): Placed<&str>, _: &mut Report) -> String {
        text.trim().to_owned()
    }
}

fn joined(lines: &[Placed<&str>]) -> String {
    let text: Vec<&str> = lines.iter().map(|(_, text)| *text).collect();
    text.join("\n")
}

impl Rendered<'_> {
    fn kept(&mut self, mut document: markdown::Document) -> String {
        self.links.append(&mut document.links);
        document.html().trim_end().to_owned()
    }
}

/// Reads a question; `None` when something is wrong with it, which is then in the report.
pub(super) fn read(source: &BlockSource, place: &Place, report: &mut Report) -> Option<(Question, Vec<AnchorLink>)> {
    let mut texts = Rendered { place, links: Vec::new() };
    let question = read_with(source, &mut texts, report)?;
    Some((question, texts.links))
}

/// Reads a question whose texts stay Markdown; `None` when something is wrong with it.
pub(super) fn read_as_written(source: &BlockSource, report: &mut Report) -> Option<Written> {
    read_with(source, &mut AsWritten, report).map(Written)
}

fn read_with(source: &BlockSource, texts: &mut dyn Texts, report: &mut Report) -> Option<Question> {
    let lines: Vec<Placed<&str>> = source.text.split('\n').enumerate().map(|(index, text)| (source.line + index, text)).collect();
    let parts = Parts::of(&lines, source.line, report);
    let mut fields = Fields::read(parts.head, source.line, report);
    let slug = fields.slug("id", report);
    let kind = kind(&mut fields, report);
    let points = points(&mut fields, kind, report);
    let tags = fields.codes("tags", false, report);
    let bank = bank(&mut fields, report);
    fields.refuse_rest("a question has id, kind, points, tags and bank, then an empty line", report);

    if parts.prompt.is_empty() && !parts.head.is_empty() {
        report.say(source.line, "the question has no prompt: after its head come an empty line, the prompt, an empty line and the answers");
    }
    let prompt = texts.block(parts.prompt, report);
    let answers = kind.and_then(|kind| {
        answers::check_gaps(kind, parts.prompt, report);
        answers::read(kind, parts.answers, source.line, texts, report)
    });
    let rationale = parts.rationale(texts, source.line, report);
    Some(Question { slug: slug?.1.to_owned(), points: points?, tags, bank, prompt, answers: answers?, rationale: rationale? })
}

/// The parts of a question block, which empty lines separate.
struct Parts<'l, 't> {
    head: &'l [Placed<&'t str>],
    prompt: &'l [Placed<&'t str>],
    answers: &'l [Placed<&'t str>],
    why: &'l [Placed<&'t str>],
}

impl<'l, 't> Parts<'l, 't> {
    fn of(lines: &'l [Placed<&'t str>], line: usize, report: &mut Report) -> Self {
        let empty = |(_, text): &Placed<&str>| text.trim().is_empty();
        let head_end = lines.iter().position(empty).unwrap_or(lines.len());
        let why = lines.iter().position(|(_, text)| text.starts_with("Why:"));
        if why.is_none() {
            report.say(line, "`Why:` is missing: end the question with an empty line and `Why:` and the rationale");
        }
        let why = why.unwrap_or(lines.len()).max(head_end);
        if why < lines.len() && !empty(&lines[why - usize::from(why > 0)]) {
            report.say(lines[why].0, "an empty line stands before `Why:`");
        }
        let middle = trimmed(&lines[head_end..why]);
        let answers_start = middle.iter().rposition(empty).map_or(0, |gap| gap + 1);
        let (prompt, answers) = middle.split_at(answers_start);
        Self { head: &lines[..head_end], prompt: trimmed(prompt), answers, why: trimmed(&lines[why..]) }
    }

    fn rationale(&self, texts: &mut dyn Texts, line: usize, report: &mut Report) -> Option<String> {
        let mut lines = self.why.to_vec();
        let first = lines.first_mut()?;
        first.1 = first.1.strip_prefix("Why:").unwrap_or(first.1).trim_start();
        let html = texts.block(&lines, report);
        if html.is_empty() {
            report.say(line, "`Why:` has no text: write why the right answer is right");
            return None;
        }
        Some(html)
    }
}

/// The lines without empty ones at the beginning and end.
fn trimmed<'l, 't>(lines: &'l [Placed<&'t str>]) -> &'l [Placed<&'t str>] {
    let full = |(_, text): &Placed<&str>| !text.trim().is_empty();
    match (lines.iter().position(full), lines.iter().rposition(full)) {
        (Some(first), Some(last)) => &lines[first..=last],
        _ => &[],
    }
}

fn kind(fields: &mut Fields, report: &mut Report) -> Option<QuestionKind> {
    let (line, name) = fields.required("kind", report)?;
    let kind = name.parse().ok();
    if kind.is_none() {
        let names = QuestionKind::ALL.map(QuestionKind::as_str);
        report.say(line, format!("`kind: {name}` is none of {}", names.join(", ")));
    }
    kind
}

/// `bank: icer-of-b@3`
fn bank(fields: &mut Fields, report: &mut Report) -> Option<BankMark> {
    let (line, value) = fields.optional("bank", report)?;
    let mark = BankMark::read(value);
    if mark.is_none() {
        report.say(
            line,
            format!("`bank: {value}` names no version of a question of the bank: write its name and number, `bank: icer-of-b@3`"),
        );
    }
    mark
}

/// What the question is worth; a question that is not scored is worth nothing, whatever is written.
fn points(fields: &mut Fields, kind: Option<QuestionKind>, report: &mut Report) -> Option<u32> {
    let written = fields.optional_number("points", 1..=100, report);
    match kind? {
        QuestionKind::Text => Some(0),
        _ => Some(written.unwrap_or(1)),
    }
}
