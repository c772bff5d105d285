//! A draft from its beginning to the version it becomes.

use super::{LESSON, text_in, two_authors};

site_test!(a_draft_is_begun_changed_checked_and_published, |stage| {
    let (ines, _) = two_authors(stage).await;
    let studio = ines.get("/studio").await.expect(200);
    assert!(
        studio.one("nav[aria-label=Site]").contains("Studio")
            && studio.one("main").contains("On rounds")
            && studio.one("main").contains("Being written")
    );
    let outline = ines.get("/studio/on-rounds").await.expect(200);
    assert_eq!(outline.all("ol.outline .outline-title"), ["The team", "A check", "A long round"]);
    assert!(outline.one(".studio-missing").contains("Nothing is missing"));
    let same = ines.get("/studio/on-rounds/publishing").await.expect(200);
    assert!(same.one("main").contains("Nothing is different from version 1"));
    let refused = ines.submit(&same, "main form", &[]).await.expect(422);
    assert!(refused.one(".error-summary").contains("nothing to publish"));

    let editor = ines.get(LESSON).await.expect(200);
    let text = text_in(&editor).replace("A team rounds every morning.", "A team rounds <b>twice</b> a day.");
    let saved = ines.submit(&editor, "form[data-editor]", &[("text", &text)]).await.expect(303);
    assert!(ines.follow(&saved).await.expect(200).one("p.notice").contains("Saved"));
    let trial = ines.get(&format!("{LESSON}/trial")).await.expect(200);
    assert!(trial.one("article").contains("A team rounds") && trial.has("form[action$='/trial'] fieldset"));
    assert_eq!(trial.attribute("article img", "src"), "/studio/on-rounds/files/figures/round.svg");
    ines.get("/studio/on-rounds/files/figures/round.svg").await.expect(200);
    ines.get("/studio/on-rounds/files/module.md").await.expect(404);

    let page = ines.get("/studio/on-rounds/publishing").await.expect(200);
    assert!(
        page.one("main").contains("2 cohorts with 2 students") && page.one("main").contains("files changed 1, new 0, gone 0"),
        "{}",
        page.one("main")
    );
    ines.submit(&page, "main form", &[]).await.expect(303);
    let after = ines.get("/studio/on-rounds").await.expect(200);
    assert!(after.text().contains("No draft is open") && after.one("#before + ul").contains("as version 2"));
    let student = stage.student().await.get("/learn/on-rounds/team").await.expect(200);
    assert!(student.text().contains("every morning"), "the running cohort stays with its version");
});

site_test!(units_are_added_moved_copied_renamed_and_taken_out, |stage| {
    let (ines, _) = two_authors(stage).await;
    let page = ines.get("/studio/on-rounds").await.expect(200);
    let wrong = ines.submit(&page, "form[action$='/units']", &[("title", "What for")]).await.expect(422);
    assert!(wrong.one(".error-summary").contains("Choose what the unit is"));
    ines.submit(&wrong, "form[action$='/units']", &[("kind", "quiz"), ("title", "What for")]).await.expect(303);
    ines.post("/studio/on-rounds/units/what-for/place", &[("to", "1")]).await.expect(303);
    ines.post("/studio/on-rounds/units/01-team/place", &[("by", "1")]).await.expect(303);
    ines.post("/studio/on-rounds/units/02-check/copy", &[]).await.expect(303);
    ines.post("/studio/on-rounds/units/02-check/title", &[("title", "The first check")]).await.expect(303);
    let page = ines.get("/studio/on-rounds").await.expect(200);
    assert_eq!(page.all("ol.outline .outline-title"), ["What for", "The first check", "A check (copy)", "The team", "A long round"]);
    assert!(page.one(".studio-missing").contains("“What is asked?” was given to begin with"), "{}", page.one(".studio-missing"));
    assert!(page.all(".missing li").iter().all(|line| line.starts_with("what-for.md")), "nothing is missing elsewhere");
    ines.post("/studio/on-rounds/units/02-check/title", &[("title", " ")]).await.expect(422);
    ines.post("/studio/on-rounds/units/what-for/removal", &[]).await.expect(303);
    ines.post("/studio/on-rounds/units/what-for/removal", &[]).await.expect(404);
    let gone = ines.get("/studio/on-rounds/units/what-for/saves").await.expect(200);
    ines.submit(&gone, "main form[action$='/saves']", &[]).await.expect(303);
    assert!(ines.get("/studio/on-rounds").await.expect(200).all("ol.outline .outline-title").contains(&"What for".to_owned()));
});

site_test!(what_is_missing_leads_to_its_place_and_is_not_published, |stage| {
    let (ines, _) = two_authors(stage).await;
    let editor = ines.get(LESSON).await.expect(200);
    let text = text_in(&editor).replace("minutes: 10", "minutes: soon");
    ines.submit(&editor, "form[data-editor]", &[("text", &text)]).await.expect(303);
    let outline = ines.get("/studio/on-rounds").await.expect(200);
    assert!(outline.one(".studio-missing").contains("minutes: soon"));
    assert_eq!(outline.attribute(".missing a", "href"), LESSON);
    let publishing = ines.get("/studio/on-rounds/publishing").await.expect(200);
    assert!(publishing.one("main").contains("Still missing") && !publishing.has("main form"));
    assert!(ines.get(LESSON).await.expect(200).one("#checklist").contains("1 thing is missing"));
    let trial = ines.get(&format!("{LESSON}/trial")).await.expect(200);
    assert!(trial.one("article").contains("cannot be shown yet"));
});

site_test!(a_quiz_is_tried_as_a_student_sees_it_and_nothing_is_recorded, |stage| {
    let (ines, _) = two_authors(stage).await;
    let quiz = ines.get("/studio/on-rounds/units/02-check/trial").await.expect(200);
    let (_, fields) = quiz.form("form.quiz");
    assert!(quiz.has("form.quiz input[type=radio]"), "{fields:?}");
    let name = quiz.attribute("form.quiz input[type=radio][value='0']", "name");
    let marked = ines.submit(&quiz, "form.quiz", &[(&name, "0")]).await.expect(200);
    assert!(marked.one("main").contains("Patients change overnight") && marked.one("main").contains("Not answered"));
});

site_test!(a_draft_is_given_up_by_typing_the_name, |stage| {
    let (ines, _) = two_authors(stage).await;
    let page = ines.get("/studio/on-rounds").await.expect(200);
    let wrong = ines.submit(&page, "form[action$='/discard']", &[("confirm", "rounds")]).await.expect(422);
    assert!(wrong.one("#confirm-error").contains("on-rounds"));
    ines.submit(&wrong, "form[action$='/discard']", &[("confirm", "on-rounds")]).await.expect(303);
    assert!(ines.get("/studio/on-rounds").await.expect(200).one("#before + ul").contains("Discarded"));
});

site_test!(a_new_module_is_begun_and_administrators_say_who_writes_it, |stage| {
    let (ines, _) = two_authors(stage).await;
    let page = ines.get("/studio").await.expect(200);
    let taken = ines.submit(&page, "main form[action='/studio']", &[("title", "On rounds")]).await.expect(422);
    assert!(taken.one("#slug-error").contains("There is a module"));
    ines.submit(&taken, "main form[action='/studio']", &[("title", "Value & cost"), ("slug", "")]).await.expect(303);
    let outline = ines.get("/studio/value-cost").await.expect(200);
    let missing = outline.one(".studio-missing");
    assert!(missing.contains("Ines Ferreira") && missing.contains("has not said"), "{missing}");
    let given = outline.all(".missing li").iter().filter(|line| line.contains("was given to begin with")).count();
    assert_eq!((given, outline.all(".missing li").len()), (6, 8), "nothing else is missing");
    assert!(missing.contains("a review that nobody has made yet"), "{missing}");
    ines.post("/studio/on-rounds/units/01-team/module", &[("to", "value-cost")]).await.expect(303);
    assert!(ines.get("/studio/value-cost").await.expect(200).all("ol.outline .outline-title").contains(&"The team".to_owned()));

    let omar = stage.administrator().await;
    let authors = omar.get("/studio/value-cost/authors").await.expect(200);
    let nobody = omar.submit(&authors, "main form.form", &[("email", "nobody@school.example")]).await.expect(422);
    assert!(nobody.one("#email-error").contains("Nobody here"));
    omar.submit(&nobody, "main form.form", &[("email", "Paul.Adler@school.example")]).await.expect(303);
    let paul = stage.visitor(crate::stage::Kind::FacultyElsewhere).await;
    paul.get("/studio/value-cost").await.expect(200);
    let authors = omar.get("/studio/value-cost/authors").await.expect(200);
    let person = stage.school.paul;
    omar.submit(&authors, &format!("form[action$='{person}/removal']"), &[]).await.expect(303);
    paul.get("/studio/value-cost").await.expect(404);
});
