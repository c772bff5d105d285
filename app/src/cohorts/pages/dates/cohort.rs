//! The calendar of a cohort, for staff and for those who teach it, and the way to look at the site as one of its students.

use axum::extract::{Path, State as Shared};
use domain::{
    cohorts::{Cohort, Scope, store},
    residencies::store::released_days,
};
use leptos::prelude::*;

use super::{
    super::words::{breadcrumbs, cohort_nav},
    Diary, Shown, calendar, zones,
};
use crate::{
    AppError, Page, Site,
    cohorts::{as_faculty, as_staff},
    forms::{self, Field, Filled},
    page::Width,
    residencies::all_moved,
    visit::{Faculty, Staff, Visit},
    when,
};

/// `GET /cohorts/{cohort}/calendar`
pub async fn cohort_calendar(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    cohort_calendar_page(&staff, scope, true, Filled::default()).await
}

/// `GET /teaching/{cohort}/calendar`: residencies and the dates of all modules, for who teaches one of them.
pub async fn taught_calendar(Shared(site): Shared<Site>, faculty: Faculty, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = store::scope(&site.db, as_faculty(&faculty), &cohort, None).await?;
    cohort_calendar_page(&faculty, scope, false, Filled::default()).await
}

/// The page, with what was typed into its form; `runs` says whether it is the one of staff.
pub async fn cohort_calendar_page(visit: &Visit, scope: Scope, runs: bool, form: Filled) -> Result<Page, AppError> {
    let cohort = scope.cohort().clone();
    let entries = store::entries(&visit.site.db, &[cohort.id]).await?;
    let (residencies, days) = match runs {
        true => (store::residencies(&visit.site.db, cohort.id).await?, released_days(&visit.site.db, cohort.id).await?),
        false => Default::default(),
    };
    let campus = cohort.time_zone;
    let shown =
        entries.into_iter().map(|entry| Shown { entry, campus, whose: None, address: None, mark: None, sessions: Vec::new() }).collect();
    let base = format!("/{}/{}/calendar", if runs { "cohorts" } else { "teaching" }, cohort.slug);
    let diary = Diary::new(visit, base, shown);
    let (filled, looks) = (form.clone(), visit.viewing().is_some());
    let title = forms::with_summary(&form, &format!("Calendar of {}", cohort.title));
    let page = Page::new(visit, title, move || {
        view! {
            {head(&cohort, runs, zones(&[campus], diary.own))}
            {all_moved(&cohort.slug, &residencies, &days)}
            {calendar(&diary)}
            {(!looks).then(|| see_it_as(&cohort, &diary, &form))}
        }
    });
    Ok(filled.on(page).width(Width::Wide))
}

fn head(cohort: &Cohort, runs: bool, words: String) -> impl IntoView + use<> {
    let way = match runs {
        true => vec![("Cohorts".to_owned(), "/cohorts".to_owned()), (cohort.title.clone(), format!("/cohorts/{}", cohort.slug))],
        false => vec![("Teaching".to_owned(), "/teaching".to_owned())],
    };
    let here = if runs { "Calendar".to_owned() } else { format!("Calendar of {}", cohort.title) };
    let (edit, releases) = (format!("/cohorts/{}/calendar/edit", cohort.slug), format!("/cohorts/{}/calendar/releases", cohort.slug));
    view! {
        <header class="page-head">
            {breadcrumbs(way, here)}
            <h1>"Calendar of "{cohort.title.clone()}</h1>
            <p class="meta"><span>{when::days(cohort.starts_on, cohort.ends_on)}</span><span>{words}</span></p>
            {runs.then(|| view! {
                <p class="form-actions"><a class="button" href=edit>"Change dates"</a><a href=releases>"Earlier calendars"</a></p>
            })}
        </header>
        {runs.then(|| cohort_nav(&cohort.slug, "/calendar"))}
    }
}

/// The form that begins to look as a student would.
fn see_it_as(cohort: &Cohort, diary: &Diary, form: &Filled) -> impl IntoView + use<> {
    let mut form = form.clone();
    if form.typed.get("day").is_empty() {
        let first = diary.today.max(cohort.starts_on).min(cohort.ends_on);
        form.typed = form.typed.replaced("day", first.to_string());
    }
    view! {
        <section class="block" id="see-it-as" aria-labelledby="see-it-as-title">
            <h2 id="see-it-as-title">"See it as a student"</h2>
            <p>"Look at every page as a student of "{cohort.title.clone()}" would on a day of your choice. You see nobody's work, and nothing can be changed until you leave."</p>
            <form class="form" method="post" action=format!("/cohorts/{}/view", cohort.slug) novalidate=true>
                {forms::error_summary(&form)}
                {forms::field(&form, Field::text("day", "Campus day").kind("date"))}
                <p class="form-actions"><button class="button">"See it as a student"</button></p>
            </form>
        </section>
    }
}
