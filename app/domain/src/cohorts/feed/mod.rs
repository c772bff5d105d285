//! A calendar as other programs read it: iCalendar (RFC 5545). Pure: the same dates make the same bytes, so that a reader who has them
//! already is told so.
//!
//! No results, no reasons and nobody's name stand in it: whoever has the address reads it.

pub(crate) mod lines;
mod zone;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sha2::{Digest, Sha256};

use super::{Entry, EntryKind};
use lines::Lines;

/// How long a reader may wait before it looks again. Most decide for themselves, up to a day.
const REFRESH: &str = "PT4H";

/// What a feed is made of.
#[derive(Clone, Debug)]
pub struct Feed {
    /// The calendar's name in other programs.
    pub name: String,
    /// Where people reach the site, without a trailing slash; its host stands behind every UID.
    pub base_url: String,
    /// The cohorts in it.
    pub parts: Vec<Part>,
}

/// The dates of one cohort.
#[derive(Clone, Debug)]
pub struct Part {
    /// Stands before each title, where there are several cohorts.
    pub label: Option<String>,
    /// The campus zone.
    pub campus: Tz,
    /// The path of the page that shows these dates.
    pub page: String,
    /// Whether units and modules can be opened by the reader: a student's.
    pub studies: bool,
    /// The dates.
    pub entries: Vec<Entry>,
    /// What has hours.
    pub hours: Vec<Timed>,
}

/// Something with a beginning and an end on the clock, such as a session of a residency.
#[derive(Clone, Debug)]
pub struct Timed {
    /// Its UID, for good.
    pub id: uuid::Uuid,
    /// Its name.
    pub title: String,
    /// Where; may be empty.
    pub place: String,
    /// The path of the page it leads to.
    pub page: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Goes up with every change.
    pub sequence: i64,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// Since when it is off, if it is.
    pub canceled_at: Option<DateTime<Utc>>,
}

/// The feed as iCalendar, lines ended by CR LF.
pub fn write(feed: &Feed) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//Attending//Calendar//EN");
    lines.put("CALSCALE", "GREGORIAN");
    // No METHOD: with one, DTSTAMP would be the moment of writing, and no two answers would be the same.
    lines.text("NAME", &feed.name);
    lines.text("X-WR-CALNAME", &feed.name);
    lines.put("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.put("X-PUBLISHED-TTL", REFRESH);
    if let [only] = feed.parts.as_slice() {
        lines.put("X-WR-TIMEZONE", only.campus.name());
    }
    zones(&mut lines, feed);
    let host = host(&feed.base_url);
    for part in &feed.parts {
        for entry in &part.entries {
            event(&mut lines, feed, part, (entry, host));
        }
        for one in &part.hours {
            timed(&mut lines, feed, part, (one, host));
        }
    }
    lines.put("END", "VCALENDAR");
    lines.finish()
}

/// What these bytes are called, for a reader who asks whether they changed.
pub fn etag(text: &str) -> String {
    format!("\"{}\"", &hex::encode(Sha256::digest(text.as_bytes()))[..32])
}

/// The host of an address, without port.
pub(crate) fn host(base_url: &str) -> &str {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or(rest)
}

/// Each campus zone once, over the years of its dates.
fn zones(lines: &mut Lines, feed: &Feed) {
    let mut written: Vec<Tz> = Vec::new();
    for part in &feed.parts {
        if written.contains(&part.campus) {
            continue;
        }
        written.push(part.campus);
        let of_zone = feed.parts.iter().filter(|other| other.campus == part.campus);
        let of_part = |part: &Part| {
            let hours = part.hours.iter().flat_map(|one| [one.starts_at, one.ends_at]);
            part.entries.iter().filter_map(|entry| entry.at).chain(hours).collect::<Vec<_>>()
        };
        let moments: Vec<_> = of_zone.flat_map(of_part).collect();
        if let (Some(first), Some(last)) = (moments.iter().min(), moments.iter().max()) {
            zone::write(lines, part.campus, *first, *last);
        }
    }
}

fn event(lines: &mut Lines, feed: &Feed, part: &Part, (entry, host): (&Entry, &str)) {
    lines.put("BEGIN", "VEVENT");
    lines.put("UID", &format!("{}@{host}", entry.id));
    // Without a METHOD both mean the same: when this was last changed.
    lines.put("DTSTAMP", &instant(entry.changed_at));
    lines.put("LAST-MODIFIED", &instant(entry.changed_at));
    lines.put("SEQUENCE", &entry.sequence.to_string());
    match entry.at {
        Some(moment) => lines.put(&format!("DTSTART;TZID={}", part.campus.name()), &local(moment, part.campus)),
        None => {
            lines.put("DTSTART;VALUE=DATE", &date(entry.first_day));
            // The first day that is no longer part of it.
            lines.put("DTEND;VALUE=DATE", &date(entry.last_day.succ_opt().unwrap_or(entry.last_day)));
        }
    }
    lines.text("SUMMARY", &summary(part, entry));
    if !entry.place.is_empty() {
        lines.text("LOCATION", &entry.place);
    }
    lines.put("URL", &format!("{}{}", feed.base_url, page(part, entry)));
    lines.put("STATUS", if entry.canceled_at.is_some() { "CANCELLED" } else { "CONFIRMED" });
    // Residencies keep the days busy; a deadline keeps nobody from anything.
    lines.put("TRANSP", if entry.kind == EntryKind::Residency { "OPAQUE" } else { "TRANSPARENT" });
    lines.put("END", "VEVENT");
}

fn timed(lines: &mut Lines, feed: &Feed, part: &Part, (one, host): (&Timed, &str)) {
    let zone = part.campus.name();
    lines.put("BEGIN", "VEVENT");
    lines.put("UID", &format!("{}@{host}", one.id));
    lines.put("DTSTAMP", &instant(one.changed_at));
    lines.put("LAST-MODIFIED", &instant(one.changed_at));
    lines.put("SEQUENCE", &one.sequence.to_string());
    lines.put(&format!("DTSTART;TZID={zone}"), &local(one.starts_at, part.campus));
    lines.put(&format!("DTEND;TZID={zone}"), &local(one.ends_at, part.campus));
    lines.text("SUMMARY", &part.label.as_ref().map_or_else(|| one.title.clone(), |label| format!("{label}: {}", one.title)));
    if !one.place.is_empty() {
        lines.text("LOCATION", &one.place);
    }
    lines.put("URL", &format!("{}{}", feed.base_url, one.page));
    lines.put("STATUS", if one.canceled_at.is_some() { "CANCELLED" } else { "CONFIRMED" });
    lines.put("TRANSP", "OPAQUE");
    lines.put("END", "VEVENT");
}

fn summary(part: &Part, entry: &Entry) -> String {
    let title = entry.of_module().map_or_else(|| entry.title.clone(), |module| format!("{}, {module}", entry.title));
    let what = match entry.kind {
        EntryKind::Residency => title,
        EntryKind::Opens => format!("Opens: {title}"),
        EntryKind::Due | EntryKind::UnitDue => format!("Due: {title}"),
    };
    part.label.as_ref().map(|label| format!("{label}: {what}")).unwrap_or(what)
}

/// Where a date leads: for a student to what is to be done, otherwise to the calendar.
fn page(part: &Part, entry: &Entry) -> String {
    match (part.studies, &entry.module_slug, &entry.unit) {
        (true, Some(module), Some(unit)) => format!("/learn/{module}/{unit}"),
        (true, Some(module), None) => format!("/learn/{module}"),
        _ => part.page.clone(),
    }
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn local(moment: DateTime<Utc>, campus: Tz) -> String {
    moment.with_timezone(&campus).format("%Y%m%dT%H%M%S").to_string()
}

fn instant(moment: DateTime<Utc>) -> String {
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests;
