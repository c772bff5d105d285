//! Lines of iCalendar: texts escaped, lines of at most 75 bytes, the rest on lines that begin with a space.

/// The most bytes of a line, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// Lines being written.
#[derive(Default)]
pub(crate) struct Lines(String);

impl Lines {
    /// A property whose value is written as it is: a date, a word, an address of ours.
    pub(crate) fn put(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A property whose value is a text that somebody typed.
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", escaped(value)));
    }

    /// All of them.
    pub(crate) fn finish(self) -> String {
        self.0
    }

    /// Breaks a line between characters, never within one.
    fn fold(&mut self, line: &str) {
        let (mut rest, mut room) = (line, LONGEST);
        while rest.len() > room {
            let cut = (0..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(room);
            let (part, more) = rest.split_at(cut);
            self.0.push_str(part);
            self.0.push_str("\r\n ");
            // The space counts.
            (rest, room) = (more, LONGEST - 1);
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}

/// A text as a value: what would end it or begin something else is marked, a new line is `\n`, other control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            control if control.is_control() => {}
            plain => out.push(plain),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &str) -> String {
        let mut lines = Lines::default();
        lines.text("SUMMARY", value);
        lines.finish()
    }

    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(written(r"a\b;c,d"), "SUMMARY:a\\\\b\\;c\\,d\r\n");
        assert_eq!(written("one\r\ntwo\nthree\rfour\u{7}"), "SUMMARY:one\\ntwo\\nthree\\nfour\r\n");
        assert_eq!(written("9:00 \"sharp\""), "SUMMARY:9:00 \"sharp\"\r\n");
    }

    #[test]
    fn a_line_of_75_bytes_stays_whole_and_one_of_76_does_not() {
        assert_eq!(written(&"a".repeat(67)).matches("\r\n").count(), 1);
        assert_eq!(written(&"a".repeat(68)), format!("SUMMARY:{}\r\n a\r\n", "a".repeat(67)));
    }

    #[test]
    fn no_character_is_split_and_no_line_is_too_long() {
        for letter in ["é", "資", "🩺"] {
            for shift in 0..4 {
                let text = format!("{}{}", "x".repeat(shift), letter.repeat(120));
                let lines = written(&text);
                assert!(lines.split("\r\n").all(|line| line.len() <= LONGEST), "{lines}");
                assert_eq!(lines.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
            }
        }
    }
}
