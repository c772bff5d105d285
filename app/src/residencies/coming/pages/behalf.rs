//! Writing an answer down for a student who gave it on the phone, or too late.

use axum::extract::{Path, State as Shared};
use domain::{
    FieldError,
    ids::EnrollmentId,
    residencies::{
        coming::rules::LONGEST_NOTE,
        store::{self, ComingLine},
    },
};
use leptos::prelude::*;

use super::super::fields::{answer_fields, answered};
use crate::{
    AppError, Page, Site,
    forms::{Filled, TextArea, Typed, error_summary, text_area, with_summary},
    residencies::OfStaff,
    visit::Staff,
};

/// `GET /cohorts/{cohort}/residencies/{number}/coming/{enrollment}`
pub async fn answer_of(
    Shared(_): Shared<Site>,
    staff: Staff,
    Path((cohort, number, enrollment)): Path<(String, String, String)>,
) -> Result<Page, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let line = line(&of, &staff, &enrollment).await?;
    let form = answered(line.answer, line.days(), line.note.as_deref().unwrap_or_default());
    Ok(show(&staff, of, line, form))
}

/// The page again, with what was typed and what is wrong with it.
pub async fn behalf_again(
    staff: &Staff,
    of: OfStaff,
    enrollment: EnrollmentId,
    typed: Typed,
    errors: Vec<FieldError>,
) -> Result<Page, AppError> {
    let line = line(&of, staff, &enrollment.to_string()).await?;
    Ok(show(staff, of, line, typed.with(errors)))
}

/// The student, if they are asked about this residency.
async fn line(of: &OfStaff, staff: &Staff, enrollment: &str) -> Result<ComingLine, AppError> {
    let enrollment: EnrollmentId = enrollment.parse().map_err(|_| AppError::NotFound)?;
    let db = &staff.site.db;
    if !store::round(db, of.residency.id).await?.is_some_and(|round| round.stands()) {
        return Err(AppError::NotFound);
    }
    let lines = store::coming(db, of.residency.id).await?;
    lines.into_iter().find(|line| line.enrollment_id == enrollment).ok_or(AppError::NotFound)
}

fn show(staff: &Staff, of: OfStaff, line: ComingLine, form: Filled) -> Page {
    let heading = format!("Answer for {}", line.student);
    let (title, filled) = (with_summary(&form, &heading), form.clone());
    let why = TextArea { name: "reason", label: "How do you know?", hint: "Kept in the audit log.", rows: 2, limit: LONGEST_NOTE };
    filled.on(Page::new(staff, title, move || {
        let action = format!("{}/coming/{}/answer", of.address(), line.enrollment_id);
        view! {
            {error_summary(&form)}
            {of.head_under(("Who comes", "/coming"), heading)}
            <form class="form" method="post" action=action>
                {answer_fields(&form, &of.residency, false)}
                {text_area(&form, why)}
                <p class="form-actions"><button class="button" data-kind="primary">"Write the answer down"</button></p>
            </form>
        }
    }))
}
