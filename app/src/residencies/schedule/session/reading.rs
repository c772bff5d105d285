//! A session as its form has it, and back.

use domain::{
    FieldError,
    ids::{ModuleId, ResidencySessionId},
    residencies::schedule::{Session, Window, clock, minute},
};

use super::super::loaded::Board;
use crate::forms::Typed;

/// A class of 90 minutes for everybody.
pub(in crate::residencies::schedule) fn blank() -> Session {
    Session::new(ResidencySessionId::new(), "", 90)
}

/// A session as its form has it.
pub(in crate::residencies::schedule) fn typed(session: &Session, board: &Board) -> Typed {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String| pairs.push((name.to_owned(), value));
    put("id", session.id.to_string());
    put("seen", board.schedule.revision.to_string());
    put("title", session.title.clone());
    put("kind", session.kind.to_string());
    put("minutes", session.minutes.to_string());
    put("summary", session.summary.clone());
    if session.plenary {
        put("teams", "everybody".into());
    }
    session.teams.iter().for_each(|team| put("teams", team.to_string()));
    put("seats", session.seats.map(|seats| seats.to_string()).unwrap_or_default());
    session.faculty.iter().for_each(|person| put("faculty", person.to_string()));
    put("module", session.module_id.map(|id| id.to_string()).unwrap_or_default());
    let prework = session.module_id.zip(session.prework.as_ref()).map(|(module, unit)| format!("{module}/{unit}"));
    put("prework", prework.unwrap_or_default());
    put("features", session.features.join(", "));
    put("repeat_of", session.repeat_of.map(|id| id.to_string()).unwrap_or_default());
    session.after.iter().for_each(|id| put("after", id.to_string()));
    put("prefer_from", session.prefer.map(|window| clock(window.from)).unwrap_or_default());
    put("prefer", session.prefer.map(|window| clock(window.until)).unwrap_or_default());
    for (name, yes) in [("confirmed", session.confirmed), ("creditable", session.creditable), ("locked", session.locked)] {
        if yes {
            put(name, "yes".into());
        }
    }
    Typed::from_address(pairs)
}

/// What was typed, on top of the session as it stands: its place stays.
///
/// # Errors
/// What cannot be read, by field. Whether it holds is said by the store.
pub(in crate::residencies::schedule) fn read(typed: &Typed, stood: &Session) -> Result<Session, Vec<FieldError>> {
    let mut faults = Vec::new();
    let mut say = |field: &'static str, message: &str| faults.push(FieldError { field, message: message.to_owned() });
    let kind = typed.get("kind").parse().unwrap_or_else(|_| {
        say("kind", "Choose what kind of session it is.");
        stood.kind
    });
    let prefer = window(typed).unwrap_or_else(|()| {
        say("prefer", "Write two times of a day such as 09:00 and 12:00, or neither.");
        None
    });
    let (module_id, prework) = module(typed);
    let yes = |name| typed.get(name) == "yes";
    let session = Session {
        id: stood.id,
        title: typed.trimmed("title"),
        kind,
        minutes: typed.trimmed("minutes").parse().unwrap_or(0),
        summary: typed.get("summary").replace("\r\n", "\n"),
        plenary: typed.all("teams").any(|value| value == "everybody"),
        teams: typed.all("teams").filter_map(|id| id.parse().ok()).collect(),
        faculty: typed.all("faculty").filter_map(|id| id.parse().ok()).collect(),
        module_id,
        prework,
        creditable: yes("creditable"),
        seats: Some(typed.trimmed("seats")).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap_or(0)),
        repeat_of: typed.get("repeat_of").parse().ok(),
        features: typed.get("features").split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect(),
        after: typed.all("after").filter_map(|id| id.parse().ok()).collect(),
        prefer,
        locked: yes("locked"),
        confirmed: yes("confirmed"),
        placed: stood.placed,
        revision: stood.revision,
    };
    if faults.is_empty() { Ok(session) } else { Err(faults) }
}

/// Both times or none.
fn window(typed: &Typed) -> Result<Option<Window>, ()> {
    match (typed.trimmed("prefer_from").as_str(), typed.trimmed("prefer").as_str()) {
        ("", "") => Ok(None),
        (from, until) => minute(from).zip(minute(until)).map(|(from, until)| Some(Window { from, until })).ok_or(()),
    }
}

/// The module, and the unit of it that is prework: the unit's module counts where one is chosen.
fn module(typed: &Typed) -> (Option<ModuleId>, Option<String>) {
    match typed.get("prework").split_once('/') {
        Some((module, unit)) => (module.parse().ok(), Some(unit.to_owned())),
        None => (typed.get("module").parse().ok(), None),
    }
}
