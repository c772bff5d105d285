//! What can go wrong in the school, in its own words. What a person may know of it is decided in `app`.

use std::fmt;

/// The result of everything in the school that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong in the school.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is not this person's: the two look the same.
    #[error("not found")]
    NotFound,
    /// The person may see the thing but not do this to it.
    #[error("not allowed")]
    Forbidden,
    /// What was given does not hold; one entry for each field concerned.
    #[error("invalid: {}", .0.iter().map(|e| format!("{}: {}", e.field, e.message)).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<FieldError>),
    /// It would contradict what is already there.
    #[error("conflict: {0}")]
    Conflict(Conflict),
    /// The disk is full or cannot be written. Nothing was changed; reading still works.
    #[error("storage is full or cannot be written")]
    StorageFull,
    /// The database cannot be reached or did not answer in time. Nothing is known to have changed.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The database was made by a newer program than this one.
    #[error(
        "the database has migration {found}, which this program does not know (it knows up to {known}): install the version that made it, or a newer one"
    )]
    NewerDatabase {
        /// The newest migration found in the database.
        found: i64,
        /// The newest migration this program has.
        known: i64,
    },
    /// Anything else the database said; a defect of ours until proven otherwise.
    #[error("database: {0}")]
    Database(String),
    /// A value in the database is not what the program expects there; a defect of ours.
    #[error("unexpected data: {0}")]
    Data(String),
}

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Another person has this e-mail address.
    EmailTaken,
    /// Something else has this name in its address.
    SlugTaken,
    /// Something else stands at this position, or the thing is already there.
    PlaceTaken,
    /// The person already has a place in the cohort.
    AlreadyEnrolled,
    /// The person already teaches this.
    AlreadyTeaches,
    /// Nobody would be left who can give powers.
    LastAdministrator,
    /// The same id was already used for something else.
    IdReused,
    /// Somebody else changed it first.
    Stale,
    /// It is closed, submitted, used or over.
    Closed,
    /// A unique or foreign key said no where no store function expected it.
    Constraint,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EmailTaken => "another person has this e-mail address",
            Self::SlugTaken => "something else has this name in its address",
            Self::PlaceTaken => "there is already one at this place",
            Self::AlreadyEnrolled => "this person already has a place in the cohort",
            Self::AlreadyTeaches => "this person already teaches this",
            Self::LastAdministrator => "this is the last administrator; make somebody else one first",
            Self::IdReused => "this id was already used for something else",
            Self::Stale => "somebody else changed it first",
            Self::Closed => "it is no longer open",
            Self::Constraint => "it contradicts what is already there",
        })
    }
}

/// What is wrong with one field of a form, in a sentence the person can act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name in the form.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

impl Error {
    /// One field is wrong.
    pub fn field(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError { field, message: message.into() }])
    }

    /// The conflict this one is here, where the database only knows that a constraint said no:
    /// `.map_err(|error| error.or_conflict(Conflict::EmailTaken))`. Every other error stays what it is.
    #[must_use]
    pub fn or_conflict(self, conflict: Conflict) -> Self {
        match self {
            Self::Conflict(Conflict::Constraint) => Self::Conflict(conflict),
            other => other,
        }
    }
}
