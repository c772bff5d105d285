//! The form: an answer of each author, as it was typed, and what it says.

use chrono::NaiveDate;
use domain::authoring::{
    disclosures::{FRESH, Relationship, Says, Statement},
    drafts::Stated,
};

use crate::forms::Typed;

/// What stands in the fields of one author. Nothing of it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// Their name, as it stands among the authors.
    pub author: String,
    /// `none`, `companies`, `exempt`, or nothing yet.
    pub says: String,
    /// A company a line.
    pub companies: String,
    /// Why they need not say.
    pub why: String,
}

impl Answer {
    /// What stands in the draft. A line that cannot be read is shown, so that it can be mended.
    pub fn standing(stated: &Stated) -> Self {
        let author = stated.author.clone();
        let empty = Self { author, ..Self::default() };
        match (stated.says(), &stated.line) {
            (Some(Says::Nothing), _) => Self { says: "none".into(), ..empty },
            (Some(Says::Relationships(all)), _) => {
                Self { says: "companies".into(), companies: all.iter().map(|one| format!("{one}\n")).collect(), ..empty }
            }
            (Some(Says::Exempt(why)), _) => Self { says: "exempt".into(), why, ..empty },
            (None, Some(line)) => Self { says: "companies".into(), companies: line.clone(), ..empty },
            (None, None) => empty,
        }
    }

    /// What was typed, author by author as the form had them.
    pub fn typed(form: &Typed) -> Vec<Self> {
        let numbers = (0..).take_while(|number| !form.get(&format!("author-{number}")).is_empty());
        let value = |name: &str, number: usize| form.get(&format!("{name}-{number}")).to_owned();
        let one = |number| Self {
            author: value("author", number),
            says: value("says", number),
            companies: value("companies", number).replace("\r\n", "\n"),
            why: value("why", number),
        };
        numbers.map(one).collect()
    }

    /// What it says on this day; or the field that is wrong, and a sentence.
    pub fn read(&self, on: Option<NaiveDate>) -> Result<Statement, (&'static str, String)> {
        let says = match self.says.as_str() {
            "none" => Says::Nothing,
            "companies" => Says::Relationships(self.relationships(on).map_err(|wrong| ("companies", wrong))?),
            "exempt" => match Says::read(&format!("exempt, {}", self.why)) {
                Ok(says) => says,
                Err(_) if self.why.trim().is_empty() => return Err(("why", format!("Say why {} is exempt.", self.author))),
                Err(wrong) => return Err(("why", sentence(&wrong))),
            },
            _ => return Err(("says", format!("Choose what {} has to disclose.", self.author))),
        };
        // What will be read of the file is what was meant; a company that looks like something else is not.
        match Says::read(&says.to_string()) {
            Ok(read) if read == says => Ok(Statement { author: self.author.clone(), says }),
            Ok(_) => Err(("companies", "Write the name of the first company in another way: it reads like an exemption.".to_owned())),
            Err(wrong) => Err((if self.says == "exempt" { "why" } else { "companies" }, sentence(&wrong))),
        }
    }

    fn relationships(&self, on: Option<NaiveDate>) -> Result<Vec<Relationship>, String> {
        let lines = self.companies.split(['\n', ';']).filter(|line| !line.trim().is_empty());
        let all = lines.map(Relationship::read).collect::<Result<Vec<_>, _>>().map_err(|wrong| sentence(&wrong))?;
        if all.is_empty() {
            return Err(format!("Write the companies of {}, each on a line of its own.", self.author));
        }
        match all.iter().find(|one| on.is_some_and(|on| one.is_over_before(on))) {
            Some(over) => Err(format!("“{over}” ended more than 24 months before the day above: leave it out.")),
            None => Ok(all),
        }
    }
}

/// The day of the form, or what is wrong with it.
pub(super) fn day(typed: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let day = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").map_err(|_| "Write the day on which the authors said so.".to_owned())?;
    if day > today {
        return Err("This day is still to come: write the day on which the authors said so.".to_owned());
    }
    match day.checked_add_months(FRESH).is_some_and(|last| last >= today) {
        true => Ok(day),
        false => Err("This is more than 12 months ago: ask the authors again, and write the day on which they answer.".to_owned()),
    }
}

/// What is wrong with a file, as a sentence about a field.
fn sentence(wrong: &str) -> String {
    let quoted: String = wrong
        .split('`')
        .enumerate()
        .map(|(place, part)| match place {
            0 => part.to_owned(),
            _ if place % 2 == 1 => format!("“{part}"),
            _ => format!("”{part}"),
        })
        .collect();
    let mut letters = quoted.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(says: &str, companies: &str, why: &str) -> Answer {
        Answer { author: "Ada, MD".into(), says: says.into(), companies: companies.into(), why: why.into() }
    }

    fn on() -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, 11, 22)
    }

    #[test]
    fn an_answer_says_what_was_chosen_and_nothing_else() {
        let line = |answer: Answer| answer.read(on()).map(|statement| statement.to_string());
        assert_eq!(line(answer("none", "Acme (owner)", "why")), Ok("Ada, MD: none".into()));
        assert_eq!(
            line(answer("companies", "\nAcme (owner)\n Bolt  (speaker, until 2026-01) ; Cog (chair)\n", "")),
            Ok("Ada, MD: Acme (owner); Bolt (speaker, until 2026-01); Cog (chair)".into())
        );
        assert_eq!(line(answer("exempt", "", "no clinical\ncontent")), Ok("Ada, MD: exempt, no clinical content".into()));
    }

    #[test]
    fn what_is_wrong_is_said_of_its_field() {
        for (answer, field, words) in [
            (answer("", "", ""), "says", "Choose what Ada, MD has"),
            (answer("perhaps", "", ""), "says", "Choose what Ada, MD has"),
            (answer("companies", " \n", ""), "companies", "each on a line"),
            (answer("companies", "Acme", ""), "companies", "“Acme” does not name"),
            (answer("companies", "none", ""), "companies", "“none” does not name"),
            (answer("companies", "Acme (owner, until 2023-01)", ""), "companies", "more than 24 months"),
            (answer("companies", "exempt, Inc (owner)", ""), "companies", "reads like an exemption"),
            (answer("companies", &format!("Acme ({})", "x".repeat(1_000)), ""), "companies", "at most 1000"),
            (answer("exempt", "", " "), "why", "Say why Ada, MD is exempt."),
            (answer("exempt", "", &"x".repeat(1_000)), "why", "at most 1000"),
        ] {
            let (wrong, said) = answer.read(on()).unwrap_err();
            assert!(wrong == field && said.contains(words), "{answer:?}: {wrong}, {said}");
        }
    }

    #[test]
    fn the_day_is_today_or_within_the_last_year() {
        let today = on().unwrap();
        for (typed, fine) in
            [("2026-11-22", true), (" 2025-11-22 ", true), ("2025-11-21", false), ("2026-11-23", false), ("22.11.2026", false), ("", false)]
        {
            assert_eq!(day(typed, today).is_ok(), fine, "{typed}");
        }
    }
}
