//! What is told again, as acts.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::{Pair, Way};
use crate::{
    Error, Result,
    authoring::{Question, UnitKind},
    db::{Json, Tx, list},
    ids::{EvidenceId, QuestionId, UnitId},
    learning::{
        evidence::{Act, Carried, Deed, Evidence, Origin, Worth},
        quiz::{self, Response},
    },
};

crate::row! {
    struct Progress {
        unit_id: UnitId,
        started_at: DateTime<Utc>,
        last_at: DateTime<Utc>,
        completed_at: Option<DateTime<Utc>>,
        best_percent: Option<f64>,
    }
}

/// What was begun and completed, and the best result of each quiz.
pub(super) async fn progress(tx: &Tx, way: &Way) -> Result<Vec<Evidence>> {
    let progress: Vec<Progress> = tx
        .all(list!(
            "SELECT unit_id, started_at, last_at, completed_at, best_percent FROM unit_progress WHERE enrollment_id = $1 AND unit_id IN ($list)",
            in way.pairs.iter().map(|pair| pair.old), way.from.0
        ))
        .await?;
    let progress: HashMap<UnitId, Progress> = progress.into_iter().map(|row| (row.unit_id, row)).collect();
    let scored = progress.values().filter(|row| row.best_percent.is_some()).map(|row| row.unit_id);
    let best = best(tx, way, scored).await?;
    let mut acts = Vec::new();
    for pair in &way.pairs {
        let Some(row) = progress.get(&pair.old) else { continue };
        let origin = Origin { enrollment: way.from.0, unit: pair.old, evidence: None, recorded_at: row.last_at };
        acts.push(told(way, pair.new, origin, Deed::Started { best: best.get(&pair.old).copied() }, row.started_at)?);
        if let Some(completed_at) = row.completed_at {
            acts.push(told(way, pair.new, origin, Deed::Completed, completed_at)?);
        }
    }
    Ok(acts)
}

/// The best result of each quiz in points, as evidence has it: what was handed in, or was carried before.
async fn best(tx: &Tx, way: &Way, quizzes: impl Iterator<Item = UnitId>) -> Result<HashMap<UnitId, Worth>> {
    let told: Vec<(UnitId, Json<Act>)> = tx
        .all(list!(
            "SELECT unit_id, payload FROM evidence WHERE enrollment_id = $1 AND unit_id IN ($list) AND kind IN ('submitted', 'started')",
            in quizzes, way.from.0
        ))
        .await?;
    let mut best: HashMap<UnitId, Worth> = HashMap::new();
    for (unit, act) in told {
        let worth = match act.0 {
            Act::Submitted(submitted) => Worth { points: submitted.points, possible: submitted.possible },
            Act::Carried(Carried { deed: Deed::Started { best: Some(worth) }, .. }) => worth,
            _ => continue,
        };
        let other = best.entry(unit).or_insert(worth);
        if (worth.percent(), worth.possible) > (other.percent(), other.possible) {
            *other = worth;
        }
    }
    Ok(best)
}

crate::row! {
    struct Standing {
        question_id: QuestionId,
        evidence_id: EvidenceId,
        response: Json<Response>,
        occurred_at: DateTime<Utc>,
        recorded_at: DateTime<Utc>,
    }
}

crate::row! {
    struct Asked { id: QuestionId, unit_id: UnitId, slug: String, definition: Json<Question> }
}

/// What was answered in lessons, cases and assignments, and stands.
pub(super) async fn answers(tx: &Tx, way: &Way) -> Result<Vec<Evidence>> {
    let asked = asked(tx, lessons(&way.pairs).flat_map(|pair| [pair.old, pair.new])).await?;
    let cases = way.pairs.iter().filter(|pair| pair.kind.is_written()).map(|pair| QuestionId(pair.old.0));
    let questions = asked.iter().map(|question| question.id).chain(cases);
    let standing: Vec<Standing> = tx
        .all(list!(
            "SELECT question_id, evidence_id, response, occurred_at, recorded_at FROM answers WHERE holder_id = $1 AND question_id IN ($list)",
            in questions, way.from.0
        ))
        .await?;
    let mut acts = Vec::new();
    for answer in standing {
        let Some((pair, question, response)) = there(way, &asked, &answer) else { continue };
        let (evidence, recorded_at) = (Some(answer.evidence_id), answer.recorded_at);
        let origin = Origin { enrollment: way.from.0, unit: pair.old, evidence, recorded_at };
        acts.push(told(way, pair.new, origin, Deed::Answered { question, response }, answer.occurred_at)?);
    }
    Ok(acts)
}

fn lessons(pairs: &[Pair]) -> impl Iterator<Item = &Pair> {
    pairs.iter().filter(|pair| pair.kind == UnitKind::Lesson)
}

async fn asked(tx: &Tx, units: impl Iterator<Item = UnitId>) -> Result<Vec<Asked>> {
    tx.all(list!("SELECT id, unit_id, slug, definition FROM questions WHERE unit_id IN ($list)", in units)).await
}

/// Which unit an answer belongs to, which question it answers there, and how. Nothing if it cannot be an answer there.
fn there<'a>(way: &'a Way, asked: &[Asked], answer: &Standing) -> Option<(&'a Pair, QuestionId, Response)> {
    let Some(before) = asked.iter().find(|question| question.id == answer.question_id) else {
        let case = way.pairs.iter().find(|pair| pair.kind.is_written() && pair.old.0 == answer.question_id.0)?;
        return Some((case, QuestionId(case.new.0), answer.response.0.clone()));
    };
    let pair = lessons(&way.pairs).find(|pair| pair.old == before.unit_id)?;
    let now = asked.iter().find(|question| question.unit_id == pair.new && question.slug == before.slug)?;
    let response = quiz::carried(&before.definition.0, &now.definition.0, &answer.response.0)?;
    Some((pair, now.id, response))
}

fn told(way: &Way, unit: UnitId, carried: Origin, deed: Deed, occurred_at: DateTime<Utc>) -> Result<Evidence> {
    let (at, act) = (way.there(unit), Act::Carried(Carried { carried, deed }));
    let payload = serde_json::to_vec(&act).map_err(|error| Error::Data(error.to_string()))?;
    let mut hash = Sha256::new();
    for id in [at.enrollment.0, at.unit.0] {
        hash.update(id.as_bytes());
    }
    hash.update(occurred_at.timestamp_micros().to_be_bytes());
    hash.update(payload);
    Ok(Evidence { id: EvidenceId(name(&hash.finalize())), at, act, occurred_at })
}

/// An id that is always the same for the same.
fn name(digest: &[u8]) -> Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}
