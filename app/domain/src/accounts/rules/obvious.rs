//! Passwords that everybody tries first, found by what they are made of and not by a list of each.

/// Words that make no password, alone, after each other, or with digits and signs around them.
const WORDS: [&str; 84] = [
    "password",
    "passwort",
    "passphrase",
    "pass",
    "word",
    "secret",
    "letmein",
    "let",
    "me",
    "in",
    "welcome",
    "hello",
    "login",
    "logon",
    "signin",
    "admin",
    "administrator",
    "root",
    "user",
    "guest",
    "default",
    "change",
    "changeme",
    "please",
    "test",
    "demo",
    "temp",
    "temporary",
    "example",
    "attending",
    "physician",
    "doctor",
    "hospital",
    "medicine",
    "medical",
    "clinic",
    "nurse",
    "health",
    "leader",
    "leadership",
    "program",
    "student",
    "faculty",
    "staff",
    "school",
    "university",
    "college",
    "cohort",
    "residency",
    "master",
    "i",
    "love",
    "you",
    "my",
    "the",
    "is",
    "this",
    "your",
    "monkey",
    "dragon",
    "football",
    "baseball",
    "soccer",
    "hockey",
    "sunshine",
    "princess",
    "superman",
    "batman",
    "shadow",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "monday",
    "friday",
    "sunday",
    "january",
    "october",
    "december",
    "qwerty",
    "abc",
    "xyz",
    "new",
];

/// Rows of keys and orders that fingers and minds run along.
const ROWS: [&str; 8] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgb",
    "azertyuiop",
];

/// Whether a password is one of those: few different characters, one thing repeated, runs along a keyboard, or nothing but
/// common words with digits and signs around them.
pub(super) fn is_obvious(password: &str) -> bool {
    let folded = letters_and_digits(password);
    is_of_few_characters(password) || is_repeated(&folded) || is_runs(&folded) || is_words(password)
}

/// Small letters and digits alone.
pub(super) fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_of_few_characters(password: &str) -> bool {
    let mut letters: Vec<char> = password.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    letters.len() < 5
}

/// Whether it is one thing of at most six characters, again and again.
fn is_repeated(folded: &str) -> bool {
    let letters: Vec<char> = folded.chars().collect();
    (1..=6).any(|period| letters.len() >= 2 * period && letters.iter().zip(&letters[period..]).all(|(a, b)| a == b))
}

/// Whether it falls apart into runs of at least three along the rows, forward or backward.
fn is_runs(folded: &str) -> bool {
    let letters: Vec<char> = folded.chars().collect();
    let rows: Vec<Vec<char>> = ROWS.iter().flat_map(|row| [row.chars().collect(), row.chars().rev().collect()]).collect();
    falls_apart(&letters, &|rest| {
        let runs = (3..=rest.len()).filter(|length| rows.iter().any(|row| row.windows(*length).any(|part| part == &rest[..*length])));
        runs.collect()
    })
}

/// Whether its letters, read as people write them (`P@ssw0rd`), fall apart into common words.
fn is_words(password: &str) -> bool {
    let inner = password.trim_matches(|letter: char| !letter.is_alphabetic());
    let read: String = inner.to_lowercase().chars().map(read).filter(|letter| letter.is_alphabetic()).collect();
    let plain: String = password.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect();
    [read, plain].iter().any(|text| {
        let letters: Vec<char> = text.chars().collect();
        falls_apart(&letters, &|rest| {
            let words = WORDS.iter().filter(|word| rest.iter().copied().take(word.len()).eq(word.chars()));
            words.map(|word| word.len()).collect()
        })
    })
}

/// A digit or sign that stands for a letter.
fn read(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// Whether pieces of the lengths that `pieces` allows at each place make up the whole. Nothing at all falls apart, too: then there
/// were no letters to speak of.
fn falls_apart(letters: &[char], pieces: &dyn Fn(&[char]) -> Vec<usize>) -> bool {
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for at in 0..letters.len() {
        if reached[at] {
            for length in pieces(&letters[at..]) {
                reached[at + length] = true;
            }
        }
    }
    letters.is_empty() || reached[letters.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_first_is_obvious() {
        for password in [
            "aaaaaaaaaaaa",
            "121212121212",
            "abcabcabcabc",
            "qwertyuiop123",
            "123456789012",
            "1234567890123",
            "abcdefghijkl",
            "lkjhgfdsa098",
            "password1234",
            "P@ssw0rd2027!",
            "passwordpassword",
            "WelcomeDoctor1",
            "letmeinplease",
            "Summer2027!!!!",
            "iloveyoumyschool",
            "Leadership-2027",
            "1qaz2wsx3edc",
            "............",
            "2027-03-01 12",
            "Hospital Staff 1",
        ] {
            assert!(is_obvious(password), "{password}");
        }
    }

    #[test]
    fn what_one_has_to_think_of_is_not() {
        for password in
            ["correct horse battery staple", "my doctor sails", "summer of 42 oysters", "gV7rQ2x9Lw3k", "password of the purple otter"]
        {
            assert!(!is_obvious(password), "{password}");
        }
    }
}
