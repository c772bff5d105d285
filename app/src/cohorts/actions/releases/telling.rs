//! The words in which everybody is told of their own dates.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    Result, accounts,
    cohorts::{
        Cohort, Scope,
        calendar::{Calendar, Change, Place, When},
        store::{self, Released, Told},
    },
    db::{Db, Tx},
    ids::{EnrollmentId, PersonId},
    messages::{self, Notice, Topic},
};

use crate::{
    AppError,
    cohorts::pages::{Library, moved, said},
    when,
};

/// What the dates are called.
pub(crate) struct Titles(Library);

impl Titles {
    /// The titles of a cohort's modules and units.
    pub(crate) async fn load(db: &Db, scope: &Scope) -> Result<Self> {
        Library::of_cohort(db, scope).await.map(Self).map_err(|_: AppError| domain::Error::Unavailable("titles".into()))
    }

    /// What a release says to everybody whose own dates changed, a line for each date: for whoever tells them of more than dates.
    pub(crate) async fn lines(&self, tx: &Tx, cohort: &Cohort, released: &Released) -> Result<Vec<(PersonId, Vec<String>)>> {
        let mut told = Vec::with_capacity(released.told.len());
        for one in &released.told {
            let own = zone(tx, cohort, one).await?;
            let lines = one.changes.iter().map(|change| line(cohort.time_zone, own, self.name(change, &released.calendar), change));
            told.push((one.person, lines.collect()));
        }
        Ok(told)
    }

    fn name(&self, change: &Change, calendar: &Calendar) -> String {
        match (&change.place, change.place.module()) {
            (Place::Residency(position), _) => {
                let title = calendar.residencies.get(position - 1).map(|one| one.title.clone()).unwrap_or_default();
                format!("Residency {position}, {title}")
            }
            (Place::Opens(_), Some(module)) => format!("{} opens", self.0.module(module)),
            (Place::Due(_), Some(module)) => format!("{} is due", self.0.module(module)),
            (place, Some(module)) => format!("{}: {} is due", self.0.module(module), self.0.date(place)),
            (place, None) => self.0.date(place),
        }
    }
}

/// Tells everybody whose own dates changed, each once, with all of their changes.
pub(super) async fn tell(
    tx: &Tx,
    base_url: &str,
    (cohort, titles, note): (&Cohort, &Titles, &str),
    released: &Released,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut notices = Vec::with_capacity(released.told.len());
    for told in &released.told {
        notices.push(notice(cohort, titles, note, &released.calendar, told, zone(tx, cohort, told).await?));
    }
    messages::store::tell_all(tx, base_url, &notices, now).await?;
    Ok(())
}

/// Tells somebody who is back what changed while they were away, if anything of theirs did.
pub(in crate::cohorts::actions) async fn tell_missed(
    tx: &Tx,
    base_url: &str,
    scope: &Scope,
    back: EnrollmentId,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(missed) = store::catch_up(tx, now, back).await? else { return Ok(()) };
    let (cohort, titles) = (scope.cohort(), Titles::load(tx, scope).await?);
    let zone = zone(tx, cohort, &missed.told).await?;
    let note = "While you were away, the calendar of your cohort has changed.";
    messages::store::tell(tx, base_url, &notice(cohort, &titles, note, &missed.calendar, &missed.told, zone), now).await
}

async fn zone(tx: &Tx, cohort: &Cohort, told: &Told) -> Result<Tz> {
    Ok(accounts::store::profile(tx, told.person).await?.time_zone.parse().unwrap_or(cohort.time_zone))
}

fn notice(cohort: &Cohort, titles: &Titles, note: &str, calendar: &Calendar, told: &Told, own: Tz) -> Notice {
    let lines = told.changes.iter().map(|change| line(cohort.time_zone, own, titles.name(change, calendar), change));
    let body = format!("{note}\n\nYour dates in {} that changed:\n\n{}", cohort.title, lines.collect::<Vec<_>>().join("\n"));
    let title = match told.changes.len() {
        1 => format!("One of your dates in {} has changed", cohort.title),
        number => format!("{number} of your dates in {} have changed", cohort.title),
    };
    Notice { person: told.person, topic: Topic::Dates, title, body, link: "/calendar".into() }
}

/// `- Health economics is due: Tue 9 Mar 2027, 23:59 → Tue 16 Mar 2027, 23:59 campus time (20:59 for you), +7 days`
fn line(campus: Tz, own: Tz, name: String, change: &Change) -> String {
    let before = change.before.map(|date| said(date, campus));
    let after = change.after.map(|date| match date {
        When::At(at) => {
            let own = when::own(at, campus, own).map(|text| format!(" ({text} for you)")).unwrap_or_default();
            format!("{} campus time{own}", said(date, campus))
        }
        _ => said(date, campus),
    });
    match (before, after) {
        (Some(before), Some(after)) => format!("- {name}: {before} → {after}, {}", moved(change, campus)),
        (None, Some(after)) => format!("- {name}: new, {after}"),
        (Some(before), None) => format!("- {name}: no longer, it was {before}"),
        (None, None) => format!("- {name}"),
    }
}
