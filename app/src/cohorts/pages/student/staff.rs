//! What staff alone see on a student's page: their notes, residencies and what was sent to the student.

use chrono::{DateTime, Utc};
use domain::{
    cohorts::{LONGEST_NOTE, Note, Residency, Scope},
    ids::NoteId,
    reports::{ResidencyState, SentMessage, Student, StudentRecord, residency_states},
};
use leptos::prelude::*;

use super::Known;
use crate::{
    cohorts::{arrangement::Arrangement, pages::message_address},
    forms::{self, TextArea},
    visit::Visit,
    when,
};

/// The log of notes, the newest first, under the form for the next one.
pub(super) fn notes(visit: &Visit, student: &Student, known: &Known) -> impl IntoView + use<> {
    let action = format!("/cohorts/{}/students/{}/notes", known.cohort, student.enrollment);
    let id = Some(known.form.typed.get("note")).filter(|id| !id.is_empty()).map_or_else(|| NoteId::new().to_string(), str::to_owned);
    let hint = "Only staff of this program read it; it is never changed, only struck out. A student may ask to see their record: write what you would tell them.";
    let area = TextArea { name: "body", label: "New note", hint, rows: 3, limit: LONGEST_NOTE };
    let entries = known.notes.iter().map(|note| entry(visit, &action, note)).collect_view();
    let none = known.notes.is_empty().then(|| view! { <p class="quiet">"No note yet. What was agreed on the phone, or why somebody fell behind, stands here for the colleague who asks next."</p> });
    view! {
        <section class="block" id="notes">
            <div class="block-head"><h2>"Notes of staff"</h2><p>"Private"</p></div>
            <form class="form" method="post" action=action novalidate=true>
                <input type="hidden" name="note" value=id/>
                {forms::text_area(&known.form, area)}
                <p class="form-actions"><button class="button">"Keep the note"</button></p>
            </form>
            {none}
            <ol class="notes">{entries}</ol>
        </section>
    }
}

fn entry(visit: &Visit, action: &str, note: &Note) -> impl IntoView + use<> {
    let zone = visit.session.as_ref().map_or(chrono_tz::UTC, |session| session.person.time_zone);
    let time = |at: DateTime<Utc>| view! { <time datetime=at.to_rfc3339()>{when::long(at, zone)}</time> };
    let strike = format!("{action}/{}/striking", note.id);
    let struck = note.struck_at.map(|at| {
        let by = note.struck_by.clone().unwrap_or_default();
        view! { <span>"Struck out by "{by}", "{time(at)}</span> }
    });
    let way = note.struck_at.is_none().then(|| {
        let label = format!("Strike out the note of {}", when::long(note.written_at, zone));
        view! { <form class="inline no-print" method="post" action=strike><button class="link" aria-label=label>"Strike out"</button></form> }
    });
    let body = match note.struck_at {
        Some(_) => view! { <p class="note-text"><s>{note.body.clone()}</s></p> }.into_any(),
        None => view! { <p class="note-text">{note.body.clone()}</p> }.into_any(),
    };
    view! {
        <li id=format!("note-{}", note.id)>
            <p class="meta"><span>{note.author.clone()}</span><span>{time(note.written_at)}</span>{struck}{way}</p>
            {body}
        </li>
    }
}

/// Residencies, and messages with the way to the next one.
pub(super) fn dealings(visit: &Visit, scope: &Scope, record: &StudentRecord, known: &Known) -> impl IntoView + use<> {
    let today = visit.now.with_timezone(&scope.cohort().time_zone).date_naive();
    let states = residency_states(&record.residencies, today);
    let residencies = record.residencies.iter().zip(states).map(|(residency, state)| self::residency(residency, state)).collect_view();
    let only = Arrangement { only: vec![record.student.enrollment], ..Arrangement::from_query("") };
    view! {
        {(!record.residencies.is_empty()).then(|| view! {
            <section class="block"><h2>"Residencies"</h2><ul class="plain-list">{residencies}</ul></section>
        })}
        <section class="block">
            <div class="block-head"><h2>"Messages"</h2><a href=message_address(&known.cohort, &only)>"Write to this student"</a></div>
            {messages(visit, &known.cohort, &known.dealings.messages)}
        </section>
    }
}

fn residency(residency: &Residency, state: ResidencyState) -> impl IntoView + use<> {
    let (shape, word) = match state {
        ResidencyState::Past => ("done", "Over"),
        ResidencyState::Now => ("started", "Now"),
        ResidencyState::Next => ("open", "Next"),
        ResidencyState::Coming => ("waiting", "Later"),
    };
    view! {
        <li>
            <span class="state" data-state=shape>{word}</span>
            {residency.title.clone()}", "{when::days(residency.starts_on, residency.ends_on)}", "{residency.place.clone()}
        </li>
    }
}

fn messages(visit: &Visit, cohort: &str, sent: &[SentMessage]) -> AnyView {
    if sent.is_empty() {
        return view! { <p class="quiet">"Nothing was sent to this student by the program's staff yet."</p> }.into_any();
    }
    let zone = visit.session.as_ref().map_or(chrono_tz::UTC, |session| session.person.time_zone);
    let row = |message: &SentMessage| {
        let (state, word) = fate(message);
        view! {
            <tr>
                <th scope="row"><a href=format!("/cohorts/{cohort}/messages/{}", message.id)>{message.subject.clone()}</a></th>
                <td>{message.author.clone()}</td>
                <td><time datetime=message.sent_at.to_rfc3339()>{when::long(message.sent_at, zone)}</time></td>
                <td><span class="state" data-state=state>{word}</span></td>
            </tr>
        }
    };
    let rows = sent.iter().map(row).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Messages to this student" tabindex="0">
            <table class="table">
                <thead><tr><th scope="col">"Subject"</th><th scope="col">"From"</th><th scope="col">"Sent"</th><th scope="col">"Mail"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What became of the mail of a message.
fn fate(message: &SentMessage) -> (&'static str, &'static str) {
    match message {
        SentMessage { mailed: false, .. } => ("waiting", "None wanted"),
        SentMessage { failed_at: Some(_), .. } => ("late", "Refused"),
        SentMessage { delivered_at: Some(_), .. } => ("done", "Handed over"),
        _ => ("started", "On its way"),
    }
}
