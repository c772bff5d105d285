//! What can be done with the files of a module.

use axum::{
    Json,
    extract::{Multipart, Path, State as Shared, multipart::MultipartRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    authoring::{
        media::{Media, captions, in_package, is_named, markdown, missing, paths, spoken},
        store::{
            self, NewMedia,
            drafts::{self, Desk},
        },
    },
    ids::MediaId,
};
use serde_json::json;

use super::{
    access::{address, written},
    examining::{NotKept, examine, failure},
    pages::{LONGEST_ALT, LONGEST_TRANSCRIPT, media_page, one_page},
    receiving::{Sent, Takes, receive, wrong},
};
use crate::{AppError, Site, forms::Typed, visit::Author};

/// `POST /studio/{module}/media`: a plain form.
pub async fn add(
    Shared(site): Shared<Site>,
    reader: Author,
    Path(module): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, AppError> {
    let module = written(&reader, &module).await?;
    match receive_into(&site, &reader, &module, form).await? {
        Ok(media) => Ok(Redirect::to(&format!("{}/{}?done=added", address(&module), media.id)).into_response()),
        Err((typed, errors)) => Ok(media_page(&reader, module, typed.with(errors)).await?.into_response()),
    }
}

/// `POST /studio/{module}/files`: for the editor, which is told the path to write, or a sentence that says why there is none.
pub async fn add_from_editor(
    Shared(site): Shared<Site>,
    reader: Author,
    Path(module): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, AppError> {
    let module = written(&reader, &module).await?;
    Ok(match receive_into(&site, &reader, &module, form).await? {
        Ok(media) => {
            let page = format!("{}/{}", address(&module), media.id);
            let (path, line, address) = (&media.path, markdown(&media), media.address());
            Json(json!({ "path": path, "markdown": line, "address": address, "page": page, "missing": missing(&media) })).into_response()
        }
        Err((_, errors)) => {
            let sentences: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "error": sentences.join(" ") }))).into_response()
        }
    })
}

/// What was typed, and what is wrong with it.
type Again = (Typed, Vec<FieldError>);

/// Receives a file, keeps it and puts it into the library, or says what is wrong with it.
async fn receive_into(
    site: &Site,
    reader: &Author,
    module: &Desk,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Result<Media, Again>, AppError> {
    let (sent, refused) = match receive(&site.archive, Takes::Media, form).await {
        Ok(received) => received,
        Err(NotKept::Refused(refusal)) => return Ok(Err((Typed::default(), wrong(&refusal)))),
        Err(NotKept::Failed(error)) => return Err(error),
    };
    let Sent { typed, file, .. } = sent;
    let mut errors = refused.as_ref().map(wrong).unwrap_or_default();
    let alt = typed.trimmed("alt");
    if alt.is_empty() || alt.chars().count() > LONGEST_ALT {
        errors.push(alt_error(&alt));
    }
    let Some((name, file)) = file.filter(|_| errors.is_empty()) else {
        if errors.iter().all(|error| error.field != "file") {
            let message = "Choose a file. A browser does not send it a second time by itself.".into();
            errors.push(FieldError { field: "file", message });
        }
        return Ok(Err((typed, errors)));
    };
    let kept = match examine(&site.archive, file).await {
        Ok(kept) => kept,
        Err(NotKept::Refused(refusal)) => return Ok(Err((typed, wrong(&refusal)))),
        Err(NotKept::Failed(error)) => return Err(error),
    };
    let (sha256, kind, size, facts) = (kept.sha256, kept.kind, kept.size, kept.facts);
    let new = NewMedia { module: module.module(), name, sha256, kind, size, facts, alt, added_by: reader.session.person.id };
    match put(site, reader, new).await? {
        Ok(media) => {
            place(site, reader, module, &media).await?;
            Ok(Ok(media))
        }
        Err(errors) => Ok(Err((typed, errors))),
    }
}

/// Puts a file into the library, unless the module has too much already.
async fn put(site: &Site, reader: &Author, new: NewMedia) -> domain::Result<Result<Media, Vec<FieldError>>> {
    let (now, limits, module) = (reader.now, site.archive.limits, new.module);
    match site.db.write(move |tx| Box::pin(async move { store::add_media(tx, now, &new, limits).await })).await {
        Ok(id) => store::one_media(&site.db, module, id).await.map(Ok),
        Err(Error::Invalid(errors)) => Ok(Err(errors)),
        Err(other) => Err(other),
    }
}

/// Puts a file with its captions and transcript into the open draft, if one is.
async fn place(site: &Site, reader: &Author, desk: &Desk, media: &Media) -> Result<(), AppError> {
    if desk.draft.is_none() {
        return Ok(());
    }
    let small = match in_package(media, || Err(())) {
        Ok(files) => files,
        Err(()) => {
            let bytes = site.archive.bytes(&media.sha256, media.kind).await.map_err(|error| failure(&error))?;
            in_package(media, || Ok::<_, AppError>(bytes))?
        }
    };
    let (now, actor, module) = (reader.now, reader.session.person.id, desk.module());
    match site.db.write(move |tx| Box::pin(async move { drafts::place(tx, now, actor, module, &small).await })).await {
        // Whoever published or gave up the draft in this moment has it without the file, which stays in the library.
        Ok(()) | Err(Error::Conflict(Conflict::Closed)) => Ok(()),
        Err(other) => Err(other.into()),
    }
}

fn alt_error(alt: &str) -> FieldError {
    let message = if alt.is_empty() {
        "Say in some words what it shows, for those who cannot see it.".to_owned()
    } else {
        format!("Shorten this to at most {LONGEST_ALT} characters.")
    };
    FieldError { field: "alt", message }
}

/// `POST /studio/{module}/media/{file}`: alt text, captions and transcript.
pub async fn describe(
    Shared(site): Shared<Site>,
    reader: Author,
    Path((module, file)): Path<(String, String)>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, AppError> {
    let module = written(&reader, &module).await?;
    let media = found(&site, &module, &file).await?;
    let sent = match receive(&site.archive, Takes::Media, form).await {
        Ok((sent, _)) => sent,
        Err(NotKept::Refused(refusal)) => return Err(AppError::Malformed(refusal.to_string())),
        Err(NotKept::Failed(error)) => return Err(error),
    };
    let (captions, errors) = words(&media, &sent);
    if !errors.is_empty() {
        return Ok(one_page(&reader, module, media, sent.typed.with(errors)).await?.into_response());
    }
    let transcript = transcript(&media, &sent.typed, captions.as_deref());
    let (of, id, alt) = (module.module(), media.id, sent.typed.trimmed("alt"));
    let kept =
        site.db.write(move |tx| Box::pin(async move { store::describe_media(tx, of, id, &alt, captions.as_deref(), &transcript).await }));
    kept.await?;
    let media = store::one_media(&site.db, of, id).await?;
    if is_in_draft(&site, &module, &media).await? {
        place(&site, &reader, &module, &media).await?;
    }
    Ok(Redirect::to(&format!("{}/{}?done=kept", address(&module), media.id)).into_response())
}

/// The captions that were sent, if any, and all that is wrong.
fn words(media: &Media, sent: &Sent) -> (Option<String>, Vec<FieldError>) {
    let mut errors = Vec::new();
    let alt = sent.typed.trimmed("alt");
    if alt.is_empty() || alt.chars().count() > LONGEST_ALT {
        errors.push(alt_error(&alt));
    }
    if sent.typed.get("transcript").chars().count() > LONGEST_TRANSCRIPT {
        let message = format!("Shorten the transcript to at most {LONGEST_TRANSCRIPT} characters.");
        errors.push(FieldError { field: "transcript", message });
    }
    let Some(bytes) = sent.text.as_ref().filter(|_| media.kind.is_film()) else { return (None, errors) };
    match captions(bytes) {
        Ok(captions) => (Some(captions), errors),
        Err(fault) => {
            errors.push(FieldError { field: "captions", message: format!("These captions cannot be used. {fault}.") });
            (None, errors)
        }
    }
}

/// The transcript as it was typed, or what the captions say where that was asked for; with Unix line ends, as packages have them.
fn transcript(media: &Media, typed: &Typed, new_captions: Option<&str>) -> String {
    let text =
        if typed.get("spoken").is_empty() { typed.get("transcript").to_owned() } else { spoken(new_captions.unwrap_or(&media.captions)) };
    let plain: String = text.replace("\r\n", "\n").chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    if plain.trim().is_empty() { String::new() } else { format!("{}\n", plain.trim()) }
}

/// `POST /studio/{module}/media/{file}/placement`
pub async fn put_into_draft(
    Shared(site): Shared<Site>,
    reader: Author,
    Path((module, file)): Path<(String, String)>,
) -> Result<Redirect, AppError> {
    let module = written(&reader, &module).await?;
    let media = found(&site, &module, &file).await?;
    if module.draft.is_none() {
        return Err(AppError::Conflict("No draft of this module is open. Begin one, then put the file into it.".into()));
    }
    place(&site, &reader, &module, &media).await?;
    Ok(Redirect::to(&format!("{}/{}?done=placed", address(&module), media.id)))
}

/// Whether the open draft has a file.
pub(super) async fn is_in_draft(site: &Site, desk: &Desk, media: &Media) -> Result<bool, AppError> {
    let Some(draft) = &desk.draft else { return Ok(false) };
    Ok(drafts::file(&site.db, draft.id, &media.path).await?.is_some())
}

/// `POST /studio/{module}/media/{file}/removal`
pub async fn remove(
    Shared(site): Shared<Site>,
    reader: Author,
    Path((module, file)): Path<(String, String)>,
) -> Result<Redirect, AppError> {
    let module = written(&reader, &module).await?;
    let media = found(&site, &module, &file).await?;
    let (of, draft) = (module.module(), module.draft.as_ref().map(|draft| draft.id));
    let removed = site.db.write(move |tx| {
        Box::pin(async move {
            if let Some(draft) = draft {
                drafts::take_out(tx, of, &paths(&media)).await?;
                if is_named(&drafts::unit_texts(tx, draft).await?, &media.path) {
                    return Err(Error::Conflict(Conflict::PlaceTaken));
                }
            }
            store::remove_media(tx, of, media.id).await
        })
    });
    match removed.await {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=removed", address(&module)))),
        Err(Error::Conflict(Conflict::PlaceTaken)) => {
            Err(AppError::Conflict("A text of the draft shows this file. Take the line out of the text first. Nothing was deleted.".into()))
        }
        Err(Error::Conflict(Conflict::Closed)) => {
            Err(AppError::Conflict("A published version has this file, so it stays. Nothing was deleted.".into()))
        }
        Err(other) => Err(other.into()),
    }
}

/// The file of this id, if it is one of the module's.
pub(super) async fn found(site: &Site, module: &Desk, id: &str) -> Result<Media, AppError> {
    let id: MediaId = id.parse().map_err(|_| AppError::NotFound)?;
    Ok(store::one_media(&site.db, module.module(), id).await?)
}
