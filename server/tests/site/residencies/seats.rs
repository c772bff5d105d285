//! Two students and one seat: booking, the waiting list, giving up, the offer in the mail, changing over; and the itinerary around it.

use chrono::TimeDelta;
use domain::residencies::store::settle;

use super::stage::{at, release, session, student};
use crate::stage::Visitor;

const BOOK: &str = "form[action$='/booking']";
const LEAVE: &str = "form[action$='/withdrawal']";

/// The path of the first link to an offer in a text.
fn link(body: &str) -> String {
    let rest = body.split("/seat-offers/").nth(1).unwrap();
    format!("/seat-offers/{}", rest.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap())
}

async fn press(who: &Visitor, page: &str, form: &str) -> crate::stage::Answer {
    let seen = who.get(page).await.expect(200);
    let sent = who.submit(&seen, form, &[]).await;
    who.follow(&sent).await.expect(200)
}

site_test_on_both!(the_last_seat_the_waiting_list_and_an_offer_that_is_taken, |stage| {
    let residency = stage.residency().await;
    let one = session(&residency, "Negotiation", 14, Some(1));
    let page = format!("/residencies/1/sessions/{}", one.session.id);
    release(stage, &residency, &[one, session(&residency, "Welcome", 12, None)]).await;
    let (amara, nils) = (stage.student().await, student(stage, "Nils Berglund").await);
    let seen = nils.get(&page).await.expect(200);
    assert!(seen.one("main").contains("1 of 1 seat is free."), "{}", seen.one("main"));

    let booked = press(&amara, &page, BOOK).await;
    assert!(booked.one("p.notice").contains("The seat is yours."));
    // His page is older than her booking: he pressed the same button.
    let late = nils.submit(&seen, BOOK, &[]).await;
    let late = nils.follow(&late).await.expect(200);
    assert!(late.one("p.notice").contains("You are number 1 on the waiting list"), "{}", late.one("main"));
    nils.submit(&seen, BOOK, &[]).await.expect(303);
    let plan = amara.get("/residencies/1").await.expect(200);
    assert!(plan.one("main").contains("You have a seat") && !plan.has("#to-book"), "{}", plan.one("main"));
    assert!(nils.get("/residencies/1").await.expect(200).one("#to-book + ol").contains("You are number 1 on the waiting list."));

    let given = press(&amara, &page, LEAVE).await;
    assert!(given.one("p.notice").contains("You have given it up."));
    let mail = stage.the_mail().await;
    assert!(mail.recipient.contains("nils") && mail.subject == "A seat for you: Negotiation", "{mail:?}");
    // The link is good in a browser where nobody is signed in, and looking changes nothing.
    let phone = stage.anonymous();
    let offer = phone.get(&link(&mail.body)).await.expect(200);
    assert!(offer.one("main").contains("It is kept for you until"));
    assert!(nils.get(&page).await.expect(200).one("main").contains("A seat is kept for you until"));
    let taken = phone.submit(&offer, "form[action$='/acceptance']", &[]).await;
    assert!(phone.follow(&taken).await.expect(200).one("p.notice").contains("The seat is yours."));
    phone.submit(&offer, "form[action$='/acceptance']", &[]).await.expect(303);
    phone.submit(&offer, "form[action$='/refusal']", &[]).await.expect(303);
    assert!(nils.get(&page).await.expect(200).one("main").contains("You have a seat."), "an old link takes nothing away");
});

site_test!(an_offer_that_is_declined_or_over_says_so, |stage| {
    let residency = stage.residency().await;
    let one = session(&residency, "Negotiation", 14, Some(1));
    let page = format!("/residencies/1/sessions/{}", one.session.id);
    release(stage, &residency, &[one]).await;
    let (amara, nils, elena) = (stage.student().await, student(stage, "Nils Berglund").await, student(stage, "Elena Rossi").await);
    for who in [&amara, &nils, &elena] {
        press(who, &page, BOOK).await;
    }
    press(&amara, &page, LEAVE).await;
    let mail = stage.the_mail().await;
    let (phone, address) = (stage.anonymous(), link(&mail.body));
    assert!(mail.body.contains(&format!("{address}?answer=no")));
    let asks = phone.get(&format!("{address}?answer=no")).await.expect(200);
    assert_eq!(asks.one("button[data-kind=primary]"), "Decline the seat", "what the link was about comes first");
    let declined = phone.submit(&asks, "form[action$='/refusal']", &[]).await;
    assert!(phone.follow(&declined).await.expect(200).one("p.notice").contains("You have declined it"));
    let late = phone.submit(&asks, "form[action$='/acceptance']", &[]).await.expect(409);
    assert!(late.one("p.notice").contains("You have declined it"));

    let next = stage.the_mail().await;
    assert!(next.recipient.contains("elena"));
    let seen = phone.get(&link(&next.body)).await.expect(200);
    stage.clock.forward(TimeDelta::hours(25));
    settle(&stage.db, "http://school.example", stage.now()).await.unwrap();
    assert!(phone.submit(&seen, "form[action$='/acceptance']", &[]).await.expect(409).one("p.notice").contains("The offer has ended"));
    assert!(stage.the_mail().await.subject.starts_with("The offer has ended"));
    phone.get("/seat-offers/nothing").await.expect(404);
});

site_test!(a_seat_in_the_way_is_named_and_changed_over_in_one_step, |stage| {
    let residency = stage.residency().await;
    let (one, mut other) = (session(&residency, "Negotiation", 14, Some(5)), session(&residency, "Negotiation, again", 18, Some(5)));
    other.session.repeat_of = Some(one.session.id);
    let [first, second] = [&one, &other].map(|one| format!("/residencies/1/sessions/{}", one.session.id));
    release(stage, &residency, &[one, other]).await;
    let amara = stage.student().await;
    press(&amara, &first, BOOK).await;
    let seen = amara.get(&second).await.expect(200);
    let asked = amara.submit(&seen, BOOK, &[]).await.expect(409);
    assert!(asked.one("#in-the-way + ul").contains("Negotiation") && asked.one("#in-the-way + ul").contains("has the same content"));
    assert!(amara.get(&first).await.expect(200).one("main").contains("You have a seat."), "nothing was changed yet");
    let over = amara.submit(&asked, BOOK, &[]).await;
    assert!(amara.follow(&over).await.expect(200).one("p.notice").contains("The seat is yours."));
    assert!(amara.get(&first).await.expect(200).one("main").contains("5 of 5 seats are free."));
});

site_test!(the_itinerary_says_what_is_now_and_what_is_next, |stage| {
    let residency = stage.residency().await;
    let mut value = session(&residency, "Value", 14, None);
    (value.session.module_id, value.session.prework) = (Some(stage.school.module), Some("check".into()));
    value.faculty = vec![stage.school.ines];
    let mut other = session(&residency, "Only for others", 15, None);
    other.session.plenary = false;
    release(stage, &residency, &[value, session(&residency, "Risk", 16, None), other]).await;
    let before = stage.student().await.get("/residencies/1").await.expect(200);
    assert!(!before.has(".now-next") && !before.text().contains("Only for others"));
    stage.clock.forward(at(&residency, 14) + TimeDelta::minutes(30) - stage.now());
    let amara = stage.student().await;
    let page = amara.get("/residencies/1").await.expect(200);
    let cards = page.all(".now-card");
    assert!(cards.len() == 2 && cards[0].contains("Now") && cards[0].contains("Value"), "{cards:?}");
    assert!(cards[1].contains("Next") && cards[1].contains("Risk") && cards[1].contains("Aula, Main building"), "{cards:?}");
    assert!(page.one("[data-state=now]").contains("Ines Ferreira"));
    assert_eq!(page.attribute(".itinerary-prepare a", "href"), "/learn/on-rounds/check");
    assert_eq!(page.attribute(".now-card:first-child a[rel]", "href"), "https://maps.example/aula");
    assert!(amara.get("/program").await.expect(200).has("a[href='/residencies/1']"));
    amara.get("/residencies/2").await.expect(404);
    assert!(amara.get("/residencies").await.expect(200).has("a[href='/residencies/1']"));
    // What is canceled stays visible as such.
    release(stage, &residency, &[session(&residency, "Risk", 16, None)]).await;
    let page = amara.get("/residencies/1").await.expect(200);
    assert!(page.all("[data-state=canceled]").iter().any(|one| one.contains("Value") && one.contains("Canceled")), "{}", page.one("main"));
});

site_test!(who_holds_a_session_sees_who_booked_it, |stage| {
    let residency = stage.residency().await;
    let mut one = session(&residency, "Negotiation", 14, Some(1));
    one.faculty = vec![stage.school.ines];
    let page = format!("/residencies/1/sessions/{}", one.session.id);
    release(stage, &residency, &[one, session(&residency, "Welcome", 12, None)]).await;
    let ines = stage.faculty().await;
    let seen = ines.get("/teaching").await.expect(200);
    let address = seen.attribute("a[href$='/residencies/1']", "href");
    assert!(ines.get(&address).await.expect(200).one("main").contains("Nobody has booked yet"));
    press(&stage.student().await, &page, BOOK).await;
    press(&student(stage, "Nils Berglund").await, &page, BOOK).await;
    let seen = ines.get(&address).await.expect(200);
    assert!(seen.one("main").contains("1 of 1 booked, 0 offered, 1 waiting") && seen.one("tbody").contains("Amara Okafor"));
    assert!(!seen.text().contains("Nils") && !seen.text().contains("Welcome"), "who waits, and what others hold, is not theirs to see");
});

site_test!(booked_sessions_stand_in_the_calendar_feed_and_go_when_the_seat_is_given_up, |stage| {
    let residency = stage.residency().await;
    let booked = session(&residency, "Negotiation", 14, Some(1));
    let (id, page) = (booked.session.id, format!("/residencies/1/sessions/{}", booked.session.id));
    let opening = session(&residency, "Welcome", 12, None);
    release(stage, &residency, &[booked.clone(), opening.clone()]).await;
    let amara = stage.student().await;
    let calendar = amara.get("/calendar").await.expect(200);
    let made = amara.submit(&calendar, "#feeds form.form", &[]).await.expect(200);
    let address = made.attribute("#address", "value");
    let feed = address[address.find("/feeds/").unwrap()..].to_owned();
    let read = async || stage.anonymous().get(&feed).await.expect(200).text().to_owned();
    let before = read().await;
    assert!(before.contains("SUMMARY:Welcome") && !before.contains("Negotiation"), "{before}");
    press(&amara, &page, BOOK).await;
    assert!(read().await.contains(&format!("UID:{id}@127.0.0.1")));
    press(&amara, &page, LEAVE).await;
    assert!(!read().await.contains("Negotiation"));
    release(stage, &residency, &[booked]).await;
    assert!(read().await.contains("STATUS:CANCELLED"), "what is off is said to be off");
});

site_test!(a_students_calendar_has_the_sessions_they_go_to, |stage| {
    let residency = stage.residency().await;
    let booked = session(&residency, "Negotiation", 17, Some(1));
    let page = format!("/residencies/1/sessions/{}", booked.session.id);
    release(stage, &residency, &[session(&residency, "Welcome", 14, None), booked]).await;
    let amara = stage.student().await;
    let agenda = amara.get("/calendar?view=agenda").await.expect(200);
    assert_eq!(agenda.one(".agenda-sessions summary"), "Your 1 session");
    assert_eq!(agenda.one(".agenda-sessions li"), "09:00–10:30Welcome, Aula, Main building");
    assert_eq!(agenda.attribute(".agenda-what > p a[href^='/residencies/']", "href"), "/residencies/1");
    press(&amara, &page, BOOK).await;
    let agenda = amara.get("/calendar?view=agenda").await.expect(200);
    assert_eq!(agenda.one(".agenda-sessions summary"), "Your 2 sessions");
    assert!(agenda.all(".agenda-sessions a").iter().any(|title| title == "Negotiation"));
    release(stage, &residency, &[]).await;
    assert!(!amara.get("/calendar?view=agenda").await.expect(200).has(".agenda-sessions"), "what is off is not listed");
});
