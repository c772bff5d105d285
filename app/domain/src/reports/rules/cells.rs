//! What stands in a cell of the radar.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    cohorts::{EnrollmentState, Residency},
    reports::{ModuleProgress, RosterModule},
};

/// How a student stands with a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModuleState {
    /// Every unit is completed.
    Done,
    /// So many units are past due.
    Late(i64),
    /// Nothing is past due, and more time was granted for something.
    Extended(DateTime<Utc>),
    /// Begun, and nothing is past due.
    OnTime,
    /// Can be begun.
    Open,
    /// Opens later.
    Locked,
    /// The student does not study at the moment, so nothing is asked.
    Away(EnrollmentState),
}

/// How a student in this state of enrollment stands with a module.
pub fn module_state(enrollment: EnrollmentState, module: &RosterModule, progress: &ModuleProgress, now: DateTime<Utc>) -> ModuleState {
    match progress {
        ModuleProgress { completed: 1.., .. } if progress.completed >= module.units => ModuleState::Done,
        _ if enrollment != EnrollmentState::Enrolled => ModuleState::Away(enrollment),
        ModuleProgress { overdue: 1.., .. } => ModuleState::Late(progress.overdue),
        ModuleProgress { extended_until: Some(until), .. } => ModuleState::Extended(*until),
        ModuleProgress { completed: 1.., .. } | ModuleProgress { begun: true, .. } => ModuleState::OnTime,
        _ if module.module.opens_at > now => ModuleState::Locked,
        _ => ModuleState::Open,
    }
}

/// Where a residency lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResidencyState {
    /// It is over.
    Past,
    /// Today is one of its days.
    Now,
    /// The first to come.
    Next,
    /// After the next.
    Coming,
}

/// Where each residency lies, as seen from a campus day.
pub fn residency_states(residencies: &[Residency], today: NaiveDate) -> Vec<ResidencyState> {
    let next = residencies.iter().map(|residency| residency.starts_on).filter(|starts_on| *starts_on > today).min();
    let state = |residency: &Residency| match residency {
        Residency { ends_on, .. } if *ends_on < today => ResidencyState::Past,
        Residency { starts_on, .. } if *starts_on <= today => ResidencyState::Now,
        Residency { starts_on, .. } if Some(*starts_on) == next => ResidencyState::Next,
        _ => ResidencyState::Coming,
    };
    residencies.iter().map(state).collect()
}
