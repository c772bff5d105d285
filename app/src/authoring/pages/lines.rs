//! The units of an outline, each with what can be done to it. Everything is a plain form.

use domain::authoring::{
    drafts::{Line, Outline, address},
    store::drafts::{Mine, review::Open},
};
use leptos::prelude::*;

use super::kind;
use crate::{
    authoring::{review::open_words, together::Others, unit_address},
    when,
};

/// What stands beside the units.
pub(super) struct Beside<'s> {
    /// Other modules that a unit could go to.
    pub others: &'s [Mine],
    /// What reviewers say of them.
    pub open: &'s [Open],
    /// Who else is in which.
    pub here: Option<&'s Others>,
}

/// All units, in order. A script lets them be dragged (see `scripts/outline.js`).
pub(super) fn units(module: &str, outline: &Outline, beside: &Beside) -> impl IntoView + use<> {
    let last = outline.units.len();
    let lines = outline.units.iter().enumerate().map(|(index, unit)| line(module, unit, (index + 1, last), beside)).collect_view();
    let none = outline.units.is_empty().then(|| view! { <p class="empty">"No unit yet. Add the first one below."</p> });
    view! { {none}<ol class="outline" data-outline="">{lines}</ol> }
}

fn line(module: &str, unit: &Line, (place, last): (usize, usize), beside: &Beside) -> impl IntoView + use<> {
    let page = unit_address(module, unit.address());
    let minutes = unit.minutes.map(|minutes| view! { <span>{when::length(i64::from(minutes))}</span> });
    let faults = unit.faults.len();
    let missing = (faults > 0).then(|| view! { <span class="state" data-state="late">{faults}" missing"</span> });
    let here = beside.here.map(|here| here.mark(&unit.file));
    let said = beside.open.iter().find(|one| one.path == unit.file).map(|one| {
        let to = format!("/studio/{module}/review/{}", unit.address());
        view! { <a href=to>{open_words(one)}<span class="visually-hidden">" in "{unit.title.clone()}</span></a> }
    });
    let stray = (!unit.listed).then(|| view! { <span class="state" data-state="late">"Not in the list of units"</span> });
    view! {
        <li id=format!("unit-{}", unit.address()) data-place=format!("{page}/place")>
            <div class="outline-unit">
                <p class="outline-title"><a href=page.clone()>{unit.title.clone()}</a></p>
                <p class="meta"><span>{kind(unit.kind)}</span>{minutes}{missing}{stray}{here}{said}</p>
            </div>
            <div class="outline-moves">
                {step(&page, &unit.title, ("-1", "Up"), place == 1)}
                {step(&page, &unit.title, ("1", "Down"), place == last)}
            </div>
            {more(&page, unit, place, beside.others)}
        </li>
    }
}

/// One place up or down.
fn step(page: &str, title: &str, (by, label): (&'static str, &'static str), at_the_end: bool) -> impl IntoView + use<> {
    view! {
        <form class="inline" method="post" action=format!("{page}/place")>
            <input type="hidden" name="by" value=by/>
            <button class="button" data-size="small" disabled=at_the_end>{label}<span class="visually-hidden">": "{title.to_owned()}</span></button>
        </form>
    }
}

/// What is done more rarely.
fn more(page: &str, unit: &Line, place: usize, others: &[Mine]) -> impl IntoView + use<> {
    let id = |name: &str| format!("{name}-{}", unit.address());
    let button = |what: &'static str, label: &'static str| {
        view! { <form class="inline" method="post" action=format!("{page}/{what}")><button class="button">{label}</button></form> }
    };
    view! {
        <details class="disclosure">
            <summary>"More"<span class="visually-hidden">" for "{unit.title.clone()}</span></summary>
            <form class="outline-form" method="post" action=format!("{page}/title")>
                <label for=id("title")>"Title"</label>
                <input id=id("title") name="title" value=unit.title.clone()/>
                <button class="button">"Rename"</button>
            </form>
            <form class="outline-form" method="post" action=format!("{page}/place")>
                <label for=id("to")>"Place"</label>
                <input id=id("to") name="to" r#type="number" min="1" value=place.to_string()/>
                <button class="button">"Move"</button>
            </form>
            {(!others.is_empty()).then(|| other_module(page, id("module"), others))}
            <div class="form-actions">
                {button("copy", "Duplicate")}
                {button("removal", "Take it out")}
                <a class="button" href=format!("{page}/settings")>"Settings"</a>
                <a class="button" href=format!("{page}/trial")>"See it as a student"</a>
            </div>
        </details>
    }
}

fn other_module(page: &str, id: String, others: &[Mine]) -> impl IntoView + use<> {
    let name = |one: &Mine| one.title.clone();
    let options = others.iter().map(|one| view! { <option value=one.slug.clone()>{name(one)}</option> }).collect_view();
    view! {
        <form class="outline-form" method="post" action=format!("{page}/module")>
            <label for=id.clone()>"Other module"</label>
            <select id=id name="to">{options}</select>
            <button class="button">"Move there"</button>
        </form>
    }
}

/// Units that were taken out: their texts are kept.
pub(super) fn taken_out(module: &str, gone: &[String]) -> Option<impl IntoView + use<>> {
    let texts = gone.iter().filter(|path| path.ends_with(".md"));
    let lines: Vec<_> =
        texts.map(|path| view! { <li><a href=format!("{}/saves", unit_address(module, address(path)))>{path.clone()}</a></li> }).collect();
    (!lines.is_empty()).then(|| view! { <details class="disclosure"><summary>"Taken out"</summary><ul class="aims">{lines}</ul></details> })
}
