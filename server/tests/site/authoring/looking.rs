//! A draft is seen as a student of a cohort would see it on a day, by who writes it and teaches or runs the cohort.

use domain::{
    db::{Bind, Query},
    ids::UnitId,
};

use super::{LESSON, text_in, two_authors};
use crate::stage::{Stage, Visitor};

const VIEW: &str = "/studio/on-rounds/view";
const BANNER: &str = "aside.viewing p";

/// Chooses a cohort and a day.
async fn looks(author: &Visitor, cohort: &str, day: &str) {
    let page = author.get(VIEW).await.expect(200);
    let begun = author.submit(&page, "main form.form", &[("cohort", cohort), ("day", day)]).await;
    assert_eq!(begun.location(), "/learn/on-rounds");
}

async fn edits(author: &Visitor, from: &str, to: &str) {
    let editor = author.get(LESSON).await.expect(200);
    let text = text_in(&editor).replace(from, to);
    author.submit(&editor, "form[data-editor]", &[("text", &text)]).await.expect(303);
}

async fn evidence(stage: &Stage) -> i64 {
    stage.db.value(Query::new("SELECT COUNT(*) FROM evidence", Vec::new())).await.unwrap()
}

/// Gives a unit a date of its own in the cohort of Ines.
async fn due(stage: &Stage, unit: UnitId, at: chrono::DateTime<chrono::Utc>) {
    let cohort = stage.school.cohort;
    let text = "INSERT INTO cohort_units (cohort_id, unit_id, due_at) VALUES ($1, $2, $3)";
    let values = vec![Bind::param(Some(&cohort)), Bind::param(Some(&unit)), Bind::param(Some(&at))];
    stage.db.write(move |tx| Box::pin(async move { tx.run(Query::new(text, values)).await })).await.unwrap();
}

site_test_on_both!(an_author_sees_the_draft_with_the_dates_of_the_cohort_and_leaves_no_trace, |stage| {
    let (ines, _) = two_authors(stage).await;
    edits(&ines, "every morning", "every evening").await;
    ines.post("/studio/on-rounds/units", &[("kind", "lesson"), ("title", "Afterwards")]).await.expect(303);
    let units = stage.school.units(&stage.db).await;
    due(stage, units[0], "2027-01-21T04:59:00Z".parse().unwrap()).await;

    let page = ines.get(VIEW).await.expect(200);
    assert_eq!(page.all("main form .choice").len(), 1, "Ines teaches one cohort of two");
    assert!(page.one("main form .choice").contains("2027") && page.one("main form .choice").contains("studies version 1"));
    looks(&ines, "2027", "2027-01-20").await;
    let module = ines.get("/learn/on-rounds").await.expect(200);
    assert_eq!(
        module.one(BANNER),
        "You see the draft of On rounds as a student of 2027 would on Wed 20 Jan 2027; other pages show what is published. Nothing can be changed."
    );
    assert_eq!(module.all(".site-nav li").last().map(String::as_str), Some("Back to the studio"));
    assert_eq!(module.all("ol.units h3"), ["The team", "A check", "A long round", "Afterwards"]);
    let when = module.all("ol.units .unit-when");
    assert!(when[0].contains("Wed 20 Jan 2027, 23:59 campus time"), "the calendar knows it: {}", when[0]);
    assert_eq!(when[1], when[3], "what the calendar does not know is due with the module");
    assert!(!module.has("script") && !module.has("a[href$='/extension']"));
    let lesson = ines.get("/learn/on-rounds/team").await.expect(200);
    assert!(lesson.one("article").contains("every evening") && lesson.has(BANNER));
    assert_eq!(lesson.attribute("article img", "src"), "/studio/on-rounds/files/figures/round.svg");
    ines.get("/studio/on-rounds/files/figures/round.svg").await.expect(200);
    let new = lesson.attribute("nav.pager a[rel=next]", "href");
    assert_eq!(ines.get(&new).await.expect(200).one("h1"), "A check");
    for unit in ["case", "afterwards"] {
        let page = ines.get(&format!("/learn/on-rounds/{unit}")).await.expect(200);
        assert!(page.has(BANNER) && !page.has("script") && !page.has("a[href$='/discussion']"), "{unit}");
    }
    ines.get("/learn/on-rounds/nothing").await.expect(404);
    ines.post("/learn/on-rounds/team/completion", &[]).await.expect(403);
    ines.post(LESSON, &[("text", "Gone."), ("seen", "1")]).await.expect(403);
    assert_eq!(evidence(stage).await, 0);
    let back = ines.post("/view-end", &[]).await;
    assert_eq!(back.location(), "/studio/on-rounds/view?cohort=2027&day=2027-01-20");
    let page = ines.follow(&back).await.expect(200);
    assert!(!page.has(BANNER) && page.attribute("#day", "value") == "2027-01-20");
    let amara = stage.student().await.get("/learn/on-rounds/team").await.expect(200);
    assert!(amara.one("article").contains("every morning"), "students see what is published");
});

site_test!(what_is_not_open_yet_is_locked_in_the_draft_too, |stage| {
    let (ines, _) = two_authors(stage).await;
    looks(&ines, "2027", "2026-12-01").await;
    let module = ines.get("/learn/on-rounds").await.expect(200);
    assert!(module.all("ol.units .unit-when").iter().all(|when| when.contains("Locked")));
    ines.get("/learn/on-rounds/team").await.expect(403);
});

site_test!(units_that_lack_something_are_named_and_a_module_that_does_cannot_be_seen, |stage| {
    let (ines, _) = two_authors(stage).await;
    edits(&ines, "minutes: 10", "minutes: soon").await;
    looks(&ines, "2027", "2027-01-20").await;
    let module = ines.get("/learn/on-rounds").await.expect(200);
    assert_eq!(module.all("ol.units h3"), ["A check", "A long round"]);
    assert!(module.one("main .notice[data-kind=info]").contains("“The team”"));
    ines.get("/learn/on-rounds/team").await.expect(404);
    ines.post("/view-end", &[]).await.expect(303);

    let about = "/studio/on-rounds/units/module";
    let editor = ines.get(about).await.expect(200);
    let text = text_in(&editor).replace("reviewed: 2026-11-01", "reviewed: 1970-01-01");
    ines.submit(&editor, "form[data-editor]", &[("text", &text)]).await.expect(303);
    looks(&ines, "2027", "2027-01-20").await;
    assert!(
        !ines.get("/learn/on-rounds").await.expect(200).one("main").contains("Reviewed"),
        "nobody has reviewed it yet, and it can be seen"
    );
    ines.post("/view-end", &[]).await.expect(303);
    let editor = ines.get(about).await.expect(200);
    let text = text_in(&editor).replace("reviewed: 1970-01-01", "reviewed: lately");
    ines.submit(&editor, "form[data-editor]", &[("text", &text)]).await.expect(303);
    looks(&ines, "2027", "2027-01-20").await;
    let none = ines.get("/learn/on-rounds").await.expect(409);
    assert!(none.one("main").contains("About the module") && none.has(BANNER));
});

site_test!(a_cohort_and_a_day_are_asked_for_and_others_are_not_there, |stage| {
    let (ines, paul) = two_authors(stage).await;
    let page = ines.get(VIEW).await.expect(200);
    let form = "main form.form";
    for cohort in ["2028", "", "nowhere"] {
        let wrong = ines.submit(&page, form, &[("cohort", cohort), ("day", "2027-01-20")]).await.expect(422);
        assert!(wrong.one(".error-summary").contains("Choose the cohort"), "{cohort}");
    }
    for (day, words) in [("tomorrow", "Write a day"), ("1999-01-01", "Choose a day from")] {
        let wrong = ines.submit(&page, form, &[("day", day)]).await.expect(422);
        assert!(wrong.one(".error-summary").contains(words) && wrong.attribute("#day", "value") == day);
    }
    // Paul writes it, too, and teaches another cohort; Ruth runs the program and does not write.
    assert!(paul.get(VIEW).await.expect(200).one("main form .choice").contains("2028"));
    stage.staff().await.get(VIEW).await.expect(404);
    paul.post("/studio", &[("title", "Another module"), ("slug", "")]).await.expect(303);
    let nowhere = paul.get("/studio/another-module/view").await.expect(200);
    assert!(nowhere.one("main").contains("No cohort to see it in") && !nowhere.has(form));
    ines.get("/studio/another-module/view").await.expect(404);
    ines.post("/studio/on-rounds/discard", &[("confirm", "on-rounds")]).await.expect(303);
    assert!(ines.get(VIEW).await.expect(200).one("main").contains("No draft is open"));
    ines.post(VIEW, &[("cohort", "2027"), ("day", "2027-01-20")]).await.expect(409);
});

site_test!(a_draft_that_is_given_up_is_seen_no_more, |stage| {
    let (ines, paul) = two_authors(stage).await;
    edits(&ines, "every morning", "every evening").await;
    looks(&ines, "2027", "2027-01-20").await;
    assert!(ines.get(VIEW).await.expect(200).one("main").contains("You look as a student already"));
    paul.post("/studio/on-rounds/discard", &[("confirm", "on-rounds")]).await.expect(303);
    let lesson = ines.get("/learn/on-rounds/team").await.expect(200);
    assert!(lesson.one("article").contains("every morning") && lesson.one(BANNER).starts_with("You see this as a student of 2027"));
});
