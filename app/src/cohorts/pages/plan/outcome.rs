//! What a plan comes to, as tables: residencies, modules with their dates, and what lies in a blackout.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::cohorts::calendar::{Calendar, Collision, ModuleDates, Place, ResidencyDates};
use leptos::prelude::*;

use super::Library;
use crate::{cohorts::pages::words::count, when};

/// A calendar to be shown.
#[derive(Clone, Copy)]
pub(crate) struct Outcome<'a> {
    /// The dates.
    pub calendar: &'a Calendar,
    /// Titles of modules and units.
    pub library: &'a Library,
    /// The reader's own zone.
    pub own: Tz,
}

/// The whole calendar.
pub(crate) fn calendar(shown: Outcome<'_>) -> impl IntoView + use<> {
    let Calendar { residencies, modules, .. } = shown.calendar;
    let places = residencies.iter().map(|one| residency(shown, one)).collect_view();
    let rows = (1..).zip(modules).map(|(number, one)| module(shown, number, one)).collect_view();
    view! {
        {collisions(shown)}
        {(!residencies.is_empty()).then(|| view! {
            <div class="table-wrap" role="region" aria-label="Residencies" tabindex="0">
                <table class="table outcome" data-stacks="">
                    <caption>"Residencies"</caption>
                    <thead><tr><th scope="col">"Residency"</th><th scope="col">"Days"</th><th scope="col">"Place"</th></tr></thead>
                    <tbody>{places}</tbody>
                </table>
            </div>
        })}
        {(!modules.is_empty()).then(|| view! {
            <div class="table-wrap" role="region" aria-label="Modules" tabindex="0">
                <table class="table outcome" data-stacks="">
                    <caption>{format!("Modules; times are campus time ({})", shown.calendar.time_zone.name())}</caption>
                    <thead><tr>
                        <th scope="col">"Module"</th><th scope="col">"Opens"</th><th scope="col">"Due"</th><th scope="col" class="num">"Units"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        })}
    }
}

fn residency(shown: Outcome<'_>, one: &ResidencyDates) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row"><span class="plan-key">{format!("R{}", one.position)}</span>" "{one.title.clone()}</th>
            <td>{when::days(one.first_day, one.last_day)}{in_blackout(shown, &Place::Residency(one.position))}</td>
            <td>{one.place.clone()}</td>
        </tr>
    }
}

fn module(shown: Outcome<'_>, number: usize, one: &ModuleDates) -> impl IntoView + use<> {
    let slug = &one.slug;
    let units = one.units.iter().map(|unit| {
        let place = Place::UnitDue { module: slug.clone(), unit: unit.slug.clone() };
        let title = shown.library.unit(slug, &unit.slug);
        view! { <li><span>{title}</span><span>"due "{date(shown, unit.due_at, &place)}</span></li> }
    });
    let units = (!one.units.is_empty()).then(|| view! { <ul class="outcome-units">{units.collect_view()}</ul> });
    view! {
        <tr>
            <th scope="row"><span class="plan-key">{number}</span>" "{shown.library.module(slug)}{units}</th>
            <td data-name="Opens">{date(shown, one.opens_at, &Place::Opens(slug.clone()))}</td>
            <td data-name="Due">{date(shown, one.due_at, &Place::Due(slug.clone()))}</td>
            <td class="num" data-name="Units">{shown.library.count(slug)}</td>
        </tr>
    }
}

/// A moment in campus time, with the reader's own where it differs, and the blackout it lies in.
fn date(shown: Outcome<'_>, at: DateTime<Utc>, place: &Place) -> impl IntoView + use<> {
    let campus = shown.calendar.time_zone;
    let own = when::own(at, campus, shown.own).map(|text| view! { <span class="own-zone">" ("{text}" for you)"</span> });
    view! { <time datetime=at.to_rfc3339()>{when::long(at, campus)}</time>{own}{in_blackout(shown, place)} }
}

fn in_blackout(shown: Outcome<'_>, place: &Place) -> impl IntoView + use<> {
    let hit = shown.calendar.collisions.iter().find(|one| one.place == *place);
    hit.map(|hit| view! { " "<span class="state" data-state="late">{format!("In {}", hit.blackout)}</span> })
}

/// How many dates lie in a blackout; nothing where none does.
fn collisions(shown: Outcome<'_>) -> impl IntoView + use<> {
    let number = shown.calendar.collisions.len() as i64;
    let lines = shown.calendar.collisions.iter().map(|one| view! { <li>{collision(shown.library, one)}</li> }).collect_view();
    (number > 0).then(|| {
        let verb = if number == 1 { "lies" } else { "lie" };
        view! {
            <div class="notice" data-kind="attention">
                <div><p>{count(number, "date")}" "{verb}" in a blackout. End a rule in skip to leave it out, or leave it as it is."</p><ul class="plain">{lines}</ul></div>
            </div>
        }
    })
}

/// Which date lies in which blackout.
pub(crate) fn collision(library: &Library, one: &Collision) -> String {
    let what = match one.place.module() {
        Some(module) => format!("{}, {}", library.module(module), library.date(&one.place)),
        None => library.date(&one.place),
    };
    format!("{what}: {} is in {}", when::day(one.day), one.blackout)
}

/// The calendar in short, for beside a form.
pub(crate) fn outline(shown: Outcome<'_>) -> impl IntoView + use<> {
    let (calendar, campus) = (shown.calendar, shown.calendar.time_zone);
    let day = |at: DateTime<Utc>| when::day(at.with_timezone(&campus).date_naive());
    let residencies = calendar.residencies.iter().map(|one| {
        let days = when::days(one.first_day, one.last_day);
        view! { <li data-kind="residency"><strong>{format!("R{} ", one.position)}{one.title.clone()}</strong><span>{days}</span></li> }
    });
    let modules = calendar.modules.iter().map(|one| {
        let dates = format!("{} to {}", day(one.opens_at), day(one.due_at));
        view! { <li><strong>{shown.library.module(&one.slug)}</strong><span>{dates}</span></li> }
    });
    let lines = (residencies.collect_view(), modules.collect_view());
    view! {
        <ol class="outline-dates">{lines.0}{lines.1}</ol>
        <p class="quiet">"Until "{when::day(calendar.ends_on)}"."</p>
        {collisions(shown)}
    }
}
