//! The page of the settings.

use axum::extract::Path;
use domain::authoring::{
    drafts::{Setting, competencies_of, settings},
    store::drafts::{Desk, file},
};
use leptos::prelude::*;

use super::{
    address,
    fields::{BOXES, Offered, field},
    seen_name,
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
    again(author, (desk, &unit), Filled::default()).await
}

/// The form with what was typed and what is wrong with it.
pub(super) async fn again(author: Author, (desk, unit): (Desk, &str), form: Filled) -> Result<Page, AppError> {
    let (path, stands) = standing(&author, &desk, unit).await?;
    let text = stands.text();
    let module = file(&author.site.db, desk.draft()?.id, "module.md").await?.map(|stands| stands.text()).unwrap_or_default();
    let set = settings(&path, &text);
    let of_module = competencies_of(&module);
    let shown = Shown {
        title: if path == "module.md" { "the module".to_owned() } else { format!("“{}”", title_of(&text, &path)) },
        offered: Offered::of(&path, of_module, set.as_deref().unwrap_or_default()),
        form: if form.errors.is_empty() { filled(set.as_deref().unwrap_or_default()) } else { form },
        set,
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
    /// As they stand now; none where the text has no front matter.
    set: Option<Vec<Setting>>,
    offered: Offered,
    form: Filled,
}

/// The form as the text has it.
fn filled(set: &[Setting]) -> Filled {
    let pairs = set.iter().flat_map(|(name, value)| match BOXES.contains(name) {
        true => value.split(',').map(|code| ((*name).to_owned(), code.trim().to_owned())).collect(),
        false => vec![((*name).to_owned(), value.clone())],
    });
    Filled { typed: Typed::from_address(pairs.collect()), errors: Vec::new() }
}

fn body(shown: &Shown) -> impl IntoView + use<> {
    let text = unit_address(&shown.desk.slug, &shown.unit);
    let form = match &shown.set {
        Some(set) => form(shown, set).into_any(),
        None => view! { <p class="notice" data-kind="attention">"Its first lines cannot be read: correct them in "<a href=text.clone()>"the text"</a>" first."</p> }.into_any(),
    };
    view! {
        {error_summary(&shown.form)}
        <header class="page-head">
            {breadcrumbs(way(&shown.desk, &[("Text", text)]), "Settings".to_owned())}
            <h1>"Settings of "{shown.title.clone()}</h1>
            <p class="lede">"What stands in the first lines of its text. Students see it once you publish the draft."</p>
        </header>
        {form}
    }
}

fn form(shown: &Shown, set: &[Setting]) -> impl IntoView + use<> {
    let seen = set.iter().map(|(name, value)| view! { <input type="hidden" name=seen_name(name) value=value.clone()/> }).collect_view();
    let fields = set.iter().map(|(name, _)| field(&shown.form, name, &shown.offered)).collect_view();
    view! {
        <form class="form" method="post" action=address(&shown.desk.slug, &shown.unit) novalidate=true>
            {seen}
            {fields}
            <p class="form-actions">
                <button class="button" data-kind="primary">"Save"</button>
                <a class="button" href=unit_address(&shown.desk.slug, &shown.unit)>"Back to the text"</a>
            </p>
        </form>
    }
}
