//! Looking at what a release would do, and the releases there were.

mod list;
mod one;
mod preview;

pub use list::releases;
pub use one::release;
pub use preview::preview;
pub(super) use preview::preview_again;

use domain::residencies::schedule::Difference;
use leptos::prelude::*;

/// What differs, a row for each session.
fn table(changes: &[Difference]) -> impl IntoView + use<> {
    let rows = changes
        .iter()
        .map(|change| {
            let what = match (&change.before, &change.after) {
                (None, _) => "New".to_owned(),
                (_, None) => "Off".to_owned(),
                _ => change.what.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("; "),
            };
            view! {
                <tr>
                    <th scope="row">{change.title.clone()}</th>
                    <td data-name="Before">{change.before.clone().unwrap_or_else(|| "–".into())}</td>
                    <td data-name="Now">{change.after.clone().unwrap_or_else(|| "–".into())}</td>
                    <td data-name="What">{what}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="What differs" tabindex="0">
            <table class="table" data-dense="" data-stacks="">
                <thead>
                    <tr><th scope="col">"Session"</th><th scope="col">"Before"</th><th scope="col">"Now"</th><th scope="col">"What"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
