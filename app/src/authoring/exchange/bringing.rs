//! Bringing files into a draft: sent, looked at, taken over.

use axum::{
    body::Bytes,
    extract::{Multipart, Path, State as Shared, multipart::MultipartRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    authoring::{
        drafts::{Becomes, address},
        exchange::{LARGEST as LARGEST_QUESTIONS, lessons::LARGEST as LARGEST_LESSON},
        package::LARGEST_ZIP,
        store::drafts::{self, Desk, Ground},
    },
};

use super::{
    GONE, exchange_address,
    kept::{Head, Kept, What},
    pages::{exchange_again, report_page},
    told::{Told, Untold, told},
};
use crate::{
    AppError, Site,
    authoring::{
        desk,
        media::{NotKept, Takes, receive},
        module_address,
    },
    forms::Typed,
    visit::Author,
};

type Form = Result<Multipart, MultipartRejection>;

/// A form with a file, or what is wrong with it.
pub struct Arrived {
    /// What was typed beside it.
    pub typed: Typed,
    /// The name of the file, and what is in it.
    pub file: Result<(String, Bytes), Vec<FieldError>>,
}

/// Receives a form with a file of at most so many bytes in this field.
pub async fn arrived(site: &Site, (field, most): (&'static str, usize), form: Form) -> Result<Arrived, AppError> {
    let wrong = |message: String| vec![FieldError { field, message }];
    let (sent, refused) = match receive(&site.archive, Takes::Any(field, most), form).await {
        Ok(received) => received,
        Err(NotKept::Refused(refusal)) => return Ok(Arrived { typed: Typed::default(), file: Err(wrong(refusal.to_string())) }),
        Err(NotKept::Failed(error)) => return Err(error),
    };
    let file = match (refused, sent.file) {
        (Some(refusal), _) => Err(wrong(refusal.to_string())),
        (None, None) => Err(wrong("Choose a file. A browser does not send it a second time by itself.".to_owned())),
        (None, Some((name, file))) => {
            let bytes = file.bytes().await.map_err(|error| crate::authoring::media::failure(&error))?;
            Ok((name.chars().filter(|letter| !letter.is_control()).take(120).collect(), bytes.into()))
        }
    };
    Ok(Arrived { typed: sent.typed, file })
}

/// `POST /studio/{module}/exchange/package`
pub async fn package(Shared(site): Shared<Site>, author: Author, Path(module): Path<String>, form: Form) -> Result<Response, AppError> {
    let here = desk(&author, &module).await?;
    let arrived = arrived(&site, ("package", LARGEST_ZIP), form).await?;
    looked_at(author, here, arrived, |_| Ok(What::Package)).await
}

/// `POST /studio/{module}/exchange/lesson`
pub async fn lesson(Shared(site): Shared<Site>, author: Author, Path(module): Path<String>, form: Form) -> Result<Response, AppError> {
    let here = desk(&author, &module).await?;
    let arrived = arrived(&site, ("lesson", LARGEST_LESSON), form).await?;
    looked_at(author, here, arrived, |_| Ok(What::Lesson)).await
}

/// `POST /studio/{module}/exchange/questions`
pub async fn questions(Shared(site): Shared<Site>, author: Author, Path(module): Path<String>, form: Form) -> Result<Response, AppError> {
    let here = desk(&author, &module).await?;
    let arrived = arrived(&site, ("questions", LARGEST_QUESTIONS), form).await?;
    looked_at(author, here, arrived, |typed| What::of_questions(typed.get("unit"), typed.get("title"))).await
}

/// Sets a file aside and leads to its report, or shows the page again with what is wrong.
async fn looked_at(
    author: Author,
    desk: Desk,
    arrived: Arrived,
    what: impl FnOnce(&Typed) -> domain::Result<What>,
) -> Result<Response, AppError> {
    let Arrived { typed, file } = arrived;
    let (what, file) = match (what(&typed), file) {
        (Ok(what), Ok(file)) => (what, file),
        (what, file) => {
            let mut errors = file.err().unwrap_or_default();
            match what {
                Err(Error::Invalid(more)) => errors.extend(more),
                Err(other) => return Err(other.into()),
                Ok(_) => {}
            }
            return Ok(exchange_again(author, desk, typed.with(errors)).await?.into_response());
        }
    };
    let head = Head { module: desk.slug.clone(), what, name: file.0 };
    let ground = drafts::ground(&author.site.db, &desk).await?;
    let kept = Kept { head: head.clone(), bytes: file.1.clone(), digest: String::new() };
    match told(&author.site, kept, &desk.slug, Some(ground)).await {
        Ok(_) => {
            let digest = Kept::set_aside(&author, &head, &file.1).await?;
            Ok(Redirect::to(&format!("{}/report?of={digest}", exchange_address(&desk.slug))).into_response())
        }
        Err(Untold::Wrong(errors)) => Ok(exchange_again(author, desk, typed.with(errors)).await?.into_response()),
        Err(Untold::Failed(error)) => Err(error),
    }
}

/// Everything a report is made of.
pub struct Looked {
    /// The module.
    pub desk: Desk,
    /// The file.
    pub head: Head,
    /// Its digest, with what was asked.
    pub digest: String,
    /// What has to stand there still.
    pub seen: drafts::Seen,
    /// What it comes to.
    pub told: Told,
}

/// The report on the file of this digest that was set aside; or the page on which another one is chosen.
async fn looked(author: &Author, desk: Desk, digest: &str) -> Result<Result<Looked, Response>, AppError> {
    let Some(kept) = Kept::of(author, &desk.slug, digest).await? else {
        return Ok(Err(Redirect::to(&format!("{}?done={GONE}", exchange_address(&desk.slug))).into_response()));
    };
    let ground: Ground = drafts::ground(&author.site.db, &desk).await?;
    let (head, digest, seen) = (kept.head.clone(), kept.digest.clone(), ground.seen);
    match told(&author.site, kept, &desk.slug, Some(ground)).await {
        Ok(told) => Ok(Ok(Looked { desk, head, digest, seen, told })),
        Err(Untold::Wrong(errors)) => Ok(Err(exchange_again(author.clone(), desk, Typed::default().with(errors)).await?.into_response())),
        Err(Untold::Failed(error)) => Err(error),
    }
}

/// `GET /studio/{module}/exchange/report?of=…`
pub async fn report(author: Author, Path(module): Path<String>) -> Result<Response, AppError> {
    let here = desk(&author, &module).await?;
    Ok(match looked(&author, here, &author.asked("of").unwrap_or_default()).await? {
        Ok(looked) => report_page(&author, looked, Typed::default().with(Vec::new())).into_response(),
        Err(elsewhere) => elsewhere,
    })
}

/// Why nothing was taken over, though there is something to take.
const STALE: &str =
    "The draft was changed while you looked at this. Read what the file comes to now, and decide then. Nothing was changed.";

/// `POST /studio/{module}/exchange/report`: all of it that is not refused, or nothing.
pub async fn take_over(author: Author, Path(module): Path<String>, form: Typed) -> Result<Response, AppError> {
    let here = desk(&author, &module).await?;
    let looked = match looked(&author, here, form.get("of")).await? {
        Ok(looked) => looked,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let again = |looked: Looked, status, message: &str| {
        let errors = vec![FieldError { field: "take", message: message.to_owned() }];
        report_page(&author, looked, form.clone().with(errors)).status(status).into_response()
    };
    if form.get("seen").parse().ok() != Some(looked.seen) {
        return Ok(again(looked, StatusCode::CONFLICT, STALE));
    }
    if !looked.told.changes() || (looked.told.count(Becomes::Refused) > 0 && form.get("rest") != "yes") {
        let message = "Something is refused, or nothing is left to take. Read what stands here. Nothing was changed.";
        return Ok(again(looked, StatusCode::UNPROCESSABLE_ENTITY, message));
    }
    let (actor, now, desk, seen) = (author.session.person.id, author.now, looked.desk.clone(), looked.seen);
    let edits = looked.told.edits.clone();
    let brought = author.site.db.write(move |tx| Box::pin(async move { drafts::bring_in(tx, now, actor, &desk, (seen, &edits)).await }));
    match brought.await {
        Ok(()) => {
            Kept::forget(&author, &looked.digest).await;
            Ok(Redirect::to(&taken(&looked)).into_response())
        }
        Err(Error::Conflict(Conflict::Stale)) => Ok(again(looked, StatusCode::CONFLICT, STALE)),
        Err(other) => Err(other.into()),
    }
}

/// Where what was taken over stands.
fn taken(looked: &Looked) -> String {
    let outline = format!("{}?done=brought-in", module_address(&looked.desk.slug));
    match looked.told.edits.file.as_str() {
        "" => outline,
        file => format!("{outline}#unit-{}", address(file)),
    }
}
