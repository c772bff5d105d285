//! Ranges of bytes, as players ask for them (RFC 9110, 14): one range at a time; what is not understood is answered in full.

use std::ops::Range;

use axum::http::{HeaderMap, header};

/// What part of a file is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// All of it.
    Whole,
    /// These bytes of it.
    Part(Range<u64>),
    /// Bytes that it does not have.
    Beyond,
}

/// What part of a file of so many bytes a request asks for. With `If-Range` a part is only meant if the file is still the one of this
/// tag.
pub fn asked(headers: &HeaderMap, length: u64, tag: Option<&str>) -> Asked {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(range) = text(header::RANGE) else { return Asked::Whole };
    if text(header::IF_RANGE).is_some_and(|known| Some(known) != tag) {
        return Asked::Whole;
    }
    part(range, length).unwrap_or(Asked::Whole)
}

/// `None` if the range is not understood.
fn part(text: &str, length: u64) -> Option<Asked> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok())?;
    let range = match (first.trim(), last.trim()) {
        ("", tail) => length.saturating_sub(number(tail)?)..length,
        (first, "") => number(first)?..length,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(length)
        }
    };
    Some(if range.is_empty() { Asked::Beyond } else { Asked::Part(range) })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn of(pairs: &[(header::HeaderName, &'static str)], length: u64) -> Asked {
        let headers = pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        asked(&headers, length, Some("\"a\""))
    }

    #[test]
    fn ranges_are_met_refused_or_passed_over() {
        for (range, length, expected) in [
            ("bytes=0-3", 10, Asked::Part(0..4)),
            ("bytes=4-", 10, Asked::Part(4..10)),
            ("bytes=-2", 10, Asked::Part(8..10)),
            ("bytes=-20", 10, Asked::Part(0..10)),
            ("bytes=8-99", 10, Asked::Part(8..10)),
            ("bytes=8-18446744073709551615", 10, Asked::Part(8..10)),
            ("bytes=10-", 10, Asked::Beyond),
            ("bytes=-0", 10, Asked::Beyond),
            ("bytes=0-0", 0, Asked::Beyond),
            ("bytes=3-1", 10, Asked::Whole),
            ("bytes=0-1,4-5", 10, Asked::Whole),
            ("bytes=a-b", 10, Asked::Whole),
            ("bytes=+1-2", 10, Asked::Whole),
            ("lines=1-2", 10, Asked::Whole),
        ] {
            assert_eq!(of(&[(header::RANGE, range)], length), expected, "{range}");
        }
    }

    #[test]
    fn a_part_of_another_file_is_not_sent() {
        let range = (header::RANGE, "bytes=0-3");
        assert_eq!(of(&[range.clone(), (header::IF_RANGE, "\"a\"")], 10), Asked::Part(0..4));
        assert_eq!(of(&[range.clone(), (header::IF_RANGE, "\"b\"")], 10), Asked::Whole);
        assert_eq!(of(&[range, (header::IF_RANGE, "Sat, 28 Nov 2026 12:00:00 GMT")], 10), Asked::Whole);
        assert_eq!(of(&[], 10), Asked::Whole);
    }
}
