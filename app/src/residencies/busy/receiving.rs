//! Calendars as they arrive: fetched from an address, or uploaded with a form.

use axum::{
    extract::{
        Multipart,
        multipart::{MultipartError, MultipartRejection},
    },
    http::StatusCode,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    FieldError,
    residencies::busy::{self, Reading, Unreadable},
};

use crate::{Site, forms::Typed};

/// Reads the calendar at an address; the error is a sentence for its person.
///
/// # Errors
/// If nothing can be fetched there, or it is no calendar.
pub async fn read_address(site: &Site, address: &str, now: DateTime<Utc>, own: Tz) -> Result<Reading, String> {
    let bytes = site.outside.calendars.fetch(address).await.map_err(|unreached| unreached.to_string())?;
    read(bytes, now, own).await
}

/// Reads a calendar beside everything else: a large one takes a while.
pub(super) async fn read(bytes: Vec<u8>, now: DateTime<Utc>, own: Tz) -> Result<Reading, String> {
    let reading = tokio::task::spawn_blocking(move || busy::read(&bytes, busy::window(now), own)).await;
    reading.map_err(|_| Unreadable::NoCalendar.to_string())?.map_err(|unreadable| unreadable.to_string())
}

/// A form with a calendar: what was typed, and the file if one was chosen.
#[derive(Default)]
pub(super) struct Sent {
    pub typed: Typed,
    pub file: Option<Vec<u8>>,
}

/// Receives the form whole; the error is about the field `file`.
pub(super) async fn receive(form: Result<Multipart, MultipartRejection>) -> Result<Sent, FieldError> {
    let Ok(mut form) = form else { return Ok(Sent::default()) };
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let is_file = field.file_name().is_some();
        let bytes = field.bytes().await.map_err(|error| broken(&error))?;
        if is_file {
            sent.file = Some(bytes.to_vec()).filter(|bytes| !bytes.is_empty());
        } else {
            sent.typed = sent.typed.replaced(&name, String::from_utf8_lossy(&bytes).replace('\0', ""));
        }
    }
    Ok(sent)
}

fn broken(error: &MultipartError) -> FieldError {
    let message = if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Unreadable::TooLarge.to_string()
    } else {
        "The file did not arrive whole. Choose it again and upload it once more.".into()
    };
    FieldError { field: "file", message }
}
