//! What a file would change, item by item, with the button that takes it over.

use domain::authoring::{drafts::Becomes, store::drafts::Seen};
use leptos::prelude::*;

use super::items::{About, groups};
use crate::{
    Page,
    authoring::{
        exchange::{
            bringing::Looked,
            exchange_address,
            kept::{Head, What},
            told::Told,
        },
        pages::way,
    },
    cohorts::{breadcrumbs, count},
    forms::{Filled, coded, error_summary, with_summary},
    visit::Author,
};

/// The report on a file for a draft.
pub fn report_page(author: &Author, looked: Looked, form: Filled) -> Page {
    let title = with_summary(&form, &format!("What {} comes to", looked.head.name));
    Page::new(author, title, move || {
        let Looked { desk, head, digest, seen, told } = &looked;
        let address = exchange_address(&desk.slug);
        let about = if head.what == What::Package { About::Files } else { About::Parts };
        let decision = decision(told, &format!("{address}/report"), (digest, seen.to_string()), "Take it over");
        view! {
            {error_summary(&form)}
            <header class="page-head">
                {breadcrumbs(way(desk, &[("In and out", address.clone())]), head.name.clone())}
                <h1>"What “"{head.name.clone()}"” comes to"</h1>
                <p class="lede">{lede(told, head)}</p>
            </header>
            {notes(told)}
            {groups(about, &told.items)}
            <section class="block" aria-labelledby="take">
                <h2 id="take" tabindex="-1">{if told.changes() { "Take it over?" } else { "There is nothing to take over" }}</h2>
                {what_happens(told, *seen)}
                {decision}
                <p><a href=address>"Choose another file"</a></p>
            </section>
        }
    })
}

/// The report on a package for a new module.
pub fn new_report_page(author: &Author, (head, digest, told): (Head, String, Told), form: Filled) -> Page {
    let title = with_summary(&form, &format!("A new module from {}", head.name));
    Page::new(author, title, move || {
        let decision = decision(&told, "/studio/new", (&digest, String::new()), "Begin the module");
        let lede = format!("Nothing is begun yet. The module will be called {} in addresses, and you are its author.", told.slug);
        view! {
            {error_summary(&form)}
            <header class="page-head">
                {breadcrumbs(vec![("Studio".to_owned(), "/studio".to_owned())], head.name.clone())}
                <h1>"A new module from “"{head.name.clone()}"”"</h1>
                <p class="lede">{lede}</p>
            </header>
            {notes(&told)}
            {groups(About::NewModule, &told.items)}
            <section class="block" aria-labelledby="take">
                <h2 id="take" tabindex="-1">"Begin it?"</h2>
                {(told.missing > 0).then(|| view! { <p>{missing(told.missing)}</p> })}
                {decision}
                <p><a href="/studio">"Choose another file"</a></p>
            </section>
        }
    })
}

/// How many things there are of each kind, in a sentence.
fn lede(told: &Told, head: &Head) -> String {
    let number = |becomes| told.count(becomes);
    let all = if head.what == What::Package {
        let (changed, new, removed) = (number(Becomes::Changed), number(Becomes::Added), number(Becomes::Removed));
        if told.changes() {
            format!("Compared with the draft, {} changed, {} new and {} removed", files(changed), files(new), files(removed))
        } else {
            "Nothing in it is different from the draft".to_owned()
        }
    } else {
        format!("{} as they are, {} changed", number(Becomes::Added), number(Becomes::Changed))
    };
    format!("Nothing is changed yet. {all}; {} refused.", number(Becomes::Refused))
}

fn files(number: usize) -> String {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    format!("{} {}", count(number, "file"), if number == 1 { "is" } else { "are" })
}

fn notes(told: &Told) -> Option<impl IntoView + use<>> {
    let lines = told.notes.iter().map(|note| view! { <li>{coded(note)}</li> }).collect_view();
    (!told.notes.is_empty()).then(|| {
        view! { <section class="block" aria-labelledby="notes"><h2 id="notes" class="small-title">"About the file as a whole"</h2><ul class="missing">{lines}</ul></section> }
    })
}

fn missing(number: usize) -> String {
    let things = if number == 1 { "1 thing is".to_owned() } else { format!("{number} things are") };
    format!("Afterwards {things} missing for publishing; the outline says what and where.")
}

/// What taking over does.
fn what_happens(told: &Told, seen: Seen) -> Option<impl IntoView + use<>> {
    let begins = match seen {
        Seen::Draft(_) => None,
        Seen::Begins(Some(number)) => Some(format!("A draft is begun from version {number}. ")),
        Seen::Begins(None) => Some("A draft is begun. ".to_owned()),
    };
    let missing = (told.missing > 0).then(|| format!(" {}", missing(told.missing)));
    told.changes().then(|| view! { <p>{begins}"All of it is written at once, or nothing. What is written over or removed is kept among the earlier texts."{missing}</p> })
}

/// The button, if there is something to take.
fn decision(told: &Told, action: &str, (digest, seen): (&str, String), label: &'static str) -> Option<impl IntoView + use<>> {
    let refused = told.count(Becomes::Refused);
    let rest = (refused > 0).then(|| view! { <input type="hidden" name="rest" value="yes"/> });
    let label = if refused > 0 { format!("{label} without the {refused} refused") } else { label.to_owned() };
    told.changes().then(|| {
        view! {
            <form method="post" action=action.to_owned()>
                <input type="hidden" name="of" value=digest.to_owned()/>
                <input type="hidden" name="seen" value=seen/>
                {rest}
                <p class="form-actions"><button class="button" data-kind="primary">{label}</button></p>
            </form>
        }
    })
}
