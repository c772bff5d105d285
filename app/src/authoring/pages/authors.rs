//! Who writes a module.

use axum::extract::Path;
use domain::authoring::store::drafts::{self, Author as Writing, Desk};
use leptos::prelude::*;

use super::{module_nav, way};
use crate::{
    AppError, Page,
    authoring::{desk, module_address},
    cohorts::{breadcrumbs, notice},
    forms::{Field, Filled, error_summary, field, with_summary},
    visit::{Author, Visit},
    when,
};

const DONE: [(&str, &str); 2] =
    [("added", "They write this module now."), ("removed", "They write this module no more. What they wrote stays.")];

/// `GET /studio/{module}/authors`
pub async fn authors(author: Author, Path(module): Path<String>) -> Result<Page, AppError> {
    authors_again(author, &module, Filled::default()).await
}

/// The same page with what was typed.
pub async fn authors_again(author: Author, module: &str, form: Filled) -> Result<Page, AppError> {
    let desk = desk(&author, module).await?;
    let all = drafts::authors(&author.site.db, desk.module()).await?;
    let (visit, filled) = (author.visit().clone(), form.clone());
    let title = with_summary(&form, &format!("Authors: {}", desk.title));
    Ok(filled.on(Page::new(&visit.clone(), title, move || body(&visit, &desk, &all, &form))))
}

fn body(visit: &Visit, desk: &Desk, all: &[Writing], form: &Filled) -> impl IntoView + use<> {
    let decides = visit.rights().administrator;
    let zone = visit.session.as_ref().map_or(chrono_tz::UTC, |session| session.person.time_zone);
    let base = format!("{}/authors", module_address(&desk.slug));
    let rows = all.iter().map(|one| row(one, decides.then(|| base.clone()), zone)).collect_view();
    let none = all.is_empty().then(|| view! { <p class="empty">"Nobody writes this module yet but administrators."</p> });
    let adding = decides.then(|| {
        view! {
            <form class="form" method="post" action=base>
                {field(form, Field::text("email", "E-mail address").kind("email").hint("Of somebody who has an account here. They may read and write its drafts, and publish them."))}
                <p class="form-actions"><button class="button">"Make them an author"</button></p>
            </form>
        }
    });
    let hint = (!decides).then(|| view! { <p class="hint">"Administrators say who writes a module."</p> });
    view! {
        {notice(visit, &DONE)}
        {error_summary(form)}
        <header class="page-head">{breadcrumbs(way(desk, &[]), "Authors".to_owned())}<h1>"Authors of "{desk.title.clone()}</h1></header>
        {module_nav(&desk.slug, desk.newest.is_some(), "/authors")}
        {none}
        <ul class="outline">{rows}</ul>
        {adding}
        {hint}
    }
}

fn row(one: &Writing, base: Option<String>, zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let removal = base.map(|base| {
        view! {
            <form class="inline" method="post" action=format!("{base}/{}/removal", one.person)>
                <button class="button">"Remove"<span class="visually-hidden">" "{one.name.clone()}</span></button>
            </form>
        }
    });
    view! {
        <li>
            <div class="outline-unit">
                <p class="outline-title">{one.name.clone()}</p>
                <p class="meta"><span>{one.email.clone()}</span><span>"Since "{when::day(one.added_at.with_timezone(&zone).date_naive())}</span></p>
            </div>
            {removal}
        </li>
    }
}
