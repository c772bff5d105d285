//! For whom a student hands in.

use crate::{
    Result,
    db::{Db, sql},
    ids::{EnrollmentId, PersonId, TeamId},
};

/// A student's team as it is mixed now, with everybody in it who studies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTeam {
    /// Which.
    pub id: TeamId,
    /// What it is called.
    pub name: String,
    /// By name; the student is among them.
    pub members: Vec<(EnrollmentId, PersonId, String)>,
}

/// The team of a student, if they are in one.
///
/// # Errors
/// Those of the database.
pub async fn team_of(db: &Db, student: EnrollmentId) -> Result<Option<OwnTeam>> {
    let team = sql!(
        "SELECT t.id, t.name FROM team_members m JOIN teams t ON t.id = m.team_id WHERE m.enrollment_id = $1 AND t.retired_at IS NULL",
        student
    );
    let Some((id, name)) = db.maybe::<(TeamId, String)>(team).await? else { return Ok(None) };
    let members = sql!(
        "SELECT e.id, e.person_id, p.name FROM team_members m JOIN enrollments e ON e.id = m.enrollment_id JOIN people p ON p.id = e.person_id
         WHERE m.team_id = $1 AND e.state = 'enrolled' ORDER BY LOWER(p.name), e.id",
        id
    );
    Ok(Some(OwnTeam { id, name, members: db.all(members).await? }))
}
