//! The files of a module version: figures, videos, captions.

use crate::{
    Result,
    db::{Db, sql},
    ids::PersonId,
};

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

/// A file of a module version, for someone who studies or teaches that version, or for anyone if `sees_all`.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if there is none or it is not theirs; those of the database.
pub async fn file(db: &Db, (person, sees_all): (PersonId, bool), (module, number): (&str, i64), path: &str) -> Result<PackageFile> {
    db.one(sql!(
        "SELECT f.media_type, f.content
         FROM modules m
         JOIN module_versions v ON v.module_id = m.id AND v.number = $1
         JOIN package_files f ON f.version_id = v.id AND f.path = $2
         WHERE m.slug = $3 AND ($4
            OR EXISTS (SELECT 1 FROM enrollments e JOIN cohort_modules cm ON cm.cohort_id = e.cohort_id
                WHERE e.person_id = $5 AND e.state = 'enrolled' AND cm.version_id = v.id)
            OR EXISTS (SELECT 1 FROM teaching t JOIN cohort_modules cm ON cm.cohort_id = t.cohort_id
                WHERE t.person_id = $5 AND (t.module_id IS NULL OR t.module_id = m.id) AND cm.version_id = v.id))",
        number,
        path,
        module,
        sees_all,
        person
    ))
    .await
}
