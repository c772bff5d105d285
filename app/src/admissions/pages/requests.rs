//! Requests for information, for staff: those that wait first, the oldest of them on top.

use axum::extract::{Query, State};
use chrono_tz::Tz;
use domain::{
    admissions::store::{self, InformationRequest, MOST_SHOWN},
    ids::RequestId,
};
use leptos::prelude::*;
use serde::Deserialize;

use crate::{AppError, Page, Site, error::encoded, visit::Staff, when};

/// What the address may say: the request that was just marked as answered.
#[derive(Deserialize)]
pub struct Just {
    answered: Option<RequestId>,
}

/// All requests.
pub async fn requests(staff: Staff, State(site): State<Site>, Query(just): Query<Just>) -> Result<Page, AppError> {
    let (waiting, answered) = (store::waiting(&site.db).await?, store::answered(&site.db).await?);
    let done = just.answered.and_then(|id| answered.iter().find(|request| request.id == id).cloned());
    let zone = staff.session.person.time_zone;
    Ok(Page::new(&staff, "Requests for information", move || {
        view! {
            {done.map(just_answered)}
            <header class="page-head">
                <h1>"Requests for information"</h1>
                <p class="meta"><span>{waiting_count(waiting.len())}</span></p>
            </header>
            {unanswered(waiting, zone)}
            {already(answered, zone)}
        }
    }))
}

fn waiting_count(number: usize) -> String {
    match number {
        0 => "Nobody waits for an answer".to_owned(),
        1 => "1 waits for an answer".to_owned(),
        many if i64::try_from(many) == Ok(MOST_SHOWN) => format!("The {many} that have waited longest"),
        many => format!("{many} wait for an answer"),
    }
}

/// What was just done, and the way back from it.
fn just_answered(request: InformationRequest) -> impl IntoView {
    view! {
        <div class="notice" data-kind="info" role="status">
            <p>{format!("{}’s request is marked as answered.", request.name)}</p>
            {put_back(request.id, "Undo")}
        </div>
    }
}

fn put_back(id: RequestId, label: &'static str) -> impl IntoView {
    view! { <form class="inline" method="post" action=format!("/information-requests/{id}/answer/withdrawal")><button class="link">{label}</button></form> }
}

fn unanswered(requests: Vec<InformationRequest>, zone: Tz) -> AnyView {
    if requests.is_empty() {
        return view! {
            <div class="empty">
                <h2>"No request is waiting"</h2>
                <p>"What visitors ask on "<a href="/#request">"the first page"</a>" will stand here, and comes to you by mail."</p>
            </div>
        }
        .into_any();
    }
    let entries = requests.into_iter().map(|request| view! { <li>{asked(&request, zone)}{what_to_do(&request)}</li> }).collect_view();
    view! { <ul class="requests">{entries}</ul> }.into_any()
}

/// Who asks what.
fn asked(request: &InformationRequest, zone: Tz) -> impl IntoView + use<> {
    let specialty = (!request.specialty.is_empty()).then(|| view! { <span>{request.specialty.clone()}</span> });
    let came = request.created_at;
    view! {
        <h2>{request.name.clone()}</h2>
        <p class="meta">
            {specialty}
            <a href=format!("mailto:{}", encoded_mailbox(&request.email))>{request.email.clone()}</a>
            <time datetime=came.to_rfc3339()>{when::long(came, zone)}</time>
        </p>
        <p class="asked">{request.question.clone()}</p>
    }
}

fn what_to_do(request: &InformationRequest) -> impl IntoView + use<> {
    let mail = format!("mailto:{}?subject={}", encoded_mailbox(&request.email), encoded("Your request for information"));
    view! {
        <div class="form-actions">
            <a class="button" href=mail>"Answer by e-mail"</a>
            <form class="inline" method="post" action=format!("/information-requests/{}/answer", request.id)>
                <button class="button" data-kind="quiet">"Mark as answered"<span class="visually-hidden">{format!(": {}", request.name)}</span></button>
            </form>
        </div>
    }
}

/// An address as part of a `mailto:` link, whose `@` stays what it is.
fn encoded_mailbox(email: &str) -> String {
    encoded(email).replace("%40", "@")
}

fn already(requests: Vec<InformationRequest>, zone: Tz) -> impl IntoView {
    let count = requests.len();
    let entries = requests.into_iter().map(move |request| {
        let by = request.answered_by.clone().unwrap_or_else(|| "staff".to_owned());
        let at = request.answered_at.map(|at| when::long(at, zone)).unwrap_or_default();
        view! {
            <li>
                {asked(&request, zone)}
                <div class="meta">
                    <span class="state" data-state="done">{format!("Answered by {by}, {at}")}</span>
                    {put_back(request.id, "Not answered after all")}
                </div>
            </li>
        }
    });
    (count > 0).then(|| {
        view! {
            <section class="answered">
                <details class="disclosure"><summary>{format!("Answered ({count})")}</summary><ul class="requests">{entries.collect_view()}</ul></details>
            </section>
        }
    })
}
