//! What can be looked at in the studio.

mod authors;
mod checklist;
mod conflict;
mod lines;
mod module;
mod publishing;
mod said;
mod saves;
mod studio;
mod trial;
mod unit;
mod view;

pub use authors::{authors, authors_again};
pub(super) use checklist::faults;
pub(super) use conflict::between;
pub use conflict::conflict;
pub use module::{module, module_again};
pub use publishing::{publishing, publishing_again};
pub use saves::saves;
pub use studio::{studio, studio_again};
pub(super) use trial::figure;
pub use trial::{file, preview, trial, tried};
pub(in crate::authoring) use unit::title_of;
pub use unit::{unit, unit_again};
pub use view::{view, view_again};

use domain::authoring::{UnitKind, drafts::DraftState, store::drafts::Desk};
use leptos::prelude::*;

use super::module_address;
use crate::cohorts::subnav;

/// The pages of a module: what is said of each, and its address behind that of the module in the studio; those of what is published, which
/// whoever teaches it reads as well, stand under `/modules`.
const PAGES: [(&str, &str); 10] = [
    ("Outline", ""),
    ("Files", "/media"),
    ("Disclosures", "/disclosures"),
    ("As a student", "/view"),
    ("Review", "/review"),
    ("Publish", "/publishing"),
    ("Versions", "versions"),
    ("Results", "results"),
    ("In and out", "/exchange"),
    ("Authors", "/authors"),
];

/// The ways between the pages of a module; to its versions and results where it `has_versions`.
pub(super) fn module_nav(module: &str, has_versions: bool, here: &str) -> impl IntoView + use<> {
    let pages = PAGES.into_iter().filter(|(_, page)| has_versions || !is_of_versions(page));
    let address = |page: &str| match is_of_versions(page) {
        true => format!("/modules/{module}/{page}"),
        false => format!("{}{page}", module_address(module)),
    };
    subnav("This module", pages.map(|(label, page)| (label, address(page), page == here)))
}

/// Whether a page is of what is published: those who teach the module read it as well.
fn is_of_versions(page: &str) -> bool {
    matches!(page, "versions" | "results")
}

/// The way up to a page of a module.
pub(super) fn way(desk: &Desk, under: &[(&str, String)]) -> Vec<(String, String)> {
    let module = [("Studio".to_owned(), "/studio".to_owned()), (desk.title.clone(), module_address(&desk.slug))];
    module.into_iter().chain(under.iter().map(|(name, address)| ((*name).to_owned(), address.clone()))).collect()
}

pub(super) fn kind(kind: Option<UnitKind>) -> &'static str {
    kind.map_or("No kind yet", UnitKind::label)
}

/// How far a draft has come, as word and shape.
pub(super) fn state(state: DraftState) -> impl IntoView {
    let (shape, word) = match state {
        DraftState::Writing => ("started", "Being written"),
        DraftState::Review => ("waiting", "In review"),
        DraftState::Approved => ("done", "Approved"),
        DraftState::Published => ("done", "Published"),
        DraftState::Discarded => ("open", "Discarded"),
    };
    view! { <span class="state" data-state=shape>{word}</span> }
}
