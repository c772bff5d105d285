//! A unit's file: its front matter, its text, and the questions or the rubric in it.

use std::{collections::BTreeMap, ops::RangeInclusive};

use super::{
    Report, assignment,
    drawing::{self, DrawLine},
    front_matter::{Fields, front_matter},
    module::owned,
    question, rubric,
};
use crate::authoring::{
    Heading, Piece, Question, QuizSettings, Rubric, Shuffle, UnitKind, UnitSettings, WordRange,
    markdown::{self, AnchorLink, Part, Place},
};

/// The front matter of a unit, and its text as written.
pub(super) struct UnitHead<'a> {
    pub slug: String,
    pub title: String,
    pub minutes: u32,
    pub objectives: Vec<String>,
    pub competencies: Vec<String>,
    pub settings: UnitSettings,
    /// The lines of a quiz' `draw`, with their places.
    pub draw: Vec<DrawLine>,
    pub body: &'a str,
    pub line: usize,
}

/// The text of a unit, rendered.
pub(super) struct UnitBody {
    pub pieces: Vec<Piece>,
    pub headings: Vec<Heading>,
    /// With the line each begins on.
    pub questions: Vec<(usize, Question)>,
    pub links: Vec<AnchorLink>,
    /// Of an assignment.
    pub rubric: Rubric,
}

/// How many minutes a unit may take.
pub const MINUTES: RangeInclusive<u32> = 1..=600;

/// Reads the front matter of a unit; `None` when something in it is wrong, which is then in the report.
pub(super) fn head<'a>(text: &'a str, report: &mut Report) -> Option<UnitHead<'a>> {
    let (mut fields, body, line) = front_matter(text, report)?;
    let slug = fields.slug("unit", report);
    let title = fields.required("title", report);
    let minutes = fields.number("minutes", MINUTES, report);
    let (kind_line, kind) = fields.required("kind", report)?;
    let Ok(kind) = kind.parse() else {
        report.say(kind_line, format!("`kind: {kind}` is none of lesson, quiz, case, assignment, simulation and live session"));
        return None;
    };
    let objectives = if kind == UnitKind::Quiz { Vec::new() } else { fields.list("objectives", report) };
    let competencies = fields.codes("competencies", false, report);
    let draw = drawing::read(kind, &mut fields, report);
    let (settings, known) = settings(kind, &mut fields, &draw, report);
    fields.refuse_rest(known, report);
    Some(UnitHead {
        slug: slug?.1.to_owned(),
        title: title?.1.to_owned(),
        minutes: minutes?,
        objectives: owned(&objectives),
        competencies,
        settings: settings?,
        draw,
        body,
        line,
    })
}

/// What its author set for a unit of this kind, and which fields it knows.
fn settings(kind: UnitKind, fields: &mut Fields, draw: &[DrawLine], report: &mut Report) -> (Option<UnitSettings>, &'static str) {
    match kind {
        UnitKind::Lesson => (Some(UnitSettings::Lesson), "a lesson has unit, kind, title, minutes, objectives and competencies"),
        UnitKind::Quiz => (
            quiz(fields, draw, report).map(UnitSettings::Quiz),
            "a quiz has unit, kind, title, minutes, competencies, pass, attempts, time-limit, shuffle, draw and confidence",
        ),
        UnitKind::Case => (
            Some(UnitSettings::Case { words: words(fields, false, report) }),
            "a case has unit, kind, title, minutes, objectives, competencies and words",
        ),
        UnitKind::Assignment => (
            assignment::read(fields, report).map(UnitSettings::Assignment),
            "an assignment has unit, kind, title, minutes, objectives, competencies, words, hand-in, team, markers and pass",
        ),
        UnitKind::Simulation => {
            (Some(UnitSettings::Simulation), "a simulation has unit, kind, title, minutes, objectives and competencies")
        }
        UnitKind::LiveSession => {
            (Some(UnitSettings::LiveSession), "a live session has unit, kind, title, minutes, objectives and competencies")
        }
    }
}

fn quiz(fields: &mut Fields, draw: &[DrawLine], report: &mut Report) -> Option<QuizSettings> {
    let pass = fields.number("pass", 0..=100, report);
    let attempts = fields.number("attempts", 0..=100, report);
    let time_limit = fields.optional_number("time-limit", 1..=600, report);
    let shuffle = match fields.optional("shuffle", report) {
        None | Some((_, "none")) => Shuffle::None,
        Some((_, "questions")) => Shuffle::Questions,
        Some((_, "options")) => Shuffle::Options,
        Some((_, "both")) => Shuffle::Both,
        Some((line, other)) => {
            report.say(line, format!("`shuffle: {other}` is none of questions, options, both and none"));
            Shuffle::None
        }
    };
    let confidence = match fields.optional("confidence", report) {
        None | Some((_, "none")) => false,
        Some((_, "asked")) => true,
        Some((line, other)) => {
            report.say(line, format!("`confidence: {other}` is neither asked nor none"));
            false
        }
    };
    let draw = draw.iter().map(|(_, draw)| draw.clone()).collect();
    let attempts = attempts.map(|most| (most > 0).then_some(most));
    Some(QuizSettings { pass: pass?, attempts: attempts?, time_limit, shuffle, draw, confidence })
}

/// `words: 40-150`
pub(super) fn words(fields: &mut Fields, required: bool, report: &mut Report) -> Option<WordRange> {
    let field = if required { fields.required("words", report) } else { fields.optional("words", report) };
    let (line, value) = field?;
    let range = value.split_once('-').and_then(|(min, max)| Some((min.trim().parse().ok()?, max.trim().parse().ok()?)));
    match range {
        Some((min, max)) if 0 < max && min <= max && max <= 3_000 => Some(WordRange { min, max }),
        _ => {
            report.say(line, format!("`words: {value}` is no length: write the least and the most, `words: 150-400`"));
            None
        }
    }
}

/// Renders the text of a unit and reads its questions.
pub(super) fn body(head: &UnitHead, place: &Place, report: &mut Report) -> UnitBody {
    let document = markdown::document(head.body, head.line, place, report);
    let mut unit = UnitBody {
        pieces: Vec::new(),
        headings: document.headings,
        questions: Vec::new(),
        links: document.links,
        rubric: Rubric::default(),
    };
    let kind = head.settings.kind();
    let mut rubrics = 0;
    for part in document.parts {
        if let Some(words) = misplaced(kind, &part, rubrics) {
            refuse(&part, words, report);
            continue;
        }
        match part {
            Part::Html(html) => unit.pieces.push(Piece::Html(html)),
            Part::Simulator(simulation) => unit.pieces.push(Piece::Simulator(simulation)),
            Part::Rubric(source) => {
                rubrics += 1;
                unit.rubric = rubric::read(&source, report);
            }
            Part::Question(source) => {
                if let Some((question, links)) = question::read(&source, place, report) {
                    unit.pieces.push(Piece::Question(question.slug.clone()));
                    unit.links.extend(links);
                    unit.questions.push((source.line, question));
                }
            }
        }
    }
    if kind == UnitKind::Assignment && rubrics == 0 {
        report.say(head.line, "the assignment has no rubric: write a block that begins with ```rubric, with a line `## name Title` for each criterion and its levels under it");
    }
    check_shape(head, &unit, report);
    drawing::check(&head.draw, &unit.questions, report);
    add_notes(&mut unit.pieces, kind, document.notes);
    unit
}

/// Says of a part that it has no place here, on its line where it knows that.
fn refuse(part: &Part, words: String, report: &mut Report) {
    match part {
        Part::Question(source) | Part::Rubric(source) => report.say(source.line - 1, words),
        Part::Html(_) | Part::Simulator(_) => report.say_of_file(words),
    }
}

/// Why a part of a text has no place in a unit of this kind, after so many rubrics.
fn misplaced(kind: UnitKind, part: &Part, rubrics: usize) -> Option<String> {
    let words = match part {
        Part::Simulator(_) if kind == UnitKind::Quiz => "a quiz has no simulators: put it into a lesson or case",
        Part::Question(_) if kind == UnitKind::Case => "a case has no questions: it ends in what to discuss",
        Part::Question(_) if !kind.has_questions() => {
            return Some(format!("{} has no questions: put them into a lesson or quiz", kind.with_article()));
        }
        Part::Rubric(_) if kind != UnitKind::Assignment => {
            return Some(format!("{} has no rubric: only an assignment is graded by one", kind.with_article()));
        }
        Part::Rubric(_) if rubrics > 0 => "this is the second rubric: an assignment has one, so put its criteria there",
        _ => return None,
    };
    Some(words.to_owned())
}

/// Footnotes end the text: all of it, or, in a quiz, its introduction.
fn add_notes(pieces: &mut Vec<Piece>, kind: UnitKind, notes: String) {
    if notes.is_empty() {
        return;
    }
    let place = match kind {
        UnitKind::Quiz => pieces.iter().position(|piece| matches!(piece, Piece::Question(_))).unwrap_or(pieces.len()),
        _ => pieces.len(),
    };
    pieces.insert(place, Piece::Html(notes));
}

fn check_shape(head: &UnitHead, unit: &UnitBody, report: &mut Report) {
    match head.settings.kind() {
        UnitKind::Quiz => {
            let mut after = unit.pieces.iter().skip_while(|piece| matches!(piece, Piece::Html(_)));
            if after.any(|piece| matches!(piece, Piece::Html(_))) {
                report.say_of_file("in a quiz text stands only before the first question: move what is between or after the questions");
            }
            if unit.questions.is_empty() {
                report.say(head.line, "the quiz has no questions");
            } else if unit.questions.iter().all(|(_, question)| question.points == 0) {
                report.say(head.line, "no question of the quiz has points, so nobody could pass it");
            }
        }
        _ if unit.pieces.is_empty() => report.say(head.line, "the unit has no text"),
        UnitKind::Simulation if !unit.pieces.iter().any(|piece| piece.simulator().is_some()) => report.say(
            head.line,
            "the simulation has no simulator: write a line `![What it shows](simulator:NAME?preset=PRESET \"What to try.\")`",
        ),
        _ => {}
    }
}

/// Checks that a unit serves nothing that its module does not.
pub(super) fn check_competencies(head: &UnitHead, of_module: &[String], report: &mut Report) {
    for code in head.competencies.iter().filter(|code| !of_module.contains(code)) {
        report.say(1, format!("`{code}` in `competencies` is none of the module's: write some of {}", of_module.join(", ")));
    }
}

/// Checks that what links lead to is there. `anchors` has the headings of each unit's file.
pub(super) fn check_links(links: &[AnchorLink], anchors: &BTreeMap<String, Vec<String>>, report: &mut Report) {
    for link in links {
        let Some(anchors) = anchors.get(&link.file) else { continue };
        if !anchors.contains(&link.anchor) {
            let known =
                if anchors.is_empty() { "it has no headings".to_owned() } else { format!("its headings are {}", anchors.join(", ")) };
            report.say(link.line, format!("`#{}` is no heading of {}; {known}", link.anchor, link.file));
        }
    }
}
