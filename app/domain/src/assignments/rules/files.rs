//! What a file is that is handed in, and what it is called.

use super::super::FileKind;

/// The most bytes of a file.
pub const LARGEST: u64 = 25_000_000;
/// The most files of an assignment at once.
pub const MOST_FILES: usize = 10;
/// The longest name of a file, in characters, without its ending.
const LONGEST_NAME: usize = 100;

/// What a file is called here: the name it has where it came from, without folders and whatever cannot stand in a name, with the ending of
/// its kind.
pub fn named_as(name: &str, kind: FileKind) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(name, |(stem, _)| stem);
    let clean: String = stem.chars().map(|c| if c.is_control() || "\"<>|:*?".contains(c) { ' ' } else { c }).collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = clean.trim_matches(['.', ' ']).chars().take(LONGEST_NAME).collect();
    let stem = if short.is_empty() { "file" } else { short.trim_end() };
    format!("{stem}.{kind}")
}

/// What a text is: a table where its name says so, for nothing in it does.
pub fn text_kind(name: &str) -> FileKind {
    if name.to_ascii_lowercase().ends_with(".csv") { FileKind::Csv } else { FileKind::Txt }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_name_that_harms_nothing_and_the_ending_of_what_it_is() {
        let cases = [
            ("Business case.PDF", FileKind::Pdf, "Business case.pdf"),
            ("C:\\Users\\me\\case.docx", FileKind::Docx, "case.docx"),
            ("../../etc/passwd", FileKind::Txt, "passwd.txt"),
            ("invoice.exe", FileKind::Pdf, "invoice.pdf"),
            ("  a \r\n\"b\"  .csv", FileKind::Csv, "a b.csv"),
            (".docx", FileKind::Docx, "docx.docx"),
            ("…", FileKind::Txt, "….txt"),
            ("", FileKind::Png, "file.png"),
            ("...", FileKind::Png, "file.png"),
        ];
        for (name, kind, expected) in cases {
            assert_eq!(named_as(name, kind), expected, "{name:?}");
        }
        assert_eq!(named_as(&"é".repeat(300), FileKind::Jpg).chars().count(), LONGEST_NAME + 4);
    }

    #[test]
    fn a_text_is_a_table_where_its_name_says_so() {
        assert_eq!(text_kind("data.CSV"), FileKind::Csv);
        assert_eq!(text_kind("data"), FileKind::Txt);
    }
}
