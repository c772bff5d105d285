//! What stands in a discussion.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result,
    db::{Db, list, sql},
    ids::{CohortId, PersonId, PostId},
    messages::{Spot, rules},
};

/// How many threads stand on a page.
pub const THREADS: i64 = 30;

crate::row! {
    /// A post as it is read. One that was removed has neither text nor HTML.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Post {
        /// Which.
        pub id: PostId,
        /// The post that begins its thread; absent: it does so itself.
        pub parent_id: Option<PostId>,
        /// Who wrote it.
        pub author_id: PersonId,
        /// Their name.
        pub author: String,
        /// Whether they teach in the cohort.
        pub teaches: bool,
        /// Whether they have a place in it.
        pub studies: bool,
        /// Markdown.
        pub body: String,
        /// Rendered and sanitized.
        pub html: String,
        /// When it was posted.
        pub posted_at: DateTime<Utc>,
        /// When it was last changed.
        pub edited_at: Option<DateTime<Utc>>,
        /// When it was removed.
        pub removed_at: Option<DateTime<Utc>>,
        /// When it was marked as the answer.
        pub answer_at: Option<DateTime<Utc>>,
        /// Who marked it.
        pub answer_by: Option<String>,
    }
}

/// A post and the replies to it: the answer first, then as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// What begins it.
    pub post: Post,
    /// The replies.
    pub replies: Vec<Post>,
}

/// Posts as they are read, of which something holds.
macro_rules! posts {
    ($which:literal) => {
        concat!(
            "SELECT p.id, p.parent_id, p.author_id, a.name AS author,
                EXISTS (SELECT 1 FROM teaching t WHERE t.cohort_id = p.cohort_id AND t.person_id = p.author_id) AS teaches,
                EXISTS (SELECT 1 FROM enrollments e WHERE e.cohort_id = p.cohort_id AND e.person_id = p.author_id) AS studies,
                p.body, p.html, p.posted_at, p.edited_at, p.removed_at, p.answer_at, b.name AS answer_by
             FROM posts p JOIN people a ON a.id = p.author_id LEFT JOIN people b ON b.id = p.answer_by
             WHERE ",
            $which
        )
    };
}

/// The threads of a discussion, the newest first, [`THREADS`] a page, and whether there are older ones. Pages count from 0. What was
/// removed and has no replies is left out, unless all is asked for.
///
/// # Errors
/// Those of the database.
pub async fn threads(db: &Db, spot: &Spot, page: i64, all: bool) -> Result<(Vec<Thread>, bool)> {
    let mut first = db
        .all::<Post>(sql!(
            posts!(
                "p.cohort_id = $1 AND p.module_slug = $2 AND p.unit_slug = $3 AND p.parent_id IS NULL
                AND ($4 OR p.removed_at IS NULL
                    OR EXISTS (SELECT 1 FROM posts r WHERE r.parent_id = p.id AND r.removed_at IS NULL))
             ORDER BY p.posted_at DESC, p.id DESC LIMIT $5 OFFSET $6"
            ),
            spot.cohort,
            spot.module,
            spot.unit,
            all,
            THREADS + 1,
            page * THREADS
        ))
        .await?;
    let older = first.len() as i64 > THREADS;
    first.truncate(THREADS as usize);
    let mut replies = replies(db, &first, all).await?;
    let thread = |post: Post| Thread { replies: replies.remove(&post.id).unwrap_or_default(), post };
    Ok((first.into_iter().map(thread).collect(), older))
}

/// One thread, by the post that begins it.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if there is none.
pub async fn thread(db: &Db, head: PostId, all: bool) -> Result<Thread> {
    let post = db.one::<Post>(sql!(posts!("p.id = $1 AND p.parent_id IS NULL"), head)).await?;
    let mut replies = replies(db, std::slice::from_ref(&post), all).await?;
    Ok(Thread { replies: replies.remove(&post.id).unwrap_or_default(), post })
}

async fn replies(db: &Db, first: &[Post], all: bool) -> Result<HashMap<PostId, Vec<Post>>> {
    let found = db
        .all::<Post>(list!(
            posts!("($1 OR p.removed_at IS NULL) AND p.parent_id IN ($list)"),
            in first.iter().map(|post| post.id),
            all
        ))
        .await?;
    let mut replies: HashMap<PostId, Vec<Post>> = HashMap::new();
    for reply in found {
        if let Some(parent) = reply.parent_id {
            replies.entry(parent).or_default().push(reply);
        }
    }
    for thread in replies.values_mut() {
        rules::answers(thread, |reply| (reply.answer_at.is_some(), (reply.posted_at, reply.id)));
    }
    Ok(replies)
}

/// How many posts stand under a unit or cohort.
///
/// # Errors
/// Those of the database.
pub async fn post_count(db: &Db, cohort: CohortId, module: &str, unit: &str) -> Result<i64> {
    db.value(sql!(
        "SELECT COUNT(*) FROM posts WHERE cohort_id = $1 AND module_slug = $2 AND unit_slug = $3 AND removed_at IS NULL",
        cohort,
        module,
        unit
    ))
    .await
}

crate::row! {
    /// A unit under which something was posted.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Discussed {
        /// The module's name in addresses.
        pub module: String,
        /// The unit's name in addresses.
        pub unit: String,
        /// How many posts stand there.
        pub posts: i64,
        /// When the last one was posted.
        pub last_at: DateTime<Utc>,
    }
}

/// The units of a cohort under which something was posted, the liveliest of late first.
///
/// # Errors
/// Those of the database.
pub async fn discussed(db: &Db, cohort: CohortId) -> Result<Vec<Discussed>> {
    db.all(sql!(
        "SELECT module_slug AS module, unit_slug AS unit, COUNT(*) AS posts, MAX(posted_at) AS last_at FROM posts
         WHERE cohort_id = $1 AND module_slug <> '' AND removed_at IS NULL GROUP BY module_slug, unit_slug
         ORDER BY MAX(posted_at) DESC",
        cohort
    ))
    .await
}

crate::row! {
    /// The names of a unit and its module, as the cohort studies them.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SpotName {
        /// The module's title.
        pub module: String,
        /// The unit's title.
        pub unit: String,
        /// From when the module can be studied.
        pub opens_at: DateTime<Utc>,
    }
}

/// What a unit of a cohort is called.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if the cohort does not study it.
pub async fn spot_name(db: &Db, spot: &Spot) -> Result<SpotName> {
    db.one(sql!(
        "SELECT v.title AS module, u.title AS unit, cm.opens_at
         FROM modules m JOIN cohort_modules cm ON cm.module_id = m.id AND cm.cohort_id = $1
         JOIN module_versions v ON v.id = cm.version_id JOIN units u ON u.version_id = v.id AND u.slug = $2
         WHERE m.slug = $3",
        spot.cohort,
        spot.unit,
        spot.module
    ))
    .await
}

crate::row! {
    /// A post with the place where it stands.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PostPlace {
        /// Which.
        pub id: PostId,
        /// The cohort.
        pub cohort_id: CohortId,
        /// The cohort's name in addresses.
        pub cohort_slug: String,
        /// The module's name in addresses; empty under the cohort itself.
        pub module_slug: String,
        /// The unit's name in addresses; empty under the cohort itself.
        pub unit_slug: String,
        /// The post that begins its thread; absent: it does so itself.
        pub parent_id: Option<PostId>,
        /// Who wrote it.
        pub author_id: PersonId,
        /// Their name.
        pub author: String,
        /// Markdown; empty once removed.
        pub body: String,
        /// Rendered and sanitized; empty once removed.
        pub html: String,
        /// When it was posted.
        pub posted_at: DateTime<Utc>,
        /// When it was last changed.
        pub edited_at: Option<DateTime<Utc>>,
        /// When it was removed.
        pub removed_at: Option<DateTime<Utc>>,
    }
}

impl PostPlace {
    /// Where it stands.
    pub fn spot(&self) -> Spot {
        Spot { cohort: self.cohort_id, module: self.module_slug.clone(), unit: self.unit_slug.clone() }
    }
}

/// A post by its id. Whoever shows it looks whether the reader takes part in its discussion.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if there is none.
pub async fn post_place(db: &Db, post: PostId) -> Result<PostPlace> {
    db.one(sql!(
        "SELECT p.id, p.cohort_id, c.slug AS cohort_slug, p.module_slug, p.unit_slug, p.parent_id, p.author_id, a.name AS author, p.body,
            p.html, p.posted_at, p.edited_at, p.removed_at
         FROM posts p JOIN cohorts c ON c.id = p.cohort_id JOIN people a ON a.id = p.author_id WHERE p.id = $1",
        post
    ))
    .await
}

crate::row! {
    /// What a post said before.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Earlier {
        /// Which change.
        pub id: Uuid,
        /// Markdown.
        pub body: String,
        /// Until when it said so.
        pub until: DateTime<Utc>,
    }
}

/// What a post said before it was changed or removed, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn earlier(db: &Db, post: PostId) -> Result<Vec<Earlier>> {
    db.all(sql!("SELECT id, body, until FROM post_edits WHERE post_id = $1 ORDER BY until DESC, id DESC", post)).await
}
