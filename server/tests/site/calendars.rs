//! Calendars people look at, calendars other programs read, and the site as a student would see it.

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty, ICalendarStatus};
use chrono::NaiveDate;
use domain::{
    cohorts::{Residency, UnitDue, store},
    db::{Bind, Query},
    ids::{EvidenceId, ResidencyId},
    learning::{
        evidence::{Act, Did, Evidence, Whereabouts},
        projection,
    },
};
use reqwest::{Method, header};
use serde_json::json;

use crate::stage::{Answer, Kind, Stage, Visitor};

/// A residency from Saturday to Tuesday over the change of the clocks, and a date of its own for the quiz.
pub async fn dates(stage: &Stage) {
    let (cohort, now, quiz) = (stage.school.cohort, stage.now(), stage.school.units(&stage.db).await[1]);
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let residency = Residency {
        id: ResidencyId::new(),
        position: 1,
        title: "Residency 1".into(),
        place: "Main campus".into(),
        starts_on: day("2027-03-13"),
        ends_on: day("2027-03-16"),
    };
    let due = UnitDue { cohort, unit: quiz, due_at: "2027-03-10T04:59:00Z".parse().unwrap() };
    let change = stage.db.write(move |tx| {
        Box::pin(async move {
            store::add_residency(tx, now, None, cohort, &residency).await?;
            store::set_unit_due(tx, now, None, &due).await
        })
    });
    change.await.unwrap();
}

/// Amara's own zone, three hours behind the campus.
async fn live_in_the_west(stage: &Stage) {
    let amara = stage.school.amara;
    let text = "UPDATE people SET time_zone = 'America/Los_Angeles' WHERE id = $1";
    let moved = stage.db.write(move |tx| Box::pin(async move { tx.run(Query::new(text, vec![Bind::param(Some(&amara))])).await }));
    moved.await.unwrap();
}

async fn count(stage: &Stage, text: &'static str) -> i64 {
    stage.db.value(Query::new(text, Vec::new())).await.unwrap()
}

site_test_on_both!(a_student_reads_a_month_and_all_dates_in_a_row_with_both_zones, |stage| {
    dates(stage).await;
    live_in_the_west(stage).await;
    let amara = stage.student().await;
    let march = amara.get("/calendar?month=2027-03").await.expect(200);
    assert_eq!(march.one("#calendar-title"), "March 2027");
    assert_eq!(march.all("table.month tbody td").len() % 7, 0);
    let quiz = march.one("table.month .entry[data-kind=due]");
    assert!(quiz.starts_with("Due 23:59 (20:59 for you)"), "{quiz}");
    assert!(quiz.contains("A checkOn rounds"), "of which module: {quiz}");
    assert_eq!(march.attribute("table.month .entry[data-kind=due] a", "href"), "/learn/on-rounds/check");
    let days = march.all("td[data-has=residency] time");
    assert_eq!(days, ["13 March", "14 March", "15 March", "16 March"], "no day shifts, though the clocks change on the 14th");
    let agenda = amara.get("/calendar?view=agenda").await.expect(200);
    let days: Vec<_> = agenda.all(".agenda-day").into_iter().zip(agenda.all(".agenda-what")).collect();
    let says = |day: &str, what: &str| days.iter().any(|(on, said)| on == day && said == what);
    assert!(says("Sat 13 – Tue 16 Mar", "Residency 1Main campus") && says("Tue 9 Mar", "Due A checkOn rounds"), "{days:?}");
    assert!(agenda.one("details summary").starts_with("Earlier, 1 date"), "the module opened a week ago");
    assert!(amara.get("/calendar?month=nonsense").await.expect(200).one("#calendar-title").ends_with("January 2027"));
    assert!(amara.get("/calendar?month=2031-01").await.expect(200).one("main").contains("Nothing is planned for this month."));
});

site_test!(what_is_due_says_whether_it_is_done, |stage| {
    dates(stage).await;
    let (amara, place, now) = (stage.school.amara, stage.school.amaras_place, stage.now());
    let unit = stage.school.units(&stage.db).await[1];
    let at = Whereabouts { person: amara, enrollment: place, version: stage.school.version, unit };
    let batch = [Evidence { id: EvidenceId::new(), at, act: Act::plain(Did::Completed), occurred_at: now }];
    stage.db.write(move |tx| Box::pin(async move { projection::append(tx, &batch, now).await })).await.unwrap();
    let agenda = stage.student().await.get("/calendar?view=agenda").await.expect(200);
    assert_eq!(agenda.all(".agenda > li[data-state=done] .agenda-what a").len(), 1);
    assert_eq!(agenda.all(".agenda > li[data-state=late]").len(), 0);
    stage.clock.forward(chrono::TimeDelta::days(90));
    let later = stage.student().await.get("/calendar?view=agenda").await.expect(200);
    assert_eq!(later.all(".agenda > li[data-state=late]").len(), 1, "the module is not done");
});

site_test!(staff_and_faculty_read_the_calendar_of_a_cohort, |stage| {
    dates(stage).await;
    let page = stage.staff().await.get("/cohorts/2027/calendar?month=2027-03").await.expect(200);
    assert_eq!(page.one("h1"), "Calendar of 2027");
    assert!(page.has("a[href='/cohorts/2027/calendar/edit']") && page.has("a[href='/cohorts/2027/calendar/releases']"));
    assert_eq!(page.all("td[data-has=residency]").len(), 4);
    let page = stage.faculty().await.get("/teaching/2027/calendar?view=agenda").await.expect(200);
    assert!(!page.has("a[href='/cohorts/2027/calendar/edit']"));
    assert!(page.one("main").contains("Residency 1"));
    let own = stage.staff().await.get("/calendar?view=agenda").await.expect(200);
    assert!(own.all(".agenda-what a").iter().any(|line| line.ends_with(", 2028")), "cohorts are told apart");
});

/// Makes a secret address and gives its path.
async fn address(visitor: &Visitor, form: &[(&str, &str)]) -> String {
    let made = visitor.post("/calendar/feeds", form).await.expect(200);
    let address = made.attribute("#address", "value");
    assert!(!visitor.get("/calendar").await.text().contains(&address), "it is shown once");
    address[address.find("/feeds/").unwrap()..].to_owned()
}

/// The calendar page once it says that the feed was read: that is recorded beside the reading.
async fn once_read(visitor: &Visitor) -> Answer {
    for _ in 0..400 {
        let page = visitor.get("/calendar").await.expect(200);
        if !page.one("#feeds .sessions").contains("Not read yet") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("after two seconds the reading is not recorded");
}

fn events(answer: &Answer) -> Vec<(String, String, ICalendarStatus)> {
    let calendar = ICalendar::parse(answer.text()).unwrap();
    let events = calendar.components.iter().filter(|one| one.component_type == ICalendarComponentType::VEvent);
    let text = |one: &calcard::icalendar::ICalendarComponent, name| {
        one.property(&name).and_then(|entry| entry.values.first()?.as_text().map(str::to_owned)).unwrap()
    };
    events.map(|one| (one.uid().unwrap().to_owned(), text(one, ICalendarProperty::Summary), one.status().cloned().unwrap())).collect()
}

site_test_on_both!(a_secret_address_is_read_without_a_session_until_it_is_stopped, |stage| {
    dates(stage).await;
    let amara = stage.student().await;
    let path = address(&amara, &[]).await;
    let stranger = stage.anonymous();
    let feed = stranger.get(&path).await.expect(200);
    assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(feed.header("cache-control"), "private, no-cache");
    let mut said: Vec<_> = events(&feed).into_iter().map(|(_, summary, _)| summary).collect();
    said.sort();
    assert_eq!(said[..3], ["Due: A check, On rounds", "Due: On rounds", "Opens: On rounds"].map(str::to_owned), "{said:?}");
    assert_eq!(said[3], "Residency 1");
    assert!(events(&feed).iter().all(|(uid, _, status)| uid.ends_with("@127.0.0.1") && *status == ICalendarStatus::Confirmed));
    assert!(!feed.text().contains("Amara") && !feed.text().contains("session"));
    let known = stranger.request(Method::GET, &path).header(header::IF_NONE_MATCH, feed.header("etag"));
    let again = stranger.send(known).await.expect(304);
    assert_eq!((again.text(), again.header("etag")), ("", feed.header("etag")));
    let page = once_read(&amara).await;
    assert!(page.one("#feeds .sessions").contains("Last read"), "{}", page.one("#feeds"));
    let (stop, _) = page.form("#feeds .sessions form");
    stage.visitor(Kind::StudentElsewhere).await.post(&stop, &[]).await.expect(404);
    stranger.get(&path).await.expect(200);
    assert_eq!(amara.post(&stop, &[]).await.location(), "/calendar#feeds");
    stranger.get(&path).await.expect(404);
    stranger.get(path.strip_suffix(".ics").unwrap()).await.expect(404);
});

site_test!(a_new_address_leaves_or_stops_the_older_one_and_five_are_all, |stage| {
    let amara = stage.student().await;
    let first = address(&amara, &[]).await;
    let second = address(&amara, &[]).await;
    stage.anonymous().get(&first).await.expect(200);
    let third = address(&amara, &[("older", "stop")]).await;
    for (path, status) in [(&first, 404), (&second, 404), (&third, 200)] {
        stage.anonymous().get(path).await.expect(status);
    }
    for _ in 0..4 {
        address(&amara, &[]).await;
    }
    let refused = amara.post("/calendar/feeds", &[]).await.expect(422);
    assert!(refused.one(".error-summary").contains("5 addresses"));
});

site_test!(the_calendars_of_staff_and_faculty_are_read_by_programs_too_and_end_with_the_right, |stage| {
    dates(stage).await;
    let of_staff = address(&stage.staff().await, &[]).await;
    let said = events(&stage.anonymous().get(&of_staff).await.expect(200));
    assert!(said.iter().any(|(_, summary, _)| summary == "2027: Residency 1"), "{said:?}");
    assert!(said.iter().any(|(_, summary, _)| summary == "2028: Due: On rounds"), "{said:?}");
    let of_faculty = address(&stage.faculty().await, &[]).await;
    assert_eq!(events(&stage.anonymous().get(&of_faculty).await.expect(200)).len(), 4);
    let ines = stage.school.ines;
    let text = "DELETE FROM teaching WHERE person_id = $1";
    stage.db.write(move |tx| Box::pin(async move { tx.run(Query::new(text, vec![Bind::param(Some(&ines))])).await })).await.unwrap();
    assert!(events(&stage.anonymous().get(&of_faculty).await.expect(200)).is_empty());
});

/// Begins to look at the cohort on a day.
async fn look(visitor: &Visitor, calendar: &str, day: &str) {
    let page = visitor.get(calendar).await.expect(200);
    let begun = visitor.submit(&page, "#see-it-as form", &[("day", day)]).await;
    assert_eq!(begun.location(), "/today");
}

const BANNER: &str = "aside.viewing p";

site_test_on_both!(staff_see_every_page_of_a_student_on_a_day_and_leave_no_trace, |stage| {
    dates(stage).await;
    let ruth = stage.staff().await;
    look(&ruth, "/cohorts/2027/calendar", "2027-03-09").await;
    let today = ruth.get("/today").await.expect(200);
    assert_eq!(today.one("h1"), "Today, Tuesday 9 March 2027");
    assert_eq!(today.one(BANNER), "You see this as a student of 2027 would on Tue 9 Mar 2027. Nothing can be changed.");
    assert_eq!(today.all(".site-nav li"), ["Today", "Program", "Calendar", "Cohort", "Back to staff"]);
    for page in ["/program", "/learn/on-rounds", "/learn/on-rounds/team", "/learn/on-rounds/check", "/learn/on-rounds/case", "/calendar"] {
        let answer = ruth.get(page).await.expect(200);
        assert!(answer.has(BANNER) && !answer.has("script"), "{page}: nothing is there that would save");
    }
    assert!(ruth.get("/cohorts/2027").await.expect(200).has(BANNER), "on every page");
    assert!(ruth.get("/nowhere").await.expect(404).has(BANNER));
    assert!(!ruth.get("/calendar").await.has("#feeds"), "addresses are one's own");
    assert_eq!(count(stage, "SELECT COUNT(*) FROM evidence").await, 0, "nobody began anything");
    assert_eq!(ruth.post("/view-end", &[]).await.location(), "/cohorts/2027/calendar");
    assert!(!ruth.get("/cohorts/2027/calendar").await.expect(200).has(BANNER));
    ruth.get("/today").await.expect(404);
});

site_test!(a_module_that_opens_later_is_open_on_a_later_day, |stage| {
    let ruth = stage.staff().await;
    look(&ruth, "/cohorts/2027/calendar", "2026-12-01").await;
    ruth.get("/learn/on-rounds/team").await.expect(403);
    ruth.post("/view-end", &[]).await.expect(303);
    look(&ruth, "/cohorts/2027/calendar", "2027-01-10").await;
    assert_eq!(ruth.get("/learn/on-rounds/team").await.expect(200).one("h1"), "The team");
});

site_test!(nothing_can_be_changed_while_one_looks, |stage| {
    let ruth = stage.staff().await;
    let lesson = stage.student().await.get("/learn/on-rounds/team").await.expect(200).form("form.finish");
    let acts = count(stage, "SELECT COUNT(*) FROM evidence").await;
    look(&ruth, "/cohorts/2027/calendar", "2027-03-09").await;
    let fields: Vec<_> = lesson.1.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused = ruth.post(&lesson.0, &fields).await.expect(403);
    assert!(refused.one("main").contains("nothing was changed") && refused.has(BANNER));
    for path in ["/account", "/calendar/feeds", "/cohorts/2027/view", "/people", "/learn/on-rounds/check/attempts", "/nowhere"] {
        ruth.post(path, &[("day", "2027-03-10"), ("name", "Somebody")]).await.expect(403);
    }
    for path in ["/learn/answers", "/learn/place"] {
        let refused = ruth.post_json(path, &json!({ "unit": "x" })).await.expect(403);
        let refused: serde_json::Value = serde_json::from_str(refused.text()).unwrap();
        assert_eq!(refused["error"], "only_looking");
    }
    assert!(count(stage, "SELECT COUNT(*) FROM evidence").await <= acts + 1, "but for what Amara began herself");
    ruth.post("/sign-out", &[]).await.expect(303);
    assert_eq!(count(stage, "SELECT COUNT(*) FROM seen_as").await, 0);
});

site_test!(nothing_of_a_student_is_seen_by_looking_as_one, |stage| {
    let amara = stage.student().await;
    let case = amara.get("/learn/on-rounds/case").await.expect(200);
    let text = "What nobody else may read.";
    let name = case.form("form.quiz").1.into_iter().map(|(name, _)| name).find(|name| name.starts_with("q-")).unwrap();
    amara.submit(&case, "form.quiz", &[(&name, text), ("do", "save")]).await.expect(303);
    let ruth = stage.staff().await;
    look(&ruth, "/cohorts/2027/calendar", "2027-01-13").await;
    for page in ["/learn/on-rounds/case", "/today", "/program", "/learn/on-rounds", "/calendar?view=agenda"] {
        assert!(!ruth.get(page).await.expect(200).text().contains(text), "{page}");
    }
});

site_test!(faculty_look_at_a_cohort_they_teach_and_a_student_at_none, |stage| {
    let ines = stage.faculty().await;
    look(&ines, "/teaching/2027/calendar", "2027-01-13").await;
    let today = ines.get("/today").await.expect(200);
    assert_eq!(today.all(".site-nav li").last().map(String::as_str), Some("Back to teaching"));
    assert_eq!(ines.post("/view-end", &[]).await.location(), "/teaching/2027/calendar");
    ines.post("/cohorts/2028/view", &[("day", "2027-01-13")]).await.expect(404);
    stage.student().await.post("/cohorts/2027/view", &[("day", "2027-01-13")]).await.expect(404);
});

site_test!(a_view_ends_with_the_right_to_it, |stage| {
    let ines = stage.faculty().await;
    look(&ines, "/teaching/2027/calendar", "2027-01-13").await;
    let person = stage.school.ines;
    let text = "DELETE FROM teaching WHERE person_id = $1";
    stage.db.write(move |tx| Box::pin(async move { tx.run(Query::new(text, vec![Bind::param(Some(&person))])).await })).await.unwrap();
    assert_eq!(ines.get("/today").await.expect(200).one("h1"), "Your places");
    ines.get("/program").await.expect(404);
    assert!(!ines.get("/account").await.expect(200).has(BANNER));
});

site_test!(a_day_that_is_none_is_said_and_stays_as_typed, |stage| {
    let ruth = stage.staff().await;
    for (day, words) in [("tomorrow", "Write a day"), ("", "Write a day"), ("1999-01-01", "Choose a day from")] {
        let page = ruth.post("/cohorts/2027/view", &[("day", day)]).await.expect(422);
        assert!(page.one(".error-summary").contains(words), "{day}");
        if !day.is_empty() {
            assert_eq!(page.attribute("#day", "value"), day);
        }
    }
    assert!(!ruth.get("/cohorts").await.has(BANNER));
});
