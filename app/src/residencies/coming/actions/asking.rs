//! Asking who comes, reminding, taking the question back. Invitations and their cancellations are written in the same transaction.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Error,
    residencies::{
        coming::{Asking, rules},
        store::{ask_round, remind, withdraw_round},
    },
};

use super::super::pages::asking_again;
use crate::{AppError, Site, forms::Typed, residencies::OfStaff, visit::Staff};

/// `POST /cohorts/{cohort}/residencies/{number}/coming/round`
pub async fn ask(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, number)): Path<(String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let typed = ["answer_by", "logistics_until", "erase_after"].map(|name| form.get(name));
    match rules::asking(&of.residency, typed, of.scope.cohort().time_zone, staff.now) {
        Ok(asking) => send(&site, &staff, &of, asking).await?,
        Err(Error::Invalid(errors)) => return Ok(asking_again(&staff, of, form, errors).await?.into_response()),
        Err(other) => return Err(other.into()),
    }
    Ok(back(&of, "asked"))
}

fn back(of: &OfStaff, done: &str) -> Response {
    Redirect::to(&format!("{}/coming?done={done}", of.address())).into_response()
}

async fn send(site: &Site, staff: &Staff, of: &OfStaff, asking: Asking) -> Result<(), Error> {
    let (actor, now, inviting) = (staff.session.person.id, staff.now, site.settings.inviting());
    let (cohort, residency) = (of.scope.cohort().clone(), of.residency.clone());
    let asked =
        site.db.write(move |tx| Box::pin(async move { ask_round(tx, now, Some(actor), (&cohort, &residency), asking, &inviting).await }));
    asked.await
}

/// `POST /cohorts/{cohort}/residencies/{number}/coming/reminder`
pub async fn remind_silent(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, number)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let (now, base_url) = (staff.now, site.settings.base_url.clone());
    let (cohort, residency) = (of.scope.cohort().clone(), of.residency.clone());
    site.db.write(move |tx| Box::pin(async move { remind(tx, now, &base_url, (&cohort, &residency)).await })).await?;
    Ok(back(&of, "reminded"))
}

/// `POST /cohorts/{cohort}/residencies/{number}/coming/withdrawal`
pub async fn withdraw(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, number)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let (actor, now, inviting, residency) = (staff.session.person.id, staff.now, site.settings.inviting(), of.residency.id);
    site.db.write(move |tx| Box::pin(async move { withdraw_round(tx, now, actor, residency, &inviting).await })).await?;
    Ok(back(&of, "withdrawn"))
}
