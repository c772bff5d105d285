//! How rules are written, by example.

use leptos::prelude::*;

/// A rule and what it comes to.
const EXAMPLES: [(&str, &str); 9] = [
    ("start + 2w", "two weeks after the cohort's first day"),
    ("R2.start - 14d", "fourteen days before the second residency"),
    ("R1.end + 3d at 17:00", "three days after the first residency is over, at 17:00 campus time"),
    ("previous.closes + 1d", "the day after the module before it is due; for a residency write previous.end"),
    ("opens + 3w", "three weeks after the own module opens"),
    ("economics.due", "the day on which the module with this name in addresses is due"),
    ("R1.start - 30d before Fri", "the last Friday before that day, never the day itself"),
    (
        "previous.closes + 1d on Mon skip",
        "the first Monday on or after it; out of a blackout to the day after, with skip back to the day before",
    ),
    ("2027-03-09", "that day, whatever moves"),
];

/// How rules are written, out of the way.
pub(crate) fn help() -> impl IntoView {
    let rows = EXAMPLES
        .into_iter()
        .map(|(rule, meaning)| view! { <tr><th scope="row"><code>{rule}</code></th><td>{meaning}</td></tr> })
        .collect_view();
    view! {
        <details class="disclosure no-print">
            <summary>"How rules are written"</summary>
            <p>
                "A rule says from where to count, then how far, in days (d) or weeks (w). A weekday, a time and skip may follow, in this order. \
                 What has no time opens and is due at the usual times."
            </p>
            <div class="table-wrap" role="region" aria-label="Examples of rules" tabindex="0">
                <table class="table" data-dense="">
                    <thead><tr><th scope="col">"Rule"</th><th scope="col">"What it comes to"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
