//! Each thing in a file with what becomes of it: what is refused first, what stays as it is last and folded.

use domain::authoring::drafts::Becomes;
use leptos::prelude::*;

use crate::{authoring::exchange::told::Item, forms::coded};

/// Of what a list of things says what becomes of them, which decides the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Files of a package that goes into a draft.
    Files,
    /// Files of a new module.
    NewModule,
    /// What stands in a lesson or a file of questions that comes in.
    Parts,
    /// Questions that go out.
    Questions,
}

/// What is said over things that become this, with the shape beside it, and a sentence.
fn words(about: About, becomes: Becomes) -> (&'static str, &'static str, &'static str) {
    match (about, becomes) {
        (About::Questions, Becomes::Refused) => ("Left out", "late", "The format has no kind for these."),
        (About::Questions, Becomes::Changed) => {
            ("Not quite the same there", "started", "They are in the file, and something of them is lost.")
        }
        (About::Questions, _) => ("As they are", "done", ""),
        (_, Becomes::Refused) => ("Refused", "late", "Nothing of these is taken."),
        (About::Parts, Becomes::Changed) => ("Changed", "started", "They are taken, and something of them is different."),
        (About::Parts, _) => ("Taken as they are", "done", ""),
        (About::Files | About::NewModule, Becomes::Changed) => ("Changed", "started", "Another text or file stands in the draft now."),
        (About::NewModule, Becomes::Added) => ("Files", "done", ""),
        (About::Files, Becomes::Added) => ("New", "done", ""),
        (_, Becomes::Removed) => ("Removed", "waiting", "These are in the draft and not in the package. What stood in them is kept."),
        (_, Becomes::Same) => ("The same in both", "open", ""),
    }
}

/// All things, in groups.
pub fn groups(about: About, items: &[Item]) -> impl IntoView + use<> {
    let all = [Becomes::Refused, Becomes::Changed, Becomes::Removed, Becomes::Added, Becomes::Same];
    all.map(|becomes| group(about, becomes, items)).into_iter().collect_view()
}

fn group(about: About, becomes: Becomes, items: &[Item]) -> Option<AnyView> {
    let (title, shape, sentence) = words(about, becomes);
    let own: Vec<&Item> = items.iter().filter(|item| item.becomes == becomes).collect();
    if own.is_empty() {
        return None;
    }
    let count = own.len();
    let plain = own.iter().all(|item| item.reasons.is_empty());
    let lines = own.into_iter().map(line).collect_view();
    let list = view! { <ul class="missing">{lines}</ul> };
    // What needs no reading is folded, unless it is short.
    if plain && count > 8 && matches!(becomes, Becomes::Added | Becomes::Same) {
        return Some(view! { <details class="disclosure"><summary>{title}": "{count}</summary>{list}</details> }.into_any());
    }
    let id = format!("things-{shape}");
    let head = view! { <h2 id=id.clone() class="small-title"><span class="state" data-state=shape>{title}": "{count}</span></h2> };
    let sentence = (!sentence.is_empty()).then(|| view! { <p>{sentence}</p> });
    Some(view! { <section class="block" aria-labelledby=id>{head}{sentence}{list}</section> }.into_any())
}

fn line(item: &Item) -> impl IntoView + use<> {
    let place = (!item.place.is_empty()).then(|| view! { <span class="quiet">{item.place.clone()}": "</span> });
    let reasons = item.reasons.iter().map(|reason| view! { <li>{coded(reason)}</li> }).collect_view();
    let reasons = (!item.reasons.is_empty()).then(|| view! { <ul class="aims">{reasons}</ul> });
    view! { <li>{place}<b>{item.name.clone()}</b>{reasons}</li> }
}
