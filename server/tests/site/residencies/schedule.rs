//! Staff build the days on the board, see what is wrong, take steps back, and release.

use domain::{
    ids::{RoomId, VenueId},
    residencies::{
        store::{add_room, add_venue, released_sessions},
        venues::{RoomDetails, VenueDetails},
    },
};

use crate::stage::{Answer, Stage, Visitor};

const BOARD: &str = "/cohorts/2027/residencies/1/board";

/// A residency, and two rooms for it: a hall, and a small one that closes at noon.
async fn rooms(stage: &Stage) -> (String, String) {
    stage.residency().await;
    let (venue, hall, small, now) = (VenueId::new(), RoomId::new(), RoomId::new(), stage.now());
    let added = stage.db.write(move |tx| {
        Box::pin(async move {
            let text = String::new;
            let details = VenueDetails { name: "Campus".into(), address: text(), map_url: text(), access: text() };
            add_venue(tx, now, venue, &details).await?;
            for (id, name, capacity, closes) in [(hall, "Hall", 40, 1320), (small, "Nook", 0, 720)] {
                let seats = RoomDetails { name: name.into(), capacity, features: Vec::new(), opens: 480, closes, step_free: true };
                add_room(tx, now, (venue, id), &seats).await?;
            }
            Ok(())
        })
    });
    added.await.unwrap();
    (hall.to_string(), small.to_string())
}

async fn add(ruth: &Visitor, title: &str) -> Answer {
    let page = ruth.get("/cohorts/2027/residencies/1/sessions/new").await.expect(200);
    let added = ruth.submit(&page, "main form.form", &[("title", title), ("minutes", "60")]).await;
    ruth.follow(&added).await.expect(200)
}

/// The address of a session's page.
fn address(board: &Answer, title: &str) -> String {
    let html = board.text().replace("<!>", "");
    let link = html.find(&format!(">{title}</a></h3>")).unwrap();
    html[..link].rsplit("href=\"").next().unwrap().trim_end_matches('"').to_owned()
}

async fn place(ruth: &Visitor, session: &str, typed: &[(&str, &str)]) -> Answer {
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
    assert!(board.one(".board-unplaced").contains("Value") && board.one("p.notice").contains("place it"));
    let session = address(&board, "Value");
    let wrong = place(&ruth, &session, &[("start", "soon"), ("day", "1"), ("room", &hall)]).await.expect(422);
    assert!(wrong.one("#start-error").contains("such as 9:00"));
    assert_eq!(wrong.attribute("input#start", "value"), "soon");
    let board = place(&ruth, &session, &[("start", "9:00"), ("day", "2"), ("room", &hall)]).await;
    assert!(board.one("#day-2 .board-card").contains("9:00–10:00") && !board.one(".board-unplaced").contains("Value"));
    for (by, says) in [("later", "9:15–10:15"), ("earlier", "9:00–10:00"), ("room", "Nook"), ("day", "9:00–10:00")] {
        let board = ruth.get(BOARD).await.expect(200);
        let moved = ruth.submit(&board, ".board-card form", &[("move", by)]).await;
        let board = ruth.follow(&moved).await.expect(200);
        assert!(board.one(".board-day .board-card").contains(says), "{by}: {}", board.one(".board-card"));
        assert!(board.has(&format!("button[value={by}][autofocus]")), "the next press moves it again");
    }
    let board = ruth.get(BOARD).await.expect(200);
    assert!(board.one("#day-3 .board-card").contains("Nook seats 0"), "{}", board.one("#day-3"));
    assert!(board.one("form[action$='/undoing']").contains("Undo: Value placed on day 3, 9:00, Nook"));
    let undone = ruth.submit(&board, "form[action$='/undoing']", &[]).await;
    let again = ruth.submit(&board, "form[action$='/undoing']", &[]).await.expect(409);
    assert!(again.text().contains("Something else was changed meanwhile"));
    let board = ruth.follow(&undone).await.expect(200);
    assert!(board.one("#day-2 .board-card").contains("9:00–10:00"));
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
    place(&ruth, &session, &[("start", "9:00"), ("day", "1"), ("room", &hall)]).await;
    let late = omar.submit(&seen, "main form.form", &[("start", "11:00"), ("day", "1"), ("room", &hall)]).await.expect(409);
    assert!(late.one("[role=alert]").contains("Value placed on day 1, 9:00, Hall (Ruth"), "{}", late.one("[role=alert]"));
    assert_eq!(late.attribute("input#start", "value"), "11:00", "what was typed is kept");
    omar.submit(&late, "main form.form", &[]).await.expect(303);
    assert!(ruth.get(BOARD).await.expect(200).one("#day-1 .board-card").contains("11:00–12:00"));
});

site_test!(a_block_keeps_a_release_back_a_warning_is_passed_over_and_each_is_told_once, |stage| {
    let (hall, small) = rooms(stage).await;
    let ruth = stage.staff().await;
    let board = add(&ruth, "Value").await;
    let value = address(&board, "Value");
    place(&ruth, &value, &[("start", "9:00"), ("day", "1"), ("room", &hall)]).await;
    let board = add(&ruth, "Risk").await;
    let risk = address(&board, "Risk");
    let board = place(&ruth, &risk, &[("start", "9:30"), ("day", "1"), ("room", &hall)]).await;
    assert_eq!(board.all("#day-1 .board-card[data-severity=block]").len(), 2, "beside both");
    let preview = ruth.get("/cohorts/2027/residencies/1/schedule/preview").await.expect(200);
    assert!(preview.one(".board-faults").contains("Value and Risk are both in Hall") && !preview.has("main form.form"));
    let refused = ruth.post("/cohorts/2027/residencies/1/schedule/releases", &[("seen", "4"), ("base", "0"), ("note", "Now.")]).await;
    assert!(refused.expect(422).one(".error-summary").contains("are both in Hall"));

    place(&ruth, &risk, &[("start", "11:00"), ("day", "1"), ("room", &small)]).await;
    let warnings = ruth.get("/cohorts/2027/residencies/1/warnings").await.expect(200);
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
    place(&ruth, &address(&board, "Value"), &[("start", "9:00"), ("day", "1"), ("room", &hall)]).await;
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
