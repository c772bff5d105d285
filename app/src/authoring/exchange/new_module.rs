//! A new module from a package: sent, looked at, begun.

use axum::{
    extract::{Multipart, State as Shared, multipart::MultipartRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    authoring::{drafts::Becomes, package::LARGEST_ZIP, store::drafts},
};

use super::{
    bringing::arrived,
    kept::{Head, Kept, What},
    pages::new_report_page,
    told::{Told, Untold, told},
};
use crate::{
    AppError, Site,
    authoring::{module_address, pages::studio_again},
    forms::Typed,
    visit::Author,
};

/// Said of a name that a module has, whoever its authors are: no more than that.
const TAKEN: &str = "There is a module with this name in addresses. Write another one.";

/// `POST /studio/new/package`
pub async fn package(
    Shared(site): Shared<Site>,
    author: Author,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, AppError> {
    let arrived = arrived(&site, ("package", LARGEST_ZIP), form).await?;
    let (name, bytes) = match arrived.file {
        Ok(file) => file,
        Err(errors) => return Ok(studio_again(author.into(), arrived.typed.with(errors)).await?.into_response()),
    };
    let head = Head { module: String::new(), what: What::Module(arrived.typed.trimmed("package-slug")), name };
    let kept = Kept { head: head.clone(), bytes, digest: String::new() };
    let bytes = kept.bytes.clone();
    let wrong = match told(&site, kept, "", None).await {
        Ok(told) if !drafts::is_taken(&site.db, &told.slug).await? => {
            let digest = Kept::set_aside(&author, &head, &bytes).await?;
            return Ok(Redirect::to(&format!("/studio/new?of={digest}")).into_response());
        }
        Ok(_) => vec![taken()],
        Err(Untold::Wrong(errors)) => errors,
        Err(Untold::Failed(error)) => return Err(error),
    };
    Ok(studio_again(author.into(), arrived.typed.with(wrong)).await?.into_response())
}

fn taken() -> FieldError {
    FieldError { field: "package-slug", message: TAKEN.to_owned() }
}

/// What was set aside and what it comes to; or the page on which another file is chosen.
async fn looked(author: &Author, digest: &str) -> Result<Result<(Head, String, Told), Response>, AppError> {
    let Some(kept) = Kept::of(author, "", digest).await? else { return Ok(Err(Redirect::to("/studio").into_response())) };
    let (head, digest) = (kept.head.clone(), kept.digest.clone());
    match told(&author.site, kept, "", None).await {
        Ok(told) => Ok(Ok((head, digest, told))),
        Err(Untold::Wrong(errors)) => Ok(Err(studio_again(author.clone().into(), Typed::default().with(errors)).await?.into_response())),
        Err(Untold::Failed(error)) => Err(error),
    }
}

/// `GET /studio/new?of=…`
pub async fn report(author: Author) -> Result<Response, AppError> {
    Ok(match looked(&author, &author.asked("of").unwrap_or_default()).await? {
        Ok((head, digest, told)) => new_report_page(&author, (head, digest, told), Typed::default().with(Vec::new())).into_response(),
        Err(elsewhere) => elsewhere,
    })
}

/// `POST /studio/new`: all of the package that is not refused, or nothing.
pub async fn begin(author: Author, form: Typed) -> Result<Response, AppError> {
    let (head, digest, told) = match looked(&author, form.get("of")).await? {
        Ok(looked) => looked,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if told.count(Becomes::Refused) > 0 && form.get("rest") != "yes" {
        let message = "Something in the package is refused. Read what stands here, and decide then. Nothing was begun.";
        let errors = vec![FieldError { field: "take", message: message.to_owned() }];
        return Ok(new_report_page(&author, (head, digest, told), form.with(errors))
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .into_response());
    }
    let (actor, now, slug) = (author.session.person.id, author.now, told.slug.clone());
    let files = told.edits.written.into_iter().collect();
    let begun = author.site.db.write(move |tx| Box::pin(async move { drafts::begin_module_with(tx, now, actor, &slug, &files).await }));
    match begun.await {
        Ok(()) => {
            Kept::forget(&author, &digest).await;
            Ok(Redirect::to(&format!("{}?done=begun", module_address(&told.slug))).into_response())
        }
        Err(Error::Conflict(Conflict::SlugTaken)) => Ok(studio_again(author.into(), form.with(vec![taken()])).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}
