//! A draft becomes the next version of its module.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::{Desk, files, held, newest};
use crate::{
    Conflict, Error, Result, audit,
    authoring::{
        drafts::{Files, Lack, check, lacks, unfinished},
        package::{Fault, Package},
        store::import,
    },
    db::{Tx, sql},
    ids::PersonId,
};

/// What whoever publishes has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publishing {
    /// The revision of the draft.
    pub seen: i64,
    /// The newest version of the module, which may be newer than the one the draft was begun from.
    pub newest: Option<i64>,
    /// Whether the school publishes only what was approved.
    pub approved_only: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// It is the version of this number.
    As(i64),
    /// Nothing was changed: the newest version, of this number, says the same already.
    Same(i64),
    /// Nothing was changed: this is missing.
    Missing(Vec<Fault>),
    /// Nothing was changed: its authors have this still to say.
    Undisclosed(Vec<Lack>),
    /// Nothing was changed: it is not approved, and the school publishes only what is.
    Unapproved,
}

/// Publishes the open draft as the next version, and closes it.
///
/// # Errors
/// [`Conflict::Closed`] if no draft is open; [`Conflict::Stale`] if it was changed since it was seen, or a version was published.
pub async fn publish(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, publishing: Publishing) -> Result<Published> {
    let (draft, revision) = held(tx, desk.module).await?;
    if revision != publishing.seen || newest(tx, desk.module).await? != publishing.newest {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let approved: bool = tx.value(sql!("SELECT state = 'approved' FROM drafts WHERE id = $1", draft)).await?;
    if publishing.approved_only && !approved {
        return Ok(Published::Unapproved);
    }
    let package = match ready(files(tx, draft).await?, &desk.slug, now.date_naive()) {
        Ok(package) => package,
        Err(not) => return Ok(not),
    };
    let imported = import(tx, &package, now).await?;
    if !imported.new {
        return Ok(Published::Same(imported.number));
    }
    if imported.number != publishing.newest.unwrap_or_default() + 1 {
        return Err(Error::Conflict(Conflict::Stale));
    }
    tx.run(sql!(
        "UPDATE drafts SET state = 'published', revision = revision + 1, number = $1, closed_at = $2, closed_by = $3 WHERE id = $4",
        imported.number,
        now,
        actor,
        draft
    ))
    .await?;
    let details =
        json!({ "draft": draft, "version": imported.number, "digest": package.digest, "revision": revision, "approved": approved });
    audit::append(tx, now, Some(actor), "module.published", format!("module {}", desk.module), details).await?;
    Ok(Published::As(imported.number))
}

/// The package of a draft in which nothing is missing, or what is.
fn ready(files: Files, module: &str, today: NaiveDate) -> std::result::Result<Package, Published> {
    let package = check(files, module).map_err(Published::Missing)?;
    let (given, lacks) = (unfinished(&package.files), lacks(&package.files, today));
    match (given.is_empty(), lacks.is_empty()) {
        (true, true) => Ok(package),
        (false, _) => Err(Published::Missing(given)),
        (true, false) => Err(Published::Undisclosed(lacks)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        authoring::{
            disclosures::{Disclosures, Says, Statement},
            drafts::with_statements,
            store::drafts::{
                Saving, file, save,
                tests::{begun, faculty, now},
            },
        },
        db::{Db, Json},
        db_test,
    };

    async fn module_md(db: &Db, desk: &Desk) -> (i64, String) {
        let stands = file(db, desk.draft().unwrap().id, "module.md").await.unwrap().unwrap();
        (stands.revision, stands.text())
    }

    async fn saved(db: &Db, desk: &Desk, actor: PersonId, text: String) -> i64 {
        let (seen, _) = module_md(db, desk).await;
        let (desk, saving) = (desk.clone(), Saving { path: "module.md".into(), seen, text, types_on: false });
        db.write(move |tx| Box::pin(async move { save(tx, now(), actor, &desk, &saving).await })).await.unwrap().revision
    }

    async fn published(db: &Db, desk: &Desk, actor: PersonId, seen: i64) -> Published {
        let (desk, publishing) = (desk.clone(), Publishing { seen, newest: Some(1), approved_only: false });
        db.write(move |tx| Box::pin(async move { publish(tx, now(), actor, &desk, publishing).await })).await.unwrap()
    }

    db_test!(a_draft_is_published_once_each_author_has_said_what_there_is_to_disclose, |db| {
        let people = faculty(&db).await;
        let desk = begun(&db, people.ines).await;
        let (_, text) = module_md(&db, &desk).await;
        let without = text.replacen("- Ada Example, MD: none\n", "", 1);
        let seen = saved(&db, &desk, people.ines, without.clone()).await;
        let lack = Lack::Unstated("Ada Example, MD".into());
        assert_eq!(published(&db, &desk, people.ines, seen).await, Published::Undisclosed(vec![lack]));
        let says = ["Ada Example, MD", "Ben Example, PhD"].map(|author| Statement {
            author: author.into(),
            says: Says::Exempt("no clinical content".into()),
            mitigation: None,
        });
        let stated = with_statements(&without, now().date_naive(), &says).unwrap();
        let seen = saved(&db, &desk, people.ines, stated).await;
        assert_eq!(published(&db, &desk, people.ines, seen).await, Published::As(2));
        let kept: Vec<(i64, Option<Json<Disclosures>>)> =
            db.all(sql!("SELECT number, disclosures FROM module_versions ORDER BY number")).await.unwrap();
        let kept: Vec<_> = kept.into_iter().map(|(number, disclosures)| (number, disclosures.unwrap().0)).collect();
        assert_eq!(kept[1], (2, Disclosures { on: now().date_naive(), statements: says.to_vec() }));
        assert_eq!(kept[0].1.of("Ada Example, MD"), Some(&Says::Nothing), "the version before is as it was");
    });

    db_test!(a_draft_is_published_once_relationships_were_mitigated, |db| {
        let people = faculty(&db).await;
        let desk = begun(&db, people.ines).await;
        let (_, text) = module_md(&db, &desk).await;
        let (start, end) = (text.find("mitigated:").unwrap(), text.find("---\n\nAn introduction").unwrap());
        let seen = saved(&db, &desk, people.ines, format!("{}{}", &text[..start], &text[end..])).await;
        let lack = Lack::Unmitigated("Ben Example, PhD".into());
        assert_eq!(published(&db, &desk, people.ines, seen).await, Published::Undisclosed(vec![lack]));
        let seen = saved(&db, &desk, people.ines, text.replace("somebody without relationships", "Cleo herself")).await;
        assert_eq!(published(&db, &desk, people.ines, seen).await, Published::As(2));
        let kept: Vec<(i64, Option<Json<Disclosures>>)> =
            db.all(sql!("SELECT number, disclosures FROM module_versions ORDER BY number")).await.unwrap();
        let how = |place: usize| kept[place].1.as_ref().unwrap().0.mitigation_of("Ben Example, PhD").unwrap().how.clone();
        assert_eq!(
            [how(0), how(1)],
            ["somebody without relationships", "Cleo herself"].map(|who| format!("the content was reviewed by {who}"))
        );
    });

    db_test!(statements_of_another_year_are_asked_for_again, |db| {
        let people = faculty(&db).await;
        let desk = begun(&db, people.ines).await;
        let (_, text) = module_md(&db, &desk).await;
        let seen = saved(&db, &desk, people.ines, text.replacen("disclosed: 2026-11-01", "disclosed: 2025-11-01", 1)).await;
        let old = Lack::Old("2025-11-01".parse().unwrap());
        assert_eq!(published(&db, &desk, people.ines, seen).await, Published::Undisclosed(vec![old]));
    });
}
