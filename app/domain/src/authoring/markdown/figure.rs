//! Figures, videos, sound and documents. All come with the package; nothing is loaded from other sites.

use super::{escape, simulator, writer::Writer};
use crate::authoring::{
    media::{self, MediaKind, Pointer, beside},
    package::picture_size,
};

/// A file that a text shows, with its words.
struct Shown<'t> {
    path: &'t str,
    alt: &'t str,
    caption: &'t str,
}

impl Writer<'_, '_> {
    /// A picture, video, sound or document alone in its paragraph; `at` is the event that begins it.
    pub fn figure(&mut self, path: &str, caption: &str, at: usize) {
        let alt = self.words(at + 1, self.after(at) - 1);
        let kind = path.rsplit_once('.').and_then(|(_, ending)| ending.parse::<MediaKind>().ok()).filter(|kind| !kind.is_picture());
        let simulator = path.strip_prefix(simulator::SCHEME);
        let what = if simulator.is_some() { "simulator" } else { kind.map_or("figure", word) };
        let folder = if kind.is_some() { "media/" } else { "figures/" };
        if alt.is_empty() {
            self.fault(at, format!("the {what} has no text for those who cannot see it: ![What it shows]({path} \"Caption\")"));
        }
        if caption.trim().is_empty() {
            self.fault(at, format!("the {what} has no caption: ![What it shows]({path} \"Caption\")"));
        }
        if caption.contains("[^") {
            self.fault(at, "a caption cannot hold a footnote: put the reference into the text");
        }
        if let Some(address) = simulator {
            return self.simulator(address, (&alt, caption.trim()), at);
        }
        let shown = Shown { path, alt: &escape(&alt), caption: &escape(caption.trim()) };
        if path.contains(':') || path.starts_with("//") {
            self.fault(at, format!("`{path}` is not in the package, and nothing is loaded from other sites: put the file under {folder}"));
        } else if !path.starts_with(folder) {
            self.fault(at, format!("`{path}` is not under {folder}: put the {what} there"));
        } else if !self.place.files.contains_key(path) {
            self.fault(at, format!("the file `{path}` is missing: add it, or correct its name"));
        } else {
            match kind {
                Some(MediaKind::Pdf) => self.document_card(&shown),
                Some(kind) if kind.is_sound() => self.sound(&shown, kind, at),
                Some(kind) => self.film(&shown, kind, at),
                None => self.picture(&shown, at),
            }
        }
    }

    fn picture(&mut self, shown: &Shown, at: usize) {
        let Shown { path, alt, caption } = *shown;
        let size = self.place.files.get(path).and_then(|content| picture_size(path, content));
        let Some((width, height)) = size else {
            // Why it has no size is reported where the file itself is checked, if it is a picture at all.
            if !path.ends_with(".svg") && !path.ends_with(".png") && !path.ends_with(".jpg") {
                self.fault(at, format!("`{path}` is not a picture: use .svg, .png or .jpg"));
            }
            return;
        };
        let address = escape(&self.place.address_of(path));
        self.out.push_str(&format!(
            "<figure class=\"figure\"><img src=\"{address}\" alt=\"{alt}\" loading=\"lazy\" width=\"{width}\" height=\"{height}\">\
             <figcaption>{caption}</figcaption></figure>\n",
        ));
    }

    fn film(&mut self, shown: &Shown, kind: MediaKind, at: usize) {
        let Shown { path, alt, caption } = *shown;
        let captions = beside(path, "vtt");
        if !self.place.files.contains_key(&captions) {
            self.fault(at, format!("the video has no captions: add `{captions}`"));
            return;
        }
        let Some(transcript) = self.transcript(path, "video", at) else { return };
        let (video, captions) = (escape(&self.place.address_of(path)), escape(&self.place.address_of(&captions)));
        self.out.push_str(&format!(
            "<figure class=\"video\"><video controls preload=\"none\" playsinline aria-label=\"{alt}\">\
             <source src=\"{video}\" type=\"{}\">\
             <track kind=\"captions\" src=\"{captions}\" srclang=\"en\" label=\"English\" default></video>\
             <figcaption>{caption} <a href=\"{video}\" download>Download the video</a></figcaption>{transcript}</figure>\n",
            kind.media_type(),
        ));
    }

    fn sound(&mut self, shown: &Shown, kind: MediaKind, at: usize) {
        let Shown { path, alt, caption } = *shown;
        let Some(transcript) = self.transcript(path, "audio", at) else { return };
        let sound = escape(&self.place.address_of(path));
        self.out.push_str(&format!(
            "<figure class=\"audio\"><audio controls preload=\"none\" aria-label=\"{alt}\"><source src=\"{sound}\" type=\"{}\"></audio>\
             <figcaption>{caption} <a href=\"{sound}\" download>Download the audio</a></figcaption>{transcript}</figure>\n",
            kind.media_type(),
        ));
    }

    /// A document is not shown in the page: it is a card to download it by.
    fn document_card(&mut self, shown: &Shown) {
        let Shown { path, alt, caption } = *shown;
        let size = self.place.files.get(path).map_or(0, |content| Pointer::read(content).map_or(content.len() as u64, |file| file.size));
        let (document, name) = (escape(&self.place.address_of(path)), escape(path.rsplit('/').next().unwrap_or(path)));
        self.out.push_str(&format!(
            "<figure class=\"document\"><a href=\"{document}\" download=\"{name}\">{alt}</a>\
             <span class=\"size\">PDF, {}</span><figcaption>{caption}</figcaption></figure>\n",
            media::bytes(size),
        ));
    }

    /// What is said, to be opened under the player; its absence is a fault.
    fn transcript(&mut self, path: &str, what: &str, at: usize) -> Option<String> {
        let transcript = beside(path, "txt");
        let Some(text) = self.place.files.get(&transcript).and_then(|content| std::str::from_utf8(content).ok()) else {
            self.fault(at, format!("the {what} has no transcript: add `{transcript}`, plain text with an empty line between paragraphs"));
            return None;
        };
        let paragraphs: String =
            text.split("\n\n").filter(|part| !part.trim().is_empty()).map(|part| format!("<p>{}</p>", escape(part.trim()))).collect();
        Some(format!("<details class=\"transcript\"><summary>Transcript</summary>{paragraphs}</details>"))
    }
}

/// What authors call it.
fn word(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Pdf => "document",
        kind if kind.is_sound() => "audio",
        _ => "video",
    }
}
