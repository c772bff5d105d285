//! Changing a post, reading what it said before, and removing it.

use axum::extract::{Path, State as Shared};
use domain::messages::{
    Seat,
    rules::{self, LONGEST_POST},
    store::{self, Earlier, PostPlace},
};
use leptos::prelude::*;

use super::words::moment;
use crate::{
    AppError, Page, Site,
    forms::{self, Filled, TextArea},
    messages::board::{place_of_edit, post_for},
    page::Width,
    visit::{Member, Visit},
};

/// `GET /discussion/posts/{post}/edit`
pub async fn edit_post(Shared(site): Shared<Site>, member: Member, Path(post): Path<String>) -> Result<Page, AppError> {
    let (post, _) = post_for(&member, &post).await?;
    if post.author_id != member.session.person.id || post.removed_at.is_some() {
        return Err(AppError::NotFound);
    }
    let drafts = store::drafts(&site.db, member.session.person.id).await?;
    let text = drafts.get(&place_of_edit(post.id)).map_or(post.body.clone(), |draft| draft.body.clone());
    let seen = post.edited_at.map_or_else(String::new, |at| at.timestamp_micros().to_string());
    Ok(edit_again(&member, post, Filled::with_values([("body", &text), ("seen", &seen)])))
}

/// The page with the form, and what is wrong with it.
pub fn edit_again(member: &Member, post: PostPlace, form: Filled) -> Page {
    let (filled, me) = (form.clone(), member.session.person.id.to_string());
    let page = Page::new(member, forms::with_summary(&form, "Edit a post"), move || {
        let base = format!("/discussion/posts/{}", post.id);
        let back = base.clone();
        let hint = "What it says now stays readable in its history.";
        let area = TextArea { name: "body", label: "Text", hint, rows: 6, limit: LONGEST_POST };
        view! {
            <header class="page-head"><h1>"Edit a post"</h1></header>
            <form class="form post-form" method="post" action=base novalidate=true data-draft=place_of_edit(post.id) data-owner=me>
                {forms::error_summary(&form)}
                <input type="hidden" name="seen" value=form.typed.get("seen").to_owned()/>
                <input type="hidden" name="post" value=post.id.to_string()/>
                {forms::text_area(&form, area)}
                <p class="form-actions">
                    <button class="button" data-kind="primary">"Save"</button>
                    <button class="button" formaction="/discussion/drafts">"Keep as a draft"</button>
                    <a href=back>"Leave it"</a>
                    <span class="save-state" role="status"></span>
                </p>
            </form>
        }
    });
    filled.on(page.width(Width::Narrow).with_script("draft.js"))
}

/// `GET /discussion/posts/{post}/history`
pub async fn history(Shared(site): Shared<Site>, member: Member, Path(post): Path<String>) -> Result<Page, AppError> {
    let (post, seat) = post_for(&member, &post).await?;
    if post.removed_at.is_some() && seat != Seat::Staff {
        return Err(AppError::NotFound);
    }
    let earlier = store::earlier(&site.db, post.id).await?;
    let reader = member.visit().clone();
    Ok(Page::new(&member, "History of a post", move || {
        let now = post.removed_at.is_none().then(|| version(&reader, "Now", &post.html, None));
        let before = earlier.iter().map(|one| before(&reader, one)).collect_view();
        let none = earlier
            .is_empty()
            .then(|| view! { <p class="empty">"It was never changed. What it said before a change would stand here."</p> });
        view! {
            <header class="page-head">
                <h1>"History of a post"</h1>
                <p class="meta"><span>{post.author.clone()}</span><span>"Posted "{moment(post.posted_at, &reader)}</span></p>
            </header>
            {now}{before}{none}
            <p class="form-actions"><a class="button" href=format!("/discussion/posts/{}", post.id)>"Back to the thread"</a></p>
        }
    })
    .width(Width::Narrow))
}

fn before(visit: &Visit, one: &Earlier) -> impl IntoView + use<> {
    let html = rules::for_page(&one.body);
    version(visit, "Until ", &html, Some(one.until))
}

fn version(visit: &Visit, word: &'static str, html: &str, until: Option<chrono::DateTime<chrono::Utc>>) -> impl IntoView + use<> {
    view! {
        <section class="block">
            <h2>{word}{until.map(|until| moment(until, visit))}</h2>
            <div class="said" inner_html=html.to_owned()></div>
        </section>
    }
}

/// `GET /discussion/posts/{post}/removal`
pub async fn removal(member: Member, Path(post): Path<String>) -> Result<Page, AppError> {
    let (post, seat) = post_for(&member, &post).await?;
    let theirs = post.author_id == member.session.person.id;
    if post.removed_at.is_some() || !(theirs || seat == Seat::Staff) {
        return Err(AppError::NotFound);
    }
    Ok(Page::new(&member, "Remove a post", move || {
        let base = format!("/discussion/posts/{}", post.id);
        let action = format!("{base}/removal");
        view! {
            <header class="page-head">
                <h1>"Remove a post"</h1>
                <p class="lede">"Its text disappears for everybody but program staff, who can still read it. Replies to it stay."</p>
            </header>
            <article class="letter"><p class="meta"><span>{post.author.clone()}</span></p><div class="said" inner_html=post.html.clone()></div></article>
            <form method="post" action=action>
                <p class="form-actions"><button class="button" data-kind="danger">"Remove it"</button><a href=base>"Leave it"</a></p>
            </form>
        }
    })
    .width(Width::Narrow))
}
