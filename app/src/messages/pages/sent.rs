//! A message that was sent, and what became of each mail.

use axum::extract::{Path, State as Shared};
use domain::{
    cohorts::{Scope, store as cohorts},
    ids::MessageId,
    messages::{
        rules,
        store::{self, Delivery, Fate, SentMessage},
    },
};
use leptos::prelude::*;

use super::words::{moment, notice, way, ways};
use crate::{
    AppError, Page, Site,
    cohorts::{as_staff, breadcrumbs},
    visit::{Staff, Visit},
};

/// What was just done.
const NOTICES: &[(&str, &str)] =
    &[("sent", "The message is on its way. This page tells what becomes of each mail: load it again for news.")];

/// `GET /cohorts/{cohort}/messages/{message}`
pub async fn message(Shared(site): Shared<Site>, staff: Staff, Path((cohort, message)): Path<(String, String)>) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let id: MessageId = message.parse().map_err(|_| AppError::NotFound)?;
    let message = store::message(&site.db, scope.cohort().id, id).await?;
    let deliveries = store::deliveries(&site.db, id).await?;
    let visit = staff.visit().clone();
    Ok(Page::new(&staff, message.subject.clone(), move || body(&visit, &scope, &message, &deliveries)))
}

fn body(visit: &Visit, scope: &Scope, message: &SentMessage, deliveries: &[Delivery]) -> impl IntoView + use<> {
    let mut steps = way(scope);
    steps.push(("Messages".into(), format!("/cohorts/{}/messages", scope.cohort().slug)));
    let rows = deliveries.iter().map(|one| row(visit, scope, one)).collect_view();
    view! {
        {notice(visit, NOTICES)}
        <header class="page-head">
            {breadcrumbs(steps, message.subject.clone())}
            <h1>{message.subject.clone()}</h1>
            <p class="meta"><span>"From "{message.author.clone()}</span><span>{moment(message.sent_at, visit)}</span></p>
        </header>
        {ways(scope, "messages")}
        {facts(deliveries)}
        <article class="letter"><div class="said" inner_html=rules::for_page(&message.body)></div></article>
        <section class="block">
            <h2>"What became of it"</h2>
            <div class="table-wrap" role="region" aria-label="Recipients" tabindex="0">
                <table class="table deliveries">
                    <thead><tr><th scope="col">"Student"</th><th scope="col">"Address"</th><th scope="col">"State"</th><th scope="col">"When"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn facts(deliveries: &[Delivery]) -> impl IntoView + use<> {
    let number = |holds: fn(&Fate) -> bool| deliveries.iter().filter(|one| holds(&one.fate)).count();
    let facts = [
        ("Students", deliveries.len()),
        ("Sent", number(|fate| matches!(fate, Fate::Taken(_) | Fate::Forgotten))),
        ("Waiting", number(|fate| matches!(fate, Fate::Waits(..)))),
        ("Refused", number(|fate| matches!(fate, Fate::Refused(..)))),
        ("In a digest, or unwanted", number(|fate| matches!(fate, Fate::InDigest | Fate::Unwanted))),
    ];
    let facts = facts.into_iter().map(|(name, number)| view! { <div><dt>{name}</dt><dd>{number}</dd></div> }).collect_view();
    view! { <dl class="facts" data-columns="">{facts}</dl> }
}

fn row(visit: &Visit, scope: &Scope, one: &Delivery) -> impl IntoView + use<> {
    let (state, word, why, at) = match &one.fate {
        Fate::Taken(at) => ("done", "Sent", None, Some(*at)),
        Fate::Waits(at, why) => ("waiting", "Waiting", why.clone(), Some(*at)),
        Fate::Refused(at, why) => ("late", "Refused", Some(why.clone()), Some(*at)),
        Fate::InDigest => ("waiting", "With the daily digest", None, None),
        Fate::Unwanted => ("locked", "Wants no messages by mail", Some("It stands on the page of their cohort.".to_owned()), None),
        Fate::Forgotten => ("done", "No longer recorded", None, None),
    };
    let student = format!("/cohorts/{}/students/{}", scope.cohort().slug, one.enrollment);
    view! {
        <tr>
            <th scope="row"><a href=student>{one.name.clone()}</a></th>
            <td>{one.email.clone()}</td>
            <td>
                <span class="state" data-state=state>{word}</span>
                {why.map(|why| view! { <span class="roster-note">{why}</span> })}
            </td>
            <td>{at.map(|at| moment(at, visit))}</td>
        </tr>
    }
}
