//! An author takes a suggested change over, or declines it. Where the paragraph was changed meanwhile, all three texts are shown first.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    Conflict, Error,
    authoring::{
        changes::difference,
        drafts::{
            LONGEST_TEXT, address,
            review::{Found, LONGEST_WORDS, digest, place},
        },
        store::drafts::review::{self, Taking, Thread},
    },
    ids::ThreadId,
};
use leptos::prelude::*;

use super::{
    reading::{Unit, unit_of},
    reviewed,
    threads::to_thread,
    unit_review, way_within, words,
};
use crate::{
    AppError, Page,
    authoring::{desk, difference::paragraphs, unit_address},
    cohorts::breadcrumbs,
    forms::{Filled, TextArea, Typed, content, error_summary, named_text_area, text_area, with_summary},
    visit::{Author, Colleague},
};

type Place = Path<(String, ThreadId)>;

/// `POST /studio/{module}/threads/{thread}/acceptance`: `of` is what the paragraph is known by that is replaced, `text` what the author made of
/// the suggestion.
pub async fn accept(author: Author, Path((module, id)): Place, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let text = form.pairs().any(|(name, _)| name == "text").then(|| form.get("text").to_owned());
    let taking = Taking { thread: id, paragraph: form.get("of").to_owned(), text };
    let (actor, now) = (author.session.person.id, author.now);
    let taken = author.site.db.write(move |tx| Box::pin(async move { review::take_over(tx, now, actor, &desk, &taking).await })).await;
    match taken {
        Ok(path) => Ok(to_thread(&module, &path, (id, "taken"))),
        Err(Error::Conflict(Conflict::Stale)) => three(author.into(), (&module, id)).await,
        Err(Error::Conflict(Conflict::Closed)) => settled(author.into(), (&module, id)).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/{module}/threads/{thread}/refusal`
pub async fn refuse(author: Author, Path((module, id)): Place, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let (actor, now, why) = (author.session.person.id, author.now, form.get("words").to_owned());
    let declined = author.site.db.write(move |tx| Box::pin(async move { review::decline(tx, now, actor, &desk, (id, &why)).await })).await;
    match declined {
        Ok(path) => Ok(to_thread(&module, &path, (id, "declined"))),
        Err(Error::Invalid(errors)) => thread_again(author.into(), (&module, id), form.with(errors), "refusal").await,
        Err(Error::Conflict(Conflict::Closed)) => settled(author.into(), (&module, id)).await,
        Err(other) => Err(other.into()),
    }
}

/// Somebody else was faster: what became of it stands on the page.
async fn settled(colleague: Colleague, (module, id): (&str, ThreadId)) -> Result<Response, AppError> {
    let page = reviewed(&colleague, module).await?;
    let thread = review::thread(&colleague.site.db, page.draft.id, id).await?;
    Ok(to_thread(module, &thread.path, (id, "")))
}

async fn with_unit(colleague: &Colleague, (module, id): (&str, ThreadId)) -> Result<(Unit, Thread), AppError> {
    let page = reviewed(colleague, module).await?;
    let thread = review::thread(&colleague.site.db, page.draft.id, id).await?;
    Ok((unit_of(colleague, module, address(&thread.path)).await?, thread))
}

/// The form of a thread again, by itself, with what is wrong.
pub(super) async fn thread_again(
    colleague: Colleague,
    at: (&str, ThreadId),
    form: Filled,
    what: &'static str,
) -> Result<Response, AppError> {
    let (unit, thread) = with_unit(&colleague, at).await?;
    let title = with_summary(&form, &format!("Comments: {}", unit.title));
    let filled = form.clone();
    let page = Page::new(colleague.visit(), title, move || {
        let declines = what == "refusal";
        let (label, button) = if declines { ("Why it does not go in", "Decline it") } else { ("Your reply", "Reply") };
        let mut way = way_within(&unit.page);
        way.push((unit.title.clone(), unit_review(unit.page.slug(), &unit.unit)));
        let said = thread.said.iter().map(|one| view! { <p class="meta"><b>{one.name.clone()}</b></p>{words(&one.words)} }).collect_view();
        let area = TextArea { name: "words", label, hint: "", rows: 4, limit: LONGEST_WORDS };
        view! {
            {error_summary(&form)}
            <header class="page-head">{breadcrumbs(way, label.to_owned())}<h1>{label}</h1></header>
            {said}
            <form class="form" method="post" action=format!("/studio/{}/threads/{}/{what}", unit.page.slug(), thread.id)>
                {text_area(&form, area)}
                <p class="form-actions"><button class="button" data-kind="primary">{button}</button></p>
            </form>
        }
    });
    Ok(filled.on(page).into_response())
}

/// The paragraph as it was, as it stands, and as it was suggested; 409.
async fn three(colleague: Colleague, at: (&str, ThreadId)) -> Result<Response, AppError> {
    let (unit, thread) = with_unit(&colleague, at).await?;
    let stands = match place(&thread.words, thread.position, &unit.passages) {
        Found::Same(at) | Found::Changed(at) => unit.passages.get(at).map(|passage| passage.words.clone()),
        Found::Gone => None,
    };
    let page = Page::new(colleague.visit(), format!("Three texts: {}", unit.title), move || three_texts(&unit, &thread, stands));
    Ok(page.status(StatusCode::CONFLICT).into_response())
}

fn three_texts(unit: &Unit, thread: &Thread, stands: Option<String>) -> impl IntoView + use<> {
    let mut way = way_within(&unit.page);
    way.push((unit.title.clone(), unit_review(unit.page.slug(), &unit.unit)));
    let suggested = thread.suggested.clone().unwrap_or_default();
    let since = stands.as_ref().map(|stands| paragraphs(&difference(&thread.words, stands)).into_any());
    let gone = stands.is_none().then(|| {
        let editor = unit_address(unit.page.slug(), &unit.unit);
        view! { <p>"The paragraph is gone: there is nothing to replace. Put what you like of the suggestion "<a href=editor>"into the text"</a>", then decline it with a word."</p> }
    });
    let taking = stands.map(|stands| taking(unit, thread, (&stands, &suggested)));
    view! {
        <header class="page-head">
            {breadcrumbs(way, "Three texts".to_owned())}
            <h1>"The paragraph has changed since"</h1>
            <p class="lede">"It is not what "{thread.begun_by.clone()}" had read. Nothing is changed yet: read all three, and say what is to stand."</p>
        </header>
        <section class="block" aria-labelledby="was"><h2 id="was">"As it was"</h2><blockquote class="said review-quoted">{thread.words.clone()}</blockquote></section>
        <section class="block" aria-labelledby="now"><h2 id="now">"What became of it"</h2>{since}{gone}</section>
        <section class="block" aria-labelledby="suggested"><h2 id="suggested">"What "{thread.begun_by.clone()}" suggests"</h2>{paragraphs(&difference(&thread.words, &suggested))}</section>
        {taking}
    }
}

fn taking(unit: &Unit, thread: &Thread, (stands, suggested): (&str, &str)) -> impl IntoView + use<> {
    view! {
        <section class="block" aria-labelledby="take">
            <h2 id="take">"What is to stand"</h2>
            <form class="editor" method="post" action=format!("/studio/{}/threads/{}/acceptance", unit.page.slug(), thread.id)>
                <input type="hidden" name="of" value=digest(stands)/>
                <div class="field">
                    <label for="text">"The paragraph from now on"</label>
                    <p class="hint">"The suggestion, to be changed as you like. It takes the place of the paragraph as it is now, which stays among the earlier texts."</p>
                    {named_text_area("text".into(), "text".into(), "The paragraph from now on", 8, LONGEST_TEXT, content(suggested))}
                </div>
                <p class="form-actions"><button class="button" data-kind="primary">"Put this there"</button></p>
            </form>
        </section>
    }
}
