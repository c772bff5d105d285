//! Parts of a cohort of whom there is something to say, each with a name in the address.

use domain::{
    cohorts::EnrollmentState,
    reports::{Line, Standing, UNSEEN_AFTER_DAYS},
};

domain::words! {
    /// A part of a cohort.
    pub enum Segment {
        /// Behind, or with open work and not seen.
        Help = "help",
        /// Something is past due.
        Behind = "behind",
        /// Work is open, and there was no sign of them for [`UNSEEN_AFTER_DAYS`].
        Inactive = "inactive",
        /// Something of the cohort's last deadline is still missing.
        Missed = "missed",
        /// More time was granted, and is not over.
        Extended = "extended",
        /// On leave.
        Leave = "leave",
    }
}

impl Segment {
    /// Whether somebody belongs to it.
    pub fn holds(self, line: &Line) -> bool {
        match self {
            Self::Help => line.standing.needs_help(),
            Self::Behind => matches!(line.standing, Standing::Behind(_)),
            Self::Inactive => line.idle_days.is_some_and(|days| days >= UNSEEN_AFTER_DAYS),
            Self::Missed => line.missed_last,
            Self::Extended => line.is_extended(),
            Self::Leave => line.student.state == EnrollmentState::OnLeave,
        }
    }

    /// As it stands on the page.
    pub fn label(self) -> String {
        match self {
            Self::Help => "Needs help".to_owned(),
            Self::Behind => "Behind".to_owned(),
            Self::Inactive => format!("No activity for {UNSEEN_AFTER_DAYS} days"),
            Self::Missed => "Missed the last deadline".to_owned(),
            Self::Extended => "Extended".to_owned(),
            Self::Leave => "On leave".to_owned(),
        }
    }
}
