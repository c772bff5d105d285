//! A unit of any kind, or the word that it is not open yet.

use axum::{
    extract::{Path, State as Shared},
    http::{HeaderMap, StatusCode},
};
use domain::{
    authoring::{UnitKind, competencies, store::UnitText},
    ids::EvidenceId,
    learning::{
        evidence::{Act, Did, Evidence},
        store::{self, OutlineUnit, UnitView},
    },
};
use leptos::prelude::*;

use super::{
    case,
    drafted::drafted,
    lesson, quiz,
    state::{extension_address, module_address, own_due, unit_address},
};
use crate::{
    AppError, Page, Site,
    assignments::assignment_page,
    page::{Width, is_prefetch},
    simulators::Standing,
    visit::Student,
    when,
};

/// `GET /learn/{module}/{unit}`
pub async fn unit_page(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Page, AppError> {
    let (unit, outline) = match drafted(&student, &module).await? {
        Some(seen) => (seen.unit(&unit).ok_or(AppError::NotFound)?, Some(seen.outline())),
        None => (store::unit(&site.db, &site.shelf, &student.place, &module, &unit).await?, None),
    };
    if unit.opens_at > student.now {
        return Ok(locked(&student, unit));
    }
    // Whoever only looks as a student would has begun nothing.
    if student.viewing().is_none() && unit.started_at.is_none() && unit.kind != UnitKind::Quiz && !is_prefetch(&headers) {
        note_start(&site, &student, &unit);
    }
    page_of(&site, student, unit, (outline, None)).await
}

/// The unit again, with the inputs of a simulator whose run could not be saved.
pub async fn run_refused(site: &Site, student: Student, unit: UnitView, inputs: Standing) -> Result<Page, AppError> {
    Ok(page_of(site, student, unit, (None, Some(inputs))).await?.refused())
}

async fn page_of(
    site: &Site,
    student: Student,
    unit: UnitView,
    (outline, refused): (Option<Vec<OutlineUnit>>, Option<Standing>),
) -> Result<Page, AppError> {
    match unit.kind {
        UnitKind::Lesson | UnitKind::Simulation | UnitKind::LiveSession => {
            lesson::lesson_page(site, student, unit, (outline, refused)).await
        }
        UnitKind::Quiz => quiz::quiz_page(site, student, unit).await,
        UnitKind::Case => case::case_page(site, student, unit, (outline, refused)).await,
        UnitKind::Assignment => assignment_page(site, student, unit, (outline, refused)).await,
    }
}

/// The units beside this one, unless they are known: those of a draft are read with it.
pub async fn beside(
    site: &Site,
    student: &Student,
    unit: &UnitView,
    known: Option<Vec<OutlineUnit>>,
) -> Result<Vec<OutlineUnit>, AppError> {
    match known {
        Some(outline) => Ok(outline),
        None => Ok(store::outline(&site.db, &student.place, unit.version).await?),
    }
}

/// Records that the unit was opened, beside the page and not in its way.
fn note_start(site: &Site, student: &Student, unit: &UnitView) {
    let at = unit.whereabouts(&student.session.person, &student.place);
    let evidence = Evidence { id: EvidenceId::new(), at, act: Act::plain(Did::Started), occurred_at: student.now };
    let ledger = site.ledger.clone();
    tokio::spawn(async move {
        if let Err(error) = ledger.record(evidence).await {
            tracing::warn!(%error, "the start of a unit could not be recorded");
        }
    });
}

fn locked(student: &Student, unit: UnitView) -> Page {
    let opens = when::deadline(unit.opens_at, student.place.campus, student.session.person.time_zone);
    let visit = student.visit().clone();
    Page::new(&visit, unit.title.clone(), move || {
        view! {
            <header class="page-head">
                <h1>{unit.title.clone()}</h1>
                <p class="lede">"This is locked until its module opens: "{opens}"."</p>
            </header>
            <p class="form-actions"><a class="button" href=module_address(&unit.module_slug)>"See the module"</a></p>
        }
    })
    .status(StatusCode::FORBIDDEN)
    .width(Width::Narrow)
}

/// How many posts stand in the discussion of a unit.
pub async fn posts(site: &Site, student: &Student, unit: &UnitView) -> Result<i64, AppError> {
    Ok(domain::messages::store::post_count(&site.db, student.place.cohort, &unit.module_slug, &unit.slug).await?)
}

/// Which competencies a unit serves, where its author named some.
pub(super) fn serves(text: &UnitText) -> Option<String> {
    (!text.competencies.is_empty()).then(|| format!("Serves {}", competencies(&text.competencies)))
}

/// Title, place in the module, length and due date of a unit.
pub fn head(student: &Student, unit: &UnitView, posts: i64) -> impl IntoView + use<> {
    // What belongs to a unit that is published is not there for one of a draft.
    let published = student.seen_draft().is_none_or(|draft| draft.module != unit.module_slug);
    let discussion = published.then(|| {
        let label = if posts == 0 { "Discussion".to_owned() } else { format!("Discussion ({posts})") };
        view! { <a href=format!("{}/discussion", unit_address(&unit.module_slug, &unit.slug))>{label}</a> }
    });
    let done = unit.completed_at.map(|at| {
        let on = when::long(at, student.place.campus);
        view! { <span><span class="state" data-state="done">"Done"</span>" "{on}</span> }
    });
    let open = unit.completed_at.is_none().then(|| {
        let late = (unit.due_at < student.now).then(|| view! { <span class="state" data-state="late">"Past due"</span> });
        let more_time = published.then(|| {
            let address = extension_address(&unit.module_slug, &unit.slug);
            view! { <span class="no-print"><a href=address>"More time"</a></span> }
        });
        view! { {late}<div>{own_due(student, unit.due_at, unit.was_due_at)}</div>{more_time} }
    });
    view! {
        <header class="page-head">
            <nav class="breadcrumbs" aria-label="Where you are">
                <ol>
                    <li><a href="/program">"Program"</a></li>
                    <li><a href=module_address(&unit.module_slug)>{unit.module_title.clone()}</a></li>
                    <li>{unit.kind.label()}" "{unit.position}" of "{unit.units}</li>
                </ol>
            </nav>
            <h1>{unit.title.clone()}</h1>
            <div class="meta">
                <span>{when::length(unit.minutes)}</span>{done}{open}<span>"Version "{unit.number}</span>
                {serves(&unit.text).map(|words| view! { <span>{words}</span> })}{discussion}
            </div>
        </header>
    }
}

/// The way to the units before and after.
pub fn pager(unit: &UnitView, outline: &[OutlineUnit]) -> impl IntoView + use<> {
    let beside = |offset: i64| outline.iter().find(|other| other.position == unit.position + offset);
    let link = |other: &OutlineUnit, rel: &'static str| {
        view! {
            <a rel=rel href=unit_address(&unit.module_slug, &other.slug)>
                <span class="pager-label">{other.kind.label()}", "{when::length(other.minutes)}</span>
                <span class="pager-title">{other.title.clone()}</span>
            </a>
        }
    };
    let previous = beside(-1).map(|other| link(other, "prev"));
    let next = beside(1).map(|other| link(other, "next"));
    view! { <nav class="pager" aria-label="Units">{previous}{next}</nav> }
}
