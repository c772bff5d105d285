//! Simulators for whoever writes: what the editor's menu is made of, and the line for a lesson.

use super::{LESSON, text_in, two_authors};

site_test!(the_editor_offers_simulators_where_one_may_stand, |stage| {
    let (ines, _) = two_authors(stage).await;
    let lesson = ines.get(LESSON).await.expect(200);
    type Offered = (String, String, Vec<(String, String)>);
    let offered: Vec<Offered> = serde_json::from_str(&lesson.attribute("form[data-editor]", "data-simulators")).unwrap();
    let (_, title, presets) = offered.iter().find(|(name, ..)| name == "icer").unwrap();
    assert_eq!(title, "Cost-effectiveness plane and frontier");
    assert!(presets.contains(&("six".to_owned(), "Six ways to run a program".to_owned())), "{presets:?}");
    assert!(lesson.one(".studio-missing").contains("simulator:icer?preset=six") && lesson.has(".studio-missing a[href='/simulators']"));
    for other in ["02-check", "module"] {
        let page = ines.get(&format!("/studio/on-rounds/units/{other}")).await.expect(200);
        assert!(page.has("form[data-editor]") && !page.has("[data-simulators]"), "{other}");
        assert!(!page.one(".studio-missing").contains("simulator:"), "{other}");
    }
});

site_test!(the_line_of_a_simulators_page_is_shown_in_the_preview, |stage| {
    let (ines, _) = two_authors(stage).await;
    let page = ines.get("/simulators/icer?preset=six&wtp=4000").await.expect(200);
    let line = page.attribute("input[data-line]", "value");
    assert!(
        line.starts_with("![Cost-effectiveness plane and frontier](simulator:icer?options=") && line.contains("&wtp=4000 \""),
        "{line}"
    );
    let text = format!("{}\n\n{line}\n", text_in(&ines.get(LESSON).await.expect(200)));
    let shown = ines.post(&format!("{LESSON}/preview"), &[("text", &text)]).await.expect(200);
    assert_eq!(shown.attribute(".simulator input[name=wtp]", "value"), "4000");
    assert!(shown.one(".simulator-caption").contains("What to try"));
    assert!(!ines.get("/simulators/icer?wtp=much").await.expect(200).has("[data-line]"), "what is refused here is refused there");
});

site_test!(who_does_not_write_or_review_sees_no_line, |stage| {
    let address = "/simulators/icer";
    for visitor in [stage.anonymous(), stage.student().await] {
        assert!(!visitor.get(address).await.expect(200).has("[data-line]"));
    }
    for visitor in [stage.staff().await, stage.faculty().await, stage.administrator().await] {
        assert!(visitor.get(address).await.expect(200).has("[data-line]"));
    }
});

site_test!(draws_that_cannot_be_made_are_an_error_of_the_page, |stage| {
    for (query, field) in [("draws=20000", "draws"), ("draws=1", "draws"), ("draws=abc", "draws"), ("seed=abc", "seed")] {
        let page = stage.anonymous().get(&format!("/simulators/markov?preset=hiv&{query}")).await.expect(200);
        assert!(page.one("head > title").starts_with("Error: "), "{query}");
        assert_eq!(page.attribute("[data-draws] .field-error", "data-input"), field, "{query}");
        assert_eq!(page.attribute(&format!("input[name={field}]"), "aria-invalid"), "true", "{query}");
        assert!(!page.has("[data-result] .field-error"), "{query}");
    }
});

site_test!(what_would_take_a_server_minutes_is_refused_with_what_to_lower, |stage| {
    let page = stage.anonymous().get("/simulators/markov?preset=sick-sicker&cycles=1000&draws=10000").await.expect(200);
    assert!(page.one("[data-draws] .field-error").contains("enter at most 7"));
    stage.anonymous().get("/simulators/markov/draws-table-1.csv?preset=sick-sicker&cycles=1000&draws=10000").await.expect(404);
});
