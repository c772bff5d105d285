//! Who comes: what staff ask, what students answer, the invitations in their calendars, and what lodging and feeding them takes.

#[cfg(feature = "db")]
mod counts;
#[cfg(feature = "db")]
pub mod invitation;
#[cfg(feature = "db")]
pub mod rules;

#[cfg(feature = "db")]
pub use counts::{MealCount, MealOf, NightCount, meals, nights, on_day};

use chrono::{DateTime, NaiveDate, Utc};

use crate::ids::{EnrollmentId, ResidencyId};

crate::words! {
    /// Whether a student comes.
    pub enum Answer {
        /// On all days.
        Yes = "yes",
        /// On some of the days.
        Part = "part",
        /// On none.
        No = "no",
    }
}

impl Answer {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "Comes",
            Self::Part => "Comes part of the days",
            Self::No => "Does not come",
        }
    }

    /// Whether who answers so comes on a campus day; `days`, those of a part.
    pub fn includes(self, days: &[NaiveDate], day: NaiveDate) -> bool {
        match self {
            Self::Yes => true,
            Self::Part => days.contains(&day),
            Self::No => false,
        }
    }
}

crate::words! {
    /// How an answer came.
    pub enum AnswerSource {
        /// The student gave it on the page.
        Web = "web",
        /// The student's calendar program sent it.
        Calendar = "calendar",
        /// Staff wrote it down.
        Staff = "staff",
    }
}

impl AnswerSource {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Web => "on the page",
            Self::Calendar => "from their calendar",
            Self::Staff => "written down by staff",
        }
    }
}

crate::words! {
    /// What somebody eats.
    pub enum Diet {
        /// Everything.
        Everything = "everything",
        /// No meat, no fish.
        Vegetarian = "vegetarian",
        /// Nothing from animals.
        Vegan = "vegan",
        /// Halal.
        Halal = "halal",
        /// Kosher.
        Kosher = "kosher",
        /// No gluten.
        GlutenFree = "gluten_free",
        /// As they write beside it.
        Other = "other",
    }
}

impl Diet {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Everything => "Everything",
            Self::Vegetarian => "Vegetarian",
            Self::Vegan => "Vegan",
            Self::Halal => "Halal",
            Self::Kosher => "Kosher",
            Self::GlutenFree => "Gluten-free",
            Self::Other => "Something else",
        }
    }
}

crate::words! {
    /// How somebody sleeps.
    pub enum Lodging {
        /// In a room of their own.
        Own = "own",
        /// In a room with somebody.
        Shared = "shared",
    }
}

impl Lodging {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Own => "Room of their own",
            Self::Shared => "Shared room",
        }
    }
}

/// What staff ask, and by when: to be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Afterwards only staff answer.
    pub answer_by: DateTime<Utc>,
    /// The last campus day on which students change their logistics.
    pub logistics_until: NaiveDate,
    /// Days after the residency's last day until logistics are erased.
    pub erase_after: i64,
}

/// An answer to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answering {
    /// To what.
    pub residency: ResidencyId,
    /// Whose.
    pub enrollment: EnrollmentId,
    /// The answer.
    pub answer: Answer,
    /// Which campus days, of a part; otherwise empty.
    pub days: Vec<NaiveDate>,
    /// A word to staff; may be empty.
    pub note: String,
}

/// A moment of a campus day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalMoment {
    /// The campus day.
    pub day: NaiveDate,
    /// Minutes after its midnight.
    pub minute: i64,
}

/// What a student who comes needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs {
    /// When they arrive.
    pub arrives: LocalMoment,
    /// When they leave.
    pub leaves: LocalMoment,
    /// The nights they sleep there, each by the day of its evening.
    pub nights: Vec<NaiveDate>,
    /// How; absent without nights.
    pub room: Option<Lodging>,
    /// With whom, or who comes along; may be empty.
    pub companion: String,
    /// What they eat.
    pub diet: Diet,
    /// More on that; may be empty, but not where it is something else.
    pub diet_note: String,
    /// May be empty.
    pub allergies: String,
    /// May be empty.
    pub access_needs: String,
    /// Whom to call.
    pub contact_name: String,
    /// Under which number.
    pub contact_phone: String,
}
