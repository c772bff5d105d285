//! How long lessons take, and where their readers stop.

use std::collections::HashMap;

use domain::{
    cohorts::{ModuleCohort, ModuleScope},
    reports::{
        items::LEAST,
        reading::{Figures, LONGEST, Lesson, SHORTEST, STOPPED_AFTER_DAYS},
    },
};
use leptos::prelude::*;

use super::{estimate::InDraft, few};
use crate::when;

/// All lessons of the module; nothing where it has none. `drafted` are those whose suggested estimate the reader can take into a draft.
pub(super) fn lessons(scope: &ModuleScope, lessons: &[Lesson], drafted: &HashMap<String, InDraft>) -> Option<impl IntoView + use<>> {
    let rows = lessons.iter().map(|lesson| row(scope, lesson, drafted.get(&lesson.slug))).collect_view();
    let offered = lessons.iter().any(|lesson| lesson.suggests().is_some()).then(|| {
        let words = match drafted.is_empty() {
            true => "A suggested estimate becomes that of the next version when an author of the module takes it into a draft, here or in the studio.",
            false => "An estimate that you take is written into the draft. Students see it once that is published.",
        };
        view! { <p class="hint">{words}</p> }
    });
    (!lessons.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="lessons">
                <h2 id="lessons">"How the lessons are read"</h2>
                <table class="table" data-dense="" data-stacks="">
                    <thead>
                        <tr>
                            <th scope="col">"Lesson"</th>
                            <th scope="col" class="num">"Students"</th>
                            <th scope="col" class="num">"Estimate"</th>
                            <th scope="col" class="num">"Takes"</th>
                            <th scope="col" class="num">"Finished"</th>
                            <th scope="col">"Stopped"</th>
                            <th scope="col">"Comments"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {offered}
            </section>
        }
    })
}

fn row(scope: &ModuleScope, lesson: &Lesson, drafted: Option<&InDraft>) -> impl IntoView + use<> {
    let figures = lesson.figures.as_ref();
    let offer = lesson.pace().and_then(|pace| pace.offer).map(|minutes| {
        view! { <span class="roster-note"><span class="state" data-state="started">"Suggested estimate: "{when::length(minutes)}</span></span> }
    });
    let takes = lesson.pace().map(|pace| view! { {when::length(pace.minutes)}{few(pace.readings)} });
    let takes = takes.map_or_else(|| "–".into_any(), IntoAny::into_any);
    let version = format!("version {}", lesson.version);
    view! {
        <tr>
            <th scope="row">{lesson.title.clone()}<span class="roster-note">{version}</span>{offer}{drafted.map(InDraft::taking)}</th>
            <td class="num" data-name="Students">{lesson.begun}</td>
            <td class="num" data-name="Estimate">{when::length(lesson.minutes)}</td>
            <td class="num" data-name="Takes">{takes}</td>
            <td class="num" data-name="Finished">{figures.map_or_else(|| "–".to_owned(), |figures| figures.finished.to_string())}</td>
            <td data-name="Stopped">{figures.map_or_else(|| "–".to_owned(), stopped)}</td>
            <td data-name="Comments">{comments(scope, lesson)}</td>
        </tr>
    }
}

/// How much each cohort wrote under the lesson, leading there; the cohort is named where there are several.
fn comments(scope: &ModuleScope, lesson: &Lesson) -> AnyView {
    if lesson.comments.is_empty() {
        return "0".into_any();
    }
    let of = |cohort: &ModuleCohort| lesson.comments.iter().find(|one| one.cohort_id == cohort.id).map(|one| one.count);
    let link = |cohort: &ModuleCohort| {
        let count = of(cohort)?;
        let address = format!("/cohorts/{}/discussion/{}/{}", cohort.slug, scope.slug(), lesson.slug);
        let whose = if scope.cohorts().len() > 1 { format!(" in {}", cohort.title) } else { String::new() };
        Some(view! { <a href=address>{count}{whose}</a>" " })
    };
    scope.cohorts().iter().filter_map(link).collect_view().into_any()
}

/// `0`, `6`, `6: 5 at “Dominance”`.
fn stopped(figures: &Figures) -> String {
    let place = |(heading, count): &(Option<String>, i64)| match heading {
        Some(heading) => format!("{count} at “{heading}”"),
        None => format!("{count} at the beginning"),
    };
    let places: Vec<String> = figures.places.iter().map(place).collect();
    if places.is_empty() { figures.stopped.to_string() } else { format!("{}: {}", figures.stopped, places.join(", ")) }
}

/// What the columns mean.
pub(super) fn explained() -> impl IntoView {
    let takes = format!(
        "The median from opening a lesson to reaching its end, of readings in one sitting: {} to {}. Longer ones had breaks in them. \
         Who reads without scripts is not timed.",
        when::length(SHORTEST),
        when::length(LONGEST)
    );
    let offer =
        "Shown where the median is more than a fifth away from the author’s estimate; rounded to five minutes, below ten to the minute.";
    let stopped = format!(
        "Students who neither reached the end nor declared the lesson done, and have not come back for {STOPPED_AFTER_DAYS} days. Where \
         they stopped is their own bookmark, so a place is told only where at least {LEAST} stopped."
    );
    view! {
        <div><dt>"Takes"</dt><dd>{takes}</dd></div>
        <div><dt>"Suggested estimate"</dt><dd>{offer}</dd></div>
        <div><dt>"Stopped"</dt><dd>{stopped}</dd></div>
        <div><dt>"Comments"</dt><dd>"What is written in the discussion under the lesson, replies included, in all its versions."</dd></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_behind_the_number_of_those_who_stopped() {
        let figures = |places| Figures { finished: 3, stopped: 11, places, pace: None };
        assert_eq!(stopped(&figures(vec![])), "11");
        let both = vec![(Some("Dominance".to_owned()), 6), (None, 5)];
        assert_eq!(stopped(&figures(both)), "11: 6 at “Dominance”, 5 at the beginning");
    }
}
