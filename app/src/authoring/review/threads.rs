//! A thread of comments beside its paragraph, and what can be done with it.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    authoring::{
        changes::difference,
        drafts::{
            address,
            review::{Found, LONGEST_WORDS, Outcome, digest},
        },
        store::drafts::review::{self, Said, Thread},
    },
    ids::ThreadId,
};
use leptos::prelude::*;

use super::{reading::Unit, reviewed, settling::thread_again, unit_review, words};
use crate::{
    AppError,
    authoring::difference::paragraphs,
    forms::{Typed, content, named_text_area},
    visit::Colleague,
    when,
};

/// A thread as it stands beside its paragraph; closed ones fold up.
pub(super) fn thread(unit: &Unit, (one, found): (&Thread, Found), zone: chrono_tz::Tz) -> AnyView {
    let id = format!("thread-{}", one.id);
    let inner = inside(unit, (one, found), zone);
    match &one.closed {
        None => view! { <article class="thread" id=id aria-label=name(one)>{inner}</article> }.into_any(),
        Some((at, by)) => {
            let word = match one.outcome {
                Some(Outcome::Taken) => "Taken over",
                Some(Outcome::Declined) => "Declined",
                None => "Closed",
            };
            let label = format!("{word} by {by}, {}", when::day(at.with_timezone(&zone).date_naive()));
            view! { <details class="thread disclosure" id=id data-closed=""><summary>{label}<span class="visually-hidden">": "{name(one)}</span></summary>{inner}</details> }.into_any()
        }
    }
}

fn name(one: &Thread) -> String {
    let what = if one.suggested.is_some() { "Suggestion" } else { "Comment" };
    format!("{what} of {}", one.begun_by)
}

fn inside(unit: &Unit, (one, found): (&Thread, Found), zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let said = one.said.iter().map(|said| comment(said, zone)).collect_view();
    let open = one.closed.is_none();
    view! {
        {became(unit, (one, found))}
        {one.suggested.as_ref().map(|text| suggestion(one, text, zone))}
        {said}
        {(open && unit.page.writes && one.suggested.is_some()).then(|| settle(unit, one))}
        {does(unit.page.slug(), one)}
    }
}

/// What became of the paragraph since.
fn became(unit: &Unit, (one, found): (&Thread, Found)) -> Option<AnyView> {
    let old = one.words.clone();
    match found {
        _ if one.words.is_empty() || one.outcome == Some(Outcome::Taken) => None,
        Found::Same(_) => None,
        Found::Changed(place) => {
            let now = unit.passages.get(place).map(|passage| passage.words.clone()).unwrap_or_default();
            let parts = difference(&old, &now);
            Some(view! { <p class="hint">"The paragraph has changed since."</p><details class="disclosure"><summary>"What changed in it"</summary>{paragraphs(&parts)}</details> }.into_any())
        }
        Found::Gone => {
            Some(view! { <p class="hint">"The paragraph is gone. It was:"</p><blockquote class="said">{old}</blockquote> }.into_any())
        }
    }
}

fn suggestion(one: &Thread, text: &str, zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let parts = difference(&one.words, text);
    view! {
        <p class="meta"><b>{one.begun_by.clone()}</b><span>"suggests"</span><span>{when::long(one.begun_at, zone)}</span></p>
        {paragraphs(&parts)}
    }
}

fn comment(said: &Said, zone: chrono_tz::Tz) -> impl IntoView + use<> {
    view! { <p class="meta"><b>{said.name.clone()}</b><span>{when::long(said.said_at, zone)}</span></p>{words(&said.words)} }
}

/// What an author does with a suggestion.
fn settle(unit: &Unit, one: &Thread) -> impl IntoView + use<> {
    let action = |what: &str| format!("/studio/{}/threads/{}/{what}", unit.page.slug(), one.id);
    let id = format!("decline-{}", one.id);
    view! {
        <div class="thread-does">
            <form class="inline" method="post" action=action("acceptance")>
                <input type="hidden" name="of" value=digest(&one.words)/>
                <button class="button" data-kind="primary" data-size="small">"Take it over"</button>
            </form>
            <details class="disclosure">
                <summary>"Decline"</summary>
                <form method="post" action=action("refusal")>
                    <label for=id.clone()>"Why it does not go in"</label>
                    {named_text_area(id, "words".into(), "Why it does not go in", 2, LONGEST_WORDS, content(""))}
                    <button class="button" data-size="small">"Decline it"</button>
                </form>
            </details>
        </div>
    }
}

/// What everybody does with a thread.
fn does(module: &str, one: &Thread) -> impl IntoView + use<> {
    let action = |what: &str| format!("/studio/{module}/threads/{}/{what}", one.id);
    let id = format!("reply-{}", one.id);
    let about = name(one);
    let button = |what: &str, label: &'static str| {
        let (action, about) = (action(what), about.clone());
        view! { <form class="inline" method="post" action=action><button class="button" data-size="small">{label}<span class="visually-hidden">": "{about}</span></button></form> }
    };
    let state = match (&one.closed, &one.suggested) {
        (None, None) => Some(button("closing", "Resolve")),
        (Some(_), None) => Some(button("opening", "Open again")),
        _ => None,
    };
    view! {
        <div class="thread-does">
            {state}
            <details class="disclosure">
                <summary>"Reply"<span class="visually-hidden">": "{about.clone()}</span></summary>
                <form method="post" action=action("replies")>
                    <label for=id.clone()>"Your reply"</label>
                    {named_text_area(id, "words".into(), "Your reply", 3, LONGEST_WORDS, content(""))}
                    <button class="button" data-size="small">"Reply"</button>
                </form>
            </details>
        </div>
    }
}

/// Back to a thread on the page of its unit.
pub(super) fn to_thread(module: &str, path: &str, (id, done): (ThreadId, &str)) -> Response {
    Redirect::to(&format!("{}?done={done}#thread-{id}", unit_review(module, address(path)))).into_response()
}

/// `POST /studio/{module}/threads/{thread}/replies`
pub async fn reply(colleague: Colleague, Path((module, id)): Path<(String, ThreadId)>, form: Typed) -> Result<Response, AppError> {
    let page = reviewed(&colleague, &module).await?;
    let thread = review::thread(&colleague.site.db, page.draft.id, id).await?;
    let (actor, now, words) = (colleague.session.person.id, colleague.now, form.get("words").to_owned());
    let replied =
        colleague.site.db.write(move |tx| Box::pin(async move { review::reply(tx, now, actor, &page, (id, &words)).await })).await;
    match replied {
        Ok(()) => Ok(to_thread(&module, &thread.path, (id, "replied"))),
        Err(Error::Invalid(errors)) => thread_again(colleague, (&module, id), form.with(errors), "replies").await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/{module}/threads/{thread}/closing`; to close what is closed is harmless.
pub async fn close(colleague: Colleague, Path((module, id)): Path<(String, ThreadId)>) -> Result<Response, AppError> {
    let page = reviewed(&colleague, &module).await?;
    let thread = review::thread(&colleague.site.db, page.draft.id, id).await?;
    let (actor, now) = (colleague.session.person.id, colleague.now);
    match colleague.site.db.write(move |tx| Box::pin(async move { review::close(tx, now, actor, &page, id).await })).await {
        Ok(()) | Err(Error::Conflict(Conflict::Closed)) => Ok(to_thread(&module, &thread.path, (id, "closed"))),
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/{module}/threads/{thread}/opening`; to open what is open is harmless.
pub async fn reopen(colleague: Colleague, Path((module, id)): Path<(String, ThreadId)>) -> Result<Response, AppError> {
    let page = reviewed(&colleague, &module).await?;
    let thread = review::thread(&colleague.site.db, page.draft.id, id).await?;
    match colleague.site.db.write(move |tx| Box::pin(async move { review::reopen(tx, &page, id).await })).await {
        Ok(()) | Err(Error::Conflict(Conflict::Closed)) => Ok(to_thread(&module, &thread.path, (id, "opened"))),
        Err(other) => Err(other.into()),
    }
}
