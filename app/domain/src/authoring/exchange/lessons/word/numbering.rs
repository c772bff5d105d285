//! The lists of a document: which have numbers, from which they begin, and which number comes next.

use std::collections::BTreeMap;

use super::styles::{Styles, value};
use crate::authoring::exchange::tree::Element;

/// A level of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Level {
    /// Bullets, numbers, letters and so on, in Word's word.
    pub kind: String,
    pub first: u64,
}

#[derive(Default)]
struct List {
    /// The list it is one of: those share their numbers.
    shape: i64,
    levels: BTreeMap<u8, Level>,
    /// Levels at which it begins anew.
    anew: BTreeMap<u8, u64>,
}

/// The lists by number.
#[derive(Default)]
pub(super) struct Numbering(BTreeMap<i64, List>);

impl Numbering {
    pub fn of(part: Option<Element>, styles: &Styles) -> Self {
        let Some(part) = part else { return Self::default() };
        let number = |element: &Element, name: &str| element.attribute(name).and_then(|number| number.parse::<i64>().ok());
        let shape = |shape: &Element| {
            let styled = value(shape, "w:numStyleLink").and_then(|style| styles.list_of(style));
            Some((number(shape, "w:abstractNumId")?, (styled, levels(shape))))
        };
        let shapes: BTreeMap<i64, _> = part.all("w:abstractNum").filter_map(shape).collect();
        let shape_of = |list: &Element| value(list, "w:abstractNumId").and_then(|shape| shape.parse::<i64>().ok());
        let of: BTreeMap<i64, i64> = part.all("w:num").filter_map(|list| Some((number(list, "w:numId")?, shape_of(list)?))).collect();
        let read = |list: &Element| {
            let id = number(list, "w:numId")?;
            let own = *of.get(&id)?;
            // A list may be one of a style, which is another list.
            let styled = shapes.get(&own).and_then(|(styled, _)| of.get(&(*styled)?));
            let shape = styled.copied().unwrap_or(own);
            let levels_of_shape = shapes.get(&shape).map(|(_, levels)| levels.clone()).unwrap_or_default();
            let mut read = List { shape, levels: levels_of_shape, anew: BTreeMap::new() };
            for over in list.all("w:lvlOverride") {
                let Some(at) = over.attribute("w:ilvl").and_then(|level| level.parse().ok()) else { continue };
                read.levels.extend(levels(over));
                if let Some(first) = value(over, "w:startOverride").and_then(|first| first.parse().ok()) {
                    read.anew.insert(at, first);
                }
            }
            Some((id, read))
        };
        Self(part.all("w:num").filter_map(read).collect())
    }

    /// A level of a list; none if there is no such list, or it puts nothing before its items.
    pub fn level(&self, list: i64, level: u8) -> Option<Level> {
        let list = self.0.get(&list)?;
        let found = list.levels.get(&level).cloned().unwrap_or_else(|| Level { kind: "bullet".to_owned(), first: 1 });
        let first = list.anew.get(&level).copied().unwrap_or(found.first);
        (found.kind != "none").then_some(Level { first, ..found })
    }

    /// What counts the items of a list at this level: the list itself where it begins anew, otherwise those of its shape together.
    fn counter(&self, list: i64, level: u8) -> (bool, i64, u8) {
        match self.0.get(&list) {
            Some(known) if !known.anew.contains_key(&level) => (false, known.shape, level),
            _ => (true, list, level),
        }
    }
}

/// Counts items as they come.
#[derive(Default)]
pub(super) struct Counters(BTreeMap<(bool, i64, u8), u64>);

impl Counters {
    /// The number of the next item of a list.
    pub fn next(&mut self, numbering: &Numbering, list: i64, level: u8, first: u64) -> u64 {
        let counter = numbering.counter(list, level);
        for deeper in level + 1..=8 {
            self.0.remove(&numbering.counter(list, deeper));
        }
        let next = self.0.get(&counter).map_or(first, |last| last.saturating_add(1));
        self.0.insert(counter, next);
        next
    }
}

fn levels(shape: &Element) -> BTreeMap<u8, Level> {
    let level = |level: &Element| {
        let at = level.attribute("w:ilvl")?.parse().ok()?;
        let first = value(level, "w:start").and_then(|first| first.parse().ok()).unwrap_or(1);
        Some((at, Level { kind: value(level, "w:numFmt").unwrap_or("decimal").to_owned(), first }))
    };
    shape.all("w:lvl").filter_map(level).collect()
}
