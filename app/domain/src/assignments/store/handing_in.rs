//! Handing in: what stands is copied, whole or not at all, and the unit is completed.

use chrono::{DateTime, Utc};

use super::{
    super::{Assignment, Progress, Run, late},
    draft_files, newest_said, of_student, team_of,
};
use crate::{
    Conflict, Error, Result,
    db::{Tx, rows, sql},
    ids::{EnrollmentId, EvidenceId, HandInId, PersonId, RunId, TeamId, WorkFileId},
    learning::{
        evidence::{Act, Did, Evidence, Whereabouts},
        projection,
        store::chosen_runs,
    },
};

/// What is to be handed in.
#[derive(Clone, Debug)]
pub struct NewHandIn {
    /// Made with the page: sent twice, it is one.
    pub id: HandInId,
    /// Who hands in, and in which unit of which version.
    pub at: Whereabouts,
    /// For what.
    pub assignment: Assignment,
    /// Whether it is for a whole team.
    pub for_team: bool,
    /// When it is due for whoever hands in.
    pub due_at: DateTime<Utc>,
    /// As it was shown to them before they said yes; empty where none is asked for.
    pub text: String,
    /// The files that were shown, in their order.
    pub files: Vec<WorkFileId>,
    /// The saved runs of simulators that were shown, in their order.
    pub runs: Vec<RunId>,
}

/// Hands in: the next version, for the student or for everybody in their team. It completes the unit for all of them. Sent twice, it is one.
///
/// # Errors
/// [`Conflict::Closed`] if it is being graded; [`Conflict::Stale`] if the files or runs are not those that were shown; [`Conflict::IdReused`] if the
/// form's id is another's; [`Error::NotFound`] if a team is asked for and the student is in none; those of the database.
pub async fn hand_in(tx: &Tx, now: DateTime<Utc>, new: &NewHandIn) -> Result<()> {
    super::turn(tx, new.at.enrollment).await?;
    let same = sql!("SELECT enrollment_id FROM hand_ins WHERE id = $1", new.id);
    if let Some((by,)) = tx.maybe::<(EnrollmentId,)>(same).await? {
        return if by == new.at.enrollment { Ok(()) } else { Err(Error::Conflict(Conflict::IdReused)) };
    }
    let (team, members) = for_whom(tx, new).await?;
    if !progress(tx, new).await?.takes() {
        return Err(Error::Conflict(Conflict::Closed));
    }
    let there: Vec<WorkFileId> = draft_files(tx, new.at.enrollment, &new.assignment).await?.iter().map(|file| file.id).collect();
    if there != new.files {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let runs = copied(tx, new).await?;
    insert(tx, now, new, team).await?;
    beside(tx, new, &members, &runs).await?;
    let evidence: Vec<Evidence> = members.iter().map(|member| completed(new, *member, now)).collect();
    projection::append(tx, &evidence, now).await?;
    Ok(())
}

/// The runs that were shown, which have to be chosen still.
async fn copied(tx: &Tx, new: &NewHandIn) -> Result<Vec<Run>> {
    if new.runs.is_empty() {
        return Ok(Vec::new());
    }
    let chosen = chosen_runs(tx, new.at.enrollment, (new.assignment.module, &new.assignment.unit)).await?;
    let found = new.runs.iter().map(|id| chosen.iter().find(|run| run.id == *id).map(Run::from));
    found.collect::<Option<Vec<Run>>>().ok_or(Error::Conflict(Conflict::Stale))
}

type Member = (EnrollmentId, PersonId);

/// The team, whose row is held so that two of its members who hand in at once make two versions; and everybody it is for.
async fn for_whom(tx: &Tx, new: &NewHandIn) -> Result<(Option<TeamId>, Vec<Member>)> {
    if !new.for_team {
        return Ok((None, vec![(new.at.enrollment, new.at.person)]));
    }
    let team = team_of(tx, new.at.enrollment).await?.ok_or(Error::NotFound)?;
    tx.run(sql!("UPDATE teams SET name = name WHERE id = $1", team.id)).await?;
    Ok((Some(team.id), team.members.into_iter().map(|(enrollment, person, _)| (enrollment, person)).collect()))
}

async fn progress(tx: &Tx, new: &NewHandIn) -> Result<Progress> {
    let newest = of_student(tx, new.at.enrollment, &new.assignment).await?.into_iter().next();
    let said = match &newest {
        Some(newest) => newest_said(tx, newest.id).await?,
        None => None,
    };
    Ok(Progress::of(newest.is_some(), said))
}

async fn insert(tx: &Tx, now: DateTime<Utc>, new: &NewHandIn, team: Option<TeamId>) -> Result<()> {
    let of_team = sql!(
        "SELECT COALESCE(MAX(version), 0) FROM hand_ins WHERE team_id = $1 AND module_id = $2 AND unit = $3",
        team,
        new.assignment.module,
        new.assignment.unit
    );
    let own = sql!(
        with_places!(
            "e.id = $1",
            "SELECT COALESCE(MAX(h.version), 0) FROM places JOIN hand_ins h ON h.enrollment_id = places.past
             WHERE h.module_id = $2 AND h.unit = $3 AND h.team_id IS NULL"
        ),
        new.at.enrollment,
        new.assignment.module,
        new.assignment.unit
    );
    let last: i64 = tx.value(if team.is_some() { of_team } else { own }).await?;
    tx.run(sql!(
        "INSERT INTO hand_ins (id, enrollment_id, module_id, unit, unit_id, team_id, version, handed_in_at, due_at, late_seconds, text, no_patient_data)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, TRUE)",
        new.id,
        new.at.enrollment,
        new.assignment.module,
        new.assignment.unit,
        new.at.unit,
        team,
        last + 1,
        now,
        new.due_at,
        late(new.due_at, now),
        new.text
    ))
    .await?;
    Ok(())
}

/// For whom it is, its files and its runs.
async fn beside(tx: &Tx, new: &NewHandIn, members: &[Member], runs: &[Run]) -> Result<()> {
    tx.run(rows!(
        "INSERT INTO hand_in_members (hand_in_id, enrollment_id) VALUES $rows",
        for (member, _) in members => new.id, *member
    ))
    .await?;
    tx.run(rows!(
        "INSERT INTO hand_in_files (hand_in_id, position, file_id) VALUES $rows",
        for (position, file) in (1_i64..).zip(&new.files) => new.id, position, *file
    ))
    .await?;
    tx.run(rows!(
        "INSERT INTO hand_in_runs (hand_in_id, position, simulator, title, inputs, result) VALUES $rows",
        for (position, run) in (1_i64..).zip(runs) => new.id, position, run.simulator, run.title, run.inputs, run.result
    ))
    .await?;
    Ok(())
}

fn completed(new: &NewHandIn, (enrollment, person): Member, now: DateTime<Utc>) -> Evidence {
    let at = Whereabouts { enrollment, person, ..new.at };
    Evidence { id: EvidenceId::new(), at, act: Act::plain(Did::Completed), occurred_at: now }
}
