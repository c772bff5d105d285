//! Names in addresses: slugs, and the anchors of headings.

use std::collections::{BTreeMap, BTreeSet};

/// The longest slug.
const LONGEST: usize = 80;

/// Whether the text is a slug: lower-case letters and digits, with single hyphens between.
pub(in crate::authoring) fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST
        && text.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Gives each heading of a page an anchor of its own.
#[derive(Default)]
pub(super) struct Anchors {
    claimed: BTreeSet<String>,
    /// The number to try next for a name that was there before.
    next: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchor of a heading with these words: letters and digits of any script in lower case, hyphens for what is between, and
    /// a number when it would be the second of its name. It never has an underscore, so the page's own ids may.
    pub fn claim(&mut self, words: &str) -> String {
        let mut name = String::new();
        for c in words.chars().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() {
                name.push(c);
            } else if (c.is_whitespace() || c == '-') && !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
        }
        let name: String = name.trim_end_matches('-').chars().take(LONGEST).collect();
        let name = if name.is_empty() { "section".to_owned() } else { name };
        let number = self.next.entry(name.clone()).or_insert(1);
        let mut anchor = name.clone();
        while !self.claimed.insert(anchor.clone()) {
            *number += 1;
            anchor = format!("{name}-{number}");
        }
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_readable_and_each_there_once() {
        let mut anchors = Anchors::default();
        for (words, anchor) in [
            ("Dominance", "dominance"),
            ("What is an ICER?", "what-is-an-icer"),
            ("Dominance", "dominance-2"),
            ("Dominance 2", "dominance-2-2"),
            ("Coût & bénéfice — 2026", "coût-bénéfice-2026"),
            ("費用", "費用"),
            ("…", "section"),
            ("__proto__", "proto"),
        ] {
            assert_eq!(anchors.claim(words), anchor, "{words}");
        }
    }

    #[test]
    fn slugs_are_words_with_hyphens() {
        assert!(["a", "icer-of-b", "2nd", "a-1"].into_iter().all(is_slug));
        assert!(!["", "-a", "a-", "a--b", "A", "a b", "a_b", "é", "a.b"].into_iter().any(is_slug));
        assert!(!is_slug(&"a".repeat(81)));
    }
}
