//! Days away from clinic, for whoever thinks of applying. What they send is read, answered and gone.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;
use domain::residencies::{
    busy::{Interval, days_between, taken_days},
    store::{self, NextResidency},
};
use leptos::prelude::*;

use super::{days, own::file_field};
use crate::{
    AppError, Page, Site,
    forms::{self, Field, Filled},
    visit::Visit,
    when,
};

/// `GET /days-away`
pub async fn days_away(visit: Visit) -> Result<Page, AppError> {
    days_away_page(&visit, Filled::default(), None).await
}

/// The zone in which a visitor's whole days are meant: that of the next cohort.
pub async fn reckoned(site: &Site, now: DateTime<Utc>) -> Result<Tz, AppError> {
    let next = store::next_residencies(&site.db, now.date_naive()).await?;
    Ok(next.first().map_or(Tz::UTC, |one| one.campus))
}

/// The page, with what a calendar comes to, or with a form that is not in order.
pub async fn days_away_page(visit: &Visit, form: Filled, blocks: Option<Vec<Interval>>) -> Result<Page, AppError> {
    let next = store::next_residencies(&visit.site.db, visit.now.date_naive()).await?;
    let filled = form.clone();
    let page = Page::new(visit, forms::with_summary(&form, "Days away from clinic"), move || {
        let body = if next.is_empty() {
            view! { <div class="empty"><p>"The dates of the next cohort are not set yet. "<a href="/information-requests/new">"Ask us"</a>", and we write to you when they are."</p></div> }.into_any()
        } else {
            view! { {forms::error_summary(&form)}{cohorts(next, blocks.as_deref())}{sending(&form)} }.into_any()
        };
        view! {
            <header class="page-head">
                <h1>"Days away from clinic"</h1>
                <p class="lede">"The residencies of the next cohorts, and how many of your working days they take."</p>
            </header>
            {body}
        }
    });
    Ok(filled.on(page).describe("Paste the address of your call schedule and see how many days the residencies would take you away."))
}

fn cohorts(next: Vec<NextResidency>, blocks: Option<&[Interval]>) -> impl IntoView + use<> {
    let mut cohorts: BTreeMap<(NaiveDate, String), Vec<NextResidency>> = BTreeMap::new();
    for residency in next {
        cohorts.entry((residency.cohort_starts_on, residency.cohort.clone())).or_default().push(residency);
    }
    cohorts.into_iter().map(|((starts_on, title), residencies)| cohort(starts_on, title, residencies, blocks)).collect_view()
}

fn cohort(starts_on: NaiveDate, title: String, residencies: Vec<NextResidency>, blocks: Option<&[Interval]>) -> impl IntoView + use<> {
    let mut total = 0;
    let rows = residencies
        .into_iter()
        .map(|one| {
            let all = days_between(one.starts_on, one.ends_on, one.campus);
            let away: Vec<NaiveDate> = match blocks {
                Some(blocks) => {
                    taken_days(blocks, &all).into_iter().zip(&all).filter(|(taken, _)| *taken).map(|(_, day)| day.date).collect()
                }
                None => all.iter().map(|day| day.date).filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).collect(),
            };
            total += away.len();
            let list = away.iter().map(|day| day.format("%a %-d %b").to_string()).collect::<Vec<_>>().join(", ");
            view! {
                <tr>
                    <th scope="row">{one.title}</th>
                    <td>{when::days(one.starts_on, one.ends_on)}</td>
                    <td class="num">{away.len()}</td>
                    <td>{list}</td>
                </tr>
            }
        })
        .collect_view();
    let words = match blocks {
        Some(_) => format!("{} on which you are busy by your calendar, between 08:00 and 18:00.", days(total)),
        None => format!("{} from Monday to Friday. Paste your calendar to see yours.", days(total)),
    };
    view! {
        <section class="block">
            <h2>{format!("{title}, beginning {}", when::day(starts_on))}</h2>
            <p role="status">{words}</p>
            {table(&title, rows.into_any())}
        </section>
    }
}

fn table(title: &str, rows: AnyView) -> impl IntoView + use<> {
    let label = format!("Residencies of {title}");
    view! {
        <div class="table-wrap" role="region" aria-label=label tabindex="0">
            <table class="table">
                <thead><tr><th scope="col">"Residency"</th><th scope="col">"Days"</th><th scope="col" class="num">"Away"</th><th scope="col">"Which"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn sending(form: &Filled) -> impl IntoView + use<> {
    let address = Field::text("address", "Address of your calendar").kind("url").hint("It begins with https:// or webcal://.");
    view! {
        <form class="form" method="post" action="/days-away" enctype="multipart/form-data" novalidate=true>
            <h2>"Count your days"</h2>
            <p>"Your calendar is read for this answer and not kept, nor is its address. Only times are read: no titles, no places."</p>
            {forms::field(form, address)}
            {file_field(form)}
            <p class="form-actions"><button class="button" data-kind="primary">"Count my days"</button></p>
        </form>
    }
}
