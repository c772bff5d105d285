//! A quiz: what it asks and how it is passed, before; the attempt that is open; the results of those that are not.

use std::collections::HashMap;

use axum::http::StatusCode;
use domain::{
    authoring::{Piece, QuizSettings, StoredQuestion, possible},
    ids::{AttemptId, QuestionId},
    learning::{
        quiz::{QuestionSheet, count, sheets},
        store::{self, Attempt, Standing, UnitView},
    },
};
use leptos::prelude::*;

use super::{
    state::unit_address,
    unit::{head, posts},
};
use crate::{
    AppError, Page, Site,
    forms::summary,
    learning::{
        actions::Given,
        player::{AS_IT_IS, Player, Work},
        questions::{about_sureness, fields, sureness},
    },
    visit::Student,
    when,
};

/// A quiz that is being answered.
struct Sitting {
    attempt: Attempt,
    sheets: Vec<QuestionSheet>,
    /// What was just typed, and under it what stands.
    given: Given,
    posts: i64,
}

/// The quiz for this student: the attempt that is open, or what there is to know before and after.
pub(super) async fn quiz_page(site: &Site, student: Student, unit: UnitView) -> Result<Page, AppError> {
    show(site, student, unit, Given::default()).await
}

/// The quiz again, with what was typed and what is wrong with it.
pub async fn quiz_again(site: &Site, student: Student, unit: UnitView, given: Given) -> Result<Page, AppError> {
    show(site, student, unit, given).await
}

async fn show(site: &Site, student: Student, unit: UnitView, given: Given) -> Result<Page, AppError> {
    let settings = unit.text.settings.quiz().cloned().ok_or(AppError::Broken)?;
    let attempts = store::attempts(&site.db, &student.place, unit.id).await?;
    let posts = posts(site, &student, &unit).await?;
    let visit = student.visit().clone();
    let title = unit.title.clone();
    match attempts.iter().find(|attempt| attempt.is_open(student.now)).cloned() {
        Some(attempt) => {
            let given = given.above(standing(site, &attempt, &unit.text.questions).await?);
            let status = if given.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let sitting = Sitting { sheets: sheets(&unit.text.questions, &settings, attempt.seed), attempt, given, posts };
            Ok(Page::new(&visit, title, move || sitting_view(&student, &unit, &settings, sitting)).with_islands().status(status))
        }
        None => Ok(Page::new(&visit, title, move || lobby(&student, (&unit, posts), &settings, &attempts)).with_script("unsent.js")),
    }
}

async fn standing(site: &Site, attempt: &Attempt, questions: &[StoredQuestion]) -> Result<HashMap<QuestionId, Standing>, AppError> {
    let ids: Vec<QuestionId> = questions.iter().map(|question| question.id).collect();
    Ok(store::answers(&site.db, attempt.id.0, &ids).await?)
}

/// Before an attempt and after the last: the terms, the way in, the results.
fn lobby(student: &Student, (unit, posts): (&UnitView, i64), settings: &QuizSettings, attempts: &[Attempt]) -> impl IntoView + use<> {
    let introduction = unit.text.body.iter().filter_map(|piece| match piece {
        Piece::Html(html) => Some(view! { <div class="text" inner_html=html.clone()></div> }),
        Piece::Question(_) | Piece::Simulator(_) => None,
    });
    view! {
        {head(student, unit, posts)}
        <div class="reading-layout"><div>
            <div class="prose">{introduction.collect_view()}</div>
            {terms(settings, attempts, &unit.text.questions)}
            {drawn_anew(settings, &unit.text.questions)}
            {way_in(unit, settings, attempts, student)}
            {results(student, unit, attempts)}
        </div></div>
    }
}

/// What is asked and how it is passed: told before the start.
fn terms(settings: &QuizSettings, attempts: &[Attempt], questions: &[StoredQuestion]) -> impl IntoView + use<> {
    let definitions: Vec<_> = questions.iter().map(|stored| &stored.question).collect();
    let points = possible(&settings.draw, &definitions);
    let tries = settings.attempts.map_or_else(|| "As often as you like".to_owned(), |most| format!("{} of {most} used", attempts.len()));
    let time =
        settings.time_limit.map_or_else(|| "No limit".to_owned(), |minutes| format!("{} from the start", when::length(i64::from(minutes))));
    view! {
        <dl class="facts" data-columns="">
            <div><dt>"Questions"</dt><dd>{asked(settings, questions)}", "{points}" points"</dd></div>
            <div><dt>"To pass"</dt><dd>{settings.pass}"%"</dd></div>
            <div><dt>"Attempts"</dt><dd>{tries}</dd></div>
            <div><dt>"Time"</dt><dd>{time}</dd></div>
        </dl>
    }
}

/// How many questions an attempt has, and of how many they are drawn.
pub(super) fn asked(settings: &QuizSettings, questions: &[StoredQuestion]) -> String {
    match count(settings, questions) {
        all if all == questions.len() => all.to_string(),
        drawn => format!("{drawn} of {}, drawn for you", questions.len()),
    }
}

/// That another attempt has other questions, where it may.
fn drawn_anew(settings: &QuizSettings, questions: &[StoredQuestion]) -> Option<impl IntoView + use<>> {
    (count(settings, questions) < questions.len()).then(|| {
        view! { <p class="hint">"Which questions you get is drawn by lot when you start, and drawn anew for each attempt. Everybody can earn the same number of points."</p> }
    })
}

/// The button that begins an attempt, or why there is none.
fn way_in(unit: &UnitView, settings: &QuizSettings, attempts: &[Attempt], student: &Student) -> AnyView {
    if attempts.iter().any(|attempt| attempt.is_overdue(student.now)) {
        return view! { <p class="notice" data-kind="info">"The time of your attempt is over. It is being handed in with everything you saved; reload this page in a minute."</p> }.into_any();
    }
    if settings.attempts.is_some_and(|most| attempts.len() >= most as usize) {
        return view! { <p class="notice" data-kind="info">"You have used all attempts. Your best result counts."</p> }.into_any();
    }
    let label = if attempts.is_empty() { "Start the quiz" } else { "Start another attempt" };
    let action = format!("{}/attempts", unit_address(&unit.module_slug, &unit.slug));
    let warning = settings.time_limit.map(|minutes| {
        view! { <p class="hint">"The time runs from the moment you start, also while you are away. You have "{when::length(i64::from(minutes))}"."</p> }
    });
    view! {
        <form method="post" action=action>
            <input type="hidden" name="id" value=AttemptId::new().to_string()/>
            {warning}
            <p class="form-actions"><button class="button" data-kind="primary" data-size="large">{label}</button></p>
        </form>
    }
    .into_any()
}

fn results(student: &Student, unit: &UnitView, attempts: &[Attempt]) -> impl IntoView + use<> {
    let rows = attempts
        .iter()
        .filter(|attempt| attempt.submitted_at.is_some())
        .map(|attempt| {
            let percent = domain::learning::rules::percent(attempt.points.unwrap_or(0.0), attempt.possible.unwrap_or(0.0));
            let (state, word) = if attempt.passed == Some(true) { ("done", "Passed") } else { ("late", "Not passed") };
            let address = format!("{}/attempts/{}", unit_address(&unit.module_slug, &unit.slug), attempt.id);
            view! {
                <tr>
                    <th scope="row"><a href=address>"Attempt "{attempt.number}</a></th>
                    <td>{attempt.submitted_at.map(|at| when::long(at, student.place.campus))}</td>
                    <td class="num">{percent.floor()}"%"</td>
                    <td><span class="state" data-state=state>{word}</span></td>
                </tr>
            }
        })
        .collect_view();
    attempts.iter().any(|attempt| attempt.submitted_at.is_some()).then(|| {
        view! {
            <section class="block">
                <h2>"Your results"</h2>
                <div class="table-wrap" tabindex="0" role="region" aria-label="Your results">
                    <table class="table">
                        <thead><tr><th scope="col">"Attempt"</th><th scope="col">"Handed in, campus time"</th><th scope="col" class="num">"Result"</th><th scope="col">"State"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

/// The attempt that is open.
fn sitting_view(student: &Student, unit: &UnitView, settings: &QuizSettings, sitting: Sitting) -> impl IntoView + use<> {
    let work = work(student, unit, &sitting);
    let action = format!("{}/attempts/{}", unit_address(&unit.module_slug, &unit.slug), sitting.attempt.id);
    let total = sitting.sheets.len();
    let questions =
        sitting.sheets.iter().enumerate().map(|(place, sheet)| question(sheet, place + 1, total, &sitting.given)).collect_view();
    let tries =
        settings.attempts.map_or_else(|| sitting.attempt.number.to_string(), |most| format!("{} of {most}", sitting.attempt.number));
    let until = sitting.attempt.closes_at.map(|closes| {
        view! { <div><dt>"Ends"</dt><dd>{when::deadline(closes, student.place.campus, student.session.person.time_zone)}</dd></div> }
    });
    let faults = sitting.given.faults.iter().map(|(id, message)| (format!("#q-{id}-question"), message.clone())).collect();
    view! {
        {head(student, unit, sitting.posts)}
        <div class="reading-layout"><div>
            {summary(faults)}
            <dl class="facts" data-columns="">
                <div><dt>"To pass"</dt><dd>{settings.pass}"%"</dd></div>
                <div><dt>"Attempt"</dt><dd>{tries}</dd></div>
                {until}
            </dl>
            {about_sureness(settings)}
            {left_open(&sitting)}
            <Player work=work>
                <form class="quiz" id="quiz" method="post" action=action autocomplete="off"><ol class="questions">{questions}</ol></form>
            </Player>
        </div></div>
    }
}

/// What is not answered yet, and the way to hand in all the same.
fn left_open(sitting: &Sitting) -> Option<impl IntoView + use<>> {
    let places = sitting.sheets.iter().enumerate().filter(|(_, sheet)| sitting.given.open.contains(&sheet.id));
    let links: Vec<_> = places
        .map(|(place, sheet)| {
            let to = format!("#{}-question", domain::learning::quiz::typed::field(sheet.id));
            view! { <li><a href=to>{place + 1}<span class="visually-hidden">" is not answered"</span></a></li> }
        })
        .collect();
    let (count, total) = (links.len(), sitting.sheets.len());
    let words = if count == 1 { "1 question is not answered".to_owned() } else { format!("{count} of {total} questions are not answered") };
    (count > 0).then(|| {
        view! {
            <section class="notice" data-kind="attention" role="alert" aria-labelledby="open">
                <div>
                    <h2 id="open" tabindex="-1">{words}</h2>
                    <p>"Nothing is handed in yet, and what you answered is saved. Go on with:"</p>
                    <ul class="question-places">{links}</ul>
                    <p class="form-actions"><button class="button" form="quiz" name="do" value=AS_IT_IS>"Hand in all the same"</button></p>
                </div>
            </section>
        }
    })
}

/// What the player needs to know.
fn work(student: &Student, unit: &UnitView, sitting: &Sitting) -> Work {
    Work {
        owner: student.place.enrollment,
        unit: unit.id,
        attempt: Some(sitting.attempt.id),
        form: "quiz".into(),
        finish: "Submit".into(),
        total: sitting.sheets.len(),
        answered: sitting.given.responses.values().filter(|response| !response.is_empty()).count(),
        now: student.now.timestamp_millis(),
        closes: sitting.attempt.closes_at.map(|closes| closes.timestamp_millis()),
    }
}

/// One question of a quiz, to be answered.
pub(super) fn question(sheet: &QuestionSheet, place: usize, total: usize, given: &Given) -> impl IntoView + use<> {
    let points = match sheet.points {
        0 => "not scored".to_owned(),
        1 => "1 point".to_owned(),
        points => format!("{points} points"),
    };
    let field = domain::learning::quiz::typed::field(sheet.id);
    let error = given.faults.iter().find(|(id, _)| *id == sheet.id).map(|(_, message)| message.clone());
    view! {
        <li class="question" id=format!("{field}-question") data-question=sheet.id.to_string() data-kind=sheet.form.kind().as_str()>
            <fieldset>
                <legend class="prompt">
                    <span class="question-label">"Question "{place}" of "{total}", "{points}</span>
                    <span inner_html=sheet.prompt.clone()></span>
                </legend>
                {error.map(|error| view! { <p class="field-error">{error}</p> })}
                {fields(sheet, given.responses.get(&sheet.id), given.places.get(&sheet.id).map(Vec::as_slice))}
                {sheet.asks_confidence.then(|| sureness(sheet.id, given.confidence.get(&sheet.id).copied()))}
            </fieldset>
        </li>
    }
}
