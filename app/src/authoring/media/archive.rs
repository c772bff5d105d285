//! Where the bytes lie: an object store, which is a folder unless a setting says otherwise. A file lies under its hash, so it is never
//! changed, and the same file is kept once.

use std::{io, ops::Range, path::PathBuf, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Result,
    assignments::store::is_file_kept,
    authoring::{
        media::{Limits, MediaKind, named},
        store::is_media_kept,
    },
    db::Db,
};
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    GetOptions, GetRange, ObjectMeta, ObjectStore, ObjectStoreExt, buffered::BufWriter, local::LocalFileSystem, path::Path,
};
use tokio::{
    io::AsyncWriteExt,
    sync::{Semaphore, SemaphorePermit},
};

use super::{
    aside,
    incoming::{self, Incoming},
};
use crate::{AppError, assignments};

/// How much of a file is in memory while it is brought to its place, in bytes.
const PIECE: usize = 8 * 1024 * 1024;
/// How long a file that nothing uses is kept: whoever is just adding it has time to say so.
const UNUSED: TimeDelta = TimeDelta::days(1);

/// The object store, and what may be put into it.
#[derive(Clone, Debug)]
pub struct Archive {
    pub(crate) store: Arc<dyn ObjectStore>,
    incoming: PathBuf,
    /// How large files may be.
    pub limits: Limits,
    /// Pictures are decoded and packages unpacked one at a time: each may take half a gigabyte of memory.
    heavy: Arc<Semaphore>,
}

impl Archive {
    /// An archive in a folder, which is made if it is not there; `incoming` is a folder for files while they arrive.
    ///
    /// # Errors
    /// If the folders cannot be made.
    pub fn in_folder(folder: &std::path::Path, incoming: PathBuf, limits: Limits) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(io::Error::other)?.with_fsync(true);
        Self::new(Arc::new(store), incoming, limits)
    }

    /// An archive in this store.
    ///
    /// # Errors
    /// If the folder for files that arrive cannot be made.
    pub fn new(store: Arc<dyn ObjectStore>, incoming: PathBuf, limits: Limits) -> io::Result<Self> {
        std::fs::create_dir_all(&incoming)?;
        Ok(Self { store, incoming, limits, heavy: Arc::new(Semaphore::new(1)) })
    }

    /// A turn to do what takes much memory: one at a time.
    ///
    /// # Errors
    /// Never while the site runs.
    pub async fn turn(&self) -> Result<SemaphorePermit<'_>, AppError> {
        self.heavy.acquire().await.map_err(|_| AppError::Broken)
    }

    /// A place for a file that is about to arrive.
    ///
    /// # Errors
    /// If it cannot be made.
    pub async fn place(&self) -> io::Result<Incoming> {
        Incoming::in_folder(&self.incoming).await
    }

    /// Brings a file of this machine to its place, whole or not at all.
    ///
    /// # Errors
    /// If it cannot be read, or the store does not take it.
    pub async fn keep(&self, file: &std::path::Path, sha256: &str, kind: MediaKind) -> io::Result<()> {
        let mut from = tokio::io::BufReader::with_capacity(256 * 1024, tokio::fs::File::open(file).await?);
        let mut to = BufWriter::with_capacity(Arc::clone(&self.store), place(sha256, kind), PIECE).with_max_concurrency(1);
        match tokio::io::copy_buf(&mut from, &mut to).await {
            Ok(_) => to.shutdown().await,
            Err(error) => {
                let _ = to.abort().await;
                Err(error)
            }
        }
    }

    /// How many bytes a file has; `None` if it is not there.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn size(&self, sha256: &str, kind: MediaKind) -> io::Result<Option<u64>> {
        match self.store.head(&place(sha256, kind)).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The bytes of a file, or some of them, as they come.
    ///
    /// # Errors
    /// If it is not there, or the store does not answer.
    pub async fn read(
        &self,
        sha256: &str,
        kind: MediaKind,
        part: Option<Range<u64>>,
    ) -> io::Result<BoxStream<'static, io::Result<axum::body::Bytes>>> {
        let options = GetOptions { range: part.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.store.get_opts(&place(sha256, kind), options).await?;
        Ok(found.into_stream().map_err(io::Error::from).boxed())
    }

    /// The bytes of a small file.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn bytes(&self, sha256: &str, kind: MediaKind) -> io::Result<Vec<u8>> {
        Ok(self.store.get(&place(sha256, kind)).await?.bytes().await?.to_vec())
    }

    /// Deletes what no library, no version and no assignment has, what was set aside, and what of an upload was left behind, once it is a day old. Returns how many files.
    ///
    /// # Errors
    /// Those of the database; a store that does not answer is told in the log.
    pub async fn clear(&self, db: &Db, now: DateTime<Utc>) -> Result<usize> {
        let mut cleared = incoming::clear(&self.incoming, Duration::from_secs(UNUSED.num_seconds().unsigned_abs())).await;
        let mut all = self.store.list(None);
        while let Some(found) = all.next().await {
            match found {
                Ok(found) => cleared += usize::from(self.clear_unused(db, now, found).await?),
                Err(error) => {
                    tracing::warn!(%error, "the media could not be looked through; the next hour tries again");
                    break;
                }
            }
        }
        Ok(cleared)
    }

    async fn clear_unused(&self, db: &Db, now: DateTime<Utc>, found: ObjectMeta) -> Result<bool> {
        if aside::is_aside(&found.location) {
            return Ok(found.last_modified <= now - UNUSED && self.store.delete(&found.location).await.is_ok());
        }
        if let Some(sha256) = assignments::named(&found.location) {
            let needed = found.last_modified > now - UNUSED || is_file_kept(db, sha256).await?;
            return Ok(!needed && self.delete_unless_new(&found).await);
        }
        let Some((sha256, _)) = found.location.filename().and_then(named) else { return Ok(false) };
        if found.last_modified > now - UNUSED || is_media_kept(db, sha256).await? {
            return Ok(false);
        }
        Ok(self.delete_unless_new(&found).await)
    }

    /// Somebody may have brought the same file again since the list was made.
    async fn delete_unless_new(&self, found: &ObjectMeta) -> bool {
        let still = self.store.head(&found.location).await.is_ok_and(|again| again.last_modified == found.last_modified);
        still && self.store.delete(&found.location).await.is_ok()
    }
}

/// Two letters of the hash are a folder, so that none has too many files.
fn place(sha256: &str, kind: MediaKind) -> Path {
    Path::from_iter([sha256.get(..2).unwrap_or("00"), &format!("{sha256}.{kind}")])
}
