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
        quiz::Response,
    },
};

/// The newest answer to a question stands, by the time it was given; the id decides between equals. A late one never does.
pub(super) async fn keep(tx: &Tx, kept: &[&Recorded]) -> Result<()> {
    let newest = newest(kept);
    tx.run(rows!(
        "INSERT INTO answers (holder_id, question_id, evidence_id, response, occurred_at, recorded_at) VALUES $rows
         ON CONFLICT (holder_id, question_id) DO UPDATE SET evidence_id = excluded.evidence_id, response = excluded.response,
            occurred_at = excluded.occurred_at, recorded_at = excluded.recorded_at
         WHERE (excluded.occurred_at, excluded.evidence_id) > (answers.occurred_at, answers.evidence_id)",
        for ((holder, question), (response, recorded)) in newest =>
            holder, question, recorded.evidence.id, Json(response), recorded.evidence.occurred_at, recorded.first_recorded_at()
    ))
    .await?;
    Ok(())
}

/// At most one for each question: PostgreSQL refuses two rows of one statement that meet in the same place.
fn newest<'a>(kept: &[&'a Recorded]) -> BTreeMap<(Uuid, QuestionId), (&'a Response, &'a Recorded)> {
    let rank = |recorded: &Recorded| (recorded.evidence.occurred_at, recorded.evidence.id);
    let mut newest: BTreeMap<_, (&Response, &Recorded)> = BTreeMap::new();
    for recorded in kept {
        let Some((key, response)) = standing(recorded) else { continue };
        let other = newest.entry(key).or_insert((response, recorded));
        if rank(recorded) > rank(other.1) {
            *other = (response, recorded);
        }
    }
    newest
}

/// What an act answers, and where the answer is kept; nothing if it is no answer, or came too late.
fn standing(recorded: &Recorded) -> Option<((Uuid, QuestionId), &Response)> {
    match &recorded.evidence.act {
        Act::Answered(answered) if !answered.late => {
            Some(((answered.holder(&recorded.evidence.at), answered.question), &answered.response))
        }
        Act::Carried(Carried { deed: Deed::Answered { question, response }, .. }) => {
            Some(((recorded.evidence.at.enrollment.0, *question), response))
        }
        _ => None,
    }
}
