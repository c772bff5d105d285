//! Moodle XML, the format in which Moodle gives out all it knows of a question.
//!
//! The rules are those of <https://docs.moodle.org/en/Moodle_XML_format>. Kinds that are none of ours are refused by name; what our
//! kinds have no word for is told, and what only styles a question or is the same in every export (`penalty`, `hidden`) is told once
//! for the file, or not at all.

mod answers;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    draft::{Draft, Drafts, Notation, Text, Unreadable},
    tree::{self, Element},
};

/// Reads a file; an error is a line and a sentence, and then nothing of the file can be trusted.
pub(super) fn read(text: &str) -> Result<Drafts, (usize, String)> {
    let mut drafts = Drafts::default();
    let mut category: Option<String> = None;
    let mut penalties = 0_usize;
    tree::questions(text, |element, too_large| {
        if element.attribute("type") == Some("category") {
            category = element.value("category").and_then(super::category_tag);
            return;
        }
        let question =
            if too_large { Err(refused(&element, "it has more elements than a question of ours could keep")) } else { question(&element) };
        penalties += usize::from(number(&element, "penalty").is_some_and(|penalty| penalty > 0.0));
        drafts.questions.push(question.map(|mut draft| {
            draft.tags.extend(category.clone());
            draft
        }));
    })?;
    if penalties > 0 {
        drafts.notes.push(format!("{penalties} questions take points away for each further try: that is not kept"));
    }
    Ok(drafts)
}

fn name(element: &Element) -> Option<String> {
    element.value("name").map(str::to_owned)
}

fn refused(element: &Element, reason: impl Into<String>) -> Unreadable {
    Unreadable::new(element.line, name(element), reason)
}

fn question(element: &Element) -> Result<Draft, Unreadable> {
    let kind = element.attribute("type").unwrap_or_default();
    let mut left_out = Vec::new();
    let answers = answers::read(kind, element, &mut left_out).map_err(|reason| refused(element, reason))?;
    let prompt = element.child("questiontext").map_or(Text::plain(""), text);
    let mut draft = Draft::new(element.line, prompt, answers);
    draft.name = name(element);
    draft.id = element.value("idnumber").map(str::to_owned);
    let tags = element.child("tags").into_iter().flat_map(|tags| tags.all("tag"));
    draft.tags = tags.map(|tag| tag.child("text").map_or(tag.words(), Element::words).to_owned()).collect();
    draft.points = number(element, "defaultgrade");
    draft.rationale = filled(element, "generalfeedback");
    draft.left_out = left_out;
    leave_out_hints(element, &mut draft);
    gather_files(element, &mut draft).map_err(|reason| refused(element, reason))?;
    Ok(draft)
}

/// Where a question's pictures stand, and under them its answers.
fn gather_files(element: &Element, draft: &mut Draft) -> Result<(), String> {
    let of_answers = ["answer", "subquestion"].into_iter().flat_map(|name| element.all(name));
    let holders = ["questiontext", "generalfeedback", "graderinfo"].into_iter().flat_map(|name| element.all(name)).chain(of_answers);
    for holder in holders.flat_map(|holder| holder.all("feedback").chain([holder])) {
        for file in holder.all("file") {
            let name = file.attribute("name").unwrap_or_default();
            let encoded: String = file.words().split_whitespace().collect();
            let content = STANDARD.decode(encoded).map_err(|_| format!("the file `{name}` in it is not written in Base64"))?;
            draft.files.push((name.to_owned(), content));
        }
    }
    Ok(())
}

fn leave_out_hints(element: &Element, draft: &mut Draft) {
    if element.all("hint").any(|hint| hint.child("text").is_some_and(|text| !text.words().is_empty())) {
        draft.leave_out("hints between tries are not kept");
    }
    let told = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"];
    let own = |words: &str| !words.starts_with("Your answer is ");
    let words = told.into_iter().filter_map(|name| element.child(name)).map(|feedback| super::text::words(&text(feedback)));
    if words.into_iter().any(|words| !words.is_empty() && own(&words)) {
        draft.leave_out("what is told to whoever is right, partly right or wrong as a whole is not kept: write it into the rationale");
    }
}

/// `<questiontext format="html"><text>…</text></questiontext>`; HTML if nothing is said.
fn text(element: &Element) -> Text {
    let notation = match element.attribute("format") {
        Some("moodle_auto_format") => Notation::Moodle,
        Some("plain_text") => Notation::Plain,
        Some("markdown") => Notation::Markdown,
        _ => Notation::Html,
    };
    Text::new(notation, element.child("text").map_or(element.words(), Element::words))
}

fn filled(element: &Element, name: &str) -> Option<Text> {
    element.child(name).map(text).filter(|text| !text.is_empty())
}

fn number(element: &Element, name: &str) -> Option<f64> {
    element.value(name).and_then(|value| value.parse().ok()).filter(|number: &f64| number.is_finite())
}
