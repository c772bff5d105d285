//! How long a text is and how hard it is to read, for those who write it.

use std::fmt;

use super::super::{Piece, UnitKind};
use super::{Edition, EditionUnit};

/// The length of a text without its headings, tables and formulas, and the years of school that it asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Readability {
    /// Words of the running text, lists among it.
    pub words: usize,
    /// Its sentences.
    pub sentences: usize,
    /// Its syllables, counted by groups of vowels.
    pub syllables: usize,
}

impl Readability {
    /// Of the texts between questions and simulators.
    pub fn of(body: &[Piece]) -> Self {
        let texts = body.iter().filter_map(|piece| if let Piece::Html(html) = piece { Some(running(html)) } else { None });
        let mut all = Self::default();
        for sentence in texts.flat_map(|text| sentences(&text)) {
            all.sentences += 1;
            all.words += sentence.len();
            all.syllables += sentence.iter().map(|word| syllables(word)).sum::<usize>();
        }
        all
    }

    /// The grade of school by Flesch and Kincaid (J. P. Kincaid and others, Naval Technical Training Command, Research Branch Report 8-75,
    /// 1975): `0.39 × words/sentences + 11.8 × syllables/words − 15.59`. None of a text without words.
    pub fn grade(&self) -> Option<f64> {
        let [words, sentences, syllables] = [self.words, self.sentences, self.syllables].map(|count| count as f64);
        (self.words > 0).then(|| 0.39 * words / sentences + 11.8 * syllables / words - 15.59)
    }
}

/// The units of a module with the length and grade of each, as a table of fixed width.
pub struct Readabilities<'e>(pub &'e Edition);

impl fmt::Display for Readabilities<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<44} {:<10} {:>7} {:>7} {:>7} {:>9}", self.0.module.title, "", "words", "minutes", "grade", "questions")?;
        self.0.units.iter().try_for_each(|unit| line(unit, f))
    }
}

fn line(unit: &EditionUnit, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let text = Readability::of(&unit.body);
    let title: String = unit.title.chars().take(44).collect();
    let grade = text.grade().filter(|_| unit.settings.kind() != UnitKind::Quiz).map_or_else(String::new, |grade| format!("{grade:.1}"));
    let (kind, questions) = (unit.settings.kind().label(), unit.questions.len());
    writeln!(f, "{title:<44} {kind:<10} {:>7} {:>7} {grade:>7} {questions:>9}", text.words, unit.minutes)
}

/// Elements whose text is not read as sentences.
const APART: [&str; 10] = ["table", "math", "svg", "figcaption", "sup", "h2", "h3", "h4", "h5", "h6"];

/// Text of rendered HTML; what ends a block ends a sentence.
fn running(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut apart = 0_usize;
    for part in html.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if APART.contains(&name) && !tag.ends_with('/') {
            apart = if tag.starts_with('/') { apart.saturating_sub(1) } else { apart + 1 };
        }
        if matches!(name, "p" | "li" | "dt" | "dd" | "br" | "blockquote" | "summary") {
            out.push('\n');
        }
        if apart == 0 {
            out.push_str(text);
        }
    }
    out
}

/// Words of each sentence. A point ends one only where a space follows, so that 1.5 is a word.
fn sentences(text: &str) -> Vec<Vec<String>> {
    let ended = |word: &str| word.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?']);
    let mut all = Vec::new();
    for block in text.lines() {
        for sentence in block.split_whitespace().collect::<Vec<_>>().split_inclusive(|word| ended(word)) {
            let words: Vec<String> =
                sentence.iter().filter(|word| word.chars().any(char::is_alphanumeric)).map(|word| word.to_lowercase()).collect();
            if !words.is_empty() {
                all.push(words);
            }
        }
    }
    all
}

/// Groups of vowels, without an e that ends the word and is not heard; one at least.
fn syllables(word: &str) -> usize {
    let letters: String = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    let heard = letters.strip_suffix('e').filter(|rest| !rest.ends_with('l')).unwrap_or(&letters);
    let mut before = false;
    let groups = heard.chars().filter(|letter| {
        let vowel = "aeiouy".contains(*letter);
        let first = vowel && !before;
        before = vowel;
        first
    });
    groups.count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_heard() {
        for (word, count) in [("cost", 1), ("care", 1), ("table", 2), ("patient", 2), ("economics", 4), ("12.5", 1)] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn headings_tables_and_formulas_are_no_sentences() {
        let html = "<h2>Cost</h2><p>It pays 1.5 times. Then it <em>ends</em>.</p><table><tr><td>Not this.</td></tr></table>\
            <p>So <math><mi>x</mi></math> is.</p>";
        let text = Readability::of(&[Piece::Html(html.to_owned()), Piece::Question("q".into())]);
        assert_eq!((text.words, text.sentences), (9, 3));
        assert_eq!(Readability::of(&[]).grade(), None);
    }

    #[test]
    fn a_hard_sentence_has_a_higher_grade() {
        let grade = |text: &str| Readability::of(&[Piece::Html(format!("<p>{text}</p>"))]).grade().unwrap();
        // By hand: 6 words, 6 syllables; 0.39 × 6 + 11.8 − 15.59.
        assert!((grade("The cat sat on the mat.") + 1.45).abs() < 1e-9);
        assert!(grade("Extraordinarily heterogeneous reimbursement methodologies necessitate comprehensive evaluation.") > 20.0);
    }
}
