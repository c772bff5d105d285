//! Reads a rule. What is wrong is said with the characters it is about; no input panics.

mod lex;
#[cfg(test)]
mod tests;

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::rule::{Base, Edge, Rule, Skip, Step};
use lex::Token;

/// The longest rule, in characters.
const LONGEST: usize = 200;
/// The most days one step goes: ten years.
const FARTHEST: i32 = 3660;
/// The highest number of a residency.
const LAST_RESIDENCY: usize = 99;

/// What is wrong with the text of a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("character {}: {reason}", .column.0 + 1)]
pub struct RuleFault {
    /// The characters it is about: from, and up to but not including; from 0. Both are the length of the text if something is missing.
    pub column: (usize, usize),
    /// Why, in a sentence the writer can act on.
    pub reason: String,
}

type Parsed<T> = Result<T, RuleFault>;

/// The words of a rule that are still to be read.
struct Words<'t> {
    tokens: &'t [Token],
    end: usize,
}

pub(super) fn rule(text: &str) -> Parsed<Rule> {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() > LONGEST {
        let reason = format!("A rule has at most {LONGEST} characters.");
        return Err(RuleFault { column: (LONGEST, characters.len()), reason });
    }
    let tokens = lex::tokens(&characters)?;
    let mut words = Words { tokens: &tokens, end: characters.len() };
    let base = words
        .next()
        .ok_or_else(|| words.missing("Write from where to count: start, R2.start, previous.closes or a day like 2027-03-09."))?;
    let mut rule = Rule { base: base_of(base)?, steps: Vec::new(), at: None, skip: None };
    while let Some(word) = words.next() {
        words.step(word, &mut rule)?;
    }
    Ok(rule)
}

impl<'t> Words<'t> {
    fn next(&mut self) -> Option<&'t Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    /// Takes the next word if it is this one.
    fn take(&mut self, word: &str) -> bool {
        let there = self.tokens.first().is_some_and(|token| token.is(word));
        if there {
            self.next();
        }
        there
    }

    fn missing(&self, reason: &str) -> RuleFault {
        RuleFault { column: (self.end, self.end), reason: reason.to_owned() }
    }

    /// Reads what comes after the base: a step, the time, or how to skip.
    fn step(&mut self, word: &Token, rule: &mut Rule) -> Parsed<()> {
        let moves = word.is("+") || word.is("-") || word.is("on") || word.is("before");
        if moves && (rule.at.is_some() || rule.skip.is_some()) {
            return Err(word.fault("Write the steps before the time and before skip."));
        }
        match word.lower().as_str() {
            "+" => rule.steps.push(self.amount(1)?),
            "-" => rule.steps.push(self.amount(-1)?),
            "on" => rule.steps.push(Step::On(self.weekday()?)),
            "before" => rule.steps.push(Step::Before(self.weekday()?)),
            "at" if rule.at.is_some() => return Err(word.fault("There is a time already.")),
            "at" => rule.at = Some(self.time()?),
            "skip" if rule.skip.is_some() => return Err(word.fault("It skips already.")),
            "skip" => rule.skip = Some(if self.take("back") { Skip::Back } else { Skip::Ahead }),
            _ => {
                return Err(word.fault(format!(
                    "{:?} is not understood here: go on with + 2w, - 14d, on Mon, before Mon, at 17:00 or skip.",
                    word.text
                )));
            }
        }
        Ok(())
    }

    fn amount(&mut self, sign: i32) -> Parsed<Step> {
        const EXAMPLE: &str = "Write how far: 14d or 2w.";
        let word = self.next().ok_or_else(|| self.missing(EXAMPLE))?;
        let digits = word.text.chars().take_while(char::is_ascii_digit).count();
        let (number, unit) = word.text.split_at(digits);
        let number: i32 = match number.parse() {
            Ok(number) if number <= FARTHEST => number,
            Ok(_) => return Err(word.fault(format!("That is too far: at most {FARTHEST} days."))),
            Err(_) if digits > 0 => return Err(word.fault(format!("That is too far: at most {FARTHEST} days."))),
            Err(_) => return Err(word.fault(EXAMPLE)),
        };
        let apart = if unit.is_empty() {
            Some(self.next().ok_or_else(|| self.missing("Days or weeks? Write d or w after the number."))?)
        } else {
            None
        };
        let unit = apart.map_or_else(|| unit.to_ascii_lowercase(), Token::lower);
        match unit.as_str() {
            "d" | "day" | "days" => Ok(Step::Days(sign * number)),
            "w" | "week" | "weeks" if number <= FARTHEST / 7 => Ok(Step::Weeks(sign * number)),
            "w" | "week" | "weeks" => Err(word.fault(format!("That is too far: at most {} weeks.", FARTHEST / 7))),
            _ => Err(apart.unwrap_or(word).fault("Days or weeks? Write d or w after the number.")),
        }
    }

    fn weekday(&mut self) -> Parsed<Weekday> {
        const EXAMPLE: &str = "Write a weekday: Mon, Tue, Wed, Thu, Fri, Sat or Sun.";
        let word = self.next().ok_or_else(|| self.missing(EXAMPLE))?;
        word.text.parse().map_err(|_| word.fault(EXAMPLE))
    }

    fn time(&mut self) -> Parsed<NaiveTime> {
        const EXAMPLE: &str = "Write a time from 00:00 to 23:59, like 17:00.";
        let word = self.next().ok_or_else(|| self.missing(EXAMPLE))?;
        let parts: Vec<&str> = word.text.split(':').collect();
        let plain = parts.iter().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
        let number = |place: usize| parts.get(place).map_or(Some(0), |part| part.parse::<u32>().ok());
        let time = match (number(0), number(1), number(2)) {
            (Some(hour), Some(minute), Some(second)) if plain && (2..=3).contains(&parts.len()) => {
                NaiveTime::from_hms_opt(hour, minute, second)
            }
            _ => None,
        };
        time.ok_or_else(|| word.fault(EXAMPLE))
    }
}

/// From where to count.
fn base_of(word: &Token) -> Parsed<Base> {
    if word.text.starts_with(|first: char| first.is_ascii_digit()) && !word.text.contains('.') {
        return day(&word.text).map(Base::Day).ok_or_else(|| word.fault("Write a day like 2027-03-09."));
    }
    let lower = word.lower();
    match (lower.as_str(), word.text.split_once('.')) {
        ("start", _) => Ok(Base::Start),
        ("end", _) => Ok(Base::End),
        ("opens", _) => Ok(Base::Opens),
        ("due" | "closes", _) => Ok(Base::Due),
        (_, Some((name, edge))) => dotted(word, name, edge),
        ("previous", None) => {
            Err(word.fault("Which date of the previous one? Write previous.opens or previous.closes, for a residency previous.end."))
        }
        (_, None) if residency(&word.text).is_some() => {
            let name = word.text.to_ascii_uppercase();
            Err(word.fault(format!("The first or the last day of {name}? Write {name}.start or {name}.end.")))
        }
        (other, None) if is_name(other) => {
            Err(word.fault(format!("{:?} is no place to count from. Of a module named so write {other}.opens or {other}.due.", word.text)))
        }
        _ => Err(word
            .fault(format!("{:?} is no place to count from: write start, R2.start, previous.closes or a day like 2027-03-09.", word.text))),
    }
}

/// A residency's, a module's or the previous one's date: what stands before and after the point.
fn dotted(word: &Token, name: &str, edge: &str) -> Parsed<Base> {
    let edge = match edge.to_ascii_lowercase().as_str() {
        "start" => Edge::Start,
        "end" => Edge::End,
        "opens" => Edge::Opens,
        "due" | "closes" => Edge::Due,
        _ => return Err(word.fault("After the point comes start or end of a residency, opens or due of a module.")),
    };
    if name.eq_ignore_ascii_case("previous") {
        return Ok(Base::Previous(edge));
    }
    match (residency(name), edge) {
        (Some(position @ 1..=LAST_RESIDENCY), Edge::Start | Edge::End) => Ok(Base::Residency(position, edge)),
        (Some(_), Edge::Start | Edge::End) => Err(word.fault(format!("Residencies are numbered from R1 to R{LAST_RESIDENCY}."))),
        (_, Edge::Opens | Edge::Due) if is_name(name) => Ok(Base::Module(name.to_owned(), edge)),
        (_, Edge::Opens | Edge::Due) => {
            Err(word.fault(format!("{name:?} is no name of a module: those have small letters, digits and dashes.")))
        }
        _ => Err(word.fault("Only residencies start and end: write R2.start. A module has opens and due.")),
    }
}

/// Whether a text can be the name of a module or unit in addresses, as content packages have them.
pub(super) fn is_name(text: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.len() <= 80 && text.split('-').all(word)
}

/// The number of a residency: 2 of `R2`.
fn residency(name: &str) -> Option<usize> {
    let digits = name.strip_prefix(['R', 'r'])?;
    let plain = !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// A day as `2027-03-09`, and in no other form.
fn day(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let day = shape.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()?;
    (1900..=2999).contains(&day.year()).then_some(day)
}

impl Token {
    fn fault(&self, reason: impl fmt::Display) -> RuleFault {
        RuleFault { column: (self.from, self.to), reason: reason.to_string() }
    }
}
