//! An invitation as calendar programs read it (RFC 5546): asked to come, told what changed, told that it is off. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{cohorts::feed::lines::Lines, ids::EntryId};

/// What is said with a calendar entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// It is asked whether somebody comes; again with every change.
    Request,
    /// It is off, or no longer for them.
    Cancel,
}

impl Method {
    /// As calendars and the database write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// In whose name invitations are sent, and where their answers go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organizer {
    /// As calendars show it.
    pub name: String,
    /// The address of the office.
    pub address: String,
    /// The address whose mail comes back to `attending receive`, if there is one: `rsvp@school.example`.
    pub answers_to: Option<String>,
}

impl Organizer {
    /// The organizer's address in one student's invitation: where answers are read, it carries the secret by which they are known.
    fn address_for(&self, token: &str) -> String {
        match self.answers_to.as_deref().and_then(|address| address.rsplit_once('@')) {
            Some((local, host)) => format!("{local}+{token}@{host}"),
            None => self.address.clone(),
        }
    }
}

/// What is needed to send invitations.
#[derive(Clone, Debug)]
pub struct Inviting {
    /// Where people reach the site, without a trailing slash.
    pub base_url: String,
    /// In whose name.
    pub organizer: Organizer,
    /// Makes a secret: 32 characters of `0-9` and `a-f` that nobody can guess.
    pub secret: fn() -> String,
}

/// One student's invitation to a residency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The residency's entry in calendars.
    pub entry: EntryId,
    /// What is said.
    pub method: Method,
    /// Only rises.
    pub sequence: i64,
    /// When it is said.
    pub stamp: DateTime<Utc>,
    /// The residency.
    pub title: String,
    /// Where; may be empty.
    pub place: String,
    /// The first campus day.
    pub first_day: NaiveDate,
    /// The last campus day, included.
    pub last_day: NaiveDate,
    /// Whom: name and address.
    pub attendee: (String, String),
    /// The secret of this student and residency.
    pub token: String,
    /// The path of the page where they answer.
    pub page: String,
}

/// The UID of an entry on a site: that of feeds, too.
pub fn uid(entry: EntryId, base_url: &str) -> String {
    format!("{entry}@{}", crate::cohorts::feed::host(base_url))
}

/// The invitation as iCalendar, lines ended by CR LF.
pub fn write(invitation: &Invitation, inviting: &Inviting) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("PRODID", "-//Attending//Invitation//EN");
    lines.put("VERSION", "2.0");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", invitation.method.as_str());
    lines.put("BEGIN", "VEVENT");
    lines.put("UID", &uid(invitation.entry, &inviting.base_url));
    lines.put("DTSTAMP", &invitation.stamp.format("%Y%m%dT%H%M%SZ").to_string());
    lines.put("SEQUENCE", &invitation.sequence.to_string());
    lines.put("DTSTART;VALUE=DATE", &date(invitation.first_day));
    // The first day that is no longer part of it.
    lines.put("DTEND;VALUE=DATE", &date(invitation.last_day.succ_opt().unwrap_or(invitation.last_day)));
    lines.text("SUMMARY", &invitation.title);
    if !invitation.place.is_empty() {
        lines.text("LOCATION", &invitation.place);
    }
    lines.text("DESCRIPTION", &description(invitation, inviting));
    lines.put("URL", &format!("{}{}", inviting.base_url, invitation.page));
    people(&mut lines, invitation, &inviting.organizer);
    lines.put("STATUS", if invitation.method == Method::Cancel { "CANCELLED" } else { "CONFIRMED" });
    lines.put("TRANSP", "OPAQUE");
    lines.put("END", "VEVENT");
    lines.put("END", "VCALENDAR");
    lines.finish()
}

fn description(invitation: &Invitation, inviting: &Inviting) -> String {
    let page = format!("{}{}", inviting.base_url, invitation.page);
    match (invitation.method, &inviting.organizer.answers_to) {
        (Method::Cancel, _) => format!("You are no longer expected. See {page}"),
        (Method::Request, Some(_)) => format!("Accept or decline here. If you come on some of the days only, say on which: {page}"),
        (Method::Request, None) => format!("Say whether you come: {page}"),
    }
}

/// Who invites and who is invited. Where no answers are read, none is asked for: it is given on the page.
fn people(lines: &mut Lines, invitation: &Invitation, organizer: &Organizer) {
    let address = organizer.address_for(&invitation.token);
    lines.put(&format!("ORGANIZER;CN={}", quoted(&organizer.name)), &mailto(&address));
    let (name, email) = &invitation.attendee;
    let asked = match (invitation.method, &organizer.answers_to) {
        (Method::Request, Some(_)) => ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE",
        (Method::Request, None) => ";PARTSTAT=NEEDS-ACTION;RSVP=FALSE",
        (Method::Cancel, _) => "",
    };
    let attendee = format!("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{asked};CN={}", quoted(name));
    lines.put(&attendee, &mailto(email));
}

/// A name as the value of a parameter: it can hold neither quotes nor line breaks (RFC 5545, 3.2).
fn quoted(name: &str) -> String {
    let plain: String =
        name.chars().filter(|letter| !letter.is_control()).map(|letter| if letter == '"' { '\'' } else { letter }).collect();
    format!("\"{plain}\"")
}

/// An address as a `mailto:` (RFC 6068): what has a meaning in an address of the web is written as its number.
fn mailto(address: &str) -> String {
    let mut out = String::from("mailto:");
    for letter in address.chars() {
        match letter {
            plain if plain.is_ascii_alphanumeric() || "@.-_+~!$'*=".contains(plain) => out.push(plain),
            other => other.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}"))),
        }
    }
    out
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

#[cfg(test)]
mod tests {
    use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarMethod, ICalendarParameterName, ICalendarProperty};

    use super::*;

    fn inviting(answers_to: Option<&str>) -> Inviting {
        let (name, address) = ("Attending, \"MMM\"".to_owned(), "office@school.example".to_owned());
        let organizer = Organizer { name, address, answers_to: answers_to.map(str::to_owned) };
        Inviting { base_url: "https://school.example".into(), organizer, secret: String::new }
    }

    fn invitation(method: Method) -> Invitation {
        Invitation {
            entry: "0190a3f0-0000-7000-8000-000000000001".parse().unwrap(),
            method,
            sequence: 3,
            stamp: "2026-11-22T12:00:00Z".parse().unwrap(),
            title: "Opening residency; four days, in person, with everybody who begins in January".into(),
            place: "Pittsburgh\nMain campus".into(),
            first_day: "2027-01-09".parse().unwrap(),
            last_day: "2027-01-12".parse().unwrap(),
            attendee: ("Amara \"A\" Okafor\r\nATTENDEE:mailto:eve@evil.example".into(), "amara.o%k@school.example".into()),
            token: "0123456789abcdef0123456789abcdef".into(),
            page: "/residencies/1/answer".into(),
        }
    }

    /// One line of the text with its folds undone.
    fn line<'a>(unfolded: &'a str, name: &str) -> &'a str {
        unfolded.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name} in {unfolded}"))
    }

    #[test]
    fn another_reader_finds_what_was_asked() {
        let text = write(&invitation(Method::Request), &inviting(Some("rsvp@school.example")));
        let read = ICalendar::parse(&text).unwrap();
        let method = read.components[0].property(&ICalendarProperty::Method).unwrap();
        assert_eq!(method.values[0], calcard::icalendar::ICalendarValue::Method(ICalendarMethod::Request));
        let events: Vec<_> = read.components.iter().filter(|one| one.component_type == ICalendarComponentType::VEvent).collect();
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].uid(), Some("0190a3f0-0000-7000-8000-000000000001@school.example"));
        let summary = events[0].property(&ICalendarProperty::Summary).unwrap().values[0].as_text().unwrap();
        assert_eq!(summary, invitation(Method::Request).title);
        let attendees = events[0].entries.iter().filter(|entry| entry.name == ICalendarProperty::Attendee).count();
        assert_eq!(attendees, 1, "a name adds nobody: {text}");
        let organizer = events[0].property(&ICalendarProperty::Organizer).unwrap();
        assert!(organizer.params.iter().any(|param| param.name == ICalendarParameterName::Cn), "{text}");
    }

    #[test]
    fn a_request_asks_for_an_answer_to_an_address_that_carries_the_secret() {
        let unfolded = write(&invitation(Method::Request), &inviting(Some("rsvp@school.example"))).replace("\r\n ", "");
        assert_eq!(
            line(&unfolded, "ORGANIZER"),
            "ORGANIZER;CN=\"Attending, 'MMM'\":mailto:rsvp+0123456789abcdef0123456789abcdef@school.example"
        );
        let attendee = line(&unfolded, "ATTENDEE");
        assert!(attendee.contains(";PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=\"Amara 'A' Okafor"), "{attendee}");
        assert!(attendee.ends_with(":mailto:amara.o%25k@school.example"), "{attendee}");
        for whole in ["METHOD:REQUEST", "SEQUENCE:3", "DTSTART;VALUE=DATE:20270109", "DTEND;VALUE=DATE:20270113", "STATUS:CONFIRMED"] {
            assert!(unfolded.lines().any(|line| line == whole), "{whole} in {unfolded}");
        }
    }

    #[test]
    fn where_no_answers_are_read_none_is_asked_for() {
        let unfolded = write(&invitation(Method::Request), &inviting(None)).replace("\r\n ", "");
        assert!(line(&unfolded, "ORGANIZER").ends_with(":mailto:office@school.example"), "{unfolded}");
        assert!(unfolded.contains("RSVP=FALSE") && !unfolded.contains("0123456789abcdef0123"), "{unfolded}");
    }

    #[test]
    fn a_cancellation_names_the_same_entry_and_asks_nothing() {
        let unfolded = write(&invitation(Method::Cancel), &inviting(Some("rsvp@school.example"))).replace("\r\n ", "");
        assert!(unfolded.contains("\r\nMETHOD:CANCEL\r\n") && unfolded.contains("\r\nSTATUS:CANCELLED\r\n"), "{unfolded}");
        assert!(!unfolded.contains("RSVP") && unfolded.contains("mailto:amara.o%25k@school.example"), "{unfolded}");
    }
}
