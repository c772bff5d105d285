//! The bank on both engines: who may, what a version keeps, and what becomes of drafts.

use super::*;
use crate::{
    Conflict, Error,
    authoring::{
        BankMark,
        drafts::{NewModule, Writer, blocks},
        package::{self, tests::sample},
        store::{
            drafts::{
                self, Desk,
                tests::{now, person},
            },
            import,
        },
    },
    db::Db,
    db_test,
};

/// Ines writes the module of the tests, whose lesson has a question with a figure; Otto writes another. Both have drafts.
struct Faculty {
    ines: Writer,
    otto: Writer,
}

const FIGURE: &str = "![Two axes](figures/plane.svg \"The plane\")";

async fn faculty(db: &Db) -> Faculty {
    db.write(|tx| {
        Box::pin(async move {
            let mut files = sample();
            for (path, content) in &mut files {
                if path == "01-lesson.md" {
                    let text = String::from_utf8(content.clone()).unwrap();
                    *content = text.replace("What is *it*?", &format!("What is *it*?\n\n{FIGURE}")).into_bytes();
                }
            }
            let package = package::read(files).unwrap();
            let module = import(tx, &package, now()).await?.module;
            let (ines, otto) = (person(tx, "ines").await?, person(tx, "otto").await?);
            drafts::add_author(tx, now(), None, (module, "ines@school.example")).await?;
            let new = NewModule { title: "Another module".into(), slug: String::new() };
            drafts::begin_module(tx, now(), otto, &new).await?;
            let (ines, otto) = (Writer { person: ines, everything: false }, Writer { person: otto, everything: false });
            let desk = drafts::desk(tx, ines, "demo-module").await?;
            drafts::begin(tx, now(), ines.person, &desk).await?;
            Ok(Faculty { ines, otto })
        })
    })
    .await
    .unwrap()
}

async fn desk(db: &Db, writer: Writer) -> Desk {
    let mine = drafts::modules_of(db, writer).await.unwrap();
    drafts::desk(db, writer, &mine[0].slug).await.unwrap()
}

async fn text(db: &Db, writer: Writer, path: &str) -> String {
    let desk = desk(db, writer).await;
    drafts::file(db, desk.draft().unwrap().id, path).await.unwrap().unwrap().text()
}

async fn kept(db: &Db, writer: Writer, path: &'static str, id: &'static str) -> Result<BankMark> {
    let desk = desk(db, writer).await;
    db.write(move |tx| Box::pin(async move { put(tx, now(), writer, &desk, (path, id)).await })).await
}

async fn took(db: &Db, writer: Writer, path: &'static str, slugs: &[&str]) -> Result<usize> {
    let (desk, slugs): (Desk, Vec<String>) = (desk(db, writer).await, slugs.iter().map(|slug| (*slug).to_owned()).collect());
    db.write(move |tx| Box::pin(async move { take(tx, now(), writer.person, &desk, (path, &slugs)).await })).await
}

async fn made(db: &Db, writer: Writer, seen: i64, block: String) -> Result<BankMark> {
    db.write(move |tx| Box::pin(async move { make(tx, now(), writer, ("in-lesson", seen), &block).await })).await
}

async fn edited(db: &Db, writer: Writer, path: &'static str, from: &str, to: &str) {
    let desk = desk(db, writer).await;
    let stands = drafts::file(db, desk.draft().unwrap().id, path).await.unwrap().unwrap();
    let saving = drafts::Saving { path: path.into(), seen: stands.revision, text: stands.text().replace(from, to), types_on: false };
    assert_ne!(saving.text, stands.text());
    db.write(move |tx| Box::pin(async move { drafts::save(tx, now(), writer.person, &desk, &saving).await })).await.unwrap();
}

async fn block(db: &Db, number: i64) -> String {
    banked(db, &BankMark { slug: "in-lesson".into(), number }).await.unwrap().block
}

fn told(result: Result<impl std::fmt::Debug>) -> String {
    result.unwrap_err().to_string()
}

db_test!(a_question_is_put_there_once_and_its_draft_names_it, |db| {
    let people = faculty(&db).await;
    let mark = kept(&db, people.ines, "01-lesson.md", "in-lesson").await.unwrap();
    assert_eq!(mark.to_string(), "in-lesson@1");
    assert!(text(&db, people.ines, "01-lesson.md").await.contains("id: in-lesson\nkind: single\ntags: PL-1\nbank: in-lesson@1\n\n"));
    let version = banked(&db, &mark).await.unwrap();
    assert!(!version.block.contains("bank:") && version.block.contains(FIGURE));
    assert_eq!(version.files.keys().map(String::as_str).collect::<Vec<_>>(), ["figures/plane.svg"]);
    assert!(told(kept(&db, people.ines, "01-lesson.md", "in-lesson").await).contains("has this already, as version 1"));
    assert!(matches!(kept(&db, people.ines, "01-lesson.md", "no").await, Err(Error::NotFound)));
    assert!(matches!(kept(&db, people.ines, "no.md", "in-lesson").await, Err(Error::NotFound)));
});

db_test!(versions_follow_one_another_and_never_change, |db| {
    let people = faculty(&db).await;
    kept(&db, people.ines, "01-lesson.md", "in-lesson").await.unwrap();
    edited(&db, people.ines, "01-lesson.md", "What is *it*?", "What is it *really*?").await;
    assert_eq!(kept(&db, people.ines, "01-lesson.md", "in-lesson").await.unwrap().number, 2);
    assert!(block(&db, 1).await.contains("What is *it*?") && block(&db, 2).await.contains("*really*"));
    let third = block(&db, 2).await.replace("*really*", "now");
    assert!(matches!(made(&db, people.ines, 1, third.clone()).await, Err(Error::Conflict(Conflict::Stale))));
    assert!(matches!(made(&db, people.otto, 2, third.clone()).await, Err(Error::Forbidden)));
    assert!(told(made(&db, people.ines, 2, third.replace("(x)", "( )")).await).contains("not in order"));
    assert_eq!(made(&db, people.ines, 2, third).await.unwrap().number, 3);
    let found = question(&db, people.ines, "in-lesson").await.unwrap();
    assert_eq!((found.newest, found.theirs, found.module.as_str()), (3, true, "demo-module"));
    let numbers: Vec<_> = versions(&db, found.id).await.unwrap().into_iter().map(|version| version.number).collect();
    assert_eq!(numbers, [3, 2, 1]);
    assert!(!question(&db, people.otto, "in-lesson").await.unwrap().theirs);
    assert!(question(&db, drafts::administrator(people.otto.person), "in-lesson").await.unwrap().theirs);
    assert!(matches!(question(&db, people.ines, "no").await, Err(Error::NotFound)));
});

db_test!(a_question_is_taken_into_another_module_with_its_figure_and_renewed, |db| {
    let people = faculty(&db).await;
    kept(&db, people.ines, "01-lesson.md", "in-lesson").await.unwrap();
    assert_eq!(took(&db, people.otto, "introduction.md", &["in-lesson"]).await.unwrap(), 1);
    let desk_of_otto = desk(&db, people.otto).await;
    let files = drafts::files(&db, desk_of_otto.draft().unwrap().id).await.unwrap();
    assert!(files.contains_key("figures/plane.svg"));
    let faults = crate::authoring::drafts::check(files, "another-module").err().unwrap_or_default();
    assert!(faults.is_empty(), "{faults:?}");
    // Otto's own wording is none of the bank's.
    edited(&db, people.otto, "introduction.md", "Why: Because", "Why: For").await;
    assert!(told(kept(&db, people.otto, "introduction.md", "in-lesson").await).contains("ines put this question into the bank"));
    let second = block(&db, 1).await.replace("None of these", "Neither");
    made(&db, people.ines, 1, second).await.unwrap();
    assert_eq!(newest(&db, &["in-lesson".to_owned()]).await.unwrap()[0].number, 2);
    let (writer, here) = (people.otto, desk_of_otto.clone());
    let renewed = db
        .write(move |tx| Box::pin(async move { take_newer(tx, now(), writer.person, &here, ("introduction.md", "in-lesson")).await }))
        .await;
    assert_eq!(renewed.unwrap().to_string(), "in-lesson@2");
    let now_there = text(&db, people.otto, "introduction.md").await;
    assert!(now_there.contains("Neither") && blocks(&now_there)[0].bank == BankMark::read("in-lesson@2"));
    let earlier = drafts::earlier(&db, desk_of_otto.draft().unwrap().id, "introduction.md").await.unwrap();
    assert!(earlier.iter().any(|one| String::from_utf8_lossy(&one.content).contains("Why: For")), "what stood there is kept");
    for (path, slugs, words) in [("introduction.md", &["no"][..], "not offered"), ("introduction.md", &[], "at least one")] {
        assert!(told(took(&db, people.otto, path, slugs).await).contains(words));
    }
    assert!(told(took(&db, people.ines, "03-case.md", &["in-lesson"]).await).contains("has no questions"));
});

db_test!(published_modules_are_told_where_a_question_is_used, |db| {
    let people = faculty(&db).await;
    kept(&db, people.ines, "01-lesson.md", "in-lesson").await.unwrap();
    let (desk, ines) = (desk(&db, people.ines).await, people.ines.person);
    let publishing = drafts::Publishing { seen: desk.draft().unwrap().revision, newest: Some(1), approved_only: false };
    let published = db.write(move |tx| Box::pin(async move { drafts::publish(tx, now(), ines, &desk, publishing).await })).await;
    assert_eq!(published.unwrap(), drafts::Published::As(2));
    let found = question(&db, people.otto, "in-lesson").await.unwrap();
    let used: Vec<_> = uses(&db, found.id).await.unwrap().into_iter().map(|one| (one.number, one.module, one.version, one.unit)).collect();
    assert_eq!(used, [(1, "demo-module".to_owned(), 2, "The lesson".to_owned())]);
});

db_test!(the_bank_is_searched_by_words_tags_kind_and_module, |db| {
    let people = faculty(&db).await;
    kept(&db, people.ines, "01-lesson.md", "in-lesson").await.unwrap();
    kept(&db, people.ines, "02-quiz.md", "q-short").await.unwrap();
    let found = async |words: &str, tags: &str, kind: &str, module: &str, retired| {
        let asked = Search { words: words.into(), tags: tags.into(), kind: kind.into(), module: module.into(), retired };
        search(&db, &asked).await.unwrap().0.into_iter().map(|line| line.slug).collect::<Vec<_>>()
    };
    assert_eq!(found("", "", "", "", false).await, ["in-lesson", "q-short"]);
    assert_eq!(found("THE WORD", "", "", "", false).await, ["q-short"]);
    assert_eq!(found("", "pl-1", "", "", false).await, ["in-lesson"]);
    assert_eq!(found("", "PL-1, hard", "", "", false).await, [] as [&str; 0]);
    assert_eq!(found("", "PL", "", "", false).await, [] as [&str; 0], "a part of a tag is none");
    assert_eq!(found("%", "", "", "", false).await, [] as [&str; 0], "what is typed is no pattern");
    assert_eq!(found("", "", "short", "demo-module", false).await, ["q-short"]);
    assert_eq!(found("", "", "", "another-module", false).await, [] as [&str; 0]);
    let from = modules(&db).await.unwrap().into_iter().map(|one| (one.slug, one.title)).collect::<Vec<_>>();
    assert_eq!(from, [("demo-module".to_owned(), "A module: with a colon".to_owned())]);
    let (ines, otto) = (people.ines, people.otto);
    let gone =
        async |writer, retired| db.write(move |tx| Box::pin(async move { retire(tx, now(), writer, "q-short", retired).await })).await;
    assert!(matches!(gone(otto, true).await, Err(Error::Forbidden)));
    gone(ines, true).await.unwrap();
    gone(ines, true).await.unwrap();
    assert_eq!(found("", "", "", "", false).await, ["in-lesson"]);
    assert_eq!(found("", "", "", "", true).await, ["in-lesson", "q-short"]);
    assert!(told(took(&db, otto, "introduction.md", &["q-short"]).await).contains("not offered"));
    edited(&db, ines, "02-quiz.md", "The word?", "Which word?").await;
    assert!(matches!(kept(&db, ines, "02-quiz.md", "q-short").await, Err(Error::Conflict(Conflict::Closed))));
    gone(ines, false).await.unwrap();
    assert_eq!(kept(&db, ines, "02-quiz.md", "q-short").await.unwrap().number, 2);
});
