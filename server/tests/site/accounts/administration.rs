//! People, powers and the audit log.

use domain::db::{Bind, Query};

use super::{AMARA, PASSWORD, amara, link, sign_in, with_password};

site_test_on_both!(an_administrator_gives_and_takes_a_power, |stage| {
    let browser = amara(stage).await;
    let omar = stage.administrator().await;
    let list = omar.get("/people?search=okafor").await.expect(200);
    let person = list.attribute("tbody th a", "href");
    let page = omar.get(&person).await.expect(200);
    assert_eq!(page.one("h1"), "Amara Okafor");
    let given = omar.submit(&page, ".sessions > li:first-child form", &[]).await;
    assert!(omar.follow(&given).await.one("p.notice").starts_with("The power is given."));
    browser.get("/account").await.expect(303);
    sign_in(&browser, AMARA, PASSWORD).await.expect(303);
    assert_eq!(browser.get("/people/new").await.location(), "/account/second-factor");
    let page = omar.get(&person).await.expect(200);
    assert!(omar.submit(&page, ".sessions > li:first-child form", &[]).await.location().ends_with("done=revoked"));
    browser.get("/account").await.expect(303);
    let log = omar.get("/audit").await.expect(200);
    assert_eq!(log.all("tbody tr:first-child td")[2..4], ["Omar Haddad", "rights revoked"]);
    assert!(log.one(".page-head").contains("Times are your own (America/New York)."), "{}", log.one(".page-head"));
    assert!(log.has("tbody td.nowrap time") && log.all(".audit-subject").iter().any(|subject| subject.starts_with("MMMprogram ")));
});

site_test!(the_last_administrator_stays_one, |stage| {
    with_password(stage, stage.school.omar).await;
    let omar = stage.administrator().await;
    let own = format!("/people/{}", stage.school.omar);
    let refused = omar.post(&format!("{own}/revocations"), &[("power", "administrator")]).await.expect(409);
    assert!(refused.one("p.lede").contains("last administrator"));
    omar.post(&format!("{own}/deactivation"), &[]).await.expect(409);
    omar.get("/people").await.expect(200);
});

site_test!(somebody_deactivated_is_out_and_comes_back, |stage| {
    let browser = amara(stage).await;
    let omar = stage.administrator().await;
    let person = format!("/people/{}", stage.school.amara);
    omar.post(&format!("{person}/deactivation"), &[]).await.expect(303);
    browser.get("/account").await.expect(303);
    sign_in(&browser, AMARA, PASSWORD).await.expect(422);
    browser.post("/password-reset", &[("email", AMARA)]).await.expect(303);
    // Whether there is somebody to write to is looked up beside the answer: not after they are back.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    omar.post(&format!("{person}/reactivation"), &[]).await.expect(303);
    sign_in(&browser, AMARA, PASSWORD).await.expect(303);
});

site_test!(an_administrator_invites_staff_and_sends_the_link_again, |stage| {
    let omar = stage.administrator().await;
    let page = omar.get("/people/new").await.expect(200);
    let typed = [("name", "Eve Adams"), ("email", "eve@hospital.example"), ("power", "staff")];
    let invited = omar.submit(&page, "main form", &typed).await;
    let person = omar.follow(&invited).await.expect(200);
    assert!(person.all(".block > p").contains(&"The invitation waits to be accepted.".to_owned()));
    let first = stage.the_mail().await;
    let again = omar.submit(&person, "form[action$='/invitation']", &[]).await.expect(303);
    let second = stage.the_mail().await;
    let eve = stage.anonymous();
    eve.get(&link(&first)).await.expect(410);
    let page = eve.get(&link(&second)).await.expect(200);
    assert_eq!(eve.submit(&page, "main form", &[("password", PASSWORD)]).await.location(), "/account");
    omar.post(&again.location().replace("?done=invited", "/invitation"), &[]).await.expect(409);
});

site_test!(staff_cannot_give_powers_by_a_form_of_their_own, |stage| {
    let ruth = stage.staff().await;
    let typed = [("name", "Eve Adams"), ("email", "eve@hospital.example"), ("power", "administrator")];
    ruth.post("/people", &typed).await.expect(403);
    assert!(stage.mail().await.is_empty());
});

site_test_on_both!(a_changed_audit_log_is_found, |stage| {
    let omar = stage.administrator().await;
    let page = omar.get("/audit").await.expect(200);
    let whole = omar.submit(&page, "form[action='/audit/verification']", &[]).await.expect(200);
    assert!(whole.one("p.notice").starts_with("The log is whole: "), "{}", whole.one("p.notice"));
    let forged = Query::new("UPDATE audit_entries SET action = $1 WHERE sequence = 1", vec![Bind::param(Some("date.changed"))]);
    stage.db.write(move |tx| Box::pin(async move { tx.run(forged).await })).await.unwrap();
    let broken = omar.post("/audit/verification", &[]).await.expect(200);
    assert!(broken.one("p.notice").starts_with("From entry 1 on"), "{}", broken.one("p.notice"));
});

site_test!(people_are_searched_and_sorted_by_the_address, |stage| {
    let omar = stage.administrator().await;
    let all = omar.get("/people").await.expect(200);
    assert_eq!(all.all("tbody th").first().map(String::as_str), Some("Amara Okafor"));
    let down = omar.get(&all.attribute("thead th:first-child a", "href")).await.expect(200);
    assert_eq!(down.attribute("thead th:first-child", "aria-sort"), "descending");
    assert_eq!(down.all("tbody th").last().map(String::as_str), Some("Amara Okafor"));
    let nobody = omar.get("/people?search=%3Cscript%3E&sort=nonsense&page=-4").await.expect(200);
    assert!(nobody.has("p.empty"));
});
