//! Announcements on the page of a cohort.

use chrono::TimeDelta;

use crate::stage::{Answer, Kind, Stage, Visitor};

async fn announce(who: &Visitor, title: &str) -> Answer {
    let page = who.get("/cohorts/2027/announcements").await.expect(200);
    who.submit(&page, "form.form", &[("title", title), ("body", "Bring *nothing*.\r\n<script>x</script>")]).await
}

async fn titles(stage: &Stage, kind: Kind) -> Vec<String> {
    stage.visitor(kind).await.get("/cohort").await.expect(200).all(".announcement h3")
}

site_test_on_both!(what_faculty_announce_students_read_and_are_told, |stage| {
    let ines = stage.faculty().await;
    assert_eq!(announce(&ines, "Room change").await.location(), "/cohorts/2027/announcements?done=announced");
    let mail = stage.the_mail().await;
    assert_eq!((mail.recipient.as_str(), mail.subject.as_str()), ("amara.okafor@school.example", "Room change"));
    assert_eq!(titles(stage, Kind::Student).await, ["Room change"]);
    assert!(titles(stage, Kind::StudentElsewhere).await.is_empty());
    let amara = stage.student().await;
    let cohort = amara.get("/cohort").await.expect(200);
    assert!(cohort.text().contains("<em>nothing</em>") && !cohort.text().contains("<script>x"));
    let today = amara.get("/today").await.expect(200);
    assert_eq!(today.one(".announced a"), "Room change");
    stage.clock.forward(TimeDelta::days(15));
    assert!(!stage.student().await.get("/today").await.expect(200).has(".announced"));
});

site_test!(an_announcement_sent_twice_stands_once, |stage| {
    let ruth = stage.staff().await;
    let page = ruth.get("/cohorts/2027/announcements").await.expect(200);
    for _ in 0..2 {
        ruth.submit(&page, "form.form", &[("title", "Parking"), ("body", "Behind the hall.")]).await.location();
    }
    assert_eq!(titles(stage, Kind::Student).await, ["Parking"]);
    stage.the_mail().await;
});

site_test!(an_announcement_is_changed_by_its_author_or_staff_and_taken_back, |stage| {
    let (ruth, ines) = (stage.staff().await, stage.faculty().await);
    announce(&ruth, "Room change").await;
    stage.the_mail().await;
    let address = ruth.get("/cohorts/2027/announcements").await.expect(200).attribute(".announcement .post-actions a", "href");
    assert!(!ines.get("/cohorts/2027/announcements").await.expect(200).has(".announcement .post-actions"));
    ines.get(&address).await.expect(404);
    ines.post(&format!("{address}/withdrawal"), &[]).await.expect(404);
    let page = ruth.get(&address).await.expect(200);
    assert_eq!(ruth.submit(&page, "form.form", &[("title", "Room 4")]).await.location(), "/cohorts/2027/announcements?done=changed");
    let stale = ruth.submit(&page, "form.form", &[("title", "Room 5")]).await.expect(422);
    assert!(stale.one(".error-summary").contains("changed it meanwhile"));
    assert_eq!(stale.attribute("#title", "value"), "Room 5");
    assert_eq!(titles(stage, Kind::Student).await, ["Room 4"]);
    ruth.post(&format!("{address}/withdrawal"), &[]).await.location();
    assert!(titles(stage, Kind::Student).await.is_empty());
    ruth.get(&address).await.expect(404);
});

site_test!(who_wants_no_announcements_reads_them_on_the_page, |stage| {
    let amara = stage.student().await;
    let choices = amara.get("/account/notifications").await.expect(200);
    amara.submit(&choices, "form.form", &[("announcements", "never")]).await.location();
    announce(&stage.staff().await, "Quiet").await;
    assert!(stage.mail().await.is_empty());
    assert_eq!(titles(stage, Kind::Student).await, ["Quiet"]);
});
