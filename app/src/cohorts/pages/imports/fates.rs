//! What becomes of each row, and of those who are not in the file.

use domain::cohorts::{
    Scope,
    roster::{Change, Fate},
    store::{DryRun, Import, Judged, Leaving, ROWS_OF_A_PAGE, Shown},
};
use leptos::prelude::*;

use crate::cohorts::pages::words::count;

/// The most names of those who are not in the file that are shown.
const MOST_NAMES: usize = 200;

/// Who belongs to the cohort and is not in the file.
pub(super) fn leaving(scope: &Scope, run: &DryRun) -> impl IntoView + use<> {
    let slug = scope.cohort().slug.clone();
    let name = |one: &Leaving| {
        let address = format!("/cohorts/{slug}/students/{}", one.enrollment);
        view! { <li><a href=address>{one.name.clone()}</a>", "{one.state.label().to_lowercase()}</li> }
    };
    let names = run.leaving.iter().take(MOST_NAMES).map(name).collect_view();
    let more = run.leaving.len().saturating_sub(MOST_NAMES);
    let summary = format!("Not in the file: {} of {}", run.totals.leaving, count(run.totals.members, "student"));
    (!run.leaving.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{summary}</summary>
                <ul class="plain-list">{names}</ul>
                {(more > 0).then(|| view! { <p>"And "{more}" more."</p> })}
            </details>
        }
    })
}

/// The rows of a page of the dry run.
pub(super) fn table(address: &str, import: &Import, run: &DryRun, shown: Shown) -> impl IntoView + use<> {
    let rows = run.rows.iter().map(row).collect_view();
    let ways = if shown.only_refused {
        view! { <a href=address.to_owned()>"Show all rows"</a> }.into_any()
    } else if run.totals.refused > 0 {
        view! { <a href=format!("{address}?show=refused")>"Show only refused rows"</a> }.into_any()
    } else {
        ().into_any()
    };
    let said = if shown.only_refused { format!("{} refused of {}", run.shown, import.row_count) } else { count(run.shown, "row") };
    view! {
        <section class="block">
            <div class="block-head"><h2>"Row by row"</h2><p>{said}</p>{ways}</div>
            <div class="table-wrap" role="region" aria-label="What becomes of each row" tabindex="0">
                <table class="table" data-dense="" data-stacks="">
                    <thead>
                        <tr>
                            <th scope="col" class="num">"Line"</th>
                            <th scope="col">"Student"</th>
                            <th scope="col">"Fate"</th>
                            <th scope="col">"What happens"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {pages(address, run, shown)}
        </section>
    }
}

fn row(judged: &Judged) -> impl IntoView + use<> {
    let (state, word) = match &judged.fate {
        Fate::New(_) => ("open", "New"),
        Fate::Changed(_) => ("started", "Changed"),
        Fate::Unchanged => ("done", "Unchanged"),
        Fate::Refused(_) => ("late", "Refused"),
    };
    let student = match &judged.entry {
        Some(entry) => view! { {entry.name.clone()}<span class="roster-note">{entry.email.clone()}</span> }.into_any(),
        // As it stands in the file, so that the row can be found there.
        None => view! { {judged.row.cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(", ")} }.into_any(),
    };
    view! {
        <tr>
            <td class="num" data-name="Line">{judged.row.line}</td>
            <th scope="row">{student}</th>
            <td><span class="state" data-state=state>{word}</span></td>
            <td>{what_happens(judged)}</td>
        </tr>
    }
}

fn what_happens(judged: &Judged) -> AnyView {
    match &judged.fate {
        Fate::Unchanged => "Nothing: everything is as the row says.".into_any(),
        Fate::Refused(why) => why.join(" ").into_any(),
        Fate::Changed(changes) => view! { <ul class="plain-list">{changes.iter().map(change).collect_view()}</ul> }.into_any(),
        Fate::New(changes) => {
            let words = match &judged.known {
                Some(known) if known.accepted => "Invited to this cohort; has an account already.",
                Some(_) => "Invited to this cohort; has been invited to the school before.",
                None => "Invited; a new account.",
            };
            view! { <ul class="plain-list"><li>{words}</li>{changes.iter().map(change).collect_view()}</ul> }.into_any()
        }
    }
}

fn change(change: &Change) -> impl IntoView + use<> {
    let before = if change.before.is_empty() { "nothing".to_owned() } else { change.before.clone() };
    view! { <li>{change.what.clone()}": "<s>{before}</s>" → "{change.after.clone()}</li> }
}

fn pages(address: &str, run: &DryRun, shown: Shown) -> impl IntoView + use<> {
    let last = (run.shown + ROWS_OF_A_PAGE - 1) / ROWS_OF_A_PAGE;
    let show = if shown.only_refused { "show=refused&" } else { "" };
    let link = |page: i64, label: &'static str| view! { <li><a href=format!("{address}?{show}page={page}")>{label}</a></li> };
    let before = (shown.page > 1).then(|| link(shown.page - 1, "Before"));
    let after = (shown.page < last).then(|| link(shown.page + 1, "After"));
    let words = format!("Page {} of {last}", shown.page);
    (last > 1).then(|| view! { <nav class="pages" aria-label="Pages of rows"><ul>{before}<li><span>{words}</span></li>{after}</ul></nav> })
}
