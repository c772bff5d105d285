//! What can be looked at.

mod attendance;
mod check_in;
mod code;
mod door;
mod history;
mod make_up;
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
pub use overview::{presence, presence_csv};
pub use own_make_up::{own_make_up, reflection_again};
pub use roll::{roll, scan_again};

use domain::residencies::presence::{AttendanceState, MakeUpState};
use leptos::prelude::*;

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
