//! Dates as people read them: campus time first, the reader's own behind it where it differs. A day is a date and never shifts.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use leptos::prelude::*;

/// `Tue 9 Mar 2027, 23:59` in a zone.
pub fn long(moment: DateTime<Utc>, zone: Tz) -> String {
    moment.with_timezone(&zone).format("%a %-d %b %Y, %H:%M").to_string()
}

/// `Tue 9 Mar 2027`.
pub fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// `23:59` in a zone.
pub fn hour(moment: DateTime<Utc>, zone: Tz) -> String {
    moment.with_timezone(&zone).format("%H:%M").to_string()
}

/// `Sat 6 – Tue 9 Mar 2027`, with months and years only where they differ.
pub fn days(first: NaiveDate, last: NaiveDate) -> String {
    use chrono::Datelike;
    let from = match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => first.format("%a %-d").to_string(),
        (true, false) => first.format("%a %-d %b").to_string(),
        _ => day(first),
    };
    format!("{from} – {}", day(last))
}

/// The same instant in the reader's zone: the hour alone on the same day, the day as well on another; nothing where both agree.
pub fn own(moment: DateTime<Utc>, campus: Tz, own: Tz) -> Option<String> {
    let (there, here) = (moment.with_timezone(&campus), moment.with_timezone(&own));
    if there.naive_local() == here.naive_local() {
        return None;
    }
    let same_day = there.date_naive() == here.date_naive();
    Some(here.format(if same_day { "%H:%M" } else { "%a %-d %b, %H:%M" }).to_string())
}

/// A deadline: `Tue 9 Mar 2027, 23:59 campus time (20:59 for you)`.
pub fn deadline(moment: DateTime<Utc>, campus: Tz, reader: Tz) -> impl IntoView + use<> {
    let in_own = own(moment, campus, reader).map(|text| view! { <span class="own-zone">" ("{text}" for you)"</span> });
    view! { <time datetime=moment.to_rfc3339()>{long(moment, campus)}" campus time"</time>{in_own} }
}

/// How far away a moment is, in words: `in 3 days`, `tomorrow`, `2 days ago`; by campus days, not by hours.
pub fn distance(moment: DateTime<Utc>, now: DateTime<Utc>, campus: Tz) -> String {
    let days = (moment.with_timezone(&campus).date_naive() - now.with_timezone(&campus).date_naive()).num_days();
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2.. => format!("in {days} days"),
        _ => format!("{} days ago", -days),
    }
}

/// Minutes as people say them: `45 min`, `1 h 30 min`.
pub fn length(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

/// The instant at which a campus day begins.
pub fn midnight(date: NaiveDate, campus: Tz) -> DateTime<Utc> {
    let local = date.and_time(chrono::NaiveTime::MIN);
    let found = campus.from_local_datetime(&local).earliest();
    found.map_or_else(|| local.and_utc(), |moment| moment.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_deadline_names_the_other_day_where_it_is_another_day() {
        let moment = at("2027-03-10T04:59:00Z");
        let campus = chrono_tz::America::New_York;
        assert_eq!(long(moment, campus), "Tue 9 Mar 2027, 23:59");
        assert_eq!(own(moment, campus, chrono_tz::America::Los_Angeles).as_deref(), Some("20:59"));
        assert_eq!(own(moment, campus, chrono_tz::Europe::Berlin).as_deref(), Some("Wed 10 Mar, 05:59"));
        assert_eq!(own(moment, campus, chrono_tz::America::Toronto), None);
    }

    #[test]
    fn distance_counts_campus_days() {
        let campus = chrono_tz::America::New_York;
        assert_eq!(distance(at("2027-03-10T04:59:00Z"), at("2027-03-09T05:00:00Z"), campus), "today");
        assert_eq!(distance(at("2027-03-10T05:00:00Z"), at("2027-03-10T04:59:00Z"), campus), "tomorrow");
        assert_eq!(distance(at("2027-03-07T12:00:00Z"), at("2027-03-10T12:00:00Z"), campus), "3 days ago");
    }

    #[test]
    fn a_residency_is_named_by_its_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(days(day("2027-03-06"), day("2027-03-09")), "Sat 6 – Tue 9 Mar 2027");
        assert_eq!(days(day("2027-02-27"), day("2027-03-02")), "Sat 27 Feb – Tue 2 Mar 2027");
    }
}
