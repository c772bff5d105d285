//! Codes of badges and of rooms.

use domain::{
    Error, db_test,
    residencies::{
        presence::{LOOKING, door_code},
        store::presence::{door_secret, make_codes, own_code, renew_code, student_by_code, whose_door},
    },
};

use super::Days;
use crate::school::now;

fn fresh() -> String {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NUMBER: AtomicUsize = AtomicUsize::new(1_000_000_000);
    NUMBER.fetch_add(1, Ordering::Relaxed).to_string()
}

db_test!(everybody_who_comes_to_a_residency_has_a_code_and_may_take_another, |db| {
    let days = Days::of(&db).await;
    let (amara, cohort) = (days.school.amara, days.school.cohort);
    let made = make_codes(&db, now(), fresh).await.unwrap();
    assert_eq!(made, 2, "the other cohort has no residency");
    let again = make_codes(&db, now(), fresh).await.unwrap();
    assert_eq!(again, 0);
    let code = own_code(&db, amara.enrollment).await.unwrap().unwrap();
    assert_eq!(student_by_code(&db, cohort, &code).await.unwrap(), Some(amara.enrollment));
    assert_eq!(student_by_code(&db, days.school.other, &code).await.unwrap(), None);
    db.write(move |tx| Box::pin(async move { renew_code(tx, now(), (amara.person, amara.enrollment), "ABCDEFGHJK").await })).await.unwrap();
    assert_eq!(student_by_code(&db, cohort, &code).await.unwrap(), None, "a lost badge is nobody's");
    assert_eq!(student_by_code(&db, cohort, "ABCDEFGHJK").await.unwrap(), Some(amara.enrollment));
    let later = make_codes(&db, now(), fresh).await.unwrap();
    assert_eq!(later, 0);
});

db_test!(the_code_of_a_room_leads_those_who_are_expected_to_their_session, |db| {
    let days = Days::of(&db).await;
    let (session, other) = (days.session(0), days.session(1));
    let secret = db.write(move |tx| Box::pin(async move { door_secret(tx, session, "one").await })).await.unwrap();
    let again = db.write(move |tx| Box::pin(async move { door_secret(tx, session, "two").await })).await.unwrap();
    assert_eq!((secret.as_str(), again.as_str()), ("one", "one"));
    db.write(move |tx| Box::pin(async move { door_secret(tx, other, "three").await })).await.unwrap();
    let at = days.sessions[0].session.starts_at;
    let code = door_code("one", at.timestamp());
    assert_eq!(whose_door(&db, days.school.amara.enrollment, (&code, LOOKING), at).await.unwrap(), session);
    let refused = |found: Result<_, Error>| matches!(found, Err(Error::NotFound));
    assert!(refused(whose_door(&db, days.school.ravi.enrollment, (&code, LOOKING), at).await), "of another cohort");
    assert!(
        refused(whose_door(&db, days.school.amara.enrollment, (&code, LOOKING), at + chrono::TimeDelta::seconds(90)).await),
        "too late"
    );
    let early = at - chrono::TimeDelta::hours(3);
    let code = door_code("one", early.timestamp());
    assert!(refused(whose_door(&db, days.school.amara.enrollment, (&code, LOOKING), early).await), "hours before");
});
