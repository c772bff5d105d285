//! Who comes: staff ask and students answer; and what lodging and feeding them takes.

mod actions;
mod fields;
mod files;
mod pages;
mod today;

pub(crate) use today::asked_line;

use axum::extract::Path;
use domain::{
    cohorts::{Residency, store as cohorts},
    residencies::store::{Round, round},
};

use crate::{AppError, routes::Routes, visit::Student};

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/cohorts/{cohort}/residencies/{number}/coming", "who comes to a residency", pages::who_comes)
        .page("/cohorts/{cohort}/residencies/{number}/coming.csv", "who comes to a residency, for a spreadsheet", files::who_comes_csv)
        .action("/cohorts/{cohort}/residencies/{number}/coming/round", "ask who comes, or by when", actions::ask)
        .action("/cohorts/{cohort}/residencies/{number}/coming/reminder", "remind who has not answered", actions::remind_silent)
        .action("/cohorts/{cohort}/residencies/{number}/coming/withdrawal", "take the question and its invitations back", actions::withdraw)
        .page("/cohorts/{cohort}/residencies/{number}/coming/{enrollment}", "the answer of one student", pages::answer_of)
        .action(
            "/cohorts/{cohort}/residencies/{number}/coming/{enrollment}/answer",
            "write an answer down for a student",
            actions::write_down,
        )
        .page("/cohorts/{cohort}/residencies/{number}/logistics", "how many eat and sleep at a residency", pages::logistics)
        .page("/cohorts/{cohort}/residencies/{number}/logistics/people", "who needs what at a residency; written down", pages::people)
        .page("/cohorts/{cohort}/residencies/{number}/logistics.csv", "who needs what, for a spreadsheet; written down", files::people_csv)
        .page("/residencies/{number}/answer", "say whether one comes", pages::own_answer)
        .action("/residencies/{number}/answer", "say whether one comes", actions::give_answer)
        .page("/residencies/{number}/logistics", "what one needs at a residency, and who looked at it", pages::own_logistics)
        .action("/residencies/{number}/logistics", "say what one needs at a residency", actions::keep_logistics)
        .action("/residencies/{number}/logistics/erasure", "have erased what one said", actions::erase_logistics)
}

/// A residency of the student's cohort about which they were asked.
#[derive(Clone)]
struct Asked {
    residency: Residency,
    round: Round,
}

impl Asked {
    /// The residency at this address. Not theirs, not there and not asked look the same.
    async fn load(student: &Student, Path(number): &Path<String>) -> Result<Self, AppError> {
        let position = number.parse().map_err(|_| AppError::NotFound)?;
        let residency = cohorts::residency_at(&student.site.db, student.place.cohort, position).await?;
        let round = round(&student.site.db, residency.id).await?.ok_or(AppError::NotFound)?;
        Ok(Self { residency, round })
    }

    fn address(&self, page: &str) -> String {
        format!("/residencies/{}/{page}", self.residency.position)
    }
}
