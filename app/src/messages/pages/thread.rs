//! A thread and the posts in it, and the form that adds one.

use axum::extract::Path;
use domain::{
    ids::PostId,
    messages::{
        Seat,
        rules::LONGEST_POST,
        store::{self, Post, PostPlace, Thread},
    },
};
use leptos::prelude::*;

use super::{
    discussion::NOTICES,
    words::{moment, notice},
};
use crate::{
    AppError, Page,
    forms::{self, Filled, TextArea, content, named_text_area},
    messages::board::{Board, address, place, post_for},
    page::Width,
    visit::{Member, Visit},
};

const HINT: &str = "Markdown. Write @ and a name to tell somebody: @Amara Okafor.";

/// `GET /discussion/posts/{post}`
pub async fn thread(member: Member, Path(post): Path<String>) -> Result<Page, AppError> {
    let (post, seat) = post_for(&member, &post).await?;
    let all = seat == Seat::Staff;
    let thread = store::thread(&member.site.db, post.parent_id.unwrap_or(post.id), all).await?;
    if !all && thread.post.removed_at.is_some() && thread.replies.is_empty() {
        return Err(AppError::NotFound);
    }
    let board = board(&member, &post, seat).await?;
    let whole = address(&member, &post.spot(), &post.cohort_slug, seat);
    let reader = member.visit().clone();
    Ok(Page::new(&member, "A thread", move || {
        view! {
            {notice(&reader, NOTICES)}
            <header class="page-head">
                <h1>{format!("Thread of {}", thread.post.author)}</h1>
                {whole.map(|whole| view! { <p class="meta"><a href=whole>"The whole discussion"</a></p> })}
            </header>
            <section class="threads" aria-label="Thread">{listed(&reader, &board, &thread)}</section>
        }
    })
    .with_script("draft.js"))
}

/// The discussion in which a post stands, with the thread's own page as its address.
async fn board(member: &Member, post: &PostPlace, seat: Seat) -> Result<Board, AppError> {
    let head = post.parent_id.unwrap_or(post.id);
    Board::open(member, member.session.person.id, (post.spot(), seat), format!("/discussion/posts/{head}")).await
}

/// The form that begins a thread.
pub(super) fn new_post(visit: &Visit, board: &Board) -> impl IntoView + use<> {
    view! {
        <section class="new-post" aria-labelledby="new-post">
            <h2 id="new-post">"Write"</h2>
            {form(visit, board, None, "Post")}
        </section>
    }
}

/// A form for a thread or a reply, with what was being written there.
fn form(_visit: &Visit, board: &Board, parent: Option<PostId>, word: &'static str) -> impl IntoView + use<> {
    let draft = board.draft(parent);
    let text = content(draft.map_or("", |draft| draft.body.as_str()));
    let saved = draft.map(|draft| draft.saved_at.timestamp_millis().to_string());
    let id = parent.map_or_else(|| "body".to_owned(), |parent| format!("body-{parent}"));
    let label = if parent.is_some() { "Your reply" } else { "Your question or thought" };
    view! {
        <form class="form post-form" method="post" action="/discussion/posts" data-draft=place(&board.spot, parent)
            data-owner=board.me.to_string() data-saved=saved.clone()>
            {hidden(board, parent)}
            <div class="field">
                {named_text_area(id, "body".to_owned(), label, if parent.is_some() { 3 } else { 4 }, LONGEST_POST, text)}
                <p class="hint">{HINT}</p>
            </div>
            {parent.is_none().then(|| names(board))}
            <p class="form-actions">
                <button class="button" data-kind="primary">{word}</button>
                <button class="button" formaction="/discussion/drafts">"Keep as a draft"</button>
                <span class="save-state" role="status" data-state=saved.is_some().then_some("saved")>{saved.is_some().then_some("A draft you kept")}</span>
            </p>
        </form>
    }
}

/// Where the post belongs, and its id: posting twice is harmless.
fn hidden(board: &Board, parent: Option<PostId>) -> impl IntoView + use<> {
    let fields = [
        ("id", PostId::new().to_string()),
        ("cohort", board.spot.cohort.to_string()),
        ("module", board.spot.module.clone()),
        ("unit", board.spot.unit.clone()),
        ("parent", parent.map_or_else(String::new, |parent| parent.to_string())),
        ("alone", if board.address.starts_with("/discussion/") { "1".to_owned() } else { String::new() }),
    ];
    fields.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).into_iter().collect_view()
}

/// Who can be mentioned.
fn names(board: &Board) -> impl IntoView + use<> {
    let names = board.people.iter().filter(|one| one.person != board.me).map(|one| {
        view! { <li>{one.name.clone()}{(!one.studies).then(|| view! { <span class="post-role">"Faculty or staff"</span> })}</li> }
    });
    view! { <details class="who"><summary>"Whom you can mention"</summary><ul>{names.collect_view()}</ul></details> }
}

/// A thread in a list: its post, the replies, and the form that adds one.
pub(super) fn listed(visit: &Visit, board: &Board, thread: &Thread) -> impl IntoView + use<> {
    let head = thread.post.id;
    let replies = thread.replies.iter().map(|reply| article(visit, board, reply, Some(head))).collect_view();
    let answered = thread.replies.iter().any(|reply| reply.answer_at.is_some());
    let open = board.draft(Some(head)).is_some();
    let reply = thread.post.removed_at.is_none().then(|| {
        view! { <details class="reply" open=open><summary>"Reply"</summary>{form(visit, board, Some(head), "Reply")}</details> }
    });
    view! {
        <article class="thread" data-state=answered.then_some("answered")>
            {article(visit, board, &thread.post, None)}
            <div class="replies">{replies}{reply}</div>
        </article>
    }
}

fn article(visit: &Visit, board: &Board, post: &Post, head: Option<PostId>) -> impl IntoView + use<> {
    let role = if post.teaches { Some("Faculty") } else { (!post.studies).then_some("Staff") };
    let answer = post.answer_by.clone().map(|by| {
        view! { <p class="answer-mark"><span class="state" data-state="done">"Answer"</span>{format!(" marked by {by}")}</p> }
    });
    let edited = post.edited_at.filter(|_| post.removed_at.is_none()).map(|_| {
        view! { <a href=format!("/discussion/posts/{}/history", post.id)>"Edited"</a> }
    });
    let text = match post.removed_at {
        Some(_) => view! { <p class="quiet">"This post was removed."</p> }.into_any(),
        None => view! { <div class="said" inner_html=post.html.clone()></div> }.into_any(),
    };
    view! {
        <div class="post" id=format!("post-{}", post.id) data-state=post.answer_at.map(|_| "answer")>
            {answer}
            <p class="meta">
                <span><b>{post.author.clone()}</b>{role.map(|role| view! { <span class="post-role">{role}</span> })}</span>
                <a href=format!("/discussion/posts/{}", post.id)>{moment(post.posted_at, visit)}</a>
                {edited}
            </p>
            {text}
            {actions(board, post, head)}
        </div>
    }
}

/// What the reader may do with a post.
fn actions(board: &Board, post: &Post, head: Option<PostId>) -> impl IntoView + use<> {
    let base = format!("/discussion/posts/{}", post.id);
    let (mine, staff, there) = (post.author_id == board.me, board.seat == Seat::Staff, post.removed_at.is_none());
    let edit = (mine && there).then(|| view! { <a href=format!("{base}/edit")>"Edit"</a> });
    let remove = ((mine || staff) && there).then(|| view! { <a href=format!("{base}/removal")>"Remove"</a> });
    let history = (staff && !there).then(|| view! { <a href=format!("{base}/history")>"What it said"</a> });
    let marked = post.answer_at.is_some();
    let mark = (head.is_some() && there && board.seat.may_mark_answers()).then(|| {
        let (action, word) = match marked {
            true => (format!("{base}/answer/withdrawal"), "Not the answer"),
            false => (format!("{base}/answer"), "Mark as the answer"),
        };
        view! { <form class="inline" method="post" action=action><button class="link">{word}</button></form> }
    });
    let any = edit.is_some() || remove.is_some() || history.is_some() || mark.is_some();
    any.then(|| view! { <div class="post-actions">{edit}{remove}{history}{mark}</div> })
}

/// A post that could not be taken: the form alone, with what was typed and what is wrong.
pub fn write_again(visit: &Visit, form: Filled, back: Option<String>) -> Page {
    let filled = form.clone();
    let page = Page::new(visit, forms::with_summary(&form, "Write"), move || {
        let hidden = ["id", "cohort", "module", "unit", "parent", "alone"]
            .map(|name| view! { <input type="hidden" name=name value=form.typed.get(name).to_owned()/> })
            .into_iter()
            .collect_view();
        let reply = !form.typed.get("parent").is_empty();
        let area = TextArea {
            name: "body",
            label: if reply { "Your reply" } else { "Your question or thought" },
            hint: HINT,
            rows: 6,
            limit: LONGEST_POST,
        };
        view! {
            <header class="page-head"><h1>"Write"</h1></header>
            <form class="form" method="post" action="/discussion/posts" novalidate=true>
                {forms::error_summary(&form)}
                {hidden}
                {forms::text_area(&form, area)}
                <p class="form-actions">
                    <button class="button" data-kind="primary">{if reply { "Reply" } else { "Post" }}</button>
                    {back.map(|back| view! { <a href=back>"Back to the discussion"</a> })}
                </p>
            </form>
        }
    });
    filled.on(page.width(Width::Narrow))
}
