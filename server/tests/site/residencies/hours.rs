//! Faculty say when they are at a residency, and staff see it and say it for them.

site_test!(who_teaches_says_their_hours_and_staff_see_them, |stage| {
    let residency = stage.residency().await;
    let ines = stage.faculty().await;
    let teaching = ines.get("/teaching").await.expect(200);
    let address = teaching.attribute("main a[href$='/hours']", "href");
    let page = ines.get(&address).await.expect(200);
    assert!(page.text().contains("you can be placed at any time") && page.all("fieldset.hours-day").len() == 4);
    let typed = [("d1-there", "some"), ("d1-from", "8"), ("d1-until", "12:00"), ("d3-there", "none")];
    let again = ines.submit(&page, "main form.hours", &typed).await.expect(422);
    let first = residency.starts_on.format("%-d %b").to_string();
    assert!(
        again.one(".error-summary").contains(&first) && again.one("#d1-from-error").contains("08:30"),
        "{}",
        again.one(".error-summary")
    );
    assert_eq!(again.attribute("#d1-until", "value"), "12:00");
    let fixed = [("d1-from", "08:00"), ("d1-from2", "14:00"), ("d1-until2", "18:00"), ("do", "keep")];
    let done = ines.submit(&again, "main form.hours", &fixed).await;
    let kept = ines.follow(&done).await.expect(200);
    assert!(kept.one("p.notice").contains("Your hours are kept") && kept.text().contains("by Ines Ferreira"));

    let ruth = stage.staff().await;
    let list = ruth.get("/cohorts/2027/residencies/1/faculty").await.expect(200);
    let row = list.one("main tbody tr");
    assert!(row.contains("08:00–12:00, 14:00–18:00") && row.contains("Not there") && row.contains("All day"), "{row}");
    let page = ruth.get(&list.attribute("main tbody a", "href")).await.expect(200);
    assert_eq!(page.attribute("#d1-until2", "value"), "18:00");
    let wrong = ruth.submit(&page, "main form.hours", &[("d2-there", "some"), ("do", "keep")]).await.expect(422);
    assert!(wrong.one("#d2-from-error").contains("from when until when"));
    let done = ruth.submit(&page, "main form.hours", &[("do", "open")]).await;
    let list = ruth.follow(&done).await.expect(200);
    assert!(list.one("main tbody tr").contains("Any time") && list.one("main tbody tr").contains("Not yet"));
});

site_test!(nobody_is_asked_for_hours_who_does_not_teach_the_cohort, |stage| {
    stage.residency().await;
    let ruth = stage.staff().await;
    let paul = format!("/cohorts/2027/residencies/1/faculty/{}", stage.school.paul);
    ruth.get(&paul).await.expect(404);
    ruth.post(&paul, &[("do", "open")]).await.expect(404);
    let ines = stage.faculty().await;
    ines.get("/teaching/2028/residencies/1/hours").await.expect(404);
    ines.get("/teaching/2027/residencies/2/hours").await.expect(404);
});
