//! The cells of the radar. A cohort of sixty has more than a thousand of them, so they are written as text, a row's in one go: they hold
//! fixed words, numbers and dates, and nothing that anybody typed. Each has a shape and a sign (by style) and a word, which is read aloud
//! and stands beside them where there is room.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::reports::{Line, ModuleProgress, ModuleState, ResidencyState, Roster, RosterModule, module_state};
use leptos::tachys::html::InertElement;

use super::columns::{Column, Columns};
use crate::cohorts::pages::words::percent;

/// When and where a radar is looked at.
#[derive(Clone, Copy)]
pub(super) struct Here {
    /// When.
    pub now: DateTime<Utc>,
    /// The campus zone.
    pub campus: Tz,
    /// Whether there is room for more than the state.
    pub roomy: bool,
}

/// All cells of a line, in the order of the columns.
pub(super) fn cells(roster: &Roster, columns: &Columns, line: &Line, here: Here) -> InertElement {
    let mut html = String::with_capacity(columns.0.len() * 64);
    for column in &columns.0 {
        match column {
            Column::Module(place) => module(&mut html, &roster.modules[*place], line, &line.progress[*place], here),
            Column::Residency(_, state) => residency(&mut html, *state),
        }
    }
    InertElement::new(html)
}

fn module(html: &mut String, module: &RosterModule, line: &Line, progress: &ModuleProgress, here: Here) {
    let (completed, units) = (progress.completed, module.units);
    let day = |moment: DateTime<Utc>| moment.with_timezone(&here.campus).format("%-d %b");
    // Writing into a text cannot fail.
    let _ = match module_state(line.student.state, module, progress, here.now) {
        ModuleState::Done => write!(html, "<td data-cell=done><i>done"),
        ModuleState::Late(units_late) => write!(html, "<td data-cell=late>{units_late}<i> late, {completed} of {units} done"),
        ModuleState::Extended(until) => {
            write!(html, "<td data-cell=extended>{completed}<i> of {units}, extended until {}", day(until))
        }
        ModuleState::OnTime => write!(html, "<td data-cell=started>{completed}<i> of {units}, on time"),
        ModuleState::Open => write!(html, "<td data-cell=open><i>open, not begun"),
        ModuleState::Locked => write!(html, "<td data-cell=locked><i>opens {}", day(module.module.opens_at)),
        ModuleState::Away(state) => {
            write!(html, "<td data-cell=away><i>{}, {completed} of {units} done", state.label().to_lowercase())
        }
    };
    html.push_str("</i>");
    if here.roomy && units > 0 {
        html.push_str(&meter(completed, units));
    }
    if let Some(best) = progress.best_percent.filter(|_| here.roomy) {
        let _ = write!(html, "<small>best quiz {}</small>", percent(best));
    }
    html.push_str("</td>");
}

/// A bar for so many of so many.
fn meter(done: i64, of: i64) -> String {
    let width = (done * 100 / of).clamp(0, 100);
    format!(
        "<svg class=meter viewBox=\"0 0 100 8\" preserveAspectRatio=none aria-hidden=true><rect class=meter-track width=100 height=8></rect>\
         <rect class=meter-fill width={width} height=8></rect></svg>"
    )
}

fn residency(html: &mut String, state: ResidencyState) {
    let _ = write!(html, "<td data-cell={0}><i>{0}</i></td>", residency_word(state));
}

/// A residency's state in a word.
pub(super) fn residency_word(state: ResidencyState) -> &'static str {
    match state {
        ResidencyState::Past => "past",
        ResidencyState::Now => "now",
        ResidencyState::Next => "next",
        ResidencyState::Coming => "coming",
    }
}
