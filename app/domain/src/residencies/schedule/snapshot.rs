//! A released schedule as it was, and what differs between two.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Schedule, Session, Settings, date, span};
use crate::{cohorts::Residency, ids::ResidencySessionId, residencies::place_of};

/// All that was released: it says the same for good, whatever becomes of rooms, teams and people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The first campus day.
    pub first_day: NaiveDate,
    /// How many days.
    pub days: i64,
    /// The campus zone.
    pub time_zone: Tz,
    /// The hours of a day.
    pub settings: Settings,
    /// What takes place, by day and start.
    pub sessions: Vec<SnapshotSession>,
}

/// Of a [`Snapshot`], for which days it was released.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct SnapshotDays {
    /// The first campus day.
    pub first_day: NaiveDate,
    /// How many days.
    pub days: i64,
}

impl SnapshotDays {
    /// The first and the last of these days, if a residency has other ones by now.
    pub fn outdated(self, residency: &Residency) -> Option<(NaiveDate, NaiveDate)> {
        let released = (self.first_day, date(self.first_day, self.days));
        (released != (residency.starts_on, residency.ends_on)).then_some(released)
    }
}

/// A session that was released, with what was called what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotSession {
    /// The session; it stands somewhere.
    pub session: Session,
    /// The room's name.
    pub room: String,
    /// The venue's name.
    pub venue: String,
    /// The venue's address; may be empty.
    pub address: String,
    /// A map, an https address; may be empty.
    pub map_url: String,
    /// The names of those who hold it.
    pub faculty: Vec<String>,
    /// The names of the teams it is for.
    pub teams: Vec<String>,
}

impl Snapshot {
    /// For which days it was released.
    pub fn released_for(&self) -> SnapshotDays {
        SnapshotDays { first_day: self.first_day, days: self.days }
    }

    /// What would be released: everything that stands somewhere.
    pub fn of(schedule: &Schedule) -> Self {
        let session = |session: &Session| {
            let room = schedule.room(session.placed?.room)?;
            Some(SnapshotSession {
                session: session.clone(),
                room: room.name.clone(),
                venue: room.venue_name.clone(),
                address: room.address.clone(),
                map_url: room.map_url.clone(),
                faculty: session.faculty.iter().map(|person| schedule.teacher(*person).to_owned()).collect(),
                teams: session.teams.iter().map(|team| schedule.team(*team).to_owned()).collect(),
            })
        };
        let (first_day, days, time_zone) = (schedule.first_day, schedule.days, schedule.time_zone);
        let sessions = schedule.sessions.iter().filter_map(session).collect();
        Self { first_day, days, time_zone, settings: schedule.settings.clone(), sessions }
    }

    /// The campus day of a day counted from 1.
    pub fn date(&self, day: i64) -> NaiveDate {
        date(self.first_day, day)
    }

    /// `Sat 9 Jan 2027, 09:00–10:30`.
    fn when(&self, session: &Session) -> String {
        session.placed.map_or_else(String::new, |placed| {
            let day = date(self.first_day, placed.day).format("%a %-d %b %Y");
            format!("{day}, {}", span(placed.start, session.minutes))
        })
    }
}

impl SnapshotSession {
    /// `Aula, Main building`.
    pub fn place(&self) -> String {
        place_of(&self.room, &self.venue)
    }
}

crate::words! {
    /// What of a session is different.
    pub enum Aspect {
        /// Its day, its beginning or its end.
        When = "when",
        /// Where it is.
        Where = "where",
        /// Its name.
        Title = "title",
        /// What to prepare.
        Prepare = "prepare",
        /// For whom it is.
        Group = "group",
        /// Who holds it.
        Faculty = "faculty",
        /// What it counts as, or how it is booked.
        Terms = "terms",
    }
}

impl Aspect {
    /// Whether somebody who goes there needs to know.
    pub fn is_told(self) -> bool {
        matches!(self, Self::When | Self::Where | Self::Title | Self::Prepare)
    }
}

/// What of one session is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub id: ResidencySessionId,
    /// Its name, the newer one.
    pub title: String,
    /// When and where it was; absent: it was not there.
    pub before: Option<String>,
    /// When and where it is; absent: it is not there any more.
    pub after: Option<String>,
    /// What is different, in words, where it was there before and after.
    pub what: Vec<(Aspect, String)>,
}

/// What differs between two schedules, in the order of the newer one, then what is gone. `mine` says which sessions are asked for;
/// with nothing before, all are new.
pub fn differences(before: Option<&Snapshot>, after: &Snapshot, mine: impl Fn(&Session) -> bool) -> Vec<Difference> {
    let stood = || before.iter().flat_map(|before| before.sessions.iter().map(|one| (*before, one))).filter(|(_, one)| mine(&one.session));
    let stands = || after.sessions.iter().filter(|one| mine(&one.session));
    let said = |of: &Snapshot, one: &SnapshotSession| Some(format!("{}, {}", of.when(&one.session), one.place()));
    let mut found = Vec::new();
    for one in stands() {
        let old = stood().find(|(_, old)| old.session.id == one.session.id);
        let what = old.map(|old| what(old, (after, one))).unwrap_or_default();
        if old.is_none() || !what.is_empty() {
            let before = old.and_then(|(of, old)| said(of, old));
            found.push(Difference { id: one.session.id, title: one.session.title.clone(), before, after: said(after, one), what });
        }
    }
    for (of, gone) in stood().filter(|(_, old)| !stands().any(|one| one.session.id == old.session.id)) {
        let (id, title) = (gone.session.id, gone.session.title.clone());
        found.push(Difference { id, title, before: said(of, gone), after: None, what: Vec::new() });
    }
    found
}

fn what((of, old): (&Snapshot, &SnapshotSession), (after, new): (&Snapshot, &SnapshotSession)) -> Vec<(Aspect, String)> {
    let (one, two) = (&old.session, &new.session);
    let mut what = Vec::new();
    let mut say = |aspect, before: String, after: String| {
        if before != after {
            what.push((aspect, format!("{before} → {after}")));
        }
    };
    say(Aspect::When, of.when(one), after.when(two));
    say(Aspect::Where, old.place(), new.place());
    say(Aspect::Title, one.title.clone(), two.title.clone());
    say(Aspect::Group, group(old), group(new));
    say(Aspect::Faculty, listed(&old.faculty), listed(&new.faculty));
    if (&one.summary, one.module_id, &one.prework) != (&two.summary, two.module_id, &two.prework) {
        what.push((Aspect::Prepare, "What it is about or what to prepare is new".into()));
    }
    if (one.kind, one.creditable, one.seats, one.repeat_of) != (two.kind, two.creditable, two.seats, two.repeat_of) {
        what.push((Aspect::Terms, "Its kind, its credit or its seats are other ones".into()));
    }
    what
}

fn group(one: &SnapshotSession) -> String {
    if one.session.plenary { "everybody".into() } else { listed(&one.teams) }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "nobody".into() } else { names.join(", ") }
}
