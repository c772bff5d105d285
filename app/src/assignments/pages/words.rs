//! What several pages of an assignment say in the same words.

use domain::{
    assignments::{HandIn, Run, WorkFile, grading::paragraphs as paragraphs_of},
    authoring::media::bytes,
    simulators::worksheet,
};
use leptos::prelude::*;

use crate::{visit::Student, when};

/// When something was handed in, by whom, and whether it was late.
pub fn handed_in_when(student: &Student, version: &HandIn) -> impl IntoView + use<> {
    let at = when::deadline(version.handed_in_at, student.place.campus, student.session.person.time_zone);
    let by = if version.enrollment == student.place.enrollment { "you".to_owned() } else { version.by.clone() };
    let team = version.team_name.as_ref().map(|team| format!(" for {team}"));
    view! { {at}", by "{by}{team}", "{in_time(version)} }
}

/// `in time`, `2 h late`.
pub fn in_time(version: &HandIn) -> String {
    version.late_seconds.map_or_else(|| "in time".to_owned(), late)
}

/// `5 min late`, `2 h late`, `3 days late`: never less than it is.
pub fn late(seconds: i64) -> String {
    let minutes = (seconds + 59) / 60;
    match minutes {
        ..60 => format!("{minutes} min late"),
        60..2_880 => format!("{} late", when::length(minutes)),
        _ => format!("{} days late", (minutes + 1_439) / 1_440),
    }
}

/// Files, each with its size; `more` is what can be done with one.
pub fn files<V: IntoView + 'static>(files: &[WorkFile], more: impl Fn(&WorkFile) -> V) -> impl IntoView {
    let lines = files.iter().map(|file| {
        let size = bytes(file.size.unsigned_abs());
        let more = more(file);
        view! {
            <li>
                <a href=format!("/hand-in-files/{}", file.id)>{file.name.clone()}</a>" "<span class="hint">{size}</span>
                {more}
            </li>
        }
    });
    let lines = lines.collect_view();
    view! { <ul class="work-files">{lines}</ul> }
}

/// Runs of simulators, each with the way to open its inputs, as long as there is its simulator.
pub fn runs(runs: &[Run]) -> impl IntoView + use<> {
    let lines = runs.iter().map(|run| {
        let open = worksheet::find(&run.simulator).map(|worksheet| {
            let to = format!("/simulators/{}?{}", worksheet.name, run.inputs);
            view! { " "<a href=to>"Open these inputs"<span class="visually-hidden">": "{run.title.clone()}". "{run.result.clone()}</span></a> }
        });
        view! { <li><b>{run.title.clone()}</b>" "{run.result.clone()}{open}</li> }
    });
    let lines = lines.collect_view();
    view! { <ul class="work-runs">{lines}</ul> }
}

/// A text as it was written, paragraph by paragraph; each has its number, by which comments find it.
pub fn paragraphs(text: &str) -> impl IntoView + use<> {
    let paragraphs = (1..).zip(paragraphs_of(text));
    let lines = paragraphs.map(|(number, words)| view! { <p id=format!("paragraph-{number}")>{words.to_owned()}</p> }).collect_view();
    view! { <div class="work-text">{lines}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lateness_is_said_in_the_unit_that_people_say() {
        for (seconds, words) in
            [(1, "1 min late"), (3_540, "59 min late"), (5_400, "1 h 30 min late"), (172_800, "2 days late"), (172_801, "3 days late")]
        {
            assert_eq!(late(seconds), words);
        }
    }
}
