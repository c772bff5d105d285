//! A bucket of a store that speaks S3, where media lie in place of a folder.

use std::{sync::Arc, time::Duration};

use object_store::{
    BackoffConfig, ClientConfigKey, ObjectStore, RetryConfig,
    aws::{AmazonS3Builder, AmazonS3ConfigKey},
    path::Path,
    prefix::PrefixStore,
};
use tokio_rustls::rustls::crypto::ring;

/// How an address of a bucket begins.
const SCHEME: &str = "s3://";
/// How long somebody waits at most for a store that does not answer, before they are told.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long one answer may take from its first byte to its last: a film goes out no faster than a phone takes it.
const LONGEST_ANSWER: &str = "6h";
/// How long a store may be silent within an answer.
const LONGEST_SILENCE: &str = "30s";

/// Whether a setting names a bucket, not a folder.
pub(super) fn is_bucket(setting: &str) -> bool {
    setting.starts_with(SCHEME)
}

/// The store at `s3://BUCKET` or `s3://BUCKET/FOLDER`. Keys, region and endpoint are where every program for S3 looks for them: in
/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT_URL`, or in the role of the machine.
///
/// # Errors
/// A sentence, if the address or one of those settings is not understood. Nothing is asked of the store.
pub(super) fn open(url: &str) -> Result<Arc<dyn ObjectStore>, String> {
    let (bucket, folder) = named(url)?;
    // The program has one library for TLS. Where a provider is set already it is the same one.
    let _ = ring::default_provider().install_default();
    let store = AmazonS3Builder::from_env()
        .with_bucket_name(bucket)
        .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), LONGEST_ANSWER)
        .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::ReadTimeout), LONGEST_SILENCE)
        .with_retry(RetryConfig { max_retries: 4, retry_timeout: PATIENCE, backoff: BackoffConfig::default() })
        // One file is deleted at a time, and not every store knows how to delete several.
        .with_disable_bulk_delete(true)
        .build()
        .map_err(|error| format!("{error}."))?;
    Ok(if folder.as_ref().is_empty() { Arc::new(store) } else { Arc::new(PrefixStore::new(store, folder)) })
}

/// Bucket and folder of an address.
fn named(url: &str) -> Result<(&str, Path), String> {
    let rest = url.strip_prefix(SCHEME).unwrap_or(url);
    let (bucket, folder) = rest.split_once('/').unwrap_or((rest, ""));
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_".contains(letter);
    match Path::parse(folder.trim_end_matches('/')) {
        Ok(folder) if !bucket.is_empty() && bucket.chars().all(plain) => Ok((bucket, folder)),
        _ => Err(format!("{url} is no bucket; write s3://BUCKET or s3://BUCKET/FOLDER.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_bucket_and_perhaps_a_folder() {
        for (url, bucket, folder) in [
            ("s3://school", "school", ""),
            ("s3://school/", "school", ""),
            ("s3://school-media.2027/attending/media/", "school-media.2027", "attending/media"),
        ] {
            assert_eq!(named(url), Ok((bucket, Path::from(folder))), "{url}");
        }
        for url in ["s3://", "s3:///media", "s3://School", "s3://school media", "s3://school/a/../b", "s3://key:secret@school"] {
            assert!(named(url).is_err(), "{url}");
        }
    }
}
