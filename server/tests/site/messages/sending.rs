//! Messages to a cohort or a part of it.

use crate::stage::{Answer, Stage, Visitor};

/// What Ruth wrote, as she sees it before she sends it.
async fn previewed(ruth: &Visitor, address: &str) -> Answer {
    let page = ruth.get(address).await.expect(200);
    let typed = [("subject", "A word to {name}"), ("body", "Dear {name},\r\n\r\n<b>please</b> **read** [this](/program).")];
    ruth.submit(&page, "form.compose", &typed).await.expect(200)
}

async fn send(ruth: &Visitor, preview: &Answer) -> Answer {
    let (_, fields) = preview.form("form.compose");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    ruth.post("/cohorts/2027/messages", &fields).await
}

site_test_on_both!(staff_preview_test_and_send_a_message_once, |stage| {
    let ruth = stage.staff().await;
    let preview = previewed(&ruth, "/cohorts/2027/messages/new").await;
    assert_eq!(preview.one(".letter h3"), "A word to Amara Okafor");
    assert!(preview.text().contains("Dear Amara Okafor,") && preview.text().contains("&lt;b&gt;please&lt;/b&gt;"));
    assert_eq!(preview.all(".recipients li"), ["Amara Okafor"]);
    assert!(preview.text().contains("Send to 1 student"));
    let (_, fields) = preview.form("form.compose");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();

    let tested = ruth.post("/cohorts/2027/messages/test", &fields).await.expect(200);
    assert!(tested.one(".preview p.notice").contains("ruth.lindqvist@school.example"));
    let test = stage.the_mail().await;
    assert_eq!((test.recipient.as_str(), test.subject.as_str()), ("ruth.lindqvist@school.example", "Test: A word to Ruth Lindqvist"));

    let sent = send(&ruth, &tested).await;
    let twice = send(&ruth, &tested).await;
    assert_eq!(sent.location(), twice.location());
    let letters = stage.letters().await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].body.starts_with("Dear Amara Okafor,"), "{}", letters[0].body);
    let html = letters[0].html.clone().unwrap();
    assert!(html.contains("<strong>read</strong>") && html.contains("/program\" rel") && !html.contains("<b>"), "{html}");
    let page = ruth.follow(&sent).await.expect(200);
    assert_eq!(page.all(".deliveries .state"), ["Sent"]);
    let list = ruth.get("/cohorts/2027/messages").await.expect(200);
    assert_eq!(list.all("tbody th a"), ["A word to {name}"]);
});

site_test!(a_message_goes_to_those_whom_the_roster_shows_and_to_nobody_else, |stage| {
    let ruth = stage.staff().await;
    let page = ruth.get("/cohorts/2027/messages/new?segment=q%3Dokafor").await.expect(200);
    assert_eq!(page.all(".recipients li"), ["Amara Okafor"]);
    let nobody = ruth.get("/cohorts/2027/messages/new?segment=q%3Dnobody").await.expect(200);
    assert!(nobody.one(".empty h2").contains("Nobody") && !nobody.has("form.compose"));
    let sent = ruth.post("/cohorts/2027/messages", &[("segment", "q=nobody"), ("subject", "Hello"), ("body", "Text")]).await.expect(422);
    assert!(sent.has(".empty"));
});

site_test!(what_is_not_what_was_previewed_is_not_sent, |stage| {
    let ruth = stage.staff().await;
    let preview = previewed(&ruth, "/cohorts/2027/messages/new").await;
    let (_, fields) = preview.form("form.compose");
    let mut fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.retain(|(name, _)| *name != "body");
    fields.push(("body", "Something else, {name}."));
    let again = ruth.post("/cohorts/2027/messages", &fields).await.expect(422);
    assert!(again.one(".error-summary").contains("changed since the preview") && again.text().contains("Something else, Amara Okafor."));
    assert_eq!(send(&ruth, &again).await.status(), 303);
    assert!(stage.the_mail().await.body.starts_with("Something else, Amara Okafor."));
});

site_test!(a_message_with_a_fault_is_shown_again_with_what_was_typed, |stage| {
    let ruth = stage.staff().await;
    let page = ruth.get("/cohorts/2027/messages/new").await.expect(200);
    let again = ruth.submit(&page, "form.compose", &[("subject", ""), ("body", "Dear {nmae}")]).await.expect(422);
    assert_eq!(again.all(".field-error").len(), 2);
    assert!(again.one("#body-error").contains("{nmae} stands for nothing"));
    assert!(again.form("form.compose").1.iter().any(|(_, value)| value.trim() == "Dear {nmae}"));
    assert!(!again.has(".preview"));
});

site_test!(a_refusal_is_shown_with_the_words_of_the_server_and_the_message_on_the_students_page, |stage| {
    use domain::mail::{self, Failure};
    let ruth = stage.staff().await;
    let preview = previewed(&ruth, "/cohorts/2027/messages/new").await;
    let sent = send(&ruth, &preview).await;
    for leased in mail::lease(&stage.db, stage.now(), 10).await.unwrap() {
        mail::failed(&stage.db, &leased, Failure::Permanent("550 no such <mailbox>".into()), stage.now()).await.unwrap();
    }
    let page = ruth.follow(&sent).await.expect(200);
    assert_eq!(page.all(".deliveries .state"), ["Refused"]);
    assert_eq!(page.one(".deliveries td .roster-note"), "550 no such <mailbox>");
    let cohort = stage.student().await.get("/cohort").await.expect(200);
    assert!(cohort.text().contains("A word to Amara Okafor") && cohort.text().contains("Dear Amara Okafor,"));
});

site_test!(nobody_reads_a_message_under_another_cohort, |stage| {
    let ruth = stage.staff().await;
    let sent = send(&ruth, &previewed(&ruth, "/cohorts/2027/messages/new").await).await;
    let id = sent.location().strip_prefix("/cohorts/2027/messages/").unwrap().split('?').next().unwrap().to_owned();
    ruth.get(&format!("/cohorts/2028/messages/{id}")).await.expect(404);
    stage.mail().await;
    shows_no_message(stage).await;
});

async fn shows_no_message(stage: &Stage) {
    let ravi = stage.visitor(crate::stage::Kind::StudentElsewhere).await;
    let page = ravi.get("/cohort").await.expect(200);
    assert!(!page.text().contains("A word to"), "{}", page.text());
}
