//! Items of lists, each with its level, as lists within lists.

use crate::authoring::exchange::text::Block;

/// An item of a list.
#[derive(Clone)]
pub(super) struct Listed {
    /// Which list it belongs to.
    pub list: i64,
    /// How deep it lies, from 0.
    pub level: u8,
    pub ordered: bool,
    /// Its number, if it has one.
    pub number: u64,
    pub blocks: Vec<Block>,
}

/// Lists of items that follow one another. What lies deeper belongs to the item above it.
pub(super) fn nested(items: Vec<Listed>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut items = items.into_iter().peekable();
    while let Some(first) = items.next() {
        let (list, level, ordered, number) = (first.list, first.level, first.ordered, first.number);
        let mut entries: Vec<Vec<Block>> = Vec::new();
        let mut next = Some(first);
        while let Some(item) = next.take() {
            let mut entry = item.blocks;
            let mut under = Vec::new();
            while let Some(deeper) = items.next_if(|item| item.level > level) {
                under.push(deeper);
            }
            entry.extend(nested(under));
            entries.push(entry);
            next = items.next_if(|item| item.level == level && item.ordered == ordered && item.list == list);
        }
        let first = ordered.then_some(number);
        blocks.push(Block::List { first, items: entries });
    }
    blocks
}
