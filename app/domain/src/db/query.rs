//! Statements with their values, and the register of all of them.

use super::{Many, Param};

/// A statement and its values. Made by [`sql!`](crate::sql).
#[derive(Clone, Debug)]
pub struct Query {
    pub(super) text: &'static str,
    pub(super) values: Vec<Param>,
}

impl Query {
    #[doc(hidden)]
    pub fn new(text: &'static str, values: Vec<Param>) -> Self {
        Self { text, values }
    }
}

/// One statement, or the several of a [`Many`].
#[derive(Clone, Debug)]
pub enum Queries {
    /// What `sql!` makes.
    One(Query),
    /// What `rows!` and `list!` make.
    Many(Vec<Query>),
}

impl From<Query> for Queries {
    fn from(query: Query) -> Self {
        Self::One(query)
    }
}

impl From<Many> for Queries {
    fn from(many: Many) -> Self {
        Self::Many(many.0)
    }
}

/// What is known of a statement before it runs; the statement test reads these.
#[derive(Debug)]
pub struct Statement {
    /// As written, with `$rows` or `$list` where there is one.
    pub text: &'static str,
    /// File and line.
    pub place: &'static str,
    /// How it grows with its values.
    pub shape: Shape,
    /// Why it may read a big table from end to end, if it may.
    pub whole: Option<&'static str>,
}

/// How the text of a statement grows with its values.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Not at all.
    Fixed,
    /// `$rows` becomes rows of so many values.
    Rows(usize),
    /// `$list` becomes a list of placeholders after so many fixed values.
    List(usize),
}

inventory::collect!(Statement);

/// Every statement of the program, in no order.
pub fn statements() -> impl Iterator<Item = &'static Statement> {
    inventory::iter::<Statement>.into_iter()
}

/// The highest `$n` in a statement.
pub const fn placeholders(text: &str) -> usize {
    let text = text.as_bytes();
    let (mut highest, mut at) = (0, 0);
    while at < text.len() {
        if text[at] == b'$' {
            let mut number = 0;
            while at + 1 < text.len() && text[at + 1].is_ascii_digit() {
                at += 1;
                number = number * 10 + (text[at] - b'0') as usize;
            }
            if number > highest {
                highest = number;
            }
        }
        at += 1;
    }
    highest
}

/// A statement with its values: `sql!("SELECT name FROM people WHERE id = $1", person)`.
///
/// A number of values other than the highest `$n` does not compile. A statement that reads a big table from end to end says
/// why: `sql!(@whole "the export writes everything", "SELECT …")`; without it the statement test refuses the scan.
///
/// ```compile_fail
/// let slug = "mmm";
/// domain::db::sql!("SELECT title FROM programs WHERE slug = $1 AND id = $2", slug);
/// ```
/// ```compile_fail
/// domain::db::sql!("SELECT title FROM programs WHERE position = $1", 5_u64);
/// ```
/// ```
/// let slug = "mmm";
/// domain::db::sql!("SELECT title FROM programs WHERE slug = $1", slug);
/// ```
#[macro_export]
macro_rules! sql {
    (@whole $reason:literal, $text:expr $(, $value:expr)* $(,)?) => { $crate::sql!(@query Some($reason), $text $(, $value)*) };
    (@query $whole:expr, $text:expr $(, $value:expr)*) => {{
        const TEXT: &str = $text;
        const COUNT: usize = 0 $(+ { let _ = stringify!($value); 1 })*;
        const _: () = assert!($crate::db::placeholders(TEXT) == COUNT, "the statement and its values do not match in number");
        $crate::db::inventory::submit! {
            $crate::db::Statement { text: TEXT, place: concat!(file!(), ":", line!()), shape: $crate::db::Shape::Fixed, whole: $whole }
        }
        $crate::db::Query::new(TEXT, vec![$($crate::db::Bind::param(Some(&$value))),*])
    }};
    ($text:expr $(, $value:expr)* $(,)?) => { $crate::sql!(@query None, $text $(, $value)*) };
}
