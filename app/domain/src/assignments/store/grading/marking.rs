//! Marking a hand-in.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::reading::{is_newest, markings, set};
use crate::{
    Conflict, Error, FieldError, Result,
    assignments::{
        GradingOutcome, GradingRole,
        grading::{Points, Two, both},
        marking::{Marking, Markings},
        store::work,
    },
    audit,
    authoring::AssignmentSettings,
    db::{Json, Tx, sql},
    ids::{GradingId, HandInId, PersonId},
};

/// The longest comment on the whole, in characters.
pub const LONGEST: usize = 10_000;

/// A marking as its form sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMarking {
    /// Made with the form: sent twice, it is one.
    pub id: GradingId,
    /// Of what.
    pub hand_in: HandInId,
    /// By whom.
    pub grader: PersonId,
    /// The role that the form was for.
    pub role: GradingRole,
    /// The final marking that stood when the form was drawn, if one did.
    pub seen: Option<GradingId>,
    /// A level of each criterion; where it is returned some may be missing.
    pub points: Points,
    /// To the student.
    pub comment: String,
    /// What it says.
    pub outcome: GradingOutcome,
}

/// Keeps a marking. The second of two brings the final one with it where both are near each other. What is returned for revision is seen by
/// students at once, and so is a correction of what they see already. The same form sent twice does one thing.
///
/// # Errors
/// [`Error::Invalid`] if criteria have no points or something is returned without a word; [`Conflict::Stale`] if others marked it
/// meanwhile; [`Conflict::Closed`] if a newer version was handed in.
pub async fn mark(tx: &Tx, now: DateTime<Utc>, new: &NewMarking) -> Result<()> {
    audit::hold(tx).await?;
    let known = markings(tx, new.hand_in).await?;
    if known.0.iter().any(|marking| marking.id == new.id) {
        return Ok(());
    }
    let (_, settings) = set(tx, work(tx, new.hand_in).await?.hand_in.unit_id).await?;
    let comment = checked(new, &settings)?;
    if !is_newest(tx, new.hand_in).await? {
        return Err(Error::Conflict(Conflict::Closed));
    }
    let role = known.role_of(new.grader, settings.markers);
    if role != new.role || known.standing().map(|marking| marking.id) != new.seen {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let role = if new.outcome == GradingOutcome::Returned { GradingRole::Final } else { role };
    let marking = Marking {
        id: new.id,
        hand_in: new.hand_in,
        grader: new.grader,
        grader_name: String::new(),
        role,
        points: new.points.clone(),
        comment,
        outcome: new.outcome,
        graded_at: now,
        released_at: None,
    };
    keep(tx, &known, &marking).await?;
    match role {
        GradingRole::Final => Ok(()),
        GradingRole::First | GradingRole::Second => agree(tx, known, marking, &settings).await,
    }
}

/// The comment without space around it, if everything is there.
fn checked(new: &NewMarking, settings: &AssignmentSettings) -> Result<String> {
    let comment = new.comment.replace("\r\n", "\n").trim().to_owned();
    let mut wrong = Vec::new();
    if new.outcome == GradingOutcome::Graded && settings.rubric.criteria.iter().any(|criterion| !new.points.contains_key(&criterion.slug)) {
        wrong.push(FieldError { field: "rubric", message: "Choose a level for each criterion.".into() });
    }
    if new.outcome == GradingOutcome::Returned && comment.is_empty() {
        wrong.push(FieldError { field: "comment", message: "Say what has to be revised before you return it.".into() });
    }
    if comment.chars().count() > LONGEST {
        wrong.push(FieldError { field: "comment", message: format!("Write at most {LONGEST} characters.") });
    }
    if wrong.is_empty() { Ok(comment) } else { Err(Error::Invalid(wrong)) }
}

/// Writes a marking; a final one with its entry in the audit log, and released where students have to see it now.
async fn keep(tx: &Tx, known: &Markings, marking: &Marking) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO gradings (id, hand_in_id, grader_id, role, points, comment, outcome, graded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        marking.id,
        marking.hand_in,
        marking.grader,
        marking.role,
        Json(&marking.points),
        marking.comment,
        marking.outcome,
        marking.graded_at
    ))
    .await
    .map_err(|error| error.or_conflict(Conflict::IdReused))?;
    if marking.role != GradingRole::Final {
        return Ok(());
    }
    let release = marking.outcome == GradingOutcome::Returned || known.standing().is_some_and(|before| before.released_at.is_some());
    if release {
        tx.run(sql!(
            "INSERT INTO grading_releases (grading_id, released_at, released_by) VALUES ($1, $2, $3)",
            marking.id,
            marking.graded_at,
            marking.grader
        ))
        .await?;
    }
    let before = known.standing().map(|before| json!({ "points": before.points, "outcome": before.outcome }));
    let details = json!({ "points": marking.points, "outcome": marking.outcome, "released": release, "before": before });
    audit::append(tx, marking.graded_at, Some(marking.grader), "grade.given", format!("hand-in {}", marking.hand_in), details).await
}

/// Once both are in and near each other, what they come to.
async fn agree(tx: &Tx, mut known: Markings, marking: Marking, settings: &AssignmentSettings) -> Result<()> {
    let before = known.clone();
    known.0.push(marking);
    let Some((first, second)) = known.both() else { return Ok(()) };
    let Two::Near(points) = both(settings, &first.points, &second.points) else { return Ok(()) };
    let comments: Vec<&str> = [&first.comment, &second.comment].into_iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    let agreed = Marking {
        id: GradingId::new(),
        role: GradingRole::Final,
        points,
        comment: comments.join("\n\n"),
        ..if second.graded_at >= first.graded_at { second.clone() } else { first.clone() }
    };
    keep(tx, &before, &agreed).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::{Criterion, HandInPart, Level, Rubric};

    #[test]
    fn what_is_graded_has_a_level_of_each_criterion_and_what_is_returned_a_word() {
        let level = |points| Level { points, name: "Level".into(), words: "Words".into() };
        let criterion = Criterion { slug: "risks".into(), title: "Risks".into(), levels: vec![level(2), level(0)] };
        let rubric = Rubric { criteria: vec![criterion] };
        let settings =
            AssignmentSettings { words: None, parts: vec![HandInPart::Text], team: false, markers: 1, pass: 70, late: None, rubric };
        let mut new = NewMarking {
            id: GradingId::new(),
            hand_in: HandInId::new(),
            grader: PersonId::new(),
            role: GradingRole::Final,
            seen: None,
            points: Points::new(),
            comment: " \r\n".into(),
            outcome: GradingOutcome::Graded,
        };
        assert!(matches!(checked(&new, &settings), Err(Error::Invalid(wrong)) if wrong[0].field == "rubric"));
        new.outcome = GradingOutcome::Returned;
        assert!(matches!(checked(&new, &settings), Err(Error::Invalid(wrong)) if wrong[0].field == "comment"));
        new.comment = " See paragraph 2. ".into();
        assert_eq!(checked(&new, &settings).unwrap(), "See paragraph 2.");
        new.comment = "x".repeat(LONGEST + 1);
        assert!(checked(&new, &settings).is_err());
    }
}
