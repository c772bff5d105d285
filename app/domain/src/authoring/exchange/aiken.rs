//! Aiken: multiple choice with one right answer, a line for each thing, and nothing else.
//!
//! The rules are those of the format's page, <https://docs.moodle.org/en/Aiken_format>: the question, on one line; options that begin
//! with a capital letter, a full stop or bracket and a space; `ANSWER: ` and the letter. As Moodle does, empty lines are passed
//! over wherever they stand; a question of several lines is taken too.

use std::collections::BTreeSet;

use super::draft::{Draft, DraftAnswers, Drafts, Text, Unreadable, Weighed};

/// Reads a file. Whatever is wrong with a question costs only that question.
pub(super) fn read(text: &str) -> Drafts {
    let mut drafts = Drafts::default();
    let mut open = Lines::default();
    for (index, line) in text.lines().enumerate() {
        let (number, line) = (index + 1, line.trim());
        if let Some(letter) = line.strip_prefix("ANSWER:") {
            drafts.questions.push(std::mem::take(&mut open).ended(number, letter.trim()));
        } else if let Some((letter, option)) = option(line) {
            open.options.push((number, letter, option.to_owned()));
        } else if !line.is_empty() {
            if let Some(unfinished) = open.interrupted() {
                drafts.questions.push(Err(unfinished));
                open = Lines::default();
            }
            open.prompt.push((number, line.to_owned()));
        }
    }
    drafts.questions.extend(open.left_over().map(Err));
    drafts
}

/// `A. text` or `A) text`
fn option(line: &str) -> Option<(char, &str)> {
    let mut chars = line.chars();
    let letter = chars.next().filter(char::is_ascii_uppercase)?;
    let rest = chars.as_str().strip_prefix(['.', ')'])?;
    rest.strip_prefix([' ', '\t']).map(|text| (letter, text.trim()))
}

/// The lines of a question until its answer comes.
#[derive(Default)]
struct Lines {
    prompt: Vec<(usize, String)>,
    options: Vec<(usize, char, String)>,
}

impl Lines {
    /// Where it begins, if it does before its answer.
    fn line(&self, answer: usize) -> usize {
        self.prompt.first().map(|(line, _)| *line).or_else(|| self.options.first().map(|(line, ..)| *line)).unwrap_or(answer)
    }

    fn unreadable(&self, answer: usize, reason: impl Into<String>) -> Unreadable {
        Unreadable::new(self.line(answer), self.prompt.first().map(|(_, text)| text.clone()), reason)
    }

    /// A new text begins although options stand without an answer.
    fn interrupted(&self) -> Option<Unreadable> {
        (!self.options.is_empty()).then(|| self.unreadable(1, "the options end without a line `ANSWER:` and a letter"))
    }

    fn left_over(&self) -> Option<Unreadable> {
        let unfinished = self.interrupted();
        unfinished.or_else(|| (!self.prompt.is_empty()).then(|| self.unreadable(1, "there are no options: write `A. ` and a text")))
    }

    /// That not exactly one option bears the letter of the answer.
    fn none_right(&self, letter: char, right: usize) -> String {
        let letters: BTreeSet<char> = self.options.iter().map(|(_, known, _)| *known).collect();
        let letters: Vec<String> = letters.into_iter().map(String::from).collect();
        match (right, letters.as_slice()) {
            (0, []) => "there are no options: write `A. ` and a text".to_owned(),
            (0, [one]) => format!("there is no option {letter}; the only one is {one}"),
            (0, [most @ .., last]) => format!("there is no option {letter}; the options are {} and {last}", most.join(", ")),
            _ => format!("{right} options are called {letter}: give each a letter of its own"),
        }
    }

    fn ended(self, line: usize, answer: &str) -> Result<Draft, Unreadable> {
        if self.prompt.is_empty() {
            return Err(self.unreadable(line, "there is no question above its options"));
        }
        let mut letters = answer.chars();
        let letter = letters.next().filter(|_| letters.as_str().trim().is_empty());
        let Some(letter) = letter.map(|letter| letter.to_ascii_uppercase()) else {
            return Err(self.unreadable(line, format!("`ANSWER: {answer}` is not one letter")));
        };
        let right = self.options.iter().filter(|(_, known, _)| *known == letter).count();
        if right != 1 {
            return Err(self.unreadable(line, self.none_right(letter, right)));
        }
        let prompt: Vec<&str> = self.prompt.iter().map(|(_, text)| text.as_str()).collect();
        let options = self.options.iter().map(|(_, known, text)| Weighed {
            answer: Text::plain(text.as_str()),
            percent: if *known == letter { 100.0 } else { 0.0 },
            feedback: None,
        });
        let answers = DraftAnswers::Choice { one: true, fixed: false, options: options.collect() };
        Ok(Draft::new(self.line(line), Text::plain(prompt.join("\n")), answers))
    }
}
