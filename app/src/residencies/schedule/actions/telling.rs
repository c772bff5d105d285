//! The words in which everybody is told of their own sessions, and of the dates that moved along: once.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    Result,
    cohorts::{Cohort, Residency, store::residency_at},
    db::Tx,
    ids::{EnrollmentId, PersonId},
    messages::{self, Notice, Topic},
    residencies::{
        schedule::{Aspect, Difference},
        store::{ReleasedSchedule, ToldOfSchedule, catch_up_schedules},
    },
};

use crate::cohorts::{DateTitles, count};

/// What a release is about.
pub(super) struct About<'a> {
    pub cohort: &'a Cohort,
    pub residency: &'a Residency,
    pub note: &'a str,
    /// Whether it is the first: then nothing has changed, and all is new.
    pub first: bool,
}

/// What is said to one person, a line for each session and date, and where it leads.
#[derive(Default)]
struct Own {
    sessions: Vec<String>,
    dates: Vec<String>,
    link: String,
    /// Whether it is about something they booked.
    booked: bool,
}

/// Tells everybody whose own sessions or dates changed, each once, with all of their changes.
pub(super) async fn tell(
    tx: &Tx,
    (base_url, now): (&str, DateTime<Utc>),
    about: &About<'_>,
    (released, titles): (&ReleasedSchedule, &DateTitles),
) -> Result<()> {
    let mut told: BTreeMap<PersonId, Own> = BTreeMap::new();
    for one in &released.told {
        told.insert(one.person, Own::of(about, one));
    }
    if let Some(calendar) = &released.calendar {
        for one in &calendar.told {
            let dates = titles.own(about.cohort, &calendar.calendar, one);
            let own = told.entry(one.person).or_insert_with(|| Own { link: "/calendar".into(), ..Own::default() });
            own.dates = dates.lines;
            // What is to be done comes before what is to be read.
            own.link = dates.answer.unwrap_or_else(|| std::mem::take(&mut own.link));
        }
    }
    let notices: Vec<Notice> = told.into_iter().map(|(person, own)| notice(about, person, own)).collect();
    messages::store::tell_all(tx, base_url, &notices, now).await?;
    Ok(())
}

/// Tells somebody who is back what was released while they were away, for each residency in which something of theirs is other than they
/// know it.
pub(crate) async fn tell_missed_schedules(
    tx: &Tx,
    (base_url, now): (&str, DateTime<Utc>),
    cohort: &Cohort,
    back: EnrollmentId,
) -> Result<()> {
    let mut notices = Vec::new();
    for missed in catch_up_schedules(tx, now, back).await? {
        let residency = residency_at(tx, cohort.id, missed.position).await?;
        let note = "While you were away, the schedule was released. It stands as follows.";
        let about = About { cohort, residency: &residency, note, first: missed.first };
        notices.push(notice(&about, missed.told.person, Own::of(&about, &missed.told)));
    }
    messages::store::tell_all(tx, base_url, &notices, now).await?;
    Ok(())
}

impl Own {
    /// What is said of sessions.
    fn of(about: &About<'_>, told: &ToldOfSchedule) -> Self {
        let (number, cohort) = (about.residency.position, &about.cohort.slug);
        let link = if told.studies { format!("/residencies/{number}") } else { format!("/teaching/{cohort}/residencies/{number}") };
        let booked = |change: &Difference| told.booked.contains(&change.id);
        let sessions = told.changes.iter().map(|change| line(change, booked(change))).collect();
        Self { sessions, link, booked: !told.booked.is_empty(), ..Self::default() }
    }
}

fn notice(about: &About<'_>, person: PersonId, Own { sessions, dates, link, booked }: Own) -> Notice {
    let name = &about.residency.title;
    let title = match (about.first, sessions.len()) {
        (true, 1..) => format!("The schedule of {name} is ready: {}", count(sessions.len() as i64, "session")),
        (_, 0) => format!("Dates of {} have changed", about.cohort.title),
        (_, 1) => format!("One of your sessions in {name} has changed"),
        (_, number) => format!("{number} of your sessions in {name} have changed"),
    };
    let mut body = about.note.to_owned();
    let mut part = |heading: String, lines: &[String]| {
        if !lines.is_empty() {
            body.push_str(&format!("\n\n{heading}\n\n{}", lines.join("\n")));
        }
    };
    part(format!("Your sessions in {name}, in campus time:"), &sessions);
    part(format!("Your dates in {} that moved along:", about.cohort.title), &dates);
    // What becomes of a booking is told whatever they chose, as all else about seats is.
    let topic = if booked { Topic::Enrollment } else { Topic::Dates };
    Notice { person, topic, title, body, link }
}

/// `- Value: Sat 9 Jan 2027, 09:00–10:30 → Sat 9 Jan 2027, 11:00–12:30`
fn line(change: &Difference, booked: bool) -> String {
    let title = &change.title;
    match (&change.before, &change.after) {
        (None, Some(after)) if booked => format!("- {title} takes place after all: {after}. Your booking stands"),
        (None, Some(after)) => format!("- {title}: {after}"),
        (Some(before), None) if booked => format!("- {title} is off; it was {before}. Should it take place after all, your booking stands"),
        (Some(before), None) => format!("- {title} is off; it was {before}"),
        _ => {
            let told = change.what.iter().filter(|(aspect, _): &&(Aspect, String)| aspect.is_told());
            format!("- {title}: {}", told.map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("; "))
        }
    }
}
