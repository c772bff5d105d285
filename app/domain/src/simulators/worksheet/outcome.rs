//! What a simulator gives: a sentence, some figures, pictures with the tables they are drawn from.

use super::format;

/// What a simulator gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What it comes to, in one or two plain sentences.
    pub says: String,
    /// The figures that matter most.
    pub figures: Vec<Figure>,
    /// Pictures; each names the table behind it.
    pub pictures: Vec<Picture>,
    /// All that was reckoned.
    pub tables: Vec<Table>,
    /// What has to be known to read it, a sentence each.
    pub notes: Vec<String>,
}

/// A figure that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// How much, as people read it.
    pub value: String,
    /// Of what; may be empty.
    pub unit: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// Its columns. The first names the rows.
    pub columns: Vec<Heading>,
    /// Its rows, each as long as there are columns.
    pub rows: Vec<Vec<Value>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// What stands under it.
    pub label: String,
    /// The unit; may be empty.
    pub unit: String,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number, with so many decimals where people read it; a file has it whole.
    Number(f64, usize),
    /// Nothing.
    Blank,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What it shows, and what one is to see in it: read in its place where it cannot be seen.
    pub title: String,
    /// The place of the table behind it.
    pub table: usize,
    /// What is drawn.
    pub plot: Plot,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// Lines and points between two axes; levels are straight across, with their words.
    Lines {
        /// What lies across.
        x: Axis,
        /// What lies up.
        y: Axis,
        /// What is drawn, the most important first.
        lines: Vec<Line>,
        /// Words and heights of straight lines across.
        levels: Vec<(String, f64)>,
    },
    /// Bars from a low to a high, one under another.
    Bars {
        /// What lies across.
        x: Axis,
        /// From above.
        bars: Vec<Bar>,
        /// A line straight down, where all bars are compared with one value.
        base: Option<f64>,
    },
    /// A tree, from left to right.
    Tree(Vec<Node>),
    /// Boxes in rows under the heads of their columns.
    Boxes {
        /// Words above the columns.
        columns: Vec<String>,
        /// From above: the name of each row and its boxes.
        rows: Vec<(String, Vec<Pane>)>,
    },
}

/// A box of a picture, with words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pane {
    /// What stands in it, line by line.
    pub lines: Vec<String>,
    /// Whether it is the one to look at.
    pub strong: bool,
}

/// An axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// What it measures, with its unit.
    pub label: String,
    /// It reaches at least from here, if given.
    pub from: Option<f64>,
    /// It reaches at least to here, if given.
    pub to: Option<f64>,
}

/// A line, or points.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its name, written beside it.
    pub name: String,
    /// Its points, across and up. [`Line::GAP`] parts them.
    pub points: Vec<(f64, f64)>,
    /// How it is drawn.
    pub marks: Marks,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// A line alone.
    Line,
    /// A line that keeps its height until the next point.
    Steps,
    /// A line with a dot at each point.
    Dotted,
    /// Dots alone, small: many points.
    Cloud,
    /// Dots alone, each with the name beside the first.
    Dots,
    /// Rings around points that are to be looked at.
    Rings,
    /// The name alone, on this side of each point; not among the names above.
    Name(Side),
}

/// On which side of a point its name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// At its right.
    Right,
    /// At its left.
    Left,
    /// Above it, to the left.
    Above,
    /// Below it, to the right.
    Below,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its name, at its left.
    pub name: String,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// What is written at its end; may be empty.
    pub note: String,
}

/// A node of a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The place of the node that it hangs on; the first node has none.
    pub parent: Option<usize>,
    /// What is written on it.
    pub label: String,
    /// What is written on its way; may be empty.
    pub way: String,
    /// Whether it lies on the way to choose.
    pub chosen: bool,
}

impl Figure {
    /// A figure.
    pub fn new(label: impl Into<String>, value: impl Into<String>, unit: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), unit: unit.into() }
    }
}

impl Table {
    /// A table without rows; columns are pairs of label and unit.
    pub fn new(title: impl Into<String>, columns: &[(&str, &str)]) -> Self {
        let columns = columns.iter().map(|(label, unit)| Heading { label: (*label).to_owned(), unit: (*unit).to_owned() }).collect();
        Self { title: title.into(), columns, rows: Vec::new() }
    }

    /// The same with a row more.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Value>) -> &mut Self {
        self.rows.push(cells.into_iter().collect());
        self
    }
}

impl Value {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number, or nothing.
    pub fn maybe(value: Option<f64>, decimals: usize) -> Self {
        value.map_or(Self::Blank, |value| Self::Number(value, decimals))
    }

    /// As people read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(value, decimals) => format::number(*value, *decimals),
            Self::Blank => String::new(),
        }
    }
}

impl Axis {
    /// An axis that reaches as far as what is drawn.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), from: None, to: None }
    }

    /// The same, reaching at least from one value to another.
    pub fn reaching(self, from: f64, to: f64) -> Self {
        Self { from: Some(from), to: Some(to), ..self }
    }
}

impl Line {
    /// A point that is none: the line ends before it and begins anew behind it.
    pub const GAP: (f64, f64) = (f64::INFINITY, f64::INFINITY);

    /// A line or points.
    pub fn new(name: impl Into<String>, marks: Marks, points: Vec<(f64, f64)>) -> Self {
        Self { name: name.into(), points, marks }
    }
}
