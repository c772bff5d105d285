//! What was handed in: also the page that says that it was.

use axum::extract::{Path, State as Shared};
use domain::{
    assignments::{Work, store},
    authoring::UnitKind,
    ids::HandInId,
    learning::store::UnitView,
};
use leptos::prelude::*;

use super::{
    super::assignment,
    page_address,
    words::{files, handed_in_when, paragraphs, runs},
};
use crate::{AppError, Page, Site, learning::open_unit, page::Width, visit::Student};

/// `GET /learn/{module}/{unit}/hand-ins/{hand_in}`: for whom it was handed in.
pub async fn handed_in(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit, id)): Path<(String, String, HandInId)>,
) -> Result<Page, AppError> {
    let unit = open_unit(&site, &student, (&module, &unit), UnitKind::Assignment).await?;
    let versions = store::of_student(&site.db, student.place.enrollment, &assignment(&unit)).await?;
    let newest = versions.first().is_some_and(|newest| newest.id == id);
    if !versions.iter().any(|version| version.id == id) {
        return Err(AppError::NotFound);
    }
    let work = store::work(&site.db, id).await?;
    let visit = student.visit().clone();
    let title = format!("Handed in: {}", unit.title);
    Ok(Page::new(&visit, title, move || body(&student, &unit, &work, newest)).width(Width::Reading))
}

fn body(student: &Student, unit: &UnitView, work: &Work, newest: bool) -> impl IntoView + use<> {
    let page = page_address(unit);
    let version = work.hand_in.version;
    let counts = if newest { "This is the version that counts." } else { "A newer version was handed in, and that one counts." };
    let names: Vec<&str> = work.members.iter().map(|(_, name)| name.as_str()).collect();
    let team = work.hand_in.team.map(|_| view! { <p>"Handed in for "{names.join(", ")}"."</p> });
    let text = (!work.hand_in.text.trim().is_empty()).then(|| view! { <h2>"Text"</h2>{paragraphs(&work.hand_in.text)} });
    let own = (!work.files.is_empty()).then(|| view! { <h2>"Files"</h2>{files(&work.files, |_| ())} });
    let runs = (!work.runs.is_empty()).then(|| view! { <h2>"Simulator runs"</h2>{runs(&work.runs)} });
    view! {
        <div class="reading-layout">
            <article class="prose">
                <header class="page-head">
                    <nav class="breadcrumbs" aria-label="Where you are">
                        <ol>
                            <li><a href="/program">"Program"</a></li>
                            <li><a href=page.clone()>{unit.title.clone()}</a></li>
                            <li>"Version "{version}</li>
                        </ol>
                    </nav>
                    <h1>"Handed in"</h1>
                    <p class="lede">{unit.title.clone()}", version "{version}": "{handed_in_when(student, &work.hand_in)}"."</p>
                </header>
                <p class="notice" data-kind=if newest { "success" } else { "info" }>{counts}</p>
                {team}
                {text}
                {own}
                {runs}
                <p class="form-actions"><a class="button" href=page>"Back to the assignment"</a></p>
            </article>
        </div>
    }
}
