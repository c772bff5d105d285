//! Making up for what was missed: proposed, decided, done, and taken back where attendance comes later.

use chrono::TimeDelta;
use domain::residencies::store::presence::propose_make_ups;

use super::{begun, page_of};
use crate::stage::{Answer, Stage, Visitor};

/// Amara missed the session; two days later the rule has proposed how she makes up for it.
async fn proposed(stage: &Stage) -> (Visitor, Answer) {
    begun(stage).await;
    let page = stage.faculty().await.get(&page_of("roll")).await.expect(200);
    stage.faculty().await.submit(&page, "form.roll", &[]).await.expect(303);
    stage.clock.forward(TimeDelta::hours(48));
    let site = format!("http://{}", stage.address);
    // The site's own sweep may have been first.
    propose_make_ups(&stage.db, &site, stage.now()).await.unwrap();
    assert!(stage.the_mail().await.subject.contains("1 make-up waits"));
    let ruth = stage.staff().await;
    let list = ruth.get("/cohorts/2027/residencies/1/presence").await.expect(200);
    let page = ruth.get(&list.attribute("#to-decide + ul a", "href")).await.expect(200);
    (ruth, page)
}

site_test!(a_make_up_is_approved_handed_in_and_done, |stage| {
    let (ruth, page) = proposed(stage).await;
    let amara = stage.student().await;
    let own = amara.get("/attendance").await.expect(200);
    assert!(own.one(".requests").contains("Proposed"));
    let address = own.attribute(".requests a", "href");
    assert!(!amara.get(&address).await.expect(200).has("form.form"), "nothing to do yet");
    let record = ruth
        .get(&format!("/cohorts/2027/students/{}", stage.school.amaras_place))
        .await
        .expect(200)
        .one("section[aria-labelledby=in-person]");
    assert!(record.contains("0 of 1") && record.contains("Value in care: absent") && record.contains("Proposed"), "{record}");

    let nothing = ruth.submit(&page, "form.form", &[("verdict", "refused")]).await.expect(422);
    assert!(nothing.one("#words-error").contains("Say why"));
    ruth.submit(&nothing, "form.form", &[("verdict", "recording"), ("words", "Mind the second half.")]).await.expect(303);
    let told = stage.the_mail().await;
    assert!(told.subject == "To make up for: Value in care" && told.body.contains("Mind the second half."), "{told:?}");
    ruth.submit(&page, "form.form", &[("verdict", "refused"), ("words", "No")]).await.expect(422);

    let writing = amara.get(&address).await.expect(200);
    amara.post(&format!("{address}/draft"), &[("body", "What I ta")]).await.expect(303);
    assert_eq!(amara.get(&address).await.expect(200).one("textarea#body"), "What I ta", "a draft is kept");
    amara.submit(&writing, "form.form", &[("body", " ")]).await.expect(422);
    amara.submit(&writing, "form.form", &[("body", "What I take: <value>.")]).await.expect(303);
    amara.submit(&writing, "form.form", &[("body", "What I take: <value>.")]).await.expect(303);
    assert!(stage.the_mail().await.subject.contains("Amara Okafor hands in"), "told once");

    let list = ruth.get("/cohorts/2027/residencies/1/presence").await.expect(200);
    let page = ruth.get(&list.attribute("#to-decide + ul a", "href")).await.expect(200);
    assert!(page.one("main").contains("What I take: <value>."));
    ruth.submit(&page, "form.form", &[("verdict", "done")]).await.expect(303);
    assert_eq!(stage.the_mail().await.subject, "Made up for: Value in care");
    assert!(amara.get("/attendance").await.expect(200).one("tbody").contains("Made up"));
    assert!(amara.get("/program").await.expect(200).one("main").contains("0 of 1 session attended, 1 made up"));
});

site_test!(staff_are_told_that_a_make_up_they_approved_is_not_needed_any_more, |stage| {
    let (ruth, page) = proposed(stage).await;
    let address = ruth.get("/cohorts/2027/residencies/1/presence").await.expect(200).attribute("#to-decide + ul a", "href");
    ruth.submit(&page, "form.form", &[("verdict", "recording")]).await.expect(303);
    assert!(!ruth.get(&address).await.expect(200).has("p.notice"));
    let history = page_of(&format!("students/{}", stage.school.amaras_place));
    let correcting = ruth.get(&history).await.expect(200);
    ruth.submit(&correcting, "form.form", &[("minutes", "90"), ("reason", "She stood at the back.")]).await.expect(303);
    let page = ruth.get(&address).await.expect(200);
    assert!(page.one("p.notice").contains("nothing is left to make up for") && page.attribute("p.notice a", "href") == history);
    let ended = ruth.submit(&page, "form.form", &[("verdict", "refused"), ("words", "You were there.")]).await;
    ruth.follow(&ended).await.expect(200);
    assert!(ruth.get(&address).await.expect(200).one("dl.facts").contains("Not needed"));
    let own = stage.student().await.get("/attendance").await.expect(200);
    assert!(own.one(".requests").contains("Not needed"));
    let told: Vec<_> = stage.mail().await.into_iter().map(|mail| mail.subject).collect();
    assert_eq!(told, ["To make up for: Value in care", "Nothing to make up for: Value in care"]);
});

site_test!(a_proposal_goes_with_a_correction, |stage| {
    let (ruth, page) = proposed(stage).await;
    let history = page_of(&format!("students/{}", stage.school.amaras_place));
    let correcting = ruth.get(&history).await.expect(200);
    ruth.submit(&correcting, "form.form", &[("minutes", "90"), ("reason", "She stood at the back.")]).await.expect(303);
    let list = ruth.get("/cohorts/2027/residencies/1/presence").await.expect(200);
    assert!(!list.has("#to-decide") && list.one("#make-ups + ul").contains("Not needed"));
    let late = ruth.submit(&page, "form.form", &[("verdict", "recording")]).await.expect(422);
    assert!(late.one("#verdict-error").contains("This changed while you looked at it") && late.one("dl.facts").contains("by the rule"));
    let amara = stage.student().await;
    let own = amara.get("/attendance").await.expect(200);
    assert!(amara.get(&own.attribute(".requests a", "href")).await.expect(200).one(".lede").contains("You were there after all"));
});
