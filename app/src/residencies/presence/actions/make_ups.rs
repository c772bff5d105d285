//! Deciding on make-ups, and doing them. Whoever waits is told in the same transaction.

use axum::{
    Json,
    extract::{Path, State as Shared},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Conflict, Error, FieldError,
    cohorts::store::runners,
    db::Tx,
    ids::{CohortId, MakeUpId},
    messages::{Notice, Topic, store::tell},
    residencies::{
        presence::{Deciding, MakeUp, MakeUpState, MakeUpWay, Verdict},
        store::presence as presences,
    },
};
use serde_json::json;

use crate::{
    AppError, Site,
    forms::Typed,
    residencies::{
        OfStaff,
        presence::pages::{decision_again, make_up_address, reflection_again},
    },
    visit::{Staff, Student},
    when,
};

/// `POST /cohorts/{cohort}/residencies/{number}/make-ups/{make_up}/decision`
pub async fn decide(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, number, id)): Path<(String, String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let id: MakeUpId = id.parse().map_err(|_| AppError::NotFound)?;
    let residency = of.residency.id;
    presences::make_up(&site.db, residency, id).await?;
    let decided = match deciding(&form, id) {
        Ok(deciding) => {
            let (actor, now, base_url) = (staff.session.person.id, staff.now, site.settings.base_url.clone());
            let write = site.db.write(move |tx| {
                Box::pin(async move {
                    let one = presences::decide_make_up(tx, now, actor, residency, &deciding).await?;
                    tell_student(tx, &base_url, &one, now).await
                })
            });
            write.await
        }
        Err(wrong) => Err(Error::Invalid(vec![wrong])),
    };
    let errors = match decided {
        Ok(()) => return Ok(Redirect::to(&format!("{}/presence?done=decided", of.address())).into_response()),
        Err(Error::Invalid(errors)) => errors,
        Err(Error::Conflict(Conflict::Stale | Conflict::Closed)) => {
            let message = "This changed while you looked at it: it stands here as it is now. Decide again if something is left to decide.";
            vec![FieldError { field: "verdict", message: message.to_owned() }]
        }
        Err(other) => return Err(other.into()),
    };
    Ok(decision_again(&staff, of, id, form, errors).await?.into_response())
}

/// What was decided, as it was typed.
fn deciding(form: &Typed, id: MakeUpId) -> Result<Deciding, FieldError> {
    let wrong = |field, message: &str| FieldError { field, message: message.to_owned() };
    let day = || form.trimmed("due_on").parse::<NaiveDate>().map_err(|_| wrong("due_on", "Choose a day, or write it as 2027-03-09."));
    let verdict = match form.get("verdict") {
        "recording" => Verdict::Approved(MakeUpWay::Recording, day()?),
        "next-cohort" => Verdict::Approved(MakeUpWay::NextCohort, day()?),
        "refused" => Verdict::Refused,
        "done" => Verdict::Done,
        "failed" => Verdict::Failed,
        _ => return Err(wrong("verdict", "Choose what becomes of it.")),
    };
    // Without a number it is none that anybody saw: stale.
    let sequence = form.get("sequence").parse().unwrap_or(-1);
    Ok(Deciding { id, sequence, verdict, words: form.get("words").replace("\r\n", "\n") })
}

async fn tell_student(tx: &Tx, base_url: &str, one: &MakeUp, now: DateTime<Utc>) -> Result<(), Error> {
    let (session, until) = (&one.session_title, when::day(one.due_on));
    let (title, first) = match (one.state, one.way) {
        (MakeUpState::Approved, MakeUpWay::Recording) => (
            format!("To make up for: {session}"),
            format!("Watch the recording of “{session}” and hand in a reflection by the end of {until}, campus time."),
        ),
        (MakeUpState::Approved, MakeUpWay::NextCohort) => {
            let cohort = one.next_cohort.clone().unwrap_or_else(|| "the next cohort".to_owned());
            (format!("To make up for: {session}"), format!("A seat is reserved for you in “{session}” with {cohort}, until {until}."))
        }
        (MakeUpState::Done, _) => (format!("Made up for: {session}"), format!("You have made up for “{session}”.")),
        (MakeUpState::Refused, _) => {
            (format!("Nothing to make up for: {session}"), format!("There is nothing to make up for “{session}”."))
        }
        _ => (format!("Not made up for: {session}"), format!("“{session}” does not count as made up for.")),
    };
    let words = if one.words.is_empty() { String::new() } else { format!("\n\n> {}", one.words.replace('\n', "\n> ")) };
    let link = format!("/attendance/make-ups/{}", one.id);
    let notice = Notice { person: one.person_id, topic: Topic::Enrollment, title, body: format!("{first}{words}"), link };
    tell(tx, base_url, &notice, now).await
}

/// `POST /attendance/make-ups/{make_up}`
pub async fn hand_in(Shared(site): Shared<Site>, student: Student, Path(id): Path<String>, form: Typed) -> Result<Response, AppError> {
    let id: MakeUpId = id.parse().map_err(|_| AppError::NotFound)?;
    let one = presences::own_make_up(&site.db, student.place.enrollment, id).await?;
    let (whose, cohort) = ((student.session.person.id, student.place.enrollment), student.place.cohort);
    let (now, base_url, text) = (student.now, site.settings.base_url.clone(), body(&form));
    let write = site.db.write(move |tx| {
        Box::pin(async move {
            let (one, new) = presences::hand_in(tx, now, whose, id, &text).await?;
            // The same text sent again tells nobody again.
            if new { tell_staff(tx, &base_url, &one, (cohort, now)).await } else { Ok(()) }
        })
    });
    match write.await {
        Ok(()) => Ok(Redirect::to(&format!("/attendance/make-ups/{id}?done=handed-in")).into_response()),
        Err(Error::Invalid(errors)) => Ok(reflection_again(&student, one, form, errors).into_response()),
        Err(Error::Conflict(Conflict::Closed)) => {
            Err(AppError::Conflict("This was decided or handed in meanwhile. Go back and reload the page to see how it stands.".into()))
        }
        Err(other) => Err(other.into()),
    }
}

fn body(form: &Typed) -> String {
    form.get("body").replace("\r\n", "\n")
}

async fn tell_staff(tx: &Tx, base_url: &str, one: &MakeUp, (cohort, now): (CohortId, DateTime<Utc>)) -> Result<(), Error> {
    for person in runners(tx, cohort).await? {
        let notice = Notice {
            person,
            topic: Topic::Enrollment,
            title: format!("{} hands in: {}", one.student, one.session_title),
            body: format!("{} has written a reflection to make up for “{}”. Read it, and decide.", one.student, one.session_title),
            link: make_up_address(one),
        };
        tell(tx, base_url, &notice, now).await?;
    }
    Ok(())
}

/// `POST /attendance/make-ups/{make_up}/draft`: what is being written, from its form or from the script that watches it.
pub async fn keep_draft(
    Shared(site): Shared<Site>,
    student: Student,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: Typed,
) -> Result<Response, AppError> {
    let id: MakeUpId = id.parse().map_err(|_| AppError::NotFound)?;
    let one = presences::own_make_up(&site.db, student.place.enrollment, id).await?;
    let (enrollment, text, now) = (student.place.enrollment, body(&form), student.now);
    let script = headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"));
    let kept = site.db.write(move |tx| Box::pin(async move { presences::keep_reflection(tx, enrollment, id, &text).await })).await;
    match kept {
        Ok(true) if script => Ok(Json(json!({ "saved": now.timestamp_millis() })).into_response()),
        Ok(true) => Ok(Redirect::to(&format!("/attendance/make-ups/{id}?done=kept")).into_response()),
        Ok(false) => Err(AppError::Conflict("There is nothing to be written here now. Reload the page to see how it stands.".into())),
        Err(Error::Invalid(_)) if script => Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "error": "invalid" }))).into_response()),
        Err(Error::Invalid(errors)) => Ok(reflection_again(&student, one, form, errors).into_response()),
        Err(other) => Err(other.into()),
    }
}
