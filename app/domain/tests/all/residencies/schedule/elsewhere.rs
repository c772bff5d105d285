//! Two residencies of one school on the same days.

use domain::{
    Error,
    cohorts::{Assignment, store::assign_teaching},
    db_test,
    ids::TeachingId,
    residencies::{
        schedule::{Edit, Elsewhere, Session, Severity, WarningKind, warnings},
        store::met_after_move,
    },
};

use super::{Stage, hour, placed, residency, stage};
use crate::school::now;

/// The same school and rooms, with a residency of its other cohort on the same days; the economist teaches both.
async fn second(db: &domain::db::Db, stage: &Stage) -> Stage {
    let assignment = Assignment { id: TeachingId::new(), person: stage.school.economist, cohort: stage.school.other, module: None };
    db.write(move |tx| Box::pin(async move { assign_teaching(tx, now(), None, &assignment).await })).await.unwrap();
    Stage { school: stage.school, residency: residency(db, stage.school.other).await, ..*stage }
}

fn in_hall(stage: &Stage, title: &str, start: i64) -> Session {
    Session { placed: placed(2, start, stage.hall), faculty: vec![stage.school.economist], ..hour(title) }
}

db_test!(what_another_residency_drafts_and_releases_is_known_on_the_board, |db| {
    let one = stage(&db).await;
    let other = second(&db, &one).await;
    let value = in_hall(&one, "Value", 540);
    one.add(&db, &value).await;
    let known = |released, start: i64| Elsewhere {
        residency: "The first cohort, Opening residency".into(),
        title: "Value".into(),
        day: 2,
        from_minute: start,
        until_minute: start + 60,
        room: one.hall,
        faculty: vec![one.school.economist],
        released,
    };
    assert_eq!(other.schedule(&db).await.elsewhere, [known(false, 540)]);
    assert_eq!(one.schedule(&db).await.elsewhere, [], "not what is its own");
    one.release(&db, 0, "Ready.").await.unwrap();
    assert_eq!(other.schedule(&db).await.elsewhere, [known(true, 540)], "once, though it is drafted too");
    one.edit(&db, &[Edit::Place(value.id, placed(2, 600, one.hall))]).await.unwrap();
    assert_eq!(other.schedule(&db).await.elsewhere, [known(true, 540), known(false, 600)]);
    let away = domain::residencies::schedule::Settings { first_day: Some("2027-02-01".parse().unwrap()), ..Default::default() };
    one.edit(&db, &[Edit::Settings(away)]).await.unwrap();
    assert_eq!(other.schedule(&db).await.elsewhere, [known(true, 540)], "the draft asks for other days");
});

db_test!(of_another_program_only_the_times_are_known, |db| {
    let one = stage(&db).await;
    let other = second(&db, &one).await;
    one.add(&db, &in_hall(&one, "Value", 540)).await;
    let (program, cohort) = (domain::ids::ProgramId::new(), one.school.cohort);
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!(
                "INSERT INTO programs (id, slug, title, summary, created_at) VALUES ($1, 'mha', 'Another', '', $2)",
                program,
                now()
            ))
            .await?;
            tx.run(query!("UPDATE cohorts SET program_id = $1 WHERE id = $2", program, cohort)).await
        })
    })
    .await
    .unwrap();
    let known = other.schedule(&db).await.elsewhere;
    assert_eq!(known.len(), 1);
    assert_eq!((known[0].residency.as_str(), known[0].title.as_str()), ("another program", "A session"));
});

db_test!(a_room_of_two_residencies_is_released_for_one, |db| {
    let one = stage(&db).await;
    let other = second(&db, &one).await;
    one.add(&db, &in_hall(&one, "Value", 540)).await;
    let risk = in_hall(&one, "Risk", 570);
    other.add(&db, &risk).await;
    let found = |schedule| warnings(&schedule).into_iter().map(|one| (one.kind, one.severity)).collect::<Vec<_>>();
    let both = |severity| [(WarningKind::RoomElsewhere, severity), (WarningKind::FacultyElsewhere, severity)];
    assert_eq!(found(one.schedule(&db).await), both(Severity::Warn));
    let (first, second) = tokio::join!(one.release(&db, 0, "Ready."), other.release(&db, 0, "Ready."));
    let (lost, loser, winner) = if first.is_ok() { (second, &other, &one) } else { (first, &one, &other) };
    let Err(Error::Invalid(faults)) = lost else { panic!("both are released, or neither: {lost:?}") };
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults.iter().all(|fault| fault.message.contains("Opening residency, day 2")), "{faults:?}");
    assert_eq!(found(loser.schedule(&db).await), both(Severity::Block));
    assert_eq!(found(winner.schedule(&db).await), both(Severity::Warn), "the other may still give way");
});

db_test!(a_calendar_that_would_move_a_residency_knows_what_is_there_by_then, |db| {
    let one = stage(&db).await;
    let other = second(&db, &one).await;
    one.add(&db, &in_hall(&one, "Value", 540)).await;
    other.add(&db, &in_hall(&one, "Risk", 570)).await;
    let (here, away) = ("2027-01-09".parse().unwrap(), "2027-02-01".parse().unwrap());
    let cohort = one.school.cohort;
    assert_eq!(met_after_move(&db, cohort, &[(1, away)]).await.unwrap(), [], "nothing of it is released");
    one.release(&db, 0, "Ready.").await.unwrap();
    assert_eq!(met_after_move(&db, cohort, &[(1, here)]).await.unwrap(), [], "it stays where it is");
    let back_by_a_day = here - chrono::TimeDelta::days(1);
    assert_eq!(met_after_move(&db, cohort, &[(1, away), (1, back_by_a_day)]).await.unwrap(), [], "nobody is there");
    let elsewhere = domain::residencies::schedule::Settings { first_day: Some(away), ..Default::default() };
    other.edit(&db, &[Edit::Settings(elsewhere)]).await.unwrap();
    let met = met_after_move(&db, cohort, &[(1, away)]).await.unwrap();
    assert_eq!((met.len(), met[0].0, met[0].1.len()), (1, 1, 2), "{met:?}");
    assert!(met[0].1[0].contains("both in Hall") && met[0].1[1].contains("is at another residency"), "{met:?}");
});
