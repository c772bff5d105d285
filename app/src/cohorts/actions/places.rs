//! Changing how somebody stands in a cohort, and accepting a place.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    cohorts::{
        EnrollmentState, Scope, StateChange, Transfer,
        store::{self, Placed},
    },
    ids::{CohortId, EnrollmentId},
    learning::store::{Carry, carry},
    messages::{Notice, Topic, store::tell},
};

use super::releases::tell_missed;
use crate::{
    AppError, Site,
    cohorts::{as_staff, pages},
    forms::Typed,
    visit::{Member, Staff},
};

/// Where a student of a cohort is.
pub(super) type Student = Path<(String, EnrollmentId)>;

/// `POST /cohorts/{cohort}/students/{enrollment}/place`
pub async fn change_place(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, enrollment)): Student,
    typed: Typed,
) -> Result<Response, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let placed = store::placed(&site.db, &scope, enrollment).await?;
    let from = from(&typed)?;
    let change = match typed.get("to").parse() {
        Ok(to) => StateChange { enrollment, from, to, reason: typed.get("reason").to_owned() },
        Err(_) => return again(&staff, scope, enrollment, typed, wrong("to", "Choose how they stand from now on.")).await,
    };
    let notice = (typed.get("tell") == "1").then(|| notice(&scope, &placed, change.to));
    let (here, now, actor, base_url) = (scope.clone(), staff.now, staff.session.person.id, site.settings.base_url.clone());
    let changed = site.db.write(move |tx| {
        Box::pin(async move {
            store::change_state(tx, now, Some(actor), &change).await?;
            if let Some(notice) = notice {
                tell(tx, &base_url, &notice, now).await?;
            }
            // Their dates concern them again: that is told whether or not the change itself is.
            if change.to == EnrollmentState::Enrolled {
                tell_missed(tx, &base_url, &here, enrollment, now).await?;
            }
            Ok(())
        })
    });
    match changed.await {
        Ok(()) => Ok(to_student(&cohort, enrollment)),
        Err(Error::Invalid(errors)) => again(&staff, scope, enrollment, typed, errors).await,
        Err(Error::Conflict(Conflict::Stale)) => again(&staff, scope, enrollment, typed, wrong("to", MEANWHILE)).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /cohorts/{cohort}/students/{enrollment}/transfer`: what they completed goes along in the same transaction.
pub async fn transfer_student(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, enrollment)): Student,
    typed: Typed,
) -> Result<Response, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let placed = store::placed(&site.db, &scope, enrollment).await?;
    let today = staff.now.with_timezone(&scope.cohort().time_zone).date_naive();
    let destinations = store::destinations(&site.db, &scope, today).await?;
    let Some(there) = typed.get("cohort").parse().ok().and_then(|id: CohortId| destinations.into_iter().find(|one| one.id == id)) else {
        return again(&staff, scope, enrollment, typed, wrong("cohort", "Choose the cohort they go on in.")).await;
    };
    let reason = typed.get("transfer_reason").to_owned();
    let transfer = Transfer { enrollment, from: from(&typed)?, to: there.id, new: EnrollmentId::new(), reason };
    let new = transfer.new;
    match carry_out(&staff, &scope, &placed, transfer, (typed.get("tell") == "1").then(|| there.title.clone())).await {
        Ok(()) => Ok(to_student(&there.slug, new)),
        Err(Error::Invalid(errors)) => again(&staff, scope, enrollment, typed, renamed(errors)).await,
        Err(Error::Conflict(conflict)) => again(&staff, scope, enrollment, typed, wrong("cohort", refusal(conflict))).await,
        Err(other) => Err(other.into()),
    }
}

async fn carry_out(staff: &Staff, scope: &Scope, placed: &Placed, transfer: Transfer, told: Option<String>) -> domain::Result<()> {
    let (now, actor, base_url) = (staff.now, staff.session.person.id, staff.site.settings.base_url.clone());
    let (here, person) = (scope.cohort().clone(), placed.person);
    staff
        .site
        .db
        .write(move |tx| {
            Box::pin(async move {
                store::transfer(tx, now, Some(actor), &transfer).await?;
                let versions = store::shared_modules(tx, here.id, transfer.to).await?;
                carry(tx, &Carry { person, from: transfer.enrollment, to: transfer.new, versions }, now).await?;
                let Some(there) = told else { return Ok(()) };
                let title = format!("You go on in {there}");
                let body = format!(
                    "Program staff have moved your place from {} to {there}. There you have that cohort's dates. What you completed \
                     counts there as well, where the modules are the same; nothing you did is lost.",
                    here.title
                );
                tell(tx, &base_url, &Notice { person, topic: Topic::Enrollment, title, body, link: "/places".into() }, now).await
            })
        })
        .await
}

/// `POST /places/{enrollment}/acceptance`
pub async fn accept_place(Shared(site): Shared<Site>, member: Member, Path(enrollment): Path<EnrollmentId>) -> Result<Redirect, AppError> {
    let (now, person) = (member.now, member.session.person.id);
    match site.db.write(move |tx| Box::pin(async move { store::accept_place(tx, now, person, enrollment).await })).await {
        // Sent twice: it is theirs already, and the page says how it stands.
        Ok(()) | Err(Error::Conflict(Conflict::Stale)) => Ok(Redirect::to("/places")),
        Err(other) => Err(other.into()),
    }
}

const MEANWHILE: &str = "Somebody changed this place while you looked at it. How it stands now is said above: decide anew.";

fn refusal(conflict: Conflict) -> &'static str {
    match conflict {
        Conflict::Stale => MEANWHILE,
        Conflict::AlreadyEnrolled => "They have a place in that cohort already. Change that one on their page there.",
        Conflict::Closed => "They go on in another cohort already.",
        _ => "This contradicts what is already there. Look at the page anew and decide again.",
    }
}

fn notice(scope: &Scope, placed: &Placed, to: EnrollmentState) -> Notice {
    let cohort = &scope.cohort().title;
    let (stands, follows) = match to {
        EnrollmentState::Enrolled => ("you are enrolled", "Your learning pages are open."),
        EnrollmentState::OnLeave => ("you are on leave", "You keep your place; your learning pages open again when you return."),
        EnrollmentState::Deferred => ("your place is deferred", "You can go on with a later cohort."),
        EnrollmentState::Graduated => ("you have graduated", "Congratulations."),
        EnrollmentState::Withdrawn | EnrollmentState::Invited => ("you are withdrawn", "Your learning pages are closed."),
    };
    let title = format!("{cohort}: {stands}");
    let body = format!(
        "Program staff have changed your place in {cohort}: {stands}. {follows} Nothing you did is lost. How you stand and whom to ask is on this page:"
    );
    Notice { person: placed.person, topic: Topic::Enrollment, title, body, link: "/places".into() }
}

fn from(typed: &Typed) -> Result<EnrollmentState, AppError> {
    let incomplete =
        |_| AppError::Malformed("The form did not arrive whole. Open the page anew and send it again; nothing was changed.".into());
    typed.get("from").parse().map_err(incomplete)
}

fn wrong(field: &'static str, message: &str) -> Vec<FieldError> {
    vec![FieldError { field, message: message.to_owned() }]
}

/// The two forms stand on one page: the reason of a transfer has a name of its own there.
fn renamed(errors: Vec<FieldError>) -> Vec<FieldError> {
    let rename = |error: FieldError| FieldError { field: if error.field == "reason" { "transfer_reason" } else { error.field }, ..error };
    errors.into_iter().map(rename).collect()
}

async fn again(staff: &Staff, scope: Scope, enrollment: EnrollmentId, typed: Typed, errors: Vec<FieldError>) -> Result<Response, AppError> {
    Ok(pages::place_page(staff, scope, enrollment, typed.with(errors)).await?.into_response())
}

pub(super) fn to_student(cohort: &str, enrollment: EnrollmentId) -> Response {
    Redirect::to(&format!("/cohorts/{cohort}/students/{enrollment}#place")).into_response()
}
