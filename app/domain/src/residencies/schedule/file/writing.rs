//! Writing the file.

use super::{
    super::{Schedule, Session, clock},
    BETWEEN, COLUMNS,
    names::{Named, written},
};
use crate::{Error, Result};

/// Stands for all teams.
pub(super) const EVERYBODY: &str = "everybody";

/// Without it some spreadsheets take UTF-8 for something older.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The file of a schedule.
///
/// # Errors
/// [`Error::Data`] if it cannot be written; that would be a defect.
pub fn write(schedule: &Schedule) -> Result<String> {
    let broken = |error: &dyn std::fmt::Display| Error::Data(format!("a schedule's file: {error}"));
    let mut file = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    file.write_record(COLUMNS).map_err(|error| broken(&error))?;
    for session in &schedule.sessions {
        file.write_record(cells(schedule, session).map(quiet)).map_err(|error| broken(&error))?;
    }
    let bytes = file.into_inner().map_err(|error| broken(&error))?;
    Ok(BYTE_ORDER_MARK.to_owned() + &String::from_utf8(bytes).map_err(|error| broken(&error))?)
}

/// What a spreadsheet would run as a formula begins with an apostrophe, which makes it a text there; so that reading can take it away
/// again, what begins with one itself gets another.
fn quiet(text: String) -> String {
    let runs = ['=', '+', '-', '@', '\t', '\r', '\n', '\'', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    if text.starts_with(runs) { format!("'{text}") } else { text }
}

fn cells(schedule: &Schedule, one: &Session) -> [String; 20] {
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        one.id.to_string(),
        one.title.clone(),
        one.kind.to_string(),
        one.minutes.to_string(),
        if one.plenary { EVERYBODY.into() } else { list(schedule, &one.teams) },
        list(schedule, &one.faculty),
        one.module_id.map(|id| written(schedule, id)).unwrap_or_default(),
        one.prework.clone().unwrap_or_default(),
        yes(one.creditable),
        number(one.seats),
        one.repeat_of.map(|id| written(schedule, id)).unwrap_or_default(),
        one.features.join(BETWEEN),
        list(schedule, &one.after),
        one.prefer.map(|window| format!("{}-{}", clock(window.from), clock(window.until))).unwrap_or_default(),
        yes(one.locked),
        yes(one.confirmed),
        number(one.placed.map(|placed| placed.day)),
        one.placed.map(|placed| clock(placed.start)).unwrap_or_default(),
        one.placed.map(|placed| written(schedule, placed.room)).unwrap_or_default(),
        one.summary.clone(),
    ]
}

fn list<T: Named>(schedule: &Schedule, all: &[T]) -> String {
    all.iter().map(|one| written(schedule, *one)).collect::<Vec<_>>().join(BETWEEN)
}
