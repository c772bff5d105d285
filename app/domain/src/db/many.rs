//! The two kinds of statement whose text depends on how much there is: many rows in one INSERT, and lists after IN.
//! Each text is made once for each length and kept for the life of the program.

use std::{fmt::Write, sync::OnceLock};

use super::{Param, Query, Shape};

/// The most rows or list entries of one statement. SQLite takes 32,766 values, so 64 rows may be 511 wide.
const MOST: usize = 64;

/// Several statements of one kind, each with up to 64 rows or list entries. Made by [`rows!`](crate::rows) and
/// [`list!`](crate::list).
#[derive(Clone, Debug)]
pub struct Many(pub(super) Vec<Query>);

/// The texts of one statement, by length.
#[derive(Debug)]
pub struct Texts {
    pattern: &'static str,
    shape: Shape,
    made: [OnceLock<&'static str>; MOST + 1],
}

impl Texts {
    #[doc(hidden)]
    pub const fn new(pattern: &'static str, shape: Shape) -> Self {
        Self { pattern, shape, made: [const { OnceLock::new() }; MOST + 1] }
    }

    fn of_length(&'static self, length: usize) -> &'static str {
        self.made[length].get_or_init(|| Box::leak(self.shape.text(self.pattern, length).into_boxed_str()))
    }
}

impl Shape {
    /// The pattern with `length` rows or list entries in it.
    pub fn text(self, pattern: &str, length: usize) -> String {
        let mut numbers = String::new();
        match self {
            Self::Fixed => {}
            Self::Rows(width) => {
                for row in 0..length {
                    numbers.push_str(if row == 0 { "(" } else { ", (" });
                    push_numbers(&mut numbers, row * width, width);
                    numbers.push(')');
                }
            }
            Self::List(fixed) => push_numbers(&mut numbers, fixed, length),
        }
        pattern.replace("$rows", &numbers).replace("$list", &numbers)
    }
}

fn push_numbers(text: &mut String, after: usize, count: usize) {
    for number in 1..=count {
        let _ = write!(text, "{}${}", if number == 1 { "" } else { ", " }, after + number);
    }
}

impl Many {
    #[doc(hidden)]
    pub fn rows<const WIDTH: usize>(texts: &'static Texts, rows: impl IntoIterator<Item = [Param; WIDTH]>) -> Self {
        let rows: Vec<_> = rows.into_iter().collect();
        let mut statements = Vec::with_capacity(rows.len().div_ceil(MOST));
        let mut rows = rows.into_iter();
        while rows.len() > 0 {
            let length = rows.len().min(MOST);
            statements.push(Query::new(texts.of_length(length), rows.by_ref().take(length).flatten().collect()));
        }
        Self(statements)
    }

    /// Lists are filled up to a power of two by repeating their last entry, which changes no answer and keeps the number of
    /// different texts, each prepared on each connection, small.
    #[doc(hidden)]
    pub fn list(texts: &'static Texts, fixed: Vec<Param>, entries: impl IntoIterator<Item = Param>) -> Self {
        let entries: Vec<_> = entries.into_iter().collect();
        let statement = |chunk: &[Param]| {
            let length = chunk.len().next_power_of_two();
            let padding = std::iter::repeat_n(&chunk[chunk.len() - 1], length - chunk.len());
            Query::new(texts.of_length(length), fixed.iter().chain(chunk).chain(padding).cloned().collect())
        };
        Self(entries.chunks(MOST).map(statement).collect())
    }
}

/// An INSERT of many rows, in statements of at most 64:
/// `tx.run(rows!("INSERT INTO evidence (id, kind) VALUES $rows ON CONFLICT (id) DO NOTHING", for e in &batch => e.id, e.kind))`.
/// No rows, no statement. Two rows of one statement must not meet in the same `ON CONFLICT … DO UPDATE`: PostgreSQL refuses.
#[macro_export]
macro_rules! rows {
    ($text:expr, for $item:pat in $items:expr => $($value:expr),+ $(,)?) => {{
        const TEXT: &str = $text;
        const WIDTH: usize = 0 $(+ { let _ = stringify!($value); 1 })+;
        const _: () = assert!($crate::db::placeholders(TEXT) == 0, "the values of a `rows!` statement all stand in its rows");
        const _: () = assert!(WIDTH < 512, "too many columns for 64 rows in one statement");
        static TEXTS: $crate::db::Texts = $crate::db::Texts::new(TEXT, $crate::db::Shape::Rows(WIDTH));
        $crate::db::inventory::submit! {
            $crate::db::Statement {
                text: TEXT, place: concat!(file!(), ":", line!()), shape: $crate::db::Shape::Rows(WIDTH), whole: None,
            }
        }
        $crate::db::Many::rows(&TEXTS, ($items).into_iter().map(|$item| [$($crate::db::Bind::param(Some(&$value))),+]))
    }};
}

/// A statement with a list after IN, in statements of at most 64 entries; fixed values come after the list and are `$1`, `$2`, …:
/// `db.all(list!("SELECT id, title FROM units WHERE version_id = $1 AND id IN ($list)", in &ids, version))`.
/// Order and aggregates hold within one statement only. No entries, no statement.
#[macro_export]
macro_rules! list {
    ($text:expr, in $items:expr $(, $value:expr)* $(,)?) => {{
        const TEXT: &str = $text;
        const FIXED: usize = 0 $(+ { let _ = stringify!($value); 1 })*;
        const _: () = assert!($crate::db::placeholders(TEXT) == FIXED, "the statement and its values do not match in number");
        static TEXTS: $crate::db::Texts = $crate::db::Texts::new(TEXT, $crate::db::Shape::List(FIXED));
        $crate::db::inventory::submit! {
            $crate::db::Statement {
                text: TEXT, place: concat!(file!(), ":", line!()), shape: $crate::db::Shape::List(FIXED), whole: None,
            }
        }
        $crate::db::Many::list(
            &TEXTS,
            vec![$($crate::db::Bind::param(Some(&$value))),*],
            ($items).into_iter().map(|item| $crate::db::Bind::param(Some(&item))),
        )
    }};
}
