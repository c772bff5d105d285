//! Where an author chooses the cohort and the day on which to see the draft as a student would.

use axum::extract::Path;
use chrono::NaiveDate;
use domain::{
    authoring::store::drafts::Desk,
    cohorts::store::{Viewable, viewable},
};
use leptos::prelude::*;

use super::{module_nav, way};
use crate::{
    AppError, Page,
    authoring::{desk, module_address},
    cohorts::breadcrumbs,
    forms::{Choice, Field, Filled, choices, error_summary, field, with_summary},
    visit::Author,
    when,
};

/// `GET /studio/{module}/view`. A cohort and a day may stand in the query.
pub async fn view(author: Author, Path(module): Path<String>) -> Result<Page, AppError> {
    let asked = |name: &str| author.asked(name).unwrap_or_default();
    let mut form = Filled::default();
    form.typed = form.typed.replaced("cohort", asked("cohort")).replaced("day", asked("day"));
    view_again(author, &module, form).await
}

/// The same page with what was typed.
pub async fn view_again(author: Author, module: &str, mut form: Filled) -> Result<Page, AppError> {
    let desk = desk(&author, module).await?;
    let cohorts = viewable(&author.site.db, (author.session.person.id, author.rights()), desk.module()).await?;
    suggest(&mut form, &cohorts, author.now.with_timezone(&author.session.person.time_zone).date_naive());
    let (visit, filled, looks) = (author.visit().clone(), form.clone(), author.viewing().is_some());
    let title = with_summary(&form, &format!("As a student: {}", desk.title));
    Ok(filled.on(Page::new(&visit, title, move || body(&desk, &cohorts, looks, &form))))
}

/// The only cohort there is, and today, or the day of that cohort that is nearest to it.
fn suggest(form: &mut Filled, cohorts: &[Viewable], today: NaiveDate) {
    if let [only] = cohorts {
        form.typed = std::mem::take(&mut form.typed).replaced("cohort", only.slug.clone());
    }
    if form.errors.is_empty() && form.typed.get("day").is_empty() {
        let chosen = cohorts.iter().find(|one| one.slug == form.typed.get("cohort"));
        let day = chosen.map_or(today, |one| today.max(one.starts_on).min(one.ends_on));
        form.typed = std::mem::take(&mut form.typed).replaced("day", day.to_string());
    }
}

fn body(desk: &Desk, cohorts: &[Viewable], looks: bool, form: &Filled) -> impl IntoView + use<> {
    let part = match (&desk.draft, cohorts) {
        (None, _) => view! {
            <p class="empty">"No draft is open. What is published, you see from the calendar of a cohort, under “See it as a student”."</p>
        }
        .into_any(),
        (_, []) => none().into_any(),
        _ if looks => view! {
            <p class="notice" data-kind="info">"You look as a student already. To see another cohort or day, choose Leave at the top of this page first."</p>
        }
        .into_any(),
        _ => choosing(desk, cohorts, form).into_any(),
    };
    view! {
        {error_summary(form)}
        <header class="page-head">
            {breadcrumbs(way(desk, &[]), "As a student".to_owned())}
            <h1>{desk.title.clone()}" as a student"</h1>
            <p class="lede">"The module’s pages as a student of a cohort would see them on a day, if the cohort studied this draft: what is open, what is due when, and each unit as it stands."</p>
        </header>
        {module_nav(&desk.slug, desk.newest.is_some(), "/view")}
        {part}
    }
}

fn none() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"No cohort to see it in"</h2>
            <p>"No cohort that you teach or run studies this module. A single unit is shown as students will see it by “As students see it” on its page."</p>
        </div>
    }
}

fn choosing(desk: &Desk, cohorts: &[Viewable], form: &Filled) -> impl IntoView + use<> {
    let option = |one: &Viewable| {
        let label = format!("{}, {}, studies version {}", one.title, when::days(one.starts_on, one.ends_on), one.version);
        Choice { value: one.slug.clone(), label }
    };
    let hint = "Dates are those of the cohort’s calendar. What it does not know yet is due with the module.";
    view! {
        <form class="form" method="post" action=format!("{}/view", module_address(&desk.slug)) novalidate=true>
            {choices(form, "cohort", "As a student of", cohorts.iter().map(option).collect())}
            {field(form, Field::text("day", "Campus day").kind("date").hint(hint))}
            <p class="hint">"You see nobody’s work, and nothing can be changed until you leave. Pages outside of the module show what is published."</p>
            <p class="form-actions"><button class="button" data-kind="primary">"See it as a student"</button></p>
        </form>
    }
}
