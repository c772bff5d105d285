//! A draft is read by a link: without an account, for a week, and no longer than its author wants.

use chrono::TimeDelta;
use domain::{
    accounts::{rules::PAGES_BY_LINK, store::count_try},
    authoring::store::drafts::{administrator, desk, links},
};

use super::{LESSON, text_in, two_authors};
use crate::stage::{Answer, Stage, Visitor};

const REVIEW: &str = "/studio/on-rounds/review";
const FORM: &str = "form[action$='/links']";

/// Makes a link; the address behind it, from the root of the site.
async fn link(stage: &Stage, author: &Visitor, for_whom: &str) -> String {
    let page = author.get(REVIEW).await.expect(200);
    let made = author.submit(&page, FORM, &[("for_whom", for_whom)]).await.expect(200);
    let address = made.attribute("#address", "value");
    assert!(!author.get(REVIEW).await.expect(200).has("#address"), "it is shown this once");
    address.strip_prefix(&format!("http://{}", stage.address)).unwrap().to_owned()
}

fn assert_kept_nowhere(answer: &Answer) {
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("x-robots-tag"), "noindex, nofollow, noarchive");
    assert_eq!(answer.headers().get_all("cache-control").iter().count(), 1);
}

fn assert_gone(answer: Answer) {
    let answer = answer.expect(404);
    assert_eq!(answer.one("h1"), "This link does not work");
    assert!(answer.one("main").contains("ask whoever sent it to you"));
    assert_kept_nowhere(&answer);
}

site_test_on_both!(whoever_has_a_link_reads_the_draft_as_it_stands, |stage| {
    let (ines, _) = two_authors(stage).await;
    let address = link(stage, &ines, "Dr. Weber").await;
    assert_eq!(address.len(), "/read/".len() + 43, "256 bits");
    let editor = ines.get(LESSON).await.expect(200);
    let text = text_in(&editor).replace("every morning", "every evening");
    ines.submit(&editor, "form[data-editor]", &[("text", &text)]).await.expect(303);

    let weber = stage.anonymous();
    let outline = weber.get(&address).await.expect(200);
    assert_kept_nowhere(&outline);
    assert_eq!(outline.all("ol.units h3"), ["The team", "A check", "A long round"]);
    assert!(
        outline.one("main .notice").contains("Ines Ferreira shows you, for your eyes until")
            && outline.one("main").contains("What a team does")
    );
    assert!(!outline.one("main").contains("Dr. Weber") && !outline.text().contains("/studio"));
    let lesson = weber.get(&outline.attribute("ol.units li:first-child a", "href")).await.expect(200);
    assert!(lesson.one("article").contains("every evening") && lesson.one("article").contains("The attending"));
    assert!(!lesson.has("main form") && !lesson.has("main button"), "nothing can be handed in");
    assert_kept_nowhere(&lesson);
    let figure = lesson.attribute("article img", "src");
    assert_eq!(figure, format!("{address}/files/figures/round.svg"));
    let figure = weber.get(&figure).await.expect(200);
    assert_eq!(figure.header("content-type"), "image/svg+xml");
    assert_kept_nowhere(&figure);
    let quiz = weber.get(&format!("{address}/units/02-check")).await.expect(200);
    assert_eq!(quiz.all("legend .question-label").into_iter().filter(|label| label.starts_with("Question")).count(), 2);
    assert!(quiz.one("article").contains("Patients change overnight") && quiz.one("dl.facts").contains("50%") && !quiz.has("main form"));
    let case = weber.get(&format!("{address}/units/03-case")).await.expect(200);
    assert!(case.one("article").contains("20 to 200 words") && !case.has("main form"));
});

site_test!(a_link_shows_its_draft_and_nothing_else, |stage| {
    let (ines, paul) = two_authors(stage).await;
    let address = link(stage, &ines, "").await;
    paul.post("/studio", &[("title", "Another module"), ("slug", "")]).await.expect(303);
    let other = {
        let page = paul.get("/studio/another-module/review").await.expect(200);
        paul.submit(&page, FORM, &[]).await.expect(200).attribute("#address", "value")
    };
    let other = other.strip_prefix(&format!("http://{}", stage.address)).unwrap();
    let weber = stage.anonymous();
    for hidden in ["figures/other.svg", "module.md", "01-team.md", "../module.md"] {
        let refused = weber.get(&format!("{address}/files/{hidden}")).await.expect(404);
        assert_kept_nowhere(&refused);
    }
    weber.get(&format!("{other}/files/figures/round.svg")).await.expect(404);
    let stranger = weber.get(&format!("{other}/units/01-team")).await.expect(404);
    assert!(stranger.one("main").contains("no such unit in this draft"));
    weber.get(&format!("{address}/units/module")).await.expect(404);
    for path in ["/studio/on-rounds", REVIEW, LESSON, "/learn/on-rounds", "/studio/on-rounds/files/figures/round.svg"] {
        weber.get(path).await.expect(303);
    }
    // Ines, who is signed in, sees what her colleague sees.
    let seen = ines.get(&address).await.expect(200);
    assert!(!seen.text().contains("Sign out") && !seen.text().contains("href=\"/studio\""));
});

site_test!(a_link_is_revoked_and_dead_at_once, |stage| {
    let (ines, paul) = two_authors(stage).await;
    let (address, kept) = (link(stage, &ines, "Dr. Weber").await, link(stage, &ines, "").await);
    let weber = stage.anonymous();
    weber.get(&address).await.expect(200);
    let page = paul.get(REVIEW).await.expect(200);
    let row = page.all("#links li").into_iter().find(|row| row.contains("Dr. Weber")).unwrap();
    assert!(row.contains("Works until") && row.contains("Ines Ferreira"), "{row}");
    let form = "#links li:last-child form";
    assert!(page.one("#links li:last-child").contains("Dr. Weber"), "the newest is first");
    let (action, _) = page.form(form);
    stage.visitor(crate::stage::Kind::Staff).await.post(&action, &[]).await.expect(404);
    let done = paul.submit(&page, form, &[]).await.expect(303);
    assert!(paul.get(done.location().split('#').next().unwrap()).await.expect(200).one("p.notice").contains("works no longer"));
    for path in [address.clone(), format!("{address}/units/01-team")] {
        assert_gone(weber.get(&path).await);
    }
    weber.get(&format!("{address}/files/figures/round.svg")).await.expect(404);
    weber.get(&kept).await.expect(200);
    assert!(paul.get(REVIEW).await.expect(200).one("#links li:last-child").contains("Revoked"));
    paul.post(&action, &[]).await.expect(404);
    paul.post("/studio/on-rounds/links/nonsense/revocation", &[]).await.expect(404);
});

site_test!(a_link_is_over_after_a_week_and_with_its_draft, |stage| {
    let (ines, _) = two_authors(stage).await;
    let address = link(stage, &ines, "").await;
    let weber = stage.anonymous();
    assert_gone(weber.get("/read/never-was").await);
    assert_gone(weber.get(&format!("/read/{}", "x".repeat(43))).await);
    ines.post("/studio/on-rounds/discard", &[("confirm", "on-rounds")]).await.expect(303);
    assert_gone(weber.get(&address).await);
    let page = ines.get("/studio/on-rounds").await.expect(200);
    ines.submit(&page, "form[action$='/draft']", &[]).await.expect(303);
    assert_gone(weber.get(&address).await);
    let next = link(stage, &ines, "").await;
    stage.clock.forward(TimeDelta::days(7) - TimeDelta::seconds(1));
    weber.get(&next).await.expect(200);
    stage.clock.forward(TimeDelta::seconds(1));
    assert_gone(weber.get(&next).await);
});

site_test!(openings_are_counted_and_the_list_says_so, |stage| {
    let (ines, _) = two_authors(stage).await;
    let address = link(stage, &ines, "Dr. Weber").await;
    assert!(ines.get(REVIEW).await.expect(200).one("#links li").contains("Not opened yet"));
    let weber = stage.anonymous();
    weber.get(&address).await.expect(200);
    weber.get(&format!("{address}/units/01-team")).await.expect(200);
    let writer = administrator(stage.school.omar);
    let draft = desk(&stage.db, writer, "on-rounds").await.unwrap().draft().unwrap().id;
    // It is noted beside the answer.
    while links(&stage.db, draft).await.unwrap()[0].opened == 0 {
        tokio::task::yield_now().await;
    }
    let row = ines.get(REVIEW).await.expect(200).one("#links li");
    assert!(row.contains("Opened 1 time, last"), "{row}");
});

site_test!(only_authors_make_links_and_no_more_than_ten, |stage| {
    let (ines, _) = two_authors(stage).await;
    let ruth = stage.staff().await;
    ruth.post("/studio/on-rounds/links", &[]).await.expect(404);
    let page = ines.get(REVIEW).await.expect(200);
    let long = ines.submit(&page, FORM, &[("for_whom", &"x".repeat(121))]).await.expect(422);
    assert!(long.one("#for_whom-error").contains("At most 120") && long.one(".error-summary").contains("At most 120"));
    assert_eq!(long.attribute("#for_whom", "value").len(), 121, "what was typed is still there");
    for _ in 0..10 {
        ines.submit(&page, FORM, &[]).await.expect(200);
    }
    let full = ines.submit(&page, FORM, &[]).await.expect(422);
    assert!(full.one("#for_whom-error").contains("Revoke one of them first"));
    ines.post("/studio/on-rounds/discard", &[("confirm", "on-rounds")]).await.expect(303);
    ines.post("/studio/on-rounds/links", &[]).await.expect(409);
});

site_test!(a_unit_that_is_not_in_order_is_said_to_be_in_the_making, |stage| {
    let (ines, _) = two_authors(stage).await;
    let address = link(stage, &ines, "").await;
    let editor = ines.get(LESSON).await.expect(200);
    let text = text_in(&editor).replace("minutes: 10", "minutes: soon");
    ines.submit(&editor, "form[data-editor]", &[("text", &text)]).await.expect(303);
    let weber = stage.anonymous();
    assert_eq!(weber.get(&address).await.expect(200).all("ol.units h3").len(), 3);
    let lesson = weber.get(&format!("{address}/units/01-team")).await.expect(200);
    assert!(lesson.one("article").contains("still at work on this unit") && !lesson.text().contains("minutes: soon"));
});

site_test!(a_link_that_is_asked_for_all_the_time_waits, |stage| {
    let (ines, _) = two_authors(stage).await;
    let address = link(stage, &ines, "").await;
    let draft = desk(&stage.db, administrator(stage.school.omar), "on-rounds").await.unwrap().draft().unwrap().id;
    let (id, now) = (links(&stage.db, draft).await.unwrap()[0].id.to_string(), stage.now());
    let counted = stage.db.write(move |tx| {
        Box::pin(async move {
            for reader in 0..PAGES_BY_LINK.anywhere {
                count_try(tx, PAGES_BY_LINK, &id, &reader.to_string(), now).await?;
            }
            Ok(())
        })
    });
    counted.await.unwrap();
    let refused = stage.anonymous().get(&address).await.expect(429);
    assert!(refused.one("h1").contains("Too many"));
    assert_kept_nowhere(&refused);
});
