//! The files of a module: what there is, what is missing beside it, and the line that puts it into a lesson.

mod one;

use std::collections::BTreeMap;

use axum::extract::Path;
use domain::authoring::{
    media::{Media, bytes, markdown, missing},
    store::{self, drafts::Desk},
};
use leptos::prelude::*;

pub use one::{LONGEST_TRANSCRIPT, one_file, one_page};

use super::access::{address, written};
use crate::{
    AppError, Page,
    authoring::pages::{module_nav, way},
    cohorts::{breadcrumbs, notice},
    forms::{Field, Filled, error_summary, field, file_field, with_summary},
    visit::Author,
    when,
};

/// The longest text for those who cannot see a file, in characters.
pub const LONGEST_ALT: usize = 500;

const NOTICES: [(&str, &str); 1] = [("removed", "Deleted.")];

/// `GET /studio/{module}/media`
pub async fn media(reader: Author, Path(module): Path<String>) -> Result<Page, AppError> {
    let module = written(&reader, &module).await?;
    media_page(&reader, module, Filled::default()).await
}

/// The page, with a form that is not in order.
pub async fn media_page(reader: &Author, module: Desk, form: Filled) -> Result<Page, AppError> {
    let library = store::library(&reader.site.db, module.module()).await?;
    let published = store::published_paths(&reader.site.db, module.module()).await?;
    let (own, limits) = (reader.session.person.time_zone, reader.site.archive.limits);
    let used = library.iter().map(|media| u64::try_from(media.size).unwrap_or_default()).sum();
    let room = format!("{} of {} are used by this module. A video may have {}.", bytes(used), bytes(limits.module), bytes(limits.file));
    let (done, filled, title) = (notice(reader, &NOTICES), form.clone(), with_summary(&form, &format!("Files of {}", module.title)));
    let page = Page::new(reader, title, move || {
        view! {
            {error_summary(&form)}
            <header class="page-head">
                {breadcrumbs(way(&module, &[]), "Files".into())}
                <h1>"Files of "{module.title.clone()}</h1>
                <p class="lede">"Pictures, videos, audio and PDF for the lessons of this module. Each has a line to copy into a lesson."</p>
            </header>
            {module_nav(&module.slug, module.newest.is_some(), "/media")}
            {done}
            {upload(&module, &form, limits.file, room)}
            {list(&module, &library, &published, own)}
        }
    });
    Ok(filled.on(page).with_script("media.js"))
}

fn upload(module: &Desk, form: &Filled, most: u64, room: String) -> impl IntoView + use<> {
    let alt = Field::text("alt", "What it shows")
        .hint("In some words, for those who cannot see it; screen readers read them out. For a PDF or audio: what it is.");
    let files = format!("/studio/{}/files", module.slug);
    view! {
        <form class="form" method="post" action=address(module) enctype="multipart/form-data" novalidate=true data-files=files
            data-most=most.to_string()>
            <h2>"Add a file"</h2>
            {field(form, alt)}
            {file_field(form, "file", "File", "PNG, JPEG, WebP or GIF pictures, MP4 or WebM video, MP3 or M4A audio, PDF. What it is, is told from the file, not from its name; of pictures, places and camera data are removed.", "image/png,image/jpeg,image/webp,image/gif,video/mp4,video/webm,audio/mpeg,audio/mp4,application/pdf")}
            <p class="form-actions"><button class="button" data-kind="primary">"Upload"</button></p>
            <p class="upload-state" role="status"></p>
            <p class="hint">{room}</p>
        </form>
    }
}

fn list(module: &Desk, library: &[Media], published: &BTreeMap<String, i64>, own: chrono_tz::Tz) -> AnyView {
    if library.is_empty() {
        return view! { <p class="empty">"No files yet. Upload a picture or a video, and it stands here with the line that puts it into a lesson."</p> }
            .into_any();
    }
    let lines = library.iter().map(|media| line(module, media, published.get(&media.path).copied(), own)).collect_view();
    view! {
        <section class="block" aria-labelledby="files">
            <h2 id="files">"Files"</h2>
            <ul class="media-list">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(module: &Desk, media: &Media, version: Option<i64>, own: chrono_tz::Tz) -> impl IntoView + use<> {
    let address = format!("{}/{}", address(module), media.id);
    let version = version.map(|number| view! { <span>{format!("In version {number}")}</span> });
    let lacks = missing(media).into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect::<Vec<_>>();
    let lacks = (!lacks.is_empty()).then(|| view! { <ul class="media-missing" aria-label="Missing for publishing">{lacks}</ul> });
    view! {
        <li>
            {preview(media)}
            <div>
                <h3><a href=address>{media.path.clone()}</a></h3>
                <p>{media.alt.clone()}</p>
                <p class="meta"><span>{about(media)}</span><span>{format!("{}, {}", media.added_by, when::long(media.added_at, own))}</span>{version}</p>
                {lacks}
                {markdown_line(media)}
            </div>
        </li>
    }
}

/// A small picture of the file, or its kind in words.
fn preview(media: &Media) -> AnyView {
    if media.kind.is_picture() {
        // What it shows stands beside it already.
        return view! { <img class="media-preview" src=media.address() alt="" loading="lazy" width=media.width height=media.height/> }
            .into_any();
    }
    view! { <span class="media-preview" aria-hidden="true">{media.kind.name()}</span> }.into_any()
}

/// What it is: `Video, 48 MB, 1280 × 720, 12:05`.
pub(super) fn about(media: &Media) -> String {
    let size = bytes(u64::try_from(media.size).unwrap_or_default());
    let mut facts = vec![media.kind.name().to_owned(), size];
    if let (Some(width), Some(height)) = (media.width, media.height) {
        facts.push(format!("{width} × {height}"));
    }
    if let Some(seconds) = media.duration.map(|milliseconds| (milliseconds + 500) / 1000) {
        facts.push(format!("{}:{:02}", seconds / 60, seconds % 60));
    }
    facts.join(", ")
}

/// The line to copy into a lesson; without scripts it is selected by hand.
pub(super) fn markdown_line(media: &Media) -> impl IntoView + use<> {
    let label = format!("Line for a lesson: {}", media.path);
    view! {
        <p class="media-line"><input readonly=true aria-label=label value=markdown(media)/></p>
    }
}
