//! Checking in and out by the code of a room.

use axum::extract::{Path, State as Shared};
use domain::{
    Error, FieldError,
    ids::{MarkId, ResidencySessionId},
    residencies::{
        ReleasedSession,
        presence::{LOOKING, MarkKind, typed_code},
        store::{
            presence::{MarkLine, history, whose_door},
            released_session,
        },
    },
};
use leptos::prelude::*;

use crate::{
    AppError, Page, Site,
    forms::{Field, Filled, Typed, error_summary, field, with_summary},
    page::Width,
    residencies::presence::held::when,
    visit::Student,
    when as dates,
};

/// `GET /check-in`
pub async fn type_code(student: Student) -> Page {
    typing(&student, Filled::default())
}

/// The same with what was typed, which opens no room.
pub fn code_again(student: &Student, code: &str) -> Page {
    let message = match code.trim() {
        "" => "Type the code that the room shows.",
        _ => "This code opens no session of yours now. Codes change every half minute: scan or type the one that the room shows.",
    };
    let errors = vec![FieldError { field: "code", message: message.to_owned() }];
    typing(student, Typed::of([("code", code)]).with(errors))
}

fn typing(student: &Student, form: Filled) -> Page {
    let filled = form.clone();
    let page = Page::new(student, with_summary(&form, "Check in"), move || {
        let code = Field::text("code", "Code").hint("Ten letters and digits. Capitals and spaces make no difference.");
        view! {
            {error_summary(&form)}
            <header class="page-head">
                <h1>"Check in"</h1>
                <p class="lede">"The room of your session shows a code. Type it here to check in or out."</p>
            </header>
            <form class="form" method="post" action="/check-in">
                {field(&form, code)}
                <p class="form-actions"><button class="button" data-kind="primary">"Go on"</button></p>
            </form>
            <p class="aside-note"><a href="/me/code">"Your own code"</a>" works too: show it to whoever calls the roll."</p>
        }
    });
    filled.on(page.width(Width::Narrow))
}

/// `GET /check-in/{code}`
pub async fn check_in(Shared(site): Shared<Site>, student: Student, Path(code): Path<String>) -> Result<Page, AppError> {
    let Some(session) = opened(&site, &student, &code).await? else { return Ok(code_again(&student, &code)) };
    let marks = history(&site.db, session.id, student.place.enrollment).await?;
    let done = student.asked("done");
    let page = Page::new(&student.clone(), "Check in", move || body(&student, &session, &marks, &code, done.as_deref()));
    Ok(page.width(Width::Narrow))
}

async fn opened(site: &Site, student: &Student, code: &str) -> Result<Option<ReleasedSession>, AppError> {
    let Some(code) = typed_code(code) else { return Ok(None) };
    let found: Result<ResidencySessionId, Error> = whose_door(&site.db, student.place.enrollment, (&code, LOOKING), student.now).await;
    match found {
        Ok(session) => Ok(Some(released_session(&site.db, session).await?)),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

fn body(student: &Student, session: &ReleasedSession, marks: &[MarkLine], code: &str, done: Option<&str>) -> impl IntoView + use<> {
    let campus = student.place.campus;
    let said = match done {
        Some("in") => Some("You are checked in."),
        Some("out") => Some("You are checked out."),
        _ => None,
    };
    let last = marks.iter().rfind(|mark| mark.kind != MarkKind::Correction);
    let stands =
        last.map(|mark| format!("{}, {} campus time, {}", mark.kind.label(), dates::long(mark.occurred_at, campus), mark.way.label()));
    let is_in = last.is_some_and(|mark| mark.kind == MarkKind::In);
    let button = |kind: &'static str, label: &'static str, first: bool| {
        view! { <button class="button" data-size="large" name="kind" value=kind data-kind=first.then_some("primary")>{label}</button> }
    };
    view! {
        {said.map(|text| view! { <p class="notice" data-kind="success" role="status">{text}</p> })}
        <header class="page-head">
            <h1>"Check in"</h1>
            <p class="lede">{when(session, campus)}</p>
        </header>
        <dl class="facts"><div><dt>"You are"</dt><dd>{stands.unwrap_or_else(|| "Not marked yet".to_owned())}</dd></div></dl>
        <form class="form" method="post" action=format!("/check-in/{code}")>
            <input type="hidden" name="id" value=MarkId::new().to_string()/>
            <p class="form-actions">{button("in", "I am here", !is_in)}{button("out", "I leave", is_in)}</p>
        </form>
        <p class="aside-note"><a href="/attendance">"Your attendance"</a></p>
    }
}
