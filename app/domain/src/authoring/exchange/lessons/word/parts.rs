//! The parts of a Word document: the files in its zip file that matter here, and how they refer to one another.

use std::collections::BTreeMap;

use super::{numbering::Numbering, styles::Styles};
use crate::{
    authoring::{
        archive::{self, Bounds},
        exchange::{
            decode,
            tree::{self, Element},
        },
    },
    text::squeezed,
};

/// How much a document may hold: texts and pictures of a long one.
const BOUNDS: Bounds = Bounds { archive: super::super::LARGEST, entries: 4_000, entry: 20_000_000, total: 120_000_000 };

/// Where a part refers to: a path in the zip file, or an address outside.
pub(super) struct Target {
    pub path: String,
    pub outside: bool,
    /// The last word of its kind, such as `image`.
    kind: String,
}

/// What a part refers to, by id.
pub(super) type Targets = BTreeMap<String, Target>;

/// A document that can be read.
pub(super) struct Parts {
    pub document: Element,
    pub targets: Targets,
    pub styles: Styles,
    pub numbering: Numbering,
    pub footnotes: Notes,
    pub endnotes: Notes,
    /// Who commented what, by id.
    pub comments: BTreeMap<String, String>,
    /// Pictures by path.
    files: BTreeMap<String, Vec<u8>>,
}

/// Footnotes or endnotes by id, and what they refer to.
#[derive(Default)]
pub(super) struct Notes {
    pub texts: BTreeMap<String, Element>,
    pub targets: Targets,
}

impl Parts {
    /// Unpacks a document; an error is a sentence.
    pub fn of(bytes: &[u8]) -> Result<Self, String> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err("this is a document of an old Word, or one with a password: save it as .docx without a password".to_owned());
        }
        let files = archive::unpacked(bytes, BOUNDS, is_wanted).map_err(|refused| match refused.entry {
            Some(entry) => format!("`{entry}` in it: {}", refused.sentence),
            None => refused.sentence,
        })?;
        let mut package = Unpacked(files.into_iter().collect());
        let first = package.targets("")?;
        let path = first.into_values().find(|target| target.kind == "officeDocument").map(|target| target.path);
        let path = path.filter(|path| package.0.contains_key(path)).ok_or("there is no Word document in it: save it as .docx with Word")?;
        let document = package.part(&path, "w:document")?.ok_or("its text is missing")?;
        let targets = package.targets(&path)?;
        let of_kind =
            |kind: &str| targets.values().find(|target| target.kind == kind && !target.outside).map(|target| target.path.as_str());
        let styles = Styles::of(package.some(of_kind("styles"), "w:styles")?);
        let numbering = Numbering::of(package.some(of_kind("numbering"), "w:numbering")?, &styles);
        let footnotes = package.notes(of_kind("footnotes"), "w:footnotes")?;
        let endnotes = package.notes(of_kind("endnotes"), "w:endnotes")?;
        let comments = package.some(of_kind("comments"), "w:comments")?.map(comments).unwrap_or_default();
        Ok(Self { document, targets, styles, numbering, footnotes, endnotes, comments, files: package.0 })
    }

    /// The bytes of a picture.
    pub fn file(&self, path: &str) -> Option<&Vec<u8>> {
        self.files.get(path)
    }
}

/// Texts, what they refer to, and pictures; not fonts, previews and what programs embed.
fn is_wanted(path: &str) -> bool {
    path.ends_with(".xml") || path.ends_with(".rels") || path.contains("media/")
}

struct Unpacked(BTreeMap<String, Vec<u8>>);

impl Unpacked {
    /// A part that need not be there.
    fn some(&mut self, path: Option<&str>, root: &'static str) -> Result<Option<Element>, String> {
        path.map_or(Ok(None), |path| self.part(path, root))
    }

    /// A part that is read, and then forgotten as bytes.
    fn part(&mut self, path: &str, root: &'static str) -> Result<Option<Element>, String> {
        let Some(bytes) = self.0.remove(path) else { return Ok(None) };
        let (text, guessed) = decode::decode(&bytes).map_err(|sentence| format!("`{path}` in it: {sentence}"))?;
        if guessed.is_some() {
            return Err(format!("`{path}` in it is not UTF-8: save the document again"));
        }
        tree::part(&text, root).map(Some).map_err(|(line, sentence)| format!("`{path}` in it, line {line}: {sentence}"))
    }

    /// What a part refers to; the whole document is the part without a name.
    fn targets(&mut self, part: &str) -> Result<Targets, String> {
        let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (&part[..=folder.len()], name));
        let relationships = self.part(&format!("{folder}_rels/{name}.rels"), "Relationships")?;
        let targets = relationships.iter().flat_map(|all| all.all("Relationship")).filter_map(|one| {
            let (id, target) = (one.attribute("Id")?, one.attribute("Target")?);
            let outside = one.attribute("TargetMode") == Some("External");
            let path = if outside { target.to_owned() } else { within(folder, target) };
            let kind = one.attribute("Type").and_then(|kind| kind.rsplit('/').next()).unwrap_or_default().to_owned();
            Some((id.to_owned(), Target { path, outside, kind }))
        });
        Ok(targets.collect())
    }

    fn notes(&mut self, path: Option<&str>, root: &'static str) -> Result<Notes, String> {
        let Some(path) = path else { return Ok(Notes::default()) };
        let targets = self.targets(path)?;
        let part = self.part(path, root)?;
        let texts = part.map(Element::into_children).unwrap_or_default().into_iter();
        let texts = texts.filter_map(|note| Some((note.attribute("w:id")?.to_owned(), note)));
        Ok(Notes { texts: texts.collect(), targets })
    }
}

/// A path from a folder, which never leads out of the zip file.
fn within(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for name in from.split('/').chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.join("/")
}

fn comments(part: Element) -> BTreeMap<String, String> {
    let comment = |comment: Element| {
        let mut words = String::new();
        gather_words(&comment, &mut words);
        let words: String = squeezed(&words).chars().take(120).collect();
        let author = comment.attribute("w:author").filter(|author| !author.is_empty()).unwrap_or("somebody");
        Some((comment.attribute("w:id")?.to_owned(), format!("{}: “{words}”", squeezed(author))))
    };
    part.into_children().into_iter().filter_map(comment).collect()
}

/// The words of an element, with a space between its paragraphs.
pub(super) fn gather_words(element: &Element, words: &mut String) {
    match element.name.as_str() {
        "w:t" | "m:t" => words.push_str(element.text()),
        "w:del" | "w:moveFrom" => {}
        "w:tab" | "w:br" => words.push(' '),
        name => {
            element.children().iter().for_each(|child| gather_words(child, words));
            if name == "w:p" {
                words.push(' ');
            }
        }
    }
}
