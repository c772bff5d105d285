//! Modules as those who teach them see them: versions beside each other, and how questions were answered.

use crate::{
    extensions::second_version,
    stage::{Kind, Stage},
};

const VERSIONS: &str = "/modules/on-rounds/versions";
const QUIZ: &str = "section[aria-labelledby=quiz-check]";

site_test!(faculty_read_paragraph_by_paragraph_what_is_different_between_any_two_versions, |stage| {
    let faculty = stage.faculty().await;
    let one = faculty.get(VERSIONS).await.expect(200);
    assert!(one.one("p.empty").contains("only one version so far") && !one.has("form.filters"));
    second_version(stage).await;
    let page = faculty.get(VERSIONS).await.expect(200);
    assert_eq!(page.one("#different"), "What is different in version 2, compared with version 1");
    assert!(page.all("tbody td").iter().any(|cell| cell == "No cohort that you may see"));
    assert!(page.all(".paragraph[data-mark=changed] ins").iter().any(|text| text == "[new: together, aloud.]"));
    assert!(page.all(".paragraph[data-mark=removed] > .mark").iter().all(|mark| mark == "Gone"));
    // The other way round what was new is gone.
    let back = faculty.get(&format!("{VERSIONS}?from=2&to=1")).await.expect(200);
    assert!(back.all(".paragraph del").iter().any(|text| text == "[gone: together, aloud.]"));
    assert_eq!(back.one("select#from option[selected]"), "Version 2");
    let same = faculty.get(&format!("{VERSIONS}?from=2&to=2")).await.expect(200);
    assert!(same.one("section.block").contains("Nothing that students read or answer is different"));
    for odd in ["from=9&to=x", "to=-1", "from=&to="] {
        assert_eq!(faculty.get(&format!("{VERSIONS}?{odd}")).await.expect(200).one("#different"), page.one("#different"));
    }
    faculty.get("/modules/nothing/versions").await.expect(404);
});

async fn hand_in(stage: &Stage) {
    let amara = stage.student().await;
    let lobby = amara.get("/learn/on-rounds/check").await.expect(200);
    let begun = amara.submit(&lobby, "main form", &[]).await;
    let sitting = amara.follow(&begun).await.expect(200);
    amara.submit(&sitting, "form.quiz", &[("do", "submit-as-it-is")]).await.expect(303);
}

site_test!(results_say_from_how_many_they_are_and_name_nobody, |stage| {
    let faculty = stage.faculty().await;
    let before = faculty.get("/modules/on-rounds/results").await.expect(200);
    assert!(before.one(QUIZ).contains("Nobody has handed it in yet.") && !before.has(&format!("{QUIZ} :is(table, .items)")));
    hand_in(stage).await;
    let after = faculty.get("/modules/on-rounds/results").await.expect(200);
    let cells = after.all(&format!("{QUIZ} tbody td:nth-child(2)"));
    assert!(!cells.is_empty() && cells.iter().all(|students| students.starts_with('1') && students.contains("few")), "{cells:?}");
    assert!(after.one(QUIZ).contains("are shown from 5 students on") && !after.has(".items") && !after.one("main").contains("Amara"));
    // A colleague who teaches the module in another cohort sees that cohort's, in which nobody has handed it in.
    let paul = stage.visitor(Kind::FacultyElsewhere).await;
    let elsewhere = paul.get("/modules/on-rounds/results").await.expect(200);
    assert!(elsewhere.one("main").contains("2028 (version 1)") && !elsewhere.one("main").contains("2027"));
    assert!(elsewhere.one(QUIZ).contains("Nobody has handed it in yet."));
    let teaching = faculty.get("/teaching").await.expect(200);
    assert!(teaching.has(".card a[href='/modules/on-rounds/results']") && teaching.has(".card a[href='/modules/on-rounds/versions']"));
});

site_test!(results_say_how_many_began_a_lesson_and_tell_no_figures_of_few, |stage| {
    let faculty = stage.faculty().await;
    let cells = async || faculty.get("/modules/on-rounds/results").await.expect(200).all("section[aria-labelledby=lessons] tbody td");
    assert_eq!(cells().await[0], "0");
    let amara = stage.student().await;
    let lesson = amara.get("/learn/on-rounds/team").await.expect(200);
    // That it was begun is recorded beside the page; that it is done, before the answer.
    amara.submit(&lesson, "form.finish", &[]).await.expect(303);
    let cells = cells().await;
    assert_eq!((cells[0].as_str(), &cells[2..]), ("1", &["–", "–", "–", "0"].map(str::to_owned)[..]));
});
