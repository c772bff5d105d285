//! What stands behind a link, read for whoever opens it.

use domain::{
    accounts::rules::PAGES_BY_LINK,
    authoring::{
        drafts::{Files, Looked, Outline, Ways, outline},
        store::drafts::{self, OpenLink},
    },
    policy::store::token_hash,
};

use super::address_of;
use crate::{AppError, accounts::limits, authoring::looked, visit::Visit, when};

/// A draft in the hands of somebody who has a link to it.
pub struct Reading {
    /// The link.
    pub link: OpenLink,
    /// Its address, from the root of the site.
    pub address: String,
    /// The files of the draft, as they stand.
    pub files: Files,
    /// What of it can be shown.
    pub looked: Looked,
    /// What is in it.
    pub outline: Outline,
}

/// The link behind a token, if it works.
///
/// # Errors
/// [`AppError::NotFound`] if it does not, whatever the reason.
pub async fn opened(visit: &Visit, token: &str) -> Result<OpenLink, AppError> {
    Ok(drafts::open_link(&visit.site.db, &token_hash(token), visit.now).await?)
}

/// The draft behind a token, for one of its pages.
///
/// # Errors
/// [`AppError::NotFound`] if the link does not work; [`AppError::TooOften`].
pub async fn read(visit: &Visit, token: &str) -> Result<Reading, AppError> {
    let link = opened(visit, token).await?;
    limits::count(visit, PAGES_BY_LINK, &link.id.to_string()).await?;
    note_opening(visit, &link);
    let files = drafts::files(&visit.site.db, link.draft).await?;
    let (outline, address) = (outline(&files, &[]), address_of(token));
    let looked = looked(files.clone(), &link.module).await?.leading(Ways::link(&address));
    Ok(Reading { link, address, files, looked, outline })
}

/// Beside the answer and not in its way.
fn note_opening(visit: &Visit, link: &OpenLink) {
    if !link.is_news(visit.now) {
        return;
    }
    let (db, link, now) = (visit.site.db.clone(), link.id, visit.now);
    tokio::spawn(async move {
        if let Err(error) = db.write(move |tx| Box::pin(async move { drafts::note_opening(tx, link, now).await })).await {
            tracing::warn!(%error, "the opening of a link to a draft could not be noted");
        }
    });
}

impl Reading {
    /// The module's title, as the draft has it.
    pub fn title(&self) -> String {
        if self.outline.title.is_empty() { self.link.module.clone() } else { self.outline.title.clone() }
    }

    /// Until when it can be read, in the zone of whoever made the link: nobody knows the reader's.
    pub fn until(&self) -> String {
        let zone = self.link.time_zone;
        format!("{} ({} time)", when::long(self.link.ends_at, zone), zone.name().replace('_', " "))
    }

    /// The address of a unit, by its name in addresses of the studio.
    pub fn unit_address(&self, unit: &str) -> String {
        format!("{}/units/{unit}", self.address)
    }
}
