//! The files of a package: their names, their sizes, and whether each is what its name says.

use std::collections::BTreeMap;

use super::{Fault, Report, picture};
use crate::authoring::media::{self, MediaKind, Pointer};

/// The largest file, in bytes: 5 MB.
pub const LARGEST_FILE: usize = 5_000_000;
/// The largest package, in bytes: 50 MB.
pub const LARGEST_PACKAGE: usize = 50_000_000;
/// The most files.
pub(super) const MOST_FILES: usize = 1_000;
/// The longest path, in bytes.
const LONGEST_PATH: usize = 200;

/// The files that can be read further, and what is wrong with any of them.
pub(super) fn checked(files: Vec<(String, Vec<u8>)>) -> (BTreeMap<String, Vec<u8>>, Vec<Fault>) {
    let mut good = BTreeMap::new();
    let mut faults = Vec::new();
    let size: usize = files.iter().map(|(_, content)| content.len()).sum();
    let mut package = Report::of("package");
    if size > LARGEST_PACKAGE {
        package.say_of_file(format!("{size} bytes are more than the {LARGEST_PACKAGE} a package may have: make its videos smaller"));
    }
    if files.len() > MOST_FILES {
        package.say_of_file(format!("{} files are more than the {MOST_FILES} a package may have", files.len()));
    }
    faults.extend(package.faults());
    for (path, content) in files {
        let mut report = Report::of(&path);
        if !is_path(&path) {
            report.say_of_file("names use a-z, 0-9, - and . and begin with a letter or digit: rename the file or its folder");
        } else if let Some(message) = misplaced(&path) {
            report.say_of_file(message);
        } else {
            check(&path, &content, &mut report);
            if good.insert(path, content).is_some() {
                report.say_of_file("the file is there twice");
            }
        }
        faults.extend(report.faults());
    }
    (good, faults)
}

/// What a file is sent as, by its ending; `None` for a file that no package has.
pub fn media_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "md" => "text/markdown; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "vtt" => "text/vtt; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        ending => ending.parse::<MediaKind>().ok().filter(|kind| !kind.is_picture())?.media_type(),
    })
}

fn is_path(path: &str) -> bool {
    path.len() <= LONGEST_PATH
        && path.split('/').all(|name| {
            name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.'))
                && !name.contains("..")
                && !name.ends_with('.')
        })
}

/// Why a file does not belong where it is.
fn misplaced(path: &str) -> Option<&'static str> {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match (path.split_once('/').map(|(folder, _)| folder), ending) {
        (None, "md")
        | (Some("figures"), "svg" | "png" | "jpg")
        | (Some("media"), "webm" | "mp4" | "mp3" | "m4a" | "pdf" | "vtt" | "txt") => None,
        (None, _) => Some("beside module.md stand only .md files: put figures under figures/, videos, audio and PDF under media/"),
        (Some("figures"), _) => Some("under figures/ stand .svg, .png and .jpg files"),
        (Some("media"), _) => Some("under media/ stand .mp4, .webm, .mp3, .m4a and .pdf files, with their .vtt and .txt"),
        (Some(_), _) => Some("a package has two folders, figures/ and media/: move the file or take it out"),
    }
}

pub(super) fn check(path: &str, content: &[u8], report: &mut Report) {
    if content.len() > LARGEST_FILE {
        report.say_of_file(format!("{} bytes are more than the {LARGEST_FILE} a file may have", content.len()));
    }
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "md" | "txt" => {
            text(content, report);
        }
        "svg" => {
            let text = text(content, report);
            text.into_iter().for_each(|text| picture::check_svg(text, report));
        }
        "vtt" if text(content, report).is_some_and(|text| !text.starts_with("WEBVTT")) => {
            report.say(1, "captions begin with a line WEBVTT");
        }
        "png" | "jpg" if picture::picture_size(path, content).is_none() => {
            report.say_of_file("this is not the kind of picture its name says");
        }
        "webm" if !is_medium(content, MediaKind::Webm) => report.say_of_file("this is no WebM video"),
        "mp4" if !is_medium(content, MediaKind::Mp4) => report.say_of_file("this is no MP4 video"),
        "mp3" if !is_medium(content, MediaKind::Mp3) => report.say_of_file("this is no MP3 audio"),
        "m4a" if !is_medium(content, MediaKind::M4a) => report.say_of_file("this is no M4A audio"),
        "pdf" if !is_medium(content, MediaKind::Pdf) => report.say_of_file("this is no PDF"),
        _ => {}
    }
}

/// Whether a film, sound or document is what its name says, or stands for one that is.
fn is_medium(content: &[u8], kind: MediaKind) -> bool {
    match (Pointer::read(content), kind) {
        (Some(pointer), kind) => pointer.kind == kind,
        // Of a container only that it is one: what is in it was looked at where it came in.
        (None, MediaKind::Webm) => content.starts_with(b"\x1A\x45\xDF\xA3"),
        (None, MediaKind::Mp4) => content.get(4..8) == Some(b"ftyp"),
        (None, kind) => media::recognize(&content[..content.len().min(media::HEAD)]) == Ok(kind),
    }
}

/// Whether a character has no place in a text: a control character, or one that is none. Ends of lines and tabs are seen.
pub(in crate::authoring) fn is_invisible(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{FDD0}'..='\u{FDEF}')
}

/// The text of a file, if it is UTF-8 with Unix line ends and no control characters.
fn text<'a>(content: &'a [u8], report: &mut Report) -> Option<&'a str> {
    let line_of = |byte: usize| content[..byte].iter().filter(|b| **b == b'\n').count() + 1;
    let text = match std::str::from_utf8(content) {
        Ok(text) => text,
        Err(error) => {
            report.say(line_of(error.valid_up_to()), "this is not UTF-8: save the file as UTF-8");
            return None;
        }
    };
    if text.starts_with('\u{FEFF}') {
        report.say(1, "the file begins with a byte order mark: save it as UTF-8 without one");
    }
    if let Some(byte) = text.find('\r') {
        report.say(line_of(byte), "the line ends in the manner of Windows (CR LF): save the file with Unix line ends");
    }
    if let Some(byte) = text.find(is_invisible) {
        report.say(line_of(byte), "there is an invisible control character on this line: take it out");
    }
    Some(text)
}
