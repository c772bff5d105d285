//! Bringing in, on both engines: all or nothing, on what was seen, and what stood there is kept.

use super::*;
use crate::{
    authoring::{
        drafts::bring,
        package::write_zip,
        store::drafts::{
            Saving, begin_module_with, desk, earlier, is_taken, names, save,
            tests::{at, begun, faculty, now, writer},
        },
    },
    db_test,
    ids::DraftId,
};

async fn brought(db: &Db, person: PersonId, desk: &Desk, seen: Seen, edits: &Edits) -> Result<()> {
    let (desk, edits) = (desk.clone(), edits.clone());
    db.write(move |tx| Box::pin(async move { bring_in(tx, now(), person, &desk, (seen, &edits)).await })).await
}

async fn in_draft(db: &Db, draft: DraftId) -> Files {
    files(db, draft).await.unwrap()
}

fn is_stale(result: &Result<()>) -> bool {
    matches!(result, Err(Error::Conflict(Conflict::Stale)))
}

db_test!(a_package_is_brought_into_the_draft_and_what_stood_there_is_kept, |db| {
    let people = faculty(&db).await;
    let desk = begun(&db, people.ines).await;
    let ground = ground(&db, &desk).await.unwrap();
    let mut files = ground.files.clone();
    files.remove("03-case.md");
    files.insert("04-more.md".into(), b"---\nunit: more\n---\n".to_vec());
    files.insert("01-lesson.md".into(), b"---\nunit: other\n---\n".to_vec());
    let come = bring(&write_zip(&files).unwrap(), "demo-module", &ground.files, &ground.media).unwrap();
    brought(&db, people.ines, &desk, ground.seen, &come.edits).await.unwrap();
    let draft = desk.draft().unwrap().id;
    assert_eq!(in_draft(&db, draft).await, files);
    for path in ["01-lesson.md", "03-case.md"] {
        let kept = earlier(&db, draft, path).await.unwrap();
        assert_eq!(kept.iter().map(|save| &save.content).collect::<Vec<_>>(), [&ground.files[path]]);
    }
    assert_eq!(names(&db, draft).await.unwrap().1, ["03-case.md"]);
    // The same again was seen before the draft changed.
    assert!(is_stale(&brought(&db, people.ines, &desk, ground.seen, &come.edits).await));
    assert_eq!(at(&db, people.ines).await.draft().unwrap().revision, desk.draft().unwrap().revision + 1);
});

db_test!(a_draft_is_begun_if_none_is_open, |db| {
    let people = faculty(&db).await;
    let desk = at(&db, people.ines).await;
    let ground = ground(&db, &desk).await.unwrap();
    assert_eq!(ground.seen, Seen::Begins(Some(1)));
    let edits = Edits { written: vec![("04-more.md".into(), b"More".to_vec())], ..Edits::default() };
    assert!(is_stale(&brought(&db, people.ines, &desk, Seen::Begins(None), &edits).await));
    assert!(is_stale(&brought(&db, people.ines, &desk, Seen::Begins(Some(2)), &edits).await));
    assert!(is_stale(&brought(&db, people.ines, &desk, Seen::Draft(1), &edits).await));
    assert!(at(&db, people.ines).await.draft.is_none());
    brought(&db, people.ines, &desk, ground.seen, &edits).await.unwrap();
    let draft = at(&db, people.ines).await.draft.unwrap();
    assert_eq!(draft.base, Some(1));
    let have = in_draft(&db, draft.id).await;
    assert_eq!((have.len(), have["04-more.md"].as_slice()), (ground.files.len() + 1, b"More".as_slice()));
    assert!(is_stale(&brought(&db, people.paul, &desk, ground.seen, &edits).await));
});

db_test!(what_another_author_saves_meanwhile_stays, |db| {
    let people = faculty(&db).await;
    let desk = begun(&db, people.ines).await;
    let ground = ground(&db, &desk).await.unwrap();
    let (here, paul) = (desk.clone(), people.paul);
    let saving = Saving { path: "03-case.md".into(), seen: 1, text: "Paul's".into(), types_on: false };
    db.write(move |tx| Box::pin(async move { save(tx, now(), paul, &here, &saving).await })).await.unwrap();
    let edits = Edits { written: vec![("03-case.md".into(), b"Mine".to_vec())], ..Edits::default() };
    assert!(is_stale(&brought(&db, people.ines, &desk, ground.seen, &edits).await));
    assert_eq!(in_draft(&db, desk.draft().unwrap().id).await["03-case.md"], b"Paul's");
});

db_test!(a_module_begins_with_a_package_under_a_name_that_nobody_has, |db| {
    let people = faculty(&db).await;
    let files: Files = crate::authoring::package::tests::sample().into_iter().collect();
    let other = people.other;
    let begun = async |slug: &'static str| {
        let files = files.clone();
        db.write(move |tx| Box::pin(async move { begin_module_with(tx, now(), other, slug, &files).await })).await
    };
    begun("a-copy").await.unwrap();
    let mine = desk(&db, writer(people.other), "a-copy").await.unwrap();
    assert_eq!(in_draft(&db, mine.draft().unwrap().id).await, files);
    assert!(matches!(desk(&db, writer(people.ines), "a-copy").await, Err(Error::NotFound)));
    let taken = async |slug| is_taken(&db, slug).await.unwrap();
    assert_eq!((taken("a-copy").await, taken("another").await), (true, false));
    assert!(matches!(begun("demo-module").await, Err(Error::Conflict(Conflict::SlugTaken))));
});

#[test]
fn what_was_seen_is_a_word_in_forms() {
    for seen in [Seen::Draft(12), Seen::Begins(Some(3)), Seen::Begins(None)] {
        assert_eq!(seen.to_string().parse::<Seen>().unwrap(), seen);
    }
    for wrong in ["", "draft-", "draft-x", "version", "nothing-1"] {
        assert!(wrong.parse::<Seen>().is_err(), "{wrong}");
    }
}
