//! The versions of modules a cohort studies: whether there is a newer one, what is different in it, and what going on with it means.

mod compared;

use std::collections::HashMap;

use axum::{
    extract::{Path, State as Shared},
    http::StatusCode,
};
use domain::{
    authoring::{changes::changes, store as authoring},
    cohorts::{CohortModule, MovedVersion, Newer, Scope, store as cohorts},
    ids::ModuleId,
    learning::store::{self as learning, UnitTally},
};
use leptos::prelude::*;

use super::words::{breadcrumbs, cohort_nav, count, sight};
use crate::{AppError, Page, Site, cohorts::as_staff, visit::Staff, when};

/// `GET /cohorts/{cohort}/modules`
pub async fn cohort_modules(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let newer = cohorts::newer_versions(&site.db, scope.cohort().id).await?;
    let newer: HashMap<ModuleId, Newer> = newer.into_iter().map(|newer| (newer.module_id, newer)).collect();
    Ok(Page::new(&staff, format!("Modules: {}", scope.cohort().title), move || list(&scope, &newer)))
}

fn way(scope: &Scope) -> Vec<(String, String)> {
    let cohort = scope.cohort();
    vec![("Cohorts".into(), "/cohorts".into()), (cohort.title.clone(), format!("/cohorts/{}", cohort.slug))]
}

fn list(scope: &Scope, newer: &HashMap<ModuleId, Newer>) -> impl IntoView + use<> {
    let slug = scope.cohort().slug.clone();
    let rows = scope.modules().iter().map(|module| row(scope, module, newer.get(&module.module_id))).collect_view();
    let body = if scope.modules().is_empty() {
        view! { <p class="empty">"This cohort has no module yet. Once its calendar is released, its modules stand here with their versions."</p> }.into_any()
    } else {
        view! {
            <div class="table-wrap" role="region" aria-label="Modules" tabindex="0">
                <table class="table">
                    <thead>
                        <tr><th scope="col">"Module"</th><th scope="col" class="num">"Version"</th><th scope="col">"Newer"</th><th scope="col">"Opens"</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <header class="page-head">
            {breadcrumbs(way(scope), "Modules".to_owned())}
            <h1>"Modules"</h1>
            <p class="lede">"A cohort stays with the version it has. Where a newer one is published you see what is different, and choose to stay or to go on with it."</p>
        </header>
        {cohort_nav(&slug, "/modules")}
        {body}
        <p class="aside-note">{sight(scope)}" Times are campus time."</p>
    }
}

fn row(scope: &Scope, module: &CohortModule, newer: Option<&Newer>) -> impl IntoView + use<> {
    let (campus, address) = (scope.cohort().time_zone, format!("/cohorts/{}/modules/{}", scope.cohort().slug, module.slug));
    let newer = match newer {
        Some(newer) => {
            let on = newer.published_at.with_timezone(&campus).date_naive();
            view! {
                <a href=address.clone()>"See version "{newer.number}<span class="visually-hidden">" of "{module.title.clone()}</span></a>
                <span class="roster-note">"Published "{when::day(on)}</span>
            }
            .into_any()
        }
        None => view! { <span class="state" data-state="done">"The newest"</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row"><a href=address>{module.title.clone()}</a></th>
            <td class="num">{module.version}</td>
            <td>{newer}</td>
            <td><time datetime=module.opens_at.to_rfc3339()>{when::long(module.opens_at, campus)}</time></td>
        </tr>
    }
}

/// Everything the page of one module shows.
struct Compared {
    module: CohortModule,
    newer: Option<(Newer, domain::authoring::changes::Changes)>,
    tallies: Vec<UnitTally>,
    moves: Vec<MovedVersion>,
}

/// `GET /cohorts/{cohort}/modules/{module}`
pub async fn cohort_module(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, module)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, Some(&module)).await?;
    let moved = staff.asked("moved").and_then(|students| students.parse::<i64>().ok());
    let notice =
        moved.map(|students| format!("The cohort goes on with the newest version; the work of {} went along.", count(students, "student")));
    show(&staff, scope, notice.map(|text| ("success", text))).await
}

/// The page again, because somebody else was faster.
pub async fn version_again(staff: &Staff, scope: Scope) -> Result<Page, AppError> {
    let module = scope.modules().first().map(|module| module.slug.clone());
    let scope = cohorts::scope(&staff.site.db, as_staff(staff), &scope.cohort().slug, module.as_deref()).await?;
    let text = "Nothing was moved: the version changed while you looked at it. It stands here as it is now.".to_owned();
    Ok(show(staff, scope, Some(("attention", text))).await?.status(StatusCode::CONFLICT))
}

async fn show(staff: &Staff, scope: Scope, notice: Option<(&'static str, String)>) -> Result<Page, AppError> {
    let db = &staff.site.db;
    let Some(module) = scope.modules().first().cloned() else { return Err(AppError::NotFound) };
    let newer = cohorts::newer_versions(db, scope.cohort().id).await?.into_iter().find(|newer| newer.module_id == module.module_id);
    let newer = match newer {
        Some(newer) => {
            let (from, to) = (authoring::written(db, module.version_id).await?, authoring::written(db, newer.version_id).await?);
            Some((newer, changes(&from, &to)))
        }
        None => None,
    };
    let tallies = learning::unit_tallies(db, &scope, module.version_id).await?;
    let mut moves = cohorts::moved_versions(db, scope.cohort().id).await?;
    moves.retain(|one| one.module_id == module.module_id);
    let compared = Compared { module, newer, tallies, moves };
    Ok(Page::new(staff, compared.module.title.clone(), move || {
        view! {
            {notice.map(|(kind, text)| view! { <p class="notice" data-kind=kind role="status">{text}</p> })}
            {compared::body(&scope, &compared)}
        }
    }))
}
