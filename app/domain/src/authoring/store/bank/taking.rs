//! Taking questions of the bank into a draft. What a draft's text was before is kept, as with every save.

use chrono::{DateTime, Utc};

use super::reading::{banked, newest};
use crate::{
    Conflict, Error, Result,
    authoring::{
        BankMark,
        bank::{block_of, renewed, taken},
        store::drafts::{Desk, files, raised, write},
    },
    db::Tx,
    ids::PersonId,
};

/// Puts the newest versions of questions to the end of a unit of the open draft. Returns how many.
///
/// # Errors
/// [`Error::Invalid`] by `bank` if none is chosen, one is not offered any more or there already, or the unit takes none; [`Error::NotFound`] if there is
/// no such unit; [`Conflict::Closed`] if no draft is open.
pub async fn take(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, (path, slugs): (&str, &[String])) -> Result<usize> {
    if slugs.is_empty() {
        return Err(Error::field("bank", "Choose at least one question to take."));
    }
    let draft = raised(tx, desk.module()).await?;
    let known = newest(tx, slugs).await?;
    let mut questions = Vec::new();
    for slug in slugs {
        let Some(one) = known.iter().find(|one| one.slug == *slug && !one.retired) else {
            return Err(Error::field("bank", format!("`{slug}` is not offered by the bank any more: choose another question.")));
        };
        questions.push(banked(tx, &BankMark { slug: slug.clone(), number: one.number }).await?);
    }
    let edits = taken(&files(tx, draft.0).await?, path, &questions)?;
    write(tx, now, actor, draft, &edits).await?;
    Ok(questions.len())
}

/// Puts the newest version of the bank in the place of a question of the open draft. Returns what it names then.
///
/// # Errors
/// [`Error::NotFound`] if there is no such question, or it names none of the bank; [`Conflict::Closed`] if no draft is open.
pub async fn take_newer(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, (path, id): (&str, &str)) -> Result<BankMark> {
    let draft = raised(tx, desk.module()).await?;
    let files = files(tx, draft.0).await?;
    let text = String::from_utf8_lossy(files.get(path).ok_or(Error::NotFound)?).into_owned();
    let slug = block_of(&text, id)?.bank.ok_or(Error::NotFound)?.slug;
    let newest = newest(tx, std::slice::from_ref(&slug)).await?.pop().ok_or(Error::Conflict(Conflict::Closed))?;
    let mark = BankMark { slug, number: newest.number };
    let edits = renewed(&files, path, id, &banked(tx, &mark).await?)?;
    write(tx, now, actor, draft, &edits).await?;
    Ok(mark)
}
