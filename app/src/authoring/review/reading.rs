//! What the pages of a review have loaded.

use domain::authoring::{
    drafts::{
        Files, Ways, file_of, look,
        review::{Found, Outcome, Passage, passages, place},
    },
    store::{
        UnitText,
        drafts::{
            self,
            review::{self, Page as Reviewed, Thread},
        },
    },
};

use super::reviewed;
use crate::{AppError, authoring::pages::title_of, visit::Colleague};

/// A unit of a draft, paragraph by paragraph, with what is said of it.
pub struct Unit {
    /// The draft.
    pub page: Reviewed,
    /// Its name in addresses of the studio.
    pub unit: String,
    /// Its file.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// All files of the draft.
    pub files: Files,
    /// Its paragraphs.
    pub passages: Vec<Passage>,
    /// What is said of it, and where that stands now.
    pub threads: Vec<(Thread, Found)>,
}

/// Reads a unit of a draft for whoever may read that.
pub async fn unit_of(colleague: &Colleague, module: &str, unit: &str) -> Result<Unit, AppError> {
    let page = reviewed(colleague, module).await?;
    let (db, file) = (&colleague.site.db, file_of(unit));
    let files = drafts::files(db, page.draft.id).await?;
    let text = files.get(&file).map(|content| String::from_utf8_lossy(content).into_owned()).ok_or(AppError::NotFound)?;
    let threads = review::threads(db, page.draft.id, &file).await?;
    let (slug, path) = (page.slug().to_owned(), file.clone());
    // Rendering is some milliseconds of pure work: not in the way of other requests.
    let rendered = tokio::task::spawn_blocking(move || {
        let passages = passages(&files, &slug, &path);
        (files, passages)
    });
    let (files, passages) = rendered.await.map_err(|_| AppError::Broken)?;
    let placed = |thread: Thread| {
        // A suggestion that was taken over stands where its own words are now.
        let words = thread.suggested.as_ref().filter(|_| thread.outcome == Some(Outcome::Taken)).unwrap_or(&thread.words);
        let found = if words.is_empty() { Found::Gone } else { place(words, thread.position, &passages) };
        (thread, found)
    };
    let threads = threads.into_iter().map(placed).collect();
    Ok(Unit { page, unit: unit.to_owned(), title: title_of(&text, &file), file, text, files, passages, threads })
}

/// How many minutes a unit takes, and its text and questions as students will see them.
pub type Facts = (i64, UnitText);

/// What students will see of a unit, if its front matter is in order.
pub async fn facts_of(unit: &mut Unit) -> Result<Option<Facts>, AppError> {
    let (files, slug, text) = (std::mem::take(&mut unit.files), unit.page.slug().to_owned(), unit.text.clone());
    let looked = tokio::task::spawn_blocking(move || {
        let looked = look(&files, &slug).leading(Ways::review(&slug));
        let facts = looked.unit(&text).map(|(unit, text)| (i64::from(unit.minutes), text));
        (files, facts)
    });
    let (files, facts) = looked.await.map_err(|_| AppError::Broken)?;
    unit.files = files;
    Ok(facts)
}
