//! One release: what it moved against another, and every date it has.

use axum::extract::{Path, State as Shared};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::cohorts::{
    Scope,
    calendar::changes,
    store::{self, Release, ReleaseLine},
};
use leptos::prelude::*;

use super::{
    changes::{Compared, table},
    head,
    list::name,
};
use crate::{
    AppError, Page, Site,
    cohorts::{
        as_staff,
        pages::{
            plan::{Library, Outcome, Timeline, calendar, timeline},
            words::{count, notice},
        },
    },
    page::Width,
    visit::Staff,
    when,
};

/// A release beside what it is compared with.
struct Shown {
    scope: Scope,
    release: Release,
    against: Option<Release>,
    lines: Vec<ReleaseLine>,
    library: Library,
    own: Tz,
    today: NaiveDate,
}

/// `GET /cohorts/{cohort}/calendar/releases/{number}?against=…`: without it, against the one before.
pub async fn release(Shared(site): Shared<Site>, staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let (db, id) = (&site.db, scope.cohort().id);
    let number: i64 = number.parse().map_err(|_| AppError::NotFound)?;
    let release = store::release_by_number(db, id, number).await?;
    let lines = store::releases(db, id).await?;
    let asked = staff.asked("against").and_then(|asked| asked.parse().ok()).filter(|asked| *asked != number);
    let against = asked.or_else(|| lines.iter().map(|line| line.number).filter(|other| *other < number).max());
    let against = match against {
        Some(other) => Some(store::release_by_number(db, id, other).await?),
        None => None,
    };
    let library = Library::of_cohort(db, &scope).await?;
    let (own, today) = (staff.session.person.time_zone, staff.now.with_timezone(&scope.cohort().time_zone).date_naive());
    let notice = notice(&staff, &[("released", "Released. Everybody whose own dates changed is told.")]);
    let shown = Shown { scope, release, against, lines, library, own, today };
    let page = Page::new(&staff, name(number), move || view! { {notice} {body(&shown)} });
    Ok(page.width(Width::Wide))
}

fn body(shown: &Shown) -> impl IntoView + use<> {
    let Shown { release, library, own, today, .. } = shown;
    let dates = &release.calendar.0;
    let before = shown.against.as_ref().map(|other| &other.calendar.0);
    let drawn = Timeline { calendar: dates, before, blackouts: &release.plan.0.blackouts, library, today: *today };
    view! {
        {head(shown.scope.cohort(), &name(release.number), name(release.number), facts(shown).into_any())}
        {compare(shown)}
        {moved(shown)}
        <section class="block" aria-labelledby="dates">
            <h2 id="dates">"Every date of it"</h2>
            {timeline(drawn)}
            {calendar(Outcome { calendar: dates, library, own: *own })}
        </section>
    }
}

fn facts(shown: &Shown) -> impl IntoView + use<> {
    let Shown { release, scope, .. } = shown;
    let who = release.released_by.clone().unwrap_or_else(|| "The program".to_owned());
    let newest = shown.lines.first().is_some_and(|line| line.number == release.number);
    view! {
        <p class="lede">{release.note.clone()}</p>
        <p class="meta">
            <span>{who}</span>
            <span>{when::long(release.released_at, scope.cohort().time_zone)}" campus time"</span>
            <span>{if newest { "In force" } else { "An earlier one" }}</span>
        </p>
    }
}

/// The choice of what to compare it with.
fn compare(shown: &Shown) -> impl IntoView + use<> {
    let number = shown.release.number;
    let chosen = shown.against.as_ref().map(|other| other.number);
    let others = shown.lines.iter().filter(|line| line.number != number);
    let options = others
        .map(|line| view! { <option value=line.number.to_string() selected=chosen == Some(line.number)>{name(line.number)}</option> });
    let action = format!("/cohorts/{}/calendar/releases/{number}", shown.scope.cohort().slug);
    let options = options.collect_view();
    (shown.lines.len() > 1).then(|| {
        view! {
            <form class="filters" method="get" action=action>
                <div class="field"><label for="against">"Compared with"</label><select id="against" name="against">{options}</select></div>
                <p class="form-actions"><button class="button">"Compare"</button></p>
            </form>
        }
    })
}

fn moved(shown: &Shown) -> impl IntoView + use<> {
    let (after, library, own) = (&shown.release.calendar.0, &shown.library, shown.own);
    shown.against.as_ref().map(|other| {
        let changes = changes(&other.calendar.0, after);
        let compared = Compared { before: &other.calendar.0, after, changes: &changes, past: &[], library, own };
        let title =
            format!("Against {}", if other.number == 0 { "what stood before".to_owned() } else { format!("release {}", other.number) });
        let none = changes.is_empty().then(|| view! { <p>"No date differs; the rules do."</p> });
        view! {
            <section class="block" aria-labelledby="against-title">
                <div class="block-head">
                    <h2 id="against-title">{title}</h2>
                    <p>{format!("{} changed", count(changes.len() as i64, "date"))}</p>
                </div>
                {none}
                {(!changes.is_empty()).then(|| table(compared))}
            </section>
        }
    })
}
