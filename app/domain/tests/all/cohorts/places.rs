//! How people stand in a cohort: what is changed, what is written down, and what stays as it was.

use domain::{
    Conflict, Error, audit,
    cohorts::{
        EnrollmentState::{self, Deferred, Enrolled, Graduated, Invited, OnLeave, Withdrawn},
        NewEnrollment, Reader, StateChange, Step, Transfer,
        store::{
            accept_place, accept_places, change_state, destinations, enroll, history, own_places, placed, scope, shared_modules, transfer,
        },
    },
    db::{Db, testing::db_test},
    ids::{CohortId, EnrollmentId, PersonId},
    learning::{
        evidence::{Act, Did, Evidence, Whereabouts},
        projection,
    },
};

use super::{is, refused};
use crate::school::{School, days_ago, now, school};

async fn change(db: &Db, enrollment: EnrollmentId, from: EnrollmentState, to: EnrollmentState, reason: &str) {
    let change = StateChange { enrollment, from, to, reason: reason.into() };
    db.write(move |tx| Box::pin(async move { change_state(tx, now(), None, &change).await })).await.unwrap();
}

async fn steps(db: &Db, cohort: &str, enrollment: EnrollmentId) -> Vec<Step> {
    let scope = scope(db, Reader::Administrator, cohort, None).await.unwrap();
    history(db, &scope, enrollment).await.unwrap()
}

async fn state(db: &Db, enrollment: EnrollmentId) -> EnrollmentState {
    db.value(query!("SELECT state FROM enrollments WHERE id = $1", enrollment)).await.unwrap()
}

db_test!(a_way_through_a_cohort_is_written_down_step_by_step, |db| {
    let school = school(&db).await;
    let (amara, actor) = (school.amara.enrollment, school.director);
    let leave = StateChange { enrollment: amara, from: Enrolled, to: OnLeave, reason: " Parental leave ".into() };
    db.write(move |tx| Box::pin(async move { change_state(tx, now(), Some(actor), &leave).await })).await.unwrap();
    change(&db, amara, OnLeave, Enrolled, "").await;
    change(&db, amara, Enrolled, Graduated, "").await;
    let steps = steps(&db, "first", amara).await;
    let told: Vec<_> = steps.iter().map(|step| (step.before, step.after, step.reason.as_str(), step.by.as_deref())).collect();
    let expected = [
        (None, Enrolled, "", None),
        (Some(Enrolled), OnLeave, "Parental leave", Some("Paul Adler")),
        (Some(OnLeave), Enrolled, "", None),
        (Some(Enrolled), Graduated, "", None),
    ];
    assert_eq!(told, expected);
    let log = audit::recent(&db, 3).await.unwrap();
    assert_eq!((log[2].action.as_str(), log[2].actor_id), ("enrollment.changed", Some(actor)));
    assert_eq!((&log[2].details.0["before"], &log[2].details.0["after"]), (&"enrolled".into(), &"on_leave".into()));
});

db_test!(of_two_who_decide_at_once_the_second_changes_nothing, |db| {
    let school = school(&db).await;
    let amara = school.amara.enrollment;
    change(&db, amara, Enrolled, OnLeave, "Illness").await;
    let late = StateChange { enrollment: amara, from: Enrolled, to: Withdrawn, reason: "Never seen".into() };
    let error = refused(&db, move |tx| Box::pin(async move { change_state(tx, now(), None, &late).await })).await;
    assert!(is(&error, Conflict::Stale), "{error}");
    assert_eq!((state(&db, amara).await, steps(&db, "first", amara).await.len()), (OnLeave, 2));
    let nobody = StateChange { enrollment: EnrollmentId::new(), from: Enrolled, to: Withdrawn, reason: "Never seen".into() };
    let error = refused(&db, move |tx| Box::pin(async move { change_state(tx, now(), None, &nobody).await })).await;
    assert!(matches!(error, Error::NotFound), "{error}");
    let no_way = StateChange { enrollment: amara, from: OnLeave, to: Graduated, reason: String::new() };
    let error = refused(&db, move |tx| Box::pin(async move { change_state(tx, now(), None, &no_way).await })).await;
    assert!(matches!(error, Error::Invalid(_)), "{error}");
});

async fn invited(db: &Db, person: PersonId, cohort: CohortId) -> EnrollmentId {
    let new = NewEnrollment { id: EnrollmentId::new(), person, cohort, state: Invited };
    db.write(move |tx| Box::pin(async move { enroll(tx, now(), None, &new).await })).await.unwrap();
    new.id
}

db_test!(an_accepted_invitation_makes_every_place_theirs, |db| {
    let school = school(&db).await;
    let person = school.economist;
    let places = [invited(&db, person, school.cohort).await, invited(&db, person, school.other).await];
    let accepted = db.write(move |tx| Box::pin(async move { accept_places(tx, now(), person).await })).await.unwrap();
    assert_eq!(accepted, 2);
    for place in places {
        assert_eq!(state(&db, place).await, Enrolled);
    }
    assert_eq!(steps(&db, "first", places[0]).await[1].by.as_deref(), Some("Ines Ferreira"));
    let again = db.write(move |tx| Box::pin(async move { accept_places(tx, now(), person).await })).await.unwrap();
    assert_eq!(again, 0);
});

db_test!(one_accepts_only_what_is_ones_own, |db| {
    let school = school(&db).await;
    let place = invited(&db, school.economist, school.other).await;
    let error = refused(&db, move |tx| Box::pin(async move { accept_place(tx, now(), school.amara.person, place).await })).await;
    assert!(matches!(error, Error::NotFound), "{error}");
    db.write(move |tx| Box::pin(async move { accept_place(tx, now(), school.economist, place).await })).await.unwrap();
    let error = refused(&db, move |tx| Box::pin(async move { accept_place(tx, now(), school.economist, place).await })).await;
    assert!(is(&error, Conflict::Stale), "{error}");
});

fn to_the_other(school: &School, from: EnrollmentState) -> Transfer {
    Transfer { enrollment: school.amara.enrollment, from, to: school.other, new: EnrollmentId::new(), reason: "A year later".into() }
}

/// Everything that was kept of what a person did under an enrollment.
async fn evidence(db: &Db, enrollment: EnrollmentId) -> Vec<(String, String, String)> {
    let text = "SELECT kind, payload, CAST(recorded_at AS TEXT) FROM evidence WHERE enrollment_id = $1 ORDER BY id";
    db.all(query!(text, enrollment)).await.unwrap()
}

db_test!(who_goes_on_elsewhere_keeps_all_they_did_here, |db| {
    let school = school(&db).await;
    let amara = school.amara;
    let whereabouts = Whereabouts {
        person: amara.person,
        enrollment: amara.enrollment,
        version: school.economics.version,
        unit: school.economics.units[0],
    };
    let acts = [Did::Started, Did::Completed].map(|did| Evidence {
        id: domain::ids::EvidenceId::new(),
        at: whereabouts,
        act: Act::plain(did),
        occurred_at: days_ago(12),
    });
    db.write(move |tx| Box::pin(async move { projection::append(tx, &acts, days_ago(12)).await })).await.unwrap();
    let before = evidence(&db, amara.enrollment).await;
    let goes = to_the_other(&school, Enrolled);
    let new = goes.new;
    db.write(move |tx| Box::pin(async move { transfer(tx, now(), Some(school.director), &goes).await })).await.unwrap();
    assert_eq!((before.len(), &evidence(&db, amara.enrollment).await), (2, &before), "nothing they did is lost or changed");
    assert_eq!((state(&db, amara.enrollment).await, state(&db, new).await), (Deferred, Enrolled));
    let (left, came) = (steps(&db, "first", amara.enrollment).await, steps(&db, "second", new).await);
    assert_eq!((left[1].after, left[1].other_slug.as_deref(), left[1].other_id), (Deferred, Some("second"), Some(new)));
    assert_eq!((came[0].after, came[0].other_slug.as_deref(), came[0].reason.as_str()), (Enrolled, Some("first"), "A year later"));
    assert_eq!(audit::recent(&db, 1).await.unwrap()[0].action, "enrollment.transferred");
    let shared = shared_modules(&db, school.cohort, school.other).await.unwrap();
    assert_eq!(shared, [(school.economics.version, school.economics.version)]);
    let own = own_places(&db, amara.person).await.unwrap();
    let told: Vec<_> = own.iter().map(|place| (place.cohort.as_str(), place.state, place.since)).collect();
    assert_eq!(told, [("The second cohort", Enrolled, now()), ("The first cohort", Deferred, now())]);
});

db_test!(a_transfer_leads_once_to_another_cohort_of_the_program, |db| {
    let school = school(&db).await;
    let here = Transfer { to: school.cohort, ..to_the_other(&school, Enrolled) };
    let nowhere = Transfer { to: CohortId::new(), ..to_the_other(&school, Enrolled) };
    for wrong in [here, nowhere] {
        let error = refused(&db, move |tx| Box::pin(async move { transfer(tx, now(), None, &wrong).await })).await;
        assert!(matches!(error, Error::NotFound), "{error}");
    }
    let there = invited(&db, school.nils.person, school.other).await;
    let taken = Transfer { enrollment: school.nils.enrollment, ..to_the_other(&school, Enrolled) };
    let error = refused(&db, move |tx| Box::pin(async move { transfer(tx, now(), None, &taken).await })).await;
    assert!(is(&error, Conflict::AlreadyEnrolled), "{error}");
    assert_eq!((state(&db, school.nils.enrollment).await, state(&db, there).await), (Enrolled, Invited));
    let (first, again, twice) = (to_the_other(&school, Enrolled), to_the_other(&school, Enrolled), to_the_other(&school, Deferred));
    db.write(move |tx| Box::pin(async move { transfer(tx, now(), None, &first).await })).await.unwrap();
    let error = refused(&db, move |tx| Box::pin(async move { transfer(tx, now(), None, &again).await })).await;
    assert!(is(&error, Conflict::Stale), "{error}");
    let error = refused(&db, move |tx| Box::pin(async move { transfer(tx, now(), None, &twice).await })).await;
    assert!(is(&error, Conflict::Closed), "{error}");
});

db_test!(places_are_read_within_their_cohort_only, |db| {
    let school = school(&db).await;
    let first = scope(&db, Reader::Administrator, "first", None).await.unwrap();
    let there = destinations(&db, &first, days_ago(0).date_naive()).await.unwrap();
    assert_eq!(there.iter().map(|one| one.slug.as_str()).collect::<Vec<_>>(), ["second"]);
    assert!(destinations(&db, &first, days_ago(-301).date_naive()).await.unwrap().is_empty(), "nobody goes on in a cohort that is over");
    let amara = placed(&db, &first, school.amara.enrollment).await.unwrap();
    assert_eq!((amara.name.as_str(), amara.state, amara.accepted, amara.waits()), ("Amara Okafor", Enrolled, false, true));
    assert!(matches!(placed(&db, &first, school.ravi.enrollment).await, Err(Error::NotFound)));
    assert!(matches!(history(&db, &first, school.ravi.enrollment).await, Err(Error::NotFound)));
});
