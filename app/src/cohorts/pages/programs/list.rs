//! The programs one runs.

use axum::extract::State as Shared;
use domain::cohorts::store::{self, ListedProgram};
use leptos::prelude::*;

use crate::{
    AppError, Page, Site,
    cohorts::{as_staff, pages::words::count},
    visit::Staff,
};

/// `GET /programs`
pub async fn programs(Shared(site): Shared<Site>, staff: Staff) -> Result<Page, AppError> {
    let programs = store::programs(&site.db, as_staff(&staff)).await?;
    Ok(Page::new(&staff, "Programs", move || body(programs)))
}

fn body(programs: Vec<ListedProgram>) -> impl IntoView {
    let none = programs.is_empty().then(empty);
    let cards = programs.into_iter().map(card).collect_view();
    view! {
        <header class="page-head">
            <h1>"Programs"</h1>
            <p class="lede">"A program is the template of its cohorts: modules in order, residencies, and the rule of each date."</p>
            <p class="form-actions"><a class="button" href="/programs/new">"Create a program"</a></p>
        </header>
        {none}
        <ul class="cards">{cards}</ul>
    }
}

fn card(program: ListedProgram) -> impl IntoView {
    view! {
        <li class="card">
            <h2><a href=format!("/programs/{}", program.slug)>{program.title}</a></h2>
            <p>{program.summary}</p>
            <p class="meta"><span>{count(program.cohorts, "cohort")}</span></p>
        </li>
    }
}

fn empty() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"No program yet"</h2>
            <p>"A program stands here once it is created, or once somebody lets you run theirs. Cohorts are made from it, each with a calendar of its own."</p>
            <a class="button" href="/programs/new">"Create a program"</a>
        </div>
    }
}
