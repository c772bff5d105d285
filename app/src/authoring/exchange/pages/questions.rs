//! What a format keeps of the questions of a module, told before the file is taken.

use domain::authoring::{drafts::Becomes, package::Fault, store::drafts::Desk};
use leptos::prelude::*;

use super::items::{About, groups};
use crate::{
    Page,
    authoring::{
        exchange::{exchange_address, told::Item},
        pages::{faults, way},
    },
    cohorts::breadcrumbs,
    forms::coded,
    visit::Author,
};

/// Why no file can be made.
pub enum Unsaid {
    /// The draft has faults.
    Faults(Vec<Fault>),
    /// Anything else, as a sentence.
    Sentence(String),
}

/// What the format makes of the questions, or why there is no file.
pub fn questions_page(author: &Author, desk: Desk, (format, file): (&'static str, String), said: Result<Vec<Item>, Unsaid>) -> Page {
    let title = format!("Questions of {} as {format}", desk.title);
    let heading = title.clone();
    Page::new(author, title, move || {
        let address = exchange_address(&desk.slug);
        let part = match &said {
            Ok(items) => held(items, format, &file).into_any(),
            Err(Unsaid::Sentence(sentence)) => view! { <p class="empty">{coded(sentence)}</p> }.into_any(),
            Err(Unsaid::Faults(all)) => view! {
                <p>"A file of questions is made of a draft without faults. Correct these first:"</p>
                {faults(&desk.slug, all)}
            }
            .into_any(),
        };
        view! {
            <header class="page-head">
                {breadcrumbs(way(&desk, &[("In and out", address.clone())]), format.into())}
                <h1>{heading}</h1>
            </header>
            {part}
            <p><a href=address>"Choose other questions"</a></p>
        }
    })
}

fn held(items: &[Item], format: &str, file: &str) -> impl IntoView + use<> {
    let number = |becomes| items.iter().filter(|item| item.becomes == becomes).count();
    let (same, changed, refused) = (number(Becomes::Added), number(Becomes::Changed), number(Becomes::Refused));
    let lede = format!("{same} as they are, {changed} not quite the same, {refused} left out, because {format} has no kind for them.");
    let file = (same + changed > 0).then(|| {
        view! { <p class="form-actions"><a class="button" data-kind="primary" href=file.to_owned() download="">"Download the file"</a></p> }
    });
    view! { <p class="lede">{lede}</p>{file}{groups(About::Questions, items)} }
}
