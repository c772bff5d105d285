//! To whom a message goes.

use chrono::{DateTime, Utc};
use domain::{
    Result,
    cohorts::{EnrollmentState, Scope},
    db::Db,
    messages::{Recipient, store as messages},
    reports::{Line, store as reports},
};

use crate::cohorts::arrangement::Arrangement;

/// The students a query of the roster shows, in its order: who is enrolled, and who is on leave if the query chose them. A query that
/// leaves nobody out is everybody who is enrolled.
///
/// # Errors
/// Those of the database.
pub async fn recipients(db: &Db, scope: &Scope, segment: &str, now: DateTime<Utc>) -> Result<Vec<Recipient>> {
    let roster = reports::roster(db, scope, now).await?;
    let arrangement = Arrangement::from_query(segment);
    let everybody = !arrangement.leaves_out();
    let reached = |line: &&Line| match line.student.state {
        EnrollmentState::Enrolled => true,
        EnrollmentState::OnLeave => !everybody,
        _ => false,
    };
    let chosen: Vec<_> = arrangement.arrange(&roster).into_iter().filter(reached).map(|line| line.student.enrollment).collect();
    let mut people = messages::people_of(db, scope.cohort().id, &chosen).await?;
    people.sort_by_cached_key(|one| chosen.iter().position(|enrollment| *enrollment == one.enrollment));
    Ok(people)
}
