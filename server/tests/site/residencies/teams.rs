//! Staff mix teams after a look at them, and change them by hand.

use domain::{
    accounts::store::{NewPerson, create_person},
    cohorts::{EnrollmentState, NewEnrollment, store::enroll},
    ids::{EnrollmentId, PersonId},
};

use crate::stage::Stage;

/// Five more who study in the cohort: six with Amara.
async fn six(stage: &Stage) {
    let (cohort, now) = (stage.school.cohort, stage.now());
    let added = stage.db.write(move |tx| {
        Box::pin(async move {
            for name in ["Ada Bell", "Ben Cole", "Cleo Diaz", "Dara Eng", "Eli Fox"] {
                let new = NewPerson {
                    id: PersonId::new(),
                    email: format!("{}@school.example", name.to_lowercase().replace(' ', ".")),
                    name: name.into(),
                    credentials: "MD".into(),
                    specialty: if name < "C" { "Cardiology" } else { "Surgery" }.into(),
                    time_zone: "America/New_York".into(),
                    password_hash: None,
                };
                create_person(tx, &new, now).await?;
                let place = NewEnrollment { id: EnrollmentId::new(), person: new.id, cohort, state: EnrollmentState::Enrolled };
                enroll(tx, now, None, &place).await?;
            }
            Ok(())
        })
    });
    added.await.unwrap();
}

site_test!(teams_are_looked_at_kept_changed_by_hand_and_named, |stage| {
    six(stage).await;
    let ruth = stage.staff().await;
    let empty = ruth.get("/cohorts/2027/teams").await.expect(200);
    assert!(empty.one("p.empty").contains("No teams yet"));
    let wrong = ruth.get("/cohorts/2027/teams/mix?by=teams&number=7").await.expect(422);
    assert!(wrong.one("#number-error").contains("from 1 to 6") && wrong.attribute("#number", "value") == "7");
    let preview = ruth.get("/cohorts/2027/teams/mix?by=teams&number=2&seed=5").await.expect(200);
    assert!(preview.one("table.teams").contains("Cardiology 2, Surgery") || preview.one("table.teams").contains("Cardiology, Surgery 2"));
    assert!(ruth.get("/cohorts/2027/teams").await.expect(200).one("p.empty").contains("No teams yet"), "looking keeps nothing");
    let kept = ruth.submit(&preview, "main form.form", &[]).await;
    let teams = ruth.follow(&kept).await.expect(200);
    assert!(teams.one("p.notice").contains("kept as you saw them"));
    assert_eq!(teams.all("table.teams tbody tr"), preview.all("table.teams tbody tr"));

    let unsaid = ruth.submit(&teams, "form[action$='/moves']", &[]).await.expect(422);
    assert!(unsaid.has("#student-error") && unsaid.has("#team-error"));
    let amara = stage.school.amaras_place.to_string();
    let moved = ruth.submit(&teams, "form[action$='/moves']", &[("student", &amara), ("team", "none")]).await;
    let teams = ruth.follow(&moved).await.expect(200);
    assert!(
        teams.one("table.teams tbody tr:last-child").contains("Not in a team")
            && teams.one("table.teams tbody tr:last-child").contains("Amara")
    );

    let (_, names) = teams.form("form[action$='/names']");
    let (one, two) = (names[0].0.clone(), names[1].0.clone());
    let twice = ruth.submit(&teams, "form[action$='/names']", &[(&one, "Blue"), (&two, "blue")]).await.expect(422);
    assert!(twice.one(".error-summary").contains("Another team has this name") && twice.attribute(&format!("#{one}"), "value") == "Blue");
    let named = ruth.submit(&twice, "form[action$='/names']", &[(&two, "Green")]).await;
    let teams = ruth.follow(&named).await.expect(200);
    assert!(teams.one("table.teams").contains("Blue") && teams.one("table.teams").contains("Green"));
    let anew = ruth.get("/cohorts/2027/teams/mix?by=size&number=2&seed=9").await.expect(200);
    assert!(
        anew.one("dl.facts").contains("(now ") && anew.one("table.teams").contains("Blue") && anew.all("table.teams tbody tr").len() == 3
    );
});

site_test!(a_mix_is_not_kept_when_students_changed_since_it_was_looked_at, |stage| {
    let ruth = stage.staff().await;
    let preview = ruth.get("/cohorts/2027/teams/mix?by=teams&number=1&seed=5").await.expect(200);
    six(stage).await;
    let stale = ruth.submit(&preview, "main form.form", &[]).await.expect(409);
    assert!(stale.one("p.notice").contains("Nothing was kept") && stale.one("table.teams").contains("Eli Fox"));
    ruth.submit(&stale, "main form.form", &[]).await.expect(303);
});

site_test!(where_students_come_from_is_typed_and_mixed_by, |stage| {
    six(stage).await;
    let ruth = stage.staff().await;
    let page = ruth.get("/cohorts/2027/teams/backgrounds").await.expect(200);
    let amara = stage.school.amaras_place;
    let (site, employer) = (format!("site-{amara}"), format!("employer-{amara}"));
    let long = "x".repeat(121);
    let again = ruth.submit(&page, "form.backgrounds", &[(&site, &long), (&employer, "Allegheny Health")]).await.expect(422);
    assert!(again.one(".error-summary").contains("Amara Okafor: Use at most 120"));
    assert_eq!(again.attribute(&format!("#{employer}"), "value"), "Allegheny Health");
    let done = ruth.submit(&again, "form.backgrounds", &[(&site, "North")]).await;
    ruth.follow(&done).await.expect(200);
    let preview = ruth.get("/cohorts/2027/teams/mix?by=teams&number=3&seed=5").await.expect(200);
    assert!(preview.one("table.teams").contains("North") && preview.one("table.teams").contains("Allegheny Health"));
});
