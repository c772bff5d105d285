//! What a draft would do, before it is released.

use chrono::{DateTime, Utc};

use super::{
    super::super::{
        Basis, EnrollmentState, ExtensionState,
        calendar::{Calendar, Change, Collision, Fault, changes},
    },
    Draft, drafts, moving, plan_in_force, telling,
};
use crate::{
    Result,
    db::Db,
    ids::{CohortId, EnrollmentId, ModuleId, PersonId},
};

/// What a draft would do.
#[derive(Clone, Debug)]
pub struct Impact {
    /// What is in force.
    pub before: Calendar,
    /// What would be.
    pub after: Calendar,
    /// Every date that would be another one, in the order of the calendar.
    pub changes: Vec<Change>,
    /// Those of the changes that would come to lie in the past.
    pub past: Vec<Change>,
    /// Whose own dates would change, by name. Who studies is told at once, who is away when they are back.
    pub affected: Vec<Affected>,
    /// Extensions of units whose date would change, granted or asked for, by student.
    pub extensions: Vec<ExtensionMove>,
    /// Dates that would lie in a blackout and do not yet.
    pub collisions: Vec<Collision>,
}

/// Somebody whose own dates would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affected {
    /// The place in the cohort.
    pub enrollment: EnrollmentId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How they stand.
    pub state: EnrollmentState,
    /// Their own dates that would be other ones.
    pub changes: Vec<Change>,
}

/// An extension of a unit whose date would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionMove {
    /// Whose.
    pub enrollment: EnrollmentId,
    /// The student's name.
    pub student: String,
    /// The module's name in addresses.
    pub module: String,
    /// The unit's name in addresses.
    pub unit: String,
    /// The unit's title.
    pub unit_title: String,
    /// An absolute one is protected, a relative one moves along.
    pub basis: Basis,
    /// Granted, or asked for.
    pub state: ExtensionState,
    /// What it comes to now.
    pub before: DateTime<Utc>,
    /// What it would come to.
    pub after: DateTime<Utc>,
    /// The date all others would have; if it lies after the student's, the promise is of no use any more.
    pub others: DateTime<Utc>,
}

impl ExtensionMove {
    /// Whether it stays where it is, whatever moves.
    pub fn is_protected(&self) -> bool {
        self.basis.due_on().is_some()
    }

    /// Whether all others would have as much time or more.
    pub fn is_overtaken(&self) -> bool {
        self.after <= self.others
    }
}

/// What a draft would do, or all that keeps it from being released. `begun` as for [`release`](super::release).
///
/// # Errors
/// [`Conflict::Stale`](crate::Conflict::Stale) if it is not based on what is in force; [`Error::NotFound`](crate::Error::NotFound)
/// without such a cohort.
pub async fn impact(
    db: &Db,
    cohort: CohortId,
    draft: &Draft,
    begun: &[ModuleId],
    now: DateTime<Utc>,
) -> Result<Result<Impact, Vec<Fault>>> {
    let in_force = plan_in_force(db, cohort).await?;
    let after = match drafts::resolved(db, cohort, &in_force, draft, begun).await? {
        Ok(after) => after,
        Err(faults) => return Ok(Err(faults)),
    };
    let before = in_force.calendar;
    let changes = changes(&before, &after);
    let behind = |change: &&Change| change.after.is_some_and(|when| telling::over(when, now, &after));
    let past = changes.iter().filter(behind).cloned().collect();
    let affected = affected(db, cohort, (&before, &after, &changes)).await?;
    let extensions = extensions(db, cohort, &before, &after).await?;
    let known = |one: &&Collision| !before.collisions.iter().any(|old| old.place == one.place && old.day == one.day);
    let collisions = after.collisions.iter().filter(known).cloned().collect();
    Ok(Ok(Impact { before, after, changes, past, affected, extensions, collisions }))
}

/// Everybody whose own dates would change and who can still come to know it.
async fn affected(db: &Db, cohort: CohortId, moving: (&Calendar, &Calendar, &[Change])) -> Result<Vec<Affected>> {
    let concerned = telling::concerned(db, cohort, moving).await?.into_iter();
    let gone =
        |state: EnrollmentState| matches!(state, EnrollmentState::Withdrawn | EnrollmentState::Graduated | EnrollmentState::Deferred);
    let affected = |(student, changes): (telling::Student, Vec<Change>)| Affected {
        enrollment: student.id,
        person: student.person_id,
        name: student.name,
        state: student.state,
        changes,
    };
    Ok(concerned.filter(|(student, _)| !gone(student.state)).map(affected).collect())
}

async fn extensions(db: &Db, cohort: CohortId, before: &Calendar, after: &Calendar) -> Result<Vec<ExtensionMove>> {
    let mut moves = Vec::new();
    for one in moving::all(db, cohort).await? {
        let (old, new) = (before.unit_due_at(&one.module, &one.unit), after.unit_due_at(&one.module, &one.unit));
        let (Some(others), true) = (new, old != new) else { continue };
        moves.push(ExtensionMove {
            enrollment: one.enrollment_id,
            basis: one.basis()?,
            state: one.state,
            before: one.due_at,
            after: one.due_at_in(after)?,
            others,
            student: one.student,
            module: one.module,
            unit: one.unit,
            unit_title: one.unit_title,
        });
    }
    Ok(moves)
}
