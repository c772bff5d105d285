//! From bytes as they come to lines that are about time and nothing else: titles, places, people and attachments are gone after it.

use std::borrow::Cow;

use super::{MOST_BYTES, Unreadable};

/// The properties that say when somebody is busy, and those their zones are made of.
const ABOUT_TIME: [&str; 22] = [
    "BEGIN",
    "END",
    "UID",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "STATUS",
    "TRANSP",
    "FREEBUSY",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "TZID",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "X-LIC-LOCATION",
    "X-MICROSOFT-CDO-TZID",
    "METHOD",
];
/// Longer than any line about time needs to be; a list of exceptions may be long.
const LONGEST_LINE: usize = 200_000;

/// The lines about time, unfolded, one a line.
pub(super) fn only_times(bytes: &[u8]) -> Result<String, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let text = decoded(bytes);
    let begins = text.trim_start().as_bytes();
    if begins.first() == Some(&b'<') {
        return Err(Unreadable::WebPage);
    }
    let mut kept = String::new();
    let mut line = String::new();
    for piece in text.split(['\r', '\n']) {
        match piece.strip_prefix([' ', '\t']) {
            Some(more) if line.len() + more.len() <= LONGEST_LINE => line.push_str(more),
            Some(_) => {}
            None if piece.is_empty() => {}
            None => {
                keep(&line, &mut kept);
                line.clear();
                line.push_str(piece);
            }
        }
    }
    keep(&line, &mut kept);
    let is_calendar = kept.lines().any(|line| line.eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    if is_calendar { Ok(kept) } else { Err(Unreadable::NoCalendar) }
}

/// UTF-8 where it is, UTF-16 where a mark says so, and otherwise what old programs write.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

fn keep(line: &str, kept: &mut String) {
    let line = line.trim();
    let name = line.split([':', ';']).next().unwrap_or_default();
    if ABOUT_TIME.iter().any(|known| name.eq_ignore_ascii_case(known)) && line.len() <= LONGEST_LINE {
        kept.extend(line.chars().filter(|c| !c.is_control()));
        kept.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_places_are_gone_before_anything_is_parsed() {
        let text = b"BEGIN:VCALENDAR\r\nSUMMARY:Secret\r\n of mine\r\nBEGIN:VEVENT\r\nDTSTART:20270101T0\r\n 90000Z\r\nLOCATION:Home\r\nEND:VEVENT\r\nEND:VCALENDAR";
        let kept = only_times(text).unwrap();
        assert_eq!(kept, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270101T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    }

    #[test]
    fn what_is_no_calendar_is_named() {
        assert_eq!(only_times(b" <!doctype html><p>Sign in"), Err(Unreadable::WebPage));
        assert_eq!(only_times(b"Dear Sir or Madam"), Err(Unreadable::NoCalendar));
        assert_eq!(only_times(&vec![b'x'; MOST_BYTES + 1]), Err(Unreadable::TooLarge));
    }
}
