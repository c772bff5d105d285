//! `module.md`: what is read of its authors is written back by the studio, and read again as the same.

use domain::authoring::{
    disclosures::{Disclosures, Says, Statement},
    drafts::{stated, with_statements},
    package,
};

use super::{UNIT, alike};

/// The day of statements that are written where there were none.
const DAY: &str = "2026-11-01";

/// The disclosures of a module with this text, or what is wrong with it.
fn disclosed(text: &[u8]) -> Result<Option<Disclosures>, String> {
    let files = vec![("module.md".to_owned(), text.to_vec()), ("unit.md".to_owned(), UNIT.as_bytes().to_vec())];
    let said = |faults: Vec<package::Fault>| faults.iter().map(|fault| format!("{}\n", fault.message)).collect::<String>();
    Ok(package::read(files).map_err(said)?.edition(1).map_err(said)?.module.disclosures)
}

/// Reads it. Where there is no fault, the form of the studio knows the same statements, and what it writes has no fault either.
pub fn module(input: &[u8]) -> Result<Vec<String>, String> {
    let found = match disclosed(input) {
        Ok(found) => found,
        Err(faults) => {
            // Faulty front matter is written to as well, and must not be lost for it.
            written(&String::from_utf8_lossy(input));
            return Ok(faults.lines().map(alike).collect());
        }
    };
    let text = String::from_utf8_lossy(input);
    let (_, all) = stated(&text);
    let known =
        all.iter().filter_map(|one| Some(Statement { author: one.author.clone(), says: one.says()?, mitigation: one.mitigation() }));
    let on = match &found {
        Some(found) => found.on,
        None => DAY.parse().map_err(|_| "a day is no day")?,
    };
    let statements: Vec<Statement> = match &found {
        Some(found) => known.filter(|one| found.statements.contains(one)).collect(),
        None => all.iter().map(|one| nothing(one.author.clone())).collect(),
    };
    if found.as_ref().is_some_and(|found| found.statements.len() != statements.len()) {
        return Err(format!("the form knows {statements:?} of {found:?}"));
    }
    let again = with_statements(&text, on, &statements).ok_or("there is front matter, and it is not written to")?;
    match disclosed(again.as_bytes()) {
        Ok(Some(read)) if read.on == on && statements.iter().all(|one| read.statements.contains(one)) => Ok(vec!["read".to_owned()]),
        other => Err(format!("what was written is read as {other:?}:\n{again}")),
    }
}

/// Writes a statement of each author, whatever the text is.
fn written(text: &str) {
    let (_, all) = stated(text);
    let statements: Vec<Statement> = all.into_iter().map(|one| nothing(one.author)).collect();
    drop(DAY.parse().map(|on| with_statements(text, on, &statements)));
}

fn nothing(author: String) -> Statement {
    Statement { author, says: Says::Nothing, mitigation: None }
}
