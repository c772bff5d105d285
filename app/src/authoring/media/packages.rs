//! Packages and the object store: what is taken out of a folder that is imported, what is put back where one is exported, and what a
//! draft is given of its module's library.

use std::{collections::BTreeMap, io, path::Path};

use domain::{
    authoring::{
        media::{Media, Pointer, apart},
        package::Apart,
        store::library,
    },
    ids::ModuleId,
};
use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use super::{archive::Archive, examining::failure};
use crate::{AppError, Site};

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

/// Gives a draft what its texts name and its module's library has: pictures and other small files as they are, large ones as pointers,
/// each with its captions and transcript. To be called before the draft is read as a package.
///
/// # Errors
/// Those of the database and of the object store.
pub async fn complete(site: &Site, module: ModuleId, files: &mut Files) -> Result<(), AppError> {
    let library = library(&site.db, module).await?;
    let named: Vec<&Media> = library.iter().filter(|media| is_named(files, &media.path)).collect();
    for media in named {
        for (ending, words) in [("vtt", &media.captions), ("txt", &media.transcript)] {
            if let Some((stem, _)) = media.path.rsplit_once('.').filter(|_| !words.is_empty()) {
                files.insert(format!("{stem}.{ending}"), words.clone().into_bytes());
            }
        }
        let size = u64::try_from(media.size).unwrap_or_default();
        if files.contains_key(&media.path) {
            continue;
        }
        let content = if apart(&media.path, size) {
            Pointer { sha256: media.sha256.clone(), kind: media.kind, size }.text().into_bytes()
        } else {
            site.archive.bytes(&media.sha256, media.kind).await.map_err(|error| failure(&error))?
        };
        files.insert(media.path.clone(), content);
    }
    Ok(())
}

/// Whether any text of a package shows a file or leads to it.
pub(super) fn is_named(files: &Files, path: &str) -> bool {
    let link = format!("]({path}");
    let texts = files.iter().filter(|(name, _)| name.ends_with(".md"));
    texts.into_iter().any(|(_, content)| content.windows(link.len()).any(|part| part == link.as_bytes()))
}
