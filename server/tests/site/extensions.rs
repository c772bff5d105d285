//! More time: a student asks, staff answer, both see it and are told; and a cohort goes on with a newer version.

use domain::{
    authoring::{package, store::import},
    ids::EvidenceId,
    learning::{
        evidence::{Act, Did, Evidence, Whereabouts},
        projection,
    },
};

use crate::stage::{Stage, Visitor};

/// The lesson is due in three weeks.
async fn amara_asks(stage: &Stage, due_on: &str) -> Visitor {
    let amara = stage.student().await;
    let page = amara.get("/learn/on-rounds/team/extension").await.expect(200);
    amara.submit(&page, "form.form", &[("due_on", due_on), ("reason", "On call <b>all</b> week")]).await.expect(303);
    amara
}

site_test!(a_student_asks_staff_grant_with_one_click_and_both_see_it, |stage| {
    let unit = stage.student().await.get("/learn/on-rounds/team").await.expect(200);
    assert_eq!(unit.attribute("a[href$='/extension']", "href"), "/learn/on-rounds/team/extension");
    let day = (stage.now() + chrono::TimeDelta::days(40)).date_naive();
    let amara = amara_asks(stage, &day.to_string()).await;
    let asked = stage.mail().await;
    assert_eq!(asked.len(), 1, "who runs the program is told");
    assert!(asked[0].subject.contains("Amara Okafor asks for more time") && asked[0].recipient.contains("ruth"), "{asked:?}");
    let waiting = amara.get("/learn/on-rounds/team/extension").await.expect(200);
    assert!(waiting.one("main").contains("Waiting for an answer") && !waiting.has("form.form"));

    let ruth = stage.staff().await;
    let list = ruth.get("/cohorts/2027/extensions").await.expect(200);
    assert!(list.text().contains("On call &lt;b&gt;all&lt;/b&gt; week"));
    let granted = ruth.submit(&list, "main form.inline", &[]).await;
    let list = ruth.follow(&granted).await.expect(200);
    assert!(list.one("p.notice").contains("has more time") && list.one("#in-force + div").contains("Amara Okafor"));
    let told = stage.mail().await;
    assert_eq!((told.len(), told[0].subject.as_str()), (1, "More time for The team"));

    let unit = amara.get("/learn/on-rounds/team").await.expect(200);
    assert!(unit.one(".page-head").contains("Extended, was"), "{}", unit.one(".page-head"));
    assert!(amara.get("/learn/on-rounds").await.expect(200).text().contains("Extended, was"));
    let student = ruth.get(&format!("/cohorts/2027/students/{}", stage.school.amaras_place)).await.expect(200);
    assert!(student.text().contains("More time") && student.text().contains("Granted"));
    let file = ruth.get("/cohorts/2027/extensions.csv").await.expect(200);
    assert!(file.text().contains("Amara Okafor,On rounds,The team,"), "{}", file.text());
});

site_test!(a_wrong_day_comes_back_with_what_was_typed, |stage| {
    let amara = stage.student().await;
    let page = amara.get("/learn/on-rounds/team/extension").await.expect(200);
    for (day, sentence) in [("2020-01-01", "Choose a day after"), ("soon", "Choose a day, or write it")] {
        let again = amara.submit(&page, "form.form", &[("due_on", day), ("reason", "On call")]).await.expect(422);
        assert!(again.one(".error-summary").contains(sentence), "{}", again.one(".error-summary"));
        assert_eq!(again.one("textarea#reason"), "On call");
        assert!(again.one("title").starts_with("Error: "));
    }
    let silent = amara.submit(&page, "form.form", &[("reason", " ")]).await.expect(422);
    assert!(silent.one("#reason-error").contains("Say why"));
});

site_test!(a_request_is_taken_back_and_cannot_be_answered_then, |stage| {
    let day = (stage.now() + chrono::TimeDelta::days(40)).date_naive().to_string();
    let amara = amara_asks(stage, &day).await;
    let ruth = stage.staff().await;
    let seen = ruth.get("/cohorts/2027/extensions").await.expect(200);
    let page = amara.get("/learn/on-rounds/team/extension").await.expect(200);
    amara.submit(&page, "form[action$='/withdrawal']", &[]).await.expect(303);
    amara.submit(&page, "form[action$='/withdrawal']", &[]).await.expect(409);
    let late = ruth.submit(&seen, "main form.inline", &[]).await.expect(409);
    assert!(late.one(".error-summary").contains("changed while you looked") && !late.has("form.form"));
    stage.mail().await;
});

site_test!(staff_answer_otherwise_change_and_take_back, |stage| {
    let day = (stage.now() + chrono::TimeDelta::days(40)).date_naive().to_string();
    amara_asks(stage, &day).await;
    let ruth = stage.staff().await;
    let list = ruth.get("/cohorts/2027/extensions").await.expect(200);
    let address = list.attribute(".requests .form-actions a", "href");
    let page = ruth.get(&address).await.expect(200);
    let refused = ruth.submit(&page, "form.form", &[("verdict", "refused")]).await.expect(422);
    assert!(refused.one("#answer-error").contains("Say why"));
    ruth.submit(&refused, "form.form", &[("verdict", "relative"), ("days", "7"), ("answer", "A week is possible.")]).await.expect(303);
    let page = ruth.get(&address).await.expect(200);
    assert!(page.one("dl.facts").contains("7 days on top of the unit's date"));
    let stale = ruth.submit(&page, "form.form", &[("sequence", "1"), ("verdict", "absolute"), ("answer", "Mine")]).await.expect(409);
    assert_eq!(stale.one("textarea#answer"), "Mine", "what was typed is kept");
    ruth.submit(&page, "form.form", &[("verdict", "taken-back"), ("answer", "The unit moved.")]).await.expect(303);
    let subjects: Vec<_> = stage.mail().await.into_iter().map(|mail| mail.subject).collect();
    assert!(subjects.iter().any(|subject| subject == "More time for The team was taken back"), "{subjects:?}");
    assert!(!ruth.get(&address).await.expect(200).has("form.form"), "nothing is left to decide");
});

site_test!(staff_give_more_time_unasked_from_the_page_of_a_student, |stage| {
    let ruth = stage.staff().await;
    let student = ruth.get(&format!("/cohorts/2027/students/{}", stage.school.amaras_place)).await.expect(200);
    let page = ruth.get(&student.attribute("a[href$='/extensions']:not(nav a)", "href")).await.expect(200);
    let nothing = ruth.submit(&page, "form.form", &[("reason", "")]).await.expect(422);
    assert!(nothing.one(".error-summary").contains("Choose a unit"));
    let unit = stage.school.units(&stage.db).await[1].to_string();
    let silent = ruth.submit(&page, "form.form", &[("unit", &unit)]).await.expect(422);
    assert!(silent.one("#reason-error").contains("Say why"));
    ruth.submit(&silent, "form.form", &[("reason", "Parental leave")]).await.expect(303);
    ruth.submit(&silent, "form.form", &[("reason", "Parental leave")]).await.expect(303);
    assert_eq!(stage.mail().await.len(), 1, "the same form sent twice tells once");
    let amara = stage.student().await;
    assert!(amara.get("/learn/on-rounds/check/extension").await.expect(200).text().contains("Parental leave"));
    let elsewhere = format!("/cohorts/2027/students/{}/extensions", stage.school.ravis_place);
    ruth.get(&elsewhere).await.expect(404);
});

/// The module of the tests with a longer lesson and without the case.
pub async fn second_version(stage: &Stage) {
    let files = domain::authoring::store::export(&stage.db, "on-rounds", None).await.unwrap();
    let files = files.into_iter().filter(|(path, _)| path != "03-case.md").map(|(path, content)| {
        let text = String::from_utf8(content).unwrap();
        let text = match path.as_str() {
            "module.md" => text.replace("- 03-case.md\n", ""),
            "01-team.md" => {
                text.replace("title: The team", "title: The whole team").replace("To decide together.", "To decide together, aloud.")
            }
            _ => text,
        };
        (path, text.into_bytes())
    });
    let package = package::read(files.collect()).unwrap();
    let now = stage.now();
    stage.db.write(move |tx| Box::pin(async move { import(tx, &package, now).await })).await.unwrap();
}

site_test!(staff_see_what_is_different_and_move_with_everybodys_work, |stage| {
    let (school, now) = (stage.school, stage.now());
    let lesson = school.units(&stage.db).await[0];
    let at = Whereabouts { person: school.amara, enrollment: school.amaras_place, version: school.version, unit: lesson };
    let done = [Evidence { id: EvidenceId::new(), at, act: Act::plain(Did::Completed), occurred_at: now }];
    stage.db.write(move |tx| Box::pin(async move { projection::append(tx, &done, now).await })).await.unwrap();
    let ruth = stage.staff().await;
    assert!(ruth.get("/cohorts/2027/modules/on-rounds").await.expect(200).text().contains("studies the newest version"));
    second_version(stage).await;

    let list = ruth.get("/cohorts/2027/modules").await.expect(200);
    assert!(list.one("tbody").contains("See version 2"));
    let page = ruth.get("/cohorts/2027/modules/on-rounds").await.expect(200);
    let changes = page.all(".version-changes > li");
    assert!(changes.iter().any(|change| change.contains("It was called “The team”.")), "{changes:?}");
    assert!(changes.iter().any(|change| change.contains("A long round") && change.contains("Gone")), "{changes:?}");
    assert!(page.all(".paragraph ins").iter().any(|line| line.contains("aloud")) && page.has(".paragraph del"));

    let moved = ruth.submit(&page, "form[action$='/version']", &[]).await;
    let after = ruth.follow(&moved).await.expect(200);
    assert!(after.one("p.notice").contains("the work of 1 student went along"));
    assert!(after.one("main").contains("From version 1 to 2"));
    let stale = ruth.submit(&page, "form[action$='/version']", &[]).await.expect(409);
    assert!(stale.one("p.notice").contains("Nothing was moved"));
    let module = stage.student().await.get("/learn/on-rounds").await.expect(200);
    assert!(module.text().contains("The whole team") && module.one(".unit[data-state=done] h3") == "The whole team");
    // The other cohort stays where it is.
    assert!(ruth.get("/cohorts/2028/modules").await.expect(200).one("tbody").contains("See version 2"));
});
