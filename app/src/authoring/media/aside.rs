//! A file that somebody has sent and not decided about: one for each person, in the object store, so that any process of the site finds
//! it. It is gone when it is taken over, when they send another, or after a day.

use std::io;

use object_store::{ObjectStoreExt, path::Path};

use super::archive::Archive;

/// The folder of the store in which these files lie; no file of a library does.
const FOLDER: &str = "aside";

/// Whether this is the place of such a file.
pub(super) fn is_aside(place: &Path) -> bool {
    place.parts().next().is_some_and(|part| part.as_ref() == FOLDER)
}

/// Where the one of this owner lies.
fn place(owner: &str) -> Path {
    Path::from_iter([FOLDER, owner])
}

impl Archive {
    /// Keeps what somebody has sent, in the place of what they sent before.
    ///
    /// # Errors
    /// If the store does not take it.
    pub async fn set_aside(&self, owner: &str, content: Vec<u8>) -> io::Result<()> {
        self.store.put(&place(owner), content.into()).await?;
        Ok(())
    }

    /// What somebody sent last, if it is kept still.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn aside(&self, owner: &str) -> io::Result<Option<Vec<u8>>> {
        match self.store.get(&place(owner)).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Forgets what somebody sent last.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn forget_aside(&self, owner: &str) -> io::Result<()> {
        match self.store.delete(&place(owner)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
