//! Where pictures, films, sound and documents lie, and how large they may be.

mod bucket;

use std::path::PathBuf;

use app::authoring::media::Archive;
use clap::Args;
use domain::authoring::media::Limits;

use super::{Storage, given};
use crate::Failure;

/// Bytes of a megabyte.
const MEGABYTE: u64 = 1_000_000;

/// Where media lie: what every command needs that writes or reads a module whole.
#[derive(Args, Clone, Debug)]
pub struct Media {
    /// Where the media of modules lie: a folder, or `s3://BUCKET/FOLDER` in a store that speaks S3, with AWS_ACCESS_KEY_ID,
    /// AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL as other programs have them. Without it, `media` in DATA_DIR. Several processes
    /// on one database share it.
    #[arg(long, env = "MEDIA_STORE", value_name = "FOLDER|s3://BUCKET")]
    pub media_store: Option<String>,

    /// The largest video, audio or PDF that is taken, in megabytes.
    #[arg(long, env = "MEDIA_FILE_LIMIT", default_value_t = 500, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..=20_000))]
    pub media_file_limit: u64,

    /// The largest picture that is taken, in megabytes; pictures are kept smaller than they come.
    #[arg(long, env = "MEDIA_PICTURE_LIMIT", default_value_t = 30, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..=200))]
    pub media_picture_limit: u64,

    /// The most that all files of one module may have together, in megabytes.
    #[arg(long, env = "MEDIA_MODULE_LIMIT", default_value_t = 5_000, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub media_module_limit: u64,
}

impl Media {
    /// The archive that the settings describe; a folder is made if it is not there.
    ///
    /// # Errors
    /// If a folder cannot be made, or what is said of a bucket is not understood.
    pub fn archive(&self, storage: &Storage) -> Result<Archive, Failure> {
        let limits = Limits {
            file: self.media_file_limit * MEGABYTE,
            picture: self.media_picture_limit * MEGABYTE,
            module: self.media_module_limit * MEGABYTE,
        };
        let arriving = storage.data_dir.join("arriving");
        let not_kept =
            |error: std::io::Error| Failure::Setting(format!("MEDIA_STORE: media cannot be kept in {}: {error}.", self.place(storage)));
        match given(&self.media_store) {
            Some(url) if bucket::is_bucket(url) => {
                let store = bucket::open(url).map_err(|reason| Failure::Setting(format!("MEDIA_STORE: {reason}")))?;
                Archive::new(store, arriving, limits).map_err(not_kept)
            }
            _ => Archive::in_folder(&self.folder(storage), arriving, limits).map_err(not_kept),
        }
    }

    /// The folder that media lie in, where it is one.
    fn folder(&self, storage: &Storage) -> PathBuf {
        given(&self.media_store).map_or_else(|| storage.data_dir.join("media"), PathBuf::from)
    }

    /// Where media lie, for people.
    pub fn place(&self, storage: &Storage) -> String {
        self.folder(storage).display().to_string()
    }
}
