//! The audit log, for administrators.

use chrono_tz::Tz;
use domain::audit::{self, Listed, Verdict};
use leptos::prelude::*;
use serde_json::Value;

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
                <p class="meta"><span>{format!("Times are your own ({}).", zone.name().replace('_', " "))}</span></p>
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
            <table class="table audit" data-dense="">
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
    let subject = match (entry.subject.strip_prefix("person "), called(&entry.details)) {
        (Some(id), name) => view! { <a href=format!("/people/{id}")>{name.unwrap_or_else(|| "A person".to_owned())}</a> }.into_any(),
        (None, Some(name)) => view! { {name}<span class="roster-note">{entry.subject.clone()}</span> }.into_any(),
        (None, None) => entry.subject.clone().into_any(),
    };
    let details = if entry.details == "{}" { String::new() } else { entry.details };
    view! {
        <tr>
            <td class="num">{entry.sequence}</td>
            <td class="nowrap"><time datetime=entry.at.to_rfc3339()>{when::long(entry.at, zone)}</time></td>
            <td class="nowrap">{entry.actor.unwrap_or_else(|| "The program".to_owned())}</td>
            <td class="nowrap">{entry.action.replace(['.', '_'], " ")}</td>
            <td class="audit-subject">{subject}</td>
            <td class="audit-details"><code>{details}</code></td>
        </tr>
    }
}

/// What an entry is about by its name, its title or its address, where the details have one: after the change, where they have both.
fn called(details: &str) -> Option<String> {
    let details: Value = serde_json::from_str(details).ok()?;
    let known = |of: &Value| ["title", "name", "email", "slug"].into_iter().find_map(|field| of.get(field)?.as_str().map(str::to_owned));
    [&details, &details["after"]].into_iter().find_map(known).filter(|name| !name.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn what_an_entry_is_about_is_called_as_its_details_call_it() {
        for (details, name) in [
            (r#"{"slug":"cohort-12","title":"Cohort 12","starts_on":"2027-01-09"}"#, Some("Cohort 12")),
            (r#"{"draft":"0190","slug":"economics"}"#, Some("economics")),
            (r#"{"before":{"name":"Aula"},"after":{"name":"Hall"}}"#, Some("Hall")),
            (r#"{"before":"enrolled","after":"deferred","reason":"A child"}"#, None),
            (r#"[{"team":"0190","before":"One","after":"Two"}]"#, None),
            (r#"{"title":" "}"#, None),
            ("{}", None),
            ("", None),
        ] {
            assert_eq!(called(details).as_deref(), name, "{details}");
        }
    }
}
