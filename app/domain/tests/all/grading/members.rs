//! Points of single members of a team: given with a reason, kept with the grading, and read by that member alone.

use chrono::TimeDelta;
use domain::{
    Conflict, Error,
    assignments::{
        GradingRole,
        marking::State,
        members::TypedPoints,
        store::grading::{NewMarking, feedback, in_cohort},
    },
    audit,
    db::testing::db_test,
    ids::{EnrollmentId, GradingId},
};

use super::{
    peers::team,
    stage::{graded, marked, points, returned},
};
use crate::school::now;

fn own(member: EnrollmentId, points: &str, reason: &str) -> TypedPoints {
    TypedPoints { member, points: points.into(), reason: reason.into() }
}

/// What a member reads: the points of their own with the reason, if they have some.
async fn read(db: &domain::db::Db, it: &super::stage::Graded, member: EnrollmentId) -> Option<(u32, String)> {
    let found = feedback(db, member, &it.assignment).await.unwrap();
    assert!(found.marking.members.len() <= 1, "nobody reads what others have");
    found.marking.members.into_iter().next().map(|own| (own.points, own.reason))
}

db_test!(a_member_has_other_points_than_the_team_and_reads_why_once_it_is_released, |db| {
    let it = graded(&db, 1).await;
    let ([amara, nils, _, ben], work) = team(&db, &it).await;
    let form = it.form(&db, work, it.stage.school.economist, points(20, 8)).await;
    let members = vec![own(ben, " 12 ", "Was away for most of it."), own(nils, "28", ""), own(amara, "", "")];
    marked(&db, NewMarking { members, ..form }, now()).await.unwrap();

    let (theirs, his) = (it.entry(&db, nils).await, it.entry(&db, ben).await);
    assert_eq!((theirs.grade.unwrap().points, theirs.team_grade), (28, None));
    assert_eq!((his.grade.unwrap().points, his.grade.unwrap().passed, his.shared_grade().unwrap().points), (12, false, 28));
    assert!(matches!(feedback(&db, ben, &it.assignment).await, Err(Error::NotFound)), "it is not released");
    assert_eq!((it.own(&db).await.state, it.own(&db).await.grade), (State::Waiting, None));
    it.release(&db, &[work]).await;
    assert_eq!(read(&db, &it, ben).await, Some((12, "Was away for most of it.".into())));
    assert_eq!(read(&db, &it, amara).await, None);
    assert_eq!((it.own(&db).await.grade.unwrap().points, it.own(&db).await.team_grade), (28, None));
    let log = audit::recent(&db, 9).await.unwrap();
    assert!(log.iter().any(|entry| entry.action == "grade.given" && entry.details.0.to_string().contains("\"points\":12")), "{log:?}");
});

db_test!(a_correction_says_anew_who_has_other_points_and_is_seen_at_once, |db| {
    let it = graded(&db, 1).await;
    let ([amara, nils, _, ben], work) = team(&db, &it).await;
    let ines = it.stage.school.economist;
    let form = it.form(&db, work, ines, points(20, 8)).await;
    let first = NewMarking { members: vec![own(ben, "12", "Was away"), own(amara, "30", "Wrote it")], ..form };
    marked(&db, first.clone(), now()).await.unwrap();
    marked(&db, first, now()).await.unwrap();
    it.release(&db, &[work]).await;
    let form = it.form(&db, work, ines, points(20, 10)).await;
    marked(&db, NewMarking { members: vec![own(ben, "15", "Was away, and came back")], ..form }, now() + TimeDelta::hours(1))
        .await
        .unwrap();
    assert_eq!(read(&db, &it, ben).await, Some((15, "Was away, and came back".into())));
    assert_eq!((read(&db, &it, amara).await, it.own(&db).await.grade.unwrap().points), (None, 30));
    assert_eq!(it.entry(&db, nils).await.grade.unwrap().points, 30);
    let rows: i64 = db.value(query!("SELECT COUNT(*) FROM member_gradings")).await.unwrap();
    assert_eq!(rows, 3, "they are only ever added");
});

db_test!(a_members_points_need_a_reason_and_a_place_in_the_team, |db| {
    let it = graded(&db, 1).await;
    let ([_, nils, _, ben], work) = team(&db, &it).await;
    let (ines, ravi) = (it.stage.school.economist, it.stage.school.ravi.enrollment);
    let form = it.form(&db, work, ines, points(20, 8)).await;
    for (given, words) in [(own(ben, "12", " "), "Ben Cole: Say why"), (own(nils, "31", "Why"), "Nils Berglund: Give a whole number")] {
        let refused = marked(&db, NewMarking { members: vec![given], ..form.clone() }, now()).await;
        assert!(
            matches!(&refused, Err(Error::Invalid(wrong)) if wrong[0].field == "members" && wrong[0].message.starts_with(words)),
            "{refused:?}"
        );
    }
    let stranger = NewMarking { members: vec![own(ravi, "12", "Why")], ..form.clone() };
    assert!(matches!(marked(&db, stranger, now()).await, Err(Error::NotFound)));
    marked(&db, returned(NewMarking { members: vec![own(ben, "many", "")], ..form }), now()).await.unwrap();
    assert_eq!(it.entry(&db, ben).await.state, State::Returned);
    let amara = it.stage.school.amara.enrollment;
    let alone = it.hand_in(&db, &[amara], None, now() + TimeDelta::hours(1)).await;
    let form = it.form(&db, alone, ines, points(20, 8)).await;
    let refused = marked(&db, NewMarking { members: vec![own(amara, "12", "Why")], ..form }, now()).await;
    assert!(matches!(refused, Err(Error::NotFound)), "who hands in alone has the points of the rubric");
});

db_test!(of_two_markings_the_final_one_says_who_has_other_points, |db| {
    let it = graded(&db, 2).await;
    let ([amara, _, _, ben], work) = team(&db, &it).await;
    let (ines, paul) = (it.stage.school.economist, it.stage.school.director);
    for grader in [ines, paul] {
        let form = it.form(&db, work, grader, points(20, 10)).await;
        assert_ne!(form.role, GradingRole::Final);
        marked(&db, NewMarking { members: vec![own(ben, "5", "As I see it")], ..form }, now()).await.unwrap();
    }
    assert_eq!(it.entry(&db, ben).await.grade.unwrap().points, 30);
    let last = it.form(&db, work, paul, points(20, 10)).await;
    let stale = NewMarking { id: GradingId::new(), seen: None, ..last.clone() };
    assert!(matches!(marked(&db, stale, now()).await, Err(Error::Conflict(Conflict::Stale))));
    marked(&db, NewMarking { members: vec![own(ben, "25", "As both see it")], ..last }, now() + TimeDelta::hours(1)).await.unwrap();
    assert_eq!((it.entry(&db, ben).await.grade.unwrap().points, it.entry(&db, amara).await.grade.unwrap().points), (25, 30));
    let standing = in_cohort(&db, &it.scope, work).await.unwrap().markings.standing().unwrap().clone();
    assert_eq!(standing.own(ben).unwrap().reason, "As both see it");
});
