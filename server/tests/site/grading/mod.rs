//! Handed in, returned with comments in place, handed in again, graded, released, and read by the student; all with scripts off.

mod going_on;
mod teams;

use domain::{
    db::{Bind, Query},
    ids::{EnrollmentId, TeamId},
};

use crate::{
    assignments::prepared,
    stage::{Answer, Kind, Stage, Visitor},
};

/// What stands for a hand-in of Amara.
pub const HAND_IN: &str = "01900000-0000-7000-8000-0000000000a1";

const LIST: &str = "/teaching/2027/on-plans/assignments/plan";
const PLAN: &str = "/learn/on-plans/plan";
const TEXT: &str = "First, the <risks>.\n\nSecond, the ranking.";

async fn run(stage: &Stage, text: &'static str, values: Vec<domain::db::Param>) {
    stage.db.write(move |tx| Box::pin(async move { tx.run(Query::new(text, values)).await.map(drop) })).await.unwrap();
}

/// Amara hands in, or her team; a version later each time.
async fn hand_in(stage: &Stage, id: &str, version: i64, (unit, team): (&str, Option<TeamId>)) {
    let id: domain::ids::HandInId = id.parse().unwrap();
    let (at, due_at) = (stage.now(), stage.now() + chrono::TimeDelta::days(21));
    let (amara, text) = (stage.school.amaras_place, TEXT);
    let values = vec![
        Bind::param(Some(&id)),
        Bind::param(Some(&amara)),
        Bind::param(Some(&version)),
        Bind::param(Some(&at)),
        Bind::param(Some(&due_at)),
        Bind::param(Some(text)),
        Bind::param(Some(unit)),
        Bind::param(team.as_ref()),
    ];
    let hand_in = "INSERT INTO hand_ins (id, enrollment_id, module_id, unit, unit_id, team_id, version, handed_in_at, due_at, text, no_patient_data)
        SELECT $1, $2, m.id, u.slug, u.id, $8, $3, $4, $5, $6, TRUE
        FROM modules m JOIN module_versions v ON v.module_id = m.id JOIN units u ON u.version_id = v.id AND u.slug = $7 WHERE m.slug = 'on-plans'";
    run(stage, hand_in, values).await;
    member(stage, id, amara).await;
}

async fn member(stage: &Stage, id: domain::ids::HandInId, member: EnrollmentId) {
    let text = "INSERT INTO hand_in_members (hand_in_id, enrollment_id) VALUES ($1, $2)";
    run(stage, text, vec![Bind::param(Some(&id)), Bind::param(Some(&member))]).await;
}

/// The module with the assignment, and Amara's hand-in graded and released.
pub async fn released(stage: &Stage) {
    prepared(stage).await;
    hand_in(stage, HAND_IN, 1, ("plan", None)).await;
    let ines = stage.visitor(Kind::Faculty).await;
    let desk = ines.get(&format!("{LIST}/hand-ins/{HAND_IN}")).await.expect(200);
    graded(&ines, &desk, "next").await.expect(303);
    let list = ines.get(LIST).await.expect(200);
    ines.submit(&list, "form[action$=release]", &[]).await.expect(303);
}

async fn graded(ines: &Visitor, desk: &Answer, then: &str) -> Answer {
    ines.submit(desk, "form.grading", &[("points-risks", "20"), ("points-ranking", "0"), ("comment", "Solid <work>."), ("then", then)])
        .await
}

site_test_on_both!(a_hand_in_is_returned_revised_graded_released_and_read, |stage| {
    prepared(stage).await;
    hand_in(stage, HAND_IN, 1, ("plan", None)).await;
    let (ines, amara) = (stage.visitor(Kind::Faculty).await, stage.student().await);
    assert!(ines.get("/teaching").await.expect(200).one("main").contains("1 to grade"));
    let list = ines.get(LIST).await.expect(200);
    assert!(list.one("tbody").contains("Amara Okafor") && list.one("tbody").contains("To be graded"));
    let desk = ines.get(&list.attribute("tbody th a", "href")).await.expect(200);
    assert!(desk.one("#paragraph-1").contains("First, the <risks>."));

    let silent = ines.submit(&desk, "form.grading", &[("then", "return"), ("points-risks", "5")]).await.expect(422);
    assert!(silent.one(".error-summary").contains("Say what has to be revised"));
    assert!(silent.has("input[name=points-risks][value='5'][checked]"), "what was chosen is still chosen");
    let said = ines.submit(&silent, "form.grading", &[("then", "comment 2"), ("comment-2", "Which ranking?")]).await.expect(200);
    assert!(said.one("#paragraph-2 .work-comment").contains("Which ranking?"));
    assert!(said.has("input[name=points-risks][value='5'][checked]"), "a comment loses no choice");
    assert!(said.one(".rubric-total").contains("5 of 30 points, 16%"));
    assert!(amara.get(&format!("{PLAN}/feedback")).await.status() == 404, "nothing is seen before it is released");
    ines.submit(&said, "form.grading", &[("then", "return"), ("comment", "Name the dates.")]).await.expect(303);

    assert!(amara.get("/today").await.expect(200).one("main").contains("Returned for revision"));
    let feedback = amara.get(&format!("{PLAN}/feedback")).await.expect(200);
    assert!(feedback.one("main").contains("hand in again") && feedback.one("main").contains("Name the dates."));
    assert!(feedback.one("#paragraph-2 .work-comment").contains("Which ranking?"));
    assert!(amara.get("/grades").await.expect(200).one("main").contains("Returned for revision"));

    stage.clock.forward(chrono::TimeDelta::hours(1));
    hand_in(stage, "01900000-0000-7000-8000-0000000000a2", 2, ("plan", None)).await;
    let old = ines.get(&format!("{LIST}/hand-ins/{HAND_IN}")).await.expect(200);
    assert!(old.one("main").contains("A newer version was handed in") && !old.has("#rubric"));
    let list = ines.get(LIST).await.expect(200);
    let desk = ines.get(&list.attribute("tbody th a", "href")).await.expect(200);
    let missing = ines.submit(&desk, "form.grading", &[("then", "next"), ("points-risks", "20")]).await.expect(422);
    assert!(missing.one(".error-summary").contains("Choose a level for each criterion"));
    let done = graded(&ines, &desk, "next").await.expect(303);
    graded(&ines, &desk, "next").await.expect(303);
    assert_eq!(done.location(), format!("{LIST}?done=all"));
    assert!(!amara.get("/grades").await.expect(200).one("main").contains("66%"), "it is not released");
    let list = ines.follow(&done).await.expect(200);
    assert!(list.one("tbody").contains("20 of 30 points: 66%, not passed"));
    ines.submit(&list, "form[action$=release]", &[]).await.expect(303);
    assert!(amara.get("/grades").await.expect(200).one("main").contains("20 of 30 points: 66%, not passed"));
    let feedback = amara.get(&format!("{PLAN}/feedback")).await.expect(200);
    assert!(feedback.one("main").contains("Solid <work>.") && feedback.one("tbody").contains("Excellent"));
});

site_test!(a_gradebook_is_searched_sorted_and_downloaded, |stage| {
    released(stage).await;
    let (ines, ruth) = (stage.visitor(Kind::Faculty).await, stage.staff().await);
    let book = ines.get("/teaching/2027/on-plans/grades?sort=-u0").await.expect(200);
    assert!(book.one("tbody").contains("66%") && book.has("th[aria-sort=descending]"));
    assert!(!book.has("th[scope=colgroup]"), "the title names the only module");
    assert!(ines.get("/teaching/2027/on-plans/grades?q=nobody").await.expect(200).one("main").contains("No student fits"));
    let file = ruth.get("/cohorts/2027/grades.csv?q=amara").await.expect(200);
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(
        file.text().contains("On plans: A plan: percent") && file.text().contains("Amara Okafor,amara.okafor@school.example"),
        "{}",
        file.text()
    );
    assert!(file.text().contains("66.7,no,Released"), "{}", file.text());
    let of_cohort = ruth.get("/cohorts/2027/grades").await.expect(200);
    assert!(of_cohort.one("tbody").contains("Amara Okafor"));
    assert_eq!(of_cohort.all("th[scope=colgroup]"), ["On rounds", "On plans"], "units are told apart by their modules");
});

site_test!(staff_see_what_waits_to_be_graded_and_who_may, |stage| {
    prepared(stage).await;
    let ruth = stage.staff().await;
    assert!(!ruth.get("/cohorts/2027/grades").await.expect(200).has("#waiting"));
    hand_in(stage, HAND_IN, 1, ("plan", None)).await;
    stage.clock.forward(chrono::TimeDelta::days(3));
    let ruth = stage.staff().await;
    let waits = ruth.get("/cohorts/2027/grades").await.expect(200);
    let section = waits.one("section[aria-labelledby=waiting]");
    assert!(section.contains("A plan") && section.contains("3 days ago") && section.contains("Ines Ferreira"), "{section}");
    let ines = stage.visitor(Kind::Faculty).await;
    assert!(!ines.get("/teaching/2027/on-plans/grades").await.expect(200).has("#waiting"));
    let desk = ines.get(&format!("{LIST}/hand-ins/{HAND_IN}")).await.expect(200);
    graded(&ines, &desk, "next").await.expect(303);
    assert!(!ruth.get("/cohorts/2027/grades").await.expect(200).has("#waiting"), "what is graded waits for nobody");
});

site_test!(two_who_grade_at_once_are_told_of_each_other, |stage| {
    prepared(stage).await;
    hand_in(stage, HAND_IN, 1, ("plan", None)).await;
    let ines = stage.visitor(Kind::Faculty).await;
    let (one, other) =
        (ines.get(&format!("{LIST}/hand-ins/{HAND_IN}")).await.expect(200), ines.get(&format!("{LIST}/hand-ins/{HAND_IN}")).await);
    graded(&ines, &one, "next").await.expect(303);
    let told = graded(&ines, &other, "next").await.expect(422);
    assert!(told.one(".error-summary").contains("Somebody else has marked this"));
    graded(&ines, &told, "next").await.expect(303);
});
