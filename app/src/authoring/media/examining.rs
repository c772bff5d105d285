//! What has arrived is looked at whole before it is kept: pictures are written anew, films and sound must be what they say.

use std::io;

use domain::authoring::media::{Facts, MediaKind, Refusal, movie, picture, sound};

use super::{archive::Archive, incoming::Incoming};
use crate::AppError;

/// A file that is in the object store.
#[derive(Clone, Debug)]
pub struct Kept {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// What it is.
    pub kind: MediaKind,
    /// How many bytes it has.
    pub size: u64,
    /// What is known of it.
    pub facts: Facts,
}

/// Why a file was not kept.
#[derive(Debug)]
pub enum NotKept {
    /// It is none that is taken; a sentence says what to do.
    Refused(Refusal),
    /// Something else went wrong.
    Failed(AppError),
}

impl From<Refusal> for NotKept {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<io::Error> for NotKept {
    fn from(error: io::Error) -> Self {
        Self::Failed(failure(&error))
    }
}

/// What a visitor may know of a disk or store that does not do its work.
pub fn failure(error: &io::Error) -> AppError {
    tracing::error!(%error, "media cannot be kept or read");
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::ReadOnlyFilesystem => AppError::StorageFull,
        _ => AppError::Unavailable,
    }
}

/// Looks at a file and brings it to its place.
pub async fn examine(archive: &Archive, file: Incoming) -> Result<Kept, NotKept> {
    let kind = file.kind()?;
    if kind.is_picture() {
        return written_anew(archive, file, kind).await;
    }
    let (file, facts) = beside(move || {
        let facts = facts(&file, kind);
        (file, facts)
    })
    .await?;
    let facts = facts?;
    let sha256 = file.sha256();
    archive.keep(file.path(), &sha256, kind).await?;
    Ok(Kept { sha256, kind, size: file.size(), facts })
}

async fn written_anew(archive: &Archive, file: Incoming, kind: MediaKind) -> Result<Kept, NotKept> {
    let turn = archive.turn().await.map_err(NotKept::Failed)?;
    let bytes = tokio::fs::read(file.path()).await?;
    let picture = beside(move || picture(kind, &bytes)).await??;
    drop(turn);
    let mut anew = archive.place().await?;
    anew.add(&picture.bytes).await?;
    anew.finish().await?;
    let sha256 = anew.sha256();
    archive.keep(anew.path(), &sha256, picture.kind).await?;
    let facts = Facts { width: Some(picture.width), height: Some(picture.height), duration: None };
    Ok(Kept { sha256, kind: picture.kind, size: anew.size(), facts })
}

/// Work for the processor, beside everything else.
pub async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, NotKept> {
    tokio::task::spawn_blocking(work).await.map_err(|_| NotKept::Failed(AppError::Broken))
}

fn facts(file: &Incoming, kind: MediaKind) -> Result<Facts, NotKept> {
    let mut source = std::fs::File::open(file.path())?;
    Ok(match kind {
        MediaKind::Mp4 | MediaKind::M4a => movie(kind, &mut source, file.size())?,
        MediaKind::Mp3 => sound(&mut source)?,
        MediaKind::Pdf => whole_document(&mut source, file.size())?,
        _ => Facts::default(),
    })
}

/// A PDF ends with a mark; one that does not is cut off.
fn whole_document(source: &mut std::fs::File, size: u64) -> Result<Facts, NotKept> {
    use io::{Read, Seek, SeekFrom};
    let mut tail = Vec::new();
    source.seek(SeekFrom::Start(size.saturating_sub(2048)))?;
    source.read_to_end(&mut tail)?;
    if tail.windows(5).any(|part| part == b"%%EOF") {
        return Ok(Facts::default());
    }
    Err(Refusal::new("This PDF is cut off: its end is missing. Export it again and upload that.").into())
}
