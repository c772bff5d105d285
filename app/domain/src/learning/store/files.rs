//! The files of a module version: figures, videos, captions.

use crate::{
    Result,
    db::{Db, sql},
    ids::{CohortId, PersonId},
};

/// Who asks for a file.
#[derive(Clone, Copy, Debug)]
pub struct FileReader {
    /// The person.
    pub person: PersonId,
    /// Whether they may see all files there are.
    pub sees_all: bool,
    /// The cohort as whose student they look at the site, if they do.
    pub viewing: Option<CohortId>,
}

crate::row! {
    /// A file as it was imported.
    #[derive(Clone, Debug)]
    pub struct PackageFile {
        /// Its media type.
        pub media_type: String,
        /// Its bytes.
        pub content: Vec<u8>,
    }
}

/// A file of a module version, for someone who studies or teaches that version, or looks as one who does.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if there is none or it is not theirs; those of the database.
pub async fn file(db: &Db, reader: FileReader, (module, number): (&str, i64), path: &str) -> Result<PackageFile> {
    db.one(sql!(
        "SELECT f.media_type, f.content
         FROM modules m
         JOIN module_versions v ON v.module_id = m.id AND v.number = $1
         JOIN package_files f ON f.version_id = v.id AND f.path = $2
         WHERE m.slug = $3 AND ($4
            OR EXISTS (SELECT 1 FROM enrollments e JOIN cohort_modules cm ON cm.cohort_id = e.cohort_id
                WHERE e.person_id = $5 AND e.state = 'enrolled' AND cm.version_id = v.id)
            OR EXISTS (SELECT 1 FROM teaching t JOIN cohort_modules cm ON cm.cohort_id = t.cohort_id
                WHERE t.person_id = $5 AND (t.module_id IS NULL OR t.module_id = m.id) AND cm.version_id = v.id)
            OR EXISTS (SELECT 1 FROM cohort_modules cm WHERE cm.cohort_id = $6 AND cm.version_id = v.id))",
        number,
        path,
        module,
        reader.sees_all,
        reader.person,
        reader.viewing
    ))
    .await
}
