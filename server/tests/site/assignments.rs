//! Writing an assignment, adding files and handing in, with scripts off; and who may see what was handed in.

use chrono::TimeDelta;
use domain::{
    authoring::{package, store::import},
    cohorts::{
        Assignment, Pin,
        store::{assign_teaching, pin_module},
    },
    db::{Bind, Query},
    ids::{HandInId, TeachingId},
};
use reqwest::{
    Method,
    multipart::{Form, Part},
};

use crate::stage::{Answer, Kind, Stage, Visitor};

const PLAN: &str = "/learn/on-plans/plan";

const MODULE: &str = "---
module: on-plans
title: On plans
summary: One plan.
competencies: PL-1
authors:
- Ada Example
license: CC-BY-4.0
reviewed: 2026-11-01
objectives:
- Plan
units:
- 01-plan.md
- 02-together.md
---

One plan.
";

const UNIT: &str = "---
unit: plan
kind: assignment
title: A plan
minutes: 60
objectives:
- Make it
words: 3-200
hand-in: text, files
pass: 70
---

Write a plan.

```rubric
## risks Risks stated
- 20 Excellent: All <five> have a date
- 5 Poor: Topics

## ranking Ranking
- 10 Excellent: Recomputed
- 0 Poor: None
```
";

/// A module with an assignment for each and one for teams, which Amara's cohort studies and Ines teaches.
pub async fn prepared(stage: &Stage) {
    let together = UNIT.replace("unit: plan", "unit: together").replace("A plan", "Together").replace("pass: 70", "pass: 70\nteam: yes");
    let files = [("module.md", MODULE.to_owned()), ("01-plan.md", UNIT.to_owned()), ("02-together.md", together)];
    let files = files.map(|(path, text)| (path.to_owned(), text.into_bytes())).to_vec();
    let package = package::read(files).unwrap();
    let (cohort, ines, now) = (stage.school.cohort, stage.school.ines, stage.now());
    let (opens_at, due_at) = (now - TimeDelta::days(7), now + TimeDelta::days(21));
    stage
        .db
        .write(move |tx| {
            Box::pin(async move {
                let made = import(tx, &package, now).await?;
                pin_module(tx, now, None, &Pin { cohort, version: made.version, position: 2, opens_at, due_at }).await?;
                let teaching = Assignment { id: TeachingId::new(), person: ines, cohort, module: Some(made.module) };
                assign_teaching(tx, now, None, &teaching).await
            })
        })
        .await
        .unwrap();
}

/// Adds a file, with the text that stands beside it.
async fn add(student: &Visitor, page: &Answer, (name, bytes): (&str, &[u8]), text: &str) -> Answer {
    let (field, id) = (text_field(page), attribute(page, "input[name=file-id]", "value"));
    let form =
        Form::new().text(field, text.to_owned()).text("file-id", id).part("file", Part::bytes(bytes.to_vec()).file_name(name.to_owned()));
    student.send(student.request(Method::POST, &format!("{PLAN}/files")).multipart(form)).await
}

fn text_field(page: &Answer) -> String {
    format!("q-{}", attribute(page, "[data-question]", "data-question"))
}

fn attribute(page: &Answer, selector: &str, name: &str) -> String {
    let document = scraper::Html::parse_document(page.text());
    let selector = scraper::Selector::parse(selector).unwrap();
    document.select(&selector).next().unwrap().attr(name).unwrap_or_default().to_owned()
}

async fn completions(stage: &Stage) -> i64 {
    stage.db.value(Query::new("SELECT COUNT(*) FROM evidence WHERE kind = 'completed'", Vec::new())).await.unwrap()
}

/// Writes, adds a table and hands in; the page that says so.
async fn handed_in(student: &Visitor, text: &str) -> Answer {
    let page = student.get(PLAN).await.expect(200);
    add(student, &page, ("data.csv", b"week,days\n1,19\n"), text).await.expect(303);
    let check = student.get(&format!("{PLAN}/hand-in")).await.expect(200);
    let done = student.submit(&check, "main form", &[("no-patient-data", "yes")]).await.expect(303);
    student.follow(&done).await.expect(200)
}

site_test_on_both!(an_assignment_is_written_checked_and_handed_in_without_scripts, |stage| {
    prepared(stage).await;
    let amara = stage.student().await;
    let page = amara.get(PLAN).await.expect(200);
    assert_eq!(page.one("h1"), "A plan");
    let rubric = page.one(".rubric");
    assert!(rubric.contains("All <five> have a date") && rubric.contains("30 points in all"), "{rubric}");
    let field = text_field(&page);
    let saved = amara.submit(&page, "form#work", &[(&field, "The patient Jane Roe waits.\n\nSo do others."), ("do", "save")]).await;
    assert_eq!(saved.location(), format!("{PLAN}#your-work"));
    let page = amara.get(PLAN).await.expect(200);
    assert!(page.one("textarea").contains("Jane Roe"));
    let on = amara.submit(&page, "form#work", &[(&field, "The patient Jane Roe waits.\n\nSo do others."), ("do", "submit")]).await;
    let check = amara.follow(&on).await.expect(200);
    let warning = check.one("section[aria-labelledby=warnings]");
    assert!(warning.contains("Paragraph 1") && warning.contains("“patient Jane Roe”"), "{warning}");
    let refused = amara.submit(&check, "main form", &[]).await.expect(422);
    assert!(refused.one(".error-summary").contains("Confirm that there is no patient data"));
    let done = amara.submit(&refused, "main form", &[("no-patient-data", "yes")]).await.expect(303);
    let said = amara.follow(&done).await.expect(200);
    assert!(said.one(".lede").contains("version 1") && said.one(".lede").contains("by you, in time"));
    // The same form again, as after Back: nothing is doubled.
    amara.submit(&refused, "main form", &[("no-patient-data", "yes")]).await.expect(303);
    assert_eq!(completions(stage).await, 1);
    let again = amara.get(PLAN).await.expect(200);
    assert_eq!(again.all(".work-versions li").len(), 1);
    assert!(amara.get("/learn/on-plans").await.expect(200).all("li.unit .state")[0].contains("Done"));
});

site_test_on_both!(files_are_private_and_seen_by_whom_they_were_handed_in_to, |stage| {
    prepared(stage).await;
    let amara = stage.student().await;
    let page = amara.get(PLAN).await.expect(200);
    add(&amara, &page, ("../my data.csv", b"week,days\n1,19\n"), "A plan in words").await.expect(303);
    let page = amara.get(PLAN).await.expect(200);
    assert!(page.one("textarea").contains("A plan in words"), "the text came along");
    assert!(page.one(".work-files").contains("my data.csv"));
    let address = attribute(&page, ".work-files a", "href");
    let sent = amara.get(&address).await.expect(200);
    assert_eq!(sent.text(), "week,days\n1,19\n");
    assert!(sent.header("content-disposition").starts_with("attachment; filename=\"my data.csv\""));
    assert_eq!((sent.header("x-content-type-options"), sent.header("cache-control")), ("nosniff", "private, no-store"));
    let ines = stage.visitor(Kind::Faculty).await;
    ines.get(&address).await.expect(404);
    let check = amara.get(&format!("{PLAN}/hand-in")).await.expect(200);
    let done = amara.submit(&check, "main form", &[("no-patient-data", "yes")]).await.expect(303);
    for kind in [Kind::Student, Kind::Faculty, Kind::Staff, Kind::Administrator] {
        stage.visitor(kind).await.get(&address).await.expect(200);
    }
    for kind in [Kind::StudentElsewhere, Kind::FacultyElsewhere, Kind::StaffUnproven] {
        stage.visitor(kind).await.get(&address).await.expect(404);
    }
    let ravi = stage.visitor(Kind::StudentElsewhere).await;
    ravi.get(done.location()).await.expect(404);
    // What is not an assignment's own address leads nowhere.
    let hash = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(b"week,days\n1,19\n"));
    for ending in ["pdf", "png"] {
        amara.get(&format!("/media/{hash}.{ending}")).await.expect(404);
    }
});

site_test!(what_is_no_file_that_can_be_handed_in_is_refused_and_the_text_is_kept, |stage| {
    prepared(stage).await;
    let amara = stage.student().await;
    let page = amara.get(PLAN).await.expect(200);
    let refused = add(&amara, &page, ("plan.pdf", b"MZ\x90\x00\x03\x00"), "Kept all the same").await.expect(422);
    assert!(refused.one(".error-summary").contains("cannot be handed in"));
    assert!(refused.one("textarea").contains("Kept all the same"));
    let nothing = amara.send(amara.request(Method::POST, &format!("{PLAN}/files")).multipart(Form::new().text("a", "b"))).await.expect(422);
    assert!(nothing.one(".error-summary").contains("Choose a file first"));
    assert!(amara.get(PLAN).await.expect(200).one("textarea").contains("Kept all the same"));
});

site_test!(nothing_is_handed_in_that_was_not_shown, |stage| {
    prepared(stage).await;
    let amara = stage.student().await;
    let empty = amara.get(&format!("{PLAN}/hand-in")).await.expect(200);
    let refused = amara.submit(&empty, "main form", &[("no-patient-data", "yes")]).await.expect(422);
    assert!(refused.one(".error-summary").contains("Write your text or add a file"));
    let page = amara.get(PLAN).await.expect(200);
    add(&amara, &page, ("data.csv", b"a,b\n"), "One").await.expect(303);
    let check = amara.get(&format!("{PLAN}/hand-in")).await.expect(200);
    let page = amara.get(PLAN).await.expect(200);
    add(&amara, &page, ("more.csv", b"c,d\n"), "Two").await.expect(303);
    let refused = amara.submit(&check, "main form", &[("no-patient-data", "yes")]).await.expect(422);
    assert!(refused.one(".error-summary").contains("has changed since"));
    amara.submit(&refused, "main form", &[("no-patient-data", "yes")]).await.expect(303);
});

site_test!(what_is_being_graded_takes_no_other_version, |stage| {
    prepared(stage).await;
    let amara = stage.student().await;
    let said = handed_in(&amara, "A plan").await;
    let check = amara.get(&format!("{PLAN}/hand-in")).await.expect(200);
    let id: HandInId = stage.db.value(Query::new("SELECT id FROM hand_ins", Vec::new())).await.unwrap();
    let (ines, now) = (stage.school.ines, stage.now());
    let text = "INSERT INTO gradings (id, hand_in_id, grader_id, role, points, comment, outcome, graded_at)
        VALUES ($1, $2, $3, 'final', '{}', '', 'graded', $4)";
    let values = vec![Bind::param(Some(&HandInId::new())), Bind::param(Some(&id)), Bind::param(Some(&ines)), Bind::param(Some(&now))];
    stage.db.write(move |tx| Box::pin(async move { tx.run(Query::new(text, values)).await })).await.unwrap();
    let closed = amara.submit(&check, "main form", &[("no-patient-data", "yes")]).await.expect(409);
    assert!(closed.text().contains("is being graded already"));
    let page = amara.get(PLAN).await.expect(200);
    assert!(page.text().contains("so nothing more can be handed in") && !page.text().contains("Review and hand in"));
    assert!(said.text().contains("This is the version that counts"));
});

site_test!(who_is_in_no_team_is_told_what_to_do, |stage| {
    prepared(stage).await;
    let amara = stage.student().await;
    let page = amara.get("/learn/on-plans/together").await.expect(200);
    assert!(page.text().contains("you are in none yet"));
    let field = text_field(&page);
    amara.submit(&page, "form#work", &[(&field, "For all of us"), ("do", "save")]).await.expect(303);
    let check = amara.get("/learn/on-plans/together/hand-in").await.expect(200);
    let refused = amara.submit(&check, "main form", &[("no-patient-data", "yes")]).await.expect(422);
    assert!(refused.one(".error-summary").contains("Ask the program’s staff"));
});
