//! All dates in a row, month by month: what comes first, what was under a fold.

use chrono::{DateTime, Utc};
use domain::{
    cohorts::EntryKind,
    residencies::{place_of, store::OwnSession},
};
use leptos::prelude::*;

use super::{
    Diary, Shown, lead, module,
    month::{Month, kind},
    name, times,
};
use crate::{cohorts::count, when};

/// What is on or comes, by month; before it, folded, what is over.
pub(super) fn view(diary: &Diary) -> impl IntoView + use<> {
    let (over, coming): (Vec<&Shown>, Vec<&Shown>) = diary.shown.iter().partition(|one| one.entry.last_day < diary.today);
    let earlier = (!over.is_empty()).then(|| {
        let count = if over.len() == 1 { "1 date".to_owned() } else { format!("{} dates", over.len()) };
        view! { <details class="disclosure"><summary>"Earlier, "{count}</summary><div>{by_month(diary, &over)}</div></details> }
    });
    view! {
        <div class="agenda-months">
            {earlier}
            {coming.is_empty().then(|| view! { <p class="quiet">"No more dates: the last of them is over."</p> })}
            {by_month(diary, &coming)}
        </div>
    }
}

fn by_month(diary: &Diary, shown: &[&Shown]) -> impl IntoView + use<> {
    let months = shown.chunk_by(|one, other| Month::of(one.entry.first_day) == Month::of(other.entry.first_day));
    months
        .map(|dates| {
            let month = dates.first().map(|one| Month::of(one.entry.first_day).to_string());
            view! { <section class="agenda-month"><h3>{month}</h3>{list(diary, dates)}</section> }
        })
        .collect_view()
}

/// Dates in a row.
pub(super) fn list(diary: &Diary, shown: &[&Shown]) -> impl IntoView + use<> {
    let lines = shown.iter().map(|one| line(diary, one)).collect_view();
    view! { <ol class="agenda">{lines}</ol> }
}

fn line(diary: &Diary, one: &Shown) -> impl IntoView + use<> {
    let entry = &one.entry;
    let on = entry.first_day <= diary.today && diary.today <= entry.last_day;
    let place = (!entry.place.is_empty()).then(|| view! { <p class="meta">{entry.place.clone()}</p> });
    let lead = (entry.kind != EntryKind::Residency).then(|| view! { <span class="agenda-lead">{lead(entry.kind)}</span>" " });
    view! {
        <li data-kind=kind(entry.kind) data-state=one.mark.map(|mark| mark.word()) aria-current=on.then_some("date")>
            <p class="agenda-day">{days(one)}</p>
            <div class="agenda-what"><p>{lead}{name(one)}</p>{module(one, "meta")}{place}{sessions(one, on)}</div>
            <div class="agenda-when">
                {entry.at.map(|_| view! { <p>{times(one, diary.own)}</p> })}
                {entry.extended.then(|| view! { <p class="entry-note">"Extended for you"</p> })}
                {one.mark.map(|mark| mark.view())}
            </div>
        </li>
    }
}

/// The sessions of a residency day by day, folded while it is not on: a residency is one line until somebody asks.
fn sessions(one: &Shown, on: bool) -> Option<impl IntoView + use<>> {
    let day = |session: &OwnSession| session.starts_at.with_timezone(&one.campus).date_naive();
    let clock = |at: DateTime<Utc>| at.with_timezone(&one.campus).format("%H:%M").to_string();
    let line = |session: &OwnSession| {
        let hours = format!("{}–{}", clock(session.starts_at), clock(session.ends_at));
        let place = place_of(&session.room, &session.venue);
        let place = (!place.is_empty()).then(|| format!(", {place}"));
        view! {
            <li><time datetime=session.starts_at.to_rfc3339()>{hours}</time><p><a href=session.address()>{session.title.clone()}</a>{place}</p></li>
        }
    };
    let of_day = |sessions: &[OwnSession]| {
        let lines = sessions.iter().map(line).collect_view();
        let named = sessions.first().map(|first| day(first).format("%a %-d %b").to_string());
        view! { <p>{named}</p><ol>{lines}</ol> }
    };
    let days = one.sessions.chunk_by(|one, other| day(one) == day(other)).map(of_day).collect_view();
    let count = count(one.sessions.len() as i64, "session");
    (!one.sessions.is_empty()).then(|| {
        view! { <details class="disclosure agenda-sessions" open=on><summary>"Your "{count}</summary><div>{days}</div></details> }
    })
}

/// The day, or the first and the last.
fn days(one: &Shown) -> impl IntoView + use<> {
    let entry = &one.entry;
    let words = if entry.first_day == entry.last_day {
        entry.first_day.format("%a %-d %b").to_string()
    } else {
        when::days(entry.first_day, entry.last_day).rsplit_once(' ').map_or_else(String::new, |(days, _)| days.to_owned())
    };
    view! { <time datetime=entry.first_day.to_string()>{words}</time> }
}
