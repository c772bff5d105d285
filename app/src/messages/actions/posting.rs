//! Posting, keeping drafts, changing, removing and marking posts.

use axum::{
    Json,
    extract::{Path, State as Shared},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    ids::PostId,
    messages::{
        NewPost, PostEdit, Seat, Spot, rules,
        store::{self, Draft},
    },
};
use serde_json::json;

use super::seen;
use crate::{
    AppError, Site,
    forms::Typed,
    messages::{
        board::{address, malformed, parent_of, place, place_of_edit, post_for, seat, spot_of},
        pages,
    },
    visit::Member,
};

fn body(typed: &Typed) -> String {
    typed.get("body").replace("\r\n", "\n")
}

/// Where a post can be read, and everything around it.
async fn around(member: &Member, spot: &Spot, seat: Seat) -> Result<Option<String>, AppError> {
    let slug = store::cohort_slug(&member.site.db, spot.cohort).await?;
    Ok(address(member, spot, &slug, seat))
}

/// `POST /discussion/posts`: twice is harmless.
pub async fn post(Shared(site): Shared<Site>, member: Member, typed: Typed) -> Result<Response, AppError> {
    let (spot, parent) = (spot_of(&typed)?, parent_of(&typed)?);
    let id: PostId = typed.get("id").parse().map_err(|_| malformed())?;
    let seat = seat(&member, &spot).await?;
    can_be_discussed(&site, &member, &spot, seat).await?;
    let board = around(&member, &spot, seat).await?;
    if let Some(error) = rules::post("body", &body(&typed)) {
        return Ok(pages::write_again(&member, typed.with(vec![error]), board).into_response());
    }
    let new = NewPost { id, spot: spot.clone(), parent, author: member.session.person.id, body: body(&typed) };
    let (base_url, draft, now) = (site.settings.base_url.clone(), place(&spot, parent), member.now);
    site.db.write(move |tx| Box::pin(async move { store::post(tx, &base_url, &new, &draft, now).await })).await?;
    let alone = typed.get("alone") == "1";
    let board = board.filter(|_| !alone).unwrap_or_else(|| format!("/discussion/posts/{id}"));
    Ok(Redirect::to(&format!("{board}?done=posted#post-{id}")).into_response())
}

/// A unit that the cohort studies; for students one that is open.
async fn can_be_discussed(site: &Site, member: &Member, spot: &Spot, seat: Seat) -> Result<(), AppError> {
    if spot.module.is_empty() && spot.unit.is_empty() {
        return Ok(());
    }
    let name = store::spot_name(&site.db, spot).await?;
    if seat == Seat::Student && name.opens_at > member.now { Err(AppError::NotFound) } else { Ok(()) }
}

/// `POST /discussion/drafts`: what is being written, from its form or from the script that watches it.
pub async fn keep_draft(Shared(site): Shared<Site>, member: Member, headers: HeaderMap, typed: Typed) -> Result<Response, AppError> {
    let (place, back) = match typed.get("post") {
        "" => {
            let (spot, parent) = (spot_of(&typed)?, parent_of(&typed)?);
            let seat = seat(&member, &spot).await?;
            let board = around(&member, &spot, seat).await?;
            let thread = parent.map_or_else(|| "/".to_owned(), |parent| format!("/discussion/posts/{parent}"));
            (place(&spot, parent), board.unwrap_or(thread))
        }
        post => {
            let (post, _) = post_for(&member, post).await?;
            (place_of_edit(post.id), format!("/discussion/posts/{}", post.id))
        }
    };
    let (person, post, now) = (member.session.person.id, typed.get("id").parse().ok(), member.now);
    let draft = Draft { person, place, post, body: body(&typed) };
    let script = headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"));
    let kept = site.db.write(move |tx| Box::pin(async move { store::keep_draft(tx, &draft, now).await })).await;
    match kept {
        Ok(()) if script => Ok(Json(json!({ "saved": now.timestamp_millis() })).into_response()),
        Ok(()) => Ok(Redirect::to(&format!("{back}?done=kept")).into_response()),
        Err(Error::Invalid(_)) if script => Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "error": "invalid" }))).into_response()),
        Err(Error::Invalid(_)) => {
            let message = format!("A draft has at most {} characters, and there can be 200 of them.", rules::LONGEST_POST);
            Ok(pages::write_again(&member, typed.with(vec![FieldError { field: "body", message }]), Some(back)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /discussion/posts/{post}`: a changed post of one's own.
pub async fn change_post(Shared(site): Shared<Site>, member: Member, Path(post): Path<String>, typed: Typed) -> Result<Response, AppError> {
    let (post, _) = post_for(&member, &post).await?;
    if post.author_id != member.session.person.id {
        return Err(AppError::NotFound);
    }
    if let Some(error) = rules::post("body", &body(&typed)) {
        return Ok(pages::edit_again(&member, post, typed.with(vec![error])).into_response());
    }
    let edit = PostEdit { post: post.id, author: post.author_id, body: body(&typed), seen: seen(&typed) };
    let (base_url, draft, now) = (site.settings.base_url.clone(), place_of_edit(post.id), member.now);
    let done = site.db.write(move |tx| Box::pin(async move { store::edit_post(tx, &base_url, &edit, &draft, now).await })).await;
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/discussion/posts/{}?done=changed#post-{}", post.id, post.id)).into_response()),
        Err(Error::Conflict(Conflict::Stale)) => {
            let message =
                "It was changed or removed meanwhile, in another tab or by program staff. Copy what you wrote, then open it again.";
            let errors = vec![FieldError { field: "body", message: message.to_owned() }];
            Ok(pages::edit_again(&member, post, typed.with(errors)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /discussion/posts/{post}/removal`: by its author or program staff; twice is harmless.
pub async fn remove_post(Shared(site): Shared<Site>, member: Member, Path(post): Path<String>) -> Result<Redirect, AppError> {
    let (post, seat) = post_for(&member, &post).await?;
    let person = member.session.person.id;
    if post.author_id != person && seat != Seat::Staff {
        return Err(AppError::NotFound);
    }
    let (id, now) = (post.id, member.now);
    site.db.write(move |tx| Box::pin(async move { store::remove_post(tx, id, person, now).await })).await?;
    let board = address(&member, &post.spot(), &post.cohort_slug, seat).unwrap_or_else(|| "/".to_owned());
    Ok(Redirect::to(&format!("{board}?done=removed")))
}

/// `POST /discussion/posts/{post}/answer`: by faculty or staff; twice is harmless.
pub async fn mark_answer(Shared(site): Shared<Site>, member: Member, Path(post): Path<String>) -> Result<Redirect, AppError> {
    let (post, seat) = post_for(&member, &post).await?;
    if !seat.may_mark_answers() {
        return Err(AppError::NotFound);
    }
    let (id, by, now) = (post.id, member.session.person.id, member.now);
    site.db.write(move |tx| Box::pin(async move { store::mark_answer(tx, id, by, now).await })).await?;
    Ok(Redirect::to(&format!("/discussion/posts/{id}?done=marked#post-{id}")))
}

/// `POST /discussion/posts/{post}/answer/withdrawal`: by faculty or staff; twice is harmless.
pub async fn unmark_answer(Shared(site): Shared<Site>, member: Member, Path(post): Path<String>) -> Result<Redirect, AppError> {
    let (post, seat) = post_for(&member, &post).await?;
    if !seat.may_mark_answers() {
        return Err(AppError::NotFound);
    }
    let id = post.id;
    site.db.write(move |tx| Box::pin(async move { store::unmark_answer(tx, id).await })).await?;
    Ok(Redirect::to(&format!("/discussion/posts/{id}?done=unmarked#post-{id}")))
}
