//! The form: an answer of each author, as it was typed, what it says, and what somebody else says of it.

use chrono::NaiveDate;
use domain::authoring::{
    disclosures::{FRESH, Mitigation, Relationship, Says, Statement},
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
    /// How relationships were mitigated.
    pub how: String,
    /// What the draft has of it, and of which relationships.
    pub said: Option<(Says, Mitigation)>,
}

/// Who says how relationships were mitigated, and the days of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saying<'a> {
    /// Their name; none for those who have relationships of their own.
    pub by: Option<&'a str>,
    /// The day of the statements.
    pub stated: NaiveDate,
    /// Today.
    pub today: NaiveDate,
}

impl Answer {
    /// What stands in the draft. A line that cannot be read is shown, so that it can be mended.
    pub fn standing(stated: &Stated) -> Self {
        let author = stated.author.clone();
        let said = stated.says().zip(stated.mitigation());
        let how = said.as_ref().map(|(_, said)| said.how.clone()).unwrap_or_default();
        let empty = Self { author, how, said, ..Self::default() };
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
            how: value("how", number),
            said: None,
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
            Ok(read) if read == says => Ok(Statement { author: self.author.clone(), says, mitigation: None }),
            Ok(_) => Err(("companies", "Write the name of the first company in another way: it reads like an exemption.".to_owned())),
            Err(wrong) => Err((if self.says == "exempt" { "why" } else { "companies" }, sentence(&wrong))),
        }
    }

    /// How the relationships of a statement were mitigated: as it was said, while none of it is another; or as it is said now, if whoever
    /// sends the form may say so. Or what is wrong with it.
    pub fn mitigation(&self, says: &Says, saying: Saying) -> Result<Option<Mitigation>, String> {
        let kept = self.said.as_ref().filter(|(of, said)| of == says && said.is_timely(saying.stated, saying.today)).map(|(_, said)| said);
        let how = self.how.split_whitespace().collect::<Vec<_>>().join(" ");
        match (says, saying.by) {
            (Says::Nothing | Says::Exempt(_), _) => Ok(None),
            (_, None) => Ok(kept.cloned()),
            (_, Some(_)) if how.is_empty() => Ok(None),
            (_, Some(_)) if kept.is_some_and(|kept| kept.how == how) => Ok(kept.cloned()),
            (_, Some(by)) => {
                let said = Mitigation { how, by: by.to_owned(), on: saying.today };
                match Mitigation::read(&said.to_string()) {
                    Ok(read) if read == said => Ok(Some(said)),
                    Ok(_) => Err("Write it without brackets at its end.".to_owned()),
                    Err(wrong) => Err(sentence(&wrong)),
                }
            }
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
        Answer { author: "Ada, MD".into(), says: says.into(), companies: companies.into(), why: why.into(), ..Answer::default() }
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
    fn whoever_has_none_says_how_relationships_were_mitigated() {
        let (says, other) = (Says::read("Acme (owner)").unwrap(), Says::read("Bolt (owner)").unwrap());
        let today = on().unwrap();
        let said = Mitigation { how: "the shares were sold".into(), by: "Ruth".into(), on: today.pred_opt().unwrap() };
        let saying = |by| Saying { by, stated: today, today };
        let answer =
            |how: &str| Answer { how: how.into(), said: Some((says.clone(), said.clone())), ..answer("companies", "Acme (owner)", "") };
        let of = |how: &str, says: &Says, by| answer(how).mitigation(says, saying(by)).unwrap().map(|said| said.to_string());
        let kept = Some("the shares were sold (Ruth, 2026-11-21)".to_owned());
        assert_eq!(of(" the shares\nwere sold", &says, Some("Ines")), kept, "nothing of it changed");
        assert_eq!(of("another thing", &says, None), kept, "who has relationships changes nothing");
        assert_eq!(of("the shares were sold", &other, None), None, "it was said of others");
        assert_eq!(of("the shares were sold", &other, Some("Ines")), Some("the shares were sold (Ines, 2026-11-22)".into()));
        assert_eq!(of("reviewed (twice)", &says, Some("Ines, MD")), Some("reviewed (twice) (Ines, MD, 2026-11-22)".into()));
        assert_eq!(of(" ", &says, Some("Ines")), None);
        assert_eq!(of("the shares were sold", &Says::Nothing, Some("Ines")), None);
        let later = Saying { by: None, stated: today.succ_opt().unwrap(), today };
        assert_eq!(answer("").mitigation(&says, later), Ok(None), "it was said before the statement");
        let wrong = answer("...").mitigation(&says, saying(Some("Ines"))).unwrap_err();
        assert!(wrong.contains("does not say how"), "{wrong}");
        let wrong = answer(&"x".repeat(1_000)).mitigation(&says, saying(Some("Ines"))).unwrap_err();
        assert!(wrong.contains("at most 1000"), "{wrong}");
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
