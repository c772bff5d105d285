//! What reviewers say of a unit, beside its text.

use domain::authoring::{
    drafts::file_of,
    store::drafts::review::{Open, Thread},
};
use leptos::prelude::*;

use crate::authoring::review::open_words;

/// The open threads of a unit, each a link to where it stands.
pub(super) fn open(module: &str, unit: &str, threads: &[Thread]) -> impl IntoView + use<> {
    let page = format!("/studio/{module}/review/{unit}");
    let words = open_words(&Open::of(&file_of(unit), threads));
    let open = threads.iter().filter(|thread| thread.closed.is_none());
    let lines = open.map(|thread| {
        let said = thread.said.first().map_or_else(String::new, |said| shortened(&said.words));
        let what = match (&thread.suggested, said.is_empty()) {
            (Some(_), true) => "suggests a change".to_owned(),
            (Some(_), false) => format!("suggests a change: {said}"),
            (None, _) => said,
        };
        view! { <li><a href=format!("{page}#thread-{}", thread.id)>{thread.begun_by.clone()}</a>": "{what}</li> }
    });
    let lines = lines.collect_view();
    view! {
        <h2>{words}</h2>
        <ul class="missing">{lines}</ul>
        <p class="hint"><a href=page>"Read the unit with all comments"</a></p>
    }
}

/// The first words of a comment.
fn shortened(words: &str) -> String {
    const MOST: usize = 90;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST { line } else { format!("{}…", line.chars().take(MOST).collect::<String>().trim_end()) }
}
