//! A unit to be read and nothing else, for whoever looks at a draft without an account: nothing stands in a form.

use domain::{
    authoring::{Piece, QuizSettings, StoredQuestion, UnitSettings, possible, store::UnitText},
    ids::QuestionId,
    learning::quiz::{count, sheet},
};
use leptos::prelude::*;

use super::lesson::{aims, anchor};
use crate::{
    learning::{
        questions::{fields, told},
        rubric,
    },
    simulators::embedded,
    when,
};

/// The text of a unit. Its questions stand in it with their fields, and what is right behind each.
pub fn to_be_read(text: &UnitText) -> AnyView {
    let pieces = text.body.iter().map(|piece| match (piece, &text.settings) {
        (Piece::Html(html), _) => view! { <div class="text" inner_html=html.clone()></div> }.into_any(),
        (Piece::Simulator(simulation), _) => embedded(simulation).into_any(),
        (Piece::Question(_), UnitSettings::Quiz(_)) => ().into_any(),
        (Piece::Question(slug), _) => match text.questions.iter().find(|stored| stored.question.slug == *slug) {
            Some(stored) => question(stored, "Question in the text. It does not count.".to_owned()).into_any(),
            None => ().into_any(),
        },
    });
    let pieces = pieces.collect_view();
    let end = match &text.settings {
        UnitSettings::Lesson | UnitSettings::Simulation | UnitSettings::LiveSession => ().into_any(),
        UnitSettings::Quiz(settings) => quiz(settings, &text.questions).into_any(),
        UnitSettings::Assignment(assignment) => rubric(&assignment.rubric),
        UnitSettings::Case { words } => {
            let length = words.map(|words| format!(", in {} to {} words", words.min, words.max));
            view! { <section class="question"><h2>"What students hand in"</h2><p>"Students answer here in writing"{length}"."</p></section> }.into_any()
        }
    };
    view! { {aims(text)} {pieces} {end} }.into_any()
}

/// All questions of a quiz, and how students take it.
fn quiz(settings: &QuizSettings, all: &[StoredQuestion]) -> impl IntoView + use<> {
    let definitions: Vec<_> = all.iter().map(|stored| &stored.question).collect();
    let (asked, total) = (count(settings, all), all.len());
    let number = if asked == total { total.to_string() } else { format!("{asked} of {total}, drawn for each student") };
    let tries = settings.attempts.map_or_else(|| "As many as they like".to_owned(), |most| most.to_string());
    let time = settings.time_limit.map_or_else(|| "No limit".to_owned(), |minutes| when::length(i64::from(minutes)));
    let questions = all.iter().enumerate().map(|(place, stored)| question(stored, format!("Question {} of {total}", place + 1)));
    view! {
        <dl class="facts" data-columns="">
            <div><dt>"Questions"</dt><dd>{number}", "{possible(&settings.draw, &definitions)}" points"</dd></div>
            <div><dt>"To pass"</dt><dd>{settings.pass}"%"</dd></div>
            <div><dt>"Attempts"</dt><dd>{tries}</dd></div>
            <div><dt>"Time"</dt><dd>{time}</dd></div>
        </dl>
        {questions.collect_view()}
    }
}

fn question(stored: &StoredQuestion, label: String) -> impl IntoView + use<> {
    // The two have ids of their own, as everything on a page has.
    let [asked, answered] = [(); 2].map(|()| StoredQuestion { id: QuestionId::new(), question: stored.question.clone() });
    let sheets = (sheet(&asked, false, 0), sheet(&answered, false, 0));
    view! {
        <section class="question" id=anchor(stored)>
            <fieldset>
                <legend class="prompt">
                    <span class="question-label">{label.clone()}</span>
                    <span inner_html=stored.question.prompt.clone()></span>
                </legend>
                {fields(&sheets.0, None, None)}
            </fieldset>
            <details class="disclosure">
                <summary>"What is right, and why"<span class="visually-hidden">": "{label}</span></summary>
                <div class="question">{told(&sheets.1, &answered, "The answer".to_owned())}</div>
            </details>
        </section>
    }
}
