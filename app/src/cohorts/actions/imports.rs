//! Rosters: uploaded, their columns chosen, taken in or thrown away.

use axum::{
    extract::{
        Multipart, Path, State as Shared,
        multipart::{Field, MultipartError, MultipartRejection},
    },
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    cohorts::{
        Scope,
        letters::Recipient,
        roster::{Mapping, RawRow, RosterReader, Totals, asks_first},
        store::{self, Application, Import, Invite, NewImport, Shown},
    },
    ids::ImportId,
};

use super::{invitations::letter, releases::tell_missed};
use crate::{
    AppError, Site,
    cohorts::{as_staff, pages},
    forms::Typed,
    visit::Staff,
};

/// The largest file, in bytes: many times the largest roster.
pub const LARGEST_ROSTER: usize = 16 * 1024 * 1024;

/// Where an uploaded roster is.
type Uploaded = Path<(String, ImportId)>;

/// `POST /cohorts/{cohort}/imports`
pub async fn upload_roster(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path(cohort): Path<String>,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let received = match sent {
        Ok(form) => receive(&staff, &scope, form).await,
        Err(_) => Err(Refused::File(no_file())),
    };
    match received {
        Ok(import) => Ok(Redirect::to(&format!("/cohorts/{cohort}/imports/{import}")).into_response()),
        Err(Refused::File(errors)) => Ok(pages::imports_page(&staff, scope, Typed::default().with(errors)).await?.into_response()),
        Err(Refused::Otherwise(error)) => Err(error),
    }
}

/// Why a file was not taken.
enum Refused {
    /// Something is wrong with the file.
    File(Vec<FieldError>),
    /// Something else went wrong.
    Otherwise(AppError),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(errors) => Self::File(errors),
            other => Self::Otherwise(other.into()),
        }
    }
}

impl From<MultipartError> for Refused {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            return Self::File(vec![FieldError { field: "file", message: "This file is larger than 16 MB. Cut it into several.".into() }]);
        }
        Self::File(vec![FieldError {
            field: "file",
            message: "The file did not arrive whole. Choose it again and upload it once more.".into(),
        }])
    }
}

fn no_file() -> Vec<FieldError> {
    vec![FieldError { field: "file", message: "Choose a file.".into() }]
}

/// Reads the file as it comes and keeps its rows as soon as they are whole: never more than a piece of it is in memory.
async fn receive(staff: &Staff, scope: &Scope, mut form: Multipart) -> Result<ImportId, Refused> {
    while let Some(field) = form.next_field().await? {
        let name = field.file_name().unwrap_or_default().to_owned();
        if field.name() != Some("file") || name.is_empty() {
            continue;
        }
        let (cohort, by) = (scope.cohort().id, staff.session.person.id);
        let new = NewImport { id: ImportId::new(), cohort, file_name: name.chars().filter(|c| !c.is_control()).take(200).collect(), by };
        let id = new.id;
        let outcome = keep(staff, new, field).await;
        if outcome.is_err() {
            let db = &staff.site.db;
            db.write(move |tx| Box::pin(async move { store::discard_import(tx, cohort, id).await })).await?;
        }
        return outcome.map(|()| id);
    }
    Err(Refused::File(no_file()))
}

async fn keep(staff: &Staff, new: NewImport, mut field: Field<'_>) -> Result<(), Refused> {
    let mut reader = RosterReader::default();
    let mut begins = Some(new.clone());
    while let Some(piece) = field.chunk().await? {
        let rows = reader.push(&piece)?;
        keep_rows(staff, &reader, &mut begins, new.id, rows).await?;
    }
    let rows = reader.finish()?;
    keep_rows(staff, &reader, &mut begins, new.id, rows).await?;
    let (id, encoding, count) = (new.id, reader.encoding(), reader.rows());
    staff.site.db.write(move |tx| Box::pin(async move { store::finish_import(tx, id, encoding, count).await })).await?;
    Ok(())
}

/// Each piece in a transaction of its own: nobody waits for a slow upload.
async fn keep_rows(
    staff: &Staff,
    reader: &RosterReader,
    begins: &mut Option<NewImport>,
    id: ImportId,
    rows: Vec<RawRow>,
) -> Result<(), Refused> {
    let Some(head) = reader.head().filter(|_| !rows.is_empty()).cloned() else { return Ok(()) };
    let (now, begins) = (staff.now, begins.take());
    let kept = staff.site.db.write(move |tx| {
        Box::pin(async move {
            if let Some(new) = begins {
                store::begin_import(tx, now, &new, &head).await?;
            }
            store::keep_rows(tx, id, &rows).await
        })
    });
    Ok(kept.await?)
}

/// A file of a cohort that the visitor runs.
async fn uploaded(staff: &Staff, cohort: &str, id: ImportId) -> Result<(Scope, Import), AppError> {
    let scope = store::scope(&staff.site.db, as_staff(staff), cohort, None).await?;
    let import = store::import(&staff.site.db, scope.cohort().id, id).await?;
    Ok((scope, import))
}

/// `POST /cohorts/{cohort}/imports/{import}`: which column is what.
pub async fn map_columns(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, id)): Uploaded,
    typed: Typed,
) -> Result<Response, AppError> {
    let (scope, import) = uploaded(&staff, &cohort, id).await?;
    match Mapping::chosen(typed.all("columns"), import.header.0.len()) {
        Ok(mapping) => {
            let now = staff.now;
            site.db.write(move |tx| Box::pin(async move { store::set_mapping(tx, now, &import, &mapping).await })).await?;
            Ok(Redirect::to(&format!("/cohorts/{cohort}/imports/{id}")).into_response())
        }
        Err(Error::Invalid(errors)) => Ok(pages::import_page(&staff, scope, import, typed.with(errors)).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}

/// Takes the rows in, and tells those who are back which of their dates changed meanwhile.
async fn take_in(staff: &Staff, scope: &Scope, application: Application) -> domain::Result<()> {
    let scope = scope.clone();
    let (now, actor, base_url) = (staff.now, staff.session.person.id, staff.site.settings.base_url.clone());
    let taken = staff.site.db.write(move |tx| {
        Box::pin(async move {
            for back in store::apply(tx, now, actor, &application).await?.returned {
                tell_missed(tx, &base_url, &scope, back, now).await?;
            }
            Ok(())
        })
    });
    taken.await
}

/// `POST /cohorts/{cohort}/imports/{import}/application`: all of it, or nothing. Sent twice, it is done once.
pub async fn apply_roster(staff: Staff, Path((cohort, id)): Uploaded, typed: Typed) -> Result<Response, AppError> {
    let (scope, import) = uploaded(&staff, &cohort, id).await?;
    let done = Redirect::to(&format!("/cohorts/{cohort}/imports/{id}")).into_response();
    if import.applied_at.is_some() {
        return Ok(done);
    }
    if !import.mapping.0.is_enough() {
        return again(&staff, scope, import, typed, "columns", "Choose first which column is what.".into()).await;
    }
    let Ok(expected) = serde_json::from_str::<Totals>(typed.get("expected")) else {
        return Err(AppError::Malformed(
            "The form did not arrive whole. Open the page anew and send it again; nothing was changed.".into(),
        ));
    };
    if let Some(message) = unconfirmed(&staff, &import, &typed).await? {
        return again(&staff, scope, import, typed, "leaving", message).await;
    }
    let application = application(&staff, &scope, import.clone(), expected, &typed);
    match take_in(&staff, &scope, application).await {
        Ok(()) | Err(Error::Conflict(Conflict::Closed)) => Ok(done),
        Err(Error::Conflict(Conflict::Stale | Conflict::EmailTaken | Conflict::AlreadyEnrolled)) => {
            let message = "Something has changed since you looked, so nothing was done. The numbers below are those of now: look again.";
            again(&staff, scope, import, typed, "expected", message.into()).await
        }
        Err(other) => Err(other.into()),
    }
}

/// What is to be typed first where many would be withdrawn, unless it was.
async fn unconfirmed(staff: &Staff, import: &Import, typed: &Typed) -> Result<Option<String>, AppError> {
    if typed.get("withdraw") != "1" {
        return Ok(None);
    }
    let totals = store::dry_run(&staff.site.db, import, Shown::default()).await?.totals;
    let Totals { leaving, members, .. } = totals;
    let asks = asks_first(&totals) && typed.trimmed("leaving") != leaving.to_string();
    Ok(asks.then(|| format!("{leaving} of {members} students would be withdrawn. If you mean it, type {leaving}.")))
}

fn application(staff: &Staff, scope: &Scope, import: Import, expected: Totals, typed: &Typed) -> Application {
    let (settings, cohort) = (staff.site.settings.clone(), scope.cohort().clone());
    let time_zone = cohort.time_zone.name().to_owned();
    let invite: Invite = Box::new(move |entry, place, accepted| {
        letter(&settings, &cohort, Recipient { email: &entry.email, name: &entry.name }, place, accepted)
    });
    let withdraw = (typed.get("withdraw") == "1").then(|| format!("Not in the roster {}", import.file_name));
    Application { import, expected, withdraw, time_zone, invite: (typed.get("invite") == "1").then_some(invite) }
}

async fn again(
    staff: &Staff,
    scope: Scope,
    import: Import,
    typed: Typed,
    field: &'static str,
    message: String,
) -> Result<Response, AppError> {
    let form = typed.with(vec![FieldError { field, message }]);
    Ok(pages::import_page(staff, scope, import, form).await?.into_response())
}

/// `POST /cohorts/{cohort}/imports/{import}/removal`: of a file that was not taken in.
pub async fn discard_roster(Shared(site): Shared<Site>, staff: Staff, Path((cohort, id)): Uploaded) -> Result<Redirect, AppError> {
    let there = uploaded(&staff, &cohort, id).await?.0.cohort().id;
    site.db.write(move |tx| Box::pin(async move { store::discard_import(tx, there, id).await })).await?;
    Ok(Redirect::to(&format!("/cohorts/{cohort}/imports")))
}
