//! The words of a rule.

use super::RuleFault;

/// A word, a sign or a number with its unit, and where it stands.
#[derive(Debug)]
pub(super) struct Token {
    pub text: String,
    pub from: usize,
    pub to: usize,
}

impl Token {
    pub(super) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn lower(&self) -> String {
        self.text.to_ascii_lowercase()
    }
}

/// Cuts a text into words. A typographic minus is a minus; blanks need to stand only between two words of letters.
pub(super) fn tokens(text: &[char]) -> Result<Vec<Token>, RuleFault> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at) {
        let length = match first {
            blank if blank.is_whitespace() => 0,
            '+' | '-' | '−' | '–' => 1,
            letter if in_word(*letter) => word(&text[at..]),
            other => {
                return Err(RuleFault { column: (at, at + 1), reason: format!("{other:?} does not belong into a rule.") });
            }
        };
        if length > 0 {
            let text = if in_word(*first) { text[at..at + length].iter().collect() } else { sign(*first).to_owned() };
            tokens.push(Token { text, from: at, to: at + length });
        }
        at += length.max(1);
    }
    Ok(tokens)
}

fn sign(character: char) -> &'static str {
    if character == '+' { "+" } else { "-" }
}

fn in_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '.' || character == ':'
}

/// How long the word is that begins here. Names of modules and days have dashes in them; elsewhere a dash is a minus.
fn word(text: &[char]) -> usize {
    let run = text.iter().take_while(|character| in_word(**character) || **character == '-').count();
    let run = &text[..run];
    let dash_after = |from: usize| run[from..].iter().position(|character| *character == '-').map_or(run.len(), |at| from + at);
    if let Some(point) = run.iter().position(|character| *character == '.') {
        return dash_after(point);
    }
    if run.len() >= 5 && run[..4].iter().all(char::is_ascii_digit) && run[4] == '-' {
        return run.len().min(10);
    }
    let minus = run.windows(2).position(|pair| pair[0] == '-' && pair[1].is_ascii_digit());
    let end = minus.unwrap_or(run.len());
    run[..end].iter().rposition(|character| *character != '-').map_or(end, |last| last + 1)
}
