//! Comments in place: what a grader says of one paragraph.

use chrono::{DateTime, Utc};

use crate::{
    Error, Result,
    assignments::grading::paragraphs,
    db::{Db, Tx, sql},
    ids::{GradingCommentId, HandInId, PersonId},
};

/// The longest comment, in characters.
pub const LONGEST: usize = 4_000;

crate::row! {
    /// What was said of a paragraph.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Comment {
        /// Which.
        pub id: GradingCommentId,
        /// By whom.
        pub author: PersonId,
        /// Their name.
        pub author_name: String,
        /// Of which paragraph, from 1.
        pub paragraph: i64,
        /// Text.
        pub words: String,
        /// When.
        pub written_at: DateTime<Utc>,
    }
}

/// The comments of a hand-in that stand, by paragraph.
///
/// # Errors
/// Those of the database.
pub async fn comments(db: &Db, hand_in: HandInId) -> Result<Vec<Comment>> {
    db.all(sql!(
        "SELECT c.id, c.author_id AS author, p.name AS author_name, c.paragraph, c.words, c.written_at
         FROM grading_comments c JOIN people p ON p.id = c.author_id
         WHERE c.hand_in_id = $1 AND c.removed_at IS NULL ORDER BY c.paragraph, c.written_at, c.id",
        hand_in
    ))
    .await
}

/// What is to be said of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewComment {
    /// Made with the form: sent twice, it is one.
    pub id: GradingCommentId,
    /// Of what.
    pub hand_in: HandInId,
    /// By whom.
    pub author: PersonId,
    /// From 1.
    pub paragraph: i64,
    /// As typed.
    pub words: String,
}

/// Says something of a paragraph.
///
/// # Errors
/// [`Error::Invalid`] if nothing is said or too much; [`Error::NotFound`] if there is no such paragraph.
pub async fn comment(tx: &Tx, now: DateTime<Utc>, new: &NewComment) -> Result<()> {
    let words = new.words.replace("\r\n", "\n");
    let words = words.trim();
    if words.is_empty() {
        return Err(Error::field("words", "Write what you want to say of this paragraph."));
    }
    if words.chars().count() > LONGEST {
        return Err(Error::field("words", format!("Say it in at most {LONGEST} characters.")));
    }
    let (text,) = tx.maybe::<(String,)>(sql!("SELECT text FROM hand_ins WHERE id = $1", new.hand_in)).await?.ok_or(Error::NotFound)?;
    if new.paragraph < 1 || new.paragraph > paragraphs(&text).len() as i64 {
        return Err(Error::NotFound);
    }
    tx.run(sql!(
        "INSERT INTO grading_comments (id, hand_in_id, author_id, paragraph, words, written_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO NOTHING",
        new.id,
        new.hand_in,
        new.author,
        new.paragraph,
        words,
        now
    ))
    .await?;
    Ok(())
}

/// Takes back a comment of one's own; once taken back it stays so.
///
/// # Errors
/// [`Error::NotFound`] if it is no comment of theirs on this hand-in.
pub async fn remove_comment(tx: &Tx, now: DateTime<Utc>, author: PersonId, (hand_in, id): (HandInId, GradingCommentId)) -> Result<()> {
    let removed = sql!(
        "UPDATE grading_comments SET removed_at = COALESCE(removed_at, $1) WHERE id = $2 AND hand_in_id = $3 AND author_id = $4 RETURNING id",
        now,
        id,
        hand_in,
        author
    );
    tx.maybe::<(GradingCommentId,)>(removed).await?.map(drop).ok_or(Error::NotFound)
}
