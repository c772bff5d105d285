//! One file: which column is what, what becomes of each row, and taking it in.

use axum::extract::{Path, State as Shared};
use domain::{
    cohorts::{
        Scope,
        roster::{Column, Totals},
        store::{self, DryRun, Import, Shown},
    },
    ids::ImportId,
};
use leptos::prelude::*;

use super::{fates, taking};
use crate::{
    AppError, Page, Site,
    cohorts::{
        as_staff,
        pages::words::{breadcrumbs, cohort_nav, count},
    },
    forms::{self, Filled},
    visit::{Staff, Visit},
    when,
};

/// `GET /cohorts/{cohort}/imports/{import}`
pub async fn roster_import(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, import)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let id: ImportId = import.parse().map_err(|_| AppError::NotFound)?;
    let import = store::import(&site.db, scope.cohort().id, id).await?;
    import_page(&staff, scope, import, Filled::default()).await
}

/// What is asked of a dry run by the address.
pub(super) fn shown(visit: &Visit) -> Shown {
    let page = visit.asked("page").and_then(|number| number.parse().ok()).unwrap_or(1);
    Shown { page: i64::clamp(page, 1, 10_000), only_refused: visit.asked("show").as_deref() == Some("refused") }
}

/// The page of a file, with what was typed.
pub async fn import_page(visit: &Visit, scope: Scope, import: Import, form: Filled) -> Result<Page, AppError> {
    let shown = shown(visit);
    let run = match import.applied_at {
        Some(_) => None,
        None => Some(store::dry_run(&visit.site.db, &import, shown).await?),
    };
    let filled = form.clone();
    let page = Page::new(visit, forms::with_summary(&form, &import.file_name), move || {
        view! {
            {head(&scope, &import)}
            {forms::error_summary(&filled)}
            {match &run {
                None => taking::done(&scope, &import).into_any(),
                Some(run) if import.mapping.0.is_enough() => looked(&scope, &import, run, shown, &filled).into_any(),
                Some(run) => mapping(&scope, &import, run, &filled).into_any(),
            }}
        }
    });
    Ok(form.on(page).width(crate::page::Width::Wide))
}

fn head(scope: &Scope, import: &Import) -> impl IntoView + use<> {
    let cohort = scope.cohort();
    let base = format!("/cohorts/{}", cohort.slug);
    let way = vec![
        ("Cohorts".into(), "/cohorts".into()),
        (cohort.title.clone(), base.clone()),
        ("Roster import".into(), format!("{base}/imports")),
    ];
    let delimiter = match import.delimiter.as_str() {
        ";" => "semicolons",
        "\t" => "tabs",
        _ => "commas",
    };
    view! {
        <header class="page-head">
            {breadcrumbs(way, import.file_name.clone())}
            <h1>{import.file_name.clone()}</h1>
            <p class="meta">
                <span>{count(import.row_count, "row")}</span>
                <span>{import.encoding.as_str()}</span>
                <span>"parted by "{delimiter}</span>
                <span>"uploaded "{when::long(import.created_at, cohort.time_zone)}" campus time"</span>
            </p>
        </header>
        {cohort_nav(&cohort.slug, "/imports")}
    }
}

/// The dry run, with the columns and the way to throw the file away.
fn looked(scope: &Scope, import: &Import, run: &DryRun, shown: Shown, form: &Filled) -> impl IntoView + use<> {
    let address = format!("/cohorts/{}/imports/{}", scope.cohort().slug, import.id);
    let wrong = form.errors.iter().any(|error| error.field == "columns");
    view! {
        {totals(&run.totals)}
        {taking::form(&address, run, form)}
        {fates::leaving(scope, run)}
        {fates::table(&address, import, run, shown)}
        <details class="disclosure" open=wrong><summary>"Which column is what"</summary>{mapping(scope, import, run, form)}</details>
        <form class="form-actions" method="post" action=format!("{address}/removal")>
            <button class="button" data-kind="danger">"Throw the file away"</button>
        </form>
    }
}

/// How many rows have which fate.
pub(super) fn totals(totals: &Totals) -> impl IntoView + use<> {
    let facts = [
        ("New", totals.new),
        ("Changed", totals.changed),
        ("Unchanged", totals.unchanged),
        ("Refused", totals.refused),
        ("Not in the file", totals.leaving),
    ];
    let facts = facts.map(|(name, number)| view! { <div><dt>{name}</dt><dd>{number}</dd></div> });
    view! { <dl class="facts" data-columns="">{facts.collect_view()}</dl> }
}

/// A list to choose from for each column, beside what stands in it.
fn mapping(scope: &Scope, import: &Import, run: &DryRun, form: &Filled) -> impl IntoView + use<> {
    let action = format!("/cohorts/{}/imports/{}", scope.cohort().slug, import.id);
    let typed: Vec<String> = form.typed.all("columns").map(str::to_owned).collect();
    let chosen =
        |place: usize| typed.get(place).cloned().or_else(|| import.mapping.0.0.get(place).map(|column| column.as_str().to_owned()));
    let rows = import.header.0.iter().enumerate().map(|(place, name)| {
        let sample = run.rows.iter().filter_map(|one| one.row.cells.get(place)).find(|cell| !cell.is_empty());
        column(place, name, sample, chosen(place).unwrap_or_default())
    });
    let error = form.error("columns");
    view! {
        <form class="form" method="post" action=action>
            <p>"Say what stands in each column. The next file with the same first line is read the same way."</p>
            {error.map(|message| view! { <p class="field-error" id="columns-error">{message}</p> })}
            <div class="table-wrap" role="region" aria-label="Columns" tabindex="0">
                <table class="table">
                    <thead><tr><th scope="col">"Column"</th><th scope="col">"For example"</th><th scope="col">"Is"</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <p class="form-actions"><button class="button">"Read it so"</button></p>
        </form>
    }
}

fn column(place: usize, name: &str, sample: Option<&String>, chosen: String) -> impl IntoView + use<> {
    // The summary links to the first list.
    let id = if place == 0 { "columns".to_owned() } else { format!("columns-{place}") };
    let name = if name.is_empty() { format!("Column {}", place + 1) } else { name.to_owned() };
    let options = Column::ALL.map(|column| {
        view! { <option value=column.as_str() selected=chosen == column.as_str()>{column.label()}</option> }
    });
    view! {
        <tr>
            <th scope="row"><label for=id.clone()>{name}</label></th>
            <td>{sample.cloned()}</td>
            <td><select id=id name="columns">{options.collect_view()}</select></td>
        </tr>
    }
}
