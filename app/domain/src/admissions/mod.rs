//! The front door: which degree fits a visitor, what they ask, and what of the curriculum they may see before they ask.

mod rules;
#[cfg(feature = "db")]
pub mod store;

pub use rules::*;

use crate::ids::RequestId;

crate::words! {
    /// Where a visitor stands in their training.
    pub enum Training {
        /// Medical school, residency or fellowship.
        Underway = "underway",
        /// Up to three years since residency.
        Recent = "recent",
        /// More than three years since residency.
        Complete = "complete",
        /// Of another profession.
        OtherProfession = "other_profession",
    }
}

crate::words! {
    /// What a visitor wants to do with a degree.
    pub enum Aim {
        /// Lead a department, a service line or a hospital and go on seeing patients.
        Service = "service",
        /// Run an organization that gives care, and see patients no longer.
        Organization = "organization",
        /// Work on the health of a population.
        Population = "population",
        /// Work outside the delivery of care.
        Elsewhere = "elsewhere",
        /// They do not know yet.
        Unsure = "unsure",
    }
}

crate::words! {
    /// With whom a visitor wants to study.
    pub enum Classmates {
        /// With physicians.
        Physicians = "physicians",
        /// With people of several professions.
        Mixed = "mixed",
        /// With whomever.
        Either = "either",
    }
}

crate::words! {
    /// How much it matters that people who never met one know the degree by its letters.
    pub enum Letters {
        /// It matters.
        Matter = "matter",
        /// It does not.
        DoNotMatter = "do_not_matter",
    }
}

crate::words! {
    /// Whether a visitor has the time: ten hours a week for more than a year, and four absences of four days.
    pub enum Hours {
        /// They do.
        Enough = "enough",
        /// They would have to arrange it.
        ToArrange = "to_arrange",
        /// They do not.
        TooFew = "too_few",
    }
}

crate::words! {
    /// What may fit.
    pub enum Fit {
        /// Master of Medical Management.
        Mmm = "mmm",
        /// An MBA whose class is all physicians.
        PhysicianMba = "physician_mba",
        /// Master of Business Administration.
        Mba = "mba",
        /// Master of Health Administration.
        Mha = "mha",
        /// Master of Public Health.
        Mph = "mph",
        /// No degree, for the present.
        NotNow = "not_now",
    }
}

/// A visitor's answers to the five questions of the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Where they stand.
    pub training: Training,
    /// What they want.
    pub aim: Aim,
    /// With whom.
    pub classmates: Classmates,
    /// Whether the letters matter.
    pub letters: Letters,
    /// Whether they have the time.
    pub hours: Hours,
}

/// What the guide says to a visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What fits them now.
    pub fit: Fit,
    /// What fits them once the obstacle is gone, where the advice is to wait and their aim is clear.
    pub later: Option<Fit>,
    /// What else to look at.
    pub beside: Option<Fit>,
    /// What decided.
    pub reason: Reason,
    /// What to know before acting on it.
    pub cautions: Vec<Caution>,
}

/// What decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// They lead where they practice and want to study among physicians, or do not mind.
    LeadsAmongPhysicians,
    /// The letters matter more than the class.
    LettersMatter,
    /// Both the letters and a class of physicians.
    LettersAndPhysicians,
    /// They want a class of several professions.
    MixedClass,
    /// Their work will lie outside the delivery of care.
    OutsideCare,
    /// Their question is a population.
    AboutPopulations,
    /// They will run an organization in a class of other professions, or are no physician themselves.
    RunsOrganization,
    /// They do not know yet what for.
    AimUnclear,
    /// They are in training.
    StillTraining,
    /// They do not have the time.
    TooFewHours,
}

/// What to know before acting on an advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Caution {
    /// A school may ask for more years since residency than they have.
    YearsSinceResidency,
    /// Absences have to be asked for early.
    AbsencesToArrange,
    /// Fewer people know this degree.
    LittleKnown,
    /// Lengths and formats vary by school.
    VariesBySchool,
}

/// A request for information, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRequest {
    /// Made with the form.
    pub id: RequestId,
    /// Who asks.
    pub name: String,
    /// Where the answer goes.
    pub email: String,
    /// May be empty.
    pub specialty: String,
    /// What they want to know; may have several lines.
    pub question: String,
}

/// What became of a request that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reception {
    /// It was kept, and staff will hear of it.
    Kept,
    /// The same request had been kept before.
    KeptBefore,
    /// Another request was sent with this form before.
    AnotherWasSent,
    /// So many came with this e-mail address that this one was not kept.
    TooMany,
}
