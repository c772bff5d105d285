//! Putting questions into the bank, making their next versions, and retiring them.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::reading::{BankQuestion, banked, question, versions};
use crate::{
    Conflict, Error, Result, audit,
    authoring::{
        BankMark,
        bank::{Fit, block_of, fit, marked},
        drafts::{Files, Writer, free},
        store::drafts::{Desk, files, raised, replace},
    },
    db::{Tx, sql},
    ids::{BankQuestionId, BankVersionId, ModuleId},
};

/// Puts a question of an open draft into the bank, or, if it is there already, makes it the next version. The draft's text names it from
/// then on. Returns what it names.
///
/// # Errors
/// [`Error::NotFound`] if there is no such question; [`Error::Invalid`] by `block` if it is not in order, says what the bank has, or is
/// somebody else's; [`Conflict::Closed`] if no draft is open; [`Conflict::Stale`] if others were faster.
pub async fn put(tx: &Tx, now: DateTime<Utc>, writer: Writer, desk: &Desk, (path, id): (&str, &str)) -> Result<BankMark> {
    let (draft, revision) = raised(tx, desk.module()).await?;
    let files = files(tx, draft).await?;
    let text = String::from_utf8_lossy(files.get(path).ok_or(Error::NotFound)?).into_owned();
    let block = block_of(&text, id)?;
    let fit = fit(&block.text, &files)?;
    let known = match &block.bank {
        Some(mark) => question(tx, writer, &mark.slug)
            .await
            .map(Some)
            .or_else(|error| if matches!(error, Error::NotFound) { Ok(None) } else { Err(error) })?,
        None => None,
    };
    let mark = match known {
        Some(known) => next(tx, now, writer, &known, (desk.module(), &fit)).await?,
        None => first(tx, now, writer, (desk.module(), &fit)).await?,
    };
    replace(tx, now, writer.person, (draft, revision), (path, marked(&text, &block, &mark).as_bytes())).await?;
    Ok(mark)
}

/// Makes the next version of a question from a block as it is typed. Its figures are among those of the newest version.
///
/// # Errors
/// [`Error::NotFound`] if there is no such question; [`Error::Forbidden`] if it is not theirs to change; [`Error::Invalid`] by `block`;
/// [`Conflict::Stale`] if `seen` is not the newest version; [`Conflict::Closed`] if it is retired.
pub async fn make(tx: &Tx, now: DateTime<Utc>, writer: Writer, (slug, seen): (&str, i64), block: &str) -> Result<BankMark> {
    let known = question(tx, writer, slug).await?;
    if !known.theirs {
        return Err(Error::Forbidden);
    }
    if known.newest != seen {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let before = banked(tx, &BankMark { slug: known.slug.clone(), number: seen }).await?;
    next(tx, now, writer, &known, (known.module_id, &fit(block, &before.files)?)).await
}

async fn first(tx: &Tx, now: DateTime<Utc>, writer: Writer, (module, fit): (ModuleId, &Fit)) -> Result<BankMark> {
    let taken: Vec<String> =
        tx.values(sql!("SELECT slug FROM bank_questions WHERE slug = $1 OR slug LIKE $2", fit.id, format!("{}-%", fit.id))).await?;
    let (id, slug) = (BankQuestionId::new(), free(&fit.id, |name| taken.iter().any(|other| other == name)));
    tx.run(sql!(
        "INSERT INTO bank_questions (id, slug, module_id, newest, kept_at, kept_by) VALUES ($1, $2, $3, 1, $4, $5)",
        id,
        slug,
        module,
        now,
        writer.person
    ))
    .await
    .map_err(|error| error.or_conflict(Conflict::Stale))?;
    keep(tx, now, writer, (id, BankMark { slug, number: 1 }), (module, fit)).await
}

async fn next(tx: &Tx, now: DateTime<Utc>, writer: Writer, known: &BankQuestion, (module, fit): (ModuleId, &Fit)) -> Result<BankMark> {
    if let Some(same) = versions(tx, known.id).await?.first().filter(|version| version.digest == fit.digest) {
        return Err(Error::field("block", format!("The bank has this already, as version {}: nothing was changed.", same.number)));
    }
    if !known.theirs {
        let whose = format!("{} put this question into the bank, from {}", known.kept_by, known.module);
        return Err(Error::field("block", format!("{whose}: only they, authors of that module and administrators make its next version.")));
    }
    let raised: Option<(i64,)> = tx
        .maybe(sql!(
            "UPDATE bank_questions SET newest = newest + 1 WHERE id = $1 AND newest = $2 AND retired_at IS NULL RETURNING newest",
            known.id,
            known.newest
        ))
        .await?;
    let reason = if known.retired_at.is_some() { Conflict::Closed } else { Conflict::Stale };
    let (number,) = raised.ok_or(Error::Conflict(reason))?;
    keep(tx, now, writer, (known.id, BankMark { slug: known.slug.clone(), number }), (module, fit)).await
}

async fn keep(
    tx: &Tx,
    now: DateTime<Utc>,
    writer: Writer,
    (question, mark): (BankQuestionId, BankMark),
    (module, fit): (ModuleId, &Fit),
) -> Result<BankMark> {
    let version = BankVersionId::new();
    tx.run(sql!(
        "INSERT INTO bank_versions (id, question_id, number, block, kind, tags, prompt, digest, module_id, made_at, made_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        version,
        question,
        mark.number,
        fit.block,
        fit.kind,
        format!(" {} ", fit.tags.join(" ")),
        fit.prompt,
        fit.digest,
        module,
        now,
        writer.person
    ))
    .await?;
    keep_files(tx, version, &fit.files).await?;
    let details = json!({ "question": mark.slug, "version": mark.number, "digest": fit.digest });
    audit::append(tx, now, Some(writer.person), "bank.kept", format!("module {module}"), details).await?;
    Ok(mark)
}

async fn keep_files(tx: &Tx, version: BankVersionId, files: &Files) -> Result<()> {
    for (path, content) in files {
        tx.run(sql!("INSERT INTO bank_files (version_id, path, content) VALUES ($1, $2, $3)", version, path, content)).await?;
    }
    Ok(())
}

/// Takes a question out of what is offered, or brings it back. Modules that have it keep it.
///
/// # Errors
/// [`Error::NotFound`] if there is no such question; [`Error::Forbidden`] if it is not theirs to change.
pub async fn retire(tx: &Tx, now: DateTime<Utc>, writer: Writer, slug: &str, retired: bool) -> Result<()> {
    let known = question(tx, writer, slug).await?;
    if !known.theirs {
        return Err(Error::Forbidden);
    }
    let (at, by) = (retired.then_some(now), retired.then_some(writer.person));
    let changed = tx
        .run(sql!(
            "UPDATE bank_questions SET retired_at = $1, retired_by = $2 WHERE id = $3 AND (retired_at IS NULL) = $4",
            at,
            by,
            known.id,
            retired
        ))
        .await?;
    match changed {
        0 => Ok(()),
        _ => {
            let act = if retired { "bank.retired" } else { "bank.offered" };
            audit::append(tx, now, Some(writer.person), act, format!("module {}", known.module_id), json!({ "question": slug })).await
        }
    }
}
