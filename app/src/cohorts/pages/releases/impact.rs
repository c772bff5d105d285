//! Move a residency and see: what a change of the calendar moves, whom it affects, and the button that releases it.

use axum::http::StatusCode;
use chrono_tz::Tz;
use domain::{cohorts::store::Impact, residencies::store::met_after_move};
use leptos::prelude::*;

use super::{
    CalendarForm,
    changes::{Compared, table},
    head, people,
};
use crate::{
    AppError, Page,
    cohorts::{
        pages::{
            plan::{self, Library, Timeline, collision, timeline},
            words::count,
        },
        plan::day,
    },
    forms,
    page::Width,
    visit::Visit,
};

/// What a page on an impact needs beside it.
struct Seen {
    form: CalendarForm,
    impact: Impact,
    library: Library,
    own: Tz,
    /// What residencies would meet on their new days, by position.
    met: Vec<(i64, Vec<String>)>,
}

/// The page that shows what a draft would do.
///
/// # Errors
/// Those of the database.
pub async fn impact_page(visit: &Visit, form: CalendarForm, impact: Impact) -> Result<Page, AppError> {
    let library = Library::of_cohort(&visit.site.db, &form.scope).await?;
    let status = if form.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = if form.wrong.is_empty() { "What moves" } else { "Error: What moves" };
    let own = visit.session.as_ref().map_or(chrono_tz::UTC, |session| session.person.time_zone);
    let today = visit.now.with_timezone(&impact.after.time_zone).date_naive();
    let first_days: Vec<_> = impact.after.residencies.iter().map(|one| (one.position as i64, one.first_day)).collect();
    let met = met_after_move(&visit.site.db, form.scope.cohort().id, &first_days).await?;
    let seen = Seen { form, impact, library, own, met };
    let page = Page::new(visit, title, move || body(&seen, today));
    Ok(page.status(status).width(Width::Wide))
}

fn body(seen: &Seen, today: chrono::NaiveDate) -> impl IntoView + use<> {
    let Seen { form, impact, library, own, .. } = seen;
    let cohort = form.scope.cohort();
    let blackouts = form.draft.plan().map(|plan| plan.blackouts).unwrap_or_default();
    let drawn = Timeline { calendar: &impact.after, before: Some(&impact.before), blackouts: &blackouts, library, today };
    let compared =
        Compared { before: &impact.before, after: &impact.after, changes: &impact.changes, past: &impact.past, library, own: *own };
    let nothing = impact.changes.is_empty();
    let lede = view! { <p class="lede">{sentence(seen)}</p> };
    view! {
        {head(cohort, "What moves", "What moves".into(), lede.into_any())}
        {plan::summary(library, &form.draft, &form.wrong)}
        {facts(impact)}
        {warnings(seen)}
        {(!nothing).then(|| view! {
            {timeline(drawn)}
            <p class="legend no-print"><span data-key="after">"After"</span><span data-key="before">"Before"</span><span data-key="blackout">"Blackout"</span></p>
            {table(compared)}
            <p class="aside-note">{format!("Days and times are campus time ({}).", cohort.time_zone.name())}</p>
        })}
        {people::affected(&cohort.slug, &impact.affected)}
        {people::extensions(&impact.extensions, library, cohort.time_zone)}
        {release(seen)}
    }
}

fn sentence(seen: &Seen) -> String {
    let (cohort, changed) = (seen.form.scope.cohort(), seen.impact.changes.len() as i64);
    match changed {
        0 => format!("No date of {} changes. Nothing is released yet.", cohort.title),
        _ => format!(
            "{} of {} would change, of {}. Nothing is released yet.",
            count(changed, "date"),
            cohort.title,
            seen.impact.before.size().max(seen.impact.after.size())
        ),
    }
}

fn facts(impact: &Impact) -> impl IntoView + use<> {
    let protected = impact.extensions.iter().filter(|one| one.is_protected()).count();
    let facts = [
        ("Dates that change", impact.changes.len(), false),
        ("Students told", people::told(&impact.affected), false),
        ("Extensions protected", protected, false),
        ("Extensions that move along", impact.extensions.len() - protected, false),
        ("New in a blackout", impact.collisions.len(), true),
        ("In the past", impact.past.len(), true),
    ];
    let facts = facts.into_iter().map(|(name, number, warns)| {
        view! { <div data-state=(warns && number > 0).then_some("late")><dt>{name}</dt><dd>{number}</dd></div> }
    });
    view! { <dl class="facts move-facts" data-columns="">{facts.collect_view()}</dl> }
}

/// What somebody should look at before they release.
fn warnings(seen: &Seen) -> impl IntoView + use<> {
    let Seen { impact, library, met, .. } = seen;
    let past = match impact.past.len() as i64 {
        0 => None,
        number => Some(format!("{} would lie in the past, marked below.", count(number, "date"))),
    };
    let collisions = impact.collisions.iter().map(|one| format!("{}.", collision(library, one)));
    let met = met
        .iter()
        .flat_map(|(position, sentences)| sentences.iter().map(move |sentence| format!("On the new days of R{position}: {sentence}")));
    let lines: Vec<String> = past.into_iter().chain(collisions).chain(met).collect();
    let some = !lines.is_empty();
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    some.then(|| view! { <div class="notice" data-kind="attention"><ul class="plain">{lines}</ul></div> })
}

/// The note and the button; and the way back with everything typed.
fn release(seen: &Seen) -> impl IntoView + use<> {
    let form = &seen.form;
    let (action, back) = (format!("{}/calendar/releases", form.cohort()), format!("{}/calendar/preview", form.cohort()));
    let error = form.wrong.iter().find(|wrong| wrong.field == "note").map(|wrong| wrong.reason.clone());
    let number = form.base + 1;
    let told = people::told(&seen.impact.affected) as i64;
    let outcome = match (seen.impact.changes.len() as i64, told) {
        (0, _) => "No date changes; the rules do.".to_owned(),
        (dates, told) => format!("{} will see {} change.", count(told, "student"), count(dates, "date")),
    };
    let moves = day(&form.start).is_some();
    view! {
        <section class="block release" aria-labelledby="release">
            <h2 id="release">"Release it"</h2>
            <form class="form" method="post" action=action novalidate=true>
                {form.hidden()}
                <div class="field" data-invalid=error.is_some().then_some("")>
                    <label for="note">"What is different, and why"</label>
                    <p class="hint">"A sentence for everybody whose dates change; it stands in their mail and with the release."</p>
                    {error.clone().map(|error| view! { <p class="field-error" id="note-error">{error}</p> })}
                    {forms::bare_text_area("note".into(), "What is different, and why", 3, 2000, forms::content(&form.note))}
                </div>
                <p>{outcome}</p>
                <p class="form-actions">
                    <button class="button" data-kind="primary" disabled=!moves>{format!("Release as number {number}")}</button>
                    <button class="button" name="do" value="edit" formaction=back>"Change something"</button>
                </p>
            </form>
        </section>
    }
}
