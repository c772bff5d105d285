//! What arranges a radar and what can be done with those it shows: segments, filters, the file, a message, a link to be passed on.

use domain::reports::STUDY_WINDOW_DAYS;
use leptos::prelude::*;

use super::Shown;
use crate::{
    cohorts::{
        arrangement::{Arrangement, Segment},
        pages::words::{count, hours},
    },
    error::encoded,
};

/// The parts of the cohort of whom there is something to say, each with how many they are.
pub(super) fn segments(shown: &Shown<'_>) -> impl IntoView + use<> {
    let lines = &shown.roster.lines;
    let everyone = segment(shown, None, "Everyone".to_owned(), lines.len());
    let named =
        Segment::ALL.into_iter().map(|who| segment(shown, Some(who), who.label(), lines.iter().filter(|line| who.holds(line)).count()));
    let named = named.collect_view();
    view! { <nav class="segments no-print" aria-label="Segments"><ul>{everyone}{named}</ul></nav> }
}

fn segment(shown: &Shown<'_>, who: Option<Segment>, label: String, number: usize) -> impl IntoView + use<> {
    let address = format!("{}{}", shown.base, shown.arrangement.of_segment(who));
    let Arrangement { who: now, only, .. } = shown.arrangement;
    let here = (*now == who && only.is_empty()).then_some("true");
    view! { <li><a href=address aria-current=here>{label}" "<span class="segment-count">{number}</span></a></li> }
}

/// Whom to look for.
pub(super) fn filters(shown: &Shown<'_>) -> impl IntoView + use<> {
    let arrangement = shown.arrangement;
    let kept = [
        ("who", arrangement.who.map_or_else(String::new, |who| who.to_string())),
        ("only", arrangement.only()),
        ("sort", arrangement.sort()),
    ];
    let kept = kept.into_iter().filter(|(_, value)| !value.is_empty());
    let kept = kept.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    view! {
        <form class="filters" method="get" action=shown.base.clone() role="search">
            <div class="field">
                <label for="q">"Name, specialty or e-mail"</label>
                <input id="q" name="q" type="search" value=arrangement.search.clone() autocomplete="off"/>
            </div>
            {kept}
            <p class="form-actions"><button class="button">"Show"</button></p>
        </form>
    }
}

/// How many there are and in which order; the file, and the message to them.
pub(super) fn actions(shown: &Shown<'_>, lines: usize) -> impl IntoView + use<> {
    let all = shown.roster.lines.len() as i64;
    let how_many = if lines as i64 == all { count(all, "student") } else { format!("{lines} of {}", count(all, "student")) };
    let order = shown.arrangement.in_words(&shown.roster.modules);
    let file = format!("{}/roster.csv{}", shown.base, shown.arrangement.query());
    let everyone = shown.arrangement.leaves_out().then(|| view! { " · " <a href=shown.base.clone()>"Show everyone"</a> });
    let message = shown.scope.runs().then(|| view! { <button class="button">"Message these"</button> });
    view! {
        <div class="table-actions">
            <p role="status">{how_many}", "{order}{everyone}</p>
            <p class="form-actions">{message}<a class="button" href=file download="">"Download CSV"</a></p>
        </div>
    }
}

/// The form around the table by which staff write to those shown, or to those chosen among them. Others see the table without it.
pub(super) fn message_form(shown: &Shown<'_>, table: AnyView) -> AnyView {
    if !shown.scope.runs() {
        return table;
    }
    let segment = shown.arrangement.query();
    let segment = segment.trim_start_matches('?').to_owned();
    view! {
        <form class="radar-form" method="get" action=format!("{}/messages/new", shown.base)>
            <input type="hidden" name="segment" value=segment/>
            {table}
        </form>
    }
    .into_any()
}

/// What the shapes say, and where the hours come from.
pub(super) fn legend(shown: &Shown<'_>) -> impl IntoView + use<> {
    let module = [
        ("done", "Done"),
        ("started", "On time, with the units done"),
        ("late", "Late, with the units past due"),
        ("extended", "Extended, with the units done"),
        ("open", "Open, not begun"),
        ("locked", "Not open yet"),
        ("away", "Does not study now"),
    ];
    let residency = [("past", "Residency over"), ("next", "Next residency"), ("coming", "Later residency")];
    let residency = residency.into_iter().filter(|_| !shown.roster.residencies.is_empty());
    let entries = module.into_iter().chain(residency);
    let entries = entries.map(|(cell, label)| view! { <li><span class="radar-key" data-cell=cell></span>{label}</li> }).collect_view();
    let estimate = shown.roster.expected_minutes.map(|expected| {
        view! {
            <p>
                "Hours are estimated from the minutes of units finished within the last "{STUDY_WINDOW_DAYS}" days: what was only begun does not count. Expected for these days: "
                <span class="nowrap">{hours(expected)}</span>"."
            </p>
        }
    });
    view! { <div class="radar-legend"><ul aria-label="What the signs mean">{entries}</ul>{estimate}</div> }
}

/// The address of this view, to be kept or passed on: whoever may see the cohort sees the same students in the same order.
pub(super) fn link(shown: &Shown<'_>) -> impl IntoView + use<> {
    let address = format!("{}{}{}", shown.site, shown.base, shown.arrangement.query());
    view! {
        <details class="view-link no-print">
            <summary>"Link to this view"</summary>
            <div class="field">
                <label for="view-link">"Keep it or pass it on: it leads to this segment as it then is"</label>
                <input id="view-link" type="text" readonly=true value=address/>
            </div>
        </details>
    }
}

/// Where a message to these students is written: the segment is a query in the query.
pub(in crate::cohorts::pages) fn message_address(cohort: &str, arrangement: &Arrangement) -> String {
    format!("/cohorts/{cohort}/messages/new?segment={}", encoded(arrangement.query().trim_start_matches('?')))
}
