//! Puts a package together: reads its module and units, renders them, and checks what only shows when all are there.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Fault, ModuleText, Report,
    module::{self, Manifest},
    text_of,
    unit::{self, UnitBody, UnitHead},
};
use crate::authoring::{
    Heading, Piece, Question, UnitSettings,
    markdown::{self, AnchorLink, Place},
};

type Files = BTreeMap<String, Vec<u8>>;

/// A version of a module, ready to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// The module.
    pub module: ModuleText,
    /// Its units in their order.
    pub units: Vec<EditionUnit>,
}

/// A unit, ready to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionUnit {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// How long it takes a physician.
    pub minutes: u32,
    /// What a student will be able to do; empty for a quiz.
    pub objectives: Vec<String>,
    /// Codes of the competencies it serves, of those of its module; none where its author left that to the module.
    pub competencies: Vec<String>,
    /// Its kind and what its author set.
    pub settings: UnitSettings,
    /// Text and questions.
    pub body: Vec<Piece>,
    /// Its headings.
    pub contents: Vec<Heading>,
    /// Its questions in their order.
    pub questions: Vec<Question>,
}

/// Reads and renders everything for the version of this number, or says all that is wrong.
pub(super) fn compose(files: &Files, number: i64) -> Result<Edition, Vec<Fault>> {
    match look(files, number) {
        (Some(edition), faults) if faults.is_empty() => Ok(edition),
        (_, faults) => Err(faults),
    }
}

/// Whatever can be rendered, and all that is wrong.
pub(super) fn look(files: &Files, number: i64) -> (Option<Edition>, Vec<Fault>) {
    let mut faults = Vec::new();
    let edition = Composition { files, number, faults: &mut faults }.edition();
    (edition, faults)
}

struct Composition<'a> {
    files: &'a Files,
    number: i64,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Composition<'a> {
    fn edition(mut self) -> Option<Edition> {
        let mut report = Report::of("module.md");
        let text = text_of(self.files, "module.md");
        if text.is_none() && !self.files.contains_key("module.md") {
            report.say_of_file("the file is missing: a package has a module.md");
        }
        let manifest = text.and_then(|text| module::manifest(text, &mut report));
        if let Some(manifest) = &manifest {
            module::check_units(manifest, self.files, &mut report);
        }
        self.keep(report);
        let heads = self.heads(manifest.as_ref());
        let units: BTreeMap<String, String> = heads.iter().map(|(file, head, _)| ((*file).to_owned(), head.slug.clone())).collect();
        let mut module = ModuleText { slug: String::new(), ..manifest.as_ref()?.text.clone() };
        module.slug.clone_from(&manifest.as_ref()?.text.slug);
        let place = |file| Place { module: &module.slug, version: self.number, file, files: self.files, units: &units };

        let (introduction, links, mut report) = introduction(manifest.as_ref()?, &place("module.md"));
        let mut bodies = Vec::new();
        for (file, head, report) in heads {
            let mut report = report;
            let body = unit::body(&head, &place(file), &mut report);
            bodies.push((file, head, body, report));
        }
        let anchors = anchors(&bodies);
        unit::check_links(&links, &anchors, &mut report);
        module.introduction = introduction;
        self.keep(report);
        refuse_repeated(&mut bodies);
        for (_, head, body, report) in &mut bodies {
            unit::check_links(&body.links, &anchors, report);
            unit::check_competencies(head, &module.competencies, report);
        }
        let units = bodies.into_iter().map(|(_, head, body, report)| {
            self.keep(report);
            finished(head, body)
        });
        let units = units.collect();
        Some(Edition { module, units })
    }

    fn keep(&mut self, report: Report) {
        self.faults.extend(report.faults());
    }

    /// The front matter of each unit, in order; a text that is not listed is a fault, and read all the same.
    fn heads(&mut self, manifest: Option<&Manifest<'a>>) -> Vec<(&'a str, UnitHead<'a>, Report)> {
        let mut heads = Vec::new();
        let listed: Vec<&str> = manifest.map(|m| m.units.iter().map(|(_, name)| *name).collect()).unwrap_or_default();
        let mut names: Vec<&'a str> =
            self.files.keys().map(String::as_str).filter(|name| name.ends_with(".md") && *name != "module.md").collect();
        names.sort_by_key(|name| listed.iter().position(|listed| listed == name).unwrap_or(usize::MAX));
        for name in names {
            let mut report = Report::of(name);
            if manifest.is_some() && !listed.contains(&name) {
                report.say_of_file("the file is not among the units of module.md: list it there, or take it away");
            }
            match text_of(self.files, name).and_then(|text| unit::head(text, &mut report)) {
                Some(head) => heads.push((name, head, report)),
                None => self.keep(report),
            }
        }
        heads
    }
}

type Body<'a> = (&'a str, UnitHead<'a>, UnitBody, Report);

fn introduction(manifest: &Manifest, place: &Place) -> (String, Vec<AnchorLink>, Report) {
    let mut report = Report::of("module.md");
    let mut document = markdown::document(manifest.body, manifest.line, place, &mut report);
    for part in &document.parts {
        match part {
            markdown::Part::Html(_) => {}
            markdown::Part::Question(source) => report.say(source.line - 1, "module.md has no questions: put them into a unit"),
            markdown::Part::Rubric(source) => report.say(source.line - 1, "module.md has no rubric: put it into an assignment"),
            markdown::Part::Simulator(_) => report.say_of_file("module.md has no simulators: put them into a unit"),
        }
    }
    let links = std::mem::take(&mut document.links);
    (document.html(), links, report)
}

fn anchors(bodies: &[Body]) -> BTreeMap<String, Vec<String>> {
    let of_unit = |body: &UnitBody| body.headings.iter().map(|heading| heading.anchor.clone()).collect();
    bodies.iter().map(|(file, _, body, _)| ((*file).to_owned(), of_unit(body))).collect()
}

/// Names that must be there once in the module.
fn refuse_repeated(bodies: &mut [Body]) {
    let (mut units, mut questions) = (BTreeSet::new(), BTreeMap::new());
    for (file, head, body, report) in bodies {
        if !units.insert(head.slug.clone()) {
            report.say(1, format!("another unit of the module is called `{}` too: `unit` is a name of its own", head.slug));
        }
        for (line, question) in &body.questions {
            if let Some(first) = questions.insert(question.slug.clone(), format!("{file}:{line}")) {
                report.say(*line, format!("the id `{}` is used at {first} already: give this question its own", question.slug));
            }
        }
    }
}

fn finished(mut head: UnitHead, body: UnitBody) -> EditionUnit {
    if let UnitSettings::Assignment(assignment) = &mut head.settings {
        assignment.rubric = body.rubric;
    }
    EditionUnit {
        slug: head.slug,
        title: head.title,
        minutes: head.minutes,
        objectives: head.objectives,
        competencies: head.competencies,
        settings: head.settings,
        body: body.pieces,
        contents: body.headings,
        questions: body.questions.into_iter().map(|(_, question)| question).collect(),
    }
}
