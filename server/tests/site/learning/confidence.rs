//! How sure students say they are, by plain forms and by the player.

use domain::{
    db::{Bind, Query},
    ids::EvidenceId,
};
use serde_json::json;

use super::{QUIZ, acts, attributes, field, sitting, wire};
use crate::stage::{Answer, Stage};

/// Lets the quiz ask it, before anybody has read it.
async fn ask(stage: &Stage) {
    let text = "UPDATE units SET settings = REPLACE(settings, $1, $2) WHERE slug = 'check'";
    let (from, to) = ("\"shuffle\"", "\"confidence\":true,\"shuffle\"");
    let values = vec![Bind::param(Some(from)), Bind::param(Some(to))];
    stage.db.write(move |tx| Box::pin(async move { tx.run(Query::new(text, values)).await })).await.unwrap();
}

fn sure_field(page: &Answer, place: usize) -> String {
    field(page, place).replacen("q-", "sure-", 1)
}

site_test_on_both!(how_sure_a_student_is_is_said_changed_and_told_again_without_scripts, |stage| {
    ask(stage).await;
    let amara = stage.student().await;
    let page = sitting(&amara).await;
    let (first, second, sure) = (field(&page, 0), field(&page, 1), sure_field(&page, 0));
    assert!(page.text().contains("never changes your result"));
    assert_eq!(page.all(".sureness legend")[0], "How sure are you? (optional)");
    let saved = amara.submit(&page, "form.quiz", &[(&first, "0"), (&sure, "certain"), ("do", "save")]).await;
    let page = amara.follow(&saved).await.expect(200);
    assert_eq!(attributes(&page, &format!("input[name='{sure}'][checked]"), "value"), ["certain"]);
    assert_eq!(acts(stage, "answered").await, 1);
    amara.submit(&page, "form.quiz", &[("do", "save")]).await.expect(303);
    assert_eq!(acts(stage, "answered").await, 1, "what stands is not recorded again");
    amara.submit(&page, "form.quiz", &[(&sure, "fair"), ("do", "save")]).await.expect(303);
    assert_eq!(acts(stage, "answered").await, 2, "another rating is another act");
    let page = amara.get(QUIZ).await.expect(200);
    let odd = amara.submit(&page, "form.quiz", &[(&second, "11"), (&sure, "very"), ("do", "submit")]).await.expect(422);
    assert!(odd.one(".error-summary").contains("Say how sure you are with one of the three, or leave it open."));
    assert_eq!(attributes(&odd, &format!("input[name='{sure}'][checked]"), "value"), ["fair"], "what stood before stands");
    let handed = amara.submit(&odd, "form.quiz", &[("do", "submit-as-it-is")]).await;
    let result = amara.follow(&handed).await.expect(200);
    let labels = result.all(".question-label");
    assert!(labels[0].ends_with("1 of 1 point. You were fairly sure"), "{labels:?}");
    assert!(!labels[1].contains("You"), "{labels:?}");
});

site_test_on_both!(the_player_sends_how_sure_a_student_is_with_the_answer, |stage| {
    ask(stage).await;
    let amara = stage.student().await;
    let page = sitting(&amara).await;
    let now = stage.now().timestamp_millis();
    let mut sent = wire(&page, EvidenceId::new(), json!({ "options": [0] }), now);
    sent["confidence"] = json!("guess");
    amara.post_json("/learn/answers", &sent).await.expect(200);
    let sure = sure_field(&page, 0);
    let checked = async || attributes(&amara.get(QUIZ).await.expect(200), &format!("input[name='{sure}'][checked]"), "value");
    assert_eq!(checked().await, ["guess"]);
    sent["confidence"] = json!("certain");
    amara.post_json("/learn/answers", &sent).await.expect(409);
    for nonsense in [json!("very"), json!(3), json!(["certain"])] {
        sent["id"] = json!(EvidenceId::new());
        sent["confidence"] = nonsense;
        amara.post_json("/learn/answers", &sent).await.expect(400);
    }
    assert_eq!((checked().await, acts(stage, "answered").await), (vec!["guess".to_owned()], 1));
    // An answer of a page from before it was asked says nothing of it: that takes it back.
    let plain = wire(&page, EvidenceId::new(), json!({ "options": [0] }), now + 1);
    amara.post_json("/learn/answers", &plain).await.expect(200);
    assert!(checked().await.is_empty());
});

site_test!(where_it_is_not_asked_nothing_of_it_is_shown_or_taken, |stage| {
    let amara = stage.student().await;
    let page = sitting(&amara).await;
    assert!(!page.has(".sureness") && !page.text().contains("never changes your result"));
    let mut sent = wire(&page, EvidenceId::new(), json!({ "options": [0] }), stage.now().timestamp_millis());
    sent["confidence"] = json!("certain");
    let refused = amara.post_json("/learn/answers", &sent).await.expect(422);
    assert!(refused.text().contains("How sure you are is not asked here."));
    let (first, sure) = (field(&page, 0), sure_field(&page, 0));
    let address = page.form("form.quiz").0;
    amara.post(&address, &[(&first, "0"), (&sure, "certain"), ("do", "save")]).await.expect(303);
    assert_eq!(acts(stage, "answered").await, 1);
    let kept: String = stage.db.value(Query::new("SELECT payload FROM evidence WHERE kind = 'answered'", vec![])).await.unwrap();
    assert!(!kept.contains("confidence"), "{kept}");
});
