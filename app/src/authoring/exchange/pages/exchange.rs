//! The page on which a module is taken out and files are brought into it.

use std::collections::BTreeMap;

use axum::extract::Path;
use domain::authoring::{
    UnitKind,
    drafts::{Line, outline},
    media::Pointer,
    store::{
        self, Version,
        drafts::{self, Desk, Seen},
    },
};
use leptos::prelude::*;

use crate::{
    AppError, Page,
    authoring::{
        desk,
        exchange::{GONE, exchange_address},
        pages::{module_nav, way},
    },
    cohorts::{breadcrumbs, notice},
    forms::{Choice, Field, Filled, error_summary, field, file_field, select, with_summary},
    visit::Author,
    when,
};

const NOTICES: [(&str, &str); 1] = [(
    GONE,
    "That file is not kept any more: it was taken over, or a day has passed. Choose it again if you want to look at it once more.",
)];

/// Everything the page shows.
struct Shown {
    desk: Desk,
    units: Vec<Line>,
    seen: Seen,
    /// How many large files the draft only names.
    apart: usize,
    versions: Vec<Version>,
    /// The same for versions, by number.
    apart_of: BTreeMap<i64, i64>,
    zone: chrono_tz::Tz,
}

/// `GET /studio/{module}/exchange`
pub async fn exchange(author: Author, Path(module): Path<String>) -> Result<Page, AppError> {
    let desk = desk(&author, &module).await?;
    exchange_again(author, desk, Filled::default()).await
}

/// The same page with what is wrong with a form of it.
pub async fn exchange_again(author: Author, desk: Desk, form: Filled) -> Result<Page, AppError> {
    let db = &author.site.db;
    let ground = drafts::ground(db, &desk).await?;
    let shown = Shown {
        units: outline(&ground.files, &[]).units,
        seen: ground.seen,
        apart: ground.files.values().filter(|content| Pointer::read(content).is_some()).count(),
        versions: store::versions(db, desk.module()).await?,
        apart_of: store::apart(db, desk.module()).await?,
        zone: author.session.person.time_zone,
        desk,
    };
    let (done, filled) = (notice(&author, &NOTICES), form.clone());
    let title = with_summary(&form, &format!("In and out of {}", shown.desk.title));
    Ok(filled.on(Page::new(&author, title, move || body(&shown, &form, done))))
}

fn body<T: IntoView>(shown: &Shown, form: &Filled, done: T) -> impl IntoView + use<T> {
    let title = shown.desk.title.clone();
    view! {
        {error_summary(form)}
        <header class="page-head">
            {breadcrumbs(way(&shown.desk, &[]), "In and out".into())}
            <h1>"In and out of "{title}</h1>
            <p class="lede">"Take the module out as files, and bring in what was written elsewhere. Whatever you bring in is looked at first: you see what would change, and then you decide."</p>
        </header>
        {module_nav(&shown.desk.slug, shown.desk.newest.is_some(), "/exchange")}
        {done}
        {out(shown)}
        {into(shown, form)}
    }
}

fn out(shown: &Shown) -> impl IntoView + use<> {
    let address = exchange_address(&shown.desk.slug);
    let draft = shown.desk.draft.as_ref().map(|draft| {
        let about = format!("Revision {}, by {} and others", draft.revision, draft.begun_by);
        let about = if shown.apart > 0 { format!("{about}. {}", apart(shown.apart)) } else { about };
        view! { <tr><th scope="row"><a href=format!("{address}/draft") download="">"The draft"</a></th><td data-name="About it">{about}</td></tr> }
    });
    let versions = shown.versions.iter().map(|version| {
        let on = when::day(version.published_at.with_timezone(&shown.zone).date_naive());
        let large = shown.apart_of.get(&version.number).and_then(|count| usize::try_from(*count).ok()).filter(|count| *count > 0);
        let about = large.map_or_else(|| format!("Published {on}"), |count| format!("Published {on}. {}", apart(count)));
        let link = format!("{address}/versions/{}", version.number);
        view! { <tr><th scope="row"><a href=link download="">"Version "{version.number}</a></th><td data-name="About it">{about}</td></tr> }
    });
    let (versions, any) = (versions.collect_view(), shown.desk.draft.is_some() || !shown.versions.is_empty());
    let table = any.then(|| {
        view! {
            <p>"A zip file of plain text, figures and media: the same content is always the same bytes, and it can be brought in again, here or in another school."</p>
            <table class="table" data-stacks=""><thead><tr><th scope="col">"Zip file"</th><th scope="col">"About it"</th></tr></thead><tbody>{draft}{versions}</tbody></table>
        }
    });
    let none = (!any).then(|| view! { <p class="empty">"No draft is open and no version is published. Bring a package in below, and it can be taken out here."</p> });
    view! { <section class="block" aria-labelledby="out"><h2 id="out">"Take out"</h2>{none}{table}{questions_out(shown)}</section> }
}

/// What is not in a zip file, in a sentence.
fn apart(count: usize) -> String {
    let files =
        if count == 1 { "1 large file is only named in it".to_owned() } else { format!("{count} large files are only named in it") };
    format!("{files}: this module has what is named, another one would need the files themselves.")
}

/// Units that hold questions, to choose one from by its name in addresses.
fn units(shown: &Shown, first: (&str, &str)) -> Vec<Choice> {
    let choice = |unit: &Line| {
        let holds = unit.kind.is_some_and(UnitKind::has_questions);
        unit.slug.clone().filter(|_| holds).map(|value| Choice { value, label: unit.title.clone() })
    };
    let first = Choice { value: first.0.to_owned(), label: first.1.to_owned() };
    std::iter::once(first).chain(shown.units.iter().filter_map(choice)).collect()
}

fn questions_out(shown: &Shown) -> Option<impl IntoView + use<>> {
    let from = match shown.seen {
        Seen::Draft(_) => "Those of the draft. You see first what the format cannot hold.".to_owned(),
        Seen::Begins(Some(number)) => format!("Those of version {number}. You see first what the format cannot hold."),
        Seen::Begins(None) => return None,
    };
    let formats = [("gift", "GIFT"), ("moodle-xml", "Moodle XML")];
    let formats = formats.map(|(value, label)| Choice { value: value.into(), label: label.into() }).into();
    let form = Filled::default();
    Some(view! {
        <form class="form" method="get" action=format!("{}/questions", exchange_address(&shown.desk.slug))>
            <h3>"Questions for another program"</h3>
            <p>{from}</p>
            {select(&form, "of", "Questions of", "", units(shown, ("", "The whole module")))}
            {select(&form, "as", "Format", "GIFT is plain text. Moodle XML keeps more, also pictures.", formats)}
            <p class="form-actions"><button class="button">"Show what it holds"</button></p>
        </form>
    })
}

fn into(shown: &Shown, form: &Filled) -> impl IntoView + use<> {
    let goes = match shown.seen {
        Seen::Draft(_) => "Everything goes into the open draft.".to_owned(),
        Seen::Begins(Some(number)) => format!("No draft is open: one is begun from version {number} when you take something over."),
        Seen::Begins(None) => "No draft is open: one is begun when you take a package over.".to_owned(),
    };
    let written = !shown.units.is_empty();
    let parts = written.then(|| view! { {lesson(shown, form)}{questions(shown, form)} });
    view! {
        <section class="block" aria-labelledby="in">
            <h2 id="in">"Bring in"</h2>
            <p>{goes}" What is written over is kept among the earlier texts."</p>
            {package(shown, form)}
            {parts}
        </section>
    }
}

fn package(shown: &Shown, form: &Filled) -> impl IntoView + use<> {
    let about =
        "A zip file of at most 52 MB with module.md in it, such as one taken out here. It takes the place of everything in the draft.";
    view! {
        <form class="form" method="post" enctype="multipart/form-data" action=format!("{}/package", exchange_address(&shown.desk.slug))>
            <h3>"A whole package"</h3>
            {file_field(form, "package", "Package", about, ".zip,application/zip")}
            <p class="form-actions"><button class="button">"Look at the package"</button></p>
        </form>
    }
}

fn lesson(shown: &Shown, form: &Filled) -> impl IntoView + use<> {
    let about = "A Word document (.docx) of at most 50 MB, or a Markdown file (.md) of at most 4 MB. It becomes the last unit.";
    let kinds = ".docx,.md,text/markdown,application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    view! {
        <form class="form" method="post" enctype="multipart/form-data" action=format!("{}/lesson", exchange_address(&shown.desk.slug))>
            <h3>"A lesson"</h3>
            {file_field(form, "lesson", "Document", about, kinds)}
            <p class="form-actions"><button class="button">"Look at the lesson"</button></p>
        </form>
    }
}

fn questions(shown: &Shown, form: &Filled) -> impl IntoView + use<> {
    let about = "GIFT, Aiken or Moodle XML, at most 20 MB. Which of them it is, is told from the file.";
    let title = Field::text("title", "Title of the new quiz").hint("Only where they go into a new quiz.");
    view! {
        <form class="form" method="post" enctype="multipart/form-data" action=format!("{}/questions", exchange_address(&shown.desk.slug))>
            <h3>"Questions"</h3>
            {file_field(form, "questions", "File of questions", about, ".gift,.txt,.xml,text/plain,text/xml")}
            {select(form, "unit", "Where they go", "To the end of a unit that is there, or into a new quiz at the end of the module.", units(shown, ("", "A new quiz")))}
            {field(form, title)}
            <p class="form-actions"><button class="button">"Look at the questions"</button></p>
        </form>
    }
}
