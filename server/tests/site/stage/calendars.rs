//! The internet of the tests: calendars at a few addresses, and nothing else.

use app::residencies::busy::{Fetching, Unreached};

/// At `https://calendar.example/`: `call.ics` has two shifts from the third of the month after next, `empty.ics` nothing, `page` a page.
pub struct Calendars;

impl app::residencies::busy::Calendars for Calendars {
    fn fetch<'a>(&'a self, address: &'a str) -> Fetching<'a> {
        Box::pin(async move {
            let body = match address.strip_prefix("https://calendar.example/") {
                Some("call.ics") => {
                    "BEGIN:VEVENT\r\nDTSTART:20270301T120000Z\r\nDTEND:20270302T120000Z\r\nSUMMARY:Secret\r\nEND:VEVENT\r\n"
                }
                Some("empty.ics") => "",
                Some("page") => return Ok(b"<!doctype html><p>Sign in".to_vec()),
                Some(_) => return Err(Unreached::NotThere),
                None => return Err(Unreached::Nowhere),
            };
            Ok(format!("BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n").into_bytes())
        })
    }
}
