//! What students who come need: asked of them alone, counted for staff, looked at by name and erased.

use super::coming::{asked, says};
use crate::stage::{Stage, Visitor};

const OWN: &str = "/residencies/1/logistics";
const STAFF: &str = "/cohorts/2027/residencies/1/logistics";

const STAY: [(&str, &str); 10] = [
    ("arrives_on", "2027-02-12"),
    ("arrives_at", "18:30"),
    ("leaves_on", "2027-02-16"),
    ("leaves_at", "17:00"),
    ("nights", "2027-02-12"),
    ("room", "own"),
    ("diet", "vegan"),
    ("allergies", "Peanuts"),
    ("contact_name", "Chidi Okafor"),
    ("contact_phone", "+1 412 555 0101"),
];

/// Amara comes and says what she needs.
pub async fn stays(stage: &Stage) -> Visitor {
    asked(stage).await;
    says(stage, "yes", &[]).await.expect(303);
    stage.mail().await;
    let amara = stage.student().await;
    let page = amara.get(OWN).await.expect(200);
    amara.submit(&page, "form.form", &STAY).await.expect(303);
    amara
}

site_test!(only_who_comes_is_asked_and_a_mistake_keeps_what_was_typed, |stage| {
    asked(stage).await;
    stage.mail().await;
    let amara = stage.student().await;
    amara.get(OWN).await.expect(404);
    says(stage, "no", &[]).await.expect(303);
    amara.get(OWN).await.expect(404);
    amara.post(OWN, &STAY).await.expect(409);
    says(stage, "yes", &[]).await.expect(303);
    let page = amara.get(OWN).await.expect(200);
    assert!(page.one("p.notice").contains("It is erased after Tue 2 Mar 2027"), "{}", page.one("p.notice"));
    let backwards: Vec<_> = STAY.into_iter().map(|(name, value)| (name, if name == "leaves_on" { "2027-02-11" } else { value })).collect();
    let wrong = amara.submit(&page, "form.form", &backwards).await.expect(422);
    assert!(wrong.one(".error-summary").contains("leave before you arrive"));
    assert_eq!(
        (wrong.one("textarea#allergies"), wrong.attribute("#contact_name", "value")),
        ("Peanuts".to_owned(), "Chidi Okafor".to_owned())
    );
    let kept = amara.submit(&wrong, "form.form", &[("leaves_on", "2027-02-16")]).await.expect(303);
    assert!(amara.follow(&kept).await.expect(200).one("p.notice[role=status]").contains("Kept"));
});

site_test!(staff_count_and_each_look_at_names_is_told, |stage| {
    let amara = stays(stage).await;
    let ruth = stage.staff().await;
    let counts = ruth.get(STAFF).await.expect(200);
    assert!(counts.text().contains("1 of 1 who come have said what they need") && !counts.one("main").contains("Amara"));
    assert!(amara.get(OWN).await.expect(200).text().contains("Nobody has looked at it yet"), "numbers name nobody");
    let names = ruth.get(&format!("{STAFF}/people")).await.expect(200);
    let main = names.one("main");
    for said in ["Fri 12 – Sat 13 Feb 2027", "Fri 12 Feb 2027, 18:30", "Vegan", "Peanuts", "+1 412 555 0101"] {
        assert!(main.contains(said), "{said} in {main}");
    }
    let file = ruth.get(&format!("{STAFF}.csv")).await.expect(200);
    assert!(
        file.text().contains("Amara Okafor,2027-02-12 18:30,2027-02-16 17:00,2027-02-12,Room of their own,,Vegan,,Peanuts,"),
        "{}",
        file.text()
    );
    let looks = amara.get(OWN).await.expect(200).one("section[aria-labelledby=looks]");
    assert!(looks.contains("Ruth Lindqvist looked at it") && looks.contains("Ruth Lindqvist downloaded it"), "{looks}");
    for colleague in [stage.faculty().await, stage.student().await] {
        colleague.get(&format!("{STAFF}/people")).await.expect(404);
        colleague.get(&format!("{STAFF}.csv")).await.expect(404);
    }
});

site_test!(what_was_said_is_erased_at_once_when_the_student_asks_for_it, |stage| {
    let amara = stays(stage).await;
    let page = amara.get(OWN).await.expect(200);
    let erased = amara.submit(&page, "form[action$='/erasure']", &[]).await.expect(303);
    assert!(amara.follow(&erased).await.expect(200).one("p.notice").contains("Erased"));
    amara.post(&format!("{OWN}/erasure"), &[]).await.expect(404);
    let names = stage.staff().await.get(&format!("{STAFF}/people")).await.expect(200);
    assert!(!names.one("main").contains("Amara"));
    let again = amara.get(OWN).await.expect(200);
    assert_eq!(again.one("textarea#allergies"), "");
});

site_test!(the_sweep_erases_what_is_over, |stage| {
    let amara = stays(stage).await;
    let when = "2027-03-03T12:00:00Z".parse().unwrap();
    let erase = stage.db.write(move |tx| Box::pin(async move { domain::residencies::store::erase_due(tx, when).await }));
    assert_eq!(erase.await.unwrap(), 1);
    stage.clock.forward(when - stage.now());
    drop(amara);
    let page = stage.student().await.get(OWN).await.expect(200);
    assert!(page.text().contains("What you wrote here is erased") && !page.text().contains("Peanuts"));
});
