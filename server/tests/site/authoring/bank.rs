//! The question bank, from one quiz into another, and quizzes that draw.

use super::{text_in, two_authors};

const CHECK: &str = "/studio/on-rounds/units/02-check";

site_test!(a_question_goes_into_the_bank_and_into_another_quiz_and_follows_its_versions, |stage| {
    let (ines, _) = two_authors(stage).await;
    assert!(ines.get("/studio/bank").await.expect(200).one("main").contains("Nothing is in the bank yet"));
    let page = ines.get(&format!("{CHECK}/bank")).await.expect(200);
    assert_eq!(page.all(".version-changes .state"), ["Not in the bank", "Not in the bank"]);
    assert_eq!(page.all(".version-changes h3")[0], "How often does the team round?");
    let put = ines.submit(&page, ".version-changes > li:first-child form", &[]).await.expect(303);
    let page = ines.follow(&put).await.expect(200);
    assert!(
        page.one("p.notice").contains("is in the bank") && page.one(".version-changes > li:first-child .state").contains("as it is here")
    );
    assert!(text_in(&ines.get(CHECK).await.expect(200)).contains("id: how-often\nkind: single\nbank: how-often@1\n"));
    let again = ines.post(&format!("{CHECK}/bank"), &[("question", "how-often")]).await.expect(422);
    assert!(again.one(".error-summary").contains("has this already, as version 1"));

    let outline = ines.get("/studio/on-rounds").await.expect(200);
    ines.submit(&outline, "form[action$='/units']", &[("kind", "quiz"), ("title", "Another check")]).await.expect(303);
    let other = "/studio/on-rounds/units/another-check";
    let none = ines.get(&format!("{other}/bank?tags=PL-9")).await.expect(200);
    assert!(none.one("main").contains("No question of the bank is like this"));
    let page = ines.get(&format!("{other}/bank?words=team")).await.expect(200);
    let nothing = ines.submit(&page, "form[action$='/taken']", &[]).await.expect(422);
    assert!(nothing.one(".error-summary").contains("at least one"));
    ines.submit(&page, "form[action$='/taken']", &[("take", "how-often")]).await.expect(303);
    assert!(text_in(&ines.get(other).await.expect(200)).contains("id: how-often-2\nkind: single\nbank: how-often@1\n"));

    let page = ines.get(&format!("{other}/bank?words=team")).await.expect(200);
    assert!(page.one("#bank ~ ul").contains("In this unit already") && !page.has("form[action$='/taken'], input[name=take]"));
    let twice = ines.post(&format!("{other}/bank/taken"), &[("take", "how-often")]).await.expect(422);
    assert!(twice.one(".error-summary").contains("The unit has how-often already"));

    let question = ines.get("/studio/bank/how-often").await.expect(200);
    assert!(question.one("main").contains("How often does the team round?") && question.one("main").contains("What is right, and why"));
    let text = "```question\nid: how-often\nkind: single\ntags: rounds\n\nHow often are rounds?\n\n(x) Every morning\n( ) Every year\n\nWhy: Patients change overnight.\n```\n";
    let wrong = ines.submit(&question, "form.editor", &[("block", &text.replace("(x)", "( )"))]).await.expect(422);
    assert!(wrong.one(".error-summary").contains("not in order") && wrong.one("textarea#block").contains("How often are rounds?"));
    ines.submit(&question, "form.editor", &[("block", text)]).await.expect(303);
    let stale = ines.submit(&question, "form.editor", &[("block", text)]).await.expect(422);
    assert!(stale.one(".error-summary").contains("Somebody made another version"));
    let question = ines.get("/studio/bank/how-often").await.expect(200);
    assert_eq!(question.all("ol.version-changes h3"), ["Version 2", "Version 1"]);
    assert!(ines.get("/studio/bank/how-often?version=1").await.expect(200).one("main").contains("This is an older version"));
    ines.get("/studio/bank/how-often?version=9").await.expect(404);

    let editor = ines.get(other).await.expect(200);
    assert!(editor.one("main").contains("1 question of this unit has a newer version in the bank"));
    let page = ines.get(&format!("{other}/bank")).await.expect(200);
    assert!(page.one("main").contains("What version 2 would change here"));
    ines.submit(&page, "form[action$='/newer']", &[]).await.expect(303);
    let text = text_in(&ines.get(other).await.expect(200));
    assert!(text.contains("id: how-often-2\nkind: single\ntags: rounds\nbank: how-often@2\n\nHow often are rounds?"), "{text}");
    assert!(ines.get(&format!("{other}/saves")).await.expect(200).one("main").contains("Earlier texts"));
});

site_test!(a_retired_question_is_offered_no_more_and_its_modules_keep_it, |stage| {
    let (ines, paul) = two_authors(stage).await;
    ines.post(&format!("{CHECK}/bank"), &[("question", "how-many")]).await.expect(303);
    let page = paul.get("/studio/bank/how-many").await.expect(200);
    paul.submit(&page, "form[action$='/retirement']", &[]).await.expect(303);
    assert!(!paul.get("/studio/bank").await.expect(200).has("tbody tr"));
    assert!(paul.get("/studio/bank?retired=yes").await.expect(200).one("tbody").contains("Retired"));
    let refused = ines.post(&format!("{CHECK}/bank/taken"), &[("take", "how-many")]).await.expect(422);
    assert!(refused.one(".error-summary").contains("not offered"));
    let page = paul.get("/studio/bank/how-many").await.expect(200);
    paul.submit(&page, "form[action$='/retirement']", &[]).await.expect(303);
    assert!(ines.get("/studio/bank").await.expect(200).one("tbody").contains("Three teams of four"));
});

site_test!(a_quiz_that_draws_is_tried_with_a_draw_that_changes_and_is_marked_as_it_was_drawn, |stage| {
    let (ines, _) = two_authors(stage).await;
    let editor = ines.get(CHECK).await.expect(200);
    let mut text = text_in(&editor).replace("attempts: 2\n", "attempts: 2\ndraw:\n- 1 of lot\n");
    for number in 0..5 {
        text.push_str(&format!(
            "\n```question\nid: lot-{number}\nkind: single\ntags: lot\n\nLot {number}?\n\n(x) Yes\n( ) No\n\nWhy: Yes.\n```\n"
        ));
    }
    let short = text.replace("- 1 of lot", "- 6 of lot");
    ines.submit(&editor, "form[data-editor]", &[("text", &short)]).await.expect(303);
    let editor = ines.get(CHECK).await.expect(200);
    assert!(editor.one("#checklist").contains("only 5 questions bear lot"), "{}", editor.one("#checklist"));
    ines.submit(&editor, "form[data-editor]", &[("text", &text)]).await.expect(303);
    let mut drawn = std::collections::BTreeSet::new();
    for _ in 0..24 {
        let page = ines.get(&format!("{CHECK}/trial")).await.expect(200);
        assert!(page.one("article").contains("This is one draw: 3 of 7 questions"));
        let questions = page.all("form.quiz > ol > li legend");
        assert_eq!(questions.len(), 3);
        let marked = ines.submit(&page, "form.quiz", &[]).await.expect(200);
        let lot = questions.iter().find_map(|one| one.split_once("Lot ").map(|(_, rest)| rest.to_owned())).unwrap();
        assert!(marked.one("form.quiz").contains(&format!("Lot {lot}")), "it is marked as it was drawn");
        drawn.insert(lot);
    }
    assert!(drawn.len() > 1, "24 draws were one and the same");
});
