//! What was made of what one handed in: the grade with its rubric, words on the whole, comments in place, and what to do now.

use axum::extract::{Path, State as Shared};
use domain::{
    assignments::{
        Assignment, GradingOutcome,
        gradebook::{Cell, GradedUnit},
        grading::{level, paragraphs},
        store::grading::{Comment, Feedback, feedback as read},
    },
    authoring::UnitKind,
};
use leptos::prelude::*;

use super::{own::own, words::grade};
use crate::{AppError, Page, Site, learning::unit_address, visit::Student, when};

/// `GET /learn/{module}/{unit}/feedback`
pub async fn feedback(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let (unit, cell) = own(&site, &student.place, student.now, (&module, &unit)).await?;
    if unit.kind != UnitKind::Assignment {
        return Err(AppError::NotFound);
    }
    let assignment = Assignment { module: unit.module, unit: unit.slug.clone() };
    let found = read(&site.db, student.place.enrollment, &assignment).await?;
    let visit = student.visit().clone();
    Ok(Page::new(&visit, format!("Feedback: {}", unit.title), move || body(&student, &unit, &cell, &found)))
}

fn body(student: &Student, unit: &GradedUnit, cell: &Cell, found: &Feedback) -> impl IntoView + use<> {
    let hand_in = &found.work.hand_in;
    let campus = student.place.campus;
    let address = unit_address(&unit.module_slug, &unit.slug);
    view! {
        <header class="page-head">
            <nav class="breadcrumbs" aria-label="Where you are">
                <ol>
                    <li><a href="/grades">"Grades"</a></li>
                    <li><a href=address.clone()>{unit.title.clone()}</a></li>
                    <li>"Feedback"</li>
                </ol>
            </nav>
            <h1>{unit.title.clone()}</h1>
            <p class="meta">
                <span>"Version "{hand_in.version}", handed in "{when::long(hand_in.handed_in_at, campus)}</span>
                <span>"Graded by "{found.marking.grader_name.clone()}", "{when::long(found.marking.graded_at, campus)}</span>
            </p>
        </header>
        {outcome(cell, found, address)}
        {own_points(cell, found)}
        {(!found.marking.comment.is_empty()).then(|| view! {
            <section class="block measure" aria-labelledby="whole"><h2 id="whole">"On the whole"</h2><p class="said">{found.marking.comment.clone()}</p></section>
        })}
        {rubric(found)}
        {text(found)}
    }
}

/// What it comes to, or what to do now.
fn outcome(cell: &Cell, found: &Feedback, address: String) -> AnyView {
    let grade = match cell {
        Cell::Work(entry) => entry.grade.map(|of| grade(&of)),
        _ => None,
    };
    match (found.marking.outcome, found.superseded, grade) {
        (GradingOutcome::Returned, false, _) => view! {
            <p class="notice" data-kind="attention"><span>"It was returned for revision. Read what is said below, change your text, and hand in again."</span></p>
            <p class="form-actions"><a class="button" data-kind="primary" href=address>"Revise and hand in again"</a></p>
        }
        .into_any(),
        (_, true, _) => {
            view! { <p class="notice" data-kind="info">"You have handed in a newer version since. What is said here is about the one before."</p> }.into_any()
        }
        (_, _, Some(words)) => view! { <p class="grade-said">{words}</p> }.into_any(),
        _ => ().into_any(),
    }
}

/// Why this member has other points than the team, where they have: read by nobody else of the team.
fn own_points(cell: &Cell, found: &Feedback) -> impl IntoView + use<> {
    let own = found.marking.members.first().filter(|_| found.marking.outcome == GradingOutcome::Graded);
    let team = match cell {
        Cell::Work(entry) => entry.team_grade.map(|of| grade(&of)),
        _ => None,
    };
    own.map(|own| {
        view! {
            <section class="block measure" aria-labelledby="own-points">
                <h2 id="own-points">"Your own points"</h2>
                <p class="said">{own.reason.clone()}</p>
                <p class="hint">{team.map(|team| format!("The work of your team: {team}. "))}"Nobody else in your team reads this."</p>
            </section>
        }
    })
}

/// The level of each criterion that was chosen.
fn rubric(found: &Feedback) -> impl IntoView + use<> {
    let rubric = &found.settings.rubric;
    let rows = rubric.criteria.iter().filter_map(|criterion| {
        let points = *found.marking.points.get(&criterion.slug)?;
        let (name, words) =
            level(rubric, &criterion.slug, points).map(|level| (level.name.clone(), level.words.clone())).unwrap_or_default();
        Some(view! {
            <tr>
                <th scope="row">{criterion.title.clone()}</th>
                <td class="num" data-name="Points">{points}" of "{criterion.possible()}</td>
                <td><b>{name}</b>" "{words}</td>
            </tr>
        })
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="rubric">
                <h2 id="rubric">{if found.work.hand_in.team.is_some() { "Rubric for the team’s work" } else { "Rubric" }}</h2>
                <div class="table-wrap" role="region" aria-label="Points by criterion" tabindex="0">
                    <table class="table" data-stacks="">
                        <thead><tr><th scope="col">"Criterion"</th><th scope="col" class="num">"Points"</th><th scope="col">"Level"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

/// The text with the comments in place.
fn text(found: &Feedback) -> impl IntoView + use<> {
    let all = paragraphs(&found.work.hand_in.text);
    let some = !all.is_empty();
    let paragraphs = all.into_iter().enumerate().map(|(place, words)| {
        let number = place as i64 + 1;
        let said: Vec<_> = found.comments.iter().filter(|comment| comment.paragraph == number).map(comment).collect();
        let marked = (!said.is_empty()).then_some("");
        view! {
            <div class="work-paragraph" id=format!("paragraph-{number}") data-said=marked>
                <p class="written-text">{words.to_owned()}</p>
                {said}
            </div>
        }
    });
    let paragraphs = paragraphs.collect_view();
    some.then(|| view! { <section class="block measure" aria-labelledby="text"><h2 id="text">"Your text"</h2>{paragraphs}</section> })
}

fn comment(comment: &Comment) -> impl IntoView + use<> {
    view! {
        <div class="work-comment">
            <p class="meta"><span>{comment.author_name.clone()}</span></p>
            <p class="said">{comment.words.clone()}</p>
        </div>
    }
}
