//! What becomes of a make-up: staff decide, the student does it.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    live::complete_made_up,
    make_ups::{make_up, next_seat, own_make_up},
};
use crate::{
    Conflict, Error, Result, audit,
    db::{Tx, sql},
    ids::{EnrollmentId, MakeUpId, PersonId, ResidencyId},
    residencies::presence::{Deciding, LONGEST_REFLECTION, MakeUp, MakeUpWay, Verdict, decided, text},
};

/// Staff decide on a make-up of a residency. Returns it as it stands then.
///
/// # Errors
/// [`Conflict::Stale`] if it is no longer what they saw, [`Conflict::Closed`] if that cannot become of it; [`Error::Invalid`] by
/// `verdict`, `due_on` and `words`; [`Error::NotFound`].
pub async fn decide_make_up(tx: &Tx, now: DateTime<Utc>, actor: PersonId, residency: ResidencyId, deciding: &Deciding) -> Result<MakeUp> {
    audit::hold(tx).await?;
    let stood = make_up(tx, residency, deciding.id).await?;
    if stood.sequence != deciding.sequence {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let today = now.with_timezone(&stood.campus).date_naive();
    let next = next_seat(tx, residency, today).await?;
    decided(stood.state, deciding, next, today)?;
    let (way, due_on, seat) = match deciding.verdict {
        Verdict::Approved(MakeUpWay::Recording, due_on) => (MakeUpWay::Recording, due_on, None),
        Verdict::Approved(MakeUpWay::NextCohort, due_on) => (MakeUpWay::NextCohort, due_on, next.map(|next| next.residency)),
        _ => (stood.way, stood.due_on, stood.next_residency_id),
    };
    tx.run(sql!(
        "UPDATE make_ups SET way = $1, state = $2, due_on = $3, next_residency_id = $4, words = $5, decided_at = $6, decided_by = $7,
            sequence = sequence + 1
         WHERE id = $8",
        way,
        deciding.verdict.state(),
        due_on,
        seat,
        deciding.words.trim(),
        now,
        actor,
        deciding.id
    ))
    .await?;
    let details = json!({
        "make_up": stood.id, "session": stood.session_id, "from": stood.state, "to": deciding.verdict.state(), "way": way, "due_on": due_on,
        "words": deciding.words.trim(),
    });
    audit::append(tx, now, Some(actor), "make_up.decided", format!("enrollment {}", stood.enrollment_id), details).await?;
    if matches!(deciding.verdict, Verdict::Done) {
        complete_made_up(tx, now, stood.enrollment_id, stood.session_id).await?;
    }
    make_up(tx, residency, deciding.id).await
}

/// Keeps what a student is writing. Says whether it was kept: not if there is nothing to be written now.
///
/// # Errors
/// [`Error::Invalid`] by `body` if it is too long.
pub async fn keep_reflection(tx: &Tx, enrollment: EnrollmentId, id: MakeUpId, reflection: &str) -> Result<bool> {
    text("body", reflection, LONGEST_REFLECTION, "")?;
    let kept = sql!(
        "UPDATE make_ups SET reflection = $1
         WHERE id = $2 AND enrollment_id = $3 AND state = 'approved' AND way = 'recording_and_reflection'",
        reflection,
        id,
        enrollment
    );
    Ok(tx.run(kept).await? > 0)
}

/// A student hands in what they wrote. The same text handed in twice is handed in once. Returns it as it stands then, and whether it
/// was handed in now.
///
/// # Errors
/// [`Error::Invalid`] by `body`; [`Conflict::Closed`] if there is nothing to be handed in; [`Error::NotFound`] if it is not theirs.
pub async fn hand_in(
    tx: &Tx,
    now: DateTime<Utc>,
    (person, enrollment): (PersonId, EnrollmentId),
    id: MakeUpId,
    reflection: &str,
) -> Result<(MakeUp, bool)> {
    audit::hold(tx).await?;
    let stood = own_make_up(tx, enrollment, id).await?;
    text("body", reflection, LONGEST_REFLECTION, "Write what you take from the session.")?;
    let handed = sql!(
        "UPDATE make_ups SET reflection = $1, state = 'handed_in', handed_in_at = $2, sequence = sequence + 1
         WHERE id = $3 AND state = 'approved' AND way = 'recording_and_reflection'",
        reflection.trim(),
        now,
        id
    );
    if tx.run(handed).await? == 0 {
        let again = stood.handed_in_at.is_some() && stood.reflection == reflection.trim();
        return if again { Ok((stood, false)) } else { Err(Error::Conflict(Conflict::Closed)) };
    }
    let details = json!({ "make_up": id, "session": stood.session_id });
    audit::append(tx, now, Some(person), "make_up.handed_in", format!("enrollment {enrollment}"), details).await?;
    Ok((own_make_up(tx, enrollment, id).await?, true))
}
