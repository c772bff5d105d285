//! The page of the settings.

use axum::extract::Path;
use domain::{
    FieldError,
    authoring::{
        drafts::{Setting, Wanted, competencies_of, settings, shown_again},
        store::drafts::{Desk, file},
    },
};
use leptos::prelude::*;

use super::{
    SEEN, address,
    fields::{BOXES, field},
};
use crate::{
    AppError, Page,
    authoring::{
        desk,
        pages::{title_of, way},
        standing, unit_address,
    },
    cohorts::breadcrumbs,
    forms::{Filled, Typed, error_summary, with_summary},
    visit::Author,
};

/// `GET /studio/{module}/units/{unit}/settings`
pub(super) async fn page(author: Author, Path((module, unit)): Path<(String, String)>) -> Result<Page, AppError> {
    let desk = desk(&author, &module).await?;
    again(author, (desk, &unit), (&[], Vec::new())).await
}

/// The form with what somebody wanted and what is wrong with it.
pub(super) async fn again(
    author: Author,
    (desk, unit): (Desk, &str),
    (wanted, errors): (&[Wanted], Vec<FieldError>),
) -> Result<Page, AppError> {
    let (path, stands) = standing(&author, &desk, unit).await?;
    let text = stands.text();
    let module = file(&author.site.db, desk.draft()?.id, "module.md").await?.map(|stands| stands.text()).unwrap_or_default();
    let set = settings(&path, &text);
    let shown = Shown {
        title: if path == "module.md" { "the module".to_owned() } else { format!("“{}”", title_of(&text, &path)) },
        competencies: if path == "module.md" { Vec::new() } else { competencies_of(&module) },
        form: Filled { errors, ..filled(&shown_again(set.as_deref(), wanted)) },
        is_readable: set.is_some(),
        seen: set.unwrap_or_else(|| wanted.iter().map(|one| (one.name, one.seen.clone())).collect()),
        unit: unit.to_owned(),
        desk,
    };
    let title = with_summary(&shown.form, &format!("Settings of {}", shown.title));
    let filled = shown.form.clone();
    Ok(filled.on(Page::new(&author, title, move || body(&shown))))
}

struct Shown {
    desk: Desk,
    unit: String,
    title: String,
    /// Those that are offered; none: all of them.
    competencies: Vec<String>,
    form: Filled,
    /// Whether the text has front matter to keep them in.
    is_readable: bool,
    /// As they stand now, or as they were seen last.
    seen: Vec<Setting>,
}

/// The form with these values.
fn filled(set: &[Setting]) -> Filled {
    let pairs = set.iter().flat_map(|(name, value)| match BOXES.contains(name) {
        true => value.split(", ").map(|code| ((*name).to_owned(), code.to_owned())).collect(),
        false => vec![((*name).to_owned(), value.clone())],
    });
    Filled { typed: Typed::from_address(pairs.collect()), errors: Vec::new() }
}

fn body(shown: &Shown) -> impl IntoView + use<> {
    let text = unit_address(&shown.desk.slug, &shown.unit);
    let unreadable = (!shown.is_readable).then(|| {
        view! { <p class="notice" data-kind="attention">"Its first lines cannot be read: correct them in "<a href=text.clone()>"the text"</a>" first."</p> }
    });
    view! {
        {error_summary(&shown.form)}
        <header class="page-head">
            {breadcrumbs(way(&shown.desk, &[("Text", text)]), "Settings".to_owned())}
            <h1>"Settings of "{shown.title.clone()}</h1>
            <p class="lede">"What stands in the first lines of its text. Students see it once you publish the draft."</p>
        </header>
        <div id="text">{unreadable}{(!shown.seen.is_empty()).then(|| form(shown))}</div>
    }
}

fn form(shown: &Shown) -> impl IntoView + use<> {
    let seen = shown.seen.iter().map(|(name, value)| view! { <input type="hidden" name=format!("{SEEN}{name}") value=value.clone()/> });
    let fields = shown.seen.iter().map(|(name, _)| field(&shown.form, name, &shown.competencies)).collect_view();
    view! {
        <form class="form" method="post" action=address(&shown.desk.slug, &shown.unit) novalidate=true>
            {seen.collect_view()}
            {fields}
            <p class="form-actions">
                <button class="button" data-kind="primary">"Save"</button>
                <a class="button" href=unit_address(&shown.desk.slug, &shown.unit)>"Back to the text"</a>
            </p>
        </form>
    }
}
