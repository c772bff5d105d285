//! How the questions of a module were answered and its lessons read: item analysis, times and places, for its faculty and for staff.

mod estimate;
mod item;
mod reading;
mod words;

pub(super) use estimate::{Suggested, suggested};

use std::collections::HashMap;

use axum::extract::{Path, State as Shared};
use domain::{
    cohorts::ModuleScope,
    reports::{
        items::{Certainty, FEW, Item, LEAST, QuizItems},
        reading::Lesson,
        store as reports,
    },
};
use leptos::prelude::*;

use self::{
    estimate::{InDraft, in_draft},
    item::{item, question_words},
    words::{certain, decimal, percent, versions},
};
use super::module::{head, scope};
use crate::{
    AppError, Page, Site,
    cohorts::{count, notice},
    page::Width,
    visit::Colleague,
};

const DONE: [(&str, &str); 1] = [("minutes", "The estimate stands in the draft. Students see it once that is published.")];

/// Everything the page shows.
struct Shown {
    scope: ModuleScope,
    quizzes: Vec<QuizItems>,
    lessons: Vec<Lesson>,
    /// Those whose suggested estimate the reader can take into a draft.
    drafted: HashMap<String, InDraft>,
}

/// `GET /modules/{module}/results`
pub async fn results(Shared(site): Shared<Site>, visit: Colleague, Path(module): Path<String>) -> Result<Page, AppError> {
    let scope = scope(&visit, &module).await?;
    let (quizzes, lessons) = (reports::items(&site.db, &scope).await?, reports::reading(&site.db, &scope, visit.now).await?);
    let drafted = match visit.writer() {
        Some(writer) => in_draft(&visit, writer, (scope.slug(), lessons.as_slice())).await?,
        None => HashMap::new(),
    };
    let shown = Shown { scope, quizzes, lessons, drafted };
    let visit = visit.clone();
    let page = Page::new(&visit.clone(), format!("Results: {}", shown.scope.title()), move || body(&shown, &visit));
    Ok(page.width(Width::Wide))
}

fn body(Shown { scope, quizzes, lessons, drafted }: &Shown, visit: &Colleague) -> impl IntoView + use<> {
    let lede = "What first attempts say about your questions: which are easy, which tell good students from weak ones, and which mislead. \
                Then how long your lessons take, and where readers stop.";
    let none = quizzes.is_empty().then(|| {
        view! { <p class="empty">"This module has no quiz. Once it has one and students hand it in, what their answers say stands here."</p> }
    });
    let quizzes = quizzes.iter().map(quiz).collect_view();
    view! {
        {notice(visit.visit(), &DONE)}
        {head(scope, visit, "results", lede)}
        {covered(scope)}
        {none}
        {quizzes}
        {reading::lessons(scope, lessons, drafted)}
        {explained()}
    }
}

/// Whose attempts these are.
fn covered(scope: &ModuleScope) -> impl IntoView + use<> {
    let cohorts =
        scope.cohorts().iter().map(|cohort| format!("{} (version {})", cohort.title, cohort.version)).collect::<Vec<_>>().join(", ");
    let from = match scope.cohorts().len() {
        0 => "No cohort studies this module now.".to_owned(),
        1 => format!("From the cohort that you may see: {cohorts}."),
        _ => format!("From the cohorts that you may see: {cohorts}."),
    };
    view! { <p class="hint">{from}" Nobody is named here. In a quiz each student counts once, with the first attempt that was handed in."</p> }
}

fn quiz(quiz: &QuizItems) -> impl IntoView + use<> {
    let id = format!("quiz-{}", quiz.slug);
    let untouched = quiz.before.is_empty() && quiz.now.iter().all(|item| item.students == 0);
    let said = match untouched {
        true => view! { <p class="hint">"Nobody has handed it in yet. Once students do, what they answered stands here, question by question."</p> }.into_any(),
        false => view! { {misleading(quiz)}{table(quiz)}{questions(quiz)}{before(quiz)} }.into_any(),
    };
    view! {
        <section class="block" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{quiz.title.clone()}</h2>
            {said}
        </section>
    }
}

/// Each question with what was answered.
fn questions(quiz: &QuizItems) -> AnyView {
    if quiz.now.iter().all(|item| item.figures.is_none()) {
        return view! { <p class="hint">{format!("Figures, and what was answered, are shown from {LEAST} students on.")}</p> }.into_any();
    }
    let items = quiz.now.iter().enumerate().map(|(place, one)| item(one, &name(&quiz.slug, place), &format!("Question {}", place + 1)));
    view! { <ol class="items">{items.collect_view()}</ol> }.into_any()
}

/// The questions that were answered and are asked otherwise now.
fn before(quiz: &QuizItems) -> Option<impl IntoView + use<>> {
    let items = quiz.before.iter().enumerate().map(|(place, one)| {
        item(one, &name(&quiz.slug, quiz.now.len() + place), &format!("As it was asked in {}", versions(&one.versions)))
    });
    let items = items.collect_view();
    (!quiz.before.is_empty()).then(|| view! { <h3>"Questions that are asked otherwise now"</h3><ol class="items">{items}</ol> })
}

fn name(quiz: &str, place: usize) -> String {
    format!("{quiz}-{}", place + 1)
}

/// The first thing to know: which questions to look at.
fn misleading(quiz: &QuizItems) -> impl IntoView + use<> {
    let warned = |item: &Item| item.figures.as_ref().is_some_and(|figures| figures.warning.is_some());
    let links = quiz.now.iter().enumerate().filter(|(_, item)| warned(item)).map(|(place, _)| {
        view! { " "<a href=format!("#{}", name(&quiz.slug, place))>"Question "{place + 1}</a> }
    });
    let links = links.collect::<Vec<_>>();
    (!links.is_empty()).then(|| view! { <p class="notice" data-kind="attention"><span>"May mislead, have a look:"{links}</span></p> })
}

fn table(quiz: &QuizItems) -> impl IntoView + use<> {
    let rated = quiz.now.iter().any(|item| item.figures.as_ref().is_some_and(|figures| figures.certainty.is_some()));
    let told = quiz.now.iter().any(|item| item.figures.is_some());
    let rows =
        quiz.now.iter().enumerate().map(|(place, item)| row(item, place + 1, (&name(&quiz.slug, place), told), rated)).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label=format!("Questions of {}", quiz.title) tabindex="0">
            <table class="table" data-dense="">
                <thead>
                    <tr>
                        <th scope="col">"Question"</th>
                        <th scope="col" class="num">"Students"</th>
                        <th scope="col" class="num">"Facility"</th>
                        <th scope="col" class="num">"Discrimination"</th>
                        {rated.then(|| view! { <th scope="col" class="num">"Certain and wrong"</th> })}
                        <th scope="col" class="num">"Time"</th>
                        <th scope="col">"Versions"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(item: &Item, number: usize, (name, linked): (&str, bool), rated: bool) -> impl IntoView + use<> {
    let figures = item.figures.as_ref();
    let words = format!("{number}. {}", question_words(item, 60));
    let words = match linked {
        true => view! { <a href=format!("#{name}")>{words}</a> }.into_any(),
        false => words.into_any(),
    };
    let figure = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let warned = figures.is_some_and(|figures| figures.warning.is_some());
    let certainty = rated.then(|| certainty(figures.and_then(|figures| figures.certainty)));
    view! {
        <tr>
            <th scope="row">
                {words}
                {warned.then(|| view! { <span class="roster-note"><span class="state" data-state="late">"May mislead"</span></span> })}
            </th>
            <td class="num">{item.students}{few(item.students)}</td>
            <td class="num">{figure(figures.map(|figures| percent(figures.facility)))}</td>
            <td class="num">{figure(figures.and_then(|figures| figures.discrimination).map(decimal))}</td>
            {certainty}
            <td class="num">{figure(figures.and_then(|figures| figures.seconds).map(words::seconds))}</td>
            <td>{versions(&item.versions)}</td>
        </tr>
    }
}

/// How the certain answered, in quizzes that ask how sure students are.
fn certainty(found: Option<Certainty>) -> impl IntoView {
    let figure = found.map_or_else(|| "–".to_owned(), certain);
    let few = found.filter(|found| found.wrong_share().is_some()).map(|found| few(found.certain));
    view! { <td class="num">{figure}{few}</td> }
}

/// The mark of small numbers.
fn few(students: i64) -> Option<impl IntoView + use<>> {
    (students < FEW).then(|| view! { <span class="roster-note">"few"</span> })
}

fn explained() -> impl IntoView {
    let certain = format!(
        "In quizzes that ask how sure students are: how many of those who were certain earned less than half of the points. With more than a \
         third of them wrong, and {LEAST} at least, the question is said to mislead. Where certainty is marked, a right answer given with it \
         earns 3 and a wrong one costs 6: beyond a third, being certain costs more than it earns. Here it is never marked."
    );
    view! {
        <section class="block" aria-labelledby="how">
            <h2 id="how">"How to read this"</h2>
            <dl class="facts">
                <div><dt>"Facility"</dt><dd>"The mean share of a question’s points that was earned. Near 100% everybody knows it, near 0% nobody does."</dd></div>
                <div><dt>"Discrimination"</dt><dd>"The correlation between this question and the rest of the quiz, −1 to 1 (point-biserial, corrected for the question itself). From about 0.2 up it helps to tell good students from weak ones; below 0 it does the opposite."</dd></div>
                <div><dt>"The best, the weakest"</dt><dd>"The 27% with the most and the 27% with the fewest points in the quiz, in each version by itself. Equal points belong together, so that a group may be larger or smaller."</dd></div>
                <div><dt>"Certain and wrong"</dt><dd>{certain}</dd></div>
                <div><dt>"Time"</dt><dd>"The median between the answer before and the answer that stands, of the newest 500 attempts. Answers sent all at once tell no time."</dd></div>
                {reading::explained()}
                <div><dt>"Few"</dt><dd>{format!("Figures from fewer than {} may be chance. From fewer than {LEAST} none are shown.", count(FEW, "student"))}</dd></div>
                <div><dt>"Versions"</dt><dd>"An attempt counts for the version it was made in. Versions are joined only where the question is the same to the letter. Of a lesson it is the newest version that enough students have begun."</dd></div>
            </dl>
        </section>
    }
}
