//! One file: the file itself, what is missing beside it, and what is said of it.

use axum::extract::Path;
use domain::authoring::{
    media::{Media, MediaKind, missing},
    store,
};
use leptos::prelude::*;

use super::{Desk, about, address, markdown_line, written};
use crate::{
    AppError, Page,
    authoring::{
        media::actions::{found, is_in_draft},
        pages::way,
    },
    cohorts::{breadcrumbs, notice},
    forms::{Field, Filled, TextArea, error_summary, field, file_field, text_area, with_summary},
    visit::Author,
};

/// The longest transcript, in characters: some five hours of speech.
pub const LONGEST_TRANSCRIPT: usize = 300_000;

const KEPT: [(&str, &str); 3] =
    [("placed", "It is in the draft."), ("added", "Added. What is still missing stands below."), ("kept", "Kept.")];

/// `GET /studio/{module}/media/{file}`
pub async fn one_file(reader: Author, Path((module, file)): Path<(String, String)>) -> Result<Page, AppError> {
    let module = written(&reader, &module).await?;
    let media = found(&reader.site, &module, &file).await?;
    let form = Filled::with_values([("alt", &media.alt), ("transcript", &media.transcript)]);
    one_page(&reader, module, media, form).await
}

/// The page, with a form that is not in order.
pub async fn one_page(reader: &Author, module: Desk, media: Media, form: Filled) -> Result<Page, AppError> {
    let version = store::published_paths(&reader.site.db, module.module()).await?.get(&media.path).copied();
    let waits = module.draft.is_some() && !is_in_draft(&reader.site, &module, &media).await?;
    let (done, filled, title) = (notice(reader, &KEPT), form.clone(), with_summary(&form, &media.path));
    let page = Page::new(reader, title, move || {
        view! {
            {error_summary(&form)}
            <header class="page-head">
                {breadcrumbs(way(&module, &[("Files", address(&module))]), media.path.clone())}
                <h1>{media.path.clone()}</h1>
                <p class="meta"><span>{about(&media)}</span></p>
            </header>
            {done}
            {lacks(&media)}
            <div class="media-shown">{shown(&media)}</div>
            <h2>"Line for a lesson"</h2>
            {markdown_line(&media)}
            {waits.then(|| placement(&module, &media))}
            {words(&module, &media, &form)}
            {removal(&module, &media, version)}
        }
    });
    Ok(filled.on(page).with_script("media.js"))
}

fn lacks(media: &Media) -> Option<impl IntoView + use<>> {
    let sentences = missing(media);
    let lines = sentences.iter().map(|sentence| view! { <li>{*sentence}</li> }).collect_view();
    (!sentences.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="missing">
                <h2 id="missing">"Missing for publishing"</h2>
                <ul class="media-missing">{lines}</ul>
            </section>
        }
    })
}

/// The file as a student sees it; captions come with the lesson.
fn shown(media: &Media) -> AnyView {
    let address = media.address();
    if media.kind.is_picture() {
        return view! { <img src=address alt=media.alt.clone() width=media.width height=media.height/> }.into_any();
    }
    match media.kind {
        MediaKind::Pdf => view! { <p><a href=address download="">"Download the PDF"</a></p> }.into_any(),
        kind if kind.is_sound() => {
            view! { <audio controls=true preload="none" src=address aria-label=media.alt.clone()></audio> }.into_any()
        }
        _ => view! { <video controls=true preload="none" playsinline=true src=address aria-label=media.alt.clone()></video> }.into_any(),
    }
}

fn words(module: &Desk, media: &Media, form: &Filled) -> impl IntoView + use<> {
    let plays = media.kind.is_film() || media.kind.is_sound();
    let transcript = TextArea {
        name: "transcript",
        label: "Transcript",
        hint: "What is said, as plain text with an empty line between paragraphs. It stands under the player.",
        rows: 8,
        limit: LONGEST_TRANSCRIPT,
    };
    let transcript = plays.then(|| text_area(form, transcript));
    let captions = media.kind.is_film().then(|| captions_fields(media, form));
    view! {
        <form class="form" method="post" action=format!("{}/{}", address(module), media.id) enctype="multipart/form-data" novalidate=true>
            <h2>"What is said of it"</h2>
            {field(form, Field::text("alt", "What it shows").hint("In some words, for those who cannot see it."))}
            {captions}
            {transcript}
            <p class="form-actions"><button class="button" data-kind="primary">"Keep"</button></p>
        </form>
    }
}

fn captions_fields(media: &Media, form: &Filled) -> impl IntoView + use<> {
    let hint = if media.captions.is_empty() {
        "A WebVTT file (.vtt), in English. It is read to its end, and what is wrong with it is told with its line."
    } else {
        "There are captions. Choose a WebVTT file (.vtt) to put others in their place."
    };
    view! {
        {file_field(form, "captions", "Captions", hint, ".vtt,text/vtt")}
        <div class="choice">
            <input id="spoken" name="spoken" r#type="checkbox" value="1"/>
            <label for="spoken">"Make the transcript of what the captions say"</label>
        </div>
    }
}

/// For a file that came while no draft was open, or was taken out of it.
fn placement(module: &Desk, media: &Media) -> impl IntoView + use<> {
    view! {
        <form class="form" method="post" action=format!("{}/{}/placement", address(module), media.id)>
            <p>"The open draft does not have this file yet."</p>
            <p class="form-actions"><button class="button">"Put it into the draft"</button></p>
        </form>
    }
}

fn removal(module: &Desk, media: &Media, version: Option<i64>) -> AnyView {
    if let Some(number) = version {
        return view! { <p class="hint">{format!("Version {number} of the module has this file, so it cannot be deleted.")}</p> }
            .into_any();
    }
    view! {
        <form class="form" method="post" action=format!("{}/{}/removal", address(module), media.id)>
            <h2>"Delete"</h2>
            <p>"No published version has this file. It is taken out of the draft too, unless a text there shows it."</p>
            <p class="form-actions"><button class="button" data-kind="danger">"Delete this file"</button></p>
        </form>
    }
    .into_any()
}
