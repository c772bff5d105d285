//! Who may add files to a module: whoever teaches it, and administrators. The one place where that is decided.

use domain::{cohorts::store::module_in_hand, ids::ModuleId};

use crate::{AppError, visit::StaffOrFaculty};

/// A module that the visitor may change the files of.
#[derive(Clone, Debug)]
pub struct Written {
    /// The module.
    pub id: ModuleId,
    /// Its name in addresses.
    pub slug: String,
    /// What its newest version is called.
    pub title: String,
}

impl Written {
    /// Where its files stand.
    pub fn address(&self) -> String {
        format!("/studio/{}/media", self.slug)
    }
}

/// The module of this name, if the visitor may change its files.
pub async fn written(reader: &StaffOrFaculty, slug: &str) -> Result<Written, AppError> {
    let all = reader.rights().administrator;
    let (id, title) = module_in_hand(&reader.site.db, reader.session.person.id, all, slug).await?;
    Ok(Written { id, slug: slug.to_owned(), title })
}
