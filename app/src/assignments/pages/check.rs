//! What would be handed in, to be looked at once more before it is.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    assignments::{Run, Suspicion, late, suspicions},
    authoring::{HandInPart, UnitKind},
    ids::HandInId,
    learning::store::UnitView,
};
use leptos::prelude::*;
use sha2::{Digest, Sha256};

use super::{
    Draft, page_address,
    words::{self, files, paragraphs, runs},
};
use crate::{
    AppError, Page, Site,
    forms::{Filled, error_summary, with_summary},
    learning::open_unit,
    page::Width,
    visit::Student,
    when,
};

/// `GET /learn/{module}/{unit}/hand-in`; back to the assignment while there is nothing to hand in.
pub async fn check(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let unit = open_unit(&site, &student, (&module, &unit), UnitKind::Assignment).await?;
    let draft = Draft::load(&site, &student, &unit).await?;
    if !draft.progress.takes() {
        return Ok(Redirect::to(&page_address(&unit)).into_response());
    }
    Ok(check_again(student, unit, draft, Filled::default()).into_response())
}

/// The page, with what is wrong if something is.
pub fn check_again(student: Student, unit: UnitView, draft: Draft, form: Filled) -> Page {
    let visit = student.visit().clone();
    let (filled, title) = (form.clone(), with_summary(&form, "Hand in"));
    filled.on(Page::new(&visit, title, move || body(&student, &unit, &draft, &form)).width(Width::Reading))
}

/// What was shown: a draft that changed meanwhile has another one.
pub fn mark(draft: &Draft) -> String {
    let mut hash = Sha256::new();
    hash.update(shown_text(draft).as_bytes());
    for file in &draft.files {
        hash.update(file.id.0.as_bytes());
    }
    for run in &draft.runs {
        hash.update(run.id.0.as_bytes());
    }
    hex::encode(hash.finalize())
}

/// A text is handed in where one is asked for.
fn shown_text(draft: &Draft) -> &str {
    if draft.settings.takes(HandInPart::Text) { &draft.text } else { "" }
}

fn body(student: &Student, unit: &UnitView, draft: &Draft, form: &Filled) -> impl IntoView + use<> {
    let page = page_address(unit);
    view! {
        <div class="reading-layout">
            <article class="prose">
                {error_summary(form)}
                <header class="page-head">
                    <nav class="breadcrumbs" aria-label="Where you are">
                        <ol><li><a href="/program">"Program"</a></li><li><a href=page.clone()>{unit.title.clone()}</a></li><li>"Hand in"</li></ol>
                    </nav>
                    <h1>"Hand in"</h1>
                    <p class="lede">"Look at it once more. This is what your graders will see."</p>
                </header>
                {facts(student, unit, draft)}
                {what(draft)}
                {warnings(shown_text(draft))}
                {confirm(&page, draft, form)}
            </article>
        </div>
    }
}

fn facts(student: &Student, unit: &UnitView, draft: &Draft) -> impl IntoView + use<> {
    let due = when::deadline(unit.due_at, student.place.campus, student.session.person.time_zone);
    let standing = late(unit.due_at, student.now).map_or_else(|| "In time".to_owned(), |seconds| format!("It is {}", words::late(seconds)));
    let team = draft.team.as_ref().map(|team| {
        let names: Vec<&str> = team.members.iter().map(|(_, _, name)| name.as_str()).collect();
        view! { <div><dt>"For"</dt><dd>{team.name.clone()}": "{names.join(", ")}</dd></div> }
    });
    let version = draft.versions.first().map(|newest| {
        view! { <div><dt>"Version"</dt><dd>{newest.version + 1}"; it takes the place of version "{newest.version}</dd></div> }
    });
    view! { <dl class="facts"><div><dt>"Due"</dt><dd>{due}</dd></div><div><dt>"Now"</dt><dd>{standing}</dd></div>{team}{version}</dl> }
}

fn what(draft: &Draft) -> impl IntoView + use<> {
    let text = draft.settings.takes(HandInPart::Text).then(|| {
        let count = draft.text.split_whitespace().count();
        let asked = draft.settings.words.map(|words| format!("; {} to {} are asked for", words.min, words.max));
        let written = match draft.text.trim().is_empty() {
            true => view! { <p class="hint">"You wrote nothing here."</p> }.into_any(),
            false => paragraphs(&draft.text).into_any(),
        };
        view! { <h2>"Your text"</h2><p class="hint">{count}" words"{asked}</p>{written} }
    });
    let own = draft.settings.takes(HandInPart::Files).then(|| match draft.files.is_empty() {
        true => view! { <h2>"Your files"</h2><p class="hint">"You added none."</p> }.into_any(),
        false => view! { <h2>"Your files"</h2>{files(&draft.files, |_| ())} }.into_any(),
    });
    let copies: Vec<Run> = draft.runs.iter().map(Run::from).collect();
    let worked = draft.settings.takes(HandInPart::Runs).then(|| match copies.is_empty() {
        true => view! { <h2>"Simulator runs"</h2><p class="hint">"You chose none."</p> }.into_any(),
        false => view! { <h2>"Simulator runs"</h2>{runs(&copies)} }.into_any(),
    });
    view! { <section id="what" class="block">{text}{worked}{own}</section> }
}

/// What looks like a patient's data. It stops nobody: a number may be anything.
fn warnings(text: &str) -> Option<impl IntoView + use<>> {
    let found = suspicions(text);
    let line = |one: &Suspicion| {
        view! { <li><a href=format!("#paragraph-{}", one.paragraph)>"Paragraph "{one.paragraph}</a>": “"{one.words.clone()}"” looks like "{one.like.words()}</li> }
    };
    let lines = found.iter().map(line).collect_view();
    (!found.is_empty()).then(|| {
        view! {
            <section class="notice" data-kind="attention" aria-labelledby="warnings">
                <h2 id="warnings">"Is this a patient’s data?"</h2>
                <ul>{lines}</ul>
                <p>"If it is, go back and take it out. If it is not, hand in as it is. Files are not looked through."</p>
            </section>
        }
    })
}

fn confirm(page: &str, draft: &Draft, form: &Filled) -> impl IntoView + use<> {
    let error = form.error("no-patient-data");
    let invalid = error.is_some();
    let error = error.map(|message| view! { <p class="field-error" id="no-patient-data-error">{message}</p> });
    let described = if invalid { "no-patient-data-hint no-patient-data-error" } else { "no-patient-data-hint" };
    view! {
        <form class="form" method="post" action=format!("{page}/hand-in")>
            <input type="hidden" name="id" value=HandInId::new().to_string()/>
            <input type="hidden" name="seen" value=mark(draft)/>
            <div class="field" data-invalid=invalid.then_some("")>
                {error}
                <div class="choice">
                    <input id="no-patient-data" name="no-patient-data" type="checkbox" value="yes" aria-describedby=described aria-invalid=invalid.then_some("true")/>
                    <label for="no-patient-data">"There is no patient data in this"</label>
                </div>
                <p class="hint" id="no-patient-data-hint">
                    "No names, dates, record numbers or pictures of patients, in the text or in a file: what is handed in is kept, and the law protects their data. Work with patient data is returned ungraded."
                </p>
            </div>
            <p class="form-actions">
                <button class="button" data-kind="primary">"Hand in"</button>
                <a class="button" href=format!("{page}#your-work")>"Back to the draft"</a>
            </p>
        </form>
    }
}
