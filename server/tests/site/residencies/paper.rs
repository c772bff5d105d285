//! Paper: what is printed says who is expected, from the newest release.

use chrono::{Days, TimeDelta};
use domain::residencies::{SessionKind, store::testing::Released};

use super::{
    coming::{OWN, asked, says},
    stage::{release, session, student},
};

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
    assert!(meals.one("main").contains("Nobody was asked who comes"));
    assert!(ruth.get("/cohorts/2027/residencies/1").await.expect(200).has(&format!("a[href='{BASE}']")));
});

/// The same so many days later.
fn later(mut one: Released, days: i64) -> Released {
    let by = TimeDelta::days(days);
    (one.session.starts_at, one.session.ends_at) = (one.session.starts_at + by, one.session.ends_at + by);
    one
}

site_test!(paper_counts_who_comes_that_day_and_who_has_not_answered, |stage| {
    let residency = asked(stage).await;
    stage.mail().await;
    let lunch = |days| {
        let mut one = later(session(&residency, "Lunch", 16, None), days);
        one.session.kind = SessionKind::Meal;
        one
    };
    let booked = later(session(&residency, "Negotiation", 14, Some(5)), 2);
    let page = format!("/residencies/1/sessions/{}", booked.session.id);
    release(stage, &residency, &[session(&residency, "Opening", 14, None), lunch(0), booked, lunch(2)]).await;
    let amara = stage.student().await;
    let (nils, olga) = (student(stage, "Nils Berglund").await, student(stage, "Olga Petrova").await);
    student(stage, "Sofia Rossi").await;
    for one in [&amara, &nils, &olga] {
        one.submit(&one.get(&page).await.expect(200), "form[action$='/booking']", &[]).await.expect(303);
    }
    // Amara comes on Saturday and Sunday, Nils not at all, Olga on all days; Sofia has not said.
    let weekend = [residency.starts_on.to_string(), (residency.starts_on + Days::new(1)).to_string()];
    says(stage, "part", &weekend).await.expect(303);
    nils.post(OWN, &[("answer", "no"), ("note", "")]).await.expect(303);
    olga.post(OWN, &[("answer", "yes"), ("note", "")]).await.expect(303);

    let ruth = stage.staff().await;
    let meals = ruth.get(&format!("{BASE}/meals")).await.expect(200);
    assert_eq!(meals.all("tbody td.num"), ["3", "1", "2", "1"], "Saturday: Amara, Olga and perhaps Sofia; Monday: without Amara");
    let counts = "Students who do not come are left out: 1. Students who have not answered count as expected: 1.";
    assert!(meals.one("main").contains(counts), "{}", meals.one("main"));
    let sheets = ruth.get(&format!("{BASE}/sign-in")).await.expect(200).all(".sheet");
    assert!(sheets[0].contains("3 expected, 1 of them without an answer") && !sheets[0].contains("Nils"), "{sheets:?}");
    assert!(sheets[0].contains("Amara Okafor") && sheets[0].contains("Olga Petrova") && sheets[0].contains("Sofia Rossi"), "{sheets:?}");
    assert!(sheets[1].contains("1 expected") && !sheets[1].contains("without an answer"), "all of them have answered: {sheets:?}");
    assert!(sheets[1].contains("Olga Petrova") && !sheets[1].contains("Amara") && !sheets[1].contains("Nils"), "{sheets:?}");
    let badges = ruth.get(&format!("{BASE}/badges")).await.expect(200).all(".badge");
    assert!(badges.len() == 3 && badges.iter().all(|badge| !badge.contains("Nils")), "{badges:?}");
    let show = ruth.get(&format!("{BASE}/run-of-show")).await.expect(200);
    assert_eq!(show.all("tbody td.num"), ["3", "3", "1", "2"]);
    assert!(ruth.get(BASE).await.expect(200).one(".cards").contains("For 3 students"));
});
