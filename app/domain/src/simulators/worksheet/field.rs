//! What a simulator asks for.

use super::{Drawing, Entries, Outcome};
use crate::simulators::Result;

/// A simulator: what it asks for, what it begins with, and how it works.
#[derive(Debug)]
pub struct Worksheet {
    /// Its name in addresses and in Markdown: lower-case letters, digits and hyphens.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it answers, in one or two sentences.
    pub about: &'static str,
    /// What the sums rest on: conventions and sources, a sentence each.
    pub basis: &'static [&'static str],
    /// What it asks for, in the order of the form.
    pub fields: &'static [Field],
    /// Worked examples; the form begins with the first.
    pub presets: &'static [Preset],
    /// Works, or refuses the inputs.
    pub work: fn(&Entries) -> Result<Outcome>,
    /// What many draws say beside it, where there is chance in the inputs.
    pub drawing: Option<Drawing>,
}

/// Something to enter.
#[derive(Debug)]
pub struct Field {
    /// Its name in the form and in addresses: lower-case letters and hyphens.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// What it means, if the label does not say so; may be empty.
    pub hint: &'static str,
    /// What can be entered.
    pub shape: Shape,
}

/// What can be entered into a field.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A number; its unit (`$ a month`, `%`), which may be empty.
    Number(&'static str),
    /// One of some: value and words. The first is taken where nothing is chosen.
    Choice(&'static [(&'static str, &'static str)]),
    /// A name or a list of names.
    Text,
    /// Numbers one after another, with spaces or commas between; their unit.
    Series(&'static str),
    /// Rows of cells; the most rows.
    Grid(&'static [Column], usize),
}

/// A column of a grid.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// The unit; may be empty.
    pub unit: &'static str,
    /// What can be entered.
    pub cell: Cell,
}

/// What can be entered into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A number.
    Number,
    /// Words, or a sum of numbers and names.
    Text,
    /// One of some: value and words. The first is taken where nothing is chosen.
    Choice(&'static [(&'static str, &'static str)]),
}

/// A worked example.
#[derive(Debug)]
pub struct Preset {
    /// Its name in addresses.
    pub name: &'static str,
    /// What people read.
    pub title: &'static str,
    /// Where its figures come from; empty where they are invented.
    pub source: &'static str,
    /// All inputs, as an address carries them.
    pub inputs: &'static str,
}

/// What only the server needs: lines that the page around a simulator says, and worked examples, which a form in the browser is filled in
/// from already. What the browser loads carries none of it.
pub(super) const fn on_page<T>(all: &'static [T]) -> &'static [T] {
    if cfg!(target_arch = "wasm32") { &[] } else { all }
}

/// The same of one text.
pub(super) const fn page_only(text: &'static str) -> &'static str {
    if cfg!(target_arch = "wasm32") { "" } else { text }
}

impl Column {
    /// A column of numbers.
    pub const fn number(name: &'static str, label: &'static str, unit: &'static str) -> Self {
        Self { name, label, unit, cell: Cell::Number }
    }

    /// A column of words, or of sums.
    pub const fn text(name: &'static str, label: &'static str, unit: &'static str) -> Self {
        Self { name, label, unit, cell: Cell::Text }
    }
}

impl Worksheet {
    /// Works, and looks whether the draws that are asked for can be made.
    pub fn check(&self, entries: &Entries) -> Result<()> {
        (self.work)(entries)?;
        self.drawing.as_ref().map_or(Ok(()), |drawing| (drawing.wanted)(entries).map(|_| ()))
    }

    /// A field by its name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// A preset by its name; the first where there is none of that name.
    pub fn preset(&self, name: &str) -> Option<&'static Preset> {
        self.presets.iter().find(|preset| preset.name == name).or_else(|| self.presets.first())
    }
}
