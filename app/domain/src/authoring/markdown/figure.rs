//! Figures and videos. Both come with the package; nothing is loaded from other sites.

use super::{escape, writer::Writer};
use crate::authoring::package::picture_size;

impl Writer<'_, '_> {
    /// A picture or video alone in its paragraph; `at` is the event that begins it.
    pub fn figure(&mut self, path: &str, caption: &str, at: usize) {
        let alt = self.words(at + 1, self.after(at) - 1);
        let is_video = path.ends_with(".webm") || path.ends_with(".mp4");
        let what = if is_video { "video" } else { "figure" };
        if alt.is_empty() {
            self.fault(at, format!("the {what} has no text for those who cannot see it: ![What it shows]({path} \"Caption\")"));
        }
        if caption.trim().is_empty() {
            self.fault(at, format!("the {what} has no caption: ![What it shows]({path} \"Caption\")"));
        }
        if caption.contains("[^") {
            self.fault(at, "a caption cannot hold a footnote: put the reference into the text");
        }
        let folder = if is_video { "media/" } else { "figures/" };
        if path.contains(':') || path.starts_with("//") {
            self.fault(at, format!("`{path}` is not in the package, and nothing is loaded from other sites: put the file under {folder}"));
        } else if !path.starts_with(folder) {
            self.fault(at, format!("`{path}` is not under {folder}: put the {what} there"));
        } else if !self.place.files.contains_key(path) {
            self.fault(at, format!("the file `{path}` is missing: add it, or correct its name"));
        } else if is_video {
            self.video(path, &alt, caption, at);
        } else {
            self.picture(path, &alt, caption, at);
        }
    }

    fn picture(&mut self, path: &str, alt: &str, caption: &str, at: usize) {
        let size = self.place.files.get(path).and_then(|content| picture_size(path, content));
        let Some((width, height)) = size else {
            // Why it has no size is reported where the file itself is checked, if it is a picture at all.
            if !path.ends_with(".svg") && !path.ends_with(".png") && !path.ends_with(".jpg") {
                self.fault(at, format!("`{path}` is not a picture: use .svg, .png or .jpg"));
            }
            return;
        };
        self.out.push_str(&format!(
            "<figure class=\"figure\"><img src=\"{}\" alt=\"{}\" loading=\"lazy\" width=\"{width}\" height=\"{height}\">\
             <figcaption>{}</figcaption></figure>\n",
            escape(&self.place.address_of(path)),
            escape(alt),
            escape(caption.trim()),
        ));
    }

    fn video(&mut self, path: &str, alt: &str, caption: &str, at: usize) {
        let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
        let captions = format!("{stem}.vtt");
        if !self.place.files.contains_key(&captions) {
            self.fault(at, format!("the video has no captions: add `{captions}`"));
            return;
        }
        let (video, captions) = (escape(&self.place.address_of(path)), escape(&self.place.address_of(&captions)));
        self.out.push_str(&format!(
            "<figure class=\"video\"><video controls preload=\"none\" playsinline aria-label=\"{}\">\
             <source src=\"{video}\" type=\"video/{ending}\">\
             <track kind=\"captions\" src=\"{captions}\" srclang=\"en\" label=\"English\" default></video>\
             <figcaption>{} <a href=\"{video}\" download>Download the video</a></figcaption></figure>\n",
            escape(alt),
            escape(caption.trim()),
        ));
    }
}
