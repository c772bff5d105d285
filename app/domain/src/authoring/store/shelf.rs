//! What units say, kept at hand: a published version is never changed, so its texts are read and understood once for all students.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::super::{Heading, Piece, Question, StoredQuestion, UnitSettings};
use crate::{
    Result,
    db::{Db, Json, sql},
    ids::{QuestionId, UnitId},
};

/// How many units are kept at hand; each takes some ten kilobytes, so all of them a few megabytes.
const MOST: usize = 256;

/// What a unit of a published version says, the same for everybody.
#[derive(Clone, Debug)]
pub struct UnitText {
    /// What one can do afterwards.
    pub objectives: Vec<String>,
    /// Codes of the competencies it serves, where its author named some.
    pub competencies: Vec<String>,
    /// Text and questions in their order.
    pub body: Vec<Piece>,
    /// Its headings.
    pub contents: Vec<Heading>,
    /// How its author set it.
    pub settings: UnitSettings,
    /// Its questions, in the author's order.
    pub questions: Vec<StoredQuestion>,
}

impl UnitText {
    /// One of its questions.
    pub fn question(&self, id: QuestionId) -> Option<&StoredQuestion> {
        self.questions.iter().find(|stored| stored.id == id)
    }
}

/// The texts of units that were asked for lately. Cheap to clone; all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Shelf(Arc<Mutex<HashMap<UnitId, Arc<UnitText>>>>);

crate::row! {
    struct Written {
        objectives: Json<Vec<String>>,
        competencies: Json<Vec<String>>,
        body: Json<Vec<Piece>>,
        contents: Json<Vec<Heading>>,
        settings: Json<UnitSettings>,
    }
}

crate::row! {
    struct Defined { id: QuestionId, definition: Json<Question> }
}

impl Shelf {
    /// The text of a unit. Whoever calls has made sure that they may see it.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if there is none; those of the database.
    pub async fn text(&self, db: &Db, unit: UnitId) -> Result<Arc<UnitText>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&unit).cloned();
        if let Some(text) = known {
            return Ok(text);
        }
        let text = Arc::new(read(db, unit).await?);
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.len() >= MOST
            && let Some(other) = shelf.keys().next().copied()
        {
            shelf.remove(&other);
        }
        shelf.insert(unit, text.clone());
        Ok(text)
    }
}

async fn read(db: &Db, unit: UnitId) -> Result<UnitText> {
    let written: Written = db.one(sql!("SELECT objectives, competencies, body, contents, settings FROM units WHERE id = $1", unit)).await?;
    Ok(UnitText {
        objectives: written.objectives.0,
        competencies: written.competencies.0,
        body: written.body.0,
        contents: written.contents.0,
        settings: written.settings.0,
        questions: questions(db, unit).await?,
    })
}

/// The questions of a unit, in the author's order. Whoever calls has made sure that they may see them.
///
/// # Errors
/// Those of the database.
pub async fn questions(db: &Db, unit: UnitId) -> Result<Vec<StoredQuestion>> {
    let rows = db.all::<Defined>(sql!("SELECT id, definition FROM questions WHERE unit_id = $1 ORDER BY position", unit)).await?;
    Ok(rows.into_iter().map(|row| StoredQuestion { id: row.id, question: row.definition.0 }).collect())
}
