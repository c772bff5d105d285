//! Dates of cohorts and students in the database, secret addresses, and looking as a student.

use chrono::{NaiveDate, TimeDelta};
use domain::{
    Conflict, Error,
    accounts::store::{NewSession, begin_session},
    cohorts::{
        Entry, EntryKind, Residency,
        store::{self, MOST_FEEDS, Older, add_residency, add_staff},
    },
    db::{Db, testing::db_test},
    ids::{CohortId, EntryId, ExtensionId, FeedId, PersonId, ResidencyId, SessionId, UnitId},
    learning::store::done,
    policy::{Rights, store::token_hash},
};

use crate::school::{School, days_ago, now, school};

const STUDIES: Rights = Rights { staff: false, administrator: false, teaches: false, writes: false };
const STAFF: Rights = Rights { staff: true, ..STUDIES };
const TEACHES: Rights = Rights { teaches: true, ..STUDIES };

async fn of_person(db: &Db, person: PersonId, rights: Rights) -> Vec<Entry> {
    let agendas = store::agendas(db, person, rights, now()).await.unwrap();
    store::dates(db, agendas).await.unwrap().into_iter().flat_map(|(_, entries)| entries).collect()
}

fn said(entries: &[Entry]) -> Vec<(EntryKind, &str, String)> {
    entries.iter().map(|entry| (entry.kind, entry.title.as_str(), entry.first_day.to_string())).collect()
}

async fn released(db: &Db, cohort: CohortId, school: School, canceled: bool) -> [EntryId; 2] {
    let ids = [EntryId::new(), EntryId::new()];
    db.write(move |tx| {
        Box::pin(async move {
            for (id, key, kind, unit, at) in [
                (ids[0], "economics due", "due", None, days_ago(-20)),
                (ids[1], "economics/quiz due", "unit_due", Some("quiz"), days_ago(3)),
            ] {
                let off = (canceled && unit.is_some()).then(now);
                let day = at.with_timezone(&chrono_tz::America::New_York).date_naive();
                tx.run(query!(
                    "INSERT INTO calendar_entries (id, cohort_id, entry_key, kind, module_id, unit_slug, title, place, first_day, last_day, at,
                        sequence, changed_at, canceled_at) VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $8, $9, 2, $10, $11)",
                    id, cohort, key, kind, school.economics.id, unit.map(str::to_owned), unit.unwrap_or("Economics"), day, at, days_ago(30), off
                ))
                .await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
    ids
}

async fn lengthen(db: &Db, school: School, unit: UnitId, state: &'static str) -> ExtensionId {
    let id = ExtensionId::new();
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!(
                "INSERT INTO extensions (id, enrollment_id, unit_id, state, basis, days, due_at, reason, answer, requested_at, answered_at, sequence)
                 VALUES ($1, $2, $3, $4, 'relative', 7, $5, 'a sick child', '', $6, $7, 2)",
                id, school.amara.enrollment, unit, state, days_ago(-4), days_ago(2), (state != "requested").then(|| days_ago(1))
            ))
            .await
        })
    })
    .await
    .unwrap();
    id
}

db_test!(a_cohort_without_a_released_calendar_has_what_is_in_force_and_the_same_ids_each_time, |db| {
    let school = school(&db).await;
    let residency = Residency {
        id: ResidencyId::new(),
        position: 1,
        title: "Residency 1".into(),
        place: "Main campus".into(),
        starts_on: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        ends_on: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
    };
    let cohort = school.cohort;
    db.write(move |tx| Box::pin(async move { add_residency(tx, now(), None, cohort, &residency).await })).await.unwrap();
    let entries = store::entries(&db, &[cohort]).await.unwrap();
    let expected = [
        (EntryKind::Opens, "The title of economics", "2026-10-23"),
        (EntryKind::UnitDue, "lesson", "2026-11-12"),
        (EntryKind::UnitDue, "quiz", "2026-11-19"),
        (EntryKind::Residency, "Residency 1", "2026-11-21"),
        (EntryKind::Opens, "The title of finance", "2026-11-23"),
        (EntryKind::Due, "The title of economics", "2026-12-12"),
        (EntryKind::Due, "The title of finance", "2026-12-12"),
    ];
    let mut found = said(&entries);
    found.sort_by_key(|(_, title, day)| (day.clone(), title.to_string()));
    assert_eq!(found, expected.map(|(kind, title, day)| (kind, title, day.to_owned())));
    let of_module = |entry: &Entry| entry.of_module() == (entry.kind == EntryKind::UnitDue).then_some("The title of economics");
    assert!(entries.iter().all(of_module), "units are told apart by their modules: {entries:?}");
    assert_eq!(entries, store::entries(&db, &[cohort]).await.unwrap());
    for key in ["R1", "economics opens", "economics/quiz due", "finance due"] {
        assert!(entries.iter().any(|entry| entry.id == store::entry_id(cohort, key)), "{key}");
    }
    assert!(store::entries(&db, &[]).await.unwrap().is_empty());
});

db_test!(a_released_calendar_is_what_stands_and_keeps_what_is_called_off, |db| {
    let school = school(&db).await;
    let ids = released(&db, school.cohort, school, true).await;
    let entries = store::entries(&db, &[school.cohort, school.other]).await.unwrap();
    let of_cohort: Vec<_> = entries.iter().filter(|entry| entry.cohort == school.cohort).collect();
    assert_eq!(
        of_cohort.iter().map(|entry| (entry.id, entry.canceled_at.is_some())).collect::<Vec<_>>(),
        [(ids[1], true), (ids[0], false)]
    );
    assert_eq!((of_cohort[0].module_slug.as_deref(), of_cohort[0].of_module()), (Some("economics"), Some("The title of economics")));
    assert_eq!(entries.iter().filter(|entry| entry.cohort == school.other).count(), 2, "the other cohort has what is in force");
});

db_test!(a_student_has_the_dates_of_their_cohort_with_the_time_that_was_granted, |db| {
    let school = school(&db).await;
    let ids = released(&db, school.cohort, school, false).await;
    lengthen(&db, school, school.economics.units[1], "granted").await;
    let own = lengthen(&db, school, school.economics.units[0], "granted").await;
    let entries = of_person(&db, school.amara.person, STUDIES).await;
    let dates: Vec<_> = entries.iter().map(|entry| (entry.id, entry.at.unwrap(), entry.sequence, entry.extended)).collect();
    let (quiz, lesson, module) =
        ((ids[1], days_ago(-4), 4, true), (EntryId(own.0), days_ago(-4), 4, true), (ids[0], days_ago(-20), 2, false));
    assert!(dates.contains(&quiz) && dates.contains(&lesson) && dates.contains(&module) && dates.len() == 3, "{dates:?}");
    let nils = of_person(&db, school.nils.person, STUDIES).await;
    assert!(nils.iter().all(|entry| !entry.extended) && nils.len() == 2, "more time is one student's");
    let asked = lengthen(&db, school, school.economics.units[2], "requested").await;
    let shows = async || of_person(&db, school.amara.person, STUDIES).await.iter().any(|entry| entry.id == EntryId(asked.0));
    assert!(!shows().await, "what was only asked for is no date");
    for (by, shown) in [(school.amara.person, false), (school.director, true)] {
        db.write(move |tx| {
            Box::pin(async move {
                let text = "UPDATE extensions SET state = 'withdrawn', answered_at = $1, answered_by = $2 WHERE id = $3";
                tx.run(query!(text, now(), by, asked)).await
            })
        })
        .await
        .unwrap();
        assert_eq!(shows().await, shown, "what staff take back was a date once, and is called off");
    }
});

db_test!(everybody_has_the_calendars_of_whom_they_study_with_teach_or_run, |db| {
    let school = school(&db).await;
    let slugs = async |person, rights| -> Vec<(String, bool, bool)> {
        let agendas = store::agendas(&db, person, rights, now()).await.unwrap();
        agendas.into_iter().map(|one| (one.slug, one.enrollment.is_some(), one.runs)).collect()
    };
    assert_eq!(slugs(school.amara.person, STUDIES).await, [("first".to_owned(), true, false)]);
    assert_eq!(slugs(school.economist, TEACHES).await, [("first".to_owned(), false, false)]);
    assert!(slugs(school.economist, STUDIES).await.is_empty(), "without the right there is nothing");
    assert!(slugs(school.economist, STAFF).await.is_empty(), "staff of no program");
    let (program, ruth) = (school.program, school.director);
    db.write(move |tx| Box::pin(async move { add_staff(tx, now(), None, program, ruth).await })).await.unwrap();
    assert_eq!(slugs(ruth, STAFF).await, [("first".to_owned(), false, true), ("second".to_owned(), false, true)]);
    assert_eq!(slugs(school.economist, Rights { administrator: true, ..STUDIES }).await.len(), 2);
    let long_after = now() + TimeDelta::days(500);
    assert!(store::agendas(&db, ruth, STAFF, long_after).await.unwrap().is_empty(), "what is long over is gone");
    assert_eq!(store::agendas(&db, school.amara.person, STUDIES, long_after).await.unwrap().len(), 1, "a student keeps theirs");
});

async fn make(db: &Db, person: PersonId, token: &'static str, older: Older) -> domain::Result<FeedId> {
    let id = FeedId::new();
    db.write(move |tx| Box::pin(async move { store::make_feed(tx, now(), person, (id, &token_hash(token)), older).await })).await?;
    Ok(id)
}

db_test!(a_secret_address_works_until_it_is_stopped, |db| {
    let school = school(&db).await;
    let (amara, nils) = (school.amara.person, school.nils.person);
    let id = make(&db, amara, "one", Older::Stay).await.unwrap();
    let open = store::open_feed(&db, &token_hash("one")).await.unwrap().unwrap();
    assert_eq!((open.id, open.person, open.rights), (id, amara, STUDIES));
    assert!(open.is_news(now()));
    store::note_reading(&db, id, now()).await.unwrap();
    let again = store::open_feed(&db, &token_hash("one")).await.unwrap().unwrap();
    assert!(!again.is_news(now() + TimeDelta::minutes(59)) && again.is_news(now() + TimeDelta::hours(1)));
    assert_eq!(store::feeds(&db, amara).await.unwrap()[0].read_at, Some(now()));
    assert!(store::open_feed(&db, &token_hash("two")).await.unwrap().is_none());
    let stop = async |person| db.write(move |tx| Box::pin(async move { store::revoke_feed(tx, now(), person, id).await })).await;
    assert!(matches!(stop(nils).await, Err(Error::NotFound)), "somebody else's");
    stop(amara).await.unwrap();
    assert!(matches!(stop(amara).await, Err(Error::NotFound)), "once");
    assert!(store::open_feed(&db, &token_hash("one")).await.unwrap().is_none());
});

db_test!(a_new_address_leaves_the_older_ones_or_stops_them, |db| {
    let amara = school(&db).await.amara.person;
    let tokens = ["a", "b", "c", "d", "e"];
    assert_eq!(tokens.len(), MOST_FEEDS);
    for token in tokens {
        make(&db, amara, token, Older::Stay).await.unwrap();
    }
    assert!(matches!(make(&db, amara, "f", Older::Stay).await, Err(Error::Conflict(Conflict::Closed))));
    assert_eq!(store::feeds(&db, amara).await.unwrap().len(), MOST_FEEDS);
    make(&db, amara, "g", Older::Stop).await.unwrap();
    assert_eq!(store::feeds(&db, amara).await.unwrap().len(), 1);
    assert!(store::open_feed(&db, &token_hash("a")).await.unwrap().is_none());
    assert!(store::open_feed(&db, &token_hash("g")).await.unwrap().is_some());
});

db_test!(who_is_let_in_no_longer_has_no_calendar_either, |db| {
    let amara = school(&db).await.amara.person;
    make(&db, amara, "one", Older::Stay).await.unwrap();
    db.write(move |tx| Box::pin(async move { tx.run(query!("UPDATE people SET deactivated_at = $1 WHERE id = $2", now(), amara)).await }))
        .await
        .unwrap();
    assert!(store::open_feed(&db, &token_hash("one")).await.unwrap().is_none());
});

async fn signed_in(db: &Db, person: PersonId) -> SessionId {
    let hash = token_hash(&person.to_string());
    let new = NewSession { person, token_hash: hash, second_factor: false, device: String::new(), address: String::new() };
    db.write(move |tx| Box::pin(async move { begin_session(tx, &new, now()).await })).await.unwrap()
}

async fn looks_at(db: &Db, person: PersonId) -> Option<(CohortId, NaiveDate)> {
    let session = domain::policy::store::session(db, &person.to_string(), now()).await.unwrap().unwrap();
    session.view.map(|view| (view.cohort, view.on))
}

db_test!(a_view_lasts_while_the_cohort_is_ones_own_and_ends_with_the_right, |db| {
    let school = school(&db).await;
    let economist = school.economist;
    let (session, day) = (signed_in(&db, economist).await, NaiveDate::from_ymd_opt(2027, 3, 9).unwrap());
    let look = async |cohort, day| {
        db.write(move |tx| Box::pin(async move { store::begin_view(tx, session, cohort, day, now()).await })).await.unwrap();
    };
    assert_eq!(looks_at(&db, economist).await, None);
    look(school.other, day).await;
    assert_eq!(looks_at(&db, economist).await, None, "not theirs, whatever the row says");
    look(school.cohort, day).await;
    assert_eq!(looks_at(&db, economist).await, Some((school.cohort, day)));
    look(school.cohort, day.succ_opt().unwrap()).await;
    assert_eq!(looks_at(&db, economist).await, Some((school.cohort, day.succ_opt().unwrap())));
    db.write(move |tx| Box::pin(async move { tx.run(query!("DELETE FROM teaching WHERE person_id = $1", economist)).await }))
        .await
        .unwrap();
    assert_eq!(looks_at(&db, economist).await, None, "the right is gone");
    db.write(move |tx| Box::pin(async move { store::end_view(tx, session).await })).await.unwrap();
    db.write(move |tx| Box::pin(async move { store::end_view(tx, session).await })).await.unwrap();
});

db_test!(staff_look_at_the_cohorts_of_their_programs_and_a_student_at_none, |db| {
    let school = school(&db).await;
    let (ruth, amara, program, cohort) = (school.director, school.amara.person, school.program, school.cohort);
    let day = NaiveDate::from_ymd_opt(2027, 3, 9).unwrap();
    for person in [ruth, amara] {
        let session = signed_in(&db, person).await;
        db.write(move |tx| Box::pin(async move { store::begin_view(tx, session, cohort, day, now()).await })).await.unwrap();
        assert_eq!(looks_at(&db, person).await, None);
    }
    db.write(move |tx| {
        Box::pin(async move {
            domain::accounts::store::grant(tx, ruth, domain::accounts::Power::Staff, None, now()).await?;
            add_staff(tx, now(), None, program, ruth).await
        })
    })
    .await
    .unwrap();
    let session = signed_in_again(&db, ruth).await;
    db.write(move |tx| Box::pin(async move { store::begin_view(tx, session, cohort, day, now()).await })).await.unwrap();
    assert_eq!(looks_at(&db, ruth).await, Some((cohort, day)));
});

/// Granting a power ends the sessions of before.
async fn signed_in_again(db: &Db, person: PersonId) -> SessionId {
    db.write(move |tx| Box::pin(async move { domain::accounts::store::end_sessions(tx, person, None).await })).await.unwrap();
    signed_in(db, person).await
}

db_test!(nothing_of_any_student_is_found_under_the_place_of_a_view, |db| {
    let school = school(&db).await;
    let view = domain::policy::View {
        cohort: school.cohort,
        slug: "first".into(),
        title: "First".into(),
        campus: chrono_tz::America::New_York,
        on: NaiveDate::from_ymd_opt(2027, 3, 9).unwrap(),
        draft: None,
    };
    let amara = domain::policy::Place { enrollment: school.amara.enrollment, ..view.place() };
    let unit = school.economics.units[0];
    let (person, enrollment, version) = (school.amara.person, school.amara.enrollment, school.economics.version);
    let at = domain::learning::evidence::Whereabouts { person, enrollment, version, unit };
    let act = domain::learning::evidence::Act::plain(domain::learning::evidence::Did::Completed);
    let batch = [domain::learning::evidence::Evidence { id: domain::ids::EvidenceId::new(), at, act, occurred_at: days_ago(1) }];
    db.write(move |tx| Box::pin(async move { domain::learning::projection::append(tx, &batch, now()).await })).await.unwrap();
    let count = async |place| done(&db, place).await.unwrap().iter().filter(|line| line.done).count();
    assert_eq!((count(&amara).await, count(&view.place()).await), (1, 0));
    assert_eq!(done(&db, &view.place()).await.unwrap().len(), 6, "two modules of three units");
});
