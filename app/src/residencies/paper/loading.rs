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
    /// Everybody who studies in the cohort, by name.
    pub people: Vec<Attendee>,
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
        let mut paper = Self {
            campus: of.scope.cohort().time_zone,
            now: staff.now,
            sessions,
            people: store::attendees(db, residency).await?,
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

    /// Who is expected at a session, by name: who booked it, or all it is for where nobody needs to.
    pub fn expected(&self, session: &ReleasedSession) -> Vec<&Attendee> {
        self.people.iter().filter(|one| self.comes(session, one)).collect()
    }

    fn comes(&self, session: &ReleasedSession, one: &Attendee) -> bool {
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
        }
    }

    /// Where there is nothing to print yet.
    pub fn nothing(&self) -> Option<impl IntoView + use<>> {
        let words = "No schedule is released yet. Once one is, this paper is made from it.";
        self.sessions.is_empty().then(|| view! { <p class="empty">{words}</p> })
    }
}
