//! A unit for whoever writes it, drawn by what draws it for students. Nothing is recorded; questions can be tried.

use domain::{
    authoring::{Piece, Question, QuizSettings, StoredQuestion, UnitKind},
    ids::QuestionId,
    learning::quiz::{QuestionSheet, Response, drawn, sheet},
};
use leptos::prelude::*;

use super::{
    lesson::{Tried, aims, try_it},
    quiz,
};
use crate::{
    forms::Typed,
    learning::{
        actions::Given,
        questions::{about_sureness, explained, sure_words, told},
        rubric,
    },
    simulators::embedded,
};
use domain::authoring::store::UnitText;

/// The text of a unit with its questions. Their forms go to `action`; `answers` is what one of them sent. A quiz that draws draws by
/// `seed`, unless the answers are those to another draw.
pub fn preview(text: &UnitText, (action, seed): (&str, i64), answers: Option<&Typed>) -> AnyView {
    let seed = answers.and_then(|typed| typed.get("seed").parse().ok()).unwrap_or(seed);
    let questions = match text.settings.quiz() {
        Some(settings) => drawn(settings, &text.questions, seed),
        None => text.questions.as_slice().into(),
    };
    let given = answers.map(|typed| match text.settings.quiz() {
        Some(settings) => Given::read(&questions, typed).with_confidence(settings, &questions, typed),
        None => Given::read(&questions, typed),
    });
    match text.settings.kind() {
        UnitKind::Quiz => whole_quiz(text, &questions, (action, seed), given.as_ref()).into_any(),
        _ => {
            let pieces = text.body.iter().map(|piece| match piece {
                Piece::Html(html) => view! { <div class="text" inner_html=html.clone()></div> }.into_any(),
                Piece::Simulator(simulation) => embedded(simulation).into_any(),
                Piece::Question(slug) => in_text(text, slug, action, given.as_ref()),
            });
            let graded = text.settings.assignment().map(|assignment| rubric(&assignment.rubric));
            view! { {aims(text)} {pieces.collect_view()} {graded} }.into_any()
        }
    }
}

/// A question for whoever reviews it: what is right and why, and what is said of each option.
pub fn question_told(stored: &StoredQuestion) -> AnyView {
    told(&sheet(stored, false, 0), stored, "Question".to_owned()).into_any()
}

/// One question as students see it, with what is right and why, and what is said of each option. Nothing can be sent.
pub fn question_preview(question: &Question) -> AnyView {
    // The two have ids of their own, as everything on a page has.
    let [stored, answered] = [(); 2].map(|()| StoredQuestion { id: QuestionId::new(), question: question.clone() });
    let (asked, answer) = (sheet(&stored, false, 0), sheet(&answered, false, 0));
    view! {
        <ol class="questions">{quiz::question(&asked, 1, 1, &Given::default())}</ol>
        <details class="disclosure">
            <summary>"What is right, and why"</summary>
            <ol class="questions"><li class="question">{told(&answer, &answered, "The answer".to_owned())}</li></ol>
        </details>
    }
    .into_any()
}

fn in_text(text: &UnitText, slug: &str, action: &str, given: Option<&Given>) -> AnyView {
    let Some(stored) = text.questions.iter().find(|stored| stored.question.slug == *slug) else { return ().into_any() };
    let fault = fault(stored, given).filter(|_| answer(stored, given).is_some());
    let shown = answer(stored, given);
    let places = given.and_then(|given| given.places.get(&stored.id)).map(Vec::as_slice);
    let explained = shown.filter(|_| fault.is_none());
    try_it(stored, Tried { seed: 0, shown, places, fault, explained }, (action.to_owned(), None)).into_any()
}

fn answer<'g>(stored: &StoredQuestion, given: Option<&'g Given>) -> Option<&'g Response> {
    given.and_then(|given| given.responses.get(&stored.id)).filter(|response| !response.is_empty())
}

fn fault(stored: &StoredQuestion, given: Option<&Given>) -> Option<String> {
    given?.faults.iter().find(|(id, _)| *id == stored.id).map(|(_, message)| message.clone())
}

/// All questions in one form; once it is sent, each as it was answered, and why what is right.
fn whole_quiz(text: &UnitText, asked: &[StoredQuestion], (action, seed): (&str, i64), given: Option<&Given>) -> impl IntoView + use<> {
    let introduction = text.body.iter().filter_map(|piece| match piece {
        Piece::Html(html) => Some(view! { <div class="text" inner_html=html.clone()></div> }),
        Piece::Question(_) | Piece::Simulator(_) => None,
    });
    let introduction = introduction.collect_view();
    let total = asked.len();
    let of_how_many = text.questions.len();
    let one_draw = (total < of_how_many).then(|| {
        view! { <p class="hint">"This is one draw: "{total}" of "{of_how_many}" questions. "<a href=action.to_owned()>"Draw again"</a>" to see others; each student’s attempt has a draw of its own."</p> }
    });
    let settings = text.settings.quiz();
    let questions = asked.iter().enumerate().map(|(index, stored)| in_quiz(stored, settings, (index + 1, total), given)).collect_view();
    let end = match given {
        None => view! { <button class="button" data-kind="primary">"See how it is marked"</button> }.into_any(),
        Some(_) => view! { <a class="button" href=action.to_owned()>"Try it again"</a> }.into_any(),
    };
    view! {
        {introduction}
        {one_draw}
        <form class="quiz" method="post" action=action.to_owned() autocomplete="off">
            <input type="hidden" name="seed" value=seed.to_string()/>
            {settings.filter(|_| given.is_none()).and_then(about_sureness)}
            <ol class="questions">{questions}</ol>
            <p class="form-actions">{end}</p>
        </form>
    }
}

/// A question of a quiz: to be tried, or as it was answered.
fn in_quiz(stored: &StoredQuestion, settings: Option<&QuizSettings>, (place, total): (usize, usize), given: Option<&Given>) -> AnyView {
    let asks_confidence = settings.is_some_and(|settings| settings.asks_confidence(&stored.question));
    let sheet = QuestionSheet { asks_confidence, ..sheet(stored, false, 0) };
    let Some(given) = given else { return quiz::question(&sheet, place, total, &Given::default()).into_any() };
    let response = answer(stored, Some(given));
    let sure = response.and_then(|_| given.confidence.get(&stored.id).copied());
    let label = format!("Question {place} of {total}{}", sure_words(sure));
    view! { <li class="question">{explained(&sheet, stored, response, label)}</li> }.into_any()
}
