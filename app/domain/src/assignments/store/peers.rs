//! What members of a team say of each other, in confidence.

use chrono::{DateTime, Utc};

use crate::{
    Conflict, Error, FieldError, Result,
    assignments::{
        Assignment, Work,
        marking::State,
        peers::{Contribution, FEWEST_RATERS, Rating, contributions},
        store::{grading::markings, of_student, reading::places_of, work},
    },
    db::{Db, Tx, rows, sql},
    ids::{EnrollmentId, PeerRatingId, TeamId},
};

/// The longest words on one member, in characters.
pub const LONGEST: usize = 2_000;

crate::row! {
    /// What one member said of another last.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Said {
        /// Who says it.
        pub rater: EnrollmentId,
        /// Of whom.
        pub rated: EnrollmentId,
        /// 1 to 5.
        pub points: i64,
        /// May be empty.
        pub words: String,
    }
}

/// What a member of a team is asked of the others.
#[derive(Clone, Debug)]
pub struct Peers {
    /// What the team handed in last.
    pub work: Work,
    /// Their team.
    pub team: TeamId,
    /// The member, as they were when it was handed in.
    pub rater: EnrollmentId,
    /// The others, by name.
    pub others: Vec<(EnrollmentId, String)>,
    /// What this member said of them.
    pub said: Vec<Said>,
    /// Whether nothing can be said any more, for the grade is released.
    pub closed: bool,
}

/// What a member is asked of the others, after the team has handed in.
///
/// # Errors
/// [`Error::NotFound`] if nothing was handed in, or not by a team; those of the database.
pub async fn peers(db: &Db, member: EnrollmentId, assignment: &Assignment) -> Result<Peers> {
    let newest = of_student(db, member, assignment).await?.into_iter().next().ok_or(Error::NotFound)?;
    let team = newest.team.ok_or(Error::NotFound)?;
    let work = work(db, newest.id).await?;
    let places = places_of(db, member).await?;
    let rater = work.members.iter().map(|(one, _)| *one).find(|one| places.contains(one)).ok_or(Error::NotFound)?;
    let others = work.members.iter().filter(|(other, _)| *other != rater).cloned().collect();
    let said = newest_of(said(db, assignment, team).await?).into_iter().filter(|one| one.rater == rater).collect();
    let closed = markings(db, newest.id).await?.state() == State::Released;
    Ok(Peers { work, team, rater, others, said, closed })
}

/// What was said in a team, the oldest first.
async fn said(db: &Db, assignment: &Assignment, team: TeamId) -> Result<Vec<Said>> {
    db.all(sql!(
        "SELECT rater_id AS rater, rated_id AS rated, points, words FROM peer_ratings
         WHERE module_id = $1 AND unit = $2 AND team_id = $3 ORDER BY rated_at, id",
        assignment.module,
        assignment.unit,
        team
    ))
    .await
}

/// Of one pair the newest.
fn newest_of(all: Vec<Said>) -> Vec<Said> {
    let mut newest: Vec<Said> = Vec::new();
    for one in all {
        newest.retain(|other| (other.rater, other.rated) != (one.rater, one.rated));
        newest.push(one);
    }
    newest
}

/// What one member says of another, as a form sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRating {
    /// Made with the form: sent twice, it is one.
    pub id: PeerRatingId,
    /// Of whom.
    pub rated: EnrollmentId,
    /// 1 to 5.
    pub points: i64,
    /// May be empty.
    pub words: String,
}

/// Keeps what a member says of all others of the team.
///
/// # Errors
/// [`Error::Invalid`] if somebody is left out or rated by other points than 1 to 5; [`Error::NotFound`] if there is no team of theirs;
/// [`Conflict::Closed`] once the grade is released.
pub async fn rate(tx: &Tx, now: DateTime<Utc>, rater: EnrollmentId, assignment: &Assignment, ratings: &[NewRating]) -> Result<()> {
    let asked = peers(tx, rater, assignment).await?;
    if asked.closed {
        return Err(Error::Conflict(Conflict::Closed));
    }
    let there = |rating: &NewRating| asked.others.iter().any(|(other, _)| *other == rating.rated) && (1..=5).contains(&rating.points);
    let all = asked.others.iter().all(|(other, _)| ratings.iter().any(|rating| rating.rated == *other));
    if !all || !ratings.iter().all(there) || ratings.len() != asked.others.len() {
        return Err(Error::field("points", "Rate everybody in your team but yourself."));
    }
    if ratings.iter().any(|rating| rating.words.chars().count() > LONGEST) {
        return Err(Error::Invalid(vec![FieldError { field: "words", message: format!("Write at most {LONGEST} characters on each.") }]));
    }
    tx.run(rows!(
        "INSERT INTO peer_ratings (id, module_id, unit, team_id, rater_id, rated_id, points, words, rated_at) VALUES $rows
         ON CONFLICT (id) DO NOTHING",
        for one in ratings =>
            one.id, assignment.module, assignment.unit, asked.team, asked.rater, one.rated, one.points, one.words.replace("\r\n", "\n").trim(), now
    ))
    .await?;
    Ok(())
}

/// What a team says of its members, for whoever grades: no rater is named.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamSays {
    /// Of each member, in the order of the hand-in.
    pub contributions: Vec<Contribution>,
    /// Words on members of whom enough others said something, in no order that tells who wrote them.
    pub words: Vec<(EnrollmentId, String)>,
}

/// What the members of the team that handed this in say of each other; nothing where no team did.
///
/// # Errors
/// Those of the database.
pub async fn team_says(db: &Db, of: &Work) -> Result<Option<TeamSays>> {
    let Some(team) = of.hand_in.team else { return Ok(None) };
    let assignment = Assignment { module: of.hand_in.module, unit: of.hand_in.unit.clone() };
    let said = newest_of(said(db, &assignment, team).await?);
    let members: Vec<EnrollmentId> = of.members.iter().map(|(member, _)| *member).collect();
    let points = |one: &Said| Rating { rater: one.rater, rated: one.rated, points: u32::try_from(one.points).unwrap_or(0) };
    let contributions = contributions(&members, &said.iter().map(points).collect::<Vec<_>>());
    let enough = |member: EnrollmentId| contributions.iter().any(|one| one.member == member && one.raters >= FEWEST_RATERS);
    let mut words: Vec<(EnrollmentId, String)> = said
        .into_iter()
        .filter(|one| !one.words.is_empty() && one.rater != one.rated && enough(one.rated))
        .map(|one| (one.rated, one.words))
        .collect();
    words.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(Some(TeamSays { contributions, words }))
}
