//! Word documents for tests, made of a text that names their parts. The corpus is written so, and can be read and broken as text.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

/// What every document begins with, so that a test says only what it is about.
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
/// A white pixel.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

/// A document of a text in which a line `== name` begins each part: what is within `w:body` of `document`, within the root of `styles`,
/// `numbering`, `footnotes`, `endnotes` and `comments`, and `rels`, those of the document. `media/pixel.png` is always there.
pub fn document(text: &str) -> Vec<u8> {
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let mut relationships = String::new();
    for part in text.split("\n== ").map(|part| part.trim_start_matches("== ")) {
        let (name, inner) = part.split_once('\n').unwrap_or((part, ""));
        if name == "rels" {
            relationships.push_str(inner);
            continue;
        }
        let inner = if name == "document" { format!("<w:body>{inner}</w:body>") } else { inner.to_owned() };
        let content = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:{name} {NAMESPACES}>{inner}</w:{name}>");
        parts.push((format!("word/{name}.xml"), content.into_bytes()));
        if name != "document" {
            relationships.push_str(&relationship(&format!("own-{name}"), name, &format!("{name}.xml")));
        }
    }
    relationships.push_str(&relationship("pixel", "image", "media/pixel.png"));
    let main = relationship("main", "officeDocument", "word/document.xml");
    for (path, inner) in [("_rels/.rels", main), ("word/_rels/document.xml.rels", relationships)] {
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        parts.push((path.to_owned(), format!("<Relationships xmlns=\"{namespace}\">{inner}</Relationships>").into_bytes()));
    }
    parts.push(("word/media/pixel.png".to_owned(), PNG.to_vec()));
    zipped(&parts)
}

fn relationship(id: &str, kind: &str, target: &str) -> String {
    format!(
        "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
    )
}

/// A zip file of these files.
pub fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        writer.start_file(path.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
