//! Fields: instructions to Word, with what they came to when it last looked.

use crate::authoring::exchange::text;

/// A field that is open.
#[derive(Default)]
pub(super) struct Field {
    /// The instruction so far.
    pub instruction: String,
    /// What becomes of its result, once that begins.
    pub treatment: Option<Treatment>,
}

/// What becomes of the result of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Treatment {
    /// It is a link to this address.
    Link(String),
    /// It is text, and this is told, if anything.
    Words(Option<String>),
    /// It is left out, and this is told.
    Dropped(&'static str),
    /// It is refused, and why.
    Refused(String),
}

/// What becomes of a field with this instruction.
pub(super) fn treatment(instruction: &str) -> Treatment {
    let mut words = instruction.split_whitespace();
    let name = words.next().unwrap_or_default().to_ascii_uppercase();
    match name.as_str() {
        "HYPERLINK" => match quoted(instruction) {
            Some(address) if !instruction.contains("\\l") => link(address),
            _ => Treatment::Words(Some("a link to another place of the document is plain text now".to_owned())),
        },
        "TOC" | "INDEX" | "TOA" => Treatment::Dropped("the table of contents is not kept: ours is made of the headings"),
        "TC" | "XE" | "TA" | "RD" => Treatment::Dropped("marks for an index are not kept"),
        "PAGE" | "NUMPAGES" | "SECTION" | "SECTIONPAGES" => Treatment::Dropped("numbers of pages are not kept"),
        // Numbers of captions, and what programs for references wrote.
        "SEQ" | "CITATION" | "BIBLIOGRAPHY" | "ADDIN" | "QUOTE" | "" => Treatment::Words(None),
        "REF" | "PAGEREF" | "NOTEREF" | "STYLEREF" | "DATE" | "TIME" | "SAVEDATE" | "CREATEDATE" | "PRINTDATE" | "AUTHOR" | "TITLE"
        | "SUBJECT" | "DOCPROPERTY" | "FILENAME" | "NUMWORDS" | "=" => {
            Treatment::Words(Some(format!("a field (`{name}`) is plain text now, as it was last shown")))
        }
        _ => {
            let name: String = name.chars().filter(|c| c.is_alphanumeric()).take(20).collect();
            Treatment::Refused(format!("we have nothing like the field `{name}`: write what it shows as text"))
        }
    }
}

/// A link to an address, which is plain text if it leads nowhere we would lead to.
pub(super) fn link(address: &str) -> Treatment {
    let lower = address.trim().to_ascii_lowercase();
    let safe = lower.starts_with("https://") || lower.starts_with("mailto:");
    match text::address(address).filter(|_| safe) {
        Some(address) => Treatment::Link(address),
        None => {
            let shown: String = address.trim().chars().filter(|c| text::is_kept(*c)).take(200).collect();
            Treatment::Words(Some(format!("the link to `{shown}` is plain text now: links lead to https:// and mailto: addresses")))
        }
    }
}

/// What stands in quotes, or the second word.
fn quoted(instruction: &str) -> Option<&str> {
    let rest = instruction.trim_start().get("HYPERLINK".len()..)?.trim_start();
    match rest.strip_prefix('"') {
        Some(rest) => rest.split('"').next(),
        None => rest.split_whitespace().next(),
    }
    .filter(|address| !address.is_empty() && !address.starts_with('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_a_link_words_nothing_or_refused() {
        let link = |instruction| treatment(instruction);
        assert_eq!(
            link(" HYPERLINK \"https://example.org/a b\" "),
            Treatment::Words(Some(
                "the link to `https://example.org/a b` is plain text now: links lead to https:// and mailto: addresses".to_owned()
            ))
        );
        assert_eq!(link("HYPERLINK \"https://example.org/\""), Treatment::Link("https://example.org/".to_owned()));
        for (instruction, expected) in [
            ("HYPERLINK \"javascript:alert(1)\"", "words"),
            ("HYPERLINK \\l \"_Toc1\"", "words"),
            (" SEQ Figure \\* ARABIC ", "words"),
            ("TOC \\o \"1-3\"", "dropped"),
            ("INCLUDETEXT \"/etc/passwd\"", "refused"),
            ("DDEAUTO c:\\\\windows\\\\cmd.exe", "refused"),
            ("MACROBUTTON x", "refused"),
            ("", "words"),
        ] {
            let became = match treatment(instruction) {
                Treatment::Link(_) => "link",
                Treatment::Words(_) => "words",
                Treatment::Dropped(_) => "dropped",
                Treatment::Refused(_) => "refused",
            };
            assert_eq!(became, expected, "{instruction}");
        }
    }
}
