//! Drafts on both engines: who may, what a save keeps, what publishing makes, and what happens at the same time.

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::{
    authoring::{
        UnitKind,
        drafts::DraftState,
        package::{self, tests::sample},
        store::{export, import},
    },
    db_test,
};

pub(in crate::authoring::store) fn now() -> DateTime<Utc> {
    "2026-11-22T17:00:00Z".parse().unwrap()
}

/// The module of the tests with two authors, and another module with a third.
pub(super) struct Faculty {
    pub(super) ines: PersonId,
    pub(super) paul: PersonId,
    pub(super) other: PersonId,
}

pub(in crate::authoring::store) async fn person(tx: &Tx, name: &str) -> Result<PersonId> {
    let (id, email) = (PersonId::new(), format!("{name}@school.example"));
    tx.run(sql!(
        "INSERT INTO people (id, email, email_folded, name, credentials, specialty, time_zone, created_at) VALUES ($1, $2, $2, $3, 'MD', '', 'UTC', $4)",
        id,
        email,
        name,
        now()
    ))
    .await?;
    Ok(id)
}

pub(super) async fn faculty(db: &Db) -> Faculty {
    db.write(|tx| {
        Box::pin(async move {
            let package = package::read(sample()).unwrap();
            let module = import(tx, &package, now()).await?.module;
            let (ines, paul, other) = (person(tx, "ines").await?, person(tx, "paul").await?, person(tx, "other").await?);
            for email in ["ines@school.example", " Paul@school.example"] {
                add_author(tx, now(), None, (module, email)).await?;
            }
            let new = NewModule { title: "Another module".into(), slug: String::new() };
            assert_eq!(begin_module(tx, now(), other, &new).await?, "another-module");
            Ok(Faculty { ines, paul, other })
        })
    })
    .await
    .unwrap()
}

pub(super) fn writer(person: PersonId) -> Writer {
    Writer { person, everything: false }
}

pub(super) async fn at(db: &Db, person: PersonId) -> Desk {
    desk(db, writer(person), "demo-module").await.unwrap()
}

pub(super) async fn begun(db: &Db, person: PersonId) -> Desk {
    let desk = at(db, person).await;
    db.write(move |tx| Box::pin(async move { begin(tx, now(), person, &desk).await })).await.unwrap();
    at(db, person).await
}

async fn saved(db: &Db, person: PersonId, (seen, text): (i64, &str), minutes: i64, types_on: bool) -> Result<Saved> {
    let desk = at(db, person).await;
    let saving = Saving { path: "03-case.md".into(), seen, text: text.into(), types_on };
    let when = now() + TimeDelta::minutes(minutes);
    db.write(move |tx| Box::pin(async move { save(tx, when, person, &desk, &saving).await })).await
}

async fn case(db: &Db, desk: &Desk) -> Stands {
    file(db, desk.draft().unwrap().id, "03-case.md").await.unwrap().unwrap()
}

async fn published(db: &Db, person: PersonId, seen: i64, newest: Option<i64>) -> Result<Published> {
    let desk = at(db, person).await;
    db.write(move |tx| Box::pin(async move { publish(tx, now(), person, &desk, Publishing { seen, newest, approved_only: false }).await }))
        .await
}

fn is(result: &Result<impl std::fmt::Debug>, conflict: Conflict) -> bool {
    matches!(result, Err(Error::Conflict(found)) if *found == conflict)
}

db_test!(an_author_of_one_module_cannot_open_anothers, |db| {
    let people = faculty(&db).await;
    assert!(matches!(desk(&db, writer(people.other), "demo-module").await, Err(Error::NotFound)));
    assert!(matches!(desk(&db, writer(people.ines), "another-module").await, Err(Error::NotFound)));
    assert!(desk(&db, administrator(people.ines), "another-module").await.is_ok());
    let mine: Vec<_> =
        modules_of(&db, writer(people.ines)).await.unwrap().into_iter().map(|one| (one.slug, one.newest, one.state)).collect();
    assert_eq!(mine, [("demo-module".to_owned(), Some(1), None)]);
    let theirs = modules_of(&db, writer(people.other)).await.unwrap();
    assert_eq!((theirs[0].newest, theirs[0].state, theirs[0].changed_by.as_deref()), (None, Some(DraftState::Writing), Some("other")));
    let (module, ines) = (at(&db, people.paul).await.module, people.ines);
    assert_eq!(authors(&db, module).await.unwrap().len(), 2);
    db.write(move |tx| Box::pin(async move { remove_author(tx, now(), ines, (module, ines)).await })).await.unwrap();
    assert!(matches!(desk(&db, writer(ines), "demo-module").await, Err(Error::NotFound)));
});

db_test!(a_new_module_is_in_order_and_its_name_is_taken_once, |db| {
    let people = faculty(&db).await;
    let found = desk(&db, writer(people.other), "another-module").await.unwrap();
    let files = files(&db, found.draft().unwrap().id).await.unwrap();
    let faults = crate::authoring::drafts::check(files, "another-module").err().unwrap_or_default();
    assert!(faults.is_empty(), "{faults:?}");
    let (ines, new) = (people.ines, NewModule { title: "Demo module".into(), slug: String::new() });
    let taken = db.write(move |tx| Box::pin(async move { begin_module(tx, now(), ines, &new).await })).await;
    assert!(is(&taken, Conflict::SlugTaken));
});

db_test!(a_draft_begins_with_the_newest_version_and_is_there_once, |db| {
    let people = faculty(&db).await;
    let desk = begun(&db, people.ines).await;
    assert_eq!(files(&db, desk.draft().unwrap().id).await.unwrap(), sample().into_iter().collect());
    let (again, ines) = (desk.clone(), people.ines);
    let second = db.write(move |tx| Box::pin(async move { begin(tx, now(), ines, &again).await })).await;
    assert!(is(&second, Conflict::PlaceTaken));
});

db_test!(a_save_keeps_what_it_replaces_and_comes_after_what_was_seen, |db| {
    let people = faculty(&db).await;
    let desk = begun(&db, people.ines).await;
    let (draft, first) = (desk.draft().unwrap().id, case(&db, &desk).await);
    let one = saved(&db, people.ines, (first.revision, "mine"), 1, false).await.unwrap();
    assert!(one.revision > first.revision);
    let again = saved(&db, people.ines, (first.revision, "mine"), 2, false).await.unwrap();
    assert_eq!(again, one, "the same form sent twice is one save");
    assert!(is(&saved(&db, people.paul, (first.revision, "theirs"), 3, false).await, Conflict::Stale));
    assert_eq!(case(&db, &desk).await.text(), "mine", "a conflict changes nothing");
    let two = saved(&db, people.paul, (one.revision, "ours"), 4, false).await.unwrap();
    let before = earlier(&db, draft, "03-case.md").await.unwrap();
    let told: Vec<_> = before.iter().map(|one| (String::from_utf8_lossy(&one.content).into_owned(), one.saved_by.as_str())).collect();
    assert_eq!(told, [("mine".to_owned(), "ines"), (first.text(), "ines")]);
    assert_eq!(text_seen(&db, draft, "03-case.md", one.revision).await.unwrap().as_deref(), Some("mine"));
    let (back, id, ines) = (desk.clone(), before[1].id, people.ines);
    db.write(move |tx| Box::pin(async move { restore(tx, now() + TimeDelta::minutes(5), ines, &back, ("03-case.md", id)).await }))
        .await
        .unwrap();
    assert_eq!(case(&db, &desk).await.text(), first.text());
    assert!(case(&db, &desk).await.revision > two.revision);
    let long = "x".repeat(crate::authoring::drafts::LONGEST_TEXT + 1);
    assert!(matches!(saved(&db, people.ines, (1, &long), 6, false).await, Err(Error::Invalid(_))));
});

db_test!(typing_on_is_kept_once_a_minute_and_taking_out_always, |db| {
    let people = faculty(&db).await;
    let desk = begun(&db, people.ines).await;
    let draft = desk.draft().unwrap().id;
    let count = async || earlier(&db, draft, "03-case.md").await.unwrap().len();
    let text = case(&db, &desk).await.text();
    let mut seen = case(&db, &desk).await.revision;
    for (minutes, end, kept) in [(1, " a", 1), (1, " a b", 1), (1, " a b c", 1), (3, " a b c d", 2)] {
        seen = saved(&db, people.ines, (seen, &format!("{text}{end}")), minutes, true).await.unwrap().revision;
        assert_eq!(count().await, kept, "{end}");
    }
    seen = saved(&db, people.ines, (seen, "all gone"), 3, true).await.unwrap().revision;
    assert_eq!(count().await, 3, "what is taken out is kept at once");
    saved(&db, people.paul, (seen, "all gone now"), 3, true).await.unwrap();
    assert_eq!(count().await, 4, "and what somebody else wrote");
});

db_test!(of_two_who_save_at_once_one_is_first_and_nothing_is_lost, |db| {
    let people = faculty(&db).await;
    let desk = begun(&db, people.ines).await;
    let first = case(&db, &desk).await;
    let (one, other) = tokio::join!(
        saved(&db, people.ines, (first.revision, "of Ines"), 1, false),
        saved(&db, people.paul, (first.revision, "of Paul"), 1, false)
    );
    assert_eq!(i32::from(is(&one, Conflict::Stale)) + i32::from(is(&other, Conflict::Stale)), 1, "{one:?} {other:?}");
    assert_eq!(i32::from(one.is_ok()) + i32::from(other.is_ok()), 1);
    let stands = case(&db, &desk).await;
    assert_eq!(stands.text(), if one.is_ok() { "of Ines" } else { "of Paul" });
    let (aside, paul) = (desk.clone(), people.paul);
    let mine = Saving { path: "03-case.md".into(), seen: first.revision, text: "put aside".into(), types_on: false };
    db.write(move |tx| Box::pin(async move { set_aside(tx, now(), paul, &aside, &mine).await })).await.unwrap();
    assert_eq!(case(&db, &desk).await, stands);
    assert!(earlier(&db, desk.draft().unwrap().id, "03-case.md").await.unwrap().iter().any(|one| one.content == b"put aside"));
});

db_test!(the_outline_changes_and_a_unit_taken_out_comes_back, |db| {
    let people = faculty(&db).await;
    let desk = begun(&db, people.ines).await;
    let draft = desk.draft().unwrap().id;
    let (here, ines) = (desk.clone(), people.ines);
    let file = db
        .write(move |tx| {
            Box::pin(async move {
                let file = change(tx, now(), ines, &here, &Change::Add { kind: UnitKind::Quiz, title: "Check".into() }).await?;
                change(tx, now(), ines, &here, &Change::Move { file: file.clone(), to: 0 }).await?;
                change(tx, now(), ines, &here, &Change::Remove { file: file.clone() }).await?;
                Ok(file)
            })
        })
        .await
        .unwrap();
    assert_eq!(files(&db, draft).await.unwrap(), sample().into_iter().collect());
    assert_eq!(names(&db, draft).await.unwrap().1, std::slice::from_ref(&file));
    let (here, id) = (desk.clone(), earlier(&db, draft, &file).await.unwrap()[0].id);
    let back = file.clone();
    db.write(move |tx| Box::pin(async move { restore(tx, now(), ines, &here, (&back, id)).await })).await.unwrap();
    let texts = unit_texts(&db, draft).await.unwrap();
    assert_eq!(crate::authoring::drafts::outline(&texts, &[]).units.last().map(|unit| unit.file.clone()), Some(file));
});

db_test!(a_unit_moves_to_another_module, |db| {
    let people = faculty(&db).await;
    begun(&db, people.ines).await;
    let everything = administrator(people.ines);
    let (from, to) = (desk(&db, everything, "demo-module").await.unwrap(), desk(&db, everything, "another-module").await.unwrap());
    let (one, other, ines) = (from.clone(), to.clone(), people.ines);
    db.write(move |tx| Box::pin(async move { move_to(tx, now(), ines, (&one, &other), "01-lesson.md").await })).await.unwrap();
    assert!(!unit_texts(&db, from.draft().unwrap().id).await.unwrap().contains_key("01-lesson.md"));
    let there = files(&db, to.draft().unwrap().id).await.unwrap();
    assert!(there.contains_key("01-lesson.md") && there.contains_key("figures/plane.svg") && there.contains_key("media/plane.vtt"));
});

db_test!(publishing_makes_the_next_version_and_closes_the_draft, |db| {
    let people = faculty(&db).await;
    let desk = begun(&db, people.ines).await;
    let seen = desk.draft().unwrap().revision;
    assert_eq!(published(&db, people.ines, seen, Some(1)).await.unwrap(), Published::Same(1), "it is what the newest version is");
    let text = case(&db, &desk).await.text().replace("What would you do?", "What would you rather do?");
    let revision = saved(&db, people.ines, (case(&db, &desk).await.revision, &text), 1, false).await.unwrap().revision;
    assert!(is(&published(&db, people.ines, seen, Some(1)).await, Conflict::Stale), "somebody saved since it was looked at");
    assert!(is(&published(&db, people.ines, revision, None).await, Conflict::Stale));
    assert_eq!(published(&db, people.ines, revision, Some(1)).await.unwrap(), Published::As(2));
    let stored = export(&db, "demo-module", None).await.unwrap();
    assert_eq!(stored["03-case.md"], text.as_bytes());
    assert_eq!(export(&db, "demo-module", Some(1)).await.unwrap(), sample().into_iter().collect(), "the version before is as it was");
    assert!(is(&saved(&db, people.paul, (revision, "too late"), 2, false).await, Conflict::Closed));
    let over = closed(&db, &desk).await.unwrap();
    assert_eq!((over[0].state, over[0].number, over[0].closed_by.as_str()), (DraftState::Published, Some(2), "ines"));
    let log: Vec<_> = audit::recent(&db, 9).await.unwrap().into_iter().map(|entry| entry.action).collect();
    assert_eq!(log[..2], ["module.published", "draft.begun"]);
    let next = begun(&db, people.paul).await;
    assert!(next.draft().unwrap().revision > revision, "no revision means two texts");
});

db_test!(a_faulty_draft_is_not_published_and_says_where, |db| {
    let people = faculty(&db).await;
    let desk = begun(&db, people.ines).await;
    let revision = saved(&db, people.ines, (case(&db, &desk).await.revision, "---\nunit: case\n"), 1, false).await.unwrap().revision;
    let Published::Missing(faults) = published(&db, people.ines, revision, Some(1)).await.unwrap() else { panic!("it was published") };
    assert!(faults.iter().any(|fault| fault.to_string().starts_with("03-case.md:1: ")), "{faults:?}");
    assert!(at(&db, people.ines).await.draft.is_some());
});

db_test!(publishing_while_another_saves_takes_the_save_or_refuses_it, |db| {
    let people = faculty(&db).await;
    let desk = begun(&db, people.ines).await;
    let text = case(&db, &desk).await.text();
    let revision =
        saved(&db, people.ines, (case(&db, &desk).await.revision, &format!("{text}\nMore.\n")), 1, false).await.unwrap().revision;
    let late = format!("{text}\nMore, and more.\n");
    let (one, other) = tokio::join!(published(&db, people.ines, revision, Some(1)), saved(&db, people.paul, (revision, &late), 2, false));
    match (one, other) {
        (Ok(Published::As(2)), refused) => assert!(is(&refused, Conflict::Closed), "{refused:?}"),
        (refused, Ok(_)) => assert!(is(&refused, Conflict::Stale), "{refused:?}"),
        both => panic!("{both:?}"),
    }
});

db_test!(a_discarded_draft_is_kept_and_another_can_begin, |db| {
    let people = faculty(&db).await;
    let desk = begun(&db, people.ines).await;
    let (here, ines) = (desk.clone(), people.ines);
    db.write(move |tx| Box::pin(async move { discard(tx, now(), ines, &here).await })).await.unwrap();
    assert_eq!(files(&db, desk.draft().unwrap().id).await.unwrap().len(), sample().len());
    let here = desk.clone();
    let again = db.write(move |tx| Box::pin(async move { discard(tx, now(), ines, &here).await })).await;
    assert!(is(&again, Conflict::Closed));
    assert_eq!(closed(&db, &desk).await.unwrap()[0].state, DraftState::Discarded);
    begun(&db, people.paul).await;
});
