//! What a release writes for everybody else to read.

use domain::{
    db_test,
    residencies::store::{expected, expected_by_session, released_session, released_sessions, teaches},
};

use super::stage::{at, class, release, residency, team};
use crate::school::{now, school};

db_test!(what_is_released_again_unchanged_stays_as_it_was, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let sessions = [class(residency, "Value", at("2027-01-09T14:00:00Z")), class(residency, "Risk", at("2027-01-09T16:00:00Z"))];
    assert_eq!(release(&db, now(), residency, &sessions).await.len(), 2);
    let later = at("2026-12-01T12:00:00Z");
    assert!(release(&db, later, residency, &sessions).await.is_empty());
    let stand = released_sessions(&db, residency).await.unwrap();
    assert_eq!(stand.iter().map(|one| (one.title.as_str(), one.sequence)).collect::<Vec<_>>(), [("Value", 0), ("Risk", 0)]);
    assert!(stand.iter().all(|one| one.changed_at == now()));
});

db_test!(a_session_that_moves_counts_up_one_left_out_is_canceled_and_one_that_returns_is_on_again, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let (mut value, risk) = (class(residency, "Value", at("2027-01-09T14:00:00Z")), class(residency, "Risk", at("2027-01-09T16:00:00Z")));
    release(&db, now(), residency, &[value.clone(), risk.clone()]).await;
    value.session.room = "Room 2".into();
    let later = at("2026-12-01T12:00:00Z");
    let changed = release(&db, later, residency, &[value.clone()]).await;
    assert_eq!(changed.len(), 2);
    let (moved, gone) = (released_session(&db, value.session.id).await.unwrap(), released_session(&db, risk.session.id).await.unwrap());
    assert_eq!((moved.room.as_str(), moved.sequence, moved.changed_at, moved.canceled_at), ("Room 2", 1, later, None));
    assert_eq!((gone.sequence, gone.canceled_at), (1, Some(later)));
    assert!(release(&db, later, residency, &[value.clone()]).await.is_empty(), "canceled once");
    release(&db, later, residency, &[value, risk.clone()]).await;
    let back = released_session(&db, risk.session.id).await.unwrap();
    assert_eq!((back.sequence, back.canceled_at), (2, None));
});

db_test!(a_session_is_for_everybody_who_studies_or_for_its_teams, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let (cohort, amara) = (school.cohort, school.amara.enrollment);
    let blue = db.write(move |tx| Box::pin(async move { team(tx, cohort, "Blue", &[amara]).await })).await.unwrap();
    let plenary = class(residency, "Value", at("2027-01-09T14:00:00Z"));
    let mut group = class(residency, "Coaching", at("2027-01-09T16:00:00Z"));
    (group.session.plenary, group.teams, group.faculty) = (false, vec![blue], vec![school.economist]);
    release(&db, now(), residency, &[plenary.clone(), group.clone()]).await;
    let mut both = vec![school.amara.enrollment, school.nils.enrollment];
    both.sort_unstable();
    assert_eq!(expected(&db, plenary.session.id).await.unwrap(), both, "nobody of the other cohort");
    assert_eq!(expected(&db, group.session.id).await.unwrap(), [amara]);
    let counts = expected_by_session(&db, residency).await.unwrap();
    assert_eq!((counts.len(), counts[&plenary.session.id], counts[&group.session.id]), (2, 2, 1));
    assert!(teaches(&db, group.session.id, school.economist).await.unwrap());
    assert!(!teaches(&db, plenary.session.id, school.economist).await.unwrap());
});
