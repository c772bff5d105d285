//! Who is asking, and what they may do: the one place that decides.

mod rules;
#[cfg(feature = "db")]
pub mod store;

pub use rules::*;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::ids::{CohortId, DraftId, EnrollmentId, PersonId, SessionId};

/// A signed-in person, as every request finds them: read anew each time, so rights end with the next request.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The session itself.
    pub id: SessionId,
    /// Who it is.
    pub person: Person,
    /// Standing powers and whether they teach anywhere.
    pub rights: Rights,
    /// Whether this session has shown a second factor.
    pub second_factor: bool,
    /// Where they study, if they do.
    pub place: Option<Place>,
    /// Whom they look at the site as, if they do: see [`viewing`].
    pub view: Option<View>,
    /// When the session was last seen; renewed at most once a minute.
    pub seen_at: chrono::DateTime<chrono::Utc>,
}

/// What a page needs to know of the person who asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// As they typed it.
    pub email: String,
    /// As they want to be called.
    pub name: String,
    /// Their own zone; dates are shown in it beside the campus time.
    pub time_zone: Tz,
    /// Whether a second factor is set up.
    pub has_second_factor: bool,
}

/// What a person may do beyond their own studies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// Runs programs and cohorts.
    pub staff: bool,
    /// Grants powers and sees the audit log.
    pub administrator: bool,
    /// Teaches a module or a cohort, or holds a session of a residency; which one is asked where it matters.
    pub teaches: bool,
    /// Writes a module; which one is asked where it matters.
    pub writes: bool,
}

/// Where a student studies: the newest enrollment in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The enrollment all evidence is recorded under.
    pub enrollment: EnrollmentId,
    /// Its cohort.
    pub cohort: CohortId,
    /// The cohort's name.
    pub cohort_title: String,
    /// The campus zone, in which deadlines are meant.
    pub campus: Tz,
}

/// The site as a student of a cohort would see it on a day: for staff and faculty who may see that cohort, read anew with every request.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The cohort.
    pub cohort: CohortId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// The campus zone.
    pub campus: Tz,
    /// The campus day.
    pub on: NaiveDate,
    /// The draft that stands in the place of what the cohort studies, if one does.
    pub draft: Option<SeenDraft>,
}

crate::row! {
    /// A draft that somebody who may write it sees as a student would.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SeenDraft {
        /// Which.
        pub id: DraftId,
        /// Its module's name in addresses.
        pub module: String,
        /// Its module's title in the version the cohort has.
        pub title: String,
    }
}

impl View {
    /// The place of a student who is nobody: its enrollment has no rows, so that nothing of any student is found under it.
    pub fn place(&self) -> Place {
        let enrollment = EnrollmentId(uuid::Uuid::nil());
        Place { enrollment, cohort: self.cohort, cohort_title: self.title.clone(), campus: self.campus }
    }
}
