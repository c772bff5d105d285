//! What parts the cells of a row: told by the header and the lines below it.

use super::records::Records;

/// What may part cells.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The letter that parts cells, judged by the beginning of a text: the one that cuts most lines into as many cells as the header,
/// and into most of them. A comma, where nothing is parted at all.
pub(super) fn recognized(sample: &str) -> u8 {
    let judged = DELIMITERS.map(|delimiter| (score(sample, delimiter), delimiter));
    judged.into_iter().rev().max_by_key(|(score, _)| *score).map_or(b',', |(_, delimiter)| delimiter)
}

/// How many rows have as many cells as the header, and how many cells it has; nothing if it has one only.
fn score(sample: &str, delimiter: u8) -> (usize, usize) {
    let rows = Records::new(delimiter, 1).push(sample).unwrap_or_default();
    let Some(header) = rows.first().map(|row| row.cells.len()).filter(|cells| *cells > 1) else { return (0, 0) };
    (rows.iter().filter(|row| row.cells.len() == header).count(), header)
}

/// What some spreadsheet programs write into the first line of their files: `sep=;`. The letter, and what stands below that line.
pub(super) fn declared(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let letter = first.trim_end_matches('\r').strip_prefix("sep=")?;
    let delimiter = DELIMITERS.into_iter().find(|delimiter| letter.as_bytes() == [*delimiter])?;
    Some((delimiter, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_and_the_lines_below_it_tell() {
        let cases = [
            ("Name,E-mail\nAmara,a@x.example\n", b','),
            ("Name;E-mail\nOkafor, Amara;a@x.example\n", b';'),
            ("Name\tE-mail\tNPI\nOkafor, Amara; MD\ta@x.example\t\n", b'\t'),
            ("Name, as on the diploma;E-mail\nAmara Okafor;a@x.example\nRavi Menon;r@x.example\n", b';'),
            ("\"Name; credentials\",E-mail\n\"Amara; MD\",a@x.example\n", b','),
            ("E-mail\na@x.example\n", b','),
            ("", b','),
        ];
        for (sample, expected) in cases {
            assert_eq!(char::from(recognized(sample)), char::from(expected), "{sample}");
        }
    }

    #[test]
    fn a_file_may_say_so_itself() {
        assert_eq!(declared("sep=;\r\nName;E-mail\n"), Some((b';', "Name;E-mail\n")));
        assert_eq!(declared("sep=|\nName|E-mail\n"), None);
        assert_eq!(declared("Name;E-mail\n"), None);
    }
}
