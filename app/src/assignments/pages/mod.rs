//! What a student can look at: the assignment with their draft, what would be handed in, and what was.

mod check;
mod handed_in;
mod page;
mod words;

pub use check::{check, check_again, mark};
pub use handed_in::handed_in;
pub use page::{assignment_page, draft_again};
pub(super) use words::runs;

use domain::{
    Error,
    assignments::{
        Assignment, HandIn, Progress, WorkFile, missing,
        store::{self, OwnTeam},
    },
    authoring::{AssignmentSettings, HandInPart},
    ids::EnrollmentId,
    learning::store::{SavedRun, UnitView, chosen_runs, runs_of_module},
};

use super::assignment;
use crate::{
    AppError, Site,
    learning::{unit_address, written},
    visit::Student,
};

/// Where a student stands with an assignment.
pub struct Draft {
    /// What its author set.
    pub settings: AssignmentSettings,
    /// What is written so far.
    pub text: String,
    /// The files that would be handed in.
    pub files: Vec<WorkFile>,
    /// The saved runs that would be handed in.
    pub runs: Vec<SavedRun>,
    /// The runs that can be, the newest first.
    pub offered: Vec<SavedRun>,
    /// What was handed in, the newest first.
    pub versions: Vec<HandIn>,
    /// How far it is with the newest.
    pub progress: Progress,
    /// Whether something was said of what was handed in that they may read.
    pub feedback: bool,
    /// Their team, where it is handed in for one and they are in one.
    pub team: Option<OwnTeam>,
}

impl Draft {
    /// Reads it.
    pub async fn load(site: &Site, student: &Student, unit: &UnitView) -> Result<Self, AppError> {
        let (db, whose, task) = (&site.db, student.place.enrollment, assignment(unit));
        let settings = unit.text.settings.assignment().cloned().ok_or(AppError::NotFound)?;
        let versions = store::of_student(db, whose, &task).await?;
        let said = match versions.first() {
            Some(newest) => store::newest_said(db, newest.id).await?,
            None => None,
        };
        let (runs, offered) = match settings.takes(HandInPart::Runs) {
            true => {
                let offered = runs_of_module(db, student.session.person.id, unit.module).await?;
                (chosen_runs(db, whose, (unit.module, &unit.slug)).await?, offered)
            }
            false => (Vec::new(), Vec::new()),
        };
        Ok(Self {
            runs,
            offered,
            text: written::standing(site, student, unit).await?,
            files: store::draft_files(db, whose, &task).await?,
            feedback: !versions.is_empty() && has_feedback(site, whose, &task).await?,
            progress: Progress::of(!versions.is_empty(), said),
            team: if settings.team { store::team_of(db, whose).await? } else { None },
            versions,
            settings,
        })
    }

    /// What stands in the way of handing it in.
    pub fn missing(&self) -> Option<String> {
        if self.settings.team && self.team.is_none() {
            let words = "This is handed in for a team, and you are in none yet. Ask the program’s staff to put you into one.";
            return Some(words.to_owned());
        }
        missing(&self.settings, &self.text, self.files.len(), self.runs.len())
    }
}

/// The address of an assignment.
pub fn page_address(unit: &UnitView) -> String {
    unit_address(&unit.module_slug, &unit.slug)
}

async fn has_feedback(site: &Site, student: EnrollmentId, task: &Assignment) -> Result<bool, AppError> {
    match store::grading::feedback(&site.db, student, task).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(other) => Err(other.into()),
    }
}
