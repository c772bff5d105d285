//! The audit log, for administrators.

use chrono_tz::Tz;
use domain::audit::{self, Listed, Verdict};
use leptos::prelude::*;

use crate::{AppError, Page, page::Width, visit::Administrator, when};

/// Entries on one page.
const PAGE: i64 = 50;

/// `GET /audit`.
pub async fn audit(administrator: Administrator) -> Result<Page, AppError> {
    audit_page(administrator, None).await
}

/// The page, with what a verification found if one was asked for.
///
/// # Errors
/// Those of the database.
pub async fn audit_page(administrator: Administrator, verdict: Option<Verdict>) -> Result<Page, AppError> {
    let before = administrator.asked("before").and_then(|number| number.parse().ok());
    let found = audit::before(&administrator.site.db, before, PAGE).await?;
    let zone = administrator.session.person.time_zone;
    let page = Page::new(&administrator, "Audit log", move || {
        let older = found.last().filter(|entry| entry.sequence > 1).map(|entry| format!("/audit?before={}", entry.sequence));
        let rows = found.into_iter().map(|entry| row(entry, zone)).collect_view();
        view! {
            {verdict.map(notice)}
            <header class="page-head">
                <h1>"Audit log"</h1>
                <p class="lede">"Every change of rights, dates, grades and enrollments. Each entry carries the seal of the one before."</p>
            </header>
            <form class="form" method="post" action="/audit/verification">
                <p class="form-actions"><button class="button">"Verify the whole log"</button></p>
            </form>
            {table(rows)}
            <nav class="pages" aria-label="Pages of the log">
                <ul>
                    {before.map(|_| view! { <li><a href="/audit">"Newest"</a></li> })}
                    {older.map(|address| view! { <li><a href=address>"Older"</a></li> })}
                </ul>
            </nav>
        }
    });
    Ok(page.width(Width::Wide))
}

fn notice(verdict: Verdict) -> impl IntoView {
    let (kind, role, text) = match verdict {
        Verdict::Whole { entries } => ("success", "status", format!("The log is whole: {entries} entries, each with the right seal.")),
        Verdict::Broken { sequence, reason } => {
            ("error", "alert", format!("From entry {sequence} on the log is not what was written: {reason}. Compare it with a backup."))
        }
    };
    view! { <p class="notice" data-kind=kind role=role>{text}</p> }
}

fn table(rows: impl IntoView) -> impl IntoView {
    view! {
        <div class="table-wrap" role="region" aria-label="Entries of the audit log" tabindex="0">
            <table class="table" data-dense="">
                <thead>
                    <tr>
                        <th scope="col" class="num">"Number"</th><th scope="col">"When"</th><th scope="col">"Who"</th>
                        <th scope="col">"What"</th><th scope="col">"To what"</th><th scope="col">"Details"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(entry: Listed, zone: Tz) -> impl IntoView {
    let subject = match entry.subject.strip_prefix("person ") {
        Some(id) => view! { <a href=format!("/people/{id}")>"A person"</a> }.into_any(),
        None => entry.subject.clone().into_any(),
    };
    let details = if entry.details == "{}" { String::new() } else { entry.details };
    view! {
        <tr>
            <td class="num">{entry.sequence}</td>
            <td><time datetime=entry.at.to_rfc3339()>{when::long(entry.at, zone)}</time></td>
            <td>{entry.actor.unwrap_or_else(|| "The program".to_owned())}</td>
            <td>{entry.action.replace(['.', '_'], " ")}</td>
            <td>{subject}</td>
            <td><code>{details}</code></td>
        </tr>
    }
}
