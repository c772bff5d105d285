//! One release: what it has, and what differs from another.

use axum::extract::Path;
use domain::{
    cohorts::store::ReleaseLine,
    residencies::{
        schedule::{Snapshot, SnapshotSession, differences, span},
        store::{ScheduleRelease, schedule_release, schedule_releases},
    },
};
use leptos::prelude::*;

use super::table;
use crate::{
    AppError, Page,
    cohorts::notice,
    residencies::{OfStaff, paper::to_print},
    visit::Staff,
    when,
};

/// A release beside what it is compared with.
struct Shown {
    of: OfStaff,
    release: ScheduleRelease,
    against: Option<ScheduleRelease>,
    lines: Vec<ReleaseLine>,
}

/// `GET /cohorts/{cohort}/residencies/{number}/schedule/releases/{release}?against=…`: without it, against the one before.
pub async fn release(staff: Staff, Path((cohort, number, which)): Path<(String, String, String)>) -> Result<Page, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let (db, id) = (&staff.site.db, of.residency.id);
    let which: i64 = which.parse().map_err(|_| AppError::NotFound)?;
    let release = schedule_release(db, id, which).await?;
    let lines = schedule_releases(db, id).await?;
    let asked = staff.asked("against").and_then(|asked| asked.parse().ok()).filter(|asked| *asked != which);
    let against = match asked.or_else(|| lines.iter().map(|line| line.number).filter(|other| *other < which).max()) {
        Some(other) => Some(schedule_release(db, id, other).await?),
        None => None,
    };
    let notice = notice(&staff, &[("released", "Released. Everybody whose own sessions changed is told.")]);
    let shown = Shown { of, release, against, lines };
    Ok(Page::new(&staff, format!("Release {which}"), move || view! { {notice} {body(&shown)} }))
}

fn body(shown: &Shown) -> impl IntoView + use<> {
    let Shown { of, release, .. } = shown;
    let by = release.released_by.clone().unwrap_or_else(|| "The program".into());
    let newest = shown.lines.first().is_some_and(|line| line.number == release.number);
    view! {
        {of.head_under(("Releases", "/schedule/releases"), format!("Release {}", release.number))}
        <p>{release.note.clone()}</p>
        <p class="meta">
            <span>{by}</span>
            <span>{when::long(release.released_at, of.scope.cohort().time_zone)}" campus time"</span>
            <span>{if newest { "In force" } else { "An earlier one" }}</span>
        </p>
        {newest.then(|| to_print(&of.address()))}
        {compare(shown)}
        {differs(shown)}
        <section class="block" aria-labelledby="all">
            <h2 id="all">"All of it"</h2>
            {days(&release.schedule.0)}
        </section>
    }
}

/// The choice of what to compare it with.
fn compare(shown: &Shown) -> impl IntoView + use<> {
    let number = shown.release.number;
    let chosen = shown.against.as_ref().map(|other| other.number);
    let options = shown
        .lines
        .iter()
        .filter(|line| line.number != number)
        .map(|line| view! { <option value=line.number.to_string() selected=chosen == Some(line.number)>"Release "{line.number}</option> })
        .collect_view();
    let action = format!("{}/schedule/releases/{number}", shown.of.address());
    (shown.lines.len() > 1).then(|| {
        view! {
            <form class="filters" method="get" action=action>
                <div class="field"><label for="against">"Compared with"</label><select id="against" name="against">{options}</select></div>
                <p class="form-actions"><button class="button">"Compare"</button></p>
            </form>
        }
    })
}

fn differs(shown: &Shown) -> impl IntoView + use<> {
    shown.against.as_ref().map(|other| {
        let changes = differences(Some(&other.schedule.0), &shown.release.schedule.0, |_| true);
        let title = format!("Against release {}", other.number);
        let content = if changes.is_empty() { view! { <p>"Nothing differs."</p> }.into_any() } else { table(&changes).into_any() };
        view! { <section class="block" aria-labelledby="against-title"><h2 id="against-title">{title}</h2>{content}</section> }
    })
}

fn days(snapshot: &Snapshot) -> impl IntoView + use<> {
    let days = (1..=snapshot.days).map(|day| {
        let own = snapshot.sessions.iter().filter(|one| one.session.placed.is_some_and(|placed| placed.day == day));
        let rows = own.map(row).collect_view();
        let title = format!("Day {day}, {}", when::day(snapshot.date(day)));
        view! { <tbody><tr><th scope="rowgroup" colspan="5">{title}</th></tr>{rows}</tbody> }
    });
    view! {
        <div class="table-wrap" role="region" aria-label="Sessions by day" tabindex="0">
            <table class="table" data-dense="" data-stacks="">
                <thead>
                    <tr><th scope="col">"Time"</th><th scope="col">"Session"</th><th scope="col">"Room"</th><th scope="col">"For"</th><th scope="col">"Faculty"</th></tr>
                </thead>
                {days.collect_view()}
            </table>
        </div>
    }
}

fn row(one: &SnapshotSession) -> impl IntoView + use<> {
    let start = one.session.placed.map_or(0, |placed| placed.start);
    let whom = if one.session.plenary { "Everybody".to_owned() } else { one.teams.join(", ") };
    view! {
        <tr>
            <td class="nowrap">{span(start, one.session.minutes)}</td>
            <th scope="row">{one.session.title.clone()}</th>
            <td>{one.place()}</td>
            <td data-name="For">{whom}</td>
            <td>{one.faculty.join(", ")}</td>
        </tr>
    }
}
