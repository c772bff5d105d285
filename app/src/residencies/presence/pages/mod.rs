//! What can be looked at.

mod attendance;
mod check_in;
mod code;
mod door;
mod history;
mod make_up;
mod of_student;
mod overview;
mod own_make_up;
mod roll;
mod scanning;

pub use attendance::{attendance, attended};
pub use check_in::{check_in, code_again, type_code};
pub use code::own_code;
pub use door::door;
pub use history::{correction_again, history, of_student};
pub use make_up::{decision_again, make_up};
pub use of_student::OfStudent;
pub use overview::{presence, presence_csv};
pub use own_make_up::{own_make_up, reflection_again};
pub use roll::{roll, scan_again};

use domain::residencies::presence::{AttendanceState, MakeUp, MakeUpState};
use leptos::prelude::*;

use crate::when;

/// How somebody was there, as word and shape.
fn attendance_state(state: Option<AttendanceState>) -> impl IntoView {
    let (shape, word) = match state {
        Some(state @ AttendanceState::Present) => ("done", state.label()),
        Some(state @ AttendanceState::Partly) => ("started", state.label()),
        Some(state @ AttendanceState::Absent) => ("late", state.label()),
        None => ("open", "Not marked"),
    };
    view! { <span class="state" data-state=shape>{word}</span> }
}

/// Make-ups in a list for staff, each with its way to be decided; `name` says which one it is where it stands.
fn make_up_lines(all: &[MakeUp], name: fn(&MakeUp) -> String) -> impl IntoView + use<> {
    let line = |one: &MakeUp| {
        view! {
            <li>
                <p><a href=make_up_address(one)>{name(one)}</a></p>
                <p class="meta">{make_up_state(one.state)}<span>{one.way.label()}</span><span>"By "{when::day(one.due_on)}</span></p>
            </li>
        }
    };
    let lines = all.iter().map(line).collect_view();
    view! { <ul class="extension-list">{lines}</ul> }
}

/// Where staff find a make-up.
pub(super) fn make_up_address(one: &MakeUp) -> String {
    format!("/cohorts/{}/residencies/{}/make-ups/{}", one.cohort_slug, one.position, one.id)
}

/// How it stands with a make-up, as word and shape.
fn make_up_state(state: MakeUpState) -> impl IntoView {
    let shape = match state {
        MakeUpState::Proposed | MakeUpState::HandedIn => "waiting",
        MakeUpState::Approved => "started",
        MakeUpState::Done => "done",
        MakeUpState::Refused => "open",
        MakeUpState::Failed => "late",
    };
    view! { <span class="state" data-state=shape>{state.label()}</span> }
}
