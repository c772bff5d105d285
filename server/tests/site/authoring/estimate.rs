//! How long a lesson takes, as its readers show, becomes the estimate of the next version.

use chrono::TimeDelta;
use domain::{
    accounts::store::{NewPerson, create_person},
    cohorts::{EnrollmentState, NewEnrollment, store::enroll},
    ids::{EnrollmentId, EvidenceId, PersonId},
    learning::{
        evidence::{Act, Did, Evidence, Whereabouts},
        projection,
    },
};

use super::{LESSON, text_in, two_authors};
use crate::stage::{Kind, Stage};

const RESULTS: &str = "/modules/on-rounds/results";
const FORM: &str = "section[aria-labelledby=lessons] form";

/// Five students read the lesson, which is said to take 10 minutes, in 33.
async fn readers(stage: &Stage) {
    let (now, school, unit) = (stage.now(), stage.school, stage.school.units(&stage.db).await[0]);
    let read = stage.db.write(move |tx| {
        Box::pin(async move {
            for number in 0..5 {
                let (person, enrollment) = (PersonId::new(), EnrollmentId::new());
                let new = NewPerson {
                    id: person,
                    email: format!("reader-{number}@school.example"),
                    name: format!("Reader {number}"),
                    credentials: "MD".into(),
                    specialty: "Cardiology".into(),
                    time_zone: "America/New_York".into(),
                    password_hash: None,
                };
                create_person(tx, &new, now).await?;
                let place = NewEnrollment { id: enrollment, person, cohort: school.cohort, state: EnrollmentState::Enrolled };
                enroll(tx, now, None, &place).await?;
                let at = Whereabouts { person, enrollment, version: school.version, unit };
                let begun = now - TimeDelta::hours(2);
                let acts = [(Did::Started, begun), (Did::Read, begun + TimeDelta::minutes(33))];
                let batch = acts.map(|(did, occurred_at)| Evidence { id: EvidenceId::new(), at, act: Act::plain(did), occurred_at });
                projection::append(tx, &batch, now).await?;
            }
            Ok(())
        })
    });
    read.await.unwrap();
}

site_test_on_both!(an_author_takes_the_estimate_that_readers_suggest_into_the_draft, |stage| {
    readers(stage).await;
    let before = stage.faculty().await.get(RESULTS).await.expect(200);
    assert!(before.one("section[aria-labelledby=lessons]").contains("Suggested estimate: 35 min") && !before.has(FORM), "no draft is open");
    let (ines, _) = two_authors(stage).await;
    let results = ines.get(RESULTS).await.expect(200);
    assert_eq!(results.one(FORM), "Take 35 min");
    let taken = ines.submit(&results, FORM, &[]).await.expect(303);
    let results = ines.follow(&taken).await.expect(200);
    assert!(results.one("p.notice").contains("The estimate stands in the draft"));
    assert!(!results.has(FORM) && results.one("section[aria-labelledby=lessons]").contains("The draft says 35 min"));
    assert!(text_in(&ines.get(LESSON).await.expect(200)).contains("title: The team\nminutes: 35\nobjectives:"));
    assert!(ines.get(&format!("{LESSON}/saves")).await.expect(200).one("main").contains("Ines Ferreira"), "what stood before is kept");
    // Staff see what is suggested, and write nothing.
    let staff = stage.visitor(Kind::Staff).await.get(RESULTS).await.expect(200);
    assert!(staff.one("section[aria-labelledby=lessons]").contains("Suggested estimate: 35 min") && !staff.has(FORM));
});

site_test!(the_page_of_the_text_offers_it_and_what_was_typed_goes_along, |stage| {
    let (ines, _) = two_authors(stage).await;
    assert!(!ines.get(LESSON).await.expect(200).has("button[name=minutes]"), "nobody has read it");
    readers(stage).await;
    let editor = ines.get(LESSON).await.expect(200);
    assert!(
        editor
            .one("main > p.notice")
            .contains("Students take 33 min to read this lesson (the median of 5 readings); its estimate is 10 min.")
    );
    let (address, seen) =
        (editor.attribute("button[name=minutes]", "formaction"), editor.attribute("form[data-editor] input[name=seen]", "value"));
    let typed = text_in(&editor).replace("every morning", "every evening");
    let minutes = editor.attribute("button[name=minutes]", "value");
    let taken = ines.post(&address, &[("seen", &seen), ("text", &typed), ("minutes", &minutes)]).await.expect(303);
    let editor = ines.follow(&taken).await.expect(200);
    assert!(editor.one("p.notice").contains("The estimate stands in the text") && !editor.has("button[name=minutes]"));
    assert!(text_in(&editor).contains("minutes: 35\n") && text_in(&editor).contains("every evening"));
    for wrong in ["0", "601", "-5", "soon", ""] {
        let refused = ines.post(&address, &[("seen", "1"), ("text", &typed), ("minutes", wrong)]).await.expect(422);
        assert!(refused.one(".error-summary").contains("A unit takes 1 to 600 minutes.") && text_in(&refused).contains("every evening"));
        ines.post(&address, &[("seen", "1"), ("minutes", wrong)]).await.expect(409);
    }
});

site_test!(an_estimate_for_a_text_that_another_changed_meanwhile_shows_both, |stage| {
    readers(stage).await;
    let (ines, paul) = two_authors(stage).await;
    let results = ines.get(RESULTS).await.expect(200);
    let his = paul.get(LESSON).await.expect(200);
    let text = text_in(&his).replace("every morning", "every evening");
    paul.submit(&his, "form[data-editor]", &[("text", &text)]).await.expect(303);
    let both = ines.submit(&results, FORM, &[]).await.expect(409);
    assert!(both.one("main").contains("Paul Adler saved this unit") && both.one(".difference").contains("35"));
    ines.submit(&both, "form.inline[action$='01-team']", &[]).await.expect(303);
    let text = text_in(&ines.get(LESSON).await.expect(200));
    assert!(text.contains("minutes: 35\n") && text.contains("every evening"));
    ines.post("/studio/on-rounds/discard", &[("confirm", "on-rounds")]).await.expect(303);
    ines.submit(&results, FORM, &[]).await.expect(409);
    assert!(!ines.get(RESULTS).await.expect(200).has(FORM));
});
