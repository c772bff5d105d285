//! Booking a seat and giving one up, on the pages of the student.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    ids::{BookingId, ResidencySessionId},
    residencies::{
        seats::{Answer, Wish},
        store,
    },
};

use super::{act, given_up, lost};
use crate::{
    AppError, Site,
    forms::Typed,
    residencies::itinerary::{Itinerary, session_again},
    visit::Student,
};

/// `POST /residencies/{number}/sessions/{session}/booking`: books a seat, takes the one that is offered, or joins the waiting list.
pub async fn book_seat(
    Shared(site): Shared<Site>,
    student: Student,
    Path((number, session)): Path<(String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let id = known(&student, &number, &session).await?;
    let wish = Wish {
        id: form.get("id").parse().map_err(|_| lost())?,
        enrollment: student.place.enrollment,
        session: id,
        instead_of: given_up(&form)?,
    };
    let (asked, now, actor) = (site.clone(), student.now, student.session.person.id);
    let answer = site.db.write(move |tx| Box::pin(async move { store::book(tx, act(&asked, now, actor), &wish).await })).await;
    match answer {
        Ok(Answer::Stands(_)) => Ok(Redirect::to(&format!("/residencies/{number}/sessions/{id}?done=booked")).into_response()),
        Ok(Answer::InTheWay(blocking)) => Ok(session_again(student, &number, &session, blocking).await?.into_response()),
        Err(Error::Conflict(Conflict::Closed)) => Err(AppError::Conflict(
            "This session cannot be booked any more: it has begun, is canceled, or the offer has ended. Go back and reload the page to see how it stands."
                .into(),
        )),
        Err(other) => Err(other.into()),
    }
}

/// `POST /residencies/{number}/sessions/{session}/withdrawal`: gives up a seat, an offer or a place on the waiting list.
pub async fn give_up_seat(
    Shared(site): Shared<Site>,
    student: Student,
    Path((number, session)): Path<(String, String)>,
    form: Typed,
) -> Result<Redirect, AppError> {
    let id = known(&student, &number, &session).await?;
    let booking: BookingId = form.get("id").parse().map_err(|_| lost())?;
    let (asked, now, actor, enrollment) = (site.clone(), student.now, student.session.person.id, student.place.enrollment);
    let given = site.db.write(move |tx| Box::pin(async move { store::withdraw(tx, act(&asked, now, actor), enrollment, booking).await }));
    match given.await {
        Ok(()) => Ok(Redirect::to(&format!("/residencies/{number}/sessions/{id}?done=given-up"))),
        Err(Error::Conflict(Conflict::Closed)) => {
            Err(AppError::Conflict("The session has begun: its seats stay as they are. Tell program staff if you cannot come.".into()))
        }
        Err(other) => Err(other.into()),
    }
}

/// The session at this address, if it is for the student.
async fn known(student: &Student, number: &str, session: &str) -> Result<ResidencySessionId, AppError> {
    let id: ResidencySessionId = session.parse().map_err(|_| AppError::NotFound)?;
    let of = Itinerary::load(student, number).await?;
    of.session(id).map(|session| session.id).ok_or(AppError::NotFound)
}
