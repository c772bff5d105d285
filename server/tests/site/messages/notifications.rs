//! How one wants to be told.

site_test!(everybody_chooses_how_they_are_told_and_finds_it_again, |stage| {
    let amara = stage.student().await;
    let page = amara.get("/account/notifications").await.expect(200);
    assert!(!page.has("input[name='enrollment'][value='never']"), "one's own place is always told");
    let typed =
        [("announcements", "never"), ("discussion", "digest"), ("quiet_from", "22:00"), ("quiet_until", "06:30"), ("digest_at", "18:15")];
    let saved = amara.submit(&page, "form.form", &typed).await;
    assert_eq!(saved.location(), "/account/notifications?done=notifications");
    let again = amara.follow(&saved).await.expect(200);
    assert!(again.one("p.notice").contains("saved"));
    let (_, fields) = again.form("form.form");
    for (name, value) in typed {
        assert!(fields.contains(&(name.to_owned(), value.to_owned())), "{name} in {fields:?}");
    }
});

site_test!(a_wrong_choice_is_told_beside_its_field_and_nothing_is_lost, |stage| {
    let amara = stage.student().await;
    let page = amara.get("/account/notifications").await.expect(200);
    let typed = [("extensions", "never"), ("quiet_from", "25:00"), ("quiet_until", "06:30"), ("digest_at", "")];
    let again = amara.submit(&page, "form.form", &typed).await.expect(422);
    assert_eq!(again.all(".error-summary li").len(), 3, "{:?}", again.all(".error-summary li"));
    assert_eq!(again.attribute("#quiet_from", "value"), "25:00");
    let kept = amara.get("/account/notifications").await.expect(200);
    assert_eq!(kept.attribute("#quiet_from", "value"), "");
});

site_test!(a_digest_comes_by_mail_when_its_hour_does, |stage| {
    use chrono::TimeDelta;
    use domain::messages::{Notice, Topic, store};
    let amara = stage.student().await;
    let page = amara.get("/account/notifications").await.expect(200);
    // It is ten in the morning where she is.
    amara.submit(&page, "form.form", &[("dates", "digest"), ("digest_at", "11:00")]).await;
    let (person, now) = (stage.school.amara, stage.now());
    stage
        .db
        .write(move |tx| {
            Box::pin(async move {
                for title in ["One", "Two"] {
                    let notice =
                        Notice { person, topic: Topic::Dates, title: title.into(), body: "Moved.".into(), link: "/program".into() };
                    store::tell(tx, "https://school.example", &notice, now).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
    assert!(stage.mail().await.is_empty());
    stage.clock.forward(TimeDelta::hours(1));
    assert_eq!(store::send_digests(&stage.db, "https://school.example", stage.now()).await.unwrap(), 1);
    assert_eq!(stage.the_mail().await.subject, "2 things since your last digest");
});
