//! Names, limits, and what is still missing beside a file.

use std::collections::BTreeMap;

use super::{Media, MediaKind, Pointer, Refusal, apart};

/// What may be kept, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest film, sound or PDF.
    pub file: u64,
    /// The largest picture as it comes in; as it is kept it has at most 5 MB.
    pub picture: u64,
    /// All files of one module together.
    pub module: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 500_000_000, picture: 30_000_000, module: 5_000_000_000 }
    }
}

impl Limits {
    /// The most bytes a file of this kind may have.
    pub const fn of(&self, kind: MediaKind) -> u64 {
        if kind.is_picture() && self.picture < self.file { self.picture } else { self.file }
    }

    /// Why a file of this kind with more bytes is not taken.
    pub fn too_large(&self, kind: MediaKind) -> Refusal {
        let most = bytes(self.of(kind));
        Refusal::new(match kind.name() {
            "Picture" => format!("This picture has more than {most}. Make it smaller, 2,400 pixels wide is enough, and upload it again."),
            "Video" => {
                format!("This video has more than {most}. Cut it into parts, or export it in a smaller size (720p), and upload that.")
            }
            _ => format!("This file has more than {most}. Make it smaller and upload it again."),
        })
    }
}

/// A number of bytes as people read it: `3.4 MB`.
pub fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} bytes"),
        1_000..1_000_000 => format!("{} KB", count / 1_000),
        1_000_000..10_000_000 => format!("{}.{} MB", count / 1_000_000, count / 100_000 % 10),
        10_000_000..1_000_000_000 => format!("{} MB", count / 1_000_000),
        _ => format!("{}.{} GB", count / 1_000_000_000, count / 100_000_000 % 10),
    }
}

/// Where a file of this name and kind stands in a package: pictures under `figures/`, everything else under `media/`. The ending is that
/// of what the file is, whatever its name says.
pub fn path_for(name: &str, kind: MediaKind) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut plain = String::new();
    for letter in stem.chars() {
        if letter.is_ascii_alphanumeric() {
            plain.push(letter.to_ascii_lowercase());
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain.truncate(60);
    let plain = plain.trim_end_matches('-');
    let plain = if plain.is_empty() { kind.name().to_lowercase() } else { plain.to_owned() };
    let folder = if kind.is_picture() { "figures" } else { "media" };
    format!("{folder}/{plain}.{kind}")
}

/// The path, or the first like it that is free: `media/round-2.mp4`. Captions and transcript of a film bear its name, so no other file
/// has the same one with another ending.
pub fn free_path(wanted: &str, taken: &[String]) -> String {
    let stem = |path: &str| path.rsplit_once('.').map_or(path.to_owned(), |(stem, _)| stem.to_owned());
    let is_free = |path: &str| !taken.iter().any(|taken| stem(taken) == stem(path));
    if is_free(wanted) {
        return wanted.to_owned();
    }
    let (start, ending) = wanted.rsplit_once('.').unwrap_or((wanted, ""));
    let mut number = 2_u32;
    loop {
        let path = format!("{start}-{number}.{ending}");
        if is_free(&path) {
            return path;
        }
        number += 1;
    }
}

/// The line that puts a file into a lesson; its caption is for the author to write.
pub fn markdown(media: &Media) -> String {
    let alt: String = media.alt.chars().map(|letter| if matches!(letter, '[' | ']' | '\n' | '\\') { ' ' } else { letter }).collect();
    format!("![{}]({} \"Caption\")", alt.trim(), media.path)
}

/// What is missing beside a file before a version that shows it can be published, each in a sentence.
pub fn missing(media: &Media) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if media.alt.trim().is_empty() {
        missing.push(match media.kind.name() {
            "Picture" => "Say what the picture shows, for those who cannot see it.",
            "Video" => "Say what the video shows, for those who cannot see it.",
            "Audio" => "Say what is heard, as a title.",
            _ => "Say what the document is.",
        });
    }
    if media.kind.is_film() && media.captions.is_empty() {
        missing.push("Add captions (WebVTT) for those who cannot hear it.");
    }
    if (media.kind.is_film() || media.kind.is_sound()) && media.transcript.trim().is_empty() {
        missing.push("Add a transcript for those who would rather read.");
    }
    missing
}

/// What a package holds of a file: the bytes themselves or a pointer, and captions and transcript beside them. `content` is asked for
/// the bytes only where the package holds them.
///
/// # Errors
/// Those of `content`.
pub fn in_package<E>(media: &Media, content: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<BTreeMap<String, Vec<u8>>, E> {
    let size = u64::try_from(media.size).unwrap_or_default();
    let pointer = Pointer { sha256: media.sha256.clone(), kind: media.kind, size };
    let content = if apart(&media.path, size) { pointer.text().into_bytes() } else { content()? };
    let words = [("vtt", &media.captions), ("txt", &media.transcript)].into_iter().filter(|(_, words)| !words.is_empty());
    let mut files: BTreeMap<_, _> = words.map(|(ending, words)| (beside(&media.path, ending), words.clone().into_bytes())).collect();
    files.insert(media.path.clone(), content);
    Ok(files)
}

/// The paths of a file and of what may stand beside it.
pub fn paths(media: &Media) -> Vec<String> {
    vec![media.path.clone(), beside(&media.path, "vtt"), beside(&media.path, "txt")]
}

/// The file of another ending beside one, under the same name.
pub fn beside(path: &str, ending: &str) -> String {
    format!("{}.{ending}", path.rsplit_once('.').map_or(path, |(stem, _)| stem))
}

/// Whether any text of a package shows a file or leads to it.
pub fn is_named(files: &BTreeMap<String, Vec<u8>>, path: &str) -> bool {
    let link = format!("]({path}");
    let texts = files.iter().filter(|(name, _)| name.ends_with(".md"));
    texts.into_iter().any(|(_, content)| content.windows(link.len()).any(|part| part == link.as_bytes()))
}
