//! A file read as it arrives.

use serde::{Deserialize, Serialize};

use super::{
    MOST_ROWS, RawRow, delimiter, most_rows,
    records::Records,
    text::{Decoding, Encoding},
    unreadable,
};
use crate::Result;

/// Enough of the beginning to tell what parts its cells.
const SAMPLE: usize = 16 * 1024;

/// What is known of a file once its first line was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// What parts the cells.
    pub delimiter: char,
    /// The names of the columns.
    pub header: Vec<String>,
}

/// A file that arrives in pieces.
pub struct RosterReader {
    decoding: Decoding,
    /// The beginning, until it is clear what parts the cells.
    sample: String,
    records: Option<Records>,
    head: Option<Head>,
    rows: i64,
}

impl Default for RosterReader {
    fn default() -> Self {
        Self { decoding: Decoding::new(), sample: String::new(), records: None, head: None, rows: 0 }
    }
}

impl std::fmt::Debug for RosterReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RosterReader").field("head", &self.head).field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl RosterReader {
    /// The rows that are whole with these bytes.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for `file`, with what is wrong and what to do.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<RawRow>> {
        let text = self.decoding.push(bytes)?;
        if self.records.is_some() {
            return self.rows_of(&text);
        }
        self.sample.push_str(&text);
        if self.sample.len() < SAMPLE { Ok(Vec::new()) } else { self.begin() }
    }

    /// The rows that were left when the file ended.
    ///
    /// # Errors
    /// As [`RosterReader::push`]; also if there is no header or no row.
    pub fn finish(&mut self) -> Result<Vec<RawRow>> {
        let text = self.decoding.finish()?;
        let mut rows = if self.records.is_some() {
            self.rows_of(&text)?
        } else {
            self.sample.push_str(&text);
            self.begin()?
        };
        if let Some(records) = &mut self.records {
            let last = records.finish()?;
            rows.extend(self.sorted(last)?);
        }
        if self.rows == 0 {
            return Err(unreadable("There is nobody in this file. Its first line names the columns, and each line below it is a student."));
        }
        Ok(rows)
    }

    /// What parts the cells and names the columns; none until the first line is there.
    pub fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// The encoding as far as it shows yet.
    pub fn encoding(&self) -> Encoding {
        self.decoding.encoding()
    }

    /// How many rows there were so far.
    pub fn rows(&self) -> i64 {
        self.rows
    }

    fn begin(&mut self) -> Result<Vec<RawRow>> {
        let sample = std::mem::take(&mut self.sample);
        let (delimiter, text, line) = match delimiter::declared(&sample) {
            Some((delimiter, below)) => (delimiter, below, 2),
            None => (delimiter::recognized(&sample), sample.as_str(), 1),
        };
        self.records = Some(Records::new(delimiter, line));
        self.head = Some(Head { delimiter: char::from(delimiter), header: Vec::new() });
        self.rows_of(text)
    }

    fn rows_of(&mut self, text: &str) -> Result<Vec<RawRow>> {
        let rows = match &mut self.records {
            Some(records) => records.push(text)?,
            None => Vec::new(),
        };
        self.sorted(rows)
    }

    /// The first row is the header; the others are counted.
    fn sorted(&mut self, rows: impl IntoIterator<Item = RawRow>) -> Result<Vec<RawRow>> {
        let mut rows = rows.into_iter();
        if let Some(head) = self.head.as_mut().filter(|head| head.header.is_empty())
            && let Some(first) = rows.next()
        {
            if first.cells.iter().any(|cell| cell.contains('@')) {
                return Err(unreadable("The first line must name the columns, such as Name and E-mail. Add it above the first student."));
            }
            head.header = first.cells;
        }
        let rows: Vec<_> = rows.collect();
        self.rows += rows.len() as i64;
        if self.rows > MOST_ROWS {
            return Err(unreadable(format!("There are more than {} rows in this file. Cut it into several.", most_rows())));
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], size: usize) -> Result<(Head, Encoding, Vec<RawRow>)> {
        let mut reader = RosterReader::default();
        let mut rows = Vec::new();
        for piece in bytes.chunks(size) {
            rows.extend(reader.push(piece)?);
        }
        rows.extend(reader.finish()?);
        Ok((reader.head().unwrap().clone(), reader.encoding(), rows))
    }

    #[test]
    fn a_file_is_the_same_however_it_arrives() {
        let mut file = b"sep=;\r\nName;E-mail;NPI\r\n".to_vec();
        for number in 0..1500 {
            file.extend_from_slice(format!("Student {number};s{number}@x.example;\r\n").as_bytes());
        }
        file.extend_from_slice(b"Ren\xE9;rene@x.example;1234567893");
        let whole = read(&file, file.len()).unwrap();
        assert_eq!((whole.0.delimiter, whole.0.header.as_slice()), (';', ["Name", "E-mail", "NPI"].map(str::to_owned).as_slice()));
        assert_eq!((whole.1, whole.2.len()), (Encoding::Windows1252, 1501));
        assert_eq!(whole.2[1500], RawRow { line: 1503, cells: ["René", "rene@x.example", "1234567893"].map(str::to_owned).to_vec() });
        for size in [1, 7, 4096] {
            assert_eq!(read(&file, size).unwrap(), whole, "in pieces of {size}");
        }
    }

    #[test]
    fn a_file_without_people_or_names_of_columns_is_refused() {
        for (file, word) in [("", "nobody"), ("Name,E-mail\n", "nobody"), ("\n\n", "nobody"), ("Amara,a@x.example\n", "name the columns")] {
            let said = read(file.as_bytes(), 5).unwrap_err().to_string();
            assert!(said.contains(word), "{file}: {said}");
        }
    }

    #[test]
    fn a_file_that_never_ends_is_let_go() {
        let mut reader = RosterReader::default();
        reader.push(b"Name,E-mail\n").unwrap();
        let piece = "A,a@x.example\n".repeat(1000);
        let refused = (0..).find_map(|round| reader.push(piece.as_bytes()).err().map(|error| (round, error.to_string()))).unwrap();
        assert!(refused.0 <= 20 && refused.1.contains("more than 20,000 rows"), "{refused:?}");
    }
}
