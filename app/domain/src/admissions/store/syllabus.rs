//! What anyone may see of the curriculum: of each module its newest version, what it aims at and what it holds, without the texts.

use chrono::NaiveDate;

use crate::{
    Error, Result,
    authoring::{UnitKind, UnitSettings, disclosures::Disclosures, store::questions},
    db::{Db, Json, list, sql},
    ids::{UnitId, VersionId},
    learning::quiz::count,
};

/// A module as it stands in the syllabus.
#[derive(Clone, Debug)]
pub struct SyllabusModule {
    /// Its name in addresses.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// What it is about, in a sentence.
    pub summary: String,
    /// What one can do after it.
    pub objectives: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What they disclosed, if they did.
    pub disclosures: Option<Disclosures>,
    /// When its authors last checked it.
    pub reviewed: Option<NaiveDate>,
    /// What it holds, in order.
    pub units: Vec<SyllabusUnit>,
}

impl SyllabusModule {
    /// How many units of a kind it has.
    pub fn count(&self, kind: UnitKind) -> usize {
        self.units.iter().filter(|unit| unit.kind == kind).count()
    }

    /// How many questions it asks.
    pub fn questions(&self) -> i64 {
        self.units.iter().map(|unit| unit.questions).sum()
    }

    /// How long it takes, in minutes, as its authors estimate.
    pub fn minutes(&self) -> i64 {
        self.units.iter().map(|unit| unit.minutes).sum()
    }
}

/// A unit as it stands in the syllabus.
#[derive(Clone, Debug)]
pub struct SyllabusUnit {
    /// What it is.
    pub kind: UnitKind,
    /// What it is called.
    pub title: String,
    /// How long it takes, as its authors estimate.
    pub minutes: i64,
    /// What one can do after it.
    pub objectives: Vec<String>,
    /// How many questions it asks.
    pub questions: i64,
}

crate::row! {
    struct Version {
        id: VersionId,
        slug: String,
        title: String,
        summary: String,
        objectives: Json<Vec<String>>,
        authors: Json<Vec<String>>,
        disclosures: Option<Json<Disclosures>>,
        reviewed: Option<NaiveDate>,
    }
}

crate::row! {
    struct Unit {
        id: UnitId,
        version_id: VersionId,
        kind: UnitKind,
        title: String,
        minutes: i64,
        objectives: Json<Vec<String>>,
        settings: Json<UnitSettings>,
        questions: i64,
    }
}

/// Every published module that is not retired, in the order in which they came.
///
/// # Errors
/// Those of the database.
pub async fn syllabus(db: &Db) -> Result<Vec<SyllabusModule>> {
    let versions = db
        .all::<Version>(sql!(
            "SELECT v.id, m.slug, v.title, v.summary, v.objectives, v.authors, v.disclosures, v.reviewed
             FROM modules m JOIN module_versions v ON v.module_id = m.id
             WHERE v.number = (SELECT MAX(newest.number) FROM module_versions newest WHERE newest.module_id = m.id)
                AND NOT EXISTS (SELECT 1 FROM retired_modules r WHERE r.module_id = m.id)
             ORDER BY m.created_at, m.slug"
        ))
        .await?;
    with_units(db, versions).await
}

/// One published module.
///
/// # Errors
/// [`Error::NotFound`] if there is none of that name; those of the database.
pub async fn module(db: &Db, slug: &str) -> Result<SyllabusModule> {
    let version = db
        .maybe::<Version>(sql!(
            "SELECT v.id, m.slug, v.title, v.summary, v.objectives, v.authors, v.disclosures, v.reviewed
             FROM modules m JOIN module_versions v ON v.module_id = m.id
             WHERE m.slug = $1 AND v.number = (SELECT MAX(newest.number) FROM module_versions newest WHERE newest.module_id = m.id)",
            *slug
        ))
        .await?;
    with_units(db, version.into_iter().collect()).await?.pop().ok_or(Error::NotFound)
}

async fn with_units(db: &Db, versions: Vec<Version>) -> Result<Vec<SyllabusModule>> {
    let ids: Vec<VersionId> = versions.iter().map(|version| version.id).collect();
    let mut units = db
        .all::<Unit>(list!(
            "SELECT u.id, u.version_id, u.kind, u.title, u.minutes, u.objectives, u.settings,
                (SELECT COUNT(*) FROM questions q WHERE q.unit_id = u.id) AS questions
             FROM units u WHERE u.version_id IN ($list) ORDER BY u.version_id, u.position",
            in &ids
        ))
        .await?;
    for unit in &mut units {
        // Of a quiz that draws, as many as an attempt has.
        if let Some(quiz) = unit.settings.0.quiz().filter(|quiz| !quiz.draw.is_empty()) {
            unit.questions = count(quiz, &questions(db, unit.id).await?) as i64;
        }
    }
    let with_own = versions.into_iter().map(|version| {
        let (own, others) = std::mem::take(&mut units).into_iter().partition(|unit| unit.version_id == version.id);
        units = others;
        assemble(version, own)
    });
    Ok(with_own.collect())
}

fn assemble(version: Version, units: Vec<Unit>) -> SyllabusModule {
    let Version { slug, title, summary, objectives, authors, disclosures, reviewed, .. } = version;
    let (units, disclosures) = (units.into_iter().map(SyllabusUnit::from).collect(), disclosures.map(|json| json.0));
    SyllabusModule { slug, title, summary, objectives: objectives.0, authors: authors.0, disclosures, reviewed, units }
}

impl From<Unit> for SyllabusUnit {
    fn from(Unit { kind, title, minutes, objectives, questions, .. }: Unit) -> Self {
        Self { kind, title, minutes, objectives: objectives.0, questions }
    }
}
