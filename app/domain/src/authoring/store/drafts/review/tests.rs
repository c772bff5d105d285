//! Review on both engines: who may read, what an approval is worth after a change, and what becomes of comments and suggestions.

use chrono::TimeDelta;

use super::*;
use crate::{
    authoring::{
        drafts::review::{Outcome, Stand, digest},
        store::drafts::{
            Published, Publishing, Saving, bring_back, desk, file, publish, retire, retired, save,
            tests::{Faculty, at, begun, faculty, now, person, writer},
        },
    },
    db::Db,
    db_test,
    ids::ThreadId,
};

/// A draft of Ines, and a person of the staff whom she has asked.
async fn asked(db: &Db) -> (Faculty, PersonId) {
    let people = faculty(db).await;
    let desk = begun(db, people.ines).await;
    let ines = people.ines;
    let ruth = db.write(|tx| Box::pin(async move { person(tx, "ruth").await })).await.unwrap();
    let asking = Asking { people: vec![ruth], note: "The case.".into() };
    let new = db.write(move |tx| Box::pin(async move { ask(tx, now(), ines, &desk, &asking).await })).await.unwrap();
    assert_eq!(new, [ruth]);
    (people, ruth)
}

async fn read(db: &Db, person: PersonId) -> Page {
    page(db, writer(person), "demo-module").await.unwrap()
}

async fn says(db: &Db, person: PersonId, approves: bool, words: &str) -> Result<DraftState> {
    let page = read(db, person).await;
    let saying = Saying { seen: page.draft.revision, approves, words: words.into() };
    db.write(move |tx| Box::pin(async move { say(tx, now(), person, &page, &saying).await })).await
}

async fn edits(db: &Db, person: PersonId, from: &'static str, to: &'static str) {
    let desk = at(db, person).await;
    let stands = file(db, desk.draft().unwrap().id, "03-case.md").await.unwrap().unwrap();
    assert!(stands.text().contains(from), "{}", stands.text());
    let saving = Saving { path: "03-case.md".into(), seen: stands.revision, text: stands.text().replace(from, to), types_on: false };
    db.write(move |tx| Box::pin(async move { save(tx, now() + TimeDelta::minutes(5), person, &desk, &saving).await })).await.unwrap();
}

async fn state_of(db: &Db, person: PersonId) -> DraftState {
    read(db, person).await.draft.state
}

db_test!(who_is_asked_reads_this_draft_and_writes_nothing, |db| {
    let (people, ruth) = asked(&db).await;
    let page = read(&db, ruth).await;
    assert!((page.writes, page.reviews) == (false, true) && page.draft.state == DraftState::Review);
    assert!(matches!(desk(&db, writer(ruth), "demo-module").await, Err(Error::NotFound)));
    assert!(matches!(super::page(&db, writer(ruth), "another-module").await, Err(Error::NotFound)));
    assert!(matches!(super::page(&db, writer(people.other), "demo-module").await, Err(Error::NotFound)));
    let asked = asked_of(&db, ruth).await.unwrap();
    assert_eq!((asked[0].slug.as_str(), asked[0].asked_by.as_str(), asked[0].said), ("demo-module", "ines", None));
    let (ines, desk) = (people.ines, at(&db, people.ines).await);
    let again = Asking { people: vec![ruth], note: String::new() };
    let here = desk.clone();
    assert!(db.write(move |tx| Box::pin(async move { ask(tx, now(), ines, &here, &again).await })).await.unwrap().is_empty());
    let here = desk.clone();
    let soon = db.write(move |tx| Box::pin(async move { remind(tx, now(), ines, (&here, ruth)).await })).await.unwrap();
    assert_eq!(soon, None, "nobody is reminded of what they were asked just now");
    let here = desk.clone();
    let later =
        db.write(move |tx| Box::pin(async move { remind(tx, now() + TimeDelta::hours(2), ines, (&here, ruth)).await })).await.unwrap();
    assert_eq!(later.unwrap().note, "The case.");
    db.write(move |tx| Box::pin(async move { take_off(tx, now(), ines, (&desk, ruth)).await })).await.unwrap();
    assert!(matches!(super::page(&db, writer(ruth), "demo-module").await, Err(Error::NotFound)));
    assert_eq!(state_of(&db, ines).await, DraftState::Writing);
});

db_test!(an_approval_holds_until_the_draft_is_changed, |db| {
    let (people, ruth) = asked(&db).await;
    assert!(matches!(says(&db, ruth, false, " ").await, Err(Error::Invalid(_))), "who asks for changes says which");
    assert!(matches!(says(&db, people.ines, true, "").await, Err(Error::NotFound)), "who is not asked says nothing");
    assert_eq!(says(&db, ruth, true, "Good.").await.unwrap(), DraftState::Approved);
    let approved = read(&db, ruth).await.draft.revision;
    // What stands already is no change.
    let desk = at(&db, people.ines).await;
    let stands = file(&db, desk.draft().unwrap().id, "03-case.md").await.unwrap().unwrap();
    let (ines, same) = (people.ines, Saving { path: "03-case.md".into(), seen: stands.revision, text: stands.text(), types_on: true });
    db.write(move |tx| Box::pin(async move { save(tx, now(), ines, &desk, &same).await })).await.unwrap();
    assert_eq!(state_of(&db, ruth).await, DraftState::Approved);

    edits(&db, people.ines, "kind: case", "kind: case # a case").await;
    let page = read(&db, ruth).await;
    assert_eq!(page.draft.state, DraftState::Review);
    let (standing, lacks) = standing(&db, &page.draft).await.unwrap();
    assert_eq!((standing[0].1, lacks), (Stand::ApprovedBefore(approved), false));
    let changed = changed_since(&db, page.draft.id, approved).await.unwrap();
    assert_eq!(changed.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["03-case.md"]);
    let old = Saying { seen: approved, approves: true, words: String::new() };
    let stale = db.write(move |tx| Box::pin(async move { say(tx, now(), ruth, &page, &old).await })).await;
    assert!(matches!(stale, Err(Error::Conflict(Conflict::Stale))));
});

db_test!(nobody_approves_alone_what_they_wrote, |db| {
    let (people, ruth) = asked(&db).await;
    edits(&db, people.ines, "kind: case", "kind: case # a case").await;
    let (ines, desk) = (people.ines, at(&db, people.ines).await);
    let asking = Asking { people: vec![ines], note: String::new() };
    let here = desk.clone();
    db.write(move |tx| Box::pin(async move { ask(tx, now(), ines, &here, &asking).await })).await.unwrap();
    let here = desk.clone();
    db.write(move |tx| Box::pin(async move { take_off(tx, now(), ines, (&here, ruth)).await })).await.unwrap();
    assert_eq!(says(&db, ines, true, "").await.unwrap(), DraftState::Review);
    assert!(standing(&db, &read(&db, ines).await.draft).await.unwrap().1, "somebody else has to read it");
    let asking = Asking { people: vec![ruth], note: String::new() };
    db.write(move |tx| Box::pin(async move { ask(tx, now(), ines, &desk, &asking).await })).await.unwrap();
    assert_eq!(says(&db, ruth, true, "").await.unwrap(), DraftState::Approved);
});

async fn publishes(db: &Db, person: PersonId, approved_only: bool) -> Published {
    let desk = at(db, person).await;
    let publishing = Publishing { seen: desk.draft().unwrap().revision, newest: desk.newest, approved_only };
    db.write(move |tx| Box::pin(async move { publish(tx, now(), person, &desk, publishing).await })).await.unwrap()
}

db_test!(a_school_may_publish_only_what_is_approved, |db| {
    let (people, ruth) = asked(&db).await;
    edits(&db, people.ines, "title: ", "title: About ").await;
    assert_eq!(publishes(&db, people.ines, true).await, Published::Unapproved);
    says(&db, ruth, true, "As it is.").await.unwrap();
    assert_eq!(publishes(&db, people.ines, true).await, Published::As(2));
    let desk = at(&db, people.ines).await;
    let spoken = verdicts_of_module(&db, desk.module()).await.unwrap();
    assert_eq!((spoken[0].number, spoken[0].name.as_str(), spoken[0].of - spoken[0].revision), (Some(2), "ruth", 1));
    assert!(matches!(page(&db, writer(ruth), "demo-module").await, Err(Error::NotFound)), "it is over");
});

async fn begins(db: &Db, person: PersonId, words: &str, suggested: Option<String>) -> Result<ThreadId> {
    let page = read(db, person).await;
    let files = super::super::files(db, page.draft.id).await.unwrap();
    let known = crate::authoring::drafts::review::passages(&files, "demo-module", "03-case.md");
    let new = Beginning { path: "03-case.md".into(), paragraph: Some((known[0].words.clone(), 0)), words: words.into(), suggested };
    db.write(move |tx| Box::pin(async move { begin_thread(tx, now(), person, &page, &new).await })).await
}

db_test!(comments_are_answered_closed_and_opened_again, |db| {
    let (people, ruth) = asked(&db).await;
    assert!(matches!(begins(&db, ruth, " ", None).await, Err(Error::Invalid(_))));
    let id = begins(&db, ruth, "Which one?", None).await.unwrap();
    let page = read(&db, people.ines).await;
    let (ines, here) = (people.ines, page.clone());
    db.write(move |tx| Box::pin(async move { reply(tx, now() + TimeDelta::minutes(1), ines, &here, (id, "The second.")).await }))
        .await
        .unwrap();
    let found = thread(&db, page.draft.id, id).await.unwrap();
    assert_eq!(found.said.iter().map(|said| said.words.as_str()).collect::<Vec<_>>(), ["Which one?", "The second."]);
    assert_eq!(open_threads(&db, page.draft.id).await.unwrap()[0].comments, 1);
    let here = page.clone();
    db.write(move |tx| Box::pin(async move { close(tx, now(), ines, &here, id).await })).await.unwrap();
    assert!(open_threads(&db, page.draft.id).await.unwrap().is_empty());
    let here = page.clone();
    db.write(move |tx| Box::pin(async move { reopen(tx, &here, id).await })).await.unwrap();
    assert!(thread(&db, page.draft.id, id).await.unwrap().closed.is_none());
    assert!(matches!(thread(&db, page.draft.id, ThreadId::new()).await, Err(Error::NotFound)));
});

db_test!(a_suggestion_is_taken_over_once_if_the_paragraph_is_still_the_same, |db| {
    let (people, ruth) = asked(&db).await;
    let (one, two) = (
        begins(&db, ruth, "", Some("Better words.".into())).await.unwrap(),
        begins(&db, ruth, "", Some("Other words.".into())).await.unwrap(),
    );
    let (ines, page) = (people.ines, read(&db, people.ines).await);
    let words = thread(&db, page.draft.id, one).await.unwrap().words;
    let desk = at(&db, ines).await;
    let taking = |thread| Taking { thread, paragraph: digest(&words), text: None };
    let (first, second, again) = (taking(one), taking(two), taking(one));
    let here = desk.clone();
    let path = db.write(move |tx| Box::pin(async move { take_over(tx, now(), ines, &here, &first).await })).await.unwrap();
    let stands = file(&db, page.draft.id, &path).await.unwrap().unwrap();
    assert!(stands.text().contains("\nBetter words.\n") && !stands.text().contains(&words));
    let credit = credits(&db, page.draft.id, &path).await.unwrap();
    assert_eq!((credit[0].name.as_str(), credit[0].revision), ("ruth", stands.revision));
    assert_eq!(thread(&db, page.draft.id, one).await.unwrap().outcome, Some(Outcome::Taken));
    let here = desk.clone();
    let stale = db.write(move |tx| Box::pin(async move { take_over(tx, now(), ines, &here, &second).await })).await;
    assert!(matches!(stale, Err(Error::Conflict(Conflict::Stale))), "the paragraph is another one now");
    let here = desk.clone();
    let closed = db.write(move |tx| Box::pin(async move { take_over(tx, now(), ines, &here, &again).await })).await;
    assert!(matches!(closed, Err(Error::Conflict(Conflict::Closed))));
    db.write(move |tx| Box::pin(async move { decline(tx, now(), ines, &desk, (two, "The first is better.")).await })).await.unwrap();
    assert_eq!(thread(&db, page.draft.id, two).await.unwrap().outcome, Some(Outcome::Declined));
});

db_test!(a_retired_module_is_chosen_by_nobody_new_and_can_be_brought_back, |db| {
    let people = faculty(&db).await;
    let (ines, desk) = (people.ines, at(&db, people.ines).await);
    let offered = async || crate::cohorts::store::published(&db).await.unwrap().len();
    assert_eq!(offered().await, 1);
    let here = desk.clone();
    db.write(move |tx| Box::pin(async move { retire(tx, now(), ines, &here).await })).await.unwrap();
    assert_eq!((offered().await, retired(&db, desk.module()).await.unwrap().unwrap().retired_by.as_str()), (0, "ines"));
    let here = desk.clone();
    assert!(db.write(move |tx| Box::pin(async move { retire(tx, now(), ines, &here).await })).await.is_err());
    let here = desk.clone();
    db.write(move |tx| Box::pin(async move { bring_back(tx, now(), ines, &here).await })).await.unwrap();
    assert_eq!((offered().await, retired(&db, desk.module()).await.unwrap()), (1, None));
});
