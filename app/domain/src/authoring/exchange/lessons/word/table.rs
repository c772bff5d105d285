//! Tables: rows of cells that are one line each, the first of them the heading.

use super::body::{Item, Reader};
use crate::authoring::exchange::{
    text::{self, Block},
    tree::Element,
};

use super::styles::value;

/// Word has at most so many columns.
const MOST_COLUMNS: usize = 63;

impl<'a> Reader<'a, '_> {
    pub fn table(&mut self, table: &'a Element, items: &mut Vec<Item>) {
        if self.inside == 0 {
            self.place.1 += 1;
        }
        let mut elements = Vec::new();
        gather(table, "w:tr", &mut elements);
        let (mut rows, mut figures) = (Vec::new(), Vec::new());
        if let [row] = elements[..]
            && let Some(blocks) = self.single_cell(row)
        {
            items.extend((!blocks.is_empty()).then_some(Item::Quoted(blocks)));
            return self.end("table");
        }
        for row in &elements {
            if row.child("w:trPr").is_some_and(|properties| properties.child("w:del").is_some()) {
                self.changes.insert("a suggested deletion is left out".to_owned());
                continue;
            }
            rows.push(self.row(row, &mut figures));
        }
        if !elements.first().is_none_or(|row| is_head(row, table)) {
            self.changes.insert("its first row is its heading now: look whether it is one".to_owned());
        }
        if rows.iter().any(|row: &Vec<String>| !row.is_empty()) {
            items.push(Item::Block(Block::Table(rows)));
        }
        items.extend(figures.into_iter().map(Item::Block));
        self.end("table");
    }

    /// What a box of one cell holds.
    fn single_cell(&mut self, row: &'a Element) -> Option<Vec<Block>> {
        let mut cells = Vec::new();
        gather(row, "w:tc", &mut cells);
        let [cell] = cells[..] else { return None };
        self.changes.insert("a box of one cell is a quotation now".to_owned());
        Some(self.inner(cell.children()))
    }

    fn row(&mut self, row: &'a Element, figures: &mut Vec<Block>) -> Vec<String> {
        let mut cells = Vec::new();
        gather(row, "w:tc", &mut cells);
        let before = row.child("w:trPr").and_then(|properties| value(properties, "w:gridBefore"));
        let before = before.and_then(|count| count.parse().ok()).unwrap_or(0_usize).min(MOST_COLUMNS);
        let mut line = vec![String::new(); before];
        for cell in cells {
            let properties = cell.child("w:tcPr");
            let span = properties.and_then(|properties| value(properties, "w:gridSpan")).and_then(|span| span.parse().ok());
            let span = span.unwrap_or(1_usize).clamp(1, MOST_COLUMNS);
            let merge = properties.and_then(|properties| properties.child("w:vMerge"));
            if span > 1 || merge.is_some() {
                self.changes.insert("its merged cells are single ones now, of which the first has the text".to_owned());
            }
            line.push(self.cell(cell, figures));
            line.resize(line.len() + span - 1, String::new());
        }
        line.truncate(MOST_COLUMNS);
        line
    }

    fn cell(&mut self, cell: &'a Element, figures: &mut Vec<Block>) -> String {
        let mut blocks = self.inner(cell.children());
        let apart: Vec<Block> = blocks.extract_if(.., |block| matches!(block, Block::Figure { .. })).collect();
        if !apart.is_empty() {
            self.changes.insert("a picture of the table stands below it now".to_owned());
            figures.extend(apart);
        }
        if blocks.iter().filter(|block| matches!(block, Block::Paragraph { .. })).count() > 1 {
            self.changes.insert("paragraphs of a cell stand in one line now".to_owned());
        }
        let (line, lost) = text::line(&blocks);
        self.changes.extend(lost);
        line
    }
}

/// Rows of a table or cells of a row, also those in frames.
fn gather<'a>(element: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
    for child in element.children() {
        match child.name.as_str() {
            known if known == name => found.push(child),
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" | "w:moveTo" => gather(child, name, found),
            _ => {}
        }
    }
}

/// Whether the first row is marked as the heading, or looks like one.
fn is_head(row: &Element, table: &Element) -> bool {
    let marked = row.child("w:trPr").is_some_and(|properties| properties.child("w:tblHeader").is_some());
    let look = table.child("w:tblPr").and_then(|properties| properties.child("w:tblLook"));
    let first_row = look.is_some_and(|look| match (look.attribute("w:firstRow"), look.attribute("w:val")) {
        (Some(first), _) => first == "1",
        (None, Some(value)) => u32::from_str_radix(value, 16).is_ok_and(|bits| bits & 0x20 != 0),
        (None, None) => false,
    });
    marked || first_row
}
