//! From the rows of the form to a tree, and from a place in the tree back to its row.

use super::super::super::{Entries, Expression, Row};
use crate::simulators::decision_tree::{Branch, Node, Outcome, Parameter, Quantity, Tree};
use crate::simulators::{Refused, Result};

/// A tree with the rows that it was read from.
pub(super) struct Read<'e> {
    pub tree: Tree,
    rows: Vec<Entry<'e>>,
    /// The rows under each row.
    under: Vec<Vec<usize>>,
}

struct Entry<'e> {
    row: Row<'e>,
    name: &'e str,
    kind: &'static str,
    probability: Option<Quantity>,
    payoff: Quantity,
}

/// Reads parameters and rows.
pub(super) fn read(entries: &Entries) -> Result<Read<'_>> {
    let (mut parameters, mut names) = (Vec::new(), Vec::new());
    for row in entries.rows("parameters") {
        let name = row.named("name")?;
        // Names that a sum could not be told from a number or a sign by.
        let fits = name.starts_with(char::is_alphabetic) && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if !fits {
            return Err(row.refused("name", "A name begins with a letter and has letters, digits and _ only: p, sens_2."));
        }
        parameters.push(Parameter { name: name.to_owned(), value: row.number("value")? });
        names.push(name.to_owned());
    }
    let mut read = Read { tree: Tree { parameters, root: Node::Terminal }, rows: Vec::new(), under: Vec::new() };
    for row in entries.rows("nodes") {
        read.take(row, &names)?;
    }
    match read.rows.first() {
        None => Err(Refused::new("nodes", "Enter the tree: first what is decided, then each way under it.")),
        Some(first) if first.kind == "end" => Err(first.row.refused("kind", "The tree begins here: make it a decision or chance.")),
        Some(_) => {
            read.tree.root = read.node(0);
            Ok(read)
        }
    }
}

impl<'e> Read<'e> {
    fn take(&mut self, row: Row<'e>, names: &[String]) -> Result<()> {
        let entry = Entry {
            row,
            name: row.named("node")?,
            kind: row.choice("kind"),
            probability: sum(row, "way", names)?,
            payoff: sum(row, "payoff", names)?.unwrap_or(Quantity::Value(0.0)),
        };
        let place = self.rows.len();
        if place == 0 {
            let filled = ["under", "way", "payoff"].into_iter().find(|column| !row.text(column).is_empty());
            if let Some(column) = filled {
                return Err(row.refused(column, "The tree begins with this row: leave this empty here."));
            }
        } else {
            let above = self.above(row)?;
            if self.rows[above].kind == "decision" && entry.probability.is_some() {
                return Err(row.refused("way", "This is an option of a decision, which has no probability: leave it empty."));
            }
            self.under[above].push(place);
        }
        self.rows.push(entry);
        self.under.push(Vec::new());
        Ok(())
    }

    /// The nearest row above of the name that a row hangs on; so the same names may stand under each finding.
    fn above(&self, row: Row) -> Result<usize> {
        let name = row.text("under");
        let found = self.rows.iter().rposition(|entry| entry.kind != "end" && entry.name == name);
        found.ok_or_else(|| {
            let sentence = match self.rows.iter().any(|entry| entry.name == name) {
                _ if name.is_empty() => "Enter under which row above this hangs.".to_owned(),
                true => format!("“{name}” is an end: make it a decision or chance, or hang this elsewhere."),
                false => format!("No row above is called “{name}”: enter one before this row, or correct the name."),
            };
            row.refused("under", sentence)
        })
    }

    fn node(&self, place: usize) -> Node {
        let entry = &self.rows[place];
        let name = entry.name.to_owned();
        let branch = |child: &usize| {
            let child_entry = &self.rows[*child];
            Branch { name: child_entry.name.to_owned(), payoff: child_entry.payoff.clone(), node: self.node(*child) }
        };
        let children = self.under[place].iter();
        match entry.kind {
            "decision" => Node::Decision { name, options: children.map(branch).collect() },
            "chance" => {
                let outcome = |child: &usize| Outcome { probability: self.rows[*child].probability.clone(), branch: branch(child) };
                Node::Chance { name, outcomes: children.map(outcome).collect() }
            }
            _ => Node::Terminal,
        }
    }

    /// What kind of node stands in the row of a path through the tree.
    pub fn kind(&self, path: &[usize]) -> &'static str {
        self.place(path.iter().copied()).map_or("end", |place| self.rows[place].kind)
    }

    fn place(&self, mut path: impl Iterator<Item = usize>) -> Option<usize> {
        path.try_fold(0, |place, branch| self.under.get(place)?.get(branch).copied())
    }

    /// The library's name of an input as the form's.
    pub fn at_field(&self, entries: &Entries, refused: Refused) -> Refused {
        let mut parts = refused.input.split('.').peekable();
        let input = match parts.next() {
            Some("parameters") => {
                let row = parts.next().and_then(|place| place.parse().ok());
                entries.place("parameters", row, parts.next().unwrap_or("name"))
            }
            Some("root") => {
                let path: Vec<usize> = parts.clone().map_while(|part| part.parse().ok()).collect();
                let column = match parts.nth(path.len()) {
                    Some("probability") => "way",
                    Some("payoff") => "payoff",
                    _ => "node",
                };
                self.place(path.into_iter()).map_or_else(|| "nodes".to_owned(), |place| self.rows[place].row.place(column))
            }
            Some("test") => parts.next().unwrap_or("cost").to_owned(),
            Some("low") => "low".to_owned(),
            Some("high") => "high".to_owned(),
            _ => "event".to_owned(),
        };
        Refused::new(input, refused.sentence)
    }
}

fn sum(row: Row, column: &str, names: &[String]) -> Result<Option<Quantity>> {
    match row.text(column) {
        "" => Ok(None),
        text => Expression::read(text, names).map(|sum| Some(sum.quantity(names))).map_err(|sentence| row.refused(column, sentence)),
    }
}
