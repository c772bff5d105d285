//! What paper is made of, read at the top of each of its pages.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    ids::{EnrollmentId, ResidencySessionId, TeamId},
    residencies::{
        ReleasedSession,
        store::{self, Attendee},
    },
};
use leptos::prelude::*;

use crate::{AppError, residencies::OfStaff, visit::Staff, when};

/// A residency to be printed.
pub(super) struct Paper {
    pub of: OfStaff,
    pub campus: Tz,
    pub now: DateTime<Utc>,
    /// By time; canceled ones are left out.
    pub sessions: Vec<ReleasedSession>,
    /// Everybody who studies in the cohort, by name; who said that they do not come is left out.
    pub people: Vec<Attendee>,
    /// How many are left out; nothing where nobody was asked.
    away: Option<usize>,
    teams: HashMap<ResidencySessionId, Vec<(TeamId, String)>>,
    held: HashMap<ResidencySessionId, HashSet<EnrollmentId>>,
    faculty: HashMap<ResidencySessionId, Vec<String>>,
}

impl Paper {
    /// The residency at this address.
    pub async fn load(staff: &Staff, (cohort, number): (String, String)) -> Result<Self, AppError> {
        let (db, of) = (&staff.site.db, OfStaff::load(staff, &cohort, &number).await?);
        let residency = of.residency.id;
        let mut sessions = store::released_sessions(db, residency).await?;
        sessions.retain(|session| session.canceled_at.is_none());
        let (people, away): (Vec<Attendee>, Vec<Attendee>) =
            store::attendees(db, residency).await?.into_iter().partition(|one| !one.stays_away());
        let asked = store::round(db, residency).await?.is_some();
        let mut paper = Self {
            campus: of.scope.cohort().time_zone,
            now: staff.now,
            sessions,
            people,
            away: asked.then_some(away.len()),
            teams: HashMap::new(),
            held: HashMap::new(),
            faculty: HashMap::new(),
            of,
        };
        for (session, team, name) in store::teams_of_sessions(db, residency).await? {
            paper.teams.entry(session).or_default().push((team, name));
        }
        for (session, enrollment) in store::seats_held(db, residency).await? {
            paper.held.entry(session).or_default().insert(enrollment);
        }
        for (session, name) in store::teaching_names(db, residency).await? {
            paper.faculty.entry(session).or_default().push(name);
        }
        Ok(paper)
    }

    /// Who is expected at a session, by name: who booked it, or all it is for where nobody needs to; of them, who comes on its day or has not
    /// answered.
    pub fn expected(&self, session: &ReleasedSession) -> Vec<&Attendee> {
        let day = session.starts_at.with_timezone(&self.campus).date_naive();
        self.people.iter().filter(|one| one.is_expected_on(day) && self.is_for(session, one)).collect()
    }

    /// How many of these have not answered whether they come; nothing where nobody was asked.
    pub fn silent<'a>(&self, people: impl IntoIterator<Item = &'a Attendee>) -> Option<usize> {
        self.away.map(|_| people.into_iter().filter(|one| one.answer.is_none()).count())
    }

    fn is_for(&self, session: &ReleasedSession, one: &Attendee) -> bool {
        if session.seats.is_some() {
            return self.held.get(&session.id).is_some_and(|held| held.contains(&one.enrollment_id));
        }
        let teams = self.teams.get(&session.id);
        session.plenary || teams.is_some_and(|teams| teams.iter().any(|(team, _)| Some(*team) == one.team_id))
    }

    /// For whom a session is: `Everybody`, `Blue, Green`, `Everybody who booked`.
    pub fn whom(&self, session: &ReleasedSession) -> String {
        let all = match self.teams.get(&session.id) {
            Some(teams) if !session.plenary => teams.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "),
            _ => "Everybody".to_owned(),
        };
        if session.seats.is_some() { format!("{all} who booked") } else { all }
    }

    /// Who holds a session, in a row.
    pub fn faculty(&self, session: &ReleasedSession) -> String {
        self.faculty.get(&session.id).map(|names| names.join(", ")).unwrap_or_default()
    }

    /// What stands over each printed sheet, so that one that lies about by itself says where it belongs: `Residency 2 of Cohort 12, as of …`.
    pub fn over(&self) -> impl IntoView + use<> {
        let (residency, cohort) = (&self.of.residency.title, &self.of.scope.cohort().title);
        view! { <p class="sheet-of">{format!("{residency} of {cohort}, as of {}", when::long(self.now, self.campus))}</p> }
    }

    /// What stands over a page of paper: for the screen the ways around, for both what it is and as of when.
    pub fn head(&self, heading: &str) -> impl IntoView + use<> {
        let as_of = format!("As of {} campus time.", when::long(self.now, self.campus));
        view! {
            {self.of.head("/paper", heading.to_owned())}
            <p class="hint">{as_of}<span class="no-print">" Print it with the browser: it fits A4 and Letter."</span></p>
            <p class="hint">{self.who_counts()}</p>
        }
    }

    /// Who is left out and who counts, by what students answered.
    fn who_counts(&self) -> String {
        match self.away.zip(self.silent(&self.people)) {
            Some((away, silent)) => {
                format!("Students who do not come are left out: {away}. Students who have not answered count as expected: {silent}.")
            }
            None => "Nobody was asked who comes: everybody who studies in the cohort counts as expected.".to_owned(),
        }
    }

    /// Where there is nothing to print yet.
    pub fn nothing(&self) -> Option<impl IntoView + use<>> {
        let words = if self.of.is_over(self.now) {
            "This residency is over, and no schedule was released for it."
        } else {
            "No schedule is released yet. Once one is, this paper is made from it."
        };
        self.sessions.is_empty().then(|| view! { <p class="empty">{words}</p> })
    }
}
