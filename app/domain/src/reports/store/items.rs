//! How the questions of a module were answered, added up where the rows are: a module that is taught for years has a hundred thousand
//! attempts, but only so many ways to answer each question.

use crate::{
    Result,
    cohorts::ModuleScope,
    db::{Db, list, sql},
    reports::items::{Alike, Answering, Asked, QuizItems, analysis, median_seconds},
};

/// How many of the newest attempts the times are taken from. SQL has no difference of times on both engines, so that the median is
/// reckoned here.
const TIMED: i64 = 500;

/// What the answers say about the questions of a module's quizzes, over the cohorts that the reader may see. Nothing in it tells of a
/// single student.
///
/// # Errors
/// Those of the database.
pub async fn items(db: &Db, scope: &ModuleScope) -> Result<Vec<QuizItems>> {
    let (asked, mut alike, answers) = (asked(db, scope).await?, alike(db, scope).await?, answers(db, scope).await?);
    drawing::correct(db, scope, &asked, &mut alike).await?;
    Ok(analysis(&asked, &alike, &median_seconds(&answers)))
}

/// The scored questions of all versions, the newest version first.
async fn asked(db: &Db, scope: &ModuleScope) -> Result<Vec<Asked>> {
    db.all(sql!(
        "SELECT q.id AS question_id, u.id AS unit_id, u.slug AS unit_slug, u.title AS unit_title, v.number AS version, q.definition, u.settings
         FROM module_versions v JOIN units u ON u.version_id = v.id AND u.kind = 'quiz' JOIN questions q ON q.unit_id = u.id AND q.kind <> 'text'
         WHERE v.module_id = $1 ORDER BY v.number DESC, u.position, q.position",
        scope.module()
    ))
    .await
}

/// First attempts, each with how well its student did.
macro_rules! placed {
    () => {
        "WITH tried AS (
            SELECT a.id, a.unit_id, a.seed, a.points, ROW_NUMBER() OVER (PARTITION BY e.person_id, u.slug ORDER BY a.started_at, a.id) AS turn
            FROM enrollments e CROSS JOIN module_versions v CROSS JOIN units u CROSS JOIN attempts a
            WHERE v.module_id = $1 AND u.version_id = v.id AND u.kind = 'quiz' AND a.enrollment_id = e.id AND a.unit_id = u.id
                AND a.submitted_at IS NOT NULL AND e.cohort_id IN ($list)),
         ranked AS (
            SELECT id, unit_id, seed, points, COUNT(*) OVER (PARTITION BY unit_id) AS among,
                RANK() OVER (PARTITION BY unit_id ORDER BY points DESC) AS best, RANK() OVER (PARTITION BY unit_id ORDER BY points) AS worst
            FROM tried WHERE turn = 1),
         placed AS (
            SELECT id, unit_id, seed, points, CASE
                WHEN best * 100 <= among * 27 + 50 AND worst * 100 > among * 27 + 50 THEN 'upper'
                WHEN worst * 100 <= among * 27 + 50 AND best * 100 > among * 27 + 50 THEN 'lower' ELSE 'middle' END AS part
            FROM ranked)
         "
    };
}

mod drawing;

/// First attempts by question, answer, how sure of it the student was, and part. A student's first attempt is the first that was handed in at a quiz of this name, in
/// whatever version and cohort of these. The best and the weakest are 27 percent each, in each version by itself: Kelley, "The
/// selection of upper and lower groups for the validation of test items", *Journal of Educational Psychology* 30 (1939), 17-24. Who has
/// as many points as the last of them belongs to them, too; who then would belong to both belongs to neither. A question that was not
/// drawn counts as one without an answer here.
async fn alike(db: &Db, scope: &ModuleScope) -> Result<Vec<Alike>> {
    db.all(list!(
        concat!(
            placed!(),
            "SELECT q.id AS question_id, n.response, n.confidence, p.part, CAST(COUNT(*) AS BIGINT) AS students, SUM(p.points) AS points,
            SUM(p.points * p.points) AS squares
         FROM placed p JOIN questions q ON q.unit_id = p.unit_id AND q.kind <> 'text'
         LEFT JOIN answers n ON n.holder_id = p.id AND n.question_id = q.id GROUP BY q.id, n.response, n.confidence, p.part"
        ),
        in scope.cohorts().iter().map(|cohort| cohort.id), scope.module()
    ))
    .await
}

/// When the answers of the newest attempts were given, in the order of attempt and time.
async fn answers(db: &Db, scope: &ModuleScope) -> Result<Vec<Answering>> {
    db.all(list!(
        "WITH newest AS (
            SELECT a.id, a.started_at FROM enrollments e CROSS JOIN module_versions v CROSS JOIN units u CROSS JOIN attempts a
            WHERE v.module_id = $1 AND u.version_id = v.id AND u.kind = 'quiz' AND a.enrollment_id = e.id AND a.unit_id = u.id
                AND a.number = 1 AND a.submitted_at IS NOT NULL AND e.cohort_id IN ($list)
            ORDER BY a.submitted_at DESC, a.id LIMIT $2)
         SELECT w.id AS attempt_id, w.started_at, n.question_id, n.occurred_at FROM newest w JOIN answers n ON n.holder_id = w.id
         ORDER BY w.id, n.occurred_at, n.question_id",
        in scope.cohorts().iter().map(|cohort| cohort.id), scope.module(), TIMED
    ))
    .await
}
