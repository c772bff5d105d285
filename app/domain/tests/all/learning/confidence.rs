//! How sure students say they are: kept with the answer, changed as an answer is, and added up over many.

use chrono::TimeDelta;
use domain::{
    cohorts::store::module_scope,
    db::{Db, testing::db_test},
    ids::{AttemptId, QuestionId},
    learning::{
        evidence::{Evidence, Receipt},
        quiz::{Confidence, Response},
        store,
    },
    reports::{
        items::{Certainty, Item, Warning},
        store::items,
    },
};

use super::{
    items::{ADMINISTRATOR, students},
    rebuild::sum,
    stage::{Stage, answer, append, choose, quiz_settings, rated, stage},
};
use crate::school::{Studying, days_ago, now};

const CERTAIN: Option<Confidence> = Some(Confidence::Certain);
const GUESS: Option<Confidence> = Some(Confidence::Guess);

/// The answer that stands, and how surely it was given.
async fn stands(db: &Db, attempt: AttemptId, question: QuestionId) -> (Response, Option<Confidence>) {
    let standing = store::answers(db, attempt.0, &[question]).await.unwrap().remove(&question).unwrap();
    (standing.response.0, standing.confidence)
}

fn after(evidence: Evidence, seconds: i64) -> Evidence {
    Evidence { occurred_at: now() + TimeDelta::seconds(seconds), ..evidence }
}

db_test!(how_sure_a_student_is_stands_with_the_answer_and_changes_as_it_does, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let attempt = stage.begin(&db, amara, stage.quiz, now()).await;
    let later = now() + TimeDelta::minutes(1);
    let guessed = rated(stage.choice(amara, attempt, true), GUESS);
    assert_eq!(append(&db, vec![guessed.clone()], later).await, [Receipt::Stored]);
    assert_eq!(stands(&db, attempt, stage.single).await, (choose(true), GUESS));
    let surer = after(Evidence { id: domain::ids::EvidenceId::new(), ..rated(guessed.clone(), CERTAIN) }, 2);
    let before = after(rated(stage.choice(amara, attempt, false), GUESS), 1);
    assert_eq!(append(&db, vec![surer, before], later).await, [Receipt::Stored, Receipt::Stored]);
    assert_eq!(stands(&db, attempt, stage.single).await, (choose(true), CERTAIN), "the newest stands, whatever comes first");
    assert_eq!(append(&db, vec![guessed.clone()], later).await, [Receipt::Repeated]);
    let other = rated(guessed, CERTAIN);
    assert_eq!(append(&db, vec![other], later).await, [Receipt::Refused], "the same id with another rating is another act");
    append(&db, vec![after(stage.choice(amara, attempt, true), 3)], later).await;
    assert_eq!(stands(&db, attempt, stage.single).await, (choose(true), None), "and can be taken back");
});

db_test!(how_sure_a_student_is_earns_and_costs_nothing_and_does_not_change_after_the_end, |db| {
    let stage = stage(&db).await;
    let mut scores = Vec::new();
    for (who, sure) in [(stage.school.amara, CERTAIN), (stage.school.nils, None)] {
        let attempt = stage.begin(&db, who, stage.quiz, now()).await;
        append(&db, vec![rated(stage.choice(who, attempt, true), sure)], now()).await;
        scores.push(store::submit(&db, stage.at(who, stage.quiz), attempt, quiz_settings(), (now(), now())).await.unwrap());
        let late = after(rated(stage.choice(who, attempt, true), GUESS), 5);
        assert_eq!(append(&db, vec![late], now() + TimeDelta::minutes(1)).await, [Receipt::Late]);
        assert_eq!(stands(&db, attempt, stage.single).await.1, sure);
    }
    assert_eq!(scores[0], scores[1]);
    let before = sum(&db).await;
    store::rebuild_all(&db).await.unwrap();
    assert_eq!(sum(&db).await, before);
});

/// An attempt at the quiz, handed in: whether `single` is right, and how sure its student was.
async fn hand_in(db: &Db, stage: &Stage, who: Studying, (right, sure): (bool, Option<Confidence>)) {
    let attempt = stage.begin(db, who, stage.quiz, days_ago(2)).await;
    let single = answer(stage.at(who, stage.quiz), Some(attempt), stage.single, choose(right));
    let matching = answer(stage.at(who, stage.quiz), Some(attempt), stage.matching, Response::Pairs(vec![Some(2), None, None]));
    append(db, vec![rated(single, sure), matching], days_ago(2)).await;
    store::submit(db, stage.at(who, stage.quiz), attempt, quiz_settings(), (days_ago(2), days_ago(2))).await.unwrap();
}

async fn single_and_matching(db: &Db) -> [Item; 2] {
    let scope = module_scope(db, ADMINISTRATOR, "quality").await.unwrap();
    items(db, &scope).await.unwrap().remove(0).now.try_into().unwrap()
}

db_test!(the_share_of_the_certain_who_are_wrong_is_counted_over_first_attempts, |db| {
    let stage = stage(&db).await;
    let all = students(&db, stage.school.cohort, 16).await;
    let said = |place: usize| match place {
        0..4 => (false, CERTAIN),
        4..10 => (true, CERTAIN),
        10..12 => (false, GUESS),
        12..14 => (true, Some(Confidence::Fair)),
        _ => (false, None),
    };
    for (place, who) in all.iter().enumerate() {
        hand_in(&db, &stage, *who, said(place)).await;
    }
    let [single, matching] = single_and_matching(&db).await;
    let figures = single.figures.unwrap();
    assert_eq!(figures.certainty, Some(Certainty { rated: 14, certain: 10, wrong: 4 }));
    assert_eq!((single.students, figures.facility, figures.warning), (16, 0.5, None), "four are too few to say that it misleads");
    assert_eq!(matching.figures.unwrap().certainty, None, "nobody said it there");
    // A second attempt does not count; a fifth student who was certain and wrong does.
    hand_in(&db, &stage, all[0], (true, CERTAIN)).await;
    hand_in(&db, &stage, stage.school.nils, (false, CERTAIN)).await;
    let [single, _] = single_and_matching(&db).await;
    let figures = single.figures.unwrap();
    assert_eq!(figures.certainty, Some(Certainty { rated: 15, certain: 11, wrong: 5 }));
    assert_eq!(figures.warning, Some(Warning::CertainAndWrong { certain: 11, wrong: 5 }));
});
