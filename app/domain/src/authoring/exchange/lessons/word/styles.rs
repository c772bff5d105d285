//! What the styles of a document make of a paragraph or of words. Their names are those of Word in English, which every language of it
//! keeps in the file, and those of LibreOffice and Pandoc.

use std::collections::BTreeMap;

use crate::authoring::exchange::tree::Element;

/// How many styles may be based on one another.
const LONGEST_CHAIN: usize = 12;

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    /// By its level, from 1.
    Heading(u8),
    Quotation,
    Code,
    Caption,
    /// A line of a table of contents.
    Contents,
    Body,
}

/// How words look, as far as Markdown has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: bool,
    pub italic: bool,
    pub struck: bool,
    pub code: bool,
}

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    /// From 0; 9 is none.
    outline: Option<u8>,
    list: Option<(i64, u8)>,
    bold: Option<bool>,
    italic: Option<bool>,
}

/// The styles by id.
#[derive(Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    normal: Option<String>,
}

impl Styles {
    pub fn of(part: Option<Element>) -> Self {
        let styles: Vec<&Element> = part.iter().flat_map(|part| part.all("w:style")).collect();
        let read = |style: &Element| {
            let (paragraph, run) = (style.child("w:pPr"), style.child("w:rPr"));
            let style_read = Style {
                name: value(style, "w:name").unwrap_or_default().to_lowercase(),
                based_on: value(style, "w:basedOn").map(str::to_owned),
                outline: paragraph.and_then(|paragraph| value(paragraph, "w:outlineLvl")).and_then(|level| level.parse().ok()),
                list: paragraph.and_then(list),
                bold: run.and_then(|run| switch(run, "w:b")),
                italic: run.and_then(|run| switch(run, "w:i")),
            };
            Some((style.attribute("w:styleId")?.to_owned(), style_read))
        };
        let is_normal =
            |style: &&Element| style.attribute("w:type") == Some("paragraph") && is_on(style.attribute("w:default").unwrap_or("0"));
        let normal = styles.iter().copied().find(is_normal).and_then(|style| style.attribute("w:styleId")).map(str::to_owned);
        Self { all: styles.into_iter().filter_map(read).collect(), normal }
    }

    /// The style and those it is based on.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let first = id.and_then(|id| self.all.get(id)).or_else(|| self.all.get(self.normal.as_deref()?));
        let next = |style: &&'a Style| style.based_on.as_deref().and_then(|id| self.all.get(id));
        std::iter::successors(first, next).take(LONGEST_CHAIN)
    }

    /// What a paragraph of this style is.
    pub fn role(&self, id: Option<&str>) -> Role {
        // Without a part of styles, the id is a name.
        let by_id = id.filter(|id| !self.all.contains_key(*id)).and_then(|id| named(&id.to_lowercase()));
        let by_style =
            |style: &Style| named(&style.name).or_else(|| style.outline.filter(|level| *level < 9).map(|level| Role::Heading(level + 1)));
        by_id.or_else(|| self.chain(id).find_map(by_style)).unwrap_or(Role::Body)
    }

    /// The list a paragraph of this style belongs to, and its level in it.
    pub fn list(&self, id: Option<&str>) -> Option<(i64, u8)> {
        self.chain(id).find_map(|style| style.list)
    }

    /// How words of this style of words look.
    pub fn look(&self, id: &str) -> Look {
        let Some(style) = self.all.get(id) else { return named_look(&id.to_lowercase()) };
        let named = named_look(&style.name);
        let bold = self.chain(Some(id)).find_map(|style| style.bold).unwrap_or(named.bold);
        let italic = self.chain(Some(id)).find_map(|style| style.italic).unwrap_or(named.italic);
        Look { bold, italic, ..named }
    }

    /// The list that a style of lists stands for.
    pub fn list_of(&self, id: &str) -> Option<i64> {
        self.all.get(id).and_then(|style| style.list).map(|(list, _)| list)
    }
}

fn named(name: &str) -> Option<Role> {
    let level = name.strip_prefix("heading ").or_else(|| name.strip_prefix("heading")).and_then(|level| level.parse::<u8>().ok());
    Some(match name {
        _ if level.is_some_and(|level| (1..=9).contains(&level)) => Role::Heading(level?),
        "title" => Role::Title,
        "quote" | "intense quote" | "intensequote" | "block text" | "quotations" | "block quote" | "blockquote" => Role::Quotation,
        "html preformatted" | "code" | "code block" | "source code" | "preformatted text" | "htmlpreformatted" | "sourcecode" => Role::Code,
        "caption" | "figure caption" | "image caption" | "illustration" => Role::Caption,
        "toc heading" | "table of figures" => Role::Contents,
        _ if name.strip_prefix("toc ").is_some_and(|level| level.parse::<u8>().is_ok()) => Role::Contents,
        _ => return None,
    })
}

fn named_look(name: &str) -> Look {
    let code =
        ["html code", "code char", "verbatim char", "verbatimchar", "source text", "html typewriter", "html keyboard", "inline code"];
    Look {
        bold: name == "strong",
        italic: matches!(name, "emphasis" | "subtle emphasis"),
        struck: false,
        code: code.contains(&name) || matches!(name, "code" | "htmlcode"),
    }
}

/// `<w:name w:val="…"/>`
pub(super) fn value<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.child(name).and_then(|child| child.attribute("w:val").or_else(|| child.attribute("m:val")))
}

/// Whether something is switched on or off, if it is said: `<w:b/>`, `<w:b w:val="0"/>`.
pub(super) fn switch(element: &Element, name: &str) -> Option<bool> {
    element.child(name).map(|child| child.attribute("w:val").or_else(|| child.attribute("m:val")).is_none_or(is_on))
}

fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

/// The list that the properties of a paragraph put it into, and its level from 0.
pub(super) fn list(properties: &Element) -> Option<(i64, u8)> {
    let list = properties.child("w:numPr")?;
    let level = value(list, "w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0_u8).min(8);
    Some((value(list, "w:numId")?.parse().ok()?, level))
}
