//! A draft in the place of what a cohort studies: its units with the cohort's dates, and who sees it there.

use chrono::NaiveDate;
use domain::{
    Error,
    accounts::store::{NewSession, begin_session},
    authoring::{
        drafts::{Files, Looked, Ways, Writer, look},
        store::drafts::{add_author, begin, desk, discard, remove_author},
    },
    cohorts::store::{begin_draft_view, begin_view, end_view, viewable},
    db::{Db, testing::db_test},
    ids::{CohortId, DraftId, PersonId, SessionId},
    learning::store::{Drafted, drafted},
    policy::{Place, Rights, SeenDraft, View, store::token_hash},
};

use crate::school::{School, days_ago, now, school};

const MODULE: &str = "---
module: economics
title: Economics, anew
summary: What it is.
competencies: PL-1
authors:
- Ines Ferreira, MD
license: CC-BY-4.0
reviewed: 2026-11-01
objectives:
- Name a cost
units:
- 01-new.md
- 02-lesson.md
---

See [the lesson](02-lesson.md).
";

fn lesson(slug: &str, minutes: &str) -> String {
    format!("---\nunit: {slug}\nkind: lesson\ntitle: The {slug}\nminutes: {minutes}\nobjectives:\n- Name a cost\n---\n\nCosts.\n")
}

fn draft(module: &str, minutes: &str) -> Looked {
    let texts = [("module.md", module.to_owned()), ("01-new.md", lesson("new", minutes)), ("02-lesson.md", lesson("lesson", "20"))];
    let files: Files = texts.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect();
    look(&files, "economics").leading(Ways::student("economics"))
}

fn view(cohort: CohortId) -> View {
    let on = NaiveDate::from_ymd_opt(2027, 3, 9).unwrap();
    View { cohort, slug: "first".into(), title: "First".into(), campus: chrono_tz::America::New_York, on, draft: None }
}

async fn seen(db: &Db, place: &Place, looked: &Looked) -> Option<Drafted> {
    drafted(db, place, "economics", looked).await.unwrap()
}

db_test!(a_unit_that_the_calendar_knows_keeps_its_date_and_a_new_one_is_due_with_the_module, |db| {
    let school = school(&db).await;
    let place = view(school.cohort).place();
    let seen = seen(&db, &place, &draft(MODULE, "10")).await.unwrap();
    assert_eq!((seen.module.title.as_str(), seen.module.number, seen.module.position), ("Economics, anew", 2, 1));
    assert_eq!((seen.module.opens_at, seen.module.due_at), (days_ago(30), days_ago(-20)));
    assert!(seen.module.introduction.contains("/learn/economics/lesson\""), "{}", seen.module.introduction);
    let units: Vec<_> = seen.outline().into_iter().map(|unit| (unit.position, unit.slug, unit.minutes, unit.due_at)).collect();
    assert_eq!(units, [(1, "new".to_owned(), 10, days_ago(-20)), (2, "lesson".to_owned(), 20, days_ago(10))]);
    let unit = seen.unit("lesson").unwrap();
    assert_eq!((unit.position, unit.units, unit.due_at, unit.title.as_str()), (2, 2, days_ago(10), "The lesson"));
    assert!(seen.unit("quiz").is_none(), "the draft has none");
    assert!(seen.hidden.is_empty());
});

db_test!(what_is_not_in_order_is_named_and_not_shown, |db| {
    let school = school(&db).await;
    let place = view(school.cohort).place();
    let half = seen(&db, &place, &draft(MODULE, "soon")).await.unwrap();
    assert_eq!((half.outline().len(), half.hidden.as_slice()), (1, ["The new".to_owned()].as_slice()));
    assert!(seen(&db, &place, &draft("Nothing yet.", "10")).await.is_none());
    let other = view(CohortId::new()).place();
    assert!(matches!(drafted(&db, &other, "economics", &draft(MODULE, "10")).await, Err(Error::NotFound)));
});

/// The economist writes economics, too, and has a draft of it and a session.
async fn writes(db: &Db, school: School) -> (SessionId, DraftId) {
    let (economist, module) = (school.economist, school.economics.id);
    let writer = Writer { person: economist, everything: false };
    let draft = db.write(move |tx| {
        Box::pin(async move {
            add_author(tx, now(), None, (module, "ines.ferreira@school.example")).await?;
            begin(tx, now(), economist, &desk(tx, writer, "economics").await?).await?;
            Ok(desk(tx, writer, "economics").await?.draft()?.id)
        })
    });
    let draft = draft.await.unwrap();
    (signed_in(db, economist).await, draft)
}

async fn signed_in(db: &Db, person: PersonId) -> SessionId {
    let hash = token_hash(&person.to_string());
    let new = NewSession { person, token_hash: hash, second_factor: false, device: String::new(), address: String::new() };
    db.write(move |tx| Box::pin(async move { begin_session(tx, &new, now()).await })).await.unwrap()
}

async fn looks_at(db: &Db, person: PersonId) -> Option<Option<SeenDraft>> {
    let session = domain::policy::store::session(db, &person.to_string(), now()).await.unwrap().unwrap();
    session.view.map(|view| view.draft)
}

async fn begins(db: &Db, session: SessionId, cohort: CohortId, draft: Option<DraftId>) {
    let day = view(cohort).on;
    let begun = db.write(move |tx| {
        Box::pin(async move {
            match draft {
                Some(draft) => begin_draft_view(tx, session, (cohort, day), draft, now()).await,
                None => begin_view(tx, session, cohort, day, now()).await,
            }
        })
    });
    begun.await.unwrap();
}

db_test!(a_draft_is_seen_while_it_is_open_and_theirs_to_write, |db| {
    let school = school(&db).await;
    let (economist, module) = (school.economist, school.economics.id);
    let (session, draft) = writes(&db, school).await;
    begins(&db, session, school.cohort, Some(draft)).await;
    let seen = looks_at(&db, economist).await.unwrap().unwrap();
    assert_eq!((seen.id, seen.module.as_str(), seen.title.as_str()), (draft, "economics", "The title of economics"));
    begins(&db, session, school.cohort, None).await;
    assert_eq!(looks_at(&db, economist).await, Some(None), "another look is at what is published");
    begins(&db, session, school.other, Some(draft)).await;
    assert_eq!(looks_at(&db, economist).await, None, "the cohort is not theirs");

    begins(&db, session, school.cohort, Some(draft)).await;
    let removed = db.write(move |tx| Box::pin(async move { remove_author(tx, now(), economist, (module, economist)).await }));
    removed.await.unwrap();
    assert_eq!(looks_at(&db, economist).await, Some(None), "the right to the draft is gone, that to the cohort is not");
    let added = db.write(move |tx| Box::pin(async move { add_author(tx, now(), None, (module, "ines.ferreira@school.example")).await }));
    added.await.unwrap();
    assert!(looks_at(&db, economist).await.unwrap().is_some());
    let here = desk(&db, Writer { person: economist, everything: false }, "economics").await.unwrap();
    db.write(move |tx| Box::pin(async move { discard(tx, now(), economist, &here).await })).await.unwrap();
    assert_eq!(looks_at(&db, economist).await, Some(None), "it is given up");
    db.write(move |tx| Box::pin(async move { end_view(tx, session).await })).await.unwrap();
    assert_eq!(looks_at(&db, economist).await, None);
});

db_test!(a_draft_is_looked_at_in_cohorts_that_study_it_and_that_one_runs_or_teaches, |db| {
    let school = school(&db).await;
    let titles = async |person, rights, module| {
        let found = viewable(&db, (person, rights), module).await.unwrap();
        found.into_iter().map(|one| (one.slug, one.version)).collect::<Vec<_>>()
    };
    let (first, second) = (("first".to_owned(), 1), ("second".to_owned(), 1));
    let none = Rights::default();
    assert_eq!(titles(school.economist, none, school.economics.id).await, std::slice::from_ref(&first));
    assert_eq!(titles(school.director, none, school.economics.id).await, std::slice::from_ref(&second));
    assert!(titles(school.director, none, school.finance.id).await.is_empty());
    assert!(titles(school.amara.person, none, school.economics.id).await.is_empty());
    let staff = Rights { staff: true, ..none };
    assert!(titles(school.amara.person, staff, school.economics.id).await.is_empty(), "they run no program");
    let administrator = Rights { administrator: true, ..none };
    assert_eq!(titles(school.amara.person, administrator, school.economics.id).await, [first, second]);
});
