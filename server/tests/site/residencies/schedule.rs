//! Staff build the days on the board, see what is wrong, take steps back, and release.

use domain::{
    ids::{RoomId, VenueId},
    residencies::{
        store::{add_room, add_venue, released_sessions, settle},
        venues::{RoomDetails, VenueDetails},
    },
};

use crate::{
    cohorts::places::amara_becomes,
    stage::{Answer, Stage, Visitor},
};

pub(super) const BOARD: &str = "/cohorts/2027/residencies/1/board";

/// A residency, and two rooms for it: a hall, and a small one that closes at noon.
pub(super) async fn rooms(stage: &Stage) -> (String, String) {
    stage.residency().await;
    let (venue, hall, small, now) = (VenueId::new(), RoomId::new(), RoomId::new(), stage.now());
    let added = stage.db.write(move |tx| {
        Box::pin(async move {
            let text = String::new;
            let details = VenueDetails { name: "Campus".into(), address: text(), map_url: text(), access: text() };
            add_venue(tx, now, None, venue, &details).await?;
            for (id, name, capacity, closes) in [(hall, "Hall", 40, 1320), (small, "Nook", 0, 720)] {
                let seats = RoomDetails { name: name.into(), capacity, features: Vec::new(), opens: 480, closes, step_free: true };
                add_room(tx, now, None, (venue, id), &seats).await?;
            }
            Ok(())
        })
    });
    added.await.unwrap();
    (hall.to_string(), small.to_string())
}

pub(super) async fn add(ruth: &Visitor, title: &str) -> Answer {
    let page = ruth.get("/cohorts/2027/residencies/1/sessions/new").await.expect(200);
    let added = ruth.submit(&page, "main form.form", &[("title", title), ("minutes", "60")]).await;
    ruth.follow(&added).await.expect(200)
}

/// The address of a session's page.
pub(super) fn address(board: &Answer, title: &str) -> String {
    let html = board.text().replace("<!>", "");
    let link = html.find(&format!(">{title}</a></h3>")).unwrap();
    html[..link].rsplit("href=\"").next().unwrap().trim_end_matches('"').to_owned()
}

pub(super) async fn place(ruth: &Visitor, session: &str, typed: &[(&str, &str)]) -> Answer {
    let page = ruth.get(&format!("{session}/placement")).await.expect(200);
    let placed = ruth.submit(&page, "main form.form", typed).await;
    if placed.status() == 303 { ruth.follow(&placed).await.expect(200) } else { placed }
}

site_test!(a_session_is_added_placed_moved_by_buttons_and_every_step_taken_back, |stage| {
    let (hall, small) = rooms(stage).await;
    let ruth = stage.staff().await;
    let empty = ruth.get(BOARD).await.expect(200);
    assert!(empty.one(".board-unplaced").contains("no session yet"));
    let board = add(&ruth, "Value").await;
    assert!(board.one(".board-unplaced").contains("Value") && board.one("p.notice").contains("choose one"));
    let session = address(&board, "Value");
    let wrong = place(&ruth, &session, &[("start", "soon"), ("day", "1"), ("room", &hall)]).await.expect(422);
    assert!(wrong.one("#start-error").contains("such as 09:00"));
    assert_eq!(wrong.attribute("input#start", "value"), "soon");
    let board = place(&ruth, &session, &[("start", "09:00"), ("day", "2"), ("room", &hall)]).await;
    assert!(board.one("#day-2 .board-card").contains("09:00–10:00") && !board.one(".board-unplaced").contains("Value"));
    let presses = [
        ("later", "09:15–10:15"),
        ("earlier", "09:00–10:00"),
        ("longer", "09:00–10:15"),
        ("shorter", "09:00–10:00"),
        ("room", "Nook"),
        ("day", "09:00–10:00"),
    ];
    for (by, says) in presses {
        let board = ruth.get(BOARD).await.expect(200);
        let moved = ruth.submit(&board, ".board-card form", &[("move", by)]).await;
        let board = ruth.follow(&moved).await.expect(200);
        assert!(board.one(".board-day .board-card").contains(says), "{by}: {}", board.one(".board-card"));
        assert!(board.has(&format!("button[value={by}][autofocus]")), "the next press moves it again");
    }
    let board = ruth.get(BOARD).await.expect(200);
    assert!(board.one("#day-3 .board-card").contains("Nook seats 0"), "{}", board.one("#day-3"));
    assert!(board.one("form[action$='/undoing']").contains("Undo: Value placed on day 3, 09:00, Nook"));
    let undone = ruth.submit(&board, "form[action$='/undoing']", &[]).await;
    let again = ruth.submit(&board, "form[action$='/undoing']", &[]).await.expect(409);
    assert!(again.text().contains("Something else was changed meanwhile"));
    let board = ruth.follow(&undone).await.expect(200);
    assert!(board.one("#day-2 .board-card").contains("09:00–10:00"));
    assert!(board.all("form[action$='/undoing']").iter().any(|form| form.contains("Do again: Value placed on day 3")));
    assert!(
        ruth.get(&format!("{BOARD}?moved={small}&by=later")).await.expect(200).has(".board-card"),
        "of what is not there nothing is opened"
    );
});

site_test!(of_two_who_place_one_session_the_second_is_told_what_the_first_did, |stage| {
    let (hall, _) = rooms(stage).await;
    let (ruth, omar) = (stage.staff().await, stage.administrator().await);
    let board = add(&ruth, "Value").await;
    let session = address(&board, "Value");
    let seen = omar.get(&format!("{session}/placement")).await.expect(200);
    place(&ruth, &session, &[("start", "09:00"), ("day", "1"), ("room", &hall)]).await;
    let late = omar.submit(&seen, "main form.form", &[("start", "11:00"), ("day", "1"), ("room", &hall)]).await.expect(409);
    assert!(late.one("[role=alert]").contains("Value placed on day 1, 09:00, Hall (Ruth"), "{}", late.one("[role=alert]"));
    assert_eq!(late.attribute("input#start", "value"), "11:00", "what was typed is kept");
    omar.submit(&late, "main form.form", &[]).await.expect(303);
    assert!(ruth.get(BOARD).await.expect(200).one("#day-1 .board-card").contains("11:00–12:00"));
});

site_test!(a_block_keeps_a_release_back_a_warning_is_passed_over_and_each_is_told_once, |stage| {
    let (hall, small) = rooms(stage).await;
    let ruth = stage.staff().await;
    let board = add(&ruth, "Value").await;
    let value = address(&board, "Value");
    place(&ruth, &value, &[("start", "09:00"), ("day", "1"), ("room", &hall)]).await;
    let board = add(&ruth, "Risk").await;
    let risk = address(&board, "Risk");
    let board = place(&ruth, &risk, &[("start", "09:30"), ("day", "1"), ("room", &hall)]).await;
    assert_eq!(board.all("#day-1 .board-card[data-severity=block]").len(), 2, "beside both");
    let preview = ruth.get("/cohorts/2027/residencies/1/schedule/preview").await.expect(200);
    assert!(preview.one(".board-faults").contains("Value and Risk are both in Hall") && !preview.has("main form.form"));
    let refused = ruth.post("/cohorts/2027/residencies/1/schedule/releases", &[("seen", "4"), ("base", "0"), ("note", "Now.")]).await;
    assert!(refused.expect(422).one(".error-summary").contains("are both in Hall"));

    place(&ruth, &risk, &[("start", "11:00"), ("day", "1"), ("room", &small)]).await;
    let link = ruth.get(BOARD).await.expect(200).attribute(".board-warnings a", "href");
    let warnings = ruth.get("/cohorts/2027/residencies/1/warnings").await.expect(200);
    assert!(warnings.has(&format!("input{}", link.split_once("/warnings").unwrap().1)), "from the card to its decision: {link}");
    assert!(warnings.one("#warn + p + ul").contains("Nook seats 0"), "{}", warnings.one("main"));
    let silent = ruth.submit(&warnings, "form.board-decision", &[("reason", " ")]).await.expect(422);
    assert!(silent.one(".error-summary").contains("Say why"));
    let passed = ruth.submit(&warnings, "form.board-decision", &[("reason", "They stand.")]).await;
    let warnings = ruth.follow(&passed).await.expect(200);
    assert!(warnings.one("#ignored + p + ul").contains("They stand."));

    let preview = ruth.get("/cohorts/2027/residencies/1/schedule/preview").await.expect(200);
    assert!(preview.one("main").contains("Nothing is wrong.") && preview.one("main").contains("1 person will be told"));
    let unsaid = ruth.submit(&preview, "main form.form", &[]).await.expect(422);
    assert!(unsaid.has("#note-error"));
    let released = ruth.submit(&preview, "main form.form", &[("note", "The schedule is ready.")]).await;
    let page = ruth.follow(&released).await.expect(200);
    assert!(page.one("h1").contains("Release 1") && page.one("main").contains("Risk"));
    for print in ["run-of-show", "run-of-show?by=room", "sign-in", "badges", "meals"] {
        ruth.get(&page.attribute(&format!("a[href$='/paper/{print}']"), "href")).await.expect(200);
    }
    let told = stage.mail().await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].subject, "The schedule of Opening residency is ready: 2 sessions");

    place(&ruth, &risk, &[("start", "10:15"), ("day", "1"), ("room", &small)]).await;
    let preview = ruth.get("/cohorts/2027/residencies/1/schedule/preview").await.expect(200);
    let released = ruth.submit(&preview, "main form.form", &[("note", "Risk is earlier.")]).await;
    let page = ruth.follow(&released).await.expect(200);
    assert!(page.one("#against-title + div").contains("11:00–12:00") && page.one("#against-title + div").contains("10:15–11:15"));
    let told = stage.mail().await;
    assert_eq!((told.len(), told[0].subject.as_str()), (1, "One of your sessions in Opening residency has changed"));
    assert!(told[0].body.contains("Risk: ") && !told[0].body.contains("Value"), "{}", told[0].body);
    let list = ruth.get("/cohorts/2027/residencies/1/schedule/releases").await.expect(200);
    assert_eq!(list.all("tbody tr").len(), 2);
});

site_test!(other_days_come_with_the_next_release_and_the_calendar_says_so_once, |stage| {
    let (hall, _) = rooms(stage).await;
    let ruth = stage.staff().await;
    let board = add(&ruth, "Value").await;
    place(&ruth, &address(&board, "Value"), &[("start", "09:00"), ("day", "1"), ("room", &hall)]).await;
    let settings = ruth.get("/cohorts/2027/residencies/1/schedule/settings").await.expect(200);
    let wrong = ruth.submit(&settings, "main form.form", &[("first_day", "soon"), ("lunch", "never")]).await.expect(422);
    assert!(wrong.has("#first_day-error") && wrong.has("#lunch-error"));
    let first = (stage.now() + chrono::TimeDelta::days(60)).date_naive();
    ruth.submit(&settings, "main form.form", &[("first_day", &first.to_string()), ("days", "3")]).await.expect(303);
    let preview = ruth.get("/cohorts/2027/residencies/1/schedule/preview").await.expect(200);
    assert!(preview.one("#days + p").contains("The residency moves from"), "{}", preview.one("main"));
    ruth.submit(&preview, "main form.form", &[("note", "The hall was taken.")]).await.expect(303);
    let calendar = ruth.get("/cohorts/2027/calendar").await.expect(200);
    assert!(calendar.text().contains(&first.format("%-d").to_string()));
    let told = stage.mail().await;
    assert_eq!(told.len(), 1, "once, of both: {told:?}");
    assert!(told[0].body.contains("Value: ") && told[0].body.contains("Opening residency:"), "{}", told[0].body);
    let overview = ruth.get("/cohorts/2027/residencies/1").await.expect(200);
    assert!(overview.one("#released + .table-wrap").contains(&first.format("%-d %b %Y").to_string()), "{}", overview.one("main"));
    let residency = domain::cohorts::store::residencies(&stage.db, stage.school.cohort).await.unwrap().remove(0);
    assert_eq!(released_sessions(&stage.db, residency.id).await.unwrap().len(), 1);
});

site_test!(who_is_on_leave_while_a_schedule_is_released_is_told_on_the_return, |stage| {
    let (hall, _) = rooms(stage).await;
    let ruth = stage.staff().await;
    let board = add(&ruth, "Value").await;
    place(&ruth, &address(&board, "Value"), &[("start", "09:00"), ("day", "1"), ("room", &hall)]).await;
    amara_becomes(stage, &ruth, "on_leave", "As agreed").await;
    release(&ruth, "The schedule is ready.").await;
    assert!(stage.mail().await.is_empty(), "nobody is bothered on leave");
    amara_becomes(stage, &ruth, "enrolled", "").await;
    let told = stage.the_mail().await;
    assert_eq!(told.subject, "The schedule of Opening residency is ready: 1 session");
    for part in ["While you were away", "- Value: ", "/residencies/1"] {
        assert!(told.body.contains(part), "{part} in {}", told.body);
    }
});

site_test!(staff_see_that_a_residency_has_moved_since_its_schedule_was_released, |stage| {
    let (hall, _) = rooms(stage).await;
    let ruth = stage.staff().await;
    let board = add(&ruth, "Value").await;
    place(&ruth, &address(&board, "Value"), &[("start", "09:00"), ("day", "1"), ("room", &hall)]).await;
    release(&ruth, "Ready.").await;
    stage.mail().await;
    let pages = ["/cohorts/2027/residencies", "/cohorts/2027/residencies/1", "/cohorts/2027/calendar"];
    for page in pages {
        assert!(!ruth.get(page).await.expect(200).has("p.notice"), "{page}");
    }
    let edit = ruth.get("/cohorts/2027/calendar/edit").await.expect(200);
    let seen = ruth.submit(&edit, "form.plan-form", &[("r1-first", "2027-02-20")]).await.expect(200);
    ruth.submit(&seen, ".release form", &[("note", "A week later.")]).await.expect(303);
    stage.mail().await;
    for page in pages {
        let page = ruth.get(page).await.expect(200);
        assert!(page.one("p.notice").contains("was released for Sat 13 – Tue 16 Feb 2027"), "{}", page.one("p.notice"));
        assert_eq!(page.attribute("p.notice a[href$=warnings]", "href"), "/cohorts/2027/residencies/1/warnings");
    }
    release(&ruth, "For these days.").await;
    stage.mail().await;
    assert!(!ruth.get("/cohorts/2027/calendar").await.expect(200).has("p.notice"));
});

site_test!(who_booked_a_session_that_is_off_is_told_once_and_by_its_release, |stage| {
    let (hall, _) = rooms(stage).await;
    let (ruth, amara) = (stage.staff().await, stage.student().await);
    for title in ["Value", "Risk"] {
        let board = add(&ruth, title).await;
        let start = if title == "Value" { "09:00" } else { "11:00" };
        place(&ruth, &address(&board, title), &[("start", start), ("day", "1"), ("room", &hall)]).await;
    }
    let risk = address(&ruth.get(BOARD).await.expect(200), "Risk");
    let page = ruth.get(&risk).await.expect(200);
    ruth.submit(&page, "main form.form:not([action$=removal])", &[("seats", "5")]).await.expect(303);
    release(&ruth, "Ready.").await;
    let own = format!("/residencies/1/sessions/{}", risk.rsplit('/').next().unwrap());
    let page = amara.get(&own).await.expect(200);
    amara.submit(&page, "form[action$='/booking']", &[]).await.expect(303);
    stage.mail().await;

    let page = ruth.get(&risk).await.expect(200);
    ruth.submit(&page, "form[action$='/removal']", &[]).await.expect(303);
    release(&ruth, "Risk is off.").await;
    assert_eq!(settle(&stage.db, "http://school.example", stage.now()).await.unwrap(), 0);
    let told = stage.the_mail().await;
    assert!(told.body.contains("Risk is off; it was") && told.body.contains("your booking stands"), "{}", told.body);
});

async fn release(ruth: &Visitor, note: &str) {
    let preview = ruth.get("/cohorts/2027/residencies/1/schedule/preview").await.expect(200);
    ruth.submit(&preview, "main form.form", &[("note", note)]).await.expect(303);
}
