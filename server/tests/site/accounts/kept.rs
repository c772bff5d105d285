//! What was typed outlives the session it was typed in.

use chrono::TimeDelta;
use serde_json::json;

use super::{AMARA, PASSWORD, amara};

const TYPED: [(&str, &str); 5] = [
    ("name", "Amara \"Ama\" Okafor <b>"),
    ("credentials", "MD"),
    ("specialty", "Cardiology"),
    ("time_zone", "America/Chicago"),
    ("npi", ""),
];

site_test_on_both!(a_form_whose_session_is_over_is_sent_again_by_a_click, |stage| {
    let browser = amara(stage).await;
    let form = browser.get("/account").await.expect(200);
    stage.clock.forward(TimeDelta::days(8));
    let over = browser.submit(&form, "main form", &TYPED).await.expect(401);
    assert_eq!(over.one("h1"), "Your session is over");
    assert!(!over.text().contains("<b>\""), "typed markup came alive");
    let mistyped = browser.submit(&over, "main form", &[("email", AMARA), ("password", "wrong")]).await.expect(422);
    let back = browser.submit(&mistyped, "main form", &[("email", AMARA), ("password", PASSWORD)]).await.expect(200);
    assert_eq!(back.all("dl.facts dd"), ["Amara \"Ama\" Okafor <b>", "MD", "Cardiology", "America/Chicago"]);
    // Nothing has happened by itself.
    assert_eq!(browser.get("/account").await.attribute("#name", "value"), "Amara Okafor");
    assert_eq!(back.attribute("main form", "action"), "/account");
    let saved = browser.submit(&back, "main form", &[]).await;
    assert_eq!(saved.location(), "/account?done=profile");
    assert_eq!(browser.follow(&saved).await.attribute("#name", "value"), "Amara \"Ama\" Okafor <b>");
});

site_test!(passwords_do_not_travel_with_the_form, |stage| {
    let browser = amara(stage).await;
    stage.clock.forward(TimeDelta::days(8));
    let over = browser.post("/account/password", &[("old_password", "hunter two"), ("new_password", "hunter three")]).await.expect(401);
    assert!(!over.text().contains("hunter"), "{}", over.text());
});

site_test!(a_program_is_told_in_json, |stage| {
    let answer = stage.anonymous().post_json("/account", &json!({ "name": "Ana" })).await.expect(401);
    assert_eq!(serde_json::from_str::<serde_json::Value>(answer.text()).unwrap()["error"], "session_over");
});

site_test!(a_form_too_large_is_refused_in_words, |stage| {
    let browser = amara(stage).await;
    let large = "x".repeat(300 * 1024);
    let answer = browser.post("/account", &[("name", &large)]).await.expect(413);
    assert!(answer.one("p.lede").starts_with("That was more than this form takes."), "{}", answer.text());
});
