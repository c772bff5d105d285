//! In and out on the page: what is taken out comes back as it was, what comes in is looked at first, and nothing is imported by halves.

mod refused;

use std::collections::BTreeMap;

use domain::authoring::{
    drafts::Files,
    media::{MediaKind, Pointer},
    package::{read_zip, write_zip},
    store::drafts,
};
use reqwest::{
    Method,
    multipart::{Form, Part},
};

use super::two_authors;
use crate::stage::{Answer, Kind, Stage, Visitor};

const PAGE: &str = "/studio/on-rounds/exchange";
const GIFT: &str =
    "::Rounds:: How often does the team round? {=Every morning#Yes ~Every year}\n\n::Odd:: What is right? {~Nothing ~Neither}\n";
const LESSON: &[u8] = b"# Beds\n\nBeds are **scarce**.\n\n![A bed](bed.png)\n\n## Why\n\nBecause.\n";

/// Sends a file in a field of this name, with what is typed beside it.
async fn send(visitor: &Visitor, path: &str, (field, name, bytes): (&str, &str, Vec<u8>), typed: &[(&str, &str)]) -> Answer {
    let form = typed.iter().fold(Form::new(), |form, (name, value)| form.text((*name).to_owned(), (*value).to_owned()));
    let form = form.part(field.to_owned(), Part::bytes(bytes).file_name(name.to_owned()));
    visitor.send(visitor.request(Method::POST, path).multipart(form)).await
}

async fn bring(visitor: &Visitor, what: &str, name: &str, bytes: Vec<u8>, typed: &[(&str, &str)]) -> Answer {
    send(visitor, &format!("{PAGE}/{what}"), (what, name, bytes), typed).await
}

async fn bytes(visitor: &Visitor, path: &str) -> Vec<u8> {
    let response = visitor.execute_raw(visitor.request(Method::GET, path).build().unwrap()).await;
    assert_eq!(response.status(), 200, "{path}");
    response.bytes().await.unwrap().to_vec()
}

fn zip(files: &Files) -> Vec<u8> {
    write_zip(files).unwrap()
}

/// What stands in the open draft of a module.
async fn drafted(stage: &Stage, module: &str) -> Files {
    let desk = drafts::desk(&stage.db, drafts::administrator(stage.school.ines), module).await.unwrap();
    drafts::files(&stage.db, desk.draft().unwrap().id).await.unwrap()
}

site_test_on_both!(a_package_is_taken_out_changed_looked_at_and_taken_over, |stage| {
    let (ines, _) = two_authors(stage).await;
    let page = ines.get(PAGE).await.expect(200);
    assert!(page.has(&format!("a[href='{PAGE}/draft']")) && page.has(&format!("a[href='{PAGE}/versions/1']")));
    let (draft, version) = (bytes(&ines, &format!("{PAGE}/draft")).await, bytes(&ines, &format!("{PAGE}/versions/1")).await);
    assert_eq!(draft, version, "the draft says what the version says");
    let mut files: Files = read_zip(&draft).unwrap().into_iter().collect();
    let before = files.clone();
    let lesson = String::from_utf8(files["01-team.md"].clone()).unwrap();
    files.insert("01-team.md".into(), lesson.replace("To decide together.", "To decide at once.").into_bytes());
    files.remove("03-case.md");
    let module = String::from_utf8(files["module.md"].clone()).unwrap();
    files.insert("module.md".into(), module.replace("- 03-case.md\n", "").into_bytes());
    let report = ines.follow(&bring(&ines, "package", "rounds.zip", zip(&files), &[]).await).await.expect(200);
    assert!(
        report.one(".lede").contains("2 files are changed, 0 files are new and 1 file is removed; 0 refused"),
        "{}",
        report.one(".lede")
    );
    assert_eq!(drafted(stage, "on-rounds").await, before, "nothing is changed by looking");
    let outline = ines.follow(&ines.submit(&report, "main form", &[]).await).await.expect(200);
    assert!(outline.one("p.notice").contains("It is in the draft"));
    assert_eq!(drafted(stage, "on-rounds").await, files);
    assert_eq!(bytes(&ines, &format!("{PAGE}/draft")).await, zip(&files));
    let saves = ines.get("/studio/on-rounds/units/01-team/saves").await.expect(200);
    assert!(saves.one("main").contains("together"), "what stood there is kept: {}", saves.one("main"));
    // It was taken over, so it is not kept any more.
    let again = ines.submit(&report, "main form", &[]).await;
    assert!(ines.follow(&again).await.expect(200).one("p.notice").contains("not kept any more"));
    let same = ines.follow(&bring(&ines, "package", "rounds.zip", zip(&files), &[]).await).await.expect(200);
    assert!(same.one(".lede").contains("Nothing in it is different") && !same.has("main form"));
});

site_test!(what_was_looked_at_is_what_is_taken_over_or_nothing, |stage| {
    let (ines, paul) = two_authors(stage).await;
    let files = drafted(stage, "on-rounds").await;
    let mut other = files.clone();
    other.insert("more.md".into(), b"---\nunit: more\n---\n".to_vec());
    let report = ines.follow(&bring(&ines, "package", "a.zip", zip(&other), &[]).await).await.expect(200);
    // Paul saves a unit meanwhile.
    let unit = paul.get("/studio/on-rounds/units/01-team").await.expect(200);
    paul.submit(&unit, "form[data-editor]", &[("text", "of Paul")]).await.expect(303);
    let stale = ines.submit(&report, "main form", &[]).await.expect(409);
    assert!(stale.one(".error-summary").contains("was changed while you looked") && stale.one("main").contains("01-team.md"));
    assert_eq!(drafted(stage, "on-rounds").await["01-team.md"], b"of Paul");
    // She looks at another file in another window; what she decides here is about this one.
    let mut third = files.clone();
    third.insert("third.md".into(), b"---\nunit: third\n---\n".to_vec());
    bring(&ines, "package", "b.zip", zip(&third), &[]).await.expect(303);
    // What is kept for her is nobody else's.
    let (_, form) = stale.form("main form");
    let digest = &form.iter().find(|(name, _)| name == "of").unwrap().1;
    for path in [format!("{PAGE}/report?of={digest}"), format!("{PAGE}/report?of=../{digest}"), format!("{PAGE}/report")] {
        assert_eq!(paul.get(&path).await.location(), format!("{PAGE}?done=gone"));
    }
    ines.get(&format!("{PAGE}/report?of={digest}")).await.expect(200);
    ines.submit(&stale, "main form", &[]).await.expect(303);
    assert_eq!(drafted(stage, "on-rounds").await, other);
});

site_test!(a_lesson_is_told_item_by_item_and_taken_without_what_is_refused, |stage| {
    let (ines, _) = two_authors(stage).await;
    let report = ines.follow(&bring(&ines, "lesson", "Beds.md", LESSON.to_vec(), &[]).await).await.expect(200);
    assert!(report.one("main").contains("bed.png") && report.one("main form button").contains("without the 1 refused"));
    let before = drafted(stage, "on-rounds").await;
    let form = report.form("main form").1;
    let without: Vec<_> = form.iter().filter(|(name, _)| name != "rest").map(|(name, value)| (name.as_str(), value.as_str())).collect();
    ines.post(&format!("{PAGE}/report"), &without).await.expect(422);
    assert_eq!(drafted(stage, "on-rounds").await, before, "the rest is taken only where that was asked for");
    let taken = ines.submit(&report, "main form", &[]).await;
    assert!(taken.location().ends_with("#unit-beds"), "{}", taken.location());
    let files = drafted(stage, "on-rounds").await;
    assert!(String::from_utf8(files["beds.md"].clone()).unwrap().contains("Beds are **scarce**."));
    assert!(String::from_utf8(files["module.md"].clone()).unwrap().contains("- beds.md"));
});

site_test!(questions_go_into_a_quiz_that_is_there_or_into_a_new_one, |stage| {
    let (ines, _) = two_authors(stage).await;
    let sent = bring(&ines, "questions", "q.gift", GIFT.into(), &[("unit", "check"), ("title", "")]).await;
    let report = ines.follow(&sent).await.expect(200);
    assert!(
        report.one("main").contains("line 3") && report.one("main form button").contains("without the 1 refused"),
        "{}",
        report.one("main")
    );
    ines.submit(&report, "main form", &[]).await.expect(303);
    assert!(
        String::from_utf8(drafted(stage, "on-rounds").await["02-check.md"].clone()).unwrap().contains("How often does the team round?")
    );
    for (title, file) in [("What is known", "what-is-known.md"), ("What is known", "what-is-known-2.md")] {
        let sent = bring(&ines, "questions", "q.gift", GIFT.into(), &[("unit", ""), ("title", title)]).await;
        let report = ines.follow(&sent).await.expect(200);
        ines.submit(&report, "main form", &[]).await.expect(303);
        assert!(drafted(stage, "on-rounds").await.contains_key(file), "{file}");
    }
    let untitled = bring(&ines, "questions", "q.gift", GIFT.into(), &[("unit", ""), ("title", " ")]).await.expect(422);
    assert!(untitled.one("#title-error").contains("Write a title"));
});

site_test!(a_faulty_unit_keeps_nobody_from_bringing_in_another, |stage| {
    let (ines, _) = two_authors(stage).await;
    let unit = ines.get("/studio/on-rounds/units/02-check").await.expect(200);
    ines.submit(&unit, "form[data-editor]", &[("text", "---\nunit: check\nkind: quiz\n---\n")]).await.expect(303);
    let report = ines.follow(&bring(&ines, "lesson", "Beds.md", b"# Beds\n\nBeds are scarce.\n".to_vec(), &[]).await).await.expect(200);
    ines.submit(&report, "main form", &[]).await.expect(303);
    let files = drafted(stage, "on-rounds").await;
    assert_eq!((files["02-check.md"].as_slice(), files.contains_key("beds.md")), (b"---\nunit: check\nkind: quiz\n---\n".as_slice(), true));
    let sent = bring(&ines, "questions", "q.gift", GIFT.into(), &[("unit", "check"), ("title", "")]).await.expect(422);
    assert!(sent.one("#unit-error").contains("has to be corrected first"));
});

site_test!(a_draft_is_begun_when_something_is_taken_over, |stage| {
    let (now, module) = (stage.now(), stage.school.module);
    let added = stage
        .db
        .write(move |tx| Box::pin(async move { drafts::add_author(tx, now, None, (module, "ines.ferreira@school.example")).await }));
    added.await.unwrap();
    let ines = stage.faculty().await;
    assert!(ines.get(PAGE).await.expect(200).one("main").contains("No draft is open: one is begun from version 1"));
    ines.get(&format!("{PAGE}/draft")).await.expect(404);
    let report = ines.follow(&bring(&ines, "lesson", "Beds.md", b"# Beds\n\nBeds are scarce.\n".to_vec(), &[]).await).await.expect(200);
    assert!(ines.get("/studio/on-rounds").await.expect(200).text().contains("No draft is open"), "nothing is begun by looking");
    ines.submit(&report, "main form", &[]).await.expect(303);
    assert!(drafted(stage, "on-rounds").await.contains_key("beds.md"));
});

site_test_on_both!(a_new_module_begins_with_a_package, |stage| {
    let (ines, _) = two_authors(stage).await;
    let draft = bytes(&ines, &format!("{PAGE}/draft")).await;
    // A name that somebody has is taken, and that is all that is said, whoever asks.
    let paul = stage.visitor(Kind::FacultyElsewhere).await;
    for who in [&ines, &paul] {
        let taken = send(who, "/studio/new/package", ("package", "a.zip", draft.clone()), &[("package-slug", "")]).await.expect(422);
        assert_eq!(taken.one("#package-slug-error"), "There is a module with this name in addresses. Write another one.");
    }
    let sent = send(&ines, "/studio/new/package", ("package", "a.zip", draft.clone()), &[("package-slug", "on-beds")]).await;
    let report = ines.follow(&sent).await.expect(200);
    assert!(report.one(".lede").contains("on-beds"));
    let begun = ines.submit(&report, "main form", &[]).await;
    assert!(ines.follow(&begun).await.expect(200).one("p.notice").contains("The draft is open"));
    let copy = bytes(&ines, "/studio/on-beds/exchange/draft").await;
    let named = |zip: &[u8], name: &str| -> BTreeMap<String, Vec<u8>> {
        let mut files: Files = read_zip(zip).unwrap().into_iter().collect();
        let module = String::from_utf8(files["module.md"].clone()).unwrap();
        assert!(module.contains(&format!("module: {name}\n")));
        files.insert("module.md".into(), module.replacen(name, "", 1).into_bytes());
        files
    };
    assert_eq!(named(&draft, "on-rounds"), named(&copy, "on-beds"));
    // Brought back into the first module, it is the same byte for byte.
    let same = ines.follow(&bring(&ines, "package", "b.zip", copy, &[]).await).await.expect(200);
    assert!(same.one(".lede").contains("Nothing in it is different"));
    paul.get("/studio/on-beds").await.expect(404);
});

site_test!(a_pointer_is_taken_only_where_the_module_has_its_file, |stage| {
    let (ines, _) = two_authors(stage).await;
    let mut files = drafted(stage, "on-rounds").await;
    let pointer = Pointer { sha256: "ab".repeat(32), kind: MediaKind::Mp4, size: 2_000_000 };
    files.insert("media/round.mp4".into(), pointer.text().into_bytes());
    files.insert("more.md".into(), b"---\nunit: more\n---\n".to_vec());
    let report = ines.follow(&bring(&ines, "package", "a.zip", zip(&files), &[]).await).await.expect(200);
    assert!(report.one("main").contains("upload the file itself under Files"));
    ines.submit(&report, "main form", &[]).await.expect(303);
    let have = drafted(stage, "on-rounds").await;
    assert_eq!((have.contains_key("media/round.mp4"), have.contains_key("more.md")), (false, true));
});

site_test!(questions_are_taken_out_and_what_is_lost_is_told_first, |stage| {
    let (ines, _) = two_authors(stage).await;
    for (format, end) in [("gift", "gift"), ("moodle-xml", "xml")] {
        let page = ines.get(&format!("{PAGE}/questions?of=check&as={format}")).await.expect(200);
        let file = page.attribute("main a.button", "href");
        let response = ines.execute_raw(ines.request(Method::GET, &file).build().unwrap()).await;
        let name = response.headers()["content-disposition"].to_str().unwrap().to_owned();
        assert_eq!(name, format!("attachment; filename=\"on-rounds-questions.{end}\""));
        let text = response.text().await.unwrap();
        assert!(text.contains("How often does the team round?") && !text.contains("Who leads?"), "{text}");
    }
    assert!(bytes(&ines, &format!("{PAGE}/questions/file?of=&as=gift")).await.windows(10).any(|part| part == b"Who leads?"));
    let none = ines.get(&format!("{PAGE}/questions?of=nothing&as=gift")).await.expect(200);
    assert!(none.one("main").contains("the module has no unit nothing"));
    ines.get(&format!("{PAGE}/questions/file?of=nothing&as=gift")).await.expect(404);
});
