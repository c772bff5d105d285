//! What is missing for publishing, each with the way to the place.

use domain::authoring::{
    drafts::{Lack, address, missing_setting},
    package::Fault,
};
use leptos::prelude::*;

use crate::{
    authoring::{disclosures_address, settings, unit_address},
    forms::coded,
};

/// What is wrong, each a link to the text it is in; nothing for nothing.
pub(in crate::authoring) fn faults(module: &str, all: &[Fault]) -> Option<impl IntoView + use<>> {
    let lines = all.iter().map(|fault| line(module, fault)).collect_view();
    (!all.is_empty()).then(|| view! { <ul class="missing">{lines}</ul> })
}

/// What the authors have still to say, each with the way to where it is said; nothing for nothing.
pub(super) fn lacks(module: &str, all: &[Lack]) -> Option<impl IntoView + use<>> {
    let to = disclosures_address(module);
    let lines = all.iter().map(|lack| view! { <li><a href=to.clone()>"Disclosures"</a>": "{lack.to_string()}</li> }).collect_view();
    (!all.is_empty()).then(|| view! { <ul class="missing">{lines}</ul> })
}

fn line(module: &str, fault: &Fault) -> impl IntoView + use<> {
    if let Some(how) = missing_setting(fault) {
        let to = settings::address(module, address(&fault.file));
        return view! { <li><a href=to>"Settings of "{fault.file.clone()}</a>": "{how}</li> }.into_any();
    }
    let place = match fault.line {
        Some(line) => format!("{}, line {line}", fault.file),
        None => fault.file.clone(),
    };
    let to = fault.file.ends_with(".md").then(|| unit_address(module, address(&fault.file)));
    let place = match to {
        Some(to) => view! { <a href=to>{place}</a> }.into_any(),
        None => place.into_any(),
    };
    view! { <li>{place}": "{coded(&fault.message)}</li> }.into_any()
}

/// The checklist of one text: said also where nothing is missing.
pub(super) fn of_one(module: &str, all: &[Fault]) -> impl IntoView + use<> {
    let sound = all.is_empty().then(|| view! { <p><span class="state" data-state="done">"Nothing is missing here"</span></p> });
    let title = (!all.is_empty()).then(|| {
        let count = all.len();
        view! { <p><span class="state" data-state="late">{count}{if count == 1 { " thing is missing" } else { " things are missing" }}</span></p> }
    });
    view! { <div class="checklist">{sound}{title}{faults(module, all)}</div> }
}
