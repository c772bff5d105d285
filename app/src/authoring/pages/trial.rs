//! A unit as students see it: while it is typed, and as a page of its own on which the questions can be tried.

use axum::{
    body::Body,
    extract::Path,
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use domain::{
    authoring::{
        drafts::{Files, Looked},
        package::media_type,
        store::drafts::{self, Desk, Stands},
    },
    ids::AttemptId,
};
use leptos::prelude::*;

use super::{checklist, kind, unit::title_of, way};
use crate::{
    AppError, Page,
    authoring::{desk, looked, standing, text_of, unit_address},
    cohorts::breadcrumbs,
    forms::Typed,
    page::{Width, fragment},
    visit::{Author, Colleague},
    when,
};

/// A file of a draft as far as it can be shown.
struct Trial {
    desk: Desk,
    unit: String,
    file: String,
    text: String,
    looked: Looked,
}

async fn tried_text(author: &Author, (module, unit): (String, String), text: Option<String>) -> Result<Trial, AppError> {
    let desk = desk(author, &module).await?;
    let (file, stands) = standing(author, &desk, &unit).await?;
    let text = text.unwrap_or_else(|| stands.text());
    let mut files: Files = drafts::files(&author.site.db, desk.draft()?.id).await?;
    files.insert(file.clone(), text.clone().into_bytes());
    let looked = looked(files, &desk.slug).await?;
    Ok(Trial { desk, unit, file, text, looked })
}

/// `POST /studio/{module}/units/{unit}/preview`: a part of a page, of the text as it is typed. Nothing is saved.
pub async fn preview(author: Author, Path(place): Path<(String, String)>, form: Typed) -> Result<Html<String>, AppError> {
    let trial = tried_text(&author, place, Some(text_of(form.get("text")))).await?;
    Ok(fragment(move || {
        let faults: Vec<_> = trial.looked.faults_of(&trial.file).cloned().collect();
        view! { {checklist::of_one(&trial.desk.slug, &faults)}<div class="prose">{shown(&trial, None)}</div> }
    }))
}

/// `GET /studio/{module}/units/{unit}/trial`
pub async fn trial(author: Author, Path(place): Path<(String, String)>) -> Result<Page, AppError> {
    let trial = tried_text(&author, place, None).await?;
    Ok(page(&author, trial, None))
}

/// `POST /studio/{module}/units/{unit}/trial`: the same with what was answered, explained. Nothing is recorded.
pub async fn tried(author: Author, Path(place): Path<(String, String)>, form: Typed) -> Result<Page, AppError> {
    let trial = tried_text(&author, place, None).await?;
    Ok(page(&author, trial, Some(form)))
}

fn page(author: &Author, trial: Trial, answers: Option<Typed>) -> Page {
    let title = title_of(&trial.text, &trial.file);
    Page::new(author, title.clone(), move || {
        let editor = unit_address(&trial.desk.slug, &trial.unit);
        let facts = trial.looked.unit(&trial.text).map(|(unit, text)| {
            view! { <span>{kind(Some(text.settings.kind()))}</span><span>{when::length(i64::from(unit.minutes))}</span> }
        });
        view! {
            <p class="notice" data-kind="info">"As students will see it. Nothing you answer here is recorded. "<a href=editor.clone()>"Back to the text"</a></p>
            <div class="reading-layout"><article class="prose">
                <header class="page-head">
                    {breadcrumbs(way(&trial.desk, &[(&title, editor)]), "As students see it".to_owned())}
                    <h1>{title.clone()}</h1>
                    <p class="meta">{facts}</p>
                </header>
                {shown(&trial, answers.as_ref())}
            </article></div>
        }
    })
    .with_simulators()
    .width(Width::Reading)
}

/// The unit, or the introduction of the module; or why it cannot be shown.
fn shown(trial: &Trial, answers: Option<&Typed>) -> AnyView {
    let introduction = (trial.file == "module.md").then(|| trial.looked.introduction()).flatten();
    if let Some(html) = introduction {
        return view! { <div class="text" inner_html=html></div> }.into_any();
    }
    let action = format!("{}/trial", unit_address(&trial.desk.slug, &trial.unit));
    match trial.looked.unit(&trial.text) {
        Some((_, text)) => crate::learning::preview(&text, (&action, AttemptId::new().seed()), answers),
        None => {
            let faults: Vec<_> = trial.looked.faults_of(&trial.file).cloned().collect();
            let none = faults.is_empty().then(|| {
                view! { <p>"The page “About the module” has to be in order first, or another unit has the same name."</p> }
            });
            view! {
                <p>"This cannot be shown yet."</p>
                {none}
                {checklist::faults(&trial.desk.slug, &faults)}
            }
            .into_any()
        }
    }
}

/// `GET /studio/{module}/files/{path}`: a figure, video or caption of the open draft, to its authors and reviewers.
pub async fn file(colleague: Colleague, Path((module, path)): Path<(String, String)>) -> Result<Response, AppError> {
    let db = &colleague.site.db;
    let page = drafts::review::page(db, colleague.reader(), &module).await?;
    figure(drafts::file(db, page.draft.id, &path).await?, &path)
}

/// What stands in a file of a draft, if it is there and no text: texts hold the right answers.
pub(in crate::authoring) fn figure(stands: Option<Stands>, path: &str) -> Result<Response, AppError> {
    let kind = media_type(path).filter(|_| !path.ends_with(".md")).ok_or(AppError::NotFound)?;
    let stands = stands.ok_or(AppError::NotFound)?;
    let mut response = Body::from(stands.content).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_str(kind).map_err(|_| AppError::Broken)?);
    // Another file may bear the same name tomorrow.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}
