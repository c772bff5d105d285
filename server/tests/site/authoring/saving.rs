//! Saving: two authors in one unit, an expired session, a draft that is over; nothing that was typed is lost.

use super::{LESSON, text_in, two_authors};

site_test!(two_authors_in_one_unit_see_both_texts_and_neither_is_lost, |stage| {
    let (ines, paul) = two_authors(stage).await;
    let (hers, his) = (ines.get(LESSON).await.expect(200), paul.get(LESSON).await.expect(200));
    let text = text_in(&hers);
    let first = text.replace("To decide together.", "To decide </textarea><b>together</b>.");
    paul.submit(&his, "form[data-editor]", &[("text", &first)]).await.expect(303);
    let second = text.replace("A team rounds every morning.", "A team rounds twice a day.");
    let both = ines.submit(&hers, "form[data-editor]", &[("text", &second)]).await.expect(409);
    assert!(both.one("main").contains("Paul Adler") && both.one(".difference").contains("twice a day"));
    let merged = text_in(&both);
    assert!(merged.contains("twice a day") && merged.contains("decide </textarea><b>together</b>"), "{merged}");
    ines.submit(&both, "main form.editor", &[]).await.expect(303);
    assert_eq!(text_in(&ines.get(LESSON).await.expect(200)), merged);
    let saves = ines.get(&format!("{LESSON}/saves")).await.expect(200);
    assert!(saves.one("main").contains("Paul Adler"));
});

site_test!(mine_is_kept_or_theirs_is_taken_and_the_other_stays_among_the_earlier_texts, |stage| {
    let (ines, paul) = two_authors(stage).await;
    for (selector, stands) in [("form.inline[action$='01-team']", "of Ines"), ("form[action$='/aside']", "of Paul")] {
        let (hers, his) = (ines.get(LESSON).await.expect(200), paul.get(LESSON).await.expect(200));
        paul.submit(&his, "form[data-editor]", &[("text", "of Paul")]).await.expect(303);
        let both = ines.submit(&hers, "form[data-editor]", &[("text", "of Ines")]).await.expect(409);
        ines.submit(&both, selector, &[]).await.expect(303);
        assert_eq!(text_in(&ines.get(LESSON).await.expect(200)), stands);
        let (earlier, other) =
            (ines.get(&format!("{LESSON}/saves")).await.expect(200), if stands == "of Ines" { "of Paul" } else { "of Ines" });
        assert!(earlier.one("main").contains(other), "{other}");
    }
});

site_test!(what_is_typed_is_saved_meanwhile_and_answers_in_json, |stage| {
    let (ines, paul) = two_authors(stage).await;
    let page = ines.get(LESSON).await.expect(200);
    let (save, preview) = (page.attribute("form[data-editor]", "data-save"), page.attribute("form[data-editor]", "data-preview"));
    let (seen, text) = (page.attribute("form[data-editor] input[name=seen]", "value"), text_in(&page));
    let more = format!("{text}\n\nMore of it.\n");
    let saved = ines.post(&save, &[("text", &more), ("seen", &seen)]).await.expect(200);
    let answer: serde_json::Value = serde_json::from_str(saved.text()).unwrap();
    assert!(answer["revision"].as_i64().unwrap() > seen.parse().unwrap() && answer["saved_at"].is_string(), "{answer}");
    let late = paul.post(&save, &[("text", "of Paul"), ("seen", &seen)]).await.expect(409);
    let answer: serde_json::Value = serde_json::from_str(late.text()).unwrap();
    assert_eq!((answer["by"].as_str(), answer["text"].as_str()), (Some("Ines Ferreira"), Some(more.as_str())));
    let shown = ines.post(&preview, &[("text", &more.replace("More of it.", "## More <script>alert(1)</script>"))]).await.expect(200);
    assert!(
        shown.text().contains("&lt;script&gt;alert(1)")
            && !shown.text().contains("<script>")
            && shown.text().contains("Nothing is missing here"),
        "{}",
        shown.text()
    );
    let faulty = ines.post(&preview, &[("text", "nothing")]).await.expect(200);
    assert!(faulty.text().contains("three dashes"));
    let long = "x".repeat(160_000);
    ines.post(&save, &[("text", &long), ("seen", &seen)]).await.expect(422);
});

site_test!(a_session_that_is_over_carries_the_text_through_the_sign_in, |stage| {
    let (ines, _) = two_authors(stage).await;
    let page = ines.get(LESSON).await.expect(200);
    let over = stage.anonymous().submit(&page, "form[data-editor]", &[("text", "typed on a night shift")]).await.expect(401);
    assert!(over.text().contains("typed on a night shift"), "{}", over.text());
});

site_test!(a_text_typed_into_a_draft_that_is_over_goes_into_the_next, |stage| {
    let (ines, paul) = two_authors(stage).await;
    let page = paul.get(LESSON).await.expect(200);
    ines.post("/studio/on-rounds/discard", &[("confirm", "on-rounds")]).await.expect(303);
    let late = text_in(&page).replace("every morning", "every evening");
    let over = paul.submit(&page, "form[data-editor]", &[("text", &late)]).await.expect(409);
    assert!(text_in(&over).contains("every evening"));
    let both = paul.submit(&over, "main form.editor", &[]).await.expect(409);
    assert!(
        both.one(".difference").contains("evening"),
        "a new draft is begun, and what is different is shown before anything is replaced"
    );
    paul.submit(&both, "form.inline[action$='01-team']", &[]).await.expect(303);
    assert!(text_in(&paul.get(LESSON).await.expect(200)).contains("every evening"));
});
