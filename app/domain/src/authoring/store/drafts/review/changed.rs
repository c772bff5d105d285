//! What changed in a draft since somebody read it, and whose suggestions stand in it.

use super::super::unit_texts;
use crate::{
    Result,
    authoring::{
        changes::{Block, difference},
        drafts::Files,
    },
    db::{Db, sql},
    ids::DraftId,
};

/// A text of a draft, and what became of it since it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The file.
    pub path: String,
    /// Its paragraphs and what became of them; where there are none, it is another kind of file: a figure or a video.
    pub blocks: Vec<Block>,
}

/// What is not as it was at a revision of which somebody said something, by file.
///
/// # Errors
/// Those of the database.
pub async fn changed_since(db: &Db, draft: DraftId, revision: i64) -> Result<Vec<Read>> {
    let then: Vec<(String, Vec<u8>)> = db
        .all(sql!("SELECT path, content FROM draft_readings WHERE draft_id = $1 AND revision = $2 ORDER BY path", draft, revision))
        .await?;
    let (then, now): (Files, Files) = (then.into_iter().collect(), unit_texts(db, draft).await?);
    let text = |files: &Files, path: &str| files.get(path).map(|content| String::from_utf8_lossy(content).into_owned());
    let mut paths: Vec<&String> = then.keys().chain(now.keys()).collect();
    paths.sort_unstable();
    paths.dedup();
    let compared = paths.into_iter().map(|path| Read {
        blocks: difference(&text(&then, path).unwrap_or_default(), &text(&now, path).unwrap_or_default()),
        path: path.clone(),
    });
    let mut changed: Vec<Read> = compared.filter(|read| !read.blocks.is_empty()).collect();
    let others =
        sql!("SELECT path FROM draft_files WHERE draft_id = $1 AND revision > $2 AND path NOT LIKE '%.md' ORDER BY path", draft, revision);
    let others: Vec<String> = db.values(others).await?;
    changed.extend(others.into_iter().map(|path| Read { path, blocks: Vec::new() }));
    Ok(changed)
}

crate::row! {
    /// Who suggested what a save of a file took over.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Credit {
        /// The revision it became.
        pub revision: i64,
        /// Who suggested it.
        pub name: String,
    }
}

/// Whose suggestions stand in a file, by revision.
///
/// # Errors
/// Those of the database.
pub async fn credits(db: &Db, draft: DraftId, path: &str) -> Result<Vec<Credit>> {
    db.all(sql!(
        "SELECT t.taken_as AS revision, p.name FROM draft_threads t JOIN people p ON p.id = t.begun_by
         WHERE t.draft_id = $1 AND t.path = $2 AND t.taken_as IS NOT NULL ORDER BY t.taken_as",
        draft,
        path
    ))
    .await
}
