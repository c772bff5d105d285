//! A run of a simulator is saved in a unit, brought back, compared within the cohort and handed in, with scripts off.

use chrono::TimeDelta;
use domain::{
    authoring::{package, store::import},
    cohorts::{
        Assignment, Pin,
        store::{assign_teaching, pin_module},
    },
    ids::{ModuleId, TeachingId},
};

use crate::{
    residencies::stage::student,
    stage::{Answer, Kind, Stage, Visitor},
};

const LESSON: &str = "/learn/on-sums/fees";
const TASK: &str = "/learn/on-sums/model";
const COMPARED: &str = "[aria-label='Your cohort compared'] tbody tr";
const FACTOR: &str = ".simulator input[name=factor]";

const MODULE: &str = "---
module: on-sums
title: On sums
summary: One sum.
competencies: SU-1
authors:
- Ada Example
license: CC-BY-4.0
reviewed: 2026-11-01
objectives:
- Add
units:
- 01-fees.md
- 02-model.md
---

One sum.
";

const FEES: &str = "---
unit: fees
kind: lesson
title: Fees
minutes: 10
objectives:
- Work a fee
---

Work it.

![What a service is paid](simulator:fee?preset=contract&compare=cohort \"Raise the factor.\")
";

const MODEL: &str = "---
unit: model
kind: assignment
title: A model
minutes: 60
objectives:
- Make it
words: 3-200
hand-in: text, runs
pass: 70
---

Write it, with a run.

```rubric
## sum Sum
- 20 Excellent: Right
- 5 Poor: Wrong
```
";

/// A module with a simulator and an assignment that takes runs, which Amara's cohort studies and Ines teaches.
pub async fn prepared(stage: &Stage) {
    studied(stage, &[("module.md", MODULE), ("01-fees.md", FEES), ("02-model.md", MODEL)]).await;
}

/// A module of these files, which Amara's cohort studies and Ines teaches; its id.
pub async fn studied(stage: &Stage, files: &[(&str, &str)]) -> ModuleId {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    let package = package::read(files.collect()).unwrap();
    let (cohort, ines, now) = (stage.school.cohort, stage.school.ines, stage.now());
    let (opens_at, due_at) = (now - TimeDelta::days(7), now + TimeDelta::days(21));
    stage
        .db
        .write(move |tx| {
            Box::pin(async move {
                let made = import(tx, &package, now).await?;
                pin_module(tx, now, None, &Pin { cohort, version: made.version, position: 2, opens_at, due_at }).await?;
                let teaching = Assignment { id: TeachingId::new(), person: ines, cohort, module: Some(made.module) };
                assign_teaching(tx, now, None, &teaching).await?;
                Ok(made.module)
            })
        })
        .await
        .unwrap()
}

/// Presses the button that saves, with another factor.
pub async fn save(student: &Visitor, page: &Answer, factor: &str) -> Answer {
    let (_, mut fields) = page.form(".simulator form");
    fields.retain(|(name, _)| name != "factor");
    let place = page.attribute(".simulator button[formmethod]", "value");
    fields.extend([("factor".to_owned(), factor.to_owned()), ("simulator".to_owned(), place)]);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    student.post(&page.attribute(".simulator button[formmethod]", "formaction"), &fields).await
}

site_test_on_both!(a_run_is_saved_told_and_brought_back_without_scripts, |stage| {
    prepared(stage).await;
    let amara = stage.student().await;
    let lesson = amara.get(LESSON).await.expect(200);
    assert!(!lesson.text().contains("Your saved runs") && lesson.text().contains("shown once three of your cohort"));
    let saved = save(&amara, &lesson, "39").await.expect(303);
    assert!(saved.location().starts_with(&format!("{LESSON}?saved=")) && saved.location().contains("#simulator-"), "{}", saved.location());
    let page = amara.follow(&saved).await.expect(200);
    assert!(page.one(".simulator [role=status].notice").contains("This run is saved"));
    assert!(page.one(".simulator .says").contains("$70.98"));
    assert_eq!(page.attribute(FACTOR, "value"), "39");
    save(&amara, &page, "39").await.expect(303);
    save(&amara, &page, "41").await.expect(303);
    let lesson = amara.get(LESSON).await.expect(200);
    let runs = lesson.all(".simulator-runs > li");
    assert!(runs.len() == 2 && runs[0].contains("$74.62") && runs[1].contains("$70.98") && runs[1].contains("version 1"), "{runs:?}");
    assert_eq!(lesson.attribute(FACTOR, "value"), "38", "the author's inputs stand in it again");
    let back = lesson.attribute(".simulator-runs > li:last-child a", "href");
    let brought = amara.get(back.split('#').next().unwrap()).await.expect(200);
    assert_eq!(brought.attribute(FACTOR, "value"), "39");
});

site_test_on_both!(what_a_simulator_refuses_is_not_saved_and_comes_back_as_it_was_typed, |stage| {
    prepared(stage).await;
    let amara = stage.student().await;
    let lesson = amara.get(LESSON).await.expect(200);
    let refused = save(&amara, &lesson, "much").await.expect(422);
    assert!(refused.one("title").starts_with("Error: Fees"));
    assert!(refused.one(".error-summary").contains("“much” is not a number"));
    let anchor = refused.attribute(".error-summary a", "href");
    assert!(refused.has(&format!(".simulator{anchor}")));
    assert_eq!((refused.attribute(FACTOR, "value"), refused.attribute(FACTOR, "aria-invalid")), ("much".into(), "true".into()));
    assert!(!amara.get(LESSON).await.expect(200).text().contains("Your saved runs"));
    // A page of another version, or of nobody.
    amara.post(&format!("{LESSON}/runs"), &[("simulator", "9:fee")]).await.expect(409);
    amara.post(&format!("{LESSON}/runs"), &[]).await.expect(404);
});

site_test_on_both!(a_cohort_is_compared_from_three_students_on_and_nobody_is_named, |stage| {
    prepared(stage).await;
    let amara = stage.student().await;
    let lesson = amara.get(LESSON).await.expect(200);
    save(&amara, &lesson, "40").await.expect(303);
    save(&amara, &lesson, "42").await.expect(303);
    let nils = student(stage, "Nils Berglund").await;
    save(&nils, &lesson, "50").await.expect(303);
    assert!(amara.get(LESSON).await.expect(200).text().contains("shown once three of your cohort"), "two students are too few");
    let lena = student(stage, "Lena Vogt").await;
    assert!(!lena.get(LESSON).await.expect(200).text().contains("Your saved runs"), "the runs of others are theirs");
    save(&lena, &lesson, "60").await.expect(303);
    let page = amara.get(LESSON).await.expect(200);
    // 1.82 units at 42, 50 and 60.
    assert_eq!(page.one("[aria-label='Your cohort compared'] caption"), "Your cohort compared: the newest run of each of 3 students");
    assert_eq!(page.all(COMPARED)[0], "Fee $76.4483.7291.00100.10");
    assert!(!page.text().contains("Nils") && !page.text().contains("Lena"));
    let looker = student(stage, "Omar Reyes").await;
    assert_eq!(looker.get(LESSON).await.expect(200).all(COMPARED)[0], "Fee $–83.7291.00100.10");
});

/// The field of a run to be ticked, by its place.
fn id_of(page: &Answer, place: usize) -> String {
    let document = scraper::Html::parse_document(page.text());
    let offered = scraper::Selector::parse("input[name=run]").unwrap();
    document.select(&offered).nth(place).unwrap().attr("value").unwrap().to_owned()
}

site_test_on_both!(chosen_runs_are_handed_in_and_opened_by_the_grader, |stage| {
    prepared(stage).await;
    let amara = stage.student().await;
    assert!(amara.get(TASK).await.expect(200).text().contains("You have saved no run in this module yet"));
    let lesson = amara.get(LESSON).await.expect(200);
    save(&amara, &lesson, "39").await.expect(303);
    save(&amara, &lesson, "41").await.expect(303);
    let task = amara.get(TASK).await.expect(200);
    assert!(task.one(".work-runs").contains("Fees, version 1, saved"));
    let check = amara.get(&format!("{TASK}/hand-in")).await.expect(200);
    let empty = amara.submit(&check, "main form", &[("no-patient-data", "yes")]).await.expect(422);
    assert!(empty.one(".error-summary").contains("Write your text or choose a saved run"));
    // The older one.
    let kept = amara.submit(&task, "form#work", &[("run", &id_of(&task, 1)), ("do", "choose")]).await.expect(303);
    assert_eq!(kept.location(), format!("{TASK}#your-runs"));
    assert!(amara.get(TASK).await.expect(200).has(&format!("input[value='{}'][checked]", id_of(&task, 1))));
    let old = amara.get(&format!("{TASK}/hand-in")).await.expect(200);
    assert!(old.one("#what").contains("$70.98") && !old.one("#what").contains("$74.62"));
    // Saved and chosen in another tab: the page that was looked at is no longer what would be handed in.
    amara.submit(&task, "form#work", &[("run", &id_of(&task, 0)), ("do", "choose")]).await.expect(303);
    let stale = amara.submit(&old, "main form", &[("no-patient-data", "yes")]).await.expect(422);
    assert!(stale.one(".error-summary").contains("Your draft has changed"));
    let done = amara.submit(&stale, "main form", &[("no-patient-data", "yes")]).await.expect(303);
    let said = amara.follow(&done).await.expect(200);
    assert!(said.one(".work-runs").contains("$74.62"));
    let ines = stage.visitor(Kind::Faculty).await;
    let list = ines.get("/teaching/2027/on-sums/assignments/model").await.expect(200);
    let desk = ines.get(&list.attribute("tbody th a", "href")).await.expect(200);
    let opened = ines.get(&desk.attribute(".work-runs a", "href")).await.expect(200);
    assert!(opened.one(".says").contains("$74.62") && opened.has("input[name=factor][value='41']"));
});
