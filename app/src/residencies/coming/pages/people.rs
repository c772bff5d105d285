//! Who needs what, by name: rooms night by night, arrivals and departures, needs. Each look is written down.

use axum::extract::{Path, State as Shared};
use chrono::NaiveDate;
use domain::residencies::{
    coming::{Diet, Lodging, rules::possible_nights},
    store::{Read, Stay, stays_read},
};
use leptos::prelude::*;

use super::super::fields::clock;
use crate::{AppError, Page, Site, page::Width, residencies::OfStaff, visit::Staff, when};

/// `GET /cohorts/{cohort}/residencies/{number}/logistics/people`
pub async fn people(Shared(site): Shared<Site>, staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let (residency, reader, now) = (of.residency.id, staff.session.person.id, staff.now);
    let stays = site.db.write(move |tx| Box::pin(async move { stays_read(tx, residency, (reader, Read::Page), now).await })).await?;
    Ok(Page::new(&staff, "Who needs what", move || {
        let body = if stays.is_empty() {
            let words = "Nobody who comes has said yet what they need, or it is erased.";
            view! { <p class="empty">{words}</p> }.into_any()
        } else {
            lists(&of, &stays).into_any()
        };
        view! {
            {of.head("/logistics", "Who needs what".to_owned())}
            <p class="hint">"That you looked is written down; each student sees it. Take nothing of it out of this residency."</p>
            {body}
        }
    })
    .width(Width::Wide))
}

fn lists(of: &OfStaff, stays: &[Stay]) -> impl IntoView + use<> {
    let nights = possible_nights(&of.residency).into_iter().map(|night| night_of(night, stays)).collect_view();
    let arrivals = moves(stays, "Arrives", |stay| stay.arrives_on.zip(stay.arrives_at));
    let departures = moves(stays, "Leaves", |stay| stay.leaves_on.zip(stay.leaves_at));
    view! {
        <section class="block" aria-labelledby="rooms"><h2 id="rooms">"Rooms"</h2>{nights}</section>
        <section class="block" aria-labelledby="arrivals"><h2 id="arrivals">"Arrivals"</h2>{arrivals}</section>
        <section class="block" aria-labelledby="departures"><h2 id="departures">"Departures"</h2>{departures}</section>
        <section class="block" aria-labelledby="needs"><h2 id="needs">"Needs and whom to call"</h2>{needs(stays)}</section>
    }
}

fn night_of(night: NaiveDate, stays: &[Stay]) -> impl IntoView + use<> {
    let rows: Vec<_> = stays
        .iter()
        .filter(|stay| stay.nights().contains(&night))
        .map(|stay| {
            view! {
                <tr>
                    <th scope="row">{stay.student.clone()}</th>
                    <td>{stay.room.map(Lodging::label)}</td>
                    <td>{stay.companion.clone()}</td>
                    <td>{stay.access_needs.clone()}</td>
                </tr>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        let heading = format!("Night of {}, {}", when::day(night), rows.len());
        let head = ["Student", "Room", "With", "Access"];
        view! { <h3>{heading}</h3>{table(format!("Night of {}", when::day(night)), &head, rows.collect_view().into_any())} }
    })
}

/// Who comes or goes, by time.
fn moves(stays: &[Stay], word: &'static str, when_of: fn(&Stay) -> Option<(NaiveDate, i64)>) -> impl IntoView + use<> {
    let mut all: Vec<_> = stays.iter().filter_map(|stay| Some((when_of(stay)?, stay))).collect();
    all.sort_by_key(|(at, _)| *at);
    let rows = all
        .into_iter()
        .map(|((day, minute), stay)| {
            view! { <tr><td class="nowrap">{when::day(day)}", "{clock(minute)}</td><th scope="row">{stay.student.clone()}</th></tr> }
        })
        .collect_view();
    table(word.to_owned(), &[word, "Student"], rows.into_any())
}

fn needs(stays: &[Stay]) -> impl IntoView + use<> {
    let rows = stays
        .iter()
        .map(|stay| {
            let note = (!stay.diet_note.is_empty()).then(|| view! { <span class="roster-note">{stay.diet_note.clone()}</span> });
            view! {
                <tr>
                    <th scope="row">{stay.student.clone()}</th>
                    <td>{stay.diet.map(Diet::label)}{note}</td>
                    <td>{stay.allergies.clone()}</td>
                    <td>{stay.access_needs.clone()}</td>
                    <td>{stay.contact_name.clone()}<span class="roster-note">{stay.contact_phone.clone()}</span></td>
                </tr>
            }
        })
        .collect_view();
    table("Needs".to_owned(), &["Student", "Eats", "Allergies", "Access", "Whom to call"], rows.into_any())
}

fn table(label: String, heads: &[&'static str], rows: AnyView) -> impl IntoView + use<> {
    let heads = heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label=label tabindex="0">
            <table class="table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
}
