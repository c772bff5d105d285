//! Who goes on in another cohort takes along what was handed in and graded; their old team sees nothing new.

use domain::{
    Error, Result,
    assignments::{
        FileKind, GradingOutcome,
        gradebook::{Cell, Entry},
        grading::Points,
        marking::State,
        members::TypedPoints,
        store::{
            self, NewFile, NewHandIn, What, add_file, draft_files, file_of_student,
            grading::{NewMarking, feedback, in_cohort, is_newest, release},
            hand_in, handed_in_file, of_student,
            peers::{NewRating, peers, rate},
            remove_file,
        },
    },
    cohorts::{EnrollmentState, Pin, Reader, Scope, Transfer, store as cohorts},
    db::{Db, testing::db_test},
    ids::{EnrollmentId, HandInId, PeerRatingId, WorkFileId},
    learning::{evidence::Whereabouts, store::move_version},
    policy::Place,
};

use super::{
    peers::team,
    stage::{Graded, PLAN, graded, marked, points, returned},
};
use crate::{
    learning::stage::next_version,
    school::{Studying, days_ago, now},
};

/// The second cohort studies the module too, two months later, and Paul teaches it.
async fn second(db: &Db, it: &Graded) -> Scope {
    let (cohort, version) = (it.stage.school.other, it.stage.version);
    let pin = Pin { cohort, version, position: 9, opens_at: days_ago(1), due_at: days_ago(-90) };
    db.write(move |tx| Box::pin(async move { cohorts::pin_module(tx, now(), None, &pin).await })).await.unwrap();
    cohorts::scope(db, Reader::Faculty(it.stage.school.director), "second", Some("quality")).await.unwrap()
}

/// Lets somebody go on in the second cohort.
async fn goes_on(db: &Db, it: &Graded, who: Studying) -> Studying {
    let (new, to, from) = (EnrollmentId::new(), it.stage.school.other, EnrollmentState::Enrolled);
    let transfer = Transfer { enrollment: who.enrollment, from, to, new, reason: "Leave".into() };
    db.write(move |tx| Box::pin(async move { cohorts::transfer(tx, now(), None, &transfer).await })).await.unwrap();
    Studying { enrollment: new, ..who }
}

async fn entry(db: &Db, scope: &Scope, student: EnrollmentId) -> Option<Entry> {
    let book = store::gradebook(db, scope, now()).await.unwrap();
    let place = book.units.iter().position(|unit| unit.slug == PLAN).unwrap();
    match &book.lines.iter().find(|line| line.enrollment == student).unwrap().cells[place] {
        Cell::Work(entry) => Some(entry.clone()),
        _ => None,
    }
}

fn place(it: &Graded, who: Studying) -> Place {
    Place { enrollment: who.enrollment, cohort: it.stage.school.other, ..it.stage.place(who) }
}

/// What somebody who has gone on hands in there.
async fn hands_in(db: &Db, it: &Graded, who: Studying) -> Result<HandInId> {
    let at = Whereabouts { person: who.person, enrollment: who.enrollment, version: it.stage.version, unit: it.unit };
    let new = NewHandIn {
        id: HandInId::new(),
        at,
        assignment: it.assignment.clone(),
        for_team: false,
        due_at: days_ago(-90),
        text: "Anew.".into(),
        files: Vec::new(),
        runs: Vec::new(),
    };
    let id = new.id;
    db.write(move |tx| Box::pin(async move { hand_in(tx, days_ago(-40), &new).await })).await.map(|()| id)
}

db_test!(a_grade_goes_along_with_its_student_as_late_as_it_was, |db| {
    let it = graded(&db, 1).await;
    let (amara, ines) = (it.stage.school.amara, it.stage.school.economist);
    let there = second(&db, &it).await;
    let work = it.hand_in(&db, &[amara.enrollment], None, days_ago(-22)).await;
    let form = it.form(&db, work, ines, points(20, 10)).await;
    marked(&db, form, days_ago(-23)).await.unwrap();
    it.release(&db, &[work]).await;
    let before = it.own(&db).await;
    assert_eq!(before.grade.unwrap().percent, 90.0);
    assert!(matches!(in_cohort(&db, &there, work).await, Err(Error::NotFound)), "she is not there yet");

    let after = goes_on(&db, &it, amara).await;
    assert_eq!(entry(&db, &there, after.enrollment).await, Some(before.clone()), "two days late, by the dates it was due by");
    assert_eq!(entry(&db, &it.scope, amara.enrollment).await, Some(before), "and nothing is lost where it was");
    let own = store::own_grades(&db, &place(&it, after), now()).await.unwrap();
    assert!(own.lines[0].cells.iter().any(|cell| cell.percent() == Some(90.0)));
    assert_eq!(feedback(&db, after.enrollment, &it.assignment).await.unwrap().marking.comment, "Clear.");
    assert_eq!(in_cohort(&db, &there, work).await.unwrap().elsewhere, None);
    assert!(matches!(store::news(&db, after.enrollment).await.unwrap().as_slice(), [one] if one.what == What::Graded));
    assert_eq!(of_student(&db, after.enrollment, &it.assignment).await.unwrap().len(), 1);
    // Of the two lines in the new cohort only hers has it.
    assert_eq!(entry(&db, &there, it.stage.school.ravi.enrollment).await, None);
});

db_test!(what_waits_is_graded_where_its_student_is_and_handed_in_again_there, |db| {
    let it = graded(&db, 1).await;
    let (amara, paul) = (it.stage.school.amara, it.stage.school.director);
    let there = second(&db, &it).await;
    let first = it.hand_in(&db, &[amara.enrollment], None, days_ago(1)).await;
    let after = goes_on(&db, &it, amara).await;
    assert!(entry(&db, &there, after.enrollment).await.unwrap().is_open());
    let form = it.form(&db, first, paul, Points::new()).await;
    marked(&db, returned(form.clone()), now()).await.unwrap();
    assert!(matches!(store::news(&db, after.enrollment).await.unwrap().as_slice(), [one] if one.what == What::Returned));
    let second = hands_in(&db, &it, after).await.unwrap();
    let versions = of_student(&db, after.enrollment, &it.assignment).await.unwrap();
    assert_eq!(versions.iter().map(|one| (one.id, one.version)).collect::<Vec<_>>(), [(second, 2), (first, 1)]);
    assert!(!is_newest(&db, first).await.unwrap() && is_newest(&db, second).await.unwrap());
    assert!(matches!(in_cohort(&db, &it.scope, second).await, Err(Error::NotFound)), "faculty of before see nothing new");
    let before = entry(&db, &it.scope, amara.enrollment).await.unwrap();
    assert_eq!((before.hand_in, before.elsewhere.as_deref()), (first, Some("The second cohort")));
    let form = NewMarking { seen: None, hand_in: second, points: points(20, 8), outcome: GradingOutcome::Graded, ..form };
    marked(&db, NewMarking { id: domain::ids::GradingId::new(), ..form }, days_ago(-41)).await.unwrap();
    let released = db.write(move |tx| Box::pin(async move { release(tx, now(), paul, &there, &[second]).await })).await;
    assert_eq!(released.unwrap(), 1);
    let own = store::own_grades(&db, &place(&it, after), now()).await.unwrap();
    assert!(own.lines[0].cells.iter().any(|cell| matches!(cell, Cell::Work(one) if one.grade.is_some_and(|grade| grade.points == 28))));
    assert!(matches!(hands_in(&db, &it, after).await, Err(Error::Conflict(domain::Conflict::Closed))));
});

db_test!(what_a_team_handed_in_is_read_in_the_new_cohort_and_graded_in_the_old_one, |db| {
    let it = graded(&db, 1).await;
    let there = second(&db, &it).await;
    let ([amara, nils, ada, ben], work) = team(&db, &it).await;
    let after = goes_on(&db, &it, it.stage.school.nils).await;
    let waits = entry(&db, &there, after.enrollment).await.unwrap();
    assert_eq!((waits.state, waits.elsewhere.as_deref(), waits.is_open()), (State::Waiting, Some("The first cohort"), false));
    assert_eq!(in_cohort(&db, &there, work).await.unwrap().elsewhere.as_deref(), Some("The first cohort"));

    let asked = peers(&db, after.enrollment, &it.assignment).await.unwrap();
    assert_eq!((asked.rater, asked.others.len()), (nils, 3), "they still say of each other who did how much");
    let (assignment, student) = (it.assignment.clone(), after.enrollment);
    let rating = |rated| NewRating { id: PeerRatingId::new(), rated, points: 3, words: String::new() };
    let ratings = [amara, ada, ben].map(rating);
    db.write(move |tx| Box::pin(async move { rate(tx, now(), student, &assignment, &ratings).await })).await.unwrap();
    assert_eq!(peers(&db, after.enrollment, &it.assignment).await.unwrap().said.len(), 3);

    let form = it.form(&db, work, it.stage.school.economist, points(20, 10)).await;
    let members = vec![TypedPoints { member: nils, points: "24".into(), reason: "Left early".into() }];
    marked(&db, NewMarking { members, ..form }, days_ago(-1)).await.unwrap();
    let (paul, scope) = (it.stage.school.director, there.clone());
    let here = db.write(move |tx| Box::pin(async move { release(tx, now(), paul, &scope, &[work]).await })).await;
    assert_eq!(here.unwrap(), 0, "it is released where it is graded");
    it.release(&db, &[work]).await;
    let seen = entry(&db, &there, after.enrollment).await.unwrap();
    assert_eq!((seen.grade.unwrap().points, seen.shared_grade().unwrap().points), (24, 30));
    assert_eq!(feedback(&db, after.enrollment, &it.assignment).await.unwrap().marking.members[0].reason, "Left early");
    assert!(feedback(&db, ben, &it.assignment).await.unwrap().marking.members.is_empty());

    // What is handed in there is nothing to the old team, whose own stays the newest.
    hands_in(&db, &it, after).await.unwrap_err();
    let anew = it.hand_in(&db, &[after.enrollment], None, days_ago(-50)).await;
    assert_eq!(entry(&db, &there, after.enrollment).await.unwrap().hand_in, anew);
    assert!(is_newest(&db, work).await.unwrap());
    assert_eq!(of_student(&db, ben, &it.assignment).await.unwrap().len(), 1);
    assert_eq!(of_student(&db, nils, &it.assignment).await.unwrap().len(), 1);
});

db_test!(files_go_along_and_are_read_by_the_faculty_of_the_new_cohort, |db| {
    let it = graded(&db, 1).await;
    let amara = it.stage.school.amara;
    second(&db, &it).await;
    let kept = |name: &str| NewFile {
        id: WorkFileId::new(),
        enrollment: amara.enrollment,
        assignment: it.assignment.clone(),
        name: name.into(),
        kind: FileKind::Csv,
        size: 1,
        sha256: format!("{name:0>64}"),
    };
    let (sent, draft) = (kept("a"), kept("b"));
    let work = it.hand_in(&db, &[amara.enrollment], None, days_ago(2)).await;
    let (one, other) = (sent.clone(), draft.clone());
    db.write(move |tx| {
        Box::pin(async move {
            add_file(tx, now(), &one).await?;
            add_file(tx, now(), &other).await?;
            tx.run(query!("INSERT INTO hand_in_files (hand_in_id, position, file_id) VALUES ($1, 1, $2)", work, one.id)).await
        })
    })
    .await
    .unwrap();
    let cohorts = |at: Vec<store::HandedInAt>| at.into_iter().map(|at| at.cohort).collect::<Vec<_>>();
    assert_eq!(cohorts(handed_in_file(&db, sent.id).await.unwrap().1), ["first"]);
    let after = goes_on(&db, &it, amara).await;
    assert_eq!(cohorts(handed_in_file(&db, sent.id).await.unwrap().1), ["first", "second"]);
    assert!(matches!(handed_in_file(&db, draft.id).await, Err(Error::NotFound)));
    assert!(file_of_student(&db, after.person, sent.id).await.is_ok());
    assert_eq!(draft_files(&db, after.enrollment, &it.assignment).await.unwrap().len(), 2);
    let gone = (after.enrollment, draft.id);
    db.write(move |tx| Box::pin(async move { remove_file(tx, now(), gone).await })).await.unwrap();
    assert_eq!(draft_files(&db, after.enrollment, &it.assignment).await.unwrap().len(), 1);
});

db_test!(what_somebody_does_in_two_cohorts_at_once_stays_apart, |db| {
    let it = graded(&db, 1).await;
    let there = second(&db, &it).await;
    let (amara, cohort) = (it.stage.school.amara, it.stage.school.other);
    let new = domain::cohorts::NewEnrollment { id: EnrollmentId::new(), person: amara.person, cohort, state: EnrollmentState::Enrolled };
    let other = new.id;
    db.write(move |tx| Box::pin(async move { cohorts::enroll(tx, now(), None, &new).await })).await.unwrap();
    let work = it.hand_in(&db, &[amara.enrollment], None, days_ago(1)).await;
    assert_eq!(entry(&db, &there, other).await, None);
    assert!(matches!(in_cohort(&db, &there, work).await, Err(Error::NotFound)));
    assert!(of_student(&db, other, &it.assignment).await.unwrap().is_empty());
});

db_test!(a_grade_stays_when_the_cohort_goes_on_with_another_version, |db| {
    let it = graded(&db, 1).await;
    let (amara, ines, ruth) = (it.stage.school.amara, it.stage.school.economist, it.stage.school.director);
    let work = it.hand_in(&db, &[amara.enrollment], None, days_ago(-22)).await;
    let form = it.form(&db, work, ines, points(20, 10)).await;
    marked(&db, form, days_ago(-23)).await.unwrap();
    let before = it.entry(&db, amara.enrollment).await;
    let two = next_version(&db, it.stage).await;
    let (unit, anew, version) = (it.unit, domain::ids::UnitId::new(), two.version);
    let step = domain::cohorts::VersionMove {
        id: uuid::Uuid::now_v7(),
        cohort: it.stage.school.cohort,
        module: it.stage.module,
        from: it.stage.version,
        to: two.version,
    };
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!(
                "INSERT INTO units (id, version_id, position, slug, kind, title, minutes, objectives, body, contents, settings)
                 SELECT $1, $2, position, slug, kind, title, minutes, objectives, body, contents, settings FROM units WHERE id = $3",
                anew,
                version,
                unit
            ))
            .await?;
            move_version(tx, now(), ruth, &step).await
        })
    })
    .await
    .unwrap();
    assert_eq!(it.entry(&db, amara.enrollment).await, before);
});
