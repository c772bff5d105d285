//! Cohorts in the database: what can be changed, what is refused, and who sees what.

mod extensions;
mod notes;
mod places;
mod programs;
mod releases;
mod rosters;
mod staff;

use chrono::NaiveDate;
use domain::{
    Conflict, Error, Result, audit,
    cohorts::{
        Assignment, EnrollmentState, NewCohort, NewEnrollment, NewProgram, Pin, Reader, Residency, Sight, UnitDue,
        store::{
            self, add_residency, add_staff, assign_teaching, cohorts, create_cohort, create_program, enroll, next_residency, pin_module,
            residencies, scope, set_unit_due, taught,
        },
    },
    db::{Db, Tx, testing::db_test},
    ids::{CohortId, EnrollmentId, ModuleId, PersonId, ProgramId, ResidencyId, TeachingId, UnitId, VersionId},
};
use futures::future::BoxFuture;

use crate::school::{School, days_ago, now, school};

/// A change that is expected to fail leaves nothing, not even an entry in the audit log.
async fn refused<C>(db: &Db, change: C) -> Error
where
    C: for<'t> FnOnce(&'t Tx) -> BoxFuture<'t, Result<()>> + Send + 'static,
{
    let before = audit::recent(db, 1000).await.unwrap().len();
    let error = db.write(change).await.unwrap_err();
    assert_eq!(audit::recent(db, 1000).await.unwrap().len(), before);
    error
}

fn is(error: &Error, conflict: Conflict) -> bool {
    matches!(error, Error::Conflict(found) if *found == conflict)
}

db_test!(every_change_is_in_the_audit_log, |db| {
    let school = school(&db).await;
    let actor = school.director;
    db.write(move |tx| {
        Box::pin(async move {
            let due = UnitDue { cohort: school.cohort, unit: school.economics.units[0], due_at: days_ago(8) };
            set_unit_due(tx, now(), Some(actor), &due).await?;
            add_residency(tx, now(), Some(actor), school.cohort, &residency(1, "2026-11-21", "2026-11-24")).await
        })
    })
    .await
    .unwrap();
    let log = audit::recent(&db, 100).await.unwrap();
    let actions: Vec<&str> = log.iter().map(|entry| entry.action.as_str()).collect();
    for action in
        ["program.created", "cohort.created", "module.pinned", "date.changed", "enrollment.created", "rights.granted", "residency.added"]
    {
        assert!(actions.contains(&action), "{action} is missing in {actions:?}");
    }
    let moved = &log[1];
    assert_eq!((moved.action.as_str(), moved.actor_id), ("date.changed", Some(actor)));
    assert_eq!(moved.details.0["before"], serde_json::json!(days_ago(10)));
    assert_eq!(moved.details.0["after"], serde_json::json!(days_ago(8)));
});

db_test!(a_name_in_addresses_is_given_once, |db| {
    let school = school(&db).await;
    let error = refused(&db, move |tx| {
        Box::pin(async move {
            let program = NewProgram { id: ProgramId::new(), slug: "mmm".into(), title: "Again".into(), summary: String::new() };
            create_program(tx, now(), None, &program).await
        })
    })
    .await;
    assert!(is(&error, Conflict::SlugTaken), "{error}");
    let again = |program| NewCohort {
        id: CohortId::new(),
        program,
        slug: "first".into(),
        title: "Again".into(),
        time_zone: chrono_tz::UTC,
        starts_on: days_ago(0).date_naive(),
        ends_on: days_ago(0).date_naive(),
    };
    let error = refused(&db, move |tx| Box::pin(async move { create_cohort(tx, now(), None, &again(school.program)).await })).await;
    assert!(is(&error, Conflict::SlugTaken), "{error}");
    let error = refused(&db, move |tx| Box::pin(async move { create_cohort(tx, now(), None, &again(ProgramId::new())).await })).await;
    assert!(matches!(error, Error::NotFound), "{error}");
});

db_test!(a_module_is_pinned_once_and_only_if_it_is_there, |db| {
    let school = school(&db).await;
    let pin = move |version, opens| Pin { cohort: school.cohort, version, position: 3, opens_at: days_ago(opens), due_at: days_ago(0) };
    let error = refused(&db, move |tx| Box::pin(async move { pin_module(tx, now(), None, &pin(school.finance.version, 1)).await })).await;
    assert!(is(&error, Conflict::PlaceTaken), "{error}");
    let error = refused(&db, move |tx| Box::pin(async move { pin_module(tx, now(), None, &pin(VersionId::new(), 1)).await })).await;
    assert!(matches!(error, Error::NotFound), "{error}");
    let error = refused(&db, move |tx| Box::pin(async move { pin_module(tx, now(), None, &pin(VersionId::new(), 0)).await })).await;
    assert!(matches!(error, Error::Invalid(_)), "{error}");
});

db_test!(only_units_the_cohort_studies_get_dates_and_none_before_the_opening, |db| {
    let school = school(&db).await;
    let due = move |cohort, unit, days| UnitDue { cohort, unit, due_at: days_ago(days) };
    let foreign = due(school.other, school.finance.units[0], -2);
    let unknown = due(school.cohort, UnitId::new(), -2);
    let early = due(school.cohort, school.finance.units[0], 0);
    for (wrong, missing) in [(foreign, true), (unknown, true), (early, false)] {
        let error = refused(&db, move |tx| Box::pin(async move { set_unit_due(tx, now(), None, &wrong).await })).await;
        assert_eq!(matches!(error, Error::NotFound), missing, "{error}");
        assert_eq!(matches!(error, Error::Invalid(_)), !missing, "{error}");
    }
});

db_test!(a_person_has_one_place_in_a_cohort, |db| {
    let school = school(&db).await;
    let new = move |person, cohort| NewEnrollment { id: EnrollmentId::new(), person, cohort, state: EnrollmentState::Invited };
    let again = new(school.amara.person, school.cohort);
    let error = refused(&db, move |tx| Box::pin(async move { enroll(tx, now(), None, &again).await })).await;
    assert!(is(&error, Conflict::AlreadyEnrolled), "{error}");
    for unknown in [new(PersonId::new(), school.cohort), new(school.amara.person, CohortId::new())] {
        let error = refused(&db, move |tx| Box::pin(async move { enroll(tx, now(), None, &unknown).await })).await;
        assert!(matches!(error, Error::NotFound), "{error}");
    }
});

db_test!(one_teaches_what_the_cohort_studies_and_is_named_once, |db| {
    let school = school(&db).await;
    let teach = move |cohort, module: Option<ModuleId>| Assignment { id: TeachingId::new(), person: school.economist, cohort, module };
    let twice = teach(school.cohort, Some(school.economics.id));
    let error = refused(&db, move |tx| Box::pin(async move { assign_teaching(tx, now(), None, &twice).await })).await;
    assert!(is(&error, Conflict::AlreadyTeaches), "{error}");
    let foreign = teach(school.other, Some(school.finance.id));
    let error = refused(&db, move |tx| Box::pin(async move { assign_teaching(tx, now(), None, &foreign).await })).await;
    assert!(matches!(error, Error::NotFound), "{error}");
    db.write(move |tx| Box::pin(async move { assign_teaching(tx, now(), None, &teach(school.cohort, None)).await })).await.unwrap();
    let error = refused(&db, move |tx| Box::pin(async move { assign_teaching(tx, now(), None, &teach(school.cohort, None)).await })).await;
    assert!(is(&error, Conflict::AlreadyTeaches), "{error}");
});

fn residency(position: i64, starts_on: &str, ends_on: &str) -> Residency {
    Residency {
        id: ResidencyId::new(),
        position,
        title: format!("Residency {position}"),
        place: "Main campus".into(),
        starts_on: starts_on.parse().unwrap(),
        ends_on: ends_on.parse().unwrap(),
    }
}

async fn with_residencies(db: &Db) -> School {
    let school = school(db).await;
    db.write(move |tx| {
        Box::pin(async move {
            for one in [residency(1, "2026-11-21", "2026-11-24"), residency(2, "2027-03-06", "2027-03-09")] {
                add_residency(tx, now(), None, school.cohort, &one).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
    school
}

db_test!(a_residency_is_the_next_one_until_its_last_day_is_over, |db| {
    let school = with_residencies(&db).await;
    let next = async |day: &str| {
        let day: NaiveDate = day.parse().unwrap();
        next_residency(&db, school.cohort, day).await.unwrap().map(|residency| residency.position)
    };
    assert_eq!(next("2026-11-20").await, Some(1));
    assert_eq!(next("2026-11-24").await, Some(1));
    assert_eq!(next("2026-11-25").await, Some(2));
    assert_eq!(next("2027-03-10").await, None);
    assert_eq!(next_residency(&db, school.other, "2026-11-20".parse().unwrap()).await.unwrap(), None);
    let all = residencies(&db, school.cohort).await.unwrap();
    assert_eq!(all.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Residency 1", "Residency 2"]);
});

db_test!(a_residency_has_a_place_of_its_own_and_ends_after_it_starts, |db| {
    let school = with_residencies(&db).await;
    let cohort = school.cohort;
    let taken = residency(2, "2027-04-06", "2027-04-09");
    let error = refused(&db, move |tx| Box::pin(async move { add_residency(tx, now(), None, cohort, &taken).await })).await;
    assert!(is(&error, Conflict::PlaceTaken), "{error}");
    let backward = residency(3, "2027-04-06", "2027-04-05");
    let error = refused(&db, move |tx| Box::pin(async move { add_residency(tx, now(), None, cohort, &backward).await })).await;
    assert!(matches!(error, Error::Invalid(_)), "{error}");
});

db_test!(administrators_see_all_cohorts_with_their_numbers, |db| {
    school(&db).await;
    let all = cohorts(&db, Reader::Administrator).await.unwrap();
    let seen: Vec<_> = all.iter().map(|one| (one.slug.as_str(), one.program.as_str(), one.students, one.modules)).collect();
    assert_eq!(seen, [("first", "Master of Medical Management", 2, 2), ("second", "Master of Medical Management", 1, 1)]);
    let scope = scope(&db, Reader::Administrator, "first", None).await.unwrap();
    assert_eq!((scope.sight(), scope.modules().len()), (Sight::Administrator, 2));
    assert_eq!(scope.cohort().time_zone, chrono_tz::America::New_York);
});

db_test!(staff_see_the_cohorts_of_their_programs_and_nothing_else, |db| {
    let school = school(&db).await;
    let (ruth, program) = (school.economist, school.program);
    assert!(cohorts(&db, Reader::Staff(ruth)).await.unwrap().is_empty());
    assert!(matches!(store::scope(&db, Reader::Staff(ruth), "first", None).await, Err(Error::NotFound)));
    for _ in 0..2 {
        db.write(move |tx| Box::pin(async move { add_staff(tx, now(), None, program, ruth).await })).await.unwrap();
    }
    assert_eq!(cohorts(&db, Reader::Staff(ruth)).await.unwrap().len(), 2);
    assert_eq!(scope(&db, Reader::Staff(ruth), "first", None).await.unwrap().sight(), Sight::Staff);
    let log = audit::recent(&db, 100).await.unwrap();
    assert_eq!(log.iter().filter(|entry| entry.details.0.get("runs").is_some()).count(), 1, "the second time changed nothing");
    let nobody = refused(&db, move |tx| Box::pin(async move { add_staff(tx, now(), None, program, PersonId::new()).await })).await;
    assert!(matches!(nobody, Error::NotFound));
});

db_test!(faculty_see_what_they_teach_and_nothing_else, |db| {
    let school = with_residencies(&db).await;
    let slugs = async |person| -> Vec<(String, Vec<String>)> {
        let taught = taught(&db, person).await.unwrap();
        taught.into_iter().map(|one| (one.cohort.slug, one.modules.into_iter().map(|module| module.slug).collect())).collect()
    };
    assert_eq!(slugs(school.economist).await, [("first".to_owned(), vec!["economics".to_owned()])]);
    assert_eq!(slugs(school.director).await, [("second".to_owned(), vec!["economics".to_owned()])]);
    assert!(slugs(school.amara.person).await.is_empty());
    let stays: Vec<_> = taught(&db, school.economist).await.unwrap().into_iter().map(|one| one.residencies).collect();
    assert_eq!(stays, [residencies(&db, school.cohort).await.unwrap()]);

    let economist = Reader::Faculty(school.economist);
    let seen = scope(&db, economist, "first", Some("economics")).await.unwrap();
    assert_eq!((seen.sight(), seen.modules().len()), (Sight::ModuleFaculty, 1));
    assert_eq!(scope(&db, economist, "first", None).await.unwrap().modules().len(), 1);
    let director = scope(&db, Reader::Faculty(school.director), "second", Some("economics")).await.unwrap();
    assert_eq!(director.sight(), Sight::CohortFaculty);
    for (reader, cohort, module) in [
        (economist, "first", Some("finance")),
        (economist, "first", Some("nonsense")),
        (economist, "second", Some("economics")),
        (economist, "second", None),
        (economist, "nonsense", None),
        (Reader::Faculty(school.amara.person), "first", None),
        (Reader::Administrator, "nonsense", None),
        (Reader::Administrator, "first", Some("nonsense")),
    ] {
        let found = store::scope(&db, reader, cohort, module).await;
        assert!(matches!(found, Err(Error::NotFound)), "{reader:?} {cohort} {module:?}");
    }
});
