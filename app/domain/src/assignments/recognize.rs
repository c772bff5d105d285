//! What a file is that is handed in, by its bytes. Its name and what the browser says of it mean nothing, but for which text is a table.

use super::{FileKind, text_kind};
use crate::authoring::{
    archive::{self, Bounds},
    media::{MediaKind, recognize as media},
};

/// How much an office document may hold; nothing of it is unpacked.
const BOUNDS: Bounds = Bounds { archive: super::LARGEST as usize, entries: 10_000, entry: 0, total: 0 };

/// Why a file is not taken, in a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

/// What can be handed in, for those whose file is something else.
const TAKEN: &str = "PDF, DOCX, XLSX, CSV, TXT, PNG and JPEG can be handed in";

/// What a file is that has this name.
///
/// # Errors
/// If it is nothing that can be handed in; the sentence says what to do instead.
pub fn recognize(name: &str, bytes: &[u8]) -> Result<FileKind, Refused> {
    if bytes.is_empty() {
        return Err(Refused("The file is empty. Choose another one.".into()));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return office(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let words =
            "This is a file of an old Word or Excel, or one with a password. Save it as .docx or .xlsx without a password, or as PDF.";
        return Err(Refused(words.into()));
    }
    match media(bytes) {
        Ok(MediaKind::Pdf) if bytes[bytes.len().saturating_sub(2048)..].windows(5).any(|part| part == b"%%EOF") => Ok(FileKind::Pdf),
        Ok(MediaKind::Pdf) => Err(Refused("This PDF is cut off: its end is missing. Export it again and choose that.".into())),
        Ok(MediaKind::Png) => Ok(FileKind::Png),
        Ok(MediaKind::Jpeg) => Ok(FileKind::Jpg),
        Ok(other) => Err(Refused(format!("This is {}; {TAKEN}. Save it as one of these.", other.name().to_lowercase()))),
        Err(_) if is_text(bytes) => text(name),
        Err(_) => Err(Refused(format!("This file cannot be handed in: {TAKEN}. Save it as one of these and choose that."))),
    }
}

/// A text. One that is called a document or a picture is something that was cut off or saved wrongly: nobody could open it.
fn text(name: &str) -> Result<FileKind, Refused> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "pdf" | "docx" | "xlsx" | "pptx" | "png" | "jpg" | "jpeg" => Err(Refused(format!(
            "This file is called .{ending}, and plain text is in it. Export it again and choose that, or call it .txt if it is a text."
        ))),
        _ => Ok(text_kind(name)),
    }
}

/// Word's and Excel's files are zip files with a main part; one with a program in it is neither.
fn office(bytes: &[u8]) -> Result<FileKind, Refused> {
    let names = archive::names(bytes, BOUNDS)
        .map_err(|refused| Refused(format!("This file cannot be read: {}. Save it again, or as PDF.", refused.sentence)))?;
    let has = |name: &str| names.iter().any(|known| known == name);
    if names.iter().any(|name| name.ends_with("vbaProject.bin")) {
        return Err(Refused("This file has macros in it. Save it as .docx or .xlsx, which have none.".into()));
    }
    match (has("word/document.xml"), has("xl/workbook.xml")) {
        (true, _) => Ok(FileKind::Docx),
        (_, true) => Ok(FileKind::Xlsx),
        _ if has("ppt/presentation.xml") => {
            Err(Refused("Slides cannot be handed in as they are. Save them as PDF and choose that.".into()))
        }
        _ => Err(Refused(format!("This is a zip file, or a document of another program; {TAKEN}. Add what is in it one by one."))),
    }
}

/// No byte in it is one that no text has.
fn is_text(bytes: &[u8]) -> bool {
    let odd = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C) || *byte == 0x7F;
    !bytes.iter().any(odd)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn zip(names: &[&str]) -> Vec<u8> {
        let files: BTreeMap<String, Vec<u8>> = names.iter().map(|name| ((*name).to_owned(), b"x".to_vec())).collect();
        archive::packed(&files).unwrap()
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let cases: [(&str, Vec<u8>, FileKind); 7] = [
            ("a.exe", b"%PDF-1.7\n...\n%%EOF\n".to_vec(), FileKind::Pdf),
            ("a", zip(&["[Content_Types].xml", "word/document.xml"]), FileKind::Docx),
            ("a", zip(&["[Content_Types].xml", "xl/workbook.xml"]), FileKind::Xlsx),
            ("a", b"\x89PNG\r\n\x1a\n....".to_vec(), FileKind::Png),
            ("a", b"\xFF\xD8\xFF\xE0....".to_vec(), FileKind::Jpg),
            ("data.csv", b"week,days\r\n1,19\r\n".to_vec(), FileKind::Csv),
            ("na\u{ef}ve", "na\u{ef}ve, \u{201c}quoted\u{201d}".as_bytes().to_vec(), FileKind::Txt),
        ];
        for (name, bytes, kind) in cases {
            assert_eq!(recognize(name, &bytes), Ok(kind), "{name}");
        }
    }

    #[test]
    fn what_is_refused_says_what_to_do() {
        let cases: [(Vec<u8>, &str); 8] = [
            (Vec::new(), "empty"),
            (b"%PDF-1.7\nhalf".to_vec(), "cut off"),
            (zip(&["word/document.xml", "word/vbaProject.bin"]), "macros"),
            (zip(&["ppt/presentation.xml"]), "as PDF"),
            (zip(&["a.txt"]), "one by one"),
            (b"PK\x03\x04broken".to_vec(), "cannot be read"),
            (vec![0xD0, 0xCF, 0x11, 0xE0, 0, 0], "old Word"),
            (b"MZ\x90\x00\x03".to_vec(), "cannot be handed in"),
        ];
        for (bytes, words) in cases {
            let Err(Refused(sentence)) = recognize("a.pdf", &bytes) else { panic!("{words}") };
            assert!(sentence.contains(words), "{sentence}");
        }
        let Err(Refused(sentence)) = recognize("Case.PDF", b"not a PDF") else { panic!("a text was taken for a PDF") };
        assert!(sentence.starts_with("This file is called .pdf, and plain text is in it."), "{sentence}");
        assert!(recognize("a.mp4", b"\0\0\0\x18ftypmp42").is_err());
    }
}
