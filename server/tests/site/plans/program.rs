//! A program's template: one form, whose rows come and go, and that loses nothing.

use crate::stage::{Answer, Stage, Visitor};

const FORM: &str = "form.plan-form";

/// The template with a residency and the module of the tests.
async fn filled_in(ruth: &Visitor) -> Answer {
    let mut page = ruth.get("/programs/mmm").await.expect(200);
    page = ruth.submit(&page, FORM, &[("do", "add r")]).await.expect(200);
    page = ruth.submit(&page, FORM, &[("r1-title", "Opening"), ("r1-first", "start"), ("do", "add m")]).await.expect(200);
    ruth.submit(&page, FORM, &[("m1-slug", "on-rounds"), ("m1-opens", "R1.end + 1d"), ("m1-due", "opens + 3w"), ("do", "preview")]).await
}

fn value(page: &Answer, name: &str) -> String {
    let (_, fields) = page.form(FORM);
    fields.into_iter().find(|(have, _)| have == name).map(|(_, value)| value).unwrap_or_default()
}

site_test_on_both!(a_program_is_created_filled_in_row_by_row_and_saved, |stage| {
    let ruth = stage.staff().await;
    let created = ruth.submit(&ruth.get("/programs/new").await.expect(200), "main form", &[("title", "Doctors who lead")]).await;
    assert_eq!(created.location(), "/programs/doctors-who-lead?done=created");
    ruth.follow(&created).await.expect(200);
    let page = filled_in(&ruth).await.expect(200);
    assert!(page.one(".outline-dates li[data-kind=residency]").starts_with("R1 OpeningSat"), "{:?}", page.all(".outline-dates li"));
    let saved = ruth.submit(&page, FORM, &[]).await;
    assert_eq!(saved.location(), "/programs/mmm?done=saved");
    let page = ruth.follow(&saved).await.expect(200);
    assert!(page.one("p.notice").contains("No running cohort was changed"));
    assert_eq!((value(&page, "m1-due"), value(&page, "revision")), ("opens + 3w".to_owned(), "1".to_owned()));
});

site_test!(what_is_wrong_stands_at_its_field_with_the_piece_and_nothing_typed_is_lost, |stage| {
    let ruth = stage.staff().await;
    let page = filled_in(&ruth).await.expect(200);
    let wrong = [("m1-due", "R2.start - 14"), ("more", "A talk & a <project>"), ("title", "")];
    let page = ruth.submit(&page, FORM, &wrong).await.expect(422);
    assert_eq!(page.all(".error-summary a"), ["Name: Write a name.", "On rounds, due: Days or weeks? Write d or w after the number."]);
    assert_eq!(page.attribute("#m1-due", "value"), "R2.start - 14");
    assert_eq!(page.attribute("#m1-due", "aria-describedby"), "m1-due-error");
    assert!(page.one("#m1-due-error code.rule-wrong").starts_with("R2.start - 14"));
    assert_eq!(value(&page, "more").trim(), "A talk & a <project>");
    let page = ruth.submit(&page, FORM, &[("title", "MMM"), ("m1-due", "R2.start - 14d")]).await.expect(422);
    assert_eq!(page.one("#m1-due-error mark"), "R2.start", "there is no second residency");
    let page = ruth.submit(&page, FORM, &[("m1-due", "opens"), ("m1-opens", "due")]).await.expect(422);
    assert!(page.one(".error-summary").contains("in a circle"));
    let page =
        ruth.submit(&page, FORM, &[("m1-due", "opens + 3w"), ("m1-opens", "start"), ("m1-slug", "nothing-of-the-sort")]).await.expect(422);
    assert!(page.one("#m1-slug-error").contains("No module of this name is published"));
});

site_test!(rows_move_up_and_down_without_scripts_and_rules_go_along, |stage| {
    let ruth = stage.staff().await;
    let page = filled_in(&ruth).await.expect(200);
    let page = ruth.submit(&page, FORM, &[("do", "add r")]).await.expect(200);
    let page = ruth.submit(&page, FORM, &[("r2-title", "Middle"), ("r2-first", "R1.end + 8w"), ("do", "up r 2")]).await.expect(200);
    assert_eq!((value(&page, "r1-title"), value(&page, "r1-first")), ("Middle".to_owned(), "R2.end + 8w".to_owned()));
    assert_eq!(value(&page, "m1-opens"), "R2.end + 1d");
    let page = ruth.submit(&page, FORM, &[("do", "remove r 2")]).await.expect(200);
    assert_eq!(value(&page, "m1-opens"), "removed.end + 1d");
    ruth.submit(&page, FORM, &[]).await.expect(422);
});

site_test!(of_two_who_edit_at_once_the_second_is_told_and_keeps_what_they_typed, |stage| {
    let (ruth, omar) = (stage.staff().await, stage.administrator().await);
    let (one, other) = (filled_in(&ruth).await.expect(200), omar.get("/programs/mmm").await.expect(200));
    omar.submit(&other, FORM, &[("hours", "16")]).await.location();
    let stale = ruth.submit(&one, FORM, &[("summary", "Mine")]).await.expect(409);
    let cells = stale.all("section.notice tbody tr > *");
    let rows: Vec<_> = cells.chunks(3).map(|row| row.join(" | ")).collect();
    assert!(rows.contains(&"Hours a week | 16 | 10".to_owned()) && rows.contains(&"Summary | Nothing | Mine".to_owned()), "{rows:?}");
    assert_eq!((value(&stale, "r1-title"), value(&stale, "summary").trim().to_owned()), ("Opening".to_owned(), "Mine".to_owned()));
    let saved = ruth.submit(&stale, FORM, &[("hours", "16")]).await;
    assert_eq!(saved.location(), "/programs/mmm?done=saved");
});

site_test!(a_name_in_addresses_is_given_once, |stage| {
    let ruth = stage.staff().await;
    let page = ruth.get("/programs/new").await.expect(200);
    let again = ruth.submit(&page, "main form", &[("title", "MMM"), ("summary", "Once more")]).await.expect(422);
    assert!(again.one("#slug-error").contains("Another program has this name"));
    assert_eq!((again.attribute("#slug", "value"), again.attribute("#summary", "value")), ("mmm".to_owned(), "Once more".to_owned()));
});

site_test!(staff_see_the_programs_they_run_and_no_others, |stage| {
    let omar = stage.administrator().await;
    let page = omar.get("/programs/new").await.expect(200);
    omar.submit(&page, "main form", &[("title", "Another program")]).await.location();
    let ruth = stage.staff().await;
    assert_eq!(ruth.get("/programs").await.expect(200).all(".card h3"), ["MMM"]);
    for path in ["/programs/another-program", "/programs/another-program/cohorts/new", "/programs/nonsense"] {
        ruth.get(path).await.expect(404);
    }
    for path in ["/programs/another-program", "/programs/another-program/cohorts"] {
        ruth.post(path, &[("title", "Mine now"), ("revision", "0")]).await.expect(404);
    }
    assert_eq!(omar.get("/programs").await.expect(200).all(".card h3"), ["Another program", "MMM"]);
});

/// The template of the school's program, saved, for tests of what is made from it.
pub async fn saved_template(stage: &Stage) {
    let ruth = stage.staff().await;
    let page = filled_in(&ruth).await.expect(200);
    ruth.submit(&page, FORM, &[]).await.location();
}
