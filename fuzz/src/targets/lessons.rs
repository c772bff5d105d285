//! Lessons of other programs, and packages as zip files.

use std::collections::BTreeMap;

use domain::authoring::{
    exchange::{
        Failed,
        lessons::{self, Format, Source},
    },
    package::{self, Fault},
};

use super::{EMPTY, alike};

/// A Word document, written as the corpus is: a line `== name` begins each part.
pub fn word(input: &[u8]) -> Result<Vec<String>, String> {
    lesson(&document(&String::from_utf8_lossy(input))?, Format::Word)
}

/// Bytes that claim to be a Word document.
pub fn word_zip(input: &[u8]) -> Result<Vec<String>, String> {
    lesson(input, Format::Word)
}

/// A Markdown file of somebody else.
pub fn markdown(input: &[u8]) -> Result<Vec<String>, String> {
    lesson(input, Format::Markdown)
}

/// What is taken is a package whose only faults are texts that are missing of figures.
fn lesson(input: &[u8], format: Format) -> Result<Vec<String>, String> {
    let empty = EMPTY.as_ref().map_err(Clone::clone)?;
    let source = Source { name: "file", bytes: input, format: Some(format), beside: &|_: &str| None };
    let import = match lessons::import(empty, source, None, true) {
        Ok(import) => import,
        // A text that keeps its faults was refused whole, which Markdown may be; what we write of a document has none.
        Err(Failed::Package(faults)) if format == Format::Word => return Err(format!("the package would have faults: {faults:?}")),
        Err(failed) => return Ok(vec![alike(&failed.to_string())]),
    };
    let mut files = empty.files.clone();
    files.extend(import.files);
    if let Err(faults) = package::read(files.into_iter().collect()) {
        let other = faults.iter().find(|fault| !fault.message.starts_with("the figure has no "));
        other.map_or(Ok(()), |fault| Err(format!("what was imported is faulty: {fault}")))?;
    }
    let said = import.report.entries.iter().flat_map(|entry| {
        let reasons = entry.reasons.iter().map(|reason| alike(reason));
        reasons.chain([format!("{:?} {}", entry.fate, entry.what)])
    });
    Ok(said.chain(import.report.notes.iter().map(|note| alike(note))).collect())
}

/// A package as a zip file: what is read is written and read again as it was.
pub fn zip(input: &[u8]) -> Result<Vec<String>, String> {
    match package::read_zip(input) {
        Ok(files) => {
            let files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
            let zip = package::write_zip(&files).map_err(|error| error.to_string())?;
            let again = package::read_zip(&zip).map_err(|faults| format!("what was written is refused: {faults:?}"))?;
            // Files that all stand in one folder are taken out of it.
            let same = again.len() == files.len() && again.iter().zip(files.values()).all(|((_, one), other)| one == other);
            if same { Ok(vec!["read".to_owned()]) } else { Err("a zip file came back changed".to_owned()) }
        }
        Err(faults) => Ok(faults.iter().map(|fault: &Fault| alike(&fault.message)).collect()),
    }
}

/// The zip file of a document whose parts are written one under the other.
fn document(text: &str) -> Result<Vec<u8>, String> {
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let relationship = |id: &str, kind: &str, target: &str| format!("<Relationship Id=\"{id}\" Type=\"a/{kind}\" Target=\"{target}\"/>");
    let mut relationships = relationship("pixel", "image", "media/pixel.png");
    for part in text.split("\n== ").map(|part| part.trim_start_matches("== ")) {
        let (name, inner) = part.split_once('\n').unwrap_or((part, ""));
        match name {
            "rels" => relationships.push_str(inner),
            "document" => drop(parts.insert("word/document.xml".to_owned(), root(name, &format!("<w:body>{inner}</w:body>")))),
            "styles" | "numbering" | "footnotes" | "endnotes" | "comments" => {
                relationships.push_str(&relationship(name, name, &format!("{name}.xml")));
                parts.insert(format!("word/{name}.xml"), root(name, inner));
            }
            _ => {}
        }
    }
    let main = relationship("main", "officeDocument", "word/document.xml");
    for (path, inner) in [("_rels/.rels", main), ("word/_rels/document.xml.rels", relationships)] {
        parts.insert(path.to_owned(), format!("<Relationships>{inner}</Relationships>").into_bytes());
    }
    // The head of a white pixel, which is as much as anybody looks at.
    let pixel = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    parts.insert("word/media/pixel.png".to_owned(), pixel.to_vec());
    package::write_zip(&parts).map_err(|error| error.to_string())
}

fn root(name: &str, inner: &str) -> Vec<u8> {
    format!("<w:{name}>{inner}</w:{name}>").into_bytes()
}
