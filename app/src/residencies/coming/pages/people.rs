//! Who needs what, by name: rooms, arrivals and departures, needs. Each look is written down.

use axum::extract::{Path, State as Shared};
use chrono::NaiveDate;
use domain::residencies::{
    clock::clock,
    coming::{Diet, Lodging},
    store::{Read, Stay, stays_read},
};
use leptos::prelude::*;

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
            lists(&stays).into_any()
        };
        view! {
            {of.head_under(("Logistics", "/logistics"), "Who needs what".to_owned())}
            <p class="hint">"That you looked is written down; each student sees it. Take nothing of it out of this residency."</p>
            {body}
        }
    })
    .width(Width::Wide))
}

fn lists(stays: &[Stay]) -> impl IntoView + use<> {
    let arrivals = moves(stays, "Arrives", |stay| stay.arrives_on.zip(stay.arrives_at));
    let departures = moves(stays, "Leaves", |stay| stay.leaves_on.zip(stay.leaves_at));
    view! {
        <section class="block" aria-labelledby="rooms"><h2 id="rooms">"Rooms"</h2>{rooms(stays)}</section>
        <section class="block" aria-labelledby="arrivals"><h2 id="arrivals">"Arrivals"</h2>{arrivals}</section>
        <section class="block" aria-labelledby="departures"><h2 id="departures">"Departures"</h2>{departures}</section>
        <section class="block" aria-labelledby="needs"><h2 id="needs">"Needs and whom to call"</h2>{needs(stays)}</section>
    }
}

/// A row for each who sleeps there: a hotel asks from when until when.
fn rooms(stays: &[Stay]) -> impl IntoView + use<> {
    let rows = stays
        .iter()
        .filter(|stay| !stay.nights().is_empty())
        .map(|stay| {
            view! {
                <tr>
                    <th scope="row">{stay.student.clone()}</th>
                    <td>{in_spans(stay.nights())}</td>
                    <td data-name="Nights">{stay.nights().len()}</td>
                    <td>{stay.room.map(Lodging::label)}</td>
                    {cell("With", &stay.companion)}
                    {cell("Access", &stay.access_needs)}
                </tr>
            }
        })
        .collect_view();
    table("Who sleeps there".to_owned(), &["Student", "From – until", "Nights", "Room", "With", "Access"], rows.into_any())
}

/// From the evening of the first night to the morning after the last, for each run of nights: `Fri 12 – Tue 16 Feb 2027`.
fn in_spans(nights: &[NaiveDate]) -> String {
    let runs = nights.chunk_by(|one, next| one.succ_opt() == Some(*next));
    let ends = runs.filter_map(|run| Some((*run.first()?, run.last()?.succ_opt()?)));
    ends.map(|(from, until)| when::days(from, until)).collect::<Vec<_>>().join("; ")
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
                    {cell("Allergies", &stay.allergies)}
                    {cell("Access", &stay.access_needs)}
                    <td>{stay.contact_name.clone()}<span class="roster-note">{stay.contact_phone.clone()}</span></td>
                </tr>
            }
        })
        .collect_view();
    table("Needs".to_owned(), &["Student", "Eats", "Allergies", "Access", "Whom to call"], rows.into_any())
}

/// A cell that says its column on a phone, where it has something to say.
fn cell(name: &'static str, words: &str) -> impl IntoView + use<> {
    view! { <td data-name=(!words.is_empty()).then_some(name)>{words.to_owned()}</td> }
}

fn table(label: String, heads: &[&'static str], rows: AnyView) -> impl IntoView + use<> {
    let heads = heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label=label tabindex="0">
            <table class="table" data-stacks=""><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
}
