//! What people do with their busy times.

use axum::{
    extract::{Multipart, Path, State as Shared, multipart::MultipartRejection},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{Days, NaiveDate, TimeDelta};
use domain::{
    Conflict, Error, FieldError,
    accounts::rules::{Allowance, Beyond},
    ids::BusySourceId,
    residencies::{
        busy::{Interval, Reading, SourceKind, merged, typed_rule},
        store::{self, MOST_CALENDARS, MOST_MARKED, NewSource},
    },
};

use super::{
    pages::{busy_page, conflicts_page, days_away_page, reckoned},
    receiving::{read, read_address, receive},
};
use crate::{
    AppError, Site,
    accounts::limits,
    forms::Typed,
    visit::{Scheduled, Student, Visit},
    when,
};

/// Addresses that one person has us read.
const ADDRESSES: Allowance =
    Allowance { purpose: "calendar-address", together: 12, within: TimeDelta::hours(1), anywhere: 20, beyond: Beyond::Refused };
/// Calendars that visitors have us read.
const VISITORS: Allowance =
    Allowance { purpose: "days-away", together: 10, within: TimeDelta::hours(1), anywhere: 300, beyond: Beyond::Refused };
/// The longest stretch of days that is marked at once.
const LONGEST_STRETCH: u64 = 120;

fn wrong(field: &'static str, message: impl Into<String>) -> Vec<FieldError> {
    vec![FieldError { field, message: message.into() }]
}

/// `POST /busy/addresses`: read at once, so that whoever pasted it sees what came of it.
pub async fn add_address(Shared(site): Shared<Site>, reader: Scheduled, typed: Typed) -> Result<Response, AppError> {
    let address = typed.trimmed("address");
    if address.is_empty() {
        return again(&reader, typed, wrong("address", "Paste the address of your calendar.")).await;
    }
    limits::count(&reader, ADDRESSES, &reader.session.person.id.to_string()).await?;
    let reading = match read_address(&site, &address, reader.now, reader.session.person.time_zone).await {
        Ok(reading) => reading,
        Err(why) => return again(&reader, typed, wrong("address", why)).await,
    };
    let id = BusySourceId::new();
    let closed = site.outside.seal.close(&id.to_string(), &address).map_err(|_| AppError::Broken)?;
    let new = NewSource { id, person: reader.session.person.id, kind: SourceKind::Address, address: Some((closed, host(&address))) };
    keep(&site, &reader, typed, new, reading, "address").await
}

/// The part of an address that says where it is; the rest is secret.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase()
}

/// `POST /busy/files`
pub async fn add_file(
    Shared(site): Shared<Site>,
    reader: Scheduled,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, AppError> {
    let bytes = match receive(form).await {
        Ok(sent) => sent.file,
        Err(error) => return again(&reader, Typed::default(), vec![error]).await,
    };
    let Some(bytes) = bytes else { return again(&reader, Typed::default(), wrong("file", "Choose a file.")).await };
    match read(bytes, reader.now, reader.session.person.time_zone).await {
        Ok(reading) => {
            let new = NewSource { id: BusySourceId::new(), person: reader.session.person.id, kind: SourceKind::File, address: None };
            keep(&site, &reader, Typed::default(), new, reading, "file").await
        }
        Err(why) => again(&reader, Typed::default(), wrong("file", why)).await,
    }
}

/// `POST /busy/days`
pub async fn mark_days(Shared(site): Shared<Site>, reader: Scheduled, typed: Typed) -> Result<Response, AppError> {
    let (first, last) = match stretch(&typed, reader.now.date_naive()) {
        Ok(days) => days,
        Err(errors) => return again(&reader, typed, errors).await,
    };
    let zone = reader.session.person.time_zone;
    let block = Interval { starts_at: when::midnight(first, zone), ends_at: when::midnight(last + Days::new(1), zone) };
    let new = NewSource { id: BusySourceId::new(), person: reader.session.person.id, kind: SourceKind::Days, address: None };
    keep(&site, &reader, typed, new, Reading { blocks: merged(vec![block]), not_understood: 0 }, "from").await
}

fn stretch(typed: &Typed, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), Vec<FieldError>> {
    let day = |name: &'static str| typed.trimmed(name).parse::<NaiveDate>().ok();
    let first = day("from").ok_or_else(|| wrong("from", "Give the first day."))?;
    let last = if typed.trimmed("until").is_empty() { Some(first) } else { day("until") };
    let last = last.ok_or_else(|| wrong("until", "Give the last day, or leave it empty for one day."))?;
    if last < first {
        return Err(wrong("until", "The last day comes before the first."));
    }
    if last < today || first > today + Days::new(550) {
        return Err(wrong("from", "Mark days from today on, up to eighteen months ahead."));
    }
    if last > first + Days::new(LONGEST_STRETCH) {
        return Err(wrong("until", "Mark at most 120 days at once."));
    }
    Ok((first, last))
}

async fn keep(
    site: &Site,
    reader: &Scheduled,
    typed: Typed,
    new: NewSource,
    reading: Reading,
    field: &'static str,
) -> Result<Response, AppError> {
    let now = reader.now;
    let kept = site.db.write(move |tx| Box::pin(async move { store::add_busy_source(tx, now, &new, &reading).await }));
    match kept.await {
        Ok(()) => Ok(Redirect::to("/busy?done=kept").into_response()),
        Err(Error::Conflict(Conflict::Closed)) => {
            let words = format!(
                "You have {MOST_CALENDARS} calendars or {MOST_MARKED} stretches of days, which is all one can have. Remove one first."
            );
            again(reader, typed, wrong(field, words)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn again(reader: &Scheduled, typed: Typed, errors: Vec<FieldError>) -> Result<Response, AppError> {
    Ok(busy_page(reader, typed.with(errors)).await?.into_response())
}

/// `POST /busy/{source}/removal`
pub async fn remove_source(Shared(site): Shared<Site>, reader: Scheduled, Path(source): Path<String>) -> Result<Redirect, AppError> {
    let (person, source) = (reader.session.person.id, source.parse().map_err(|_| AppError::NotFound)?);
    site.db.write(move |tx| Box::pin(async move { store::remove_busy_source(tx, person, source).await })).await?;
    Ok(Redirect::to("/busy?done=removed"))
}

/// `POST /conflicts/scheduler`
pub async fn keep_rule(Shared(site): Shared<Site>, student: Student, typed: Typed) -> Result<Response, AppError> {
    let rule = match typed_rule(typed.get("kind"), typed.get("notice"), typed.get("day"), typed.get("months")) {
        Ok(rule) => rule,
        Err(Error::Invalid(errors)) => return Ok(conflicts_page(&student, typed.with(errors)).await?.into_response()),
        Err(other) => return Err(other.into()),
    };
    let person = student.session.person.id;
    site.db.write(move |tx| Box::pin(async move { store::put_scheduler_rule(tx, person, rule).await })).await?;
    Ok(Redirect::to("/conflicts?done=kept").into_response())
}

/// `POST /days-away`: answered at once from what was sent, which is nowhere kept.
pub async fn count_days_away(
    Shared(site): Shared<Site>,
    visit: Visit,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, AppError> {
    let sent = match receive(form).await {
        Ok(sent) => sent,
        Err(error) => return Ok(days_away_page(&visit, Typed::default().with(vec![error]), None).await?.into_response()),
    };
    let address = sent.typed.trimmed("address");
    if sent.file.is_none() && address.is_empty() {
        let errors = wrong("address", "Paste the address of your calendar, or choose a file.");
        return Ok(days_away_page(&visit, sent.typed.with(errors), None).await?.into_response());
    }
    limits::count(&visit, VISITORS, "").await?;
    let campus = reckoned(&site, visit.now).await?;
    let (field, reading) = match sent.file {
        Some(bytes) => ("file", read(bytes, visit.now, campus).await),
        None => ("address", read_address(&site, &address, visit.now, campus).await),
    };
    // The address is not sent back: whoever looks over the shoulder, or goes back in this browser, does not find it.
    let page = match reading {
        Ok(reading) => days_away_page(&visit, Typed::default().with(Vec::new()), Some(reading.blocks)).await?,
        Err(why) => days_away_page(&visit, sent.typed.with(wrong(field, why)), None).await?,
    };
    Ok(page.into_response())
}
