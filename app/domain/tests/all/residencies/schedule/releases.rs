//! Releases: what everybody sees, who is told, and the calendar that moves along.

use domain::{
    Conflict, Error, audit,
    cohorts::{
        calendar::Rule,
        store::{Draft, plan_in_force, release, residencies, scope},
    },
    db_test,
    learning::store::begun_modules,
    residencies::{
        schedule::{Edit, Settings, differences},
        store::{expected, follow_calendar, released_days, released_sessions, schedule_release, schedule_releases, teaches, undoable},
    },
};

use super::{
    super::stage::{at, day, team},
    hour, placed, stage, told,
};
use crate::school::now;

db_test!(a_release_is_what_everybody_sees_and_each_is_told_only_their_own, |db| {
    let stage = stage(&db).await;
    let (cohort, amara, nils) = (stage.school.cohort, stage.school.amara, stage.school.nils);
    let blue = db.write(move |tx| Box::pin(async move { team(tx, cohort, "Blue", &[amara.enrollment]).await })).await.unwrap();
    let (mut value, mut risk, nowhere) = (hour("Value"), hour("Risk"), hour("Nowhere"));
    value.placed = placed(1, 540, stage.hall);
    (risk.placed, risk.plenary, risk.teams, risk.faculty) =
        (placed(4, 600, stage.seminar), false, vec![blue], vec![stage.school.economist]);
    for one in [&value, &risk, &nowhere] {
        stage.add(&db, one).await;
    }
    let first = stage.release(&db, 0, "The schedule is ready.").await.unwrap();
    let stand = released_sessions(&db, stage.residency).await.unwrap();
    let seen: Vec<_> =
        stand.iter().map(|one| (one.title.as_str(), one.starts_at, one.ends_at, one.room.as_str(), one.venue.as_str())).collect();
    assert_eq!(
        seen,
        [
            ("Value", at("2027-01-09T14:00:00Z"), at("2027-01-09T15:00:00Z"), "Hall", "Main building"),
            ("Risk", at("2027-01-12T15:00:00Z"), at("2027-01-12T16:00:00Z"), "Seminar", "Main building")
        ]
    );
    assert_eq!(expected(&db, risk.id).await.unwrap(), [amara.enrollment]);
    assert!(teaches(&db, risk.id, stage.school.economist).await.unwrap());
    let mut all = vec![(amara.person, 2), (nils.person, 1), (stage.school.economist, 1)];
    all.sort_unstable();
    assert_eq!((told(&first), first.calendar.is_none()), (all, true));
    let log = audit::recent(&db, 1).await.unwrap();
    assert_eq!((log[0].action.as_str(), log[0].details.0["number"].as_i64()), ("schedule.released", Some(1)));
    assert_eq!(undoable(&db, stage.residency).await.unwrap(), None, "what was released is not taken back");

    stage.edit(&db, &[Edit::Place(risk.id, placed(4, 660, stage.seminar))]).await.unwrap();
    let second = stage.release(&db, 1, "Risk is later.").await.unwrap();
    let mut concerned = vec![(amara.person, 1), (stage.school.economist, 1)];
    concerned.sort_unstable();
    assert_eq!(told(&second), concerned, "nothing changed for Nils");
    let change = &second.told[0].changes[0];
    assert_eq!(change.what[0].1, "Tue 12 Jan 2027, 10:00–11:00 → Tue 12 Jan 2027, 11:00–12:00");
    stage.edit(&db, &[Edit::Remove(value.id)]).await.unwrap();
    let third = stage.release(&db, 2, "Value is off.").await.unwrap();
    assert_eq!(told(&third).len(), 2);
    let stand = released_sessions(&db, stage.residency).await.unwrap();
    assert_eq!(stand.iter().map(|one| (one.sequence, one.canceled_at)).collect::<Vec<_>>(), [(1, Some(now())), (1, None)]);
});

db_test!(releases_stay_as_they_were_and_any_two_are_compared, |db| {
    let stage = stage(&db).await;
    let mut value = hour("Value");
    value.placed = placed(1, 540, stage.hall);
    stage.add(&db, &value).await;
    stage.release(&db, 0, "One.").await.unwrap();
    for (number, start) in [(1, 600), (2, 660)] {
        stage.edit(&db, &[Edit::Place(value.id, placed(1, start, stage.hall))]).await.unwrap();
        stage.release(&db, number, "Again.").await.unwrap();
    }
    let lines = schedule_releases(&db, stage.residency).await.unwrap();
    assert_eq!(lines.iter().map(|one| (one.number, one.note.as_str())).collect::<Vec<_>>(), [(3, "Again."), (2, "Again."), (1, "One.")]);
    let newest = released_days(&db, stage.school.cohort).await.unwrap();
    assert_eq!(newest.iter().map(|one| (one.residency_id, one.number)).collect::<Vec<_>>(), [(stage.residency, 3)]);
    let (first, third) =
        (schedule_release(&db, stage.residency, 1).await.unwrap(), schedule_release(&db, stage.residency, 3).await.unwrap());
    let found = differences(Some(&first.schedule.0), &third.schedule.0, |_| true);
    assert_eq!(found[0].what[0].1, "Sat 9 Jan 2027, 09:00–10:00 → Sat 9 Jan 2027, 11:00–12:00");
    assert!(differences(Some(&third.schedule.0), &third.schedule.0, |_| true).is_empty());
    assert!(matches!(schedule_release(&db, stage.residency, 4).await, Err(Error::NotFound)));
});

db_test!(nothing_is_released_while_something_blocks_or_over_what_somebody_else_did, |db| {
    let stage = stage(&db).await;
    let empty = stage.release(&db, 0, "Nothing.").await.unwrap_err();
    assert!(matches!(&empty, Error::Invalid(faults) if faults[0].message.starts_with("Nothing stands")), "{empty}");
    let (mut value, mut risk) = (hour("Value"), hour("Risk"));
    (value.placed, risk.placed) = (placed(1, 540, stage.hall), placed(1, 570, stage.hall));
    stage.add(&db, &value).await;
    stage.add(&db, &risk).await;
    let Error::Invalid(faults) = stage.release(&db, 0, "").await.unwrap_err() else { panic!() };
    assert_eq!(faults.iter().map(|one| one.field).collect::<Vec<_>>(), ["schedule", "schedule", "note"]);
    assert_eq!(faults[0].message, "Value and Risk are both in Hall: day 1, 09:00–10:00 and 09:30–10:30.");
    assert!(released_sessions(&db, stage.residency).await.unwrap().is_empty());
    stage.edit(&db, &[Edit::Place(risk.id, placed(1, 600, stage.hall))]).await.unwrap();
    let acting = stage.acting(1);
    let asked = domain::residencies::store::Release { base: 0, note: "Seen before.".into(), beside: Default::default() };
    let late =
        db.write(move |tx| Box::pin(async move { domain::residencies::store::release_schedule(tx, acting, &asked).await.map(drop) })).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::Stale))));
    let (one, two) = tokio::join!(stage.release(&db, 0, "One."), stage.release(&db, 0, "Two."));
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|done| **done).count(), 1);
    assert!(matches!(one.and(two), Err(Error::Conflict(Conflict::Stale))));
});

db_test!(a_residency_that_moves_takes_its_sessions_and_the_calendar_along, |db| {
    let stage = stage(&db).await;
    let mut before = plan_in_force(&db, stage.school.cohort).await.unwrap();
    before.plan.modules[1].due = "R1.start".parse::<Rule>().unwrap();
    let draft = Draft { base: 0, starts_on: before.calendar.starts_on, plan: before.plan, note: "Anchored.".into() };
    let (cohort, begun) = (stage.school.cohort, begun_modules(&db, stage.school.cohort).await.unwrap());
    db.write(move |tx| Box::pin(async move { release(tx, now(), None, cohort, &draft, &begun).await.map(drop) })).await.unwrap();
    let mut value = hour("Value");
    value.placed = placed(5, 540, stage.hall);
    stage.add(&db, &value).await;
    assert!(stage.release(&db, 0, "Day five.").await.is_err(), "it has four days");
    let settings = Settings { first_day: Some(day("2027-03-11")), days: Some(5), ..Settings::default() };
    stage.edit(&db, &[Edit::Settings(settings)]).await.unwrap();
    let done = stage.release(&db, 0, "In March.").await.unwrap();
    let calendar = done.calendar.unwrap();
    assert_eq!((calendar.number, calendar.changes.len()), (2, 2));
    let stay = residencies(&db, cohort).await.unwrap().remove(0);
    assert_eq!((stay.starts_on, stay.ends_on), (day("2027-03-11"), day("2027-03-15")));
    let finance = scope(&db, domain::cohorts::Reader::Administrator, "first", None).await.unwrap().modules()[1].due_at;
    assert_eq!(finance, at("2027-03-12T04:59:00Z"), "what is anchored to it moved");
    let stand = released_sessions(&db, stage.residency).await.unwrap();
    assert_eq!(stand[0].starts_at, at("2027-03-15T13:00:00Z"), "09:00 on campus also after the clocks changed on the 14th");
    let schedule = stage.schedule(&db).await;
    assert_eq!((schedule.settings.first_day, schedule.settings.days, schedule.first_day), (None, None, day("2027-03-11")));
    assert!(stage.release(&db, 1, "Again.").await.unwrap().calendar.is_none());
});

db_test!(a_calendar_that_moves_a_residency_takes_its_released_sessions_along, |db| {
    let stage = stage(&db).await;
    let mut value = hour("Value");
    value.placed = placed(2, 540, stage.hall);
    stage.add(&db, &value).await;
    stage.release(&db, 0, "Ready.").await.unwrap();
    let cohort = stage.school.cohort;
    let mut before = plan_in_force(&db, cohort).await.unwrap();
    before.plan.residencies[0].first_day = "2027-03-13".parse::<Rule>().unwrap();
    let draft = Draft { base: before.number, starts_on: before.calendar.starts_on, plan: before.plan, note: "A week in March.".into() };
    let begun = begun_modules(&db, cohort).await.unwrap();
    let moved = db.write(move |tx| {
        Box::pin(async move {
            release(tx, now(), None, cohort, &draft, &begun).await?;
            follow_calendar(tx, now(), cohort).await?;
            follow_calendar(tx, now(), cohort).await
        })
    });
    moved.await.unwrap();
    let stand = released_sessions(&db, stage.residency).await.unwrap();
    assert_eq!((stand.len(), stand[0].sequence), (1, 1), "moved once");
    let (stay, released) = (residencies(&db, cohort).await.unwrap().remove(0), released_days(&db, cohort).await.unwrap());
    assert_eq!((released.len(), released[0].residency_id, released[0].number), (1, stage.residency, 1));
    assert_eq!(released[0].outdated(&stay), Some((day("2027-01-09"), day("2027-01-12"))), "what staff are told of");
    stage.release(&db, 1, "For these days.").await.unwrap();
    assert_eq!(released_days(&db, cohort).await.unwrap()[0].outdated(&stay), None);
    assert_eq!(stand[0].starts_at, at("2027-03-14T13:00:00Z"), "09:00 on campus on the second day, on which the clocks change");
});
