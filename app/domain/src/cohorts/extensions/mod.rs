//! More time for one student and one unit: what it is promised on, and what that comes to.

#[cfg(feature = "db")]
mod rules;

#[cfg(feature = "db")]
pub(super) use rules::{Ground, asked, granted, words};
#[cfg(feature = "db")]
pub use rules::{extended, typed_basis};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::{
    authoring::UnitKind,
    ids::{EnrollmentId, ExtensionId, PersonId, UnitId},
};

/// The longest reason, and the longest answer, in characters.
pub const LONGEST_WORDS: usize = 1000;
/// The most days on top of a unit's date.
pub const MOST_DAYS: i64 = 365;

crate::words! {
    /// How it stands with an extension.
    pub enum ExtensionState {
        /// Asked for, not answered yet.
        Requested = "requested",
        /// In force.
        Granted = "granted",
        /// Not given.
        Refused = "refused",
        /// Taken back, by the student before it was answered or by staff after.
        Withdrawn = "withdrawn",
    }
}

impl ExtensionState {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Requested => "Asked for",
            Self::Granted => "Granted",
            Self::Refused => "Refused",
            Self::Withdrawn => "Taken back",
        }
    }
}

/// What an extension is promised on, which is how it survives a move of the unit's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Until the end of this campus day, whatever moves.
    Absolute(NaiveDate),
    /// So many days on top of the unit's date, wherever that moves.
    Relative(i64),
}

impl Basis {
    /// The word for it in the database and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absolute(_) => "absolute",
            Self::Relative(_) => "relative",
        }
    }

    /// Its days, if it is relative.
    pub fn days(self) -> Option<i64> {
        match self {
            Self::Relative(days) => Some(days),
            Self::Absolute(_) => None,
        }
    }

    /// Its campus day, if it is absolute.
    pub fn due_on(self) -> Option<NaiveDate> {
        match self {
            Self::Absolute(day) => Some(day),
            Self::Relative(_) => None,
        }
    }

    /// From the columns of a row; nothing if they contradict each other.
    pub fn of(days: Option<i64>, due_on: Option<NaiveDate>) -> Option<Self> {
        match (days, due_on) {
            (Some(days), None) => Some(Self::Relative(days)),
            (None, Some(day)) => Some(Self::Absolute(day)),
            _ => None,
        }
    }

    /// What is promised, in a sentence without its full stop.
    pub fn promise(self) -> String {
        match self {
            Self::Absolute(day) => format!("until {}, whatever the calendar does", day.format("%a %-d %b %Y")),
            Self::Relative(1) => "1 day on top of the unit's date, wherever that moves".to_owned(),
            Self::Relative(days) => format!("{days} days on top of the unit's date, wherever that moves"),
        }
    }
}

crate::row! {
    /// An extension as it is read, with whom and what it is for.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Extension {
        /// Which.
        pub id: ExtensionId,
        /// Whose.
        pub enrollment_id: EnrollmentId,
        /// The cohort's name in addresses.
        pub cohort_slug: String,
        /// The campus zone, in which its dates are meant.
        pub campus: Tz,
        /// The student.
        pub person_id: PersonId,
        /// The student's name.
        pub student: String,
        /// For which unit.
        pub unit_id: UnitId,
        /// The module's name in addresses.
        pub module_slug: String,
        /// The module's title.
        pub module_title: String,
        /// The unit's name in addresses.
        pub unit_slug: String,
        /// The unit's title.
        pub unit_title: String,
        /// What kind of unit it is.
        pub unit_kind: UnitKind,
        /// The date all others have.
        pub base_due_at: DateTime<Utc>,
        /// How it stands.
        pub state: ExtensionState,
        /// Days on top, if it is relative.
        pub days: Option<i64>,
        /// The campus day, if it is absolute.
        pub due_on: Option<NaiveDate>,
        /// What it comes to.
        pub due_at: DateTime<Utc>,
        /// Why.
        pub reason: String,
        /// The answer, to the student.
        pub answer: String,
        /// When it was asked for, or granted unasked.
        pub requested_at: DateTime<Utc>,
        /// When it was answered.
        pub answered_at: Option<DateTime<Utc>>,
        /// Who answered.
        pub answered_by: Option<String>,
        /// Whether the student asked for it.
        pub asked: bool,
        /// Goes up with every change.
        pub sequence: i64,
    }
}

impl Extension {
    /// What it is promised on.
    pub fn basis(&self) -> Basis {
        // One of the two columns stands in every row: see `Basis::of`.
        Basis::of(self.days, self.due_on).unwrap_or(Basis::Relative(0))
    }
}

/// A student asks for more time.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Its id, made with the form.
    pub id: ExtensionId,
    /// Whose.
    pub enrollment: EnrollmentId,
    /// For which unit.
    pub unit: UnitId,
    /// Until when.
    pub due_on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Staff give more time, asked or unasked.
#[derive(Clone, Debug)]
pub struct Granting {
    /// Its id, made with the form.
    pub id: ExtensionId,
    /// To whom.
    pub enrollment: EnrollmentId,
    /// For which unit.
    pub unit: UnitId,
    /// How much.
    pub basis: Basis,
    /// Why; told to the student.
    pub reason: String,
}

/// What staff do about an extension that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it was asked for.
    AsAsked,
    /// More or less than that, or something else than was granted before.
    Instead(Basis),
    /// Not at all.
    Refused,
    /// What was granted is taken back.
    TakenBack,
}

/// A decision of staff on an extension as they saw it.
#[derive(Clone, Debug)]
pub struct Deciding {
    /// Which.
    pub id: ExtensionId,
    /// The number of the change they saw: a later one must be looked at first.
    pub sequence: i64,
    /// What.
    pub verdict: Verdict,
    /// Words to the student; may be empty, but not where something is refused or taken back.
    pub answer: String,
}
