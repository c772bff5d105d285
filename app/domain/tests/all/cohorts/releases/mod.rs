//! Calendars of cohorts: made from a program, moved, released, told of.

mod extensions;
mod telling;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Conflict, Error, Result, audit,
    cohorts::{
        Reader,
        calendar::{Place, Plan, When, resolve},
        store::{
            CohortFromProgram, Draft, Released, create_cohort_from, draft_faults, impact, plan_in_force, release, release_by_number,
            releases, residencies, scope,
        },
    },
    db::{Db, testing::db_test},
    ids::{CohortId, ModuleId},
    learning::store::begun_modules,
};

use super::{
    is,
    programs::{plan, planned, rule},
    refused,
};
use crate::school::{School, now, school};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn from_program(school: &School, plan: Plan) -> CohortFromProgram {
    CohortFromProgram {
        id: CohortId::new(),
        program: school.program,
        slug: "third".into(),
        title: "The third cohort".into(),
        time_zone: chrono_tz::America::New_York,
        starts_on: day("2027-02-06"),
        plan,
    }
}

async fn created(db: &Db, school: &School) -> CohortId {
    let new = from_program(school, plan());
    let id = new.id;
    let actor = school.director;
    db.write(move |tx| Box::pin(async move { create_cohort_from(tx, now(), Some(actor), &new).await })).await.unwrap();
    id
}

/// A draft made from what is in force.
async fn draft(db: &Db, cohort: CohortId, change: impl FnOnce(&mut Plan)) -> Draft {
    let mut before = plan_in_force(db, cohort).await.unwrap();
    change(&mut before.plan);
    Draft { base: before.number, starts_on: before.calendar.starts_on, plan: before.plan, note: "The hall was taken.".into() }
}

async fn released(db: &Db, cohort: CohortId, draft: Draft) -> Result<Released> {
    released_at(db, cohort, draft, now()).await
}

async fn released_at(db: &Db, cohort: CohortId, draft: Draft, now: DateTime<Utc>) -> Result<Released> {
    let begun = begun_modules(db, cohort).await?;
    db.write(move |tx| Box::pin(async move { release(tx, now, None, cohort, &draft, &begun).await })).await
}

/// The entries of a cohort's calendar: key, sequence, first day, and whether it is called off.
async fn entries(db: &Db, cohort: CohortId) -> Vec<(String, i64, NaiveDate, bool)> {
    let rows: Vec<(String, i64, NaiveDate, Option<DateTime<Utc>>)> = db
        .all(query!(
            "SELECT entry_key, sequence, first_day, canceled_at FROM calendar_entries WHERE cohort_id = $1 ORDER BY entry_key",
            cohort
        ))
        .await
        .unwrap();
    rows.into_iter().map(|(key, sequence, first, canceled)| (key, sequence, first, canceled.is_some())).collect()
}

db_test!(a_cohort_is_made_from_its_program_with_its_whole_calendar, |db| {
    let school = school(&db).await;
    let cohort = created(&db, &school).await;
    let scope = scope(&db, Reader::Administrator, "third", None).await.unwrap();
    assert_eq!((scope.cohort().starts_on, scope.cohort().ends_on), (day("2027-02-06"), day("2027-06-29")));
    let modules: Vec<_> = scope.modules().iter().map(|one| (one.slug.as_str(), one.version, one.opens_at, one.due_at)).collect();
    assert_eq!(
        modules,
        [
            ("economics", 1, at("2027-02-09T23:00:00Z"), at("2027-05-16T03:59:00Z")),
            ("finance", 1, at("2027-05-16T12:00:00Z"), at("2027-06-30T03:59:00Z")),
        ]
    );
    let stays: Vec<_> = residencies(&db, cohort).await.unwrap().into_iter().map(|one| (one.title, one.starts_on, one.ends_on)).collect();
    assert_eq!(
        stays,
        [("Beginning".into(), day("2027-02-06"), day("2027-02-09")), ("Middle".into(), day("2027-05-29"), day("2027-06-01"))]
    );
    let due: DateTime<Utc> = db
        .value(query!("SELECT due_at FROM cohort_units WHERE cohort_id = $1 AND unit_id = $2", cohort, school.economics.units[1]))
        .await
        .unwrap();
    assert_eq!(due, at("2027-03-03T04:59:00Z"));
    let expected = [
        ("R1", "2027-02-06"),
        ("R2", "2027-05-29"),
        ("economics due", "2027-05-15"),
        ("economics opens", "2027-02-09"),
        ("economics/quiz due", "2027-03-02"),
        ("finance due", "2027-06-29"),
        ("finance opens", "2027-05-16"),
    ];
    assert_eq!(entries(&db, cohort).await, expected.map(|(key, first)| (key.to_owned(), 0, day(first), false)));

    let in_force = plan_in_force(&db, cohort).await.unwrap();
    assert_eq!((in_force.number, &in_force.plan), (1, &plan()));
    assert_eq!(in_force.calendar, resolve(&plan(), day("2027-02-06"), chrono_tz::America::New_York).unwrap());
    let lines = releases(&db, cohort).await.unwrap();
    assert_eq!(lines.iter().map(|one| (one.number, one.released_by.as_deref())).collect::<Vec<_>>(), [(1, Some("Paul Adler"))]);
    let actions: Vec<_> = audit::recent(&db, 2).await.unwrap().into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions, ["calendar.released", "cohort.created"]);
});

db_test!(a_cohort_that_cannot_be_is_not_made, |db| {
    let school = school(&db).await;
    let mut wrong = plan();
    wrong.modules[1].slug = "ethics".into();
    wrong.modules[0].due = rule("R1.start");
    let new = from_program(&school, wrong);
    let error = refused(&db, move |tx| Box::pin(async move { create_cohort_from(tx, now(), None, &new).await.map(drop) })).await;
    let Error::Invalid(fields) = &error else { panic!("{error}") };
    let said: Vec<_> = fields.iter().map(|one| one.message.as_str()).collect();
    assert!(said[0].starts_with("Module economics, due: It is due on Sat 6 Feb 2027, 23:59, but opens only on"), "{said:?}");
    assert_eq!(said[said.len() - 1], "Module ethics: No module of this name is published, or it is retired: choose another one.");
    let taken = CohortFromProgram { slug: "first".into(), ..from_program(&school, plan()) };
    let error = refused(&db, move |tx| Box::pin(async move { create_cohort_from(tx, now(), None, &taken).await.map(drop) })).await;
    assert!(is(&error, Conflict::SlugTaken), "{error}");
});

db_test!(moving_a_residency_moves_what_hangs_on_it_and_nothing_else, |db| {
    let school = school(&db).await;
    let cohort = created(&db, &school).await;
    let ids: Vec<_> = residencies(&db, cohort).await.unwrap().into_iter().map(|one| one.id).collect();
    let moved = draft(&db, cohort, |plan| plan.residencies[1].first_day = rule("2027-06-05")).await;
    let done = released(&db, cohort, moved).await.unwrap();
    assert_eq!(done.number, 2);
    let places: Vec<_> = done.changes.iter().map(|change| change.place.anchor()).collect();
    assert_eq!(places, ["R2.start", "economics due", "finance opens", "finance due", "end"]);
    assert_eq!(done.changes[0].after, Some(When::Days(day("2027-06-05"), day("2027-06-08"))));
    assert!(done.told.is_empty(), "nobody studies here yet");
    let after = residencies(&db, cohort).await.unwrap();
    assert_eq!(after.iter().map(|one| one.id).collect::<Vec<_>>(), ids, "a residency is the same one on other days");
    assert_eq!(after[1].starts_on, day("2027-06-05"));
    let found: Vec<_> = entries(&db, cohort).await.into_iter().map(|(key, sequence, ..)| (key, sequence)).collect();
    let moved = ["R2", "economics due", "finance due", "finance opens"];
    for (key, sequence) in &found {
        assert_eq!(*sequence, i64::from(moved.contains(&key.as_str())), "{key}");
    }
    let scope = scope(&db, Reader::Administrator, "third", None).await.unwrap();
    assert_eq!((scope.modules()[0].due_at, scope.cohort().ends_on), (at("2027-05-23T03:59:00Z"), day("2027-07-06")));
    let (old, new) = (release_by_number(&db, cohort, 1).await.unwrap(), release_by_number(&db, cohort, 2).await.unwrap());
    assert_eq!((old.plan.0, new.calendar.0, new.note.as_str()), (plan(), done.calendar, "The hall was taken."));
    assert!(matches!(release_by_number(&db, cohort, 3).await, Err(Error::NotFound)));
});

db_test!(of_two_who_release_at_once_one_hears_of_the_other, |db| {
    let school = school(&db).await;
    let cohort = created(&db, &school).await;
    let one = draft(&db, cohort, |plan| plan.residencies[1].first_day = rule("2027-06-05")).await;
    let two = draft(&db, cohort, |plan| plan.residencies[1].first_day = rule("2027-06-12")).await;
    let late = one.clone();
    let (one, two) = tokio::join!(released(&db, cohort, one), released(&db, cohort, two));
    let (done, error) = if one.is_ok() { (one, two) } else { (two, one) };
    assert!(is(&error.unwrap_err(), Conflict::Stale));
    assert_eq!(releases(&db, cohort).await.unwrap().len(), 2);
    assert_eq!(plan_in_force(&db, cohort).await.unwrap().calendar, done.unwrap().calendar);
    assert!(is(&impact(&db, cohort, &late, &[], now()).await.unwrap_err(), Conflict::Stale));
    let error = refused(&db, move |tx| Box::pin(async move { release(tx, now(), None, cohort, &late, &[]).await.map(drop) })).await;
    assert!(is(&error, Conflict::Stale), "{error}");
});

db_test!(a_cohort_without_a_release_has_fixed_dates_and_keeps_them_in_its_history, |db| {
    let school = school(&db).await;
    let before = plan_in_force(&db, school.cohort).await.unwrap();
    assert_eq!((before.number, before.released_at), (0, None));
    assert_eq!(before.plan.modules[0].opens.to_string(), "2026-10-23 at 13:00");
    let units: Vec<_> = before.plan.modules[0].units.iter().map(|unit| (unit.slug.as_str(), unit.due.to_string())).collect();
    assert_eq!(units, [("lesson", "2026-11-12 at 12:00".to_owned()), ("quiz", "2026-11-19 at 12:00".to_owned())]);
    let same = resolve(&before.plan, before.calendar.starts_on, before.time_zone).unwrap();
    assert_eq!(same, before.calendar);

    let moved = draft(&db, school.cohort, |plan| plan.modules[1].due = rule("2027-01-29")).await;
    let done = released(&db, school.cohort, moved).await.unwrap();
    assert_eq!((done.number, done.changes.len()), (1, 1));
    let lines = releases(&db, school.cohort).await.unwrap();
    assert_eq!(lines.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 0]);
    let sequences: Vec<_> = entries(&db, school.cohort).await.into_iter().map(|(key, sequence, ..)| (key, sequence)).collect();
    assert!(sequences.contains(&("finance due".into(), 1)), "{sequences:?}");
    assert!(sequences.contains(&("economics/quiz due".into(), 0)), "{sequences:?}");
    assert_eq!(release_by_number(&db, school.cohort, 0).await.unwrap().calendar.0, before.calendar);
    assert!(matches!(plan_in_force(&db, CohortId::new()).await, Err(Error::NotFound)));
});

db_test!(a_module_comes_and_goes_but_not_once_it_is_begun, |db| {
    let school = school(&db).await;
    let cohort = created(&db, &school).await;
    let without = draft(&db, cohort, |plan| {
        plan.modules.pop();
        plan.modules[0].units.clear();
        plan.residencies.truncate(1);
        plan.modules[0].due = rule("opens + 12w");
    })
    .await;
    let again = Draft { plan: plan(), base: 2, ..without.clone() };
    let faults = draft_faults(&db, cohort, &without, &[school.finance.id]).await.unwrap();
    assert_eq!(faults.iter().map(|fault| fault.place.clone()).collect::<Vec<_>>(), [Place::Module("finance".into())]);
    let (refused_draft, begun): (_, Vec<ModuleId>) = (without.clone(), vec![school.finance.id]);
    let error =
        refused(&db, move |tx| Box::pin(async move { release(tx, now(), None, cohort, &refused_draft, &begun).await.map(drop) })).await;
    assert!(matches!(&error, Error::Invalid(fields) if fields[0].message.contains("have begun this module")), "{error}");

    assert!(begun_modules(&db, cohort).await.unwrap().is_empty());
    released(&db, cohort, without).await.unwrap();
    let off: Vec<_> = entries(&db, cohort).await.into_iter().filter(|one| one.3).map(|one| (one.0, one.1)).collect();
    assert_eq!(off, ["R2", "economics/quiz due", "finance due", "finance opens"].map(|key| (key.to_owned(), 1)));
    assert_eq!(residencies(&db, cohort).await.unwrap().len(), 1);
    assert_eq!(scope(&db, Reader::Administrator, "third", None).await.unwrap().modules().len(), 1);
    let left: i64 = db.value(query!("SELECT COUNT(*) FROM cohort_units WHERE cohort_id = $1", cohort)).await.unwrap();
    assert_eq!(left, 0);

    released(&db, cohort, again).await.unwrap();
    let back = entries(&db, cohort).await;
    assert!(back.iter().all(|one| !one.3), "{back:?}");
    assert!(back.contains(&("finance due".to_owned(), 2, day("2027-06-29"), false)), "{back:?}");
});

db_test!(a_release_says_what_is_different_and_names_what_is_there, |db| {
    let school = school(&db).await;
    let cohort = created(&db, &school).await;
    let silent = Draft { note: "  ".into(), ..draft(&db, cohort, |_| ()).await };
    assert!(matches!(released(&db, cohort, silent).await, Err(Error::Invalid(fields)) if fields[0].field == "note"));
    let unknown = draft(&db, cohort, |plan| plan.modules.push(planned("ethics", "R2.end", "opens + 1w", &[("talk", "due")]))).await;
    let faults = draft_faults(&db, cohort, &unknown, &[]).await.unwrap();
    assert_eq!(
        faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["Module ethics: No module of this name is published, or it is retired: choose another one."]
    );
    assert!(impact(&db, cohort, &unknown, &[], now()).await.unwrap().is_err());
    assert!(draft_faults(&db, cohort, &draft(&db, cohort, |_| ()).await, &[]).await.unwrap().is_empty());
});
