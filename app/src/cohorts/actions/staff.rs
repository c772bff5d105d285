//! Who runs a program and who teaches a cohort. In force with the next request of whom it is about.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    accounts::rules,
    cohorts::{
        Assignment,
        store::{self, Colleague},
    },
    ids::{ModuleId, PersonId, TeachingId},
};

use crate::{
    AppError, Site,
    cohorts::{as_staff, pages},
    forms::Typed,
    visit::Staff,
};

/// `POST /programs/{program}/staff`. Adding somebody twice changes nothing.
pub async fn add_to_program(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path(slug): Path<String>,
    typed: Typed,
) -> Result<Response, AppError> {
    let program = store::run_program(&site.db, as_staff(&staff), &slug).await?;
    let colleague = match found(&site, &typed).await {
        Ok(found) if found.staff => found,
        Ok(found) => {
            let why = if found.administrator {
                "is an administrator and sees every program already"
            } else {
                "has not the power of staff. An administrator can give it under People"
            };
            let errors = vec![FieldError { field: "email", message: format!("{} {why}.", found.name) }];
            return Ok(pages::staff_page(&staff, program, typed.with(errors)).await?.into_response());
        }
        Err(Error::Invalid(errors)) => return Ok(pages::staff_page(&staff, program, typed.with(errors)).await?.into_response()),
        Err(other) => return Err(other.into()),
    };
    let (now, actor, person) = (staff.now, staff.session.person.id, colleague.person);
    site.db.write(move |tx| Box::pin(async move { store::add_staff(tx, now, Some(actor), program.id, person).await })).await?;
    Ok(Redirect::to(&format!("/programs/{slug}/staff")).into_response())
}

/// `POST /programs/{program}/staff/{person}/removal`
pub async fn remove_from_program(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((slug, person)): Path<(String, PersonId)>,
) -> Result<Redirect, AppError> {
    let program = store::run_program(&site.db, as_staff(&staff), &slug).await?;
    let (now, actor) = (staff.now, staff.session.person.id);
    site.db.write(move |tx| Box::pin(async move { store::remove_staff(tx, now, Some(actor), program.id, person).await })).await?;
    // Who removed themselves sees this program no longer.
    let gone = person == actor && !staff.rights().administrator;
    Ok(if gone { Redirect::to("/cohorts") } else { Redirect::to(&format!("/programs/{slug}/staff")) })
}

/// `POST /cohorts/{cohort}/faculty`
pub async fn assign_faculty(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path(cohort): Path<String>,
    typed: Typed,
) -> Result<Response, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let (there, now, actor) = (scope.cohort().id, staff.now, staff.session.person.id);
    let assigned = match (found(&site, &typed).await, module(&typed)) {
        (Ok(found), Ok(module)) => {
            let new = Assignment { id: TeachingId::new(), person: found.person, cohort: there, module };
            site.db.write(move |tx| Box::pin(async move { store::assign_teaching(tx, now, Some(actor), &new).await })).await
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    let errors = match assigned {
        Ok(()) => return Ok(Redirect::to(&format!("/cohorts/{cohort}/faculty")).into_response()),
        Err(Error::Invalid(errors)) => errors,
        Err(Error::Conflict(Conflict::AlreadyTeaches)) => vec![FieldError { field: "email", message: "They teach this already.".into() }],
        Err(Error::NotFound) => {
            vec![FieldError { field: "module", message: "The cohort no longer studies this module. Choose another.".into() }]
        }
        Err(other) => return Err(other.into()),
    };
    Ok(pages::faculty_page(&staff, scope, typed.with(errors)).await?.into_response())
}

/// `POST /cohorts/{cohort}/faculty/{teaching}/removal`
pub async fn remove_faculty(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, teaching)): Path<(String, TeachingId)>,
) -> Result<Redirect, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let (there, now, actor) = (scope.cohort().id, staff.now, staff.session.person.id);
    site.db.write(move |tx| Box::pin(async move { store::end_teaching(tx, now, Some(actor), there, teaching).await })).await?;
    Ok(Redirect::to(&format!("/cohorts/{cohort}/faculty")))
}

/// Who was meant by the address.
async fn found(site: &Site, typed: &Typed) -> domain::Result<Colleague> {
    let email = rules::email(typed.get("email"))?;
    let nobody = || Error::field("email", "Nobody with an account that is in use has this address. Invite them first.");
    store::colleague(&site.db, &email).await?.ok_or_else(nobody)
}

fn module(typed: &Typed) -> domain::Result<Option<ModuleId>> {
    match typed.get("module") {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Error::field("module", "Choose what they teach.")),
    }
}
