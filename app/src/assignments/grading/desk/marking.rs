//! The rubric as groups of radio buttons, its total, words to the student, and what comes of it.

use domain::assignments::{GradingOutcome, GradingRole, grading::Points};
use domain::authoring::Criterion;
use leptos::prelude::*;

use super::{Desk, field, members::members};
use crate::{
    assignments::grading::words::percent,
    forms::{Choice, Filled, TextArea, Typed, choices_of_many, text_area},
    visit::Faculty,
};

/// The marking as it stands in the form.
pub(super) fn marking(faculty: &Faculty, desk: &Desk, form: &Filled) -> impl IntoView + use<> {
    let rubric = &desk.graded.settings.rubric;
    let missing = form.error("rubric").is_some();
    let criteria = rubric.criteria.iter().map(|criterion| group(criterion, form, missing)).collect_view();
    let comment = TextArea {
        name: "comment",
        label: "Words to the student",
        hint: "On the whole. Needed when you return it: what is to be revised?",
        rows: 6,
        limit: 10_000,
    };
    let corrects = desk.graded.markings.standing().is_some_and(|standing| standing.outcome == GradingOutcome::Graded);
    let label = match (desk.role(faculty), corrects) {
        (_, true) => "Save the correction and go on",
        (GradingRole::Final, false) => "Grade and next",
        _ => "Mark and next",
    };
    view! {
        <section aria-labelledby="rubric" data-possible=rubric.possible().to_string() data-pass=desk.graded.settings.pass.to_string()>
            <div class="block-head"><h2 id="rubric">"Rubric"</h2>{total(desk, form)}</div>
            {criteria}
            <p class="form-actions"><button class="button" name="then" value="sum" data-sum="">"Add up"</button></p>
            {members(faculty, desk, form)}
            {text_area(form, comment)}
            <p class="form-actions grading-ways">
                <button class="button" data-kind="primary" name="then" value="next">{label}</button>
                <button class="button" name="then" value="return">"Return for revision"</button>
            </p>
        </section>
    }
}

fn group(criterion: &Criterion, form: &Filled, missing: bool) -> impl IntoView + use<> {
    let name = field(&criterion.slug);
    let chosen = form.typed.get(&name).to_owned();
    let error = (missing && chosen.is_empty()).then(|| "Choose a level.".to_owned());
    let options = criterion.levels.iter().map(|level| {
        let words = if level.words.is_empty() { String::new() } else { format!(": {}", level.words) };
        Choice { value: level.points.to_string(), label: format!("{} {}{words}", level.points, level.name) }
    });
    choices_of_many(name, &chosen, error, (format!("{}, up to {}", criterion.title, criterion.possible()), options.collect()))
}

/// The levels that are chosen in the form.
pub fn chosen(desk: &Desk, form: &Typed) -> Points {
    let points = |slug: &str| form.get(&field(slug)).parse::<u32>().ok();
    desk.graded.settings.rubric.criteria.iter().filter_map(|one| Some((one.slug.clone(), points(&one.slug)?))).collect()
}

/// What is chosen so far, as it was last sent; a script keeps it up to date.
fn total(desk: &Desk, form: &Filled) -> impl IntoView + use<> {
    let grade = domain::assignments::grading::grade(&desk.graded.settings, &chosen(desk, &form.typed), None);
    let words = format!("{} of {} points, {}", grade.points, grade.possible, percent(grade.percent));
    view! { <output class="rubric-total" aria-live="polite">{words}</output> }
}
