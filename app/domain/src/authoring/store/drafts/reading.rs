//! What can be read of drafts. A [`Desk`] comes only from the check that this person may write this module.

use chrono::{DateTime, Utc};

use super::{
    super::super::drafts::{DraftState, Files, Writer},
    mine::drafted_title,
};
use crate::{
    Conflict, Error, Result,
    db::{Db, sql},
    ids::{DraftId, ModuleId, SaveId},
};

crate::row! {
    /// An open draft.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Draft {
        /// Which.
        pub id: DraftId,
        /// The version it was begun from; none for a new module.
        pub base: Option<i64>,
        /// How far it has come.
        pub state: DraftState,
        /// Raised by every change.
        pub revision: i64,
        /// When it was begun.
        pub begun_at: DateTime<Utc>,
        /// By whom.
        pub begun_by: String,
    }
}

/// A module in the hands of somebody who may write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    pub(super) module: ModuleId,
    /// Its name in addresses.
    pub slug: String,
    /// The title of its newest version, or its name in addresses.
    pub title: String,
    /// The number of its newest version, if it has one.
    pub newest: Option<i64>,
    /// The draft that is open.
    pub draft: Option<Draft>,
}

impl Desk {
    /// The module.
    pub fn module(&self) -> ModuleId {
        self.module
    }

    /// The draft that is open.
    ///
    /// # Errors
    /// [`Conflict::Closed`] if none is.
    pub fn draft(&self) -> Result<&Draft> {
        self.draft.as_ref().ok_or(Error::Conflict(Conflict::Closed))
    }
}

crate::row! {
    struct Found { id: ModuleId, slug: String, newest: Option<i64>, title: Option<String> }
}

/// A module, for somebody who may write it.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this name, or it is not theirs.
pub async fn desk(db: &Db, writer: Writer, slug: &str) -> Result<Desk> {
    let found: Found = db
        .maybe(sql!(
            "SELECT m.id, m.slug, v.number AS newest, v.title
             FROM modules m
             LEFT JOIN module_versions v ON v.module_id = m.id
                AND v.number = (SELECT MAX(newest.number) FROM module_versions newest WHERE newest.module_id = m.id)
             WHERE m.slug = $1 AND ($2 OR EXISTS (SELECT 1 FROM module_authors a WHERE a.module_id = m.id AND a.person_id = $3))",
            slug,
            writer.everything,
            writer.person
        ))
        .await?
        .ok_or(Error::NotFound)?;
    let draft = db
        .maybe(sql!(
            "SELECT d.id, d.base, d.state, d.revision, d.begun_at, p.name AS begun_by FROM drafts d JOIN people p ON p.id = d.begun_by
             WHERE d.module_id = $1 AND d.closed_at IS NULL",
            found.id
        ))
        .await?;
    let title = match found.title {
        Some(title) => title,
        None => drafted_title(db, &found.slug).await?,
    };
    Ok(Desk { module: found.id, title, slug: found.slug, newest: found.newest, draft })
}

/// Whether a module has this name in addresses, whoever its authors are.
///
/// # Errors
/// Those of the database.
pub async fn is_taken(db: &Db, slug: &str) -> Result<bool> {
    Ok(db.maybe::<(ModuleId,)>(sql!("SELECT id FROM modules WHERE slug = $1", slug)).await?.is_some())
}

/// All files of a draft.
///
/// # Errors
/// Those of the database.
pub async fn files(db: &Db, draft: DraftId) -> Result<Files> {
    let files: Vec<(String, Vec<u8>)> =
        db.all(sql!("SELECT path, content FROM draft_files WHERE draft_id = $1 ORDER BY path", draft)).await?;
    Ok(files.into_iter().collect())
}

/// The texts of a draft, without figures and videos.
///
/// # Errors
/// Those of the database.
pub async fn unit_texts(db: &Db, draft: DraftId) -> Result<Files> {
    let texts = sql!("SELECT path, content FROM draft_files WHERE draft_id = $1 AND path LIKE '%.md' ORDER BY path", draft);
    let files: Vec<(String, Vec<u8>)> = db.all(texts).await?;
    Ok(files.into_iter().collect())
}

/// The paths in a draft, and those that were taken out of it.
///
/// # Errors
/// Those of the database.
pub async fn names(db: &Db, draft: DraftId) -> Result<(Vec<String>, Vec<String>)> {
    let there: Vec<(String,)> = db.all(sql!("SELECT path FROM draft_files WHERE draft_id = $1 ORDER BY path", draft)).await?;
    let before: Vec<(String,)> = db.all(sql!("SELECT DISTINCT path FROM draft_saves WHERE draft_id = $1 ORDER BY path", draft)).await?;
    let there: Vec<String> = there.into_iter().map(|(path,)| path).collect();
    let gone = before.into_iter().map(|(path,)| path).filter(|path| !there.contains(path)).collect();
    Ok((there, gone))
}

crate::row! {
    /// What stands in a file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Stands {
        /// Its bytes.
        pub content: Vec<u8>,
        /// The revision since which they stand.
        pub revision: i64,
        /// Since when.
        pub changed_at: DateTime<Utc>,
        /// By whom.
        pub changed_by: String,
    }
}

impl Stands {
    /// Its text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.content).into_owned()
    }
}

/// What stands in a file of a draft, if it is there.
///
/// # Errors
/// Those of the database.
pub async fn file(db: &Db, draft: DraftId, path: &str) -> Result<Option<Stands>> {
    db.maybe(sql!(
        "SELECT f.content, f.revision, f.changed_at, p.name AS changed_by FROM draft_files f JOIN people p ON p.id = f.changed_by
         WHERE f.draft_id = $1 AND f.path = $2",
        draft,
        path
    ))
    .await
}

crate::row! {
    /// An earlier text of a file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Earlier {
        /// Which.
        pub id: SaveId,
        /// What stood there.
        pub content: Vec<u8>,
        /// Since when it had stood.
        pub saved_at: DateTime<Utc>,
        /// Who had written it.
        pub saved_by: String,
        /// Until when.
        pub replaced_at: DateTime<Utc>,
        /// The revision under which it stood.
        pub revision: i64,
    }
}

/// The latest hundred earlier texts of a file, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn earlier(db: &Db, draft: DraftId, path: &str) -> Result<Vec<Earlier>> {
    db.all(sql!(
        "SELECT s.id, s.content, s.saved_at, p.name AS saved_by, s.replaced_at, s.revision FROM draft_saves s JOIN people p ON p.id = s.saved_by
         WHERE s.draft_id = $1 AND s.path = $2 ORDER BY s.replaced_at DESC, s.id DESC LIMIT 100",
        draft,
        path
    ))
    .await
}

/// One earlier text of a file.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this id in this draft.
pub async fn earlier_text(db: &Db, draft: DraftId, path: &str, id: SaveId) -> Result<Vec<u8>> {
    let found = sql!("SELECT content FROM draft_saves WHERE id = $1 AND draft_id = $2 AND path = $3", id, draft, path);
    db.maybe::<(Vec<u8>,)>(found).await?.map(|(content,)| content).ok_or(Error::NotFound)
}

/// The text that somebody saw under a revision, if it was kept.
///
/// # Errors
/// Those of the database.
pub async fn text_seen(db: &Db, draft: DraftId, path: &str, revision: i64) -> Result<Option<String>> {
    let found = sql!(
        "SELECT content FROM draft_saves WHERE draft_id = $1 AND path = $2 AND revision = $3 ORDER BY replaced_at, id LIMIT 1",
        draft,
        path,
        revision
    );
    Ok(db.maybe::<(Vec<u8>,)>(found).await?.map(|(content,)| String::from_utf8_lossy(&content).into_owned()))
}

crate::row! {
    /// A draft that is over.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Closed {
        /// Whether it was published or discarded.
        pub state: DraftState,
        /// The version it became.
        pub number: Option<i64>,
        /// When it was begun.
        pub begun_at: DateTime<Utc>,
        /// When it ended.
        pub closed_at: DateTime<Utc>,
        /// Who ended it.
        pub closed_by: String,
    }
}

/// The drafts of a module that are over, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn closed(db: &Db, desk: &Desk) -> Result<Vec<Closed>> {
    db.all(sql!(
        "SELECT d.state, d.number, d.begun_at, d.closed_at, p.name AS closed_by FROM drafts d JOIN people p ON p.id = d.closed_by
         WHERE d.module_id = $1 AND d.closed_at IS NOT NULL ORDER BY d.begun_at DESC LIMIT 50",
        desk.module
    ))
    .await
}
