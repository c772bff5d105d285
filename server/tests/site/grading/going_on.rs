//! Hand-ins and grades go along with a student who goes on in another cohort.

use domain::{
    cohorts::{
        EnrollmentState, Pin, Transfer,
        store::{pin_module, transfer},
    },
    db::Query,
    ids::EnrollmentId,
};

use super::{
    HAND_IN, PLAN, graded, released,
    teams::{TOGETHER, team},
};
use crate::{
    assignments::prepared,
    stage::{Kind, Stage},
};

/// The other cohort studies the module too, and Amara goes on in it.
async fn goes_on(stage: &Stage) {
    let (cohort, from, now) = (stage.school.other_cohort, stage.school.amaras_place, stage.now());
    let text = "SELECT v.id FROM modules m JOIN module_versions v ON v.module_id = m.id WHERE m.slug = 'on-plans'";
    let version = stage.db.value(Query::new(text, Vec::new())).await.unwrap();
    let (opens_at, due_at) = (now - chrono::TimeDelta::days(1), now + chrono::TimeDelta::days(99));
    let step =
        Transfer { enrollment: from, from: EnrollmentState::Enrolled, to: cohort, new: EnrollmentId::new(), reason: "Needs a year".into() };
    stage
        .db
        .write(move |tx| {
            Box::pin(async move {
                pin_module(tx, now, None, &Pin { cohort, version, position: 7, opens_at, due_at }).await?;
                transfer(tx, now, None, &step).await
            })
        })
        .await
        .unwrap();
}

site_test_on_both!(what_was_graded_goes_along_to_another_cohort, |stage| {
    released(stage).await;
    goes_on(stage).await;
    let (amara, paul) = (stage.student().await, stage.visitor(Kind::FacultyElsewhere).await);
    assert!(amara.get("/grades").await.expect(200).one("main").contains("20 of 30 points: 66%, not passed"));
    assert!(amara.get(&format!("{PLAN}/feedback")).await.expect(200).one("main").contains("Solid <work>."));
    assert!(amara.get(PLAN).await.expect(200).one(".work-versions").contains("Version 1"));
    amara.get(&format!("{PLAN}/hand-ins/{HAND_IN}")).await.expect(200);
    let list = paul.get("/teaching/2028/on-plans/assignments/plan").await.expect(200);
    assert!(list.one("tbody").contains("Amara Okafor") && list.one("tbody").contains("20 of 30 points: 66%"));
    let desk = paul.get(&list.attribute("tbody th a", "href")).await.expect(200);
    assert!(desk.one("#paragraph-1").contains("First, the <risks>.") && desk.has("#rubric"));
    graded(&paul, &desk, "next").await.expect(303);
    assert!(stage.staff().await.get("/cohorts/2028/grades").await.expect(200).one("tbody").contains("66%"));
});

site_test!(what_a_team_of_another_cohort_handed_in_is_read_and_not_graded, |stage| {
    prepared(stage).await;
    team(stage, ["Nils Berglund", "Ada Bell"]).await;
    goes_on(stage).await;
    let (ines, paul) = (stage.visitor(Kind::Faculty).await, stage.visitor(Kind::FacultyElsewhere).await);
    let there = "/teaching/2028/on-plans/assignments/together";
    let list = paul.get(there).await.expect(200);
    assert!(list.one("tbody").contains("Team 1") && list.one("tbody").contains("Graded in ") && !list.has(".grading-ways a"));
    let address = format!("{there}/hand-ins/{HAND_IN}");
    let desk = paul.get(&address).await.expect(200);
    assert!(desk.one("main").contains("It is graded there") && !desk.has("#rubric") && !desk.has("#paragraph-1 textarea"));
    let forged = [("id", "01900000-0000-7000-8000-0000000000b1"), ("role", "final"), ("points-risks", "5"), ("points-ranking", "0")];
    paul.post(&address, &[&forged[..], &[("then", "next")]].concat()).await.expect(404);
    let own = ines.get(&format!("{TOGETHER}/hand-ins/{HAND_IN}")).await.expect(200);
    graded(&ines, &own, "next").await.expect(303);
    let list = ines.get(TOGETHER).await.expect(200);
    ines.submit(&list, "form[action$=release]", &[]).await.expect(303);
    assert!(stage.student().await.get("/grades").await.expect(200).one("main").contains("20 of 30 points: 66%, not passed"));
    assert!(paul.get(there).await.expect(200).one("tbody").contains("20 of 30 points: 66%"));
});
