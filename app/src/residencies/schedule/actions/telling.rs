//! The words in which everybody is told of their own sessions, and of the dates that moved along: once.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    Result,
    cohorts::{Cohort, Residency},
    db::Tx,
    ids::PersonId,
    messages::{self, Notice, Topic},
    residencies::{
        schedule::{Aspect, Difference},
        store::ReleasedSchedule,
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
        let number = about.residency.position;
        let link =
            if one.studies { format!("/residencies/{number}") } else { format!("/teaching/{}/residencies/{number}", about.cohort.slug) };
        told.insert(one.person, Own { sessions: one.changes.iter().map(line).collect(), dates: Vec::new(), link });
    }
    if let Some(calendar) = &released.calendar {
        for (person, lines) in titles.lines(tx, about.cohort, calendar).await? {
            told.entry(person).or_insert_with(|| Own { link: "/calendar".into(), ..Own::default() }).dates = lines;
        }
    }
    let notices: Vec<Notice> = told.into_iter().map(|(person, own)| notice(about, person, own)).collect();
    messages::store::tell_all(tx, base_url, &notices, now).await?;
    Ok(())
}

fn notice(about: &About<'_>, person: PersonId, Own { sessions, dates, link }: Own) -> Notice {
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
    Notice { person, topic: Topic::Dates, title, body, link }
}

/// `- Value: Sat 9 Jan 2027, 9:00–10:30 → Sat 9 Jan 2027, 11:00–12:30`
fn line(change: &Difference) -> String {
    let title = &change.title;
    match (&change.before, &change.after) {
        (None, Some(after)) => format!("- {title}: {after}"),
        (Some(before), None) => format!("- {title} is off; it was {before}"),
        _ => {
            let told = change.what.iter().filter(|(aspect, _): &&(Aspect, String)| aspect.is_told());
            format!("- {title}: {}", told.map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("; "))
        }
    }
}
