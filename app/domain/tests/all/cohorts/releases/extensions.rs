//! Extensions survive every move as promised.

use domain::cohorts::{
    Basis, EnrollmentState, ExtensionState, Granting,
    store::{Impact, extensions_of, grant},
};
use domain::ids::{ExtensionId, UnitId};

use super::*;
use crate::school::Studying;

async fn granted(db: &Db, school: &School, who: Studying, unit: UnitId, basis: Basis) {
    let granting = Granting { id: ExtensionId::new(), enrollment: who.enrollment, unit, basis, reason: "On call".into() };
    let (staff, cohort) = (school.economist, school.cohort);
    db.write(move |tx| Box::pin(async move { grant(tx, now(), staff, cohort, &granting).await })).await.unwrap();
}

async fn due(db: &Db, who: Studying) -> (DateTime<Utc>, i64) {
    let one = extensions_of(db, who.enrollment).await.unwrap().remove(0);
    (one.due_at, one.sequence)
}

async fn looked_at(db: &Db, cohort: CohortId, draft: &Draft) -> Impact {
    impact(db, cohort, draft, &[], now()).await.unwrap().unwrap()
}

/// The quiz of economics is due on Thu 19 Nov 2026 at noon; Amara has it until the end of 2 December, Nils for a week more.
async fn with_extensions(db: &Db) -> School {
    let school = school(db).await;
    let quiz = school.economics.units[1];
    granted(db, &school, school.amara, quiz, Basis::Absolute(day("2026-12-02"))).await;
    granted(db, &school, school.nils, quiz, Basis::Relative(7)).await;
    school
}

db_test!(an_absolute_one_is_protected_and_a_relative_one_moves_along, |db| {
    let school = with_extensions(&db).await;
    let (amara, nils) = (due(&db, school.amara).await, due(&db, school.nils).await);
    assert_eq!((amara.0, nils.0), (at("2026-12-03T04:59:00Z"), at("2026-11-26T17:00:00Z")));
    let moved = draft(&db, school.cohort, |plan| plan.modules[0].units[1].due = rule("2026-11-24")).await;
    let seen = looked_at(&db, school.cohort, &moved).await;
    let moves: Vec<_> = seen.extensions.iter().map(|one| (one.student.as_str(), one.is_protected(), one.before, one.after)).collect();
    assert_eq!(moves, [("Amara Okafor", true, amara.0, amara.0), ("Nils Berglund", false, nils.0, at("2026-12-02T04:59:00Z"))]);
    assert!(seen.extensions.iter().all(|one| one.state == ExtensionState::Granted && one.unit == "quiz" && !one.is_overtaken()));
    let affected: Vec<_> = seen.affected.iter().map(|one| (one.name.as_str(), one.state)).collect();
    assert_eq!(affected, [("Nils Berglund", EnrollmentState::Enrolled)]);

    let done = released(&db, school.cohort, moved).await.unwrap();
    assert_eq!(due(&db, school.amara).await, amara, "as promised");
    assert_eq!(due(&db, school.nils).await, (at("2026-12-02T04:59:00Z"), nils.1 + 1));
    let [told] = &done.told[..] else { panic!("{:?}", done.told) };
    assert_eq!((told.enrollment, told.person), (school.nils.enrollment, school.nils.person));
    let [change] = &told.changes[..] else { panic!("{:?}", told.changes) };
    assert_eq!(change.before, Some(When::At(nils.0)));
    assert_eq!(change.after, Some(When::At(at("2026-12-02T04:59:00Z"))));
});

db_test!(a_promise_that_all_others_overtake_is_shown_as_such, |db| {
    let school = with_extensions(&db).await;
    let moved = draft(&db, school.cohort, |plan| plan.modules[0].units[1].due = rule("2026-12-09")).await;
    let seen = looked_at(&db, school.cohort, &moved).await;
    assert_eq!(seen.extensions.iter().map(|one| one.is_overtaken()).collect::<Vec<_>>(), [true, false]);
});

db_test!(who_has_more_time_for_all_that_follows_the_module_does_not_hear_that_it_moves, |db| {
    let school = school(&db).await;
    granted(&db, &school, school.amara, school.economics.units[2], Basis::Absolute(day("2027-01-15"))).await;
    let moved = draft(&db, school.cohort, |plan| plan.modules[0].due = rule("2026-12-19")).await;
    let done = released(&db, school.cohort, moved).await.unwrap();
    let told: Vec<_> = done.told.iter().map(|one| (one.name.as_str(), one.changes.len())).collect();
    assert_eq!(told, [("Nils Berglund", 1)], "Amara's only unit without a date of its own is the case");
});

db_test!(a_draft_shows_what_falls_into_the_past_and_what_into_a_blackout, |db| {
    let school = school(&db).await;
    let moved = draft(&db, school.cohort, |plan| {
        plan.modules[0].units[1].due = rule("2026-11-20");
        plan.modules[1].due = rule("2026-12-24");
        let days = (day("2026-12-24"), day("2026-12-26"));
        plan.blackouts.push(domain::cohorts::calendar::Blackout { title: "Christmas".into(), first: days.0, last: days.1 });
    })
    .await;
    let seen = looked_at(&db, school.cohort, &moved).await;
    let places = |changes: &[domain::cohorts::calendar::Change]| changes.iter().map(|one| one.place.anchor()).collect::<Vec<_>>();
    assert_eq!(places(&seen.changes), ["economics/quiz due", "finance due"]);
    assert_eq!(places(&seen.past), ["economics/quiz due"]);
    let collisions: Vec<_> = seen.collisions.iter().map(|one| (one.place.anchor(), one.day, one.blackout.as_str())).collect();
    assert_eq!(collisions, [("finance due".to_owned(), day("2026-12-24"), "Christmas")]);
    assert_eq!(seen.affected.len(), 2);
    released(&db, school.cohort, moved).await.unwrap();
    let again = draft(&db, school.cohort, |plan| plan.modules[1].opens = rule("2026-11-30")).await;
    assert!(looked_at(&db, school.cohort, &again).await.collisions.is_empty(), "that one is known");
});
