//! Tables. A wide one scrolls within its own region, which a keyboard can reach and a screen reader can name.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::{escape, writer::Writer};

/// The longest name of a table, in characters.
const LONGEST_NAME: usize = 100;

/// Where in a table the writer is.
#[derive(Default)]
pub(super) struct Columns {
    alignments: Vec<Alignment>,
    next: usize,
    cell: &'static str,
    names: Vec<String>,
    open: bool,
}

impl Columns {
    /// Whether a table is being written.
    pub fn is_open(&self) -> bool {
        self.open
    }
}

impl Writer<'_, '_> {
    pub fn table(&mut self, alignments: &[Alignment], at: usize) {
        let name = self.table_name(at);
        self.columns.alignments = alignments.to_vec();
        self.columns.next = 0;
        self.columns.cell = "th";
        self.out.push_str(&format!(
            "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table class=\"table\">\n",
            escape(&name)
        ));
    }

    pub fn table_end(&mut self) {
        self.columns.open = false;
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    pub fn table_row(&mut self) {
        self.columns.next = 0;
        self.columns.cell = "td";
        self.out.push_str("<tr>");
    }

    pub fn table_cell(&mut self, at: usize) {
        let is_empty = matches!(self.events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        // An empty heading names nothing, and is no heading.
        self.columns.cell = match self.columns.cell {
            "td" => "td",
            _ if is_empty => "",
            _ => "th",
        };
        let (tag, scope) = if self.columns.cell == "th" { ("th", " scope=\"col\"") } else { ("td", "") };
        let align = match self.columns.alignments.get(self.columns.next) {
            Some(Alignment::Left) => " data-align=\"left\"",
            Some(Alignment::Center) => " data-align=\"center\"",
            Some(Alignment::Right) => " data-align=\"right\"",
            _ => "",
        };
        self.out.push_str(&format!("<{tag}{scope}{align}>"));
    }

    pub fn table_cell_end(&mut self) {
        self.columns.next += 1;
        self.out.push_str(if self.columns.cell == "th" { "</th>" } else { "</td>" });
        if self.columns.cell.is_empty() {
            self.columns.cell = "th";
        }
    }

    /// What the table is called: the last sentence of the paragraph or heading before it.
    fn table_name(&mut self, at: usize) -> String {
        let starts_words = |index: usize| match &self.events[index].0 {
            Event::Start(Tag::Heading { .. }) => true,
            Event::Start(Tag::Paragraph) => !matches!(self.events.get(index + 1), Some((Event::Start(Tag::Image { .. }), _))),
            _ => false,
        };
        let before = (0..at).rev().find(|index| starts_words(*index));
        let words = before.map(|before| self.words(before, self.after(before).min(at))).unwrap_or_default();
        let sentence = words.trim_end_matches(['.', ':', ' ']).rsplit(". ").next().unwrap_or_default();
        let mut name = shortened(sentence);
        if name.is_empty() {
            "Table".clone_into(&mut name);
        }
        let same = self.columns.names.iter().filter(|known| **known == name).count();
        self.columns.names.push(name.clone());
        if same > 0 { format!("{name} ({})", same + 1) } else { name }
    }
}

fn shortened(sentence: &str) -> String {
    if sentence.chars().count() <= LONGEST_NAME {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LONGEST_NAME).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{words}…")
}
