//! Marking a hand-in.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::reading::{is_newest, markings, set};
use crate::{
    Conflict, Error, FieldError, Result,
    assignments::{
        GradingOutcome, GradingRole,
        grading::{Points, Two, both, total},
        marking::{Marking, Markings},
        members::{OwnPoints, TypedPoints},
        store::work,
    },
    audit,
    authoring::AssignmentSettings,
    db::{Json, Tx, rows, sql},
    ids::{EnrollmentId, GradingId, HandInId, PersonId},
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
    /// Of members of a team; whoever is left out has the team's points. They are kept with what is final.
    pub members: Vec<TypedPoints>,
    /// To the student.
    pub comment: String,
    /// What it says.
    pub outcome: GradingOutcome,
}

/// Keeps a marking. The second of two brings the final one with it where both are near each other. What is returned for revision is seen by
/// students at once, and so is a correction of what they see already. The same form sent twice does one thing.
///
/// # Errors
/// [`Error::Invalid`] if criteria have no points, something is returned without a word, or a member's points have no reason or are out of
/// bounds; [`Error::NotFound`] if they are those of nobody in the team; [`Conflict::Stale`] if others marked it meanwhile;
/// [`Conflict::Closed`] if a newer version was handed in.
pub async fn mark(tx: &Tx, now: DateTime<Utc>, new: &NewMarking) -> Result<()> {
    audit::hold(tx).await?;
    let known = markings(tx, new.hand_in).await?;
    if known.0.iter().any(|marking| marking.id == new.id) {
        return Ok(());
    }
    let work = work(tx, new.hand_in).await?;
    let (_, settings) = set(tx, work.hand_in.unit_id).await?;
    let team = work.hand_in.team.map_or(&[][..], |_| &work.members);
    let (comment, members) = checked(new, &settings, team)?;
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
        members: if role == GradingRole::Final { members } else { Vec::new() },
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

/// The comment without space around it and the members with points of their own, if everything is there.
fn checked(new: &NewMarking, settings: &AssignmentSettings, team: &[(EnrollmentId, String)]) -> Result<(String, Vec<OwnPoints>)> {
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
    let members = members(new, settings, team)?;
    wrong.extend(members.iter().filter_map(|one| one.clone().err()));
    if wrong.is_empty() { Ok((comment, members.into_iter().filter_map(Result::ok).collect())) } else { Err(Error::Invalid(wrong)) }
}

/// The members who have other points than their team, or what is wrong with these. What is returned has no grade that they could differ from.
fn members(
    new: &NewMarking,
    settings: &AssignmentSettings,
    team: &[(EnrollmentId, String)],
) -> Result<Vec<std::result::Result<OwnPoints, FieldError>>> {
    let (shared, possible) = (total(&settings.rubric, &new.points), settings.rubric.possible());
    let mut all = Vec::new();
    for typed in new.members.iter().filter(|_| new.outcome == GradingOutcome::Graded) {
        let (_, name) = team.iter().find(|(member, _)| *member == typed.member).ok_or(Error::NotFound)?;
        match typed.read(shared, possible) {
            Ok(own) => all.extend(own.map(Ok)),
            Err(fault) => all.push(Err(FieldError { field: "members", message: format!("{name}: {}", fault.words()) })),
        }
    }
    Ok(all)
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
    tx.run(rows!(
        "INSERT INTO member_gradings (grading_id, enrollment_id, points, reason) VALUES $rows",
        for own in &marking.members => marking.id, own.member, i64::from(own.points), own.reason
    ))
    .await?;
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
    let mut details = said(marking);
    details["released"] = json!(release);
    details["before"] = json!(known.standing().map(said));
    audit::append(tx, marking.graded_at, Some(marking.grader), "grade.given", format!("hand-in {}", marking.hand_in), details).await
}

/// What a marking says, for the audit log.
fn said(of: &Marking) -> serde_json::Value {
    let own = |own: &OwnPoints| json!({ "enrollment": own.member, "points": own.points });
    json!({ "points": of.points, "members": of.members.iter().map(own).collect::<Vec<_>>(), "outcome": of.outcome })
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
        members: Vec::new(),
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
            members: Vec::new(),
            comment: " \r\n".into(),
            outcome: GradingOutcome::Graded,
        };
        assert!(matches!(checked(&new, &settings, &[]), Err(Error::Invalid(wrong)) if wrong[0].field == "rubric"));
        new.outcome = GradingOutcome::Returned;
        assert!(matches!(checked(&new, &settings, &[]), Err(Error::Invalid(wrong)) if wrong[0].field == "comment"));
        new.comment = " See paragraph 2. ".into();
        assert_eq!(checked(&new, &settings, &[]).unwrap().0, "See paragraph 2.");
        new.comment = "x".repeat(LONGEST + 1);
        assert!(checked(&new, &settings, &[]).is_err());
    }
}
