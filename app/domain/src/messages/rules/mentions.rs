//! `@Amara Okafor` in a post: who is meant.

use std::ops::Range;

use crate::ids::PersonId;

/// Somebody who can be mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Who.
    pub person: PersonId,
    /// As they want to be called.
    pub name: String,
}

/// Who is mentioned in a text, each once, in the order of the text.
pub fn mentioned(text: &str, people: &[Named]) -> Vec<PersonId> {
    let mut found = Vec::new();
    for person in names_in(text, people).into_iter().flat_map(|(_, people)| people) {
        if !found.contains(&person) {
            found.push(person);
        }
    }
    found
}

/// The places of a text where somebody is mentioned, with who is meant: by the whole name, or by a first or family name that only one of
/// them has. Two of the same whole name are both meant.
pub fn names_in(text: &str, people: &[Named]) -> Vec<(Range<usize>, Vec<PersonId>)> {
    let mut found: Vec<(Range<usize>, Vec<PersonId>)> = Vec::new();
    for (at, _) in text.match_indices('@') {
        // An @ inside of a word is that of a mail address.
        let in_word = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        if in_word {
            continue;
        }
        if let Some((length, who)) = by_whole_name(&text[at + 1..], people).or_else(|| by_one_word(&text[at + 1..], people)) {
            found.push((at..at + 1 + length, who));
        }
    }
    found
}

fn by_whole_name(text: &str, people: &[Named]) -> Option<(usize, Vec<PersonId>)> {
    let lengths = people.iter().filter_map(|one| Some((begins_with(text, &one.name)?, one.person)));
    let lengths: Vec<_> = lengths.collect();
    let longest = lengths.iter().map(|(length, _)| *length).max()?;
    Some((longest, lengths.into_iter().filter(|(length, _)| *length == longest).map(|(_, person)| person).collect()))
}

fn by_one_word(text: &str, people: &[Named]) -> Option<(usize, Vec<PersonId>)> {
    let length = text.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'').unwrap_or(text.len());
    let word = text[..length].trim_end_matches(['-', '\'']);
    if word.is_empty() {
        return None;
    }
    let is_called = |one: &&Named| {
        let mut words = one.name.split_whitespace();
        let (first, last) = (words.next(), words.next_back());
        first.into_iter().chain(last).any(|name| begins_with(word, name) == Some(word.len()))
    };
    let who: Vec<PersonId> = people.iter().filter(is_called).map(|one| one.person).collect();
    (who.len() == 1).then_some((word.len(), who))
}

/// How many bytes of a text a name takes that it begins with, whatever the case; the name ends where a word does.
fn begins_with(text: &str, name: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in name.chars() {
        let (_, letter) = letters.next()?;
        if letter != wanted && !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let rest = letters.as_str();
    let ends = !rest.starts_with(char::is_alphanumeric);
    (ends && !name.is_empty()).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(names: &[&str]) -> Vec<Named> {
        names.iter().map(|name| Named { person: PersonId::new(), name: (*name).to_owned() }).collect()
    }

    fn found(text: &str, people: &[Named]) -> Vec<String> {
        let name = |id: &PersonId| people.iter().find(|one| one.person == *id).unwrap().name.clone();
        mentioned(text, people).iter().map(name).collect()
    }

    #[test]
    fn people_are_mentioned_by_name() {
        let people = people(&["Amara Okafor", "Nils Berglund", "Nils Åkesson", "Ines Ferreira"]);
        assert_eq!(found("Ask @Amara Okafor, or @ines ferreira.", &people), ["Amara Okafor", "Ines Ferreira"]);
        assert_eq!(found("@Amara and @Åkesson and (@amara)", &people), ["Amara Okafor", "Nils Åkesson"]);
        assert_eq!(found("@Nils knows, @Okaforinho does not", &people), Vec::<String>::new());
        assert_eq!(found("write to amara@ines.example or @ Ines", &people), Vec::<String>::new());
    }

    #[test]
    fn the_longest_name_is_meant_and_two_of_one_name_are_both() {
        let people = people(&["Ana Lima", "Ana Lima Souza", "Jo Park", "Jo Park"]);
        assert_eq!(found("@Ana Lima Souza", &people), ["Ana Lima Souza"]);
        assert_eq!(found("@Ana Lima", &people), ["Ana Lima"]);
        assert_eq!(found("@Jo Park", &people).len(), 2);
    }

    #[test]
    fn places_can_be_cut_out_of_any_text() {
        let people = people(&["İnci Ünal", "Amara Okafor"]);
        for text in ["@İnci Ünal!", "é@Amara", "@", "@@Amara Okafor", "ß @İNCİ ÜNAL"] {
            for (place, _) in names_in(text, &people) {
                assert!(text.get(place).is_some(), "{text}");
            }
        }
    }
}
