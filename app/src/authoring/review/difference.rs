//! What is different in a draft, compared with the newest version of its module: for who writes it or is asked to read it.

use axum::extract::Path;
use domain::authoring::{
    drafts::{Compared, compared},
    store::{self as authoring, drafts},
};
use leptos::prelude::*;

use super::{difference_address, reviewed, way_within};
use crate::{
    AppError, Page,
    authoring::{difference::different, pages::module_nav},
    cohorts::breadcrumbs,
    visit::Colleague,
};

/// `GET /studio/{module}/difference`
pub async fn difference(colleague: Colleague, Path(module): Path<String>) -> Result<Page, AppError> {
    let page = reviewed(&colleague, &module).await?;
    let db = &colleague.site.db;
    let newest = authoring::versions(db, page.module()).await?.into_iter().next().ok_or(AppError::NotFound)?;
    let (before, files) = (authoring::written(db, newest.id).await?, drafts::files(db, page.draft.id).await?);
    // Reading and comparing a whole module is some milliseconds of pure work: not in the way of other requests.
    let compared = tokio::task::spawn_blocking(move || compared(before, &files)).await.map_err(|_| AppError::Broken)?;
    Ok(Page::new(&colleague.visit().clone(), format!("What is new: {}", page.title()), move || {
        let nav = page.writes.then(|| module_nav(page.slug(), page.newest().is_some(), "/review"));
        let title = format!("What is different from version {}", newest.number);
        view! {
            <header class="page-head">
                {breadcrumbs(way_within(&page), "What is new".to_owned())}
                <h1>"What is new in the draft of "{page.title().to_owned()}</h1>
                <p class="meta"><span>"Revision "{page.draft.revision}</span></p>
            </header>
            {nav}
            {left_out(&compared)}
            {different(title, &compared.changes)}
        }
    }))
}

fn left_out(compared: &Compared) -> Option<impl IntoView + use<>> {
    let titles = compared.left_out.join(", ");
    (!titles.is_empty()).then(|| {
        view! { <p class="notice" data-kind="attention">"Not compared, because something is wrong with how they begin: "{titles}"."</p> }
    })
}

/// The way there, where there is a version to compare with.
pub(in crate::authoring) fn way_to(module: &str, newest: Option<i64>) -> Option<impl IntoView + use<>> {
    let address = difference_address(module);
    newest.map(|number| view! { <a href=address>"What is different from version "{number}</a> })
}
