//! Commenting on a paragraph, and suggesting other words for it: plain forms on a page of their own.

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use domain::{
    Error, FieldError,
    authoring::{
        drafts::{
            LONGEST_TEXT,
            review::{LONGEST_WORDS, Passage, digest},
        },
        store::drafts::review::{self, Beginning},
    },
};
use leptos::prelude::*;

use super::{
    reading::{Facts, Unit, facts_of, unit_of},
    threads::to_thread,
    unit::as_students,
    unit_review, way_within,
};
use crate::{
    AppError, Page,
    cohorts::breadcrumbs,
    forms::{Filled, TextArea, Typed, error_summary, text_area, with_summary},
    visit::Colleague,
};

/// `GET /studio/{module}/review/{unit}/remark?at=…`: without a place it is about the unit as a whole.
pub async fn remark(colleague: Colleague, Path((module, unit)): Path<(String, String)>) -> Result<Page, AppError> {
    let mut unit = unit_of(&colleague, &module, &unit).await?;
    let at = match colleague.asked("at") {
        Some(at) => Some(at.parse().ok().filter(|at| *at < unit.passages.len()).ok_or(AppError::NotFound)?),
        None => None,
    };
    let facts = facts_of(&mut unit).await?;
    Ok(page(&colleague, (unit, facts), at, Filled::default()))
}

/// `POST /studio/{module}/review/{unit}/comments`
pub async fn comment(colleague: Colleague, Path(place): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    begin(colleague, place, form, false).await
}

/// `POST /studio/{module}/review/{unit}/suggestions`
pub async fn suggest(colleague: Colleague, Path(place): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    begin(colleague, place, form, true).await
}

async fn begin(colleague: Colleague, (module, name): (String, String), form: Typed, suggests: bool) -> Result<Response, AppError> {
    let mut unit = unit_of(&colleague, &module, &name).await?;
    let at: Option<usize> = form.get("at").parse().ok();
    let known = form.get("of").to_owned();
    let mut same = unit.passages.iter().enumerate().filter(|(_, passage)| digest(&passage.words) == known);
    let found = at.and_then(|at| same.by_ref().min_by_key(|(place, _)| place.abs_diff(at)));
    if (at.is_some() || suggests) && found.is_none() {
        let message = "The paragraph was changed while you wrote. What stands there now is shown here; your words are kept: send them again if they still fit.";
        let field = if suggests { "suggested" } else { "words" };
        let wrong = vec![FieldError { field, message: message.to_owned() }];
        let last = unit.passages.len().checked_sub(1);
        let near = at.zip(last).map(|(at, last)| at.min(last));
        let facts = facts_of(&mut unit).await?;
        return Ok(page(&colleague, (unit, facts), near, form.with(wrong)).into_response());
    }
    let new = Beginning {
        path: unit.file.clone(),
        paragraph: found.map(|(place, passage)| (passage.words.clone(), place)),
        words: form.get(if suggests { "why" } else { "words" }).to_owned(),
        suggested: suggests.then(|| form.get("suggested").replace("\r\n", "\n").trim_end().to_owned()),
    };
    let found = found.map(|(place, _)| place);
    let (actor, now, here) = (colleague.session.person.id, colleague.now, unit.page.clone());
    let begun = colleague.site.db.write(move |tx| Box::pin(async move { review::begin_thread(tx, now, actor, &here, &new).await })).await;
    match begun {
        Ok(id) => Ok(to_thread(&module, &unit.file, (id, if suggests { "suggested" } else { "commented" }))),
        Err(Error::Invalid(errors)) => {
            let named = |error: FieldError| if suggests && error.field == "words" { FieldError { field: "why", ..error } } else { error };
            let errors = errors.into_iter().map(named).collect();
            let facts = facts_of(&mut unit).await?;
            Ok(page(&colleague, (unit, facts), found, form.with(errors)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

fn page(colleague: &Colleague, (unit, facts): (Unit, Option<Facts>), at: Option<usize>, form: Filled) -> Page {
    let filled = form.clone();
    let title = with_summary(&form, &format!("Comment: {}", unit.title));
    let page = Page::new(colleague.visit(), title, move || body((&unit, facts.as_ref()), at, form));
    filled.on(page)
}

fn body((unit, facts): (&Unit, Option<&Facts>), at: Option<usize>, form: Filled) -> impl IntoView + use<> {
    let passage = at.and_then(|at| unit.passages.get(at).map(|passage| (at, passage)));
    let back = unit_review(unit.page.slug(), &unit.unit);
    let mut way = way_within(&unit.page);
    way.push((unit.title.clone(), back.clone()));
    let shown = passage.map(|(_, passage)| view! { <blockquote class="prose review-quoted">{as_students(passage, facts)}</blockquote> });
    let whole = passage.is_none().then(|| view! { <p class="lede">"About the unit as a whole."</p> });
    let suggest = passage.map(|passage| suggesting(unit, passage, &form));
    let area = TextArea {
        name: "words",
        label: "Your comment",
        hint: "Plain text. Authors and reviewers of this draft read it.",
        rows: 4,
        limit: LONGEST_WORDS,
    };
    view! {
        {error_summary(&form)}
        <header class="page-head">{breadcrumbs(way, "Comment".to_owned())}<h1>"Comment on “"{unit.title.clone()}"”"</h1></header>
        {shown}
        {whole}
        <section class="block" aria-labelledby="comment">
            <h2 id="comment">"Comment"</h2>
            <form class="form" method="post" action=format!("{back}/comments")>
                {anchor(passage)}
                {text_area(&form, area)}
                <p class="form-actions"><button class="button" data-kind="primary">"Comment"</button><a class="button" href=back.clone()>"Back without a comment"</a></p>
            </form>
        </section>
        {suggest}
    }
}

/// What the comment holds on to.
fn anchor(passage: Option<(usize, &Passage)>) -> impl IntoView + use<> {
    passage.map(|(at, passage)| {
        view! { <input type="hidden" name="at" value=at.to_string()/><input type="hidden" name="of" value=digest(&passage.words)/> }
    })
}

fn suggesting(unit: &Unit, (at, passage): (usize, &Passage), form: &Filled) -> impl IntoView + use<> {
    // What was typed stays; at first it is the paragraph itself.
    let typed = if form.typed.get("suggested").is_empty() { passage.words.clone() } else { form.typed.get("suggested").to_owned() };
    let form = Filled { typed: form.typed.clone().replaced("suggested", typed), errors: form.errors.clone() };
    let rows = passage.words.lines().count().clamp(5, 20) as u32;
    let text = TextArea {
        name: "suggested",
        label: "The paragraph as you would write it",
        hint: "In Markdown, as it stands in the draft. Left empty, you suggest to take it out.",
        rows,
        limit: LONGEST_TEXT,
    };
    let why = TextArea { name: "why", label: "Why", hint: "May be left empty.", rows: 2, limit: LONGEST_WORDS };
    view! {
        <section class="block" aria-labelledby="suggest">
            <h2 id="suggest">"Or suggest a change"</h2>
            <form class="form wide-form" method="post" action=format!("{}/suggestions", unit_review(unit.page.slug(), &unit.unit))>
                {anchor(Some((at, passage)))}
                {text_area(&form, text)}
                {text_area(&form, why)}
                <p class="form-actions"><button class="button">"Suggest it"</button></p>
            </form>
        </section>
    }
}
