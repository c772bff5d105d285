//! A session as those find it who hold it, or run the program: they call its roll and open its door.

use chrono_tz::Tz;
use domain::{
    cohorts::{Reader, store as cohorts},
    ids::CohortId,
    policy,
    residencies::{
        ReleasedSession,
        store::{self, presence as presences},
    },
};
use leptos::prelude::*;

use crate::{AppError, cohorts::breadcrumbs, residencies::frame::place, visit::StaffOrFaculty};

/// A session, for whoever runs its cohort's program or holds the session itself.
#[derive(Clone)]
pub(super) struct Held {
    /// The session.
    pub session: ReleasedSession,
    /// Its cohort.
    pub cohort: CohortId,
    /// The campus zone.
    pub campus: Tz,
    /// Whether they run the program: then they may correct, too.
    pub runs: bool,
    /// The address of the residency.
    pub residency: String,
    way: Vec<(String, String)>,
}

impl Held {
    /// The session at this address. Not theirs, and not there, look the same.
    pub async fn load(visit: &StaffOrFaculty, (cohort, number, session): &(String, String, String)) -> Result<Self, AppError> {
        let db = &visit.site.db;
        let id = session.parse().map_err(|_| AppError::NotFound)?;
        let number = number.parse().map_err(|_| AppError::NotFound)?;
        let at = presences::session_place(db, (cohort, number), id).await?;
        let (rights, person) = (visit.rights(), visit.session.person.id);
        let reader = if rights.administrator { Reader::Administrator } else { Reader::Staff(person) };
        let runs = policy::is_staff(rights) && cohorts::scope(db, reader, cohort, None).await.is_ok();
        let may = runs || (rights.teaches && store::teaches(db, id, person).await?);
        if !may {
            return Err(AppError::NotFound);
        }
        let residency = format!("/cohorts/{cohort}/residencies/{number}");
        let way = if runs {
            let cohort = format!("/cohorts/{cohort}");
            vec![(at.cohort_title, cohort), (at.residency_title, residency.clone()), ("Presence".into(), format!("{residency}/presence"))]
        } else {
            vec![("Teaching".into(), "/teaching".into()), (at.residency_title, format!("/teaching/{cohort}/residencies/{number}"))]
        };
        let session = store::released_session(db, id).await?;
        Ok(Self { session, cohort: at.cohort_id, campus: at.campus, runs, residency, way })
    }

    /// The session's address; those of its pages begin with it.
    pub fn address(&self) -> String {
        format!("{}/sessions/{}", self.residency, self.session.id)
    }

    /// What stands over a page of the session.
    pub fn head(&self, heading: String) -> impl IntoView + use<> {
        let off = self.session.canceled_at.is_some().then(|| {
            view! { <p class="notice" data-kind="attention">"This session was called off. What is marked here is kept all the same."</p> }
        });
        view! {
            <header class="page-head">
                {breadcrumbs(self.way.clone(), heading.clone())}
                <h1>{heading}</h1>
                <p class="lede">{when(&self.session, self.campus)}</p>
            </header>
            {off}
        }
    }
}

/// `Value, Sat 9 Jan 2027, 09:00–10:30, Aula`.
pub(super) fn when(session: &ReleasedSession, campus: Tz) -> String {
    let (from, until) = (session.starts_at.with_timezone(&campus), session.ends_at.with_timezone(&campus));
    let place = place(session);
    let place = if place.is_empty() { place } else { format!(", {place}") };
    format!("{}, {}–{}{place}", session.title, from.format("%a %-d %b %Y, %H:%M"), until.format("%H:%M"))
}
