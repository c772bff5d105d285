//! What an assignment is graded by, as it is drawn for everybody: students before they write, authors, graders.

use domain::authoring::{Criterion, Rubric};
use leptos::prelude::*;

/// The rubric: each criterion with its levels from the best to the worst, in columns where there is room.
pub fn rubric(rubric: &Rubric) -> AnyView {
    let possible = rubric.possible();
    let criteria = rubric.criteria.iter().map(criterion).collect_view();
    view! {
        <section class="rubric" aria-labelledby="rubric">
            <h2 id="rubric">"How it is graded"</h2>
            <p class="hint">{possible}" points in all. For each criterion the grader chooses the level that fits your work."</p>
            {criteria}
        </section>
    }
    .into_any()
}

fn criterion(criterion: &Criterion) -> impl IntoView + use<> {
    let levels = criterion.levels.iter().map(|level| {
        view! {
            <div class="rubric-level">
                <dt>{level.name.clone()}" "<span class="rubric-points">{points(level.points)}</span></dt>
                <dd>{level.words.clone()}</dd>
            </div>
        }
    });
    let levels = levels.collect_view();
    view! {
        <section class="rubric-criterion">
            <h3>{criterion.title.clone()}" "<span class="rubric-points">"up to "{points(criterion.possible())}</span></h3>
            <dl class="rubric-levels">{levels}</dl>
        </section>
    }
}

/// `1 point`, `20 points`
pub fn points(points: u32) -> String {
    if points == 1 { "1 point".to_owned() } else { format!("{points} points") }
}
