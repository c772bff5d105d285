//! Every date that changes, before and after, by residency and module: made to be read at a glance.

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::cohorts::calendar::{Calendar, Change, Place, When};
use leptos::prelude::*;

use crate::{cohorts::pages::plan::Library, when};

/// What is compared.
#[derive(Clone, Copy)]
pub(super) struct Compared<'a> {
    /// How it was.
    pub before: &'a Calendar,
    /// How it is, or would be.
    pub after: &'a Calendar,
    /// Every date that differs.
    pub changes: &'a [Change],
    /// Those that would come to lie in the past.
    pub past: &'a [Change],
    /// Titles.
    pub library: &'a Library,
    /// The reader's own zone.
    pub own: Tz,
}

impl Compared<'_> {
    fn campus(&self) -> Tz {
        self.after.time_zone
    }

    /// What a change belongs to: a module, or the days of the cohort.
    fn group(&self, change: &Change) -> String {
        change.place.module().map_or_else(|| "The cohort".to_owned(), |module| self.library.module(module))
    }

    /// What it is within its group.
    fn what(&self, change: &Change) -> String {
        let Place::Residency(position) = change.place else { return self.library.date(&change.place) };
        let of = |calendar: &Calendar| calendar.residencies.get(position - 1).map(|one| one.title.clone());
        format!("R{position} {}", of(self.after).or_else(|| of(self.before)).unwrap_or_default())
    }
}

/// The table, a group of rows for the days of the cohort and for each module.
pub(super) fn table(compared: Compared<'_>) -> impl IntoView + use<> {
    let groups = compared.changes.chunk_by(|one, other| compared.group(one) == compared.group(other));
    let groups = groups.map(|changes| group(compared, changes)).collect_view();
    view! {
        <table class="table moves">
            <thead><tr>
                <th scope="col">"Date"</th><th scope="col">"Before"</th><th scope="col">"After"</th><th scope="col" class="num">"Moved"</th>
            </tr></thead>
            {groups}
        </table>
    }
}

fn group(compared: Compared<'_>, changes: &[Change]) -> impl IntoView + use<> {
    let name = changes.first().map(|one| compared.group(one)).unwrap_or_default();
    let rows = changes.iter().map(|one| row(compared, one)).collect_view();
    view! { <tbody><tr class="moves-group"><th scope="rowgroup" colspan="4">{name}</th></tr>{rows}</tbody> }
}

fn row(compared: Compared<'_>, change: &Change) -> impl IntoView + use<> {
    let collision = compared.after.collisions.iter().find(|one| one.place == change.place);
    let collision = collision.map(|one| view! { " "<span class="state" data-state="late">{format!("In {}", one.blackout)}</span> });
    let past = compared.past.contains(change).then(|| view! { " "<span class="state" data-state="late">"In the past"</span> });
    let flagged = collision.is_some() || past.is_some();
    view! {
        <tr data-state=flagged.then_some("flagged")>
            <th scope="row">{compared.what(change)}</th>
            <td class="moves-before">{date(change.before, compared, false)}</td>
            <td class="moves-after">{date(change.after, compared, true)}{past}{collision}</td>
            <td class="num moves-by">{moved(change, compared.campus())}</td>
        </tr>
    }
}

/// A date in campus time; where it is an hour for the reader elsewhere, that too.
fn date(date: Option<When>, compared: Compared<'_>, is_after: bool) -> AnyView {
    match date {
        Some(When::At(at)) => {
            let own = when::own(at, compared.campus(), compared.own).filter(|_| is_after);
            let own = own.map(|text| view! { <span class="own-zone">" ("{text}" for you)"</span> });
            view! { <time datetime=at.to_rfc3339()>{when::long(at, compared.campus())}</time>{own} }.into_any()
        }
        Some(date) => said(date, compared.campus()).into_any(),
        None if is_after => view! { <span class="quiet">"Gone"</span> }.into_any(),
        None => view! { <span class="quiet">"New"</span> }.into_any(),
    }
}

/// A date in words, in campus time.
pub(crate) fn said(date: When, campus: Tz) -> String {
    match date {
        When::Day(day) => when::day(day),
        When::Days(first, last) => when::days(first, last),
        When::At(at) => when::long(at, campus),
    }
}

fn first_day(date: When, campus: Tz) -> NaiveDate {
    match date {
        When::Day(day) | When::Days(day, _) => day,
        When::At(at) => at.with_timezone(&campus).date_naive(),
    }
}

/// By how many campus days a date moved: `+7 days`.
pub(crate) fn moved(change: &Change, campus: Tz) -> String {
    let (before, after) = match (change.before, change.after) {
        (Some(before), Some(after)) => (before, after),
        (None, _) => return "new".to_owned(),
        (_, None) => return "gone".to_owned(),
    };
    match (first_day(after, campus) - first_day(before, campus)).num_days() {
        0 if matches!(after, When::Days(..)) => "length".to_owned(),
        0 => "time".to_owned(),
        1 => "+1 day".to_owned(),
        -1 => "\u{2212}1 day".to_owned(),
        days if days > 0 => format!("+{days} days"),
        days => format!("\u{2212}{} days", -days),
    }
}
