//! `disclosed`, `disclosures` and `mitigated` of `module.md`: what its authors say of themselves, as of a day, and what others say of it.

use chrono::NaiveDate;

use super::{
    Report,
    front_matter::{Fields, Placed},
};
use crate::authoring::disclosures::{Disclosures, Mitigation, Says, Statement, concerned, split};

/// Reads both, if they are there. That an author says nothing is no fault: it is told to students.
pub(super) fn read(fields: &mut Fields, authors: &[Placed<&str>], report: &mut Report) -> Option<Disclosures> {
    let day = fields.optional("disclosed", report);
    let mitigated = fields.optional_list("mitigated", report);
    let Some((line, items)) = fields.optional_list("disclosures", report) else {
        if let Some((line, _)) = day {
            report.say(line, "`disclosed` is the day of statements: add the list `disclosures` under it, or take this line out");
        }
        if let Some((line, _)) = mitigated {
            report.say(line, "`mitigated` is of relationships that authors disclose: add the list `disclosures`, or take this one out");
        }
        return None;
    };
    if day.is_none() {
        report.say(line, "statements are as of a day: add a line `disclosed: YYYY-MM-DD`");
    }
    let on = day.and_then(|day| fields.day("disclosed", day, report));
    let names: Vec<&str> = authors.iter().map(|(_, author)| *author).collect();
    let (mut statements, stated): (Vec<Statement>, _) = (Vec::new(), items.iter().filter(|(_, item)| !item.is_empty()).count());
    for (line, item) in items.into_iter().filter(|(_, item)| !item.is_empty()) {
        let Some(statement) = statement((line, item), &names, on, report) else { continue };
        if statements.iter().any(|earlier| earlier.author == statement.author) {
            report.say(line, format!("`{}` has a statement already: keep one, with `;` between companies", statement.author));
        } else {
            statements.push(statement);
        }
    }
    // What is wrong with a statement is told alone: what is said of it below may be right.
    let mitigated = mitigated.filter(|_| statements.len() == stated).map_or_else(Vec::new, |(_, items)| items);
    for (line, item) in mitigated.into_iter().filter(|(_, item)| !item.is_empty()) {
        if let Err(wrong) = mitigate(item, &names, &mut statements) {
            report.say(line, wrong);
        }
    }
    Some(Disclosures { on: on?, statements })
}

/// Puts how relationships were mitigated beside them.
fn mitigate(item: &str, authors: &[&str], statements: &mut [Statement]) -> Result<(), String> {
    let (author, said) = split(item, authors).ok_or_else(|| of_nobody(item))?;
    let mitigation = Mitigation::read(said)?;
    if let Some(own) = concerned(statements, &mitigation.by) {
        return Err(format!("`{own}` has relationships, and does not say how any were mitigated: somebody else does"));
    }
    match statements.iter_mut().find(|one| one.author == author) {
        Some(Statement { says: Says::Relationships(_), mitigation: stands @ None, .. }) => *stands = Some(mitigation),
        Some(Statement { mitigation: Some(_), .. }) => return Err(format!("`{author}` has a line here already: keep one")),
        _ => return Err(format!("`{author}` has no relationships under `disclosures`: take this line out")),
    }
    Ok(())
}

fn of_nobody(item: &str) -> String {
    format!("`{item}` is of nobody among `authors`: begin it with one of their names as it stands there, and a colon")
}

fn statement((line, item): Placed<&str>, authors: &[&str], on: Option<NaiveDate>, report: &mut Report) -> Option<Statement> {
    let Some((author, said)) = split(item, authors) else {
        report.say(line, of_nobody(item));
        return None;
    };
    let says = Says::read(said).map_err(|wrong| report.say(line, wrong)).ok()?;
    if let (Says::Relationships(all), Some(on)) = (&says, on) {
        for over in all.iter().filter(|one| one.is_over_before(on)) {
            report.say(line, format!("`{over}` ended more than 24 months before `disclosed: {on}`: take it out"));
        }
    }
    Some(Statement { author: author.to_owned(), says, mitigation: None })
}
