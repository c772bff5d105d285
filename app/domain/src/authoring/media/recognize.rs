//! What a file is, by its first bytes. Its name and what the browser says of it mean nothing.

use super::MediaKind;

/// How many bytes of a file are looked at.
pub const HEAD: usize = 4096;

/// Why a file is not taken, in a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

impl Refusal {
    /// With this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

/// What a file is that begins with these bytes.
///
/// # Errors
/// If it is nothing that is kept; the sentence says what to bring instead.
pub fn recognize(head: &[u8]) -> Result<MediaKind, Refusal> {
    let at = |from: usize, bytes: &[u8]| head.get(from..from + bytes.len()) == Some(bytes);
    if head.is_empty() {
        return Err(Refusal::new("The file is empty. Choose another one."));
    }
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Ok(MediaKind::Png);
    }
    if at(0, b"\xFF\xD8\xFF") {
        return Ok(MediaKind::Jpeg);
    }
    if at(0, b"GIF87a") || at(0, b"GIF89a") {
        return Ok(MediaKind::Gif);
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Ok(MediaKind::Webp);
    }
    if at(0, b"%PDF-") {
        return Ok(MediaKind::Pdf);
    }
    if at(4, b"ftyp") {
        return brand(head.get(8..12).unwrap_or_default());
    }
    if at(0, b"\x1A\x45\xDF\xA3") {
        return if head.windows(4).any(|four| four == b"webm") { Ok(MediaKind::Webm) } else { Err(Refusal::new(MATROSKA)) };
    }
    if at(0, b"ID3") || (head[0] == 0xFF && head.get(1).is_some_and(|byte| byte & 0xE6 == 0xE2)) {
        return Ok(MediaKind::Mp3);
    }
    Err(refusal(head))
}

/// Films, sound and pictures of telephones share one container; its brand tells them apart.
fn brand(brand: &[u8]) -> Result<MediaKind, Refusal> {
    match brand {
        b"M4A " | b"M4B " => Ok(MediaKind::M4a),
        b"qt  " => Err(Refusal::new("This is a QuickTime video, which not every browser plays. Export it as MP4 (H.264 with AAC).")),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1" => {
            Err(Refusal::new("This is a HEIC picture, which most browsers do not show. Export it as JPEG."))
        }
        b"avif" | b"avis" => Err(Refusal::new("This is an AVIF picture. Export it as PNG or JPEG.")),
        _ => Ok(MediaKind::Mp4),
    }
}

const MATROSKA: &str = "This is a Matroska video, which browsers do not play. Export it as MP4 (H.264 with AAC) or WebM.";

/// What to say of a file that is nothing we keep.
fn refusal(head: &[u8]) -> Refusal {
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let begins = |bytes: &[u8]| head.starts_with(bytes);
    Refusal::new(if has(&["<svg"]) {
        "SVG drawings can hold scripts and are not taken here. Export the drawing as PNG, or as PDF, and upload that."
    } else if text.starts_with('<') && has(&["<html", "<!doctype", "<script", "<body", "<head"]) {
        "Web pages can hold scripts and are not taken. Paste their text into the lesson, or print the page to PDF and upload that."
    } else if begins(b"PK\x03\x04") {
        "This is a Word, PowerPoint, Excel or zip file. Export it as PDF and upload that; bring lessons in with “Import”."
    } else if begins(b"\xD0\xCF\x11\xE0") {
        "This is a file of an old Office program. Export it as PDF and upload that."
    } else if begins(b"OggS") || begins(b"fLaC") || (begins(b"RIFF") && head.get(8..12) == Some(b"WAVE")) {
        "This kind of audio is not played everywhere. Export it as MP3 or M4A."
    } else if begins(b"RIFF") || begins(b"\x30\x26\xB2\x75") {
        "This kind of video is not played everywhere. Export it as MP4 (H.264 with AAC)."
    } else if begins(b"BM") || begins(b"II*\0") || begins(b"MM\0*") {
        "This kind of picture is not shown everywhere. Export it as PNG or JPEG."
    } else {
        "This is none of the kinds that are taken: PNG, JPEG, WebP or GIF pictures, PDF, MP3 or M4A audio, MP4 or WebM video. Export it as one of them."
    })
}
