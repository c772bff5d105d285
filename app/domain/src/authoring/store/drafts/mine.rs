//! The modules that somebody may write, and what one is called of which nothing is published yet.

use chrono::{DateTime, Utc};

use super::super::super::drafts::{DraftState, Writer, title_of};
use crate::{
    Result,
    db::{Db, sql},
};

crate::row! {
    /// A module in the list of those that somebody may write.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Mine {
        /// Its name in addresses.
        pub slug: String,
        /// The title of its newest version, or of its draft where there is none.
        pub title: String,
        /// The number of its newest version.
        pub newest: Option<i64>,
        /// When that was published.
        pub published_at: Option<DateTime<Utc>>,
        /// How far its draft has come, if one is open.
        pub state: Option<DraftState>,
        /// When the draft was changed last.
        pub changed_at: Option<DateTime<Utc>>,
        /// Who changed it last.
        pub changed_by: Option<String>,
    }
}

/// The modules somebody may write, by name in addresses.
///
/// # Errors
/// Those of the database.
pub async fn modules_of(db: &Db, writer: Writer) -> Result<Vec<Mine>> {
    let all = sql!(
        "SELECT m.slug, COALESCE(v.title, '') AS title, v.number AS newest, v.published_at, d.state, f.changed_at, p.name AS changed_by
         FROM modules m
         LEFT JOIN module_versions v ON v.module_id = m.id
            AND v.number = (SELECT MAX(newest.number) FROM module_versions newest WHERE newest.module_id = m.id)
         LEFT JOIN drafts d ON d.module_id = m.id AND d.closed_at IS NULL
         LEFT JOIN draft_files f ON f.draft_id = d.id AND f.path = (SELECT last.path FROM draft_files last WHERE last.draft_id = d.id
            ORDER BY last.revision DESC, last.path LIMIT 1)
         LEFT JOIN people p ON p.id = f.changed_by
         WHERE $1 OR EXISTS (SELECT 1 FROM module_authors a WHERE a.module_id = m.id AND a.person_id = $2)
         ORDER BY m.slug",
        writer.everything,
        writer.person
    );
    let mut all = db.all::<Mine>(all).await?;
    with_drafted_titles(db, all.iter_mut().map(|one| (one.slug.as_str(), &mut one.title))).await?;
    Ok(all)
}

/// Fills in the titles of modules that have none, for nothing of them is published; each beside the name in addresses.
pub(in crate::authoring::store::drafts) async fn with_drafted_titles<'t>(
    db: &Db,
    all: impl Iterator<Item = (&'t str, &'t mut String)>,
) -> Result<()> {
    for (slug, title) in all.filter(|(_, title)| title.is_empty()) {
        *title = drafted_title(db, slug).await?;
    }
    Ok(())
}

/// The title of a module of which nothing is published: that of its draft, or its name in addresses.
pub(in crate::authoring::store::drafts) async fn drafted_title(db: &Db, slug: &str) -> Result<String> {
    let head = sql!(
        "SELECT f.content FROM modules m JOIN drafts d ON d.module_id = m.id AND d.closed_at IS NULL
         JOIN draft_files f ON f.draft_id = d.id AND f.path = 'module.md' WHERE m.slug = $1",
        slug
    );
    let text = db.maybe::<(Vec<u8>,)>(head).await?.map(|(content,)| String::from_utf8_lossy(&content).into_owned());
    Ok(text.as_deref().and_then(title_of).unwrap_or(slug).to_owned())
}
