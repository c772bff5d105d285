//! Creating and changing a program.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    cohorts::{
        NewProgram,
        store::{self, ProgramEdit},
    },
    ids::ProgramId,
};

use super::slug_of;
use crate::{
    AppError, Site,
    cohorts::{
        as_staff,
        pages::{ProgramForm, new_program_page, program_page},
        plan::{Draft, Move, Wrong, wrongs},
    },
    forms::Typed,
    visit::Staff,
};

/// `POST /programs`: whoever creates it runs it.
pub async fn create_program(Shared(site): Shared<Site>, staff: Staff, typed: Typed) -> Result<Response, AppError> {
    let title = typed.trimmed("title");
    let slug = Some(typed.trimmed("slug")).filter(|slug| !slug.is_empty()).unwrap_or_else(|| slug_of(&title));
    let program = NewProgram { id: ProgramId::new(), slug: slug.clone(), title, summary: typed.trimmed("summary") };
    let (now, actor) = (staff.now, Some(staff.session.person.id));
    let created = site.db.write(move |tx| Box::pin(async move { store::create_program(tx, now, actor, &program).await })).await;
    let errors = match created {
        Ok(()) => return Ok(Redirect::to(&format!("/programs/{slug}?done=created")).into_response()),
        Err(Error::Invalid(errors)) => errors,
        Err(Error::Conflict(Conflict::SlugTaken)) => {
            vec![domain::FieldError { field: "slug", message: "Another program has this name in addresses. Choose another.".into() }]
        }
        Err(other) => return Err(other.into()),
    };
    Ok(new_program_page(&staff, typed.replaced("slug", slug).with(errors)).into_response())
}

/// `POST /programs/{program}`: saves the template, or does to the form what a button says.
pub async fn change_program(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path(program): Path<String>,
    typed: Typed,
) -> Result<Response, AppError> {
    let program = store::program(&site.db, as_staff(&staff), &program).await?;
    let mut form = form(program, &typed);
    if let Some(change) = Move::read(typed.get("do")) {
        form.draft = form.draft.moved(change);
        return Ok(program_page(&staff, form).await?.into_response());
    }
    form.draft = form.draft.without_blank_rows();
    if typed.get("do") == "preview" {
        form.wrong = form.tried().err().unwrap_or_default();
        return Ok(program_page(&staff, form).await?.into_response());
    }
    save(&site, &staff, form).await
}

fn form(program: domain::cohorts::store::Program, typed: &Typed) -> ProgramForm {
    let revision = typed.get("revision").parse().unwrap_or(-1);
    let (title, summary, start) = (typed.get("title").to_owned(), typed.get("summary").to_owned(), typed.get("start").to_owned());
    ProgramForm { program, revision, title, summary, start, draft: Draft::typed(typed), wrong: Vec::new(), stale: false }
}

async fn save(site: &Site, staff: &Staff, mut form: ProgramForm) -> Result<Response, AppError> {
    let plan = match form.draft.plan() {
        Ok(plan) => plan,
        Err(wrong) => {
            form.wrong = wrong;
            return Ok(program_page(staff, named(form)).await?.into_response());
        }
    };
    form.wrong = wrongs(&form.draft, &plan, store::plan_faults(&site.db, &plan).await?);
    form = named(form);
    if !form.wrong.is_empty() {
        return Ok(program_page(staff, form).await?.into_response());
    }
    let (title, summary) = (form.title.trim().to_owned(), form.summary.trim().to_owned());
    let edit = ProgramEdit { program: form.program.id, revision: form.revision, title, summary, plan };
    let (now, actor) = (staff.now, Some(staff.session.person.id));
    let saved = site.db.write(move |tx| Box::pin(async move { store::change_plan(tx, now, actor, &edit).await })).await;
    match saved {
        Ok(()) => Ok(Redirect::to(&format!("/programs/{}?done=saved", form.program.slug)).into_response()),
        Err(Error::Conflict(Conflict::Stale)) => {
            let program = store::program(&site.db, as_staff(staff), &form.program.slug).await?;
            let form = ProgramForm { revision: program.revision, program, stale: true, ..form };
            Ok(program_page(staff, form).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// With what is wrong with the name, first.
fn named(mut form: ProgramForm) -> ProgramForm {
    if form.title.trim().is_empty() {
        form.wrong.insert(0, Wrong::new("title", "Name", "Write a name."));
    }
    form
}
