//! Large media of a package on disk: told and hashed where they lie, and never loaded.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::authoring::media::{self, MediaKind, Pointer};

/// A file on disk that a package has a pointer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// What stands in its place.
    pub pointer: Pointer,
    /// Where it lies.
    pub on_disk: PathBuf,
}

/// What stands for a file in the package; the error is a sentence about it.
pub(super) fn pointer(path: &str, on_disk: &Path, size: u64) -> Result<Apart, String> {
    let unreadable = |error: io::Error| format!("this cannot be read: {error}");
    let kind: Option<MediaKind> = path.rsplit_once('.').and_then(|(_, ending)| ending.parse().ok());
    let kind = kind.filter(|kind| !kind.is_picture()).ok_or("this is none of the files that stand under media/")?;
    let mut file = File::open(on_disk).map_err(unreadable)?;
    let sha256 = hash(&mut file, kind).map_err(unreadable)?.ok_or_else(|| format!("this is no {} file", kind.as_str().to_uppercase()))?;
    if matches!(kind, MediaKind::Mp4 | MediaKind::M4a) {
        media::movie(kind, &mut file, size).map_err(|refusal| refusal.to_string())?;
    }
    Ok(Apart { pointer: Pointer { sha256, kind, size }, on_disk: on_disk.to_owned() })
}

/// SHA-256 in hexadecimal; `None` if the file is not of this kind.
fn hash(file: &mut File, kind: MediaKind) -> io::Result<Option<String>> {
    let mut hash = Sha256::new();
    let mut piece = vec![0; 256 * 1024];
    let mut told = false;
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(Some(hex::encode(hash.finalize())));
        }
        if !told && media::recognize(&piece[..read.min(media::HEAD)]) != Ok(kind) {
            return Ok(None);
        }
        told = true;
        hash.update(&piece[..read]);
    }
}
