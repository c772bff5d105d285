//! Creating a cohort: the whole calendar is seen before anything exists.

use super::program::saved_template;
use crate::stage::{Answer, Stage};

const FORM: &str = "form.plan-form";
const TYPED: [(&str, &str); 4] = [("title", "Cohort 13"), ("zone", "America/Denver"), ("start", "2027-06-05"), ("do", "preview")];

/// The calendar of Cohort 13, looked at.
async fn previewed(stage: &Stage) -> Answer {
    saved_template(stage).await;
    let ruth = stage.staff().await;
    let page = ruth.get("/programs/mmm/cohorts/new").await.expect(200);
    assert!(!page.has(".outcome"), "there is nothing to be seen yet");
    ruth.submit(&page, FORM, &TYPED).await.expect(200)
}

site_test_on_both!(a_cohort_is_created_from_the_calendar_that_was_looked_at, |stage| {
    let preview = previewed(stage).await;
    assert_eq!(preview.attribute("#slug", "value"), "cohort-13");
    assert_eq!(preview.attribute("#r1-first", "value"), "2027-06-05");
    let rows = preview.all(".outcome tbody tr");
    assert!(rows[0].contains("Sat 5 – Tue 8 Jun 2027") && rows[1].contains("Wed 9 Jun 2027, 08:00"), "{rows:?}");
    let ruth = stage.staff().await;
    ruth.get("/cohorts/cohort-13").await.expect(404);
    let created = ruth.submit(&preview, FORM, &[("do", "create")]).await;
    assert_eq!(created.location(), "/cohorts/cohort-13");
    ruth.follow(&created).await.expect(200);
    let releases = ruth.get("/cohorts/cohort-13/calendar/releases").await.expect(200);
    assert_eq!(releases.all("tbody th"), ["Release 1"]);
    let first = ruth.get("/cohorts/cohort-13/calendar/releases/1").await.expect(200);
    assert!(first.all(".outcome tbody tr")[1].contains("Wed 30 Jun 2027, 23:59"), "{:?}", first.all(".outcome tbody tr"));
});

site_test!(nothing_is_created_from_other_dates_than_those_that_were_looked_at, |stage| {
    let preview = previewed(stage).await;
    let ruth = stage.staff().await;
    let other = ruth.submit(&preview, FORM, &[("r1-first", "2027-06-12"), ("do", "create")]).await.expect(200);
    assert!(other.one("p.notice[role=alert]").contains("Nothing was created"));
    assert!(other.all(".outcome tbody tr")[1].contains("Wed 16 Jun 2027, 08:00"));
    ruth.get("/cohorts/cohort-13").await.expect(404);
    assert_eq!(ruth.submit(&other, FORM, &[("do", "create")]).await.location(), "/cohorts/cohort-13");
});

site_test!(another_start_moves_the_days_that_nobody_typed, |stage| {
    let preview = previewed(stage).await;
    let ruth = stage.staff().await;
    let moved = ruth.submit(&preview, FORM, &[("start", "2027-06-12"), ("do", "preview")]).await.expect(200);
    assert_eq!(moved.attribute("#r1-first", "value"), "2027-06-12");
    let typed = ruth.submit(&moved, FORM, &[("r1-first", "2027-06-19"), ("do", "preview")]).await.expect(200);
    let moved = ruth.submit(&typed, FORM, &[("start", "2027-06-14"), ("do", "preview")]).await.expect(200);
    assert_eq!(moved.attribute("#r1-first", "value"), "2027-06-19", "what was typed stays");
});

site_test!(what_is_wrong_with_a_cohort_is_said_and_what_was_typed_stays, |stage| {
    let preview = previewed(stage).await;
    let ruth = stage.staff().await;
    let wrong = ruth.submit(&preview, FORM, &[("title", ""), ("start", "soon"), ("do", "create")]).await.expect(422);
    assert_eq!(wrong.all(".error-summary a").len(), 2);
    assert_eq!(wrong.attribute("#start", "value"), "soon");
    assert!(wrong.has("option[value='America/Denver'][selected]"));
    let taken = ruth.submit(&preview, FORM, &[("slug", "2027"), ("do", "create")]).await.expect(422);
    assert!(taken.one("#slug-error").contains("Another cohort has this name"));
    assert_eq!(taken.attribute("#title", "value"), "Cohort 13");
});

site_test!(a_change_of_a_program_changes_no_running_cohort, |stage| {
    let preview = previewed(stage).await;
    let ruth = stage.staff().await;
    ruth.submit(&preview, FORM, &[("do", "create")]).await.location();
    let before = ruth.get("/cohorts/cohort-13/calendar/releases/1").await.expect(200).all(".outcome tr");
    let page = ruth.get("/programs/mmm").await.expect(200);
    ruth.submit(&page, FORM, &[("m1-due", "opens + 9w")]).await.location();
    assert_eq!(ruth.get("/cohorts/cohort-13/calendar/releases/1").await.expect(200).all(".outcome tr"), before);
    let page = ruth.get("/cohorts/cohort-13/calendar/edit").await.expect(200);
    assert_eq!(page.attribute("#m1-due", "value"), "opens + 3w");
});
