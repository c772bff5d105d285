//! `disclosed` and `disclosures` of `module.md`: what its authors say of themselves, as of a day.

use chrono::NaiveDate;

use super::{
    Report,
    front_matter::{Fields, Placed},
};
use crate::authoring::disclosures::{Disclosures, Says, Statement, split};

/// Reads both, if they are there. That an author says nothing is no fault: it is told to students.
pub(super) fn read(fields: &mut Fields, authors: &[Placed<&str>], report: &mut Report) -> Option<Disclosures> {
    let day = fields.optional("disclosed", report);
    let Some((line, items)) = fields.optional_list("disclosures", report) else {
        if let Some((line, _)) = day {
            report.say(line, "`disclosed` is the day of statements: add the list `disclosures` under it, or take this line out");
        }
        return None;
    };
    if day.is_none() {
        report.say(line, "statements are as of a day: add a line `disclosed: YYYY-MM-DD`");
    }
    let on = day.and_then(|day| fields.day("disclosed", day, report));
    let names: Vec<&str> = authors.iter().map(|(_, author)| *author).collect();
    let mut statements: Vec<Statement> = Vec::new();
    for (line, item) in items.into_iter().filter(|(_, item)| !item.is_empty()) {
        let Some(statement) = statement((line, item), &names, on, report) else { continue };
        if statements.iter().any(|earlier| earlier.author == statement.author) {
            report.say(line, format!("`{}` has a statement already: keep one, with `;` between companies", statement.author));
        } else {
            statements.push(statement);
        }
    }
    Some(Disclosures { on: on?, statements })
}

fn statement((line, item): Placed<&str>, authors: &[&str], on: Option<NaiveDate>, report: &mut Report) -> Option<Statement> {
    let Some((author, said)) = split(item, authors) else {
        report
            .say(line, format!("`{item}` is of nobody among `authors`: begin it with one of their names as it stands there, and a colon"));
        return None;
    };
    let says = Says::read(said).map_err(|wrong| report.say(line, wrong)).ok()?;
    if let (Says::Relationships(all), Some(on)) = (&says, on) {
        for over in all.iter().filter(|one| one.is_over_before(on)) {
            report.say(line, format!("`{over}` ended more than 24 months before `disclosed: {on}`: take it out"));
        }
    }
    Some(Statement { author: author.to_owned(), says })
}
