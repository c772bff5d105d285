//! Where the files of students lie: in the object store, under their hash, in a folder that has no public address.

use axum::body::Bytes;
use domain::{
    assignments::{FileKind, Refused, recognize},
    authoring::media::{MediaKind, Refusal, picture},
};
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{ObjectStoreExt, path::Path};
use sha2::{Digest, Sha256};

use crate::{
    AppError,
    authoring::media::{Archive, Incoming, NotKept, beside, failure},
};

/// The folder of the store in which these files lie; no file of a library does.
const FOLDER: &str = "assignments";

/// A file that is in the store.
pub struct Kept {
    /// What it is.
    pub kind: FileKind,
    /// In bytes.
    pub size: i64,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
}

/// The hash of a file of a student, if this is the place of one.
pub fn named(place: &Path) -> Option<&str> {
    place.parts().next().filter(|part| part.as_ref() == FOLDER)?;
    place.filename()
}

fn place(sha256: &str) -> Path {
    Path::from_iter([FOLDER, sha256.get(..2).unwrap_or("00"), sha256])
}

/// Looks at a file that has arrived and brings it to its place. Pictures are written anew, without what cameras put beside the pixels.
pub async fn keep(archive: &Archive, name: &str, file: Incoming) -> Result<Kept, NotKept> {
    // The whole file is in memory while it is looked at: one at a time.
    let turn = archive.turn().await.map_err(NotKept::Failed)?;
    let (bytes, name) = (file.bytes().await?, name.to_owned());
    let (kind, bytes) = beside(move || looked_at(&name, bytes)).await??;
    let sha256 = hex::encode(Sha256::digest(&bytes));
    let size = i64::try_from(bytes.len()).map_err(|_| NotKept::Failed(AppError::TooLarge))?;
    archive.store.put(&place(&sha256), bytes.into()).await.map_err(|error| NotKept::Failed(failure(&error.into())))?;
    drop(turn);
    Ok(Kept { kind, size, sha256 })
}

fn looked_at(name: &str, bytes: Vec<u8>) -> Result<(FileKind, Vec<u8>), Refusal> {
    let kind = recognize(name, &bytes).map_err(|Refused(sentence)| Refusal::new(sentence))?;
    let camera = match kind {
        FileKind::Png => MediaKind::Png,
        FileKind::Jpg => MediaKind::Jpeg,
        _ => return Ok((kind, bytes)),
    };
    let anew = picture(camera, &bytes)?;
    Ok((if anew.kind == MediaKind::Png { FileKind::Png } else { FileKind::Jpg }, anew.bytes))
}

/// The bytes of a file, as they come.
pub async fn read(archive: &Archive, sha256: &str) -> Result<BoxStream<'static, std::io::Result<Bytes>>, AppError> {
    match archive.store.get(&place(sha256)).await {
        Ok(found) => Ok(found.into_stream().map_err(std::io::Error::from).boxed()),
        Err(error) => Err(failure(&error.into())),
    }
}
