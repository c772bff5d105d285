//! Studying, as a student's browser does it with scripts off, and as the player saves.

mod confidence;
mod kinds;
pub mod runs;

use chrono::{DateTime, Utc};
use domain::{
    db::{Bind, Query},
    ids::EvidenceId,
    learning::store,
};
use serde_json::{Value, json};

use crate::stage::{Answer, Kind, Stage, Visitor};

const QUIZ: &str = "/learn/on-rounds/check";

/// How many acts of this kind are kept.
async fn acts(stage: &Stage, kind: &str) -> i64 {
    let text = "SELECT COUNT(*) FROM evidence WHERE kind = $1";
    stage.db.value(Query::new(text, vec![Bind::param(Some(kind))])).await.unwrap()
}

/// Begins the quiz and looks at it.
async fn sitting(student: &Visitor) -> Answer {
    let lobby = student.get(QUIZ).await.expect(200);
    let begun = student.submit(&lobby, "main form", &[]).await;
    student.follow(&begun).await.expect(200)
}

/// The name of the field of the n-th question.
fn field(page: &Answer, place: usize) -> String {
    let id = attributes(page, "[data-question]", "data-question")[place].clone();
    format!("q-{id}")
}

fn attributes(page: &Answer, selector: &str, name: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(page.text());
    let selector = scraper::Selector::parse(selector).unwrap();
    document.select(&selector).map(|element| element.attr(name).unwrap_or_default().to_owned()).collect()
}

/// What the player would send for the first question of this page.
fn wire(page: &Answer, id: EvidenceId, response: Value, occurred: i64) -> Value {
    let props = attributes(page, "leptos-island", "data-props")[0].clone();
    let work = serde_json::from_str::<Value>(&props).unwrap()["work"].clone();
    let question = attributes(page, "[data-question]", "data-question")[0].clone();
    json!({ "id": id, "owner": work["owner"], "unit": work["unit"], "attempt": work["attempt"], "question": question, "response": response, "occurred": occurred })
}

site_test_on_both!(a_lesson_is_read_answered_and_completed_without_scripts, |stage| {
    let amara = stage.student().await;
    let today = amara.get("/today").await.expect(200);
    assert_eq!(today.one("#next"), "The team");
    let lesson = amara.get("/learn/on-rounds/team").await.expect(200);
    assert_eq!(lesson.all("nav.contents a"), ["Who rounds", "What for"]);
    let typed = attributes(&lesson, "section.question input[type=radio]", "value");
    let name = attributes(&lesson, "section.question input[type=radio]", "name")[0].clone();
    let answered = amara.submit(&lesson, "section.question form", &[(&name, &typed[0])]).await;
    assert!(answered.location().ends_with("/learn/on-rounds/team#question-who-leads"));
    let explained = amara.get("/learn/on-rounds/team").await.expect(200);
    assert!(explained.one("section.question .feedback").contains("Somebody must."));
    let done = amara.submit(&explained, "form.finish", &[]).await;
    assert_eq!(done.location(), QUIZ);
    assert!(amara.get("/learn/on-rounds").await.expect(200).all("li.unit .state")[0].contains("Done"));
    // The same form again, as after Back: nothing is doubled.
    amara.submit(&explained, "form.finish", &[]).await.expect(303);
    assert_eq!(acts(stage, "completed").await, 1);
});

site_test_on_both!(a_quiz_is_answered_handed_in_and_explained_without_scripts, |stage| {
    let amara = stage.student().await;
    let lobby = amara.get(QUIZ).await.expect(200);
    assert!(lobby.one("dl.facts").contains("50%"), "the passing level is told before the start");
    let page = sitting(&amara).await;
    let (first, second) = (field(&page, 0), field(&page, 1));
    let saved = amara.submit(&page, "form.quiz", &[(&first, "0"), ("do", "save")]).await;
    let page = amara.follow(&saved).await.expect(200);
    assert_eq!(acts(stage, "answered").await, 1);
    let wrong = amara.submit(&page, "form.quiz", &[(&second, "twelve"), ("do", "submit")]).await.expect(422);
    assert!(wrong.one(".error-summary").contains("Write a number"));
    assert_eq!(wrong.attribute(&format!("input[name='{second}']"), "value"), "twelve", "what was typed is still there");
    let handed = amara.submit(&wrong, "form.quiz", &[(&second, "12"), ("do", "submit")]).await;
    let result = amara.follow(&handed).await.expect(200);
    assert!(result.one("p.score").contains("100%"));
    assert!(result.all(".feedback")[0].contains("Patients change overnight."));
    let again = amara.submit(&wrong, "form.quiz", &[(&second, "99"), ("do", "submit")]).await;
    assert_eq!(amara.follow(&again).await.one("p.score"), result.one("p.score"), "what was handed in keeps its result");
});

site_test!(nobody_finds_another_students_attempt, |stage| {
    let amara = stage.student().await;
    let page = sitting(&amara).await;
    let address = page.form("form.quiz").0;
    stage.visitor(Kind::StudentElsewhere).await.get(&address).await.expect(404);
    stage.visitor(Kind::StudentElsewhere).await.post(&address, &[("do", "submit")]).await.expect(404);
});

site_test_on_both!(an_answer_is_kept_once_however_often_it_is_sent, |stage| {
    let amara = stage.student().await;
    let page = sitting(&amara).await;
    let sent = wire(&page, EvidenceId::new(), json!({ "options": [0] }), stage.now().timestamp_millis());
    for receipt in ["stored", "repeated", "repeated"] {
        let answer = amara.post_json("/learn/answers", &sent).await.expect(200);
        assert_eq!(serde_json::from_str::<Value>(answer.text()).unwrap()["receipt"], receipt);
    }
    let mut other = sent.clone();
    other["response"] = json!({ "options": [1] });
    let refused = amara.post_json("/learn/answers", &other).await.expect(409);
    assert!(refused.text().contains("already used"));
    assert_eq!(acts(stage, "answered").await, 1);
    assert!(amara.get(QUIZ).await.text().contains("value=\"0\" checked"), "the answer stands on the page");
});

site_test!(an_answer_that_cannot_be_one_is_refused_with_a_sentence_and_changes_nothing, |stage| {
    let amara = stage.student().await;
    let page = sitting(&amara).await;
    let now = stage.now().timestamp_millis();
    for (response, status) in
        [(json!({ "options": [7] }), 422), (json!({ "number": "1" }), 422), (json!("nonsense"), 400), (Value::Null, 400)]
    {
        let answer = amara.post_json("/learn/answers", &wire(&page, EvidenceId::new(), response, now)).await.expect(status);
        assert!(serde_json::from_str::<Value>(answer.text()).unwrap()["message"].is_string(), "{}", answer.text());
    }
    let mut astray = wire(&page, EvidenceId::new(), json!({ "options": [0] }), now);
    astray["question"] = json!(EvidenceId::new());
    amara.post_json("/learn/answers", &astray).await.expect(404);
    stage
        .visitor(Kind::StudentElsewhere)
        .await
        .post_json("/learn/answers", &wire(&page, EvidenceId::new(), json!({ "options": [0] }), now))
        .await
        .expect(404);
    stage.anonymous().post_json("/learn/answers", &wire(&page, EvidenceId::new(), json!({ "options": [0] }), now)).await.expect(401);
    assert_eq!(acts(stage, "answered").await, 0);
});

site_test!(what_another_person_left_on_the_device_is_not_sent_as_ones_own, |stage| {
    let (amara, ravi) = (stage.student().await, stage.visitor(Kind::StudentElsewhere).await);
    let page = amara.get("/learn/on-rounds/case").await.expect(200);
    let left = wire(&page, EvidenceId::new(), json!({ "text": "Amara's own words." }), stage.now().timestamp_millis());
    ravi.post_json("/learn/answers", &left).await.expect(404);
    assert_eq!(acts(stage, "answered").await, 0);
    amara.post_json("/learn/answers", &left).await.expect(200);
});

site_test!(an_answer_after_the_end_is_kept_and_does_not_count, |stage| {
    let amara = stage.student().await;
    let page = sitting(&amara).await;
    let asked = amara.submit(&page, "form.quiz", &[("do", "submit")]).await.expect(200);
    assert!(asked.one("section[role=alert] h2").contains("not answered"), "an attempt is gone once it is handed in");
    assert!(amara.get("/learn/on-rounds/check").await.expect(200).has("form.quiz"), "it is open all the same");
    amara.submit(&asked, "form.quiz", &[("do", "submit-as-it-is")]).await.expect(303);
    let late = wire(&page, EvidenceId::new(), json!({ "options": [0] }), stage.now().timestamp_millis());
    let answer = amara.post_json("/learn/answers", &late).await.expect(200);
    assert_eq!(serde_json::from_str::<Value>(answer.text()).unwrap()["receipt"], "late");
    assert!(amara.get(&page.form("form.quiz").0).await.one("p.score").contains("0%"));
});

site_test!(a_case_is_written_kept_and_handed_in, |stage| {
    let amara = stage.student().await;
    let page = amara.get("/learn/on-rounds/case").await.expect(200);
    let name = attributes(&page, "textarea", "name")[0].clone();
    let empty = amara.submit(&page, "form.quiz", &[("do", "submit")]).await.expect(422);
    assert!(empty.one(".error-summary").contains("Write your response"));
    let text = "</textarea><script>alert(1)</script> & more";
    amara.submit(&page, "form.quiz", &[(&name, text), ("do", "save")]).await.expect(303);
    let kept = amara.get("/learn/on-rounds/case").await.expect(200);
    assert!(!kept.text().contains("<script>alert"));
    assert_eq!(kept.form("form.quiz").1.iter().find(|(have, _)| *have == name).unwrap().1.trim_start_matches('\n'), text);
    amara.submit(&kept, "form.quiz", &[("do", "submit")]).await.expect(303);
    assert!(amara.get("/learn/on-rounds").await.all("li.unit .state")[2].contains("Done"));
});

site_test!(the_place_where_a_reader_stopped_is_found_on_another_device, |stage| {
    let (phone, laptop) = (stage.student().await, stage.student().await);
    let lesson = phone.get("/learn/on-rounds/team").await.expect(200);
    let unit = lesson.attribute("#lesson", "data-unit");
    let place = json!({ "unit": unit, "anchor": "what-for", "fraction": 0.6, "read": null });
    phone.post_json("/learn/place", &place).await.expect(204);
    assert_eq!(laptop.get("/today").await.attribute("#next a", "href"), "/learn/on-rounds/team#what-for");
    let beyond = json!({ "unit": unit, "anchor": "what-for", "fraction": 1.5, "read": null });
    phone.post_json("/learn/place", &beyond).await.expect(400);
});

async fn opens_in_spring(stage: &Stage) {
    let spring: DateTime<Utc> = "2027-03-20T12:00:00Z".parse().unwrap();
    let text = "UPDATE cohort_modules SET opens_at = $1";
    let moved = stage.db.write(move |tx| Box::pin(async move { tx.run(Query::new(text, vec![Bind::param(Some(&spring))])).await }));
    moved.await.unwrap();
}

site_test!(a_module_that_is_not_open_says_until_when_and_shows_nothing_of_its_text, |stage| {
    opens_in_spring(stage).await;
    let amara = stage.student().await;
    let module = amara.get("/learn/on-rounds").await.expect(200);
    assert!(module.one("p.notice").contains("locked until it opens"));
    let lesson = amara.get("/learn/on-rounds/team").await.expect(403);
    assert!(lesson.text().contains("locked until its module opens") && !lesson.text().contains("A team rounds"));
    amara.post("/learn/on-rounds/check/attempts", &[("id", "01900000-0000-7000-8000-000000000009")]).await.expect(404);
});

site_test!(a_page_without_an_island_ships_no_webassembly_and_one_with_it_does, |stage| {
    let amara = stage.student().await;
    assert!(!amara.get("/learn/on-rounds/team").await.text().contains(".wasm"));
    assert!(!amara.get("/program").await.has("script"), "a page with nothing to do ships no script at all");
    assert!(sitting(&amara).await.text().contains("leptos-island"));
});

site_test!(a_rebuild_from_evidence_alone_changes_nothing_a_student_sees, |stage| {
    let amara = stage.student().await;
    let page = sitting(&amara).await;
    let first = field(&page, 0);
    let handed = amara.submit(&page, "form.quiz", &[(&first, "0"), ("do", "submit-as-it-is")]).await;
    let (result, module) = (amara.follow(&handed).await, amara.get("/learn/on-rounds").await);
    let (enrollments, count) = store::rebuild_all(&stage.db).await.unwrap();
    assert!(enrollments >= 2 && count >= 3, "{enrollments} enrollments, {count} acts");
    assert_eq!(amara.follow(&handed).await.one("main"), result.one("main"));
    assert_eq!(amara.get("/learn/on-rounds").await.one("main"), module.one("main"));
});
