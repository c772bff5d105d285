//! The first lines of a text as a form.

use super::{LESSON, text_in, two_authors};

const SETTINGS: &str = "/studio/on-rounds/units/01-team/settings";
const FORM: &str = "main form.form";

site_test_on_both!(an_author_says_what_a_unit_is_without_knowing_how_it_is_written, |stage| {
    let (ines, _) = two_authors(stage).await;
    let editor = ines.get(LESSON).await.expect(200);
    assert!(editor.has("a[href='/studio/on-rounds/units/01-team/settings']"));
    let form = ines.get(SETTINGS).await.expect(200);
    assert_eq!(form.one("h1"), "Settings of “The team”");
    assert_eq!(form.attribute("#minutes", "value"), "10");
    let same = ines.submit(&form, FORM, &[]).await.expect(303);
    assert_eq!(text_in(&ines.follow(&same).await.expect(200)), text_in(&editor), "nobody changed anything");
    let objectives = "Decide together\r\n- Say  who decides";
    let saved = ines.submit(&form, FORM, &[("title", "The whole team"), ("minutes", "12"), ("objectives", objectives)]).await.expect(303);
    let after = ines.follow(&saved).await.expect(200);
    assert!(after.one("p.notice").contains("The settings stand in the first lines of the text"));
    let text = text_in(&after);
    assert!(text.contains("title: The whole team\nminutes: 12\nobjectives:\n- Decide together\n- Say who decides\n"), "{text}");
    assert_eq!(text.split("---\n").nth(2), text_in(&editor).split("---\n").nth(2), "the text itself stays");
    assert!(ines.get(&format!("{LESSON}/saves")).await.expect(200).one("main").contains("Ines Ferreira"), "what stood before is kept");
});

site_test!(what_cannot_be_read_is_said_at_its_field_and_nothing_is_saved, |stage| {
    let (ines, _) = two_authors(stage).await;
    let before = text_in(&ines.get(LESSON).await.expect(200));
    let form = ines.get(SETTINGS).await.expect(200);
    let refused = ines.submit(&form, FORM, &[("title", "Another"), ("minutes", "soon")]).await.expect(422);
    assert!(refused.one("#minutes-error").contains("a whole number from 1 to 600"));
    assert_eq!((refused.attribute("#title", "value"), refused.attribute("#minutes", "value")), ("Another".into(), "soon".into()));
    assert_eq!(text_in(&ines.get(LESSON).await.expect(200)), before);
    let corrected = ines.submit(&refused, FORM, &[("minutes", "20")]).await.expect(303);
    assert!(text_in(&ines.follow(&corrected).await.expect(200)).contains("title: Another\nminutes: 20\n"));
});

site_test!(two_authors_set_what_each_changed_and_are_told_where_they_met, |stage| {
    let (ines, paul) = two_authors(stage).await;
    let (hers, his) = (ines.get(SETTINGS).await.expect(200), paul.get(SETTINGS).await.expect(200));
    paul.submit(&his, FORM, &[("minutes", "15")]).await.expect(303);
    let editor = paul.get(LESSON).await.expect(200);
    let longer = text_in(&editor).replace("every morning", "every evening");
    paul.submit(&editor, "form[data-editor]", &[("text", &longer)]).await.expect(303);
    let saved = ines.submit(&hers, FORM, &[("title", "Together")]).await.expect(303);
    let text = text_in(&ines.follow(&saved).await.expect(200));
    assert!(text.contains("title: Together\nminutes: 15\n") && text.contains("every evening"), "{text}");
    let met = ines.submit(&hers, FORM, &[("minutes", "25"), ("title", "The team")]).await.expect(422);
    assert!(met.one("#minutes-error").contains("Somebody wrote “15” here meanwhile"), "{}", met.text());
    assert_eq!((met.attribute("#minutes", "value"), met.attribute("#title", "value")), ("25".into(), "Together".into()));
    ines.submit(&met, FORM, &[]).await.expect(303);
    let text = text_in(&ines.get(LESSON).await.expect(200));
    assert!(text.contains("title: Together\nminutes: 25\n"), "said again, and what she left alone stands as it was saved: {text}");
});

site_test!(a_text_without_front_matter_and_a_draft_that_is_over_say_what_to_do, |stage| {
    let (ines, _) = two_authors(stage).await;
    let form = ines.get(SETTINGS).await.expect(200);
    let editor = ines.get(LESSON).await.expect(200);
    ines.submit(&editor, "form[data-editor]", &[("text", "Words alone.")]).await.expect(303);
    let none = ines.get(SETTINGS).await.expect(200);
    assert!(!none.has(FORM) && none.one("p.notice").contains("correct them in the text first"));
    let refused = ines.submit(&form, FORM, &[("minutes", "20")]).await.expect(422);
    assert!(refused.one(".error-summary").contains("no front matter"));
    assert_eq!(refused.attribute("#minutes", "value"), "20", "what was typed is still there");
    let discard = ines.get("/studio/on-rounds").await.expect(200);
    ines.submit(&discard, "form[action$='/discard']", &[("confirm", "on-rounds")]).await.expect(303);
    let over = ines.submit(&form, FORM, &[("minutes", "20")]).await.expect(409);
    assert!(over.text().contains("Begin a new one, then set this again"));
});
