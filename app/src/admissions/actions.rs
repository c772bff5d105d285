//! What can be done at the front door.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Error, FieldError,
    admissions::{NewRequest, Reception, checked, store},
    ids::RequestId,
};

use super::pages;
use crate::{
    AppError, Site,
    forms::Typed,
    visit::{Staff, Visit},
};

/// Keeps a request for information and tells staff. Sent twice, it is kept once.
pub async fn send_request(visit: Visit, typed: Typed) -> Result<Response, AppError> {
    let id: RequestId = typed
        .get("request")
        .parse()
        .map_err(|_| AppError::Malformed("The form did not arrive whole. Open it anew and send it again; nothing was kept.".into()))?;
    if !typed.get("website").is_empty() {
        return Ok(again(
            &visit,
            typed,
            StatusCode::UNPROCESSABLE_ENTITY,
            "Something filled in a field that people do not see. Please send it once more.",
        ));
    }
    let request = match checked(read(id, &typed)) {
        Ok(request) => request,
        Err(Error::Invalid(errors)) => return Ok(pages::request_page(&visit, typed.with(errors)).into_response()),
        Err(other) => return Err(other.into()),
    };
    match receive(&visit, request).await? {
        Reception::Kept | Reception::KeptBefore => Ok(Redirect::to(&format!("/information-requests/{id}/receipt")).into_response()),
        Reception::AnotherWasSent => {
            let typed = typed.replaced("request", RequestId::new().to_string());
            Ok(again(
                &visit,
                typed,
                StatusCode::CONFLICT,
                "You have sent another request with this form, and it has reached us. Send this one too?",
            ))
        }
        Reception::TooMany => Ok(again(
            &visit,
            typed,
            StatusCode::TOO_MANY_REQUESTS,
            "Several requests from this e-mail address reached us today. Wait for the answer, or send this one tomorrow.",
        )),
    }
}

fn read(id: RequestId, typed: &Typed) -> NewRequest {
    let text = |name| typed.get(name).to_owned();
    NewRequest { id, name: text("name"), email: text("email"), specialty: text("specialty"), question: text("question") }
}

async fn receive(visit: &Visit, request: NewRequest) -> Result<Reception, AppError> {
    let (from, set, now) = (visit.from.clone(), visit.site.settings.admissions_email.clone(), visit.now);
    let list = format!("{}/information-requests", visit.site.settings.base_url);
    let kept =
        visit.site.db.write(move |tx| Box::pin(async move { store::receive(tx, &request, &from, set.as_deref(), &list, now).await }));
    Ok(kept.await?)
}

/// The form once more with everything typed, and a sentence about the whole of it.
fn again(visit: &Visit, typed: Typed, status: StatusCode, sentence: &str) -> Response {
    let errors = vec![FieldError { field: "send", message: sentence.to_owned() }];
    pages::request_page(visit, typed.replaced("website", String::new()).with(errors)).status(status).into_response()
}

/// Marks a request as answered.
pub async fn answer_request(staff: Staff, State(site): State<Site>, Path(request): Path<RequestId>) -> Result<Redirect, AppError> {
    let (by, now) = (staff.session.person.id, staff.now);
    site.db.write(move |tx| Box::pin(async move { store::answer(tx, request, by, now).await })).await?;
    Ok(Redirect::to(&format!("/information-requests?answered={request}")))
}

/// Puts an answered request back among those that wait.
pub async fn withdraw_answer(_staff: Staff, State(site): State<Site>, Path(request): Path<RequestId>) -> Result<Redirect, AppError> {
    site.db.write(move |tx| Box::pin(async move { store::withdraw_answer(tx, request).await })).await?;
    Ok(Redirect::to("/information-requests"))
}
