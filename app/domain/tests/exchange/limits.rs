//! Files that are made to hurt: refused with a sentence, soon, and within bounds.

use std::fmt::Write;

use domain::authoring::exchange::{Fate, LARGEST};

use super::imported;

fn refused(bytes: &[u8]) -> String {
    imported("file", bytes).map(|import| import.report.to_string()).unwrap_err().to_string()
}

/// Why the only question of a file is refused.
fn reason(bytes: &[u8]) -> String {
    let report = imported("file", bytes).unwrap().report;
    assert_eq!((report.entries.len(), report.count(Fate::Refused)), (1, 1), "{report}");
    report.entries[0].reasons.join("; ")
}

#[test]
fn a_file_of_100_mb_is_refused_before_it_is_read() {
    assert!(refused(&vec![b'a'; 100_000_000]).contains("split it"));
    assert!(refused(&vec![b'<'; LARGEST + 1]).contains("split it"));
}

#[test]
fn entities_are_neither_expanded_nor_loaded() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE quiz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><quiz>&b;</quiz>";
    assert!(refused(laughs.as_bytes()).contains("document type"));
    let outside = "<!DOCTYPE quiz SYSTEM \"file:///etc/passwd\"><quiz/>";
    assert!(refused(outside.as_bytes()).contains("document type"));
    assert!(refused(b"<quiz><question type=\"essay\"><name>&nbsp;</name></question></quiz>").contains("&nbsp;"));
    assert!(refused(b"<quiz><question type=\"&x;\"></question></quiz>").contains("entity"));
}

#[test]
fn deep_nesting_is_refused_in_xml_and_flattened_in_html() {
    assert!(refused(format!("<quiz>{}", "<a>".repeat(200_000)).as_bytes()).contains("nest deeper"));
    for tag in ["div", "ul><li", "blockquote", "b", "table><tr><td"] {
        let text = format!("[html]{}deep{{=a ~b}}", format!("<{tag}>").repeat(3_000).replace('=', "\\="));
        let report = imported("file", text.as_bytes()).unwrap().report;
        assert_eq!(report.entries.len(), 1, "{tag}");
    }
}

#[test]
fn a_hundred_thousand_options_are_refused() {
    let mut gift = "Which?{".to_owned();
    (0..100_000).for_each(|number| write!(gift, "~{number} ").unwrap());
    gift.push_str("=right}");
    assert!(reason(gift.as_bytes()).contains("at most 50"));
    let options = "<answer fraction=\"0\"><text>a</text></answer>".repeat(100_000);
    let xml = format!("<quiz><question type=\"multichoice\"><questiontext><text>Q</text></questiontext>{options}</question></quiz>");
    assert!(reason(xml.as_bytes()).contains("more elements"));
    let aiken = format!("Which?\n{}ANSWER: A\n", "B. b\n".repeat(100_000));
    assert!(reason(aiken.as_bytes()).contains("there is no option A; the only one is B"));
    let accepted = format!("Which?{{{}}}", "=a ".repeat(100_000));
    assert!(reason(accepted.as_bytes()).contains("at most 200"));
}

#[test]
fn too_many_questions_and_too_long_texts_are_refused() {
    assert!(refused("Q{T}\n\n".repeat(5_001).as_bytes()).contains("split it"));
    assert!(reason(format!("{}{{T}}", "word ".repeat(30_000)).as_bytes()).contains("longer than"));
}

#[test]
fn what_is_no_text_is_refused() {
    for bytes in [b"PK\x03\x04\0\0".as_slice(), b"", b"\xFF\xFE\x00\xD8", b"<quiz", b"<quiz><question>", b"<html></html>", b"only words"] {
        let said = imported("file", bytes).map(|import| import.report.count(Fate::Refused));
        assert!(said.is_err() || said == Ok(1), "{bytes:?}: {said:?}");
    }
}

#[test]
fn patterns_that_cost_more_than_they_are_long_do_not() {
    for text in [
        r"\\(".repeat(20_000),
        "$$a$$".repeat(15_000),
        "<b>x</b>".repeat(12_000),
        "*a ".repeat(20_000),
        "`".repeat(90_000),
        "[".repeat(90_000),
    ] {
        for notation in ["html", "markdown", "plain"] {
            let file = format!("[{notation}]{}{{T}}", text.replace('=', "\\="));
            assert_eq!(imported("file", file.as_bytes()).unwrap().report.entries.len(), 1);
        }
    }
}
