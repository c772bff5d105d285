//! From bytes to text: UTF-8 with or without a byte order mark; what is not UTF-8 is Windows-1252, which is what older spreadsheet
//! programs write.

use super::unreadable;
use crate::Result;

crate::words! {
    /// How a file writes its letters.
    pub enum Encoding {
        /// With or without a byte order mark.
        Utf8 = "UTF-8",
        /// One byte a letter, Western European.
        Windows1252 = "Windows-1252",
    }
}

/// A text that arrives in pieces.
#[derive(Debug)]
pub(super) struct Decoding {
    encoding: Encoding,
    /// Bytes whose letter is not whole yet; before the beginning, the first ones.
    waiting: Vec<u8>,
    begun: bool,
    /// Whether UTF-8 is certain: a letter of several bytes was read as such.
    certain: bool,
    /// The line that is being read, from 1.
    line: u64,
}

/// As many bytes tell a mark at the beginning.
const MARK: usize = 4;

impl Decoding {
    pub fn new() -> Self {
        Self { encoding: Encoding::Utf8, waiting: Vec::new(), begun: false, certain: false, line: 1 }
    }

    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The text of the next bytes, as far as its letters are whole.
    pub fn push(&mut self, bytes: &[u8]) -> Result<String> {
        self.waiting.extend_from_slice(bytes);
        if !self.begun && self.waiting.len() < MARK {
            return Ok(String::new());
        }
        self.decode(false)
    }

    /// The text of what was left.
    pub fn finish(&mut self) -> Result<String> {
        self.decode(true)
    }

    fn decode(&mut self, last: bool) -> Result<String> {
        if !self.begun {
            self.begin()?;
        }
        let bytes = std::mem::take(&mut self.waiting);
        let text = match self.encoding {
            Encoding::Windows1252 => western(&bytes),
            Encoding::Utf8 => self.utf_8(&bytes, last)?,
        };
        if text.contains('\0') {
            return Err(unreadable("This is not a text file. Save the table as CSV UTF-8 in your spreadsheet program and upload that."));
        }
        self.line += text.bytes().filter(|byte| *byte == b'\n').count() as u64;
        Ok(text)
    }

    /// Takes a mark at the beginning away, and refuses what is no CSV file at all.
    fn begin(&mut self) -> Result<()> {
        self.begun = true;
        match self.waiting.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => {
                self.waiting.drain(..3);
                self.certain = true;
                Ok(())
            }
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
                Err(unreadable("This file is written in UTF-16. Save it as CSV UTF-8 in your spreadsheet program and upload that."))
            }
            [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => {
                Err(unreadable("This is a workbook and no CSV file. Open it, choose Save as, CSV UTF-8, and upload that."))
            }
            _ => Ok(()),
        }
    }

    fn utf_8(&mut self, bytes: &[u8], last: bool) -> Result<String> {
        let error = match std::str::from_utf8(bytes) {
            Ok(text) => {
                self.certain |= !text.is_ascii();
                return Ok(text.to_owned());
            }
            Err(error) => error,
        };
        let (whole, rest) = bytes.split_at(error.valid_up_to());
        let mut text = String::from_utf8_lossy(whole).into_owned();
        self.certain |= !text.is_ascii();
        if error.error_len().is_none() && !last {
            self.waiting = rest.to_vec();
            return Ok(text);
        }
        if self.certain {
            let line = self.line + text.bytes().filter(|byte| *byte == b'\n').count() as u64;
            return Err(unreadable(format!(
                "A letter in line {line} is broken: above it the file is UTF-8, and there it is not. Save it again as CSV UTF-8 and upload that."
            )));
        }
        // All before was ASCII, which both encodings write alike.
        self.encoding = Encoding::Windows1252;
        text.push_str(&western(rest));
        Ok(text)
    }
}

fn western(bytes: &[u8]) -> String {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Read in pieces of every size: the text must not depend on where the network cuts.
    fn read(bytes: &[u8]) -> Result<(String, Encoding)> {
        let mut outcomes = (1..=bytes.len().max(1)).map(|size| {
            let mut decoding = Decoding::new();
            let mut text = String::new();
            for piece in bytes.chunks(size) {
                text.push_str(&decoding.push(piece)?);
            }
            text.push_str(&decoding.finish()?);
            Ok((text, decoding.encoding()))
        });
        let first = outcomes.next().unwrap();
        for other in outcomes {
            assert_eq!(other.as_ref().ok(), first.as_ref().ok());
        }
        first
    }

    #[test]
    fn utf_8_is_read_with_and_without_its_mark() {
        let text = "Name,E-mail\nZoë Müller,z@x.example\n林,l@x.example\n";
        assert_eq!(read(text.as_bytes()).unwrap(), (text.to_owned(), Encoding::Utf8));
        assert_eq!(read(format!("\u{feff}{text}").as_bytes()).unwrap(), (text.to_owned(), Encoding::Utf8));
        assert_eq!(read(b"").unwrap().0, "");
        assert_eq!(read("é".as_bytes()).unwrap().0, "é");
    }

    #[test]
    fn what_is_not_utf_8_is_windows_1252() {
        let (text, encoding) = read(b"Name;E-mail\nZo\xEB M\xFCller;z@x.example\nO\x92Brien;o@x.example\n").unwrap();
        assert_eq!((text.as_str(), encoding), ("Name;E-mail\nZoë Müller;z@x.example\nO’Brien;o@x.example\n", Encoding::Windows1252));
        // The last letter could be the beginning of a longer one in UTF-8.
        assert_eq!(read(b"Andr\xE9").unwrap(), ("André".to_owned(), Encoding::Windows1252));
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_what_to_do() {
        let said = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
        assert!(said(b"\xFF\xFEN\0a\0m\0e\0").contains("UTF-16"));
        assert!(said(b"\xFE\xFF\0N\0a").contains("UTF-16"));
        assert!(said(b"PK\x03\x04rest of a workbook").contains("workbook"));
        assert!(said(b"Name\0,E-mail\n").contains("not a text file"));
        assert!(said("Name\nZoë\nAndr".bytes().chain([0xE9]).chain(*b" L\n").collect::<Vec<_>>().as_slice()).contains("line 3 is broken"));
    }
}
