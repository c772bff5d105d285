//! Files that somebody has sent and not decided about: in the object store, so that any process of the site finds them. Each is gone
//! when it is taken over, when its sender has sent many others since, or after a day.

use std::io;

use axum::body::Bytes;
use futures::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, path::Path};

use super::archive::Archive;

/// The folder of the store in which these files lie; no file of a library does.
const FOLDER: &str = "aside";
/// How many of them one person may have: as many windows as anybody has open.
const MOST: usize = 12;

/// Whether this is the place of such a file.
pub(super) fn is_aside(place: &Path) -> bool {
    place.parts().next().is_some_and(|part| part.as_ref() == FOLDER)
}

/// Where the file of this name lies, of this owner.
fn place(owner: &str, name: &str) -> Path {
    Path::from_iter([FOLDER, owner, name])
}

impl Archive {
    /// Keeps what somebody has sent. Of many, the oldest make room.
    ///
    /// # Errors
    /// If the store does not take it.
    pub async fn set_aside(&self, owner: &str, name: &str, content: Vec<u8>) -> io::Result<()> {
        let new = place(owner, name);
        self.store.put(&new, content.into()).await?;
        let own = self.store.list(Some(&Path::from_iter([FOLDER, owner])));
        let mut others: Vec<_> = own.try_filter(|found| std::future::ready(found.location != new)).try_collect().await?;
        others.sort_by_key(|found| std::cmp::Reverse(found.last_modified));
        for old in others.iter().skip(MOST - 1) {
            self.forget(&old.location).await?;
        }
        Ok(())
    }

    /// What somebody sent, if it is kept still.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn aside(&self, owner: &str, name: &str) -> io::Result<Option<Bytes>> {
        match self.store.get(&place(owner, name)).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Forgets what somebody sent.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn forget_aside(&self, owner: &str, name: &str) -> io::Result<()> {
        self.forget(&place(owner, name)).await
    }

    async fn forget(&self, place: &Path) -> io::Result<()> {
        match self.store.delete(place).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
