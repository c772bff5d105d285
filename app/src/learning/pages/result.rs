//! What an attempt was worth, and why.

use std::collections::HashMap;

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response as Answer},
};
use domain::{
    authoring::{QuizSettings, StoredQuestion},
    ids::{AttemptId, QuestionId},
    learning::{
        quiz::{QuestionSheet, share, sheets},
        rules::percent,
        store::{self, Attempt, OutlineUnit, Standing, UnitView},
    },
};
use leptos::prelude::*;

use super::{
    state::{module_address, unit_address},
    unit::pager,
};
use crate::{
    AppError, Page, Site,
    learning::questions::{explained, sure_words},
    visit::Student,
    when,
};

/// What the page shows beside the unit.
struct Marked {
    attempt: Attempt,
    settings: QuizSettings,
    answers: HashMap<QuestionId, Standing>,
    outline: Vec<OutlineUnit>,
}

/// `GET /learn/{module}/{unit}/attempts/{attempt}`
pub async fn result_page(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit, attempt)): Path<(String, String, AttemptId)>,
) -> Result<Answer, AppError> {
    let unit = store::unit(&site.db, &site.shelf, &student.place, &module, &unit).await?;
    let attempt = store::attempt(&site.db, &student.place, unit.id, attempt).await?;
    if attempt.submitted_at.is_none() {
        return Ok(Redirect::to(&unit_address(&unit.module_slug, &unit.slug)).into_response());
    }
    let settings = unit.text.settings.quiz().cloned().ok_or(AppError::Broken)?;
    let ids: Vec<QuestionId> = unit.text.questions.iter().map(|question| question.id).collect();
    let answers = store::answers(&site.db, attempt.id.0, &ids).await?;
    let outline = store::outline(&site.db, &student.place, unit.version).await?;
    let marked = Marked { attempt, settings, answers, outline };
    let visit = student.visit().clone();
    let title = format!("Result: {}", unit.title);
    Ok(Page::new(&visit, title, move || body(&student, &unit, &marked)).into_response())
}

fn body(student: &Student, unit: &UnitView, marked: &Marked) -> impl IntoView + use<> {
    let sheets = sheets(&unit.text.questions, &marked.settings, marked.attempt.seed);
    let questions = sheets
        .iter()
        .enumerate()
        .filter_map(|(place, sheet)| {
            let stored = unit.text.question(sheet.id)?;
            let standing = marked.answers.get(&sheet.id).filter(|standing| !standing.response.0.is_empty());
            let response = standing.map(|standing| &standing.response.0);
            let label = label(place + 1, sheet, stored, standing);
            Some(view! { <li class="question">{explained(sheet, stored, response, label)}</li> })
        })
        .collect_view();
    view! {
        {score(student, unit, marked)}
        <div class="reading-layout"><div>
            <ol class="questions quiz-result">{questions}</ol>
            {after(unit, marked)}
            {pager(unit, &marked.outline)}
        </div></div>
    }
}

fn label(place: usize, sheet: &QuestionSheet, stored: &StoredQuestion, standing: Option<&Standing>) -> String {
    if sheet.points == 0 {
        return format!("Question {place}, not scored");
    }
    let reached = f64::from(sheet.points) * standing.map_or(0.0, |standing| share(&stored.question, &standing.response.0));
    let sure = sure_words(standing.and_then(|standing| standing.confidence));
    let unit = if sheet.points == 1 { "point" } else { "points" };
    format!("Question {place}, {} of {} {unit}{sure}", rounded(reached), sheet.points)
}

/// At most two decimals, none where it is whole.
fn rounded(points: f64) -> String {
    let text = format!("{points:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn score(student: &Student, unit: &UnitView, marked: &Marked) -> impl IntoView + use<> {
    let attempt = &marked.attempt;
    let (points, possible) = (attempt.points.unwrap_or(0.0), attempt.possible.unwrap_or(0.0));
    let (state, word) = if attempt.passed == Some(true) { ("done", "Passed") } else { ("late", "Not passed") };
    let of_all = marked.settings.attempts.map(|most| format!(" of {most}"));
    let handed_in = attempt.submitted_at.map(|at| view! { <span>"Handed in "{when::long(at, student.place.campus)}" campus time"</span> });
    view! {
        <header class="page-head">
            <nav class="breadcrumbs" aria-label="Where you are">
                <ol>
                    <li><a href=module_address(&unit.module_slug)>{unit.module_title.clone()}</a></li>
                    <li><a href=unit_address(&unit.module_slug, &unit.slug)>{unit.title.clone()}</a></li>
                    <li>"Attempt "{attempt.number}{of_all}</li>
                </ol>
            </nav>
            <h1 class="visually-hidden">"Your result"</h1>
            <p class="score">
                <b>{percent(points, possible).floor()}"%"</b>
                <span>
                    <span class="state" data-state=state>{word}</span>" "
                    {rounded(points)}" of "{rounded(possible)}" points; "{marked.settings.pass}"% was needed"
                </span>
            </p>
            <p class="meta">{handed_in}<span>"Counted on version "{unit.number}</span></p>
        </header>
    }
}

/// What to do next: go on when it is passed, try again where that is possible.
fn after(unit: &UnitView, marked: &Marked) -> impl IntoView + use<> {
    let next = marked.outline.iter().find(|other| other.position == unit.position + 1);
    let passed = marked.attempt.passed == Some(true);
    let go_on = next.map(|next| {
        let address = unit_address(&unit.module_slug, &next.slug);
        view! { <a class="button" data-kind=passed.then_some("primary") href=address>"Next: "{next.title.clone()}", "{when::length(next.minutes)}</a> }
    });
    let again = marked.settings.attempts.is_none_or(|most| marked.attempt.number < i64::from(most)).then(|| {
        view! { <a class="button" data-kind=(!passed).then_some("primary") href=unit_address(&unit.module_slug, &unit.slug)>"Try again"</a> }
    });
    view! { <p class="form-actions">{go_on}{again}</p> }
}
