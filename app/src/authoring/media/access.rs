//! Who may add files to a module: whoever writes it. The one place where that is decided.

use domain::authoring::store::drafts::{Desk, desk};

use crate::{AppError, visit::Author};

/// The module of this name, if the visitor writes it.
pub async fn written(reader: &Author, slug: &str) -> Result<Desk, AppError> {
    Ok(desk(&reader.site.db, reader.writer(), slug).await?)
}

/// Where the files of a module stand.
pub fn address(desk: &Desk) -> String {
    format!("/studio/{}/media", desk.slug)
}
