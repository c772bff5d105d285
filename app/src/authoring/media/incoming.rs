//! Files while they arrive: on the disk of this process, hashed as they grow, gone when they are dropped.

use std::{
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use domain::authoring::media::{HEAD, MediaKind, Refusal, recognize};
use sha2::{Digest, Sha256};
use tokio::{
    fs::{self, File},
    io::AsyncWriteExt,
};

/// A file that is arriving, or has arrived.
#[derive(Debug)]
pub struct Incoming {
    path: PathBuf,
    file: File,
    hash: Sha256,
    head: Vec<u8>,
    size: u64,
}

impl Incoming {
    /// An empty one in this folder.
    pub(super) async fn in_folder(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder).await?;
        let path = folder.join(uuid::Uuid::now_v7().to_string());
        let file = File::create_new(&path).await?;
        Ok(Self { path, file, hash: Sha256::new(), head: Vec::new(), size: 0 })
    }

    /// Adds what has come.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub async fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        let missing = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..missing]);
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        self.file.write_all(bytes).await
    }

    /// Says that nothing more comes.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub async fn finish(&mut self) -> io::Result<()> {
        self.file.flush().await
    }

    /// How many bytes have come.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether enough has come to say what it is.
    pub fn can_be_told(&self) -> bool {
        self.head.len() >= HEAD
    }

    /// What it is, by its bytes.
    ///
    /// # Errors
    /// If it is nothing that is kept.
    pub fn kind(&self) -> Result<MediaKind, Refusal> {
        recognize(&self.head)
    }

    /// SHA-256 of what has come, in hexadecimal.
    pub fn sha256(&self) -> String {
        hex::encode(self.hash.clone().finalize())
    }

    /// All its bytes, of a file that is not too large for that.
    ///
    /// # Errors
    /// If the disk does not give them back.
    pub async fn bytes(&self) -> io::Result<Vec<u8>> {
        fs::read(&self.path).await
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Deletes what a process left behind that died while files arrived. Returns how many.
pub(super) async fn clear(folder: &Path, older_than: Duration) -> usize {
    let Ok(mut entries) = fs::read_dir(folder).await else { return 0 };
    let mut cleared = 0;
    while let Ok(Some(entry)) = entries.next_entry().await {
        let changed = entry.metadata().await.and_then(|about| about.modified()).unwrap_or(SystemTime::now());
        if changed.elapsed().is_ok_and(|age| age > older_than) && fs::remove_file(entry.path()).await.is_ok() {
            cleared += 1;
        }
    }
    cleared
}
