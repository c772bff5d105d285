//! What can be read of a review. A [`Page`] comes only from the check that this person may read this draft.

use chrono::{DateTime, Utc};

use super::super::{Desk, Draft, Writer, desk, mine::with_drafted_titles};
use crate::{
    Error, Result,
    authoring::drafts::{
        DraftState,
        review::{Stand, Verdict, lacks_another, stand},
    },
    db::{Db, sql},
    ids::{DraftId, ModuleId, PersonId},
};

/// An open draft in the hands of somebody who may read it, and say something to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub(super) desk: Desk,
    /// The draft.
    pub draft: Draft,
    /// Whether they may write it, too.
    pub writes: bool,
    /// Whether they are asked to review it.
    pub reviews: bool,
}

impl Page {
    /// The module's name in addresses.
    pub fn slug(&self) -> &str {
        &self.desk.slug
    }

    /// The module's title.
    pub fn title(&self) -> &str {
        &self.desk.title
    }

    /// The number of the module's newest version, if it has one.
    pub fn newest(&self) -> Option<i64> {
        self.desk.newest
    }

    /// The module.
    pub fn module(&self) -> ModuleId {
        self.desk.module
    }
}

/// The open draft of a module, for who writes it or is asked to read it.
///
/// # Errors
/// [`Error::NotFound`] if there is no such module, no draft of it is open, or it is not theirs.
pub async fn page(db: &Db, reader: Writer, slug: &str) -> Result<Page> {
    let asked: Option<(DraftId,)> = db
        .maybe(sql!(
            "SELECT d.id FROM modules m JOIN drafts d ON d.module_id = m.id AND d.closed_at IS NULL
             JOIN draft_reviewers r ON r.draft_id = d.id AND r.person_id = $1 WHERE m.slug = $2",
            reader.person,
            slug
        ))
        .await?;
    let reviews = asked.is_some();
    let (desk, writes) = match desk(db, reader, slug).await {
        Ok(desk) => (desk, true),
        // Theirs to read: the desk stays inside of the page, and nobody writes with it.
        Err(Error::NotFound) if reviews => (desk(db, Writer { everything: true, ..reader }, slug).await?, false),
        Err(other) => return Err(other),
    };
    let draft = desk.draft.clone().ok_or(Error::NotFound)?;
    Ok(Page { desk, draft, writes, reviews })
}

crate::row! {
    /// A draft that somebody is asked to read.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Asked {
        /// The module's name in addresses.
        pub slug: String,
        /// The title of its newest version, or of its draft where there is none.
        pub title: String,
        /// How far the draft has come.
        pub state: DraftState,
        /// Its revision.
        pub revision: i64,
        /// When they were asked.
        pub asked_at: DateTime<Utc>,
        /// By whom.
        pub asked_by: String,
        /// The revision of which they said something last.
        pub said: Option<i64>,
    }
}

/// The open drafts somebody is asked to read, the longest asked first.
///
/// # Errors
/// Those of the database.
pub async fn asked_of(db: &Db, person: PersonId) -> Result<Vec<Asked>> {
    let all = sql!(
        "SELECT m.slug, COALESCE(v.title, '') AS title, d.state, d.revision, r.asked_at, p.name AS asked_by,
            (SELECT MAX(s.revision) FROM draft_verdicts s WHERE s.draft_id = d.id AND s.person_id = r.person_id) AS said
         FROM draft_reviewers r JOIN drafts d ON d.id = r.draft_id AND d.closed_at IS NULL JOIN modules m ON m.id = d.module_id
         JOIN people p ON p.id = r.asked_by
         LEFT JOIN module_versions v ON v.module_id = m.id
            AND v.number = (SELECT MAX(newest.number) FROM module_versions newest WHERE newest.module_id = m.id)
         WHERE r.person_id = $1 ORDER BY r.asked_at, m.slug",
        person
    );
    let mut all = db.all::<Asked>(all).await?;
    with_drafted_titles(db, all.iter_mut().map(|one| (one.slug.as_str(), &mut one.title))).await?;
    Ok(all)
}

crate::row! {
    /// How somebody was asked.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Invited {
        /// With which words.
        pub note: String,
        /// When.
        pub asked_at: DateTime<Utc>,
        /// When they were reminded last.
        pub reminded_at: Option<DateTime<Utc>>,
    }
}

crate::row! {
    /// Somebody who is asked to read a draft.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Reviewer {
        /// Who.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// When they were asked.
        pub asked_at: DateTime<Utc>,
        /// By whom.
        pub asked_by: String,
        /// With which words.
        pub note: String,
        /// When they were reminded last.
        pub reminded_at: Option<DateTime<Utc>>,
    }
}

/// Who is asked to read a draft, by name.
///
/// # Errors
/// Those of the database.
pub async fn reviewers(db: &Db, draft: DraftId) -> Result<Vec<Reviewer>> {
    db.all(sql!(
        "SELECT r.person_id AS person, p.name, r.asked_at, a.name AS asked_by, r.note, r.reminded_at
         FROM draft_reviewers r JOIN people p ON p.id = r.person_id JOIN people a ON a.id = r.asked_by
         WHERE r.draft_id = $1 ORDER BY p.name, p.id",
        draft
    ))
    .await
}

/// Who wrote in a draft.
///
/// # Errors
/// Those of the database.
pub async fn writers(db: &Db, draft: DraftId) -> Result<Vec<PersonId>> {
    db.values(sql!("SELECT person_id FROM draft_writers WHERE draft_id = $1 ORDER BY person_id", draft)).await
}

/// What was said of a draft, in order.
///
/// # Errors
/// Those of the database.
pub async fn verdicts(db: &Db, draft: DraftId) -> Result<Vec<Verdict>> {
    let said: Vec<(PersonId, i64, bool)> =
        db.all(sql!("SELECT person_id, revision, approves FROM draft_verdicts WHERE draft_id = $1 ORDER BY said_at, id", draft)).await?;
    Ok(said.into_iter().map(|(person, revision, approves)| Verdict { person, revision, approves }).collect())
}

/// Where those who are asked stand, and whether all that lacks is the approval of somebody who did not write in it.
///
/// # Errors
/// Those of the database.
pub async fn standing(db: &Db, draft: &Draft) -> Result<(Vec<(Reviewer, Stand)>, bool)> {
    let (reviewers, said) = (reviewers(db, draft.id).await?, verdicts(db, draft.id).await?);
    let asked: Vec<PersonId> = reviewers.iter().map(|one| one.person).collect();
    let lacks = lacks_another(draft.revision, &asked, &writers(db, draft.id).await?, &said);
    let with_stand = |one: Reviewer| {
        let stand = stand(one.person, draft.revision, &said);
        (one, stand)
    };
    Ok((reviewers.into_iter().map(with_stand).collect(), lacks))
}

crate::row! {
    /// What somebody said of a draft.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Spoken {
        /// Of which draft.
        pub draft_id: DraftId,
        /// The version the draft became, if it was published.
        pub number: Option<i64>,
        /// Who.
        pub name: String,
        /// The revision they had read.
        pub revision: i64,
        /// The revision of the draft; that of a closed one is one more than what was published.
        pub of: i64,
        /// Whether they approved.
        pub approves: bool,
        /// Their words.
        pub words: String,
        /// When.
        pub said_at: DateTime<Utc>,
    }
}

/// What was said of all drafts of a module, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn verdicts_of_module(db: &Db, module: ModuleId) -> Result<Vec<Spoken>> {
    db.all(sql!(
        "SELECT d.id AS draft_id, d.number, p.name, s.revision, d.revision AS of, s.approves, s.words, s.said_at
         FROM drafts d JOIN draft_verdicts s ON s.draft_id = d.id JOIN people p ON p.id = s.person_id
         WHERE d.module_id = $1 ORDER BY s.said_at DESC, s.id DESC",
        module
    ))
    .await
}
