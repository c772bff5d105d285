//! How a text ends: its reader says that they are done with it, or reads what else makes it done.

use domain::{
    authoring::UnitKind,
    ids::EvidenceId,
    learning::store::UnitView,
    residencies::store::{self, OwnSession},
};
use leptos::prelude::*;

use super::state::unit_address;
use crate::{AppError, Site, residencies::when_and_where, visit::Student};

/// The sessions of the student's cohort in which a live session is held; none of any other unit.
pub async fn held(site: &Site, student: &Student, unit: &UnitView) -> Result<Vec<OwnSession>, AppError> {
    if unit.kind != UnitKind::LiveSession {
        return Ok(Vec::new());
    }
    let place = &student.place;
    Ok(store::held_as(&site.db, (place.cohort, place.enrollment), (unit.module, &unit.slug)).await?)
}

/// When and where a live session is held; nothing in any other unit.
pub(super) fn held_in(student: &Student, unit: &UnitView, held: &[OwnSession]) -> Option<impl IntoView + use<>> {
    (unit.kind == UnitKind::LiveSession).then(|| {
        let none = held.is_empty().then(|| {
            view! { <p class="empty">"Your cohort has no session for it in its calendar yet. Its day and room will stand here."</p> }
        });
        let sessions = held.iter().map(|session| when_and_where(student, session)).collect_view();
        view! {
            <section class="block" aria-labelledby="held">
                <h2 id="held">"When and where"</h2>
                {none}
                <ol class="itinerary">{sessions}</ol>
            </section>
        }
    })
}

/// The end of a text. The id comes with the page, so that sending twice is harmless.
pub(super) fn ending(unit: &UnitView, held: &[OwnSession], id: Option<&EvidenceId>) -> impl IntoView + use<> {
    let is_done = unit.completed_at.is_some();
    let (done, by_hand, otherwise) = match unit.kind {
        UnitKind::Simulation => {
            ("You have saved a run", None, "It is done when you save a run: change an input of the simulator, and choose “Save this run”.")
        }
        UnitKind::LiveSession if held.is_empty() => ("You took part", Some("I took part"), ""),
        UnitKind::LiveSession => ("You took part", None, "It is done when you are marked present in its session, or have made up for it."),
        _ => ("You have read this lesson", Some("I have read this lesson"), ""),
    };
    let action = format!("{}/completion", unit_address(&unit.module_slug, &unit.slug));
    let button = by_hand.filter(|_| !is_done).map(|words| view! { <button class="button" data-kind="primary">{words}</button> });
    let words = (!is_done && by_hand.is_none()).then(|| view! { <p class="hint">{otherwise}</p> });
    view! {
        <form class="finish" method="post" action=action>
            <input type="hidden" name="id" value=id.map(ToString::to_string)/>
            {words}
            <p class="form-actions">
                {button}
                {is_done.then(|| view! { <span class="state" data-state="done">{done}</span> })}
                <span class="save-state" id="place-state" role="status"></span>
            </p>
        </form>
    }
}
