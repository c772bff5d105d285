//! Who was there: the roll with and without scripts, the code of a room, and corrections.

mod make_ups;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{MarkId, ResidencySessionId},
    residencies::{
        ReleasedSession, SessionKind,
        store::{
            presence::rebuild_attendance,
            testing::{Released, put_released},
        },
    },
};
use serde_json::{Value, json};

use crate::stage::{Kind, Stage, Visitor};

/// A session that Ines holds; it began five minutes ago and lasts 90.
pub const SESSION: &str = "01900000-0000-7000-8000-00000000a001";

/// Puts the session into the first residency of the cohort.
pub async fn begun(stage: &Stage) -> ReleasedSession {
    let residency = stage.residency().await;
    let (now, ines) = (stage.now(), stage.school.ines);
    let session = ReleasedSession {
        id: SESSION.parse::<ResidencySessionId>().unwrap(),
        residency_id: residency.id,
        title: "Value in care".into(),
        kind: SessionKind::Class,
        summary: "Paying for results.".into(),
        module_id: None,
        prework: None,
        starts_at: now - TimeDelta::minutes(5),
        ends_at: now + TimeDelta::minutes(85),
        room: "Aula".into(),
        venue: String::new(),
        address: String::new(),
        map_url: String::new(),
        plenary: true,
        creditable: true,
        seats: None,
        repeat_of: None,
        sequence: 0,
        changed_at: now,
        canceled_at: None,
    };
    put(stage, &session, vec![ines]).await;
    session
}

async fn put(stage: &Stage, session: &ReleasedSession, faculty: Vec<domain::ids::PersonId>) {
    let (now, residency) = (stage.now(), session.residency_id);
    let all = [Released { session: session.clone(), teams: Vec::new(), faculty }];
    stage.db.write(move |tx| Box::pin(async move { put_released(tx, now, residency, &all).await })).await.unwrap();
}

pub fn page_of(part: &str) -> String {
    format!("/cohorts/2027/residencies/1/sessions/{SESSION}/{part}")
}

/// What Amara sees of her attendance.
async fn attendance(stage: &Stage) -> String {
    stage.student().await.get("/attendance").await.expect(200).one("main")
}

site_test_on_both!(the_roll_is_a_form_that_says_what_was_changed_and_nothing_twice, |stage| {
    begun(stage).await;
    let ines = stage.faculty().await;
    let page = ines.get(&page_of("roll")).await.expect(200);
    assert_eq!(page.one(".roll-count"), "0 of 1 here");
    assert!(!page.has(".roll-more"), "only staff correct");
    assert!(page.header("permissions-policy").starts_with("camera=(self), "), "codes are scanned here, and nowhere else");
    let amara = stage.school.amaras_place.to_string();
    let saved = ines.submit(&page, "form.roll", &[("here", &amara)]).await;
    let after = ines.follow(&saved).await.expect(200);
    assert_eq!((after.one(".roll-count"), after.one("p.notice[data-kind=success]")), ("1 of 1 here".into(), "The roll is saved.".into()));
    assert!(attendance(stage).await.contains("Together901.50"), "{}", attendance(stage).await);
    // The page as it stood first, sent again without the tick: it never showed a tick, so it takes none away.
    ines.submit(&page, "form.roll", &[]).await.expect(303);
    assert!(attendance(stage).await.contains("90 of 90"));
    ines.submit(&after, "form.roll", &[("here", "nobody")]).await.expect(303);
    assert!(attendance(stage).await.contains("Absent"));
    let ruth = stage.staff().await;
    let page = ruth.get(&page_of("roll")).await.expect(200);
    ruth.submit(&page, "form.roll", &[("all", "1")]).await.expect(303);
    let table = ruth.get("/cohorts/2027/residencies/1/presence").await.expect(200);
    assert_eq!(table.one("td[data-presence=present]"), "90");
    assert_eq!(table.attribute("#next-rolls + ul a", "href"), page_of("roll"), "it is on: its roll stands first");
    assert!(ruth.get("/cohorts/2027/residencies/1/presence?q=nobody").await.expect(200).all("tbody tr").is_empty());
    let file = ruth.get("/cohorts/2027/residencies/1/presence.csv").await.expect(200);
    assert!(
        file.text().contains("Amara Okafor,Value in care,Class,") && file.text().contains(",yes,Present,90,90,1.50,no"),
        "{}",
        file.text()
    );
});

site_test_on_both!(whoever_holds_a_session_reaches_its_roll_and_no_other, |stage| {
    let session = begun(stage).await;
    let other = ReleasedSession { id: ResidencySessionId::new(), title: "Risk".into(), ..session.clone() };
    let (now, residency, ines) = (stage.now(), session.residency_id, stage.school.ines);
    // Paul teaches another cohort; Ravi studies there, and teaches nothing at all.
    for (kind, person) in [(Kind::FacultyElsewhere, stage.school.paul), (Kind::StudentElsewhere, stage.school.ravi)] {
        let visitor = stage.visitor(kind).await;
        visitor.get(&page_of("roll")).await.expect(404);
        let hold = |session: &ReleasedSession, faculty| Released { session: session.clone(), teams: Vec::new(), faculty };
        let all = [hold(&session, vec![ines, person]), hold(&other, vec![ines])];
        stage.db.write(move |tx| Box::pin(async move { put_released(tx, now, residency, &all).await })).await.unwrap();
        let teaching = visitor.get("/teaching").await.expect(200);
        let held = visitor.get(&teaching.attribute("section[aria-labelledby=held] a", "href")).await.expect(200);
        assert_eq!(held.all("main h2").len(), 1, "their own sessions alone");
        let roll = visitor.get(&held.attribute("main .meta a[href$=roll]", "href")).await.expect(200);
        visitor.submit(&roll, "form.roll", &[("all", "1")]).await.expect(303);
        visitor.get(&page_of("roll").replace(SESSION, &other.id.to_string())).await.expect(404);
        visitor.get("/cohorts/2027/residencies/1/presence").await.expect(404);
        put(stage, &session, vec![ines]).await;
        visitor.get(&page_of("roll")).await.expect(404);
    }
    assert!(attendance(stage).await.contains("Value in care"));
});

fn wire(id: MarkId, enrollment: impl ToString, kind: &str, at: DateTime<Utc>) -> Value {
    json!({ "id": id, "enrollment": enrollment.to_string(), "kind": kind, "way": "roll", "occurred": at.timestamp_millis() })
}

async fn send(visitor: &Visitor, marks: &[Value]) -> Vec<String> {
    let answer = visitor.post_json(&page_of("marks"), &json!({ "marks": marks })).await.expect(200);
    let told: Value = serde_json::from_str(answer.text()).unwrap();
    told["receipts"].as_array().unwrap().iter().map(|receipt| receipt.as_str().unwrap().to_owned()).collect()
}

site_test!(what_a_device_sends_again_after_hours_is_kept_once, |stage| {
    let session = begun(stage).await;
    let (ines, amara) = (stage.faculty().await, stage.school.amaras_place);
    let (one, two) = (MarkId::new(), MarkId::new());
    let marks = [wire(one, amara, "in", session.starts_at), wire(two, amara, "absent", session.starts_at + TimeDelta::minutes(1))];
    stage.clock.forward(TimeDelta::hours(5));
    let ines_later = stage.faculty().await;
    assert_eq!(send(&ines_later, &marks).await, ["stored", "stored"]);
    assert_eq!(send(&ines, &marks).await, ["repeated", "repeated"]);
    assert!(attendance(stage).await.contains("Absent"));
    let strangers = [
        wire(one, amara, "out", session.starts_at),
        wire(MarkId::new(), stage.school.ravis_place, "in", session.starts_at),
        json!({ "id": MarkId::new(), "enrollment": amara, "kind": "correction", "way": "correction", "occurred": 0 }),
        wire(MarkId::new(), amara, "in", session.starts_at + TimeDelta::minutes(20)),
    ];
    assert_eq!(send(&ines, &strangers).await, ["refused", "refused", "refused", "stored"], "one that cannot be holds up nobody");
    assert!(attendance(stage).await.contains("70 of 90"));
    let before = attendance(stage).await;
    rebuild_attendance(&stage.db).await.unwrap();
    assert_eq!(attendance(stage).await, before);
});

site_test!(a_student_is_marked_by_their_own_code, |stage| {
    begun(stage).await;
    let amara = stage.student().await;
    let renewed = amara.post("/me/code", &[]).await;
    let own = amara.follow(&renewed).await.expect(200);
    let code = own.one("code.secret");
    assert!(own.has("figure.qr svg path"));
    let ines = stage.faculty().await;
    let page = ines.get(&page_of("roll")).await.expect(200);
    let wrong = ines.submit(&page, "form.roll-scan", &[("code", "ABCDE ABCDE")]).await.expect(422);
    assert!(wrong.one("#code-error").contains("nobody in this cohort"));
    let marked = ines.submit(&page, "form.roll-scan", &[("code", &code.to_lowercase())]).await;
    assert!(ines.follow(&marked).await.expect(200).one("p.notice[data-kind=success]").contains("Amara Okafor is marked"));
    amara.post("/me/code", &[]).await.expect(303);
    ines.submit(&page, "form.roll-scan", &[("code", &code)]).await.expect(422);
});

site_test!(the_code_of_the_room_checks_in_and_out_and_is_soon_of_no_use, |stage| {
    begun(stage).await;
    let ines = stage.faculty().await;
    let door = ines.get(&page_of("door")).await.expect(200);
    assert_eq!(door.header("refresh"), "15");
    let code = door.one(".door-words code");
    let amara = stage.student().await;
    let typing = amara.get("/check-in").await.expect(200);
    let found = amara.submit(&typing, "form.form", &[("code", &code)]).await;
    let page = amara.follow(&found).await.expect(200);
    assert!(page.one("main").contains("Value in care"));
    let checked = amara.submit(&page, "form.form", &[("kind", "in")]).await;
    assert_eq!(amara.follow(&checked).await.expect(200).one("p.notice"), "You are checked in.");
    assert!(attendance(stage).await.contains("85 of 90"), "{}", attendance(stage).await);
    let ravi = stage.visitor(crate::stage::Kind::StudentElsewhere).await;
    ravi.get(found.location()).await.expect(422);
    stage.clock.forward(TimeDelta::seconds(75));
    amara.get(found.location()).await.expect(422);
    amara.submit(&page, "form.form", &[("kind", "out")]).await.expect(303);
    amara.submit(&page, "form.form", &[("kind", "out")]).await.expect(303);
    assert!(attendance(stage).await.contains("1 of 90"), "the page she went back to says what she means now");
    stage.clock.forward(TimeDelta::minutes(3));
    let late = amara.submit(&page, "form.form", &[("kind", "out")]).await.expect(422);
    assert!(late.one(".error-summary").contains("opens no session of yours now"));
});

site_test!(staff_correct_with_a_reason_and_the_history_says_so, |stage| {
    begun(stage).await;
    let ruth = stage.staff().await;
    let address = page_of(&format!("students/{}", stage.school.amaras_place));
    let page = ruth.get(&address).await.expect(200);
    let wrong = ruth.submit(&page, "form.form", &[("minutes", "91")]).await.expect(422);
    assert!(wrong.one("#minutes-error").contains("0 to 90") && wrong.one("#reason-error").contains("Say why"));
    let typed = [("minutes", "45"), ("reason", "Called to the <ward> at half past.")];
    let corrected = ruth.submit(&wrong, "form.form", &typed).await;
    let after = ruth.follow(&corrected).await.expect(200);
    assert!(after.one("tbody").contains("45 min: Called to the <ward> at half past.") && after.one("tbody").contains("Ruth Lindqvist"));
    let own = attendance(stage).await;
    assert!(own.contains("Together450.75") && own.contains("Corrected by staff"), "{own}");
    let back = ruth.submit(&after, "form.form", &[("minutes", ""), ("reason", "It was Nils.")]).await;
    assert!(ruth.follow(&back).await.expect(200).one("dl.facts").contains("0 of 90"));
    ruth.get(&page_of(&format!("students/{}", stage.school.ravis_place))).await.expect(404);
});

site_test!(a_session_that_is_called_off_keeps_what_was_marked, |stage| {
    let session = begun(stage).await;
    let ruth = stage.staff().await;
    let page = ruth.get(&page_of("roll")).await.expect(200);
    ruth.submit(&page, "form.roll", &[("all", "1")]).await.expect(303);
    let (now, residency) = (stage.now(), session.residency_id);
    stage.db.write(move |tx| Box::pin(async move { put_released(tx, now, residency, &[]).await })).await.unwrap();
    let own = attendance(stage).await;
    assert!(own.contains("Called off afterwards") && own.contains("90 of 90"), "{own}");
    assert!(ruth.get(&page_of("roll")).await.expect(200).one("main").contains("called off"));
    assert!(ruth.get("/cohorts/2027/residencies/1/presence").await.expect(200).has("td[data-presence=present]"));
});
