//! Pictures, films, sound and documents of a module: brought in, looked through, described, and sent to whoever knows their hash.

mod access;
mod actions;
mod archive;
mod aside;
mod examining;
mod films;
mod incoming;
mod packages;
mod pages;
mod receiving;
mod serving;

pub use archive::Archive;
pub(crate) use examining::{NotKept, beside, failure};
pub(crate) use films::films;
pub use incoming::Incoming;
pub use packages::{lacking, put_together, take_apart};
pub(crate) use receiving::{MOST_RECEIVED, Takes, receive, wrong};

use crate::routes::Routes;

/// What can be looked at and done here. How large a file may be is a setting, which is looked at while it arrives.
pub fn routes() -> Routes {
    let most = usize::MAX / 2;
    Routes::default()
        .page("/media/{name}", "a file by its hash, without a session", serving::file)
        .page("/studio/{module}/media", "the files of a module", pages::media)
        .upload("/studio/{module}/media", "adds a file to a module", most, actions::add)
        .upload("/studio/{module}/files", "adds a file to a module, for the editor", most, actions::add_from_editor)
        .page("/studio/{module}/media/{file}", "a file of a module, and what is said of it", pages::one_file)
        .upload("/studio/{module}/media/{file}", "keeps what is said of a file", LARGEST_WORDS, actions::describe)
        .action("/studio/{module}/media/{file}/placement", "puts a file into the open draft", actions::put_into_draft)
        .action("/studio/{module}/media/{file}/removal", "deletes a file that no version uses", actions::remove)
}

/// The largest form with captions and transcript, in bytes.
const LARGEST_WORDS: usize = 4_000_000;

/// Whether a request brings a file, which takes longer than forms do; each of its pieces still has to come in time.
pub fn brings_a_file(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let named = matches!(last, "files" | "media") || (path.contains("/exchange/") && matches!(last, "package" | "lesson" | "questions"));
    (path.starts_with("/studio/") && (named || path == "/studio/new/package")) || (path.starts_with("/learn/") && last == "files")
}
