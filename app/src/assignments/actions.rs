//! What a student can do with an assignment: write, add and remove files, hand in.

use axum::{
    extract::{Multipart, Path, State as Shared, multipart::MultipartRejection},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    assignments::{
        LARGEST, named_as,
        store::{self, NewFile, NewHandIn},
    },
    authoring::{HandInPart, UnitKind, media::Refusal},
    ids::{HandInId, RunId, WorkFileId},
    learning::store::{UnitView, choose_runs, chosen_runs},
};

use super::{
    assignment,
    keeping::{Kept, keep},
    pages::{Draft, check_again, draft_again, mark, page_address},
};
use crate::{
    AppError, Site,
    authoring::media::{NotKept, Takes, receive, wrong},
    forms::Typed,
    learning::{open_unit, written},
    visit::Student,
};

type Names = Path<(String, String)>;

async fn opened(site: &Site, student: &Student, (module, unit): (&str, &str)) -> Result<UnitView, AppError> {
    open_unit(site, student, (module, unit), UnitKind::Assignment).await
}

/// Keeps the text and the choice of runs that came with a form, if it has them; or says what is wrong with the text.
async fn keep_draft(site: &Site, student: &Student, unit: &UnitView, form: &Typed) -> Result<Vec<FieldError>, AppError> {
    keep_choice(site, student, unit, form).await?;
    let Some(text) = written::in_form(form, unit) else { return Ok(Vec::new()) };
    if let Some(message) = written::fault(&text) {
        return Ok(vec![FieldError { field: "your-work", message }]);
    }
    if text != written::standing(site, student, unit).await? {
        written::keep(site, student, unit, text).await?;
    }
    Ok(Vec::new())
}

/// Keeps which of the runs that a form offered were ticked; those that it did not offer stay as they are.
async fn keep_choice(site: &Site, student: &Student, unit: &UnitView, form: &Typed) -> Result<(), AppError> {
    let ids = |name| form.all(name).filter_map(|id| id.parse().ok()).collect::<Vec<RunId>>();
    let (offered, mut runs) = (ids("offered"), ids("run"));
    let (person, whose) = (student.session.person.id, student.place.enrollment);
    if offered.is_empty() {
        return Ok(());
    }
    let before: Vec<RunId> = chosen_runs(&site.db, whose, (unit.module, &unit.slug)).await?.iter().map(|run| run.id).collect();
    runs.extend(before.iter().filter(|id| !offered.contains(id)));
    if runs.len() == before.len() && before.iter().all(|id| runs.contains(id)) {
        return Ok(());
    }
    let (module, name) = (unit.module, unit.slug.clone());
    let write = site.db.write(move |tx| Box::pin(async move { choose_runs(tx, (person, whose), (module, &name), &runs).await }));
    Ok(write.await?)
}

/// `POST /learn/{module}/{unit}/draft`: saves the text and which runs are chosen; on to what would be handed in where that button was pressed.
pub async fn save(Shared(site): Shared<Site>, student: Student, Path((module, unit)): Names, form: Typed) -> Result<Response, AppError> {
    let unit = opened(&site, &student, (&module, &unit)).await?;
    let errors = keep_draft(&site, &student, &unit, &form).await?;
    if !errors.is_empty() {
        return Ok(draft_again(&site, student, unit, form.with(errors)).await?.into_response());
    }
    let page = page_address(&unit);
    let next = match form.get("do") {
        "submit" => format!("{page}/hand-in"),
        "choose" => format!("{page}#your-runs"),
        _ => format!("{page}#your-work"),
    };
    Ok(Redirect::to(&next).into_response())
}

/// `POST /learn/{module}/{unit}/files`: adds a file. The text that stands beside it comes along and is kept.
pub async fn add_file(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Names,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, AppError> {
    let unit = opened(&site, &student, (&module, &unit)).await?;
    let (sent, refused) = match receive(&site.archive, Takes::Any("file", LARGEST as usize), form).await {
        Ok(received) => received,
        Err(NotKept::Refused(refusal)) => return refuse(&site, student, unit, Typed::default(), wrong(&refusal)).await,
        Err(NotKept::Failed(error)) => return Err(error),
    };
    let typed = sent.typed;
    let mut errors = keep_draft(&site, &student, &unit, &typed).await?;
    let missing = Refusal::new("Choose a file first, then press “Add”.");
    match (refused, sent.file) {
        (Some(refusal), _) => errors.extend(wrong(&refusal)),
        (None, None) => errors.extend(wrong(&missing)),
        (None, Some((name, file))) if errors.is_empty() => match keep(&site.archive, &name, file).await {
            Ok(kept) => errors.extend(add(&site, &student, &unit, (typed.get("file-id"), &name, kept)).await?),
            Err(NotKept::Refused(refusal)) => errors.extend(wrong(&refusal)),
            Err(NotKept::Failed(error)) => return Err(error),
        },
        (None, Some(_)) => {}
    }
    if !errors.is_empty() {
        return refuse(&site, student, unit, typed, errors).await;
    }
    Ok(Redirect::to(&format!("{}#files", page_address(&unit))).into_response())
}

async fn refuse(site: &Site, student: Student, unit: UnitView, typed: Typed, errors: Vec<FieldError>) -> Result<Response, AppError> {
    Ok(draft_again(site, student, unit, typed.with(errors)).await?.into_response())
}

async fn add(site: &Site, student: &Student, unit: &UnitView, (id, name, kept): (&str, &str, Kept)) -> Result<Vec<FieldError>, AppError> {
    let id: WorkFileId = id.parse().map_err(|_| AppError::Malformed("Reload the page and add the file again.".into()))?;
    let new = NewFile {
        id,
        enrollment: student.place.enrollment,
        assignment: assignment(unit),
        name: named_as(name, kept.kind),
        kind: kept.kind,
        size: kept.size,
        sha256: kept.sha256,
    };
    let now = student.now;
    match site.db.write(move |tx| Box::pin(async move { store::add_file(tx, now, &new).await })).await {
        Err(Error::Invalid(errors)) => Ok(errors),
        Err(Error::Conflict(Conflict::IdReused)) => {
            Err(AppError::Conflict("This form was already sent with another file. Reload the page and add the file again.".into()))
        }
        done => Ok(done.map(|()| Vec::new())?),
    }
}

/// `POST /learn/{module}/{unit}/files/{file}/removal`
pub async fn remove_file(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit, file)): Path<(String, String, WorkFileId)>,
    form: Typed,
) -> Result<Response, AppError> {
    let unit = opened(&site, &student, (&module, &unit)).await?;
    let errors = keep_draft(&site, &student, &unit, &form).await?;
    if !errors.is_empty() {
        return refuse(&site, student, unit, form, errors).await;
    }
    let (whose, now) = (student.place.enrollment, student.now);
    site.db.write(move |tx| Box::pin(async move { store::remove_file(tx, now, (whose, file)).await })).await?;
    Ok(Redirect::to(&format!("{}#files", page_address(&unit))).into_response())
}

/// `POST /learn/{module}/{unit}/hand-in`: what was shown is handed in, and nothing else.
pub async fn hand_in(Shared(site): Shared<Site>, student: Student, Path((module, unit)): Names, form: Typed) -> Result<Response, AppError> {
    let unit = opened(&site, &student, (&module, &unit)).await?;
    let id: HandInId = form.id()?;
    let draft = Draft::load(&site, &student, &unit).await?;
    let errors = faults(&draft, id, &form);
    if !errors.is_empty() {
        return Ok(check_again(student, unit, draft, form.with(errors)).into_response());
    }
    let new = NewHandIn {
        id,
        at: unit.whereabouts(&student.session.person, &student.place),
        assignment: assignment(&unit),
        for_team: draft.settings.team,
        due_at: unit.due_at,
        files: draft.files.iter().map(|file| file.id).collect(),
        text: if draft.settings.takes(HandInPart::Text) { draft.text } else { String::new() },
        runs: draft.runs.iter().map(|run| run.id).collect(),
    };
    let now = student.now;
    match site.db.write(move |tx| Box::pin(async move { store::hand_in(tx, now, &new).await })).await {
        Err(Error::Conflict(Conflict::Closed)) => {
            let words = "This is being graded already, so nothing more can be handed in. What you wrote is kept as your draft.";
            Err(AppError::Conflict(words.into()))
        }
        Err(Error::Conflict(_)) => {
            Err(AppError::Conflict("Your draft changed while it was handed in. Go back, look at it and hand in again.".into()))
        }
        done => {
            done?;
            Ok(Redirect::to(&format!("{}/hand-ins/{id}", page_address(&unit))).into_response())
        }
    }
}

/// Why it is not handed in. What was handed in under this id before is so again, whatever became of the draft.
fn faults(draft: &Draft, id: HandInId, form: &Typed) -> Vec<FieldError> {
    if draft.versions.iter().any(|version| version.id == id) {
        return Vec::new();
    }
    let mut errors = Vec::new();
    if let Some(missing) = draft.missing() {
        errors.push(FieldError { field: "what", message: missing });
    } else if form.get("seen") != mark(draft) {
        let message = "Your draft has changed since this page was made. Look at it once more, then hand in.";
        errors.push(FieldError { field: "what", message: message.to_owned() });
    }
    if form.get("no-patient-data") != "yes" {
        let message = "Confirm that there is no patient data in this. If there is, take it out first.";
        errors.push(FieldError { field: "no-patient-data", message: message.to_owned() });
    }
    errors
}
