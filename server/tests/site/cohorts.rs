//! Rosters as staff and faculty read them.

mod people;
pub mod places;

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
    let answer = Answered {
        attempt: None,
        question: domain::ids::QuestionId(units[2].0),
        response: Response::Text(written.into()),
        confidence: None,
        late: false,
    };
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
    assert_eq!(roster.one("td[data-cell=started] > i"), "of 3, on time");
    assert!(roster.one("td[data-cell=started]").starts_with("1 of 3"));
    let student = ruth.get(&roster.attribute("tbody th a", "href")).await.expect(200);
    assert_eq!(student.one("h1"), "Amara Okafor");
    assert_eq!(student.one(".written-text"), "Ask the <b>nurses</b> first.");
    assert!(student.one("p.aside-note").contains("because you run this program"));
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
    let roster = ines.get(&teaching.attribute(".card h3 a", "href")).await.expect(200);
    let student = ines.get(&roster.attribute("tbody th a", "href")).await.expect(200);
    assert_eq!(student.one(".written-text"), "Shorter rounds.");
    assert!(student.one("p.aside-note").contains("because you teach On rounds"));
    for (page, why) in [(&roster, "whom staff write to"), (&student, "what staff note down")] {
        assert!(!page.has("main form[method=post], input[name=only], .notes, .segments + form.radar-form"), "{why} is not for faculty");
    }
    assert!(!student.text().contains("reading list") && !roster.text().contains("Hours"));
});

site_test!(a_student_of_another_cohort_is_not_to_be_found_in_this_one, |stage| {
    let ruth = stage.staff().await;
    for nobody in [stage.school.ravis_place.to_string(), EnrollmentId::new().to_string(), "nonsense".into()] {
        ruth.get(&format!("/cohorts/2027/students/{nobody}")).await.expect(404);
    }
    ruth.get(&format!("/cohorts/2028/students/{}", stage.school.ravis_place)).await.expect(200);
    ruth.get("/cohorts/nonsense").await.expect(404);
});

site_test!(a_segment_is_a_link_and_those_chosen_are_written_to, |stage| {
    let ruth = stage.staff().await;
    let all = ruth.get("/cohorts/2027").await.expect(200);
    assert_eq!(all.one("nav.segments [aria-current]"), "Everyone 1");
    let leave = ruth.get(&all.attribute("nav.segments a[href*='who=leave']", "href")).await.expect(200);
    assert!(!leave.has("tbody tr") && leave.one("nav.segments [aria-current]").starts_with("On leave"));
    let open = ruth.get("/cohorts/2027?q=amara&sort=-hours").await.expect(200);
    let (action, sent) = open.form("form.radar-form");
    assert_eq!(action, "/cohorts/2027/messages/new");
    assert_eq!(sent, [("segment".to_owned(), "q=amara&sort=-hours".to_owned())]);
    assert_eq!(open.attribute("input[name=only]", "value"), stage.school.amaras_place.to_string());
    assert!(open.attribute("#view-link", "value").ends_with("/cohorts/2027?q=amara&sort=-hours"));
    let both = [stage.school.amaras_place, EnrollmentId::new()];
    let chosen = format!("{action}?segment=sort%3D-hours&only={}&only={}", both[0], both[1]);
    let message = ruth.get(&chosen).await.expect(200);
    assert_eq!(
        message.attribute("input[name=segment]", "value"),
        format!("only={}%2C{}&sort=-hours", both[0], both[1]),
        "all who are chosen"
    );
    let only = ruth.get(&format!("/cohorts/2027?only={}", stage.school.amaras_place)).await.expect(200);
    assert_eq!(only.all("tbody th a"), ["Amara Okafor, MD"]);
    ruth.get(&format!("/cohorts/2027?only={}", stage.school.ravis_place)).await.expect(200).one("p.empty");
});

site_test_on_both!(staff_note_down_what_they_know_and_strike_it_out, |stage| {
    let ruth = stage.staff().await;
    let address = format!("/cohorts/2027/students/{}", stage.school.amaras_place);
    let page = ruth.get(&address).await.expect(200);
    assert_eq!(page.one(".note-text"), "Asks for the reading list of R2.");
    let empty = ruth.submit(&page, "#notes form.form", &[("body", "  ")]).await.expect(422);
    assert_eq!(empty.one(".field-error"), "Write the note first.");
    assert!(empty.one("title").starts_with("Error: Amara Okafor"));
    let typed = "Called on <Monday>; & will write.";
    let kept = ruth.submit(&empty, "#notes form.form", &[("body", typed)]).await;
    assert!(kept.location().starts_with(&format!("{address}#note-")));
    // The button pressed twice sends the same note.
    ruth.submit(&empty, "#notes form.form", &[("body", typed)]).await.location();
    ruth.submit(&empty, "#notes form.form", &[("body", "Another, with the same form")]).await.expect(409);
    let page = ruth.get(&address).await.expect(200);
    assert_eq!(page.all(".note-text"), [typed, "Asks for the reading list of R2."]);

    let omar = stage.administrator().await;
    omar.submit(&page, &format!("form[action$='{}/striking']", stage.school.note), &[]).await.location();
    let page = ruth.get(&address).await.expect(200);
    assert_eq!(page.one(".note-text s"), "Asks for the reading list of R2.");
    assert!(page.all(".notes .meta").iter().any(|meta| meta.contains("Struck out by Omar Haddad")));
    assert_eq!(page.all(".notes form").len(), 1, "what is struck out stays so");
    ruth.post(
        &format!("/cohorts/2028/students/{}/notes", stage.school.amaras_place),
        &[("note", "01940000-0000-7000-8000-000000000001"), ("body", "x")],
    )
    .await
    .expect(404);
});
