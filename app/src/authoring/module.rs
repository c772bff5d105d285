//! What the pages of one module have in common.

use domain::{
    cohorts::{ModuleReader, ModuleScope, store},
    policy,
};
use leptos::prelude::*;

use crate::{AppError, cohorts::breadcrumbs, visit::StaffOrFaculty};

/// The module, for whoever teaches it or runs a program that has it.
pub(super) async fn scope(visit: &StaffOrFaculty, module: &str) -> Result<ModuleScope, AppError> {
    let (rights, person) = (visit.rights(), visit.session.person.id);
    let reader = ModuleReader {
        administrator: rights.administrator,
        runs: policy::is_staff(rights).then_some(person),
        teaches: rights.teaches.then_some(person),
    };
    Ok(store::module_scope(&visit.site.db, reader, module).await?)
}

/// The pages of a module: what is said of each, and its address behind that of the module.
const PAGES: [(&str, &str); 2] = [("Results", "results"), ("Versions", "versions")];

/// What stands over a page of a module.
pub(super) fn head(scope: &ModuleScope, visit: &StaffOrFaculty, here: &'static str, lede: &'static str) -> impl IntoView + use<> {
    let way = if visit.rights().teaches {
        ("Teaching".to_owned(), "/teaching".to_owned())
    } else {
        ("Cohorts".to_owned(), "/cohorts".to_owned())
    };
    let (title, slug) = (scope.title().to_owned(), scope.slug().to_owned());
    let link = |(label, page): (&'static str, &'static str)| {
        view! { <li><a href=format!("/modules/{slug}/{page}") aria-current=(page == here).then_some("page")>{label}</a></li> }
    };
    view! {
        <header class="page-head">
            {breadcrumbs(vec![way], title.clone())}
            <h1>{title.clone()}</h1>
            <p class="lede">{lede}</p>
        </header>
        <nav class="subnav across" aria-label="This module"><ul>{PAGES.map(link).collect_view()}</ul></nav>
    }
}

/// Ways to the pages of a module, from where it stands among others.
pub(crate) fn ways(module: &str, title: &str) -> impl IntoView + use<> {
    let link = |(label, page): (&'static str, &'static str)| {
        view! { <a href=format!("/modules/{module}/{page}")>{label}<span class="visually-hidden">" of "{title.to_owned()}</span></a> }
    };
    PAGES.map(link).collect_view()
}
