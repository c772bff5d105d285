//! A month as a printed calendar: seven columns from Sunday. On a phone the days keep their numbers and marks, and what they hold stands
//! below in a row.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use domain::cohorts::EntryKind;
use leptos::prelude::*;

use super::{Diary, Shown, agenda, lead, module, name, times};

const DAYS: [(&str, &str); 7] = [
    ("Sun", "Sunday"),
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Thu", "Thursday"),
    ("Fri", "Friday"),
    ("Sat", "Saturday"),
];

/// A month of a year, by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month(NaiveDate);

impl Month {
    /// The month in which a day lies.
    pub(super) fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// From `2027-03`; nothing that is not so written.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let digits = year.len() == 4 && month.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?;
        (digits && first.year() >= 1900).then_some(Self(first))
    }

    /// As [`Self::parse`] reads it.
    pub(super) fn parameter(self) -> String {
        self.0.format("%Y-%m").to_string()
    }

    /// The month after.
    pub(super) fn next(self) -> Option<Self> {
        self.0.checked_add_days(Days::new(31)).map(Self::of)
    }

    /// The month before.
    pub(super) fn previous(self) -> Option<Self> {
        self.0.pred_opt().map(Self::of)
    }

    /// Whether a day lies in it.
    pub(super) fn holds(self, day: NaiveDate) -> bool {
        Self::of(day) == self
    }

    /// Its weeks from Sunday to Saturday, whole, so that the first and the last hold days of the months beside it.
    fn weeks(self) -> Vec<[NaiveDate; 7]> {
        let sunday = self.0 - Days::new(u64::from(self.0.weekday().num_days_from_sunday()));
        let days = |week: u64| std::array::from_fn(|day| sunday + Days::new(week * 7 + day as u64));
        (0..6).map(days).filter(|week: &[NaiveDate; 7]| week.iter().any(|day| self.holds(*day))).collect()
    }
}

/// `March 2027`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%B %Y"))
    }
}

/// The month, and for small screens its dates in a row below.
pub(super) fn view(diary: &Diary, month: Month) -> impl IntoView + use<> {
    let heads = DAYS.map(|(short, long)| view! { <th scope="col"><abbr title=long>{short}</abbr></th> }).collect_view();
    let weeks = month.weeks().into_iter().map(|week| {
        let days = week.map(|day| cell(diary, month, day)).collect_view();
        view! { <tr>{days}</tr> }
    });
    let within: Vec<&Shown> =
        diary.shown.iter().filter(|one| month.holds(one.entry.first_day) || month.holds(one.entry.last_day)).collect();
    view! {
        <table class="month" aria-labelledby="calendar-title">
            <thead><tr>{heads}</tr></thead>
            <tbody>{weeks.collect_view()}</tbody>
        </table>
        <div class="month-dates">
            {within.is_empty().then(|| view! { <p class="quiet">"Nothing is planned for this month."</p> })}
            {agenda::list(diary, &within)}
        </div>
    }
}

fn cell(diary: &Diary, month: Month, day: NaiveDate) -> impl IntoView + use<> {
    let here: Vec<&Shown> = diary.shown.iter().filter(|one| (one.entry.first_day..=one.entry.last_day).contains(&day)).collect();
    let holds = |kind: fn(EntryKind) -> bool| here.iter().any(|one| kind(one.entry.kind));
    let kinds = [
        ("residency", holds(|kind| kind == EntryKind::Residency)),
        ("due", holds(EntryKind::is_due)),
        ("opens", holds(|kind| kind == EntryKind::Opens)),
    ];
    let has = kinds.iter().filter(|(_, holds)| *holds).map(|(word, _)| *word).collect::<Vec<_>>().join(" ");
    let today = day == diary.today;
    let entries = here.iter().map(|one| entry(diary, one, day)).collect_view();
    view! {
        <td data-outside=(!month.holds(day)).then_some("") data-has=(!has.is_empty()).then_some(has) aria-current=today.then_some("date")>
            <p class="day-number">
                <time datetime=day.to_string()>{day.day()}<span class="visually-hidden">{day.format(" %B").to_string()}</span></time>
                {today.then(|| view! { <span class="visually-hidden">", today"</span> })}
            </p>
            {(!here.is_empty()).then(|| view! { <ul class="day-entries">{entries}</ul> })}
        </td>
    }
}

fn entry(diary: &Diary, one: &Shown, day: NaiveDate) -> impl IntoView + use<> {
    if one.entry.kind == EntryKind::Residency {
        return stay(one, day).into_any();
    }
    let extended = one.entry.extended.then(|| view! { <span class="entry-note">"Extended for you"</span> });
    view! {
        <li class="entry" data-kind=kind(one.entry.kind) data-state=one.mark.map(|mark| mark.word())>
            <span class="entry-note">{lead(one.entry.kind)}" "{times(one, diary.own)}</span>
            {name(one)}
            {module(one, "entry-note")}
            {extended}
            {one.mark.map(|mark| mark.view())}
        </li>
    }
    .into_any()
}

/// A day of a residency: named on its first day and where a week begins, a bar through all of them.
fn stay(one: &Shown, day: NaiveDate) -> impl IntoView + use<> {
    let (first, last) = (day == one.entry.first_day, day == one.entry.last_day);
    let part = match (first, last) {
        (true, true) => "whole",
        (true, false) => "first",
        (false, true) => "last",
        (false, false) => "middle",
    };
    let named = first || day.weekday() == chrono::Weekday::Sun;
    let place = (first && !one.entry.place.is_empty()).then(|| view! { <span class="entry-note">{one.entry.place.clone()}</span> });
    view! {
        <li class="entry" data-kind="residency" data-part=part>
            {named.then(|| name(one))}
            {(!named).then(|| view! { <span class="visually-hidden">{one.entry.title.clone()}</span> })}
            {place}
        </li>
    }
}

/// The word in `data-kind`: what is due is due, whatever it is.
pub(super) fn kind(kind: EntryKind) -> &'static str {
    if kind.is_due() { "due" } else { kind.as_str() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    #[test]
    fn a_month_is_read_from_an_address_and_nothing_else_is() {
        assert_eq!(month("2027-03").to_string(), "March 2027");
        assert_eq!(month("2027-03").parameter(), "2027-03");
        for text in ["", "2027", "2027-13", "2027-00", "2027-3", "27-03", "2027-03-09", "0001-01", "+027-03", "2027-0a", "-2027-03"] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_follow_each_other_over_the_turn_of_the_year() {
        assert_eq!(month("2026-12").next(), Some(month("2027-01")));
        assert_eq!(month("2027-01").previous(), Some(month("2026-12")));
        assert_eq!(month("2028-01").next(), Some(month("2028-02")));
    }

    #[test]
    fn weeks_are_whole_and_hold_every_day_of_the_month_once() {
        for year in 2024..2036 {
            for number in 1..=12 {
                let month = Month(NaiveDate::from_ymd_opt(year, number, 1).unwrap());
                let weeks = month.weeks();
                assert!((4..=6).contains(&weeks.len()), "{month}");
                assert!(weeks.iter().all(|week| week[0].weekday() == chrono::Weekday::Sun));
                let days: Vec<_> = weeks.concat().into_iter().filter(|day| month.holds(*day)).collect();
                assert_eq!(days.len() as i64, (month.next().unwrap().0 - month.0).num_days(), "{month}");
            }
        }
    }
}
