//! How far something is, in a word and a shape, and when it is due.

use chrono::{DateTime, Utc};
use domain::learning::store::{ModuleLine, OutlineUnit};
use leptos::prelude::*;

use crate::{visit::Student, when};

/// How far a student is with something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Done,
    Started,
    Open,
    Late,
    Locked,
}

impl State {
    /// Of a unit of an open module.
    pub(super) fn of_unit(unit: &OutlineUnit, opens_at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        match (unit.completed_at, unit.started_at) {
            (Some(_), _) => Self::Done,
            _ if opens_at > now => Self::Locked,
            _ if unit.due_at < now => Self::Late,
            (_, Some(_)) => Self::Started,
            _ => Self::Open,
        }
    }

    /// Of a module.
    pub(super) fn of_module(module: &ModuleLine, now: DateTime<Utc>) -> Self {
        match module {
            module if module.units > 0 && module.completed == module.units => Self::Done,
            module if module.opens_at > now => Self::Locked,
            module if module.due_at < now && module.next_due_at.is_some_and(|due_at| due_at < now) => Self::Late,
            module if module.started > 0 => Self::Started,
            _ => Self::Open,
        }
    }

    /// The word in `data-state`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Started => "started",
            Self::Open => "open",
            Self::Late => "late",
            Self::Locked => "locked",
        }
    }

    /// The word a person reads.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Started => "Started",
            Self::Open => "Open",
            Self::Late => "Late",
            Self::Locked => "Locked",
        }
    }

    /// Word and shape together.
    pub(super) fn view(self) -> impl IntoView {
        view! { <span class="state" data-state=self.word()>{self.label()}</span> }
    }
}

/// A date of a unit for this reader; where they have more time than others, that it was another.
pub(super) fn own_due(student: &Student, due_at: DateTime<Utc>, was_due_at: Option<DateTime<Utc>>) -> impl IntoView + use<> {
    let was = was_due_at.map(|was| view! { <p class="due-was">"Extended, was "{when::long(was, student.place.campus)}</p> });
    view! { {due(student, due_at)}{was} }
}

/// A due date for this reader.
pub(super) fn due(student: &Student, due_at: DateTime<Utc>) -> impl IntoView + use<> {
    let late = (due_at < student.now).then_some("late");
    let campus = student.place.campus;
    let own = when::own(due_at, campus, student.session.person.time_zone);
    view! {
        <p class="due" data-state=late>
            "Due "<time datetime=due_at.to_rfc3339()>{when::long(due_at, campus)}</time>" campus time"
            {own.map(|own| view! { <span class="own-zone">" ("{own}" for you)"</span> })}
        </p>
    }
}

/// Address of a module.
pub(super) fn module_address(module: &str) -> String {
    format!("/learn/{module}")
}

/// Address of a unit.
pub fn unit_address(module: &str, unit: &str) -> String {
    format!("/learn/{module}/{unit}")
}

/// Address at which a student asks for more time for a unit.
pub(super) fn extension_address(module: &str, unit: &str) -> String {
    format!("/learn/{module}/{unit}/extension")
}
