//! One's own calendar: a student's dates with the time that was granted and what is done; for faculty and staff, those of their cohorts.

use std::collections::HashMap;

use axum::extract::State as Shared;
use domain::{
    cohorts::{Agenda, Entry, EntryKind, store},
    ids::{EntryId, ModuleId},
    learning::store as learning,
    policy::Place,
    residencies::store::{self as residencies, OwnSession},
};
use leptos::prelude::*;

use super::{Diary, Mark, Shown, calendar, feeds, zones};
use crate::{AppError, Page, Site, forms::Filled, page::Width, visit::Scheduled};

/// The address of the page.
const HERE: &str = "/calendar";

/// An address that was just made; it is shown once.
#[derive(Clone, Debug)]
pub struct NewAddress(pub String);

/// `GET /calendar`
pub async fn own_calendar(Shared(site): Shared<Site>, reader: Scheduled) -> Result<Page, AppError> {
    own_calendar_page(&site, &reader, None, Filled::default()).await
}

/// The page, with an address that was just made, or with what is wrong with the form for one.
pub async fn own_calendar_page(site: &Site, reader: &Scheduled, made: Option<NewAddress>, form: Filled) -> Result<Page, AppError> {
    let agendas = agendas(site, reader).await?;
    let (several, studies) = (agendas.len() > 1, reader.place().is_some());
    let mut campuses: Vec<_> = agendas.iter().map(|agenda| agenda.campus).collect();
    campuses.dedup();
    let studying = match reader.place() {
        Some(place) => Studying::load(site, &place).await?,
        None => Studying::default(),
    };
    let mut shown = Vec::new();
    for (agenda, entries) in store::dates(&site.db, agendas).await? {
        shown.extend(entries.into_iter().map(|entry| one(reader, &studying, (&agenda, several), entry)));
    }
    shown.sort_by_key(|one| (one.entry.first_day, one.entry.at, one.entry.last_day));
    let feeds = if reader.viewing().is_some() { Vec::new() } else { store::feeds(&site.db, reader.session.person.id).await? };
    let diary = Diary::new(reader, HERE.to_owned(), shown);
    let words = zones(&campuses, diary.own);
    let (filled, looks) = (form.clone(), reader.viewing().is_some());
    let page = Page::new(reader, crate::forms::with_summary(&form, "Calendar"), move || {
        view! {
            <header class="page-head"><h1>"Calendar"</h1><p class="lede">{lede(studies)}</p><p class="meta">{words}</p>{ways(studies)}</header>
            {made.map(feeds::made)}
            {calendar(&diary)}
            {(!looks).then(|| feeds::section(&feeds, diary.own, &form))}
        }
    });
    Ok(filled.on(page).width(Width::Wide))
}

/// To what calls upon one's time elsewhere.
fn ways(studies: bool) -> impl IntoView {
    let conflicts = studies.then(|| view! { <a href="/conflicts">"Conflicts with your schedule"</a> });
    view! { <p class="meta"><a href="/busy">"Busy times"</a>{conflicts}</p> }
}

fn lede(studies: bool) -> &'static str {
    if studies {
        "Residencies, the days on which modules open, and what is due when, with the time that was granted to you."
    } else {
        "Residencies and the dates of modules in your cohorts."
    }
}

/// Whose dates they are: those of the student one looks as, otherwise one's own.
async fn agendas(site: &Site, reader: &Scheduled) -> Result<Vec<Agenda>, AppError> {
    if let Some(view) = reader.viewing() {
        let (slug, title) = (view.slug.clone(), view.title.clone());
        return Ok(vec![Agenda { cohort: view.cohort, slug, title, campus: view.campus, enrollment: None, runs: false }]);
    }
    Ok(store::agendas(&site.db, reader.session.person.id, reader.rights(), reader.now).await?)
}

/// What stands beside a student's dates: what is done, and the sessions they go to, by the entry of their residency.
#[derive(Default)]
struct Studying {
    done: Done,
    sessions: HashMap<EntryId, Vec<OwnSession>>,
}

impl Studying {
    async fn load(site: &Site, place: &Place) -> Result<Self, AppError> {
        let mut sessions: HashMap<EntryId, Vec<OwnSession>> = HashMap::new();
        for session in residencies::goes_to(&site.db, place.cohort, place.enrollment).await? {
            if session.canceled_at.is_none() {
                let entry = store::entry_id(place.cohort, &format!("R{}", session.position));
                sessions.entry(entry).or_default().push(session);
            }
        }
        Ok(Self { done: Done::load(site, place).await?, sessions })
    }
}

/// Whether each unit of a student's program is done, by module and name.
#[derive(Default)]
pub(crate) struct Done(HashMap<ModuleId, Vec<(String, bool)>>);

impl Done {
    /// What a student has done.
    pub(crate) async fn load(site: &Site, place: &Place) -> Result<Self, AppError> {
        let mut done = Self::default();
        for line in learning::done(&site.db, place).await? {
            done.0.entry(line.module_id).or_default().push((line.slug, line.done));
        }
        Ok(done)
    }

    /// A unit's date is kept by that unit, a module's by all of its units.
    pub(crate) fn holds(&self, entry: &Entry) -> bool {
        let Some(units) = entry.module.and_then(|module| self.0.get(&module)) else { return false };
        match &entry.unit {
            Some(unit) => units.iter().any(|(slug, done)| slug == unit && *done),
            None => units.iter().all(|(_, done)| *done),
        }
    }
}

fn one(reader: &Scheduled, studying: &Studying, (agenda, several): (&Agenda, bool), entry: Entry) -> Shown {
    let studies = agenda.enrollment.is_some() || reader.viewing().is_some();
    let mark = match entry.at {
        Some(_) if !studies || !entry.kind.is_due() => None,
        Some(_) if studying.done.holds(&entry) => Some(Mark::Done),
        Some(at) if at < reader.now => Some(Mark::Late),
        _ => None,
    };
    let sessions = studying.sessions.get(&entry.id).cloned().unwrap_or_default();
    let address = match sessions.first() {
        Some(session) => Some(format!("/residencies/{}", session.position)),
        None if studies => to_do(&entry),
        None => Some(staffing(agenda)),
    };
    Shown { campus: agenda.campus, whose: several.then(|| agenda.title.clone()), address, mark, sessions, entry }
}

/// To what is to be read or done.
pub(crate) fn to_do(entry: &Entry) -> Option<String> {
    let module = entry.module_slug.as_ref().filter(|_| entry.kind != EntryKind::Residency)?;
    Some(entry.unit.as_ref().map_or_else(|| format!("/learn/{module}"), |unit| format!("/learn/{module}/{unit}")))
}

/// To the calendar of that cohort.
pub(super) fn staffing(agenda: &Agenda) -> String {
    let whose = if agenda.runs { "cohorts" } else { "teaching" };
    format!("/{whose}/{}/calendar", agenda.slug)
}
