//! The messages that were sent to a cohort.

use axum::extract::{Path, State as Shared};
use domain::{
    cohorts::{Scope, store as cohorts},
    messages::store::{self, SentMessage},
};
use leptos::prelude::*;

use super::words::{moment, way, ways};
use crate::{
    AppError, Page, Site,
    cohorts::{as_staff, breadcrumbs, count},
    visit::{Staff, Visit},
};

/// `GET /cohorts/{cohort}/messages`
pub async fn messages(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let sent = store::messages(&site.db, scope.cohort().id).await?;
    let visit = staff.visit().clone();
    Ok(Page::new(&staff, "Messages", move || body(&visit, &scope, &sent)))
}

fn body(visit: &Visit, scope: &Scope, sent: &[SentMessage]) -> impl IntoView + use<> {
    let new = format!("/cohorts/{}/messages/new", scope.cohort().slug);
    let list = if sent.is_empty() { empty().into_any() } else { table(visit, scope, sent).into_any() };
    view! {
        <header class="page-head">
            {breadcrumbs(way(scope), "Messages".into())}
            <h1>"Messages"</h1>
            <p class="lede">"Mail of program staff to the students of this cohort: to all, or to those the roster shows. Faculty write in announcements and the discussion."</p>
        </header>
        {ways(scope, "messages")}
        <p class="form-actions message-actions">
            <a class="button" data-kind="primary" href=new>"Write to all students"</a>
            <a class="button" href=format!("/cohorts/{}", scope.cohort().slug)>"Choose students on the roster"</a>
        </p>
        {list}
    }
}

fn empty() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"Nothing was sent yet"</h2>
            <p>"What you send will stand here, with whom it reached and whose mail server refused it."</p>
        </div>
    }
}

fn table(visit: &Visit, scope: &Scope, sent: &[SentMessage]) -> impl IntoView + use<> {
    let base = format!("/cohorts/{}/messages", scope.cohort().slug);
    let rows = sent.iter().map(|message| row(visit, &base, message)).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Messages" tabindex="0">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Subject"</th>
                        <th scope="col">"Sent"</th>
                        <th scope="col">"By"</th>
                        <th scope="col" class="num">"Students"</th>
                        <th scope="col" class="num">"Refused"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(visit: &Visit, base: &str, message: &SentMessage) -> impl IntoView + use<> {
    let refused = (message.refused > 0).then(|| view! { <span class="state" data-state="late">{count(message.refused, "mail")}</span> });
    view! {
        <tr>
            <th scope="row"><a href=format!("{base}/{}", message.id)>{message.subject.clone()}</a></th>
            <td>{moment(message.sent_at, visit)}</td>
            <td>{message.author.clone()}</td>
            <td class="num">{message.recipients}</td>
            <td class="num">{refused}{(message.refused == 0).then_some("0")}</td>
        </tr>
    }
}
