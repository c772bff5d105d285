//! When a cohort is busy: how many on each day, and never who.

use axum::extract::{Path, State as Shared};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use domain::{
    cohorts::{Residency, Scope, store as cohorts},
    residencies::{
        busy::{FEWEST_ANSWERS, Interval, days_between, taken_days},
        store::{self, CohortBusy},
    },
};
use leptos::prelude::*;

use super::people;
use crate::{
    AppError, Page, Site,
    cohorts::{as_staff, breadcrumbs, cohort_nav},
    page::Width,
    visit::Staff,
    when,
};

/// How many weeks are shown: half a year.
const WEEKS: u64 = 26;

/// `GET /cohorts/{cohort}/busy`
pub async fn heat_map(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let campus = scope.cohort().time_zone;
    let today = staff.now.with_timezone(&campus).date_naive();
    let monday = today - Days::new(u64::from(today.weekday().days_since(Weekday::Mon)));
    let days = days_between(monday, monday + Days::new(WEEKS * 7 - 1), campus);
    let window = around(&days);
    let busy = store::cohort_busy(&site.db, scope.cohort().id, window).await?;
    let residencies = cohorts::residencies(&site.db, scope.cohort().id).await?;
    let reach = reach(&busy).map(|at| at.with_timezone(&campus).date_naive());
    let last = monday + Days::new(WEEKS * 7 - 8);
    let mut counts = vec![0_usize; days.len()];
    for blocks in &busy.answers {
        for (count, taken) in counts.iter_mut().zip(taken_days(blocks, &days)) {
            *count += usize::from(taken);
        }
    }
    Ok(Page::new(&staff, "Busy times", move || {
        view! {
            {head(&scope, "Busy times", "How many are busy on each day, between 08:00 and 18:00 on campus. Nobody’s name stands behind a number.")}
            {answers(&busy)}
            {(enough(&busy) && reach.is_none_or(|day| day < last)).then(|| unknown(reach))}
            {enough(&busy).then(|| map(monday, today, &counts, busy.answers.len(), &residencies))}
        }
    })
    .width(Width::Wide))
}

/// From the first hour of these days to the last.
pub(super) fn around(days: &[domain::residencies::busy::Day]) -> Interval {
    let first = days.first().map(|day| day.hours.starts_at).unwrap_or_default();
    Interval { starts_at: first, ends_at: days.last().map_or(first, |day| day.hours.ends_at) }
}

/// The way up, the heading, and the ways to the other pages.
pub(super) fn head(scope: &Scope, heading: &'static str, lede: &'static str) -> impl IntoView + use<> {
    let (slug, title) = (scope.cohort().slug.clone(), scope.cohort().title.clone());
    let base = format!("/cohorts/{slug}");
    let way = vec![
        ("Cohorts".to_owned(), "/cohorts".to_owned()),
        (title, base.clone()),
        ("Residencies".to_owned(), format!("{base}/residencies")),
    ];
    let other = if heading == "Busy times" { ("Find dates", format!("{base}/dates")) } else { ("Busy times", format!("{base}/busy")) };
    view! {
        <header class="page-head">
            {breadcrumbs(way, heading.into())}
            <h1>{heading}</h1>
            <p class="lede">{lede}</p>
            <p class="meta"><a href=other.1>{other.0}</a></p>
        </header>
        {cohort_nav(&slug, "/residencies")}
    }
}

/// Whether there are enough answers for numbers.
pub(super) fn enough(busy: &CohortBusy) -> bool {
    busy.answers.len() >= FEWEST_ANSWERS
}

/// Until when at least half of the calendars say anything: a day behind it looks free and is only unknown.
pub(super) fn reach(busy: &CohortBusy) -> Option<DateTime<Utc>> {
    let mut ends: Vec<_> = busy.answers.iter().map(|blocks| blocks.last().map(|block| block.ends_at)).collect();
    ends.sort_unstable();
    ends.get(ends.len() / 2).copied().flatten()
}

/// How many have answered, or why there is nothing to see.
pub(super) fn answers(busy: &CohortBusy) -> impl IntoView + use<> {
    if enough(busy) {
        let words =
            format!("{} of {} students have given their busy times. Those who have not count as free.", busy.answers.len(), busy.students);
        return view! { <p>{words}</p> }.into_any();
    }
    let words = format!(
        "Fewer than {FEWEST_ANSWERS} students have given their busy times, so no numbers are shown: each would point at somebody. Students give \
         them under Calendar, Busy times."
    );
    view! { <p class="empty">{words}</p> }.into_any()
}

/// What low numbers mean where calendars end.
pub(super) fn unknown(reach: Option<NaiveDate>) -> impl IntoView {
    let words = reach.map_or_else(
        || "More than half of the calendars have no entry at all in this time, so low numbers mean little.".to_owned(),
        |day| format!("After {} more than half of the calendars have no entry, so low numbers there mean little.", when::day(day)),
    );
    view! { <p class="notice">{words}</p> }
}

/// A week a row, a day a cell: the table is the picture.
fn map(monday: NaiveDate, today: NaiveDate, counts: &[usize], answers: usize, residencies: &[Residency]) -> impl IntoView + use<> {
    let rows = (0_u64..).zip(counts.chunks(7)).map(|(week, counts)| {
        let first = monday + Days::new(week * 7);
        let cells = first.iter_days().zip(counts).map(|(date, count)| cell(date, today, *count, answers, residencies)).collect_view();
        let busiest = counts.iter().copied().max().unwrap_or(0);
        view! { <tr><th scope="row" class="nowrap">{first.format("%-d %b %Y").to_string()}</th>{cells}<td class="num">{busiest}</td></tr> }
    });
    let rows = rows.collect_view();
    let heads = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        .map(|day| view! { <th scope="col" data-align="center">{day}</th> })
        .collect_view();
    let legend = format!(
        "The stronger the color of a day, the more of the {} who answered are busy. R marks the days of a residency.",
        people(answers)
    );
    view! {
        <p class="hint">{legend}</p>
        <div class="table-wrap" role="region" aria-label="Busy by day" tabindex="0">
            <table class="table heat" data-dense="">
                <thead><tr><th scope="col">"Week of"</th>{heads}<th scope="col" class="num">"Most"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn cell(date: NaiveDate, today: NaiveDate, count: usize, answers: usize, residencies: &[Residency]) -> impl IntoView + use<> {
    if date < today {
        return view! { <td class="quiet" data-align="center">"–"</td> }.into_any();
    }
    let residency = residencies.iter().find(|one| one.starts_on <= date && date <= one.ends_on);
    let mark = residency.map(|one| view! { <abbr title=one.title.clone()>"R"</abbr>" " });
    let title = format!("{}: {} busy", when::day(date), people(count));
    view! { <td data-align="center" data-heat=level(count, answers) title=title>{mark}{count}</td> }.into_any()
}

/// How dark: 0 for nobody, then up to a tenth, a quarter, half, more.
fn level(count: usize, answers: usize) -> &'static str {
    match count * 100 / answers.max(1) {
        _ if count == 0 => "0",
        0..=10 => "1",
        11..=25 => "2",
        26..=50 => "3",
        _ => "4",
    }
}
