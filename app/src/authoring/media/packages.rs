//! Packages and the object store: what is taken out of a folder that is imported, and put back where one is exported.

use std::{collections::BTreeMap, io, path::Path};

use domain::authoring::{media::Pointer, package::Apart};
use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use super::archive::Archive;

type Files = BTreeMap<String, Vec<u8>>;

/// Brings the large files of a folder to the object store. What is there already is left as it is.
///
/// # Errors
/// If one cannot be read, or the store does not take it.
pub async fn take_apart(archive: &Archive, files: &[Apart]) -> io::Result<()> {
    for Apart { pointer, on_disk } in files {
        if archive.size(&pointer.sha256, pointer.kind).await? != Some(pointer.size) {
            archive.keep(on_disk, &pointer.sha256, pointer.kind).await?;
        }
    }
    Ok(())
}

/// The files of a package that it has pointers to, and that the object store does not have.
///
/// # Errors
/// If the store does not answer.
pub async fn lacking(archive: &Archive, files: &Files) -> io::Result<Vec<String>> {
    let mut lacking = Vec::new();
    for (path, content) in files {
        if let Some(pointer) = Pointer::read(content)
            && archive.size(&pointer.sha256, pointer.kind).await? != Some(pointer.size)
        {
            lacking.push(path.clone());
        }
    }
    Ok(lacking)
}

/// Puts the large files of a package into the folder it was written to, each in the place of its pointer.
///
/// # Errors
/// If one is not in the store, is not what its hash says, or cannot be written.
pub async fn put_together(archive: &Archive, folder: &Path, files: &Files) -> io::Result<()> {
    for (path, content) in files {
        let Some(pointer) = Pointer::read(content) else { continue };
        let mut pieces = archive.read(&pointer.sha256, pointer.kind, None).await?;
        let mut file = tokio::fs::File::create(folder.join(path)).await?;
        let mut hash = Sha256::new();
        while let Some(piece) = pieces.try_next().await? {
            hash.update(&piece);
            file.write_all(&piece).await?;
        }
        file.sync_all().await?;
        if hex::encode(hash.finalize()) != pointer.sha256 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("{path} is not what it was when it was kept")));
        }
    }
    Ok(())
}
