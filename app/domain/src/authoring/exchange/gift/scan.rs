//! Looking through GIFT for what has a meaning, past what a backslash took it from.

/// What a backslash makes plain text of; `\n` is the end of a line.
const ESCAPED: [char; 8] = ['\\', ':', '#', '=', '{', '}', '~', 'n'];

/// The bytes at which a character has its own meaning.
fn meaningful(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let mut taken = false;
    let plain = text.char_indices().filter_map(move |(at, c)| {
        if taken {
            taken = false;
            return None;
        }
        taken = c == '\\' && text[at + 1..].starts_with(ESCAPED);
        (!taken).then_some(at)
    });
    plain.collect::<Vec<_>>().into_iter()
}

/// The byte at which these characters stand first, none of them escaped.
pub fn find(text: &str, what: &str) -> Option<usize> {
    meaningful(text).find(|at| text[*at..].starts_with(what))
}

/// The byte at which these characters stand last.
pub fn find_last(text: &str, what: &str) -> Option<usize> {
    meaningful(text).rev().find(|at| text[*at..].starts_with(what))
}

/// The text in pieces that each begin with one of these marks, which is part of it; what stands before the first mark is left out if
/// it is blank.
pub fn pieces<'a>(text: &'a str, marks: &[char]) -> Vec<&'a str> {
    let mut starts: Vec<usize> = meaningful(text).filter(|at| text[*at..].starts_with(marks)).collect();
    if starts.first().is_none_or(|first| !text[..*first].trim().is_empty()) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| text[*start..end].trim()).collect()
}

/// The text without its backslashes.
pub fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.as_str().starts_with(ESCAPED) {
            plain.extend(chars.next().map(|c| if c == 'n' { '\n' } else { c }));
        } else {
            plain.push(c);
        }
    }
    plain
}

/// The text with a backslash wherever one is needed, on one line.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            c if c != 'n' && ESCAPED.contains(&c) => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_escaped_is_not_found() {
        assert_eq!(find(r"a \{ b { c", "{"), Some(7));
        assert_eq!(find(r"a \\{ b", "{"), Some(4), "an escaped backslash escapes nothing");
        assert_eq!(find(r"a \x{", "{"), Some(4), "a backslash before another letter is one");
        assert_eq!(find_last("a # b # c", "#"), Some(6));
        assert_eq!(pieces(r"=a \~ b ~c", &['=', '~']), [r"=a \~ b", "~c"]);
        assert_eq!(pieces("a =b", &['=']), ["a", "=b"]);
    }

    proptest! {
        #[test]
        fn escaping_is_undone_by_reading(text in r"[\\:#={}~n\na-cé ]{0,40}") {
            let escaped = escaped(&text);
            for mark in ["{", "}", "~", "=", "#", ":", "\n"] {
                prop_assert_eq!(find(&escaped, mark), None);
            }
            prop_assert_eq!(unescaped(&escaped), text);
        }
    }
}
