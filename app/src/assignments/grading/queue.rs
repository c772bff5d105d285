//! What waits to be graded in a cohort, for its staff: how long, and who may grade it. They read this; grading is for faculty.

use domain::{
    assignments::gradebook::{GradeLine, Gradebook, GradedUnit, waiting},
    authoring::UnitKind,
    cohorts::{Scope, store::Teacher},
};
use leptos::prelude::*;

use crate::{visit::Visit, when};

/// The section of the page; nothing where nothing waits.
pub(super) fn queue(visit: &Visit, scope: &Scope, book: &Gradebook, teachers: &[Teacher]) -> Option<impl IntoView + use<>> {
    let lines: Vec<&GradeLine> = book.lines.iter().collect();
    let (now, campus) = (visit.now, scope.cohort().time_zone);
    let row = |(place, unit): (usize, &GradedUnit)| {
        let (number, since) = waiting(&lines, place)?;
        Some(view! {
            <tr>
                <th scope="row">{unit.title.clone()}<span class="roster-note">{unit.module_title.clone()}</span></th>
                <td class="num" data-name="Waiting">{number}</td>
                <td data-name="Longest since"><time datetime=since.to_rfc3339()>{when::long(since, campus)}</time>
                    <span class="roster-note">{when::distance(since, now, campus)}</span></td>
                <td data-name="Who may grade">{graders(scope, unit, teachers)}</td>
            </tr>
        })
    };
    let rows: Vec<_> = book.units.iter().enumerate().filter(|(_, unit)| unit.kind == UnitKind::Assignment).filter_map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="waiting">
                <h2 id="waiting">"Waiting to be graded"</h2>
                <div class="table-wrap" role="region" aria-label="What waits, by assignment" tabindex="0">
                    <table class="table" data-stacks="">
                        <thead>
                            <tr>
                                <th scope="col">"Assignment"</th>
                                <th scope="col" class="num">"Waiting"</th>
                                <th scope="col">"Longest since"</th>
                                <th scope="col">"Who may grade"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

/// Who teaches all of the cohort or this module in it, with the way to write to them.
fn graders(scope: &Scope, unit: &GradedUnit, teachers: &[Teacher]) -> AnyView {
    let may = |one: &&Teacher| one.module.as_ref().is_none_or(|module| *module == unit.module_title);
    let names = teachers.iter().filter(may).map(|one| {
        view! { <li><a href=format!("mailto:{}", one.email)>{one.name.clone()}</a></li> }
    });
    let names: Vec<_> = names.collect();
    if names.is_empty() {
        let address = format!("/cohorts/{}/faculty", scope.cohort().slug);
        return view! { "Nobody. "<a href=address>"Choose who teaches it"</a> }.into_any();
    }
    view! { <ul class="plain-list">{names}</ul> }.into_any()
}
