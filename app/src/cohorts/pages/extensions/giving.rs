//! Giving a student more time unasked, and all they have and had.

use axum::extract::{Path, State as Shared};
use domain::{
    FieldError,
    cohorts::{
        Extension, LONGEST_WORDS, Scope,
        store::{self as cohorts, Extendable},
    },
    ids::{EnrollmentId, ExtensionId},
};
use leptos::prelude::*;

use super::{one::how_much, section::lines, way};
use crate::{
    AppError, Page, Site,
    cohorts::{
        as_staff,
        pages::words::{breadcrumbs, cohort_nav},
    },
    forms::{Choice, Filled, TextArea, Typed, choices, error_summary, select, text_area, with_summary},
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/students/{enrollment}/extensions`
pub async fn student_extensions(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, enrollment)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let enrollment: EnrollmentId = enrollment.parse().map_err(|_| AppError::NotFound)?;
    let (id, unit) = (ExtensionId::new().to_string(), staff.asked("unit").unwrap_or_default());
    let form = Filled::with_values([("id", &id), ("unit", &unit), ("basis", "relative"), ("days", "7")]);
    show(&staff, scope, enrollment, form).await
}

/// The page again, with what was typed and what is wrong with it.
pub async fn giving_again(
    staff: &Staff,
    scope: Scope,
    enrollment: EnrollmentId,
    (typed, errors): (Typed, Vec<FieldError>),
) -> Result<Page, AppError> {
    show(staff, scope, enrollment, typed.with(errors)).await
}

async fn show(staff: &Staff, scope: Scope, enrollment: EnrollmentId, form: Filled) -> Result<Page, AppError> {
    let db = &staff.site.db;
    let units = cohorts::extendable(db, scope.cohort().id, enrollment).await?;
    let name = cohorts::student_name(db, enrollment).await?;
    let all = cohorts::extensions_of(db, enrollment).await?;
    let title = with_summary(&form, &format!("More time for {name}"));
    let (visit, filled) = (staff.visit().clone(), form.clone());
    let page = Page::new(&visit, title, move || body(&scope, (enrollment, &name), &units, &all, &form));
    Ok(filled.on(page))
}

fn body(
    scope: &Scope,
    (enrollment, name): (EnrollmentId, &str),
    units: &[Extendable],
    all: &[Extension],
    form: &Filled,
) -> impl IntoView + use<> {
    let page = format!("/students/{enrollment}");
    let so_far = (!all.is_empty()).then(|| view! { <section class="block"><h2>"Until now"</h2>{lines(all)}</section> });
    let give = if units.is_empty() {
        view! { <p class="empty">"This cohort has no module yet. Once it has, its units can be chosen here."</p> }.into_any()
    } else {
        give(scope, enrollment, units, form).into_any()
    };
    view! {
        {error_summary(form)}
        <header class="page-head">
            {breadcrumbs(way(scope, &[(name, &page)]), "More time".to_owned())}
            <h1>"More time for "{name.to_owned()}</h1>
            <p class="lede">"For one unit. What they had been granted for it before is replaced; they are told at once."</p>
        </header>
        {cohort_nav(&scope.cohort().slug, "/extensions")}
        {give}
        {so_far}
    }
}

fn give(scope: &Scope, enrollment: EnrollmentId, units: &[Extendable], form: &Filled) -> impl IntoView + use<> {
    let campus = scope.cohort().time_zone;
    let option = |unit: &Extendable| Choice {
        value: unit.unit_id.to_string(),
        label: format!("{}: {} (due {})", unit.module_title, unit.title, when::long(unit.base_due_at, campus)),
    };
    let choose = Choice { value: String::new(), label: "Choose a unit".to_owned() };
    let options = std::iter::once(choose).chain(units.iter().map(option)).collect();
    let basis = [
        ("relative", "So many days on top of the unit's date, wherever that moves"),
        ("absolute", "Until the end of a day, whatever moves in the calendar"),
    ];
    let basis = basis.map(|(value, label)| Choice { value: value.into(), label: label.into() }).to_vec();
    let reason =
        TextArea { name: "reason", label: "Why", hint: "The student reads it here and in their mail.", rows: 3, limit: LONGEST_WORDS };
    view! {
        <form class="form" method="post" action=format!("/cohorts/{}/students/{enrollment}/extensions", scope.cohort().slug)>
            <input type="hidden" name="id" value=form.typed.get("id").to_owned()/>
            {select(form, "unit", "Unit", "", options)}
            {choices(form, "basis", "How much", basis)}
            {how_much(form)}
            {text_area(form, reason)}
            <p class="form-actions"><button class="button" data-kind="primary">"Give more time"</button></p>
        </form>
    }
}
