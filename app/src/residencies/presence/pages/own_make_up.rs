//! How a student makes up for a session: what is to be done, and writing it.

use axum::extract::{Path, State as Shared};
use domain::{
    FieldError,
    residencies::{
        presence::{LONGEST_REFLECTION, MakeUp, MakeUpState, MakeUpWay},
        store::presence as presences,
    },
};
use leptos::prelude::*;

use super::make_up_state;
use crate::{
    AppError, Page, Site,
    forms::{Filled, TextArea, Typed, error_summary, text_area, with_summary},
    page::Width,
    visit::Student,
    when,
};

/// `GET /attendance/make-ups/{make_up}`
pub async fn own_make_up(Shared(site): Shared<Site>, student: Student, Path(id): Path<String>) -> Result<Page, AppError> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let one = presences::own_make_up(&site.db, student.place.enrollment, id).await?;
    let form = Filled::with_values([("body", &one.reflection)]);
    Ok(show(&student, one, form))
}

/// The page again, with what was typed and what is wrong with it.
pub fn reflection_again(student: &Student, one: MakeUp, typed: Typed, errors: Vec<FieldError>) -> Page {
    show(student, one, typed.with(errors))
}

fn show(student: &Student, one: MakeUp, form: Filled) -> Page {
    let title = with_summary(&form, &format!("Make-up: {}", one.session_title));
    let (filled, visit, done) = (form.clone(), student.clone(), student.asked("done"));
    let page = Page::new(student, title, move || {
        let said = match done.as_deref() {
            Some("handed-in") => Some("It is handed in. Program staff read it, and you are told."),
            Some("kept") => Some("Your draft is kept."),
            _ => None,
        };
        view! {
            {said.map(|text| view! { <p class="notice" data-kind="success" role="status">{text}</p> })}
            {error_summary(&form)}
            <header class="page-head">
                <nav class="breadcrumbs" aria-label="Where you are"><ol><li><a href="/attendance">"Attendance"</a></li></ol></nav>
                <h1>{one.session_title.clone()}</h1>
                <p class="lede">{what(&one)}</p>
            </header>
            {facts(&visit, &one)}
            {writing(&visit, &one, &form)}
        }
    });
    filled.on(page.width(Width::Narrow).with_script("draft.js"))
}

/// What is to be done now, in a sentence.
fn what(one: &MakeUp) -> &'static str {
    match (one.state, one.way) {
        (MakeUpState::Proposed, _) => {
            "You missed most of this session. Program staff decide how you make up for it; there is nothing to do yet."
        }
        (MakeUpState::Approved, MakeUpWay::Recording) => "Watch the recording, and write what you take from it for your own work.",
        (MakeUpState::Approved, MakeUpWay::NextCohort) => "A seat is reserved for you in the same session with the next cohort.",
        (MakeUpState::HandedIn, _) => "You have handed in what you wrote. Program staff read it.",
        (MakeUpState::Done, _) => "You have made up for this session.",
        (MakeUpState::Refused, _) if one.decided_by.is_none() => "You were there after all: there is nothing to make up for.",
        (MakeUpState::Refused, _) => "There is nothing to make up for.",
        (MakeUpState::Failed, _) => "This session was not made up for. Talk to program staff if that is wrong.",
    }
}

fn facts(student: &Student, one: &MakeUp) -> impl IntoView + use<> {
    let campus = student.place.campus;
    let seat = one.next_cohort.clone().map(|cohort| view! { <div><dt>"With"</dt><dd>{cohort}</dd></div> });
    let words = (!one.words.is_empty()).then(|| view! { <div><dt>"Staff wrote"</dt><dd class="asked">{one.words.clone()}</dd></div> });
    let about = (!one.summary.is_empty()).then(|| view! { <div><dt>"About"</dt><dd>{one.summary.clone()}</dd></div> });
    view! {
        <dl class="facts">
            <div><dt>"State"</dt><dd>{make_up_state(one.state)}</dd></div>
            <div><dt>"Missed"</dt><dd>{when::long(one.starts_at, campus)}" campus time"</dd></div>
            {about}
            <div><dt>"How"</dt><dd>{one.way.label()}</dd></div>
            {seat}
            <div><dt>"Due"</dt><dd>"End of "{when::day(one.due_on)}", campus time"</dd></div>
            {words}
        </dl>
    }
}

fn writing(student: &Student, one: &MakeUp, form: &Filled) -> AnyView {
    if one.way != MakeUpWay::Recording {
        return ().into_any();
    }
    let handed_in = one.handed_in_at.is_some() && one.state != MakeUpState::Approved;
    if handed_in {
        return view! { <section class="block"><h2>"What you wrote"</h2><p class="asked">{one.reflection.clone()}</p></section> }
            .into_any();
    }
    if one.state != MakeUpState::Approved {
        return ().into_any();
    }
    let body = TextArea {
        name: "body",
        label: "Your reflection",
        hint: "Kept as you type. Read by program staff once you hand it in. Write no patient data.",
        rows: 10,
        limit: LONGEST_REFLECTION,
    };
    let address = format!("/attendance/make-ups/{}", one.id);
    let draft = format!("{address}/draft");
    view! {
        <form class="form" method="post" action=address novalidate=true data-draft=format!("make-up-{}", one.id) data-to=draft
            data-owner=student.session.person.id.to_string()>
            <input type="hidden" name="id" value=one.id.to_string()/>
            {text_area(form, body)}
            <p class="save-state" role="status" data-state="saved"></p>
            <p class="form-actions">
                <button class="button" data-kind="primary">"Hand in"</button>
                <button class="button" formaction=draft.clone()>"Keep as a draft"</button>
            </p>
        </form>
    }
    .into_any()
}
