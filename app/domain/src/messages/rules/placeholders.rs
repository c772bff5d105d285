//! `{name}` and its like in messages: what stands there for each recipient.

/// What can stand in braces, and what it becomes.
pub const PLACEHOLDERS: [(&str, &str); 3] =
    [("name", "the name of whoever reads it"), ("cohort", "the name of the cohort"), ("program", "the name of the program")];

/// What the placeholders become for one reader.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// As they want to be called.
    pub name: &'a str,
    /// The cohort's name.
    pub cohort: &'a str,
    /// The program's name.
    pub program: &'a str,
}

impl<'a> Values<'a> {
    fn of(&self, placeholder: &str) -> Option<&'a str> {
        match placeholder {
            "name" => Some(self.name),
            "cohort" => Some(self.cohort),
            "program" => Some(self.program),
            _ => None,
        }
    }
}

/// A line of plain text for one reader.
pub fn filled(text: &str, values: Values<'_>) -> String {
    replaced(text, |placeholder| values.of(placeholder).map(str::to_owned))
}

/// A text in Markdown for one reader; nothing in their name is markup.
pub fn filled_markdown(text: &str, values: Values<'_>) -> String {
    replaced(text, |placeholder| values.of(placeholder).map(plain))
}

/// The first placeholder of a text that stands for nothing.
pub fn unknown_placeholder(text: &str) -> Option<String> {
    let mut unknown = None;
    replaced(text, |placeholder| {
        let known = PLACEHOLDERS.iter().any(|(name, _)| *name == placeholder);
        if !known && unknown.is_none() {
            unknown = Some(placeholder.to_owned());
        }
        None
    });
    unknown
}

/// Words between braces, small letters only: anything else in braces is text.
fn replaced(text: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let word = rest.find('}').map(|close| &rest[1..close]);
        let word = word.filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
        match word.and_then(|word| value(word).map(|value| (word, value))) {
            Some((word, value)) => {
                out.push_str(&value);
                rest = &rest[word.len() + 2..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Text in which Markdown sees nothing but text.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(if letter.is_control() { ' ' } else { letter });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: Values<'_> = Values { name: "Amara *O'Neil*", cohort: "Cohort 12", program: "MMM" };

    #[test]
    fn a_placeholder_becomes_what_it_stands_for() {
        assert_eq!(filled("Dear {name} of {cohort}, {program}", VALUES), "Dear Amara *O'Neil* of Cohort 12, MMM");
        assert_eq!(filled("{Name} { name} {} {", VALUES), "{Name} { name} {} {");
        assert_eq!(filled("{{name}}", VALUES), "{Amara *O'Neil*}");
    }

    #[test]
    fn a_name_is_no_markup() {
        let html = super::super::for_page(&filled_markdown("Dear {name}", VALUES));
        assert_eq!(html, "<p>Dear Amara *O&#39;Neil*</p>\n".replace("&#39;", "'"));
    }

    #[test]
    fn what_stands_for_nothing_is_found() {
        assert_eq!(unknown_placeholder("Dear {name}, {nmae}, {x}"), Some("nmae".to_owned()));
        assert_eq!(unknown_placeholder("Dear {name}: {a b} {1}"), None);
    }
}
