//! A simulator as it stands on its own page and in a lesson.

use domain::{
    authoring::{Piece, Simulation},
    simulators::worksheet::{self, Entries, Shape, html},
};
use leptos::prelude::*;

use super::fields::fields;
use crate::Page;

/// The page of a text: it loads what works simulators where one stands in it.
pub(crate) fn with_those_in(body: &[Piece]) -> fn(Page) -> Page {
    if body.iter().any(|piece| piece.simulator().is_some()) { Page::with_simulators } else { |page| page }
}

/// A simulator in a text. One whose name is not known any more is its caption alone.
pub(crate) fn embedded(simulation: &Simulation) -> impl IntoView + use<> {
    let worked = worksheet::find(&simulation.simulator).map(|worksheet| {
        let entries = Entries::of_address(worksheet, &simulation.inputs);
        view! {
            {inputs(&entries, (None, is_short(&entries)), None)}
            <div class="simulator-result" data-result="" inner_html=html::result(&entries)></div>
            <div class="simulator-result" data-draws=""></div>
        }
    });
    framed(simulation, None, worked.into_any())
}

/// What stands around a simulator in a text.
pub(super) fn framed(simulation: &Simulation, id: Option<String>, worked: AnyView) -> impl IntoView + use<> {
    let (title, shows, caption) = (simulation.shows.clone(), simulation.shows.clone(), simulation.caption.clone());
    let draws = worksheet::find(&simulation.simulator).is_some_and(|worksheet| worksheet.drawing.is_some()).then_some("");
    view! {
        <section class="simulator" id=id data-simulator=simulation.simulator.clone() data-drawing=draws aria-label=title>
            <p class="question-label">"Simulator"</p>
            <p class="simulator-title">{shows}</p>
            <p class="simulator-caption">{caption}</p>
            {worked}
        </section>
    }
}

/// The form of a simulator in a text; with the input that is refused, whether it stands open, and another button.
pub(super) fn inputs(entries: &Entries, (wrong, open): (Option<&str>, bool), more: Option<AnyView>) -> impl IntoView + use<> {
    view! {
        <form class="simulator-inputs" method="get" action=address(entries)>
            <details class="disclosure" open=open><summary>"Inputs"</summary><div class="simulator-fields">{fields(entries, wrong)}</div></details>
            {ways(entries, more)}
        </form>
    }
}

/// A form that is soon looked over stands open in a text.
pub(super) fn is_short(entries: &Entries) -> bool {
    let fields = entries.worksheet().fields;
    fields.len() <= 6 && !fields.iter().any(|field| matches!(field.shape, Shape::Grid(..)))
}

/// The address of a simulator.
pub(super) fn address(entries: &Entries) -> String {
    format!("/simulators/{}", entries.worksheet().name)
}

/// What can be done with the inputs. The script works while somebody types, and keeps the link in step.
pub(super) fn ways(entries: &Entries, more: Option<AnyView>) -> impl IntoView + use<> {
    let link = format!("{}?{}", address(entries), entries.address());
    view! {
        <p class="form-actions">
            <button class="button">"Work it out"</button>
            <button class="button" type="reset" data-reset="" hidden="">"Start again"</button>
            {more}
            <a href=link data-link="">"Link to these inputs"</a>
        </p>
        <p class="visually-hidden" role="status" data-says=""></p>
    }
}
