//! A calendar for other programs: the file itself, and the section in which its secret addresses are made and stopped.

use axum::{
    extract::{Path, State as Shared},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono_tz::Tz;
use domain::{
    cohorts::{
        Agenda,
        feed::{self as ical, Feed, Part, Timed},
        store::{self, FeedLine, MOST_FEEDS, OpenFeed},
    },
    policy::store::token_hash,
    residencies::{
        place_of,
        store::{self as residencies, OwnSession},
    },
};
use leptos::prelude::*;

use super::own::{NewAddress, staffing};
use crate::{
    AppError, Site,
    forms::{self, Filled, address_made},
    when,
};

/// `GET /feeds/{file}`, where the file is the token and `.ics`. Needs no session; an address that was stopped is not there.
pub async fn feed(Shared(site): Shared<Site>, Path(file): Path<String>, headers: HeaderMap) -> Result<Response, AppError> {
    let token = file.strip_suffix(".ics").ok_or(AppError::NotFound)?;
    let open = store::open_feed(&site.db, &token_hash(token)).await?.ok_or(AppError::NotFound)?;
    let text = ical::write(&contents(&site, open).await?);
    note_reading(&site, open);
    let etag = ical::etag(&text);
    let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|value| names(value, &etag));
    let about: [(HeaderName, HeaderValue); 2] = [
        (header::ETAG, HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\""))),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let kind = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), (header::CONTENT_DISPOSITION, "inline; filename=\"calendar.ics\"")];
    Ok((about, kind, text).into_response())
}

/// Whether `If-None-Match` names these bytes. Compression on the way may have made the name a weak one.
fn names(value: &HeaderValue, etag: &str) -> bool {
    let listed = value.to_str().unwrap_or_default().split(',').map(str::trim);
    listed.into_iter().any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == etag)
}

/// The dates of whom the address belongs to, as far as they may see them now.
async fn contents(site: &Site, open: OpenFeed) -> Result<Feed, AppError> {
    let agendas = store::agendas(&site.db, open.person, open.rights, site.clock.now()).await?;
    let several = agendas.len() > 1;
    let name = match agendas.as_slice() {
        [only] => format!("{}, {}", only.title, site.settings.name),
        _ => site.settings.name.clone(),
    };
    let mut parts = Vec::new();
    for (agenda, entries) in store::dates(&site.db, agendas).await? {
        let studies = agenda.enrollment.is_some();
        let page = if studies { "/calendar".to_owned() } else { staffing(&agenda) };
        let hours = hours(site, &agenda).await?;
        parts.push(Part { label: several.then_some(agenda.title), campus: agenda.campus, page, studies, entries, hours });
    }
    Ok(Feed { name, base_url: site.settings.base_url.clone(), parts })
}

/// The sessions that a student goes to.
async fn hours(site: &Site, agenda: &Agenda) -> Result<Vec<Timed>, AppError> {
    let Some(enrollment) = agenda.enrollment else { return Ok(Vec::new()) };
    let timed = |session: OwnSession| Timed {
        id: session.id.0,
        page: session.address(),
        place: place_of(&session.room, &session.venue),
        title: session.title,
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        sequence: session.sequence,
        changed_at: session.changed_at,
        canceled_at: session.canceled_at,
    };
    Ok(residencies::goes_to(&site.db, agenda.cohort, enrollment).await?.into_iter().map(timed).collect())
}

/// Beside the answer and not in its way.
fn note_reading(site: &Site, open: OpenFeed) {
    let now = site.clock.now();
    if !open.is_news(now) {
        return;
    }
    let db = site.db.clone();
    tokio::spawn(async move {
        if let Err(error) = store::note_reading(&db, open.id, now).await {
            tracing::warn!(%error, "the reading of a calendar could not be noted");
        }
    });
}

/// The address that was just made, this once.
pub(super) fn made(address: NewAddress) -> impl IntoView {
    let NewAddress(address) = address;
    let subscribe = address.split_once("://").map(|(_, rest)| format!("webcal://{rest}"));
    let words = "Copy it now: it is shown only this once. Paste it where your calendar program subscribes to a calendar by its address, or open \
                 it there.";
    let ways = view! {
        <a class="button" href=subscribe>"Open in a calendar program"</a>
        <a href="/calendar#feeds">"I have copied it"</a>
    };
    address_made("Your secret address", words, "Address of your calendar", address, ways)
}

/// What a secret address is good for, those there are, and the form for another.
pub(super) fn section(feeds: &[FeedLine], own: Tz, form: &Filled) -> impl IntoView + use<> {
    let lines = feeds.iter().map(|feed| line(feed, own)).collect_view();
    let list = (!feeds.is_empty()).then(|| view! { <ul class="sessions">{lines}</ul> });
    let error = form.error("older");
    view! {
        <section class="block feeds" id="feeds" aria-labelledby="feeds-title">
            <h2 id="feeds-title">"In your phone or calendar program"</h2>
            <p>"With a secret address these dates stand beside your shifts and follow every change. Programs look for changes when they like, some only once a day; what is urgent also comes by mail. No results stand in it, and nobody's name."</p>
            <p>"Whoever has the address can read your dates. If it got about, stop it and make another."</p>
            {list}
            <form class="form" method="post" action="/calendar/feeds">
                {forms::error_summary(form)}
                {error.map(|error| view! { <p class="field-error" id="older-error">{error}</p> })}
                {(!feeds.is_empty()).then(older)}
                <p class="form-actions"><button class="button">{if feeds.is_empty() { "Make a secret address" } else { "Make another address" }}</button></p>
            </form>
        </section>
    }
}

fn older() -> impl IntoView {
    view! {
        <div class="choice">
            <input id="older" name="older" type="checkbox" value="stop"/>
            <label for="older">"Stop the addresses I have"<span class="choice-hint">{format!("Otherwise they go on working. You can have {MOST_FEEDS} at a time.")}</span></label>
        </div>
    }
}

fn line(feed: &FeedLine, own: Tz) -> impl IntoView + use<> {
    let made = when::long(feed.created_at, own);
    let read = feed.read_at.map_or_else(|| "Not read yet".to_owned(), |at| format!("Last read {}", when::long(at, own)));
    let label = format!("Stop the address made {made}");
    view! {
        <li>
            <div><p><b>"Made "{made}</b></p><p class="meta"><span>{read}</span></p></div>
            <form class="inline" method="post" action=format!("/calendar/feeds/{}/revocation", feed.id)>
                <button class="button" data-kind="danger" aria-label=label>"Stop it"</button>
            </form>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_already_is_recognized_in_every_way_it_is_asked() {
        let asked = |text: &'static str| names(&HeaderValue::from_static(text), "\"abc\"");
        assert!(asked("\"abc\"") && asked("W/\"abc\"") && asked("\"x\", \"abc\"") && asked("*"));
        assert!(!asked("\"abd\"") && !asked("abc") && !asked(""));
    }
}
