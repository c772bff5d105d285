//! The videos of a draft as they are offered to whoever writes in it.

use std::collections::HashMap;

use domain::authoring::{
    drafts::Files,
    media::{MediaKind, beside},
    store::{self, drafts::Desk},
};

use crate::{AppError, visit::Author};

/// The videos of a draft as JSON: `[[path, what it shows, whether captions stand beside it], …]`. The editor's menu is made of it.
///
/// # Errors
/// Those of the database.
pub(crate) async fn films(author: &Author, desk: &Desk, files: &Files) -> Result<String, AppError> {
    let paths: Vec<&String> = files.keys().filter(|path| is_film(path)).collect();
    if paths.is_empty() {
        return Ok("[]".to_owned());
    }
    let library = store::library(&author.site.db, desk.module()).await?;
    let shows: HashMap<String, String> = library.into_iter().map(|media| (media.path, media.alt)).collect();
    let all = paths.into_iter().map(|path| {
        let shows = shows.get(path).map(String::as_str).unwrap_or_default();
        (path, shows, files.contains_key(&beside(path, "vtt")))
    });
    serde_json::to_string(&all.collect::<Vec<_>>()).map_err(|_| AppError::Broken)
}

fn is_film(path: &str) -> bool {
    let ending = path.strip_prefix("media/").and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    ending.and_then(|ending| ending.parse().ok()).is_some_and(MediaKind::is_film)
}
