//! Telling people, in the transaction of what they are told.

use chrono::{DateTime, Utc};

use super::Notice;
use crate::{
    Error, Result,
    db::{Tx, sql},
    mail::{self, Mail},
};

/// Tells a person something, once the transaction is committed. `base_url` is where people reach the site.
///
/// # Errors
/// [`Error::NotFound`] without such a person; otherwise those of [`mail::enqueue`].
pub async fn tell(tx: &Tx, base_url: &str, notice: &Notice, now: DateTime<Utc>) -> Result<()> {
    let address = sql!("SELECT email FROM people WHERE id = $1", notice.person);
    let (recipient,) = tx.maybe::<(String,)>(address).await?.ok_or(Error::NotFound)?;
    let body = format!("{}\n\n{base_url}{}\n", notice.body.trim_end(), notice.link);
    mail::enqueue(tx, Mail { recipient, subject: notice.title.clone(), body }, now).await?;
    Ok(())
}
