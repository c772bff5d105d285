//! The roll of a session: everybody by name, each with one box. It is one form; with its script each tick is kept on the device at once.

use axum::extract::{Path, State as Shared};
use chrono::{DateTime, Utc};
use domain::{
    FieldError,
    ids::PersonId,
    residencies::{
        presence::AttendanceState,
        store::presence::{self as presences, RollLine},
    },
};
use leptos::prelude::*;

use super::scanning::scanning;
use crate::{
    AppError, Page, Site,
    forms::{Filled, Typed, error_summary, with_summary},
    residencies::{frame::as_of, presence::held::Held},
    visit::StaffOrFaculty,
    when,
};

type At = (String, String, String);

/// `GET /cohorts/{cohort}/residencies/{number}/sessions/{session}/roll`
pub async fn roll(Shared(_): Shared<Site>, visit: StaffOrFaculty, Path(at): Path<At>) -> Result<Page, AppError> {
    let held = Held::load(&visit, &at).await?;
    let kind = visit.asked("kind").filter(|kind| kind == "out").unwrap_or_else(|| "in".to_owned());
    show(&visit, held, Filled::with_values([("kind", &kind)])).await
}

/// The page again, with a code that is nobody's.
pub async fn scan_again(visit: &StaffOrFaculty, held: Held, typed: Typed, errors: Vec<FieldError>) -> Result<Page, AppError> {
    show(visit, held, typed.with(errors)).await
}

async fn show(visit: &StaffOrFaculty, held: Held, form: Filled) -> Result<Page, AppError> {
    let lines = presences::roll(&visit.site.db, held.session.id).await?;
    let said = said(visit, &lines);
    let (owner, now) = (visit.session.person.id, visit.now);
    let (title, filled) = (with_summary(&form, "Roll"), form.clone());
    let page = Page::new(visit, title, move || body(&held, &lines, (owner, now), said, &form));
    let page = page.with_camera().with_script("roll.js").with_script("offline.js").with_script("camera.js");
    Ok(filled.on(page))
}

/// What was just done.
fn said(visit: &StaffOrFaculty, lines: &[RollLine]) -> Option<String> {
    let done = visit.asked("done")?;
    if done == "saved" {
        return Some("The roll is saved.".to_owned());
    }
    let line = lines.iter().find(|line| line.enrollment_id.to_string() == done)?;
    Some(format!("{} is marked.", line.name))
}

fn body(held: &Held, lines: &[RollLine], whose: (PersonId, DateTime<Utc>), said: Option<String>, form: &Filled) -> impl IntoView + use<> {
    let door = format!("{}/door", held.address());
    let used = said.is_some() || !form.errors.is_empty();
    view! {
        {kept(held, whose)}
        {said.map(|text| view! { <p class="notice" data-kind="success" role="status">{text}</p> })}
        {error_summary(form)}
        {held.head("Roll".to_owned())}
        <p class="roll-ways no-print"><a href=door>"Show a code in the room instead"</a></p>
        {scanning(held, form, used)}
        {the_roll(held, lines, whose)}
    }
}

/// What is said where the roll is not as the server has it: `roll.js` says the second once there is a network again.
fn kept(held: &Held, (owner, now): (PersonId, DateTime<Utc>)) -> impl IntoView + use<> {
    let at = when::long(now, held.campus);
    let words = format!(
        "No connection: this roll is as of {at} campus time, with what you marked on this device since. Go on: each mark is kept here, and \
         sent once there is a connection."
    );
    view! {
        {as_of(owner, words)}
        <p class="notice" role="status" id="roll-again" hidden=true>
            "You are connected again. "<a href=format!("{}/roll", held.address())>"Reload the roll"</a>" to see what others marked since "{at}"."
        </p>
    }
}

fn the_roll(held: &Held, lines: &[RollLine], (owner, now): (PersonId, DateTime<Utc>)) -> AnyView {
    let (expected, others): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.expected || line.state.is_some());
    if lines.is_empty() {
        return view! { <p class="empty">"Nobody studies in this cohort yet. Its students will stand here, to be marked."</p> }.into_any();
    }
    let (here, of) = (expected.iter().filter(|line| is_here(line)).count(), expected.len());
    let rows = expected.into_iter().map(|line| row(held, line)).collect_view();
    let more = (!others.is_empty()).then(|| {
        let rows = others.into_iter().map(|line| row(held, line)).collect_view();
        view! {
            <details class="disclosure"><summary>"Students this session is not for"</summary><ul class="roll-list">{rows}</ul></details>
        }
    });
    let address = held.address();
    view! {
        <form class="roll" id="roll" method="post" action=format!("{address}/roll") data-owner=owner.to_string()
            data-session=held.session.id.to_string() data-now=now.timestamp_millis() data-marks=format!("{address}/marks")>
            <p class="roll-bar">
                <span class="roll-count" role="status"><b id="roll-here">{here}</b>" of "{of}" here"</span>
                <span class="save-state" id="roll-state" role="status" data-state="saved"></span>
                <button class="button no-print" name="all" value="1" id="roll-all">"All are here"</button>
            </p>
            <ul class="roll-list">{rows}</ul>
            {more}
            <p class="form-actions">
                <button class="button" data-kind="primary" id="roll-save">"Save the roll"</button>
                <span class="hint">"Who has no tick then was not there."</span>
            </p>
        </form>
    }
    .into_any()
}

fn is_here(line: &RollLine) -> bool {
    matches!(line.state, Some(AttendanceState::Present | AttendanceState::Partly))
}

fn row(held: &Held, line: &RollLine) -> impl IntoView + use<> {
    let (id, here) = (line.enrollment_id.to_string(), is_here(line));
    let shown = match line.state {
        None => "unknown",
        Some(_) if here => "here",
        Some(_) => "absent",
    };
    let words = match (line.state, line.present) {
        (Some(_), Some(minutes)) if here => format!("{minutes} min"),
        (Some(_), _) => "Not there".to_owned(),
        _ => String::new(),
    };
    let corrected = line.corrected.unwrap_or(false).then_some(", corrected");
    let more = held.runs.then(|| {
        let address = format!("{}/students/{id}", held.address());
        view! { <a class="roll-more no-print" href=address>"Details"<span class="visually-hidden">" of "{line.name.clone()}</span></a> }
    });
    view! {
        <li class="roll-line" data-code=line.code.clone() data-name=line.name.clone()>
            <div class="choice">
                <input id=format!("here-{id}") r#type="checkbox" name="here" value=id.clone() checked=here autocomplete="off"/>
                <label for=format!("here-{id}")>{line.name.clone()}<span class="choice-hint">{line.credentials.clone()}</span></label>
            </div>
            <input type="hidden" name="shown" value=format!("{id} {shown}")/>
            <span class="roll-said">{words}{corrected}</span>
            {more}
        </li>
    }
}
