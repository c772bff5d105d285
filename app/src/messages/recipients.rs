//! To whom a message goes.

use chrono::{DateTime, Utc};
use domain::{
    Result,
    cohorts::{EnrollmentState, Scope},
    db::Db,
    messages::{Recipient, store as messages},
    reports::{Line, store as reports},
};

use crate::{cohorts::arrangement::Arrangement, visit::Visit};

/// The students a query of the roster shows, in its order: who is enrolled, and who is on leave if the query chose them. Without a query,
/// everybody who is enrolled.
///
/// # Errors
/// Those of the database.
pub async fn recipients(db: &Db, scope: &Scope, segment: &str, now: DateTime<Utc>) -> Result<Vec<Recipient>> {
    let roster = reports::roster(db, scope, now).await?;
    let everybody = segment.is_empty();
    let reached = |line: &&Line| match line.student.state {
        EnrollmentState::Enrolled => true,
        EnrollmentState::OnLeave => !everybody,
        _ => false,
    };
    let chosen: Vec<_> =
        Arrangement::from_query(segment).arrange(&roster).into_iter().filter(reached).map(|line| line.student.enrollment).collect();
    let mut people = messages::people_of(db, scope.cohort().id, &chosen).await?;
    people.sort_by_cached_key(|one| chosen.iter().position(|enrollment| *enrollment == one.enrollment));
    Ok(people)
}

/// The query of the roster that an address names: its `segment`, and the students chosen in it with `only`, however many.
pub(super) fn segment_of(visit: &Visit) -> String {
    Arrangement::of_recipients(visit).query().trim_start_matches('?').to_owned()
}
