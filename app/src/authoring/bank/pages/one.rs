//! One question of the bank: as students see it, its versions, where it is used, and its next version.

use axum::{
    body::Body,
    extract::{Path, Query},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::authoring::{
    BankMark,
    bank::{LONGEST_BLOCK, shown},
    package::media_type,
    store::bank::{self, BankModule, BankQuestion, BankUse, BankVersion},
};
use leptos::prelude::*;

use super::{
    super::{address, files, kind},
    search::{tags, title_of},
};
use crate::{
    AppError, Page,
    authoring::pages::between,
    cohorts::{breadcrumbs, notice},
    forms::{Filled, TextArea, error_summary, text_area, with_summary},
    learning::question_preview,
    page::Width,
    visit::{Author, Visit},
    when,
};

const DONE: [(&str, &str); 3] = [
    ("made", "The next version is made. Drafts that have the question are told of it."),
    ("retired", "The question is retired. Modules that have it keep it."),
    ("offered", "The question is offered again."),
];

struct One {
    question: BankQuestion,
    versions: Vec<BankVersion>,
    uses: Vec<BankUse>,
    modules: Vec<BankModule>,
    /// The version that is shown.
    number: i64,
    preview: Option<domain::authoring::Question>,
    zone: chrono_tz::Tz,
}

/// `GET /studio/bank/{question}`, `?version=` for an older one
pub async fn question(author: Author, Path(question): Path<String>, Query(pairs): Query<Vec<(String, String)>>) -> Result<Page, AppError> {
    let number = pairs.iter().find(|(name, _)| name == "version").and_then(|(_, value)| value.parse().ok());
    page(author, &question, number, Filled::default()).await
}

/// The same with what was typed of a next version and what is wrong with it.
pub async fn question_again(author: Author, question: &str, form: Filled) -> Result<Page, AppError> {
    page(author, question, None, form).await
}

async fn page(author: Author, slug: &str, number: Option<i64>, form: Filled) -> Result<Page, AppError> {
    let db = &author.site.db;
    let question = bank::question(db, author.writer(), slug).await?;
    let (versions, uses) = (bank::versions(db, question.id).await?, bank::uses(db, question.id).await?);
    let number = number.unwrap_or(question.newest);
    let mark = BankMark { slug: question.slug.clone(), number };
    let preview = shown(&bank::banked(db, &mark).await?, &files(&mark));
    let modules = bank::modules(db).await?;
    let one = One { question, versions, uses, modules, number, preview, zone: author.session.person.time_zone };
    let (visit, filled, title) = (author.visit().clone(), form.clone(), with_summary(&form, &format!("Question {slug}")));
    let page = Page::new(&visit.clone(), title, move || body(&visit, &one, &form));
    Ok(filled.on(page.width(Width::Wide)))
}

fn body(visit: &Visit, one: &One, form: &Filled) -> impl IntoView + use<> {
    let question = &one.question;
    let way = vec![("Studio".to_owned(), "/studio".to_owned()), ("Question bank".to_owned(), "/studio/bank".to_owned())];
    let retired = question.retired_at.map(|_| view! { <span class="state" data-state="open">"Retired"</span> });
    let shown = one.versions.iter().find(|version| version.number == one.number);
    let title = shown.map_or_else(|| question.slug.clone(), |version| version.prompt.clone());
    let about = shown.map(|version| view! { <span>{kind(version.kind)}</span><span>"Tags: "{tags(&version.tags)}</span> });
    let changing = (question.theirs && question.retired_at.is_none()).then(|| next(one, form));
    let retiring = question.theirs.then(|| retirement(question));
    view! {
        {notice(visit, &DONE)}
        {error_summary(form)}
        <header class="page-head">
            {breadcrumbs(way, question.slug.clone())}
            <h1>{title}</h1>
            <p class="meta">
                {retired}<span>{question.slug.clone()}</span>{about}<span>"Put here by "{question.kept_by.clone()}" from "{title_of(&one.modules, &question.module)}</span>
            </p>
        </header>
        {preview(one)}
        {history(one)}
        {used(&one.uses)}
        {changing}
        {retiring}
    }
}

fn preview(one: &One) -> impl IntoView + use<> {
    let shown = match &one.preview {
        Some(question) => question_preview(question),
        None => view! { <p>"This version cannot be shown any more: its text is under “Versions”."</p> }.into_any(),
    };
    let older = (one.number != one.question.newest).then(|| {
        view! { <p class="notice" data-kind="info">"This is an older version. "<a href=address(&one.question.slug)>"See the newest"</a></p> }
    });
    view! {
        <section class="block" aria-labelledby="as-students">
            <h2 id="as-students">"As students see it: version "{one.number}</h2>
            {older}
            {shown}
        </section>
    }
}

fn history(one: &One) -> impl IntoView + use<> {
    let lines = one.versions.iter().enumerate().map(|(place, version)| {
        let made = format!("{}, {}", when::long(version.made_at, one.zone), version.made_by);
        let before = one.versions.get(place + 1).map_or("", |before| before.block.as_str());
        let summary = if before.is_empty() { "Its text" } else { "What is different from the version before" };
        let label = format!(": version {}", version.number);
        view! {
            <li>
                <h3><a href=format!("{}?version={}", address(&one.question.slug), version.number)>"Version "{version.number}</a></h3>
                <p class="meta"><span>{made}</span><span>"Written in "{title_of(&one.modules, &version.module)}</span></p>
                <details class="disclosure">
                    <summary><span>{summary}<span class="visually-hidden">{label}</span></span></summary>
                    {between(before, &version.block)}
                </details>
            </li>
        }
    });
    let lines = lines.collect_view();
    view! { <section class="block" aria-labelledby="versions"><h2 id="versions">"Versions"</h2><ol class="version-changes">{lines}</ol></section> }
}

fn used(uses: &[BankUse]) -> impl IntoView + use<> {
    let rows = uses.iter().map(|one| {
        view! {
            <tr>
                <th scope="row">{one.title.clone()}</th>
                <td data-name="Its version" class="num">{one.version}</td>
                <td data-name="Unit">{one.unit.clone()}</td>
                <td data-name="Version of the question" class="num">{one.number}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let table = match uses.is_empty() {
        true => view! { <p>"No published version of a module has it yet."</p> }.into_any(),
        false => view! {
            <div class="table-wrap" role="region" aria-label="Where it is used" tabindex="0">
                <table class="table" data-stacks="">
                    <thead><tr>
                        <th scope="col">"Module"</th><th scope="col" class="num">"Its version"</th><th scope="col">"Unit"</th>
                        <th scope="col" class="num">"Version of the question"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    view! { <section class="block" aria-labelledby="used"><h2 id="used">"Where it is used"</h2>{table}</section> }
}

/// The form for the next version; it begins with the newest.
fn next(one: &One, form: &Filled) -> impl IntoView + use<> {
    let newest = one.versions.first().map(|version| version.block.clone()).unwrap_or_default();
    let form = if form.errors.is_empty() { Filled::with_values([("block", newest.as_str())]) } else { form.clone() };
    let area = TextArea {
        name: "block",
        label: "Text of the question",
        hint: "The block as it stands in a unit. It may show the pictures that the newest version has; with others, change it in a unit and put it into the bank from there.",
        rows: 18,
        limit: LONGEST_BLOCK,
    };
    view! {
        <section class="block" aria-labelledby="next">
            <h2 id="next">"Make the next version"</h2>
            <form class="editor" method="post" action=address(&one.question.slug)>
                <input type="hidden" name="seen" value=one.question.newest.to_string()/>
                {text_area(&form, area)}
                <p class="form-actions"><button class="button" data-kind="primary">"Make version "{one.question.newest + 1}</button></p>
            </form>
        </section>
    }
}

fn retirement(question: &BankQuestion) -> impl IntoView + use<> {
    let (value, words, button) = match question.retired_at {
        None => ("no", "A retired question is not offered any more. Modules that have it keep it.", "Retire this question"),
        Some(_) => ("again", "It is not offered at present. Modules that have it keep it.", "Offer it again"),
    };
    view! {
        <section class="block" aria-labelledby="retirement">
            <h2 id="retirement">"Retirement"</h2>
            <form method="post" action=format!("{}/retirement", address(&question.slug))>
                <input type="hidden" name="offer" value=value/>
                <p class="hint">{words}</p>
                <p class="form-actions"><button class="button">{button}</button></p>
            </form>
        </section>
    }
}

/// `GET /studio/bank/{question}/{number}/files/{path}`: a figure of a version, to authors.
pub async fn figure(author: Author, Path((slug, number, path)): Path<(String, i64, String)>) -> Result<Response, AppError> {
    let banked = bank::banked(&author.site.db, &BankMark { slug, number }).await?;
    let kind = media_type(&path).ok_or(AppError::NotFound)?;
    let content = banked.files.get(&path).cloned().ok_or(AppError::NotFound)?;
    let mut response = Body::from(content).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_str(kind).map_err(|_| AppError::Broken)?);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=86400"));
    Ok(response)
}
