//! Who runs a program, who teaches a cohort, and who is invited to it.

use domain::{
    Conflict, Error,
    accounts::{
        Power,
        store::{NewPerson, grant},
    },
    cohorts::{
        EnrollmentState, Reader,
        store::{
            Guest, Letter, add_staff, cohort_staff, colleague, end_teaching, invite, invite_again, invitee, placed, program_staff,
            programs_run_by, remove_staff, run_program, scope, taught, teachers,
        },
    },
    db::{Db, testing::db_test},
    ids::{EnrollmentId, PersonId, TeachingId},
    mail::Mail,
};

use super::{is, refused};
use crate::school::{School, now, school};

/// The director has the power of staff and runs the program.
async fn run_by_the_director(db: &Db) -> School {
    let school = school(db).await;
    db.write(move |tx| {
        Box::pin(async move {
            grant(tx, school.director, Power::Staff, None, now()).await?;
            add_staff(tx, now(), None, school.program, school.director).await
        })
    })
    .await
    .unwrap();
    school
}

db_test!(a_program_is_seen_by_who_runs_it_until_they_do_no_longer, |db| {
    let school = run_by_the_director(&db).await;
    let (director, program) = (school.director, school.program);
    assert_eq!(run_program(&db, Reader::Staff(director), "mmm").await.unwrap().id, program);
    assert_eq!(run_program(&db, Reader::Administrator, "mmm").await.unwrap().title, "Master of Medical Management");
    for (reader, slug) in
        [(Reader::Staff(school.economist), "mmm"), (Reader::Faculty(director), "mmm"), (Reader::Administrator, "nonsense")]
    {
        assert!(matches!(run_program(&db, reader, slug).await, Err(Error::NotFound)), "{reader:?} {slug}");
    }
    let names = |staff: Vec<domain::cohorts::StaffMember>| staff.into_iter().map(|one| one.name).collect::<Vec<_>>();
    assert_eq!(names(program_staff(&db, program).await.unwrap()), ["Paul Adler"]);
    assert_eq!(names(cohort_staff(&db, school.cohort).await.unwrap()), ["Paul Adler"]);
    assert_eq!(programs_run_by(&db, director).await.unwrap()[0].slug, "mmm");
    for _ in 0..2 {
        db.write(move |tx| Box::pin(async move { remove_staff(tx, now(), None, program, director).await })).await.unwrap();
    }
    assert!(matches!(run_program(&db, Reader::Staff(director), "mmm").await, Err(Error::NotFound)));
    let log = domain::audit::recent(&db, 100).await.unwrap();
    assert_eq!(log.iter().filter(|entry| entry.action == "rights.revoked").count(), 1, "the second time changed nothing");
});

db_test!(a_colleague_is_known_by_address_and_power, |db| {
    run_by_the_director(&db).await;
    let paul = colleague(&db, " PAUL.Adler@school.example").await.unwrap().unwrap();
    assert_eq!((paul.name.as_str(), paul.staff, paul.administrator), ("Paul Adler", true, false));
    assert!(!colleague(&db, "ines.ferreira@school.example").await.unwrap().unwrap().staff);
    assert!(colleague(&db, "nobody@school.example").await.unwrap().is_none());
});

db_test!(who_teaches_no_longer_sees_nothing_any_more, |db| {
    let school = school(&db).await;
    let first = scope(&db, Reader::Administrator, "first", None).await.unwrap();
    let found = teachers(&db, &first).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].name.as_str(), found[0].module.as_deref()), ("Ines Ferreira", Some("The title of economics")));
    let (teaching, cohort, other) = (found[0].teaching, school.cohort, school.other);
    let error = refused(&db, move |tx| Box::pin(async move { end_teaching(tx, now(), None, other, teaching).await })).await;
    assert!(matches!(error, Error::NotFound), "{error}");
    db.write(move |tx| Box::pin(async move { end_teaching(tx, now(), None, cohort, teaching).await })).await.unwrap();
    assert!(taught(&db, school.economist).await.unwrap().is_empty());
    assert!(matches!(scope(&db, Reader::Faculty(school.economist), "first", None).await, Err(Error::NotFound)));
    let error = refused(&db, move |tx| Box::pin(async move { end_teaching(tx, now(), None, cohort, TeachingId::new()).await })).await;
    assert!(matches!(error, Error::NotFound), "{error}");
});

fn letter(to: &str, token: Option<&str>) -> Letter {
    let mail = Mail { recipient: to.into(), subject: "Your invitation".into(), body: "…".into() };
    Letter { mail, token_hash: token.map(str::to_owned) }
}

async fn links(db: &Db, person: PersonId) -> i64 {
    db.value(query!("SELECT COUNT(*) FROM tokens WHERE person_id = $1 AND used_at IS NULL", person)).await.unwrap()
}

db_test!(somebody_new_is_invited_once_and_reminded_as_often_as_needed, |db| {
    let school = school(&db).await;
    let new = NewPerson {
        id: PersonId::new(),
        email: "Rosa@Clinic.example".into(),
        name: "Rosa Castellanos".into(),
        credentials: "MD".into(),
        specialty: String::new(),
        time_zone: "America/New_York".into(),
        password_hash: None,
    };
    let (rosa, cohort, place) = (new.id, school.cohort, EnrollmentId::new());
    assert!(invitee(&db, cohort, "rosa@clinic.example").await.unwrap().is_none());
    let guest = Guest::New(new);
    db.write(move |tx| {
        Box::pin(
            async move { invite(tx, now(), school.director, (cohort, place), (&guest, letter("Rosa@Clinic.example", Some("one")))).await },
        )
    })
    .await
    .unwrap();
    let known = invitee(&db, cohort, "rosa@clinic.example").await.unwrap().unwrap();
    assert_eq!((known.person, known.accepted, known.state), (rosa, false, Some(EnrollmentState::Invited)));
    let again = Guest::Known(rosa);
    let error = refused(&db, move |tx| {
        Box::pin(async move {
            invite(tx, now(), school.director, (cohort, EnrollmentId::new()), (&again, letter("rosa@clinic.example", None))).await
        })
    })
    .await;
    assert!(is(&error, Conflict::AlreadyEnrolled), "{error}");
    let first = scope(&db, Reader::Administrator, "first", None).await.unwrap();
    let placed = placed(&db, &first, place).await.unwrap();
    db.write(move |tx| Box::pin(async move { invite_again(tx, now(), &placed, letter("rosa@clinic.example", Some("two"))).await }))
        .await
        .unwrap();
    assert_eq!(links(&db, rosa).await, 1, "the link sent before works no longer");
});

db_test!(who_has_an_account_and_a_place_is_not_invited_again, |db| {
    let school = school(&db).await;
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!("UPDATE people SET password_hash = 'x' WHERE id = $1", school.amara.person)).await?;
            Ok(())
        })
    })
    .await
    .unwrap();
    let first = scope(&db, Reader::Administrator, "first", None).await.unwrap();
    let amara = placed(&db, &first, school.amara.enrollment).await.unwrap();
    let error = refused(&db, move |tx| Box::pin(async move { invite_again(tx, now(), &amara, letter("a@x.example", None)).await })).await;
    assert!(is(&error, Conflict::Closed), "{error}");
});
