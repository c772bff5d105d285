//! Who comes: staff ask, students answer, everybody's calendar is told.

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarMethod, ICalendarProperty, ICalendarValue};
use chrono::{Days, TimeDelta};
use domain::{
    audit,
    cohorts::Residency,
    db::{Bind, Query},
};
use mail_parser::{MessageParser, MimeHeaders};
use server::mail::{Mailer, Post};

use crate::stage::{Answer, Stage};

pub const PAGE: &str = "/cohorts/2027/residencies/1/coming";
pub const OWN: &str = "/residencies/1/answer";

/// Ruth asks who comes to the first residency, with what the form offers.
pub async fn asked(stage: &Stage) -> Residency {
    let residency = stage.residency().await;
    let ruth = stage.staff().await;
    let page = ruth.get(PAGE).await.expect(200);
    ruth.submit(&page, "form[action$='/round']", &[]).await.expect(303);
    residency
}

/// Amara answers; the days as the form sends them.
pub async fn says(stage: &Stage, answer: &str, days: &[String]) -> Answer {
    let mut form = vec![("answer", answer), ("note", "Back on call on Monday <b>")];
    form.extend(days.iter().map(|day| ("days", day.as_str())));
    stage.student().await.post(OWN, &form).await
}

site_test!(staff_ask_and_every_student_gets_an_invitation_by_mail, |stage| {
    let residency = stage.residency().await;
    let ruth = stage.staff().await;
    let page = ruth.get(PAGE).await.expect(200);
    assert!(page.text().contains("Nobody has been asked yet"));
    let wrong = ruth.submit(&page, "form[action$='/round']", &[("answer_by", "2020-01-01"), ("erase_after", "x")]).await.expect(422);
    assert!(wrong.one(".error-summary").contains("still to come") && wrong.one("#erase_after-error").contains("whole number"));
    assert_eq!(wrong.attribute("#erase_after", "value"), "x", "what was typed is kept");
    ruth.submit(&wrong, "form[action$='/round']", &[("answer_by", "2027-01-30"), ("erase_after", "14")]).await.expect(303);

    let letters = stage.letters().await;
    assert_eq!((letters.len(), letters[0].recipient.as_str(), letters[0].rank), (1, "amara.okafor@school.example", 1));
    assert!(letters[0].body.contains("Please answer by Sat 30 Jan 2027, 23:59 campus time"), "{}", letters[0].body);
    assert!(letters[0].body.contains(&format!("{}{OWN}", stage.another_site().await.settings.base_url)), "{}", letters[0].body);
    let calendar = ICalendar::parse(letters[0].calendar.as_deref().unwrap()).unwrap();
    let method = calendar.components[0].property(&ICalendarProperty::Method).unwrap();
    assert_eq!(method.values[0], ICalendarValue::Method(ICalendarMethod::Request));
    let event = calendar.components.iter().find(|one| one.component_type == ICalendarComponentType::VEvent).unwrap();
    let organizer = event.property(&ICalendarProperty::Organizer).unwrap().calendar_address().unwrap();
    assert!(organizer.starts_with("rsvp+") && organizer.ends_with("@school.example"), "{organizer}");
    let start = event.property(&ICalendarProperty::Dtstart).unwrap().values[0].as_partial_date_time().unwrap();
    assert_eq!(start.day.map(u32::from), residency.starts_on.format("%d").to_string().parse().ok());
    ruth.submit(&ruth.get(PAGE).await, "form[action$='/round']", &[]).await.expect(303);
});

// As it leaves the program: one letter, read by another program's parser.
site_test!(the_letter_shows_the_calendar_first_and_carries_it_as_a_file, |stage| {
    asked(stage).await;
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::new(Post::files(folder.path().join("mail")), "office@school.example", "https://school.example").unwrap();
    assert_eq!(mailer.send_due(&stage.db, &stage.clock).await.unwrap(), 1);
    let file = std::fs::read_dir(folder.path().join("mail")).unwrap().next().unwrap().unwrap().path();
    let raw = std::fs::read(file).unwrap();
    let letter = MessageParser::default().parse(&raw).unwrap();
    let kinds: Vec<String> = letter
        .parts
        .iter()
        .map(|part| part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default())).unwrap_or_default())
        .collect();
    let expected = ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics"];
    assert_eq!(kinds, expected, "the part to be preferred is the last of the alternatives");
    let calendar = letter.parts.iter().find(|part| part.content_type().is_some_and(|kind| kind.subtype() == Some("calendar"))).unwrap();
    let kind = calendar.content_type().unwrap();
    assert_eq!((kind.attribute("method"), kind.attribute("charset")), (Some("REQUEST"), Some("utf-8")));
    let text = calendar.text_contents().unwrap();
    assert!(text.contains("BEGIN:VEVENT") && ICalendar::parse(text).is_ok(), "{text}");
    let attached = letter.attachments().find(|part| part.attachment_name() == Some("invitation.ics")).unwrap();
    assert_eq!(attached.contents(), calendar.contents());
});

site_test!(a_student_answers_and_staff_see_it_by_day, |stage| {
    let residency = asked(stage).await;
    let amara = stage.student().await;
    let today = amara.get("/today").await.expect(200);
    assert_eq!(today.attribute(".residency-next p:last-child a", "href"), OWN);
    let line = today.one(".residency-next p:last-child");
    assert!(line.starts_with("Say by Sat 16 Jan 2027, 23:59 campus time") && line.ends_with("whether you come."), "{line}");
    let page = amara.get(OWN).await.expect(200);
    let form = page.one("form.form");
    assert!(form.contains("Please answer by Sat 16 Jan 2027, 23:59 campus time"), "{form}");
    let wrong = amara.submit(&page, "form.form", &[("answer", "part"), ("note", "Late <b>")]).await.expect(422);
    assert!(wrong.one(".error-summary").contains("Choose the days"));
    assert_eq!(wrong.one("textarea#note"), "Late <b>");
    let days = [residency.starts_on.to_string(), (residency.starts_on + Days::new(2)).to_string()];
    let given = says(stage, "part", &days).await.expect(303);
    let answered = amara.follow(&given).await.expect(200);
    assert!(answered.one("#stands").starts_with("You come on Sat 13 Feb, Mon 15 Feb"));
    let form = answered.one("form.form");
    let changed = "You come on Sat 13 Feb, Mon 15 Feb. You can change your answer until Sat 16 Jan 2027, 23:59 campus time";
    assert!(form.contains(changed) && !form.contains("Please answer"), "{form}");
    assert!(amara.get("/today").await.one(".residency-next").contains("Say by Wed 3 Feb 2027 what you need"));

    let ruth = stage.staff().await;
    let page = ruth.get(PAGE).await.expect(200);
    assert!(
        page.one(".table-actions").contains("Sat 13 Feb: 1, Sun 14 Feb: 0, Mon 15 Feb: 1, Tue 16 Feb: 0"),
        "{}",
        page.one(".table-actions")
    );
    assert!(page.one("main").contains("Students answer by Sat 16 Jan 2027, 23:59 campus time"));
    assert!(page.one("tbody").contains("Comes part of the days") && page.one("tbody").contains("on the page"));
    assert!(ruth.get(&format!("{PAGE}?answer=none")).await.expect(200).text().contains("Nobody has this answer"));
    assert!(!page.has("form[action$='/reminder']"), "there is nobody to be reminded");
    let file = ruth.get(&format!("{PAGE}.csv")).await.expect(200);
    assert!(
        file.text().contains("Amara Okafor,amara.okafor@school.example,Comes part of the days,2027-02-13 2027-02-15,"),
        "{}",
        file.text()
    );
    stage.mail().await;
});

site_test_on_both!(after_the_deadline_only_staff_write_an_answer_down, |stage| {
    asked(stage).await;
    stage.mail().await;
    let ruth = stage.staff().await;
    let page = ruth.get(PAGE).await.expect(200);
    ruth.submit(&page, "form[action$='/reminder']", &[]).await.expect(303);
    let reminder = stage.the_mail().await;
    assert_eq!(reminder.subject, "Do you come? Opening residency");
    let line = ruth.get(&page.attribute("tbody a", "href")).await.expect(200);

    stage.clock.forward(TimeDelta::days(20));
    says(stage, "yes", &[]).await.expect(409);
    let late = stage.student().await.get(OWN).await.expect(200);
    assert!(late.text().contains("The time to answer was over") && !late.has("form.form"));
    let ruth = stage.staff().await;
    ruth.post(&format!("{PAGE}/reminder"), &[]).await.expect(404);
    let silent = ruth.submit(&line, "form.form", &[("answer", "no")]).await.expect(422);
    assert!(silent.one("#reason-error").contains("how you know"));
    ruth.submit(&silent, "form.form", &[("reason", "Told me on the phone")]).await.expect(303);
    assert!(ruth.get(PAGE).await.one("tbody").contains("written down by staff"));
    let entry = audit::recent(&stage.db, 1).await.unwrap().remove(0);
    assert_eq!((entry.action.as_str(), entry.actor_id), ("residency.answer_written_down", Some(stage.school.ruth)));
});

/// The subjects of mail that changes calendars, with the method of each.
async fn told(stage: &Stage) -> Vec<(String, String)> {
    let method = |text: &str| text.lines().find_map(|line| line.strip_prefix("METHOD:")).unwrap_or_default().to_owned();
    stage.letters().await.into_iter().filter_map(|one| Some((one.subject, method(&one.calendar?)))).collect()
}

async fn swept(stage: &Stage) {
    let inviting = stage.another_site().await.settings.inviting();
    domain::residencies::store::keep_invitations(&stage.db, stage.now(), &inviting).await.unwrap();
}

site_test!(calendars_are_told_what_changes_and_what_ends, |stage| {
    let residency = asked(stage).await;
    stage.mail().await;
    let moved = Query::new("UPDATE residencies SET place = 'Lakeside' WHERE id = $1", vec![Bind::param(Some(&residency.id))]);
    stage.db.write(move |tx| Box::pin(async move { tx.run(moved).await.map(drop) })).await.unwrap();
    swept(stage).await;
    swept(stage).await;
    assert_eq!(told(stage).await, [("Changed: Opening residency, Sat 13 Feb – Tue 16 Feb 2027".to_owned(), "REQUEST".to_owned())]);
    let ruth = stage.staff().await;
    ruth.submit(&ruth.get(PAGE).await, "form[action$='/withdrawal']", &[]).await.expect(303);
    let canceled = told(stage).await;
    assert_eq!((canceled.len(), canceled[0].1.as_str()), (1, "CANCEL"));
    assert!(stage.student().await.get(OWN).await.expect(200).text().contains("taken this question back"));
    assert!(ruth.get(PAGE).await.expect(200).text().contains("The question was taken back on"));
});

const RESIDENCY: &str = "/cohorts/2027/residencies/1";

site_test!(nobody_is_asked_once_the_days_have_come, |stage| {
    let residency = stage.residency().await;
    let ruth = stage.staff().await;
    assert!(ruth.get(RESIDENCY).await.expect(200).one("main").contains("Nobody is asked. Ask who comes"));
    stage.clock.forward(residency.starts_on - stage.now().date_naive());
    let ruth = stage.staff().await;
    let page = ruth.get(PAGE).await.expect(200);
    assert!(page.one("main").contains("This residency has begun, and nobody was asked who comes."), "{}", page.one("main"));
    assert!(!page.has("form[action$='/round']"));
    let late = [("answer_by", "2027-02-20"), ("logistics_until", "2027-02-16"), ("erase_after", "14")];
    let refused = ruth.post(&format!("{PAGE}/round"), &late).await.expect(422);
    assert!(refused.has("#answer_by-error") && refused.attribute("#answer_by", "value") == "2027-02-20", "what was typed is kept");

    stage.clock.forward(TimeDelta::days(5));
    let ruth = stage.staff().await;
    for (page, said) in [
        (PAGE.to_owned(), "This residency is over, and nobody was asked who comes."),
        (format!("{RESIDENCY}/logistics"), "This residency is over, and nobody was asked who comes: there is nothing to count."),
        (RESIDENCY.to_owned(), "This residency is over, and nobody was asked."),
        (RESIDENCY.to_owned(), "This residency is over, and no schedule was released for it."),
        (format!("{RESIDENCY}/paper"), "This residency is over, and no schedule was released for it."),
        (format!("{RESIDENCY}/presence"), "This residency is over, and nothing was released for it"),
        ("/cohorts/2027/residencies".to_owned(), "Nothing was released"),
    ] {
        let seen = ruth.get(&page).await.expect(200).one("main");
        assert!(seen.contains(said) && !seen.contains("Ask who comes") && !seen.contains("Ask everybody"), "{page}: {seen}");
    }
    let amara = stage.student().await;
    let itinerary = amara.get("/residencies/1").await.expect(200).one("main");
    assert!(
        itinerary.contains("This residency is over. No session of it was released for you.") && !itinerary.contains("not released yet")
    );
    let attendance = amara.get("/attendance").await.expect(200).one("main");
    assert!(attendance.contains("Opening residency is over, and no session of it was released for you."), "{attendance}");
});

site_test!(a_question_can_be_taken_back_while_the_days_last_and_is_left_alone_afterwards, |stage| {
    let residency = asked(stage).await;
    stage.mail().await;
    stage.clock.forward(residency.starts_on - stage.now().date_naive());
    let page = stage.staff().await.get(PAGE).await.expect(200);
    assert!(page.has("form[action$='/withdrawal']") && !page.has("form[action$='/round']"));
    stage.clock.forward(TimeDelta::days(5));
    let ruth = stage.staff().await;
    let page = ruth.get(PAGE).await.expect(200);
    assert!(!page.has("form[action$='/withdrawal']") && !page.has("form[action$='/round']"));
    let standing = ruth.get(RESIDENCY).await.expect(200).one("main");
    assert!(standing.contains("1 have not answered; the time to answer was over on Sat 16 Jan 2027."), "{standing}");
});
