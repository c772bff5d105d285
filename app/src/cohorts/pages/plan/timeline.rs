//! A calendar as a picture: months across, a line for the residencies and one for each module; what it was before is an outline.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::cohorts::calendar::{Blackout, Calendar, ModuleDates};
use leptos::prelude::*;

use super::Library;

/// Where the names of the lines end and the days begin.
const LEFT: f64 = 236.0;
/// The whole width.
const WIDTH: f64 = 1120.0;
/// Above the first line, for the names of the months.
const TOP: f64 = 28.0;
/// The height of a line.
const LINE: f64 = 26.0;
/// The longest name that fits, in characters.
const LONGEST: usize = 32;

/// What is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Timeline<'a> {
    /// The dates.
    pub calendar: &'a Calendar,
    /// What they were before, if that is compared.
    pub before: Option<&'a Calendar>,
    /// Days that rules leave out.
    pub blackouts: &'a [Blackout],
    /// Titles of modules.
    pub library: &'a Library,
    /// The campus day it is.
    pub today: NaiveDate,
}

/// The days that are drawn, and where each stands.
#[derive(Clone, Copy)]
struct Span {
    first: NaiveDate,
    days: f64,
}

impl Span {
    fn of(drawn: Timeline<'_>) -> Self {
        let all = || [Some(drawn.calendar), drawn.before].into_iter().flatten().flat_map(days);
        let first = all().min().unwrap_or(drawn.calendar.starts_on);
        let last = all().max().unwrap_or(drawn.calendar.ends_on);
        let first = first.with_day(1).unwrap_or(first);
        Self { first, days: ((last - first).num_days() + 2) as f64 }
    }

    /// Where a day begins.
    fn at(self, day: NaiveDate) -> f64 {
        let share = (day - self.first).num_days() as f64 / self.days;
        LEFT + share.clamp(0.0, 1.0) * (WIDTH - LEFT)
    }
}

/// Every day that a calendar reaches.
fn days(calendar: &Calendar) -> Vec<NaiveDate> {
    let mut all = vec![calendar.starts_on, calendar.ends_on];
    all.extend(calendar.residencies.iter().flat_map(|one| [one.first_day, one.last_day]));
    all.extend(calendar.modules.iter().flat_map(|one| [day(calendar, one.opens_at), day(calendar, one.due_at)]));
    all
}

fn day(calendar: &Calendar, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&calendar.time_zone).date_naive()
}

/// The picture; the tables beside it say the same.
pub(crate) fn timeline(drawn: Timeline<'_>) -> impl IntoView + use<> {
    let span = Span::of(drawn);
    let height = TOP + LINE * (drawn.calendar.modules.len() + 1) as f64 + 6.0;
    let lines = (1..).zip(&drawn.calendar.modules).map(|(line, one)| module(drawn, span, line, one)).collect_view();
    let says = match drawn.before {
        Some(_) => "The calendar month by month, before as outlines and after as bars. The table below has every date.",
        None => "The calendar month by month. The tables below have every date.",
    };
    view! {
        <div class="table-wrap timeline-wrap" role="region" aria-label="The calendar as a picture" tabindex="0">
            <svg class="timeline-chart" viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=says>
                {blackouts(drawn, span, height)}
                {months(span, height)}
                {residencies(drawn, span)}
                {lines}
                {today(drawn, span, height)}
            </svg>
        </div>
    }
}

fn months(span: Span, height: f64) -> impl IntoView + use<> {
    let step = if span.days > 800.0 { 3 } else { 1 };
    let first = |number: u32| span.first.checked_add_months(chrono::Months::new(number));
    let within = |day: &NaiveDate| ((*day - span.first).num_days() as f64) < span.days;
    let starts = (0..600).step_by(step).map_while(first).take_while(within);
    starts
        .map(|day| {
            let at = span.at(day);
            let name = if day.month() == 1 || day == span.first { day.format("%b %Y") } else { day.format("%b") };
            view! {
                <line class="timeline-month" x1=at x2=at y1=0 y2=height></line>
                <text class="timeline-label" x=at + 4.0 y=14>{name.to_string()}</text>
            }
        })
        .collect_view()
}

fn blackouts(drawn: Timeline<'_>, span: Span, height: f64) -> impl IntoView + use<> {
    let bars = drawn.blackouts.iter().map(|one| {
        let (from, to) = (span.at(one.first), span.at(one.last.succ_opt().unwrap_or(one.last)));
        view! { <rect class="timeline-blackout" x=from y=TOP - 6.0 width=(to - from).max(0.0) height=height - TOP></rect> }
    });
    bars.collect_view()
}

fn residencies(drawn: Timeline<'_>, span: Span) -> impl IntoView + use<> {
    let boxes = |calendar: &Calendar, class: &'static str| {
        let boxes = calendar.residencies.iter().map(|one| bar(span, (one.first_day, one.last_day), 0, class));
        boxes.collect_view()
    };
    let names = drawn.calendar.residencies.iter().map(|one| {
        let at = span.at(one.first_day);
        view! { <text class="timeline-key" x=at y=TOP - 2.0>{format!("R{}", one.position)}</text> }
    });
    view! {
        {name("Residencies", 0)}
        {boxes(drawn.calendar, "timeline-residency")}
        {drawn.before.map(|before| boxes(before, "timeline-before"))}
        {(drawn.calendar.modules.len() < 100).then(|| names.collect_view())}
    }
}

fn module(drawn: Timeline<'_>, span: Span, line: usize, one: &ModuleDates) -> impl IntoView + use<> {
    let dates = |calendar: &Calendar, one: &ModuleDates| (day(calendar, one.opens_at), day(calendar, one.due_at));
    let before = drawn.before.and_then(|before| before.module(&one.slug).map(|old| bar(span, dates(before, old), line, "timeline-before")));
    view! {
        {name(&drawn.library.module(&one.slug), line)}
        {bar(span, dates(drawn.calendar, one), line, "timeline-module")}
        {before}
    }
}

fn bar(span: Span, (first, last): (NaiveDate, NaiveDate), line: usize, class: &'static str) -> impl IntoView + use<> {
    let (from, to) = (span.at(first), span.at(last.succ_opt().unwrap_or(last)));
    let y = TOP + LINE * line as f64 + 4.0;
    view! { <rect class=class x=from y=y width=(to - from).max(3.0) height=LINE - 10.0 rx=1.5></rect> }
}

fn name(text: &str, line: usize) -> impl IntoView + use<> {
    let short: String = text.chars().take(LONGEST).collect();
    let short = if short.chars().count() < text.chars().count() { format!("{}…", short.trim_end()) } else { short };
    let y = TOP + LINE * line as f64 + 16.0;
    view! { <text class="timeline-name" x=0 y=y>{short}</text> }
}

fn today(drawn: Timeline<'_>, span: Span, height: f64) -> impl IntoView + use<> {
    let within = drawn.today >= span.first && ((drawn.today - span.first).num_days() as f64) < span.days;
    let at = span.at(drawn.today);
    within.then(|| view! { <line class="timeline-today" x1=at x2=at y1=TOP - 8.0 y2=height></line> })
}
