//! Calendars people look at: a month as a printed calendar, or all dates in a row. Both are plain pages; what is looked at is in the address.

mod agenda;
mod cohort;
mod feeds;
mod month;
mod own;

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::{
    cohorts::{Entry, EntryKind},
    residencies::store::OwnSession,
};
use leptos::prelude::*;

use crate::{visit::Visit, when};
use month::Month;

pub use cohort::{cohort_calendar, cohort_calendar_page, taught_calendar};
pub use feeds::feed;
pub(crate) use own::{Done, to_do};
pub use own::{NewAddress, own_calendar, own_calendar_page};

/// A date as it stands on a page.
struct Shown {
    entry: Entry,
    campus: Tz,
    /// Whose it is, where several cohorts stand on one page.
    whose: Option<String>,
    /// Where it leads.
    address: Option<String>,
    /// How far the reader is with it, if it has to be done.
    mark: Option<Mark>,
    /// The sessions the reader goes to, of a residency.
    sessions: Vec<OwnSession>,
}

/// How far a student is with what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Done,
    Late,
}

impl Mark {
    fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Late => "late",
        }
    }

    fn view(self) -> impl IntoView {
        let label = match self {
            Self::Done => "Done",
            Self::Late => "Late",
        };
        view! { <span class="state" data-state=self.word()>{label}</span> }
    }
}

/// What the address asks to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Month(Month),
    Agenda,
}

/// A calendar on a page.
struct Diary {
    /// The address of the page.
    base: String,
    /// Its dates in order.
    shown: Vec<Shown>,
    look: Look,
    /// The campus day.
    today: NaiveDate,
    /// The reader's zone.
    own: Tz,
}

impl Diary {
    /// What is called off is left out. Without a month in the address it is the one of today, or the nearest that has a date.
    fn new(visit: &Visit, base: String, mut shown: Vec<Shown>) -> Self {
        shown.retain(|one| one.entry.canceled_at.is_none());
        let own = visit.session.as_ref().map_or(Tz::UTC, |session| session.person.time_zone);
        let campus = shown.first().map_or(own, |one| one.campus);
        let today = visit.now.with_timezone(&campus).date_naive();
        let asked = visit.asked("month").and_then(|text| Month::parse(&text));
        let look = match visit.asked("view").as_deref() {
            Some("agenda") => Look::Agenda,
            _ => Look::Month(asked.unwrap_or_else(|| Month::of(nearest(&shown, today)))),
        };
        Self { base, shown, look, today, own }
    }

    /// The first and the last month with a date.
    fn months(&self) -> Option<(Month, Month)> {
        let first = self.shown.iter().map(|one| one.entry.first_day).min()?;
        let last = self.shown.iter().map(|one| one.entry.last_day).max()?;
        Some((Month::of(first), Month::of(last)))
    }
}

fn nearest(shown: &[Shown], today: NaiveDate) -> NaiveDate {
    let first = shown.iter().map(|one| one.entry.first_day).min().unwrap_or(today);
    let last = shown.iter().map(|one| one.entry.last_day).max().unwrap_or(today);
    today.max(first).min(last)
}

/// The calendar with the ways between its shapes.
fn calendar(diary: &Diary) -> AnyView {
    if diary.shown.is_empty() {
        return view! {
            <p class="empty">"There are no dates yet. Residencies, the days on which modules open, and what is due when will stand here as soon as program staff release the calendar."</p>
        }
        .into_any();
    }
    let (title, dates) = match diary.look {
        Look::Month(month) => (month.to_string(), month::view(diary, month).into_any()),
        Look::Agenda => ("All dates".to_owned(), agenda::view(diary).into_any()),
    };
    view! {
        <section class="calendar" aria-labelledby="calendar-title">
            <div class="calendar-bar">
                <h2 id="calendar-title">{title}</h2>
                {steps(diary)}
                {looks(diary)}
            </div>
            {dates}
        </section>
    }
    .into_any()
}

/// To the months before and after, as far as there are dates, and to today's.
fn steps(diary: &Diary) -> impl IntoView + use<> {
    let Look::Month(month) = diary.look else { return None };
    let (first, last) = diary.months()?;
    let link = |to: Month, rel: &'static str, words: String| {
        view! { <li><a rel=rel href=format!("{}?month={}", diary.base, to.parameter())>{words}</a></li> }
    };
    let before = month.previous().filter(|to| month > first && *to >= first).map(|to| link(to, "prev", to.to_string()));
    let after = month.next().filter(|to| month < last && *to <= last).map(|to| link(to, "next", to.to_string()));
    let this = Month::of(diary.today);
    let today = (month != this).then(|| link(this, "", "This month".to_owned()));
    Some(view! { <nav class="calendar-steps" aria-label="Months"><ul>{before}{today}{after}</ul></nav> })
}

fn looks(diary: &Diary) -> impl IntoView + use<> {
    let month = matches!(diary.look, Look::Month(_));
    view! {
        <nav class="calendar-looks" aria-label="Shapes of the calendar">
            <ul>
                <li><a href=diary.base.clone() aria-current=month.then_some("true")>"Month"</a></li>
                <li><a href=format!("{}?view=agenda", diary.base) aria-current=(!month).then_some("true")>"Agenda"</a></li>
            </ul>
        </nav>
    }
}

/// The word before what a date is about: nothing for a residency.
fn lead(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Residency => "",
        EntryKind::Opens => "Opens",
        EntryKind::Due | EntryKind::UnitDue => "Due",
    }
}

/// What a date is about, as a link where there is something behind it.
fn name(one: &Shown) -> AnyView {
    let title = one.whose.as_ref().map_or_else(|| one.entry.title.clone(), |whose| format!("{}, {whose}", one.entry.title));
    match &one.address {
        Some(address) => view! { <a href=address.clone()>{title}</a> }.into_any(),
        None => view! { <span>{title}</span> }.into_any(),
    }
}

/// Of which module it is, under a unit's name.
fn module(one: &Shown, class: &'static str) -> Option<impl IntoView + use<>> {
    one.entry.of_module().map(|module| view! { <p class=class>{module.to_owned()}</p> })
}

/// The time on campus and, where it differs, the reader's: `23:59 (20:59 for you)`.
fn times(one: &Shown, own: Tz) -> impl IntoView + use<> {
    one.entry.at.map(|at| {
        let in_own = when::own(at, one.campus, own).map(|text| view! { <span class="own-zone">" ("{text}" for you)"</span> });
        let hour = at.with_timezone(&one.campus).format("%H:%M").to_string();
        view! { <time datetime=at.to_rfc3339()>{hour}</time>{in_own} }
    })
}

/// In which zone the days and times are meant.
fn zones(campuses: &[Tz], own: Tz) -> String {
    let mut names: Vec<String> = campuses.iter().map(|zone| zone.name().replace('_', " ")).collect();
    names.dedup();
    let yours =
        if campuses.iter().all(|campus| *campus == own) { "" } else { " Your own time stands behind it in brackets where it differs." };
    format!("Days and times are those on campus ({}).{yours}", names.join(", "))
}
