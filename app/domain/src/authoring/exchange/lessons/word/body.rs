//! The text of a document as blocks: what each paragraph is, and which of them are one list, quotation or block of code.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    fields::Field,
    line::Line,
    lists::{self, Listed},
    numbering::Counters,
    parts::{Parts, Targets},
    styles::{self, Role, value},
};
use crate::authoring::exchange::{
    Fate,
    lessons::{Entry, Place},
    pictures::Pictures,
    text::{self, Block},
    tree::Element,
};

/// How many things the report tells one by one.
const MOST_ENTRIES: usize = 20_000;
/// What Word's words for levels beyond bullets and numbers are.
const PLAIN_LISTS: [&str; 4] = ["bullet", "decimal", "decimalZero", "ordinal"];

/// A paragraph or table as it was read, before those that belong together are one.
pub(super) enum Item {
    Block(Block),
    Listed(Listed),
    Quoted(Vec<Block>),
    /// Lines of code.
    Code(String),
    /// The words of a caption, and their Markdown for where it is none.
    Caption(String, Block),
}

/// Reads a document.
pub(super) struct Reader<'a, 'p> {
    pub parts: &'a Parts,
    /// What the part that is being read refers to.
    pub targets: &'a Targets,
    pub pictures: &'a mut Pictures<'p>,
    pub entries: Vec<Entry>,
    /// What is told once of the whole.
    pub notes: BTreeSet<&'static str>,
    pub place: (String, usize),
    /// How many tables and notes are open: what is in them is told of them.
    pub inside: usize,
    /// What is different of the thing that is being read.
    pub changes: BTreeSet<String>,
    /// Fields that are open; they may end in another paragraph.
    pub fields: Vec<Field>,
    pub counters: Counters,
    /// Notes in the order of their use: whether it is an endnote, and its id.
    pub used_notes: Vec<(bool, String)>,
    /// Their numbers; none for one without text.
    pub note_numbers: BTreeMap<(bool, String), Option<usize>>,
}

impl<'a> Reader<'a, '_> {
    /// Paragraphs and tables, and what is in frames around them.
    pub fn items(&mut self, elements: &'a [Element]) -> Vec<Item> {
        let mut items = Vec::new();
        for element in elements {
            match element.name.as_str() {
                "w:p" => self.paragraph(element, &mut items),
                "w:tbl" => self.table(element, &mut items),
                "w:sdt" if is_contents(element) => {
                    self.notes.insert("the table of contents is not kept: ours is made of the headings");
                }
                "w:sdt" => items.extend(element.child("w:sdtContent").map(|content| self.items(content.children())).unwrap_or_default()),
                "w:customXml" | "w:smartTag" | "w:ins" | "w:moveTo" => items.extend(self.items(element.children())),
                "w:del" | "w:moveFrom" => drop(self.notes.insert("paragraphs that somebody suggested to delete are left out")),
                "w:altChunk" => self.refuse("part of another document", "copy its text into this document"),
                "mc:AlternateContent" => items.extend(chosen(element).map(|chosen| self.items(chosen.children())).unwrap_or_default()),
                _ => {}
            }
        }
        items
    }

    /// Blocks of what stands in a table's cell or a note, where nothing is told by itself and headings are words.
    pub fn inner(&mut self, elements: &'a [Element]) -> Vec<Block> {
        self.inside += 1;
        let items = self.items(elements);
        self.inside -= 1;
        let plain = |block| match block {
            Block::Heading { text, .. } => Block::Paragraph { text, apart: true },
            block => block,
        };
        grouped(items).into_iter().map(plain).collect()
    }

    fn paragraph(&mut self, paragraph: &'a Element, items: &mut Vec<Item>) {
        let properties = paragraph.child("w:pPr");
        let style = properties.and_then(|properties| value(properties, "w:pStyle"));
        let role = self.parts.styles.role(style);
        let refused = self.entries.len();
        self.begin(paragraph, role);
        self.breaks(properties);
        let (blocks, words) = self.line(paragraph);
        if role == Role::Code {
            let code = super::runs::verbatim(paragraph);
            if !(code.is_empty() && blocks.is_empty()) || matches!(items.last(), Some(Item::Code(_))) {
                items.push(Item::Code(code));
                items.extend(blocks.into_iter().filter(|block| matches!(block, Block::Figure { .. })).map(Item::Block));
            }
            return self.end("code");
        }
        if blocks.is_empty() {
            return self.end(if self.entries.len() == refused { "break" } else { "" });
        }
        let listed = properties.and_then(styles::list).or_else(|| self.parts.styles.list(style));
        let what = self.of_role(role, listed, blocks, words, items);
        self.end(what);
    }

    /// Puts the blocks of a paragraph among the items as what they are, and says what that is.
    fn of_role(&mut self, role: Role, listed: Option<(i64, u8)>, blocks: Vec<Block>, words: String, items: &mut Vec<Item>) -> &'static str {
        match role {
            Role::Contents => {
                self.notes.insert("the table of contents is not kept: ours is made of the headings");
                self.changes.clear();
                return "";
            }
            Role::Title | Role::Heading(_) => {
                let level = if let Role::Heading(level) = role { level } else { 0 };
                if self.inside == 0 && !words.trim().is_empty() {
                    self.place = (crate::text::squeezed(&words), 0);
                }
                let heading = |block| match block {
                    Block::Paragraph { text, .. } => Item::Block(Block::Heading { level, text }),
                    block => Item::Block(block),
                };
                items.extend(blocks.into_iter().map(heading));
                return "heading";
            }
            Role::Quotation => items.push(Item::Quoted(blocks)),
            Role::Caption if matches!(blocks[..], [Block::Paragraph { .. }]) => {
                items.extend(blocks.into_iter().map(|block| Item::Caption(crate::text::squeezed(&words), block)));
                return "caption";
            }
            _ => return self.plain(listed, blocks, items),
        }
        "quotation"
    }

    fn plain(&mut self, listed: Option<(i64, u8)>, blocks: Vec<Block>, items: &mut Vec<Item>) -> &'static str {
        let level = listed.and_then(|(list, level)| Some((list, level, self.parts.numbering.level(list, level)?)));
        if let Some((list, at, level)) = level {
            let ordered = level.kind != "bullet";
            if !PLAIN_LISTS.contains(&level.kind.as_str()) {
                self.changes.insert("its letters or Roman numerals are numbers now".to_owned());
            }
            let number = if ordered { self.counters.next(&self.parts.numbering, list, at, level.first) } else { 0 };
            let blocks = match <[Block; 1]>::try_from(blocks) {
                // Words alone, as which lists are written without empty lines.
                Ok([Block::Paragraph { text, .. }]) => vec![Block::Paragraph { text, apart: false }],
                Ok([block]) => vec![block],
                Err(blocks) => blocks,
            };
            items.push(Item::Listed(Listed { list, level: at, ordered, number, blocks }));
            return "list item";
        }
        let what = match blocks[..] {
            [Block::Figure { .. }] => "figure",
            [Block::Formula(_)] => "formula",
            _ => "paragraph",
        };
        items.extend(blocks.into_iter().map(Item::Block));
        what
    }

    /// A paragraph begins; one that has nothing in it is not counted.
    fn begin(&mut self, paragraph: &Element, role: Role) {
        let counts = !matches!(role, Role::Title | Role::Heading(_) | Role::Contents) && has_content(paragraph);
        self.place.1 += usize::from(self.inside == 0 && counts);
    }

    /// Breaks and changes of the paragraph's own mark.
    fn breaks(&mut self, properties: Option<&Element>) {
        let Some(properties) = properties else { return };
        if properties.child("w:sectPr").is_some() {
            self.changes.insert("the break of a section is not kept".to_owned());
        }
        let mark = properties.child("w:rPr");
        if mark.is_some_and(|mark| mark.child("w:del").is_some()) {
            self.changes.insert("somebody suggested to put it together with the next one: it stayed a paragraph".to_owned());
        }
    }

    fn line(&mut self, paragraph: &'a Element) -> (Vec<Block>, String) {
        let mut line = Line::default();
        self.inline(paragraph.children(), &mut line);
        line.ended()
    }

    /// Something is read to its end: it is told, unless it is part of something else.
    pub fn end(&mut self, what: &'static str) {
        if self.inside > 0 {
            return;
        }
        let reasons: Vec<String> = std::mem::take(&mut self.changes).into_iter().collect();
        let nothing = matches!(what, "break" | "");
        if (nothing && reasons.is_empty()) || self.entries.len() >= MOST_ENTRIES {
            return;
        }
        let fate = if reasons.is_empty() { Fate::Taken } else { Fate::Changed };
        let what = if what.is_empty() { "paragraph" } else { what };
        self.entries.push(Entry { place: self.told_place(), what, fate, reasons });
    }

    /// Something is not taken, and why, as a sentence.
    pub fn refuse(&mut self, what: &'static str, reason: impl Into<String>) {
        // One that is refused is enough for the whole.
        if self.entries.len() >= MOST_ENTRIES * 2 {
            return;
        }
        self.entries.push(Entry { place: self.told_place(), what, fate: Fate::Refused, reasons: vec![reason.into()] });
    }

    fn told_place(&self) -> Place {
        Place::Paragraph { heading: self.place.0.chars().take(80).collect(), number: self.place.1 }
    }
}

/// Whether there is anything to see in a paragraph.
pub(super) fn has_content(element: &Element) -> bool {
    match element.name.as_str() {
        "w:t" | "m:t" => !element.text().trim().is_empty(),
        "w:drawing" | "w:pict" | "w:object" => true,
        "w:del" | "w:moveFrom" | "w:pPr" | "w:rPr" => false,
        _ => element.children().iter().any(has_content),
    }
}

/// Of things of which a program is to choose one, the first.
pub(super) fn chosen(element: &Element) -> Option<&Element> {
    element.child("mc:Choice").or_else(|| element.child("mc:Fallback"))
}

fn is_contents(frame: &Element) -> bool {
    let part = frame.child("w:sdtPr").and_then(|properties| properties.child("w:docPartObj"));
    part.and_then(|part| value(part, "w:docPartGallery")).is_some_and(|gallery| gallery == "Table of Contents")
}

/// Puts together what belongs together: lists, quotations, code, and figures with their captions.
pub(super) fn grouped(items: Vec<Item>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut listed: Vec<Listed> = Vec::new();
    let (mut quoted, mut code): (Vec<Block>, Option<String>) = (Vec::new(), None);
    for item in items {
        if !matches!(item, Item::Listed(_)) && !listed.is_empty() {
            blocks.extend(lists::nested(std::mem::take(&mut listed)));
        }
        if !matches!(item, Item::Quoted(_)) && !quoted.is_empty() {
            blocks.push(Block::Quotation(std::mem::take(&mut quoted)));
        }
        if !matches!(item, Item::Code(_)) {
            blocks.extend(code.take().and_then(verbatim));
        }
        match item {
            Item::Block(block) => blocks.push(block),
            Item::Listed(item) => listed.push(item),
            Item::Quoted(of_paragraph) => quoted.extend(of_paragraph),
            Item::Code(line) => code = Some(code.map_or(line.clone(), |code| format!("{code}\n{line}"))),
            Item::Caption(words, block) => match blocks.last_mut() {
                Some(Block::Figure { caption, .. }) if caption.is_empty() => *caption = words,
                _ => blocks.push(block),
            },
        }
    }
    blocks.extend(lists::nested(listed));
    blocks.extend((!quoted.is_empty()).then_some(Block::Quotation(quoted)));
    blocks.extend(code.and_then(verbatim));
    blocks
}

fn verbatim(code: String) -> Option<Block> {
    let code: String = code.chars().filter(|c| text::is_kept(*c)).collect();
    (!code.trim().is_empty()).then_some(Block::Verbatim(code))
}
