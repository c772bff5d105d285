//! The elements of an XML file: of Moodle's one question at a time, so that memory is bounded by the largest; of a part of a Word document
//! all of them, within bounds.
//!
//! No document types and no entities but those of XML itself: there is nothing to expand and nothing to load.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

/// How deeply elements of a question file may nest; a question has about six levels.
const DEEPEST_QUESTION: usize = 30;
/// The most elements of one question.
const MOST_OF_QUESTION: usize = 5_000;
/// How deeply elements of a Word document may nest. A table in a table in a text box has some fifty levels.
const DEEPEST_PART: usize = 120;
/// The most elements of one part of a Word document: that of a book has half as many.
const MOST_OF_PART: usize = 400_000;
/// The most attributes of an element that are looked at.
const MOST_ATTRIBUTES: usize = 20;

/// An element with what is in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    /// The text directly in it.
    text: String,
    children: Vec<Element>,
    /// The line on which it begins.
    pub line: usize,
    /// How many elements are in it, itself among them; counted of questions.
    size: usize,
}

impl Element {
    /// The first element of this name in it.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The elements of this name in it, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All elements in it, in order.
    pub fn children(&self) -> &[Self] {
        &self.children
    }

    /// All elements in it, without it.
    pub fn into_children(self) -> Vec<Self> {
        self.children
    }

    /// The text directly in it, with the spaces around it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text in it.
    pub fn words(&self) -> &str {
        self.text.trim()
    }

    /// The text in the first element of this name, if there is any: `<penalty>0.1</penalty>`, or `<name><text>…</text></name>`.
    pub fn value(&self, name: &str) -> Option<&str> {
        let child = self.child(name)?;
        let words = child.child("text").map_or(child.words(), Self::words);
        (!words.is_empty()).then_some(words)
    }
}

/// Why a file cannot be read, with the line.
pub(super) type Fault = (usize, String);

/// Reads the file and hands each `<question>` on, or, of one that is too large, only its beginning.
pub(super) fn questions(text: &str, mut take: impl FnMut(Element, bool)) -> Result<(), Fault> {
    let walk = Walk::new(text, "quiz", DEEPEST_QUESTION);
    walk.through(|walk| {
        walk.end_in_question(&mut take);
        Ok(())
    })
}

/// Reads a part of a document whole, whose first element has this name.
pub(super) fn part(text: &str, root: &'static str) -> Result<Element, Fault> {
    let (mut whole, mut count) = (None, 0_usize);
    let walk = Walk::new(text, root, DEEPEST_PART);
    walk.through(|walk| {
        let line = walk.line;
        let Some(element) = walk.open.pop() else { return Ok(()) };
        count += 1;
        if count > MOST_OF_PART {
            return Err((line, format!("it has more than {MOST_OF_PART} elements: split the document")));
        }
        match walk.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => whole = Some(element),
        }
        Ok(())
    })?;
    whole.ok_or_else(|| (1, "it is empty".to_owned()))
}

struct Walk<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t str,
    /// Up to which byte lines are counted.
    counted: usize,
    line: usize,
    /// What is open, the root first.
    open: Vec<Element>,
    /// Whether the question that is open is too large.
    too_large: bool,
    /// What the first element must be called.
    root: &'static str,
    deepest: usize,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, root: &'static str, deepest: usize) -> Self {
        Walk { reader: Reader::from_str(text), text, counted: 0, line: 1, open: Vec::new(), too_large: false, root, deepest }
    }

    /// Reads all; `end` takes each element that is complete, the last of those that are open.
    fn through(mut self, mut end: impl FnMut(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        loop {
            let event = self.reader.read_event();
            let line = self.line();
            let event = event.map_err(|error| (line, format!("this is not well-formed XML: {error}")))?;
            match event {
                Event::Eof => break,
                Event::Start(start) => self.begin(&start, line)?,
                Event::Empty(start) => {
                    self.begin(&start, line)?;
                    end(&mut self)?;
                }
                Event::End(_) => end(&mut self)?,
                Event::Text(text) => self.add(&text),
                Event::CData(text) => self.add(&text),
                Event::GeneralRef(reference) => {
                    let resolved = resolved(&reference).ok_or_else(|| (line, unknown(&reference)))?;
                    self.add(resolved.encode_utf8(&mut [0; 4]));
                }
                Event::DocType(_) => {
                    let sentence = "the file has a document type, which could define anything: take the line `<!DOCTYPE …>` out";
                    return Err((line, sentence.to_owned()));
                }
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
        match self.open.first() {
            Some(open) => Err((open.line, format!("<{}> is not closed: the file is cut off", open.name))),
            None => Ok(()),
        }
    }

    /// The line on which the last event began.
    fn line(&mut self) -> usize {
        let line = self.line;
        let position = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len());
        self.line += self.text.as_bytes()[self.counted..position].iter().filter(|b| **b == b'\n').count();
        self.counted = position;
        line
    }

    fn begin(&mut self, start: &BytesStart<'_>, line: usize) -> Result<(), Fault> {
        if self.open.len() >= self.deepest {
            return Err((line, format!("elements nest deeper than {}, which nobody writes by hand", self.deepest)));
        }
        let mut element = Element { line, size: 1, ..Element::default() };
        if !self.too_large {
            element.name = start.name().as_ref().to_owned();
            element.attributes = attributes(start, line)?;
        }
        if self.open.is_empty() && element.name != self.root {
            return Err((line, format!("it begins with <{}>, and should with <{}>", element.name, self.root)));
        }
        self.open.push(element);
        Ok(())
    }

    fn end_in_question(&mut self, take: &mut impl FnMut(Element, bool)) {
        let Some(element) = self.open.pop() else { return };
        match self.open.len() {
            0 => {}
            1 => {
                let too_large = std::mem::take(&mut self.too_large);
                if element.name == "question" {
                    take(element, too_large);
                }
            }
            _ => {
                let question = &mut self.open[1];
                question.size += 1;
                self.too_large |= question.size > MOST_OF_QUESTION;
                if let Some(parent) = self.open.last_mut().filter(|_| !self.too_large) {
                    parent.children.push(element);
                }
            }
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut().filter(|_| !self.too_large) {
            element.text.push_str(text);
        }
    }
}

fn attributes(start: &BytesStart, line: usize) -> Result<Vec<(String, String)>, Fault> {
    let mut all = start.attributes();
    let read = all.with_checks(false).take(MOST_ATTRIBUTES).map(|attribute| {
        let attribute = attribute.map_err(|error| (line, format!("this is not well-formed XML: {error}")))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value =
            value.map_err(|_| (line, "an attribute refers to an entity that is not XML's own: write the character itself".to_owned()))?;
        Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
    });
    read.collect()
}

/// A reference to a character: by its number, or one of the five that XML has.
fn resolved(reference: &BytesRef) -> Option<char> {
    match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

fn unknown(reference: &BytesRef) -> String {
    let name: String = reference.chars().take(40).collect();
    format!("`&{name};` is not one of XML's own references: write the character itself")
}
