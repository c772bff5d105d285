//! `name: value` lines: the front matter of a file, and the head of a question.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::Report;
use crate::authoring::markdown::is_slug;

/// A value with the line it stands on.
pub(super) type Placed<T> = (usize, T);

/// Fields by name. Each is taken once; what is left at the end is unknown.
pub(super) struct Fields<'a> {
    fields: Vec<Field<'a>>,
    /// Where to say that a field is missing.
    line: usize,
}

struct Field<'a> {
    name: &'a str,
    line: usize,
    value: &'a str,
    items: Vec<Placed<&'a str>>,
}

/// What stands between commas.
pub(super) fn split_codes(value: &str) -> Vec<String> {
    value.split(',').map(|code| code.trim().to_owned()).collect()
}

/// Letters, digits, hyphens and full stops.
pub(super) fn is_code(code: &str) -> bool {
    !code.is_empty() && code.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'))
}

/// The name that a fault says is missing in a front matter, as [`Fields`] says it.
pub(in crate::authoring) fn missing_name(message: &str) -> Option<&str> {
    message.strip_prefix('`')?.split_once("` is missing: add a line").map(|(name, _)| name)
}

/// A file's front matter, and its body with the line on which that begins.
pub(super) fn front_matter<'a>(text: &'a str, report: &mut Report) -> Option<(Fields<'a>, &'a str, usize)> {
    let Some(rest) = text.strip_prefix("---\n") else {
        report.say(1, "the file begins with a line of three dashes and its front matter");
        return None;
    };
    let (head, body) = match rest.strip_prefix("---\n") {
        Some(body) => ("", body),
        None => match rest.split_once("\n---\n").or_else(|| rest.strip_suffix("\n---").map(|head| (head, ""))) {
            Some(parts) => parts,
            None => {
                report.say(1, "the front matter has no end: write a line of three dashes under it");
                return None;
            }
        },
    };
    let lines: Vec<Placed<&str>> = head.split('\n').enumerate().map(|(index, line)| (index + 2, line)).collect();
    let body_line = lines.len() + 3 - usize::from(head.is_empty());
    Some((Fields::read(&lines, 1, report), body, body_line))
}

impl<'a> Fields<'a> {
    /// Reads `name: value` lines and the `- ` lines under a name.
    pub fn read(lines: &[Placed<&'a str>], line: usize, report: &mut Report) -> Self {
        let mut fields: Vec<Field<'a>> = Vec::new();
        for (line, text) in lines.iter().copied() {
            if text.trim().is_empty() {
                continue;
            }
            if let Some(item) = text.trim_start().strip_prefix("- ") {
                match fields.last_mut() {
                    Some(field) if field.value.is_empty() => field.items.push((line, item.trim())),
                    _ => report.say(line, "a list stands under a name without a value (`objectives:`)"),
                }
                continue;
            }
            let Some((name, value)) = text.split_once(':').filter(|(name, _)| is_slug(name)) else {
                report.say(line, "write `name: value`, or `- item` under a name");
                continue;
            };
            if fields.iter().any(|field| field.name == name) {
                report.say(line, format!("`{name}` is there twice: keep one"));
                continue;
            }
            fields.push(Field { name, line, value: value.trim(), items: Vec::new() });
        }
        Self { fields, line }
    }

    fn take(&mut self, name: &str) -> Option<Field<'a>> {
        let index = self.fields.iter().position(|field| field.name == name)?;
        Some(self.fields.remove(index))
    }

    /// The line of a name that was not taken yet.
    pub fn line_of(&self, name: &str) -> Option<usize> {
        Some(self.fields.iter().find(|field| field.name == name)?.line)
    }

    fn missing(&self, name: &str, report: &mut Report) {
        report.say(self.line, format!("`{name}` is missing: add a line `{name}: …`"));
    }

    /// A value, if the name is there.
    pub fn optional(&mut self, name: &str, report: &mut Report) -> Option<Placed<&'a str>> {
        let field = self.take(name)?;
        if !field.items.is_empty() {
            report.say(field.line, format!("`{name}` has one value, not a list"));
            return None;
        }
        if field.value.is_empty() {
            report.say(field.line, format!("`{name}` has no value: write one, or take the line out"));
            return None;
        }
        Some((field.line, field.value))
    }

    /// A value that must be there.
    pub fn required(&mut self, name: &str, report: &mut Report) -> Option<Placed<&'a str>> {
        if !self.fields.iter().any(|field| field.name == name) {
            self.missing(name, report);
        }
        self.optional(name, report)
    }

    /// A name in addresses.
    pub fn slug(&mut self, name: &str, report: &mut Report) -> Option<Placed<&'a str>> {
        let (line, value) = self.required(name, report)?;
        if !is_slug(value) {
            report.say(line, format!("`{name}: {value}` is used in addresses: write lower-case letters, digits and single hyphens"));
            return None;
        }
        Some((line, value))
    }

    /// A list that must be there and have an item.
    pub fn list(&mut self, name: &str, report: &mut Report) -> Vec<Placed<&'a str>> {
        let Some(field) = self.take(name) else {
            self.missing(name, report);
            return Vec::new();
        };
        if !field.value.is_empty() {
            report.say(field.line, format!("`{name}` is a list: write each item on a line of its own, `- item`"));
        } else if field.items.is_empty() {
            report.say(field.line, format!("`{name}` has no items: write `- item` lines under it"));
        }
        for (line, item) in &field.items {
            if item.is_empty() {
                report.say(*line, format!("this item of `{name}` is empty"));
            }
        }
        field.items
    }

    /// The items of a list that may be left out; with the line of its name.
    pub fn optional_list(&mut self, name: &str, report: &mut Report) -> Option<Placed<Vec<Placed<&'a str>>>> {
        let line = self.line_of(name)?;
        Some((line, self.list(name, report)))
    }

    /// A whole number within limits, if the name is there.
    pub fn optional_number(&mut self, name: &str, limits: RangeInclusive<u32>, report: &mut Report) -> Option<u32> {
        let (line, value) = self.optional(name, report)?;
        let number = value.parse().ok().filter(|number| limits.contains(number) && value.bytes().all(|b| b.is_ascii_digit()));
        if number.is_none() {
            let (least, most) = limits.into_inner();
            report.say(line, format!("`{name}: {value}` is not a whole number from {least} to {most}"));
        }
        number
    }

    /// A whole number within limits that must be there.
    pub fn number(&mut self, name: &str, limits: RangeInclusive<u32>, report: &mut Report) -> Option<u32> {
        if !self.fields.iter().any(|field| field.name == name) {
            self.missing(name, report);
        }
        self.optional_number(name, limits, report)
    }

    /// A value as a day.
    pub fn day(&self, name: &str, (line, value): Placed<&str>, report: &mut Report) -> Option<NaiveDate> {
        let day = (value.len() == 10).then(|| NaiveDate::parse_from_str(value, "%Y-%m-%d").ok()).flatten();
        if day.is_none() {
            report.say(line, format!("`{name}: {value}` is no day: write YYYY-MM-DD"));
        }
        day
    }

    /// Codes with a comma between.
    pub fn codes(&mut self, name: &str, required: bool, report: &mut Report) -> Vec<String> {
        let field = if required { self.required(name, report) } else { self.optional(name, report) };
        let Some((line, value)) = field else { return Vec::new() };
        let codes = split_codes(value);
        if let Some(code) = codes.iter().find(|code| !is_code(code)) {
            report.say(line, format!("`{code}` in `{name}` is no code: write codes of letters, digits and hyphens with a comma between"));
        }
        codes
    }

    /// Whatever was not taken is unknown here.
    pub fn refuse_rest(self, known: &str, report: &mut Report) {
        for field in self.fields {
            report.say(field.line, format!("`{}` is not known here; {known}", field.name));
        }
    }
}
