//! How people stand in a cohort: what staff change, what is in force with the next request, and what the one concerned reads.

use domain::{
    accounts::store::{NewPerson, create_person},
    ids::PersonId,
};

use crate::stage::{Kind, Stage, Visitor};

const LEARNING: [&str; 3] = ["/program", "/learn/on-rounds", "/learn/on-rounds/team"];

/// Changes how Amara stands, as Ruth does on her page, without telling her.
pub async fn amara_becomes(stage: &Stage, ruth: &Visitor, to: &str, reason: &str) {
    let place = format!("/cohorts/2027/students/{}/place", stage.school.amaras_place);
    let page = ruth.get(&place).await.expect(200);
    let (_, mut form) = page.form(&format!("form[action='{place}']"));
    form.retain(|(name, _)| name == "from");
    form.extend([("to".to_owned(), to.to_owned()), ("reason".to_owned(), reason.to_owned())]);
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    ruth.post(&place, &form).await.expect(303);
}

site_test_on_both!(who_is_withdrawn_finds_the_next_page_closed_and_reads_how_they_stand, |stage| {
    let (amara, ruth) = (stage.student().await, stage.staff().await);
    assert!(amara.get("/today").await.expect(200).one("h1").starts_with("Today"));
    amara_becomes(stage, &ruth, "withdrawn", "Moved abroad").await;
    for page in LEARNING {
        amara.get(page).await.expect(404);
    }
    let stands = amara.get("/today").await.expect(200);
    assert_eq!((stands.one("h1").as_str(), stands.one("main h2").as_str()), ("Your place", "2027"));
    let said = stands.one("main");
    assert!(said.contains("Withdrawn since") && said.contains("campus time") && said.contains("everything you did is kept"), "{said}");
    assert!(said.contains("Ruth Lindqvist, ruth.lindqvist@school.example"), "{said}");
    assert!(!said.contains("Moved abroad") && !said.contains("On rounds"), "{said}");
    assert_eq!(stands.all(".site-nav a"), ["Your place"]);
    amara_becomes(stage, &ruth, "enrolled", "").await;
    for page in LEARNING {
        amara.get(page).await.expect(200);
    }
});

site_test!(those_who_never_had_a_place_find_no_page_about_one, |stage| {
    for kind in [Kind::Faculty, Kind::Staff, Kind::StaffUnproven, Kind::Administrator] {
        stage.visitor(kind).await.get("/today").await.expect(404);
    }
    let nobody = NewPerson {
        id: PersonId::new(),
        email: "new@school.example".into(),
        name: "Nora New".into(),
        credentials: String::new(),
        specialty: String::new(),
        time_zone: "UTC".into(),
        password_hash: None,
    };
    let (id, now) = (nobody.id, stage.now());
    stage.db.write(move |tx| Box::pin(async move { create_person(tx, &nobody, now).await })).await.unwrap();
    let nora = Visitor::signed_in(stage, id, false).await;
    assert!(nora.get("/today").await.expect(200).one("p.empty").contains("no place in a cohort"));
});

site_test!(a_change_asks_for_its_reason_keeps_what_was_typed_and_is_told_if_staff_say_so, |stage| {
    let ruth = stage.staff().await;
    let student = format!("/cohorts/2027/students/{}", stage.school.amaras_place);
    let change = format!("form[action='{student}/place']");
    let page = ruth.get(&student).await.expect(200);
    assert!(page.one("#place").contains("Enrolled since"), "{}", page.one("#place"));
    let wrong = ruth.submit(&page, &change, &[("to", "on_leave"), ("reason", "  ")]).await.expect(422);
    assert!(wrong.one("#reason-error").contains("Write why") && wrong.one("title").starts_with("Error: "));
    assert!(wrong.has("input[value=on_leave][checked]"), "what was chosen is still chosen");
    let done = ruth.submit(&wrong, &change, &[("reason", "Parental leave")]).await;
    let mail = stage.the_mail().await;
    assert_eq!((mail.recipient.as_str(), mail.subject.as_str()), ("amara.okafor@school.example", "2027: you are on leave"));
    assert!(mail.body.contains("/places") && !mail.body.contains("Parental"), "{}", mail.body);
    let after = ruth.get(done.location().split('#').next().unwrap()).await.expect(200);
    let history = after.all("#place .timeline li");
    assert!(
        history[0].contains("Enrolled → On leave") && history[0].contains("by Ruth Lindqvist") && history[0].contains("Parental leave")
    );
    let stale = ruth.submit(&page, &change, &[("to", "withdrawn"), ("reason", "No answer")]).await.expect(422);
    assert!(stale.one("#to-error").contains("Somebody changed this place"), "{}", stale.one("main"));
    assert_eq!(stale.one("#reason").trim(), "No answer");
});

site_test_on_both!(who_goes_on_in_another_cohort_keeps_their_work_and_has_its_dates, |stage| {
    let (amara, ruth) = (stage.student().await, stage.staff().await);
    let page = amara.get("/learn/on-rounds/team").await.expect(200);
    amara.submit(&page, "form[action$=completion]", &[]).await.expect(303);
    let student = format!("/cohorts/2027/students/{}", stage.school.amaras_place);
    let page = ruth.get(&student).await.expect(200);
    let transfer = format!("form[action='{student}/transfer']");
    let wrong = ruth.submit(&page, &transfer, &[]).await.expect(422);
    assert!(wrong.one("#transfer_reason-error").contains("Write why"));
    let moved = ruth.submit(&wrong, &transfer, &[("transfer_reason", "Needs a year")]).await;
    assert!(moved.location().starts_with("/cohorts/2028/students/"), "{}", moved.location());
    assert_eq!(stage.the_mail().await.subject, "You go on in 2028");
    let there = ruth.get(moved.location().split('#').next().unwrap()).await.expect(200);
    assert!(there.one("#place").contains("Came from 2027") && there.one("main").contains("1 of 3"), "{}", there.one("main"));
    assert!(ruth.get(&student).await.expect(200).one("#place").contains("Goes on in 2028"));
    assert!(amara.get("/today").await.expect(200).one(".page-head").contains("2028"));
    let both = amara.get("/places").await.expect(200);
    assert_eq!(both.all("main h2"), ["2028", "2027"]);
    let again = ruth.submit(&wrong, &transfer, &[("transfer_reason", "Again")]).await.expect(422);
    assert!(again.one(".error-summary").contains("Somebody changed this place"), "{}", again.one("main"));
});
