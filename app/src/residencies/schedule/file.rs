//! A schedule as a file for spreadsheets, and taking one in.

use axum::{
    extract::{Multipart, Path, multipart::MultipartRejection},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    residencies::{
        schedule::file::{COLUMNS, read, write},
        store::edit_schedule,
    },
};
use leptos::prelude::*;

use super::loaded::Board;
use crate::{
    AppError, Page,
    forms::{Filled, Typed, error_summary, with_summary},
    page::Width,
    visit::Staff,
};

/// The largest file, in bytes.
pub(super) const LARGEST: usize = 1024 * 1024;

/// `GET /cohorts/{cohort}/residencies/{number}/schedule.csv`
pub async fn download(staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let name = format!("attachment; filename=\"{}-residency-{}.csv\"", board.of.scope.cohort().slug, board.of.residency.position);
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, write(&board.schedule)?).into_response())
}

/// `GET /cohorts/{cohort}/residencies/{number}/schedule/import`
pub async fn import(staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    Ok(page(&staff, board, Typed::default().with(Vec::new())))
}

/// `POST /cohorts/{cohort}/residencies/{number}/schedule/import`: all of the file, or nothing.
pub async fn take_in(
    staff: Staff,
    Path((cohort, number)): Path<(String, String)>,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let done = match text(sent).await.and_then(|text| read(&board.schedule, &text)) {
        Ok(edits) if edits.is_empty() => Ok("same"),
        Ok(edits) => {
            let acting = board.acting(&staff, board.schedule.revision);
            let taken = staff.site.db.write(move |tx| Box::pin(async move { edit_schedule(tx, acting, &edits).await }));
            taken.await.map(|_| "imported")
        }
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match done {
        Ok(done) => Ok(Redirect::to(&format!("{}/board?done={done}", board.of.address())).into_response()),
        Err(Error::Invalid(faults)) => {
            let faults = faults.into_iter().map(|fault| FieldError { field: "file", ..fault }).collect();
            let page = page(&staff, board, Typed::default().with(faults));
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(Error::Conflict(Conflict::Stale)) => {
            Err(AppError::Conflict("The draft changed while the file was taken in. Nothing of it was kept: send it again.".into()))
        }
        Err(other) => Err(other.into()),
    }
}

/// The text of the file that was sent.
async fn text(sent: Result<Multipart, MultipartRejection>) -> Result<String, Vec<FieldError>> {
    let wrong = |message: &str| vec![FieldError { field: "file", message: message.to_owned() }];
    let mut form = sent.map_err(|_| wrong("Choose a file."))?;
    while let Ok(Some(field)) = form.next_field().await {
        if field.name() == Some("file") && !field.file_name().unwrap_or_default().is_empty() {
            let bytes = field.bytes().await.map_err(|_| wrong("The file did not arrive whole, or is larger than 1 MB. Send it again."))?;
            return String::from_utf8(bytes.to_vec()).map_err(|_| wrong("The file is not UTF-8. Save it as “CSV UTF-8” and send that."));
        }
    }
    Err(wrong("Choose a file."))
}

fn page(staff: &Staff, board: Board, form: Filled) -> Page {
    let title = with_summary(&form, "Take in a file");
    let page = Page::new(staff, title, move || {
        view! {
            {board.of.head_under(("Board", "/board"), "Take in a file".into())}
            {error_summary(&form)}
            {body(&board, &form)}
        }
    });
    page.width(Width::Narrow)
}

fn body(board: &Board, form: &Filled) -> impl IntoView + use<> {
    let base = board.of.address();
    let faulty = !form.errors.is_empty();
    let faults = form.errors.iter().map(|error| view! { <p class="field-error">{error.message.clone()}</p> }).collect_view();
    view! {
        <p class="measure">
            "The file is the one that "<a href=format!("{base}/schedule.csv") download="">"this schedule can be downloaded as"</a>
            ", changed in a spreadsheet and saved as CSV. Lines with the id of a session change it, lines without one add one. Sessions that are not in the file stay as they are."
        </p>
        <p class="measure">"Its first line names the columns, in any order: "{COLUMNS.join(", ")}"."</p>
        <form class="form" method="post" action=format!("{base}/schedule/import") enctype="multipart/form-data">
            <div class="field" data-invalid=faulty.then_some("")>
                <label for="file">"File"</label>
                {faults}
                <input id="file" name="file" type="file" accept=".csv,text/csv" aria-invalid=faulty.then_some("true")/>
            </div>
            <p class="form-actions"><button class="button" data-kind="primary">"Take it in"</button></p>
        </form>
    }
}
