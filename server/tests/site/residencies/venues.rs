//! Staff keep venues with their rooms and the ways between them.

use crate::stage::{Answer, Visitor};

/// Adds a venue and returns its address.
async fn added(ruth: &Visitor, name: &str) -> String {
    let page = ruth.get("/venues/new").await.expect(200);
    let answer = ruth.submit(&page, "main form.form", &[("name", name), ("address", "1 Campus Way")]).await;
    answer.location().split('?').next().unwrap().to_owned()
}

/// Adds a room and returns the venue's page.
async fn with_room(ruth: &Visitor, venue: &str, name: &str) -> Answer {
    let page = ruth.get(&format!("{venue}/rooms/new")).await.expect(200);
    let answer = ruth.submit(&page, "main form.form", &[("name", name), ("capacity", "40"), ("feature", "projector")]).await;
    ruth.follow(&answer).await.expect(200)
}

site_test!(a_venue_with_a_mistake_comes_back_and_is_then_there, |stage| {
    let ruth = stage.staff().await;
    let empty = ruth.get("/venues").await.expect(200);
    assert!(empty.one("p.empty").contains("No venue yet"));
    let page = ruth.get("/venues/new").await.expect(200);
    let typed = [("name", "Campus <b>East</b>"), ("map_url", "maps.example.org"), ("address", "1 Campus Way")];
    let again = ruth.submit(&page, "main form.form", &typed).await.expect(422);
    assert!(again.one(".error-summary").contains("beginning with https://") && again.one("title").starts_with("Error: "));
    assert_eq!(again.one("textarea#address"), "1 Campus Way");
    let done = ruth.submit(&again, "main form.form", &[("map_url", "https://maps.example.org/?q=1")]).await;
    let venue = ruth.follow(&done).await.expect(200);
    assert!(venue.one("p.notice").contains("Add its rooms") && venue.text().contains("Campus &lt;b&gt;East"));
    let list = ruth.get("/venues").await.expect(200);
    assert!(list.one("main table").contains("0 rooms") && list.attribute("main table td a", "href") == "https://maps.example.org/?q=1");
    ruth.post("/venues", &[("name", "No id")]).await.expect(400);
    ruth.get("/venues/01900000-0000-7000-8000-000000000001").await.expect(404);
});

site_test!(two_venues_of_one_name_cannot_be_told_apart, |stage| {
    let ruth = stage.staff().await;
    added(&ruth, "Campus").await;
    let page = ruth.get("/venues/new").await.expect(200);
    let again = ruth.submit(&page, "main form.form", &[("name", "campus")]).await.expect(422);
    assert!(again.one("#name-error").contains("Another venue that is offered has this name"));
});

site_test!(a_room_is_added_changed_retired_and_offered_again, |stage| {
    let ruth = stage.staff().await;
    let venue = added(&ruth, "Campus").await;
    let page = ruth.get(&format!("{venue}/rooms/new")).await.expect(200);
    let typed = [("name", "Aula"), ("capacity", "none"), ("closes", "25:00"), ("others", "Piano")];
    let again = ruth.submit(&page, "main form.form", &typed).await.expect(422);
    assert!(again.one("#capacity-error").contains("from 1 to 2000") && again.one("#closes-error").contains("24:00 is midnight"));
    assert_eq!(again.attribute("#others", "value"), "Piano");
    let fixed = [("capacity", "120"), ("closes", "22:00"), ("feature", "hearing loop")];
    let done = ruth.submit(&again, "main form.form", &fixed).await;
    let shown = ruth.follow(&done).await.expect(200);
    let row = shown.one("[aria-label=Rooms] tbody tr");
    assert!(
        row.contains("120") && row.contains("08:00–22:00") && row.contains("hearing loop, Piano") && row.contains("Without steps"),
        "{row}"
    );

    let address = shown.attribute("[aria-label=Rooms] tbody a", "href");
    let room = ruth.get(&address).await.expect(200);
    assert_eq!(room.attribute("#others", "value"), "Piano");
    let wrong = ruth.submit(&room, "main form.form", &[("name", "")]).await.expect(422);
    assert!(wrong.has("#name-error"));
    let done = ruth.submit(&room, "main form.form", &[("capacity", "90")]).await;
    assert!(ruth.follow(&done).await.expect(200).one("[aria-label=Rooms] tbody tr").contains("90"));

    let done = ruth.post(&format!("{address}/retirement"), &[("retired", "yes")]).await;
    assert!(ruth.follow(&done).await.expect(200).one("[aria-label=Rooms] tbody th").contains("Offered no longer"));
    with_room(&ruth, &venue, "Aula").await;
    let taken = ruth.post(&format!("{address}/retirement"), &[("retired", "no")]).await.expect(422);
    assert!(taken.one("#name-error").contains("Another room"), "its name is taken meanwhile");
});

site_test!(ways_are_known_from_both_ends_and_a_venue_can_be_retired, |stage| {
    let ruth = stage.staff().await;
    let (campus, hall) = (added(&ruth, "Campus").await, added(&ruth, "Hall").await);
    let field = |address: &str| format!("to-{}", address.rsplit('/').next().unwrap());
    let page = ruth.get(&campus).await.expect(200);
    let again = ruth.submit(&page, "form[action$='/ways']", &[(&field(&hall), "far")]).await.expect(422);
    assert!(
        again.one(".error-summary").contains("Hall: Write the minutes") && again.attribute(&format!("#{}", field(&hall)), "value") == "far"
    );
    let done = ruth.submit(&again, "form[action$='/ways']", &[(&field(&hall), "12")]).await;
    assert!(ruth.follow(&done).await.expect(200).one("p.notice").contains("from both ends"));
    let other = ruth.get(&hall).await.expect(200);
    assert_eq!(other.attribute(&format!("#{}", field(&campus)), "value"), "12");

    let done = ruth.submit(&other, "form[action$='/retirement']", &[("retired", "yes")]).await;
    let list = ruth.follow(&done).await.expect(200);
    assert!(
        list.one("main table").contains("Campus") && !list.one("main table").contains("Hall") && list.text().contains("Offered no longer")
    );
    assert!(!ruth.get(&campus).await.expect(200).has("form[action$='/ways']"), "no way is asked for to a venue that is retired");
    ruth.post(&format!("{hall}/retirement"), &[("retired", "no")]).await.expect(303);
    assert!(ruth.get("/venues").await.expect(200).one("main table").contains("Hall"));
});

site_test!(the_ways_to_venues_and_teams_stand_over_the_residencies, |stage| {
    let page = stage.staff().await.get("/cohorts/2027/residencies").await.expect(200);
    assert!(page.has("main a[href='/venues']") && page.has("main a[href='/cohorts/2027/teams']"));
});
