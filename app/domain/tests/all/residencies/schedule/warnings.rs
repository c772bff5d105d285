//! What is decided about warnings.

use domain::{
    Error, Result, db_test,
    residencies::{
        schedule::{Edit, Severity, decided, warnings},
        store::{Beside, decide_warning, decisions, schedule, undecide_warning},
    },
};

use super::{Stage, hour, placed, stage};

async fn decide(stage: &Stage, db: &domain::db::Db, key: &str, reason: &str) -> Result<()> {
    let (acting, key, reason) = (stage.acting(0), key.to_owned(), reason.to_owned());
    let standing = warnings(&stage.schedule(db).await);
    db.write(move |tx| Box::pin(async move { decide_warning(tx, acting, &standing, &key, &reason).await })).await
}

db_test!(a_warning_is_passed_over_with_a_reason_and_stands_again, |db| {
    let stage = stage(&db).await;
    let value = hour("Value");
    stage.add(&db, &value).await;
    stage.edit(&db, &[Edit::Place(value.id, placed(1, 540, stage.seminar))]).await.unwrap();
    let small = warnings(&stage.schedule(&db).await).remove(0).key;
    assert!(matches!(decide(&stage, &db, &small, " ").await, Err(Error::Invalid(_))));
    assert!(matches!(decide(&stage, &db, "lunch:1:everybody", "No.").await, Err(Error::NotFound)));
    decide(&stage, &db, &small, "Chairs come.").await.unwrap();
    decide(&stage, &db, &small, " More chairs come. ").await.unwrap();
    let kept = decisions(&db, stage.residency).await.unwrap();
    assert_eq!(
        kept.iter().map(|one| (one.reason.as_str(), one.by.as_deref())).collect::<Vec<_>>(),
        [("More chairs come.", Some("Paul Adler"))]
    );
    assert_eq!(decided(warnings(&stage.schedule(&db).await), &kept)[0].severity, Severity::Ignored);
    let acting = stage.acting(0);
    for _ in 0..2 {
        let key = small.clone();
        db.write(move |tx| Box::pin(async move { undecide_warning(tx, acting, &key).await })).await.unwrap();
    }
    assert!(decisions(&db, stage.residency).await.unwrap().is_empty());
    let log = db.all::<(String,)>(query!("SELECT action FROM audit_entries ORDER BY sequence")).await.unwrap();
    let of_warnings = log.iter().filter(|(action,)| action.starts_with("warning.")).map(|(action,)| action.as_str()).collect::<Vec<_>>();
    assert_eq!(of_warnings, ["warning.passed_over", "warning.passed_over", "warning.stands_again"], "and nothing of what changed nothing");
    stage.edit(&db, &[Edit::Place(value.id, placed(9, 540, stage.hall))]).await.unwrap();
    let block = warnings(&stage.schedule(&db).await).remove(0).key;
    assert!(matches!(decide(&stage, &db, &block, "It is fine.").await, Err(Error::Forbidden)));
});

db_test!(a_session_with_a_booked_seat_is_missed_when_it_is_dropped, |db| {
    let stage = stage(&db).await;
    let mut value = hour("Value");
    (value.placed, value.seats) = (placed(1, 540, stage.hall), Some(5));
    stage.add(&db, &value).await;
    stage.release(&db, 0, "Ready.").await.unwrap();
    let (session, amara) = (value.id, stage.school.amara.enrollment);
    let booked = db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!(
                "INSERT INTO bookings (id, session_id, enrollment_id, state, number, created_at, changed_at) VALUES ($1, $2, $3, 'booked', 1, $4, $4)",
                domain::ids::BookingId::new(),
                session,
                amara,
                crate::school::now()
            ))
            .await
        })
    });
    booked.await.unwrap();
    stage.edit(&db, &[Edit::Remove(value.id)]).await.unwrap();
    let beside = Beside::of(&db, stage.residency).await.unwrap();
    assert_eq!(beside.booked, [(value.id, 1)]);
    let found = warnings(&schedule(&db, stage.residency, beside).await.unwrap());
    assert_eq!(found[0].words, "Value is released and no longer here; 1 seat is booked.");
});
