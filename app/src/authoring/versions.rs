//! The versions of a module, and what is different between two of them.

use axum::extract::{Path, State as Shared};
use domain::{
    authoring::{
        changes::{Changes, changes},
        store::{
            self as authoring, Version,
            drafts::review::{Spoken, verdicts_of_module},
        },
    },
    cohorts::ModuleScope,
};
use leptos::prelude::*;

use super::{
    difference::different,
    module::{head, scope},
};
use crate::{AppError, Page, Site, visit::Colleague, when};

/// Everything the page shows.
struct Shown {
    scope: ModuleScope,
    versions: Vec<Version>,
    /// What is compared: the number of the one before, that of the one after, and what is different.
    compared: Option<(i64, i64, Changes)>,
    /// What was said of drafts before they were published.
    spoken: Vec<Spoken>,
}

/// `GET /modules/{module}/versions?from=…&to=…`: without them, the newest against the one before.
pub async fn versions(Shared(site): Shared<Site>, visit: Colleague, Path(module): Path<String>) -> Result<Page, AppError> {
    let scope = scope(&visit, &module).await?;
    let versions = authoring::versions(&site.db, scope.module()).await?;
    let asked = |name| visit.asked(name).and_then(|number| number.parse().ok()).and_then(|number| place(&versions, number));
    let to = asked("to").unwrap_or(0);
    let from = asked("from").unwrap_or(to + 1);
    let compared = match (versions.get(from), versions.get(to)) {
        (Some(from), Some(to)) => {
            let (before, after) = (authoring::written(&site.db, from.id).await?, authoring::written(&site.db, to.id).await?);
            Some((from.number, to.number, changes(&before, &after)))
        }
        _ => None,
    };
    let spoken = verdicts_of_module(&site.db, scope.module()).await?;
    let shown = Shown { scope, versions, compared, spoken };
    let visit = visit.clone();
    Ok(Page::new(&visit.clone(), format!("Versions: {}", shown.scope.title()), move || body(&shown, &visit)))
}

fn place(versions: &[Version], number: i64) -> Option<usize> {
    versions.iter().position(|version| version.number == number)
}

fn body(shown: &Shown, visit: &Colleague) -> impl IntoView + use<> {
    let lede = "A published version never changes. Here you see paragraph by paragraph what is different between any two of them.";
    let only = shown.compared.is_none().then(|| {
        view! { <p class="empty">"There is only one version so far. When the next one is published, what is different in it stands here."</p> }
    });
    let changes = shown.compared.as_ref().map(|(from, to, changes)| {
        let title = format!("What is different in version {to}, compared with version {from}");
        view! { {compare(shown, *from, *to)}{different(title, changes)} }
    });
    view! { {head(&shown.scope, visit, "versions", lede)}{table(shown, visit)}{approvals(shown, visit)}{only}{changes} }
}

fn table(shown: &Shown, visit: &Colleague) -> impl IntoView + use<> {
    let zone = visit.session.person.time_zone;
    let rows = shown.versions.iter().map(|version| {
        let cohorts = shown.scope.cohorts().iter().filter(|cohort| cohort.version == version.number);
        let cohorts = cohorts.map(|cohort| cohort.title.clone()).collect::<Vec<_>>().join(", ");
        let on = version.published_at.with_timezone(&zone).date_naive();
        view! {
            <tr>
                <th scope="row">"Version "{version.number}</th>
                <td data-name="Published"><time datetime=version.published_at.to_rfc3339()>{when::day(on)}</time></td>
                <td data-name="Studied by">{if cohorts.is_empty() { "No cohort that you may see".to_owned() } else { cohorts }}</td>
            </tr>
        }
    });
    view! {
        <table class="table" data-stacks="">
            <thead><tr><th scope="col">"Version"</th><th scope="col">"Published"</th><th scope="col">"Studied by"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// Who approved what before it was published, when, and at which revision.
fn approvals(shown: &Shown, visit: &Colleague) -> Option<impl IntoView + use<>> {
    let zone = visit.session.person.time_zone;
    let approved: Vec<_> = shown.spoken.iter().filter_map(|one| Some((one.number.filter(|_| one.approves)?, one))).collect();
    let rows = approved.iter().map(|(number, one)| {
        // Closing a draft raises it by one.
        let what = if one.revision + 1 == one.of { "as published".to_owned() } else { format!("changed after it, to {}", one.of - 1) };
        view! {
            <tr>
                <th scope="row">"Version "{*number}</th>
                <td data-name="Approved by">{one.name.clone()}</td>
                <td data-name="When">{when::long(one.said_at, zone)}</td>
                <td data-name="Revision">{one.revision}", "{what}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    (!approved.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="approvals">
                <h2 id="approvals">"Who approved it"</h2>
                <table class="table" data-stacks="">
                    <thead><tr><th scope="col">"Version"</th><th scope="col">"Approved by"</th><th scope="col">"When"</th><th scope="col">"Revision"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}

/// The choice of two versions.
fn compare(shown: &Shown, from: i64, to: i64) -> impl IntoView + use<> {
    let options = |chosen: i64| {
        let option = |version: &Version| {
            view! { <option value=version.number.to_string() selected=version.number == chosen>"Version "{version.number}</option> }
        };
        shown.versions.iter().map(option).collect_view()
    };
    view! {
        <form class="filters" method="get" action=format!("/modules/{}/versions", shown.scope.slug())>
            <div class="field"><label for="from">"From"</label><select id="from" name="from">{options(from)}</select></div>
            <div class="field"><label for="to">"To"</label><select id="to" name="to">{options(to)}</select></div>
            <p class="form-actions"><button class="button">"Compare"</button></p>
        </form>
    }
}
