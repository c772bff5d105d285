//! Paper: what is printed says who is expected, from the newest release.

use chrono::TimeDelta;
use domain::residencies::SessionKind;

use super::stage::{release, session, student};

const BASE: &str = "/cohorts/2027/residencies/1/paper";

site_test!(paper_is_made_from_the_newest_release, |stage| {
    let residency = stage.residency().await;
    let ruth = stage.staff().await;
    assert!(ruth.get(BASE).await.expect(200).one("main").contains("No schedule is released yet"));
    let (booked, mut lunch) = (session(&residency, "Negotiation", 14, Some(1)), session(&residency, "Lunch", 16, None));
    (lunch.session.kind, lunch.session.room) = (SessionKind::Meal, "Hall".into());
    let mut last = session(&residency, "Closing", 14, None);
    (last.session.starts_at, last.session.ends_at) =
        (last.session.starts_at + TimeDelta::days(1), last.session.ends_at + TimeDelta::days(1));
    let page = format!("/residencies/1/sessions/{}", booked.session.id);
    release(stage, &residency, &[booked, lunch, last]).await;
    student(stage, "Nils Berglund").await;
    let amara = stage.student().await;
    let seen = amara.get(&page).await.expect(200);
    amara.submit(&seen, "form[action$='/booking']", &[]).await.expect(303);

    let by_day = ruth.get(&format!("{BASE}/run-of-show")).await.expect(200);
    assert_eq!(by_day.all(".sheet").len(), 2, "a page for each day");
    assert!(by_day.all("tbody tr")[0].contains("Negotiation") && by_day.all("tbody tr")[0].contains("Everybody who booked"));
    let by_room = ruth.get(&format!("{BASE}/run-of-show?by=room")).await.expect(200);
    assert_eq!(by_room.all(".sheet h2"), ["Aula, Main building", "Hall, Main building"]);
    assert_eq!(by_room.all(".sheet-day").len(), 3, "a room has its days one under the other");
    let sheets = ruth.get(&format!("{BASE}/sign-in")).await.expect(200).all(".sheet");
    assert!(sheets[0].contains("1 expected") && sheets[0].contains("Amara Okafor, MD") && !sheets[0].contains("Nils"), "{sheets:?}");
    assert!(sheets[1].contains("2 expected") && sheets[1].contains("Nils Berglund, MD"), "{sheets:?}");
    assert_eq!(sheets.len(), 2, "nobody signs for lunch");
    let badges = ruth.get(&format!("{BASE}/badges")).await.expect(200).all(".badge");
    assert!(badges.len() == 2 && badges[0].contains("Amara Okafor") && badges[0].contains("Cardiology") && badges[0].contains("2027"));
    let meals = ruth.get(&format!("{BASE}/meals")).await.expect(200);
    assert!(meals.one("tbody").contains("Lunch") && meals.all("tbody td.num") == ["2", "not asked"]);
    assert!(ruth.get("/cohorts/2027/residencies/1").await.expect(200).has(&format!("a[href='{BASE}']")));
});
