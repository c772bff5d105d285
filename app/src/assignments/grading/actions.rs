//! Grading, commenting, releasing.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    assignments::{
        GradingOutcome,
        grading::level,
        marking::State,
        store::grading::{self, NewComment, NewMarking},
    },
    ids::{GradingCommentId, HandInId},
};

use super::{
    desk::{Desk, chosen, members, page},
    list::Assigned,
};
use crate::{AppError, Site, forms::Typed, visit::Faculty};

/// `POST /teaching/{cohort}/{module}/assignments/{unit}/hand-ins/{hand_in}`: whatever is sent, comments that were written are kept.
pub async fn grade(
    Shared(site): Shared<Site>,
    faculty: Faculty,
    Path((cohort, module, unit, id)): Path<(String, String, String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let place = (cohort.as_str(), module.as_str(), unit.as_str(), id.as_str());
    let desk = Desk::load(&faculty, place).await?;
    if !desk.is_graded_here() {
        return Err(AppError::NotFound);
    }
    let then = form.get("then").to_owned();
    let form = match kept(&site, &faculty, &desk, form).await? {
        Ok(form) => form,
        Err((form, errors)) => return again(&faculty, place, form, errors).await,
    };
    let outcome = match then.as_str() {
        "next" => GradingOutcome::Graded,
        "return" => GradingOutcome::Returned,
        other => {
            if let Some(comment) = other.strip_prefix("remove ") {
                remove(&site, &faculty, &desk, comment).await?;
            }
            return again(&faculty, place, form, Vec::new()).await;
        }
    };
    let new = marking(&desk, &faculty, &form, outcome)?;
    let now = faculty.now;
    match site.db.write(move |tx| Box::pin(async move { grading::mark(tx, now, &new).await })).await {
        Ok(()) => Ok(on(&desk, &faculty, outcome)),
        Err(Error::Invalid(errors)) => again(&faculty, place, form, errors).await,
        Err(Error::Conflict(Conflict::Stale)) => {
            let words = "Somebody else has marked this since you opened it: it stands here as it is now. Look at it, and save again if yours is to count.";
            again(&faculty, place, form, vec![domain::FieldError { field: "rubric", message: words.into() }]).await
        }
        Err(Error::Conflict(Conflict::Closed)) => Ok(Redirect::to(&desk.address()).into_response()),
        Err(other) => Err(other.into()),
    }
}

/// Keeps the comments that were written, and takes them out of the form; or says what is wrong with one.
async fn kept(
    site: &Site,
    faculty: &Faculty,
    desk: &Desk,
    mut form: Typed,
) -> Result<Result<Typed, (Typed, Vec<domain::FieldError>)>, AppError> {
    let paragraphs = domain::assignments::grading::paragraphs(&desk.graded.work.hand_in.text).len();
    for number in 1..=paragraphs {
        let (name, id) = (format!("comment-{number}"), format!("comment-id-{number}"));
        if form.get(&name).trim().is_empty() {
            form = form.replaced(&id, String::new());
            continue;
        }
        let new = NewComment {
            id: form.get(&id).parse().map_err(|_| AppError::Malformed("Reload the page and send the form again.".into()))?,
            hand_in: desk.graded.work.hand_in.id,
            author: faculty.session.person.id,
            paragraph: number as i64,
            words: form.get(&name).to_owned(),
        };
        let now = faculty.now;
        match site.db.write(move |tx| Box::pin(async move { grading::comment(tx, now, &new).await })).await {
            Ok(()) => form = form.replaced(&name, String::new()).replaced(&id, String::new()),
            Err(Error::Invalid(errors)) => return Ok(Err((form, errors))),
            Err(other) => return Err(other.into()),
        }
    }
    Ok(Ok(form))
}

async fn remove(site: &Site, faculty: &Faculty, desk: &Desk, comment: &str) -> Result<(), AppError> {
    let id: GradingCommentId = comment.parse().map_err(|_| AppError::NotFound)?;
    let (now, author, hand_in) = (faculty.now, faculty.session.person.id, desk.graded.work.hand_in.id);
    Ok(site.db.write(move |tx| Box::pin(async move { grading::remove_comment(tx, now, author, (hand_in, id)).await })).await?)
}

/// The desk as it stands now, with all that was chosen and typed.
async fn again(
    faculty: &Faculty,
    place: (&str, &str, &str, &str),
    form: Typed,
    errors: Vec<domain::FieldError>,
) -> Result<Response, AppError> {
    let desk = Desk::load(faculty, place).await?;
    let form = desk.fresh(form, faculty).with(errors);
    Ok(page(faculty.clone(), desk, form).into_response())
}

/// The marking as it was sent.
fn marking(desk: &Desk, faculty: &Faculty, form: &Typed, outcome: GradingOutcome) -> Result<NewMarking, AppError> {
    let mut points = chosen(desk, form);
    points.retain(|slug, points| level(&desk.graded.settings.rubric, slug, *points).is_some());
    Ok(NewMarking {
        id: form.id()?,
        hand_in: desk.graded.work.hand_in.id,
        grader: faculty.session.person.id,
        role: form.get("role").parse().map_err(|_| AppError::Malformed("Reload the page and send the form again.".into()))?,
        seen: form.get("seen").parse().ok(),
        points,
        members: members::typed(desk, form),
        comment: form.get("comment").to_owned(),
        outcome,
    })
}

/// On to what else waits for this grader, or back to the list.
fn on(desk: &Desk, faculty: &Faculty, outcome: GradingOutcome) -> Response {
    let word = if outcome == GradingOutcome::Returned { "returned" } else { "graded" };
    let address = match desk.assigned.next(Some(desk.graded.work.hand_in.id), faculty) {
        Some(next) => format!("{}?done={word}", desk.assigned.of(next)),
        None if outcome == GradingOutcome::Returned => format!("{}?done=returned-all", desk.assigned.address()),
        None => format!("{}?done=all", desk.assigned.address()),
    };
    Redirect::to(&address).into_response()
}

/// `POST /teaching/{cohort}/{module}/assignments/{unit}/release`: those that stood on the page, as far as they are graded.
pub async fn release(
    Shared(site): Shared<Site>,
    faculty: Faculty,
    Path((cohort, module, unit)): Path<(String, String, String)>,
    form: Typed,
) -> Result<Redirect, AppError> {
    let it = Assigned::load(&faculty, (&cohort, &module, &unit)).await?;
    let shown: Vec<HandInId> = form.all("hand-in").filter_map(|id| id.parse().ok()).collect();
    let waiting: Vec<HandInId> = it
        .stack()
        .into_iter()
        .filter(|(entry, _)| entry.state == State::Graded && shown.contains(&entry.hand_in))
        .map(|(entry, _)| entry.hand_in)
        .collect();
    let (now, actor, scope, address) = (faculty.now, faculty.session.person.id, it.scope.clone(), it.address());
    let number = site.db.write(move |tx| Box::pin(async move { grading::release(tx, now, actor, &scope, &waiting).await })).await?;
    Ok(Redirect::to(&format!("{address}?done={}", if number > 0 { "released" } else { "none" })))
}
