//! The radar: the table of a roster, with what arranges it.

mod cells;
mod columns;
mod ways;

pub(super) use ways::message_address;

use chrono::{DateTime, Utc};
use domain::{
    cohorts::Scope,
    reports::{Line, Roster},
};
use leptos::prelude::*;

use self::{
    cells::Here,
    columns::{Columns, ROOMY},
};
use super::words::{hours, seen, standing};
use crate::cohorts::arrangement::{Arrangement, Column, completed};

/// A roster as it is shown.
pub(super) struct Shown<'a> {
    /// The address of the page.
    pub base: String,
    /// The address of the site, for links to be copied.
    pub site: String,
    /// What of which cohort.
    pub scope: &'a Scope,
    /// All of its lines.
    pub roster: &'a Roster,
    /// Which of them, in which order.
    pub arrangement: &'a Arrangement,
    /// When.
    pub now: DateTime<Utc>,
}

/// The table under its filters; or what will stand there.
pub(super) fn view(shown: &Shown<'_>) -> AnyView {
    if shown.roster.lines.is_empty() {
        return empty().into_any();
    }
    let lines = shown.arrangement.arrange(shown.roster);
    let body = match lines.is_empty() {
        true => nobody(shown).into_any(),
        false => view! { {ways::actions(shown, lines.len())} {table(shown, &lines)} {ways::legend(shown)} }.into_any(),
    };
    view! { {ways::segments(shown)} {ways::filters(shown)} {ways::message_form(shown, body)} {ways::link(shown)} }.into_any()
}

fn empty() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"Nobody is enrolled yet"</h2>
            <p>"Students will stand here one by one, with how far they are in each module, when they were last active, and who is behind and why."</p>
        </div>
    }
}

fn nobody(shown: &Shown<'_>) -> impl IntoView + use<> {
    let all = shown.base.clone();
    view! { <p class="empty"><span>"No student fits these filters."</span><a class="button" href=all>"Show everyone"</a></p> }
}

fn table(shown: &Shown<'_>, lines: &[&Line]) -> impl IntoView + use<> {
    let roster = shown.roster;
    let campus = shown.scope.cohort().time_zone;
    let columns = Columns::of(roster, shown.now, campus);
    let here = Here { now: shown.now, campus, roomy: roster.modules.len() <= ROOMY };
    let total = (roster.modules.len() > 1).then(|| roster.modules.iter().map(|module| module.units).sum::<i64>());
    let rows = lines.iter().map(|line| row(shown, &columns, line, (here, total))).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Roster" tabindex="0">
            <table class="table radar" data-dense="" data-roomy=here.roomy.then_some("")>
                <thead>
                    <tr>
                        {shown.scope.runs().then(|| view! { <th class="no-print"><span class="visually-hidden">"Choose"</span></th> })}
                        {head(shown, Column::Name, "Student", "")}
                        {head(shown, Column::Standing, "Standing", "")}
                        {head(shown, Column::Seen, "Last activity", "")}
                        {roster.expected_minutes.map(|_| head(shown, Column::Hours, "Hours in 2 weeks", "num"))}
                        {total.map(|_| head(shown, Column::Units, "Units", "num"))}
                        {columns::heads(shown, &columns)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn head(shown: &Shown<'_>, column: Column, label: &'static str, class: &'static str) -> impl IntoView + use<> {
    let address = format!("{}{}", shown.base, shown.arrangement.sorted_by(&column));
    view! { <th scope="col" class=class aria-sort=shown.arrangement.direction(&column)><a href=address>{label}</a></th> }
}

fn row(shown: &Shown<'_>, columns: &Columns, line: &Line, (here, total): (Here, Option<i64>)) -> impl IntoView + use<> {
    let student = &line.student;
    let behind = line.standing.needs_help().then_some("behind");
    let name = if student.credentials.is_empty() { student.name.clone() } else { format!("{}, {}", student.name, student.credentials) };
    let address = format!("{}/students/{}", shown.base, student.enrollment);
    let choose = shown.scope.runs().then(|| {
        view! { <td class="no-print"><input type="checkbox" name="only" value=student.enrollment.to_string() aria-label=format!("Choose {}", student.name)/></td> }
    });
    let studied = shown.roster.expected_minutes.map(|_| view! { <td class="num">{hours(line.minutes)}</td> });
    view! {
        <tr data-state=behind>
            {choose}
            <th scope="row"><a href=address>{name}</a><span class="roster-note">{student.specialty.clone()}</span></th>
            <td class="standing">
                {standing(line.standing)}
                {(!line.reason.is_empty()).then(|| view! { <span class="roster-note">{line.reason.clone()}</span> })}
            </td>
            <td>{seen(line.last_at, here.now, here.campus)}</td>
            {studied}
            {total.map(|total| view! { <td class="num">{completed(line)}" of "{total}</td> })}
            {cells::cells(shown.roster, columns, line, here)}
        </tr>
    }
}
