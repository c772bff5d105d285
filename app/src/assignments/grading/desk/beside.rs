//! What stands beside the text: files, runs, what the team says, and what others made of it.

use domain::assignments::{
    GradingRole, Work,
    grading::{Points, grade, level},
    marking::{Marking, State},
};
use leptos::prelude::*;

use super::Desk;
use crate::{assignments::grading::words::grade as said, cohorts::count, visit::Faculty};

/// The files, to be downloaded.
pub(super) fn files(work: &Work) -> impl IntoView + use<> {
    let lines = work.files.iter().map(|file| {
        let size = domain::authoring::media::bytes(file.size.unsigned_abs());
        view! { <li><a href=format!("/hand-in-files/{}", file.id)>{file.name.clone()}</a>" "<span class="hint">{size}</span></li> }
    });
    let lines = lines.collect_view();
    (!work.files.is_empty()).then(|| view! { <section aria-labelledby="files"><h2 id="files">"Files"</h2><ul>{lines}</ul></section> })
}

/// That it is graded in another cohort, where it is.
pub(super) fn elsewhere(desk: &Desk) -> impl IntoView + use<> {
    let cohort = desk.graded.elsewhere.clone();
    cohort.map(|cohort| {
        view! { <p class="notice" data-kind="info">"A team of "{cohort}" handed this in, and a student of yours was in it. It is graded there; what comes of it counts for them here too."</p> }
    })
}

/// Runs of simulators, as they were copied.
pub(super) fn runs(work: &Work) -> impl IntoView + use<> {
    let lines = (!work.runs.is_empty()).then(|| crate::assignments::pages::runs(&work.runs));
    lines.map(|lines| view! { <section aria-labelledby="runs"><h2 id="runs">"Simulator runs"</h2>{lines}</section> })
}

/// What members of the team say of each other, without who says it.
pub(super) fn team(desk: &Desk) -> impl IntoView + use<> {
    let says = desk.team.clone()?;
    let name = |member| desk.graded.work.members.iter().find(|(one, _)| *one == member).map_or_else(String::new, |(_, name)| name.clone());
    let rows = says.contributions.iter().map(|one| {
        let factor = one.factor.map_or_else(|| "From three raters on".to_owned(), |factor| format!("{factor:.2}"));
        let words = says.words.iter().filter(|(of, _)| *of == one.member).map(|(_, words)| view! { <p class="said">{words.clone()}</p> });
        view! {
            <tr>
                <th scope="row">{name(one.member)}</th>
                <td class="num">{factor}</td>
                <td class="num">{one.raters}</td>
                <td>{words.collect_view()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    Some(view! {
        <section aria-labelledby="team-says">
            <h2 id="team-says">"What the team says of each other"</h2>
            <p class="hint">"In confidence, for graders only. 1.00 is an equal part in the work. Each rater’s points are counted as shares, so strict and mild raters weigh the same."</p>
            <div class="table-wrap" role="region" aria-label="Factors and words by member" tabindex="0">
                <table class="table">
                    <thead><tr><th scope="col">"Member"</th><th scope="col" class="num">"Factor"</th><th scope="col" class="num">"Raters"</th><th scope="col">"Words"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    })
}

/// In which role one marks, and what others made of it as far as it may be seen.
pub(super) fn others(faculty: &Faculty, desk: &Desk) -> impl IntoView + use<> {
    let (markings, settings) = (&desk.graded.markings, &desk.graded.settings);
    let words = match (desk.role(faculty), markings.state()) {
        _ if !desk.is_graded_here() => None,
        (GradingRole::First, _) => {
            Some("Two mark this, and you are one of them. Neither sees the other’s marking or comments until both are in.")
        }
        (GradingRole::Second, _) => Some("Somebody has marked this already. You see their marking and comments once yours is in."),
        (GradingRole::Final, State::Apart) => {
            Some("The two markings are more than 10 percentage points apart, or differ on passing. Agree, and enter what you agreed on.")
        }
        (GradingRole::Final, State::Released) => {
            Some("Its students see this grade. What you save now corrects it, and they see that at once.")
        }
        (GradingRole::Final, State::Graded) => Some("This is graded. What you save now corrects it."),
        (GradingRole::Final, State::Returned) => Some("This was returned, and no new version is there yet."),
        _ => None,
    };
    let both = markings.both().map(|(first, second)| {
        let of = |marking: &Marking| {
            let result = said(&grade(settings, &marking.points, None));
            view! { <div><dt>{marking.grader_name.clone()}</dt><dd>{result}{levels(desk, &marking.points)}<p class="said">{marking.comment.clone()}</p></dd></div> }
        };
        view! { <dl class="facts both-markings">{of(first)}{of(second)}</dl> }
    });
    let earlier = markings.0.iter().filter(|marking| marking.role == GradingRole::Final).count();
    let earlier =
        (earlier > 1).then(|| view! { <p class="hint">{count(earlier as i64, "final marking")}" so far; the newest counts."</p> });
    view! { {words.map(|words| view! { <p class="notice" data-kind="info">{words}</p> })}{both}{earlier} }
}

/// What was chosen, criterion by criterion.
fn levels(desk: &Desk, points: &Points) -> impl IntoView + use<> {
    let rubric = &desk.graded.settings.rubric;
    let lines = rubric.criteria.iter().map(|criterion| {
        let chosen = points.get(&criterion.slug).copied().unwrap_or(0);
        let name = level(rubric, &criterion.slug, chosen).map(|level| format!(", {}", level.name)).unwrap_or_default();
        view! { <li>{criterion.title.clone()}": "{chosen}{name}</li> }
    });
    view! { <ul>{lines.collect_view()}</ul> }
}
