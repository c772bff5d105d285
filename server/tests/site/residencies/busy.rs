//! Busy times: given in three ways, compared with one's dates, shown to staff without names, and counted for visitors.

use chrono::{Datelike, Days, TimeDelta, Weekday};
use domain::{
    accounts::store::{NewPerson, create_person},
    cohorts::{EnrollmentState, NewCohort, NewEnrollment, NewProgram, Residency, store as cohorts},
    ids::{BusySourceId, CohortId, EnrollmentId, EvidenceId, PersonId, ProgramId, ResidencyId},
    learning::{
        evidence::{Act, Did, Evidence, Whereabouts},
        projection,
    },
    residencies::{
        busy::{Interval, Reading, SourceKind},
        store::{self, NewSource},
    },
};
use reqwest::{
    Method,
    multipart::{Form, Part},
};

use crate::{
    calendars::dates,
    stage::{Answer, Stage, Visitor},
};

const FILE: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Secret title\r\nLOCATION:Secret place\r\n";

async fn upload(visitor: &Visitor, path: &str, file: impl Into<Vec<u8>>) -> Answer {
    let form = Form::new().text("address", "").part("file", Part::bytes(file.into()).file_name("Secret name.ics"));
    visitor.send(visitor.request(Method::POST, path).multipart(form)).await
}

/// A calendar that is busy all day from a day until another.
fn all_day(from: chrono::NaiveDate, until: chrono::NaiveDate) -> String {
    let day = |date: chrono::NaiveDate| date.format("%Y%m%d").to_string();
    format!("{FILE}DTSTART;VALUE=DATE:{}\r\nDTEND;VALUE=DATE:{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", day(from), day(until))
}

site_test_on_both!(busy_times_are_given_in_three_ways_and_removed_at_once, |stage| {
    let amara = stage.student().await;
    let pasted = amara.post("/busy/addresses", &[("address", "https://calendar.example/call.ics")]).await;
    let page = amara.follow(&pasted).await.expect(200);
    assert!(
        page.one("main").contains("Calendar at calendar.example")
            && page.one("main").contains("Last read Tue 12 Jan 2027, 10:00, 1 busy block")
    );
    assert!(!page.text().contains("call.ics"), "the address itself is not shown again");
    let today = stage.now().date_naive();
    upload(&amara, "/busy/files", all_day(today + Days::new(5), today + Days::new(7))).await.expect(303);
    amara.post("/busy/days", &[("from", "2027-04-05"), ("until", "2027-04-09")]).await.expect(303);
    let page = amara.get("/busy").await.expect(200);
    assert_eq!(page.all("ul.sessions > li").len(), 3);
    assert!(page.one("main").contains("Mon 5 – Fri 9 Apr 2027") && !page.text().contains("Secret"));
    let blocks = store::busy_blocks(&stage.db, stage.school.amara, stage.now()).await.unwrap().unwrap();
    assert_eq!(blocks.len(), 3);
    for left in [2, 1, 0] {
        let page = amara.get("/busy").await.expect(200);
        let first = format!("ul.sessions > li:nth-of-type({}) form", left + 1);
        amara.submit(&page, &first, &[]).await.expect(303);
    }
    assert_eq!(store::busy_blocks(&stage.db, stage.school.amara, stage.now()).await.unwrap(), None);
});

site_test!(what_is_wrong_with_a_calendar_is_said_beside_its_field, |stage| {
    let amara = stage.student().await;
    for (address, sentence) in [
        ("", "Paste the address"),
        ("https://calendar.example/page", "This is a web page, not a calendar"),
        ("https://calendar.example/gone", "There is no calendar at this address"),
        ("https://10.0.0.1/", "Nothing answers at this address"),
    ] {
        let again = amara.post("/busy/addresses", &[("address", address)]).await.expect(422);
        assert!(again.one("#address-error").contains(sentence), "{}", again.one("#address-error"));
        assert_eq!(again.attribute("input#address", "value"), address);
    }
    let again = upload(&amara, "/busy/files", "Dear colleagues").await.expect(422);
    assert!(again.one("#file-error").contains("not an iCalendar file"));
    let again = upload(&amara, "/busy/files", vec![b'x'; 5 * 1024 * 1024 + 100]).await.expect(422);
    assert!(again.one("#file-error").contains("larger than 5 MB"));
    for (from, until, field) in
        [("", "", "from"), ("2027-03-09", "2027-03-01", "until"), ("2020-01-01", "", "from"), ("2027-03-01", "2028-03-01", "until")]
    {
        let again = amara.post("/busy/days", &[("from", from), ("until", until)]).await.expect(422);
        assert!(again.has(&format!("#{field}-error")), "{from} {until}");
    }
});

site_test!(nobody_reads_or_removes_busy_times_of_another, |stage| {
    let (amara, ravi, ruth) = (stage.student().await, stage.visitor(crate::stage::Kind::StudentElsewhere).await, stage.staff().await);
    amara.post("/busy/days", &[("from", "2027-04-05")]).await.expect(303);
    let source = store::busy_sources(&stage.db, stage.school.amara).await.unwrap()[0].id;
    for other in [&ravi, &ruth] {
        assert!(other.get("/busy").await.expect(200).one("main").contains("You have not given any busy times"));
        other.post(&format!("/busy/{source}/removal"), &[]).await.expect(404);
    }
    amara.post(&format!("/busy/{source}/removal"), &[]).await.expect(303);
});

site_test!(too_many_addresses_in_an_hour_are_refused, |stage| {
    let amara = stage.student().await;
    for _ in 0..12 {
        amara.post("/busy/addresses", &[("address", "https://calendar.example/gone")]).await.expect(422);
    }
    amara.post("/busy/addresses", &[("address", "https://calendar.example/call.ics")]).await.expect(429);
});

site_test!(a_student_sees_what_they_would_miss_and_the_last_day_to_ask, |stage| {
    let residency = stage.residency().await;
    let amara = stage.student().await;
    let page = amara.get("/conflicts").await.expect(200);
    assert!(page.one("p.notice").contains("You have not given any busy times"));
    upload(&amara, "/busy/files", all_day(residency.starts_on, residency.starts_on + Days::new(2))).await.expect(303);
    let page = amara.get("/conflicts").await.expect(200);
    assert!(page.one("ul.sessions").contains("Busy on 2 of 4 days"), "{}", page.one("ul.sessions"));
    assert!(page.one("ul.sessions").contains("over: ask at once"), "45 days before is over");
    amara.post("/conflicts/scheduler", &[("kind", "notice"), ("notice", "400")]).await.expect(422);
    amara.post("/conflicts/scheduler", &[("kind", "notice"), ("notice", "20")]).await.expect(303);
    let last = residency.starts_on - Days::new(20);
    let page = amara.get("/conflicts").await.expect(200);
    assert!(page.one("ul.sessions").contains(&format!("Last day to ask your scheduler: {}", last.format("%a %-d %b %Y"))));
    let letter = amara.get("/conflicts/request/1").await.expect(200);
    assert!(letter.one("section.prose").contains("Amara Okafor") && letter.one("section.prose").contains("Opening residency"));
    amara.get("/conflicts/request/2").await.expect(404);
});

site_test!(what_is_done_is_no_deadline_any_more, |stage| {
    let amara = stage.student().await;
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    upload(&amara, "/busy/files", all_day(day("2027-01-01"), day("2027-12-31"))).await.expect(303);
    let page = amara.get("/conflicts").await.expect(200);
    assert!(page.one("ol.deadlines").contains("On rounds"), "{}", page.one("main"));
    let (person, place, version, now) = (stage.school.amara, stage.school.amaras_place, stage.school.version, stage.now());
    let done = |unit| Evidence {
        id: EvidenceId::new(),
        at: Whereabouts { person, enrollment: place, version, unit },
        act: Act::plain(Did::Completed),
        occurred_at: now,
    };
    let batch: Vec<Evidence> = stage.school.units(&stage.db).await.into_iter().map(done).collect();
    stage.db.write(move |tx| Box::pin(async move { projection::append(tx, &batch, now).await.map(drop) })).await.unwrap();
    let page = amara.get("/conflicts").await.expect(200);
    assert!(page.one("main").contains("No deadline of what you still have to do"), "{}", page.one("main"));
});

site_test!(a_deadline_says_of_which_module_it_is, |stage| {
    dates(stage).await;
    let amara = stage.student().await;
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    upload(&amara, "/busy/files", all_day(day("2027-01-01"), day("2027-12-31"))).await.expect(303);
    let lines = amara.get("/conflicts").await.expect(200).all("ol.deadlines > li");
    assert!(lines.iter().any(|line| line.starts_with("A checkOn roundsTue 9 Mar 2027, 23:59")), "{lines:?}");
});

/// A student of the first cohort who is busy for some days.
async fn busy_student(stage: &Stage, number: usize, from: chrono::NaiveDate, days: u64) {
    let (person, now, cohort) = (PersonId::new(), stage.now(), stage.school.cohort);
    let new = NewPerson {
        id: person,
        email: format!("student{number}@school.example"),
        name: format!("Student {number}"),
        credentials: String::new(),
        specialty: String::new(),
        time_zone: "America/New_York".into(),
        password_hash: None,
    };
    let at = |day: chrono::NaiveDate| day.and_hms_opt(5, 0, 0).unwrap().and_utc();
    // One is long after: otherwise nothing would be known of the days between.
    let blocks = [(from, days), (from + Days::new(200), 1)];
    let blocks = blocks.map(|(from, days)| Interval { starts_at: at(from), ends_at: at(from + Days::new(days)) }).to_vec();
    let source = NewSource { id: BusySourceId::new(), person, kind: SourceKind::File, address: None };
    let written = stage.db.write(move |tx| {
        Box::pin(async move {
            create_person(tx, &new, now).await?;
            let place = NewEnrollment { id: EnrollmentId::new(), person, cohort, state: EnrollmentState::Enrolled };
            cohorts::enroll(tx, now, None, &place).await?;
            store::add_busy_source(tx, now, &source, &Reading { blocks, not_understood: 0 }).await
        })
    });
    written.await.unwrap();
}

site_test!(staff_see_numbers_only_from_five_answers_on_and_never_a_name, |stage| {
    let ruth = stage.staff().await;
    let monday = stage.now().date_naive() + Days::new(70);
    let monday = monday.iter_days().find(|day| day.weekday() == Weekday::Mon).unwrap();
    for number in 1..=4 {
        busy_student(stage, number, monday, 1).await;
    }
    for path in ["/cohorts/2027/busy", "/cohorts/2027/dates"] {
        let page = ruth.get(path).await.expect(200);
        assert!(page.one("p.empty").contains("Fewer than 5 students") && !page.has("table"), "{path}");
    }
    busy_student(stage, 5, monday + Days::new(5), 4).await;
    let map = ruth.get("/cohorts/2027/busy").await.expect(200);
    assert!(map.one("main").contains("5 of 6 students"));
    assert_eq!(map.one("td[data-heat='4']"), "4");
    assert_eq!(map.all("td[data-heat='2']").len(), 4, "one of five, four days");
    assert!(!map.text().contains("Student 1"));
    let asked =
        format!("/cohorts/2027/dates?length=4&from={}&until={}&begins=Mon&begins=Sat", monday - Days::new(1), monday + Days::new(13));
    let found = ruth.get(&asked).await.expect(200);
    assert!(!found.one("main").contains("Left out"));
    let far = asked.replace(&(monday + Days::new(13)).to_string(), &(monday + Days::new(300)).to_string());
    assert!(ruth.get(&far).await.expect(200).one("main").contains("Left out: all after"), "calendars end before");
    let rows = found.all("tbody tr");
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows[0].contains("1 person290.0 %") && rows[0].contains("The fewest days are missed"), "{rows:?}");
    assert!(rows[2].contains("4 people480.0 %") && rows[2].contains("7 days earlier, 2 days more missed"), "{rows:?}");
    ruth.get("/cohorts/2027/dates?length=99&from=x").await.expect(422);
});

/// A cohort that begins in half a year.
async fn next_cohort(stage: &Stage) -> Residency {
    let (now, cohort, program) = (stage.now(), CohortId::new(), ProgramId::new());
    let starts_on = now.date_naive() + Days::new(180);
    let (title, place) = ("First residency".to_owned(), "Main campus".to_owned());
    let residency = Residency { id: ResidencyId::new(), position: 1, title, place, starts_on, ends_on: starts_on + Days::new(3) };
    let new = residency.clone();
    let made = stage.db.write(move |tx| {
        Box::pin(async move {
            let next = NewProgram { id: program, slug: "next".into(), title: "Next".into(), summary: String::new() };
            cohorts::create_program(tx, now, None, &next).await?;
            let ends_on = starts_on + Days::new(300);
            let time_zone = chrono_tz::America::New_York;
            let cohort_of =
                NewCohort { id: cohort, program, slug: "next".into(), title: "Cohort 2029".into(), time_zone, starts_on, ends_on };
            cohorts::create_cohort(tx, now, None, &cohort_of).await?;
            cohorts::add_residency(tx, now, None, cohort, &new).await
        })
    });
    made.await.unwrap();
    residency
}

site_test!(a_visitor_counts_days_away_and_nothing_of_it_is_kept, |stage| {
    let visitor = stage.anonymous();
    assert!(visitor.get("/days-away").await.expect(200).one(".empty").contains("not set yet"));
    let residency = next_cohort(stage).await;
    assert!(visitor.get("/").await.expect(200).has("a[href='/days-away']"));
    let page = visitor.get("/days-away").await.expect(200);
    assert!(page.one("main").contains("Cohort 2029"));
    let answer = upload(&visitor, "/days-away", all_day(residency.starts_on, residency.starts_on + Days::new(3))).await.expect(200);
    assert!(answer.one("p[role=status]").contains("3 days on which you are busy"), "{}", answer.one("main"));
    assert!(!answer.text().contains("Secret"));
    let refused = upload(&visitor, "/days-away", "Dear colleagues").await.expect(422);
    assert!(refused.one("#file-error").contains("not an iCalendar file"));
    let source = domain::db::Query::new("SELECT COUNT(*) FROM busy_sources", Vec::new());
    assert_eq!(stage.db.value::<i64>(source).await.unwrap(), 0);
    for _ in 0..8 {
        upload(&visitor, "/days-away", "x").await.expect(422);
    }
    upload(&visitor, "/days-away", "x").await.expect(429);
});

site_test!(a_feed_that_fails_keeps_the_last_good_answer_and_says_so, |stage| {
    let (amara, id, now) = (stage.student().await, BusySourceId::new(), stage.now());
    let site = stage.another_site().await;
    let closed = site.outside.seal.close(&id.to_string(), "https://calendar.example/gone").unwrap();
    let person = stage.school.amara;
    let new = NewSource { id, person, kind: SourceKind::Address, address: Some((closed, "calendar.example".into())) };
    let blocks = vec![Interval { starts_at: now + TimeDelta::days(3), ends_at: now + TimeDelta::days(4) }];
    let kept = stage
        .db
        .write(move |tx| Box::pin(async move { store::add_busy_source(tx, now, &new, &Reading { blocks, not_understood: 0 }).await }));
    kept.await.unwrap();
    assert_eq!(server::calendars::refresh(&site).await.unwrap(), 0, "not due yet");
    stage.clock.forward(TimeDelta::hours(7));
    assert_eq!(server::calendars::refresh(&site).await.unwrap(), 1);
    let page = amara.get("/busy").await.expect(200);
    assert!(page.one(".sessions .field-error").contains("There is no calendar at this address"), "{}", page.one("main"));
    assert!(page.one(".sessions").contains("What was read before stays") && page.one(".sessions").contains("1 busy block"));
    assert_eq!(store::busy_blocks(&stage.db, person, now).await.unwrap().unwrap().len(), 1);
});

site_test!(a_key_that_does_not_fit_is_a_sentence, |stage| {
    let (amara, id, now, person) = (stage.student().await, BusySourceId::new(), stage.now(), stage.school.amara);
    let other = app::residencies::busy::Seal::new([8; 32]).unwrap();
    let closed = other.close(&id.to_string(), "https://calendar.example/call.ics").unwrap();
    let new = NewSource { id, person, kind: SourceKind::Address, address: Some((closed, "calendar.example".into())) };
    stage.db.write(move |tx| Box::pin(async move { store::add_busy_source(tx, now, &new, &Reading::default()).await })).await.unwrap();
    stage.clock.forward(TimeDelta::hours(7));
    server::calendars::refresh(&stage.another_site().await).await.unwrap();
    let page = amara.get("/busy").await.expect(200);
    assert!(page.one(".sessions .field-error").contains("this server’s key has changed"), "{}", page.one("main"));
});
