//! The syllabus of one module: what it aims at and what it holds, for anyone.

use axum::extract::{Path, State};
use domain::{
    admissions::store::{self, SyllabusModule, SyllabusUnit},
    authoring::UnitKind,
};
use leptos::prelude::*;

use crate::{AppError, Page, Site, authoring::disclosed, visit::Visit, when};

/// The page of one module.
pub async fn syllabus(visit: Visit, State(site): State<Site>, Path(slug): Path<String>) -> Result<Page, AppError> {
    let module = store::module(&site.db, &slug).await?;
    let (title, summary) = (module.title.clone(), module.summary.clone());
    Ok(Page::new(&visit, title, move || {
        view! {
            {head(&module)}
            {objectives(&module)}
            {units(&module)}
            {disclosed(&module.authors, module.minutes(), module.disclosures.as_ref())}
            <p class="form-actions after"><a class="button" data-kind="primary" href="/information-requests/new">"Request information"</a>
                <a href="/#modules">"What the program teaches"</a></p>
        }
    })
    .with_style("front.css")
    .describe(summary))
}

fn head(module: &SyllabusModule) -> impl IntoView + use<> {
    let units = UnitKind::ALL.into_iter().filter(|kind| *kind != UnitKind::Quiz);
    let units = units.map(|kind| (module.count(kind), kind.as_str())).filter(|(number, _)| *number > 0);
    let mut holds: Vec<String> = units.map(|(number, what)| counted(number, what)).collect();
    holds.push(counted(usize::try_from(module.questions()).unwrap_or_default(), "question"));
    holds.push(format!("about {}", when::length(module.minutes())));
    let reviewed = module.reviewed.map(|date| view! { <span>"Reviewed "<time datetime=date.to_string()>{when::day(date)}</time></span> });
    let authors = (!module.authors.is_empty()).then(|| view! { <span>"By "{module.authors.join(", ")}</span> });
    view! {
        <header class="page-head">
            <nav class="breadcrumbs" aria-label="Where you are"><ol><li><a href="/#modules">"What it teaches"</a></li><li>"Syllabus"</li></ol></nav>
            <h1>{module.title.clone()}</h1>
            <p class="lede">{module.summary.clone()}</p>
            <p class="meta">{holds.into_iter().map(|part| view! { <span>{part}</span> }).collect_view()}</p>
            <p class="meta">{authors}{reviewed}</p>
        </header>
    }
}

fn objectives(module: &SyllabusModule) -> impl IntoView + use<> {
    let entries = module.objectives.iter().map(|objective| view! { <li>{objective.clone()}</li> }).collect_view();
    view! { <section class="block"><h2>"After it you can"</h2><ul class="aims">{entries}</ul></section> }
}

fn units(module: &SyllabusModule) -> impl IntoView + use<> {
    let entries = module.units.iter().map(unit).collect_view();
    view! { <section class="block"><h2>"What it holds"</h2><ol class="syllabus-units">{entries}</ol></section> }
}

fn unit(unit: &SyllabusUnit) -> impl IntoView + use<> {
    let kind = match unit.kind {
        UnitKind::Quiz => "Test",
        other => other.label(),
    };
    let questions =
        (unit.questions > 0).then(|| view! { <span>{counted(usize::try_from(unit.questions).unwrap_or_default(), "question")}</span> });
    let objectives = unit.objectives.iter().map(|objective| view! { <li>{objective.clone()}</li> }).collect_view();
    view! {
        <li>
            <h3>{unit.title.clone()}</h3>
            <p class="meta"><span>{kind}</span><span>{when::length(unit.minutes)}</span>{questions}</p>
            {(!unit.objectives.is_empty()).then(|| view! { <ul>{objectives}</ul> })}
        </li>
    }
}

/// `1 lesson`, `7 lessons`.
pub fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
