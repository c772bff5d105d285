//! Keeping a mix, changing teams by hand, and saying where students come from.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    cohorts::store as cohorts,
    ids::{EnrollmentId, TeamId},
    residencies::{
        store,
        teams::{Student, TypedBackground, background, names},
    },
};

use super::{
    backgrounds,
    forms::Forms,
    page,
    preview::{self, Asked},
};
use crate::{AppError, Site, cohorts::as_staff, forms::Typed, residencies::sheet::Sheet, visit::Staff};

/// `POST /cohorts/{cohort}/teams`
pub async fn keep(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>, form: Typed) -> Result<Response, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let asked = Asked { by: form.trimmed("by"), number: form.trimmed("number"), seed: form.get("seed").parse().unwrap_or_default() };
    let id = scope.cohort().id;
    let mixing = match asked.mixing(&store::students(&site.db, id).await?) {
        Ok(mixing) => mixing,
        Err(wrong) => return Ok(page::show(&staff, scope, asked.again(wrong)).await?.into_response()),
    };
    let (now, actor, seen) = (staff.now, staff.session.person.id, form.trimmed("seen"));
    let kept = site.db.write(move |tx| Box::pin(async move { store::keep_teams(tx, now, actor, id, (mixing, &seen)).await })).await;
    match kept {
        Ok(()) => Ok(back(&cohort, "mixed")),
        Err(Error::Conflict(Conflict::Stale)) => Ok(preview::show(&staff, scope, asked, true).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}

/// `POST /cohorts/{cohort}/teams/moves`
pub async fn move_student(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>, form: Typed) -> Result<Response, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let wrong = |field, message: &str| FieldError { field, message: message.to_owned() };
    let student = form.get("student").parse::<EnrollmentId>().map_err(|_| wrong("student", "Choose a student."));
    let team = match form.get("team") {
        "none" => Ok(None),
        team => team.parse::<TeamId>().map(Some).map_err(|_| wrong("team", "Choose a team.")),
    };
    let errors = match (student, team) {
        (Ok(student), Ok(team)) => {
            let (now, actor, id) = (staff.now, staff.session.person.id, scope.cohort().id);
            let of = (student, team);
            let moved = site.db.write(move |tx| Box::pin(async move { store::move_student(tx, now, actor, id, of).await })).await;
            match moved {
                Ok(()) => return Ok(back(&cohort, "moved")),
                Err(Error::NotFound) => vec![wrong("student", "The student or the team is no longer there. Choose again.")],
                Err(other) => return Err(other.into()),
            }
        }
        (student, team) => [student.err(), team.err()].into_iter().flatten().collect(),
    };
    let forms = Forms { moving: form.with(errors), ..Forms::default() };
    Ok(page::show(&staff, scope, forms).await?.into_response())
}

/// `POST /cohorts/{cohort}/teams/names`
pub async fn rename(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>, form: Typed) -> Result<Response, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let (id, now, actor) = (scope.cohort().id, staff.now, staff.session.person.id);
    let teams = store::teams(&site.db, id).await?;
    let typed: Vec<_> = teams.iter().map(|team| (team.id, form.trimmed(&format!("name-{}", team.id)))).collect();
    let names = match names(&typed) {
        Ok(names) => names,
        Err(wrong) => {
            let wrong = wrong.into_iter().map(|(team, message)| (format!("name-{team}"), message)).collect();
            let forms = Forms { names: Sheet { typed: form, wrong }, ..Forms::default() };
            return Ok(page::show(&staff, scope, forms).await?.into_response());
        }
    };
    site.db.write(move |tx| Box::pin(async move { store::rename_teams(tx, now, actor, id, &names).await })).await?;
    Ok(back(&cohort, "named"))
}

/// `POST /cohorts/{cohort}/teams/backgrounds`
pub async fn put_backgrounds(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path(cohort): Path<String>,
    form: Typed,
) -> Result<Response, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let id = scope.cohort().id;
    let (mut good, mut wrong) = (Vec::new(), Vec::new());
    // Who came while the form was filled in is not in it, and keeps what is known of them.
    let asked = |student: &Student| form.pairs().any(|(name, _)| name == format!("site-{}", student.enrollment));
    for student in store::students(&site.db, id).await?.into_iter().filter(asked) {
        let value = |name: &str| form.trimmed(&format!("{name}-{}", student.enrollment));
        let typed = TypedBackground { enrollment: student.enrollment, employer: value("employer"), site: value("site") };
        match background(&typed) {
            Ok(background) => good.push(background),
            Err((field, message)) => wrong.push((format!("{field}-{}", student.enrollment), message)),
        }
    }
    if !wrong.is_empty() {
        return Ok(backgrounds::show(&staff, scope, Some(Sheet { typed: form, wrong })).await?.into_response());
    }
    site.db.write(move |tx| Box::pin(async move { store::put_backgrounds(tx, id, &good).await })).await?;
    Ok(back(&cohort, "backgrounds"))
}

fn back(cohort: &str, done: &str) -> Response {
    Redirect::to(&format!("/cohorts/{cohort}/teams?done={done}")).into_response()
}
