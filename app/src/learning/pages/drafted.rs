//! A draft in the place of what is published, for an author who looks as a student of a cohort would: drawn by the pages of students, with
//! the dates of the cohort.

use domain::{
    authoring::{drafts::Ways, store::drafts},
    learning::store::{self, Drafted},
};
use leptos::prelude::*;

use crate::{AppError, authoring, visit::Student};

/// The draft that this visitor sees in the place of a module, if they do.
///
/// # Errors
/// [`AppError::Conflict`] with what to do while the draft cannot be shown at all; those of the database.
pub(super) async fn drafted(student: &Student, module: &str) -> Result<Option<Drafted>, AppError> {
    let Some(draft) = student.seen_draft().filter(|draft| draft.module == module) else { return Ok(None) };
    let files = drafts::files(&student.site.db, draft.id).await?;
    let looked = authoring::looked(files, module).await?.leading(Ways::student(module));
    match store::drafted(&student.site.db, &student.place, module, &looked).await? {
        Some(seen) => Ok(Some(seen)),
        None => {
            let words = "The page “About the module” of this draft has to be in order before the draft can be seen. Choose Leave at the top, \
                and look in the studio at what is missing.";
            Err(AppError::Conflict(words.to_owned()))
        }
    }
}

/// Which units of the draft do not stand among the others, and why.
pub(super) fn left_out(hidden: &[String]) -> Option<impl IntoView + use<>> {
    let titles = hidden.iter().map(|title| format!("“{title}”")).collect::<Vec<_>>().join(", ");
    (!hidden.is_empty()).then(|| {
        view! { <p class="notice" data-kind="info">"Not shown yet, for something is missing in it: "{titles}". The studio says what."</p> }
    })
}
