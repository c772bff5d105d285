//! Links by which somebody without an account reads one draft. The database knows a link only by the hash of its token.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde_json::json;

use super::{Desk, held};
use crate::{
    Error, Result, audit,
    authoring::drafts::links::{LASTS, LinkState, MOST_LINKS, link_state, note_of, sitting_since},
    db::{Db, Tx, sql},
    ids::{DraftId, LinkId, PersonId},
};

/// How long a link stands on the page of its draft after its end.
const SHOWN: TimeDelta = TimeDelta::days(30);

crate::row! {
    /// A link as the authors of its draft see it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Link {
        /// To revoke it by.
        pub id: LinkId,
        /// Whom it is for; may be empty.
        pub note: String,
        /// When it was made.
        pub made_at: DateTime<Utc>,
        /// By whom.
        pub made_by: String,
        /// Until when it works.
        pub ends_at: DateTime<Utc>,
        /// How often it was opened.
        pub opened: i64,
        /// When it was opened last.
        pub opened_at: Option<DateTime<Utc>>,
        /// When it was revoked.
        pub revoked_at: Option<DateTime<Utc>>,
    }
}

impl Link {
    /// How it stands.
    pub fn state(&self, now: DateTime<Utc>) -> LinkState {
        link_state(self.ends_at, self.revoked_at, now)
    }
}

/// The links of a draft, the newest first, with those that are over.
///
/// # Errors
/// Those of the database.
pub async fn links(db: &Db, draft: DraftId) -> Result<Vec<Link>> {
    db.all(sql!(
        "SELECT l.id, l.note, l.made_at, p.name AS made_by, l.ends_at, l.opened, l.opened_at, l.revoked_at
         FROM draft_links l JOIN people p ON p.id = l.made_by WHERE l.draft_id = $1 ORDER BY l.made_at DESC, l.id DESC LIMIT 50",
        draft
    ))
    .await
}

/// A link to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// Which.
    pub id: LinkId,
    /// The hash of its token.
    pub token_hash: String,
    /// Whom it is for, as typed.
    pub note: String,
}

/// Makes a link to the open draft.
///
/// # Errors
/// [`Error::Invalid`] by `for_whom`, also if there are [`MOST_LINKS`] that work; [`Conflict::Closed`](crate::Conflict::Closed) if no draft is
/// open.
pub async fn make_link(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, new: &NewLink) -> Result<()> {
    let note = note_of(&new.note).map_err(|message| Error::field("for_whom", message))?;
    // Held, so that two who make one at once are counted one after the other.
    let (draft, _) = held(tx, desk.module).await?;
    let work: i64 =
        tx.value(sql!("SELECT COUNT(*) FROM draft_links WHERE draft_id = $1 AND revoked_at IS NULL AND ends_at > $2", draft, now)).await?;
    if work >= MOST_LINKS {
        return Err(Error::field(
            "for_whom",
            format!("{MOST_LINKS} links to this draft work, which is all there can be. Revoke one of them first."),
        ));
    }
    let ends_at = now + LASTS;
    tx.run(sql!(
        "INSERT INTO draft_links (id, draft_id, token_hash, note, made_at, made_by, ends_at, opened) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
        new.id,
        draft,
        new.token_hash,
        note,
        now,
        actor,
        ends_at
    ))
    .await?;
    let details = json!({ "draft": draft, "link": new.id, "ends_at": ends_at });
    audit::append(tx, now, Some(actor), "draft.link-made", format!("module {}", desk.module), details).await
}

/// Lets a link work no longer; what was read stays read.
///
/// # Errors
/// [`Error::NotFound`] if it is none of the open draft, or was revoked before; [`Conflict::Closed`](crate::Conflict::Closed) if no draft is
/// open.
pub async fn revoke_link(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, link: LinkId) -> Result<()> {
    let draft = desk.draft()?.id;
    let revoked = tx
        .run(sql!("UPDATE draft_links SET revoked_at = $1 WHERE id = $2 AND draft_id = $3 AND revoked_at IS NULL", now, link, draft))
        .await?;
    if revoked == 0 {
        return Err(Error::NotFound);
    }
    let details = json!({ "draft": draft, "link": link });
    audit::append(tx, now, Some(actor), "draft.link-revoked", format!("module {}", desk.module), details).await
}

crate::row! {
    /// A link that somebody opened, and the draft behind it. There is no other way to one than its token.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OpenLink {
        /// Which.
        pub id: LinkId,
        /// The draft.
        pub draft: DraftId,
        /// The module's name in addresses.
        pub module: String,
        /// Who made it.
        pub made_by: String,
        /// The zone of whoever made it: the reader's is not known.
        pub time_zone: Tz,
        /// Until when it works.
        pub ends_at: DateTime<Utc>,
        /// When it was opened last.
        pub opened_at: Option<DateTime<Utc>>,
    }
}

impl OpenLink {
    /// Whether its opening is to be noted: who reads on has opened it once.
    pub fn is_news(&self, now: DateTime<Utc>) -> bool {
        self.opened_at.is_none_or(|before| before <= sitting_since(now))
    }
}

/// What is behind a link, if it works: its draft is open, and whoever made it may still write that.
///
/// # Errors
/// [`Error::NotFound`] otherwise, whatever the reason.
pub async fn open_link(db: &Db, token_hash: &str, now: DateTime<Utc>) -> Result<OpenLink> {
    let found: Option<OpenLink> = db
        .maybe(sql!(
            "SELECT l.id, l.draft_id AS draft, m.slug AS module, p.name AS made_by, p.time_zone, l.ends_at, l.opened_at
             FROM draft_links l JOIN drafts d ON d.id = l.draft_id AND d.closed_at IS NULL JOIN modules m ON m.id = d.module_id
             JOIN people p ON p.id = l.made_by AND p.deactivated_at IS NULL
             WHERE l.token_hash = $1 AND l.revoked_at IS NULL AND (
                EXISTS (SELECT 1 FROM module_authors a WHERE a.module_id = m.id AND a.person_id = p.id)
                OR EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'administrator'))",
            token_hash
        ))
        .await?;
    found.filter(|link| link_state(link.ends_at, None, now) == LinkState::Works).ok_or(Error::NotFound)
}

/// Counts that a link was opened, but not each page that somebody reads in one go.
///
/// # Errors
/// Those of the database.
pub async fn note_opening(tx: &Tx, link: LinkId, now: DateTime<Utc>) -> Result<()> {
    tx.run(sql!(
        "UPDATE draft_links SET opened = opened + 1, opened_at = $1 WHERE id = $2 AND (opened_at IS NULL OR opened_at <= $3)",
        now,
        link,
        sitting_since(now)
    ))
    .await?;
    Ok(())
}

/// Forgets links that ended long ago. Returns how many.
///
/// # Errors
/// Those of the database.
pub async fn forget_links(db: &Db, now: DateTime<Utc>) -> Result<u64> {
    db.write(move |tx| Box::pin(async move { tx.run(sql!("DELETE FROM draft_links WHERE ends_at <= $1", now - SHOWN)).await })).await
}

#[cfg(test)]
mod tests;
