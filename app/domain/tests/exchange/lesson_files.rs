//! Lessons of other programs: what is made to hurt is refused, and words stay what they are.

use std::io::{Cursor, Write};

use domain::authoring::{
    exchange::{Fate, lessons},
    package,
};
use proptest::prelude::*;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    lesson, module,
    packed::{document, zipped},
};

fn refused(bytes: &[u8]) -> String {
    lesson("file", bytes).map(|import| import.report.to_string()).unwrap_err().to_string()
}

/// A document with one paragraph of this text, as Word writes it.
fn with_words(words: &str) -> Vec<u8> {
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
    document(&format!("== document\n<w:p><w:r><w:t xml:space=\"preserve\">{escaped}</w:t></w:r></w:p>"))
}

#[test]
fn large_files_are_refused_before_they_are_read() {
    assert!(refused(&vec![b'a'; 100_000_000]).contains("split it"));
    assert!(refused(&vec![b'a'; 5_000_000]).contains("more than"));
    let bomb = |size: usize| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file("word/document.xml", options).unwrap();
        (0..size / 1_000_000).for_each(|_| writer.write_all(&[b' '; 1_000_000]).unwrap());
        writer.finish().unwrap().into_inner()
    };
    assert!(refused(&bomb(40_000_000)).contains("multiple"), "{}", refused(&bomb(40_000_000)));
    let many: Vec<(String, Vec<u8>)> = (0..5_000).map(|number| (format!("word/{number}.xml"), Vec::new())).collect();
    assert!(refused(&zipped(&many)).contains("more than the 4000"));
}

#[test]
fn what_is_no_document_is_refused_with_a_sentence() {
    for (bytes, said) in [
        (b"PK\x03\x04 and no more".to_vec(), "no zip file"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "without a password"),
        (zipped(&[("a.txt".to_owned(), b"a".to_vec())]), "no Word document"),
        (document("== document\n<w:p><w:r><w:t>&lol;</w:t></w:r></w:p>"), "&lol;"),
        (document(&format!("== document\n{}", "<w:sdt>".repeat(5_000))), "nest deeper"),
        (document(&format!("== document\n{}", "<w:p/>".repeat(450_000))), "more than 400000 elements"),
        (document("== document\n<w:p/>"), "no text"),
    ] {
        assert!(refused(&bytes).contains(said), "{said}: {}", refused(&bytes));
    }
    let types = zipped(&[("_rels/.rels".to_owned(), b"<!DOCTYPE r [<!ENTITY a \"ha\">]><Relationships>&a;</Relationships>".to_vec())]);
    assert!(refused(&types).contains("document type"));
}

#[test]
fn if_something_is_refused_nothing_is_imported_unless_it_is_left_out() {
    let bytes = document("== document\n<w:p><w:r><w:t>Words.</w:t><w:object/></w:r></w:p>");
    let import = |leave_out| {
        let source = lessons::Source { name: "a.docx", bytes: &bytes, format: None, beside: &|_: &str| None };
        lessons::import(&module(), source, Some("from-word"), leave_out).unwrap()
    };
    assert!(import(false).files.is_empty());
    assert_eq!(import(false).report.count(Fate::Refused), 1);
    let files: Vec<String> = import(true).files.into_iter().map(|(path, _)| path).collect();
    assert_eq!(files, ["from-word.md", "module.md"]);
}

#[test]
fn a_unit_that_is_there_is_never_written_over() {
    let source = lessons::Source { name: "a.md", bytes: b"# Title\n\nWords.\n", format: None, beside: &|_: &str| None };
    for name in ["lesson", "01-lesson", "module", "Two Words"] {
        assert!(lessons::import(&module(), source, Some(name), false).is_err(), "{name}");
    }
    let import = lessons::import(&module(), source, None, false).unwrap();
    assert_eq!(import.unit, "title");
}

/// The words of the new unit as a student reads them.
fn read(bytes: &[u8]) -> String {
    let import = lesson("file", bytes).unwrap();
    let mut files = module().files;
    files.extend(import.files);
    let edition = package::read(files.into_iter().collect()).unwrap().edition(0).unwrap();
    let html = edition.units.last().unwrap().body.iter().map(|piece| match piece {
        domain::authoring::Piece::Html(html) => html.clone(),
        domain::authoring::Piece::Question(_) | domain::authoring::Piece::Simulator(_) => String::new(),
    });
    let (mut words, mut inside) = (String::new(), false);
    for c in html.collect::<String>().chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => words.push(c),
            _ => {}
        }
    }
    let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", " ").replace("&amp;", "&");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn words_of_a_document_are_read_as_they_were_written(words in r"w[ a-c0-9\\`*_{}\[\]()#+.!|~$<>&:;'=/^-]{0,60}") {
        let expected = words.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(read(&with_words(&words)), expected);
    }
}
