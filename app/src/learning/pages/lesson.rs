//! A lesson: a text with questions in it, its contents beside it, and the place where the reader stopped. Simulations and live sessions are
//! read as lessons are, and done otherwise.

use std::{collections::HashMap, sync::Arc};

use axum::http::StatusCode;
use domain::{
    authoring::{Heading, Piece, StoredQuestion, store::UnitText},
    ids::{EvidenceId, QuestionId},
    learning::{
        quiz::{Response, sheet},
        store::{self, OutlineUnit, Standing, UnitView},
    },
    policy::Session,
    residencies::store::OwnSession,
};
use leptos::prelude::*;

use super::{
    ending::{ending, held, held_in},
    state::unit_address,
    unit::{beside, head, pager, posts, serves},
};
use crate::{
    AppError, Page, Site,
    forms::summary,
    learning::{
        actions::Given,
        questions::{feedback, fields},
    },
    page::{Span, Width},
    simulators::{Runs, Standing as Inputs, with_runs, with_those_in},
    visit::Student,
};

/// Everything the page shows beside the unit itself.
struct Lesson {
    outline: Vec<OutlineUnit>,
    answers: HashMap<QuestionId, Standing>,
    given: Given,
    posts: i64,
    runs: Runs,
    held: Vec<OwnSession>,
    /// Of the acts whose forms stand on the page: the last one's is that of being done, before it that of each question.
    ids: Vec<EvidenceId>,
}

/// A lesson for this student.
pub(super) async fn lesson_page(
    site: &Site,
    student: Student,
    unit: UnitView,
    (outline, refused): (Option<Vec<OutlineUnit>>, Option<Inputs>),
) -> Result<Page, AppError> {
    show(site, student, (unit, outline), (Given::default(), refused)).await
}

/// The lesson again, with what was typed into one of its questions and what is wrong with it.
pub async fn lesson_again(site: &Site, student: Student, unit: UnitView, given: Given) -> Result<Page, AppError> {
    Ok(show(site, student, (unit, None), (given, None)).await?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn show(
    site: &Site,
    student: Student,
    (unit, outline): (UnitView, Option<Vec<OutlineUnit>>),
    (given, refused): (Given, Option<Inputs>),
) -> Result<Page, AppError> {
    let ids: Vec<QuestionId> = unit.text.questions.iter().map(|question| question.id).collect();
    let answers = store::answers(&site.db, student.place.enrollment.0, &ids).await?;
    // A drawing is used again where all is the same; a draft is read anew each time.
    let runs = Runs::load(site, &student, &unit, refused).await?;
    let again = !given.faults.is_empty() || outline.is_some() || runs.is_passing();
    let outline = beside(site, &student, &unit, outline).await?;
    let posts = posts(site, &student, &unit).await?;
    let held = held(site, &student, &unit).await?;
    let key = (student.place.enrollment, unit.id);
    let sheet = Sheet { unit, outline, answers, posts, runs, held };
    let is_same = |(session, drawn): &(Arc<Session>, Sheet)| *session == student.session && *drawn == sheet;
    if let Some(drawn) = site.drawings.lesson.of(key, student.now, None, is_same).filter(|_| !again) {
        return Ok(Page::drawn(student.into_visit(), drawn));
    }
    let (visit, made_of) = (student.visit().clone(), (student.session.clone(), sheet.clone()));
    let Sheet { unit, outline, answers, runs, held, .. } = sheet;
    let ids: Vec<EvidenceId> = std::iter::repeat_with(EvidenceId::new).take(1 + unit.text.questions.len()).collect();
    let (site, span) = (site.clone(), Span::to_first(student.now, [unit.due_at]));
    let lesson = Lesson { outline, answers, given, posts, runs, held, ids: ids.clone() };
    let with_simulators = with_those_in(&unit.text.body);
    let page = Page::new(&visit, unit.title.clone(), move || body(&student, &unit, &lesson))
        .width(Width::Reading)
        .with_script("reading.js")
        .with_script("unsent.js");
    let page = with_simulators(page);
    Ok(if again { page } else { page.kept(ids, move |drawn| site.drawings.lesson.keep(key, (made_of, None), span, drawn)) })
}

/// All that a lesson's page is made of, beside its reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    unit: UnitView,
    outline: Vec<OutlineUnit>,
    answers: HashMap<QuestionId, Standing>,
    posts: i64,
    runs: Runs,
    held: Vec<OwnSession>,
}

fn body(student: &Student, unit: &UnitView, lesson: &Lesson) -> impl IntoView + use<> {
    let pieces = unit.text.body.iter().enumerate().map(|piece| piece_view(student, unit, lesson, piece)).collect_view();
    let inside = format!("In this {}", unit.kind);
    let fold = (!unit.text.contents.is_empty()).then(|| {
        view! { <details class="disclosure contents-fold"><summary>{inside.clone()}</summary>{contents(&unit.text.contents)}</details> }
    });
    view! {
        <div class="reading-layout">
            <nav class="contents" aria-label=inside.clone()>
                <p class="contents-title">{inside.clone()}</p>
                {contents(&unit.text.contents)}
            </nav>
            <article class="prose" id="lesson" data-unit=unit.id.to_string() data-anchor=unit.anchor.clone() data-fraction=unit.fraction.map(|f| format!("{f:.4}"))>
                {summary(lesson.faults(unit))}
                {head(student, unit, lesson.posts)}
                {held_in(student, unit, &lesson.held)}
                {fold}
                {objectives(&unit.text.objectives)}
                {pieces}
                {ending(unit, &lesson.held, lesson.ids.last())}
                {pager(unit, &lesson.outline)}
            </article>
        </div>
    }
}

/// The headings as nested lists: those of the third level under those of the second.
pub(crate) fn contents(headings: &[Heading]) -> impl IntoView + use<> {
    let mut chapters: Vec<(&Heading, Vec<&Heading>)> = Vec::new();
    for heading in headings.iter().filter(|heading| heading.level <= 3) {
        match chapters.last_mut() {
            Some((_, under)) if heading.level == 3 => under.push(heading),
            _ => chapters.push((heading, Vec::new())),
        }
    }
    let link = |heading: &Heading| view! { <a href=format!("#{}", heading.anchor)>{heading.text.clone()}</a> };
    let chapters = chapters
        .into_iter()
        .map(|(heading, under)| {
            let under = (!under.is_empty()).then(|| {
                let lines = under.iter().map(|heading| view! { <li>{link(heading)}</li> }).collect_view();
                view! { <ol>{lines}</ol> }
            });
            view! { <li>{link(heading)}{under}</li> }
        })
        .collect_view();
    view! { <ol>{chapters}</ol> }
}

/// What one can do after a unit, and which competencies that serves, for whoever writes or reviews it.
pub(crate) fn aims(text: &UnitText) -> impl IntoView + use<> {
    view! { {objectives(&text.objectives)}{serves(text).map(|words| view! { <p class="meta">{words}</p> })} }
}

/// What one can do after a unit or module.
pub(crate) fn objectives(objectives: &[String]) -> impl IntoView + use<> {
    let lines = objectives.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
    (!objectives.is_empty()).then(|| view! { <section class="objectives"><h2>"Afterwards you can"</h2><ul>{lines}</ul></section> })
}

fn piece_view(student: &Student, unit: &UnitView, lesson: &Lesson, (place, piece): (usize, &Piece)) -> AnyView {
    match piece {
        Piece::Html(html) => view! { <div class="text" inner_html=html.clone()></div> }.into_any(),
        Piece::Simulator(simulation) => with_runs(unit, &lesson.runs, (place, simulation)),
        Piece::Question(slug) => match unit.text.questions.iter().find(|stored| stored.question.slug == *slug) {
            Some(stored) => question(student, unit, stored, lesson).into_any(),
            None => ().into_any(),
        },
    }
}

impl Lesson {
    /// What is wrong with what was typed, each with the question it leads to.
    fn faults(&self, unit: &UnitView) -> Vec<(String, String)> {
        let place = |id: &QuestionId| unit.text.question(*id).map(anchor).unwrap_or_default();
        let answers = self.given.faults.iter().map(|(id, message)| (format!("#{}", place(id)), message.clone()));
        answers.chain(self.runs.fault()).collect()
    }
}

pub(super) fn anchor(stored: &StoredQuestion) -> String {
    format!("question-{}", stored.question.slug)
}

/// A question in the text: answered here, explained at once, and not counted.
fn question(student: &Student, unit: &UnitView, stored: &StoredQuestion, lesson: &Lesson) -> impl IntoView + use<> {
    let fault = lesson.given.faults.iter().find(|(id, _)| *id == stored.id).map(|(_, message)| message.clone());
    let stands = lesson.answers.get(&stored.id).map(|standing| &standing.response.0).filter(|response| !response.is_empty());
    let shown: Option<&Response> = lesson.given.responses.get(&stored.id).or(stands);
    let places = lesson.given.places.get(&stored.id).map(Vec::as_slice);
    let explained = stands.filter(|_| fault.is_none());
    let seed = (student.place.enrollment.0.as_u128() & 0x7fff_ffff) as i64;
    let place = unit.text.questions.iter().position(|other| other.id == stored.id).unwrap_or_default();
    let id = lesson.ids.get(place).map(ToString::to_string);
    let action = format!("{}/questions/{}", unit_address(&unit.module_slug, &unit.slug), stored.id);
    try_it(stored, Tried { seed, shown, places, fault, explained }, (action, id))
}

/// How a question in a text stands with its reader.
pub(super) struct Tried<'a> {
    /// The order of what is shuffled.
    pub seed: i64,
    /// What stands in its fields.
    pub shown: Option<&'a Response>,
    /// The places given to items, where they are no order.
    pub places: Option<&'a [Option<usize>]>,
    /// What is wrong with what was typed.
    pub fault: Option<String>,
    /// What was answered and is explained.
    pub explained: Option<&'a Response>,
}

/// A question in a text; its form goes to `action`, with the id of the act it would be.
pub(super) fn try_it(stored: &StoredQuestion, tried: Tried, (action, id): (String, Option<String>)) -> impl IntoView + use<> {
    let sheet = sheet(stored, false, tried.seed);
    let (explained, keeps) = (tried.explained, id.is_some().then_some(""));
    view! {
        <section class="question" id=anchor(stored)>
            <p class="question-label">"Try it. This does not count."</p>
            <form method="post" action=action data-keep=keeps>
                <input type="hidden" name="id" value=id/>
                <fieldset>
                    <legend class="prompt" inner_html=stored.question.prompt.clone()></legend>
                    {tried.fault.map(|fault| view! { <p class="field-error">{fault}</p> })}
                    {fields(&sheet, tried.shown, tried.places)}
                </fieldset>
                {explained.map(|given| feedback(&stored.question, Some(given)))}
                <p class="form-actions"><button class="button">{if explained.is_some() { "Answer again" } else { "Check" }}</button></p>
            </form>
        </section>
    }
}
