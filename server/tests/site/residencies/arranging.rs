//! Staff let the sessions of a residency be arranged, look at what was found, and decide.

use std::time::{Duration, Instant};

use chrono::Days;
use domain::{
    cohorts::{Residency, store::add_residency},
    ids::{ArrangementId, ResidencyId, ResidencySessionId},
    residencies::{
        arrange::{
            draft::Scope,
            runs::{Limit, RunState},
        },
        schedule::{Edit, Session},
        store::{Acting, Asking, Run, arrangement, ask_arrangement, edit_schedule},
    },
};
use tokio::sync::watch;

use super::schedule::{BOARD, add, address, place, rooms};
use crate::stage::{Answer, Stage, Visitor};

const ARRANGEMENT: &str = "/cohorts/2027/residencies/1/arrangement";
/// Far longer than it takes on any machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks for the page again and again, as the browser does, until it shows this.
async fn shows(ruth: &Visitor, what: impl Fn(&Answer) -> bool) -> Answer {
    let begun = Instant::now();
    loop {
        let page = ruth.get(ARRANGEMENT).await.expect(200);
        if what(&page) {
            return page;
        }
        assert!(begun.elapsed() < PATIENCE, "{}", page.one("main"));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Two sessions that stand nowhere, and a search for so many seconds.
async fn asked(stage: &Stage, seconds: &str) -> (Visitor, String) {
    let (hall, _) = rooms(stage).await;
    let ruth = stage.staff().await;
    add(&ruth, "Value").await;
    add(&ruth, "Risk").await;
    ask(&ruth, seconds).await;
    (ruth, hall)
}

async fn ask(ruth: &Visitor, seconds: &str) {
    let form = ruth.get(ARRANGEMENT).await.expect(200);
    let asked = ruth.submit(&form, "main form.form", &[("seconds", seconds)]).await.expect(303);
    assert_eq!(asked.location(), ARRANGEMENT);
}

/// Stops a search that has found something, and waits until it has ended.
async fn stopped(ruth: &Visitor) -> Answer {
    let running = shows(ruth, |page| page.has("#best")).await;
    ruth.submit(&running, "form[action$='/cancellation']", &[]).await.expect(303);
    shows(ruth, |page| page.has("#changes")).await
}

site_test_on_both!(sessions_are_arranged_stopped_taken_over_and_the_whole_undone, |stage| {
    // It ends only because it is stopped: the test waits for no clock.
    let (ruth, _) = asked(stage, "120").await;
    let running = shows(&ruth, |page| page.has("#best")).await;
    assert_eq!(running.header("refresh"), "2", "the page keeps up by itself");
    assert!(running.one("dl.facts").contains("2 of 2 sessions"), "{}", running.one("main"));
    let board = ruth.get(BOARD).await.expect(200);
    assert!(board.one("p.notice").contains("A search for Ruth"), "{}", board.one("p.notice"));
    assert!(board.one(".board-unplaced").contains("Value"), "nothing is changed yet");
    let twice = ruth.post(ARRANGEMENT, &[("id", "01900000-0000-7000-8000-00000000000a"), ("scope", "unplaced"), ("seconds", "20")]).await;
    assert_eq!(twice.expect(303).location(), ARRANGEMENT, "one at a time: that one is shown");
    let ended = stopped(&ruth).await;
    assert_eq!((ended.one("h1"), ended.header("refresh")), ("A plan is ready".to_owned(), ""));
    assert!(ended.one("main").contains("All of 2 sessions have a place. The search was stopped"), "{}", ended.one("main"));
    assert_eq!(ended.all("#changes ~ .table-wrap tbody tr").len(), 2);
    let taken = ruth.submit(&ended, "form[action$='/acceptance']", &[]).await.expect(303);
    let again = ruth.submit(&ended, "form[action$='/acceptance']", &[]).await.expect(409);
    assert!(again.text().contains("decided about this plan already"));
    let board = ruth.follow(&taken).await.expect(200);
    assert!(board.one("p.notice").contains("One undo takes all of it back"));
    assert_eq!(board.all(".board-day .board-card").len(), 2);
    let undone = ruth.submit(&board, "form[action$='/undoing']", &[]).await;
    let board = ruth.follow(&undone).await.expect(200);
    assert!(board.one(".board-unplaced").contains("Value") && board.one(".board-unplaced").contains("Risk"));
    assert!(ruth.get(ARRANGEMENT).await.expect(200).has("input[name=scope]"), "and one can ask again");
});

site_test!(where_something_fits_nowhere_the_reason_is_said_and_the_rest_can_be_taken, |stage| {
    rooms(stage).await;
    let ruth = stage.staff().await;
    add(&ruth, "Value").await;
    let page = ruth.get("/cohorts/2027/residencies/1/sessions/new").await.expect(200);
    ruth.submit(&page, "main form.form", &[("title", "Endless"), ("minutes", "60"), ("features", "ocean view")]).await.expect(303);
    ask(&ruth, "5").await;
    let ended = shows(&ruth, |page| page.has("#why")).await;
    assert_eq!(ended.one("h1"), "A plan is ready, with some sessions left over");
    assert!(ended.one("#why ~ .board-faults").contains("“Endless”") && ended.one("#why ~ .board-faults").contains("ocean view"));
    assert!(ended.one("section[aria-labelledby=changes]").contains("Without a place: Endless."), "{}", ended.one("main"));
    let left = ruth.submit(&ended, "form[action$='/dismissal']", &[]).await.expect(303);
    let board = ruth.follow(&left).await.expect(200);
    assert!(board.one("p.notice").contains("Nothing was changed") && board.one(".board-unplaced").contains("Value"));
});

site_test!(a_plan_that_no_longer_fits_is_refused_in_words_and_can_be_sought_again, |stage| {
    let (ruth, hall) = asked(stage, "120").await;
    let ended = stopped(&ruth).await;
    let board = ruth.get(BOARD).await.expect(200);
    assert!(board.one("p.notice").contains("nobody has decided yet"));
    place(&ruth, &address(&board, "Value"), &[("start", "09:00"), ("day", "4"), ("room", &hall)]).await;
    let refused = ruth.submit(&ended, "form[action$='/acceptance']", &[]).await.expect(409);
    assert!(refused.one("[role=alert]").contains("“Value” was changed after the search began."), "{}", refused.one("main"));
    assert!(!refused.has("form[action$='/acceptance']"), "what cannot be done is not offered");
    assert!(ruth.get(BOARD).await.expect(200).one(".board-unplaced").contains("Risk"), "all or nothing");
    ruth.submit(&refused, "main form.form", &[("seconds", "120")]).await.expect(303);
    let ended = stopped(&ruth).await;
    assert_eq!(ended.all("#changes ~ .table-wrap tbody tr").len(), 1);
});

site_test!(what_is_asked_for_is_checked_by_field, |stage| {
    rooms(stage).await;
    let ruth = stage.staff().await;
    assert!(ruth.get(ARRANGEMENT).await.expect(200).one(".empty").contains("no session yet"));
    add(&ruth, "Value").await;
    let form = ruth.get(ARRANGEMENT).await.expect(200);
    assert_eq!(form.attribute("input[name=scope][checked]", "value"), "unplaced");
    let wrong = ruth.submit(&form, "main form.form", &[("seconds", "soon"), ("scope", "")]).await.expect(422);
    assert!(wrong.has("#seconds-error") && wrong.has("#scope-error"));
    assert_eq!(wrong.attribute("input#seconds", "value"), "soon");
});

/// Another residency with a session that stands nowhere, and a search for it that nobody was told of.
async fn asked_elsewhere(stage: &Stage) -> ResidencyId {
    let (cohort, now, by, residency) = (stage.school.cohort, stage.now(), stage.school.ruth, ResidencyId::new());
    let starts_on = now.date_naive() + Days::new(90);
    let (title, place) = ("Closing residency".to_owned(), "Main campus".to_owned());
    let new = Residency { id: residency, position: 2, title, place, starts_on, ends_on: starts_on + Days::new(3) };
    let session = Session::new(ResidencySessionId::new(), "Farewell", 60);
    let asking = Asking { id: ArrangementId::new(), residency, by, scope: Scope::Unplaced, limit: Limit::typed("120").unwrap() };
    let added = stage.db.write(move |tx| {
        Box::pin(async move {
            add_residency(tx, now, None, cohort, &new).await?;
            edit_schedule(tx, Acting { residency, by: None, now, seen: 0 }, &[Edit::Add(Box::new(session))]).await?;
            ask_arrangement(tx, now, &asking).await
        })
    });
    added.await.unwrap();
    residency
}

/// Waits until a run is as it should be.
async fn becomes(stage: &Stage, residency: ResidencyId, is: impl Fn(&Run) -> bool) {
    let begun = Instant::now();
    loop {
        let run = arrangement(&stage.db, residency).await.unwrap().unwrap();
        if is(&run) {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "{run:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

site_test_on_both!(a_second_process_takes_what_the_first_has_no_time_for_and_gives_it_back_when_it_stops, |stage| {
    let (ruth, _) = asked(stage, "120").await;
    let running = shows(&ruth, |page| page.has("#best")).await;
    let other = asked_elsewhere(stage).await;
    let (stop, stopped) = watch::channel(false);
    let second = tokio::spawn(server::arranging::repeatedly(stage.another_site().await, stopped));
    becomes(stage, other, |run| run.placed == 1).await;
    stop.send(true).unwrap();
    second.await.unwrap();
    let waiting = arrangement(&stage.db, other).await.unwrap().unwrap();
    assert_eq!((waiting.state, waiting.started_at), (RunState::Waiting, None), "the first process is at its own still");
    ruth.submit(&running, "form[action$='/cancellation']", &[]).await.expect(303);
    becomes(stage, other, |run| run.state == RunState::Running && run.placed == 1).await;
    assert_eq!(shows(&ruth, |page| page.has("#changes")).await.one("h1"), "A plan is ready");
});
