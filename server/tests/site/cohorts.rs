//! Rosters as staff and faculty read them.

use domain::{
    ids::EnrollmentId,
    learning::{
        evidence::{Act, Answered, Did, Evidence, Whereabouts},
        projection,
        quiz::Response,
    },
};

use crate::stage::Stage;

/// Amara reads the lesson and writes to the case.
async fn amara_works(stage: &Stage, written: &str) {
    let (amara, enrollment, now) = (stage.school.amara, stage.school.amaras_place, stage.now());
    let units = stage.school.units(&stage.db).await;
    let at = |unit| Whereabouts { person: amara, enrollment, version: stage.school.version, unit };
    let answer =
        Answered { attempt: None, question: domain::ids::QuestionId(units[2].0), response: Response::Text(written.into()), late: false };
    let acts = [(units[0], Act::plain(Did::Started)), (units[0], Act::plain(Did::Completed)), (units[2], Act::Answered(answer))];
    let batch = acts.map(|(unit, act)| Evidence { id: domain::ids::EvidenceId::new(), at: at(unit), act, occurred_at: now });
    stage.db.write(move |tx| Box::pin(async move { projection::append(tx, &batch, now).await })).await.unwrap();
}

site_test!(staff_find_a_cohort_its_roster_and_a_student_by_following_links, |stage| {
    amara_works(stage, "Ask the <b>nurses</b> first.").await;
    let ruth = stage.staff().await;
    let cohorts = ruth.get("/cohorts").await.expect(200);
    let roster = ruth.get(&cohorts.attribute("a[href='/cohorts/2027']", "href")).await.expect(200);
    assert_eq!(roster.all("tbody th a"), ["Amara Okafor, MD"]);
    assert!(roster.one("td.module-cell").starts_with("1 of 3"));
    let student = ruth.get(&roster.attribute("tbody th a", "href")).await.expect(200);
    assert_eq!(student.one("h1"), "Amara Okafor");
    assert_eq!(student.one(".written-text"), "Ask the <b>nurses</b> first.");
    assert!(student.one("p.notice").contains("as program staff"));
});

site_test!(a_roster_is_sorted_filtered_and_downloaded_as_its_address_says, |stage| {
    let ruth = stage.staff().await;
    let nobody = ruth.get("/cohorts/2027?q=nobody").await.expect(200);
    assert!(!nobody.has("tbody tr") && nobody.one("p.empty").contains("No student fits"));
    let sorted = ruth.get("/cohorts/2027?q=amara&sort=-seen").await.expect(200);
    assert_eq!(sorted.attribute("th[aria-sort]", "aria-sort"), "descending");
    let (action, sent) = sorted.form("form.filters");
    assert_eq!(action, "/cohorts/2027");
    assert_eq!(sent, [("q".to_owned(), "amara".to_owned()), ("sort".to_owned(), "-seen".to_owned())]);
    let file = ruth.get(&sorted.attribute("a[download]", "href")).await.expect(200);
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"2027-roster.csv\"");
    assert!(file.text().contains("Amara Okafor,MD,Cardiology,amara.okafor@school.example,Enrolled"), "{}", file.text());
});

site_test!(faculty_find_their_module_and_read_what_was_written_there, |stage| {
    amara_works(stage, "Shorter rounds.").await;
    let ines = stage.faculty().await;
    let teaching = ines.get("/teaching").await.expect(200);
    let roster = ines.get(&teaching.attribute(".card a", "href")).await.expect(200);
    let student = ines.get(&roster.attribute("tbody th a", "href")).await.expect(200);
    assert_eq!(student.one(".written-text"), "Shorter rounds.");
    assert!(student.one("p.notice").contains("because you teach On rounds"));
});

site_test!(a_student_of_another_cohort_is_not_to_be_found_in_this_one, |stage| {
    let ruth = stage.staff().await;
    for nobody in [stage.school.ravis_place.to_string(), EnrollmentId::new().to_string(), "nonsense".into()] {
        ruth.get(&format!("/cohorts/2027/students/{nobody}")).await.expect(404);
    }
    ruth.get(&format!("/cohorts/2028/students/{}", stage.school.ravis_place)).await.expect(200);
    ruth.get("/cohorts/nonsense").await.expect(404);
});
