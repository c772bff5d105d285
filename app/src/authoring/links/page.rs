//! A draft as whoever has a link reads it. The pages are the same for everybody: nobody is signed in here, and nothing can be sent.

use axum::{extract::Path, http::StatusCode, response::Response};
use domain::authoring::{
    competencies,
    drafts::{Line, file_of},
    package::{EditionUnit, ModuleText},
    store::{UnitText, drafts},
};
use leptos::prelude::*;

use super::reading::{Reading, opened, read};
use crate::{
    AppError, Page,
    authoring::pages::{figure, kind},
    cohorts::{breadcrumbs, count},
    learning::{contents, objectives, to_be_read},
    page::Width,
    visit::Visit,
    when,
};

/// `GET /read/{token}`: what the draft is, and what is in it.
pub async fn draft(visit: Visit, Path(token): Path<String>) -> Result<Page, AppError> {
    let visit = visit.as_stranger();
    match read(&visit, &token).await {
        Ok(reading) => Ok(Page::new(&visit, format!("Draft: {}", reading.title()), move || overview(&reading))),
        Err(AppError::NotFound) => Ok(works_no_more(&visit)),
        Err(other) => Err(other),
    }
}

/// `GET /read/{token}/units/{unit}`, by the unit's name in addresses of the studio.
pub async fn unit(visit: Visit, Path((token, unit)): Path<(String, String)>) -> Result<Page, AppError> {
    let visit = visit.as_stranger();
    let reading = match read(&visit, &token).await {
        Ok(reading) => reading,
        Err(AppError::NotFound) => return Ok(works_no_more(&visit)),
        Err(other) => return Err(other),
    };
    let file = file_of(&unit);
    let Some(place) = reading.outline.units.iter().position(|line| line.file == file) else {
        return Ok(not_in_it(&visit, reading));
    };
    let title = format!("Draft: {}", reading.outline.units[place].title);
    Ok(Page::new(&visit, title, move || one_unit(&reading, place)).width(Width::Reading).with_simulators())
}

/// `GET /read/{token}/files/{path}`: a figure, video or caption of this draft.
pub async fn file(visit: Visit, Path((token, path)): Path<(String, String)>) -> Result<Response, AppError> {
    let link = opened(&visit, &token).await?;
    figure(drafts::file(&visit.site.db, link.draft, &path).await?, &path)
}

/// The same for a link that is over, was revoked or never was, and for a draft that is no more.
fn works_no_more(visit: &Visit) -> Page {
    Page::new(visit, "This link does not work", || {
        view! {
            <header class="page-head">
                <h1>"This link does not work"</h1>
                <p class="lede">"A link to a draft works for seven days, unless its author revokes it or publishes the draft before."</p>
            </header>
            <p>"Look whether you have the whole address. If you have, ask whoever sent it to you for another one."</p>
        }
    })
    .status(StatusCode::NOT_FOUND)
    .width(Width::Narrow)
}

fn not_in_it(visit: &Visit, reading: Reading) -> Page {
    Page::new(visit, "Not in the draft", move || {
        view! {
            <header class="page-head">
                <h1>"Not in the draft"</h1>
                <p class="lede">"There is no such unit in this draft, or not any more: it is being written."</p>
            </header>
            <p class="form-actions"><a class="button" data-kind="primary" href=reading.address.clone()>"See what is in it"</a></p>
        }
    })
    .status(StatusCode::NOT_FOUND)
    .width(Width::Narrow)
}

/// What it is, whose, and for how long.
fn notice(reading: &Reading) -> impl IntoView + use<> {
    let said = format!(
        "A draft that {} shows you, for your eyes until {}. It may change while you read. Nothing you choose or type here is sent.",
        reading.link.made_by,
        reading.until()
    );
    view! { <p class="notice" data-kind="attention">{said}</p> }
}

fn overview(reading: &Reading) -> impl IntoView + use<> {
    let text = reading.looked.module();
    let minutes = when::length(i64::from(reading.outline.minutes()));
    let authors = text.as_ref().map(|text| view! { <span>"By "{text.authors.join(", ")}</span> });
    let lede = text.as_ref().map(|text| view! { <p class="lede">{text.summary.clone()}</p> });
    let lines = reading.outline.units.iter().enumerate().map(|(place, line)| unit_line(reading, place, line)).collect_view();
    let none = reading.outline.units.is_empty().then(|| view! { <p class="empty">"There is no unit in this draft yet."</p> });
    let introduction = text.as_ref().map(|text| {
        view! { <section class="prose" aria-label="About the module" inner_html=text.introduction.clone()></section> }
    });
    view! {
        {notice(reading)}
        <header class="page-head">
            <h1>{reading.title()}</h1>
            {lede}
            <p class="meta">
                <span class="state" data-state="started">"Draft"</span>{authors}
                <span>{count(reading.outline.units.len() as i64, "unit")}</span><span>{minutes}" in all"</span>
            </p>
        </header>
        <div class="split">
            <div>
                <h2 class="visually-hidden">"Units"</h2>
                {none}
                <ol class="units">{lines}</ol>
                {introduction}
            </div>
            {text.as_ref().map(about)}
        </div>
    }
}

fn unit_line(reading: &Reading, place: usize, line: &Line) -> impl IntoView + use<> {
    let minutes = line.minutes.map(|minutes| view! { <span>{when::length(i64::from(minutes))}</span> });
    view! {
        <li class="unit" data-state="open">
            <span class="unit-number">{place + 1}</span>
            <div class="unit-what">
                <h3><a href=reading.unit_address(line.address())>{line.title.clone()}</a></h3>
                <p class="meta"><span>{kind(line.kind)}</span>{minutes}</p>
            </div>
        </li>
    }
}

fn about(text: &ModuleText) -> impl IntoView + use<> {
    view! {
        <aside class="panel" aria-label="About this module">
            {objectives(&text.objectives)}
            <section>
                <h2>"Origin"</h2>
                <dl class="facts">
                    <div><dt>"Authors"</dt><dd>{text.authors.join(", ")}</dd></div>
                    <div><dt>"Serves"</dt><dd>{competencies(&text.competencies)}</dd></div>
                    <div><dt>"License"</dt><dd>{text.license.clone()}</dd></div>
                </dl>
            </section>
        </aside>
    }
}

fn one_unit(reading: &Reading, place: usize) -> impl IntoView + use<> {
    let line = &reading.outline.units[place];
    let text = reading.files.get(&line.file).map(|content| String::from_utf8_lossy(content).into_owned()).unwrap_or_default();
    let shown = reading.looked.unit(&text);
    let beside = shown.as_ref().filter(|(_, text)| !text.contents.is_empty()).map(|(_, text)| beside(text));
    let all = reading.outline.units.len();
    let minutes = line.minutes.map(|minutes| view! { <span>{when::length(i64::from(minutes))}</span> });
    view! {
        {notice(reading)}
        <div class="reading-layout">
            {beside}
            <article class="prose">
                <header class="page-head">
                    {breadcrumbs(vec![(reading.title(), reading.address.clone())], format!("{} {} of {all}", kind(line.kind), place + 1))}
                    <h1>{line.title.clone()}</h1>
                    <p class="meta"><span class="state" data-state="started">"Draft"</span>{minutes}</p>
                </header>
                {whole(shown)}
                {pager(reading, place)}
            </article>
        </div>
    }
}

/// The headings of a lesson, where there is room for them.
fn beside(text: &UnitText) -> impl IntoView + use<> {
    view! {
        <nav class="contents" aria-label="In this unit">
            <p class="contents-title">"In this unit"</p>
            {contents(&text.contents)}
        </nav>
    }
}

fn whole(shown: Option<(&EditionUnit, UnitText)>) -> AnyView {
    match shown {
        Some((_, text)) => to_be_read(&text),
        None => view! { <p class="empty">"Its authors are still at work on this unit: it cannot be shown at the moment."</p> }.into_any(),
    }
}

/// The way to the units before and after.
fn pager(reading: &Reading, place: usize) -> impl IntoView + use<> {
    let link = |place: Option<usize>, rel: &'static str| {
        let line = reading.outline.units.get(place?)?;
        Some(view! {
            <a rel=rel href=reading.unit_address(line.address())>
                <span class="pager-label">{kind(line.kind)}</span>
                <span class="pager-title">{line.title.clone()}</span>
            </a>
        })
    };
    view! { <nav class="pager" aria-label="Units">{link(place.checked_sub(1), "prev")}{link(Some(place + 1), "next")}</nav> }
}
