//! The form of somebody's hours: a row for each day of the residency.

use chrono::{Days, NaiveDate};
use domain::{
    cohorts::Residency,
    residencies::{
        clock::{WHOLE_DAY, clock},
        hours::{Fault, Hours, Presence, TypedDay, TypedHours},
    },
};
use leptos::prelude::*;

use crate::{
    forms::Typed,
    residencies::sheet::{Sheet, labelled},
    when,
};

/// The choices for a day: what is sent and what is shown.
const THERE: [(&str, &str); 3] = [("all", "All day"), ("none", "Not there"), ("some", "Only from – until")];

/// The days of a residency with their numbers, from 1.
pub fn days(residency: &Residency) -> Vec<(i64, NaiveDate)> {
    let first = residency.starts_on;
    (1..).zip(first.iter_days().take_while(|day| *day <= residency.ends_on)).collect()
}

/// The day of this number.
fn date(residency: &Residency, day: i64) -> NaiveDate {
    let after = Days::new(u64::try_from(day - 1).unwrap_or(0));
    residency.starts_on.checked_add_days(after).unwrap_or(residency.starts_on)
}

/// The form as it begins: what was said, and all days where nothing was.
pub fn sheet(residency: &Residency, presence: &Presence) -> Sheet {
    let mut pairs = Vec::new();
    for (day, _) in days(residency) {
        let spans: Vec<Hours> = match presence {
            Presence::Unsaid => vec![Hours { day, from: 0, until: WHOLE_DAY }],
            Presence::Hours(hours) => hours.iter().filter(|one| one.day == day).copied().collect(),
        };
        let there = match spans[..] {
            [] => "none",
            [Hours { from: 0, until: WHOLE_DAY, .. }] => "all",
            _ => "some",
        };
        pairs.push((format!("d{day}-there"), there.to_owned()));
        if there == "some" {
            for (span, (from, until)) in spans.iter().zip([("from", "until"), ("from2", "until2")]) {
                pairs.push((format!("d{day}-{from}"), clock(span.from)));
                pairs.push((format!("d{day}-{until}"), clock(span.until)));
            }
        }
    }
    Sheet::of(pairs)
}

/// What was typed, as the rules read it.
pub fn typed<'a>(residency: &Residency, form: &'a Typed) -> TypedHours<'a> {
    if form.get("do") == "open" {
        return TypedHours::Unsaid;
    }
    let of = |day: i64| {
        let value = |name: &str| form.get(&format!("d{day}-{name}"));
        TypedDay { there: value("there"), first: (value("from"), value("until")), second: (value("from2"), value("until2")) }
    };
    TypedHours::Days(days(residency).into_iter().map(|(day, _)| of(day)).collect())
}

/// The form again, with what is wrong.
pub fn again(form: Typed, faults: Vec<Fault>) -> Sheet {
    let wrong = faults.into_iter().map(|fault| (format!("d{}-{}", fault.day, fault.field), fault.message.to_owned())).collect();
    Sheet { typed: form, wrong }
}

/// What is wrong, with its day.
pub fn summary(residency: &Residency, sheet: &Sheet) -> impl IntoView + use<> {
    let whose = |field: &str| {
        let day = field.strip_prefix('d').and_then(|rest| rest.split('-').next()).and_then(|day| day.parse().ok());
        day.map_or_else(String::new, |day| when::day(date(residency, day)))
    };
    sheet.summary(&whose)
}

/// The form itself. `open` is the label of the button that takes back what was said.
pub fn form(action: String, residency: &Residency, sheet: &Sheet, open: &'static str) -> impl IntoView + use<> {
    let rows = days(residency).into_iter().map(|(day, date)| row(day, date, sheet)).collect_view();
    view! {
        <form class="form hours" method="post" action=action novalidate=true>
            {rows}
            <p class="form-actions">
                <button class="button" data-kind="primary" name="do" value="keep">"Keep these hours"</button>
                <button class="button" name="do" value="open">{open}</button>
            </p>
        </form>
    }
}

fn row(day: i64, date: NaiveDate, sheet: &Sheet) -> impl IntoView + use<> {
    let name = format!("d{day}-there");
    let error = sheet.error(&name);
    let chosen = sheet.typed.get(&name).to_owned();
    let radios = THERE
        .into_iter()
        .enumerate()
        .map(|(place, (value, label))| {
            // The summary links to the field's name: the first button bears it.
            let id = if place == 0 { name.clone() } else { format!("{name}-{value}") };
            view! {
                <div class="choice">
                    <input id=id.clone() name=name.clone() type="radio" value=value checked=chosen == value/>
                    <label for=id>{label}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field hours-day" data-invalid=error.is_some().then_some("")>
            <legend>{when::day(date)}</legend>
            {error.clone().map(|message| view! { <p class="field-error">{message}</p> })}
            {radios}
            <div class="field-row hours-spans">
                {labelled(sheet, format!("d{day}-from"), "From".to_owned(), false)}
                {labelled(sheet, format!("d{day}-until"), "Until".to_owned(), false)}
                {labelled(sheet, format!("d{day}-from2"), "And from".to_owned(), false)}
                {labelled(sheet, format!("d{day}-until2"), "Until".to_owned(), false)}
            </div>
        </fieldset>
    }
}

/// When somebody is there on a day, in words.
pub fn words(presence: &Presence, day: i64) -> String {
    let Presence::Hours(hours) = presence else { return "Any time".to_owned() };
    let spans: Vec<_> = hours.iter().filter(|one| one.day == day).collect();
    match spans[..] {
        [] => "Not there".to_owned(),
        [Hours { from: 0, until: WHOLE_DAY, .. }] => "All day".to_owned(),
        _ => spans.iter().map(|one| format!("{}–{}", clock(one.from), clock(one.until))).collect::<Vec<_>>().join(", "),
    }
}
