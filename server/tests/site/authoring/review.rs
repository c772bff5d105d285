//! A draft is read by somebody else: asked, commented, suggested, approved, published.

use super::{LESSON, text_in, two_authors};
use crate::stage::{Kind, Stage, Visitor};

const REVIEW: &str = "/studio/on-rounds/review";
const UNIT: &str = "/studio/on-rounds/review/01-team";

/// Ines asks Ruth of the staff to read her draft.
async fn asked(stage: &Stage) -> (Visitor, Visitor) {
    let (ines, _) = two_authors(stage).await;
    let ruth = stage.visitor(Kind::Staff).await;
    let page = ines.get(REVIEW).await.expect(200);
    assert!(!page.all("#ask ~ form label").contains(&"Ines Ferreira".to_owned()), "nobody asks themselves");
    let person = stage.school.ruth.to_string();
    let nobody = ines.submit(&page, "form[action$='/review']", &[]).await.expect(422);
    assert!(nobody.one("#person-error").contains("at least one person"));
    let sent = ines.submit(&page, "form[action$='/review']", &[("person", &person), ("note", "Is it *fair*?")]).await.expect(303);
    assert!(ines.follow(&sent).await.expect(200).one("p.notice").contains("told by mail"));
    let told: Vec<_> = stage.mail().await.into_iter().map(|mail| (mail.recipient, mail.subject)).collect();
    assert_eq!(told, [("ruth.lindqvist@school.example".to_owned(), "Please read: On rounds".to_owned())]);
    (ines, ruth)
}

site_test!(who_is_asked_is_told_once_and_reads_this_draft_only, |stage| {
    let (ines, ruth) = asked(stage).await;
    ines.post(REVIEW, &[("person", &stage.school.ruth.to_string())]).await.expect(303);
    assert!(stage.mail().await.is_empty(), "asked twice, told once");
    let studio = ruth.get("/studio").await.expect(200);
    assert!(studio.one("main").contains("Waits for you") && !studio.has("main form"));
    ruth.get(REVIEW).await.expect(200);
    ruth.get(UNIT).await.expect(200);
    ruth.get("/studio/on-rounds/files/figures/round.svg").await.expect(200);
    for hidden in ["/studio/on-rounds", LESSON, "/studio/on-rounds/publishing", "/studio/on-rounds/authors"] {
        ruth.get(hidden).await.expect(404);
    }
    ruth.post(LESSON, &[("text", "Mine now."), ("seen", "1")]).await.expect(404);
    let page = ines.get(REVIEW).await.expect(200);
    ines.submit(&page, "form[action$='/reminder']", &[]).await.expect(303);
    ines.submit(&page, "form[action$='/removal']", &[]).await.expect(303);
    ruth.get(UNIT).await.expect(404);
});

site_test!(a_comment_stands_beside_its_paragraph_and_is_answered, |stage| {
    let (ines, ruth) = asked(stage).await;
    let unit = ruth.get(UNIT).await.expect(200);
    assert!(unit.one(".passages").contains("A team rounds every morning."));
    let form = ruth.get(&unit.attribute("#p-0 a.remark", "href")).await.expect(200);
    let empty = ruth.submit(&form, "form[action$='/comments']", &[]).await.expect(422);
    assert!(empty.one("#words-error").contains("what you want to say"));
    let done = ruth.submit(&form, "form[action$='/comments']", &[("words", "Every <b>one</b>?")]).await.expect(303);
    assert!(done.header("location").contains("#thread-"));
    assert!(ines.get("/studio/on-rounds").await.expect(200).one("ol.outline").contains("1 open comment"));
    assert!(ines.get(LESSON).await.expect(200).one(".studio-missing").contains("Every <b>one</b>?"));
    let unit = ines.get(UNIT).await.expect(200);
    assert!(unit.one(".passage[data-said] .thread").contains("Ruth Lindqvist"));
    let empty = ines.submit(&unit, "form[action$='/replies']", &[]).await.expect(422);
    assert!(empty.has(".error-summary"));
    ines.submit(&unit, "form[action$='/replies']", &[("words", "All of them.")]).await.expect(303);
    ines.submit(&unit, "form[action$='/closing']", &[]).await.expect(303);
    let closed = ruth.get(UNIT).await.expect(200);
    assert!(closed.one("details.thread").contains("Closed by Ines Ferreira") && closed.one("details.thread").contains("All of them."));
    ruth.submit(&closed, "form[action$='/opening']", &[]).await.expect(303);
    assert!(ruth.get(UNIT).await.expect(200).has("article.thread"));
    ruth.get(&format!("{UNIT}/remark?at=999")).await.expect(404);
});

/// Ines writes something else in the place of a passage.
async fn edits(ines: &Visitor, from: &str, to: &str) {
    let editor = ines.get(LESSON).await.expect(200);
    let text = text_in(&editor).replace(from, to);
    ines.submit(&editor, "form[data-editor]", &[("text", &text)]).await.expect(303);
}

site_test!(a_suggestion_is_taken_over_and_the_draft_approved_and_published, |stage| {
    let (ines, ruth) = asked(stage).await;
    let unit = ruth.get(UNIT).await.expect(200);
    let form = ruth.get(&unit.attribute("#p-0 a.remark", "href")).await.expect(200);
    let (_, fields) = form.form("form[action$='/suggestions']");
    let words = fields.into_iter().find(|(name, _)| name == "suggested").map(|(_, text)| text.trim().to_owned()).unwrap();
    let same = ruth.submit(&form, "form[action$='/suggestions']", &[]).await.expect(422);
    assert!(same.one("#suggested-error").contains("Nothing is different"));
    let better = format!("{words} Better so.");
    ruth.submit(&form, "form[action$='/suggestions']", &[("suggested", &better), ("why", "Clearer.")]).await.expect(303);
    ruth.post("/studio/on-rounds/verdicts", &[("verdict", "changes"), ("words", "Unseen.")]).await.expect(409);
    let page = ruth.get(REVIEW).await.expect(200);
    let silent = ruth.submit(&page, "form[action$='/verdicts']", &[("verdict", "changes"), ("words", " ")]).await.expect(422);
    assert!(silent.one("#words-error").contains("what has to change"));
    ruth.submit(&page, "form[action$='/verdicts']", &[("verdict", "changes"), ("words", "See my suggestion.")]).await.expect(303);

    let unit = ines.get(UNIT).await.expect(200);
    assert!(unit.one(".thread .difference ins").contains("Better so."));
    let taken = ines.submit(&unit, "form[action$='/acceptance']", &[]).await.expect(303);
    assert!(ines.follow(&taken).await.expect(200).one("details.thread").contains("Taken over by Ines Ferreira"));
    let editor = ines.get(LESSON).await.expect(200);
    assert!(text_in(&editor).contains("Better so.") && editor.one("header .meta").contains("as Ruth Lindqvist suggested"));

    let page = ruth.get(REVIEW).await.expect(200);
    assert!(page.one("main").contains("Asks for changes") && page.one("main").contains("Changed since: 1 paragraph"));
    ruth.submit(&page, "form[action$='/verdicts']", &[("verdict", "approve")]).await.expect(303);
    let publishing = ines.get("/studio/on-rounds/publishing").await.expect(200);
    assert!(publishing.one("#ready ~ p .state").contains("Approved"), "{}", publishing.one("main"));
    ines.submit(&publishing, "form[action$='/publishing']", &[]).await.expect(303);
    let versions = ines.get("/modules/on-rounds/versions").await.expect(200);
    let row = versions.one("#approvals + table tbody");
    assert!(row.contains("Version 2") && row.contains("Ruth Lindqvist") && row.contains("as published"), "{row}");
    ruth.get(REVIEW).await.expect(404);
    assert!(ines.get(REVIEW).await.expect(200).one("main").contains("No draft is open"));
});

site_test!(where_the_paragraph_changed_meanwhile_all_three_texts_are_shown, |stage| {
    let (ines, ruth) = asked(stage).await;
    let unit = ruth.get(UNIT).await.expect(200);
    let form = ruth.get(&unit.attribute("#p-0 a.remark", "href")).await.expect(200);
    let (_, fields) = form.form("form[action$='/suggestions']");
    let words = fields.into_iter().find(|(name, _)| name == "suggested").map(|(_, text)| text.trim().to_owned()).unwrap();
    ruth.submit(&form, "form[action$='/suggestions']", &[("suggested", &format!("{words} Suggested."))]).await.expect(303);
    edits(&ines, &words, &format!("{words} Edited.")).await;
    let late = ruth.submit(&form, "form[action$='/comments']", &[("words", "Late.")]).await.expect(422);
    assert!(late.one(".error-summary").contains("changed while you wrote") && late.one("textarea#words").contains("Late."));
    let unit = ines.get(UNIT).await.expect(200);
    assert!(unit.one(".thread").contains("The paragraph has changed since"));
    let three = ines.submit(&unit, "form[action$='/acceptance']", &[]).await.expect(409);
    assert!(three.one("main").contains("Edited.") && three.one("#text").contains("Suggested."));
    let both = format!("{words} Edited, as suggested.");
    ines.submit(&three, "form.editor", &[("text", &both)]).await.expect(303);
    assert!(text_in(&ines.get(LESSON).await.expect(200)).contains("Edited, as suggested."));
});

site_test!(a_retired_module_is_offered_to_nobody_and_comes_back, |stage| {
    let (ines, _) = two_authors(stage).await;
    let page = ines.get("/studio/on-rounds").await.expect(200);
    let retired = ines.submit(&page, "form[action$='/retirement']", &[]).await.expect(303);
    let page = ines.follow(&retired).await.expect(200);
    assert!(page.one("header .meta").contains("Retired"));
    assert!(!ines.get("/").await.expect(200).one("main").contains("On rounds"));
    stage.student().await.get("/learn/on-rounds/team").await.expect(200);
    ines.submit(&page, "form[action$='/retirement/end']", &[]).await.expect(303);
    assert!(!ines.get("/studio/on-rounds").await.expect(200).one("header .meta").contains("Retired"));
});
