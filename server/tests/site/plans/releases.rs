//! A residency moves: what that does is seen, released, and told to whom it concerns, once.

use chrono::NaiveDate;
use domain::{
    cohorts::{Basis, Granting, Residency, store},
    db::{Bind, Query},
    ids::{ExtensionId, ResidencyId},
};

use crate::{
    cohorts::places::amara_becomes,
    stage::{Answer, Kind, Stage, Visitor},
};

const EDIT: &str = "/cohorts/2027/calendar/edit";
const FORM: &str = "form.plan-form";
const RELEASE: &str = ".release form";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A residency in February, and a module that hangs on it: release 1, of which the mail was read.
async fn hung(stage: &Stage) -> Visitor {
    let (cohort, now) = (stage.school.cohort, stage.now());
    let residency = Residency {
        id: ResidencyId::new(),
        position: 1,
        title: "Opening".into(),
        place: "Main campus".into(),
        starts_on: day("2027-02-06"),
        ends_on: day("2027-02-09"),
    };
    stage.db.write(move |tx| Box::pin(async move { store::add_residency(tx, now, None, cohort, &residency).await })).await.unwrap();
    let ruth = stage.staff().await;
    let page = ruth.get(EDIT).await.expect(200);
    assert_eq!(page.attribute("#r1-first", "value"), "2027-02-06");
    let page = ruth.submit(&page, FORM, &[("do", "add m1-u")]).await.expect(200);
    let rules = [("m1-opens", "R1.end + 1d"), ("m1-due", "R1.end + 3w"), ("m1-u1-slug", "check"), ("m1-u1-due", "2027-03-01"), ("end", "")];
    let seen = ruth.submit(&page, FORM, &rules).await.expect(200);
    ruth.submit(&seen, RELEASE, &[("note", "The module hangs on the residency.")]).await.location();
    assert_eq!(stage.mail().await.len(), 1, "Amara is told");
    ruth
}

/// What moves, line by line.
fn moves(page: &Answer) -> Vec<String> {
    let cells = page.all("table.moves tbody tr:not(.moves-group) > *");
    cells.chunks(4).map(|line| line.join(" | ")).collect()
}

async fn moved_to(ruth: &Visitor, first_day: &str) -> Answer {
    let page = ruth.get(EDIT).await.expect(200);
    ruth.submit(&page, FORM, &[("r1-first", first_day)]).await
}

/// Amara has until a campus day for the quiz, whatever moves.
async fn promise(stage: &Stage, until: &str) {
    let (cohort, now, ruth) = (stage.school.cohort, stage.now(), stage.school.ruth);
    let (unit, enrollment) = (stage.school.units(&stage.db).await[1], stage.school.amaras_place);
    let basis = Basis::Absolute(day(until));
    let granting = Granting { id: ExtensionId::new(), enrollment, unit, basis, reason: "Call in that week.".into() };
    stage.db.write(move |tx| Box::pin(async move { store::grant(tx, now, ruth, cohort, &granting).await })).await.unwrap();
}

site_test_on_both!(a_residency_moves_and_everybody_concerned_is_told_once, |stage| {
    let ruth = hung(stage).await;
    let seen = moved_to(&ruth, "2027-02-13").await.expect(200);
    let rows = moves(&seen);
    assert_eq!(
        rows,
        [
            "R1 Opening | Sat 6 – Tue 9 Feb 2027 | Sat 13 – Tue 16 Feb 2027 | +7 days",
            "Opens | Wed 10 Feb 2027, 08:00 | Wed 17 Feb 2027, 08:00 | +7 days",
            "Due | Tue 2 Mar 2027, 23:59 | Tue 9 Mar 2027, 23:59 | +7 days",
            "Last day | Tue 2 Mar 2027 | Tue 9 Mar 2027 | +7 days",
        ]
    );
    assert!(seen.one(".affected").contains("Amara Okafor") && !seen.text().contains("Ravi Menon"));
    assert!(seen.one(RELEASE).contains("1 student will see"));
    assert!(stage.mail().await.is_empty(), "looking tells nobody");

    let released = ruth.submit(&seen, RELEASE, &[("note", "Snow closed the campus.")]).await;
    assert_eq!(released.location(), "/cohorts/2027/calendar/releases/2?done=released");
    let mail = stage.the_mail().await;
    assert_eq!(mail.recipient, "amara.okafor@school.example");
    for part in ["Snow closed the campus.", "Sat 6 – Tue 9 Feb 2027 → Sat 13 – Tue 16 Feb 2027, +7 days", "/calendar"] {
        assert!(mail.body.contains(part), "{part} in {}", mail.body);
    }
    assert!(!mail.body.contains("A check"), "its date did not change");
    let page = ruth.follow(&released).await.expect(200);
    assert_eq!(moves(&page), rows);
    ruth.submit(&seen, RELEASE, &[("note", "Sent twice.")]).await.expect(409);
});

site_test_on_both!(who_was_away_while_dates_moved_is_told_on_the_return_once, |stage| {
    let ruth = hung(stage).await;
    amara_becomes(stage, &ruth, "on_leave", "A new child").await;
    for first_day in ["2027-02-13", "2027-02-20"] {
        let seen = moved_to(&ruth, first_day).await.expect(200);
        ruth.submit(&seen, RELEASE, &[("note", first_day)]).await.location();
    }
    assert!(stage.mail().await.is_empty(), "nobody is bothered on leave");
    amara_becomes(stage, &ruth, "enrolled", "").await;
    let mail = stage.the_mail().await;
    assert_eq!(mail.recipient, "amara.okafor@school.example");
    for part in ["While you were away", "Sat 6 – Tue 9 Feb 2027 → Sat 20 – Tue 23 Feb 2027, +14 days", "/calendar"] {
        assert!(mail.body.contains(part), "{part} in {}", mail.body);
    }
    amara_becomes(stage, &ruth, "on_leave", "A week more").await;
    amara_becomes(stage, &ruth, "enrolled", "").await;
    assert!(stage.mail().await.is_empty(), "once");
});

site_test!(who_answered_for_other_days_is_asked_to_look_at_it_again_in_the_same_message, |stage| {
    let ruth = hung(stage).await;
    let page = ruth.get("/cohorts/2027/residencies/1/coming").await.expect(200);
    ruth.submit(&page, "form[action$='/round']", &[]).await.expect(303);
    stage.student().await.post("/residencies/1/answer", &[("answer", "yes"), ("note", "")]).await.expect(303);
    stage.mail().await;
    let seen = moved_to(&ruth, "2027-02-13").await.expect(200);
    ruth.submit(&seen, RELEASE, &[("note", "Snow closed the campus.")]).await.location();
    let mail = stage.the_mail().await;
    assert!(mail.body.contains("+7 days. You answered for the days before: your answer stands, please look at it again"), "{}", mail.body);
    assert!(mail.body.contains("/residencies/1/answer\n"), "{}", mail.body);

    let over = stage.now() - chrono::TimeDelta::days(1);
    let query = Query::new("UPDATE answer_rounds SET answer_by = $1", vec![Bind::param(Some(&over))]);
    stage.db.write(move |tx| Box::pin(async move { tx.run(query).await.map(drop) })).await.unwrap();
    let seen = moved_to(&ruth, "2027-02-20").await.expect(200);
    ruth.submit(&seen, RELEASE, &[("note", "Again.")]).await.location();
    let mail = stage.the_mail().await;
    assert!(mail.body.contains("write to program staff") && mail.body.contains("/calendar\n"), "{}", mail.body);
});

site_test!(what_is_promised_is_protected_and_who_has_no_other_date_is_not_told, |stage| {
    let ruth = hung(stage).await;
    promise(stage, "2027-03-20").await;
    let page = ruth.get(EDIT).await.expect(200);
    let seen = ruth.submit(&page, FORM, &[("m1-u1-due", "2027-03-08")]).await.expect(200);
    assert!(seen.one("[aria-labelledby=people] p").contains("Nobody's own dates change"));
    assert!(seen.one("[aria-labelledby=extensions] tbody tr").contains("Protected"));
    ruth.submit(&seen, RELEASE, &[("note", "A week more for the quiz.")]).await.location();
    assert!(stage.mail().await.is_empty(), "Amara's own date is the one she was promised");
});

site_test!(a_release_that_changes_no_date_tells_nobody, |stage| {
    let ruth = hung(stage).await;
    let page = ruth.get(EDIT).await.expect(200);
    let seen = ruth.submit(&page, FORM, &[("hours", "12")]).await.expect(200);
    assert!(!seen.has("table.moves") && seen.one(".lede").contains("No date of 2027 changes"));
    ruth.submit(&seen, RELEASE, &[("note", "Two hours more a week.")]).await.location();
    assert!(stage.mail().await.is_empty());
});

site_test!(what_would_lie_in_a_blackout_or_in_the_past_is_said_before, |stage| {
    let ruth = hung(stage).await;
    let page = ruth.get(EDIT).await.expect(200);
    let page = ruth.submit(&page, FORM, &[("do", "add b")]).await.expect(200);
    let holiday = [("b1-title", "Presidents' Day"), ("b1-first", "2027-02-15"), ("r1-first", "2027-02-13"), ("m1-u1-due", "2027-02-20")];
    let seen = ruth.submit(&page, FORM, &holiday).await.expect(200);
    assert!(seen.one("div.notice").contains("Mon 15 Feb 2027 is in Presidents' Day"), "{}", seen.one("div.notice"));
    assert_eq!(seen.all("table.moves tr[data-state=flagged]").len(), 1);
    let past = moved_to(&ruth, "2027-01-02").await.expect(200);
    assert!(past.all("tr[data-state=flagged] .state").contains(&"In the past".to_owned()));
});

site_test!(a_draft_that_cannot_be_released_comes_back_whole, |stage| {
    let ruth = hung(stage).await;
    let page = ruth.get(EDIT).await.expect(200);
    let wrong = [("m1-opens", "R1.end + 1x"), ("r1-place", "Elsewhere"), ("note", "Kept")];
    let back = ruth.submit(&page, FORM, &wrong).await.expect(422);
    assert_eq!(back.attribute("#m1-opens", "value"), "R1.end + 1x");
    assert_eq!(back.attribute("#r1-place", "value"), "Elsewhere");
    assert!(back.has("details.plan-rules[open]") && back.has(".error-summary a[href='#m1-opens']"));
    let late = ruth.submit(&page, FORM, &[("m1-due", "R1.start")]).await.expect(422);
    assert!(late.one("#m1-due-error").contains("but opens only on"), "{}", late.one("#m1-due-error"));
    assert!(late.one(".error-summary").contains("On rounds, due: It is due on "), "{}", late.one(".error-summary"));
    let seen = moved_to(&ruth, "2027-02-13").await.expect(200);
    let unsaid = ruth.submit(&seen, RELEASE, &[("note", "  ")]).await.expect(422);
    assert!(unsaid.one("#note-error").contains("Say what is different"));
    let (_, fields) = unsaid.form(RELEASE);
    assert!(fields.contains(&("r1-first".to_owned(), "2027-02-13".to_owned())));
});

site_test_on_both!(of_two_who_move_dates_at_once_the_second_sees_the_first_and_goes_on_top, |stage| {
    let ruth = hung(stage).await;
    let seen = moved_to(&ruth, "2027-02-13").await.expect(200);
    let omar = stage.administrator().await;
    let page = omar.get(EDIT).await.expect(200);
    let his = omar.submit(&page, FORM, &[("m1-u1-due", "2027-03-05")]).await.expect(200);
    omar.submit(&his, RELEASE, &[("note", "The quiz is due on a Friday.")]).await.location();
    assert_eq!(stage.mail().await.len(), 1);

    let stale = ruth.submit(&seen, RELEASE, &[("note", "Snow.")]).await.expect(409);
    assert!(stale.one(".releases-between").contains("Omar Haddad") && stale.one(".releases-between").contains("due on a Friday"));
    let between = moves(&stale);
    assert_eq!(between[0], "A check | Mon 1 Mar 2027, 23:59 | Fri 5 Mar 2027, 23:59 | +4 days", "what came between");
    assert!(stage.mail().await.is_empty());
    let again = ruth.submit(&stale, "[aria-labelledby=yours] form", &[]).await.expect(200);
    let rows = moves(&again);
    assert!(rows[0].contains("Sat 13 – Tue 16 Feb 2027"), "{rows:?}");
    assert!(!rows.iter().any(|row| row.contains("A check")), "his date stays: {rows:?}");
    ruth.submit(&again, RELEASE, &[]).await.location();
    assert_eq!(stage.mail().await.len(), 1);
    let third = ruth.get("/cohorts/2027/calendar/releases/3").await.expect(200);
    assert!(third.one(".lede").contains("Snow."));
    assert!(third.one(".outcome-units").contains("Fri 5 Mar 2027, 23:59"));
});

site_test!(earlier_releases_can_be_read_and_compared, |stage| {
    let ruth = hung(stage).await;
    let none = ruth.get("/cohorts/2028/calendar/releases").await.expect(200);
    assert!(none.one(".empty").contains("No release yet"));
    for first_day in ["2027-02-13", "2027-02-20"] {
        let seen = moved_to(&ruth, first_day).await.expect(200);
        ruth.submit(&seen, RELEASE, &[("note", first_day)]).await.location();
    }
    stage.mail().await;
    let list = ruth.get("/cohorts/2027/calendar/releases").await.expect(200);
    assert_eq!(list.all("tbody th"), ["Release 3", "Release 2", "Release 1", "Before the first"]);
    let third = ruth.get("/cohorts/2027/calendar/releases/3?against=1").await.expect(200);
    assert!(third.all("table.moves tbody tr")[1].ends_with("+14 days"), "{:?}", third.all("table.moves tbody tr"));
    assert!(third.has("option[value='1'][selected]"));
    let first = ruth.get("/cohorts/2027/calendar/releases/1?against=3").await.expect(200);
    assert!(first.all("table.moves tbody tr")[1].ends_with("−14 days"));
    for nothing in ["9", "nonsense", "1?against=9"] {
        ruth.get(&format!("/cohorts/2027/calendar/releases/{nothing}")).await.expect(404);
    }
    for (kind, status) in [(Kind::Student, 404), (Kind::Faculty, 404), (Kind::Administrator, 200)] {
        stage.visitor(kind).await.get("/cohorts/2027/calendar/releases/1").await.expect(status);
    }
});
