//! Quizzes that draw: who was not given a question has not left it out. SQL does not know what a seed draws.

use std::collections::{HashMap, HashSet};

use crate::{
    Result,
    authoring::{QuizSettings, StoredQuestion, store::questions},
    cohorts::ModuleScope,
    db::{Db, list},
    ids::{AttemptId, QuestionId, UnitId},
    learning::quiz,
    reports::items::{Alike, Asked, Part},
};

/// Puts right how many left a question out, of quizzes that draw.
pub(super) async fn correct(db: &Db, scope: &ModuleScope, asked: &[Asked], alike: &mut Vec<Alike>) -> Result<()> {
    let quizzes = quizzes(db, asked).await?;
    if quizzes.is_empty() {
        return Ok(());
    }
    let drawn: HashSet<QuestionId> = quizzes.values().flat_map(|quiz| quiz.questions.iter().map(|stored| stored.id)).collect();
    alike.retain(|one| one.response.is_some() || !drawn.contains(&one.question_id));
    alike.extend(left_out(db, scope, &quizzes).await?);
    Ok(())
}

/// A quiz that draws.
struct Quiz {
    settings: QuizSettings,
    questions: Vec<StoredQuestion>,
    /// How many of them every attempt is given.
    count: i64,
}

/// The quizzes that draw, with all their questions.
async fn quizzes(db: &Db, asked: &[Asked]) -> Result<HashMap<UnitId, Quiz>> {
    let mut quizzes = HashMap::new();
    for one in asked {
        let settings = one.settings.0.quiz().filter(|quiz| !quiz.draw.is_empty());
        if let Some(settings) = settings.filter(|_| !quizzes.contains_key(&one.unit_id)) {
            let questions = questions(db, one.unit_id).await?;
            let count = quiz::count(settings, &questions) as i64;
            quizzes.insert(one.unit_id, Quiz { settings: settings.clone(), questions, count });
        }
    }
    Ok(quizzes)
}

crate::row! {
    struct Tried { id: AttemptId, unit_id: UnitId, seed: i64, part: Part, points: f64, given: i64 }
}

crate::row! {
    struct Given { holder_id: AttemptId, question_id: QuestionId }
}

/// What was drawn and not answered. Most attempts answer all they are given, and need no second look.
async fn left_out(db: &Db, scope: &ModuleScope, quizzes: &HashMap<UnitId, Quiz>) -> Result<Vec<Alike>> {
    let tried: Vec<Tried> = db
        .all(list!(
            concat!(
                placed!(),
                "SELECT p.id, p.unit_id, p.seed, p.part, p.points, (SELECT COUNT(*) FROM answers n WHERE n.holder_id = p.id) AS given
                 FROM placed p JOIN units u ON u.id = p.unit_id WHERE u.settings LIKE '%\"draw\":%'"
            ),
            in scope.cohorts().iter().map(|cohort| cohort.id), scope.module()
        ))
        .await?;
    let some_left = |one: &Tried| quizzes.get(&one.unit_id).is_some_and(|quiz| one.given < quiz.count);
    let tried: Vec<Tried> = tried.into_iter().filter(some_left).collect();
    let given = answered(db, &tried).await?;
    let mut alike = Vec::new();
    for one in &tried {
        let Some(of) = quizzes.get(&one.unit_id) else { continue };
        let drawn = quiz::drawn(&of.settings, &of.questions, one.seed);
        let left = drawn.iter().filter(|stored| stored.question.kind().is_scored() && !given.contains(&(one.id, stored.id)));
        alike.extend(left.map(|stored| Alike {
            question_id: stored.id,
            response: None,
            confidence: None,
            part: one.part,
            students: 1,
            points: one.points,
            squares: one.points * one.points,
        }));
    }
    Ok(alike)
}

async fn answered(db: &Db, tried: &[Tried]) -> Result<HashSet<(AttemptId, QuestionId)>> {
    let given: Vec<Given> =
        db.all(list!("SELECT holder_id, question_id FROM answers WHERE holder_id IN ($list)", in tried.iter().map(|one| one.id))).await?;
    Ok(given.into_iter().map(|one| (one.holder_id, one.question_id)).collect())
}
