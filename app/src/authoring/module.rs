//! What the pages of one module have in common.

use domain::{
    cohorts::{ModuleReader, ModuleScope, store},
    policy,
};
use leptos::prelude::*;

use super::{module_address, pages::module_nav};
use crate::{
    AppError,
    cohorts::{breadcrumbs, subnav},
    visit::Colleague,
};

/// The module, for whoever writes it, teaches it or runs a program that has it.
pub(super) async fn scope(visit: &Colleague, module: &str) -> Result<ModuleScope, AppError> {
    let (rights, person) = (visit.rights(), visit.session.person.id);
    let reader = ModuleReader {
        administrator: rights.administrator,
        runs: policy::is_staff(rights).then_some(person),
        teaches: rights.teaches.then_some(person),
        writes: rights.writes.then_some(person),
    };
    Ok(store::module_scope(&visit.site.db, reader, module).await?)
}

/// The pages of a module: what is said of each, and its address behind that of the module.
const PAGES: [(&str, &str); 2] = [("Results", "results"), ("Versions", "versions")];

/// What stands over a page of a module. Its authors have the ways of the studio there.
pub(super) fn head(scope: &ModuleScope, visit: &Colleague, here: &'static str, lede: &'static str) -> impl IntoView + use<> {
    let (title, slug) = (scope.title().to_owned(), scope.slug().to_owned());
    let writes = scope.is_written_by_reader();
    let ways = match visit.rights().teaches {
        _ if writes => vec![("Studio".to_owned(), "/studio".to_owned()), (title.clone(), module_address(&slug))],
        true => vec![("Teaching".to_owned(), "/teaching".to_owned())],
        false => vec![("Cohorts".to_owned(), "/cohorts".to_owned())],
    };
    let label = PAGES.iter().find(|(_, page)| *page == here).map_or("", |(label, _)| label);
    let name = if writes { label.to_owned() } else { title.clone() };
    let nav = match writes {
        true => module_nav(&slug, true, here).into_any(),
        false => subnav("This module", PAGES.map(|(label, page)| (label, format!("/modules/{slug}/{page}"), page == here))),
    };
    view! {
        <header class="page-head">
            {breadcrumbs(ways, name)}
            <h1>{title.clone()}</h1>
            <p class="lede">{lede}</p>
        </header>
        {nav}
    }
}

/// Ways to the pages of a module, from where it stands among others.
pub(crate) fn ways(module: &str, title: &str) -> impl IntoView + use<> {
    let link = |(label, page): (&'static str, &'static str)| {
        view! { <a href=format!("/modules/{module}/{page}")>{label}<span class="visually-hidden">" of "{title.to_owned()}</span></a> }
    };
    PAGES.map(link).collect_view()
}
