//! The bytes of a question file as text.

use encoding_rs::{Encoding, WINDOWS_1252};

/// The text of a file with Unix line ends, and, if that had to be guessed, in which encoding it was read.
///
/// A byte order mark decides; without one it is UTF-8, or, where it is not, what old programs of Windows write. Zeros are
/// in no such text: a file with some is no text at all, or UTF-16 without a mark.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Option<&'static str>), String> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let content = bytes.get(mark..).unwrap_or_default();
    let (text, broken) = encoding.decode_without_bom_handling(content);
    let guessed = broken && mark == 0;
    if broken && !guessed {
        return Err(format!("the file begins as {} and is broken further down: save it as UTF-8", encoding.name()));
    }
    let text = if guessed { WINDOWS_1252.decode_without_bom_handling(content).0 } else { text };
    if text.contains('\0') {
        return Err("this is not a text file: save the questions as text in UTF-8".to_owned());
    }
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), guessed.then(|| WINDOWS_1252.name())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_decide_and_old_files_are_read_as_what_they_are() {
        let read = |bytes: &[u8]| decode(bytes).map(|(text, guessed)| (text, guessed.is_some()));
        for (bytes, text, guessed) in [
            ("Coût €\r\nb\rc".as_bytes().to_vec(), "Coût €\nb\nc", false),
            (b"\xEF\xBB\xBFCo\xC3\xBBt".to_vec(), "Coût", false),
            (b"Co\xFBt \x80".to_vec(), "Coût €", true),
            (b"\xFF\xFEC\0o\0\xFB\0t\0".to_vec(), "Coût", false),
            (b"\xFE\xFF\0C\0o\0\xFB\0t".to_vec(), "Coût", false),
            (Vec::new(), "", false),
        ] {
            assert_eq!(read(&bytes), Ok((text.to_owned(), guessed)));
        }
    }

    #[test]
    fn what_is_no_text_or_broken_is_refused_with_a_sentence() {
        for bytes in [b"a\0b".as_slice(), b"\xEF\xBB\xBF\xFF", b"\xFF\xFE\x00\xD8", b"\xFF\xFEa"] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
