//! Signing in and out.

use chrono::TimeDelta;
use reqwest::Method;

use super::{AMARA, PASSWORD, amara, sign_in, with_password};
use crate::stage::{Answer, Visitor};

site_test_on_both!(a_student_signs_in_and_out, |stage| {
    let browser = amara(stage).await;
    assert_eq!(browser.get("/account").await.expect(200).one("h1"), "Profile");
    let out = browser.post("/sign-out", &[]).await;
    assert_eq!(browser.follow(&out).await.one("p.notice"), "You are signed out on this device.");
    assert_eq!(browser.get("/account").await.location(), "/sign-in?next=/account");
});

site_test!(one_returns_to_where_one_wanted_and_never_to_another_site, |stage| {
    with_password(stage, stage.school.amara).await;
    for (next, leads) in [
        ("/account/sessions", "/account/sessions"),
        ("//elsewhere.example", "/today"),
        ("https://elsewhere.example", "/today"),
        ("/sign-in", "/today"),
    ] {
        let browser = stage.anonymous();
        let page = browser.get(&format!("/sign-in?next={next}")).await.expect(200);
        let done = browser.submit(&page, "main form", &[("email", AMARA), ("password", PASSWORD)]).await;
        assert_eq!(done.location(), leads, "{next}");
        assert_eq!(browser.get(&format!("/sign-in?next={next}")).await.location(), leads, "{next}");
    }
});

site_test!(a_wrong_password_and_an_unknown_address_are_answered_alike, |stage| {
    with_password(stage, stage.school.amara).await;
    let browser = stage.anonymous();
    let wrong = sign_in(&browser, AMARA, "not the password").await.expect(422);
    let unknown = sign_in(&browser, "nobody@school.example", "not the password").await.expect(422);
    // Ravi has not chosen a password yet.
    let without = sign_in(&browser, "ravi.menon@school.example", "").await.expect(422);
    assert_eq!(wrong.one(".error-summary li"), "The e-mail address and the password do not match an account. Check both.");
    for other in [&unknown, &without] {
        assert_eq!(other.all("main p, main li, main h1"), wrong.all("main p, main li, main h1"));
    }
    assert_eq!(wrong.attribute("#email", "value"), AMARA);
    assert!(!wrong.text().contains("not the password"));
});

async fn guess(browser: &Visitor, email: &str, password: &str, from: &str) -> Answer {
    let form = [("email", email), ("password", password)];
    browser.send(browser.request(Method::POST, "/sign-in").header("x-forwarded-for", from).form(&form)).await
}

site_test!(the_ninth_guess_waits_and_neither_neighbors_nor_the_owner_do, |stage| {
    with_password(stage, stage.school.amara).await;
    let browser = stage.anonymous();
    for _ in 0..8 {
        guess(&browser, AMARA, "a guess", "192.0.2.7").await.expect(422);
    }
    let ninth = guess(&browser, AMARA, PASSWORD, "192.0.2.7").await.expect(429);
    assert_eq!(ninth.one(".error-summary li"), "Too many tries. Wait 15 minutes and try again.");
    // Somebody else in the same hospital, and Amara at home.
    guess(&browser, "ravi.menon@school.example", "a guess", "192.0.2.7").await.expect(422);
    guess(&browser, AMARA, PASSWORD, "198.51.100.4").await.expect(303);
    stage.clock.forward(TimeDelta::minutes(15));
    guess(&browser, AMARA, PASSWORD, "192.0.2.7").await.expect(303);
});

site_test!(each_sign_in_has_a_new_token_and_ends_the_one_before, |stage| {
    with_password(stage, stage.school.amara).await;
    let browser = stage.anonymous();
    let first = sign_in(&browser, AMARA, PASSWORD).await;
    let again = browser.post("/sign-in", &[("email", AMARA), ("password", PASSWORD)]).await;
    let token = |answer: &Answer| answer.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_ne!(token(&first), token(&again));
    assert!(first.header("set-cookie").contains("HttpOnly; SameSite=Lax"));
    let old = stage.anonymous();
    let with_old = old.request(Method::GET, "/account").header("cookie", token(&first));
    old.send(with_old).await.expect(303);
    assert_eq!(browser.get("/account/sessions").await.expect(200).all(".sessions > li").len(), 1);
});
