//! The modules somebody writes, and the way to a new one.

use domain::authoring::store::drafts::{
    self, Mine,
    review::{self, Asked},
};
use leptos::prelude::*;

use super::state;
use crate::{
    AppError, Page,
    authoring::module_address,
    forms::{Field, Filled, error_summary, field, file_field, with_summary},
    visit::Colleague,
    when,
};

/// `GET /studio`
pub async fn studio(colleague: Colleague) -> Result<Page, AppError> {
    studio_again(colleague, Filled::default()).await
}

/// The same page with what was typed of a new module.
pub async fn studio_again(colleague: Colleague, form: Filled) -> Result<Page, AppError> {
    let db = &colleague.site.db;
    let asked = review::asked_of(db, colleague.session.person.id).await?;
    let mine = match colleague.writer() {
        Some(writer) => Some((drafts::modules_of(db, writer).await?, writer.everything)),
        None => None,
    };
    let zone = colleague.session.person.time_zone;
    let filled = form.clone();
    Ok(filled.on(Page::new(&colleague, with_summary(&form, "Studio"), move || match &mine {
        Some((mine, everything)) => body(mine, &asked, (zone, *everything), &form).into_any(),
        None => reading_only(&asked, zone).into_any(),
    })))
}

/// For staff, who write no modules and may be asked to read a draft.
fn reading_only(asked: &[Asked], zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let none = asked.is_empty().then(|| {
        view! { <p class="empty">"Faculty write their modules here. Drafts that you are asked to read before they are published will stand on this page."</p> }
    });
    view! {
        <header class="page-head"><h1>"Studio"</h1><p class="lede">"Drafts of modules that you are asked to read."</p></header>
        {none}
        {super::super::review::asked(asked, zone)}
    }
}

fn body(mine: &[Mine], asked: &[Asked], (zone, everything): (chrono_tz::Tz, bool), form: &Filled) -> impl IntoView + use<> {
    let lede = if everything { "All modules, for you are an administrator." } else { "The modules that you write." };
    let rows = mine.iter().map(|one| row(one, zone)).collect_view();
    let table = if mine.is_empty() { empty().into_any() } else { table(rows.into_any()).into_any() };
    view! {
        {error_summary(form)}
        <header class="page-head">
            <h1>"Studio"</h1>
            <p class="lede">{lede}</p>
            <p><a href="/studio/bank">"Question bank"</a>": questions that all authors share"</p>
        </header>
        {super::super::review::asked(asked, zone)}
        {table}
        <section class="block" aria-labelledby="new-module">
            <h2 id="new-module">"A new module"</h2>
            <form class="form" method="post" action="/studio">
                {field(form, Field::text("title", "Title"))}
                {field(form, Field::text("slug", "Name in addresses").hint("Lower-case letters and hyphens, such as health-economics. It never changes; left empty, it is made of the title."))}
                <p class="form-actions"><button class="button">"Begin a module"</button></p>
            </form>
        </section>
        {from_a_package(form)}
    }
}

/// A new module of what was taken out of another one, here or elsewhere.
fn from_a_package(form: &Filled) -> impl IntoView + use<> {
    let about = "A zip file of at most 52 MB with module.md in it. You see what is in it before anything is begun.";
    let name = Field::text("package-slug", "Another name in addresses")
        .hint("Left empty, it is the name that the package has. A name that a module has already cannot be used again.");
    view! {
        <section class="block" aria-labelledby="new-from-package">
            <h2 id="new-from-package">"A new module from a package"</h2>
            <form class="form" method="post" action="/studio/new/package" enctype="multipart/form-data">
                {file_field(form, "package", "Package", about, ".zip,application/zip")}
                {field(form, name)}
                <p class="form-actions"><button class="button">"Look at the package"</button></p>
            </form>
        </section>
    }
}

fn empty() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"You write no module yet"</h2>
            <p>"Modules stand here with their state once you are their author. An administrator can make you one, or you begin a new module below."</p>
        </div>
    }
}

fn table(rows: AnyView) -> impl IntoView {
    view! {
        <div class="table-wrap" role="region" aria-label="Modules" tabindex="0">
            <table class="table" data-stacks="">
                <thead>
                    <tr><th scope="col">"Module"</th><th scope="col">"Published"</th><th scope="col">"Draft"</th><th scope="col">"Last change"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(one: &Mine, zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let published = match (one.newest, one.published_at) {
        (Some(number), Some(at)) => format!("Version {number}, {}", when::day(at.with_timezone(&zone).date_naive())),
        _ => "Not yet".to_owned(),
    };
    let draft = match one.state {
        Some(how) => state(how).into_any(),
        None => "None open".into_any(),
    };
    let changed = one.changed_at.zip(one.changed_by.clone()).map(|(at, by)| format!("{}, {by}", when::long(at, zone)));
    view! {
        <tr>
            <th scope="row"><a href=module_address(&one.slug)>{one.title.clone()}</a></th>
            <td data-name="Published">{published}</td>
            <td data-name="Draft">{draft}</td>
            <td data-name="Last change">{changed.unwrap_or_else(|| "–".to_owned())}</td>
        </tr>
    }
}
