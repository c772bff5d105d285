//! What authors disclose: asked for before publishing, said in a form, read by students.

use super::{text_in, two_authors};
use crate::stage::{Stage, Visitor};

const PAGE: &str = "/studio/on-rounds/disclosures";
const MODULE: &str = "/studio/on-rounds/units/module";
const AUTHOR: &str = "The Attending curriculum project";
const STATED: &str = "disclosed: 2026-11-01\ndisclosures:\n- The Attending curriculum project: none\n";

/// Changes `module.md` in the editor.
async fn edits(visitor: &Visitor, from: &str, to: &str) {
    let page = visitor.get(MODULE).await.expect(200);
    let text = text_in(&page);
    assert!(text.contains(from), "{text}");
    visitor.submit(&page, "form[data-editor]", &[("text", &text.replacen(from, to, 1))]).await.expect(303);
}

async fn module_md(visitor: &Visitor) -> String {
    text_in(&visitor.get(MODULE).await.expect(200))
}

/// Ines and Paul write the module, and its authors have not said anything.
async fn unstated(stage: &Stage) -> (Visitor, Visitor) {
    let (ines, paul) = two_authors(stage).await;
    edits(&ines, STATED, "").await;
    (ines, paul)
}

site_test!(an_author_is_refused_states_and_publishes, |stage| {
    let (ines, _) = unstated(stage).await;
    let outline = ines.get("/studio/on-rounds").await.expect(200);
    assert!(outline.one(".studio-missing").contains("The Attending curriculum project has not said"), "{}", outline.one(".studio-missing"));
    assert_eq!(outline.attribute(".missing a", "href"), PAGE);
    let publishing = ines.get("/studio/on-rounds/publishing").await.expect(200);
    assert!(publishing.one("main").contains("has not said") && !publishing.has("main form"));
    let draft = domain::authoring::store::drafts::desk(
        &stage.db,
        domain::authoring::drafts::Writer { person: stage.school.ines, everything: false },
        "on-rounds",
    )
    .await
    .unwrap();
    let seen = draft.draft().unwrap().revision.to_string();
    let refused = ines.post("/studio/on-rounds/publishing", &[("seen", &seen), ("newest", "1")]).await.expect(422);
    assert!(refused.one(".error-summary").contains("still to say what there is to disclose"));

    let before = module_md(&ines).await;
    let form = ines.get(PAGE).await.expect(200);
    assert_eq!(form.attribute("#disclosed", "value"), "2027-01-12", "today");
    let companies = "Acme Devices (consultant, until 2026-03)\r\nBolt & Sons <Ltd> (shareholder)";
    let stated = ines.submit(&form, "main form", &[("says-0", "companies"), ("companies-0", companies)]).await.expect(303);
    assert!(ines.follow(&stated).await.expect(200).one("p.notice").contains("Saved"));
    let line = format!("- {AUTHOR}: Acme Devices (consultant, until 2026-03); Bolt & Sons <Ltd> (shareholder)\n");
    let after = module_md(&ines).await;
    assert_eq!(after.replace(&format!("disclosed: 2027-01-12\ndisclosures:\n{line}"), ""), before, "everything else is as it was");
    let again = ines.get(PAGE).await.expect(200);
    assert!(again.has("#says-0-1[checked]") && again.one("#companies-0").contains("Bolt & Sons <Ltd> (shareholder)"));
    let publishing = ines.get("/studio/on-rounds/publishing").await.expect(200);
    assert!(publishing.one("main").contains("nobody has said how the relationships of") && !publishing.has("main form"));
    let how = "a colleague without relationships reviewed all of it";
    ines.submit(&again, "main form", &[("how-0", how)]).await.expect(303);
    let mitigated = format!("{line}mitigated:\n- {AUTHOR}: {how} (Ines Ferreira, 2027-01-12)\n");
    assert!(module_md(&ines).await.contains(&mitigated), "{}", module_md(&ines).await);
    assert_eq!(ines.get(PAGE).await.expect(200).attribute("#how-0", "value"), how);

    let page = ines.get("/studio/on-rounds/publishing").await.expect(200);
    ines.submit(&page, "main form", &[]).await.expect(303);
    let syllabus = stage.anonymous().get("/syllabus/on-rounds").await.expect(200);
    let told = syllabus.one(".fine-print");
    assert!(told.contains("Acme Devices (consultant, until March 2026); Bolt & Sons <Ltd> (shareholder)"), "{told}");
    assert!(told.contains("All relevant financial relationships have been mitigated.") && told.contains(how), "{told}");
    let student = stage.student().await.get("/learn/on-rounds").await.expect(200);
    let told = student.one(".fine-print");
    assert!(told.contains("no financial relationships") && told.contains("1 Nov 2026"), "the version of the cohort says so: {told}");
    assert!(!told.contains("mitigated"), "{told}");
});

site_test!(nobody_says_how_their_own_relationships_were_mitigated, |stage| {
    let (ines, paul) = unstated(stage).await;
    edits(&ines, &format!("- {AUTHOR}\n"), "- Ines Ferreira, MD\n- George Adams, MPH\n").await;
    let form = ines.get(PAGE).await.expect(200);
    let own = [("says-0", "companies"), ("companies-0", "Acme (owner)"), ("how-0", "I am careful"), ("says-1", "companies")];
    let all: Vec<_> = own.into_iter().chain([("companies-1", "Bolt (chair)"), ("how-1", "he is careful, too")]).collect();
    ines.submit(&form, "main form", &all).await.expect(303);
    let text = module_md(&ines).await;
    assert!(
        text.contains("- Ines Ferreira, MD: Acme (owner)\n- George Adams, MPH: Bolt (chair)\n") && !text.contains("mitigated"),
        "{text}"
    );
    let form = ines.get(PAGE).await.expect(200);
    assert!(!form.has("[name=how-0]") && !form.has("[name=how-1]") && form.one("main").contains("You have relationships yourself"));
    let lacks = ines.get("/studio/on-rounds").await.expect(200);
    let lacks = lacks.one(".studio-missing");
    assert!(lacks.contains("relationships of Ines Ferreira, MD") && lacks.contains("relationships of George Adams, MPH"), "{lacks}");

    let his = paul.get(PAGE).await.expect(200);
    let wrong = paul.submit(&his, "main form", &[("how-0", "..."), ("how-1", "he left the board")]).await.expect(422);
    assert!(wrong.one("#how-0-error").contains("does not say how") && wrong.attribute("#how-1", "value") == "he left the board");
    paul.submit(&wrong, "main form", &[("how-0", "Paul wrote what is about devices")]).await.expect(303);
    let said = "mitigated:\n- Ines Ferreira, MD: Paul wrote what is about devices (Paul Adler, 2027-01-12)\n\
                - George Adams, MPH: he left the board (Paul Adler, 2027-01-12)\n";
    assert!(module_md(&paul).await.contains(said), "{}", module_md(&paul).await);

    // Her other relationships were not what was spoken of; what stands of his is left alone.
    let form = ines.get(PAGE).await.expect(200);
    assert!(form.one("main").contains("Said by Paul Adler"));
    ines.submit(&form, "main form", &[("companies-0", "Acme (owner)\r\nCog (speaker)")]).await.expect(303);
    let text = module_md(&ines).await;
    assert!(text.contains("mitigated:\n- George Adams, MPH: he left the board (Paul Adler") && !text.contains("about devices"), "{text}");
});

site_test!(bad_input_is_shown_again_with_what_was_typed, |stage| {
    let (ines, _) = unstated(stage).await;
    let before = module_md(&ines).await;
    let form = ines.get(PAGE).await.expect(200);
    let wrong = ines.submit(&form, "main form", &[]).await.expect(422);
    assert!(wrong.one(".error-summary").contains("Choose what The Attending curriculum project has to disclose"));
    assert_eq!(wrong.attribute(".error-summary a", "href"), "#says-0");
    for (fields, error, words) in [
        (vec![("says-0", "companies"), ("companies-0", "</textarea><b>Acme")], "#companies-0-error", "does not name a company"),
        (vec![("says-0", "companies"), ("companies-0", "")], "#companies-0-error", "each on a line"),
        (vec![("says-0", "companies"), ("companies-0", "Acme (owner, until 2024-12)")], "#companies-0-error", "more than 24 months"),
        (vec![("says-0", "exempt"), ("why-0", " ")], "#why-0-error", "Say why"),
        (vec![("says-0", "none"), ("disclosed", "2027-02-01")], "#disclosed-error", "still to come"),
        (vec![("says-0", "none"), ("disclosed", "2025-12-31")], "#disclosed-error", "more than 12 months ago"),
        (vec![("says-0", "none"), ("disclosed", "soon")], "#disclosed-error", "Write the day"),
    ] {
        let wrong = ines.submit(&form, "main form", &fields).await.expect(422);
        assert!(wrong.one(error).contains(words), "{error}: {}", wrong.one("main"));
        let (_, kept) = wrong.form("main form");
        for (name, value) in fields {
            assert!(kept.iter().any(|(have, stands)| have == name && stands.trim_start() == value.trim_start()), "{name}: {kept:?}");
        }
        assert!(!wrong.text().contains("<b>Acme"));
    }
    assert_eq!(module_md(&ines).await, before, "nothing was changed");
});

site_test!(of_two_who_change_the_module_neither_is_lost, |stage| {
    let (ines, paul) = unstated(stage).await;
    let form = ines.get(PAGE).await.expect(200);
    edits(&paul, "title: On rounds", "title: On rounds, again").await;
    let his = paul.get(PAGE).await.expect(200);
    paul.submit(&his, "main form", &[("says-0", "exempt"), ("why-0", "there is no clinical content")]).await.expect(303);
    let both = ines.submit(&form, "main form", &[("says-0", "none")]).await.expect(409);
    let told = both.one("section.notice");
    assert!(told.contains("Paul Adler") && told.contains("exempt, there is no clinical content") && told.contains("none"), "{told}");
    assert!(module_md(&paul).await.contains("project: exempt, there"), "nothing is written yet");
    assert!(both.has("#says-0[checked]"), "what was typed stands");
    ines.submit(&both, "main form", &[]).await.expect(303);
    let text = module_md(&ines).await;
    assert!(text.contains("project: none\n") && text.contains("title: On rounds, again\n"), "{text}");
    let saves = ines.get(&format!("{MODULE}/saves")).await.expect(200);
    assert!(saves.one("main").contains("Paul Adler"), "and his is among the earlier texts");
});

site_test!(authors_who_changed_meanwhile_are_asked_and_those_gone_are_not_written, |stage| {
    let (ines, paul) = unstated(stage).await;
    let form = ines.get(PAGE).await.expect(200);
    edits(&paul, &format!("- {AUTHOR}\n"), "- Ada Example, MD\n- Ben Example: the second, PhD\n").await;
    let asked = ines.submit(&form, "main form", &[("says-0", "none")]).await.expect(422);
    assert_eq!(asked.all("main legend"), ["Ada Example, MD", "Ben Example: the second, PhD"]);
    let now = ines.get(PAGE).await.expect(200);
    ines.submit(&now, "main form", &[("says-0", "none"), ("says-1", "none")]).await.expect(303);
    let text = module_md(&ines).await;
    assert!(text.contains("- Ada Example, MD: none\n- Ben Example: the second, PhD: none\n") && !text.contains(AUTHOR), "{text}");
    assert!(ines.get("/studio/on-rounds").await.expect(200).one(".studio-missing").contains("Nothing is missing"));
});

site_test!(a_statement_typed_into_a_draft_that_is_over_goes_into_the_next, |stage| {
    let (ines, paul) = unstated(stage).await;
    let form = paul.get(PAGE).await.expect(200);
    ines.post("/studio/on-rounds/discard", &[("confirm", "on-rounds")]).await.expect(303);
    assert!(ines.get(PAGE).await.expect(200).one("main").contains("No draft is open"));
    let over = paul.submit(&form, "main form", &[("says-0", "exempt"), ("why-0", "no clinical content")]).await.expect(409);
    assert!(over.one("p.notice").contains("while you typed") && over.attribute("#why-0", "value") == "no clinical content");
    let both = paul.submit(&over, "main form", &[]).await.expect(409);
    paul.submit(&both, "main form", &[]).await.expect(303);
    assert!(module_md(&paul).await.contains("project: exempt, no clinical content\n"));
});

site_test!(whoever_does_not_write_the_module_finds_nothing, |stage| {
    let (_, paul) = unstated(stage).await;
    let (omar, person) = (stage.administrator().await, stage.school.paul);
    omar.post(&format!("/studio/on-rounds/authors/{person}/removal"), &[]).await.expect(303);
    paul.get(PAGE).await.expect(404);
    paul.post(PAGE, &[("says-0", "none"), ("author-0", AUTHOR), ("disclosed", "2027-01-12")]).await.expect(404);
});
