//! What keeps a deployment in order: migrations, backups, the audit log, progress anew.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::{
    audit::{self, Verdict},
    learning, residencies,
};

use super::print;
use crate::{
    Failure, serve,
    settings::{Media, Storage},
};

/// Where the backup goes.
#[derive(Args, Debug)]
pub struct Backup {
    /// File to write; it must not be there yet.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    storage: Storage,
    #[command(flatten)]
    media: Media,
}

/// What to do with the audit log.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Check that no entry was changed, added or removed.
    Verify(Storage),
}

/// `attending migrate`.
pub async fn migrate(storage: Storage) -> Result<(), Failure> {
    let url = storage.database()?;
    let (db, applied) = serve::open(&storage).await?;
    db.close().await;
    print(&match applied.as_slice() {
        [] => format!("{url} is up to date.\n"),
        applied => format!("{url}: applied {}.\n", applied.join(", ")),
    })
}

/// `attending backup`: while the site runs or not, and whichever program made the database.
pub async fn backup(asked: Backup) -> Result<(), Failure> {
    let db = serve::open_as_it_is(&asked.storage).await?;
    let done = db.backup(&asked.file).await;
    db.close().await;
    done?;
    let place = asked.media.place(&asked.storage);
    print(&format!(
        "Wrote {}. The media of modules and the files of assignments are not in it: copy {place} as well.\n",
        asked.file.display()
    ))
}

/// `attending audit verify`: exit status 1 if the log is not whole.
pub async fn audit(asked: Audit) -> Result<(), Failure> {
    let Audit::Verify(storage) = asked;
    let db = serve::open_to_read(&storage).await?;
    let verdict = audit::verify(&db).await;
    db.close().await;
    match verdict? {
        Verdict::Whole { entries } => print(&format!("The audit log is whole: {entries} entries.\n")),
        Verdict::Broken { sequence, reason } => {
            Err(Failure::Work(format!("The audit log is not what was written, from entry {sequence} on: {reason}.")))
        }
    }
}

/// `attending rebuild-progress`: while the site runs or not.
pub async fn rebuild_progress(storage: Storage) -> Result<(), Failure> {
    let db = serve::open(&storage).await?.0;
    let rebuilt = learning::store::rebuild_all(&db).await;
    let attended = residencies::store::presence::rebuild_attendance(&db).await;
    db.close().await;
    let ((enrollments, acts), (students, marks)) = (rebuilt?, attended?);
    print(&format!(
        "Computed the progress of {enrollments} enrollments anew from {acts} acts, and the attendance of {students} students from {marks} marks.\n"
    ))
}
