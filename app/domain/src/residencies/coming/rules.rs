//! What may be asked, answered and written down. Pure.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;

use super::{Answer, Answering, Asking, Diet, LocalMoment, Lodging, Needs};
use crate::{
    Error, FieldError, Result,
    cohorts::{Residency, calendar::end_of_day},
    ids::EnrollmentId,
};

/// The most characters of a note or another text of several lines.
pub const LONGEST_NOTE: usize = 500;
/// The most characters of a line: a name, a telephone number.
pub const LONGEST_LINE: usize = 100;
/// For how many days after a residency its logistics can be kept at most.
pub const KEPT_AT_MOST: i64 = 90;
/// For how many days they are kept unless staff say otherwise.
pub const KEPT: i64 = 14;
/// How many days before the first day somebody may arrive, and after the last one leave.
const AROUND: u64 = 3;

fn wrong(field: &'static str, message: impl Into<String>) -> FieldError {
    FieldError { field, message: message.into() }
}

fn all_or(errors: Vec<FieldError>) -> Result<()> {
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// What staff typed to ask who comes: the day to answer by, the last day of changes, and how long logistics are kept.
///
/// # Errors
/// [`Error::Invalid`] by `answer_by`, `logistics_until`, `erase_after`.
pub fn asking(residency: &Residency, typed: [&str; 3], campus: Tz, now: DateTime<Utc>) -> Result<Asking> {
    let [by, until, kept] = typed;
    let (by, until) = (by.trim().parse::<NaiveDate>().ok(), until.trim().parse::<NaiveDate>().ok());
    let mut errors = Vec::new();
    match by {
        None => errors.push(wrong("answer_by", "Choose a day, or write it as 2027-03-09.")),
        Some(day) if end_of_day(day, campus) <= now => errors.push(wrong("answer_by", "Choose a day that is still to come.")),
        Some(day) if day >= residency.starts_on => errors.push(wrong("answer_by", "Choose a day before the residency begins.")),
        Some(_) => {}
    }
    match (until, by) {
        (None, _) => errors.push(wrong("logistics_until", "Choose a day, or write it as 2027-03-09.")),
        (Some(day), _) if day > residency.ends_on => errors.push(wrong("logistics_until", "Choose a day before the residency is over.")),
        (Some(day), Some(by)) if day < by => {
            errors.push(wrong(
                "logistics_until",
                "Choose the last day to answer or a later one: who answers then still needs to say the rest.",
            ));
        }
        _ => {}
    }
    let kept = kept.trim().parse::<i64>().ok().filter(|days| (0..=KEPT_AT_MOST).contains(days));
    if kept.is_none() {
        errors.push(wrong("erase_after", format!("Write a whole number of days, 0 to {KEPT_AT_MOST}.")));
    }
    all_or(errors)?;
    let (Some(by), Some(logistics_until), Some(erase_after)) = (by, until, kept) else { return Err(Error::NotFound) };
    Ok(Asking { answer_by: end_of_day(by, campus), logistics_until, erase_after })
}

/// The campus days of a residency.
pub fn days(residency: &Residency) -> Vec<NaiveDate> {
    residency.starts_on.iter_days().take_while(|day| *day <= residency.ends_on).collect()
}

/// An answer as it was typed: a part names some of the days, not all of them.
///
/// # Errors
/// [`Error::Invalid`] by `answer`, `days`, `note`.
pub fn answering<'a>(
    residency: &Residency,
    enrollment: EnrollmentId,
    answer: &str,
    typed_days: impl Iterator<Item = &'a str>,
    note: &str,
) -> Result<Answering> {
    let all = days(residency);
    let mut chosen: Vec<NaiveDate> = typed_days.filter_map(|day| day.parse().ok()).filter(|day| all.contains(day)).collect();
    chosen.sort_unstable();
    chosen.dedup();
    let mut errors = Vec::new();
    let answer = answer.parse::<Answer>().ok();
    match answer {
        None => errors.push(wrong("answer", "Choose an answer.")),
        Some(Answer::Part) if chosen.is_empty() => errors.push(wrong("days", "Choose the days on which you come.")),
        Some(Answer::Part) if chosen.len() == all.len() => {
            errors.push(wrong("days", "These are all of the days: choose “I come”, or leave out a day."));
        }
        Some(Answer::Part) => {}
        Some(_) => chosen.clear(),
    }
    errors.extend(long("note", note, LONGEST_NOTE));
    all_or(errors)?;
    let answer = answer.unwrap_or(Answer::No);
    Ok(Answering { residency: residency.id, enrollment, answer, days: chosen, note: tidy(note) })
}

/// The words with which staff write an answer down for somebody.
///
/// # Errors
/// [`Error::Invalid`] by `reason`.
pub fn reason(text: &str) -> Result<String> {
    if text.trim().is_empty() {
        return Err(Error::field("reason", "Say how you know: “told me on the phone”."));
    }
    all_or(long("reason", text, LONGEST_NOTE).into_iter().collect())?;
    Ok(tidy(text))
}

fn long(field: &'static str, text: &str, most: usize) -> Option<FieldError> {
    (tidy(text).chars().count() > most).then(|| wrong(field, format!("Write at most {most} characters.")))
}

fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// What a student typed about their stay.
#[derive(Clone, Debug, Default)]
pub struct TypedNeeds {
    /// Day and time of arrival, as `2027-03-09` and `14:30`.
    pub arrives: [String; 2],
    /// Day and time of leaving.
    pub leaves: [String; 2],
    /// The days of the evenings of the nights.
    pub nights: Vec<String>,
    /// A word of [`Lodging`], or nothing.
    pub room: String,
    /// Who comes along.
    pub companion: String,
    /// A word of [`Diet`].
    pub diet: String,
    /// More on that.
    pub diet_note: String,
    /// Allergies.
    pub allergies: String,
    /// Access needs.
    pub access_needs: String,
    /// Whom to call.
    pub contact_name: String,
    /// The number.
    pub contact_phone: String,
}

/// The nights that can be slept there: from the evening before the first day to that of the last.
pub fn possible_nights(residency: &Residency) -> Vec<NaiveDate> {
    let before = residency.starts_on.pred_opt().unwrap_or(residency.starts_on);
    before.iter_days().take_while(|day| *day <= residency.ends_on).collect()
}

/// What a student needs, checked.
///
/// # Errors
/// [`Error::Invalid`], each field by its name.
pub fn needs(residency: &Residency, typed: &TypedNeeds) -> Result<Needs> {
    let mut errors = Vec::new();
    let earliest = residency.starts_on.checked_sub_days(Days::new(AROUND)).unwrap_or(residency.starts_on);
    let latest = residency.ends_on.checked_add_days(Days::new(AROUND)).unwrap_or(residency.ends_on);
    let within = (earliest, latest);
    let arrives = moment("arrive", ["arrives_on", "arrives_at"], &typed.arrives, within, &mut errors);
    let leaves = moment("leave", ["leaves_on", "leaves_at"], &typed.leaves, within, &mut errors);
    let nights = nights(residency, typed, &mut errors);
    if let (Some(arrives), Some(leaves)) = (arrives, leaves) {
        in_order(arrives, leaves, &nights, &mut errors);
    }
    let room = typed.room.parse::<Lodging>().ok().filter(|_| !nights.is_empty());
    if room.is_none() && !nights.is_empty() {
        errors.push(wrong("room", "Choose how you want to sleep."));
    }
    let diet = typed.diet.parse::<Diet>().ok();
    match diet {
        None => errors.push(wrong("diet", "Choose what you eat.")),
        Some(Diet::Other) if typed.diet_note.trim().is_empty() => errors.push(wrong("diet_note", "Say what you eat.")),
        Some(_) => {}
    }
    texts(typed, &mut errors);
    all_or(errors)?;
    let (Some(arrives), Some(leaves), Some(diet)) = (arrives, leaves, diet) else { return Err(Error::NotFound) };
    Ok(Needs {
        arrives,
        leaves,
        nights,
        room,
        companion: tidy(&typed.companion),
        diet,
        diet_note: tidy(&typed.diet_note),
        allergies: tidy(&typed.allergies),
        access_needs: tidy(&typed.access_needs),
        contact_name: tidy(&typed.contact_name),
        contact_phone: tidy(&typed.contact_phone),
    })
}

fn moment(
    what: &str,
    [day_field, time_field]: [&'static str; 2],
    [day, time]: &[String; 2],
    (earliest, latest): (NaiveDate, NaiveDate),
    errors: &mut Vec<FieldError>,
) -> Option<LocalMoment> {
    let day = day.trim().parse::<NaiveDate>().ok();
    let time = NaiveTime::parse_from_str(time.trim(), "%H:%M").ok();
    match day {
        None => errors.push(wrong(day_field, format!("Choose the day on which you {what}, or write it as 2027-03-09."))),
        Some(day) if day < earliest || day > latest => {
            let (from, to) = (earliest.format("%a %-d %b"), latest.format("%a %-d %b %Y"));
            errors.push(wrong(day_field, format!("Choose a day from {from} to {to} on which you {what}.")));
        }
        Some(_) => {}
    }
    if time.is_none() {
        errors.push(wrong(time_field, format!("Write when you {what}, such as 14:30.")));
    }
    let minute = i64::from(time?.hour() * 60 + time?.minute());
    Some(LocalMoment { day: day?, minute })
}

fn nights(residency: &Residency, typed: &TypedNeeds, errors: &mut Vec<FieldError>) -> Vec<NaiveDate> {
    let possible = possible_nights(residency);
    let mut chosen: Vec<NaiveDate> = typed.nights.iter().filter_map(|day| day.parse().ok()).collect();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.iter().any(|night| !possible.contains(night)) {
        errors.push(wrong("nights", "The days of the residency have changed: choose your nights again."));
    }
    chosen
}

fn in_order(arrives: LocalMoment, leaves: LocalMoment, nights: &[NaiveDate], errors: &mut Vec<FieldError>) {
    if leaves <= arrives {
        errors.push(wrong("leaves_on", "You leave before you arrive: check both days and times."));
    } else if nights.iter().any(|night| *night < arrives.day || *night >= leaves.day) {
        errors.push(wrong("nights", "Choose only nights between your arrival and your departure."));
    }
}

fn texts(typed: &TypedNeeds, errors: &mut Vec<FieldError>) {
    if typed.contact_name.trim().is_empty() {
        errors.push(wrong("contact_name", "Say whom to call in an emergency."));
    }
    if typed.contact_phone.chars().filter(char::is_ascii_digit).count() < 5 {
        errors.push(wrong("contact_phone", "Write a telephone number with its area code."));
    }
    for (field, text, most) in [
        ("companion", &typed.companion, LONGEST_LINE),
        ("diet_note", &typed.diet_note, LONGEST_LINE),
        ("allergies", &typed.allergies, LONGEST_NOTE),
        ("access_needs", &typed.access_needs, LONGEST_NOTE),
        ("contact_name", &typed.contact_name, LONGEST_LINE),
        ("contact_phone", &typed.contact_phone, LONGEST_LINE),
    ] {
        errors.extend(long(field, text, most));
    }
}

/// From which campus day on the logistics of a residency are to be erased.
pub fn erased_from(ends_on: NaiveDate, erase_after: i64) -> NaiveDate {
    let days = u64::try_from(erase_after.clamp(0, KEPT_AT_MOST)).unwrap_or(0) + 1;
    ends_on.checked_add_days(Days::new(days)).unwrap_or(ends_on)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
