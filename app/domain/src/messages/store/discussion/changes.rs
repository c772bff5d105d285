//! Posting, changing, removing, marking. Whoever calls has looked whether the person takes part in the discussion.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{earlier, participants, post_place};
use crate::{
    Conflict, Error, Result,
    db::{Tx, sql},
    ids::{PersonId, PostId},
    messages::{NewPost, Notice, PostEdit, Topic, rules, rules::Named, store::tell},
};

/// Adds a post, forgets its draft, and tells who was mentioned and whose post it replies to, each once. `base_url` is where people reach
/// the site. Returns whether it was added now, and not before with the same form.
///
/// # Errors
/// [`Error::NotFound`] if what it replies to is not there, or is itself a reply; [`Conflict::IdReused`] if its id is that of another post;
/// otherwise those of the database.
pub async fn post(tx: &Tx, base_url: &str, new: &NewPost, draft: &str, now: DateTime<Utc>) -> Result<bool> {
    let people = named(tx, new).await?;
    let replied_to = thread_of(tx, new, &people).await?;
    if !insert(tx, new, &people, now).await? {
        return Ok(false);
    }
    tx.run(sql!("DELETE FROM post_drafts WHERE person_id = $1 AND place = $2", new.author, draft)).await?;
    tell_of(tx, base_url, new, (replied_to, &people), now).await?;
    Ok(true)
}

/// Adds a post as [`post`] does, and tells nobody: for a school that is loaded with its past.
///
/// # Errors
/// As [`post`].
pub async fn add_post(tx: &Tx, new: &NewPost, at: DateTime<Utc>) -> Result<bool> {
    let people = named(tx, new).await?;
    thread_of(tx, new, &people).await?;
    insert(tx, new, &people, at).await
}

async fn insert(tx: &Tx, new: &NewPost, people: &[Named], now: DateTime<Utc>) -> Result<bool> {
    let kept = tx
        .run(sql!(
            "INSERT INTO posts (id, cohort_id, module_slug, unit_slug, parent_id, author_id, body, html, posted_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
            new.id,
            new.spot.cohort,
            new.spot.module,
            new.spot.unit,
            new.parent,
            new.author,
            new.body,
            rules::post_for_page(&new.body, people),
            now
        ))
        .await?;
    if kept > 0 {
        return Ok(true);
    }
    let there = post_place(tx, new.id).await?;
    let same = there.author_id == new.author && there.spot() == new.spot && there.parent_id == new.parent;
    if same { Ok(false) } else { Err(Error::Conflict(Conflict::IdReused)) }
}

/// Tells whoever is mentioned and whose thread it is, each once.
async fn tell_of(
    tx: &Tx,
    base_url: &str,
    new: &NewPost,
    (replied_to, people): (Option<PersonId>, &[Named]),
    now: DateTime<Utc>,
) -> Result<()> {
    let mentioned = rules::mentioned(&new.body, people);
    let author = name_of(people, new.author);
    for person in &mentioned {
        say(tx, base_url, (*person, new.author), new.id, (&format!("{author} mentioned you"), &new.body), now).await?;
    }
    if let Some(person) = replied_to.filter(|person| !mentioned.contains(person)) {
        say(tx, base_url, (person, new.author), new.id, (&format!("{author} replied to you"), &new.body), now).await?;
    }
    Ok(())
}

/// Whose thread it replies to, if it is a reply and they still take part in the discussion.
async fn thread_of(tx: &Tx, new: &NewPost, people: &[Named]) -> Result<Option<PersonId>> {
    let Some(parent) = new.parent else { return Ok(None) };
    let head = post_place(tx, parent).await?;
    if head.parent_id.is_some() || head.spot() != new.spot {
        return Err(Error::NotFound);
    }
    let takes_part = people.iter().any(|one| one.person == head.author_id);
    Ok((takes_part && head.removed_at.is_none()).then_some(head.author_id))
}

async fn named(tx: &Tx, new: &NewPost) -> Result<Vec<Named>> {
    let people = participants(tx, &new.spot).await?;
    Ok(people.into_iter().map(|one| Named { person: one.person, name: one.name }).collect())
}

fn name_of(people: &[Named], person: PersonId) -> String {
    people.iter().find(|one| one.person == person).map_or_else(|| "Somebody".to_owned(), |one| one.name.clone())
}

/// Tells somebody of a post; nobody of their own.
async fn say(
    tx: &Tx,
    base_url: &str,
    (person, author): (PersonId, PersonId),
    post: PostId,
    (title, body): (&str, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    if person == author {
        return Ok(());
    }
    let title = title.replace(char::is_control, " ");
    let notice = Notice { person, topic: Topic::Discussion, title, body: body.to_owned(), link: format!("/discussion/posts/{post}") };
    tell(tx, base_url, &notice, now).await
}

/// Changes a post of one's own. What it said before is kept, and who is mentioned for the first time is told.
///
/// # Errors
/// [`Error::NotFound`] if there is no such post of theirs; [`Conflict::Stale`] if it was changed or removed meanwhile; otherwise those of
/// the database.
pub async fn edit_post(tx: &Tx, base_url: &str, edit: &PostEdit, draft: &str, now: DateTime<Utc>) -> Result<()> {
    let before = post_place(tx, edit.post).await?;
    if before.author_id != edit.author {
        return Err(Error::NotFound);
    }
    let spot = before.spot();
    let people = participants(tx, &spot).await?;
    let people: Vec<Named> = people.into_iter().map(|one| Named { person: one.person, name: one.name }).collect();
    keep_earlier(tx, edit.post, &before.body, now).await?;
    let changed = tx
        .run(sql!(
            "UPDATE posts SET body = $1, html = $2, edited_at = $3
             WHERE id = $4 AND removed_at IS NULL AND edited_at IS NOT DISTINCT FROM $5",
            edit.body,
            rules::post_for_page(&edit.body, &people),
            now,
            edit.post,
            edit.seen
        ))
        .await?;
    if changed == 0 {
        return Err(Error::Conflict(Conflict::Stale));
    }
    tx.run(sql!("DELETE FROM post_drafts WHERE person_id = $1 AND place = $2", edit.author, draft)).await?;
    let told: Vec<PersonId> = earlier(tx, edit.post).await?.iter().flat_map(|earlier| rules::mentioned(&earlier.body, &people)).collect();
    let author = name_of(&people, edit.author);
    for person in rules::mentioned(&edit.body, &people).into_iter().filter(|person| !told.contains(person)) {
        say(tx, base_url, (person, edit.author), edit.post, (&format!("{author} mentioned you"), &edit.body), now).await?;
    }
    Ok(())
}

async fn keep_earlier(tx: &Tx, post: PostId, body: &str, until: DateTime<Utc>) -> Result<()> {
    let kept = sql!("INSERT INTO post_edits (id, post_id, body, until) VALUES ($1, $2, $3, $4)", Uuid::now_v7(), post, body, until);
    tx.run(kept).await.map(drop)
}

/// Takes a post away: its text stays in its history, for staff. Doing so again changes nothing.
///
/// # Errors
/// [`Conflict::Stale`] if its author changed it at the same moment; otherwise those of the database.
pub async fn remove_post(tx: &Tx, post: PostId, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    let there = post_place(tx, post).await?;
    if there.removed_at.is_some() {
        return Ok(());
    }
    keep_earlier(tx, post, &there.body, now).await?;
    let removed = tx
        .run(sql!(
            "UPDATE posts SET removed_at = $1, removed_by = $2, body = '', html = '', answer_at = NULL, answer_by = NULL
             WHERE id = $3 AND removed_at IS NULL AND edited_at IS NOT DISTINCT FROM $4",
            now,
            by,
            post,
            there.edited_at
        ))
        .await?;
    if removed == 0 { Err(Error::Conflict(Conflict::Stale)) } else { Ok(()) }
}

/// Marks a reply as the answer of its thread, in place of another.
///
/// # Errors
/// [`Error::NotFound`] if it is no reply, or was removed; otherwise those of the database.
pub async fn mark_answer(tx: &Tx, post: PostId, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    let there = post_place(tx, post).await?;
    let (Some(parent), None) = (there.parent_id, there.removed_at) else { return Err(Error::NotFound) };
    tx.run(sql!("UPDATE posts SET answer_at = NULL, answer_by = NULL WHERE parent_id = $1 AND id <> $2", parent, post)).await?;
    tx.run(sql!("UPDATE posts SET answer_at = $1, answer_by = $2 WHERE id = $3 AND answer_at IS NULL", now, by, post)).await?;
    Ok(())
}

/// Takes the mark from a reply; doing so again changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn unmark_answer(tx: &Tx, post: PostId) -> Result<()> {
    tx.run(sql!("UPDATE posts SET answer_at = NULL, answer_by = NULL WHERE id = $1", post)).await?;
    Ok(())
}
