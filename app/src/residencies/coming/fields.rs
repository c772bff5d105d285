//! Fields that several pages of who comes share.

use chrono::NaiveDate;
use domain::{
    cohorts::Residency,
    residencies::coming::{Answer, rules::LONGEST_NOTE, rules::days},
};
use leptos::prelude::*;

use crate::{
    forms::{Choice, Filled, TextArea, checks, choices, text_area},
    when,
};

/// Campus days to choose from.
pub(super) fn day_choices(days: &[NaiveDate]) -> Vec<Choice> {
    days.iter().map(|day| Choice { value: day.to_string(), label: when::day(*day) }).collect()
}

/// Whether somebody comes, and on which days. `own`: the student is asked, not staff.
pub(super) fn answer_fields(form: &Filled, residency: &Residency, own: bool) -> impl IntoView + use<> {
    let label = |answer: Answer| match (answer, own) {
        (Answer::Yes, true) => "I come",
        (Answer::Part, true) => "I come on some of the days",
        (Answer::No, true) => "I cannot come",
        (answer, false) => answer.label(),
    };
    let options = Answer::ALL.map(|answer| Choice { value: answer.to_string(), label: label(answer).to_owned() }).to_vec();
    let legend = if own { "Do you come?" } else { "The answer" };
    let which = if own { "On which days, if not on all?" } else { "If on some of the days" };
    let hint = if own { "A sentence if you like. Read by program staff. Write no patient data." } else { "The student reads it, too." };
    let note = TextArea { name: "note", label: "Note", hint, rows: 2, limit: LONGEST_NOTE };
    view! {
        {choices(form, "answer", legend, options)}
        {checks(form, "days", which, "", day_choices(&days(residency)))}
        {text_area(form, note)}
    }
}

/// What stands in the fields of an answer: its word, its days, the note.
pub(super) fn answered(answer: Option<Answer>, days: &[NaiveDate], note: &str) -> Filled {
    let mut pairs = vec![("note".to_owned(), note.to_owned())];
    pairs.extend(answer.map(|answer| ("answer".to_owned(), answer.to_string())));
    pairs.extend(days.iter().map(|day| ("days".to_owned(), day.to_string())));
    Filled { typed: crate::forms::Typed::from_address(pairs), errors: Vec::new() }
}

/// `Sat 9, Mon 11 Jan`.
pub(super) fn in_days(days: &[NaiveDate]) -> String {
    days.iter().map(|day| day.format("%a %-d %b").to_string()).collect::<Vec<_>>().join(", ")
}
