//! Comments on paragraphs of a draft, or on its units. They are closed and opened again, and never deleted.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{Page, words_of};
use crate::{
    Conflict, Error, Result,
    authoring::{
        drafts::{
            LONGEST_TEXT,
            review::{Outcome, digest},
        },
        store::drafts::held,
    },
    db::{Db, Tx, sql},
    ids::{CommentId, DraftId, PersonId, ThreadId},
};

crate::row! {
    struct Row {
        id: ThreadId,
        path: String,
        words: String,
        position: i64,
        begun_at: DateTime<Utc>,
        begun_by: String,
        suggested: Option<String>,
        outcome: Option<Outcome>,
        closed_at: Option<DateTime<Utc>>,
        closed_by: Option<String>,
    }
}

/// Comments that belong together, and the change that is suggested with them, if one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Which.
    pub id: ThreadId,
    /// The unit's file.
    pub path: String,
    /// The paragraph as it was; empty: the unit as a whole.
    pub words: String,
    /// Its place then, from 0.
    pub position: usize,
    /// When it was begun.
    pub begun_at: DateTime<Utc>,
    /// By whom.
    pub begun_by: String,
    /// What may stand instead.
    pub suggested: Option<String>,
    /// What became of that.
    pub outcome: Option<Outcome>,
    /// When it was closed, and by whom.
    pub closed: Option<(DateTime<Utc>, String)>,
    /// What was said, in order.
    pub said: Vec<Said>,
}

crate::row! {
    /// One comment.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Said {
        /// Of which thread.
        pub thread_id: ThreadId,
        /// Who.
        pub name: String,
        /// What.
        pub words: String,
        /// When.
        pub said_at: DateTime<Utc>,
    }
}

/// The threads of a file, in the order in which they were begun.
///
/// # Errors
/// Those of the database.
pub async fn threads(db: &Db, draft: DraftId, path: &str) -> Result<Vec<Thread>> {
    let rows: Vec<Row> = db
        .all(sql!(
            "SELECT t.id, t.path, t.words, t.position, t.begun_at, p.name AS begun_by, t.suggested, t.outcome, t.closed_at, c.name AS closed_by
             FROM draft_threads t JOIN people p ON p.id = t.begun_by LEFT JOIN people c ON c.id = t.closed_by
             WHERE t.draft_id = $1 AND t.path = $2 ORDER BY t.begun_at, t.id",
            draft,
            path
        ))
        .await?;
    let said: Vec<Said> = db
        .all(sql!(
            "SELECT c.thread_id, p.name, c.words, c.said_at FROM draft_threads t JOIN draft_comments c ON c.thread_id = t.id
             JOIN people p ON p.id = c.person_id WHERE t.draft_id = $1 AND t.path = $2 ORDER BY c.said_at, c.id",
            draft,
            path
        ))
        .await?;
    let mut by_thread: HashMap<ThreadId, Vec<Said>> = HashMap::new();
    for one in said {
        by_thread.entry(one.thread_id).or_default().push(one);
    }
    let whole = |row: Row| Thread {
        said: by_thread.remove(&row.id).unwrap_or_default(),
        position: usize::try_from(row.position).unwrap_or_default(),
        closed: row.closed_at.zip(row.closed_by),
        id: row.id,
        path: row.path,
        words: row.words,
        begun_at: row.begun_at,
        begun_by: row.begun_by,
        suggested: row.suggested,
        outcome: row.outcome,
    };
    Ok(rows.into_iter().map(whole).collect())
}

/// One thread of a draft.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this id in this draft.
pub async fn thread(db: &Db, draft: DraftId, id: ThreadId) -> Result<Thread> {
    let path: Option<(String,)> = db.maybe(sql!("SELECT path FROM draft_threads WHERE id = $1 AND draft_id = $2", id, draft)).await?;
    let (path,) = path.ok_or(Error::NotFound)?;
    threads(db, draft, &path).await?.into_iter().find(|thread| thread.id == id).ok_or(Error::NotFound)
}

crate::row! {
    /// How many threads of a file are open.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Open {
        /// The file.
        pub path: String,
        /// Comments.
        pub comments: i64,
        /// Of them, those that suggest a change.
        pub suggestions: i64,
    }
}

impl Open {
    /// How many of the threads of a file are open.
    pub fn of<'t>(path: &str, threads: impl IntoIterator<Item = &'t Thread>) -> Self {
        let none = Self { path: path.to_owned(), comments: 0, suggestions: 0 };
        let open = threads.into_iter().filter(|thread| thread.closed.is_none());
        open.fold(none, |sum, thread| Self {
            comments: sum.comments + 1,
            suggestions: sum.suggestions + i64::from(thread.suggested.is_some()),
            ..sum
        })
    }
}

/// The files of a draft with open threads.
///
/// # Errors
/// Those of the database.
pub async fn open_threads(db: &Db, draft: DraftId) -> Result<Vec<Open>> {
    db.all(sql!(
        "SELECT path, CAST(COUNT(*) AS BIGINT) AS comments, CAST(COUNT(suggested) AS BIGINT) AS suggestions FROM draft_threads
         WHERE draft_id = $1 AND closed_at IS NULL GROUP BY path ORDER BY path",
        draft
    ))
    .await
}

/// What a thread begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The unit's file.
    pub path: String,
    /// The paragraph it holds on to, as it stands, and its place, from 0; none: the unit as a whole.
    pub paragraph: Option<(String, usize)>,
    /// What is said.
    pub words: String,
    /// What may stand instead.
    pub suggested: Option<String>,
}

/// Begins a thread.
///
/// # Errors
/// [`Error::Invalid`] by `words` or `suggested`; [`Error::NotFound`] if the unit is not there; [`Conflict::Closed`] if the draft is over.
pub async fn begin_thread(tx: &Tx, now: DateTime<Utc>, actor: PersonId, page: &Page, new: &Beginning) -> Result<ThreadId> {
    let (paragraph, position) = new.paragraph.clone().unwrap_or_default();
    if let Some(suggested) = &new.suggested {
        if suggested.len() > LONGEST_TEXT {
            return Err(Error::field("suggested", "This is longer than a unit may be: suggest less at a time."));
        }
        if suggested.trim() == paragraph.trim() {
            return Err(Error::field("suggested", "Nothing is different yet: change the text, or write a comment."));
        }
    }
    let words = words_of("words", &new.words, new.suggested.is_none().then_some("Write what you want to say."))?;
    let (draft, revision) = held(tx, page.desk.module).await?;
    let id = ThreadId::new();
    let known = if new.paragraph.is_some() { digest(&paragraph) } else { String::new() };
    let added = tx
        .run(sql!(
            "INSERT INTO draft_threads (id, draft_id, path, digest, words, position, revision, begun_at, begun_by, suggested)
             SELECT $1, f.draft_id, f.path, $2, $3, $4, $5, $6, $7, $8 FROM draft_files f WHERE f.draft_id = $9 AND f.path = $10",
            id,
            known,
            paragraph,
            i64::try_from(position).unwrap_or_default(),
            revision,
            now,
            actor,
            new.suggested,
            draft,
            new.path
        ))
        .await?;
    if added == 0 {
        return Err(Error::NotFound);
    }
    if !words.is_empty() {
        say(tx, now, actor, (id, &words)).await?;
    }
    Ok(id)
}

pub(super) async fn say(tx: &Tx, now: DateTime<Utc>, actor: PersonId, (thread, words): (ThreadId, &str)) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO draft_comments (id, thread_id, person_id, words, said_at) VALUES ($1, $2, $3, $4, $5)",
        CommentId::new(),
        thread,
        actor,
        words,
        now
    ))
    .await?;
    Ok(())
}

/// Replies in a thread.
///
/// # Errors
/// [`Error::Invalid`] by `words`; [`Error::NotFound`] if it is not one of this draft; [`Conflict::Closed`] if the draft is over.
pub async fn reply(tx: &Tx, now: DateTime<Utc>, actor: PersonId, page: &Page, (id, words): (ThreadId, &str)) -> Result<()> {
    let words = words_of("words", words, Some("Write what you want to say."))?;
    let (draft, _) = held(tx, page.desk.module).await?;
    thread(tx, draft, id).await?;
    say(tx, now, actor, (id, &words)).await
}

/// Closes a thread: what it asks for is done, or answered.
///
/// # Errors
/// [`Conflict::Closed`] if it is closed already, is not one of this draft, or suggests a change: that is taken over or declined.
pub async fn close(tx: &Tx, now: DateTime<Utc>, actor: PersonId, page: &Page, id: ThreadId) -> Result<()> {
    let closed = sql!(
        "UPDATE draft_threads SET closed_at = $1, closed_by = $2 WHERE id = $3 AND draft_id = $4 AND closed_at IS NULL AND suggested IS NULL",
        now,
        actor,
        id,
        page.draft.id
    );
    done(tx.run(closed).await?)
}

/// Opens a thread again. What became of a suggested change is settled.
///
/// # Errors
/// [`Conflict::Closed`] if it is open already, is not one of this draft, or suggested a change.
pub async fn reopen(tx: &Tx, page: &Page, id: ThreadId) -> Result<()> {
    let opened = sql!(
        "UPDATE draft_threads SET closed_at = NULL, closed_by = NULL
         WHERE id = $1 AND draft_id = $2 AND closed_at IS NOT NULL AND outcome IS NULL",
        id,
        page.draft.id
    );
    done(tx.run(opened).await?)
}

fn done(changed: u64) -> Result<()> {
    if changed == 0 { Err(Error::Conflict(Conflict::Closed)) } else { Ok(()) }
}
