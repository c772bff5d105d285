//! The second factor.

use chrono::TimeDelta;

use super::{PASSWORD, RUTH, amara, code, half_a_minute, sign_in, with_password};
use crate::stage::{Answer, Stage, Visitor};

/// Sets a second factor up in a browser that is signed in; gives its secret and the recovery codes.
async fn set_up(stage: &Stage, browser: &Visitor) -> (String, Vec<String>) {
    let page = browser.get("/account/second-factor").await.expect(200);
    let secret = page.attribute("input[name=secret]", "value");
    assert_eq!(page.one("code.secret").replace(' ', ""), secret);
    assert!(page.has("figure.qr svg path"));
    let wrong = browser.submit(&page, "main form", &[("code", "000000")]).await.expect(422);
    assert_eq!(wrong.attribute("input[name=secret]", "value"), secret, "the app has this one already");
    let codes = browser.submit(&wrong, "main form", &[("code", &code(stage, &secret))]).await.expect(200);
    (secret, codes.all(".recovery-codes code"))
}

async fn ruth(stage: &Stage) -> Visitor {
    with_password(stage, stage.school.ruth).await;
    let browser = stage.anonymous();
    sign_in(&browser, RUTH, PASSWORD).await.expect(303);
    browser
}

async fn show(browser: &Visitor, typed: &str) -> Answer {
    let page = browser.get("/sign-in/second-factor?next=/account/sessions").await.expect(200);
    browser.submit(&page, "main form", &[("code", typed)]).await
}

site_test_on_both!(staff_have_no_powers_until_they_have_set_up_a_second_factor, |stage| {
    let browser = ruth(stage).await;
    assert_eq!(browser.get("/people/new").await.location(), "/account/second-factor");
    assert!(browser.get("/account/second-factor").await.one("p.notice").starts_with("Your role asks for a second factor."));
    let (_, codes) = set_up(stage, &browser).await;
    assert_eq!(codes.len(), 10);
    browser.get("/people/new").await.expect(200);
});

site_test_on_both!(a_sign_in_takes_password_and_code, |stage| {
    let (secret, codes) = set_up(stage, &ruth(stage).await).await;
    let browser = stage.anonymous();
    assert!(sign_in(&browser, RUTH, PASSWORD).await.location().starts_with("/sign-in/second-factor"));
    // The password alone opens nothing.
    browser.get("/account").await.expect(303);
    let replayed = show(&browser, &code(stage, &secret)).await.expect(422);
    assert!(replayed.one("#code-error").contains("was used already"));
    half_a_minute(stage);
    assert_eq!(show(&browser, &code(stage, &secret)).await.location(), "/account/sessions");
    browser.get("/people/new").await.expect(200);
    let other = stage.anonymous();
    sign_in(&other, RUTH, PASSWORD).await.expect(303);
    assert_eq!(show(&other, &codes[3].to_uppercase()).await.location(), "/account/sessions");
    let third = stage.anonymous();
    sign_in(&third, RUTH, PASSWORD).await.expect(303);
    show(&third, &codes[3]).await.expect(422);
});

site_test!(the_second_step_ends_after_ten_minutes, |stage| {
    let (secret, _) = set_up(stage, &ruth(stage).await).await;
    let browser = stage.anonymous();
    sign_in(&browser, RUTH, PASSWORD).await.expect(303);
    let page = browser.get("/sign-in/second-factor?next=/account/sessions").await.expect(200);
    stage.clock.forward(TimeDelta::minutes(10));
    let late = browser.submit(&page, "main form", &[("code", &code(stage, &secret))]).await.expect(401);
    assert_eq!(late.attribute("input[name=next]", "value"), "/account/sessions");
});

site_test!(codes_cannot_be_guessed_for_long, |stage| {
    let (secret, _) = set_up(stage, &ruth(stage).await).await;
    half_a_minute(stage);
    let browser = stage.anonymous();
    sign_in(&browser, RUTH, PASSWORD).await.expect(303);
    for _ in 0..6 {
        show(&browser, "000000").await.expect(422);
    }
    show(&browser, &code(stage, &secret)).await.expect(429);
});

site_test!(what_was_typed_travels_through_both_steps, |stage| {
    let browser = amara(stage).await;
    let (secret, _) = set_up(stage, &browser).await;
    let form = browser.get("/account").await.expect(200);
    stage.clock.forward(TimeDelta::days(8));
    let over = browser.submit(&form, "main form", &[("specialty", "Surgery")]).await.expect(401);
    let step = browser.submit(&over, "main form", &[("email", super::AMARA), ("password", PASSWORD)]).await.expect(200);
    let mistyped = browser.submit(&step, "main form", &[("code", "1")]).await.expect(422);
    let back = browser.submit(&mistyped, "main form", &[("code", &code(stage, &secret))]).await.expect(200);
    browser.submit(&back, "main form", &[]).await.expect(303);
    assert_eq!(browser.get("/account").await.attribute("#specialty", "value"), "Surgery");
});

site_test_on_both!(recovery_codes_are_renewed_and_the_factor_turned_off_with_password_and_code, |stage| {
    let browser = ruth(stage).await;
    let (secret, old) = set_up(stage, &browser).await;
    half_a_minute(stage);
    let form = |password: &str, code: &str| [("password".to_owned(), password.to_owned()), ("code".to_owned(), code.to_owned())];
    let post = async |path: &str, form: [(String, String); 2]| {
        let fields: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post(path, &fields).await
    };
    post("/account/second-factor/removal", form("guess", &code(stage, &secret))).await.expect(422);
    post("/account/second-factor/removal", form(PASSWORD, "000000")).await.expect(422);
    let codes = post("/account/second-factor/recovery-codes", form(PASSWORD, &code(stage, &secret))).await.expect(200);
    let new = codes.all(".recovery-codes code");
    assert!(new.iter().all(|code| !old.contains(code)));
    post("/account/second-factor/removal", form(PASSWORD, &old[0])).await.expect(422);
    let off = post("/account/second-factor/removal", form(PASSWORD, &new[0])).await;
    assert_eq!(browser.follow(&off).await.all("p.notice")[0], "The second factor is off.");
    assert_eq!(browser.get("/people/new").await.location(), "/account/second-factor");
});
