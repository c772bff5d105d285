//! What is read for paper.

use domain::{
    db::testing::db_test,
    ids::BookingId,
    residencies::{
        coming::Answer,
        seats::BookingState,
        store::{attendees, presence, seats_held, teams_of_sessions},
    },
};

use super::{
    coming::{asked, says},
    seats::acts::{books, workshop},
    stage::{day, release, residency, team},
};
use crate::school::{now, school};

db_test!(paper_knows_everybody_who_studies_their_team_and_who_has_a_seat, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let (cohort, amara) = (school.cohort, school.amara.enrollment);
    let blue = db.write(move |tx| Box::pin(async move { team(tx, cohort, "Blue", &[amara]).await })).await.unwrap();
    let mut group = workshop(residency, "Coaching", "2027-01-09T14:00:00Z", 1);
    (group.session.plenary, group.teams) = (false, vec![blue]);
    let session = group.session.id;
    release(&db, now(), residency, &[group]).await;
    assert_eq!(books(&db, now(), amara, session).await, BookingState::Booked);
    let all = attendees(&db, residency).await.unwrap();
    assert!(all.iter().all(|one| one.code.is_none()), "nobody has a code yet");
    assert_eq!(presence::make_codes(&db, now(), || "k7m2p9x4qa".to_owned() + &BookingId::new().to_string()).await.unwrap(), 2);
    let all = attendees(&db, residency).await.unwrap();
    assert!(all.iter().all(|one| one.code.as_ref().is_some_and(|code| code.starts_with("k7m2p9x4qa"))));
    let who: Vec<_> = all.iter().map(|one| (one.name.as_str(), one.credentials.as_str(), one.team.as_deref())).collect();
    assert_eq!(who, [("Amara Okafor", "MD", Some("Blue")), ("Nils Berglund", "MD", None)], "nobody of the other cohort");
    assert_eq!(teams_of_sessions(&db, residency).await.unwrap(), [(session, blue, "Blue".to_owned())]);
    assert_eq!(seats_held(&db, residency).await.unwrap(), [(session, amara)]);
});

db_test!(who_has_not_answered_is_expected_and_others_on_the_days_they_come, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    let expected = async |on: &'static str| {
        let all = attendees(&db, residency.id).await.unwrap();
        all.into_iter().filter(|one| one.is_expected_on(day(on))).map(|one| one.name).collect::<Vec<_>>()
    };
    assert_eq!(expected("2027-01-09").await, ["Amara Okafor", "Nils Berglund"], "nobody has answered");
    says(&db, &residency, school.amara, Answer::Part, &["2027-01-09"], now()).await.unwrap();
    assert_eq!(expected("2027-01-09").await, ["Amara Okafor", "Nils Berglund"]);
    assert_eq!(expected("2027-01-10").await, ["Nils Berglund"]);
    says(&db, &residency, school.nils, Answer::No, &[], now()).await.unwrap();
    assert_eq!(expected("2027-01-09").await, ["Amara Okafor"]);
    let away = attendees(&db, residency.id).await.unwrap().into_iter().filter(|one| one.stays_away()).count();
    assert_eq!((expected("2027-01-10").await.len(), away), (0, 1));
    says(&db, &residency, school.amara, Answer::Yes, &[], now()).await.unwrap();
    assert_eq!(expected("2027-01-10").await, ["Amara Okafor"]);
});
