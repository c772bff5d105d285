//! Creating a program.

use leptos::prelude::*;

use crate::{
    Page,
    cohorts::pages::words::breadcrumbs,
    forms::{self, Field, Filled},
    page::Width,
    visit::{Staff, Visit},
};

/// `GET /programs/new`
pub async fn new_program(staff: Staff) -> Page {
    new_program_page(&staff, Filled::default())
}

/// The page that creates a program.
pub fn new_program_page(visit: &Visit, form: Filled) -> Page {
    let filled = form.clone();
    let page = Page::new(visit, forms::with_summary(&form, "Create a program"), move || {
        view! {
            <header class="page-head">
                {breadcrumbs(vec![("Programs".into(), "/programs".into())], "Create a program".into())}
                <h1>"Create a program"</h1>
                <p class="lede">"Its name first. Residencies, modules and the rules of dates come on the next page."</p>
            </header>
            <form class="form" method="post" action="/programs" novalidate=true>
                {forms::error_summary(&form)}
                {forms::field(&form, Field::text("title", "Name"))}
                {forms::field(&form, Field::text("slug", "Name in addresses").hint("Small letters, digits and dashes. Empty: made from the name."))}
                {forms::field(&form, Field::text("summary", "In a sentence or two (optional)"))}
                <p class="form-actions"><button class="button" data-kind="primary">"Create the program"</button></p>
            </form>
        }
    });
    filled.on(page.width(Width::Narrow))
}
