//! One's own grades, and how far one is to the degree.

use axum::extract::State as Shared;
use domain::{
    assignments::{
        gradebook::{Cell, Gradebook, GradedUnit},
        marking::State,
        store,
    },
    learning::store::{self as studying, ModuleLine},
    policy::Place,
};
use leptos::prelude::*;

use super::words::{grade, percent};
use crate::{AppError, Page, Site, cohorts::count, learning::unit_address, visit::Student, when};

/// `GET /grades`
pub async fn grades(Shared(site): Shared<Site>, student: Student) -> Result<Page, AppError> {
    let book = store::own_grades(&site.db, &student.place, student.now).await?;
    let modules = studying::modules(&site.db, &student.place).await?;
    let attended = crate::residencies::presence::attended(&site.db, student.place.enrollment).await?;
    let visit = student.visit().clone();
    Ok(Page::new(&visit, "Grades", move || body(&student, &book, &modules, attended)))
}

/// A unit of one's own that is graded, and how one stands in it.
pub async fn own(
    site: &Site,
    place: &Place,
    now: chrono::DateTime<chrono::Utc>,
    (module, unit): (&str, &str),
) -> Result<(GradedUnit, Cell), AppError> {
    let book = store::own_grades(&site.db, place, now).await?;
    let at = book.units.iter().position(|one| one.module_slug == module && one.slug == unit).ok_or(AppError::NotFound)?;
    let cell = book.lines.first().and_then(|line| line.cells.get(at)).cloned().ok_or(AppError::NotFound)?;
    Ok((book.units[at].clone(), cell))
}

fn body(student: &Student, book: &Gradebook, modules: &[ModuleLine], attended: Option<String>) -> impl IntoView + use<> {
    let sections = modules.iter().map(|module| section(student, book, module)).collect_view();
    view! {
        <header class="page-head">
            <p class="eyebrow">{student.place.cohort_title.clone()}</p>
            <h1>"Grades"</h1>
            <p class="lede">"Your results, and how far you are to the degree. A grade stands here once its faculty have released it."</p>
        </header>
        {progress(modules, attended)}
        {book.units.is_empty().then(|| view! { <p class="empty">"Nothing in your program is graded yet. Results of quizzes and assignments stand here."</p> })}
        {sections}
    }
}

/// How far one is to the degree: modules, units, sessions.
fn progress(modules: &[ModuleLine], attended: Option<String>) -> impl IntoView + use<> {
    let done = modules.iter().filter(|module| module.units > 0 && module.completed == module.units).count();
    let (completed, units) = modules.iter().fold((0, 0), |(completed, units), module| (completed + module.completed, units + module.units));
    view! {
        <section class="block" aria-labelledby="progress">
            <h2 id="progress">"Progress to the degree"</h2>
            <dl class="facts" data-columns="">
                <div><dt>"Modules completed"</dt><dd>{done}" of "{modules.len()}</dd></div>
                <div><dt>"Units completed"</dt><dd>{completed}" of "{units}</dd></div>
                {attended.map(|words| view! { <div><dt>"Residencies"</dt><dd><a href="/attendance">{words}</a></dd></div> })}
            </dl>
        </section>
    }
}

fn section(student: &Student, book: &Gradebook, module: &ModuleLine) -> impl IntoView + use<> {
    let cells = book.lines.first().map(|line| line.cells.as_slice()).unwrap_or_default();
    let rows: Vec<_> = book
        .units
        .iter()
        .zip(cells)
        .filter(|(unit, _)| unit.module_slug == module.slug)
        .map(|(unit, cell)| row(student, unit, cell))
        .collect();
    let opened = module.opens_at <= student.now;
    let table = match rows.is_empty() {
        true => view! { <p class="hint">"Nothing in this module is graded."</p> }.into_any(),
        false => view! {
            <div class="table-wrap" role="region" aria-label=format!("Grades in {}", module.title) tabindex="0">
                <table class="table" data-stacks="">
                    <thead><tr><th scope="col">"Unit"</th><th scope="col">"Due"</th><th scope="col">"Result"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    let title = match opened {
        true => view! { <a href=format!("/learn/{}", module.slug)>{module.title.clone()}</a> }.into_any(),
        false => module.title.clone().into_any(),
    };
    view! {
        <section class="block">
            <div class="block-head"><h2>{title}</h2><p>{module.completed}" of "{count(module.units, "unit")}" done"</p></div>
            {table}
        </section>
    }
}

fn row(student: &Student, unit: &GradedUnit, cell: &Cell) -> impl IntoView + use<> {
    let address = unit_address(&unit.module_slug, &unit.slug);
    let feedback = format!("{address}/feedback");
    let result = match cell {
        Cell::Nothing { overdue: true } => view! { <span class="state" data-state="late">"Past due"</span> }.into_any(),
        Cell::Nothing { overdue: false } => view! { <span class="quiet">"Not yet"</span> }.into_any(),
        Cell::Quiz { percent: best, passed } => {
            let passed = if *passed { "passed" } else { "not passed yet" };
            view! { "Best result "{percent(*best)}", "{passed} }.into_any()
        }
        Cell::Work(entry) => match (entry.state, entry.grade) {
            (State::Returned, _) => view! { <a href=feedback>"Returned for revision"</a> }.into_any(),
            (_, Some(of)) => view! { <a href=feedback>{grade(&of)}</a> }.into_any(),
            _ => view! { "Handed in, not graded yet" }.into_any(),
        },
    };
    view! {
        <tr>
            <th scope="row"><a href=address>{unit.title.clone()}</a><span class="roster-note">{unit.kind.label()}</span></th>
            <td data-name="Due"><time datetime=unit.due_at.to_rfc3339()>{when::long(unit.due_at, student.place.campus)}</time></td>
            <td data-name="Result">{result}</td>
        </tr>
    }
}
