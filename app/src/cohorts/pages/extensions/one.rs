//! One extension: what it is, and what can be done about it.

use axum::{
    extract::{Path, State as Shared},
    http::StatusCode,
};
use domain::{
    FieldError,
    cohorts::{Basis, Extension, ExtensionState, LONGEST_WORDS, Scope, store as cohorts},
    ids::ExtensionId,
};
use leptos::prelude::*;

use super::{state, way};
use crate::{
    AppError, Page, Site,
    cohorts::{
        as_staff,
        pages::words::{breadcrumbs, cohort_nav},
    },
    forms::{Choice, Field, Filled, TextArea, Typed, choices, error_summary, field, text_area, with_summary},
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/extensions/{extension}`
pub async fn cohort_extension(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, id)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let id: ExtensionId = id.parse().map_err(|_| AppError::NotFound)?;
    let one = cohorts::extension(&site.db, scope.cohort().id, id).await?;
    let form = beginning(&one);
    Ok(show(&staff, scope, one, form))
}

/// The page again, with what was typed and what is wrong with it; 409 if somebody else was faster.
pub async fn decision_again(
    staff: Staff,
    scope: Scope,
    id: ExtensionId,
    (typed, errors): (Typed, Vec<FieldError>),
    stale: bool,
) -> Result<Page, AppError> {
    let one = cohorts::extension(&staff.site.db, scope.cohort().id, id).await?;
    // Whoever sends it now has seen how it stands now.
    let typed = typed.replaced("sequence", one.sequence.to_string());
    let page = show(&staff, scope, one, typed.with(errors));
    Ok(if stale { page.status(StatusCode::CONFLICT) } else { page })
}

/// What stands in the form at first: what was asked for, or what was granted.
fn beginning(one: &Extension) -> Filled {
    let (days, due_on) = match one.basis() {
        Basis::Relative(days) => (days.to_string(), one.due_at.with_timezone(&one.campus).date_naive()),
        Basis::Absolute(day) => (String::new(), day),
    };
    let verdict = match (one.state, one.days) {
        (ExtensionState::Requested, _) => "as-asked",
        (_, Some(_)) => "relative",
        _ => "absolute",
    };
    let (sequence, due_on) = (one.sequence.to_string(), due_on.to_string());
    Filled::with_values([("verdict", verdict), ("sequence", &sequence), ("due_on", &due_on), ("days", &days), ("answer", &one.answer)])
}

fn show(staff: &Staff, scope: Scope, one: Extension, form: Filled) -> Page {
    let title = with_summary(&form, &format!("More time for {}", one.student));
    let (visit, filled) = (staff.visit().clone(), form.clone());
    let own = staff.session.person.time_zone;
    filled.on(Page::new(&visit, title, move || {
        view! {
            {error_summary(&form)}
            <header class="page-head">
                {breadcrumbs(way(&scope, &[("Extensions", "/extensions")]), one.student.clone())}
                <h1>{one.student.clone()}": "{one.unit_title.clone()}</h1>
                <p class="meta"><span>{one.module_title.clone()}</span>{state(&one)}</p>
            </header>
            {cohort_nav(&scope.cohort().slug, "/extensions")}
            {facts(&one, own)}
            {decision(&one, &form)}
        }
    }))
}

fn facts(one: &Extension, own: chrono_tz::Tz) -> impl IntoView + use<> {
    let until = if one.state == ExtensionState::Requested { "Asked for, until" } else { "Until" };
    let why = if one.asked { "The student wrote" } else { "Why" };
    let answered = one.answered_at.map(|at| {
        let by = one.answered_by.clone().map(|by| format!(", {by}"));
        view! { <div><dt>"Answered"</dt><dd>{when::long(at, one.campus)}{by}</dd></div> }
    });
    let answer =
        (!one.answer.is_empty()).then(|| view! { <div><dt>"Told to the student"</dt><dd class="asked">{one.answer.clone()}</dd></div> });
    view! {
        <dl class="facts">
            <div><dt>"Due for all others"</dt><dd>{when::deadline(one.base_due_at, one.campus, own)}</dd></div>
            <div><dt>{until}</dt><dd>{when::deadline(one.due_at, one.campus, own)}</dd></div>
            <div><dt>"Promised"</dt><dd>{one.basis().promise()}</dd></div>
            <div><dt>{why}</dt><dd class="asked">{one.reason.clone()}</dd></div>
            {answered}
            {answer}
        </dl>
    }
}

/// The form, where there is something to decide.
fn decision(one: &Extension, form: &Filled) -> Option<impl IntoView + use<>> {
    let choice = |value: &str, label: String| Choice { value: value.to_owned(), label };
    let day = || choice("absolute", "Until the end of a day, whatever moves in the calendar".into());
    let days = || choice("relative", "So many days on top of the unit's date, wherever that moves".into());
    let (legend, options, button) = match one.state {
        ExtensionState::Requested => {
            let asked = choice("as-asked", format!("As asked: until {} campus time", when::long(one.due_at, one.campus)));
            ("Your answer", vec![asked, day(), days(), choice("refused", "No more time".into())], "Answer")
        }
        ExtensionState::Granted => ("Change it", vec![day(), days(), choice("taken-back", "Take it back".into())], "Change"),
        _ => return None,
    };
    let action = format!("/cohorts/{}/extensions/{}/answer", one.cohort_slug, one.id);
    let answer = TextArea {
        name: "answer",
        label: "Words to the student",
        hint: "Needed where there is no more time, or it is taken back; the student reads them here and in their mail.",
        rows: 3,
        limit: LONGEST_WORDS,
    };
    Some(view! {
        <form class="form" method="post" action=action>
            <input type="hidden" name="sequence" value=form.typed.get("sequence").to_owned()/>
            {choices(form, "verdict", legend, options)}
            {how_much(form)}
            {text_area(form, answer)}
            <p class="form-actions"><button class="button" data-kind="primary">{button}</button></p>
        </form>
    })
}

/// The day, and the number of days: which of them counts is chosen above.
pub(super) fn how_much(form: &Filled) -> impl IntoView + use<> {
    let due_on = Field::text("due_on", "Day").kind("date").hint("For “until the end of a day”: 23:59 campus time.");
    let days = Field::text("days", "Days").kind("number").hint("For “days on top”: at the local time of the unit's own date.");
    view! { <div class="field-row">{field(form, due_on)}{field(form, days)}</div> }
}
