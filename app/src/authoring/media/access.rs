//! Who may add files to a module: whoever writes it. The one place where that is decided.

use domain::authoring::{
    drafts::Writer,
    store::drafts::{Desk, desk},
};

use crate::{AppError, visit::Member};

/// The module of this name, if the visitor writes it.
pub async fn written(reader: &Member, slug: &str) -> Result<Desk, AppError> {
    let writer = Writer { person: reader.session.person.id, everything: reader.rights().administrator };
    Ok(desk(&reader.site.db, writer, slug).await?)
}

/// Where the files of a module stand.
pub fn address(desk: &Desk) -> String {
    format!("/studio/{}/media", desk.slug)
}
