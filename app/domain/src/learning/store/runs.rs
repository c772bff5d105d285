//! Runs of simulators that students saved, and which of them they mean to hand in.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::{
    Error, Result,
    db::{Db, Json, Tx, rows, sql},
    ids::{CohortId, EnrollmentId, EvidenceId, ModuleId, PersonId, RunId, UnitId},
    learning::{
        evidence::{Act, Did, Evidence, Whereabouts},
        projection,
        runs::{MOST_RUNS, RunFigure, Worked},
    },
};

/// A run to be saved.
#[derive(Clone, Debug)]
pub struct NewRun {
    /// Whose.
    pub enrollment: EnrollmentId,
    /// In which module, whatever the version.
    pub module: ModuleId,
    /// The unit's name in addresses.
    pub unit: String,
    /// The unit as it is.
    pub unit_id: UnitId,
    /// What the simulator shows there, in its author's words.
    pub title: String,
    /// What the simulator made of the inputs.
    pub worked: Worked,
    /// The simulation that is done with it, where it is one that was not.
    pub completes: Option<Whereabouts>,
}

crate::row! {
    /// A run that was saved.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SavedRun {
        /// Its id.
        pub id: RunId,
        /// The title of the unit it was made in.
        pub unit_title: String,
        /// The version of the module it was made in.
        pub number: i64,
        /// The simulator's name in addresses.
        pub simulator: String,
        /// What it shows, in its author's words.
        pub title: String,
        /// The query string with which it can be opened again.
        pub inputs: String,
        /// What it came to, in words.
        pub result: String,
        /// When it was saved.
        pub saved_at: DateTime<Utc>,
    }
}

crate::row! {
    /// The newest run of one student of a cohort with one simulator of a unit.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CohortRun {
        /// Whose. Not to be shown.
        pub enrollment: EnrollmentId,
        /// The simulator's name in addresses.
        pub simulator: String,
        /// What it shows, in its author's words.
        pub title: String,
        /// Its figures.
        pub figures: Json<Vec<RunFigure>>,
    }
}

/// Saves a run. The same inputs saved again are the run that is there.
///
/// # Errors
/// [`Error::Invalid`] by `run` if there are as many as may be; those of the database.
pub async fn save_run(tx: &Tx, now: DateTime<Utc>, new: &NewRun) -> Result<RunId> {
    // Held, so that what one student saves at once comes one after the other.
    tx.run(sql!("UPDATE enrollments SET state = state WHERE id = $1", new.enrollment)).await?;
    let (id, digest) = (RunId::new(), digest(new));
    let same = sql!(
        "SELECT id FROM simulator_runs WHERE enrollment_id = $1 AND module_id = $2 AND unit = $3 AND digest = $4",
        new.enrollment,
        new.module,
        new.unit,
        digest
    );
    if let Some((there,)) = tx.maybe::<(RunId,)>(same).await? {
        complete(tx, now, new).await?;
        return Ok(there);
    }
    let count = sql!(
        "SELECT COUNT(*) FROM simulator_runs WHERE enrollment_id = $1 AND module_id = $2 AND unit = $3",
        new.enrollment,
        new.module,
        new.unit
    );
    if tx.value::<i64>(count).await? >= MOST_RUNS as i64 {
        return Err(Error::field("run", format!("You have saved {MOST_RUNS} runs in this unit, as many as are kept. Use one of those.")));
    }
    insert(tx, now, new, (id, digest)).await?;
    complete(tx, now, new).await?;
    Ok(id)
}

async fn complete(tx: &Tx, now: DateTime<Utc>, new: &NewRun) -> Result<()> {
    let done = new.completes.map(|at| Evidence { id: EvidenceId::new(), at, act: Act::plain(Did::Completed), occurred_at: now });
    projection::append(tx, done.as_slice(), now).await?;
    Ok(())
}

async fn insert(tx: &Tx, now: DateTime<Utc>, new: &NewRun, (id, digest): (RunId, String)) -> Result<()> {
    let Worked { simulator, inputs, result, figures } = &new.worked;
    tx.run(sql!(
        "INSERT INTO simulator_runs (id, enrollment_id, module_id, unit, unit_id, simulator, title, inputs, digest, result, figures, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id,
        new.enrollment,
        new.module,
        new.unit,
        new.unit_id,
        *simulator,
        new.title,
        *inputs,
        digest,
        *result,
        Json(figures),
        now
    ))
    .await?;
    Ok(())
}

/// Inputs can be longer than what a database keeps an index of.
fn digest(new: &NewRun) -> String {
    let mut hash = Sha256::new();
    for part in [new.worked.simulator, &new.title, &new.worked.inputs] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex::encode(hash.finalize())
}

/// One statement for each way of looking, of the same columns.
macro_rules! of {
    ($from:literal, $where:literal) => {
        concat!(
            "SELECT r.id, u.title AS unit_title, v.number, r.simulator, r.title, r.inputs, r.result, r.saved_at ",
            $from,
            " JOIN units u ON u.id = r.unit_id JOIN module_versions v ON v.id = u.version_id ",
            $where
        )
    };
}

/// The runs that somebody saved in a unit, the newest first: also those of before, if they changed cohorts.
///
/// # Errors
/// Those of the database.
pub async fn own_runs(db: &Db, person: PersonId, (module, unit): (ModuleId, &str)) -> Result<Vec<SavedRun>> {
    db.all(sql!(
        of!(
            "FROM enrollments e JOIN simulator_runs r ON r.enrollment_id = e.id",
            "WHERE e.person_id = $1 AND r.module_id = $2 AND r.unit = $3 ORDER BY r.saved_at DESC, r.id DESC"
        ),
        person,
        module,
        unit
    ))
    .await
}

/// The runs that somebody saved in any unit of a module, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn runs_of_module(db: &Db, person: PersonId, module: ModuleId) -> Result<Vec<SavedRun>> {
    db.all(sql!(
        of!(
            "FROM enrollments e JOIN simulator_runs r ON r.enrollment_id = e.id",
            "WHERE e.person_id = $1 AND r.module_id = $2 ORDER BY r.saved_at DESC, r.id DESC"
        ),
        person,
        module
    ))
    .await
}

/// Of each student of a cohort and each simulator of a unit the newest run, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn cohort_runs(db: &Db, cohort: CohortId, (module, unit): (ModuleId, &str)) -> Result<Vec<CohortRun>> {
    db.all(sql!(
        "SELECT enrollment, simulator, title, figures FROM (
            SELECT r.id, r.saved_at, r.enrollment_id AS enrollment, r.simulator, r.title, r.figures,
                ROW_NUMBER() OVER (PARTITION BY r.enrollment_id, r.simulator, r.title ORDER BY r.saved_at DESC, r.id DESC) AS place
            FROM simulator_runs r JOIN enrollments e ON e.id = r.enrollment_id
            WHERE e.cohort_id = $1 AND r.module_id = $2 AND r.unit = $3
         ) newest WHERE place = 1 ORDER BY saved_at DESC, id DESC",
        cohort,
        module,
        unit
    ))
    .await
}

/// The runs that a student means to hand in with an assignment, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn chosen_runs(db: &Db, student: EnrollmentId, (module, unit): (ModuleId, &str)) -> Result<Vec<SavedRun>> {
    db.all(sql!(
        of!(
            "FROM chosen_runs c JOIN simulator_runs r ON r.id = c.run_id",
            "WHERE c.enrollment_id = $1 AND c.module_id = $2 AND c.unit = $3 ORDER BY r.saved_at DESC, r.id DESC"
        ),
        student,
        module,
        unit
    ))
    .await
}

/// Keeps which runs are to be handed in, in the place of those chosen before. Runs that are not theirs, or not of this module, are left out.
///
/// # Errors
/// Those of the database.
pub async fn choose_runs(
    tx: &Tx,
    (person, student): (PersonId, EnrollmentId),
    (module, unit): (ModuleId, &str),
    runs: &[RunId],
) -> Result<()> {
    tx.run(sql!("UPDATE enrollments SET state = state WHERE id = $1", student)).await?;
    let own = runs_of_module(tx, person, module).await?;
    let chosen: Vec<RunId> = own.into_iter().map(|run| run.id).filter(|id| runs.contains(id)).collect();
    tx.run(sql!("DELETE FROM chosen_runs WHERE enrollment_id = $1 AND module_id = $2 AND unit = $3", student, module, unit)).await?;
    tx.run(rows!(
        "INSERT INTO chosen_runs (enrollment_id, module_id, unit, run_id) VALUES $rows",
        for run in &chosen => student, module, unit, *run
    ))
    .await?;
    Ok(())
}
