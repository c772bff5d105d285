//! What is open while a text is read: lists with their items, quotations, tables with their rows and cells.

use super::{
    DEEPEST,
    blocks::{Block, Reader},
    writing,
};

/// Something that holds blocks.
pub(super) enum Open {
    List { first: Option<u64>, items: Vec<Vec<Block>> },
    Item,
    Quotation,
    Table(Vec<Vec<String>>),
    Row(Vec<String>),
    Cell,
}

/// The value of an attribute.
pub(super) fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

impl Reader<'_> {
    pub(super) fn begin_open(&mut self, open: Open) {
        self.end_paragraph();
        if self.open.len() < DEEPEST {
            self.open.push((open, Vec::new()));
        } else {
            self.lose("what nests too deeply lost its form");
        }
    }

    /// An item belongs to the innermost list, which is begun if there is none.
    pub(super) fn begin_item(&mut self) {
        self.end_paragraph();
        let inside = self.open.iter().rposition(|(open, _)| !matches!(open, Open::Item));
        match inside.filter(|index| matches!(self.open[*index].0, Open::List { .. })) {
            Some(list) => self.close_above(list),
            None => self.begin_open(Open::List { first: None, items: Vec::new() }),
        }
        if matches!(self.open.last(), Some((Open::List { .. }, _))) {
            self.begin_open(Open::Item);
        }
    }

    /// A row or cell, in the innermost thing it may stand in; elsewhere only its words count.
    pub(super) fn begin_part(&mut self, within: impl Fn(&Open) -> bool, part: Open) {
        self.end_paragraph();
        if let Some(index) = self.open.iter().rposition(|(open, _)| within(open)) {
            self.close_above(index);
            self.begin_open(part);
        }
    }

    /// Closes the innermost thing of a kind with all that is open in it.
    pub(super) fn close(&mut self, kind: impl Fn(&Open) -> bool) {
        self.end_paragraph();
        if let Some(index) = self.open.iter().rposition(|(open, _)| kind(open)) {
            self.close_above(index);
            self.close_innermost();
        }
    }

    fn close_above(&mut self, index: usize) {
        while self.open.len() > index + 1 {
            self.close_innermost();
        }
    }

    pub(super) fn close_innermost(&mut self) {
        let Some((open, blocks)) = self.open.pop() else { return };
        match open {
            Open::List { first, mut items } => {
                items.extend((!blocks.is_empty()).then_some(blocks));
                if !items.is_empty() {
                    self.push(Block::List { first, items });
                }
            }
            Open::Item => match self.open.last_mut() {
                Some((Open::List { items, .. }, _)) if !blocks.is_empty() => items.push(blocks),
                _ => {}
            },
            Open::Quotation if blocks.is_empty() => {}
            Open::Quotation => self.push(Block::Quotation(blocks)),
            Open::Cell => {
                let (line, lost) = writing::line(&blocks);
                lost.iter().for_each(|what| self.lose(what));
                if let Some((Open::Row(cells), _)) = self.open.last_mut() {
                    cells.push(line);
                }
            }
            Open::Row(cells) => {
                blocks.into_iter().for_each(|block| self.push(block));
                if let Some((Open::Table(rows), _)) = self.open.last_mut() {
                    rows.extend((!cells.is_empty()).then_some(cells));
                }
            }
            Open::Table(rows) => {
                blocks.into_iter().for_each(|block| self.push(block));
                if !rows.is_empty() {
                    self.push(Block::Table(rows));
                }
            }
        }
    }
}
