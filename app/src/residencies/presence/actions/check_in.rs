//! Checking in and out by the code of a room, and taking a new code of one's own.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Error,
    ids::MarkId,
    learning::evidence::Receipt,
    residencies::{
        presence::{CODE_LENGTH, CONFIRMING, LOOKING, Mark, MarkKind, MarkWay, typed_code},
        store::presence::{history, renew_code as renew, whose_door},
    },
};
use rand::Rng;

use super::record;
use crate::{AppError, Site, forms::Typed, residencies::presence::pages::code_again, visit::Student};

/// A code that nobody guesses: ten letters and digits of those that are not taken for each other.
pub fn fresh_code() -> String {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut chance = rand::rng();
    (0..CODE_LENGTH).map(|_| char::from(LETTERS[chance.random_range(0..LETTERS.len())])).collect()
}

/// `POST /check-in`: to the session whose room shows what was typed.
pub async fn find_door(Shared(site): Shared<Site>, student: Student, form: Typed) -> Result<Response, AppError> {
    let Some(code) = typed_code(form.get("code")) else { return Ok(code_again(&student, form.get("code")).into_response()) };
    match whose_door(&site.db, student.place.enrollment, (&code, LOOKING), student.now).await {
        Ok(_) => Ok(Redirect::to(&format!("/check-in/{code}")).into_response()),
        Err(Error::NotFound) => Ok(code_again(&student, form.get("code")).into_response()),
        Err(other) => Err(other.into()),
    }
}

/// `POST /check-in/{code}`
pub async fn check_in(Shared(site): Shared<Site>, student: Student, Path(code): Path<String>, form: Typed) -> Result<Response, AppError> {
    let Some(code) = typed_code(&code) else { return Ok(code_again(&student, &code).into_response()) };
    let session = match whose_door(&site.db, student.place.enrollment, (&code, CONFIRMING), student.now).await {
        Ok(session) => session,
        Err(Error::NotFound) => return Ok(code_again(&student, &code).into_response()),
        Err(other) => return Err(other.into()),
    };
    let id: MarkId = form.get("id").parse().map_err(|_| lost())?;
    let (kind, word) = match form.get("kind") {
        "in" => (MarkKind::In, "in"),
        "out" => (MarkKind::Out, "out"),
        _ => return Err(lost()),
    };
    let (enrollment, by) = (student.place.enrollment, student.session.person.id);
    let mark =
        Mark { id, session, enrollment, kind, way: MarkWay::Door, by, occurred_at: student.now, reason: String::new(), minutes: None };
    // Pressed twice, the first one stands: the second has another moment under the same id. Who goes back to the page and presses the
    // other button means something new.
    if record(&site.db, student.now, vec![mark.clone()]).await? == [Receipt::Refused] {
        let marks = history(&site.db, session, enrollment).await?;
        if marks.iter().rfind(|one| one.kind != MarkKind::Correction).is_none_or(|last| last.kind != kind) {
            record(&site.db, student.now, vec![Mark { id: MarkId::new(), ..mark }]).await?;
        }
    }
    Ok(Redirect::to(&format!("/check-in/{code}?done={word}")).into_response())
}

fn lost() -> AppError {
    AppError::Malformed("The form did not arrive whole. Go back, reload the page and send it again; nothing was changed.".into())
}

/// `POST /me/code`
pub async fn renew_code(Shared(site): Shared<Site>, student: Student) -> Result<Redirect, AppError> {
    let (whose, now, fresh) = ((student.session.person.id, student.place.enrollment), student.now, fresh_code());
    site.db.write(move |tx| Box::pin(async move { renew(tx, now, whose, &fresh).await })).await?;
    Ok(Redirect::to("/me/code?done=renewed"))
}
