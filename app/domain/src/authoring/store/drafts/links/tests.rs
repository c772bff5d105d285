//! Links to drafts on both engines: what one opens, when it opens nothing, how many there are, and what is counted.

use super::*;
use crate::{
    Conflict,
    authoring::{
        disclosures::{Says, Statement},
        drafts::{links::LONGEST_NOTE, with_statements},
        store::drafts::{
            Published, Publishing, Saving, begin, desk, discard, file, publish, remove_author, save,
            tests::{Faculty, at, begun, faculty, now, writer},
        },
    },
    db_test,
};

fn later(minutes: i64) -> DateTime<Utc> {
    now() + TimeDelta::minutes(minutes)
}

async fn makes(db: &Db, person: PersonId, (token, note): (&str, &str), at_minute: i64) -> Result<LinkId> {
    let desk = at(db, person).await;
    let new = NewLink { id: LinkId::new(), token_hash: token.into(), note: note.into() };
    let id = new.id;
    db.write(move |tx| Box::pin(async move { make_link(tx, later(at_minute), person, &desk, &new).await })).await?;
    Ok(id)
}

async fn revokes(db: &Db, person: PersonId, link: LinkId) -> Result<()> {
    let desk = at(db, person).await;
    db.write(move |tx| Box::pin(async move { revoke_link(tx, later(5), person, &desk, link).await })).await
}

async fn opens(db: &Db, token: &str, at: DateTime<Utc>) -> Option<OpenLink> {
    match open_link(db, token, at).await {
        Ok(link) => Some(link),
        Err(Error::NotFound) => None,
        Err(other) => panic!("{other}"),
    }
}

/// A draft of Ines with a link for somebody.
async fn linked(db: &Db) -> (Faculty, LinkId) {
    let people = faculty(db).await;
    begun(db, people.ines).await;
    let link = makes(db, people.ines, ("hash", " Dr. Weber \n Zurich"), 0).await.unwrap();
    (people, link)
}

db_test!(a_link_opens_its_draft_for_a_week_and_says_who_made_it, |db| {
    let (people, link) = linked(&db).await;
    let draft = at(&db, people.ines).await.draft().unwrap().id;
    let open = opens(&db, "hash", now()).await.unwrap();
    assert_eq!((open.id, open.draft, open.module.as_str(), open.made_by.as_str()), (link, draft, "demo-module", "ines"));
    assert_eq!(open.ends_at, now() + TimeDelta::days(7));
    assert!(opens(&db, "hash", open.ends_at - TimeDelta::seconds(1)).await.is_some());
    assert!(opens(&db, "hash", open.ends_at).await.is_none());
    assert!(opens(&db, "another hash", now()).await.is_none());
    let all = links(&db, draft).await.unwrap();
    assert_eq!((all.len(), all[0].note.as_str(), all[0].made_by.as_str()), (1, "Dr. Weber Zurich", "ines"));
    assert_eq!((all[0].opened, all[0].opened_at, all[0].state(now())), (0, None, LinkState::Works));
    assert_eq!(all[0].state(open.ends_at), LinkState::Over);
});

db_test!(a_revoked_link_opens_nothing_and_stays_in_the_list, |db| {
    let (people, link) = linked(&db).await;
    assert!(matches!(revokes(&db, people.paul, LinkId::new()).await, Err(Error::NotFound)));
    revokes(&db, people.paul, link).await.unwrap();
    assert!(opens(&db, "hash", now()).await.is_none());
    assert!(matches!(revokes(&db, people.ines, link).await, Err(Error::NotFound)), "once is enough");
    let draft = at(&db, people.ines).await.draft().unwrap().id;
    assert_eq!(links(&db, draft).await.unwrap()[0].state(now()), LinkState::Revoked);
    let said: Vec<String> = db
        .values(sql!(@whole "a test", "SELECT action FROM audit_entries WHERE action LIKE 'draft.link%' ORDER BY sequence"))
        .await
        .unwrap();
    assert_eq!(said, ["draft.link-made", "draft.link-revoked"]);
});

db_test!(a_link_of_another_module_is_not_there_to_be_revoked, |db| {
    let (people, link) = linked(&db).await;
    let other = desk(&db, writer(people.other), "another-module").await.unwrap();
    let person = people.other;
    let revoked = db.write(move |tx| Box::pin(async move { revoke_link(tx, now(), person, &other, link).await })).await;
    assert!(matches!(revoked, Err(Error::NotFound)));
    assert!(opens(&db, "hash", now()).await.is_some());
});

db_test!(a_link_is_over_with_the_draft_that_is_given_up_and_does_not_open_the_next, |db| {
    let (people, _) = linked(&db).await;
    let (ines, desk) = (people.ines, at(&db, people.ines).await);
    db.write(move |tx| Box::pin(async move { discard(tx, now(), ines, &desk).await })).await.unwrap();
    assert!(opens(&db, "hash", now()).await.is_none());
    let desk = at(&db, ines).await;
    let here = desk.clone();
    let new = NewLink { id: LinkId::new(), token_hash: "later".into(), note: String::new() };
    let made = db.write(move |tx| Box::pin(async move { make_link(tx, now(), ines, &here, &new).await })).await;
    assert!(matches!(made, Err(Error::Conflict(Conflict::Closed))), "there is nothing to read");
    db.write(move |tx| Box::pin(async move { begin(tx, now(), ines, &desk).await })).await.unwrap();
    assert!(opens(&db, "hash", now()).await.is_none());
});

/// The only author of the draft has nothing to disclose; the draft's revision after that.
async fn states(db: &Db, person: PersonId, desk: &Desk) -> i64 {
    let stands = file(db, desk.draft().unwrap().id, "module.md").await.unwrap().unwrap();
    let statement = Statement { author: "other, MD".into(), says: Says::Nothing, mitigation: None };
    let text = with_statements(&stands.text(), now().date_naive(), &[statement]).unwrap();
    let (desk, saving) = (desk.clone(), Saving { path: "module.md".into(), seen: stands.revision, text, types_on: false });
    db.write(move |tx| Box::pin(async move { save(tx, now(), person, &desk, &saving).await })).await.unwrap().revision
}

/// Nothing stands in the draft any more as it was given; its revision after that.
async fn written_over(db: &Db, person: PersonId, desk: &Desk) -> i64 {
    let mut revision = 0;
    for path in ["module.md", "introduction.md"] {
        let stands = file(db, desk.draft().unwrap().id, path).await.unwrap().unwrap();
        let text = stands
            .text()
            .replace("Say ", "Tell ")
            .replace("first section", "wards")
            .replace("here.", "there.")
            .replace("1970-01-01", "2026-11-28");
        let (desk, saving) = (desk.clone(), Saving { path: path.into(), seen: stands.revision, text, types_on: false });
        revision = db.write(move |tx| Box::pin(async move { save(tx, now(), person, &desk, &saving).await })).await.unwrap().revision;
    }
    revision
}

db_test!(a_link_is_over_with_the_draft_that_is_published, |db| {
    let people = faculty(&db).await;
    let person = people.other;
    let desk = desk(&db, writer(person), "another-module").await.unwrap();
    let (here, new) = (desk.clone(), NewLink { id: LinkId::new(), token_hash: "hash".into(), note: String::new() });
    db.write(move |tx| Box::pin(async move { make_link(tx, now(), person, &here, &new).await })).await.unwrap();
    assert!(opens(&db, "hash", now()).await.is_some());
    states(&db, person, &desk).await;
    let seen = written_over(&db, person, &desk).await;
    let publishing = Publishing { seen, newest: None, approved_only: false };
    let published = db.write(move |tx| Box::pin(async move { publish(tx, now(), person, &desk, publishing).await })).await.unwrap();
    assert_eq!(published, Published::As(1));
    assert!(opens(&db, "hash", now()).await.is_none());
});

db_test!(a_link_ends_with_the_right_of_whoever_made_it, |db| {
    let (people, _) = linked(&db).await;
    let (ines, paul, module) = (people.ines, people.paul, at(&db, people.ines).await.module());
    db.write(move |tx| Box::pin(async move { remove_author(tx, now(), paul, (module, ines)).await })).await.unwrap();
    assert!(opens(&db, "hash", now()).await.is_none());
});

db_test!(ten_links_work_at_a_time_and_a_revoked_one_makes_room, |db| {
    let (people, first) = linked(&db).await;
    for place in 1..MOST_LINKS {
        makes(&db, people.ines, (&format!("hash {place}"), ""), place).await.unwrap();
    }
    let full = makes(&db, people.paul, ("one more", ""), 20).await;
    let Err(Error::Invalid(errors)) = full else { panic!("{full:?}") };
    assert!(errors[0].field == "for_whom" && errors[0].message.contains("10 links"));
    revokes(&db, people.ines, first).await.unwrap();
    makes(&db, people.paul, ("one more", ""), 20).await.unwrap();
    let long = makes(&db, people.ines, ("long", &"x".repeat(LONGEST_NOTE + 1)), 20).await;
    assert!(matches!(long, Err(Error::Invalid(_))));
    let after_all = 8 * 24 * 60;
    makes(&db, people.ines, ("later", ""), after_all).await.unwrap();
});

db_test!(reading_on_is_one_opening_and_coming_back_another, |db| {
    let (people, link) = linked(&db).await;
    for (minute, news) in [(0, true), (10, false), (29, false), (31, true), (90, true)] {
        assert_eq!(opens(&db, "hash", later(minute)).await.unwrap().is_news(later(minute)), news, "after {minute} minutes");
        db.write(move |tx| Box::pin(async move { note_opening(tx, link, later(minute)).await })).await.unwrap();
    }
    let draft = at(&db, people.ines).await.draft().unwrap().id;
    let all = links(&db, draft).await.unwrap();
    assert_eq!((all[0].opened, all[0].opened_at), (3, Some(later(90))));
});

db_test!(links_are_forgotten_a_month_after_their_end, |db| {
    let (people, _) = linked(&db).await;
    let ends = now() + TimeDelta::days(7);
    assert_eq!(forget_links(&db, ends + TimeDelta::days(29)).await.unwrap(), 0);
    assert_eq!(forget_links(&db, ends + TimeDelta::days(30)).await.unwrap(), 1);
    let draft = at(&db, people.ines).await.draft().unwrap().id;
    assert!(links(&db, draft).await.unwrap().is_empty());
});
