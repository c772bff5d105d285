//! From text to rows, with the line each begins in.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{RawRow, unreadable};
use crate::Result;

/// The longest row, in bytes. Longer than any person is described; what comes out longer has a quotation mark that is never closed.
const LONGEST_ROW: usize = 32 * 1024;
/// The most columns.
const MOST_COLUMNS: usize = 200;

/// Rows that arrive in pieces.
pub(super) struct Records {
    reader: Reader,
    /// The line that is being read, from 1.
    line: i64,
    /// The line in which the row that is being read begins; none between rows.
    began: Option<i64>,
    /// What the row has so far: its bytes, and where each cell ends.
    bytes: Vec<u8>,
    filled: usize,
    ends: Vec<usize>,
    cells: usize,
    /// Whether a quotation mark of the row waits for its other one.
    quoted: bool,
    /// Whether the last letter was a carriage return, which ends a line with or without a line feed behind it.
    returned: bool,
}

impl Records {
    /// Rows whose cells a letter parts; the first stands in `line`.
    pub fn new(delimiter: u8, line: i64) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            line,
            began: None,
            bytes: vec![0; LONGEST_ROW],
            filled: 0,
            ends: vec![0; MOST_COLUMNS],
            cells: 0,
            quoted: false,
            returned: false,
        }
    }

    /// The rows that are whole with this text. Rows in which nothing stands are left out.
    pub fn push(&mut self, text: &str) -> Result<Vec<RawRow>> {
        let mut rows = Vec::new();
        let mut rest = text.as_bytes();
        loop {
            if self.began.is_none() {
                rest = self.skip_line_ends(rest);
            }
            if rest.is_empty() {
                return Ok(rows);
            }
            self.began.get_or_insert(self.line);
            let (outcome, read) = self.step(rest);
            self.count(&rest[..read]);
            rest = &rest[read..];
            rows.extend(self.after(outcome)?);
        }
    }

    /// The last row, if no line end stands behind it.
    pub fn finish(&mut self) -> Result<Option<RawRow>> {
        let Some(began) = self.began else { return Ok(None) };
        if self.quoted && self.line > began {
            return Err(unreadable(format!(
                "A quotation mark that opens in line {began} is never closed. Close it and upload the file again."
            )));
        }
        let (outcome, _) = self.step(&[]);
        self.after(outcome)
    }

    fn step(&mut self, input: &[u8]) -> (ReadRecordResult, usize) {
        let (outcome, read, written, ended) = self.reader.read_record(input, &mut self.bytes[self.filled..], &mut self.ends[self.cells..]);
        self.filled += written;
        self.cells += ended;
        (outcome, read)
    }

    fn after(&mut self, outcome: ReadRecordResult) -> Result<Option<RawRow>> {
        let line = self.began.unwrap_or(self.line);
        match outcome {
            ReadRecordResult::InputEmpty | ReadRecordResult::End => Ok(None),
            ReadRecordResult::Record => Ok(self.take(line)),
            ReadRecordResult::OutputFull => Err(unreadable(format!(
                "The row that begins in line {line} has no end. Perhaps a quotation mark opens there and is never closed."
            ))),
            ReadRecordResult::OutputEndsFull => Err(unreadable(format!("Line {line} has more than {MOST_COLUMNS} columns."))),
        }
    }

    fn take(&mut self, line: i64) -> Option<RawRow> {
        let mut start = 0;
        let mut cells = Vec::with_capacity(self.cells);
        for end in &self.ends[..self.cells] {
            cells.push(String::from_utf8_lossy(&self.bytes[start..*end]).trim().to_owned());
            start = *end;
        }
        (self.began, self.filled, self.cells, self.quoted) = (None, 0, 0, false);
        cells.iter().any(|cell| !cell.is_empty()).then_some(RawRow { line, cells })
    }

    fn skip_line_ends<'t>(&mut self, text: &'t [u8]) -> &'t [u8] {
        let row = text.iter().position(|byte| !b"\r\n".contains(byte)).unwrap_or(text.len());
        self.count(&text[..row]);
        self.quoted = false;
        &text[row..]
    }

    fn count(&mut self, read: &[u8]) {
        for byte in read {
            match byte {
                b'\n' if self.returned => {}
                b'\n' | b'\r' => self.line += 1,
                b'"' => self.quoted = !self.quoted,
                _ => {}
            }
            self.returned = *byte == b'\r';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, delimiter: u8) -> Result<Vec<(i64, Vec<String>)>> {
        let all = |size: usize| {
            let mut records = Records::new(delimiter, 1);
            let mut rows = Vec::new();
            let mut rest = text;
            while !rest.is_empty() {
                let cut = (size..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
                rows.extend(records.push(&rest[..cut])?);
                rest = &rest[cut..];
            }
            rows.extend(records.finish()?);
            Ok(rows.into_iter().map(|row| (row.line, row.cells)).collect::<Vec<_>>())
        };
        let whole: Result<Vec<_>> = all(text.len().max(1));
        for size in 1..text.len().min(40) {
            assert_eq!(all(size).ok(), whole.as_ref().ok().cloned(), "in pieces of {size}");
        }
        whole
    }

    fn cells(row: &[&str]) -> Vec<String> {
        row.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn rows_know_the_line_they_begin_in() {
        let text =
            "\r\nName,E-mail\r\n\r\n\"Okafor,\r\nAmara\",a@x.example\r\n , \r\nRavi \"the\" Menon,\"r\"\"@x.example\"\n\nLast,l@x.example";
        let expected = vec![
            (2, cells(&["Name", "E-mail"])),
            (4, cells(&["Okafor,\r\nAmara", "a@x.example"])),
            (7, cells(&["Ravi \"the\" Menon", "r\"@x.example"])),
            (9, cells(&["Last", "l@x.example"])),
        ];
        assert_eq!(read(text, b',').unwrap(), expected);
        assert_eq!(read("a\tb\nc\td\n", b'\t').unwrap().len(), 2);
        assert_eq!(read("a,b\rc,d\r\re,f", b',').unwrap().iter().map(|row| row.0).collect::<Vec<_>>(), [1, 2, 4]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_swallows_nobody() {
        let said = read("Name,E-mail\n\"Amara,a@x.example\nRavi,r@x.example\n", b',').unwrap_err().to_string();
        assert!(said.contains("line 2 is never closed"), "{said}");
        let long = format!("Name,E-mail\n\"Amara,a@x.example\n{}", "Ravi,r@x.example\n".repeat(3000));
        let mut records = Records::new(b',', 1);
        let said = records.push(&long).unwrap_err().to_string();
        assert!(said.contains("line 2 has no end"), "{said}");
    }

    #[test]
    fn a_row_has_at_most_so_many_columns() {
        assert!(Records::new(b',', 1).push(&format!("{}\n", ",".repeat(150))).is_ok());
        let said = Records::new(b',', 1).push(&format!("{}\n", "a,".repeat(300))).unwrap_err().to_string();
        assert!(said.contains("more than 200 columns"), "{said}");
    }
}
