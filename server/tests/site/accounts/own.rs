//! What people set about themselves.

use super::{AMARA, ANOTHER, PASSWORD, amara, sign_in};

site_test!(a_profile_is_saved_or_says_what_is_wrong_and_keeps_what_was_typed, |stage| {
    let browser = amara(stage).await;
    let page = browser.get("/account").await.expect(200);
    assert_eq!(page.attribute("#time_zone option[selected]", "value"), "America/New_York");
    let wrong = browser.submit(&page, "main form", &[("name", ""), ("npi", "1234567890"), ("specialty", "Surgery")]).await.expect(422);
    assert_eq!(wrong.all(".error-summary a").len(), 2);
    assert!(wrong.one("title").starts_with("Error: "));
    assert_eq!(wrong.attribute("#npi", "value"), "1234567890");
    assert_eq!(wrong.attribute("#specialty", "value"), "Surgery");
    let saved = browser.submit(&wrong, "main form", &[("name", "Amara Okafor"), ("npi", "1234567893")]).await;
    let again = browser.follow(&saved).await;
    assert_eq!(again.one("p.notice"), "Your profile is saved.");
    assert_eq!(again.attribute("#npi", "value"), "1234567893");
});

site_test_on_both!(a_changed_password_signs_out_every_other_device, |stage| {
    let browser = amara(stage).await;
    let other = stage.anonymous();
    sign_in(&other, AMARA, PASSWORD).await.expect(303);
    let form = |old: &'static str, new: &'static str| [("old_password", old), ("new_password", new)];
    let wrong = browser.post("/account/password", &form("guess", ANOTHER)).await.expect(422);
    assert_eq!(wrong.one("#old_password-error"), "This is not your password.");
    browser.post("/account/password", &form(PASSWORD, "passwordpassword")).await.expect(422);
    let changed = browser.post("/account/password", &form(PASSWORD, ANOTHER)).await.expect(303);
    assert!(changed.header("set-cookie").starts_with("session="));
    assert_eq!(stage.the_mail().await.recipient, AMARA);
    browser.get("/account").await.expect(200);
    other.get("/account").await.expect(303);
    sign_in(&other, AMARA, ANOTHER).await.expect(303);
});

site_test!(a_device_is_signed_out_from_another, |stage| {
    let browser = amara(stage).await;
    let (lost, borrowed) = (stage.anonymous(), stage.anonymous());
    sign_in(&lost, AMARA, PASSWORD).await.expect(303);
    sign_in(&borrowed, AMARA, PASSWORD).await.expect(303);
    let page = browser.get("/account/sessions").await.expect(200);
    assert_eq!(page.all(".sessions > li").len(), 3);
    assert_eq!(page.all(".sessions form").len(), 2, "this device is signed out by the header");
    let (action, _) = page.form(".sessions > li:first-child form");
    assert_eq!(browser.post(&action, &[]).await.location(), "/account/sessions?done=session");
    let left = [lost.get("/account").await.status(), borrowed.get("/account").await.status()];
    assert!(left == [200, 303] || left == [303, 200], "{left:?}");
    browser.post("/account/sessions/others/end", &[]).await.expect(303);
    assert_eq!(browser.get("/account/sessions").await.expect(200).all(".sessions > li").len(), 1);
});
