//! Somebody released dates meanwhile: what they released, and what was typed, kept.

use axum::http::StatusCode;
use chrono_tz::Tz;
use domain::cohorts::{calendar::changes, store};
use leptos::prelude::*;

use super::{
    CalendarForm,
    changes::{Compared, table},
    head,
};
use crate::{AppError, Page, cohorts::pages::plan::Library, cohorts::plan::Draft, page::Width, visit::Visit, when};

/// The page that says so: what came between, and the way to see what was typed on top of it.
///
/// # Errors
/// Those of the database.
pub async fn stale_page(visit: &Visit, mut form: CalendarForm) -> Result<Page, AppError> {
    let db = &visit.site.db;
    let cohort = form.scope.cohort().id;
    let lines = store::releases(db, cohort).await?;
    let between: Vec<_> = lines.into_iter().filter(|line| line.number > form.base).collect();
    let in_force = store::plan_in_force(db, cohort).await?;
    let base = store::release_by_number(db, cohort, form.base).await?;
    let theirs = Draft::of(&in_force.plan).dated(&in_force.calendar);
    let began = Draft::of(&base.plan.0).dated(&base.calendar.0);
    form.draft = form.draft.on_top_of(&began, &theirs);
    if form.start.trim() == base.calendar.0.starts_on.to_string() {
        form.start = in_force.calendar.starts_on.to_string();
    }
    form.base = in_force.number;
    let library = Library::of_cohort(db, &form.scope).await?;
    let own = visit.session.as_ref().map_or(chrono_tz::UTC, |session| session.person.time_zone);
    let page = Page::new(visit, "Somebody released dates meanwhile", move || {
        let changes = changes(&base.calendar.0, &in_force.calendar);
        let compared =
            Compared { before: &base.calendar.0, after: &in_force.calendar, changes: &changes, past: &[], library: &library, own };
        view! { {body(&form, &between, compared)} }
    });
    Ok(page.status(StatusCode::CONFLICT).width(Width::Wide))
}

fn body(form: &CalendarForm, between: &[store::ReleaseLine], compared: Compared<'_>) -> impl IntoView + use<> {
    let cohort = form.scope.cohort();
    let campus = cohort.time_zone;
    let lines = between.iter().map(|line| release(form, line, campus)).collect_view();
    let (action, edit) = (format!("{}/calendar/preview", form.cohort()), format!("{}/calendar/edit", form.cohort()));
    let lede = view! { <p class="lede">"Yours was not released, and nothing you typed is lost."</p> };
    view! {
        {head(cohort, "Released meanwhile", "Somebody released dates meanwhile".into(), lede.into_any())}
        <section class="block" aria-labelledby="between">
            <h2 id="between">"What came between"</h2>
            <ul class="releases-between">{lines}</ul>
            {table(compared)}
        </section>
        <section class="block" aria-labelledby="yours">
            <h2 id="yours">"Yours, on top of it"</h2>
            <p class="measure">"What you changed is put onto the dates that are in force now; what you left alone is as they have it. You see all of it before it is released."</p>
            <form method="post" action=action>
                {form.hidden()}
                <input type="hidden" name="note" value=form.note.clone()/>
                <p class="form-actions">
                    <button class="button" data-kind="primary">"See what moves now"</button>
                    <button class="button" name="do" value="edit">"Look at the form"</button>
                    <a href=edit>"Leave mine and begin anew"</a>
                </p>
            </form>
        </section>
    }
}

fn release(form: &CalendarForm, line: &store::ReleaseLine, campus: Tz) -> impl IntoView + use<> {
    let address = format!("{}/calendar/releases/{}", form.cohort(), line.number);
    let who = line.released_by.clone().unwrap_or_else(|| "The program".to_owned());
    view! {
        <li>
            <a href=address>{format!("Release {}", line.number)}</a>
            <span class="quiet">{format!("{who}, {}", when::long(line.released_at, campus))}</span>
            <p>{line.note.clone()}</p>
        </li>
    }
}
