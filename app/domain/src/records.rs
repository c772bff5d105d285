//! `words!` and `row!`: types that are values everywhere and columns and rows where there is a database.

/// Emits its contents where the crate has a database, and nothing in the browser.
#[cfg(feature = "db")]
#[doc(hidden)]
#[macro_export]
macro_rules! with_database {
    ($($item:item)*) => { $($item)* };
}

/// Emits its contents where the crate has a database, and nothing in the browser.
#[cfg(not(feature = "db"))]
#[doc(hidden)]
#[macro_export]
macro_rules! with_database {
    ($($item:item)*) => {};
}

/// A text that is not one of the words a type knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a {kind}")]
pub struct NotAWord {
    /// The type that was asked for.
    pub kind: &'static str,
    /// What was given instead.
    pub text: String,
}

/// An enum whose variants are words: in the database, in JSON and in forms.
///
/// ```
/// domain::words! {
///     /// What a unit is.
///     pub enum UnitKind { Lesson = "lesson", Quiz = "quiz" }
/// }
/// assert_eq!("quiz".parse(), Ok(UnitKind::Quiz));
/// assert_eq!(UnitKind::ALL.map(UnitKind::as_str), ["lesson", "quiz"]);
/// ```
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every variant, in the order of its declaration.
            #[allow(dead_code)]
            $vis const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The word that stands for it.
            $vis const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::records::NotAWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::records::NotAWord { kind: stringify!($name), text: text.to_owned() }),
                }
            }
        }

        impl $crate::records::serde::Serialize for $name {
            fn serialize<S: $crate::records::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::records::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::records::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <::std::borrow::Cow<'de, str> as $crate::records::serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err($crate::records::serde::de::Error::custom)
            }
        }

        $crate::with_database! {
            impl $crate::db::Bind for $name {
                fn param(value: Option<&Self>) -> $crate::db::Param {
                    <str as $crate::db::Bind>::param(value.map(|word| word.as_str()))
                }
            }

            impl $crate::db::Column for $name {
                fn read(cell: $crate::db::Cell<'_>) -> Result<Self, $crate::db::Unreadable> {
                    Ok(cell.text()?.parse::<Self>()?)
                }
            }
        }
    };
}

/// A struct that is read from the columns named like its fields. NULL in a field that is no `Option` is an error on both
/// engines (SQLite's driver would make it 0, false or "").
///
/// ```
/// domain::row! {
///     /// A line of the roster.
///     #[derive(Debug)]
///     pub struct Line { pub name: String, pub percent: Option<f64> }
/// }
/// ```
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$doc:meta])* $field_vis:vis $field:ident : $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$doc])* $field_vis $field: $type),+ }

        $crate::with_database! {
            impl $crate::db::Row for $name {
                const NAMES: &'static [&'static str] = &[$(stringify!($field)),+];
                fn read(cells: &mut $crate::db::Cells<'_>) -> $crate::Result<Self> {
                    Ok(Self { $($field: cells.take()?),+ })
                }
            }
        }
    };
}

#[doc(hidden)]
pub use serde;
