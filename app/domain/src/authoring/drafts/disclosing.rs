//! What the authors of a draft disclosed, what of it is lacking for publishing, and `module.md` with other statements.

use std::fmt;

use chrono::{Days, NaiveDate};

use super::{Files, front, text_of};
use crate::authoring::disclosures::{FRESH, Mitigation, Says, Statement, split};

/// What an author of a draft said, however faulty it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Their name, as it stands among the authors.
    pub author: String,
    /// What stands behind it, if there is a line.
    pub line: Option<String>,
    /// What stands behind it under `mitigated`, if there is a line.
    pub mitigated: Option<String>,
}

impl Stated {
    /// What was said, if it can be read.
    pub fn says(&self) -> Option<Says> {
        self.line.as_deref().and_then(|line| Says::read(line).ok())
    }

    /// How relationships were mitigated, if it is said and can be read.
    pub fn mitigation(&self) -> Option<Mitigation> {
        self.mitigated.as_deref().and_then(|line| Mitigation::read(line).ok())
    }

    /// What is lacking of it, with the day of the statements; what cannot be read is a fault, and told as such.
    fn lack(&self, stated: Option<NaiveDate>, today: NaiveDate) -> Option<Lack> {
        let author = || self.author.clone();
        match (&self.line, self.says(), &self.mitigated) {
            (None, ..) => Some(Lack::Unstated(author())),
            (_, Some(Says::Relationships(_)), None) => Some(Lack::Unmitigated(author())),
            (_, Some(Says::Relationships(_)), Some(_)) => {
                let said = self.mitigation().filter(|said| !said.is_timely(stated.unwrap_or(said.on), today));
                said.map(|said| Lack::Untimely(author(), said.on))
            }
            _ => None,
        }
    }
}

/// The authors of a draft with what they said, and the day of it as it is written. `text` is its `module.md`.
pub fn stated(text: &str) -> (Option<&str>, Vec<Stated>) {
    let mut authors = front::items(text, "authors");
    authors.retain(|author| !author.is_empty());
    let (lines, mitigated) = (front::items(text, "disclosures"), front::items(text, "mitigated"));
    let said = |lines: &[&str], author: &str| {
        let found = lines.iter().filter_map(|line| split(line, &authors)).find(|(named, _)| *named == author);
        found.map(|(_, line)| line.to_owned())
    };
    let stated = authors.iter().enumerate().filter(|(place, author)| !authors[..*place].contains(*author));
    let stated =
        stated.map(|(_, author)| Stated { author: (*author).to_owned(), line: said(&lines, author), mitigated: said(&mitigated, author) });
    let stated = stated.collect();
    (front::value(text, "disclosed"), stated)
}

/// What the school wants to know before a module is published, and does not know yet. It is no fault of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// This author says nothing.
    Unstated(String),
    /// This author has relationships, and nobody says how they were mitigated.
    Unmitigated(String),
    /// How this author's relationships were mitigated was said on this day: before the statement, or in the future.
    Untimely(String, NaiveDate),
    /// The statements are of this day, and too old.
    Old(NaiveDate),
    /// The statements are of this day, which is still to come.
    Ahead(NaiveDate),
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unstated(author) => write!(f, "{author} has not said whether there are financial relationships to disclose"),
            Self::Unmitigated(author) => {
                write!(f, "nobody has said how the relationships of {author} were mitigated: somebody without any says so")
            }
            Self::Untimely(author, day) => write!(
                f,
                "how the relationships of {author} were mitigated is of {}, and not of a day from the statement until today: it is to be \
                 said again",
                day.format("%-d %B %Y")
            ),
            Self::Old(day) => {
                write!(f, "the disclosures are of {}, more than 12 months ago: ask the authors again", day.format("%-d %B %Y"))
            }
            Self::Ahead(day) => write!(f, "the disclosures are of {}, which is still to come", day.format("%-d %B %Y")),
        }
    }
}

/// What is lacking in these files on this day.
pub fn lacks(files: &Files, today: NaiveDate) -> Vec<Lack> {
    let (day, stated) = stated(text_of(files, "module.md").unwrap_or_default());
    let day = day.and_then(|day| day.parse::<NaiveDate>().ok());
    let old = |day: NaiveDate| day.checked_add_months(FRESH).is_some_and(|last| last < today);
    // Somewhere it is tomorrow already.
    let ahead = |day: NaiveDate| day.checked_sub_days(Days::new(1)).is_some_and(|before| before > today);
    let of_day = day.and_then(|day| match (old(day), ahead(day)) {
        (true, _) => Some(Lack::Old(day)),
        (_, true) => Some(Lack::Ahead(day)),
        _ => None,
    });
    // Where all is to be said anew, that goes for mitigation as well.
    let is_told = |lack: &Lack| of_day.is_none() || !matches!(lack, Lack::Untimely(..));
    let of_authors = stated.iter().filter_map(|one| one.lack(day, today)).filter(is_told);
    of_authors.chain(of_day.clone()).collect()
}

/// `module.md` with these statements as of this day, with how relationships were mitigated, and everything else as it is; `None` if it has no front matter.
pub fn with_statements(text: &str, on: NaiveDate, statements: &[Statement]) -> Option<String> {
    let lines: Vec<String> = statements.iter().map(ToString::to_string).collect();
    let dated = match (front::line(text, "disclosed"), front::line(text, "disclosures")) {
        (None, None) => front::behind(text, "authors", &format!("disclosed: {on}\ndisclosures:"))?,
        (None, Some(_)) => front::before(text, "disclosures", &format!("disclosed: {on}"))?,
        _ => front::with_value(text, "disclosed", &on.to_string())?,
    };
    let stated = front::with_items(&dated, "disclosures", &lines)?;
    let mitigated = statements.iter().filter_map(|one| Some(format!("{}: {}", one.author, one.mitigation.as_ref()?)));
    let mitigated: Vec<String> = mitigated.collect();
    match (mitigated.is_empty(), front::line(&stated, "mitigated")) {
        (true, _) => Some(front::without(&stated, "mitigated")),
        (false, Some(_)) => front::with_items(&stated, "mitigated", &mitigated),
        (false, None) => front::with_items(&front::behind(&stated, "disclosures", "mitigated:")?, "mitigated", &mitigated),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::{
        disclosures::Relationship,
        drafts::check,
        package::tests::{sample, with},
    };

    fn files(module: &str) -> Files {
        let mut files: Files = sample().into_iter().collect();
        files.insert("module.md".into(), module.as_bytes().to_vec());
        files
    }

    fn module(files: Vec<(String, Vec<u8>)>) -> String {
        String::from_utf8(files.into_iter().find(|(path, _)| path == "module.md").unwrap().1).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const MITIGATED: &str =
        "mitigated:\n- Ben Example, PhD: the content was reviewed by somebody without relationships (Cleo Example, MD, 2026-11-01)\n";

    fn says_nothing(author: &str) -> Statement {
        Statement { author: author.into(), says: Says::Nothing, mitigation: None }
    }

    #[test]
    fn whoever_says_nothing_and_statements_of_another_year_are_lacking() {
        let lacks = |from: &str, to: &str, today: &str| {
            let all = super::lacks(&files(&module(with("module.md", from, to))), day(today));
            all.into_iter().map(|lack| lack.to_string()).collect::<Vec<_>>()
        };
        for (today, words) in [
            ("2026-10-30", Some("still to come")),
            ("2026-10-31", None),
            ("2026-11-22", None),
            ("2027-11-01", None),
            ("2027-11-02", Some("of 1 November 2026, more than 12 months ago")),
        ] {
            let found = lacks("title", "title", today);
            assert!(
                found.len() == usize::from(words.is_some()) && found.iter().all(|one| one.contains(words.unwrap())),
                "{today}: {found:?}"
            );
        }
        assert!(lacks("- Ada Example, MD: none\n", "", "2026-11-22")[0].starts_with("Ada Example, MD has not said"));
        assert_eq!(lacks("disclosed: 2026-11-01\ndisclosures:", "unknown:", "2026-11-22").len(), 2);
        assert_eq!(
            lacks("- Ada Example, MD: none\n", "- Ada Example, MD: faulty\n", "2026-11-22"),
            [] as [&str; 0],
            "a fault is told as such"
        );
        assert!(super::lacks(&Files::new(), day("2026-11-22")).is_empty());
    }

    #[test]
    fn relationships_are_to_be_mitigated_and_said_so_in_time() {
        let lacks = |to: &str, today: &str| {
            let all = super::lacks(&files(&module(sample()).replace(MITIGATED, to)), day(today));
            all.into_iter().map(|lack| lack.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(lacks(MITIGATED, "2026-11-22"), [] as [&str; 0]);
        assert!(lacks("", "2026-11-22")[0].starts_with("nobody has said how the relationships of Ben Example, PhD were mitigated"));
        for (said, today, fine) in [
            ("2026-10-30", "2026-11-22", false),
            ("2026-10-31", "2026-11-22", true),
            ("2026-11-22", "2026-11-22", true),
            ("2026-11-23", "2026-11-22", true),
            ("2026-11-24", "2026-11-22", false),
        ] {
            let found = lacks(&MITIGATED.replace("2026-11-01", said), today);
            assert!(if fine { found.is_empty() } else { found[0].contains("it is to be said again") }, "{said}: {found:?}");
        }
        assert_eq!(
            lacks(&MITIGATED.replace("2026-11-01", "2025-01-01"), "2027-11-02").len(),
            1,
            "statements that are too old are told alone"
        );
        assert_eq!(lacks("mitigated:\n- Ben Example, PhD: somehow\n", "2026-11-22"), [] as [&str; 0], "a fault is told as such");
    }

    #[test]
    fn how_relationships_were_mitigated_is_written_beside_them() {
        let text = module(sample());
        let (_, all) = stated(&text);
        let mut ben = Statement { author: all[1].author.clone(), says: all[1].says().unwrap(), mitigation: all[1].mitigation() };
        let both = |ben: &Statement| [says_nothing("Ada Example, MD"), ben.clone()];
        assert_eq!(with_statements(&text, day("2026-11-01"), &both(&ben)).unwrap(), text);
        let said = ben.mitigation.take().unwrap();
        let without = with_statements(&text, day("2026-11-01"), &both(&ben)).unwrap();
        assert_eq!(without, text.replace(MITIGATED, ""));
        ben.mitigation = Some(said);
        assert_eq!(with_statements(&without, day("2026-11-01"), &both(&ben)).unwrap(), text);
    }

    #[test]
    fn statements_are_written_and_nothing_else_is_touched() {
        let both = [says_nothing("Ada Example, MD"), says_nothing("Ben Example, PhD")];
        let written = module(with("module.md", ": Acme Devices (consultant, until 2025-03); Bolt Imaging (shareholder)", ": none"));
        let written = written.replace(MITIGATED, "");
        let same = with_statements(&module(sample()), day("2026-11-01"), &both).unwrap();
        assert_eq!(same, written, "in their places");
        assert_eq!(with_statements(&same, day("2026-11-01"), &both).unwrap(), same, "twice is once");
        let mut before = module(sample());
        let list = before.find("disclosed:").unwrap()..before.find("---\n\nAn introduction").unwrap();
        before.replace_range(list, "");
        let first = with_statements(&before, day("2026-11-22"), &both).unwrap();
        let added = "disclosed: 2026-11-22\ndisclosures:\n- Ada Example, MD: none\n- Ben Example, PhD: none\n";
        assert!(first.contains(&format!("- Ben Example, PhD\n{added}license")), "behind the authors: {first}");
        assert_eq!(first.replace(added, ""), before);
        assert!(check(files(&first), "demo-module").is_ok());
        let sample = module(sample());
        let list = &sample[sample.find("disclosures:").unwrap()..sample.find("---\n\nAn introduction").unwrap()];
        for half in ["disclosed: 2026-11-01\n", list] {
            let whole = with_statements(&sample.replacen(half, "", 1), day("2026-11-22"), &both).unwrap();
            assert!(check(files(&whole), "demo-module").is_ok(), "{whole}");
        }
        assert_eq!(with_statements("no front matter", day("2026-11-22"), &both), None);
    }

    #[test]
    fn what_is_written_is_read_again_and_a_faulty_line_is_shown() {
        let acme = Relationship { company: "Acme".into(), nature: "speaker".into(), until: Some(day("2026-01-01")) };
        let says = Says::Relationships(vec![acme]);
        let ada = Statement { author: "Ada Example, MD".into(), says: says.clone(), mitigation: None };
        let text = with_statements(&module(sample()), day("2026-11-22"), &[ada]).unwrap();
        let (of, all) = stated(&text);
        assert_eq!((of, all[0].says(), all[1].line.clone()), (Some("2026-11-22"), Some(says), None));
        let faulty = module(with("module.md", "MD: none", "MD: perhaps"));
        let (_, all) = stated(&faulty);
        assert_eq!((all[0].line.as_deref(), all[0].says()), (Some("perhaps"), None));
    }
}
