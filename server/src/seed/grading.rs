//! What faculty of the demo made of what was handed in: some is graded and released, one waits.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    assignments::{
        GradingOutcome, GradingRole,
        grading::{Points, paragraphs},
        marking::State,
        store::{
            self,
            grading::{NewComment, NewMarking, comment, in_cohort, mark, release},
        },
    },
    cohorts::{Reader, Scope, store as cohorts},
    db::Db,
    ids::{GradingCommentId, GradingId, HandInId, PersonId},
};

use super::curriculum::HEALTH_ECONOMICS;

/// What is said on the whole, in the order in which it was handed in; one waits.
const SAID: [Option<&str>; 3] = [
    Some("Sound, and short. The break-even values carry it."),
    None,
    Some("A case that a chief financial officer can decide on. Say next time which number you would defend last."),
];

/// Grades the business case of the cohort that has studied the module.
pub async fn load(db: &Db, now: DateTime<Utc>) -> Result<()> {
    let scope = cohorts::scope(db, Reader::Administrator, "cohort-11", Some(HEALTH_ECONOMICS)).await?;
    let paul = cohorts::teachers(db, &scope).await?.first().map(|one| one.person).ok_or(Error::NotFound)?;
    let (book, _) = store::assignment(db, &scope, "business-case", now).await?;
    let lines: Vec<_> = book.lines.iter().collect();
    let all: Vec<HandInId> = domain::assignments::gradebook::stack(&lines, 0)
        .iter()
        .filter(|(entry, _)| entry.state == State::Waiting)
        .map(|(entry, _)| entry.hand_in)
        .collect();
    for (place, (hand_in, said)) in all.iter().zip(SAID).enumerate() {
        if let Some(said) = said {
            graded(db, (&scope, paul), (*hand_in, place), said, now).await?;
        }
    }
    db.write(move |tx| Box::pin(async move { release(tx, now - TimeDelta::days(1), paul, &scope, &all).await.map(drop) })).await
}

async fn graded(
    db: &Db,
    (scope, grader): (&Scope, PersonId),
    (hand_in, place): (HandInId, usize),
    words: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let found = in_cohort(db, scope, hand_in).await?;
    let level = |levels: &[domain::authoring::Level], at: usize| levels[at.min(levels.len() - 1)].points;
    // The best and the second level by turns.
    let criteria = found.settings.rubric.criteria.iter().enumerate();
    let points: Points = criteria.map(|(at, one)| (one.slug.clone(), level(&one.levels, (at + place) % 2))).collect();
    let last = paragraphs(&found.work.hand_in.text).len() as i64;
    let at = (found.work.hand_in.handed_in_at + TimeDelta::days(4)).min(now - TimeDelta::hours(30));
    let new = NewMarking {
        id: GradingId::new(),
        hand_in,
        grader,
        role: GradingRole::Final,
        seen: None,
        points,
        members: Vec::new(),
        comment: words.to_owned(),
        outcome: GradingOutcome::Graded,
    };
    let said = "Which number is this from? Give its source beside it.".to_owned();
    let in_place = NewComment { id: GradingCommentId::new(), hand_in, author: grader, paragraph: last, words: said };
    db.write(move |tx| {
        Box::pin(async move {
            if last > 0 {
                comment(tx, at, &in_place).await?;
            }
            mark(tx, at, &new).await
        })
    })
    .await
}
