//! Looking at what a release would do, and the releases there were.

mod list;
mod one;
mod preview;

pub use list::releases;
pub use one::release;
pub use preview::preview;
pub(super) use preview::preview_again;

use domain::residencies::schedule::{Aspect, Difference};
use leptos::prelude::*;

/// What differs, a row for each session: when and where it was and is, and what else of it is another. Columns that would say nothing are
/// left out: at a first release all is new.
fn table(changes: &[Difference]) -> impl IntoView + use<> {
    let before = changes.iter().any(|change| change.before.is_some());
    let more = changes.iter().any(|change| !more(change).is_empty());
    let rows = changes.iter().map(|change| row(change, before, more)).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="What differs" tabindex="0">
            <table class="table" data-dense="" data-stacks="">
                <thead>
                    <tr>
                        <th scope="col">"Session"</th>
                        {before.then(|| view! { <th scope="col">"Before"</th> })}
                        <th scope="col">"Now"</th>
                        {more.then(|| view! { <th scope="col">"What else"</th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(change: &Difference, before: bool, with_more: bool) -> impl IntoView + use<> {
    let stood = change.before.clone().unwrap_or_else(|| "New".into());
    let stands = change.after.clone().unwrap_or_else(|| "Off".into());
    view! {
        <tr>
            <th scope="row">{change.title.clone()}</th>
            {before.then(|| view! { <td data-name="Before">{stood}</td> })}
            <td data-name="Now">{stands}</td>
            {with_more.then(|| view! { <td>{more(change)}</td> })}
        </tr>
    }
}

/// What differs besides when and where.
fn more(change: &Difference) -> String {
    let other = change.what.iter().filter(|(aspect, _)| !matches!(aspect, Aspect::When | Aspect::Where));
    other.map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("; ")
}
