//! Grading: added only, seen when released, and never over what somebody else just did.

use chrono::TimeDelta;
use domain::{
    Conflict, Error, Result,
    assignments::{
        GradingRole,
        gradebook::Gradebook,
        grading::Points,
        marking::State,
        store::{
            self, What,
            grading::{NewComment, NewMarking, comment, comments, feedback, in_cohort, remove_comment},
        },
    },
    audit,
    cohorts::{Basis, Granting, Reader, store as cohorts},
    db::{Db, testing::db_test},
    ids::{ExtensionId, GradingCommentId, GradingId, HandInId, PersonId},
};

use super::stage::{as_role, graded, marked, points, returned};
use crate::school::{days_ago, now};

async fn said(db: &Db, hand_in: HandInId, author: PersonId, paragraph: i64, words: &str) -> Result<GradingCommentId> {
    let new = NewComment { id: GradingCommentId::new(), hand_in, author, paragraph, words: words.into() };
    let id = new.id;
    db.write(move |tx| Box::pin(async move { comment(tx, now(), &new).await })).await.map(|()| id)
}

db_test!(a_grade_is_seen_by_its_student_once_it_is_released, |db| {
    let it = graded(&db, 1).await;
    let (amara, ines) = (it.stage.school.amara, it.stage.school.economist);
    let work = it.hand_in(&db, &[amara.enrollment], None, now()).await;
    assert_eq!(it.entry(&db, amara.enrollment).await.state, State::Waiting);
    let form = it.form(&db, work, ines, points(20, 8)).await;
    marked(&db, form.clone(), now()).await.unwrap();
    marked(&db, form, now()).await.unwrap();

    let entry = it.entry(&db, amara.enrollment).await;
    assert_eq!((entry.state, entry.grade.unwrap().points, entry.marked_by), (State::Graded, 28, vec![ines]));
    assert_eq!((it.own(&db).await.state, it.own(&db).await.grade), (State::Waiting, None));
    assert!(matches!(feedback(&db, amara.enrollment, &it.assignment).await, Err(Error::NotFound)));
    assert!(store::news(&db, amara.enrollment).await.unwrap().is_empty());

    assert_eq!(it.release(&db, &[work, HandInId::new()]).await, 1);
    assert_eq!(it.release(&db, &[work]).await, 0, "once");
    assert_eq!(it.own(&db).await.grade.unwrap().points, 28);
    let read = feedback(&db, amara.enrollment, &it.assignment).await.unwrap();
    assert_eq!((read.marking.comment.as_str(), read.superseded), ("Clear.", false));
    assert!(matches!(store::news(&db, amara.enrollment).await.unwrap().as_slice(), [one] if one.what == What::Graded));
    let log: Vec<String> = audit::recent(&db, 9).await.unwrap().into_iter().map(|entry| entry.action).collect();
    assert!(log.contains(&"grade.given".into()) && log.contains(&"grades.released".into()), "{log:?}");
});

db_test!(a_correction_is_another_row_and_seen_where_the_grade_is, |db| {
    let it = graded(&db, 1).await;
    let (amara, ines) = (it.stage.school.amara, it.stage.school.economist);
    let work = it.hand_in(&db, &[amara.enrollment], None, now()).await;
    let form = it.form(&db, work, ines, points(10, 8)).await;
    marked(&db, form.clone(), now()).await.unwrap();
    it.release(&db, &[work]).await;
    let other = NewMarking { id: GradingId::new(), ..form };
    assert!(matches!(marked(&db, other, now()).await, Err(Error::Conflict(Conflict::Stale))), "it was not seen that it is graded");
    let correction = it.form(&db, work, ines, points(20, 10)).await;
    marked(&db, correction, now() + TimeDelta::minutes(1)).await.unwrap();
    assert_eq!(it.own(&db).await.grade.unwrap().points, 30);
    let rows: i64 = db.value(query!("SELECT COUNT(*) FROM gradings")).await.unwrap();
    assert_eq!(rows, 2);
});

db_test!(what_is_returned_is_handed_in_again_and_is_no_later_than_it_was, |db| {
    let it = graded(&db, 1).await;
    let (amara, ines) = (it.stage.school.amara, it.stage.school.economist);
    let first = it.hand_in(&db, &[amara.enrollment], None, days_ago(-19)).await;
    let form = it.form(&db, first, ines, Points::new()).await;
    let silent = NewMarking { comment: " ".into(), ..returned(form.clone()) };
    assert!(matches!(marked(&db, silent, now()).await, Err(Error::Invalid(_))));
    marked(&db, returned(form), days_ago(-19) + TimeDelta::hours(1)).await.unwrap();
    assert_eq!(it.own(&db).await.state, State::Returned);
    assert!(matches!(store::news(&db, amara.enrollment).await.unwrap().as_slice(), [one] if one.what == What::Returned));

    let second = it.hand_in(&db, &[amara.enrollment], None, days_ago(-30)).await;
    assert!(store::news(&db, amara.enrollment).await.unwrap().is_empty(), "it was revised");
    let entry = it.entry(&db, amara.enrollment).await;
    assert_eq!((entry.hand_in, entry.version, entry.late, entry.state), (second, 2, None, State::Waiting));
    let old = it.form(&db, first, ines, points(20, 10)).await;
    assert!(matches!(marked(&db, old, now()).await, Err(Error::Conflict(Conflict::Closed))), "a newer version is there");
    assert!(feedback(&db, amara.enrollment, &it.assignment).await.unwrap().superseded);
});

db_test!(what_is_late_costs_and_more_time_given_afterwards_gives_it_back, |db| {
    let it = graded(&db, 1).await;
    let (amara, ines) = (it.stage.school.amara, it.stage.school.economist);
    let work = it.hand_in(&db, &[amara.enrollment], None, days_ago(-22)).await;
    let form = it.form(&db, work, ines, points(20, 10)).await;
    marked(&db, form, days_ago(-23)).await.unwrap();
    let late = it.entry(&db, amara.enrollment).await;
    assert_eq!((late.late, late.grade.unwrap().percent), (Some(TimeDelta::days(2)), 90.0));
    let basis = Basis::Relative(5);
    let granting = Granting { id: ExtensionId::new(), enrollment: amara.enrollment, unit: it.unit, basis, reason: "On call".into() };
    let cohort = it.stage.school.cohort;
    db.write(move |tx| Box::pin(async move { cohorts::grant(tx, now(), ines, cohort, &granting).await })).await.unwrap();
    let given = it.entry(&db, amara.enrollment).await;
    assert_eq!((given.late, given.grade.unwrap().percent), (None, 100.0));
    assert_eq!(it.own(&db).await.late, None);
});

db_test!(two_mark_apart_from_each_other_and_near_markings_give_their_mean, |db| {
    let it = graded(&db, 2).await;
    let (amara, ines, paul) = (it.stage.school.amara, it.stage.school.economist, it.stage.school.director);
    let work = it.hand_in(&db, &[amara.enrollment], None, now()).await;
    let second = it.form(&db, work, paul, points(20, 8)).await;
    let first = it.form(&db, work, ines, points(20, 10)).await;
    marked(&db, first, now()).await.unwrap();
    assert!(matches!(marked(&db, second.clone(), now()).await, Err(Error::Conflict(Conflict::Stale))), "they are second now");
    assert_eq!(it.entry(&db, amara.enrollment).await.state, State::Half);
    marked(&db, as_role(second, GradingRole::Second), now()).await.unwrap();
    let entry = it.entry(&db, amara.enrollment).await;
    assert_eq!((entry.state, entry.grade.unwrap().points), (State::Graded, 29));
});

db_test!(two_who_are_far_apart_have_to_agree, |db| {
    let it = graded(&db, 2).await;
    let (amara, ines, paul) = (it.stage.school.amara, it.stage.school.economist, it.stage.school.director);
    let work = it.hand_in(&db, &[amara.enrollment], None, now()).await;
    for (grader, points) in [(ines, points(20, 10)), (paul, points(10, 0))] {
        let form = it.form(&db, work, grader, points).await;
        marked(&db, form, now()).await.unwrap();
    }
    assert_eq!((it.entry(&db, amara.enrollment).await.state, it.entry(&db, amara.enrollment).await.grade), (State::Apart, None));
    let agreed = it.form(&db, work, paul, points(20, 0)).await;
    assert_eq!(agreed.role, GradingRole::Final);
    marked(&db, agreed, now() + TimeDelta::hours(1)).await.unwrap();
    assert_eq!(it.entry(&db, amara.enrollment).await.grade.unwrap().points, 20);
});

db_test!(comments_stand_at_a_paragraph_and_only_their_author_takes_them_back, |db| {
    let it = graded(&db, 1).await;
    let (amara, ines, paul) = (it.stage.school.amara, it.stage.school.economist, it.stage.school.director);
    let work = it.hand_in(&db, &[amara.enrollment], None, now()).await;
    let id = said(&db, work, ines, 2, " Which risk? ").await.unwrap();
    assert!(matches!(said(&db, work, ines, 3, "None").await, Err(Error::NotFound)), "there are two paragraphs");
    assert!(matches!(said(&db, work, ines, 1, " ").await, Err(Error::Invalid(_))));
    assert!(matches!(comments(&db, work).await.unwrap().as_slice(), [one] if one.words == "Which risk?" && one.paragraph == 2));
    let taken = |author| {
        let db = db.clone();
        async move { db.write(move |tx| Box::pin(async move { remove_comment(tx, now(), author, (work, id)).await })).await }
    };
    assert!(matches!(taken(paul).await, Err(Error::NotFound)));
    taken(ines).await.unwrap();
    taken(ines).await.unwrap();
    assert!(comments(&db, work).await.unwrap().is_empty());
});

db_test!(students_stand_by_family_name_as_in_the_roster, |db| {
    let it = graded(&db, 1).await;
    let names = |book: Gradebook| book.lines.into_iter().map(|line| line.name).collect::<Vec<_>>();
    assert_eq!(names(store::gradebook(&db, &it.scope, now()).await.unwrap()), ["Nils Berglund", "Amara Okafor"]);
    let (of_one, _) = store::assignment(&db, &it.scope, "plan", now()).await.unwrap();
    assert_eq!(names(of_one), ["Nils Berglund", "Amara Okafor"]);
});

db_test!(what_was_handed_in_elsewhere_is_not_found, |db| {
    let it = graded(&db, 1).await;
    let school = it.stage.school;
    let work = it.hand_in(&db, &[school.amara.enrollment], None, now()).await;
    assert!(in_cohort(&db, &it.scope, work).await.is_ok());
    let other_module = cohorts::scope(&db, Reader::Faculty(school.economist), "first", Some("economics")).await.unwrap();
    assert!(matches!(in_cohort(&db, &other_module, work).await, Err(Error::NotFound)));
    let other_cohort = cohorts::scope(&db, Reader::Faculty(school.director), "second", None).await.unwrap();
    assert!(matches!(in_cohort(&db, &other_cohort, work).await, Err(Error::NotFound)));
    assert!(store::gradebook(&db, &other_module, now()).await.unwrap().units.iter().all(|unit| unit.module == school.economics.id));
    assert!(matches!(store::assignment(&db, &other_module, "plan", now()).await, Err(Error::NotFound)));
    assert_eq!(store::assignment(&db, &it.scope, "plan", now()).await.unwrap().0.lines.len(), 2);
});
