//! A unit of a draft as students will see it, paragraph by paragraph, with what is said of each beside it.

use axum::extract::Path;
use domain::authoring::{
    drafts::review::{Found, Passage, Seen},
    store::drafts::review::Open,
};
use leptos::prelude::*;

use super::{
    open_words,
    reading::{Facts, Unit, facts_of, unit_of},
    threads::thread,
    unit_review, way_within,
};
use crate::{
    AppError, Page,
    authoring::{pages::kind, unit_address},
    cohorts::{breadcrumbs, notice},
    learning::question_told,
    page::Width,
    visit::{Colleague, Visit},
    when,
};

const DONE: [(&str, &str); 7] = [
    ("commented", "Your comment stands beside the paragraph."),
    ("suggested", "Your suggestion stands beside the paragraph. An author takes it over or declines it."),
    ("replied", "Your reply stands there."),
    ("closed", "It is closed, and kept."),
    ("opened", "It is open again."),
    ("taken", "The suggestion stands in the draft. The text before it is among the earlier texts of the unit."),
    ("declined", "The suggestion is declined, and kept with your word."),
];

/// `GET /studio/{module}/review/{unit}`
pub async fn unit(colleague: Colleague, Path((module, unit)): Path<(String, String)>) -> Result<Page, AppError> {
    let mut unit = unit_of(&colleague, &module, &unit).await?;
    let facts = facts_of(&mut unit).await?;
    let (visit, zone) = (colleague.visit().clone(), colleague.session.person.time_zone);
    let title = format!("Review: {}", unit.title);
    Ok(Page::new(&visit.clone(), title, move || body(&visit, &unit, facts.as_ref(), zone)).width(Width::Wide).with_simulators())
}

fn body(visit: &Visit, unit: &Unit, facts: Option<&Facts>, zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let said = facts.map(|(minutes, text)| {
        view! { <span>{kind(Some(text.settings.kind()))}</span><span>{when::length(*minutes)}</span> }
    });
    let aims = facts.map(|(_, text)| crate::learning::aims(text));
    let editor = unit.page.writes.then(|| view! { <a href=unit_address(unit.page.slug(), &unit.unit)>"Write"</a> });
    let open = open_words(&Open::of(&unit.file, unit.threads.iter().map(|(thread, _)| thread)));
    let none = unit.passages.is_empty().then(|| view! { <p class="empty">"There is no text in this unit yet."</p> });
    let passages = unit.passages.iter().enumerate().map(|(place, one)| passage(unit, (place, one), facts, zone)).collect_view();
    view! {
        {notice(visit, &DONE)}
        <header class="page-head">
            {breadcrumbs(way_within(&unit.page), unit.title.clone())}
            <h1>{unit.title.clone()}</h1>
            <p class="meta">{said}<span>{open}</span><span>"Revision "{unit.page.draft.revision}</span>{editor}</p>
        </header>
        {whole(unit, zone)}
        <div class="prose review-aims">{aims}</div>
        {none}
        <div class="passages">{passages}</div>
        {neighbors(unit)}
    }
}

/// What is said of the unit as a whole, and of paragraphs that are gone.
fn whole(unit: &Unit, zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let here = unit.threads.iter().filter(|(_, found)| *found == Found::Gone);
    let threads = here.map(|(one, found)| thread(unit, (one, *found), zone)).collect_view();
    view! {
        <section class="review-whole" aria-labelledby="whole">
            <h2 id="whole" class="small-title">"The unit as a whole"</h2>
            {threads}
            <p><a class="remark" href=format!("{}/remark", unit_review(unit.page.slug(), &unit.unit))>"Comment"<span class="visually-hidden">" on the unit as a whole"</span></a></p>
        </section>
    }
}

fn passage(unit: &Unit, (place, one): (usize, &Passage), facts: Option<&Facts>, zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let seen = as_students(one, facts);
    let here = unit.threads.iter().filter(|(_, found)| matches!(found, Found::Same(at) | Found::Changed(at) if *at == place));
    let threads: Vec<_> = here.map(|(one, found)| thread(unit, (one, *found), zone)).collect();
    let some = (!threads.is_empty()).then_some("");
    let remark = format!("{}/remark?at={place}", unit_review(unit.page.slug(), &unit.unit));
    let begins: String = one.words.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
    view! {
        <div class="passage" id=format!("p-{place}") data-said=some>
            <div class="prose passage-text">{seen}</div>
            <div class="passage-side">
                {threads}
                <a class="remark" href=remark>"Comment"<span class="visually-hidden">" on: "{begins}</span></a>
            </div>
        </div>
    }
}

/// A paragraph as students will see it.
pub(super) fn as_students(one: &Passage, facts: Option<&Facts>) -> AnyView {
    match &one.seen {
        Seen::Html(html) => view! { <div class="text" inner_html=html.clone()></div> }.into_any(),
        Seen::Question(name) => question(name, one, facts),
        Seen::Simulator(simulation) => crate::simulators::embedded(simulation).into_any(),
        Seen::Rubric(rubric) => crate::learning::rubric(rubric),
    }
}

/// A question with what is right and why, and what is said of each option; its source while something is wrong with it.
fn question(name: &str, one: &Passage, facts: Option<&Facts>) -> AnyView {
    let stored = facts.and_then(|(_, text)| text.questions.iter().find(|stored| stored.question.slug == name));
    match stored {
        Some(stored) => view! { <div class="question">{question_told(stored)}</div> }.into_any(),
        None => view! { <pre tabindex="0"><code>{one.words.clone()}</code></pre> }.into_any(),
    }
}

/// The way to the unit before and the one after.
fn neighbors(unit: &Unit) -> impl IntoView + use<> {
    let outline = domain::authoring::drafts::outline(&unit.files, &[]);
    let here = outline.units.iter().position(|one| one.file == unit.file);
    let to = |place: Option<usize>, label: &'static str| {
        let one = outline.units.get(place?)?;
        let address = unit_review(unit.page.slug(), one.address());
        Some(view! { <a class="button" href=address>{label}": "{one.title.clone()}</a> })
    };
    let before = to(here.and_then(|place| place.checked_sub(1)), "Before");
    let after = to(Some(here.map_or(0, |place| place + 1)), "Next");
    view! { <p class="form-actions">{before}{after}</p> }
}
