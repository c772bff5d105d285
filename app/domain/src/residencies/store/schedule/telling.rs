//! Who is to be told what of a release: each only what changed for them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::schedule::{Aspect, Difference, Session, Snapshot, differences};
use crate::{
    Result,
    db::{Db, sql},
    ids::{CohortId, PersonId, TeamId},
};

/// What somebody is to be told of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldOfSchedule {
    /// Whom.
    pub person: PersonId,
    /// Whether they study in the cohort; otherwise they hold a session.
    pub studies: bool,
    /// Their own sessions that are other ones now; with the first release all of them.
    pub changes: Vec<Difference>,
}

/// Everybody for whom something changes between two schedules: who studies in the cohort and who holds a session.
pub(super) async fn told(db: &Db, cohort: CohortId, before: Option<&Snapshot>, after: &Snapshot) -> Result<Vec<ToldOfSchedule>> {
    let students = sql!(
        "SELECT e.person_id, m.team_id FROM enrollments e LEFT JOIN team_members m ON m.enrollment_id = e.id
         WHERE e.cohort_id = $1 AND e.state = 'enrolled'",
        cohort
    );
    let mut people: BTreeMap<PersonId, (bool, BTreeSet<TeamId>)> = BTreeMap::new();
    for (person, team) in db.all::<(PersonId, Option<TeamId>)>(students).await? {
        people.insert(person, (true, team.into_iter().collect()));
    }
    let sessions = before.iter().flat_map(|before| &before.sessions).chain(&after.sessions);
    for person in sessions.flat_map(|one| &one.session.faculty) {
        people.entry(*person).or_default();
    }
    let told = |(person, (studies, teams)): (PersonId, (bool, BTreeSet<TeamId>))| {
        let is_for = |one: &Session| studies && (one.plenary || one.teams.iter().any(|team| teams.contains(team)));
        let own = differences(before, after, |one| one.faculty.contains(&person) || is_for(one));
        let changes: Vec<Difference> = own.into_iter().filter(matters).collect();
        (!changes.is_empty()).then_some(ToldOfSchedule { person, studies, changes })
    };
    Ok(people.into_iter().filter_map(told).collect())
}

/// What is new, off, or different in a way that somebody who goes there needs to know.
fn matters(change: &Difference) -> bool {
    let told = |(aspect, _): &(Aspect, String)| aspect.is_told();
    change.before.is_none() || change.after.is_none() || change.what.iter().any(told)
}
