//! What is in the bank, and where it is used.

use chrono::{DateTime, Utc};

use crate::{
    Error, Result,
    authoring::{
        BankMark, QuestionKind,
        bank::Banked,
        drafts::{Files, Writer},
    },
    db::{Db, list, sql},
    ids::{BankQuestionId, BankVersionId, ModuleId},
    text::{literally, pattern},
};

/// What is looked for. What is empty is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Words that stand in the question.
    pub words: String,
    /// Tags with a comma between; the question bears all of them.
    pub tags: String,
    /// Its kind.
    pub kind: String,
    /// The module it came from, by its name in addresses.
    pub module: String,
    /// Whether questions that are not offered any more are among them.
    pub retired: bool,
}

crate::row! {
    /// A question of the bank in a list.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BankLine {
        /// Its name in addresses.
        pub slug: String,
        /// Its newest version.
        pub number: i64,
        /// Its kind.
        pub kind: QuestionKind,
        /// Its tags, with spaces between.
        pub tags: String,
        /// Its first words.
        pub prompt: String,
        /// Whether it is not offered any more.
        pub retired: bool,
        /// The module it came from, by its name in addresses.
        pub module: String,
        /// When the newest version was made.
        pub made_at: DateTime<Utc>,
    }
}

/// How many questions a search tells at most.
const MOST: usize = 100;

/// The questions that are looked for, those last changed first, and whether there are more than the hundred told.
///
/// # Errors
/// Those of the database.
pub async fn search(db: &Db, search: &Search) -> Result<(Vec<BankLine>, bool)> {
    let tags: Vec<String> = search.tags.split(',').map(|tag| tag.trim().to_lowercase()).filter(|tag| !tag.is_empty()).collect();
    let first = tags.first().map_or_else(|| "%".to_owned(), |tag| format!("% {} %", literally(tag)));
    let found: Vec<BankLine> = db
        .all(sql!(
            @whole "a search within texts; questions of the bank are some thousands",
            "SELECT b.slug, v.number, v.kind, v.tags, v.prompt, b.retired_at IS NOT NULL AS retired, m.slug AS module, v.made_at
             FROM bank_questions b JOIN bank_versions v ON v.question_id = b.id AND v.number = b.newest JOIN modules m ON m.id = b.module_id
             WHERE LOWER(v.tags) LIKE $1 ESCAPE '\\' AND ($2 = '' OR v.kind = $2) AND LOWER(v.block) LIKE $3 ESCAPE '\\'
                AND ($4 = '' OR m.slug = $4) AND ($5 OR b.retired_at IS NULL)
             ORDER BY v.made_at DESC, b.slug LIMIT 1000",
            first,
            search.kind,
            pattern(&search.words),
            search.module,
            search.retired
        ))
        .await?;
    let bears = |line: &BankLine| tags.iter().all(|tag| line.tags.to_lowercase().split(' ').any(|other| other == tag));
    let mut found: Vec<BankLine> = found.into_iter().filter(bears).collect();
    let more = found.len() > MOST;
    found.truncate(MOST);
    Ok((found, more))
}

crate::row! {
    /// A module that questions of the bank came from.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BankModule {
        /// Its name in addresses.
        pub slug: String,
        /// The title of its newest version; its name where nothing of it is published, which others have not read.
        pub title: String,
    }
}

/// The modules that questions of the bank came from, by title.
///
/// # Errors
/// Those of the database.
pub async fn modules(db: &Db) -> Result<Vec<BankModule>> {
    db.all(sql!(
        "SELECT m.slug, COALESCE(v.title, m.slug) AS title FROM modules m
         LEFT JOIN module_versions v ON v.module_id = m.id
            AND v.number = (SELECT MAX(newest.number) FROM module_versions newest WHERE newest.module_id = m.id)
         WHERE EXISTS (SELECT 1 FROM bank_questions b WHERE b.module_id = m.id) ORDER BY title, m.slug"
    ))
    .await
}

crate::row! {
    /// A question of the bank.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BankQuestion {
        /// Which.
        pub id: BankQuestionId,
        /// Its name in addresses.
        pub slug: String,
        /// The number of its newest version.
        pub newest: i64,
        /// The module it came from.
        pub module_id: ModuleId,
        /// That module's name in addresses.
        pub module: String,
        /// Who put it there.
        pub kept_by: String,
        /// When.
        pub kept_at: DateTime<Utc>,
        /// Since when it is not offered any more.
        pub retired_at: Option<DateTime<Utc>>,
        /// Whether the one who asks may make versions of it and retire it.
        pub theirs: bool,
    }
}

/// One question, for somebody who writes.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this name; those of the database.
pub async fn question(db: &Db, writer: Writer, slug: &str) -> Result<BankQuestion> {
    db.one(sql!(
        "SELECT b.id, b.slug, b.newest, b.module_id, m.slug AS module, p.name AS kept_by, b.kept_at, b.retired_at,
            ($1 OR b.kept_by = $2 OR EXISTS (SELECT 1 FROM module_authors a WHERE a.module_id = b.module_id AND a.person_id = $2)) AS theirs
         FROM bank_questions b JOIN modules m ON m.id = b.module_id JOIN people p ON p.id = b.kept_by WHERE b.slug = $3",
        writer.everything,
        writer.person,
        *slug
    ))
    .await
}

crate::row! {
    /// A version of a question of the bank.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BankVersion {
        /// Which.
        pub id: BankVersionId,
        /// Its number, from 1.
        pub number: i64,
        /// As its author wrote it, fences included.
        pub block: String,
        /// Its kind.
        pub kind: QuestionKind,
        /// Its tags, with spaces between.
        pub tags: String,
        /// The first words of what it asks.
        pub prompt: String,
        /// Over everything but the id.
        pub digest: String,
        /// The module it was written in, by its name in addresses.
        pub module: String,
        /// When it was made.
        pub made_at: DateTime<Utc>,
        /// By whom.
        pub made_by: String,
    }
}

/// The versions of a question, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn versions(db: &Db, question: BankQuestionId) -> Result<Vec<BankVersion>> {
    db.all(sql!(
        "SELECT v.id, v.number, v.block, v.kind, v.tags, v.prompt, v.digest, m.slug AS module, v.made_at, p.name AS made_by
         FROM bank_versions v JOIN modules m ON m.id = v.module_id JOIN people p ON p.id = v.made_by
         WHERE v.question_id = $1 ORDER BY v.number DESC",
        question
    ))
    .await
}

/// One version with its figures.
///
/// # Errors
/// [`Error::NotFound`] if there is none; those of the database.
pub async fn banked(db: &Db, mark: &BankMark) -> Result<Banked> {
    let found: Option<(BankVersionId, String)> = db
        .maybe(sql!(
            "SELECT v.id, v.block FROM bank_questions b JOIN bank_versions v ON v.question_id = b.id WHERE b.slug = $1 AND v.number = $2",
            mark.slug,
            mark.number
        ))
        .await?;
    let (id, block) = found.ok_or(Error::NotFound)?;
    Ok(Banked { mark: mark.clone(), block, files: files(db, id).await? })
}

pub(super) async fn files(db: &Db, version: BankVersionId) -> Result<Files> {
    let files: Vec<(String, Vec<u8>)> =
        db.all(sql!("SELECT path, content FROM bank_files WHERE version_id = $1 ORDER BY path", version)).await?;
    Ok(files.into_iter().collect())
}

crate::row! {
    /// The newest version of a question.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Newest {
        /// The question's name in addresses.
        pub slug: String,
        /// The version's number.
        pub number: i64,
        /// Over everything but the id.
        pub digest: String,
        /// Whether the question is not offered any more.
        pub retired: bool,
    }
}

/// The newest versions of these questions, as far as they are there.
///
/// # Errors
/// Those of the database.
pub async fn newest(db: &Db, slugs: &[String]) -> Result<Vec<Newest>> {
    db.all(list!(
        "SELECT b.slug, v.number, v.digest, b.retired_at IS NOT NULL AS retired
         FROM bank_questions b JOIN bank_versions v ON v.question_id = b.id AND v.number = b.newest WHERE b.slug IN ($list)",
        in slugs.iter()
    ))
    .await
}

crate::row! {
    /// A published unit that has a question of the bank.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BankUse {
        /// The version of the question.
        pub number: i64,
        /// The module, by its name in addresses.
        pub module: String,
        /// The module's title in that version.
        pub title: String,
        /// The module's version.
        pub version: i64,
        /// The unit's title.
        pub unit: String,
    }
}

/// Where a question is used, in published versions: by module, the newest version first.
///
/// # Errors
/// Those of the database.
pub async fn uses(db: &Db, question: BankQuestionId) -> Result<Vec<BankUse>> {
    db.all(sql!(
        "SELECT b.number, m.slug AS module, mv.title, mv.number AS version, n.title AS unit
         FROM bank_versions b JOIN bank_uses u ON u.bank_version_id = b.id JOIN questions q ON q.id = u.question_id
         JOIN units n ON n.id = q.unit_id JOIN module_versions mv ON mv.id = n.version_id JOIN modules m ON m.id = mv.module_id
         WHERE b.question_id = $1 ORDER BY m.slug, mv.number DESC, n.position, q.position LIMIT 200",
        question
    ))
    .await
}
