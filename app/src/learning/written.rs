//! The text a student writes to a case or an assignment: kept as it is typed, under the unit's own id.

use domain::{
    ids::{EvidenceId, QuestionId},
    learning::{
        evidence::{Act, Answered, Evidence},
        quiz::{LONGEST_TEXT, Response, typed, valid_text},
        store::{self, UnitView},
    },
};
use leptos::prelude::*;

use super::{actions::record, player::Work, questions};
use crate::{AppError, Site, forms::Typed, visit::Student};

/// What the student has written so far.
pub async fn standing(site: &Site, student: &Student, unit: &UnitView) -> Result<String, AppError> {
    let standing = store::answers(&site.db, student.place.enrollment.0, &[QuestionId(unit.id.0)]).await?;
    Ok(match standing.into_values().next().map(|standing| standing.response.0) {
        Some(Response::Text(text)) => text,
        _ => String::new(),
    })
}

/// The text in a form; nothing if the form has none.
pub fn in_form(form: &Typed, unit: &UnitView) -> Option<String> {
    let name = typed::field(QuestionId(unit.id.0));
    form.pairs().find(|(have, _)| *have == name).map(|(_, text)| text.replace("\r\n", "\n"))
}

/// Why a text cannot be kept.
pub fn fault(text: &str) -> Option<String> {
    valid_text(text, LONGEST_TEXT).err().map(|fault| fault.to_string())
}

/// Keeps a text.
pub async fn keep(site: &Site, student: &Student, unit: &UnitView, text: String) -> Result<(), AppError> {
    let at = unit.whereabouts(&student.session.person, &student.place);
    let question = QuestionId(unit.id.0);
    let act = Act::Answered(Answered { attempt: None, question, response: Response::Text(text), confidence: None, late: false });
    record(site, Evidence { id: EvidenceId::new(), at, act, occurred_at: student.now }).await
}

/// What the player is told of a text in the form with this id; `finish` is the label of the button that ends it.
pub fn work(student: &Student, unit: &UnitView, (form, finish): (&str, &str), text: &str) -> Work {
    Work {
        owner: student.place.enrollment,
        unit: unit.id,
        attempt: None,
        form: form.to_owned(),
        finish: finish.to_owned(),
        total: 1,
        answered: usize::from(!text.is_empty()),
        now: student.now.timestamp_millis(),
        closes: None,
    }
}

/// The field of the text, with the length asked for.
pub fn field(unit: &UnitView, text: &str, error: Option<String>) -> impl IntoView + use<> {
    let question = QuestionId(unit.id.0);
    let words = unit.text.settings.words();
    view! {
        <div data-question=question.to_string() data-kind="text">
            {error.map(|error| view! { <p class="field-error">{error}</p> })}
            {questions::written(question, words, text)}
        </div>
    }
}
