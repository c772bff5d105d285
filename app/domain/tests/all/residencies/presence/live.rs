//! A live session of a module is done by being there, or by having made up for it.

use chrono::TimeDelta;
use domain::{
    db::Db,
    db_test,
    ids::UnitId,
    residencies::{
        presence::{MakeUpWay, MarkKind, Verdict},
        store::{
            held_as,
            presence::{make_ups_of, propose_make_ups},
        },
    },
};

use super::{
    super::stage::{day, release},
    Days,
    make_ups::{SITE, decide},
    send,
};
use crate::school::{becomes_live, completed_at};

/// The first of the days' sessions is a live session of health economics.
async fn held(db: &Db) -> (Days, UnitId) {
    let mut days = Days::of(db).await;
    let unit = days.school.economics.units[0];
    becomes_live(db, unit).await;
    let session = &mut days.sessions[0].session;
    (session.module_id, session.prework) = (Some(days.school.economics.id), Some("lesson".into()));
    release(db, days.after, days.residency, &days.sessions.clone()).await;
    (days, unit)
}

db_test!(whoever_is_marked_present_has_done_the_live_session_and_a_correction_takes_nothing_back, |db| {
    let (days, unit) = held(&db).await;
    let (amara, nils) = (days.school.amara.enrollment, days.school.nils.enrollment);
    let during = days.sessions[0].session.starts_at + TimeDelta::minutes(5);
    send(&db, during, &[days.mark(0, nils, MarkKind::Absent, 1), days.mark(1, amara, MarkKind::In, 1)]).await;
    assert_eq!((completed_at(&db, amara, unit).await, completed_at(&db, nils, unit).await), (None, None), "absent, and in another session");
    send(&db, during, &[days.mark(0, amara, MarkKind::In, 2)]).await;
    assert_eq!(completed_at(&db, amara, unit).await, Some(during));
    send(&db, days.after, &[days.correction(0, (amara, days.school.director), Some(0), 95)]).await;
    assert_eq!(days.minutes(&db, 0, amara).await.map(|(_, counted)| counted), Some(0));
    assert_eq!(completed_at(&db, amara, unit).await, Some(during), "attendance says who was there");
});

db_test!(a_session_that_becomes_a_live_session_afterwards_is_done_by_whoever_was_there, |db| {
    let (mut days, unit) = held(&db).await;
    let nils = days.school.nils.enrollment;
    days.sessions.swap(0, 1);
    send(&db, days.after, &[days.mark(0, nils, MarkKind::In, 1)]).await;
    assert_eq!(completed_at(&db, nils, unit).await, None);
    let session = &mut days.sessions[0].session;
    (session.module_id, session.prework) = (Some(days.school.economics.id), Some("lesson".into()));
    let ends = session.ends_at;
    release(&db, days.after, days.residency, &days.sessions.clone()).await;
    assert_eq!(completed_at(&db, nils, unit).await, Some(ends));
});

db_test!(whoever_made_up_for_it_has_done_it_too, |db| {
    let (days, unit) = held(&db).await;
    let (amara, nils) = (days.school.amara.enrollment, days.school.nils.enrollment);
    send(&db, days.after, &[days.mark(0, nils, MarkKind::In, 1), days.mark(0, amara, MarkKind::Absent, 60)]).await;
    let later = days.after + TimeDelta::hours(30);
    propose_make_ups(&db, SITE, later).await.unwrap();
    let one = make_ups_of(&db, amara).await.unwrap().remove(0);
    let approved = decide(&db, later, &days, &one, Verdict::Approved(MakeUpWay::Recording, day("2027-01-30"))).await.unwrap();
    assert_eq!(completed_at(&db, amara, unit).await, None);
    decide(&db, later, &days, &approved, Verdict::Done).await.unwrap();
    assert_eq!(completed_at(&db, amara, unit).await, Some(days.sessions[0].session.ends_at));
});

db_test!(a_live_session_finds_the_sessions_it_is_held_in, |db| {
    let (mut days, _) = held(&db).await;
    let (place, module) = ((days.school.cohort, days.school.amara.enrollment), days.school.economics.id);
    let found = held_as(&db, place, (module, "lesson")).await.unwrap();
    assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [days.session(0)]);
    assert!(held_as(&db, place, (module, "quiz")).await.unwrap().is_empty());
    days.sessions.remove(0);
    release(&db, days.after, days.residency, &days.sessions.clone()).await;
    assert!(held_as(&db, place, (module, "lesson")).await.unwrap().is_empty(), "it is off");
});
