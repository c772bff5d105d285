//! What comes by mail and works once.

use chrono::TimeDelta;

use super::{AMARA, ANOTHER, PASSWORD, amara, link, sign_in, with_password};

site_test_on_both!(somebody_is_invited_chooses_a_password_and_is_in, |stage| {
    let ruth = stage.staff().await;
    let page = ruth.get("/people/new").await.expect(200);
    assert!(!page.has("[name=power]"), "staff give no powers");
    let invited = ruth.submit(&page, "main form", &[("name", "Ben Cole"), ("email", "Ben@hospital.example")]).await;
    assert_eq!(ruth.follow(&invited).await.one("p.notice"), "The invitation is on its way.");
    let mail = stage.the_mail().await;
    assert_eq!((mail.recipient.as_str(), mail.subject.as_str()), ("Ben@hospital.example", "Your invitation to Attending"));
    let ben = stage.anonymous();
    // Scanners of mail look first; looking uses nothing up.
    ben.get(&link(&mail)).await.expect(200);
    let page = ben.get(&link(&mail)).await.expect(200);
    let short = ben.submit(&page, "main form", &[("password", "short")]).await.expect(422);
    assert!(short.one("#password-error").contains("fewer than 12"));
    let done = ben.submit(&short, "main form", &[("password", PASSWORD)]).await;
    assert_eq!(done.location(), "/today");
    assert_eq!(ben.follow(&done).await.expect(200).one("h1"), "Your places", "who has no place yet reads how to come by one");
    assert_eq!(ben.get("/account").await.attribute("#name", "value"), "Ben Cole");
    assert_eq!(ben.get(&link(&mail)).await.expect(410).one("h1"), "This link no longer works");
    ben.submit(&page, "main form", &[("password", ANOTHER)]).await.expect(410);
    sign_in(&stage.anonymous(), "ben@hospital.example", PASSWORD).await.expect(303);
});

site_test!(an_invitation_runs_out_after_two_weeks, |stage| {
    let ruth = stage.staff().await;
    ruth.post("/people", &[("name", "Ben Cole"), ("email", "ben@hospital.example")]).await.expect(303);
    let taken = ruth.post("/people", &[("name", "Ben Cole"), ("email", "BEN@hospital.example")]).await.expect(422);
    assert_eq!(taken.one("#email-error"), "There is an account with this address already.");
    assert_eq!(taken.attribute("#name", "value"), "Ben Cole");
    let mail = stage.the_mail().await;
    stage.clock.forward(TimeDelta::days(14));
    let over = stage.anonymous().get(&link(&mail)).await.expect(410);
    assert!(over.one("p.lede").contains("ask program staff to send the invitation again"), "{}", over.text());
    let unknown = stage.anonymous().get("/invitations/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await.expect(404);
    assert_eq!(unknown.one("h1"), "This link is not known");
});

site_test_on_both!(a_forgotten_password_is_replaced_by_mail, |stage| {
    let elsewhere = amara(stage).await;
    let browser = stage.anonymous();
    let page = browser.get("/password-reset").await.expect(200);
    let sent = browser.submit(&page, "main form", &[("email", "AMARA.okafor@school.example")]).await;
    let unknown = browser.submit(&page, "main form", &[("email", "nobody@school.example")]).await;
    assert_eq!(sent.location(), unknown.location());
    assert_eq!(browser.follow(&sent).await.one("h1"), "Look into your mail");
    let mail = eventually(stage).await;
    assert_eq!((mail.recipient.as_str(), mail.subject.as_str()), (AMARA, "Choose a new password"));
    let page = browser.get(&link(&mail)).await.expect(200);
    let obvious = browser.submit(&page, "main form", &[("password", "Okafor.Amara.1")]).await.expect(422);
    assert!(obvious.one("#password-error").contains("name or e-mail"));
    let done = browser.submit(&page, "main form", &[("password", ANOTHER)]).await;
    assert_eq!(browser.follow(&done).await.one("p.notice"), "Your new password is set. Sign in with it.");
    assert_eq!(stage.the_mail().await.subject, "Your password was changed");
    elsewhere.get("/account").await.expect(303);
    sign_in(&browser, AMARA, PASSWORD).await.expect(422);
    sign_in(&browser, AMARA, ANOTHER).await.expect(303);
    browser.get(&link(&mail)).await.expect(410);
});

/// The link is written beside the answer, so that its time tells nothing.
async fn eventually(stage: &crate::stage::Stage) -> domain::mail::Mail {
    for _ in 0..100 {
        if let [mail] = stage.mail().await.as_slice() {
            return mail.clone();
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("no mail came");
}

site_test!(mailboxes_are_not_filled_with_links, |stage| {
    with_password(stage, stage.school.amara).await;
    let browser = stage.anonymous();
    for _ in 0..4 {
        browser.post("/password-reset", &[("email", AMARA)]).await.expect(303);
        eventually(stage).await;
    }
    browser.post("/password-reset", &[("email", AMARA)]).await.expect(429);
});

site_test_on_both!(an_address_changes_once_the_new_mailbox_confirms_it, |stage| {
    let browser = amara(stage).await;
    let asked = browser.post("/account/email", &[("email", "amara@new.example"), ("password", PASSWORD)]).await;
    assert!(browser.follow(&asked).await.one("p.notice").contains("to the new address"));
    let mails = stage.mail().await;
    let [new, old] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!((new.recipient.as_str(), old.recipient.as_str()), ("amara@new.example", AMARA));
    assert!(!old.body.contains("/email-change/"));
    sign_in(&stage.anonymous(), AMARA, PASSWORD).await.expect(303);
    let stranger = stage.anonymous();
    let page = stranger.get(&link(new)).await.expect(200);
    assert_eq!(stranger.submit(&page, "main form", &[]).await.location(), "/sign-in?done=email");
    sign_in(&stage.anonymous(), AMARA, PASSWORD).await.expect(422);
    sign_in(&stage.anonymous(), "amara@new.example", PASSWORD).await.expect(303);
    stranger.submit(&page, "main form", &[]).await.expect(410);
});

site_test!(only_the_owner_learns_that_an_address_is_taken, |stage| {
    let browser = amara(stage).await;
    let free = browser.post("/account/email", &[("email", "free@school.example"), ("password", PASSWORD)]).await;
    stage.mail().await;
    let taken = browser.post("/account/email", &[("email", "Ravi.Menon@school.example"), ("password", PASSWORD)]).await;
    assert_eq!(free.location(), taken.location());
    let mails = stage.mail().await;
    assert_eq!(mails[0].subject, "This address has an account already");
    assert!(!mails[0].body.contains("/email-change/"));
    let wrong = browser.post("/account/email", &[("email", "free@school.example"), ("password", "guess")]).await.expect(422);
    assert_eq!(wrong.one("#password-error"), "This is not your password.");
});
