//! Whether an answer can be accepted at all.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::{
    Error, Result,
    authoring::{
        Question, UnitKind,
        store::{Shelf, UnitText},
    },
    db::{Db, sql},
    ids::{AttemptId, QuestionId, UnitId, VersionId},
    learning::{evidence::Whereabouts, quiz::is_drawn},
    policy::{Person, Place},
};

crate::row! {
    struct Asked {
        version_id: VersionId,
        opens_at: DateTime<Utc>,
        kind: UnitKind,
        seed: Option<i64>,
    }
}

/// What an answer needs to be accepted: where it belongs, and the question it must fit. A case or an assignment has none: its text is the answer.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Where it belongs.
    pub at: Whereabouts,
    text: Option<(Arc<UnitText>, QuestionId)>,
}

impl Opening {
    /// The question, as its author wrote it.
    pub fn question(&self) -> Option<&Question> {
        let (text, question) = self.text.as_ref()?;
        text.question(*question).map(|stored| &stored.question)
    }

    /// Whether the student may say how sure they are.
    pub fn asks_confidence(&self) -> bool {
        let settings = self.text.as_ref().and_then(|(text, _)| text.settings.quiz());
        settings.zip(self.question()).is_some_and(|(quiz, question)| quiz.asks_confidence(question))
    }
}

/// Whether a student may answer a question of a unit, under one of their attempts if it is a quiz's.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if any of it is not there, not theirs, not drawn or not open yet; those of the database.
pub async fn opening(
    (db, shelf): (&Db, &Shelf),
    (person, place): (&Person, &Place),
    (unit, question): (UnitId, QuestionId),
    attempt: Option<AttemptId>,
    now: DateTime<Utc>,
) -> Result<Opening> {
    let asked: Asked = db
        .one(sql!(
            "SELECT u.version_id, cm.opens_at, u.kind, a.seed
             FROM units u
             JOIN cohort_modules cm ON cm.cohort_id = $1 AND cm.version_id = u.version_id
             LEFT JOIN attempts a ON a.id = $2 AND a.enrollment_id = $3 AND a.unit_id = u.id
             WHERE u.id = $4",
            place.cohort,
            attempt,
            place.enrollment,
            unit
        ))
        .await?;
    let text = match asked.kind {
        kind if kind.is_written() => None,
        _ => Some((shelf.text(db, unit).await?, question)).filter(|(text, question)| text.question(*question).is_some()),
    };
    let drawn = |text: &UnitText, seed| text.settings.quiz().is_some_and(|quiz| is_drawn(quiz, &text.questions, seed, question));
    let known = match asked.kind {
        UnitKind::Quiz => text.as_ref().zip(asked.seed).is_some_and(|((text, _), seed)| drawn(text, seed)),
        UnitKind::Lesson => text.is_some() && attempt.is_none(),
        UnitKind::Case | UnitKind::Assignment => question.0 == unit.0 && attempt.is_none(),
        UnitKind::Simulation | UnitKind::LiveSession => false,
    };
    if !known || asked.opens_at > now {
        return Err(Error::NotFound);
    }
    let at = Whereabouts { person: person.id, enrollment: place.enrollment, version: asked.version_id, unit };
    Ok(Opening { at, text })
}
