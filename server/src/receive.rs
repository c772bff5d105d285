//! An answer to an invitation, read from a mail: whatever else came is nothing to us. Anybody can write to that address, so nothing in a mail
//! is believed but the secret that stood in the invitation.

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarMethod, ICalendarParameterName,
    ICalendarParameterValue, ICalendarParticipationStatus, ICalendarProperty, ICalendarValue,
};
use chrono::{DateTime, Utc};
use domain::residencies::store::{PartStat, Reply};
// The parser of the mail server Stalwart, like calcard: MIT or Apache-2.0, and in our lock file through it anyway.
use mail_parser::{Address, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders};

/// The most bytes of a mail that are looked at: an answer has a few thousand.
pub const LARGEST: usize = 1024 * 1024;
/// The most parts of a mail that are looked at.
const PARTS: usize = 32;
/// The length of a secret: 128 bits, as `0-9a-f`.
const SECRET: usize = 32;

/// The answer in a mail, or why there is none.
///
/// # Errors
/// A few words on why it is no answer.
pub fn reply(mail: &[u8]) -> Result<Reply, &'static str> {
    if mail.len() > LARGEST {
        return Err("it is too large");
    }
    let message = MessageParser::default().parse(mail).ok_or("it is no mail")?;
    let calendars = message.parts.iter().take(PARTS).filter(|part| is_calendar(part)).filter_map(MessagePart::text_contents);
    let mut why = None;
    for text in calendars {
        match of_calendar(text, addressees(&message)) {
            Ok(reply) => return Ok(reply),
            Err(reason) => why = why.or(Some(reason)),
        }
    }
    Err(why.unwrap_or("it has no calendar in it"))
}

fn is_calendar(part: &MessagePart<'_>) -> bool {
    let kind = part.content_type().map(|kind| (kind.ctype().to_ascii_lowercase(), kind.subtype().unwrap_or_default().to_ascii_lowercase()));
    matches!(kind.as_ref().map(|(kind, sub)| (kind.as_str(), sub.as_str())), Some(("text", "calendar") | ("application", "ics")))
}

/// The addresses a mail was sent to.
fn addressees(message: &Message<'_>) -> Vec<String> {
    let header = |name: &str| match message.header(name.to_owned()) {
        Some(HeaderValue::Address(address)) => addresses(address),
        Some(HeaderValue::Text(text)) => vec![text.to_string()],
        _ => Vec::new(),
    };
    ["To", "Cc", "Delivered-To", "X-Original-To"].into_iter().flat_map(header).collect()
}

fn addresses(address: &Address<'_>) -> Vec<String> {
    address.iter().filter_map(|one| one.address().map(str::to_owned)).take(PARTS).collect()
}

fn of_calendar(text: &str, addressees: Vec<String>) -> Result<Reply, &'static str> {
    let calendar = ICalendar::parse(text).map_err(|_| "its calendar cannot be read")?;
    let method = calendar.components.iter().find_map(|one| one.property(&ICalendarProperty::Method)).and_then(|entry| entry.values.first());
    if method != Some(&ICalendarValue::Method(ICalendarMethod::Reply)) {
        return Err("its calendar is no answer");
    }
    let mut events = calendar.components.iter().filter(|one| one.component_type == ICalendarComponentType::VEvent);
    let (Some(event), None) = (events.next(), events.next()) else { return Err("it does not answer exactly one invitation") };
    let mut attendees = event.entries.iter().filter(|entry| entry.name == ICalendarProperty::Attendee);
    let (Some(attendee), None) = (attendees.next(), attendees.next()) else { return Err("it is not the answer of exactly one person") };
    let organizer = event.property(&ICalendarProperty::Organizer).and_then(ICalendarEntry::calendar_address).map(str::to_owned);
    Ok(Reply {
        tokens: organizer.into_iter().chain(addressees).filter_map(|address| secret(&address)).take(PARTS).collect(),
        uid: event.uid().ok_or("its calendar has no UID")?.to_owned(),
        attendee: attendee.calendar_address().map(decoded).ok_or("it does not say who answers")?,
        partstat: chosen(attendee).ok_or("nothing was chosen in it")?,
        sequence: number(event),
        stamp: stamp(event).ok_or("it does not say when it was given")?,
    })
}

/// `rsvp+0123…@school.example`: what stands behind the plus, if it looks like a secret of ours.
fn secret(address: &str) -> Option<String> {
    let address = decoded(address).to_ascii_lowercase();
    let (local, _) = address.rsplit_once('@')?;
    let (_, secret) = local.rsplit_once('+')?;
    (secret.len() == SECRET && secret.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| secret.to_owned())
}

/// An address without the numbers that stand for characters in addresses of the web: some programs write `%2B` for the plus.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let number = after.get(..2).filter(|_| *first == b'%').and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        bytes.push(number.unwrap_or(*first));
        rest = if number.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn chosen(attendee: &ICalendarEntry) -> Option<PartStat> {
    match attendee.parameter(&ICalendarParameterName::Partstat)? {
        ICalendarParameterValue::Partstat(ICalendarParticipationStatus::Accepted) => Some(PartStat::Accepted),
        ICalendarParameterValue::Partstat(ICalendarParticipationStatus::Declined) => Some(PartStat::Declined),
        ICalendarParameterValue::Partstat(ICalendarParticipationStatus::Tentative) => Some(PartStat::Tentative),
        _ => None,
    }
}

/// The sequence of what is answered; 0 where none is named (RFC 5545, 3.8.7.4).
fn number(event: &ICalendarComponent) -> i64 {
    event.property(&ICalendarProperty::Sequence).and_then(|entry| entry.values.first()?.as_integer()).unwrap_or(0)
}

fn stamp(event: &ICalendarComponent) -> Option<DateTime<Utc>> {
    let moment = event.property(&ICalendarProperty::Dtstamp)?.values.first()?.as_partial_date_time()?.to_timestamp()?;
    DateTime::from_timestamp(moment, 0)
}

#[cfg(test)]
mod tests;
