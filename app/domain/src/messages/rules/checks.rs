//! What can be sent, announced and posted.

use crate::FieldError;

/// The longest subject or title, in characters.
pub const LONGEST_LINE: usize = 150;
/// The longest message or announcement, in characters.
pub const LONGEST_TEXT: usize = 20_000;
/// The longest post, in characters.
pub const LONGEST_POST: usize = 10_000;

/// What is wrong with a subject or title.
pub fn line(field: &'static str, text: &str) -> Option<FieldError> {
    let message = match text.chars().count() {
        0 => "Write a line that says what it is about.".to_owned(),
        length if length > LONGEST_LINE => format!("Write at most {LONGEST_LINE} characters. These are {length}."),
        _ if text.contains(char::is_control) => "Write it on one line.".to_owned(),
        _ => return None,
    };
    Some(FieldError { field, message })
}

/// What is wrong with the text of a message or an announcement.
pub fn text(field: &'static str, text: &str) -> Option<FieldError> {
    long(field, text, LONGEST_TEXT)
}

/// What is wrong with the text of a post.
pub fn post(field: &'static str, text: &str) -> Option<FieldError> {
    long(field, text, LONGEST_POST)
}

fn long(field: &'static str, text: &str, limit: usize) -> Option<FieldError> {
    let message = match text.chars().count() {
        _ if text.trim().is_empty() => "Write something first.".to_owned(),
        length if length > limit => format!("Write at most {limit} characters. These are {length}."),
        _ => return None,
    };
    Some(FieldError { field, message })
}

/// The order of replies: the answer first, then as they came. `key` says whether a reply is the answer, and when it came.
pub fn answers<T, K: Ord>(replies: &mut [T], key: impl Fn(&T) -> (bool, K)) {
    replies.sort_by_key(|reply| {
        let (is_answer, came) = key(reply);
        (!is_answer, came)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_line_of_some_length() {
        assert_eq!(line("subject", "Your project"), None);
        assert_eq!(line("subject", &"ä".repeat(LONGEST_LINE)), None);
        for wrong in ["", "a\r\nBcc: b", &"ä".repeat(LONGEST_LINE + 1)] {
            assert!(line("subject", wrong).is_some(), "{wrong:?}");
        }
    }

    #[test]
    fn a_text_of_nothing_is_refused_and_so_is_one_too_long() {
        assert!(post("body", " \n ").is_some() && post("body", &"a".repeat(LONGEST_POST + 1)).is_some());
        assert!(post("body", &"ä".repeat(LONGEST_POST)).is_none() && text("body", &"a".repeat(LONGEST_TEXT)).is_none());
    }

    #[test]
    fn the_answer_comes_first_and_the_rest_as_it_came() {
        let mut replies = [(3, false), (1, false), (2, true)];
        answers(&mut replies, |(came, answer)| (*answer, *came));
        assert_eq!(replies.map(|(came, _)| came), [2, 1, 3]);
    }
}
