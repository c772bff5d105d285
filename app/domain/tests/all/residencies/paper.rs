//! What is read for paper.

use domain::{
    db::testing::db_test,
    ids::BookingId,
    residencies::{
        seats::BookingState,
        store::{attendees, presence, seats_held, teams_of_sessions},
    },
};

use super::{
    seats::acts::{books, workshop},
    stage::{release, residency, team},
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
