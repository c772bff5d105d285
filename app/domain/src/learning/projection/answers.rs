//! The answer that stands for each question.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::Recorded;
use crate::{
    Result,
    db::{Json, Tx, rows},
    ids::QuestionId,
    learning::{
        evidence::{Act, Carried, Deed},
        quiz::{Confidence, Response},
    },
};

/// The newest answer to a question stands, by the time it was given; the id decides between equals. A late one never does.
pub(super) async fn keep(tx: &Tx, kept: &[&Recorded]) -> Result<()> {
    let newest = newest(kept);
    tx.run(rows!(
        "INSERT INTO answers (holder_id, question_id, evidence_id, response, confidence, occurred_at, recorded_at) VALUES $rows
         ON CONFLICT (holder_id, question_id) DO UPDATE SET evidence_id = excluded.evidence_id, response = excluded.response,
            confidence = excluded.confidence, occurred_at = excluded.occurred_at, recorded_at = excluded.recorded_at
         WHERE (excluded.occurred_at, excluded.evidence_id) > (answers.occurred_at, answers.evidence_id)",
        for ((holder, question), (answer, recorded)) in newest =>
            holder, question, recorded.evidence.id, Json(answer.response), answer.confidence, recorded.evidence.occurred_at, recorded.first_recorded_at()
    ))
    .await?;
    Ok(())
}

/// At most one for each question: PostgreSQL refuses two rows of one statement that meet in the same place.
fn newest<'a>(kept: &[&'a Recorded]) -> BTreeMap<(Uuid, QuestionId), (Answer<'a>, &'a Recorded)> {
    let rank = |recorded: &Recorded| (recorded.evidence.occurred_at, recorded.evidence.id);
    let mut newest: BTreeMap<_, (Answer, &Recorded)> = BTreeMap::new();
    for recorded in kept {
        let Some((key, answer)) = standing(recorded) else { continue };
        let other = newest.entry(key).or_insert((answer, recorded));
        if rank(recorded) > rank(other.1) {
            *other = (answer, recorded);
        }
    }
    newest
}

/// What was answered, and how sure the student was of it.
#[derive(Clone, Copy)]
struct Answer<'a> {
    response: &'a Response,
    confidence: Option<Confidence>,
}

/// What an act answers, and where the answer is kept; nothing if it is no answer, or came too late.
fn standing(recorded: &Recorded) -> Option<((Uuid, QuestionId), Answer<'_>)> {
    match &recorded.evidence.act {
        Act::Answered(answered) if !answered.late => {
            let answer = Answer { response: &answered.response, confidence: answered.confidence };
            Some(((answered.holder(&recorded.evidence.at), answered.question), answer))
        }
        Act::Carried(Carried { deed: Deed::Answered { question, response }, .. }) => {
            Some(((recorded.evidence.at.enrollment.0, *question), Answer { response, confidence: None }))
        }
        _ => None,
    }
}
