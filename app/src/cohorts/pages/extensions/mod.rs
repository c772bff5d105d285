//! More time, for staff: who asks for it, who has it, and what came before.

mod giving;
mod one;
mod section;

pub use giving::{giving_again, student_extensions};
pub use one::{cohort_extension, decision_again};
pub(super) use section::extensions_section;

use axum::{
    extract::{Path, State as Shared},
    response::Response,
};
use chrono_tz::Tz;
use domain::cohorts::{Extension, ExtensionState, Scope, store as cohorts};
use leptos::prelude::*;

use super::words::{breadcrumbs, cohort_nav, sight};
use crate::{
    AppError, Page, Site,
    cohorts::{as_staff, csv},
    page::Width,
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/extensions`
pub async fn cohort_extensions(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let all = cohorts::extensions(&site.db, &scope).await?;
    let done = staff.asked("done").as_deref().and_then(told);
    let own = staff.session.person.time_zone;
    Ok(Page::new(&staff, format!("Extensions: {}", scope.cohort().title), move || body(&scope, all, done, own)).width(Width::Wide))
}

/// `GET /cohorts/{cohort}/extensions.csv`
pub async fn cohort_extensions_csv(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Response, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let all = cohorts::extensions(&site.db, &scope).await?;
    Ok(csv::download(&format!("{cohort}-extensions.csv"), csv::extensions(&all, scope.cohort().time_zone)))
}

/// What was just done.
fn told(done: &str) -> Option<&'static str> {
    match done {
        "granted" => Some("The student has more time, and is told so."),
        "refused" => Some("The student is told why there is no more time."),
        "taken-back" => Some("The unit has its own date again, and the student is told why."),
        _ => None,
    }
}

/// The way up to a page of this subject, and its name.
fn way(scope: &Scope, under: &[(&str, &str)]) -> Vec<(String, String)> {
    let cohort = scope.cohort();
    let base = format!("/cohorts/{}", cohort.slug);
    let under = under.iter().map(|(name, address)| ((*name).to_owned(), format!("{base}{address}")));
    [("Cohorts".to_owned(), "/cohorts".to_owned()), (cohort.title.clone(), base.clone())].into_iter().chain(under).collect()
}

fn body(scope: &Scope, all: Vec<Extension>, done: Option<&'static str>, own: Tz) -> impl IntoView + use<> {
    let slug = scope.cohort().slug.clone();
    let none = all.is_empty().then(empty);
    let (mut waiting, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.state == ExtensionState::Requested);
    waiting.reverse();
    let (granted, past): (Vec<_>, Vec<_>) = rest.into_iter().partition(|one| one.state == ExtensionState::Granted);
    let file = format!("/cohorts/{slug}/extensions.csv");
    view! {
        {done.map(|text| view! { <p class="notice" data-kind="success" role="status">{text}</p> })}
        <header class="page-head">
            {breadcrumbs(way(scope, &[]), "Extensions".to_owned())}
            <h1>"Extensions"</h1>
            <p class="lede">"More time for one student and one unit. It stays as promised, whatever moves in the calendar."</p>
        </header>
        {cohort_nav(&slug, "/extensions")}
        {none}
        {requests(waiting, own)}
        {table("In force", "in-force", granted)}
        {table("Before", "before", past)}
        <p class="form-actions no-print"><a class="button" href=file download="">"Download CSV"</a></p>
        <p class="aside-note no-print">{sight(scope)}" Days and times are campus time."</p>
    }
}

fn empty() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"Nobody has asked for more time"</h2>
            <p>"Students ask on the page of a unit. What they ask for stands here, to be answered with one click; they are told at once."</p>
            <p>"To give somebody more time unasked, open their page from the list of students."</p>
        </div>
    }
}

/// What waits, the oldest first.
fn requests(waiting: Vec<Extension>, own: Tz) -> impl IntoView {
    let some = !waiting.is_empty();
    let entries = waiting.iter().map(|one| request(one, own)).collect_view();
    some.then(|| {
        view! {
            <section class="block" aria-labelledby="waiting">
                <h2 id="waiting">"To be answered"</h2>
                <ul class="requests">{entries}</ul>
            </section>
        }
    })
}

fn request(one: &Extension, own: Tz) -> impl IntoView + use<> {
    let base = format!("/cohorts/{}", one.cohort_slug);
    let page = format!("{base}/extensions/{}", one.id);
    let whom = format!(" to {}", one.student);
    view! {
        <li>
            <h3><a href=format!("{base}/students/{}", one.enrollment_id)>{one.student.clone()}</a></h3>
            <p class="meta">
                <span>{one.module_title.clone()}": "{one.unit_title.clone()}</span>
                <span>"Due "{when::deadline(one.base_due_at, one.campus, own)}</span>
                <span>"Asked "{when::long(one.requested_at, one.campus)}</span>
            </p>
            <p class="asked">{one.reason.clone()}</p>
            <div class="form-actions">
                <form class="inline" method="post" action=format!("{page}/answer")>
                    <input type="hidden" name="verdict" value="as-asked"/>
                    <input type="hidden" name="sequence" value=one.sequence.to_string()/>
                    <button class="button" data-kind="primary">
                        "Grant until "{when::long(one.due_at, one.campus)}<span class="visually-hidden">{whom.clone()}</span>
                    </button>
                </form>
                <a class="button" href=page>"Answer otherwise"<span class="visually-hidden">{whom}</span></a>
            </div>
        </li>
    }
}

fn table(title: &'static str, id: &'static str, all: Vec<Extension>) -> impl IntoView {
    let some = !all.is_empty();
    let rows = all.iter().map(row).collect_view();
    some.then(|| {
        view! {
            <section class="block">
                <h2 id=id>{title}</h2>
                <div class="table-wrap" role="region" aria-label=title tabindex="0">
                    <table class="table extensions" data-dense="" data-stacks="">
                        <thead>
                            <tr>
                                <th scope="col">"Student"</th>
                                <th scope="col">"Unit"</th>
                                <th scope="col">"Due for all"</th>
                                <th scope="col">"State"</th>
                                <th scope="col">"Until"</th>
                                <th scope="col">"Answered"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

fn row(one: &Extension) -> impl IntoView + use<> {
    let base = format!("/cohorts/{}", one.cohort_slug);
    let campus = one.campus;
    let answered = one.answered_at.map(|at| view! { <time datetime=at.to_rfc3339()>{when::long(at, campus)}</time> });
    let promise = (one.state == ExtensionState::Granted).then(|| view! { <span class="roster-note">{one.basis().promise()}</span> });
    view! {
        <tr>
            <th scope="row"><a href=format!("{base}/students/{}", one.enrollment_id)>{one.student.clone()}</a></th>
            <td><a href=format!("{base}/extensions/{}", one.id)>{one.unit_title.clone()}</a><span class="roster-note">{one.module_title.clone()}</span></td>
            <td data-name="Due for all"><time datetime=one.base_due_at.to_rfc3339()>{when::long(one.base_due_at, campus)}</time></td>
            <td>{state(one)}</td>
            <td data-name="Until"><time datetime=one.due_at.to_rfc3339()>{when::long(one.due_at, campus)}</time>{promise}</td>
            <td data-name="Answered">{answered}<span class="roster-note">{one.answered_by.clone()}</span></td>
        </tr>
    }
}

/// How it stands, as word and shape.
fn state(one: &Extension) -> impl IntoView + use<> {
    let shape = match one.state {
        ExtensionState::Requested => "waiting",
        ExtensionState::Granted => "done",
        ExtensionState::Refused | ExtensionState::Withdrawn => "open",
    };
    view! { <span class="state" data-state=shape>{one.state.label()}</span> }
}
