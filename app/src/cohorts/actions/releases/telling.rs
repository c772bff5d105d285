//! The words in which everybody is told of their own dates.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    Result,
    cohorts::{
        Cohort, Scope,
        calendar::{Calendar, Change, Place, When},
        store::{self, Released, Told},
    },
    db::{Db, Tx},
    ids::EnrollmentId,
    messages::{self, Notice, Topic},
    residencies::store::answered,
};

use crate::{
    AppError,
    cohorts::pages::{Library, moved, said},
    residencies::tell_missed_schedules,
    when,
};

/// What is said of dates beside the dates themselves: what they are called, and who has answered about a residency on other days.
pub(crate) struct Titles {
    library: Library,
    /// Whether the answer can still be changed, by whose it is and the residency's number.
    answered: HashMap<(EnrollmentId, usize), bool>,
}

/// What one person is told of their dates.
pub(crate) struct OwnDates {
    /// A line for each date.
    pub lines: Vec<String>,
    /// Where they look at an answer again that they gave for other days.
    pub answer: Option<String>,
}

impl Titles {
    /// The titles of a cohort's modules and units, and who has answered.
    pub(crate) async fn load(db: &Db, scope: &Scope, now: DateTime<Utc>) -> Result<Self> {
        let library = Library::of_cohort(db, scope).await.map_err(|_: AppError| domain::Error::Unavailable("titles".into()))?;
        let answered = answered(db, scope.cohort().id).await?.into_iter();
        let answered = answered.map(|one| ((one.enrollment_id, usize::try_from(one.position).unwrap_or(0)), now <= one.answer_by));
        Ok(Self { library, answered: answered.collect() })
    }

    /// What one person is told of their own dates in a calendar.
    pub(crate) fn own(&self, cohort: &Cohort, calendar: &Calendar, told: &Told) -> OwnDates {
        let mut own = OwnDates { lines: Vec::with_capacity(told.changes.len()), answer: None };
        for change in &told.changes {
            let mut line = line(cohort.time_zone, told.time_zone, self.name(change, calendar), change);
            match self.answer(told.enrollment, change) {
                Some((true, number)) => {
                    line.push_str(". You answered for the days before: your answer stands, please look at it again");
                    own.answer.get_or_insert(format!("/residencies/{number}/answer"));
                }
                Some((false, _)) => line.push_str(
                    ". You answered for the days before, and your answer stands: if it is another one now, write to program staff",
                ),
                None => {}
            }
            own.lines.push(line);
        }
        own
    }

    /// Whether the answer to a residency that moved can still be changed, and its number; nothing if there is none.
    fn answer(&self, whose: EnrollmentId, change: &Change) -> Option<(bool, usize)> {
        match (&change.place, change.before, change.after) {
            (Place::Residency(number), Some(_), Some(_)) => Some((*self.answered.get(&(whose, *number))?, *number)),
            _ => None,
        }
    }

    fn name(&self, change: &Change, calendar: &Calendar) -> String {
        match (&change.place, change.place.module()) {
            (Place::Residency(position), _) => {
                let title = calendar.residencies.get(position - 1).map(|one| one.title.clone()).unwrap_or_default();
                format!("Residency {position}, {title}")
            }
            (Place::Opens(_), Some(module)) => format!("{} opens", self.library.module(module)),
            (Place::Due(_), Some(module)) => format!("{} is due", self.library.module(module)),
            (place, Some(module)) => format!("{}: {} is due", self.library.module(module), self.library.date(place)),
            (place, None) => self.library.date(place),
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
    let own = |told| notice(cohort, note, told, titles.own(cohort, &released.calendar, told));
    let notices: Vec<Notice> = released.told.iter().map(own).collect();
    messages::store::tell_all(tx, base_url, &notices, now).await?;
    Ok(())
}

/// Tells somebody who is back what changed while they were away, in the calendar and in the schedules of residencies, if anything of theirs
/// did.
pub(in crate::cohorts::actions) async fn tell_missed(
    tx: &Tx,
    base_url: &str,
    scope: &Scope,
    back: EnrollmentId,
    now: DateTime<Utc>,
) -> Result<()> {
    let cohort = scope.cohort();
    tell_missed_schedules(tx, (base_url, now), cohort, back).await?;
    let Some(missed) = store::catch_up(tx, now, back).await? else { return Ok(()) };
    let titles = Titles::load(tx, scope, now).await?;
    let note = "While you were away, the calendar of your cohort has changed.";
    let own = titles.own(cohort, &missed.calendar, &missed.told);
    messages::store::tell(tx, base_url, &notice(cohort, note, &missed.told, own), now).await
}

fn notice(cohort: &Cohort, note: &str, told: &Told, own: OwnDates) -> Notice {
    let body = format!("{note}\n\nYour dates in {} that changed:\n\n{}", cohort.title, own.lines.join("\n"));
    let title = match told.changes.len() {
        1 => format!("One of your dates in {} has changed", cohort.title),
        number => format!("{number} of your dates in {} have changed", cohort.title),
    };
    Notice { person: told.person, topic: Topic::Dates, title, body, link: own.answer.unwrap_or_else(|| "/calendar".into()) }
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
