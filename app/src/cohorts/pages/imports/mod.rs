//! Bringing students in: one by mail, or a whole roster from a file.

mod fates;
mod one;
mod taking;

pub use one::{import_page, roster_import};

use axum::extract::{Path, State as Shared};
use domain::cohorts::{
    Scope,
    roster::most_rows,
    store::{self, ListedImport},
};
use leptos::prelude::*;

use super::words::{breadcrumbs, cohort_nav, count, sight};
use crate::{
    AppError, Page, Site,
    cohorts::as_staff,
    forms::{self, Filled},
    visit::{Staff, Visit},
    when,
};

/// `GET /cohorts/{cohort}/imports`
pub async fn roster_imports(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    imports_page(&staff, scope, Filled::default()).await
}

/// The form for a file, and the files there were.
pub async fn imports_page(visit: &Visit, scope: Scope, form: Filled) -> Result<Page, AppError> {
    let files = store::imports(&visit.site.db, scope.cohort().id).await?;
    let filled = form.clone();
    let page = Page::new(visit, forms::with_summary(&form, "Roster import"), move || {
        let (slug, title) = (scope.cohort().slug.clone(), scope.cohort().title.clone());
        let way = vec![("Cohorts".into(), "/cohorts".into()), (title, format!("/cohorts/{slug}"))];
        view! {
            <header class="page-head">
                {breadcrumbs(way, "Roster import".into())}
                <h1>"Roster import"</h1>
                <p class="lede">"Bring students in from a spreadsheet. You see what becomes of each row before anything is done."</p>
            </header>
            {cohort_nav(&slug, "/imports")}
            {upload(&slug, &filled)}
            <p>"Only one student? "<a href=format!("/cohorts/{slug}/invitations/new")>"Invite one by mail"</a></p>
            {list(&scope, files)}
            <p class="aside-note no-print">{sight(&scope)}" Days and times are campus time."</p>
        }
    });
    Ok(form.on(page))
}

fn upload(slug: &str, form: &Filled) -> impl IntoView + use<> {
    let error = form.error("file");
    let most = most_rows();
    let hint = format!(
        "CSV, as spreadsheet programs save it: with commas, semicolons or tabs; in UTF-8 or Windows-1252; up to 16 MB and {most} rows. \
         The first line names the columns: a name, an e-mail address, and if you like credentials, specialty and NPI."
    );
    let described = if error.is_some() { "file-hint file-error" } else { "file-hint" };
    view! {
        <form class="form" method="post" action=format!("/cohorts/{slug}/imports") enctype="multipart/form-data">
            {forms::error_summary(form)}
            <div class="field" data-invalid=error.is_some().then_some("")>
                <label for="file">"Roster"</label>
                <p class="hint" id="file-hint">{hint}</p>
                {error.clone().map(|message| view! { <p class="field-error" id="file-error">{message}</p> })}
                <input id="file" name="file" type="file" accept=".csv,.tsv,.txt,text/csv" aria-describedby=described
                    aria-invalid=error.is_some().then_some("true")/>
            </div>
            <p class="form-actions"><button class="button" data-kind="primary">"Upload and look"</button></p>
        </form>
    }
}

fn list(scope: &Scope, files: Vec<ListedImport>) -> impl IntoView + use<> {
    if files.is_empty() {
        let words = "No file was uploaded yet. Each one stands here for 30 days, with what became of its rows.";
        return view! { <section class="block"><h2>"Files"</h2><p class="empty">{words}</p></section> }.into_any();
    }
    let (slug, campus) = (scope.cohort().slug.clone(), scope.cohort().time_zone);
    let row = |file: ListedImport| {
        let (state, words) = match file.applied_at {
            Some(at) => ("done", format!("Taken in {}", when::long(at, campus))),
            None => ("waiting", "Waits".to_owned()),
        };
        view! {
            <tr>
                <th scope="row"><a href=format!("/cohorts/{slug}/imports/{}", file.id)>{file.file_name}</a></th>
                <td class="num">{file.row_count}</td>
                <td>{when::long(file.created_at, campus)}</td>
                <td>{file.by}</td>
                <td><span class="state" data-state=state>{words}</span></td>
            </tr>
        }
    };
    let said = count(files.len() as i64, "file");
    let rows = files.into_iter().map(row).collect_view();
    view! {
        <section class="block">
            <div class="block-head"><h2>"Files"</h2><p>{said}</p></div>
            <div class="table-wrap" role="region" aria-label="Files" tabindex="0">
                <table class="table">
                    <thead><tr><th scope="col">"File"</th><th scope="col" class="num">"Rows"</th><th scope="col">"Uploaded"</th><th scope="col">"By"</th><th scope="col">"State"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
