//! The outline of a module, with what is missing beside it.

use axum::extract::Path;
use domain::authoring::{
    UnitKind,
    drafts::{Lack, Outline, lacks, missing, outline},
    store::drafts::{self, Closed, Desk, Mine, Retired, review::Open},
};
use leptos::prelude::*;

use super::{
    checklist,
    lines::{self, Beside},
    module_nav, state,
};
use crate::{
    AppError, Page,
    authoring::{
        desk, module_address, settings,
        together::{Others, others},
        unit_address,
    },
    cohorts::{breadcrumbs, count, notice},
    forms::{Choice, Field, Filled, choices, error_summary, field, with_summary},
    page::Width,
    visit::{Author, Visit},
    when,
};

const DONE: [(&str, &str); 12] = [
    ("brought-in", "It is in the draft. What was written over is kept among the earlier texts."),
    ("retired", "The module is retired: new cohorts cannot choose it."),
    ("brought-back", "The module is back: new cohorts can choose it again."),
    ("begun", "The draft is open. Students see nothing of it until you publish it."),
    ("added", "The unit is there, with a text to begin with."),
    ("moved", "The unit is moved."),
    ("renamed", "The unit has another title."),
    ("copied", "The copy stands behind the unit, with names of its own."),
    ("removed", "The unit is taken out. Its text is kept below."),
    ("handed-over", "The unit is in the draft of the other module now."),
    ("published", "Published. New cohorts take this version; running ones stay where they are until staff move them."),
    ("discarded", "The draft is given up. It is kept for the record."),
];

/// What stands on the page.
struct Shown {
    desk: Desk,
    outline: Outline,
    lacks: Vec<Lack>,
    gone: Vec<String>,
    closed: Vec<Closed>,
    others: Vec<Mine>,
    open: Vec<Open>,
    /// Who else is in which unit; nobody where no draft is open.
    here: Option<Others>,
    retired: Option<Retired>,
    zone: chrono_tz::Tz,
}

/// `GET /studio/{module}`
pub async fn module(author: Author, Path(module): Path<String>) -> Result<Page, AppError> {
    module_again(author, &module, Filled::default()).await
}

/// The same page with what is wrong with a form of it.
pub async fn module_again(author: Author, module: &str, form: Filled) -> Result<Page, AppError> {
    let desk = desk(&author, module).await?;
    let db = &author.site.db;
    let (outline, lacks, gone) = match &desk.draft {
        Some(draft) => {
            let files = drafts::files(db, draft.id).await?;
            let faults = missing(&files, &desk.slug);
            (outline(&files, &faults), lacks(&files, author.now.date_naive()), drafts::names(db, draft.id).await?.1)
        }
        None => (outline(&Default::default(), &[]), Vec::new(), Vec::new()),
    };
    let modules = drafts::modules_of(db, author.writer()).await?.into_iter().filter(|one| one.slug != desk.slug && one.state.is_some());
    let closed = drafts::closed(db, &desk).await?;
    let (open, here) = match &desk.draft {
        Some(draft) => (drafts::review::open_threads(db, draft.id).await?, Some(others((&author, &author.session), draft.id).await?)),
        None => (Vec::new(), None),
    };
    let retired = drafts::retired(db, desk.module()).await?;
    let zone = author.session.person.time_zone;
    let shown = Shown { outline, lacks, gone, closed, open, here, retired, others: modules.collect(), zone, desk };
    let (visit, filled, drags) = (author.visit().clone(), form.clone(), shown.outline.units.len() > 1);
    let title = with_summary(&form, &shown.title());
    let page = Page::new(&visit.clone(), title, move || body(&visit, &shown, &form)).width(Width::Wide);
    Ok(filled.on(if drags { page.with_script("outline.js") } else { page }))
}

impl Shown {
    fn title(&self) -> String {
        if self.outline.title.is_empty() { self.desk.title.clone() } else { self.outline.title.clone() }
    }
}

fn body(visit: &Visit, shown: &Shown, form: &Filled) -> impl IntoView + use<> {
    let open = shown.desk.draft.is_some().then(|| draft(shown, form));
    let none = shown.desk.draft.is_none().then(|| no_draft(&shown.desk));
    view! {
        {notice(visit, &DONE)}
        {error_summary(form)}
        <header class="page-head">
            {breadcrumbs(vec![("Studio".to_owned(), "/studio".to_owned())], shown.title())}
            <h1>{shown.title()}</h1>
            {standing(shown)}
        </header>
        {module_nav(&shown.desk.slug, shown.desk.newest.is_some(), "")}
        {open}
        {none}
        {history(shown)}
        {retiring(shown)}
    }
}

/// What the draft is, in a line.
fn standing(shown: &Shown) -> impl IntoView + use<> {
    let zone = shown.zone;
    let draft = shown.desk.draft.as_ref().map(|draft| {
        let from = draft.base.map_or_else(|| "Draft of a new module".to_owned(), |base| format!("Draft, begun from version {base}"));
        view! { {state(draft.state)}<span>{from}</span><span>{draft.begun_by.clone()}", "{when::long(draft.begun_at, zone)}</span> }
    });
    let newest = shown.desk.newest.map_or_else(|| "Not published yet".to_owned(), |number| format!("Version {number} is published"));
    let retired = shown.retired.as_ref().map(|_| view! { <span class="state" data-state="locked">"Retired"</span> });
    view! { <p class="meta">{draft}<span>{newest}</span>{retired}</p> }
}

fn no_draft(desk: &Desk) -> impl IntoView + use<> {
    let number = desk.newest.unwrap_or_default();
    view! {
        <div class="empty">
            <h2>"No draft is open"</h2>
            <p>"A published version never changes. Begin a draft of the next one from version "{number}": students see nothing of it until you publish it, and running cohorts stay where they are."</p>
            <form method="post" action=format!("{}/draft", module_address(&desk.slug))>
                <p class="form-actions"><button class="button" data-kind="primary">"Begin a draft"</button></p>
            </form>
        </div>
    }
}

fn draft(shown: &Shown, form: &Filled) -> impl IntoView + use<> {
    let module = shown.desk.slug.clone();
    let units = lines::units(&module, &shown.outline, &Beside { others: &shown.others, open: &shown.open, here: shown.here.as_ref() });
    let about = shown.here.as_ref().map(|here| here.mark("module.md"));
    let minutes = when::length(i64::from(shown.outline.minutes()));
    view! {
        <div class="studio">
            <section aria-labelledby="outline">
                <div class="block-head"><h2 id="outline" tabindex="-1">"Units"</h2><span class="quiet">{count(shown.outline.units.len() as i64, "unit")}", "{minutes}</span></div>
                <p>
                    <a href=unit_address(&module, "module")>"About the module"</a>": its introduction. "
                    <a href=settings::address(&module, "module")>"Settings of the module"</a>": title, summary, authors, objectives. "{about}
                </p>
                {units}
                {lines::taken_out(&module, &shown.gone)}
                {adding(&module, form)}
            </section>
            {still_missing(shown)}
        </div>
        {giving_up(&shown.desk, form)}
    }
}

/// The checklist beside the outline.
fn still_missing(shown: &Shown) -> impl IntoView + use<> {
    let all: Vec<_> = shown.outline.faults.iter().chain(shown.outline.units.iter().flat_map(|unit| &unit.faults)).cloned().collect();
    let module = &shown.desk.slug;
    let ready = (all.is_empty() && shown.lacks.is_empty()).then(|| {
        view! {
            <p>"Nothing is missing: the draft can be published."</p>
            <p class="form-actions"><a class="button" data-kind="primary" href=format!("{}/publishing", module_address(module))>"Publish"</a></p>
        }
    });
    view! {
        <aside class="studio-missing" aria-labelledby="missing">
            <h2 id="missing">"Missing for publishing"</h2>
            {ready}
            {checklist::faults(module, &all)}
            {checklist::lacks(module, &shown.lacks)}
        </aside>
    }
}

fn adding(module: &str, form: &Filled) -> impl IntoView + use<> {
    let options = UnitKind::ALL.map(|kind| (kind.as_str(), kind.label()));
    let options = options.map(|(value, label)| Choice { value: value.into(), label: label.into() }).into();
    view! {
        <section class="block" aria-labelledby="add">
            <h3 id="add">"Add a unit"</h3>
            <form class="form" method="post" action=format!("{}/units", module_address(module))>
                {choices(form, "kind", "What it is", options)}
                {field(form, Field::text("title", "Title of the new unit"))}
                <p class="form-actions"><button class="button">"Add"</button></p>
            </form>
        </section>
    }
}

fn giving_up(desk: &Desk, form: &Filled) -> impl IntoView + use<> {
    let hint = "Type the module’s name in addresses. The draft closes; what is written stays in the record, and published versions stay as they are.";
    view! {
        <details class="disclosure" open=form.error("confirm").is_some()>
            <summary>"Give this draft up"</summary>
            <form class="form" method="post" action=format!("{}/discard", module_address(&desk.slug))>
                {field(form, Field::text("confirm", "Name of the module").hint(hint))}
                <p>"The name is "<b>{desk.slug.clone()}</b>"."</p>
                <p class="form-actions"><button class="button">"Give the draft up"</button></p>
            </form>
        </details>
    }
}

/// Letting nothing new take the module, and bringing it back.
fn retiring(shown: &Shown) -> Option<impl IntoView + use<>> {
    shown.desk.newest?;
    let address = format!("{}/retirement", module_address(&shown.desk.slug));
    let part = match &shown.retired {
        Some(retired) => {
            let since = format!("Retired by {}, {}.", retired.retired_by, when::long(retired.retired_at, shown.zone));
            view! {
                <p>{since}" Cohorts that study it stay; new ones cannot choose it."</p>
                <form method="post" action=format!("{address}/end")><p class="form-actions"><button class="button">"Bring it back"</button></p></form>
            }
            .into_any()
        }
        None => view! {
            <p>"New cohorts and programs can choose it no more. Cohorts that study it stay, and nothing is lost: it can be brought back."</p>
            <form method="post" action=address><p class="form-actions"><button class="button">"Retire the module"</button></p></form>
        }
        .into_any(),
    };
    Some(view! { <details class="disclosure" open=shown.retired.is_some()><summary>"Retire this module"</summary>{part}</details> })
}

fn history(shown: &Shown) -> Option<impl IntoView + use<>> {
    let zone = shown.zone;
    let lines = shown.closed.iter().map(|one| {
        let version = one.number.map(|number| format!(" as version {number}"));
        view! { <li>{state(one.state)}{version}": "{when::long(one.closed_at, zone)}", "{one.closed_by.clone()}</li> }
    });
    let lines = lines.collect_view();
    (!shown.closed.is_empty())
        .then(|| view! { <section class="block" aria-labelledby="before"><h2 id="before">"Drafts until now"</h2><ul class="aims">{lines}</ul></section> })
}
