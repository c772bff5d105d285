//! The pictures of an imported question: whether they may be kept, and under which path.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::text::Picture;
use crate::authoring::package;

/// The longest stem of a file's name that is kept.
const LONGEST_STEM: usize = 60;

/// Gathers the pictures of one question.
pub(super) struct Pictures<'a> {
    /// What came with the question, by name.
    pub sent: &'a [(String, Vec<u8>)],
    /// All files of the package so far; pictures are added.
    pub files: &'a mut BTreeMap<String, Vec<u8>>,
    /// The paths that were added.
    pub added: Vec<String>,
}

impl Pictures<'_> {
    /// Keeps a picture and says under which path, or why it cannot be kept.
    pub fn keep(&mut self, picture: &Picture) -> Result<String, String> {
        let (name, content) = self.content(&picture.source)?;
        if picture.alt.is_empty() {
            return Err(format!("the picture `{name}` has no text for those who cannot see it: write its `alt`"));
        }
        self.put(&name, content)
    }

    /// Keeps the bytes of a picture under a path of this name, or says why they cannot be kept.
    pub fn put(&mut self, name: &str, content: Vec<u8>) -> Result<String, String> {
        let kind =
            kind(&content).ok_or_else(|| format!("`{name}` is no picture of the kinds a package has: make it a PNG, JPEG or SVG"))?;
        if let Some((path, _)) = self.files.iter().find(|(path, known)| path.starts_with("figures/") && **known == content) {
            return Ok(path.clone());
        }
        let stem = super::slugged(name.rsplit_once('.').map_or(name, |(stem, _)| stem), LONGEST_STEM);
        let stem = if stem.is_empty() { "picture".to_owned() } else { stem };
        let path = self.free_path(&stem, kind);
        if let Some(fault) = package::picture_fault(&path, &content) {
            return Err(format!("the picture `{name}`: {fault}"));
        }
        self.files.insert(path.clone(), content);
        self.added.push(path.clone());
        Ok(path)
    }

    /// The name and bytes of what a text refers to.
    fn content(&self, source: &str) -> Result<(String, Vec<u8>), String> {
        if let Some(name) = source.strip_prefix("@@PLUGINFILE@@/") {
            let name = unquoted(name.split(['?', '#']).next().unwrap_or(name));
            let found = self.sent.iter().find(|(known, _)| *known == name);
            return found.cloned().ok_or_else(|| format!("the picture `{name}` is not in the file"));
        }
        if let Some((_, encoded)) = source.strip_prefix("data:image/").and_then(|data| data.split_once(";base64,")) {
            let encoded: String = encoded.split_whitespace().collect();
            let content = STANDARD.decode(encoded).map_err(|_| "a picture in the text is not written in Base64".to_owned())?;
            return Ok(("picture".to_owned(), content));
        }
        let source: String = source.chars().take(100).collect();
        Err(format!("the picture `{source}` is elsewhere, and nothing is loaded from other sites: put it into the file"))
    }

    /// A path that no file has yet.
    fn free_path(&self, stem: &str, kind: &str) -> String {
        let names = (1..).map(|number| match number {
            1 => format!("figures/{stem}.{kind}"),
            _ => format!("figures/{stem}-{number}.{kind}"),
        });
        let mut free = names.filter(|path| !self.files.contains_key(path));
        free.next().unwrap_or_default()
    }
}

/// The ending that goes with the bytes.
fn kind(content: &[u8]) -> Option<&'static str> {
    match content {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xFF, 0xD8, ..] => Some("jpg"),
        _ => std::str::from_utf8(content).ok().filter(|text| text.contains("<svg")).map(|_| "svg"),
    }
}

/// `a%20b` as `a b`
pub(super) fn unquoted(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let [first, after @ ..] = rest {
        let digits =
            after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok()).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match digits.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
