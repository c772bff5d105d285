//! Units that are done otherwise than by reading: a simulation by a saved run, a live session by being there.

use chrono::TimeDelta;
use domain::ids::MarkId;

use super::runs::{save, studied};
use crate::residencies::stage::{release, session};

const SIMULATION: &str = "/learn/in-rooms/fees";
const LIVE: &str = "/learn/in-rooms/table";

const MODULE: &str = "---
module: in-rooms
title: In rooms
summary: One sum, and one hour together.
competencies: SU-1
authors:
- Ada Example
license: CC-BY-4.0
reviewed: 2026-11-01
objectives:
- Add
units:
- 01-fees.md
- 02-table.md
---

Both.
";

const FEES: &str = "---
unit: fees
kind: simulation
title: Fees
minutes: 10
objectives:
- Work a fee
---

Work it.

![What a service is paid](simulator:fee?preset=contract \"Raise the factor.\")
";

const TABLE: &str = "---
unit: table
kind: live session
title: Round the table
minutes: 90
objectives:
- Say whose value it is
---

## Before

Bring a page.
";

const FILES: [(&str, &str); 3] = [("module.md", MODULE), ("01-fees.md", FEES), ("02-table.md", TABLE)];

site_test_on_both!(a_simulation_is_done_when_a_run_is_saved_in_it, |stage| {
    studied(stage, &FILES).await;
    let amara = stage.student().await;
    let page = amara.get(SIMULATION).await.expect(200);
    assert!(page.one(".breadcrumbs").contains("Simulation 1 of 2") && page.one("form.finish").contains("done when you save a run"));
    assert!(!page.has("form.finish button"), "nobody says so by hand");
    amara.post(&format!("{SIMULATION}/completion"), &[("id", &MarkId::new().to_string())]).await.expect(404);
    let saved = save(&amara, &page, "39").await.expect(303);
    assert!(amara.follow(&saved).await.expect(200).one("form.finish").contains("You have saved a run"));
    assert!(amara.get("/learn/in-rooms").await.expect(200).one("main").contains("Done"));
});

site_test_on_both!(a_live_session_that_no_residency_holds_is_done_by_who_says_so, |stage| {
    studied(stage, &FILES).await;
    let amara = stage.student().await;
    let page = amara.get(LIVE).await.expect(200);
    assert!(page.one("section[aria-labelledby=held]").contains("has no session for it"));
    assert!(page.one(".breadcrumbs").contains("Live session 2 of 2") && page.one(".contents-title").contains("In this live session"));
    amara.submit(&page, "form.finish", &[]).await.expect(303);
    assert!(amara.get(LIVE).await.expect(200).one("form.finish").contains("You took part"));
});

site_test_on_both!(a_live_session_shows_when_and_where_and_is_done_by_who_is_marked_present, |stage| {
    let module = studied(stage, &FILES).await;
    let residency = stage.residency().await;
    let mut held = session(&residency, "Value, played", 14, None);
    (held.session.module_id, held.session.prework) = (Some(module), Some("table".into()));
    release(stage, &residency, &[held.clone()]).await;
    let amara = stage.student().await;
    let page = amara.get(LIVE).await.expect(200);
    let when = page.one("section[aria-labelledby=held] li");
    assert!(when.contains("Value, played") && when.contains("09:00"), "{when}");
    assert!(!page.has("form.finish button") && page.one("form.finish").contains("when you are marked present"));
    let refused = amara.post(&format!("{LIVE}/completion"), &[("id", &MarkId::new().to_string())]).await.expect(409);
    assert!(refused.text().contains("takes place in a residency now"));
    let itinerary = amara.get("/residencies/1").await.expect(200);
    assert_eq!(itinerary.attribute(".itinerary-prepare a", "href"), LIVE);
    assert!(itinerary.one(".itinerary-prepare").starts_with("What it is about"));
    stage.clock.forward((held.session.starts_at - stage.now()).max(TimeDelta::zero()));
    let roll = format!("/cohorts/2027/residencies/1/sessions/{}/roll", held.session.id);
    let ruth = stage.staff().await;
    let page = ruth.get(&roll).await.expect(200);
    ruth.submit(&page, "form.roll", &[("here", &stage.school.amaras_place.to_string())]).await.expect(303);
    let amara = stage.student().await;
    assert!(amara.get(LIVE).await.expect(200).one("form.finish").contains("You took part"));
});
