//! What in a text looks like the data of a patient. It warns and decides nothing: a number may be anything, and a name may be missed.

use super::super::grading::paragraphs;

/// What something looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspect {
    /// A record number.
    Record,
    /// A social security number.
    SocialSecurity,
    /// A telephone number.
    Phone,
    /// A day of birth.
    Birth,
    /// The name of a patient.
    Name,
}

impl Suspect {
    /// What it looks like, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Record => "a record number",
            Self::SocialSecurity => "a social security number",
            Self::Phone => "a telephone number",
            Self::Birth => "a date of birth",
            Self::Name => "a patient’s name",
        }
    }
}

/// Words of a text that look like the data of a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspicion {
    /// What they look like.
    pub like: Suspect,
    /// The words.
    pub words: String,
    /// The paragraph in which they stand, from 1, as [`paragraphs`] counts.
    pub paragraph: usize,
}

/// So many are told at most: whoever pastes a table of patients knows it by then.
const MOST: usize = 20;

/// All words of a text that look like the data of a patient, in their order.
pub fn suspicions(text: &str) -> Vec<Suspicion> {
    let lines = (1..).zip(paragraphs(text)).flat_map(|(paragraph, words)| words.lines().map(move |line| (paragraph, line)));
    let found =
        lines.flat_map(|(paragraph, line)| in_line(line).into_iter().map(move |(like, words)| Suspicion { like, words, paragraph }));
    found.take(MOST).collect()
}

fn in_line(line: &str) -> Vec<(Suspect, String)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (step, suspect) = here(&words[at..]);
        if let Some(like) = suspect {
            found.push((like, words[at..at + step].join(" ")));
        }
        at += step;
    }
    found
}

/// How many words belong together at the beginning, and what they look like.
fn here(words: &[&str]) -> (usize, Option<Suspect>) {
    let first = bare(words[0]);
    let second = words.get(1).map_or("", |word| bare(word));
    if is_one_of(first, &["mrn", "mr#"]) && words.len() > 1 && digits(second) >= 4 {
        return (2, Some(Suspect::Record));
    }
    if let Some(step) = born(words) {
        return (step, Some(Suspect::Birth));
    }
    if is_patient(words[0])
        && let Some(step) = named(words)
    {
        return (step, Some(Suspect::Name));
    }
    if shape(first) == "3-2-4" {
        return (1, Some(Suspect::SocialSecurity));
    }
    if shape(first) == "3" && words[0].starts_with('(') && shape(second) == "3-4" {
        return (2, Some(Suspect::Phone));
    }
    if matches!(shape(first).as_str(), "3-3-4" | "1-3-3-4") {
        return (1, Some(Suspect::Phone));
    }
    (1, is_record(words[0]).then_some(Suspect::Record))
}

/// A patient who is named next: the sentence goes on behind the word.
fn is_patient(word: &str) -> bool {
    let goes_on = !word.ends_with(['.', ';', ',']) && is_one_of(bare(word), &["patient", "pt"]);
    goes_on || word.eq_ignore_ascii_case("pt.")
}

/// `DOB 3/4/1951`, `born on 4 March 1951`, `date of birth: 1951-03-04`
fn born(words: &[&str]) -> Option<usize> {
    let is = |at: usize, all: &[&str]| words.get(at).is_some_and(|word| is_one_of(bare(word), all));
    let begins = if is(0, &["dob", "d.o.b", "born"]) {
        1
    } else if is(0, &["date"]) && is(1, &["of"]) && is(2, &["birth"]) {
        3
    } else {
        return None;
    };
    let last = (begins + 5).min(words.len());
    let ends = (begins..last).find(|at| has_year(bare(words[*at])))?;
    Some(ends + 1)
}

/// A word that is a year, or ends or begins in one as dates do.
fn has_year(word: &str) -> bool {
    let numbers: Vec<&str> = word.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let year = |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    numbers.iter().any(year) || (numbers.len() == 3 && numbers.iter().all(|part| part.len() <= 2))
}

/// `patient Jane Roe`, `patient: Mr. Roe`, `patient named Jane`
fn named(words: &[&str]) -> Option<usize> {
    const SKIPPED: [&str; 7] = ["named", "called", "is", "mr", "mrs", "ms", "name"];
    let skipped = words[1..].iter().take_while(|word| is_one_of(bare(word), &SKIPPED)).count();
    let titled = words[1..=skipped].iter().any(|word| is_one_of(bare(word), &["named", "called", "mr", "mrs", "ms"]));
    let names = words[1 + skipped..].iter().take(2).take_while(|word| is_name(bare(word))).count();
    // One capital after "patient" begins many a heading ("Patient Safety"): two of them do so, too, but for the words below.
    let wanted = if titled { 1 } else { 2 };
    (names >= wanted && words[0].chars().next().is_some_and(|c| c.is_lowercase() || titled || words[0].ends_with(':')))
        .then_some(1 + skipped + names)
}

fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() > 1
        && letters.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'))
}

/// Seven to ten digits in a row, and no amount.
fn is_record(word: &str) -> bool {
    let amount = word.starts_with(['$', '€', '£']) || word.contains('%');
    let bare = bare(word).trim_start_matches('#');
    !amount && (7..=10).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
}

/// The lengths of groups of digits, where a word is nothing else: `3-2-4`.
fn shape(word: &str) -> String {
    let word = word.trim_start_matches('+');
    if word.is_empty() || !word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '(' | ')')) {
        return String::new();
    }
    let groups = word.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    groups.map(|group| group.len().to_string()).collect::<Vec<_>>().join("-")
}

fn digits(word: &str) -> usize {
    word.bytes().filter(u8::is_ascii_digit).count()
}

fn is_one_of(word: &str, known: &[&str]) -> bool {
    known.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Without punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '"' | '“' | '”' | '[' | ']' | '!' | '?' | '*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Suspect, String)> {
        suspicions(text).into_iter().map(|one| (one.like, one.words)).collect()
    }

    #[test]
    fn what_looks_like_a_patients_data_is_told_with_its_words() {
        let cases = [
            ("She (MRN 4471203) waited.", Suspect::Record, "(MRN 4471203)"),
            ("Record 00447120 was lost.", Suspect::Record, "00447120"),
            ("SSN 078-05-1120 on the form", Suspect::SocialSecurity, "078-05-1120"),
            ("Call 555-201-3344, please.", Suspect::Phone, "555-201-3344,"),
            ("Call (555) 201-3344.", Suspect::Phone, "(555) 201-3344."),
            ("Call +1-555-201-3344.", Suspect::Phone, "+1-555-201-3344."),
            ("DOB: 3/4/1951, female", Suspect::Birth, "DOB: 3/4/1951,"),
            ("born on 4 March 1951 in Ohio", Suspect::Birth, "born on 4 March 1951"),
            ("date of birth 1951-03-04", Suspect::Birth, "date of birth 1951-03-04"),
            ("the patient Jane Roe waited", Suspect::Name, "patient Jane Roe"),
            ("Patient: Jane Roe", Suspect::Name, "Patient: Jane Roe"),
            ("a patient named Jane waited", Suspect::Name, "patient named Jane"),
            ("our patient Mrs. Roe waited", Suspect::Name, "patient Mrs. Roe"),
        ];
        for (text, like, words) in cases {
            assert_eq!(found(text), [(like, words.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_a_plan_is_full_of_is_no_patients_data() {
        let plan = "Capital of $1200000 over 7 years, 43,500 chair-hours, 38% (19 of 50) in 2026.\n\
            By 2027-03-10 the patient waits 14 days; Patient Safety Committee, patient-reported outcomes.\n\
            Each patient is asked. ICD-10 codes 250-400, pages 371-383, RR 0.509, 2,188.98.\n\
            The clinic was born of need, and the patient. Jane Roe, RN, runs it; the patient Portal is new.";
        assert_eq!(found(plan), []);
    }

    #[test]
    fn the_paragraph_is_counted_without_empty_lines() {
        let found = suspicions("One.\n\n\nTwo.\n\nMRN 12345 here.");
        assert_eq!(found.iter().map(|one| one.paragraph).collect::<Vec<_>>(), [3]);
        assert_eq!(suspicions("One,\nstill one.\n\nMRN 12345 here.")[0].paragraph, 2, "as comments and the page count");
        assert_eq!(suspicions(&"MRN 12345\n".repeat(99)).len(), MOST);
        assert!(suspicions("").is_empty());
    }
}
