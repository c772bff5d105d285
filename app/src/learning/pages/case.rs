//! A case: a text that ends in what to discuss, and the student's written response, kept as it is typed.

use domain::{
    FieldError,
    authoring::Piece,
    ids::EvidenceId,
    learning::store::{OutlineUnit, UnitView},
};
use leptos::prelude::*;

use super::{
    lesson::objectives,
    state::unit_address,
    unit::{beside, head, pager, posts},
};
use crate::{
    AppError, Page, Site,
    forms::{Filled, Typed, error_summary, summary},
    learning::{player::Player, written},
    page::Width,
    simulators::{Runs, Standing, with_runs, with_those_in},
    visit::Student,
};

/// A case for this student.
pub(super) async fn case_page(
    site: &Site,
    student: Student,
    unit: UnitView,
    (outline, refused): (Option<Vec<OutlineUnit>>, Option<Standing>),
) -> Result<Page, AppError> {
    show(site, student, (unit, outline), (Filled::default(), refused)).await
}

/// The case again, with what was typed and what is wrong with it.
pub async fn case_again(site: &Site, student: Student, unit: UnitView, typed: Typed, errors: Vec<FieldError>) -> Result<Page, AppError> {
    show(site, student, (unit, None), (typed.with(errors), None)).await
}

async fn show(
    site: &Site,
    student: Student,
    (unit, outline): (UnitView, Option<Vec<OutlineUnit>>),
    (form, refused): (Filled, Option<Standing>),
) -> Result<Page, AppError> {
    let typed = written::in_form(&form.typed, &unit).filter(|_| !form.errors.is_empty());
    let text = match typed {
        Some(typed) => typed,
        None => written::standing(site, &student, &unit).await?,
    };
    let outline = beside(site, &student, &unit, outline).await?;
    let posts = posts(site, &student, &unit).await?;
    let runs = Runs::load(site, &student, &unit, refused).await?;
    let visit = student.visit().clone();
    let (filled, with_simulators) = (form.clone(), with_those_in(&unit.text.body));
    let page = Page::new(&visit, unit.title.clone(), move || body((&student, &unit), (&outline, posts), &runs, (&text, &form)))
        .width(Width::Reading)
        .with_islands();
    Ok(filled.on(with_simulators(page)))
}

fn body(
    (student, unit): (&Student, &UnitView),
    (outline, posts): (&[OutlineUnit], i64),
    runs: &Runs,
    (text, form): (&str, &Filled),
) -> impl IntoView + use<> {
    let pieces = unit.text.body.iter().enumerate().filter_map(|(place, piece)| match piece {
        Piece::Html(html) => Some(view! { <div class="text" inner_html=html.clone()></div> }.into_any()),
        Piece::Simulator(simulation) => Some(with_runs(unit, runs, (place, simulation))),
        Piece::Question(_) => None,
    });
    view! {
        <div class="reading-layout">
            <article class="prose">
                {error_summary(form)}
                {summary(runs.fault())}
                {head(student, unit, posts)}
                {objectives(&unit.text.objectives)}
                {pieces.collect_view()}
                {response(student, unit, text, form)}
                {pager(unit, outline)}
            </article>
        </div>
    }
}

/// The student's response. The module's faculty and program staff read it.
fn response(student: &Student, unit: &UnitView, text: &str, form: &Filled) -> impl IntoView + use<> {
    let action = format!("{}/response", unit_address(&unit.module_slug, &unit.slug));
    let finish = if unit.completed_at.is_some() { "Hand in again" } else { "Hand in" };
    let work = written::work(student, unit, ("case", finish), text);
    let field = written::field(unit, text, form.errors.first().map(|error| error.message.clone()));
    view! {
        <section class="question" aria-labelledby="your-response">
            <h2 id="your-response">"Your response"</h2>
            <p class="hint">"Read by this module’s faculty and by program staff. Write no patient data: no names, dates or numbers that could identify anyone."</p>
            <Player work=work>
                <form class="quiz" id="case" method="post" action=action autocomplete="off">
                    <input type="hidden" name="id" value=EvidenceId::new().to_string()/>
                    {field}
                </form>
            </Player>
        </section>
    }
}
