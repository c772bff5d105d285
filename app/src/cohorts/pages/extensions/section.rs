//! More time, as a part of a student's page.

use domain::{
    cohorts::{Extension, ExtensionState},
    ids::EnrollmentId,
};
use leptos::prelude::*;

use super::state;
use crate::when;

/// What a student has been granted and asks for, and the way to give them more. `cohort` is the cohort's name in addresses.
pub(in crate::cohorts::pages) fn extensions_section(cohort: &str, enrollment: EnrollmentId, all: &[Extension]) -> impl IntoView + use<> {
    let current: Vec<Extension> =
        all.iter().filter(|one| matches!(one.state, ExtensionState::Requested | ExtensionState::Granted)).cloned().collect();
    let none =
        current.is_empty().then(|| view! { <p class="hint">"No unit of this student has another date than that of the cohort."</p> });
    let give = format!("/cohorts/{cohort}/students/{enrollment}/extensions");
    view! {
        <section class="block" aria-labelledby="more-time">
            <div class="block-head"><h2 id="more-time">"More time"</h2><a href=give>"Give more time"</a></div>
            {none}
            {(!current.is_empty()).then(|| lines(&current))}
        </section>
    }
}

/// Extensions in a list, each with its way to be answered or changed.
pub(super) fn lines(all: &[Extension]) -> impl IntoView + use<> {
    let lines = all.iter().map(line).collect_view();
    view! { <ul class="extension-list">{lines}</ul> }
}

fn line(one: &Extension) -> impl IntoView + use<> {
    let address = format!("/cohorts/{}/extensions/{}", one.cohort_slug, one.id);
    let promise = (one.state == ExtensionState::Granted).then(|| view! { <p class="hint">{one.basis().promise()}</p> });
    view! {
        <li>
            <p><a href=address>{one.module_title.clone()}": "{one.unit_title.clone()}</a></p>
            <p class="meta">
                {state(one)}
                <span>"Until "{when::long(one.due_at, one.campus)}", for all others "{when::long(one.base_due_at, one.campus)}</span>
            </p>
            {promise}
        </li>
    }
}
