//! Taking a file in: what it would change. Sessions that are not in it stay as they are.

use std::collections::HashMap;

use super::{
    super::{Edit, Placement, Schedule, Session, Window, faults, minute},
    COLUMNS,
    names::{Named, meant},
    writing::EVERYBODY,
};
use crate::{FieldError, ids::ResidencySessionId, residencies::SessionKind};

/// The most lines a file may have.
const MOST: usize = 500;

/// What a file would change. Lines whose id the draft does not have become new sessions, each with an id of its own.
///
/// # Errors
/// What is wrong, by line.
pub fn read(schedule: &Schedule, text: &str) -> Result<Vec<Edit>, Vec<FieldError>> {
    let lines = lines(text)?;
    let mut names = ResidencySessionId::all(schedule);
    let mut ids: HashMap<String, ResidencySessionId> = HashMap::new();
    let mut own = Vec::with_capacity(lines.len());
    for line in &lines {
        let said: Option<ResidencySessionId> = line.get("id").parse().ok();
        let known = said.filter(|id| schedule.session(*id).is_some());
        let id = known.unwrap_or_default();
        ids.insert(line.get("id").to_owned(), id);
        if known.is_none() {
            names.push((id, line.get("title").to_owned()));
        }
        own.push(id);
    }
    let reading = Reading { schedule, names, ids };
    let (mut edits, mut wrong) = (Vec::new(), Vec::new());
    for (number, (line, id)) in (2..).zip(lines.iter().zip(own)) {
        match reading.session(line, id) {
            Ok(session) => edits.extend(reading.edit(session)),
            Err(reasons) => wrong.extend(reasons.into_iter().map(|reason| said(&format!("Line {number}: {reason}")))),
        }
    }
    if wrong.is_empty() { Ok(edits) } else { Err(wrong) }
}

fn said(message: &str) -> FieldError {
    FieldError { field: "file", message: message.to_owned() }
}

/// A line by the names of its columns.
struct Line(HashMap<&'static str, String>);

impl Line {
    fn get(&self, column: &str) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }

    fn yes(&self, column: &str) -> bool {
        matches!(self.get(column).to_lowercase().as_str(), "yes" | "y" | "true" | "1" | "x")
    }

    fn parts(&self, column: &str) -> impl Iterator<Item = &str> {
        self.get(column).split(';').map(str::trim).filter(|part| !part.is_empty())
    }
}

fn lines(text: &str) -> Result<Vec<Line>, Vec<FieldError>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut file = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let broken = |error: csv::Error| vec![said(&format!("This is no file of comma-separated values: {error}."))];
    let heads: Vec<String> = file.headers().map_err(broken)?.iter().map(|head| head.trim().to_lowercase()).collect();
    if let Some(missing) = ["title", "kind", "minutes"].into_iter().find(|name| !heads.iter().any(|head| head == name)) {
        return Err(vec![said(&format!(
            "The column “{missing}” is missing. Download the file of this schedule to see how it is written."
        ))]);
    }
    let mut lines = Vec::new();
    for record in file.records() {
        let record = record.map_err(broken)?;
        let cell = |name: &'static str| {
            let cell = record.get(heads.iter().position(|head| head == name)?)?;
            Some((name, cell.strip_prefix('\'').unwrap_or(cell).replace("\r\n", "\n")))
        };
        lines.push(Line(COLUMNS.into_iter().filter_map(cell).collect()));
        if lines.len() > MOST {
            return Err(vec![said(&format!("The file has more than {MOST} lines: take it in in parts."))]);
        }
    }
    Ok(lines)
}

struct Reading<'s> {
    schedule: &'s Schedule,
    /// The sessions of the draft and the new ones of the file.
    names: Vec<(ResidencySessionId, String)>,
    /// What an id of the file stands for.
    ids: HashMap<String, ResidencySessionId>,
}

impl Reading<'_> {
    /// What it changes; nothing if it is so already.
    fn edit(&self, session: Session) -> Option<Edit> {
        match self.schedule.session(session.id) {
            None => Some(Edit::Add(Box::new(session))),
            Some(stood) if *stood == session => None,
            Some(_) => Some(Edit::Change(Box::new(session))),
        }
    }

    fn session(&self, line: &Line, id: ResidencySessionId) -> Result<Session, Vec<String>> {
        let mut wrong = Vec::new();
        let mut teams: Vec<_> = self.list(line, "for", &mut wrong);
        let mut faculty: Vec<_> = self.list(line, "faculty", &mut wrong);
        teams.sort_unstable();
        faculty.sort_unstable();
        let plenary = line.get("for").trim().to_lowercase() == EVERYBODY || line.get("for").trim().is_empty();
        let text = |column: &str| Some(line.get(column).trim().to_owned()).filter(|text| !text.is_empty());
        let session = Session {
            id,
            title: line.get("title").trim().to_owned(),
            kind: kind(line, &mut wrong),
            minutes: line.get("minutes").trim().parse().unwrap_or(0),
            summary: line.get("summary").trim().to_owned(),
            plenary,
            teams,
            faculty,
            module_id: self.one(line, "module", &mut wrong),
            prework: text("prework"),
            creditable: line.yes("creditable"),
            seats: text("seats").map(|seats| seats.parse().unwrap_or(0)),
            repeat_of: self.other(line.get("repeats"), "repeats", &mut wrong),
            features: line.parts("features").map(str::to_owned).collect(),
            after: line.parts("after").filter_map(|name| self.other(name, "after", &mut wrong)).collect(),
            prefer: prefer(line, &mut wrong),
            locked: line.yes("locked"),
            confirmed: line.yes("confirmed"),
            placed: self.placed(line, &mut wrong),
            revision: self.schedule.session(id).map_or(0, |stood| stood.revision),
        };
        wrong.extend(faults(&session).into_iter().map(|fault| fault.message));
        if wrong.is_empty() { Ok(session) } else { Err(wrong) }
    }

    fn list<T: Named>(&self, line: &Line, column: &str, wrong: &mut Vec<String>) -> Vec<T> {
        let all = T::all(self.schedule);
        let parts = line.parts(column).filter(|part| part.to_lowercase() != EVERYBODY);
        parts.filter_map(|name| known(&all, name, column, wrong)).collect()
    }

    fn one<T: Named>(&self, line: &Line, column: &str, wrong: &mut Vec<String>) -> Option<T> {
        let name = line.get(column).trim();
        if name.is_empty() { None } else { known(&T::all(self.schedule), name, column, wrong) }
    }

    /// Another session: one of the file by the id it has there, or any by its name.
    fn other(&self, name: &str, column: &str, wrong: &mut Vec<String>) -> Option<ResidencySessionId> {
        match name.trim() {
            "" => None,
            name => self.ids.get(name).copied().or_else(|| known(&self.names, name, column, wrong)),
        }
    }

    fn placed(&self, line: &Line, wrong: &mut Vec<String>) -> Option<Placement> {
        let (day, start) = (line.get("day").trim(), line.get("start").trim());
        let room = self.one(line, "room", wrong);
        if day.is_empty() && start.is_empty() && room.is_none() {
            return None;
        }
        let placed = day.parse().ok().zip(minute(start)).zip(room).map(|((day, start), room)| Placement { day, start, room });
        if placed.is_none() {
            wrong.push("Give a day (a number), a start such as 09:00 and a room, or none of them.".into());
        }
        placed
    }
}

fn known<T: Named>(all: &[(T, String)], name: &str, column: &str, wrong: &mut Vec<String>) -> Option<T> {
    let found = meant(all, name);
    if found.is_none() {
        wrong.push(format!("“{name}” in the column “{column}” is not known here, or several have this name."));
    }
    found
}

fn kind(line: &Line, wrong: &mut Vec<String>) -> SessionKind {
    let text = line.get("kind").trim().to_lowercase();
    let found = SessionKind::ALL.into_iter().find(|kind| kind.as_str() == text || kind.label().to_lowercase() == text);
    if found.is_none() {
        let all = SessionKind::ALL.map(SessionKind::as_str).join(", ");
        wrong.push(format!("“{text}” is no kind of session: write one of {all}."));
    }
    found.unwrap_or(SessionKind::Class)
}

fn prefer(line: &Line, wrong: &mut Vec<String>) -> Option<Window> {
    let text = line.get("prefer").trim();
    let window = text.split_once(['-', '–']).and_then(|(from, until)| Some(Window { from: minute(from)?, until: minute(until)? }));
    if window.is_none() && !text.is_empty() {
        wrong.push("Write preferred hours like 09:00-12:00.".into());
    }
    window
}
