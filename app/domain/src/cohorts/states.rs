//! How a person comes to stand otherwise in a cohort: which ways there are, and what each asks for.

use chrono::{DateTime, Utc};

use super::EnrollmentState;
use crate::{
    Error, Result,
    ids::{CohortId, EnrollmentId, PersonId},
};

/// The longest reason.
pub const LONGEST_REASON: usize = 1000;

impl EnrollmentState {
    /// What it can become. Nobody leaves a graduation, and nobody is invited again who has once accepted.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Invited => &[Self::Enrolled, Self::Withdrawn],
            Self::Enrolled => &[Self::OnLeave, Self::Deferred, Self::Withdrawn, Self::Graduated],
            Self::OnLeave => &[Self::Enrolled, Self::Deferred, Self::Withdrawn],
            Self::Deferred | Self::Withdrawn => &[Self::Enrolled],
            Self::Graduated => &[],
        }
    }

    /// Whether somebody who stands so is one of the cohort: expected, studying, or away with the place kept.
    pub fn belongs(self) -> bool {
        matches!(self, Self::Invited | Self::Enrolled | Self::OnLeave)
    }

    /// Whether studying stops with it, so that somebody will want to know why it did.
    pub fn asks_reason(self) -> bool {
        matches!(self, Self::OnLeave | Self::Deferred | Self::Withdrawn)
    }

    /// Whether somebody who stands so can go on in another cohort.
    pub fn can_transfer(self) -> bool {
        self.belongs() || self == Self::Deferred
    }
}

/// A change of how a person stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateChange {
    /// Whose place.
    pub enrollment: EnrollmentId,
    /// How they stood when it was decided: if that has changed since, nothing is done.
    pub from: EnrollmentState,
    /// How they stand from now on.
    pub to: EnrollmentState,
    /// Why; needed where studying stops.
    pub reason: String,
}

impl StateChange {
    /// The change with its reason tidied.
    ///
    /// # Errors
    /// [`Error::Invalid`] for `to` if there is no such way, for `reason` if one is needed or it is too long.
    pub fn checked(&self) -> Result<Self> {
        if !self.from.next().contains(&self.to) {
            let (from, to) = (self.from.label().to_lowercase(), self.to.label().to_lowercase());
            return Err(Error::field("to", format!("Somebody who is {from} cannot become {to}. Choose one of the ways shown.")));
        }
        Ok(Self { reason: reason(&self.reason, self.to.asks_reason())?, ..self.clone() })
    }
}

/// A person who goes on in another cohort of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Their place until now: deferred from then on, with all that was done under it.
    pub enrollment: EnrollmentId,
    /// How they stood when it was decided.
    pub from: EnrollmentState,
    /// Where they go on.
    pub to: CohortId,
    /// The id of their place there.
    pub new: EnrollmentId,
    /// Why.
    pub reason: String,
}

impl Transfer {
    /// The transfer with its reason tidied.
    ///
    /// # Errors
    /// [`Error::Invalid`] for `cohort` if somebody who stands so cannot go on elsewhere, for `reason` if there is none or it is too long.
    pub fn checked(&self) -> Result<Self> {
        if !self.from.can_transfer() {
            let from = self.from.label().to_lowercase();
            return Err(Error::field("cohort", format!("Somebody who is {from} cannot go on elsewhere. Enroll them here again first.")));
        }
        Ok(Self { reason: reason(&self.reason, true)?, ..self.clone() })
    }

    /// How they stand in the new cohort: as expected there as they were here.
    pub fn arrives(&self) -> EnrollmentState {
        if self.from == EnrollmentState::Invited { EnrollmentState::Invited } else { EnrollmentState::Enrolled }
    }
}

fn reason(typed: &str, needed: bool) -> Result<String> {
    let reason = typed.trim();
    if needed && reason.is_empty() {
        return Err(Error::field("reason", "Write why: whoever looks at this in a year will want to know."));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Error::field("reason", format!("Shorten the reason to {LONGEST_REASON} characters.")));
    }
    Ok(reason.to_owned())
}

crate::row! {
    /// One step of how a person came to stand as they do.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Step {
        /// How they stood before; absent at the beginning.
        pub before: Option<EnrollmentState>,
        /// How they stood from then on.
        pub after: EnrollmentState,
        /// Why; may be empty.
        pub reason: String,
        /// When.
        pub at: DateTime<Utc>,
        /// Who did it; absent: the program itself.
        pub by: Option<String>,
        /// The name of the cohort they went on to, or came from, if this was a transfer.
        pub other_title: Option<String>,
        /// Its name in addresses.
        pub other_slug: Option<String>,
        /// Their place there.
        pub other_id: Option<EnrollmentId>,
    }
}

crate::row! {
    /// A person's own place in a cohort, as they see it themselves.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OwnPlace {
        /// The place.
        pub enrollment: EnrollmentId,
        /// How they stand there.
        pub state: EnrollmentState,
        /// Since when.
        pub since: DateTime<Utc>,
        /// The cohort.
        pub cohort_id: CohortId,
        /// Its name.
        pub cohort: String,
        /// Of what it is a cohort.
        pub program: String,
        /// The campus zone.
        pub time_zone: chrono_tz::Tz,
        /// The first campus day.
        pub starts_on: chrono::NaiveDate,
        /// The last campus day.
        pub ends_on: chrono::NaiveDate,
    }
}

crate::row! {
    /// Somebody who runs a program.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StaffMember {
        /// Who.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// Where to write to.
        pub email: String,
        /// Since when.
        pub added_at: DateTime<Utc>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EnrollmentState::{Deferred, Enrolled, Graduated, Invited, OnLeave, Withdrawn};

    fn change(from: EnrollmentState, to: EnrollmentState, reason: &str) -> Result<StateChange> {
        StateChange { enrollment: EnrollmentId::new(), from, to, reason: reason.into() }.checked()
    }

    fn field(error: Error) -> &'static str {
        match error {
            Error::Invalid(errors) => errors[0].field,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn these_ways_there_are_and_no_others() {
        let ways = [
            (Invited, Enrolled),
            (Invited, Withdrawn),
            (Enrolled, OnLeave),
            (Enrolled, Deferred),
            (Enrolled, Withdrawn),
            (Enrolled, Graduated),
            (OnLeave, Enrolled),
            (OnLeave, Deferred),
            (OnLeave, Withdrawn),
            (Deferred, Enrolled),
            (Withdrawn, Enrolled),
        ];
        for from in EnrollmentState::ALL {
            for to in EnrollmentState::ALL {
                let outcome = change(from, to, "A reason");
                assert_eq!(outcome.is_ok(), ways.contains(&(from, to)), "{from} to {to}");
                if let Err(error) = outcome {
                    assert_eq!(field(error), "to");
                }
            }
        }
    }

    #[test]
    fn where_studying_stops_somebody_says_why() {
        for (from, to) in [(Enrolled, OnLeave), (Enrolled, Deferred), (Enrolled, Withdrawn), (Invited, Withdrawn)] {
            assert_eq!(field(change(from, to, " \n").unwrap_err()), "reason");
            assert_eq!(change(from, to, " Parental leave\n").unwrap().reason, "Parental leave");
        }
        for (from, to) in [(Invited, Enrolled), (OnLeave, Enrolled), (Enrolled, Graduated)] {
            assert!(change(from, to, "").is_ok(), "{from} to {to}");
        }
        assert_eq!(field(change(Enrolled, Withdrawn, &"x".repeat(LONGEST_REASON + 1)).unwrap_err()), "reason");
    }

    #[test]
    fn who_belongs_to_a_cohort_or_waits_can_go_on_in_another() {
        let transfer = |from| Transfer {
            enrollment: EnrollmentId::new(),
            from,
            to: CohortId::new(),
            new: EnrollmentId::new(),
            reason: "Asked".into(),
        };
        for from in [Invited, Enrolled, OnLeave, Deferred] {
            assert_eq!(transfer(from).checked().unwrap().arrives(), if from == Invited { Invited } else { Enrolled });
        }
        for from in [Withdrawn, Graduated] {
            assert_eq!(field(transfer(from).checked().unwrap_err()), "cohort");
        }
        assert_eq!(field(Transfer { reason: String::new(), ..transfer(Enrolled) }.checked().unwrap_err()), "reason");
    }
}
