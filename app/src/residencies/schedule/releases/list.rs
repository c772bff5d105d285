//! The releases of a schedule, the newest first.

use axum::extract::Path;
use chrono_tz::Tz;
use domain::{cohorts::store::ReleaseLine, residencies::store::schedule_releases};
use leptos::prelude::*;

use crate::{AppError, Page, residencies::OfStaff, visit::Staff, when};

/// `GET /cohorts/{cohort}/residencies/{number}/schedule/releases`
pub async fn releases(staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let lines = schedule_releases(&staff.site.db, of.residency.id).await?;
    Ok(Page::new(&staff, "Releases of the schedule", move || {
        view! {
            {of.head("/schedule/releases", "Releases of the schedule".into())}
            <p>"A release is never changed; the next one takes its place. Each can be read and compared."</p>
            {list(&of, &lines)}
        }
    }))
}

fn list(of: &OfStaff, lines: &[ReleaseLine]) -> impl IntoView + use<> {
    let (base, campus) = (of.address(), of.scope.cohort().time_zone);
    if lines.is_empty() {
        let preview = format!("{base}/schedule/preview");
        return view! { <p class="empty">"Nothing is released yet. "<a href=preview>"Review what stands on the board"</a>", then release it."</p> }.into_any();
    }
    let rows = lines.iter().map(|line| row(&base, campus, line)).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Releases" tabindex="0">
            <table class="table">
                <thead>
                    <tr><th scope="col">"Number"</th><th scope="col">"Since"</th><th scope="col">"By"</th><th scope="col">"What is new"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(base: &str, campus: Tz, line: &ReleaseLine) -> impl IntoView + use<> {
    let by = line.released_by.clone().unwrap_or_else(|| "The program".into());
    view! {
        <tr>
            <th scope="row"><a href=format!("{base}/schedule/releases/{}", line.number)>"Release "{line.number}</a></th>
            <td class="nowrap">{when::long(line.released_at, campus)}</td>
            <td>{by}</td>
            <td>{line.note.clone()}</td>
        </tr>
    }
}
